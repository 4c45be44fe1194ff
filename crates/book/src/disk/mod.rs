//! Books on disk: imported from the sources that users have, in immutable snapshots.
//!
//! A [`Shelf`] is a directory with the snapshots of one book. [`Shelf::import`] adds what was read from
//! files and makes a new snapshot of the whole; the one before stays until the next import. Reading checks
//! every byte that it uses against the sums in the manifest, and what is damaged is named and not used.

mod accounts;
mod checked;
mod directory;
mod export;
mod facts;
mod import;
mod manifest;
mod sheet;
mod snapshot;
mod tables;
mod titles;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use scrutineer_record::{Facts, Groups, Members, RecordBuilder, Recurring, Symbol};

pub use export::{ExportFormat, Exported, Parts};
pub(crate) use export::{are_free, write_new};
pub use import::{ImportReport, ImportRequest};
pub use manifest::{FileEntry, PairEntry, SessionEntry};
pub use sheet::{Cell, Sheet};
pub use tables::{Column, Kind, TABLES, Table, column, optional};

pub(crate) use manifest::{FORMAT, Manifest, SourceEntry};

use crate::facts::facts_with;
use crate::groups::groups;
use crate::votes::VoteRow;
use crate::{Book, Error, Info, members};
use directory::{Current, Directory, Named};
use sheet::columns;
use snapshot::{Full, Snapshot};

/// The place of a book on disk.
///
/// ```no_run
/// use scrutineer_book::Shelf;
/// let shelf = Shelf::at("un-votes".as_ref());
/// let opened = shelf.book()?;
/// for warning in &opened.warnings {
///     eprintln!("{warning}");
/// }
/// println!("{} votes", opened.value.record.votes().len());
/// # Ok::<(), scrutineer_book::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Shelf {
    directory: Directory,
}

/// What was read of a book, and what was found damaged on the way.
#[derive(Debug)]
pub struct Opened<T> {
    /// What was asked for.
    pub value: T,
    /// What is damaged, if it could be read all the same: the file that says which snapshot counts, or the
    /// newest snapshot, where the one before it was read instead.
    pub warnings: Vec<Error>,
    /// Whether the newest snapshot could not be read, so that what was imported last may be missing.
    pub older: bool,
}

/// A table of a book as its file stands on disk.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The table.
    pub table: &'static Table,
    /// The Parquet file, every byte of which was checked.
    pub bytes: Bytes,
}

/// A position in which two accounts of a vote differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceRow {
    /// Id of the account that is shown.
    pub vote: String,
    /// Id of the account beside it.
    pub other: String,
    /// Code of the member.
    pub member: String,
    /// The position in the account that is shown; `None` if it has none.
    pub shown: Option<String>,
    /// The position in the account beside it; `None` if it has none.
    pub beside: Option<String>,
    /// Code of the cause.
    pub cause: String,
    /// Code of the member with which it is swapped, or id of the vote whose roll the account has.
    pub with: Option<String>,
}

/// A defect of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefectRow {
    /// Format of the source.
    pub format: String,
    /// Id of the account to which it belongs, if it belongs to one.
    pub vote: Option<String>,
    /// The defect.
    pub defect: scrutineer_record::Defect,
}

/// What `verify` found.
#[derive(Debug)]
pub struct Verified {
    /// Where the snapshot that counts is.
    pub snapshot: Option<PathBuf>,
    /// How many files were read, and how many bytes.
    pub files: usize,
    /// How many bytes they have together.
    pub bytes: u64,
    /// What is wrong, each fault once; nothing if all is well.
    pub faults: Vec<Error>,
}

impl Shelf {
    /// The book in this directory, whether or not there is one yet.
    pub fn at(path: &Path) -> Shelf {
        Shelf { directory: Directory::at(path) }
    }

    /// The directory.
    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Whether there is a book, sound or damaged.
    pub fn exists(&self) -> bool {
        !matches!(self.directory.current(), Ok((None, _)))
    }

    /// The name of the snapshot that counts, if there is one: another after each import.
    pub fn newest(&self) -> Option<String> {
        let (current, _) = self.directory.current().ok()?;
        Some(current?.now.name)
    }

    /// The whole book.
    ///
    /// # Errors
    /// If there is none, a newer program wrote it, or it is damaged and no sound snapshot is left.
    pub fn book(&self) -> Result<Opened<Book>, Error> {
        let members = members()?;
        self.read(|snapshot| {
            let (votes, around) = std::thread::scope(|scope| {
                let around = scope.spawn(|| Around::of(&members, snapshot.texts()?));
                (snapshot.shown(&members), around.join())
            });
            let around = around.unwrap_or_else(|_| Err(Error::broken_down(&snapshot.path)))?;
            around.book(members.clone(), votes?, &snapshot.manifest)
        })
    }

