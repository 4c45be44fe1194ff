//! How well documents with known claims are read, by the rules of `../shared/claims/score.py`.
//!
//! A finding hits the claim that its bytes fit best, if they overlap by at least half of the shorter one. Recall:
//! claims that must be found and were. Precision: of the findings that commit themselves and hit a claim, or words
//! that hold none, those whose verdict is right. Accuracy: of the claims hit, those whose merged verdict is right.
//! Link: of the claims hit, those linked to their vote, and to one other at most. Caught: of the false claims,
//! those called so. Spurious: of the stretches without a claim, those in which one was found.

use std::collections::BTreeMap;
use std::ops::Range;

use scrutineer_claims::{Finding, Findings, Verdict};
use scrutineer_measures::Share;

use crate::cases::{Case, Known};

/// So many of so many.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rate {
    pub(crate) hit: u32,
    pub(crate) of: u32,
}

impl Rate {
    fn add(&mut self, hit: bool) {
        self.of += 1;
        self.hit += u32::from(hit);
    }

    fn join(&mut self, other: Rate) {
        self.hit += other.hit;
        self.of += other.of;
    }

    pub(crate) fn share(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.hit) / f64::from(self.of))
    }

    /// The 95 % interval of Wilson (1927).
    pub(crate) fn interval(self) -> Option<(f64, f64)> {
        Share { count: self.hit, n: self.of }.interval()
    }
}

/// The names of the six rates, in the order in which they are kept.
pub(crate) const RATES: [&str; 6] =
    ["recall", "precision", "accuracy", "link", "caught", "spurious"];

/// The six rates of one kind of claim.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pub(crate) recall: Rate,
    pub(crate) precision: Rate,
    pub(crate) accuracy: Rate,
    pub(crate) link: Rate,
    pub(crate) caught: Rate,
    pub(crate) spurious: Rate,
}

impl Score {
    /// In the order of [`RATES`].
    pub(crate) fn rates(&self) -> [Rate; 6] {
        [self.recall, self.precision, self.accuracy, self.link, self.caught, self.spurious]
    }

    pub(crate) fn join(&mut self, other: &Score) {
        self.recall.join(other.recall);
        self.precision.join(other.precision);
        self.accuracy.join(other.accuracy);
        self.link.join(other.link);
        self.caught.join(other.caught);
        self.spurious.join(other.spurious);
    }
}

/// Scores by kind, and what was misread.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) kinds: BTreeMap<String, Score>,
    pub(crate) misread: Vec<Misread>,
}

/// One thing that was misread.
#[derive(Debug)]
pub(crate) struct Misread {
    /// Place of the document among those scored.
    pub(crate) case: usize,
    pub(crate) kind: String,
    /// What went wrong: `missed`, `verdict`, `link`, `spurious`.
    pub(crate) fault: &'static str,
    pub(crate) range: Range<usize>,
    pub(crate) why: String,
    /// The findings that hit.
    pub(crate) found: Vec<Finding>,
}

impl Scores {
    /// Takes the findings for one document into account.
    pub(crate) fn add(&mut self, place: usize, case: &Case, findings: &Findings) {
        let mut hits: Vec<Vec<&Finding>> = vec![Vec::new(); case.claims.len()];
        let mut in_quiet: Vec<Vec<&Finding>> = vec![Vec::new(); case.quiet.len()];
        for finding in &findings.findings {
            let range = finding.span.start..finding.span.end;
            if let Some(best) = best(&range, &case.claims) {
                hits[best].push(finding);
            } else if let Some(at) = case.quiet.iter().position(|quiet| overlap(&range, quiet)) {
                in_quiet[at].push(finding);
            }
        }
        for (known, found) in case.claims.iter().zip(&hits) {
            self.claim(place, known, found);
        }
        for (range, found) in case.quiet.iter().zip(&in_quiet) {
            self.quiet(place, range, found);
        }
    }

