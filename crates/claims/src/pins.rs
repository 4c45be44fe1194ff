//! What a reader settles: which vote a claim is about, and which group some words mean.

use scrutineer_record::{Record, Vote, fold};

use crate::Span;

/// What is settled before a document is checked, where its own words leave it open.
///
/// ```
/// use scrutineer_claims::{Checker, Pins, Verdict};
///
/// let book = scrutineer_book::built_in()?;
/// let checker = Checker::new(&book.record);
/// let text = b"On 12 December 2019 most Western countries abstained on resolution A/RES/74/29.";
/// let mut pins = Pins::default();
/// pins.group("Western", "BRICS");
///
/// let finding = &checker.check_with(text, None, &pins).findings[0];
/// assert_eq!(finding.verdict, Verdict::Contradicted);
/// assert_eq!(finding.pinned, ["\"Western countries\" = BRICS"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Pins {
    votes: Vec<(Span, String)>,
    groups: Vec<(String, String)>,
}

impl Pins {
    /// The claim with this span is about the vote with this id.
    pub fn vote(&mut self, claim: Span, id: &str) {
        self.votes.push((claim, id.to_owned()));
    }

    /// These words, and longer terms that begin with them, mean the group with this code.
    pub fn group(&mut self, words: &str, code: &str) {
        self.groups.push((fold(words), code.to_owned()));
    }

    /// The vote that the claim with this span is said to be about.
    pub(crate) fn vote_of<'r>(&self, record: &'r Record, claim: Span) -> Option<Vote<'r>> {
        let (_, id) = self.votes.iter().find(|(span, _)| *span == claim)?;
        record.by_id(id)
    }

    /// The code of the group that a term is said to mean.
    pub(crate) fn group_of(&self, term: &str) -> Option<&str> {
        if self.groups.is_empty() {
            return None;
        }
        let term = fold(term);
        let is_term = |words: &str| {
            let rest = term.strip_prefix(words);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let pinned = self.groups.iter().find(|(words, _)| is_term(words));
        pinned.map(|(_, code)| code.as_str())
    }
}
