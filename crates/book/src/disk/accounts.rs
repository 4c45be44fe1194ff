//! Accounts of votes as rows, and back: the tables `votes`, `positions`, `members` and `intended`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use scrutineer_record::{
    About, Date, IntendedVote, Issue, Issues, Majority, MemberId, Members, Motion, Outcome,
    Position, Positions, PrintedTally, RecordedVote, Roll, Source, SourceFile, Symbol, Vote,
};

use super::sheet::{Cell, Cells, Columns, Sheet, columns};
use super::tables::{BETWEEN, INTENDED, MEMBERS, POSITIONS, VOTES};

/// What is kept of an account besides the vote and its positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Id of the account that is shown; its own if it is shown itself.
    pub(crate) vote: String,
    /// How it was found to be of that vote.
    pub(crate) joined: Option<&'static str>,
    pub(crate) roll: Roll,
    pub(crate) stated: usize,
}

/// How an account was found to be of another's vote.
pub(crate) const BY_SYMBOL: &str = "symbol";
pub(crate) const BY_ROLL: &str = "roll";

/// The columns without which there is no vote.
pub(crate) fn facts_columns() -> Vec<&'static str> {
    [VoteColumns::NAMES, SourceColumns::NAMES, &["positions"]].concat()
}

/// The columns that only a new import needs.
pub(crate) const KEPT: &[&str] = KeptColumns::NAMES;

/// The columns of the table `positions` that are read: whose they are follows from how many each has.
pub(crate) const CAST: &[&str] = &["member", "position"];

/// Tables of accounts being filled.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) votes: Sheet,
    pub(crate) positions: Sheet,
    pub(crate) intended: Sheet,
}

impl Written {
    pub(crate) fn new() -> Written {
        Written {
            votes: Sheet::new(&VOTES),
            positions: Sheet::new(&POSITIONS),
            intended: Sheet::new(&INTENDED),
        }
    }

    /// Adds an account.
    pub(crate) fn add(&mut self, vote: Vote<'_>, kept: &Kept) {
        let positions = vote.positions();
        let row = i32::try_from(self.votes.rows()).unwrap_or(i32::MAX);
        for member in positions.roll.iter() {
            let number = i32::try_from(member.place()).unwrap_or(i32::MAX);
            let position = positions.of(member).map_or(NOWHERE, number_of);
            self.positions.row([Cell::Int(row), Cell::Int(number), Cell::Int(position)]);
        }
        for intended in &vote.intended {
            let [format, file, checksum, retrieved, line, reference, document, url] =
                source_cells(&intended.source);
            self.intended.row([
                vote.id.as_str().into(),
                vote.record().members()[intended.member].code.as_str().into(),
                intended.position.code().into(),
                format,
                file,
                checksum,
                retrieved,
                line,
                reference,
                document,
                url,
            ]);
        }
        self.votes.row(row_of(vote, kept));
    }
}

/// The number that stands for no position; it cannot occur, since whoever is on a roll has one.
const NOWHERE: i32 = -1;

fn number_of(position: Position) -> i32 {
    match position {
        Position::Yes => 0,
        Position::No => 1,
        Position::Abstain => 2,
        Position::NonVoting => 3,
    }
}

fn small(number: usize) -> Cell {
    Cell::Int(i32::try_from(number).unwrap_or(i32::MAX))
}

/// Days since 1970, as Parquet counts them.
fn day(date: Date) -> Cell {
    let epoch = Date::ymd(1970, 1, 1);
    Cell::Int(epoch.map_or(0, |epoch| epoch.days_until(date.ends().0)))
}

/// Both cells of a date.
pub(crate) fn date_cells(date: Option<Date>) -> [Cell; 2] {
    match date {
        Some(date) => [day(date), date.precision().code().into()],
        None => [Cell::Empty, Cell::Empty],
    }
}

/// A date from its cells.
pub(crate) fn date_of(day: Option<i64>, precision: Option<&str>) -> Option<Date> {
    let date = Date::ymd(1970, 1, 1)?.plus_days(i32::try_from(day?).ok()?)?;
    match precision? {
        "month" => Date::month_of(date.year(), date.month()?),
        "year" => Date::year_of(date.year()),
        _ => Some(date),
    }
}

