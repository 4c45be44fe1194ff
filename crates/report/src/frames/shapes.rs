//! Frames, sentences and speech in JSON, with the words of the text that tell them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::values::*;

/// A stretch of the document's text, in bytes.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Its first byte.
    pub start: usize,
    /// The first byte after it.
    pub end: usize,
    /// Its words; need not be given, and must be those of the text if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The name of a member or a group.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NameShape {
    /// The words that name it; they can stand before the sentence.
    pub span: Words,
    /// The code of the member, where the words alone do not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The code of the group, where the words alone do not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// Those who are said to have voted.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgentsShape {
    /// The words for them.
    pub span: Words,
    /// Members and groups by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NameShape>,
    /// Those that are excepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub except: Vec<NameShape>,
    /// How many of them.
    pub quantity: QuantityShape,
    /// Whether these and no others are said to have done so.
    #[serde(default, skip_serializing_if = "is_false")]
    pub only: bool,
    /// Whether there were others without a name.
    #[serde(default, skip_serializing_if = "is_false")]
    pub others: bool,
    /// How many others without a name there were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub further: Option<u32>,
    /// Names of some of those spoken of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub including: Vec<NameShape>,
    /// Whether those are all of them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub complete: bool,
    /// Whether they are what is left of a group.
    #[serde(default, skip_serializing_if = "is_false")]
    pub rest: bool,
    /// Those that are no part of the rest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<NameShape>,
}

/// A number of members with the position that they are said to have taken.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountShape {
    /// The number.
    pub number: NumberShape,
    /// The position.
    pub position: PositionShape,
    /// The words that tell it.
    pub span: Words,
}

/// The figure of one vote of a series.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointShape {
    /// The number.
    pub number: NumberShape,
    /// When, if told; otherwise it stands between those beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<WhenShape>,
    /// Whether it is that from which another came.
    #[serde(default, skip_serializing_if = "is_false")]
    pub earlier: bool,
    /// The words that tell it.
    pub span: Words,
}

/// Names in parentheses after a count: exactly those.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListedShape {
    /// The names.
    pub names: Vec<NameShape>,
    /// The position.
    pub position: PositionShape,
}

/// A text that is known by a nickname.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum NicknameShape {
    /// A series, by id.
    Series(String),
    /// One text, by symbol.
    Text(String),
}

/// What the words around a claim tell of the vote that is meant. The tally is that of the frame.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CluesShape {
    /// Symbols of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub symbols: Vec<String>,
    /// Numbers of resolutions without their session.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<u32>,
    /// Codes of the members whose text it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sponsors: Vec<String>,
    /// What nicknames mean.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nicknames: Vec<NicknameShape>,
    /// Words among which those of the title are.
    #[serde(default)]
    pub words: String,
    /// When the vote was taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<WhenShape>,
    /// When something else happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub event_times: Vec<WhenShape>,
    /// Whether the text is said to set up an organ.
    #[serde(default, skip_serializing_if = "is_false")]
    pub organ: bool,
    /// Where the vote was taken, if not in the plenary of the General Assembly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceShape>,
}

/// A claim as the words make it. What is left out is not claimed.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameShape {
    /// The kind of claim.
    pub kind: KindShape,
    /// The smallest clause that carries it.
    pub span: Words,
    /// The words in which the vote that is meant is spoken of; the same, where they are not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Words>,
    /// Who is said to have voted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agents: Option<AgentsShape>,
    /// Those that were joined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<AgentsShape>,
    /// The group within which they are said to be the only ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<AgentsShape>,
    /// The position; in a shift, that after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<PositionShape>,
    /// In a shift, the position before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PositionShape>,
    /// How many took which position.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counts: Vec<CountShape>,
    /// How one vote or side stands to another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<ComparisonShape>,
    /// Whether it is denied.
    #[serde(default, skip_serializing_if = "is_false")]
    pub negated: bool,
    /// Whether its position is that of the clause before it: "so did Portugal".
    #[serde(default, skip_serializing_if = "is_false")]
    pub follows: bool,
    /// Of whom a share is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<BaseShape>,
    /// Whether support is said to have been overwhelming.
    #[serde(default, skip_serializing_if = "is_false")]
    pub overwhelming: bool,
    /// Whether the clause stands in quotation marks.
    #[serde(default, skip_serializing_if = "is_false")]
    pub quoted: bool,
    /// Words inside the clause that carry no claim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asides: Vec<Words>,
    /// When the vote was taken, where that stands outside the scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<WhenShape>,
    /// In a shift, when the first position was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<WhenShape>,
    /// Names in parentheses after counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<ListedShape>,
    /// For an outcome: whether the text is said to have been adopted.
    #[serde(default, skip_serializing_if = "is_false")]
    pub adopted: bool,
    /// Whether it is said to have gone without a vote.
    #[serde(default, skip_serializing_if = "is_false")]
    pub without_vote: bool,
    /// Whether it is told of the speaker's own country.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ours: bool,
    /// Whether the claim is about what caused a vote.
    #[serde(default, skip_serializing_if = "is_false")]
    pub cause: bool,
    /// Words of the clause that tell something which the frame does not hold: it is then never called supported.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncovered: Vec<Words>,
    /// Words that tell which of all voters are meant, and that were not understood: it is then never called
    /// contradicted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub narrowed: Vec<Words>,
    /// For a tally: whether the text is said to have been adopted or rejected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<bool>,
    /// Whether nobody is said to have been against or to have abstained.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unanimous: bool,
    /// Whether support is said to have been voiced, which is no vote.
    #[serde(default, skip_serializing_if = "is_false")]
    pub voiced: bool,
    /// What words that point back to voters leave open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<OpenShape>,
    /// How often it is said to have happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub history: Option<HistoryShape>,
    /// By how much one side is said to have won.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<MarginShape>,
    /// Figures of several votes of a series.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<PointShape>,
    /// A record high or low.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extreme: Option<ExtremeShape>,
    /// A rise or fall that goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunShape>,
    /// What tells the vote that is meant; where it is not given, the words of the scope do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clues: Option<CluesShape>,
}

/// Words for what a document is about.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubjectShape {
    /// The words.
    pub span: Words,
    /// Whether they say so themselves, as "on …" and a title in quotation marks do.
    #[serde(default, skip_serializing_if = "is_false")]
    pub plain: bool,
}

/// What is said of a document that is cited.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CitationShape {
    /// The words that say it.
    pub span: Words,
    /// The symbol.
    pub symbol: Words,
    /// What it is said to be about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<SubjectShape>,
    /// When it is said to have been adopted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<WhenShape>,
    /// The session at which it is said to have been adopted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<u32>,
    /// The body whose it is said to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<CitedBodyShape>,
}

/// A sentence with what it claims.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SentenceShape {
    /// The sentence.
    pub span: Words,
    /// Its claims, in the order of the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frames: Vec<FrameShape>,
    /// What it says of the documents that it cites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<CitationShape>,
    /// Clauses that tell of a vote and were not understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unread: Vec<Words>,
}

/// That somebody says something. Stretches nest and do not cross.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SpeechShape {
    /// What is said.
    pub span: Words,
    /// Who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// As what the speaker is introduced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The code of the member for which the speaker speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<String>,
    /// The newspaper or agency to which it was said, or that tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Whether the words are quoted or reported.
    pub manner: MannerShape,
}

pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}
