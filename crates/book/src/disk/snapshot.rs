//! One snapshot of a book: read as far as is asked.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;
use scrutineer_record::{Issues, MemberId, Members, Positions, RecordedVote};

use super::Stored;
use super::accounts::{self, CAST, Files, Gathering, KEPT, Kept};
use super::checked::Checked;
use super::directory::Named;
use super::facts::{self, Filed};
use super::manifest::{Manifest, TableEntry};
use super::sheet::{Reading, Sheet};
use super::tables::{
    DEFECTS, DIFFERENCES, INTENDED, MEMBERS, POSITIONS, TABLES, TEXTS, Table, VOTES,
};
use super::titles::{self, Titled};
use crate::Error;

/// A snapshot.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) named: Named,
    pub(crate) path: PathBuf,
    pub(crate) manifest: Manifest,
}

/// How much of a file will be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// Most of it: it is read and checked in one go.
    Whole,
    /// A small part: only its blocks are read and checked.
    Part,
}

/// Rows that are read in one go: so few that their cells stay near the processor, and that the memory for
/// them is used again.
const ROWS_AT_A_TIME: usize = 1024;

/// Votes, and everyone's position in each.
#[derive(Debug, Default)]
pub(crate) struct Full {
    pub(crate) votes: Vec<RecordedVote>,
    pub(crate) positions: Vec<Positions>,
}

/// A vote with everyone's position and what else is kept of it.
pub(crate) type Account = ((RecordedVote, Positions), Kept);

impl Snapshot {
    /// The file of a table, to be read. `None` if an older program did not write that table.
    fn open(&self, table: &Table, extent: Extent) -> Result<Option<Opened>, Error> {
        let Some(entry) = self.manifest.tables.iter().find(|entry| entry.name == table.name) else {
            return Ok(None);
        };
        Opened::of(&self.path, entry, extent).map(Some)
    }

    /// A whole table, or some columns of some rows of it.
    fn sheet(
        &self,
        table: &'static Table,
        wanted: &[&str],
        rows: Option<Range<usize>>,
        extent: Extent,
    ) -> Result<Sheet, Error> {
        match self.open(table, extent)? {
            Some(opened) => opened.sheet(table, wanted, rows),
            None => Ok(Sheet::new(table)),
        }
    }

    /// A table with all its columns.
    pub(crate) fn table(&self, table: &'static Table) -> Result<Sheet, Error> {
        let wanted: Vec<_> = table.columns.iter().map(|column| column.name).collect();
        self.sheet(table, &wanted, None, Extent::Whole)
    }

    /// The tables as their files stand, checked.
    pub(crate) fn stored(&self) -> Result<Vec<Stored>, Error> {
        let stored = |entry: &TableEntry| {
            let table = TABLES.into_iter().find(|table| table.name == entry.name)?;
            let path = self.path.join(&entry.file);
            let bytes = Checked::open(&path, entry.sums()).and_then(|file| file.whole());
            let stored = bytes.map(|bytes| Stored { table, bytes });
            Some(stored.map_err(|why| Error::unreadable(&path, why)))
        };
        self.manifest.tables.iter().filter_map(stored).collect()
    }

    /// The votes that are shown.
    pub(crate) fn shown(&self, members: &Members) -> Result<Full, Error> {
        let rows = self.manifest.votes;
        // Positions are read beside the rest: they are a third of the work.
        let (votes, positions) = std::thread::scope(|scope| {
            let positions = scope.spawn(|| self.positions_from_the_start(members, rows));
            (self.votes_from_the_start(members, rows), positions.join())
        });
        let positions = positions.unwrap_or_else(|_| Err(Error::broken_down(&self.path)))?;
        let mut votes = votes?;
        self.lend(&mut votes)?;
        Ok(Full { votes, positions })
    }

    /// Every account, shown or not, with what else is kept of it.
    pub(crate) fn accounts(&self, members: &Members) -> Result<Vec<Account>, Error> {
        let rows = self.rows_of(&VOTES);
        let kept = accounts::kept(&self.sheet(&VOTES, KEPT, None, Extent::Whole)?);
        let positions = self.positions_from_the_start(members, rows)?;
        let votes = self.votes_from_the_start(members, rows)?;
        Ok(votes.into_iter().zip(positions).zip(kept).collect())
    }