fn list<T: ToString>(values: &[T]) -> Option<String> {
    let values: Vec<_> = values.iter().map(ToString::to_string).collect();
    (!values.is_empty()).then(|| values.join(BETWEEN))
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn row_of(vote: Vote<'_>, kept: &Kept) -> [Cell; 39] {
    let facts = vote.facts();
    let RecordedVote { about, source, printed, .. } = facts;
    let (tally, roll) = (vote.tally(), usize::from(vote.positions().roll.len()));
    let (motion, words) = match &facts.motion {
        Motion::Whole => ("whole", None),
        Motion::Part(words) => ("part", Some(words)),
        Motion::Amendment(words) => ("amendment", Some(words)),
        Motion::Procedure(words) => ("procedure", Some(words)),
    };
    let issues: Vec<_> = about.issues.iter().map(Issue::code).collect();
    let [date, date_precision] = date_cells(Some(facts.date));
    let [format, file, checksum, retrieved, line, reference, document, url] = source_cells(source);
    [
        facts.id.as_str().into(),
        kept.vote.as_str().into(),
        kept.joined.into(),
        facts.symbol.as_ref().map(Symbol::to_string).into(),
        facts.title.as_str().into(),
        facts.body.code().into(),
        facts.session.to_string().into(),
        date,
        date_precision,
        facts.meeting.as_ref().map(Symbol::to_string).into(),
        motion.into(),
        words.map(String::as_str).into(),
        printed.map(|printed| printed.yes).into(),
        printed.map(|printed| printed.no).into(),
        printed.and_then(|printed| printed.abstain).into(),
        tally.yes.into(),
        tally.no.into(),
        tally.abstain.into(),
        tally.non_voting.into(),
        facts.outcome.code().into(),
        facts.majority.map(Majority::code).into(),
        roll_code(kept.roll).into(),
        small(kept.stated),
        small(roll),
        list(&about.documents).into(),
        list(&about.agenda).into(),
        list(&about.subjects).into(),
        list(&issues).into(),
        filled(&about.description).into(),
        about.important.into(),
        format,
        file,
        checksum,
        retrieved,
        line,
        reference,
        document,
        url,
        filled(&facts.note).into(),
    ]
}

/// The cells that say where something comes from.
fn source_cells(source: &Source) -> [Cell; 8] {
    let Source { file, line, reference, document, url } = source;
    [
        file.format.as_str().into(),
        file.name.as_str().into(),
        file.checksum.as_deref().into(),
        file.retrieved.map(|date| date.to_string()).into(),
        (*line).into(),
        reference.as_deref().into(),
        document.as_deref().into(),
        url.as_deref().into(),
    ]
}

fn roll_code(roll: Roll) -> &'static str {
    match roll {
        Roll::Listed => "listed",
        Roll::Sitting => "sitting",
        Roll::Unknown => "unknown",
    }
}

fn roll_of(code: &str) -> Roll {
    match code {
        "listed" => Roll::Listed,
        "sitting" => Roll::Sitting,
        _ => Roll::Unknown,
    }
}

/// The numbers of members, as they are now.
pub(crate) fn members_sheet(members: &Members) -> Sheet {
    let mut sheet = Sheet::new(&MEMBERS);
    for (id, member) in members.iter() {
        sheet.row([small(id.place()), member.code.as_str().into(), member.name.as_str().into()]);
    }
    sheet
}

/// Which member a number means in a book, which an older program may have written.
pub(crate) fn numbered(sheet: &Sheet, members: &Members) -> Vec<Option<MemberId>> {
    let mut numbers = Vec::new();
    for (number, code) in sheet.ints("number").iter().zip(sheet.texts("code")) {
        let Ok(number) = usize::try_from(*number) else { continue };
        if number < MemberId::CAPACITY {
            if numbers.len() <= number {
                numbers.resize(number + 1, None);
            }
            if let Some(place) = numbers.get_mut(number) {
                *place = members.by_code(code);
            }
        }
    }
    numbers
}

/// Rows of the table `positions` for each account of the table `votes`, in order.
pub(crate) fn ranges(votes: &Sheet) -> Vec<Range<usize>> {
    let mut start = 0;
    let counts = votes.ints("positions").iter();
    counts
        .map(|count| {
            let range = start..start + usize::try_from(*count).unwrap_or_default();
            start = range.end;
            range
        })
        .collect()
}

/// Gathers the positions of accounts, one after the other, from parts of the table `positions`.
#[derive(Debug)]
pub(crate) struct Gathering<'n> {
    numbers: &'n [Option<MemberId>],
    /// How many rows each account has.
    counts: &'n [i32],
    /// How many rows the account that is being gathered still has.
    left: usize,
    gathered: Vec<Positions>,
}

