//! The record in memory: every vote, its positions packed into bit planes, and the facts around them.

mod builder;

pub use builder::RecordBuilder;

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use crate::{
    Body, Date, Defect, Error, Groups, MemberId, MemberSet, Members, Nickname, Position, Positions,
    Precision, Proposal, RecordedVote, Recurring, Series, SubsidiaryOrgan, Symbol, Tally,
    TitledText, Topic,
};

/// What is known around the votes: texts with their stages, series, rivals, organs, topics.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Texts, voted or not.
    pub proposals: Vec<Proposal>,
    /// Texts that came back session after session.
    pub series: Vec<Series>,
    /// Pairs of rival texts under one agenda item.
    pub rivals: Vec<(Symbol, Symbol)>,
    /// Organs that resolutions set up.
    pub organs: Vec<SubsidiaryOrgan>,
    /// What texts are about.
    pub topics: Vec<Topic>,
    /// Words by which the press speaks of texts and series.
    pub nicknames: Vec<Nickname>,
}

/// Who could have voted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roll {
    /// All that sat at the date; the source lists only those that cast a vote.
    Sitting,
    /// Those that the source lists, absent ones included. In the General Assembly a difference from those
    /// that sat is a defect.
    Listed,
    /// Nobody knows: the source has no list of positions, or one that says nothing.
    Unknown,
}

/// Positions of one vote in two bit planes: yes `01`, no `10`, abstain `11`, none `00`.
#[derive(Clone, Copy, Debug)]
struct Packed {
    low: MemberSet,
    high: MemberSet,
    /// Place of the roll among the distinct rolls: membership changes seldom, votes are many.
    roll: u32,
}

impl Packed {
    fn new(positions: &Positions, roll: u32) -> Packed {
        let Positions { yes, no, abstain, .. } = *positions;
        Packed { low: yes | abstain, high: no | abstain, roll }
    }

    fn positions(&self, roll: MemberSet) -> Positions {
        Positions {
            yes: self.low - self.high,
            no: self.high - self.low,
            abstain: self.low & self.high,
            roll,
        }
    }
}

/// The record: members, groups, votes with everyone's position, and the [`Facts`] around them.
///
/// Positions take two bits each, 64 bytes a vote: the whole history since 1946 holds them in less than a
/// megabyte, and a tally, a shift or an agreement is a handful of word operations.
#[derive(Clone, Debug)]
pub struct Record {
    members: Members,
    groups: Groups,
    facts: Facts,
    votes: Vec<RecordedVote>,
    /// The positions of each vote.
    packed: Vec<Packed>,
    rolls: Vec<MemberSet>,
    by_symbol: HashMap<Symbol, Vec<usize>>,
    by_id: HashMap<String, usize>,
    /// The date of the last vote.
    until: Option<Date>,
    /// Places of texts in the facts: their proposal, their series, their pairs of rivals.
    texts: HashMap<Symbol, TextPlaces>,
    /// The series that titles tell, put together when first asked for.
    recurring: OnceLock<Recurring>,
    /// Which votes come before and after each in its series, worked out when first asked for.
    neighbours: OnceLock<Vec<Neighbours>>,
    /// The series of each vote and the votes of each series, worked out when first asked for.
    runs: OnceLock<Runs>,
}

/// Which votes are of which series.
#[derive(Clone, Debug, Default)]
struct Runs {
    /// The run of each vote, by its place.
    of_vote: Vec<Option<u32>>,
    all: Vec<Run>,
    /// By the ids of their series.
    by_id: HashMap<String, u32>,
}

/// The votes of a series in the order of their dates, by their places.
#[derive(Clone, Debug)]
struct Run {
    series: SeriesPlace,
    votes: Vec<usize>,
}

/// Where a series stands: among those that titles tell, or among those of the facts alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum SeriesPlace {
    Recurring(usize),
    Listed(usize),
}

/// The votes before and after one in its series, by their places.
#[derive(Clone, Copy, Debug, Default)]
struct Neighbours {
    previous: Option<usize>,
    next: Option<usize>,
}

/// Where a text stands in the [`Facts`].
#[derive(Clone, Debug, Default)]
struct TextPlaces {
    proposal: Option<usize>,
    series: Option<usize>,
    rivals: Vec<usize>,
}

