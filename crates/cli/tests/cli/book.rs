//! `book`, and the other commands on a book of one's own: invented votes in the shape of two sources.

mod answers;
pub(crate) mod data;
mod disk_full;
mod files;
mod killed;
mod pages;
mod together;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::run::{Ended, command, ended};

/// An empty directory of a test's own.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("books").join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// A directory with a book in it and files beside it.
pub(crate) struct Place(PathBuf);

impl Place {
    pub(crate) fn new(name: &str) -> Place {
        Place(directory(name))
    }

    /// A place with the invented votes of both sources, imported.
    pub(crate) fn filled(name: &str) -> Place {
        let place = Place::new(name);
        both(&place);
        let done =
            place.run(&["book", "import", "un_votes.csv", "un_roll_calls.csv", "ga_voting.csv"]);
        assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{done:?}");
        place
    }

    #[cfg(feature = "sql")]
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn book(&self) -> PathBuf {
        self.0.join("book")
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.0.join(name), content).unwrap();
    }

    fn command(&self, args: &[&str]) -> std::process::Command {
        let mut command = command(args);
        command.current_dir(&self.0).args(["--book", "book"]);
        command
    }

    /// Runs the program on the book, in the directory.
    pub(crate) fn run(&self, args: &[&str]) -> Ended {
        ended(&mut self.command(args))
    }

    /// What the program prints when all is well.
    fn text(&self, args: &[&str]) -> String {
        let ended = self.run(args);
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{args:?}");
        for line in ended.stdout.lines() {
            let last = line.rsplit(' ').next().unwrap_or_default();
            let fits = line.chars().count() <= 80 || last.chars().count() > 50;
            assert!(fits, "{args:?} prints a line that is too wide: {line}");
        }
        ended.stdout
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.text_as(args, "json")).unwrap()
    }

    fn text_as(&self, args: &[&str], format: &str) -> String {
        let ended = self.run(&[args, &["--format", format]].concat());
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{args:?}");
        ended.stdout
    }

    /// The id of the book, which opens without a complaint and is sound.
    fn sound_id(&self) -> String {
        let verified = self.run(&["book", "verify"]);
        assert_eq!((verified.code, verified.stderr.as_str()), (0, ""), "{}", verified.stdout);
        self.json(&["book", "info"])["id"].as_str().unwrap().to_owned()
    }
}

/// Words may be broken over lines.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes the files of both sources: of one vote each has something that the other has not, and in three
/// votes they differ.
fn both(place: &Place) {
    let votes = data::invented();
    place.file("ga_voting.csv", data::undl(&votes[..8]));
    let differ = [(9722, "FRA"), (9732, "PER"), (9732, "ARG"), (9741, "USA")];
    let (cast, calls) = data::unvotes(&votes[1..], &differ);
    let broken = format!("{cast}9743,Atlantis,,yes\n");
    place.file("un_votes.csv", broken);
    place.file("un_roll_calls.csv", calls);
}
