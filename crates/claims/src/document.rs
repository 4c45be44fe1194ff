//! A document from end to end: sentences, frames, context, links, findings.

mod claims;
mod clues;
mod dating;
mod elsewhere;
mod heard;
mod kept;
mod matter;
mod pairs;
mod whole;

pub use elsewhere::{Elsewhere, OtherBody};
pub(crate) use matter::NEWS;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use scrutineer_record::{Date, MemberId, Position, Record};

use clues::voters_named;
use kept::committee_told;
use whole::numbers_told;

use crate::cues::{Cue, Verb};
use crate::frame::{Frame, Frames};
use crate::gate::may_speak_of_votes;
use crate::judge::Judge;
use crate::lexicon::{Kind, Lexicon, MemberForm};
use crate::link::{Clues, Context, Linker, year_of};
use crate::phrases::Words;
use crate::reading::{Read, Reading};
use crate::remedy::{OF_TEXTS, Sought, remedy};
use crate::sentence::Sentence;
use crate::speech::Speech;
use crate::spoken::Spoken;
use crate::text::Text;
use crate::{Agent, ClaimKind, DateBasis, Finding, Findings, Pins, Span, Verdict};

/// Reads one document after another against a record.
#[derive(Debug)]
pub(crate) struct Reader<'r> {
    record: &'r Record,
    lexicon: Lexicon,
    linker: Linker<'r>,
    /// The kinds of claim that are asked for; none if all are.
    pub(crate) only: Vec<ClaimKind>,
}