    /// The part of the book that is about some votes: those that have one of these ids or symbols, those of
    /// their series, and the rivals of all these. The rest of the book is not read; the built-in facts are
    /// all there.
    ///
    /// # Errors
    /// As [`Shelf::book`].
    pub fn part(&self, ids: &[&str], symbols: &[Symbol]) -> Result<Opened<Book>, Error> {
        let members = members()?;
        let built_in = crate::votes::votes(&members)?;
        let facts = crate::facts::facts(&members, &built_in)?;
        self.read(|snapshot| {
            let (votes, texts) = snapshot.titles()?;
            let recurring = titles::recurring(&votes, &texts, &built_in, &facts);
            let around = around(&facts, &recurring, symbols);
            let wanted = |id: &str, symbol: Option<&str>| {
                ids.contains(&id) || symbol.is_some_and(|symbol| around.contains(symbol))
            };
            let votes = snapshot.some(&members, true, &wanted)?;
            let texts = snapshot.some_texts(&|symbol| around.contains(symbol))?;
            let around = Around::of(&members, texts)?;
            around.part(members.clone(), votes, &snapshot.manifest, recurring)
        })
    }

    /// What is known about the making of the book.
    ///
    /// # Errors
    /// As [`Shelf::book`].
    pub fn info(&self) -> Result<Opened<Info>, Error> {
        self.read(|snapshot| Ok(Info::of(&snapshot.manifest)))
    }

    /// Every position in which two accounts of one vote differ.
    ///
    /// # Errors
    /// As [`Shelf::book`].
    pub fn differences(&self) -> Result<Opened<Vec<DifferenceRow>>, Error> {
        self.read(|snapshot| {
            let sheet = snapshot.differences()?;
            let columns = DifferenceColumns::of(&sheet);
            Ok((0..sheet.rows()).map(|row| columns.difference(row)).collect())
        })
    }

    /// The ids of the accounts that are not shown, each with the id of the one that is shown for its vote.
    ///
    /// # Errors
    /// As [`Shelf::book`].
    pub fn joined(&self) -> Result<Opened<Vec<(String, String)>>, Error> {
        self.read(Snapshot::joined)
    }

    /// Every account of the votes with these ids, those that are not shown included.
    ///
    /// # Errors
    /// As [`Shelf::book`].
    pub fn accounts(&self, ids: &[&str]) -> Result<Opened<Book>, Error> {
        let members = members()?;
        self.read(|snapshot| {
            let votes = snapshot.some(&members, false, &|id, _| ids.contains(&id))?;
            Around::of(&members, Vec::new())?.book(members.clone(), votes, &snapshot.manifest)
        })
    }

    /// The tables of the book as their Parquet files stand on disk, for readers of Parquet. Tables that an older
    /// program did not write are missing.
    ///
    /// # Errors
    /// As [`Shelf::book`].
    pub fn stored(&self) -> Result<Opened<Vec<Stored>>, Error> {
        self.read(Snapshot::stored)
    }

    /// What is wrong with the sources of the book.
    ///
    /// # Errors
    /// As [`Shelf::book`].
    pub fn defects(&self) -> Result<Opened<Vec<DefectRow>>, Error> {
        self.read(|snapshot| {
            let rows = snapshot.defects()?.into_iter();
            Ok(rows
                .map(|filed| DefectRow {
                    format: filed.format,
                    vote: filed.vote,
                    defect: filed.defect,
                })
                .collect())
        })
    }

    /// Reads every byte of the book and says what is wrong with it.
    ///
    /// # Errors
    /// If there is no book, or a newer program wrote it.
    pub fn verify(&self) -> Result<Verified, Error> {
        let members = members()?;
        loop {
            let (current, fault) = self.directory.current()?;
            let Some(current) = current else { return Err(self.missing()) };
            let verified = self.verified(&members, &current, fault)?;
            // An import may just have put another snapshot in its place, and removed one of these.
            if verified.faults.is_empty() || self.is_still(&current)? {
                return Ok(verified);
            }
        }
    }

    fn verified(
        &self,
        members: &Members,
        current: &Current,
        fault: Option<Error>,
    ) -> Result<Verified, Error> {
        let mut verified =
            Verified { snapshot: None, files: 1, bytes: 0, faults: fault.into_iter().collect() };
        for named in [Some(&current.now), current.before.as_ref()].into_iter().flatten() {
            match self.snapshot(named) {
                Ok(snapshot) => {
                    verified.files += snapshot.manifest.tables.len() + 1;
                    let sizes = snapshot.manifest.tables.iter().map(|table| table.bytes);
                    verified.bytes += sizes.sum::<u64>();
                    verified.faults.extend(snapshot.faults(members));
                    verified.snapshot.get_or_insert(snapshot.path);
                }
                Err(fault) if fault.is_damage() => verified.faults.push(fault),
                Err(other) => return Err(other),
            }
        }
        Ok(verified)
    }

