//! Whether a claim holds: one function for each kind, over the measures.
//!
//! A claim is judged in parts: its core (how many, who, which way) and what stands around it (the day, the
//! subject, the sponsor). All parts hold: supported. No part of the core does: contradicted. Otherwise partly.

mod atoms;
mod citation;
mod compare;
mod count;
mod fixes;
mod history;
mod mandate;
mod other;
mod ruling;
mod text;
mod trends;
mod who;

use scrutineer_measures::{Share, co_support, overwhelming, shift, unanimous};
use scrutineer_record::{
    Body, Committee, Date, Lookup, Majority, MemberId, MemberSet, NicknameTarget, Outcome,
    Position, Record, Session, Stage, Standing, Tally, Vote,
};

use crate::agents::Agents;
use crate::cues::Verb;
use crate::document::{Elsewhere, NEWS};
use crate::frame::{Base, Comparison, Direction, Frame, History, Margin};
use crate::left_out::left_out;
use crate::lexicon::Kind;
use crate::link::{Clues, Context, Link, Linker, count_fits, is_time_of, names_in_common, year_of};
use crate::quantity::{Quantity, number_named};
use crate::sentence::Sentence;
use crate::spoken::Open;
use crate::time::When;
use crate::words::{count_of, list, names, plural, was};
use crate::{Agent, Claim, ClaimKind, Definition, Evidence, Finding, Fix, Pins, Verdict, VoteRef};
use ruling::{Holds, Ruling};

/// A claim with everything that decides about it.
pub(crate) struct Case<'c, 'r> {
    pub(crate) frame: &'c Frame,
    pub(crate) sentence: &'c Sentence<'c>,
    pub(crate) clues: &'c Clues,
    pub(crate) link: Option<&'c Link<'r>>,
    pub(crate) second: Option<Vote<'r>>,
    /// Why the vote that is meant is not in the record, if it is not.
    pub(crate) missing: Option<&'c str>,
    pub(crate) elsewhere: Option<Elsewhere>,
    /// Whether what the sentence says of the document that it cites is a claim of its own.
    pub(crate) cited_apart: bool,
    pub(crate) home: Option<MemberId>,
    pub(crate) context: &'c Context<'r>,
}

/// Judges claims against a record.
#[derive(Debug)]
pub(crate) struct Judge<'c, 'r> {
    pub(crate) record: &'r Record,
    pub(crate) linker: &'c Linker<'r>,
    /// What the reader settled.
    pub(crate) pins: &'c Pins,
}

impl<'c, 'r> Judge<'c, 'r> {
    /// The finding for a claim, or `None` if the words turn out to claim nothing about a vote.
    pub(crate) fn judge(&self, case: &Case<'c, 'r>) -> Option<Finding> {
        if let Some(ruling) = self.elsewhere(case) {
            // A committee's tally stands on the page of the text; another body's vote is nowhere.
            let shown = matches!(case.elsewhere, Some(Elsewhere::Committee(_)));
            return Some(self.finding(
                case,
                ruling,
                case.link.map(|link| link.vote).filter(|_| shown),
            ));
        }
        if let Some(missing) = case.missing {
            return self.not_in_record(case, missing);
        }
        let link = case.link?;
        if !link.vote.is_by_name()
            && !matches!(case.frame.kind, ClaimKind::Sponsor | ClaimKind::Stage)
        {
            let why = format!("the record does not say how anybody voted on {}", cite(&link.vote));
            return self.not_in_record(case, &why);
        }
        let mut ruling = self.rule_on_either(case, link.vote)?;
        if let Some(now) = self.of_the_present(case, link.vote, &ruling) {
            ruling = now;
        }
        self.history(case, link.vote, &mut ruling);
        self.cited_instead(case, link, &mut ruling);
        let mut finding = self.finding(case, ruling, Some(link.vote));
        self.weigh_alternatives(case, link, &mut finding);
        self.weigh_whose(case, link, &mut finding);
        weigh_month(case, link, &mut finding);
        weigh_uncovered(case, &link.vote, &mut finding);
        weigh_open(case, &mut finding);
        Some(finding)
    }

