//! Texts on their way: proposals with their stages and sponsors, series, rivals, topics.

use std::fmt;

use crate::{
    Body, Date, Decision, Fact, MemberId, Outcome, PrintedTally, Session, Source, Standing, Symbol,
};

/// A text that was put before the General Assembly, from draft to decision, whether or not it was voted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Symbol of what was adopted: a resolution or a decision.
    pub symbol: Symbol,
    /// The title.
    pub title: String,
    /// The session.
    pub session: Session,
    /// When the plenary decided, if known.
    pub date: Option<Date>,
    /// How the plenary decided.
    pub decision: Decision,
    /// What became of it.
    pub outcome: Outcome,
    /// The stages on its way, first to last.
    pub stages: Vec<Stage>,
    /// The members that led it.
    pub lead: Option<Fact<Vec<MemberId>>>,
    /// Lists and counts of sponsors, as found.
    pub sponsors: Vec<Sponsors>,
    /// What it sets up or decides, in a few words.
    pub decides: Option<String>,
    /// How well the facts of the row stand.
    pub standing: Standing,
    /// Where they come from.
    pub source: String,
    /// Where the row stands, if it was imported.
    pub imported: Option<Source>,
    /// What a reader must know.
    pub note: String,
}

impl Proposal {
    /// The stage in a Main Committee, if the text went through one.
    pub fn committee_stage(&self) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.body != Body::GeneralAssembly)
    }
}

/// One stage of a proposal: a body that decided on a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The body.
    pub body: Body,
    /// The draft before it, or the report on it.
    pub document: Option<Symbol>,
    /// How it decided.
    pub decision: Decision,
    /// The tally that the source prints, if there was a vote and it is known.
    pub printed: Option<PrintedTally>,
    /// When.
    pub date: Option<Date>,
    /// How well the facts of the stage stand.
    pub standing: Standing,
    /// Where they come from.
    pub source: String,
    /// What a reader must know.
    pub note: String,
}

/// Sponsors of a draft, as a source lists or counts them. Sponsorship is not a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sponsors {
    /// The draft.
    pub draft: String,
    /// The role: `original`, `additional`, `main`, `count_only`.
    pub role: String,
    /// How many there were, if the source counts them.
    pub count: Option<u16>,
    /// Those that the source names, and how well that stands.
    pub members: Fact<Vec<MemberId>>,
}

/// The same text brought back session after session.
#[derive(Clone, Debug, Eq)]
pub struct Series {
    /// The stable id: `ict-security`.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// The texts, first to last.
    pub texts: Vec<Symbol>,
    /// Those of them that only their title puts here, and no fact.
    pub by_title: Vec<Symbol>,
    /// What a reader must know.
    pub note: String,
}

impl PartialEq for Series {
    fn eq(&self, other: &Series) -> bool {
        let Series { id, name, texts, by_title, note } = self;
        // Most that are compared are of one record, and then one only if they are the very same.
        std::ptr::eq(self, other)
            || (id, name, texts, by_title, note)
                == (&other.id, &other.name, &other.texts, &other.by_title, &other.note)
    }
}

/// What a text is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The stable id: `rules-norms`.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Words by which running text speaks of it.
    pub words: Vec<String>,
    /// The texts about it, each with how well that stands.
    pub texts: Vec<Fact<Symbol>>,
    /// What a reader must know.
    pub note: String,
}

/// Words by which the press speaks of a series or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nickname {
    /// The words, in lower case.
    pub words: String,
    /// What they stand for. One phrase can have several nicknames rows.
    pub target: NicknameTarget,
    /// What a reader must know: how far the words can be trusted to mean it.
    pub note: String,
}

/// What a nickname stands for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NicknameTarget {
    /// A series, by id.
    Series(String),
    /// One text.
    Text(Symbol),
}

impl fmt::Display for NicknameTarget {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NicknameTarget::Series(id) => out.write_str(id),
            NicknameTarget::Text(symbol) => symbol.fmt(out),
        }
    }
}
