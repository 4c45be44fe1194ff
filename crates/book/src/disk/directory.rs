//! The directory of a book: immutable snapshots, and one small file that names the one that counts.
//!
//! ```text
//! DIR/current                  the snapshot that counts, and the one before it, each with the sum of its manifest
//! DIR/lock                     held while a snapshot is written
//! DIR/snapshots/2-8f3a…/       the tables and manifest.json; never changed once it is here
//! DIR/snapshots/.new-1234/     a snapshot being written; worth nothing until it is renamed
//! ```
//!
//! A snapshot is written aside, synced, renamed to its place, and counts from the moment at which `current`
//! is replaced by a rename. Whatever happens before that leaves the book as it was. The name of a snapshot is
//! its number and the beginning of its manifest's sum, so that the newest ones are known even if `current` is
//! damaged or gone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::checked::sum;
use crate::Error;

const CURRENT: &str = "current";
const CURRENT_NEW: &str = "current.new";
const SNAPSHOTS: &str = "snapshots";
const LOCK: &str = "lock";
const MANIFEST: &str = "manifest.json";
/// What the names of snapshots that are being written begin with.
const UNFINISHED: &str = ".new-";
const FIRST_LINE: &str = "scrutineer book";
/// Digits of a manifest's sum in the name of its snapshot.
const DIGITS: usize = 16;

/// The directory of a book.
#[derive(Clone, Debug)]
pub(crate) struct Directory(PathBuf);

/// A snapshot as `current` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Name of its directory.
    pub(crate) name: String,
    /// BLAKE3 of its manifest.
    pub(crate) sum: String,
}

/// What `current` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Current {
    /// The snapshot that counts.
    pub(crate) now: Named,
    /// The one before it, kept in case the other is damaged.
    pub(crate) before: Option<Named>,
}

/// A snapshot that is being written; gone when this is dropped, unless it was put in its place.
#[derive(Debug)]
pub(crate) struct Aside(PathBuf);

impl Aside {
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

/// The right to write, held until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "closing the file gives the lock back")] File);

impl Directory {
    pub(crate) fn at(path: &Path) -> Directory {
        Directory(path.to_owned())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn snapshot(&self, named: &Named) -> PathBuf {
        self.0.join(SNAPSHOTS).join(&named.name)
    }

    /// The manifest of a snapshot, checked against its sum.
    pub(crate) fn manifest(&self, named: &Named) -> Result<Vec<u8>, Error> {
        let path = self.snapshot(named).join(MANIFEST);
        let bytes = fs::read(&path).map_err(|why| Error::unreadable(&path, why))?;
        if sum(&bytes) != named.sum {
            return Err(Error::damaged(&path, "it is not the one that was written"));
        }
        Ok(bytes)
    }

    /// What counts, and what is wrong with the file that says so; `None` if nothing was imported yet.
    ///
    /// If `current` is damaged or gone, the newest snapshots count whose manifests are those that were
    /// written.
    pub(crate) fn current(&self) -> Result<(Option<Current>, Option<Error>), Error> {
        let path = self.0.join(CURRENT);
        let fault = match fs::read(&path) {
            Ok(bytes) => match parse_current(&String::from_utf8_lossy(&bytes)) {
                Some(current) => return Ok((Some(current), None)),
                None => Error::damaged(&path, "it does not say which snapshot counts"),
            },
            Err(why) if why.kind() == io::ErrorKind::NotFound => match self.newest() {
                None => return Ok((None, None)),
                Some(_) => Error::unreadable(&path, why),
            },
            Err(why) => return Err(Error::unreadable(&path, why)),
        };
        match self.newest() {
            Some(current) => Ok((Some(current), Some(fault))),
            None => Err(fault),
        }
    }

    /// The newest snapshots whose manifests are those that were written.
    fn newest(&self) -> Option<Current> {
        let mut names = self.names();
        names.retain(|name| is_snapshot(name));
        names.sort_by_key(|name| std::cmp::Reverse(number_of(name)));
        let mut whole = names.into_iter().filter_map(|name| {
            let bytes = fs::read(self.0.join(SNAPSHOTS).join(&name).join(MANIFEST)).ok()?;
            let sum = sum(&bytes);
            let named = Named { name, sum };
            named.is_of_its_sum().then_some(named)
        });
        Some(Current { now: whole.next()?, before: whole.next() })
    }

    /// The names of what is in the directory of snapshots.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.join(SNAPSHOTS)).into_iter().flatten();
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    /// Takes the right to write, and makes the directory if need be. If somebody else has it, `waiting` is
    /// told, and this waits.
    pub(crate) fn lock(&self, waiting: &dyn Fn()) -> Result<Lock, Error> {
        self.make()?;
        let path = self.0.join(LOCK);
        let failed = |why| Error::unwritable(&path, why);
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                waiting();
                file.lock().map_err(failed)?;
            }
            Err(fs::TryLockError::Error(why)) => return Err(failed(why)),
        }
        Ok(Lock(file))
    }