impl<'r> Reader<'r> {
    pub(crate) fn new(record: &'r Record) -> Reader<'r> {
        Reader {
            record,
            lexicon: Lexicon::new(record),
            linker: Linker::new(record),
            only: Vec::new(),
        }
    }

    pub(crate) fn read(&self, bytes: &[u8], date: Option<Date>, pins: &Pins) -> Findings {
        let text = Text::new(bytes);
        let mut passages = Passages::of(&text);
        let claims = |at| passages.to(at).is_some_and(|at| self.claims(&text, at, date, pins));
        if !may_speak_of_votes(text.clean(), claims) {
            let date_basis = if date.is_some() { DateBasis::Given } else { DateBasis::Unknown };
            return Findings { date, date_basis, only: self.only.clone(), ..Findings::default() };
        }
        let reading = Reading { sentences: self.sentences(&text), speech: None };
        self.judge(&text, &reading, date, pins)
    }

    /// Whether something is claimed in a passage, or cannot be understood.
    fn claims(&self, text: &Text, at: Range<usize>, date: Option<Date>, pins: &Pins) -> bool {
        let text = Text::new(text.get(at).as_bytes());
        let reading = Reading { sentences: self.sentences(&text), speech: None };
        let findings = self.judge(&text, &reading, date, pins);
        !findings.findings.is_empty() || !findings.unread.is_empty()
    }

    /// What is read of a document, with all that tells the votes that are meant, and who says what.
    pub(crate) fn extract<'t>(&self, text: &'t Text) -> Reading<'t> {
        let mut sentences = self.sentences(text);
        let home = self.home(&sentences);
        for read in &mut sentences {
            let clues: Vec<Clues> =
                read.frames.iter().map(|frame| self.clues_in(read, frame, home)).collect();
            for (frame, clues) in read.frames.iter_mut().zip(clues) {
                frame.clues = Some(Box::new(clues));
            }
        }
        let speech = Some(self.speech(text, &sentences));
        Reading { sentences, speech }
    }

    /// A sentence of a document, of which nothing is read yet.
    pub(crate) fn sentence<'t>(&self, text: &'t Text, span: Span) -> Read<'t> {
        let range = text.clean_range(span);
        let sentence = Sentence::new(text, self.lexicon.tokens(text, range.clone()));
        let cue = sentence.speaks_of_votes() && !sentence.heads_a_table();
        let (frames, unread, citations) = Default::default();
        Read { sentence, range, frames, unread, citations, cue, named: OnceCell::new() }
    }

    /// The place of a name in a sentence: see [`Read::take_name`].
    pub(crate) fn take_name(
        &self,
        read: &mut Read<'r>,
        span: Span,
        means: Option<&Agent>,
    ) -> Option<usize> {
        let members = self.record.members();
        let code = means.and_then(|means| match means {
            Agent::Member(code) => Some(members[members.by_code(code)?].code.as_str()),
            Agent::Group(code) => {
                let groups = self.record.groups();
                Some(groups[groups.by_code(code)?].code.as_str())
            }
        });
        read.take_name(&self.lexicon, span, code.zip(means))
    }

    /// The findings of what was read.
    pub(crate) fn judge(
        &self,
        text: &Text,
        reading: &Reading<'_>,
        date: Option<Date>,
        pins: &Pins,
    ) -> Findings {
        let sentences = &reading.sentences;
        let mut context = Context { pins: pins.clone(), ..self.context(sentences) };
        let home = self.home(sentences);
        let date_basis = self.settle_date(date, sentences, &mut context, home);
        let numbers: Vec<Vec<u32>> =
            sentences.iter().map(|read| numbers_told(&read.sentence)).collect();
        context.whole = self.linker.link_whole(&self.told(sentences, &numbers, home), &context);
        context.focus = context.whole;
        if context.whole.is_none() {
            context.heard = self.heard(sentences, &numbers, &context);
        }
        let mut findings = Findings { date: context.date, date_basis, ..Findings::default() };
        for read in sentences {
            self.read_sentence(text, read, home, &mut context, &mut findings);
        }
        // A text that claims nothing needs no date.
        if findings.findings.is_empty() && findings.unread.is_empty() && date.is_none() {
            (findings.date, findings.date_basis) = (None, DateBasis::Unknown);
        }
        if !findings.findings.is_empty() {
            let own = || self.speech(text, sentences);
            let speech = reading.speech.as_ref().map_or_else(|| Cow::Owned(own()), Cow::Borrowed);
            for finding in &mut findings.findings {
                finding.claim.said = speech.at(finding.span);
            }
        }
        if !self.only.is_empty() {
            findings.unread.clear();
            findings.only.clone_from(&self.only);
        }
        findings
    }

    fn speech(&self, text: &Text, sentences: &[Read<'_>]) -> Speech {
        let sentences: Vec<&Sentence<'_>> = sentences.iter().map(|read| &read.sentence).collect();
        Speech::of(self.record, text, &sentences)
    }

    fn sentences<'t>(&self, text: &'t Text) -> Vec<Read<'t>> {
        let mut all: Vec<Read<'t>> = Vec::new();
        // What was spoken of last.
        let mut spoken_of = Spoken::default();
        for range in text.sentences() {
            let words = Words::of(text.get(range.clone()));
            let tokens = self.lexicon.tokens_of(&words, range.start, text);
            let sentence = Sentence::new(text, tokens).after(&spoken_of);
            let cue = sentence.speaks_of_votes() && !sentence.heads_a_table();
            spoken_of.columns = sentence.columns(&spoken_of.columns);
            let frames = if cue || worth_reading(&sentence) {
                sentence.frames(&spoken_of)
            } else {
                Frames::default()
            };
            let Frames { frames, unread, citations, ends_untold } = frames;
            spoken_of = spoken_of.after(&sentence, &frames);
            spoken_of.just_now &= !ends_untold;
            all.push(Read {
                sentence,
                range,
                frames,
                unread,
                citations,
                cue,
                named: OnceCell::from(self.linker.named(&words)),
            });
        }
        all
    }

    /// What the whole document says: its topics and sponsors.
    fn context(&self, sentences: &[Read<'_>]) -> Context<'r> {
        let opens_elsewhere = |Read { sentence, .. }: &Read<'_>| {
            (0..sentence.len()).any(|place| {
                sentence.cue(place) == Some(Cue::OtherBody) && !sentence.names_a_court(place)
            })
        };
        let mut context = Context {
            other_body: sentences.first().is_some_and(opens_elsewhere),
            ..Context::default()
        };
        for read in sentences {
            let sentence = &read.sentence;
            let of_the_united_nations = |place: usize| {
                matches!(
                    sentence.cue(place),
                    Some(
                        Cue::Plenary
                            | Cue::SecurityCouncil
                            | Cue::HumanRightsCouncil
                            | Cue::Committee(1..)
                    )
                ) || matches!(sentence.kind(place), Some(Kind::Symbol(_)))
                    || names_a_resolution(sentence.word(place))
            };
            context.united_nations =
                context.united_nations || (0..sentence.len()).any(of_the_united_nations);
            let names = |frame: &Frame| !voters_named(frame).is_empty() || !frame.listed.is_empty();
            context.states = context.states
                || read.frames.iter().any(names)
                || (0..sentence.len()).any(|place| sentence.is_word(place, &STATES));
            // Names of those who voted are no topic: "Ukraine voted against".
            let names: Vec<Range<usize>> = read.frames.iter().flat_map(voters_named).collect();
            let part = read.part(0..read.sentence.len(), &names);
            for target in self.linker.targets_in(self.named(read), &part) {
                if !context.targets.contains(&target) {
                    context.targets.push(target);
                }
            }
        }
        context
    }

    /// The country of those who say "our": that of the first speaker whose country is named, else the one
    /// whose texts are spoken of first.
    fn home(&self, sentences: &[Read<'_>]) -> Option<MemberId> {
        let named = sentences.iter().find_map(|read| {
            let sentence = &read.sentence;
            let say = (0..sentence.len())
                .find(|place| matches!(sentence.verb(*place), Some((Verb::Say, _))))?;
            (say.saturating_sub(14)..say).find_map(|place| {
                let qualifies =
                    matches!(sentence.kind(place), Some(Kind::Member(MemberForm::Adjective)))
                        && sentence.qualifies_text(place).is_none();
                qualifies.then(|| self.member(sentence, place, None)).flatten()
            })
        });
        named.or_else(|| {
            sentences.iter().find_map(|read| {
                self.sponsors(&read.sentence, 0..read.sentence.len(), None).first().copied()
            })
        })
    }

    fn member(
        &self,
        sentence: &Sentence<'_>,
        place: usize,
        date: Option<Date>,
    ) -> Option<MemberId> {
        self.record.members().lookup(sentence.word(place), date).one()
    }

    fn read_sentence(
        &self,
        text: &Text,
        read: &Read<'_>,
        home: Option<MemberId>,
        context: &mut Context<'r>,
        findings: &mut Findings,
    ) {
        self.note_matter(read, context);
        let before = findings.findings.len();
        let mut unread = read.unread.clone();
        let mut lost = false;
        for frame in &read.frames {
            // "The EU opposed the war, and so did Japan": if that is about no vote, neither is this.
            let found = (!(frame.follows && lost))
                .then(|| self.find(text, read, frame, home, context))
                .flatten();
            lost = found.is_none() && matches!(frame.position, Some(Position::Yes | Position::No));
            match found {
                Some(finding) => findings.findings.push(finding),
                None => unread.push(frame.at.clone()),
            }
        }
        let understood = findings.findings.len() > before;
        if !understood {
            self.note_topic(read, home, context);
            context.focus = context.focus.or(context.heard_from(read.range.start));
        }
        self.add_citations(text, read, context, findings.findings.split_off(before), findings);
        // A glance back ends with its sentence.
        if let Some(before) = context.glanced_from.take() {
            context.compared = context.focus;
            context.focus = Some(before);
        }
        context.committee = committee_told(read);
        if !read.cue {
            return;
        }
        // Where nothing was understood the whole sentence is listed, else the clauses that were not.
        if !understood {
            findings.unread.push(text.span(read.range.clone()));
        } else {
            let spans = unread.into_iter().map(|at| text.span(read.sentence.range(at)));
            findings.unread.extend(spans);
        }
    }

    /// Adds what the sentence claims, citations among it, in the order of the text.
    fn add_citations(
        &self,
        text: &Text,
        read: &Read<'_>,
        context: &Context<'r>,
        mut claimed: Vec<Finding>,
        findings: &mut Findings,
    ) {
        let wanted =
            |finding: &Finding| self.only.is_empty() || self.only.contains(&finding.claim.kind);
        claimed.retain(wanted);
        let judge = Judge { record: self.record, linker: &self.linker, pins: &context.pins };
        for citation in &read.citations {
            if let Some((at, mut finding)) = judge.founding(citation, &read.sentence) {
                finding.span = text.span(read.sentence.range(at));
                self.tell_remedy(None, || None, context, &mut finding);
                // Beside another claim one that holds only describes the text.
                let describes = finding.verdict == Verdict::Supported && !claimed.is_empty();
                claimed.extend(Some(finding).filter(wanted).filter(|_| !describes));
            }
            let Some(mut finding) = judge.citation(citation, &read.sentence, context) else {
                continue;
            };
            finding.span = text.span(read.sentence.range(citation.at.clone()));
            let year = || citation.times.iter().find_map(|when| year_of(*when, context, None));
            self.tell_remedy(None, year, context, &mut finding);
            // Inside another claim a citation that holds only names the vote; a date is told for its own sake,
            // but not where the claim around it fails.
            let names_the_vote = finding.verdict == Verdict::Supported
                && claimed.iter().any(|other| {
                    let only_named = citation.times.is_empty() && citation.session.is_none();
                    (only_named || other.verdict != Verdict::Supported)
                        && other.span.overlaps(finding.span)
                });
            if !names_the_vote && wanted(&finding) {
                claimed.push(finding);
            }
        }
        claimed.sort_by_key(|finding| finding.span.start);
        findings.findings.extend(claimed);
    }

    /// Where the record cannot tell, what could.
    fn tell_remedy(
        &self,
        elsewhere: Option<Elsewhere>,
        year: impl Fn() -> Option<i16>,
        context: &Context<'r>,
        finding: &mut Finding,
    ) {
        if finding.verdict == Verdict::NotInRecord {
            let sought = Sought { elsewhere, year: year(), told_on: context.date };
            finding.remedy = Some(match finding.claim.kind {
                ClaimKind::Similarity => OF_TEXTS.to_owned(),
                _ => remedy(self.record, sought),
            });
        }
    }
}

/// Voters as no party, chamber or company has them.
const STATES: [&str; 5] = ["states", "countries", "nations", "governments", "capitals"];

/// So many sentences before it tell what a sentence is about that speaks of a vote by hints alone.
const BEFORE: usize = 3;

/// The sentences of a text, cut only where one is asked for, and given once.
struct Passages<'t> {
    text: &'t Text,
    sentences: OnceCell<Vec<Range<usize>>>,
    /// Those before were asked for.
    next: usize,
}

