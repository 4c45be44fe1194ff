//! Whatever happens to the files of a book: it opens as it was before, and what is wrong is named.

use std::fs;
use std::path::{Path, PathBuf};

use scrutineer_book::{Book, Error, ImportRequest, Info, Opened, Shelf};
use scrutineer_record::Symbol;

use super::import::{newest, undl, unvotes};
use super::{directory, import, request, shelf, symbol};

/// A sound book of two snapshots, and what it says.
struct Sound {
    path: PathBuf,
    now: Said,
    before: Said,
}

/// What a snapshot says.
struct Said {
    book: Book,
    part: Book,
    info: Info,
}

fn asked() -> ([&'static str; 1], [Symbol; 1]) {
    (["undl:3"], [symbol("A/RES/74/907")])
}

fn said(shelf: &Shelf) -> Said {
    let (ids, symbols) = asked();
    let sound = |opened: Opened<Book>| {
        assert!(opened.warnings.is_empty());
        opened.value
    };
    Said {
        book: sound(shelf.book().unwrap()),
        part: sound(shelf.part(&ids, &symbols).unwrap()),
        info: shelf.info().unwrap().value,
    }
}

impl Sound {
    fn make(name: &str) -> Sound {
        let shelf = shelf(name);
        import(&shelf, undl());
        let before = said(&shelf);
        import(&shelf, unvotes());
        let now = said(&shelf);
        assert_ne!(before.info.id, now.info.id);
        Sound { path: shelf.path().to_owned(), now, before }
    }

    /// Every file of the book but the lock.
    fn files(&self) -> Vec<PathBuf> {
        let mut files = vec![self.path.join("current")];
        for snapshot in fs::read_dir(self.path.join("snapshots")).unwrap() {
            let entries = fs::read_dir(snapshot.unwrap().path()).unwrap();
            files.extend(entries.map(|entry| entry.unwrap().path()));
        }
        files.sort();
        assert_eq!(files.len(), 2 * 8 + 1);
        files
    }

    /// With the file as it is now, everything that opens is right, and what is wrong is named.
    fn check(&self, file: &Path, how: &str) {
        let (ids, symbols) = asked();
        let shelf = Shelf::at(&self.path);
        let what = format!("{} {how}", file.display());
        let same = |one: &Book, other: &Book| {
            one.record.votes().len() == other.record.votes().len()
                && one.record.votes().zip(other.record.votes()).all(|(one, other)| {
                    one.facts() == other.facts() && one.positions() == other.positions()
                })
        };
        self.opens(file, &what, shelf.book(), |said| &said.book, same);
        self.opens(file, &what, shelf.part(&ids, &symbols), |said| &said.part, same);
        self.opens(file, &what, shelf.info(), |said| &said.info, |one, other| one == other);
        let faults = shelf.verify().unwrap().faults;
        assert!(faults.iter().any(|fault| names(fault, file)), "{what}: {faults:?}");
        assert!(faults.iter().all(|fault| names(fault, file)), "{what}: {faults:?}");
    }

    /// The old book opens, or the new one where the file says nothing about what was asked.
    fn opens<'s, T>(
        &'s self,
        file: &Path,
        what: &str,
        opened: Result<Opened<T>, Error>,
        of: fn(&'s Said) -> &'s T,
        same: impl Fn(&T, &T) -> bool,
    ) {
        let Opened { value, warnings, older } =
            opened.unwrap_or_else(|error| panic!("{what}: the old book does not open: {error}"));
        assert!(warnings.iter().all(|warning| names(warning, file)), "{what}: {warnings:?}");
        assert!(!older || !warnings.is_empty());
        let expected = if older { of(&self.before) } else { of(&self.now) };
        assert!(same(&value, expected), "{what} is not seen");
    }
}

fn names(error: &Error, file: &Path) -> bool {
    error.is_damage() && error.to_string().contains(&*file.to_string_lossy())
}

#[test]
fn a_flip_in_any_byte_is_found() {
    let sound = Sound::make("flips");
    let mut flips = 0;
    for file in sound.files() {
        let bytes = fs::read(&file).unwrap();
        let every = |step| (0..bytes.len()).step_by(step);
        for place in every(1000).chain([bytes.len() - 1]) {
            let mut altered = bytes.clone();
            altered[place] ^= 1 << (place % 8);
            fs::write(&file, &altered).unwrap();
            sound.check(&file, &format!("with byte {place} flipped"));
            flips += 1;
        }
        fs::write(&file, bytes).unwrap();
    }
    assert!(flips > 80, "{flips}");
    assert!(Shelf::at(&sound.path).verify().unwrap().faults.is_empty());
}

/// Flips a byte of each of these files: verifying names them all, and no others.
fn check_verify(sound: &Sound, files: &[(PathBuf, Vec<u8>)], place: usize) {
    let flipped: Vec<_> = files.iter().filter(|(_, bytes)| place < bytes.len()).collect();
    for (file, bytes) in &flipped {
        let mut altered = bytes.clone();
        altered[place] ^= 1 << (place % 8);
        fs::write(file, altered).unwrap();
    }
    let faults = Shelf::at(&sound.path).verify().unwrap().faults;
    assert_eq!(faults.len(), flipped.len(), "byte {place}: {faults:?}");
    for (file, bytes) in flipped {
        assert!(faults.iter().any(|fault| names(fault, file)), "{} byte {place}", file.display());
        fs::write(file, bytes).unwrap();
    }
}

#[test]
fn verifying_names_every_altered_file() {
    let sound = Sound::make("verify");
    let with_bytes = |file: PathBuf| {
        let bytes = fs::read(&file).unwrap();
        (file, bytes)
    };
    let (tables, others): (Vec<_>, Vec<_>) = sound
        .files()
        .into_iter()
        .map(with_bytes)
        .partition(|(file, _)| file.extension() == Some("parquet".as_ref()));
    // An altered manifest hides what is wrong with its tables: manifests one by one, tables all at once.
    for (files, step) in
        [(tables.as_slice(), 97)].into_iter().chain(others.chunks(1).map(|one| (one, 31)))
    {
        let longest = files.iter().map(|(_, bytes)| bytes.len()).max().unwrap();
        (0..longest).step_by(step).for_each(|place| check_verify(&sound, files, place));
    }
    assert!(Shelf::at(&sound.path).verify().unwrap().faults.is_empty());
}

#[test]
fn a_file_cut_off_exchanged_or_gone_is_found() {
    let sound = Sound::make("cut-off");
    let newest = newest(&sound.path);
    let counts = |file: &PathBuf| file.starts_with(&newest) || file.ends_with("current");
    for file in sound.files().into_iter().filter(counts) {
        let bytes = fs::read(&file).unwrap();
        for length in [0, bytes.len() / 2, bytes.len() - 1] {
            fs::write(&file, &bytes[..length]).unwrap();
            sound.check(&file, &format!("cut off at {length}"));
        }
        fs::write(&file, [bytes.as_slice(), b"\n"].concat()).unwrap();
        sound.check(&file, "with a byte more");
        fs::remove_file(&file).unwrap();
        sound.check(&file, "gone");
        fs::write(&file, bytes).unwrap();
    }
}

#[test]
fn without_what_counts_the_newest_sound_snapshot_does() {
    let sound = Sound::make("no-current");
    let shelf = Shelf::at(&sound.path);
    fs::remove_file(sound.path.join("current")).unwrap();
    let opened = shelf.book().unwrap();
    assert!(names(&opened.warnings[0], &sound.path.join("current")));
    assert!(!opened.older && opened.value.info == sound.now.info);
    // With the newest manifest damaged, too, the older snapshot is the newest sound one.
    let manifest = newest(&sound.path).join("manifest.json");
    let bytes = fs::read(&manifest).unwrap();
    fs::write(&manifest, &bytes[1..]).unwrap();
    assert_eq!(shelf.book().unwrap().value.info, sound.before.info);
    fs::write(&manifest, bytes).unwrap();
    // The next import writes it anew, whatever stands there.
    for current in [None, Some(""), Some("rubbish"), Some("scrutineer book\nnow 1-x y\n")] {
        if let Some(current) = current {
            fs::write(sound.path.join("current"), current).unwrap();
        }
        let report = shelf.import(unvotes(), &request("")).unwrap();
        assert!(!report.older && names(&report.warnings[0], &sound.path.join("current")));
        assert_eq!(report.value.info.id, sound.now.info.id);
        assert!(shelf.verify().unwrap().faults.is_empty());
    }
}

#[test]
fn an_import_into_a_damaged_book_builds_on_what_is_sound() {
    let sound = Sound::make("import-damaged");
    let shelf = Shelf::at(&sound.path);
    let votes = newest(&sound.path).join("votes.parquet");
    fs::write(&votes, "lost").unwrap();
    let report = shelf.import(unvotes(), &request("")).unwrap();
    assert!(report.older && names(&report.warnings[0], &votes), "{:?}", report.warnings);
    assert_eq!(report.value.info.id, sound.now.info.id);
    assert!(shelf.book().unwrap().warnings.is_empty());
    // The snapshot that was built upon stays beside the new one, and the damaged one goes.
    assert!(shelf.verify().unwrap().faults.is_empty());
    fs::write(newest(&sound.path).join("votes.parquet"), "lost").unwrap();
    assert_eq!(shelf.info().unwrap().value.id, sound.now.info.id);
    assert_eq!(shelf.book().unwrap().value.info, sound.before.info);
}

#[test]
fn with_every_snapshot_damaged_the_file_is_named_and_nothing_is_thrown_away_unasked() {
    let sound = Sound::make("all-damaged");
    let shelf = Shelf::at(&sound.path);
    let tables = sound.files().into_iter().filter(|file| file.ends_with("positions.parquet"));
    tables.for_each(|file| fs::write(file, "lost").unwrap());
    let error = shelf.book().unwrap_err();
    assert!(names(&error, &newest(&sound.path).join("positions.parquet")), "{error}");
    assert!(error.remedy().unwrap().contains("book verify"));
    assert_eq!(shelf.verify().unwrap().faults.len(), 2);
    // What does not touch the table is answered still.
    assert!(shelf.info().unwrap().warnings.is_empty());
    // One table is lost, the others may be worth something: an import does not decide that.
    let before = sound.files();
    let refused = shelf.import(undl(), &request("")).unwrap_err();
    assert!(refused.is_damage(), "{refused}");
    assert_eq!(sound.files(), before);
    let anew = ImportRequest { anew: true, ..request("") };
    let report = shelf.import(undl(), &anew).unwrap();
    assert_eq!(report.value.info.id, sound.before.info.id);
    assert!(shelf.book().unwrap().warnings.is_empty());
}

#[test]
fn tables_that_contradict_each_other_are_damage() {
    // A table of another book, with its own sums: every file is what was written, but not together.
    let (one, other) = (Sound::make("contradict-1"), shelf("contradict-2"));
    import(&other, super::rich(scrutineer_ingest::Format::Undl, "rich.csv"));
    let (from, to) = (newest(other.path()), newest(&one.path));
    for table in ["positions", "votes"] {
        let path = directory(&format!("contradict-{table}"));
        copy(&one.path, &path);
        let to = path.join("snapshots").join(to.file_name().unwrap());
        super::layout::exchange(
            &path,
            &to,
            table,
            &fs::read(from.join(format!("{table}.parquet"))).unwrap(),
        );
        let faults = Shelf::at(&path).verify().unwrap().faults;
        assert!(faults.iter().any(|fault| names(fault, &to)), "{faults:?}");
        assert!(faults.iter().all(Error::is_damage), "{faults:?}");
    }
}

pub(super) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()) {
        let to = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &to);
        } else {
            fs::copy(&entry, &to).unwrap();
        }
    }
}
