//! What is asked: the clues of a claim, what the document says about all of its claims, and the answer.

use std::cell::OnceCell;

use scrutineer_record::{Date, MemberId, NicknameTarget, Symbol, Vote};

use crate::Pins;
use crate::document::Elsewhere;
use crate::frame::Count;
use crate::time::When;

/// What the words around a claim say about the vote that they speak of.
#[derive(Clone, Debug, Default)]
pub struct Clues {
    /// Symbols cited.
    pub symbols: Vec<Symbol>,
    /// Numbers of resolutions cited without their session.
    pub numbers: Vec<u32>,
    /// Members whose text it is: "the Russian resolution".
    pub sponsors: Vec<MemberId>,
    /// Nicknames, as targets with how many words tell them.
    pub targets: Vec<NicknameTarget>,
    /// The words themselves, for the title.
    pub words: String,
    /// Those of them that stand in titles, once they were looked up.
    pub of_titles: OnceCell<Vec<usize>>,
    /// Times told.
    pub times: Vec<When>,
    /// Times told of something else than the vote.
    pub event_times: Vec<When>,
    /// Counts claimed.
    pub counts: Vec<Count>,
    /// Counts of other positions that the same sentence claims of the same vote.
    pub beside: Vec<Count>,
    /// An organ that the text is said to set up.
    pub organ: bool,
    /// The body other than the plenary in which the vote was taken.
    pub place: Option<Elsewhere>,
}

/// What the document says about all of its claims.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context<'r> {
    /// The day of the document.
    pub(crate) date: Option<Date>,
    /// The day on which it was published, where that is told and not gathered from what it says of votes.
    pub(crate) published: Option<Date>,
    /// Nicknames found anywhere in it.
    pub(crate) targets: Vec<NicknameTarget>,
    /// How much of which titles stands in what the text is said to be about.
    pub(crate) topic: Vec<(usize, f64)>,
    /// The vote of which all its claims together speak.
    pub(crate) whole: Option<Vote<'r>>,
    /// The vote spoken of last.
    pub(crate) focus: Option<Vote<'r>>,
    /// The vote spoken of most: the first that was linked by its own words.
    pub(crate) theme: Option<Vote<'r>>,
    /// The vote that the last claim meant, in spite of the symbol beside it.
    pub(crate) meant_instead: Option<Vote<'r>>,
    /// The vote spoken of before that: the other of "both occasions".
    pub(crate) compared: Option<Vote<'r>>,
    /// The votes of which it told lately, the last one at the end.
    pub(crate) told: Vec<Vote<'r>>,
    /// The vote to which the text returns after a glance back.
    pub(crate) glanced_from: Option<Vote<'r>>,
    /// Whether the vote spoken of last is one that the record does not hold.
    pub(crate) lost: bool,
    /// The committee of whose vote the sentence right before tells, and of no other.
    pub(crate) committee: Option<Elsewhere>,
    /// The votes that numbers and names leave no doubt about, each with where the sentence begins that tells them.
    pub(crate) heard: Vec<(usize, Vote<'r>)>,
    /// What the reader settled.
    pub(crate) pins: Pins,
    /// Whether the document speaks of the United Nations at all.
    pub(crate) united_nations: bool,
    /// Whether states vote in it: by name, or as states, countries or nations.
    pub(crate) states: bool,
    /// Whether it opens with a parliament, a congress or the like.
    pub(crate) other_body: bool,
}

impl<'r> Context<'r> {
    /// Remembers a vote of which the document told.
    pub(crate) fn tell(&mut self, vote: Vote<'r>) {
        if self.told.contains(&vote) {
            return;
        }
        if self.told.len() == MOST_KEPT {
            self.told.remove(0);
        }
        self.told.push(vote);
    }

    /// Whether numbers alone can tell a vote of the record in this document: parties and synods count votes too.
    pub(crate) fn may_be_of_states(&self) -> bool {
        self.united_nations || self.states && !self.other_body
    }

    /// The vote that the sentence beginning there tells by its numbers.
    pub(crate) fn heard_from(&self, start: usize) -> Option<Vote<'r>> {
        self.heard.iter().find(|(at, _)| *at == start).map(|(_, vote)| *vote)
    }
}

/// The vote that is meant.
#[derive(Clone, Debug)]
pub(crate) struct Link<'r> {
    pub(crate) vote: Vote<'r>,
    /// Votes that could be meant as well.
    pub(crate) alternatives: Vec<Vote<'r>>,
    /// How much speaks for it.
    pub(crate) score: f64,
    /// Whether the words of the claim themselves tell the vote, and not only the rest of the document.
    pub(crate) by_own_words: bool,
    /// A symbol that is cited and is not that of the vote.
    pub(crate) in_spite_of: Option<Symbol>,
}

impl<'r> Link<'r> {
    /// A link to a vote that is known otherwise than by its clues.
    pub(crate) fn to(vote: Vote<'r>) -> Link<'r> {
        Link { vote, alternatives: Vec::new(), score: 0.0, by_own_words: false, in_spite_of: None }
    }
}

/// So many votes a document can tell together.
const MOST_KEPT: usize = 8;
