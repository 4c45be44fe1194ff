//! A recorded vote: what was put to the vote, who took which position, what was printed about it.

use std::fmt::{self, Write};
use std::str::FromStr;

use crate::digits::write_number;
use crate::outcome::{Majority, Outcome};
use crate::{Body, Date, Defect, Error, MemberId, MemberSet, Session, Source, Symbol};

/// A member's position in a recorded vote.
///
/// Not being a member is no position: who could vote follows from the dates of membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Position {
    /// In favour.
    Yes,
    /// Against.
    No,
    /// Recorded as abstaining.
    Abstain,
    /// On the roll without a vote: absent, present and not voting, or barred for arrears.
    NonVoting,
}

impl Position {
    /// All positions, in the order in which tallies are printed.
    pub const ALL: [Position; 4] =
        [Position::Yes, Position::No, Position::Abstain, Position::NonVoting];

    /// The code in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Position::Yes => "yes",
            Position::No => "no",
            Position::Abstain => "abstain",
            Position::NonVoting => "non_voting",
        }
    }

    /// As the rest of a sentence about several members: "3 voted yes".
    pub fn verb(self) -> &'static str {
        match self {
            Position::Yes => "voted yes",
            Position::No => "voted no",
            Position::Abstain => "abstained",
            Position::NonVoting => "did not vote",
        }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

impl FromStr for Position {
    type Err = Error;

    fn from_str(text: &str) -> Result<Position, Error> {
        Position::ALL
            .into_iter()
            .find(|position| position.code() == text)
            .ok_or_else(|| Error::unknown("position", text))
    }
}

/// Every member's position in one vote, as sets.
///
/// The three sets of those who cast a vote never overlap and lie within the roll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    /// In favour.
    pub yes: MemberSet,
    /// Against.
    pub no: MemberSet,
    /// Abstaining.
    pub abstain: MemberSet,
    /// Everyone who could have voted: in the General Assembly the members of that date.
    pub roll: MemberSet,
}

impl Positions {
    /// Those who cast a vote, abstentions included.
    pub fn cast(&self) -> MemberSet {
        self.yes | self.no | self.abstain
    }

    /// Those on the roll who cast none.
    pub fn non_voting(&self) -> MemberSet {
        self.roll - self.cast()
    }

    /// Those who took this position.
    pub fn who(&self, position: Position) -> MemberSet {
        match position {
            Position::Yes => self.yes,
            Position::No => self.no,
            Position::Abstain => self.abstain,
            Position::NonVoting => self.non_voting(),
        }
    }

    /// A member's position, or `None` if it was not on the roll.
    pub fn of(&self, member: MemberId) -> Option<Position> {
        Position::ALL.into_iter().find(|position| self.who(*position).contains(member))
    }

    /// The vote among these members alone.
    pub fn among(&self, members: MemberSet) -> Positions {
        Positions {
            yes: self.yes & members,
            no: self.no & members,
            abstain: self.abstain & members,
            roll: self.roll & members,
        }
    }

    /// The count.
    pub fn tally(&self) -> Tally {
        Tally {
            yes: self.yes.len(),
            no: self.no.len(),
            abstain: self.abstain.len(),
            non_voting: self.non_voting().len(),
        }
    }
}

/// A count of positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tally {
    /// In favour.
    pub yes: u16,
    /// Against.
    pub no: u16,
    /// Abstaining.
    pub abstain: u16,
    /// On the roll without a vote.
    pub non_voting: u16,
}

impl Tally {
    /// The count of one position.
    pub fn of(&self, position: Position) -> u16 {
        match position {
            Position::Yes => self.yes,
            Position::No => self.no,
            Position::Abstain => self.abstain,
            Position::NonVoting => self.non_voting,
        }
    }

    /// Those who cast a vote, abstentions included.
    pub fn cast(&self) -> u16 {
        self.yes + self.no + self.abstain
    }

    /// Those "present and voting": yes and no alone (rule 86 of the General Assembly).
    pub fn voting(&self) -> u16 {
        self.yes + self.no
    }

    /// Everyone on the roll.
    pub fn roll(&self) -> u16 {
        self.cast() + self.non_voting
    }
}