fn text_places(facts: &Facts) -> HashMap<Symbol, TextPlaces> {
    let mut texts: HashMap<Symbol, TextPlaces> = HashMap::new();
    let mut at = |symbol: &Symbol, set: &dyn Fn(&mut TextPlaces)| {
        set(texts.entry(symbol.clone()).or_default());
    };
    for (place, proposal) in facts.proposals.iter().enumerate() {
        at(&proposal.symbol, &|text| text.proposal = text.proposal.or(Some(place)));
    }
    for (place, series) in facts.series.iter().enumerate() {
        for symbol in &series.texts {
            at(symbol, &|text| text.series = text.series.or(Some(place)));
        }
    }
    for (place, (one, other)) in facts.rivals.iter().enumerate() {
        at(one, &|text| text.rivals.push(place));
        at(other, &|text| text.rivals.push(place));
    }
    texts
}

impl Record {
    /// The members, past and present.
    pub fn members(&self) -> &Members {
        &self.members
    }

    /// The groups.
    pub fn groups(&self) -> &Groups {
        &self.groups
    }

    /// What is known around the votes.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Every vote, in the order in which they were added.
    pub fn votes(&self) -> impl ExactSizeIterator<Item = Vote<'_>> + Clone {
        let votes = self.votes.iter().enumerate();
        votes.map(|(place, facts)| Vote { record: self, facts, place })
    }

    /// The votes to make statistics of: those of the sources. The built-in ones, which were chosen for what they
    /// are about, are among them only where the record has no others.
    pub fn unselected_votes(&self) -> impl Iterator<Item = Vote<'_>> + Clone {
        let is_built_in = |vote: &Vote<'_>| vote.id.starts_with("builtin:");
        let has_others = self.votes().any(|vote| !is_built_in(&vote));
        self.votes().filter(move |vote| !(has_others && is_built_in(vote)))
    }

    fn at(&self, place: usize) -> Option<Vote<'_>> {
        Some(Vote { record: self, facts: self.votes.get(place)?, place })
    }

    /// The vote with this id.
    pub fn by_id(&self, id: &str) -> Option<Vote<'_>> {
        self.at(*self.by_id.get(id)?)
    }

    /// Every vote on the text with this symbol: the whole text, its paragraphs, amendments to it.
    pub fn votes_on(&self, symbol: &Symbol) -> impl Iterator<Item = Vote<'_>> {
        let places = self.by_symbol.get(symbol).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.at(*place))
    }

    /// The vote on the whole text with this symbol.
    pub fn vote_on(&self, symbol: &Symbol) -> Option<Vote<'_>> {
        self.votes_on(symbol).find(|vote| vote.motion.is_whole())
    }

    /// The date of the last vote.
    pub fn until(&self) -> Option<Date> {
        self.until
    }

    /// The text with this symbol, voted or not.
    pub fn proposal(&self, symbol: &Symbol) -> Option<&Proposal> {
        self.facts.proposals.get(self.texts.get(symbol)?.proposal?)
    }

    /// The series to which a text belongs, by the facts or by its title.
    pub fn series_of(&self, symbol: &Symbol) -> Option<&Series> {
        self.series_at(self.series_place(symbol)?)
    }

    fn series_place(&self, symbol: &Symbol) -> Option<SeriesPlace> {
        let listed = || Some(SeriesPlace::Listed(self.texts.get(symbol)?.series?));
        self.recurring().place_of(symbol).map(SeriesPlace::Recurring).or_else(listed)
    }

    fn series_at(&self, place: SeriesPlace) -> Option<&Series> {
        match place {
            SeriesPlace::Recurring(place) => self.recurring().at(place),
            SeriesPlace::Listed(place) => self.facts.series.get(place),
        }
    }

    /// The series with this id, with the texts that its title tells.
    pub fn series(&self, id: &str) -> Option<&Series> {
        let listed = || self.facts.series.iter().find(|series| series.id == id);
        self.recurring().by_id(id).or_else(listed)
    }

    /// Every series: those of the facts, with the texts that titles tell, and those that titles alone tell.
    pub fn all_series(&self) -> impl Iterator<Item = &Series> {
        let recurring = self.recurring();
        let listed =
            self.facts.series.iter().filter(|series| recurring.by_id(&series.id).is_none());
        listed.chain(recurring.series())
    }

    fn recurring(&self) -> &Recurring {
        let titles = || self.titles().chain(TitledText::of_facts(&self.facts));
        self.recurring.get_or_init(|| Recurring::of(titles(), &self.facts))
    }

    /// The titles of the votes on whole texts.
    pub fn titles(&self) -> impl Iterator<Item = TitledText<'_>> {
        let whole = self.votes.iter().filter(|vote| vote.motion.is_whole());
        whole.filter_map(|vote| {
            let RecordedVote { body, session, ref title, .. } = *vote;
            Some(TitledText { body, session, symbol: vote.symbol.as_ref()?, title })
        })
    }

    /// The votes of a series on whole texts, in the order of time.
    pub fn votes_of<'r>(&'r self, series: &'r Series) -> Vec<Vote<'r>> {
        let runs = self.runs();
        let place = runs.by_id.get(&series.id).and_then(|place| usize::try_from(*place).ok());
        let run = place.and_then(|place| runs.all.get(place));
        let is_it = |run: &&Run| {
            self.series_at(run.series).is_some_and(|known| std::ptr::eq(known, series))
        };
        match run.filter(is_it) {
            Some(run) => run.votes.iter().filter_map(|place| self.at(*place)).collect(),
            // One that another series has the id of, or of which no text was voted on.
            None => self.votes_on_all(series),
        }
    }

    fn votes_on_all<'r>(&'r self, series: &'r Series) -> Vec<Vote<'r>> {
        let mut votes: Vec<_> =
            series.texts.iter().filter_map(|symbol| self.vote_on(symbol)).collect();
        votes.sort_by_key(|vote| vote.date);
        votes
    }

    fn runs(&self) -> &Runs {
        self.runs.get_or_init(|| self.all_runs())
    }

    fn all_runs(&self) -> Runs {
        let mut runs = Runs::default();
        let mut places: HashMap<SeriesPlace, Option<u32>> = HashMap::new();
        for vote in self.votes() {
            let series = vote.symbol.as_ref().and_then(|symbol| self.series_place(symbol));
            let run = series.and_then(|series| {
                *places.entry(series).or_insert_with(|| self.add_run(series, &mut runs))
            });
            runs.of_vote.push(run);
        }
        runs
    }

    fn add_run(&self, place: SeriesPlace, runs: &mut Runs) -> Option<u32> {
        let series = self.series_at(place)?;
        let run = u32::try_from(runs.all.len()).ok()?;
        let votes = self.votes_on_all(series).iter().map(|vote| vote.place).collect();
        runs.all.push(Run { series: place, votes });
        runs.by_id.entry(series.id.clone()).or_insert(run);
        Some(run)
    }

    fn run_of(&self, place: usize) -> Option<&Run> {
        let runs = self.runs();
        runs.all.get(usize::try_from((*runs.of_vote.get(place)?)?).ok()?)
    }

    fn neighbours(&self, place: usize) -> Neighbours {
        let all = self.neighbours.get_or_init(|| self.all_neighbours());
        all.get(place).copied().unwrap_or_default()
    }

    fn all_neighbours(&self) -> Vec<Neighbours> {
        let of_vote = |vote: Vote<'_>| {
            let run = self.run_of(vote.place)?;
            let date = |place: &usize| self.votes.get(*place).map(|vote| vote.date);
            let before = run.votes.partition_point(|other| date(other) < Some(vote.date));
            let after = run.votes.partition_point(|other| date(other) <= Some(vote.date));
            let place = |at: usize| run.votes.get(at).copied();
            Some(Neighbours { previous: before.checked_sub(1).and_then(place), next: place(after) })
        };
        self.votes().map(|vote| of_vote(vote).unwrap_or_default()).collect()
    }

    /// The rivals of a text under the same agenda item.
    pub fn rivals_of<'r>(&'r self, symbol: &'r Symbol) -> impl Iterator<Item = &'r Symbol> {
        let mut seen = HashSet::new();
        self.texts
            .get(symbol)
            .into_iter()
            .flat_map(|text| &text.rivals)
            .filter_map(|place| self.facts.rivals.get(*place))
            .map(move |(one, other)| if one == symbol { other } else { one })
            .filter(move |rival| seen.insert(*rival))
    }
}