    fn is_still(&self, current: &Current) -> Result<bool, Error> {
        Ok(self.directory.current()?.0.as_ref() == Some(current))
    }

    /// Reads something of the snapshot that counts or, if that is damaged, of the one before it.
    fn read<T>(&self, what: impl Fn(&Snapshot) -> Result<T, Error>) -> Result<Opened<T>, Error> {
        let of = |named: &Named| self.snapshot(named).and_then(|snapshot| what(&snapshot));
        loop {
            let (current, fault) = self.directory.current()?;
            let Some(current) = current else { return Err(self.missing()) };
            let mut warnings = Vec::from_iter(fault);
            match of(&current.now) {
                Ok(value) => return Ok(Opened { value, warnings, older: false }),
                Err(fault) if fault.is_damage() => warnings.push(fault),
                Err(other) => return Err(other),
            }
            // An import may just have put another snapshot in its place.
            if !self.is_still(&current)? {
                continue;
            }
            return match current.before.as_ref().map(of) {
                Some(Ok(value)) => Ok(Opened { value, warnings, older: true }),
                _ => Err(warnings.swap_remove(0)),
            };
        }
    }

    fn missing(&self) -> Error {
        Error::not_a_book(self.path(), None)
    }

    fn snapshot(&self, named: &Named) -> Result<Snapshot, Error> {
        let path = self.directory.snapshot(named);
        let bytes = self.directory.manifest(named)?;
        let unreadable =
            |why: serde_json::Error| Error::damaged(&path.join("manifest.json"), &why.to_string());
        let version: manifest::Version = serde_json::from_slice(&bytes).map_err(unreadable)?;
        if version.format > FORMAT {
            return Err(Error::newer(&path, version.format, &version.program));
        }
        let manifest = serde_json::from_slice(&bytes).map_err(unreadable)?;
        Ok(Snapshot { named: named.clone(), path, manifest })
    }
}

columns!(DifferenceColumns: vote, other, member, shown, beside, cause, with);

impl DifferenceColumns<'_> {
    fn difference(&self, row: usize) -> DifferenceRow {
        DifferenceRow {
            vote: self.vote.owned(row),
            other: self.other.owned(row),
            member: self.member.owned(row),
            shown: self.shown.text(row).map(str::to_owned),
            beside: self.beside.text(row).map(str::to_owned),
            cause: self.cause.owned(row),
            with: self.with.text(row).map(str::to_owned),
        }
    }
}

/// These texts, with those of their series and the rivals of all of them, as they are written in books.
fn around(facts: &Facts, recurring: &Recurring, symbols: &[Symbol]) -> HashSet<String> {
    let listed = |symbol| facts.series.iter().find(|series| series.texts.contains(symbol));
    let series =
        symbols.iter().filter_map(|symbol| recurring.of_text(symbol).or_else(|| listed(symbol)));
    let texts: HashSet<&Symbol> = series.flat_map(|series| &series.texts).chain(symbols).collect();
    let rivals = facts.rivals.iter().filter(|(a, b)| texts.contains(a) || texts.contains(b));
    let rivals = rivals.flat_map(|(a, b)| [a, b]);
    texts.iter().copied().chain(rivals).map(Symbol::to_string).collect()
}

/// What is built in and lies over a book: groups, facts, and those votes of which the book has none on the
/// whole text.
struct Around {
    built_in: Vec<VoteRow>,
    groups: Groups,
    facts: Facts,
}

impl Around {
    /// With the texts of a book among the facts.
    fn of(members: &Members, texts: Vec<scrutineer_record::Proposal>) -> Result<Around, Error> {
        let built_in = crate::votes::votes(members)?;
        let facts = facts_with(members, &built_in, texts)?;
        Ok(Around { built_in, groups: groups(members)?, facts })
    }

    /// The record of all votes of a book.
    fn book(self, members: Members, votes: Full, manifest: &Manifest) -> Result<Book, Error> {
        Ok(Book { record: self.record(members, votes)?.finish(), info: Info::of(manifest) })
    }

    /// The record of some votes of a book, which has these series.
    fn part(
        self,
        members: Members,
        votes: Full,
        manifest: &Manifest,
        recurring: Recurring,
    ) -> Result<Book, Error> {
        let record = self.record(members, votes)?.finish_part(recurring);
        Ok(Book { record, info: Info::of(manifest) })
    }

    fn record(self, members: Members, votes: Full) -> Result<RecordBuilder, Error> {
        let mut record = RecordBuilder::new(members, self.groups, self.facts);
        record.restore_all(votes.votes, &votes.positions)?;
        let built_in = self.built_in.into_iter();
        let missing: Vec<VoteRow> =
            built_in.filter(|row| !record.has_whole(row.symbol())).collect();
        for row in missing {
            row.add_to(&mut record)?;
        }
        Ok(record)
    }
}