impl fmt::Display for Tally {
    /// Yes, no, abstentions: `119-46-14`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_number(out, self.yes.into())?;
        out.write_char('-')?;
        write_number(out, self.no.into())?;
        out.write_char('-')?;
        write_number(out, self.abstain.into())
    }
}

/// A tally as a source prints it, beside which the counted [`Tally`] stands; neither overwrites the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PrintedTally {
    /// In favour.
    pub yes: u16,
    /// Against.
    pub no: u16,
    /// Abstaining, where the source prints it.
    pub abstain: Option<u16>,
}

impl PrintedTally {
    /// Whether the counted tally is the printed one, as far as that goes.
    pub fn agrees_with(&self, counted: Tally) -> bool {
        self.yes == counted.yes
            && self.no == counted.no
            && self.abstain.is_none_or(|abstain| abstain == counted.abstain)
    }
}

impl fmt::Display for PrintedTally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}", self.yes, self.no)?;
        self.abstain.map_or(Ok(()), |abstain| write!(out, "-{abstain}"))
    }
}

/// What was put to the vote.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// The whole text: "the vote on the resolution".
    Whole,
    /// A paragraph or another part, voted separately (rule 89). The words name the part.
    Part(String),
    /// An amendment (rule 90). The words name it.
    Amendment(String),
    /// Procedure: no action, competence, reconsideration, the important question. The words name it.
    Procedure(String),
}

impl Motion {
    /// Whether the whole text was voted.
    pub fn is_whole(&self) -> bool {
        matches!(self, Motion::Whole)
    }
}

impl fmt::Display for Motion {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Motion::Whole => out.write_str("whole text"),
            Motion::Part(what) => write!(out, "separate vote on {what}"),
            Motion::Amendment(what) => write!(out, "amendment: {what}"),
            Motion::Procedure(what) => write!(out, "motion: {what}"),
        }
    }
}

/// How a decision was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// By recorded vote or roll call: every member's position stands in the record.
    Recorded,
    /// By a vote of which only the totals stand in the record.
    NonRecorded,
    /// Without a vote: nobody's position is known, and it is not unanimity.
    WithoutVote,
    /// The sources at hand do not say.
    Unknown,
}

impl Decision {
    /// The code in files and JSON.
    pub fn code(self) -> &'static str {
        match self {
            Decision::Recorded => "recorded",
            Decision::NonRecorded => "non_recorded",
            Decision::WithoutVote => "without_vote",
            Decision::Unknown => "unknown",
        }
    }
}

impl FromStr for Decision {
    type Err = Error;

    fn from_str(text: &str) -> Result<Decision, Error> {
        [Decision::Recorded, Decision::NonRecorded, Decision::WithoutVote, Decision::Unknown]
            .into_iter()
            .find(|decision| decision.code() == text)
            .ok_or_else(|| Error::unknown("kind of decision", text))
    }
}

/// What a delegation said afterwards that it had meant to vote: kept beside the vote, never over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntendedVote {
    /// The member.
    pub member: MemberId,
    /// What it says it had meant.
    pub position: Position,
    /// Where it says so.
    pub source: Source,
}

/// One vote in one body, without the positions, which [`Record`](crate::Record) holds packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedVote {
    /// The stable id, `source:key`: `builtin:A/RES/73/27`.
    pub id: String,
    /// Symbol of the text that was voted on; some old votes have none.
    pub symbol: Option<Symbol>,
    /// The title of the text.
    pub title: String,
    /// Who voted.
    pub body: Body,
    /// The session in which the vote fell.
    pub session: Session,
    /// When.
    pub date: Date,
    /// The meeting at which it was taken.
    pub meeting: Option<Symbol>,
    /// What was put to the vote.
    pub motion: Motion,
    /// The tally that the source prints.
    pub printed: Option<PrintedTally>,
    /// The outcome according to the source.
    pub outcome: Outcome,
    /// The majority that applied, if the source says so.
    pub majority: Option<Majority>,
    /// Corrections by delegations.
    pub intended: Vec<IntendedVote>,
    /// What is wrong with the source's account of this vote.
    pub defects: Vec<Defect>,
    /// What the source says the text is about.
    pub about: About,
    /// Where the facts come from.
    pub source: Source,
    /// What a reader must know.
    pub note: String,
}