    /// Says what the reader settled, where it decided about the claim.
    pub(crate) fn tell_pins(
        &self,
        case: &Case<'c, 'r>,
        vote: Option<Vote<'r>>,
        finding: &mut Finding,
    ) {
        let agents = case.frame.agents.iter().chain(&case.frame.with);
        let names = agents.flat_map(|agents| agents.names.iter().chain(&agents.except));
        let group = |place: &usize| {
            let words = case.sentence.word(*place);
            let code = self.pins.group_of(words)?;
            Some(format!("\"{words}\" = {code}"))
        };
        finding.pinned = vote.iter().map(cite).chain(names.filter_map(group)).collect();
        if !finding.pinned.is_empty() {
            let pinned = list(&finding.pinned, "and");
            finding.explanation.push_str(&format!(" Settled by the reader: {pinned}."));
        }
    }

    /// The claim is one about a vote, and the record cannot tell.
    fn not_in_record(&self, case: &Case<'c, 'r>, why: &str) -> Option<Finding> {
        let about_a_vote = !matches!(
            case.frame.kind,
            ClaimKind::Sponsor | ClaimKind::Stage | ClaimKind::Mandate | ClaimKind::Similarity
        );
        about_a_vote.then(|| {
            let mut ruling = Ruling::default();
            ruling.part(None, true, why);
            self.finding(case, ruling, None)
        })
    }

    fn rule(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        match case.frame.kind {
            ClaimKind::Tally => Some(self.tally(case, vote)),
            ClaimKind::Position | ClaimKind::GroupPosition => self.positions(case, vote),
            ClaimKind::Only => Some(self.only(case, vote)),
            ClaimKind::Share => Some(self.share(case, vote)),
            ClaimKind::Outcome => Some(self.outcome(case, vote)),
            ClaimKind::Date => Some(self.date(case, vote)),
            ClaimKind::Comparison | ClaimKind::Trend if !case.frame.points.is_empty() => {
                self.points(case, vote)
            }
            ClaimKind::Comparison => self.comparison(case, vote),
            ClaimKind::Shift => self.shift(case, vote),
            ClaimKind::Trend => Some(self.trend(case, vote)),
            ClaimKind::CoSupport => self.co_support(case, vote),
            ClaimKind::Sponsor => Some(self.sponsor(case, vote)),
            ClaimKind::Stage => Some(self.stage(case, vote)),
            ClaimKind::Mandate => self.mandate(case, vote),
            ClaimKind::Similarity => Some(self.similarity(vote)),
            ClaimKind::Citation => None,
        }
    }

