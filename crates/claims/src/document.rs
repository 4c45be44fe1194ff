//! A document from end to end: sentences, frames, context, links, findings.

mod elsewhere;

pub use elsewhere::{Elsewhere, OtherBody};

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use scrutineer_record::symbol::Cited;
use scrutineer_record::{Date, MemberId, NicknameTarget, Position, Record, Symbol, Vote};

use crate::cues::{Cue, Form, Verb};
use crate::frame::{Citation, Count, Frame, Frames};
use crate::gate::may_speak_of_votes;
use crate::judge::{Case, Judge};
use crate::lexicon::{Kind, Lexicon, MemberForm};
use crate::link::{
    Clues, Context, Link, Linker, MOST_TOLD, Named, Told, count_fits, is_time_of, year_of,
};
use crate::motions;
use crate::phrases::Words;
use crate::reading::{Read, Reading};
use crate::remedy::{OF_TEXTS, Sought, remedy};
use crate::sentence::Sentence;
use crate::speech::Speech;
use crate::spoken::Spoken;
use crate::text::Text;
use crate::time::{Occasions, When};
use crate::{Agent, ClaimKind, DateBasis, Finding, Findings, Pins, Span, Verdict};

/// So many sentences are looked at for the date of a text that gives none.
const START: usize = 100;

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
        if !may_speak_of_votes(text.clean()) {
            let date_basis = if date.is_some() { DateBasis::Given } else { DateBasis::Unknown };
            return Findings { date, date_basis, only: self.only.clone(), ..Findings::default() };
        }
        let reading = Reading { sentences: self.sentences(&text), speech: None };
        self.judge(&text, &reading, date, pins)
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
        let sentence = Sentence::new(text, self.lexicon.tokens(text.clean(), range.clone()));
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
        context.whole = self.linker.link_whole(&self.told(sentences, home), &context);
        context.focus = context.whole;
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
            let tokens = self.lexicon.tokens_of(&words, range.start, text.clean());
            let sentence = Sentence::new(text, tokens).after(&spoken_of);
            let cue = sentence.speaks_of_votes() && !sentence.heads_a_table();
            spoken_of.columns = sentence.columns(&spoken_of.columns);
            let frames = if cue || worth_reading(&sentence) {
                sentence.frames(&spoken_of)
            } else {
                Frames::default()
            };
            let Frames { frames, unread, citations } = frames;
            spoken_of = spoken_of.after(&sentence, &frames);
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

    /// What a sentence names, looked up once.
    fn named<'s>(&self, read: &'s Read<'_>) -> &'s Named {
        read.named.get_or_init(|| self.linker.named(&Words::of(read.words())))
    }

    /// What the whole document says: its topics and sponsors.
    fn context(&self, sentences: &[Read<'_>]) -> Context<'r> {
        let mut context = Context::default();
        for read in sentences {
            let sentence = &read.sentence;
            context.united_nations |= (0..sentence.len()).any(|place| {
                matches!(
                    sentence.cue(place),
                    Some(Cue::Plenary | Cue::SecurityCouncil | Cue::HumanRightsCouncil)
                ) || matches!(sentence.kind(place), Some(Kind::Symbol(_)))
                    || names_a_resolution(sentence.word(place))
            });
            // Names of those who voted are no topic: "Ukraine voted against".
            let names: Vec<Range<usize>> = read.frames.iter().flat_map(named).collect();
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

    /// Whose text is spoken of: "the Russian resolution", "proposed by Russia", "our resolution".
    fn sponsors(
        &self,
        sentence: &Sentence<'_>,
        at: Range<usize>,
        home: Option<MemberId>,
    ) -> Vec<MemberId> {
        let date = None;
        let mut found = Vec::new();
        for place in at {
            let ours = sentence.cue(place) == Some(Cue::Our)
                && (place + 1..place + 4).any(|next| {
                    matches!(sentence.cue(next), Some(Cue::Text | Cue::Idea | Cue::Voters))
                });
            let proposed = matches!(sentence.verb(place), Some((Verb::Propose, Form::Past)))
                && sentence.cue(place + 1) == Some(Cue::By);
            let member = if ours {
                home
            } else if sentence.qualifies_text(place).is_some() {
                self.member(sentence, place, date)
            } else if proposed {
                let named = place + 2..place + 4;
                named
                    .filter(|place| sentence.is_name(*place))
                    .find_map(|place| self.member(sentence, place, date))
            } else {
                None
            };
            if let Some(member) = member
                && !found.contains(&member)
            {
                found.push(member);
            }
        }
        found
    }

    /// What a claim of a document says about the vote that it speaks of, looked up once.
    fn clues<'f>(&self, read: &Read<'_>, frame: &'f Frame, home: Option<MemberId>) -> &'f Clues {
        frame.found.get_or_init(|| Box::new(self.clues_in(read, frame, home)))
    }

    /// What a stretch of a sentence says about the vote that it speaks of.
    fn clues_in(&self, read: &Read<'_>, frame: &Frame, home: Option<MemberId>) -> Clues {
        if let Some(told) = &frame.clues {
            let counts = frame.counts.clone();
            return Clues { counts, beside: beside(read, frame), ..(**told).clone() };
        }
        let sentence = &read.sentence;
        let at = frame.scope.clone();
        let mut left_out = named(frame);
        left_out.extend(frame.asides.iter().cloned());
        let words = words_without(sentence, at.clone(), &left_out);
        let (named, part) = (self.named(read), read.part(at.clone(), &left_out));
        let mut clues = Clues {
            sponsors: self.sponsors(sentence, at.clone(), home),
            targets: self.linker.targets_in(named, &part),
            of_titles: OnceCell::from(self.linker.title_words_in(named, &part)),
            times: sentence.vote_times(at.clone(), &frame.asides),
            counts: frame.counts.clone(),
            organ: at.clone().any(|place| sentence.cue(place) == Some(Cue::Organ)),
            place: sentence.elsewhere(frame),
            ..Clues::default()
        };
        clues.times.extend(frame.when);
        if clues.times.is_empty() && frame.then.is_none() && !sentence.tells_the_present(&at) {
            // "In 2012 Panama joined them, and the tally was …": the time holds on.
            clues.times.extend(sentence.vote_times(0..at.start, &[]).pop());
        }
        if frame.kind == ClaimKind::Mandate {
            // When a working group meets does not tell when it was set up.
            clues.event_times = std::mem::take(&mut clues.times);
        }
        clues.beside = beside(read, frame);
        let here = sentence.symbols_spoken_of(at.clone());
        // "Resolution 1 was carried, and nobody abstained": the text holds on, if the clause names none.
        let names_a_text = !clues.sponsors.is_empty()
            || !clues.targets.is_empty()
            || at.clone().any(|place| sentence.cue(place) == Some(Cue::Text));
        let before = sentence.symbols_spoken_of(0..at.start).pop().filter(|_| !names_a_text);
        for cited in if here.is_empty() { Vec::from_iter(before) } else { here } {
            match cited {
                Cited::Symbol(symbol) => clues.symbols.push(symbol.clone()),
                Cited::Number { number, .. } => clues.numbers.push(*number),
                Cited::Draft { .. } => {}
            }
        }
        if frame.kind == ClaimKind::Date {
            // "the Jerusalem resolution" is one text; "the embargo resolution" one of each year.
            if let ([], [NicknameTarget::Text(text)]) = (&*clues.symbols, &*clues.targets) {
                clues.symbols.push(text.clone());
            }
            if !clues.symbols.is_empty() {
                // The day is the claim, and must not decide which text is meant.
                clues.event_times = std::mem::take(&mut clues.times);
            }
        }
        if frame.kind == ClaimKind::Sponsor {
            // "proposed by Russia": whose text it is, is the claim, and must not decide which text is meant.
            // "the US presented its own draft": the text is made known by who presented it.
            clues.sponsors = match &frame.agents {
                Some(agents) if frame.at == frame.scope => agents
                    .names
                    .iter()
                    .filter_map(|place| self.member(sentence, *place, None))
                    .collect(),
                _ if frame.ours => home.into_iter().collect(),
                _ => Vec::new(),
            };
        }
        clues.words = words;
        clues
    }

    /// The date of the document: given, read in it, or inferred from the votes that it speaks of.
    fn settle_date(
        &self,
        given: Option<Date>,
        sentences: &[Read<'_>],
        context: &mut Context<'r>,
        home: Option<MemberId>,
    ) -> DateBasis {
        if given.is_some() {
            context.date = given;
            context.published = given.filter(|date| date.day().is_some());
            return DateBasis::Given;
        }
        let told: Vec<When> = sentences.iter().flat_map(told_times).collect();
        // The day of a dateline is told of no vote, so that it is not among those.
        let dateline = sentences.first().and_then(|read| {
            let first = read.sentence.times(0..read.sentence.len().min(8));
            first.iter().map(|time| time.when).find(|when| matches!(when, When::Day { .. }))
        });
        let latest = told.iter().filter_map(told_year).max();
        if let Some(When::Day { year, month, day }) = dateline
            && let Some(year) = year.or(latest)
        {
            context.date = Date::ymd(year, month, day);
            context.published = context.date;
            return DateBasis::Read;
        }
        let read = latest.and_then(|year| last_day(&told, year));
        // A vote that fits numbers and days tells the date better than a year that is only mentioned. What a
        // long text is about, it says at its start; to weigh each claim against every other would be quadratic.
        let start = sentences.get(..START).unwrap_or(sentences);
        let fitting = self.fitting_vote(start, context, home).map(|vote| vote.date);
        let later = |date: &Date| read.is_none_or(|read| read.is_before(*date));
        match (fitting.filter(later), read) {
            (Some(date), _) => {
                context.date = Some(date);
                DateBasis::Inferred
            }
            (None, Some(date)) => {
                context.date = Some(date);
                DateBasis::Read
            }
            (None, None) => DateBasis::Unknown,
        }
    }

    /// The vote that fits the numbers, days and titles of the text best, all that one clause tells.
    fn fitting_vote(
        &self,
        sentences: &[Read<'_>],
        context: &Context<'r>,
        home: Option<MemberId>,
    ) -> Option<Vote<'r>> {
        let mut best: Option<(f64, Vote<'r>)> = None;
        let mut before = String::new();
        let compared = sentences.iter().filter_map(compared_year).max();
        for read in sentences {
            for frame in read.frames.iter().filter(|frame| tells_a_vote(frame)) {
                let own = self.clues(read, frame, home);
                if own.place.is_some() {
                    continue;
                }
                let words = format!("{}{before}", own.words);
                let clues = Clues { words, of_titles: OnceCell::new(), ..own.clone() };
                let Some(link) = self.linker.link(&clues, context) else { continue };
                let votes = [link.vote].into_iter().chain(link.alternatives.iter().copied());
                let fitting = votes.filter(|vote| {
                    tells_the_vote(&clues, *vote, context)
                        && compared.is_none_or(|year| year < vote.date.year())
                        && was_on_weekday(read, *vote)
                });
                let Some(vote) = self.borne_out(fitting.collect(), sentences) else { continue };
                if best.is_none_or(|(score, _)| link.score > score) {
                    best = Some((link.score, vote));
                }
            }
            // What a text speaks of it often names once.
            before = format!(" | {}", read.sentence.words(0..read.sentence.len()));
        }
        best.map(|(_, vote)| vote)
    }

    /// Of votes that could all be meant, the one of which most is true that the text says of members by name.
    /// This only dates a text that does not tell its date; what is then said of the vote is judged as ever.
    fn borne_out(&self, votes: Vec<Vote<'r>>, sentences: &[Read<'_>]) -> Option<Vote<'r>> {
        let holds = |vote: Vote<'r>| {
            let frames = sentences
                .iter()
                .flat_map(|read| read.frames.iter().map(move |frame| (&read.sentence, frame)));
            let named = frames.filter(|(_, frame)| !frame.negated).flat_map(|(sentence, frame)| {
                let names = frame.agents.iter().flat_map(|agents| &agents.names);
                names.filter_map(|place| {
                    let member = self.member(sentence, *place, Some(vote.date))?;
                    Some(vote.position_of(member) == Some(frame.position?))
                })
            });
            named.filter(|holds| *holds).count()
        };
        let mut by_truth: Vec<(usize, Vote<'r>)> =
            votes.into_iter().map(|vote| (holds(vote), vote)).collect();
        by_truth.sort_by_key(|(true_of_it, _)| std::cmp::Reverse(*true_of_it));
        match by_truth.as_slice() {
            [(most, _), (next, _), ..] if most == next => None,
            [(_, vote), ..] => Some(*vote),
            [] => None,
        }
    }

    /// What each claim tells of the vote that all of them may mean: not those that look back, nor those of
    /// other bodies.
    fn told<'s>(&self, sentences: &'s [Read<'_>], home: Option<MemberId>) -> Vec<Told<'s>> {
        let mut all = Vec::new();
        for (place, read) in sentences.iter().enumerate() {
            if all.len() >= MOST_TOLD {
                break;
            }
            let glances_back =
                (0..read.sentence.len()).any(|place| read.sentence.word(place) == "had");
            for frame in read.frames.iter().filter(|_| !glances_back) {
                let clues = self.clues(read, frame, home);
                let back = |when: &When| {
                    matches!(when, When::Year(_) | When::FromNow(..0) | When::FromThen(_))
                };
                if clues.times.iter().any(back) || clues.place.is_some() {
                    continue;
                }
                let named = self.said_of_members(&read.sentence, frame);
                all.push(Told { clues: Cow::Borrowed(clues), named, numbers: Vec::new() });
            }
            let tells = read.cue || counts_voters(&read.sentence);
            if tells && read.frames.is_empty() && !glances_back {
                all.extend(told_of_the_day(&read.sentence));
            }
            let mut numbers = numbers_told(&read.sentence);
            if !glances_back && !numbers.is_empty() {
                // "Sixty asked for it. Ten would not hear of it."
                numbers.extend(
                    sentences
                        .get(place + 1)
                        .map(|next| numbers_told(&next.sentence))
                        .unwrap_or_default(),
                );
                all.push(Told { numbers, ..Told::default() });
            }
        }
        all.truncate(MOST_TOLD);
        all
    }

    /// Members by name with the position that the frame says they took.
    fn said_of_members(&self, sentence: &Sentence<'_>, frame: &Frame) -> Vec<(MemberId, Position)> {
        let Some(position) = frame.position.filter(|_| !frame.negated && frame.from.is_none())
        else {
            return Vec::new();
        };
        // "Thirty abstained, among them Peru"
        let some = frame.with.iter().filter(|_| frame.kind == ClaimKind::Tally);
        let names = frame.agents.iter().chain(some).flat_map(|agents| &agents.names);
        let members = names.filter_map(|place| self.member(sentence, *place, None));
        members.map(|member| (member, position)).collect()
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
        for frame in &read.frames {
            match self.find(text, read, frame, home, context) {
                Some(finding) => findings.findings.push(finding),
                None => unread.push(frame.at.clone()),
            }
        }
        let understood = findings.findings.len() > before;
        if !understood {
            self.note_topic(read, home, context);
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

    /// What a sentence is about, in the words of titles, holds on until another says it: for its own clauses,
    /// of which often one alone names the matter, and for those after it.
    fn note_matter(&self, read: &Read<'_>, context: &mut Context<'r>) {
        let opens = context.topic.is_empty() && read.range.start < OPENING;
        if !read.cue && !opens {
            return;
        }
        let sentence = &read.sentence;
        let all = 0..sentence.len();
        // Members are the matter where something is said on them, not where they vote.
        let on = |place: usize| {
            matches!(sentence.cue(place), Some(Cue::Preposition | Cue::Of))
                || sentence.word(place) == "against"
        };
        let spoken_of = |place: usize| {
            let before = place - usize::from(place > 0);
            on(before) || sentence.cue(before) == Some(Cue::Article) && on(before.saturating_sub(1))
        };
        let names = all.clone().filter(|place| sentence.is_name(*place) && !spoken_of(*place));
        let names: Vec<Range<usize>> = names.map(|place| place..place + 1).collect();
        let matter = self.linker.matter_in(self.named(read), &read.part(all, &names));
        let topic = self.linker.topic(&matter);
        if !topic.is_empty() {
            context.topic = topic;
        }
    }

    /// A sentence that was not understood can still name the text of which those after it speak.
    fn note_topic(&self, read: &Read<'_>, home: Option<MemberId>, context: &mut Context<'r>) {
        let sentence = &read.sentence;
        let all = 0..sentence.len();
        let elsewhere = all.clone().any(|place| {
            matches!(
                sentence.cue(place),
                Some(Cue::SecurityCouncil | Cue::HumanRightsCouncil | Cue::OtherBody)
            )
        });
        // "Much has been written about resolution 62/19." Where a text is spoken of already, a symbol can be that
        // of another, which revokes it; and a list of symbols is about none of them.
        let cited = sentence.symbols_spoken_of(all.clone()).into_iter().filter_map(Cited::symbol);
        let mut symbols: Vec<Symbol> = cited.cloned().collect();
        if context.focus.is_some() || symbols.len() > 1 {
            symbols.clear();
        }
        // "Fifty years after Resolution 1514": only before there were several of a number.
        let of_all = sentence.symbols_spoken_of(all.clone());
        let mut numbers: Vec<u32> = of_all
            .into_iter()
            .filter_map(|cited| match cited {
                Cited::Number { number, .. } if *number > MOST_A_SESSION => Some(*number),
                _ => None,
            })
            .collect();
        if context.focus.is_some() || numbers.len() > 1 {
            numbers.clear();
        }
        if !read.cue && symbols.is_empty() && numbers.is_empty() || elsewhere {
            return;
        }
        let words = sentence.words(all.clone()).to_owned();
        let clues = Clues {
            symbols,
            numbers,
            sponsors: self.sponsors(sentence, all.clone(), home),
            targets: self.linker.targets(&words),
            times: sentence.vote_times(all, &[]),
            words,
            ..Clues::default()
        };
        let Some(link) = self.linker.link(&clues, context) else { return };
        let named = !clues.symbols.is_empty()
            || !clues.numbers.is_empty()
            || self.linker.title_overlap(&clues, link.vote) >= TOPIC
            || clues.targets.iter().any(|target| self.linker.is_target(target, link.vote));
        if named && link.by_own_words && self.linker.missing(&clues, &link, context).is_none() {
            if link.alternatives.is_empty() {
                context.focus = Some(link.vote);
                context.lost = false;
            } else if let Some(series) = link.vote.series() {
                context.targets.push(NicknameTarget::Series(series.id.clone()));
            }
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

    fn find(
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
            None => self.linker.link(clues, context),
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
        let on_motion = on_motion.or_else(|| self.motion_told(motion?, clues, context));
        let missing = match &link {
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
        let mut finding = match occasions.filter(|_| missing.is_none() && elsewhere.is_none()) {
            Some((then, now)) => {
                // When it was, the words tell of both together.
                let undated = Clues { times: Vec::new(), ..clues.clone() };
                let of = |vote| {
                    judge.judge(&Case { link: Some(&Link::to(vote)), clues: &undated, ..case })
                };
                of(then)?.and(of(now)?)
            }
            None => judge.judge(&case)?,
        };
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

    /// The vote that "now" and "this time" mean: that from which the text glanced back, or the last of the series
    /// spoken of, if it was taken shortly before the text was written.
    fn spoken_of_at_present(&self, context: &Context<'r>) -> Option<Vote<'r>> {
        let focus = context.focus;
        let last = || {
            let (series, date) = (focus?.series()?, context.date?);
            let past = |vote: &&Vote<'r>| (0..=NOW).contains(&vote.date.days_until(date));
            self.record.votes_of(series).iter().rfind(past).copied()
        };
        context.glanced_from.or_else(last).or(focus)
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
        let opinion = sentence.may_be_opinion(frame.at.clone());
        // "90 in favour, 20 against, 31 abstentions" is how the Assembly's votes are told.
        let of_states = !named(frame).is_empty()
            || frame.counts.len() > 2
            || frame
                .scope
                .clone()
                .any(|place| matches!(sentence.cue(place), Some(Cue::Text | Cue::Idea)));
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

fn names_a_resolution(word: &str) -> bool {
    const RESOLUTION: &[u8] = b"resolution";
    word.as_bytes().windows(RESOLUTION.len()).any(|part| part.eq_ignore_ascii_case(RESOLUTION))
}

/// The counts of other positions that the sentence claims of the same vote: "Ninety were in favour, twelve
/// opposed, and 52 abstained". A position that is counted twice tells of two votes.
fn beside(read: &Read<'_>, frame: &Frame) -> Vec<Count> {
    let sentence = &read.sentence;
    let times = sentence.vote_times(frame.scope.clone(), &[]);
    let others = || read.frames.iter().filter(|other| !std::ptr::eq(*other, frame));
    let of_same = others().filter(|other| {
        let then = sentence.vote_times(other.scope.clone(), &[]);
        other.comparison.is_none() && (then.is_empty() || then == times)
    });
    let counts: Vec<&Count> = of_same.flat_map(|other| &other.counts).collect();
    let once = |count: &&Count| {
        let same = counts.iter().filter(|other| other.position == count.position);
        same.count() == 1 && !frame.counts.iter().any(|own| own.position == count.position)
    };
    counts.iter().copied().filter(once).cloned().collect()
}

/// A sentence of which no claim was understood can still tell the day.
fn told_of_the_day(sentence: &Sentence<'_>) -> Option<Told<'static>> {
    let mut times = sentence.vote_times(0..sentence.len(), &[]);
    times.retain(|when| matches!(when, When::Day { .. } | When::Weekday(_) | When::DayFromNow(_)));
    let clues = Clues { times, ..Clues::default() };
    (!clues.times.is_empty()).then(|| Told { clues: Cow::Owned(clues), ..Told::default() })
}

/// "118 nations promised": a number of states.
fn counts_voters(sentence: &Sentence<'_>) -> bool {
    let counted = |place: usize| sentence.cue(place + 1) == Some(Cue::Voters);
    (0..sentence.len()).any(|place| sentence.number(place).is_some() && counted(place))
}

/// The numbers of a sentence that are no times.
fn numbers_told(sentence: &Sentence<'_>) -> Vec<u32> {
    let timeless = (0..sentence.len()).filter(|place| sentence.time_at(*place).is_none());
    timeless.filter_map(|place| sentence.number(place)).collect()
}

/// "decided to convene a conference in 2017": what lies after the text was written is not when a vote was taken.
fn without_times_to_come<'c>(clues: &'c Clues, context: &Context<'_>) -> Cow<'c, Clues> {
    let year = context.date.map(Date::year).filter(|_| clues.counts.len() > 1);
    let to_come = |when: &When| told_year(when).is_some_and(|told| Some(told) > year);
    if year.is_none() || !clues.times.iter().any(to_come) {
        return Cow::Borrowed(clues);
    }
    let mut clues = clues.clone();
    clues.times.retain(|when| !to_come(when));
    Cow::Owned(clues)
}

/// The committee of whose vote the sentence tells, if it tells of no other vote.
fn committee_told(read: &Read<'_>) -> Option<Elsewhere> {
    let sentence = &read.sentence;
    let all = 0..sentence.len();
    let plenary = all.clone().any(|place| sentence.cue(place) == Some(Cue::Plenary));
    let mut named = all.filter_map(|place| match sentence.cue(place)? {
        Cue::Committee(number) => Some(Elsewhere::Committee(number)),
        _ => None,
    });
    let there = |frame: &Frame| matches!(sentence.elsewhere(frame), Some(Elsewhere::Committee(_)));
    let told = read.cue && !plenary && read.frames.iter().all(there);
    named.next_back().filter(|_| told)
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

/// The tokens of a frame that name those who voted.
fn named(frame: &Frame) -> Vec<Range<usize>> {
    let agents = frame.agents.iter().chain(&frame.with);
    let names = agents.flat_map(|agents| {
        agents.names.iter().chain(&agents.except).chain(&agents.including).chain(&agents.apart)
    });
    names.map(|name| *name..*name + 1).collect()
}

/// The words of some tokens, without those of the ranges left out.
fn words_without(sentence: &Sentence<'_>, at: Range<usize>, left_out: &[Range<usize>]) -> String {
    let mut words = String::new();
    let mut start = at.start;
    for place in at.clone() {
        if left_out.iter().any(|range| range.contains(&place)) {
            words.push_str(sentence.words(start..place.max(start)));
            words.push_str(" | ");
            start = place + 1;
        }
    }
    words.push_str(sentence.words(start..at.end.max(start)));
    words
}

/// So far into a text it says what it is about, whether it speaks of votes there or not.
const OPENING: usize = 400;

/// The Assembly adopts no more resolutions in a session; until 1975 they were numbered through.
const MOST_A_SESSION: u32 = 400;

/// So many days a vote is what "now" and "this time" mean.
const NOW: i32 = 120;

/// So much of its title names a text in a sentence that claims nothing of it.
const TOPIC: f64 = 0.5;

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
    })
}

/// Whether the frame tells enough of a vote to date a document by.
fn tells_a_vote(frame: &Frame) -> bool {
    !frame.counts.is_empty() || matches!(frame.kind, ClaimKind::Outcome | ClaimKind::Position)
}

/// The times of a sentence that can tell when the text was written: not those with which it compares, nor
/// those to which it glances back or, as with "a year later", ahead.
fn told_times(read: &Read<'_>) -> Vec<When> {
    let sentence = &read.sentence;
    let glances_back = (0..sentence.len()).any(|place| sentence.word(place) == "had");
    if glances_back {
        return Vec::new();
    }
    let outright: Vec<When> =
        sentence.times(0..sentence.len()).into_iter().map(|time| time.when).collect();
    let mut times = sentence.vote_times(0..sentence.len(), &[]);
    times.retain(|when| outright.contains(when));
    times
}

fn told_year(when: &When) -> Option<i16> {
    match when {
        When::Day { year, .. } | When::Month { year, .. } => *year,
        When::Year(year) => Some(*year),
        _ => None,
    }
}

/// The last day that is told of a year, or else its end. A day without its year is the one of them that is
/// nearest to the day told before it.
fn last_day(told: &[When], year: i16) -> Option<Date> {
    let mut days: Vec<Date> = Vec::new();
    for when in told {
        let When::Day { year: told, month, day } = *when else { continue };
        let near = |date: &Date| days.last().map_or(0, |last| last.days_until(*date).abs());
        match told {
            Some(told) => days.extend(Date::ymd(told, month, day)),
            None => {
                let years = [year - 1, year, year + 1];
                let dates = years.iter().filter_map(|year| Date::ymd(*year, month, day));
                let nearest = dates.min_by_key(near);
                days.extend(nearest.filter(|_| !days.is_empty()));
            }
        }
    }
    let of_year = days.into_iter().filter(|date| date.year() >= year).max();
    of_year.or_else(|| Date::ymd(year, 12, 31))
}

/// The latest year with which the sentence compares: what it tells is later.
fn compared_year(read: &Read<'_>) -> Option<i16> {
    let all = 0..read.sentence.len();
    let told = read.sentence.vote_times(all.clone(), &[]);
    let times = read.sentence.times(all).into_iter().map(|time| time.when);
    times.filter(|when| !told.contains(when)).filter_map(|when| told_year(&when)).max()
}

/// Whether the vote was taken on the day of the week that the sentence tells, if it tells one.
fn was_on_weekday(read: &Read<'_>, vote: Vote<'_>) -> bool {
    let days = read.sentence.tokens.iter().filter_map(|token| match token.kind {
        Kind::Weekday(day) => Some(day),
        _ => None,
    });
    let days: Vec<i8> = days.collect();
    days.is_empty() || vote.date.day().is_none() || days.contains(&vote.date.weekday())
}

/// Whether a number or a day of the words is just that of the vote, and none is another.
fn tells_the_vote(clues: &Clues, vote: Vote<'_>, context: &Context<'_>) -> bool {
    let counts = clues.counts.iter().filter(|count| count.number.value >= 10);
    let days = clues.times.iter().filter(|when| matches!(when, When::Day { .. }));
    let fits: Vec<bool> = counts
        .map(|count| count_fits(count, vote))
        .chain(days.map(|when| is_time_of(*when, vote, context) == Some(true)))
        .collect();
    !fits.is_empty() && fits.iter().all(|fits| *fits)
}
