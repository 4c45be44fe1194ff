//! An import that is killed at any moment, with nothing to say about it: the old book opens, or the new one.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use scrutineer_book::{Shelf, Verified};

use super::{Place, data};

/// How often an import is killed.
const KILLS: u32 = 200;

fn spawn(place: &Place) -> std::process::Child {
    place
        .command(&["book", "import", "new.csv"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A place with an old book, the file of which the new one is to be made, and the ids of both.
fn old_and_new(name: &str) -> (Place, [String; 2]) {
    let place = Place::new(name);
    let votes = data::many(24);
    place.file("old.csv", data::undl(&votes[..8]));
    place.file("new.csv", data::undl(&votes[8..]));
    assert_eq!(place.run(&["book", "import", "old.csv"]).code, 0);
    let old = place.sound_id();
    assert_eq!(place.run(&["book", "import", "new.csv"]).code, 0);
    let new = place.sound_id();
    back(&place);
    (place, [old, new])
}

/// Makes the old book anew.
fn back(place: &Place) {
    fs::remove_dir_all(place.book()).unwrap();
    assert_eq!(place.run(&["book", "import", "old.csv"]).code, 0);
}

fn copy(from: &Path, to: &Path) {
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

/// Whether a snapshot has been begun and not been finished.
fn unfinished(place: &Place) -> bool {
    let entries = fs::read_dir(place.book().join("snapshots")).unwrap();
    let mut names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.any(|name| name.starts_with(".new-"))
}

/// What says which snapshot is the book.
fn current(place: &Place) -> String {
    fs::read_to_string(place.book().join("current")).unwrap()
}

/// Waits until something can be seen, or the import has ended.
fn wait_until(child: &mut std::process::Child, seen: impl Fn() -> bool) {
    while !seen() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
}

#[test]
fn at_two_hundred_moments() {
    let (place, [old, new]) = old_and_new("killed");
    let shelf = Shelf::at(&place.book());
    let started = Instant::now();
    assert!(spawn(&place).wait().unwrap().success());
    let whole = started.elapsed();
    back(&place);
    let kept = place.0.join("kept");
    copy(&place.book(), &kept);
    let at_first = current(&place);
    let (mut before, mut after, mut left_behind) = (0, 0, 0);
    for kill in 0..KILLS {
        let mut child = spawn(&place);
        // A clock alone may miss a stage on a busy machine, so one kill in ten waits until it sees the import write, and
        // one in ten until it sees the switch. The others are spread over the import and a little more, in no order.
        let moment = whole.mul_f64(1.1) * (kill * 89 % KILLS) / KILLS;
        match kill % 10 {
            0 => wait_until(&mut child, || unfinished(&place)),
            5 => wait_until(&mut child, || current(&place) != at_first),
            _ => std::thread::sleep(moment),
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let opened = shelf.book().unwrap();
        assert!(opened.warnings.is_empty(), "after {moment:?}: {:?}", opened.warnings);
        let Verified { faults, .. } = shelf.verify().unwrap();
        assert!(faults.is_empty(), "after {moment:?}: {faults:?}");
        left_behind += usize::from(unfinished(&place));
        let id = opened.value.info.id;
        assert!(
            id == old || id == new,
            "after {moment:?} the book is neither the old one nor the new"
        );
        if id == old {
            before += 1;
        } else {
            after += 1;
            fs::remove_dir_all(place.book()).unwrap();
            copy(&kept, &place.book());
        }
    }
    // Else nothing was tried: some were killed before, some while they wrote, some after the switch.
    println!(
        "{before} killed before the switch, {left_behind} while writing, {after} after, in {whole:?}"
    );
    assert!(before > 20 && after > 5, "{before} before, {after} after the switch, of {whole:?}");
    assert!(left_behind > 0, "none was killed while it wrote");
    // The next import removes what they left, and makes the new book.
    assert_eq!(place.run(&["book", "import", "new.csv"]).code, 0);
    assert_eq!(place.sound_id(), new);
    let snapshots = fs::read_dir(place.book().join("snapshots")).unwrap();
    assert_eq!(snapshots.count(), 2);
}

#[test]
fn the_first_import_leaves_a_whole_book_or_none() {
    let (place, [old, _]) = old_and_new("killed-first");
    let (mut none, mut whole) = (0, 0);
    for kill in 0..30 {
        fs::remove_dir_all(place.book()).unwrap();
        let mut child = place
            .command(&["book", "import", "old.csv"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let shelf = Shelf::at(&place.book());
        match kill % 10 {
            0 => {}
            5 => wait_until(&mut child, || shelf.exists()),
            _ => std::thread::sleep(Duration::from_millis(kill * 11 % 30 * 12)),
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if shelf.exists() {
            whole += 1;
            assert_eq!(shelf.book().unwrap().value.info.id, old);
        } else {
            none += 1;
            let ended = place.run(&["book", "info"]);
            assert_eq!(ended.code, 2);
            assert!(ended.stderr.contains("there is no book in"), "{}", ended.stderr);
        }
        if !place.book().exists() {
            fs::create_dir(place.book()).unwrap();
        }
    }
    assert!(none > 0 && whole > 0, "{none} none, {whole} whole");
    assert_eq!(place.run(&["book", "import", "old.csv"]).code, 0);
    assert_eq!(place.sound_id(), old);
}
