//! What the judging of a claim gives, part by part, before it becomes a finding.

use scrutineer_record::Vote;

use crate::words::sentence_of;
use crate::{Agent, Claim, Definition, Evidence, Finding, Fix, Span, Verdict, VoteRef};

/// Whether a part of a claim holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Yes,
    No,
    /// For some of those it is said of, and not for others.
    InPart,
}

impl From<bool> for Holds {
    fn from(holds: bool) -> Holds {
        if holds { Holds::Yes } else { Holds::No }
    }
}

/// One part of a claim.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Whether it holds; `None` if the record cannot tell.
    pub(super) holds: Option<Holds>,
    /// Whether the claim is about this, or only mentions it.
    pub(super) core: bool,
    /// What the record says, as a clause.
    pub(super) words: String,
}

/// What the judging of a claim gives, before it becomes a finding.
#[derive(Clone, Debug, Default)]
pub(super) struct Ruling<'r> {
    pub(super) parts: Vec<Part>,
    pub(super) votes: Vec<Vote<'r>>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) definitions: Vec<Definition>,
    pub(super) agents: Vec<Agent>,
    pub(super) correction: Option<String>,
    /// An edit for each part that fails, where it is known.
    pub(super) fixes: Vec<Fix>,
    /// How many of them are further edits for one part.
    pub(super) further_fixes: usize,
    /// Overrides the verdict of the parts.
    pub(super) verdict: Option<Verdict>,
}

impl<'r> Ruling<'r> {
    /// Adds a vote on which the ruling rests.
    pub(super) fn see(&mut self, vote: Vote<'r>) {
        if !self.votes.contains(&vote) {
            self.votes.push(vote);
        }
    }

    pub(super) fn part(
        &mut self,
        holds: impl Into<Option<bool>>,
        core: bool,
        words: impl Into<String>,
    ) {
        let holds = holds.into().map(Holds::from);
        self.parts.push(Part { holds, core, words: words.into() });
    }

    /// A part of the core that holds for some of those it is said of.
    pub(super) fn part_in_part(&mut self, words: impl Into<String>) {
        self.parts.push(Part { holds: Some(Holds::InPart), core: true, words: words.into() });
    }

    /// Adds the edits that make one part true, if there are any.
    pub(super) fn mend(&mut self, fixes: Vec<Fix>) {
        self.further_fixes += fixes.len().saturating_sub(1);
        self.fixes.extend(fixes);
    }

    /// What it comes to for a claim. Where the words stand is entered by the reader.
    pub(super) fn finding(self, claim: Claim, reproduce: String) -> Finding {
        Finding {
            span: Span { start: 0, end: 0 },
            claim,
            votes: self.votes.iter().copied().map(VoteRef::from).collect(),
            alternatives: Vec::new(),
            // Where just one part does not hold, replacing it makes the claim true.
            correction: self.correction.clone().filter(|_| self.failing() == 1),
            fixes: self.all_fixes(),
            verdict: self.verdict(),
            explanation: self.explanation(),
            evidence: self.evidence,
            definitions: self.definitions,
            context: Vec::new(),
            not_judged: Vec::new(),
            remedy: None,
            reproduce,
            pinned: Vec::new(),
        }
    }

    /// How many parts do not hold.
    pub(super) fn failing(&self) -> usize {
        let fails = |part: &&Part| matches!(part.holds, Some(Holds::No | Holds::InPart));
        self.parts.iter().filter(fails).count()
    }

    /// The edits that make the claim true, if there is one for each part that fails.
    pub(super) fn all_fixes(&self) -> Vec<Fix> {
        let mut fixes =
            if self.verdict.is_none() && self.fixes.len() == self.failing() + self.further_fixes {
                self.fixes.clone()
            } else {
                Vec::new()
            };
        fixes.sort_by_key(|fix| fix.span);
        fixes
    }

    /// Whether the core holds, as far as the record can tell.
    pub(super) fn core_holds(&self) -> Option<bool> {
        match self.core_verdict() {
            Verdict::Supported => Some(true),
            Verdict::NotInRecord => None,
            _ => Some(false),
        }
    }

    pub(super) fn verdict(&self) -> Verdict {
        if let Some(verdict) = self.verdict {
            return verdict;
        }
        let side_fails = self.parts.iter().any(|part| !part.core && part.holds == Some(Holds::No));
        match self.core_verdict() {
            Verdict::Supported if side_fails => Verdict::Partly,
            verdict => verdict,
        }
    }

    pub(super) fn core_verdict(&self) -> Verdict {
        let core = || self.parts.iter().filter(|part| part.core);
        let is = |holds: Holds| core().any(|part| part.holds == Some(holds));
        match (is(Holds::Yes), is(Holds::No), is(Holds::InPart)) {
            (false, false, false) => Verdict::NotInRecord,
            (true, false, false) => Verdict::Supported,
            (false, true, false) => Verdict::Contradicted,
            _ => Verdict::Partly,
        }
    }

    pub(super) fn explanation(&self) -> String {
        let words: Vec<String> = self
            .parts
            .iter()
            .filter(|part| !part.words.is_empty())
            .map(|part| sentence_of(&part.words))
            .collect();
        if words.is_empty() {
            return "The record does not tell whether this is so.".to_owned();
        }
        words.join(" ")
    }
}