    /// The votes for which `wanted` says so by id and symbol, and nothing else read than is needed to find
    /// and fill them. `shown` limits them to those that are shown.
    pub(crate) fn some(
        &self,
        members: &Members,
        shown: bool,
        wanted: &dyn Fn(&str, Option<&str>) -> bool,
    ) -> Result<Full, Error> {
        let Some(votes) = self.open(&VOTES, Extent::Part)? else { return Ok(Full::default()) };
        let Some(positions) = self.open(&POSITIONS, Extent::Part)? else {
            return Ok(Full::default());
        };
        let rows = shown.then_some(0..self.manifest.votes);
        let keys = votes.sheet(&VOTES, &["id", "symbol", "positions"], rows)?;
        let (ids, symbols) = (keys.column("id"), keys.column("symbol"));
        let is_wanted = |row: usize| ids.text(row).is_some_and(|id| wanted(id, symbols.text(row)));
        let (mut facts, mut cast) = (Sheet::new(&VOTES), Sheet::new(&POSITIONS));
        let mut counts = Vec::new();
        let mut read_facts = votes.reading(&VOTES, &accounts::facts_columns());
        let mut read_cast = positions.reading(&POSITIONS, CAST);
        for (row, range) in accounts::ranges(&keys).into_iter().enumerate() {
            if is_wanted(row) {
                counts.push(i32::try_from(range.len()).unwrap_or_default());
                read_facts.add(&mut facts, row..row + 1).map_err(|why| votes.faulty(why))?;
                read_cast.add(&mut cast, range).map_err(|why| positions.faulty(why))?;
            }
        }
        let numbers = self.numbers(members)?;
        let mut gathering = Gathering::new(&counts, &numbers);
        gathering.take(&cast);
        let mut files = Files::default();
        let mut votes = Vec::with_capacity(counts.len());
        accounts::add_votes(&facts, &mut files, &mut votes);
        self.fill(members, &mut files, &mut votes)?;
        if shown {
            self.lend(&mut votes)?;
        }
        self.all_read(votes.len(), counts.len())?;
        Ok(Full { votes, positions: gathering.finish() })
    }

    /// The first so many accounts.
    fn votes_from_the_start(
        &self,
        members: &Members,
        rows: usize,
    ) -> Result<Vec<RecordedVote>, Error> {
        let mut votes = Vec::with_capacity(rows);
        let mut files = Files::default();
        self.in_parts(&VOTES, &accounts::facts_columns(), rows, |sheet| {
            accounts::add_votes(sheet, &mut files, &mut votes);
        })?;
        self.all_read(votes.len(), rows)?;
        self.fill(members, &mut files, &mut votes)?;
        Ok(votes)
    }

    /// Votes go by their place, with their positions: none may be left out.
    fn all_read(&self, read: usize, rows: usize) -> Result<(), Error> {
        if read == rows {
            return Ok(());
        }
        let why = "it has rows that this program cannot read";
        Err(Error::damaged(&self.path.join(VOTES.file()), why))
    }

    /// Adds to votes their defects, and what delegations said later.
    fn fill(
        &self,
        members: &Members,
        files: &mut Files,
        votes: &mut [RecordedVote],
    ) -> Result<(), Error> {
        let mut defects = facts::by_vote(self.defects()?);
        let mut intended = accounts::intended(&self.table(&INTENDED)?, members, files);
        for vote in votes {
            vote.defects = defects.remove(&vote.id).unwrap_or_default();
            vote.intended = intended.remove(&vote.id).unwrap_or_default();
        }
        Ok(())
    }

    /// Gives votes that are shown what accounts of Voeten's data alone tell, and other sources, which are shown before
    /// them, do not: to which issues a vote counts, and whether it was important.
    fn lend(&self, votes: &mut [RecordedVote]) -> Result<(), Error> {
        let columns = ["vote", "issues", "important"];
        let sheet = self.sheet(&VOTES, &columns, Some(self.others()), Extent::Part)?;
        let [shown, issues, important] = columns.map(|name| sheet.column(name));
        let mut lent: HashMap<&str, (Issues, Option<bool>)> = HashMap::new();
        for (row, vote) in (0..sheet.rows()).filter_map(|row| Some((row, shown.text(row)?))) {
            let so_far = lent.entry(vote).or_default();
            if let Some(told) = issues.text(row) {
                so_far.0 = accounts::issues(Some(told));
            }
            so_far.1 = important.number(row).map(|flag| flag != 0).or(so_far.1);
        }
        for vote in votes {
            let Some((issues, important)) = lent.get(vote.id.as_str()) else { continue };
            if vote.about.issues == Issues::default() {
                vote.about.issues = *issues;
            }
            vote.about.important = vote.about.important.or(*important);
        }
        Ok(())
    }