/// A vote of a [`Record`], with its positions: a handle that is copied freely.
///
/// ```
/// # use scrutineer_record::{Position, Record, Symbol};
/// # fn on(record: &Record) -> Option<()> {
/// let symbol: Symbol = "A/RES/73/27".parse().ok()?;
/// let vote = record.vote_on(&symbol)?;
/// println!("{}: {}", vote.title, vote.tally());
/// let usa = record.members().by_code("USA")?;
/// assert_eq!(vote.position_of(usa), Some(Position::No));
/// # Some(()) }
/// ```
#[derive(Clone, Copy)]
pub struct Vote<'r> {
    record: &'r Record,
    facts: &'r RecordedVote,
    place: usize,
}

impl<'r> Vote<'r> {
    /// The record that holds the vote.
    pub fn record(&self) -> &'r Record {
        self.record
    }

    /// Everything about the vote but the positions; also reached by dereferencing.
    pub fn facts(&self) -> &'r RecordedVote {
        self.facts
    }

    /// Its place among the [`Record::votes`], from 0.
    pub fn place(&self) -> usize {
        self.place
    }

    /// Who took which position.
    pub fn positions(&self) -> Positions {
        let Some(packed) = self.record.packed.get(self.place) else { return Positions::default() };
        let roll = usize::try_from(packed.roll).ok();
        let roll = roll.and_then(|place| self.record.rolls.get(place)).copied();
        packed.positions(roll.unwrap_or_default())
    }

    /// The count of the positions; all zero if nobody's is known (see [`Vote::is_by_name`]).
    pub fn tally(&self) -> Tally {
        self.positions().tally()
    }

    /// Whether anybody's position is known. Of some votes the sources keep a list that says nothing; that is
    /// not an absence of all.
    pub fn is_by_name(&self) -> bool {
        !self.positions().roll.is_empty()
    }

    /// The position of a member, or of whoever sat in its seat then: for Russia in 1980 the Soviet Union's.
    /// `None` if nobody did.
    pub fn position_of(&self, member: MemberId) -> Option<Position> {
        let positions = self.positions();
        let in_seat = || self.record.members.in_seat_at(member, self.date);
        positions.of(member).or_else(|| positions.of(in_seat()?))
    }

    /// What to call the vote: its symbol, or its id if it has none.
    pub fn label(&self) -> String {
        let Some(symbol) = &self.symbol else { return self.id.clone() };
        // Longer ones are few.
        let mut label = String::with_capacity(24);
        // Nothing fails that is written into memory.
        let _ = symbol.write_to(&mut label);
        label
    }

    /// The series to which the text belongs.
    pub fn series(&self) -> Option<&'r Series> {
        self.record.series_at(self.record.run_of(self.place)?.series)
    }

    /// The vote before this one in its series.
    pub fn previous(&self) -> Option<Vote<'r>> {
        self.record.at(self.record.neighbours(self.place).previous?)
    }

    /// The vote after this one in its series.
    pub fn next(&self) -> Option<Vote<'r>> {
        self.record.at(self.record.neighbours(self.place).next?)
    }

    /// The votes on rival texts.
    pub fn rivals(&self) -> Vec<Vote<'r>> {
        let Some(symbol) = &self.facts.symbol else { return Vec::new() };
        self.record.rivals_of(symbol).filter_map(|rival| self.record.vote_on(rival)).collect()
    }
}

impl Deref for Vote<'_> {
    type Target = RecordedVote;

    fn deref(&self) -> &RecordedVote {
        self.facts
    }
}

impl PartialEq for Vote<'_> {
    fn eq(&self, other: &Vote<'_>) -> bool {
        std::ptr::eq(self.facts, other.facts) || self.facts.id == other.facts.id
    }
}

impl Eq for Vote<'_> {}

impl fmt::Debug for Vote<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Vote({} {} {})", self.id, self.date, self.tally())
    }
}

#[cfg(test)]
mod tests;