    /// "That matched the abstentions of 1992, though the ayes rose from 102 to 109": a change without a time is told of
    /// the vote that the text is about, if it holds there and not of the one to which the words before looked back.
    fn of_the_present(
        &self,
        case: &Case<'c, 'r>,
        vote: Vote<'r>,
        ruling: &Ruling<'r>,
    ) -> Option<Ruling<'r>> {
        let frame = case.frame;
        let change = matches!(frame.kind, ClaimKind::Comparison | ClaimKind::Trend)
            && frame.comparison.is_some_and(|it| it.than.is_none() && it.against.is_none())
            && frame.points.iter().all(|point| point.when.is_none());
        if !change || ruling.verdict() == Verdict::Supported || !case.clues.symbols.is_empty() {
            return None;
        }
        let context = case.context;
        let later = [context.glanced_from, context.theme].into_iter().flatten();
        let later = later.filter(|later| vote.date.is_before(later.date));
        later
            .filter(|later| self.on_one_matter(vote, *later))
            .find_map(|later| self.rule(case, later))
            .filter(|ruling| ruling.verdict() == Verdict::Supported)
    }

    /// "sat it out" is said of those that abstained and of those that did not vote: it holds if it does of either.
    fn rule_on_either(&self, case: &Case<'c, 'r>, vote: Vote<'r>) -> Option<Ruling<'r>> {
        let ruling = self.rule(case, vote)?;
        let loose = ruling.verdict() != Verdict::Supported
            && (case.sentence.tells_of_sitting_out(case.frame.at.clone())
                // "China stayed out of it; so did India"
                || case.frame.follows
                    && case.sentence.tells_of_sitting_out(0..case.frame.at.start));
        let abstained = || {
            let mut frame = case.frame.clone();
            let out = |position: &Position| *position == Position::NonVoting;
            for count in frame.counts.iter_mut().filter(|count| out(&count.position)) {
                count.position = Position::Abstain;
            }
            frame.position = frame.position.map(|position| match position {
                Position::NonVoting => Position::Abstain,
                other => other,
            });
            let ruling = self.rule(&Case { frame: &frame, ..*case }, vote)?;
            (ruling.verdict() == Verdict::Supported).then_some(ruling)
        };
        Some(loose.then(abstained).flatten().unwrap_or(ruling))
    }

    /// Other votes that could be meant: where they would lead to another verdict, the claim is ambiguous.
    fn weigh_alternatives(&self, case: &Case<'c, 'r>, link: &Link<'r>, finding: &mut Finding) {
        let differs = |vote: &Vote<'r>| {
            self.rule(case, *vote).is_some_and(|ruling| ruling.verdict() != finding.verdict)
        };
        if !link.alternatives.is_empty() && link.alternatives.iter().any(differs) {
            finding.verdict = Verdict::Ambiguous;
            finding.fixes.clear();
            let others: Vec<String> = link.alternatives.iter().map(cite).collect();
            finding.explanation =
                format!("It can also be said of {}. {}", list(&others, "or"), finding.explanation);
        }
        finding.alternatives = link.alternatives.iter().copied().map(VoteRef::from).collect();
    }

    /// "the American text", where nothing but the text before speaks for a vote on one of others: what does not fit it
    /// is not held against the words.
    fn weigh_whose(&self, case: &Case<'c, 'r>, link: &Link<'r>, finding: &mut Finding) {
        let clues = case.clues;
        let fails = matches!(finding.verdict, Verdict::Contradicted | Verdict::Partly);
        if !fails
            || clues.sponsors.is_empty()
            || names_the_vote(clues, link)
            || case.frame.kind == ClaimKind::Sponsor
        {
            return;
        }
        let proposal = link.vote.symbol.as_ref().and_then(|symbol| self.record.proposal(symbol));
        let lead = proposal.and_then(|proposal| proposal.lead.as_ref());
        if !lead.is_some_and(|lead| clues.sponsors.iter().any(|it| lead.value.contains(it))) {
            leave_open(finding, "Another text may be meant.");
        }
    }

    fn finding(&self, case: &Case<'c, 'r>, ruling: Ruling<'r>, vote: Option<Vote<'r>>) -> Finding {
        let frame = case.frame;
        let mut claim = Claim::new(frame.kind);
        claim.agents = ruling.agents.clone();
        claim.position = frame.position.filter(|_| frame.kind != ClaimKind::Shift);
        if frame.kind == ClaimKind::Shift {
            claim.from = frame.from;
            claim.to = frame.position;
        }
        claim.count = frame.counts.first().map(|count| count.number.value);
        claim.comparison = frame.comparison.map(|comparison| comparison.direction.code());
        claim.negated = frame.negated;
        claim.atoms = vote.map_or_else(Vec::new, |vote| self.atoms(case, vote));
        let context = match vote {
            Some(vote) if !ruling.votes.is_empty() => {
                left_out(vote, &ruling.votes, frame.kind, case.context.date)
            }
            _ => Vec::new(),
        };
        let labels: Vec<String> = ruling.votes.iter().map(Vote::label).collect();
        let reproduce = match labels.as_slice() {
            [] => vote.map_or_else(
                || find_command(case),
                |vote| format!("scrutineer show {}", quote(&vote.label())),
            ),
            [one] if case.frame.kind == ClaimKind::Stage => {
                format!("scrutineer series {}", quote(one))
            }
            [one] => format!("scrutineer show {}", quote(one)),
            several => {
                let quoted: Vec<String> = several.iter().map(|label| quote(label)).collect();
                format!("scrutineer compare {}", quoted.join(" "))
            }
        };
        Finding { context, ..ruling.finding(claim, reproduce) }
    }

    pub(super) fn evidence(
        &self,
        vote: Vote<'r>,
        position: Position,
        members: MemberSet,
    ) -> Evidence {
        Evidence { symbol: vote.label(), position, members }
    }
}

impl Finding {
    /// This with what the same words come to for a further vote.
    pub(crate) fn and(mut self, other: Finding) -> Finding {
        self.verdict = match (self.verdict, other.verdict) {
            (one, same) if one == same => one,
            (open @ (Verdict::NotInRecord | Verdict::Ambiguous), _)
            | (_, open @ (Verdict::NotInRecord | Verdict::Ambiguous)) => open,
            _ => Verdict::Partly,
        };
        let votes = self.votes.iter().chain(&other.votes);
        let quoted: Vec<String> = votes.map(|vote| quote(&vote.symbol)).collect();
        if quoted.len() > 1 {
            self.reproduce = format!("scrutineer compare {}", quoted.join(" "));
        }
        self.votes.extend(other.votes);
        self.explanation = format!("{} {}", self.explanation, other.explanation);
        self.evidence.extend(other.evidence);
        self.correction = None;
        self.fixes.clear();
        self
    }
}