    /// The rows of accounts that are not shown.
    fn others(&self) -> Range<usize> {
        self.manifest.votes..self.rows_of(&VOTES)
    }

    fn numbers(&self, members: &Members) -> Result<Vec<Option<MemberId>>, Error> {
        Ok(accounts::numbered(&self.table(&MEMBERS)?, members))
    }

    /// Everyone's position in the first so many accounts.
    fn positions_from_the_start(
        &self,
        members: &Members,
        accounts: usize,
    ) -> Result<Vec<Positions>, Error> {
        let counts = self.sheet(&VOTES, &["positions"], Some(0..accounts), Extent::Part)?;
        let rows = accounts::ranges(&counts).last().map_or(0, |last| last.end);
        let numbers = self.numbers(members)?;
        let mut gathering = Gathering::new(counts.ints("positions"), &numbers);
        self.in_parts(&POSITIONS, CAST, rows, |sheet| gathering.take(sheet))?;
        Ok(gathering.finish())
    }

    /// The first so many rows of a table, some at a time.
    fn in_parts(
        &self,
        table: &'static Table,
        wanted: &[&str],
        rows: usize,
        mut take: impl FnMut(&Sheet),
    ) -> Result<(), Error> {
        let Some(opened) = self.open(table, Extent::Whole)? else { return Ok(()) };
        let mut reading = opened.reading(table, wanted);
        for start in (0..rows).step_by(ROWS_AT_A_TIME) {
            let mut sheet = Sheet::new(table);
            let part = start..rows.min(start + ROWS_AT_A_TIME);
            reading.add(&mut sheet, part).map_err(|why| opened.faulty(why))?;
            take(&sheet);
        }
        Ok(())
    }

    /// Texts of which no positions are known.
    pub(crate) fn texts(&self) -> Result<Vec<scrutineer_record::Proposal>, Error> {
        Ok(facts::texts(&self.table(&TEXTS)?, &mut Files::default()))
    }

    /// The titles of the votes that are shown, and of the texts of which no positions are known.
    pub(crate) fn titles(&self) -> Result<(Vec<Titled>, Vec<Titled>), Error> {
        let shown = Some(0..self.manifest.votes);
        let votes = self.sheet(&VOTES, titles::OF_VOTES, shown, Extent::Part)?;
        let texts = self.sheet(&TEXTS, titles::OF_TEXTS, None, Extent::Part)?;
        Ok((titles::of_votes(&votes), titles::of_texts(&texts)))
    }

    /// The ids of the accounts that are not shown, each with the id of the one that is.
    pub(crate) fn joined(&self) -> Result<Vec<(String, String)>, Error> {
        let sheet = self.sheet(&VOTES, &["id", "vote"], Some(self.others()), Extent::Part)?;
        let ids = sheet.texts("id").zip(sheet.texts("vote"));
        Ok(ids.map(|(id, shown)| (id.to_owned(), shown.to_owned())).collect())
    }

