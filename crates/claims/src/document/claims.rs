//! One claim from its frame to its finding.

use scrutineer_record::{MemberId, Position, Symbol, Vote};

use super::clues::{voters_named, without_times_to_come};
use super::pairs::names_both_texts;
use super::{Elsewhere, NOW, Reader};
use crate::cues::Cue;
use crate::frame::{Citation, Count, Frame};
use crate::judge::{Case, Judge};
use crate::lexicon::Kind;
use crate::link::{Clues, Context, Link, is_time_of, year_of};
use crate::motions;
use crate::reading::Read;
use crate::sentence::Sentence;
use crate::text::Text;
use crate::time::{Occasions, When};
use crate::{ClaimKind, Finding, Span, Verdict};

impl<'r> Reader<'r> {
    pub(super) fn find(
        &self,
        text: &Text,
        read: &Read<'_>,
        frame: &Frame,
        home: Option<MemberId>,
        context: &mut Context<'r>,
    ) -> Option<Finding> {
        let sentence = &read.sentence;
        let clues = &*without_times_to_come(self.clues(read, frame, home), context);
        // "The committee approved it in November. India voted against it."
        let there = context.committee.filter(|_| speaks_of_it(sentence, frame, clues));
        let elsewhere = clues.place.or(there);
        let plenary = frame.scope.clone().any(|place| sentence.cue(place) == Some(Cue::Plenary));
        if context.lost && plenary && elsewhere.is_none() {
            // "… came back to the Assembly, where …"
            context.focus = context.theme;
            context.lost = false;
        }
        if sentence.tells_the_present(&frame.scope) {
            let present = self.spoken_of_at_present(context);
            if present != context.focus {
                context.compared = context.focus;
            }
            context.focus = present;
            context.glanced_from = None;
        }
        // "…, proposed by Russia": of the text that the clause around it speaks of.
        let of_the_clause = frame.kind == ClaimKind::Sponsor && frame.at != frame.scope;
        let span = text.span(sentence.range(frame.at.clone()));
        let pinned = context.pins.vote_of(self.record, span);
        let elsewhere = elsewhere.filter(|_| pinned.is_none());
        let link = match pinned.or(context.focus.filter(|_| of_the_clause)) {
            Some(vote) => Some(Link::to(vote)),
            None => {
                let link = self.or_heard(self.linker.link(clues, context), clues, read, context);
                let link = self.or_told_anew(link, clues, context);
                let link = self.by_its_matter(link, (sentence, frame), clues, elsewhere, context);
                self.of_the_same_matter(link, clues, sentence, frame, context)
            }
        };
        let here = pinned.is_some()
            || self.is_about_votes_here(sentence, frame, clues, link.as_ref(), context);
        if !here {
            return None;
        }
        // "a no-action motion, which fell": what a relative clause tells is told of the noun before it.
        let relative = (frame.at.start.saturating_sub(1)..=frame.at.start)
            .any(|place| sentence.word(place) == "which");
        let from = frame.at.start.saturating_sub(if relative { 6 } else { 0 });
        let motion = motions::spoken_of(text.get_lower(sentence.range(from..frame.at.end)));
        let motion = motion.filter(|_| pinned.is_none());
        let on_motion = match (motion, &link) {
            (Some(motion), Some(link)) => motion.of(link.vote, &frame.counts),
            _ => None,
        };
        let on_motion = on_motion.or_else(|| match motion {
            Some(motion) => self.motion_told(motion, clues, context),
            None => motions::other_on(link.as_ref()?.vote, &frame.counts),
        });
        let pair = self.pair_of_texts(read, frame, home, context).filter(|_| pinned.is_none());
        let missing = match &link {
            None if pair.is_some() => None,
            Some(_) if pinned.is_some() => None,
            Some(link) if motion.is_some() && on_motion.is_none() => motion.map(|motion| {
                format!(
                    "the record holds the vote on {} as a whole, and none on {} of which this could be said",
                    link.vote.label(),
                    motion.words()
                )
            }),
            Some(link) => self.linker.missing(clues, link, context),
            // Sport and parliaments vote too: without the United Nations it is no claim for this record.
            None if on_motion.is_some() => None,
            None if !context.united_nations || !read.cue => return None,
            None => Some("the record holds no vote that these words tell".to_owned()),
        };
        if missing.is_some() && frame.kind == ClaimKind::Similarity {
            return None;
        }
        // What is said next of "it" is said of the text.
        let text_before = context.focus.or(link.as_ref().map(|link| link.vote));
        let link = on_motion.map(Link::to).or(link);
        let second = match frame.kind {
            ClaimKind::CoSupport => link
                .as_ref()
                .and_then(|link| self.second_text(sentence, frame, link.vote, home, context)),
            _ => None,
        };
        let case = Case {
            frame,
            sentence,
            clues,
            link: link.as_ref(),
            second,
            missing: missing.as_deref(),
            elsewhere,
            cited_apart: read
                .citations
                .iter()
                .any(|it| it.subject.as_ref().is_some_and(|it| it.plain)),
            home,
            context,
        };
        let judge = Judge { record: self.record, linker: &self.linker, pins: &context.pins };
        let occasions = link.as_ref().and_then(|link| self.occasions(&case, link.vote));
        let by_count = frame.agents.as_ref().is_none_or(|agents| agents.names.is_empty());
        let counted = pair.filter(|_| by_count || frame.kind == ClaimKind::CoSupport);
        let occasions = occasions.or(pair.filter(|_| counted.is_none()));
        let mut finding = match occasions.filter(|_| missing.is_none() && elsewhere.is_none()) {
            Some((then, now)) => {
                // When it was, the words tell of both together.
                let undated = Clues { times: Vec::new(), ..clues.clone() };
                let of = |vote| {
                    judge.judge(&Case { link: Some(&Link::to(vote)), clues: &undated, ..case })
                };
                of(then)?.and(of(now)?)
            }
            None => match counted.filter(|_| missing.is_none() && elsewhere.is_none()) {
                // How many voted for both, and not how many for each.
                Some((one, other)) => {
                    let frame = Frame { kind: ClaimKind::CoSupport, ..frame.clone() };
                    let (link, second) = (&Link::to(one), Some(other));
                    let of_yes = frame.counts.iter().all(|it| it.position == Position::Yes);
                    let case = Case { frame: &frame, link: Some(link), second, ..case };
                    of_yes.then(|| judge.judge(&case)).flatten()?
                }
                None => judge.judge(&case)?,
            },
        };
        if pair.is_none() && occasions.is_none() && names_both_texts(sentence, frame) {
            one_of_two(&mut finding, frame);
        }
        let in_committee = matches!(elsewhere, Some(Elsewhere::Committee(_)));
        finding.span = span;
        judge.tell_pins(&case, pinned, &mut finding);
        if let Some(cited) = link.as_ref().and_then(|link| link.in_spite_of.as_ref()) {
            // What is said of the document is judged apart, and not of this vote.
            let cites = |it: &&Citation| match sentence.kind(it.symbol) {
                Some(Kind::Symbol(written)) => written.symbol() == Some(cited),
                _ => false,
            };
            let citation = read.citations.iter().find(cites);
            let after = citation.map(|it| it.at.end..frame.at.end).filter(|at| !at.is_empty());
            if let Some(after) = after.filter(|_| case.cited_apart) {
                finding.span = text.span(sentence.range(after));
            }
        }
        finding.not_judged = self.not_judged(text, read, frame);
        finding.not_judged.sort();
        finding.claim.quoted = frame.quoted;
        let year = || clues.times.iter().find_map(|when| year_of(*when, context, None));
        self.tell_remedy(elsewhere, year, context, &mut finding);
        // What is said next of "it" is said of the other body's vote.
        let elsewhere = matches!(elsewhere, Some(Elsewhere::Body(_)));
        // So it is of a vote whose count or outcome is told and which the record does not hold.
        let tells = matches!(frame.kind, ClaimKind::Tally | ClaimKind::Outcome);
        let unknown = missing.is_some() && (link.is_some() || tells && context.focus.is_none());
        // Of an amendment the record may hold nothing; the text goes on.
        let lost = elsewhere || unknown && !in_committee && motion.is_none();
        // A symbol that cannot exist is a slip, and no other vote: what the text speaks of goes on.
        let cannot_exist = |symbol: &Symbol| judge.impossible(symbol, context).is_some();
        let slip = !clues.symbols.is_empty() && clues.symbols.iter().all(cannot_exist);
        if lost && slip && !elsewhere {
            return Some(finding);
        }
        context.lost = lost;
        let meant = link.as_ref().filter(|link| link.in_spite_of.is_some());
        context.meant_instead = meant.map(|link| link.vote);
        if in_committee && missing.is_some() {
            // The text stays the same, whatever is known of its way.
            return Some(finding);
        }
        match link.filter(|_| !context.lost) {
            Some(link) => {
                context.tell(link.vote);
                if context.theme.is_none() && link.by_own_words {
                    context.theme = Some(link.vote);
                }
                if link.by_own_words && !self.linker.is_topic(link.vote, context) {
                    context.topic.clear();
                }
                // "In January 1980 it had been …", "a year ago the ayes numbered 60": a glance back, after which
                // the text goes on as before.
                let had = frame.at.clone().any(|place| sentence.word(place) == "had");
                let told_then = |focus: Vote<'r>| {
                    !clues.times.is_empty()
                        && clues.symbols.is_empty()
                        && focus.series().is_some_and(|of| {
                            link.vote.series().is_some_and(|series| series.id == of.id)
                        })
                };
                let glance = context
                    .focus
                    .is_some_and(|focus| link.vote.date < focus.date && (had || told_then(focus)));
                if glance && context.glanced_from.is_none() {
                    context.glanced_from = context.focus;
                }
                if let Some((then, now)) = occasions {
                    context.compared = Some(then);
                    context.focus = Some(now);
                    return Some(finding);
                }
                if context.focus.is_some_and(|focus| focus != link.vote) {
                    context.compared = context.focus;
                }
                context.focus = on_motion.map_or(Some(link.vote), |on| text_before.or(Some(on)));
            }
            None => context.focus = context.whole.filter(|_| !context.lost),
        }
        Some(finding)
    }

    /// Whether the words speak of a vote at the United Nations. Clubs and parliaments vote too, and a state that
    /// supports a plan has not voted: such words must tell the text themselves.
    fn is_about_votes_here(
        &self,
        sentence: &Sentence<'_>,
        frame: &Frame,
        clues: &Clues,
        link: Option<&Link<'r>>,
        context: &Context<'r>,
    ) -> bool {
        if sentence.is_of_no_states(frame.at.clone()) {
            return false;
        }
        let opinion = sentence.may_be_opinion(frame.at.clone());
        // "90 in favour, 20 against, 31 abstentions" is how the Assembly's votes are told.
        let of_states = !voters_named(frame).is_empty()
            || frame.counts.len() > 2
            || frame.scope.clone().any(|place| {
                matches!(sentence.cue(place), Some(Cue::Text | Cue::Idea))
                    || context.states
                        && !context.other_body
                        && sentence.is_word(place, &DELEGATIONS)
                        && place > 0
                        && sentence.number(place - 1).is_some()
            })
            || context.may_be_of_states()
                && frame.counts.len() > 1
                && link.is_some_and(|link| link.by_own_words);
        if (context.united_nations || of_states) && !opinion {
            return true;
        }
        let possible = frame.scope.clone().all(|place| {
            sentence.time_at(place).is_some()
                || sentence.number(place).is_none_or(|number| number <= MOST_VOTES)
        });
        let cited = !clues.symbols.is_empty() || !clues.targets.is_empty();
        let titled = |link: &Link<'r>| self.linker.has_title_words(clues, link.vote);
        possible && (context.focus.is_some() && !opinion || cited || link.is_some_and(titled))
    }

    /// The vote on a motion of which the sentence tells at least two counts, taken when the words say or lately.
    fn motion_told(
        &self,
        motion: motions::Asked,
        clues: &Clues,
        context: &Context<'r>,
    ) -> Option<Vote<'r>> {
        let counts: Vec<&Count> = clues.counts.iter().chain(&clues.beside).collect();
        let is_then = |vote: Vote<'r>| {
            let told = clues.times.iter().filter_map(|when| is_time_of(*when, vote, context));
            let told: Vec<bool> = told.collect();
            let lately =
                || context.date.is_some_and(|date| (0..=NOW).contains(&vote.date.days_until(date)));
            if told.is_empty() { lately() } else { told.iter().all(|fits| *fits) }
        };
        motion.told_by(self.record, &counts, is_then)
    }

    /// The two votes in both of which voters are said to have taken a position: "in 2018 and 2019", "both in 2018
    /// and this week", "on both occasions".
    fn occasions(&self, case: &Case<'_, 'r>, vote: Vote<'r>) -> Option<(Vote<'r>, Vote<'r>)> {
        let (frame, context) = (case.frame, case.context);
        let of_voters =
            matches!(frame.kind, ClaimKind::Position | ClaimKind::GroupPosition | ClaimKind::Only);
        let votes = self.record.votes_of(vote.series().filter(|_| of_voters)?);
        let of_year = |when: When| {
            let year = year_of(when, context, Some(vote))?;
            votes.iter().rfind(|vote| vote.date.year() == year).copied()
        };
        let present = || self.spoken_of_at_present(context);
        let (then, now) = match case.sentence.occasions(frame.scope.clone())? {
            Occasions::Told(then, Some(now)) => (of_year(then)?, of_year(now)?),
            Occasions::Told(then, None) => (of_year(then)?, present()?),
            Occasions::Both => (context.compared?, context.focus?),
        };
        let in_order = then.date.is_before(now.date);
        let (then, now) = if in_order { (then, now) } else { (now, then) };
        (then != now && then.series() == now.series()).then_some((then, now))
    }

    /// The other of two texts that are said to have been supported together.
    fn second_text(
        &self,
        sentence: &Sentence<'_>,
        frame: &Frame,
        first: Vote<'r>,
        home: Option<MemberId>,
        context: &Context<'r>,
    ) -> Option<Vote<'r>> {
        let rivals = first.rivals();
        let sponsors = self.sponsors(sentence, frame.scope.clone(), home);
        let led_by = |vote: &Vote<'r>, sponsor: &MemberId| {
            let proposal = vote.symbol.as_ref().and_then(|symbol| self.record.proposal(symbol));
            proposal
                .and_then(|proposal| proposal.lead.as_ref())
                .is_some_and(|lead| lead.value.contains(sponsor))
        };
        let named = rivals
            .iter()
            .find(|rival| sponsors.iter().any(|sponsor| led_by(rival, sponsor)))
            .copied();
        named.or_else(|| rivals.first().copied()).or(context.focus.filter(|focus| *focus != first))
    }

    /// Words of the span that carry no claim about a vote.
    fn not_judged(&self, text: &Text, read: &Read<'_>, frame: &Frame) -> Vec<Span> {
        let sentence = &read.sentence;
        let asides = frame
            .asides
            .iter()
            .filter(|aside| aside.start >= frame.at.start && aside.end <= frame.at.end)
            .filter(|aside| !read.unread.contains(aside))
            .filter(|aside| !read.frames.iter().any(|other| other.at == **aside))
            .cloned();
        let uncovered = frame.uncovered.iter().map(|place| *place..*place + 1);
        asides.chain(uncovered).map(|at| text.span(sentence.range(at))).collect()
    }
}