impl<'n> Gathering<'n> {
    /// Of accounts whose rows are `counts` long.
    pub(crate) fn new(counts: &'n [i32], numbers: &'n [Option<MemberId>]) -> Gathering<'n> {
        Gathering { numbers, counts, left: 0, gathered: Vec::with_capacity(counts.len()) }
    }

    /// Takes the rows that come next.
    pub(crate) fn take(&mut self, sheet: &Sheet) {
        let (mut members, mut positions) = (sheet.ints("member"), sheet.ints("position"));
        while !members.is_empty() {
            self.begin_accounts();
            let Some(account) = self.gathered.last_mut().filter(|_| self.left > 0) else { return };
            let count = self.left.min(members.len());
            let (these, rest) = members.split_at_checked(count).unwrap_or((members, &[]));
            for (member, position) in these.iter().zip(positions) {
                add(account, number(self.numbers, *member), *position);
            }
            members = rest;
            positions = positions.get(count..).unwrap_or_default();
            self.left -= count;
        }
    }

    /// Goes on to the next account that has rows, if the one before is complete.
    fn begin_accounts(&mut self) {
        while self.left == 0 {
            let Some(count) = self.counts.get(self.gathered.len()) else { return };
            self.left = usize::try_from(*count).unwrap_or_default();
            self.gathered.push(Positions::default());
        }
    }

    /// The positions of each account.
    pub(crate) fn finish(mut self) -> Vec<Positions> {
        self.gathered.resize(self.counts.len(), Positions::default());
        self.gathered
    }
}

fn number(numbers: &[Option<MemberId>], member: i32) -> Option<MemberId> {
    numbers.get(usize::try_from(member).ok()?).copied().flatten()
}

fn add(positions: &mut Positions, member: Option<MemberId>, position: i32) {
    let Some(member) = member else { return };
    positions.roll.insert(member);
    match position {
        0 => positions.yes.insert(member),
        1 => positions.no.insert(member),
        2 => positions.abstain.insert(member),
        _ => {}
    }
}

/// Files by what is known of them, so that every vote of a file shares it. There are few.
#[derive(Debug, Default)]
pub(crate) struct Files(Vec<Arc<SourceFile>>);

impl Files {
    pub(crate) fn get(
        &mut self,
        format: &str,
        name: &str,
        checksum: Option<&str>,
        retrieved: Option<&str>,
    ) -> Arc<SourceFile> {
        let same = |file: &&Arc<SourceFile>| {
            file.name == name && file.format == format && file.checksum.as_deref() == checksum
        };
        if let Some(file) = self.0.iter().find(same) {
            return Arc::clone(file);
        }
        let file = Arc::new(SourceFile {
            format: format.to_owned(),
            name: name.to_owned(),
            checksum: checksum.map(str::to_owned),
            retrieved: retrieved.and_then(|date| date.parse().ok()),
        });
        self.0.push(Arc::clone(&file));
        file
    }
}

columns!(VoteColumns: id, symbol, title, body, session, date, date_precision, meeting, motion,
    motion_words, printed_yes, printed_no, printed_abstain, outcome, majority, documents, agenda,
    subjects, issues, description, important, note);

columns!(SourceColumns: format, file, checksum, retrieved, line, reference, document, url);

impl SourceColumns<'_> {
    /// Where a row comes from.
    pub(super) fn source(&self, row: usize, files: &mut Files) -> Source {
        let owned = |cells: &Cells<'_>| cells.text(row).map(str::to_owned);
        Source {
            file: files.get(
                self.format.text(row).unwrap_or_default(),
                self.file.text(row).unwrap_or_default(),
                self.checksum.text(row),
                self.retrieved.text(row),
            ),
            line: self.line.number(row).and_then(|line| u64::try_from(line).ok()),
            reference: owned(&self.reference),
            document: owned(&self.document),
            url: owned(&self.url),
        }
    }
}

/// Turns the rows of the table `votes` into votes, in order. What says nothing to this program, because
/// another wrote it, is left out.
pub(crate) fn add_votes(sheet: &Sheet, files: &mut Files, votes: &mut Vec<RecordedVote>) {
    let (columns, sources) = (VoteColumns::of(sheet), SourceColumns::of(sheet));
    let vote = |row| columns.vote(row, sources.source(row, files));
    votes.extend((0..sheet.rows()).filter_map(vote));
}