    fn claim(&mut self, place: usize, known: &Known, found: &[&Finding]) {
        let mut faults = Vec::new();
        let score = self.kinds.entry(known.kind.clone()).or_default();
        let verdicts: Vec<Verdict> = found.iter().map(|finding| finding.verdict).collect();
        let both =
            verdicts.contains(&Verdict::Supported) && verdicts.contains(&Verdict::Contradicted);
        for verdict in verdicts.iter().filter(|verdict| commits(**verdict)) {
            let partly = both && known.accept.contains(&Verdict::Partly);
            score.precision.add(partly || known.accept.contains(verdict));
        }
        if !known.optional {
            score.recall.add(!found.is_empty());
            if found.is_empty() {
                faults.push("missed");
            }
            if known.is_false {
                let called =
                    |verdict: &Verdict| [Verdict::Contradicted, Verdict::Partly].contains(verdict);
                score.caught.add(verdicts.iter().any(called));
            }
        }
        if !found.is_empty() {
            let right = known.accept.contains(&merged(&verdicts));
            score.accuracy.add(right);
            if !right {
                faults.push("verdict");
            }
            if !known.symbols.is_empty() {
                let right = linked(known, found);
                score.link.add(right);
                if !right {
                    faults.push("link");
                }
            }
        }
        for fault in faults {
            self.misread.push(Misread {
                case: place,
                kind: known.kind.clone(),
                fault,
                range: known.range.clone(),
                why: known.why.clone(),
                found: found.iter().map(|finding| (*finding).clone()).collect(),
            });
        }
    }

    fn quiet(&mut self, place: usize, range: &Range<usize>, found: &[&Finding]) {
        let score = self.kinds.entry("quiet".to_owned()).or_default();
        score.spurious.add(!found.is_empty());
        for _ in found.iter().filter(|finding| commits(finding.verdict)) {
            score.precision.add(false);
        }
        if !found.is_empty() {
            self.misread.push(Misread {
                case: place,
                kind: "quiet".to_owned(),
                fault: "spurious",
                range: range.clone(),
                why: "no claim about a vote that was held".to_owned(),
                found: found.iter().map(|finding| (*finding).clone()).collect(),
            });
        }
    }

    /// All kinds together.
    pub(crate) fn total(&self) -> Score {
        let mut total = Score::default();
        self.kinds.values().for_each(|score| total.join(score));
        total
    }
}

fn commits(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Supported | Verdict::Contradicted | Verdict::Partly)
}

/// One verdict of several on one claim. What commits itself to nothing counts as not in the record.
fn merged(verdicts: &[Verdict]) -> Verdict {
    let said = |verdict| verdicts.contains(&verdict);
    match (said(Verdict::Supported), said(Verdict::Contradicted)) {
        _ if said(Verdict::Partly) => Verdict::Partly,
        (true, true) => Verdict::Partly,
        (false, true) => Verdict::Contradicted,
        (true, false) => Verdict::Supported,
        (false, false) => Verdict::NotInRecord,
    }
}

fn linked(known: &Known, found: &[&Finding]) -> bool {
    let mut votes: Vec<&str> =
        found.iter().flat_map(|finding| &finding.votes).map(|vote| vote.symbol.as_str()).collect();
    votes.sort_unstable();
    votes.dedup();
    votes.iter().any(|vote| known.symbols.iter().any(|symbol| symbol == vote))
        && votes.len() <= known.symbols.len() + 1
}

fn common(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end.min(other.end).saturating_sub(one.start.max(other.start))
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    let common = common(one, other);
    common > 0 && 2 * common >= one.len().min(other.len())
}

/// The claim that the bytes fit best, if they fit one.
fn best(range: &Range<usize>, claims: &[Known]) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (at, known) in claims.iter().enumerate() {
        let width = range.end.max(known.range.end) - range.start.min(known.range.start);
        #[expect(clippy::cast_precision_loss, reason = "lengths of sentences")]
        let share = common(range, &known.range) as f64 / width.max(1) as f64;
        if overlap(range, &known.range) && best.is_none_or(|(known, _)| share > known) {
            best = Some((share, at));
        }
    }
    best.map(|(_, at)| at)
}