impl RecordedVote {
    /// A vote on a whole text of which a source says no more than who voted and when.
    ///
    /// ```
    /// use scrutineer_record::{Body, Motion, RecordedVote, Session};
    /// let date = "2019-12-12".parse()?;
    /// let vote = RecordedVote::new("made-up:1", Body::GeneralAssembly, Session::Regular(74), date);
    /// assert_eq!(vote.motion, Motion::Whole);
    /// # Ok::<(), scrutineer_record::Error>(())
    /// ```
    pub fn new(id: impl Into<String>, body: Body, session: Session, date: Date) -> RecordedVote {
        RecordedVote {
            id: id.into(),
            symbol: None,
            title: String::new(),
            body,
            session,
            date,
            meeting: None,
            motion: Motion::Whole,
            printed: None,
            outcome: Outcome::Unknown,
            majority: None,
            intended: Vec::new(),
            defects: Vec::new(),
            about: About::default(),
            source: Source::default(),
            note: String::new(),
        }
    }
}

/// What a source says about the text that was voted, besides its title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Drafts of the text and reports of committees on it.
    pub documents: Vec<Symbol>,
    /// Titles of the agenda items under which it was taken.
    pub agenda: Vec<String>,
    /// Subject terms, as the source writes them.
    pub subjects: Vec<String>,
    /// The issues to which Voeten's data count it.
    /// A vote of a book can have them from another account than that which is shown.
    pub issues: Issues,
    /// The matter in more words than the title has.
    pub description: String,
    /// Whether the United States Department of State called the vote important; `None` where the source
    /// does not say.
    pub important: Option<bool>,
}

/// An issue by which Voeten's data sort votes, found by keyword in their descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Issue {
    /// `me`: the Palestinian conflict.
    Palestine,
    /// `nu`: nuclear weapons and nuclear material.
    Nuclear,
    /// `di`: arms control and disarmament.
    Disarmament,
    /// `hr`: human rights.
    HumanRights,
    /// `co`: colonialism.
    Colonialism,
    /// `ec`: economic development.
    Development,
}

impl Issue {
    /// Every issue, in the order of the data.
    pub const ALL: [Issue; 6] = [
        Issue::Palestine,
        Issue::Nuclear,
        Issue::Disarmament,
        Issue::HumanRights,
        Issue::Colonialism,
        Issue::Development,
    ];

    /// The two letters by which the data name it.
    pub fn code(self) -> &'static str {
        match self {
            Issue::Palestine => "me",
            Issue::Nuclear => "nu",
            Issue::Disarmament => "di",
            Issue::HumanRights => "hr",
            Issue::Colonialism => "co",
            Issue::Development => "ec",
        }
    }

    fn bit(self) -> u8 {
        match self {
            Issue::Palestine => 1,
            Issue::Nuclear => 2,
            Issue::Disarmament => 4,
            Issue::HumanRights => 8,
            Issue::Colonialism => 16,
            Issue::Development => 32,
        }
    }
}

impl FromStr for Issue {
    type Err = Error;

    fn from_str(text: &str) -> Result<Issue, Error> {
        Issue::ALL
            .into_iter()
            .find(|issue| issue.code() == text)
            .ok_or_else(|| Error::unknown("issue", text))
    }
}

/// A set of [`Issue`]s: a vote can count to several.
///
/// ```
/// use scrutineer_record::{Issue, Issues};
/// let issues: Issues = [Issue::Nuclear, Issue::Disarmament].into_iter().collect();
/// assert!(issues.contains(Issue::Nuclear) && !issues.contains(Issue::HumanRights));
/// assert_eq!(issues.iter().map(Issue::code).collect::<Vec<_>>(), ["nu", "di"]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Issues(u8);

impl Issues {
    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the issue is in the set.
    pub fn contains(self, issue: Issue) -> bool {
        self.0 & issue.bit() != 0
    }

    /// Adds an issue.
    pub fn insert(&mut self, issue: Issue) {
        self.0 |= issue.bit();
    }

    /// The issues, in the order of the data.
    pub fn iter(self) -> impl Iterator<Item = Issue> {
        Issue::ALL.into_iter().filter(move |issue| self.contains(*issue))
    }
}

impl FromIterator<Issue> for Issues {
    fn from_iter<I: IntoIterator<Item = Issue>>(issues: I) -> Issues {
        let mut set = Issues::default();
        issues.into_iter().for_each(|issue| set.insert(issue));
        set
    }
}