impl VoteColumns<'_> {
    fn vote(&self, row: usize, source: Source) -> Option<RecordedVote> {
        Some(RecordedVote {
            id: self.id.owned(row),
            symbol: self.symbol.text(row).and_then(symbol),
            title: self.title.owned(row),
            body: self.body.text(row)?.parse().ok()?,
            session: self.session.text(row)?.parse().ok()?,
            date: date_of(self.date.number(row), self.date_precision.text(row))?,
            meeting: self.meeting.text(row).and_then(symbol),
            motion: motion_of(self.motion.text(row)?, self.motion_words.owned(row)),
            printed: self.printed(row),
            outcome: outcome_of(self.outcome.text(row)?),
            majority: self.majority.text(row).and_then(majority_of),
            intended: Vec::new(),
            defects: Vec::new(),
            about: self.about(row),
            source,
            note: self.note.owned(row),
        })
    }

    fn printed(&self, row: usize) -> Option<PrintedTally> {
        let small = |cells: &Cells<'_>| u16::try_from(cells.number(row)?).ok();
        Some(PrintedTally {
            yes: small(&self.printed_yes)?,
            no: small(&self.printed_no)?,
            abstain: small(&self.printed_abstain),
        })
    }

    fn about(&self, row: usize) -> About {
        let several = |cells: &Cells<'_>| split(cells.text(row)).map(str::to_owned).collect();
        About {
            documents: split(self.documents.text(row)).filter_map(symbol).collect(),
            agenda: several(&self.agenda),
            subjects: several(&self.subjects),
            issues: issues(self.issues.text(row)),
            description: self.description.owned(row),
            important: self.important.number(row).map(|flag| flag != 0),
        }
    }
}

/// The issues of a cell.
pub(crate) fn issues(cell: Option<&str>) -> Issues {
    split(cell).filter_map(|issue| issue.parse::<Issue>().ok()).collect()
}

fn symbol(text: &str) -> Option<Symbol> {
    Symbol::parse(text).ok()
}

columns!(KeptColumns: vote, joined, roll, stated);

/// What only a new import needs of the rows.
pub(crate) fn kept(sheet: &Sheet) -> Vec<Kept> {
    let columns = KeptColumns::of(sheet);
    let of_row = |row| Kept {
        vote: columns.vote.owned(row),
        joined: columns
            .joined
            .text(row)
            .map(|how| if how == BY_SYMBOL { BY_SYMBOL } else { BY_ROLL }),
        roll: roll_of(columns.roll.text(row).unwrap_or_default()),
        stated: columns
            .stated
            .number(row)
            .and_then(|count| usize::try_from(count).ok())
            .unwrap_or_default(),
    };
    (0..sheet.rows()).map(of_row).collect()
}

columns!(IntendedColumns: vote, member, position);

/// Corrections by delegations, by the id of the account.
pub(crate) fn intended(
    sheet: &Sheet,
    members: &Members,
    files: &mut Files,
) -> HashMap<String, Vec<IntendedVote>> {
    let (columns, sources) = (IntendedColumns::of(sheet), SourceColumns::of(sheet));
    let mut votes: HashMap<String, Vec<IntendedVote>> = HashMap::new();
    for row in 0..sheet.rows() {
        let member = columns.member.text(row).and_then(|code| members.by_code(code));
        let position = columns.position.text(row).and_then(|position| position.parse().ok());
        let (Some(member), Some(position)) = (member, position) else { continue };
        let source = sources.source(row, files);
        let vote = votes.entry(columns.vote.owned(row)).or_default();
        vote.push(IntendedVote { member, position, source });
    }
    votes
}

/// The values of a cell that holds several.
fn split(cell: Option<&str>) -> impl Iterator<Item = &str> {
    cell.into_iter().flat_map(|cell| cell.split(BETWEEN)).filter(|value| !value.is_empty())
}

fn motion_of(code: &str, words: String) -> Motion {
    match code {
        "part" => Motion::Part(words),
        "amendment" => Motion::Amendment(words),
        "procedure" => Motion::Procedure(words),
        _ => Motion::Whole,
    }
}

pub(crate) fn outcome_of(code: &str) -> Outcome {
    let outcomes = [Outcome::Adopted, Outcome::Rejected];
    outcomes.into_iter().find(|outcome| outcome.code() == code).unwrap_or(Outcome::Unknown)
}

fn majority_of(code: &str) -> Option<Majority> {
    [Majority::Simple, Majority::TwoThirds, Majority::TwoThirdsOfMembers]
        .into_iter()
        .find(|majority| majority.code() == code)
}
