//! A disk that is full, wherever that is met.
#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use scrutineer_book::Shelf;

use super::{Place, data, words};
use crate::run::{Ended, ended};

/// A place with a book and a file to import into it.
fn place(name: &str) -> Place {
    let place = Place::new(name);
    let votes = data::many(40);
    place.file("old.csv", data::undl(&votes[..4]));
    place.file("new.csv", data::undl(&votes));
    assert_eq!(place.run(&["book", "import", "old.csv"]).code, 0);
    place
}

/// The import failed for want of room: it says where, and the book is as it was.
fn assert_as_it_was(ended: &Ended, book: &Path, id: &str) {
    let told = words(&ended.stderr);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{told}");
    assert!(
        told.contains("cannot be written:") && told.contains("the book is as it was"),
        "{told}"
    );
    assert!(told.contains("error: book/") || told.contains("/book/"), "no file is named: {told}");
    let opened = Shelf::at(book).book().unwrap();
    assert!(opened.warnings.is_empty());
    assert_eq!(opened.value.info.id, id);
    let snapshots = fs::read_dir(book.join("snapshots")).unwrap();
    let names: Vec<_> = snapshots.map(|entry| entry.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{names:?}");
}

/// Runs a command of the book in a shell, after these words.
fn run_after(place: &Place, words: &str, args: &[&str]) -> Ended {
    let program = place.command(args);
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{words}; exec \"$@\""), "sh"]).arg(program.get_program());
    shell.args(program.get_args()).current_dir(&place.0).stdin(Stdio::null());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    ended(&mut shell)
}

#[test]
fn a_file_that_may_not_grow() {
    let place = place("file-limit");
    let (id, book) = (place.sound_id(), place.book());
    let mut failed = 0;
    // More room from time to time, in units of 512 bytes, until there is enough.
    for blocks in 0.. {
        let limit = format!("trap '' XFSZ; ulimit -f {blocks}");
        let ended = run_after(&place, &limit, &["book", "import", "new.csv"]);
        if ended.code == 0 {
            break;
        }
        assert_as_it_was(&ended, &book, &id);
        failed += 1;
    }
    assert!(failed > 3, "{failed}");
    assert_eq!(place.json(&["book", "info"])["votes"], 40);
    place.sound_id();
}

/// A small disk of its own, taken away in the end.
struct Disk(PathBuf);

impl Disk {
    /// Mounts one, if that is permitted.
    fn mount(path: &Path, size: &str) -> Option<Disk> {
        fs::create_dir_all(path).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(path);
        let mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        mounted.then(|| Disk(path.to_owned()))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_disk_without_room() {
    let place = place("full");
    let (id, book) = (place.sound_id(), place.book());
    let kept = place.0.join("kept");
    fs::rename(&book, &kept).unwrap();
    let Some(disk) = Disk::mount(&book, "1m") else {
        println!("skipped: a small disk cannot be mounted here");
        return;
    };
    let copied = Command::new("cp").arg("-r").arg(kept.join(".")).arg(&disk.0).status().unwrap();
    assert!(copied.success());
    let ballast = book.join("ballast");
    let mut failed = 0;
    // With more and more room, page by page: in the end there is enough.
    for pages in 0.. {
        let _ = fs::remove_file(&ballast);
        fill(&ballast, pages);
        let ended = place.run(&["book", "import", "new.csv"]);
        if ended.code == 0 {
            break;
        }
        assert_as_it_was(&ended, &book, &id);
        failed += 1;
    }
    assert!(failed > 5, "{failed}");
    assert_eq!(place.json(&["book", "info"])["votes"], 40);
    place.sound_id();
}

/// Fills the disk but for some pages.
fn fill(ballast: &Path, pages: usize) {
    let mut file = fs::File::create(ballast).unwrap();
    let page = [1; 4096];
    let mut filled: u64 = 0;
    while file.write_all(&page).is_ok() {
        filled += 4096;
    }
    file.set_len(filled.saturating_sub(u64::try_from(pages * 4096).unwrap())).unwrap();
}