/// Whether the text was adopted, as the source says or, where it says nothing, by what holds under either
/// majority that can have applied; `None` if that cannot be known.
fn was_adopted(vote: Vote<'_>) -> Option<bool> {
    let tally = vote.tally();
    match vote.outcome {
        Outcome::Adopted => Some(true),
        Outcome::Rejected => Some(false),
        Outcome::Unknown if !Majority::Simple.reached_by(tally) => Some(false),
        Outcome::Unknown => Majority::TwoThirds.reached_by(tally).then_some(true),
    }
}

fn adopted_or_not(adopted: bool) -> Outcome {
    if adopted { Outcome::Adopted } else { Outcome::Rejected }
}

/// The position that somebody is said to have taken, or not to have.
#[derive(Clone, Copy, Debug)]
struct Expected {
    position: Position,
    negated: bool,
}

impl Expected {
    fn holds(self, position: Position) -> bool {
        (position == self.position) != self.negated
    }
}

/// The date that the words tell of something that happened on `date` or is said to have.
fn date_told(when: When, date: Date, context: &Context<'_>) -> Option<Date> {
    match when {
        When::Day { year, month, day } => Date::ymd(year.unwrap_or(date.year()), month, day),
        When::Month { year, month } => Date::month_of(year.unwrap_or(date.year()), month),
        When::Year(year) | When::TextYear(year) => Date::year_of(year),
        _ => year_of(when, context, None).and_then(Date::year_of),
    }
}

fn compares(comparison: Comparison, now: Tally, then: Tally) -> bool {
    let (new, old) = (now.of(comparison.position), then.of(comparison.position));
    let by = u32::from(new.abs_diff(old));
    let way = match comparison.direction {
        Direction::More => new > old,
        Direction::Fewer => new < old,
        Direction::Same if comparison.factor.is_some() => new == old,
        Direction::Same => (now.yes, now.no) == (then.yes, then.no),
    };
    let amount = comparison.by.is_none_or(|number| number.fits(by));
    let factor = comparison.factor.is_none_or(|factor| factor.fits(new, old));
    way && amount && factor
}

fn committee(number: u8) -> Option<Committee> {
    Some(match number {
        1 => Committee::First,
        2 => Committee::Second,
        3 => Committee::Third,
        4 => Committee::Fourth,
        5 => Committee::Fifth,
        6 => Committee::Sixth,
        _ => return None,
    })
}

fn standing(stage: &Stage) -> &'static str {
    match stage.standing {
        Standing::Unverified => " (not verified, so that it decides nothing)",
        Standing::Reported => " (as reported)",
        Standing::Recorded => "",
    }
}

/// A vote by symbol and day: `A/RES/73/27 (5 Dec 2018)`.
pub(crate) fn cite(vote: &Vote<'_>) -> String {
    let mut cited = vote.label();
    let date = vote.date.in_short_words();
    cited.reserve(date.len() + 3);
    cited.extend([" (", date.as_str(), ")"]);
    cited
}

/// A symbol as a word of a shell command.
fn quote(label: &str) -> String {
    if label.contains(['(', ' ']) { format!("'{label}'") } else { label.to_owned() }
}

/// Words that can mean others, or another vote, as well: what is claimed is neither true nor false.
fn weigh_open(case: &Case<'_, '_>, finding: &mut Finding) {
    let why = match case.frame.open {
        Some(Open::Who) => " The words can mean others named before as well.",
        Some(Open::When) => " An earlier vote is meant, and the words do not say which.",
        Some(Open::Among) => {
            " The record has no list of those among whom they are said to be alone."
        }
        Some(Open::Earlier | Open::Fellows | Open::Elsewhere)
            if finding.verdict == Verdict::Supported =>
        {
            return;
        }
        Some(Open::Earlier) => " An earlier vote may be meant.",
        Some(Open::Fellows) => " Others of the group told of before may be meant.",
        Some(Open::Elsewhere) => " It may have been asked for elsewhere than in a vote.",
        None => return,
    };
    if finding.verdict != Verdict::NotInRecord {
        finding.verdict = Verdict::Ambiguous;
        finding.correction = None;
        finding.fixes.clear();
        finding.explanation.push_str(why);
    }
}