/// What is said of two texts of which only one is known: it can be false of that one, and not true of both.
fn one_of_two(finding: &mut Finding, frame: &Frame) {
    // How many took a side on both is no more told by one of the two.
    let counted = frame.kind == ClaimKind::Tally && finding.verdict == Verdict::Contradicted;
    if finding.verdict == Verdict::Supported || counted {
        finding.verdict = Verdict::Ambiguous;
        finding.explanation.push_str(" Which other text is meant is not told.");
    }
}

/// Whether a claim of who voted how names the text by nothing but "it".
fn speaks_of_it(sentence: &Sentence<'_>, frame: &Frame, clues: &Clues) -> bool {
    let of_voters =
        matches!(frame.kind, ClaimKind::Position | ClaimKind::GroupPosition | ClaimKind::Only);
    let names_nothing = clues.targets.is_empty()
        && clues.symbols.is_empty()
        && clues.times.is_empty()
        && !(0..sentence.len()).any(|place| sentence.cue(place) == Some(Cue::Plenary));
    of_voters && names_nothing && frame.scope.clone().any(|place| sentence.is_word(place, &["it"]))
}

/// No vote at the United Nations has so many votes; there are fewer members.
const MOST_VOTES: u32 = 200;

/// Voters of whom no parliament has any, after a number.
const DELEGATIONS: [&str; 5] = ["delegations", "states", "countries", "nations", "governments"];