    fn make(&self) -> Result<(), Error> {
        let failed = |why| Error::unwritable(&self.0, why);
        fs::create_dir_all(&self.0).map_err(failed)?;
        if let Some(parent) = self.0.canonicalize().ok().as_deref().and_then(Path::parent) {
            // A directory that others own may not be ours to sync; then the system does it in its own time.
            let _ = sync_dir(parent);
        }
        if !matches!(self.current(), Ok((Some(_), _)))
            && let Some(foreign) = self.foreign().map_err(failed)?
        {
            return Err(Error::not_a_book(&self.0, Some(&foreign)));
        }
        fs::create_dir_all(self.0.join(SNAPSHOTS)).map_err(failed)
    }

    /// Something in the directory that no import has put there.
    fn foreign(&self) -> io::Result<Option<String>> {
        for entry in fs::read_dir(&self.0)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if ![CURRENT, CURRENT_NEW, LOCK, SNAPSHOTS].contains(&name.as_str()) {
                return Ok(Some(name));
            }
        }
        let snapshot =
            self.names().into_iter().find(|name| !is_unfinished(name) && !is_snapshot(name));
        Ok(snapshot.map(|name| format!("{SNAPSHOTS}/{name}")))
    }

    /// A place to write a snapshot aside. What earlier attempts left there is removed, but not `base`, the
    /// snapshot that is built upon.
    pub(crate) fn aside(&self, _lock: &Lock, base: Option<&Named>) -> Result<Aside, Error> {
        let counts = self.current().ok().and_then(|(current, _)| current);
        self.sweep(counts.map(|counts| {
            [Some(counts.now), counts.before, base.cloned()].into_iter().flatten().collect()
        }));
        let path = self.0.join(SNAPSHOTS).join(format!("{UNFINISHED}{}", std::process::id()));
        fs::create_dir(&path).map_err(|why| Error::unwritable(&path, why))?;
        Ok(Aside(path))
    }

    /// Makes a snapshot that was written aside the one that counts, and keeps beside it the one on which it
    /// was built. If that fails, nothing of the new one is left.
    pub(crate) fn switch(
        &self,
        _lock: &Lock,
        aside: &Aside,
        manifest: &[u8],
        base: Option<Named>,
    ) -> Result<(), Error> {
        let Aside(aside) = aside;
        write_synced(&aside.join(MANIFEST), manifest)?;
        sync_dir(aside)?;
        let current =
            Current { now: Named::of(self.last_number() + 1, sum(manifest)), before: base };
        let place = self.snapshot(&current.now);
        if let Err(error) = self.put(aside, &place, &current) {
            let _ = fs::remove_dir_all(&place);
            let _ = fs::remove_file(self.0.join(CURRENT_NEW));
            return Err(error);
        }
        // From here on the new snapshot counts, whatever happens.
        self.sweep(Some([Some(current.now), current.before].into_iter().flatten().collect()));
        sync_dir(&self.0).map_err(|error| error.after_the_switch())
    }

    fn put(&self, aside: &Path, place: &Path, current: &Current) -> Result<(), Error> {
        fs::rename(aside, place).map_err(|why| Error::unwritable(place, why))?;
        sync_dir(&self.0.join(SNAPSHOTS))?;
        let (path, new) = (self.0.join(CURRENT), self.0.join(CURRENT_NEW));
        write_synced(&new, current.to_string().as_bytes())?;
        fs::rename(&new, &path).map_err(|why| Error::unwritable(&path, why))
    }

    /// The number of the last snapshot that was put in its place, whether or not it counts.
    fn last_number(&self) -> u64 {
        self.names()
            .iter()
            .filter(|name| is_snapshot(name))
            .map(|name| number_of(name))
            .max()
            .unwrap_or(0)
    }

    /// Removes what no longer counts: unfinished snapshots and, where it is known which ones count, the
    /// others. What cannot be removed now is tried again at the next import.
    fn sweep(&self, counting: Option<Vec<Named>>) {
        for name in self.names() {
            let counts =
                |counting: &Vec<Named>| counting.iter().any(|snapshot| snapshot.name == name);
            let of_old = is_snapshot(&name) && counting.as_ref().is_some_and(|all| !counts(all));
            if is_unfinished(&name) || of_old {
                let _ = fs::remove_dir_all(self.0.join(SNAPSHOTS).join(name));
            }
        }
    }
}