/// "In March five voted against it", where nothing but the text before speaks for a vote, and that was taken in another
/// month: what does not fit it is not held against the words.
fn weigh_month(case: &Case<'_, '_>, link: &Link<'_>, finding: &mut Finding) {
    let clues = case.clues;
    let mut months = clues.times.iter().filter(|when| matches!(when, When::Month { .. }));
    let another = months.any(|when| is_time_of(*when, link.vote, case.context) == Some(false));
    if finding.verdict == Verdict::Contradicted && !names_the_vote(clues, link) && another {
        leave_open(finding, "A vote of another month may be meant.");
    }
}

/// Whether the words of a claim themselves say which vote they mean.
fn names_the_vote(clues: &Clues, link: &Link<'_>) -> bool {
    !clues.symbols.is_empty() || !clues.targets.is_empty() || link.by_own_words
}

fn leave_open(finding: &mut Finding, why: &str) {
    finding.verdict = Verdict::Ambiguous;
    finding.correction = None;
    finding.fixes.clear();
    finding.explanation.push(' ');
    finding.explanation.push_str(why);
}

/// Words of the span that tell more than was judged: the claim cannot be called supported. Where they tell of other
/// voters than those judged, it cannot be called contradicted either.
fn weigh_uncovered(case: &Case<'_, '_>, vote: &Vote<'_>, finding: &mut Finding) {
    let frame = case.frame;
    let (places, called) = match finding.verdict {
        Verdict::Supported => (frame.uncovered.clone(), "supported"),
        // What members by name did, they did whatever else is said.
        Verdict::Contradicted | Verdict::Partly => {
            let by_name = frame.kind == ClaimKind::Position;
            // "opposed Serbia": not the text, or not as it stands.
            let object = |place: usize| {
                let verb = place.checked_sub(1);
                verb.is_some_and(|verb| {
                    matches!(case.sentence.verb(verb), Some((Verb::Take(_), _)))
                })
            };
            let uncovered = frame.uncovered.iter().filter(|place| !by_name || object(**place));
            (uncovered.chain(&frame.narrowed).copied().collect(), "contradicted")
        }
        Verdict::Ambiguous | Verdict::NotInRecord => return,
    };
    let words: Vec<String> = places
        .iter()
        .filter(|place| !is_number_of_title(case, vote, **place))
        .map(|place| format!("\"{}\"", case.sentence.word(*place)))
        .collect();
    if words.is_empty() {
        return;
    }
    finding.verdict = Verdict::Ambiguous;
    finding.correction = None;
    finding.fixes.clear();
    finding.explanation.push_str(&format!(
        " What the clause says of {} was not understood, so that it cannot be called {called}.",
        list(&words, "and")
    ));
}

/// Whether a number stands in the title of the vote beside the same word: "the 1925 Geneva Protocol", "Article 73 e".
fn is_number_of_title(case: &Case<'_, '_>, vote: &Vote<'_>, place: usize) -> bool {
    let word = |at: usize| case.sentence.word(at);
    let words = vote.title.split(|letter: char| !letter.is_alphanumeric());
    let mut title = words.filter(|word| !word.is_empty()).peekable();
    let before = place.checked_sub(1).map_or("", word);
    let mut last = "";
    while let Some(one) = title.next() {
        let beside = |other: &str, said: &str| !said.is_empty() && other.eq_ignore_ascii_case(said);
        if one == word(place)
            && (beside(last, before)
                || title.peek().is_some_and(|next| beside(next, word(place + 1))))
        {
            return true;
        }
        last = one;
    }
    false
}

/// The command that lists the votes of the year that is told, or all.
fn find_command(case: &Case<'_, '_>) -> String {
    let year = case.clues.times.iter().find_map(|when| year_of(*when, case.context, None));
    year.map_or_else(
        || "scrutineer find".to_owned(),
        |year| format!("scrutineer find --from {year} --to {year}"),
    )
}

/// The smallest replacement that would make a claim true, in words.
fn instead(true_words: &str, claimed: &str) -> String {
    format!("{true_words} instead of {claimed}")
}

/// A share in whole per cent.
fn percent(count: u16, n: u16) -> String {
    if n == 0 {
        return "none".to_owned();
    }
    let rounded = (u32::from(count) * 200 + u32::from(n)) / (2 * u32::from(n));
    format!("{rounded} %")
}
