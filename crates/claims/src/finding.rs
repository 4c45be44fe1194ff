//! Findings: what was claimed, on which votes it rests, and what the record says of it.

use std::fmt;

use scrutineer_record::{Date, MemberSet, Position, Vote};

use crate::speech::{AssertedBy, Attribution, asserted_by};

/// A stretch of the input, in bytes as it was given; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// First byte after the end.
    pub end: usize,
}

impl Span {
    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two have a byte in common.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// What kind of claim it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClaimKind {
    /// How many took which position.
    Tally,
    /// How named members voted.
    Position,
    /// How a group voted.
    GroupPosition,
    /// That these and no others took a position.
    Only,
    /// Most, two thirds, all: a share of the members or of those that voted.
    Share,
    /// Adopted or rejected.
    Outcome,
    /// One vote against another: more, fewer, the same.
    Comparison,
    /// Who moved from one position to another.
    Shift,
    /// The course of a series.
    Trend,
    /// Who voted for two texts at once.
    CoSupport,
    /// Who put a text forward.
    Sponsor,
    /// Where a text was on its way: committee, plenary, brought back.
    Stage,
    /// When it was voted.
    Date,
    /// What a resolution set up.
    Mandate,
    /// A symbol against title, date or body.
    Citation,
    /// How much one text is like another.
    Similarity,
}

impl ClaimKind {
    /// All kinds.
    pub const ALL: [ClaimKind; 16] = [
        ClaimKind::Tally,
        ClaimKind::Position,
        ClaimKind::GroupPosition,
        ClaimKind::Only,
        ClaimKind::Share,
        ClaimKind::Outcome,
        ClaimKind::Comparison,
        ClaimKind::Shift,
        ClaimKind::Trend,
        ClaimKind::CoSupport,
        ClaimKind::Sponsor,
        ClaimKind::Stage,
        ClaimKind::Date,
        ClaimKind::Mandate,
        ClaimKind::Citation,
        ClaimKind::Similarity,
    ];

    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            ClaimKind::Tally => "tally",
            ClaimKind::Position => "position",
            ClaimKind::GroupPosition => "group_position",
            ClaimKind::Only => "only",
            ClaimKind::Share => "share",
            ClaimKind::Outcome => "outcome",
            ClaimKind::Comparison => "comparison",
            ClaimKind::Shift => "shift",
            ClaimKind::Trend => "trend",
            ClaimKind::CoSupport => "co_support",
            ClaimKind::Sponsor => "sponsor",
            ClaimKind::Stage => "stage",
            ClaimKind::Date => "date",
            ClaimKind::Mandate => "mandate",
            ClaimKind::Citation => "citation",
            ClaimKind::Similarity => "similarity",
        }
    }
}

/// Whether a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The record bears it out.
    Supported,
    /// The record says otherwise.
    Contradicted,
    /// A part holds and a part does not.
    Partly,
    /// It can be read in ways that lead to different verdicts, or of several votes.
    Ambiguous,
    /// The record does not hold what would decide it.
    NotInRecord,
}

impl Verdict {
    /// All verdicts, in the order in which a summary counts them.
    pub const ALL: [Verdict; 5] = [
        Verdict::Supported,
        Verdict::Partly,
        Verdict::Contradicted,
        Verdict::Ambiguous,
        Verdict::NotInRecord,
    ];

    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Supported => "supported",
            Verdict::Contradicted => "contradicted",
            Verdict::Partly => "partly",
            Verdict::Ambiguous => "ambiguous",
            Verdict::NotInRecord => "not_in_record",
        }
    }

    /// In words for people.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::NotInRecord => "not in record",
            verdict => verdict.code(),
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.words())
    }
}

/// Whom a claim is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Agent {
    /// A member, by code.
    Member(String),
    /// A group, by code.
    Group(String),
}

impl fmt::Display for Agent {
    /// As in the contract: `USA`, `group:BRICS`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Agent::Member(code) => out.write_str(code),
            Agent::Group(code) => write!(out, "group:{code}"),
        }
    }
}

/// What a clause claims, as far as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The kind.
    pub kind: ClaimKind,
    /// Who says it, the outermost first: the minister who quotes the envoy, then the envoy. None if the text
    /// itself does.
    pub said: Vec<Attribution>,
    /// Whether the clause stands in quotation marks.
    pub quoted: bool,
    /// Whom it is about.
    pub agents: Vec<Agent>,
    /// The position that they are said to have taken.
    pub position: Option<Position>,
    /// In a shift, the position before.
    pub from: Option<Position>,
    /// In a shift, the position after.
    pub to: Option<Position>,
    /// The number claimed.
    pub count: Option<u32>,
    /// In a comparison: `more`, `fewer`, `same`.
    pub comparison: Option<&'static str>,
    /// Whether it is denied.
    pub negated: bool,
    /// What it tells of whom, each once and in order: claims about one vote with the same atoms are the same claim,
    /// whatever their words. Empty where no vote was linked, and for kinds whose content is in the words alone.
    pub atoms: Vec<Atom>,
}