impl Named {
    /// A snapshot by its number and the sum of its manifest.
    fn of(number: u64, sum: String) -> Named {
        Named { name: format!("{number}-{}", sum.get(..DIGITS).unwrap_or(&sum)), sum }
    }

    fn is_of_its_sum(&self) -> bool {
        *self == Named::of(number_of(&self.name), self.sum.clone())
    }
}

impl Drop for Aside {
    /// Removes what was not put in its place: of a full disk not a byte is kept.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The number with which a snapshot's name begins.
fn number_of(name: &str) -> u64 {
    name.split('-').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Whether a name is that of a snapshot. What is called otherwise is not ours, and is left alone.
fn is_snapshot(name: &str) -> bool {
    let Some((number, sum)) = name.split_once('-') else { return false };
    let digits = sum.bytes().all(|byte| byte.is_ascii_hexdigit());
    number.parse::<u64>().is_ok() && sum.len() == DIGITS && digits
}

fn is_unfinished(name: &str) -> bool {
    name.strip_prefix(UNFINISHED).is_some_and(|process| process.parse::<u32>().is_ok())
}

impl std::fmt::Display for Current {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(out, "{FIRST_LINE}")?;
        let mut lines = format!("now {} {}\n", self.now.name, self.now.sum);
        if let Some(before) = &self.before {
            lines.push_str(&format!("before {} {}\n", before.name, before.sum));
        }
        writeln!(out, "{lines}sum {}", sum(lines.as_bytes()))
    }
}

fn parse_current(text: &str) -> Option<Current> {
    let body = text.strip_prefix(FIRST_LINE)?.strip_prefix('\n')?;
    let (lines, last) = body.split_at_checked(body.rfind("sum ")?)?;
    if last.strip_prefix("sum ")?.strip_suffix('\n')? != sum(lines.as_bytes()) {
        return None;
    }
    let named = |key: &str| {
        let line = lines.lines().find_map(|line| line.strip_prefix(key))?;
        let (name, sum) = line.trim().split_once(' ')?;
        Some(Named { name: name.to_owned(), sum: sum.to_owned() })
    };
    Some(Current { now: named("now ")?, before: named("before ") })
}

/// Writes a file so that it is on disk when this returns.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|why| Error::unwritable(path, why))
}

/// Has the names in a directory on disk when this returns, where systems can do so.
fn sync_dir(path: &Path) -> Result<(), Error> {
    if cfg!(windows) {
        return Ok(());
    }
    File::open(path).and_then(|dir| dir.sync_all()).map_err(|why| Error::unwritable(path, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_is_written_and_read_and_no_altered_byte_passes() {
        let named = |name: &str| Named { name: name.to_owned(), sum: "ab12".to_owned() };
        for before in [None, Some(named("1-first"))] {
            let current = Current { now: named("2-second"), before };
            let text = current.to_string();
            assert_eq!(parse_current(&text), Some(current));
            for place in 0..text.len() {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= 1;
                assert_eq!(parse_current(&String::from_utf8_lossy(&bytes)), None, "byte {place}");
            }
        }
    }
}