impl Passages<'_> {
    fn of(text: &Text) -> Passages<'_> {
        Passages { text, sentences: OnceCell::new(), next: 0 }
    }

    /// The sentence at a place with some before it; `None` if it was asked for before.
    fn to(&mut self, at: usize) -> Option<Range<usize>> {
        let sentences = self.sentences.get_or_init(|| self.text.sentences());
        let place = sentences.partition_point(|sentence| sentence.end <= at);
        let sentence = sentences.get(place).filter(|it| place >= self.next && it.start <= at)?;
        self.next = place + 1;
        let first = sentences.get(place.saturating_sub(BEFORE)).unwrap_or(sentence);
        Some(first.start..sentence.end)
    }
}

fn names_a_resolution(word: &str) -> bool {
    const RESOLUTION: &[u8] = b"resolution";
    word.as_bytes().windows(RESOLUTION.len()).any(|part| part.eq_ignore_ascii_case(RESOLUTION))
}

/// So many days a vote is what "now" and "this time" mean.
const NOW: i32 = 120;

/// Whether a sentence without a vote cue can still claim something: "is gaining more support".
fn worth_reading(sentence: &Sentence<'_>) -> bool {
    (0..sentence.len()).any(|place| {
        matches!(sentence.kind(place), Some(Kind::Symbol(_)))
            || matches!(
                sentence.cue(place),
                Some(
                    Cue::Support
                        | Cue::Text
                        | Cue::Organ
                        | Cue::Plenary
                        | Cue::More
                        | Cue::Fewer
                        | Cue::Unanimous
                        | Cue::Margin(_)
                        | Cue::Same
                        | Cue::Among
                        | Cue::Side(_)
                        | Cue::Verb(
                            Verb::Mirror | Verb::Join | Verb::Propose | Verb::Affect | Verb::Follow,
                            _
                        )
                )
            )
            || sentence.number(place).is_some()
            || sentence.tells_of_followers(place)
            || sentence.is_word(place, &["company"])
            || sentence.is_owned_vote(place)
            || sentence.names_a_sponsor(place)
            || sentence.counted_on(place)
    })
}