/// The smallest part of a claim: `no` `6`, `IND` `no`, `outcome` `adopted`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Atom {
    /// Of what it tells: the code of a member or of a group, a side of the vote, the outcome.
    pub about: String,
    /// What it tells of it.
    pub told: String,
}

impl Atom {
    pub(crate) fn new(about: impl Into<String>, told: impl Into<String>) -> Atom {
        Atom { about: about.into(), told: told.into() }
    }
}

impl fmt::Display for Atom {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.about, self.told)
    }
}

impl Claim {
    /// A claim of this kind about nothing yet.
    pub fn new(kind: ClaimKind) -> Claim {
        Claim {
            kind,
            said: Vec::new(),
            quoted: false,
            agents: Vec::new(),
            position: None,
            from: None,
            to: None,
            count: None,
            comparison: None,
            negated: false,
            atoms: Vec::new(),
        }
    }
}

impl Claim {
    /// Who says it, if the text names a speaker; of several the innermost.
    pub fn speaker(&self) -> Option<&str> {
        self.said.last()?.speaker.as_deref()
    }

    /// Whether the text says it, or somebody in the text.
    pub fn asserted_by(&self) -> AssertedBy {
        asserted_by(&self.said)
    }
}

/// A vote, or a text without one, on which a finding rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoteRef {
    /// The id of the vote; for a text without a vote, its symbol.
    pub id: String,
    /// The symbol, or the id where there is none.
    pub symbol: String,
    /// When, if known.
    pub date: Option<Date>,
}

impl From<Vote<'_>> for VoteRef {
    fn from(vote: Vote<'_>) -> VoteRef {
        VoteRef { id: vote.id.clone(), symbol: vote.label(), date: Some(vote.date) }
    }
}

/// Positions on which a verdict rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The vote, by symbol.
    pub symbol: String,
    /// The position.
    pub position: Position,
    /// The members that took it, of those that the claim is about.
    pub members: MemberSet,
}

/// How a loose term was taken, and what the other readings would give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The words of the text.
    pub words: String,
    /// Code of the group that they were taken to mean.
    pub taken_as: String,
    /// Each reasonable reading with its count: `WEST_EXT`, `38 of 45`.
    pub readings: Vec<(String, String)>,
}

/// A fact that the statement leaves out, chosen by rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The fact in one sentence.
    pub text: String,
    /// Symbols of the votes that it rests on.
    pub votes: Vec<String>,
    /// Whether it happened after the statement was made.
    pub after_statement: bool,
}

/// One edit of a [`Finding`]'s span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The words that are wrong.
    pub span: Span,
    /// What to put in their place.
    pub replacement: String,
}

/// One claim with what the record says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The clause that carries the claim.
    pub span: Span,
    /// What is claimed.
    pub claim: Claim,
    /// The votes judged, and no others.
    pub votes: Vec<VoteRef>,
    /// Other votes that could have been meant.
    pub alternatives: Vec<VoteRef>,
    /// Whether it holds.
    pub verdict: Verdict,
    /// Why, in a sentence or two.
    pub explanation: String,
    /// The positions it rests on.
    pub evidence: Vec<Evidence>,
    /// How loose terms were taken.
    pub definitions: Vec<Definition>,
    /// What the statement leaves out: at most three facts.
    pub context: Vec<LeftOut>,
    /// Words inside the span that carry no claim about a vote.
    pub not_judged: Vec<Span>,
    /// The smallest replacement that would make it true.
    pub correction: Option<String>,
    /// The edits that together make it true, in the order of the text. None where it is true, and none where
    /// for a part that fails the edit is not known.
    pub fixes: Vec<Fix>,
    /// Where the record cannot tell: where it ends, and what document to open.
    pub remedy: Option<String>,
    /// The command that shows the evidence.
    pub reproduce: String,
    /// What was settled by the reader and not found in the text, in words: `A/RES/74/29 (12 Dec 2019)`,
    /// `"Western countries" = WEOG`.
    pub pinned: Vec<String>,
}

/// What was found in one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// The document's date: as given, as read in it, or as inferred from the record.
    pub date: Option<Date>,
    /// How the date is known.
    pub date_basis: DateBasis,
    /// One finding a claim, in the order of the text.
    pub findings: Vec<Finding>,
    /// Sentences with a vote cue that were not understood; not listed where only some kinds were asked for.
    pub unread: Vec<Span>,
    /// The kinds of claim that were asked for; none if all were.
    pub only: Vec<ClaimKind>,
}

/// How the date of a document is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateBasis {
    /// It was given.
    Given,
    /// What the document says of itself tells it: the head of a page, or of a file.
    Metadata,
    /// It stands in the text.
    Read,
    /// It follows from the votes that the text speaks of.
    Inferred,
    /// It is not known.
    #[default]
    Unknown,
}

impl DateBasis {
    /// All of them.
    pub const ALL: [DateBasis; 5] = [
        DateBasis::Given,
        DateBasis::Metadata,
        DateBasis::Read,
        DateBasis::Inferred,
        DateBasis::Unknown,
    ];

    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            DateBasis::Given => "given",
            DateBasis::Metadata => "metadata",
            DateBasis::Read => "read",
            DateBasis::Inferred => "inferred",
            DateBasis::Unknown => "unknown",
        }
    }
}