    /// Those of the texts for which `wanted` says so by symbol.
    pub(crate) fn some_texts(
        &self,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<scrutineer_record::Proposal>, Error> {
        let Some(opened) = self.open(&TEXTS, Extent::Part)? else { return Ok(Vec::new()) };
        let symbols = opened.sheet(&TEXTS, &["symbol"], None)?;
        let all: Vec<_> = TEXTS.columns.iter().map(|column| column.name).collect();
        let mut texts = Vec::new();
        for (row, symbol) in symbols.texts("symbol").enumerate() {
            if wanted(symbol) {
                let sheet = opened.sheet(&TEXTS, &all, Some(row..row + 1))?;
                texts.extend(facts::texts(&sheet, &mut Files::default()));
            }
        }
        Ok(texts)
    }

    /// What is wrong with the sources.
    pub(crate) fn defects(&self) -> Result<Vec<Filed>, Error> {
        Ok(facts::defects(&self.table(&DEFECTS)?))
    }

    /// Where the sources differ.
    pub(crate) fn differences(&self) -> Result<Sheet, Error> {
        self.table(&DIFFERENCES)
    }

    fn rows_of(&self, table: &Table) -> usize {
        let entry = self.manifest.tables.iter().find(|entry| entry.name == table.name);
        entry.map_or(0, |entry| entry.rows)
    }

    /// What is wrong with the files, each fault once: every byte is read.
    pub(crate) fn faults(&self, members: &Members) -> Vec<Error> {
        let mut faults = Vec::new();
        for entry in &self.manifest.tables {
            let path = self.path.join(&entry.file);
            let checked = Checked::open(&path, entry.sums());
            if let Err(why) = checked.and_then(|file| file.whole()) {
                faults.push(Error::unreadable(&path, why));
            }
        }
        if faults.is_empty()
            && let Err(error) = self.contradiction(members)
        {
            faults.push(error);
        }
        faults
    }

    /// Whether the tables say the same where two of them speak of one thing.
    fn contradiction(&self, members: &Members) -> Result<(), Error> {
        let votes = self.table(&VOTES)?;
        let path = self.path.join(VOTES.file());
        let stated: usize = accounts::ranges(&votes).last().map_or(0, |last| last.end);
        if stated != self.rows_of(&POSITIONS) {
            return Err(Error::damaged(&path, "it counts other positions than there are"));
        }
        let counted: HashMap<&str, [i32; 3]> = votes
            .texts("id")
            .zip(votes.ints("yes").iter().zip(votes.ints("no").iter().zip(votes.ints("abstain"))))
            .map(|(id, (yes, (no, abstain)))| (id, [*yes, *no, *abstain]))
            .collect();
        let mut shown = HashMap::new();
        for ((vote, positions), kept) in self.accounts(members)? {
            let tally = positions.tally();
            let cast = [tally.yes, tally.no, tally.abstain].map(i32::from);
            if counted.get(vote.id.as_str()) != Some(&cast) {
                let why = format!("the positions of {} do not add up to its tally", vote.id);
                return Err(Error::damaged(&path, &why));
            }
            shown.insert(vote.id, kept.vote);
        }
        if let Some((id, vote)) = shown.iter().find(|(_, vote)| !shown.contains_key(*vote)) {
            let why = format!("{id} is said to be of {vote}, which is not there");
            return Err(Error::damaged(&path, &why));
        }
        Ok(())
    }
}

/// The open file of a table.
struct Opened {
    path: PathBuf,
    rows: usize,
    reader: Box<dyn FileReader>,
}

impl Opened {
    fn of(dir: &Path, entry: &TableEntry, extent: Extent) -> Result<Opened, Error> {
        let path = dir.join(&entry.file);
        let unreadable = |why| Error::unreadable(&path, why);
        let checked = Checked::open(&path, entry.sums()).map_err(unreadable)?;
        let reader: Result<Box<dyn FileReader>, _> = match extent {
            Extent::Whole => {
                let bytes = checked.whole().map_err(unreadable)?;
                SerializedFileReader::new(bytes)
                    .map(|reader| Box::new(reader) as Box<dyn FileReader>)
            }
            Extent::Part => SerializedFileReader::new(checked)
                .map(|reader| Box::new(reader) as Box<dyn FileReader>),
        };
        let reader = reader.map_err(|why| Error::parquet(&path, why))?;
        Ok(Opened { path, rows: entry.rows, reader })
    }

    fn sheet(
        &self,
        table: &'static Table,
        wanted: &[&str],
        rows: Option<Range<usize>>,
    ) -> Result<Sheet, Error> {
        let rows = rows.unwrap_or(0..self.rows);
        Sheet::read(table, self.reader.as_ref(), wanted, rows).map_err(|why| self.faulty(why))
    }

    fn reading<'s>(&'s self, table: &'static Table, wanted: &[&'s str]) -> Reading<'s> {
        Reading::new(table, self.reader.as_ref(), wanted)
    }

    fn faulty(&self, why: ParquetError) -> Error {
        Error::parquet(&self.path, why)
    }
}
