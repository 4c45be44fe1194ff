//! The votes of a record with what linking needs to know of them, found by any clue.

use std::ops::Range;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use scrutineer_record::{
    Date, Lookup, MemberId, NicknameTarget, Proposal, Record, Series, Symbol, Tally, Vote,
};

use super::about::words_of_topic;
use super::by_count::ByCount;
use super::{Clues, Context, Numbers, weight};
use crate::phrases::{Phrases, Words};
use crate::titles::Titles;

/// Weighs the votes of a record.
#[derive(Debug)]
pub(crate) struct Linker<'r> {
    pub(super) record: &'r Record,
    pub(super) nicknames: Phrases,
    pub(super) targets: Vec<Vec<NicknameTarget>>,
    /// Which of the nicknames are names of members as well.
    pub(super) bare: Vec<bool>,
    /// Distinct titles as sets of words, with what each word tells.
    pub(super) titles: Titles,
    /// The votes on whole texts, with what linking needs to know of each.
    pub(super) votes: Vec<Known<'r>>,
    /// Which of these each vote of the record is.
    pub(super) places: Vec<Option<usize>>,
    /// Those of each day or, where the day is not known, of the month or the year.
    pub(super) by_day: HashMap<(i16, Option<i8>, Option<i8>), Vec<usize>>,
    /// The day of each, as [`day_of`] counts, with its place: in the order of the days.
    pub(super) days: Vec<(i32, usize)>,
    /// The first and the last year of them; none, the last before the first, if there are none.
    pub(super) years: (i16, i16),
    pub(super) by_count: ByCount,
    /// Those of a series, by its id.
    pub(super) by_series: HashMap<&'r str, Vec<usize>>,
    /// Those under each title, in the order of their days.
    pub(super) by_title: Vec<Vec<usize>>,
    /// Those on texts that a member led.
    pub(super) by_lead: HashMap<MemberId, Vec<usize>>,
    /// Those on texts of a number, whatever the session.
    pub(super) by_number: HashMap<u32, Vec<usize>>,
    /// Those on texts that set up an organ.
    pub(super) setting_up: Vec<usize>,
    /// The texts of which a draft is known, by the draft without its revisions.
    pub(super) drafted: HashMap<Symbol, Vec<Symbol>>,
    /// The votes on the parts of a resolution, "181 (II) A", of which there is none on the whole.
    pub(super) parts: HashMap<Symbol, Vec<usize>>,
    /// The words of titles in what is known of the text of each of the votes, once it was asked for.
    pub(super) described: Vec<OnceLock<Vec<usize>>>,
    /// The texts for which a nickname stands.
    pub(super) nicknamed: HashSet<Symbol>,
    /// The words of titles in what is known of each topic of the facts.
    pub(super) topics: Vec<Vec<usize>>,
    /// The numbers that resolutions carry.
    pub(crate) numbers: Numbers,
}

/// A vote with what linking needs to know of it, looked up once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'r> {
    pub(super) vote: Vote<'r>,
    pub(super) tally: Tally,
    /// Its day, as [`day_of`] counts.
    pub(super) day: i32,
    /// Place of its title.
    pub(super) title: usize,
    pub(super) series: Option<&'r Series>,
    /// The members that led the text, if known.
    pub(super) lead: &'r [MemberId],
    /// Whether the text set up an organ.
    pub(super) sets_up: bool,
}

impl<'r> Known<'r> {
    fn new(vote: Vote<'r>, title: usize) -> Known<'r> {
        let record = vote.record();
        let symbol = vote.facts().symbol.as_ref();
        let proposal = symbol.and_then(|symbol| record.proposal(symbol));
        let lead = proposal.and_then(|proposal| proposal.lead.as_ref());
        let lead = lead.map_or(&[][..], |lead| lead.value.as_slice());
        let (tally, day, series) = (vote.tally(), day_of(vote.date), vote.series());
        Known { vote, tally, day, title, series, lead, sets_up: false }
    }

    pub(super) fn is_target(&self, target: &NicknameTarget) -> bool {
        match target {
            NicknameTarget::Text(symbol) => self.vote.symbol.as_ref() == Some(symbol),
            NicknameTarget::Series(id) => self.series.is_some_and(|series| series.id == *id),
        }
    }
}

impl<'r> Linker<'r> {
    pub(crate) fn new(record: &'r Record) -> Linker<'r> {
        let mut phrases: Vec<String> = Vec::new();
        let mut targets: Vec<Vec<NicknameTarget>> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for nickname in &record.facts().nicknames {
            let place = *places.entry(nickname.words.as_str()).or_insert_with(|| {
                phrases.push(nickname.words.clone());
                targets.push(Vec::new());
                phrases.len() - 1
            });
            if let Some(targets) = targets.get_mut(place) {
                targets.push(nickname.target.clone());
            }
        }
        let bare = phrases.iter().map(|words| is_member(record, words)).collect();
        let nicknames = Phrases::new(phrases);
        let whole = || record.votes().filter(|vote| vote.motion.is_whole());
        let (titles, of_vote) =
            Titles::new(record.members(), whole().map(|vote| vote.facts().title.as_str()));
        let mut linker = Linker {
            record,
            nicknames,
            targets,
            bare,
            titles,
            votes: Vec::with_capacity(of_vote.len()),
            places: vec![None; record.votes().len()],
            by_day: HashMap::new(),
            days: Vec::new(),
            years: (1, 0),
            by_count: ByCount::default(),
            by_series: HashMap::new(),
            by_title: Vec::new(),
            by_lead: HashMap::new(),
            by_number: HashMap::new(),
            setting_up: Vec::new(),
            drafted: drafted(record),
            parts: HashMap::new(),
            described: Vec::new(),
            nicknamed: HashSet::new(),
            topics: Vec::new(),
            numbers: Numbers::new(record),
        };
        for (vote, title) in whole().zip(of_vote) {
            linker.add(Known::new(vote, title));
        }
        for votes in &mut linker.by_title {
            votes.sort_by_key(|place| linker.votes.get(*place).map(|known| known.day));
        }
        linker.days = linker.votes.iter().map(|known| known.day).zip(0..).collect();
        linker.days.sort_unstable();
        linker.described.resize_with(linker.votes.len(), OnceLock::new);
        let nicknamed = linker.targets.iter().flatten().flat_map(|target| linker.texts_for(target));
        linker.nicknamed = nicknamed.cloned().collect();
        let topics = record.facts().topics.iter();
        linker.topics = topics.map(|topic| linker.titles.known(&words_of_topic(topic))).collect();
        linker.by_count = ByCount::of(linker.votes.iter().map(|known| known.tally));
        for symbol in record.facts().organs.iter().flat_map(|organ| &organ.mandates) {
            for place in linker.on(symbol).collect::<Vec<_>>() {
                if let Some(known) = linker.votes.get_mut(place) {
                    known.sets_up = true;
                    linker.setting_up.push(place);
                }
            }
        }
        linker
    }

    fn add(&mut self, known: Known<'r>) {
        let place = self.votes.len();
        if let Some(of_vote) = self.places.get_mut(known.vote.place()) {
            *of_vote = Some(place);
        }
        let date = known.vote.date;
        let year = date.year();
        self.by_day.entry((year, date.month(), date.day())).or_default().push(place);
        let (first, last) = self.years;
        self.years = if first > last { (year, year) } else { (first.min(year), last.max(year)) };
        if let Some(series) = known.series {
            self.by_series.entry(&series.id).or_default().push(place);
        }
        if self.by_title.len() <= known.title {
            self.by_title.resize(known.title + 1, Vec::new());
        }
        if let Some(votes) = self.by_title.get_mut(known.title) {
            votes.push(place);
        }
        for lead in known.lead {
            self.by_lead.entry(*lead).or_default().push(place);
        }
        if let Some(symbol) = &known.vote.facts().symbol {
            if let Some(number) = symbol.number() {
                self.by_number.entry(number).or_default().push(place);
            }
            if let Some(resolution) = without_part(symbol, self.record) {
                self.parts.entry(resolution).or_default().push(place);
            }
        }
        self.votes.push(known);
    }

    /// The place of a vote among those on whole texts.
    pub(super) fn place_of(&self, vote: Vote<'r>) -> Option<usize> {
        self.places.get(vote.place()).copied().flatten()
    }

    /// Whether a vote has all the counts that are claimed of one, of which there are at least two.
    pub(crate) fn any_fits(&self, clues: &Clues) -> bool {
        self.by_count.any_fits(clues)
    }

    /// The places of the votes on a text.
    pub(super) fn on<'l>(&'l self, symbol: &'l Symbol) -> impl Iterator<Item = usize> + 'l {
        self.record.votes_on(symbol).filter_map(|vote| self.place_of(vote))
    }

    /// The places of the votes on texts for which a nickname stands.
    pub(super) fn of_target<'l>(
        &'l self,
        target: &'l NicknameTarget,
    ) -> impl Iterator<Item = usize> + 'l {
        self.texts_for(target).iter().flat_map(|symbol| self.on(symbol))
    }

    /// The texts for which a nickname stands.
    fn texts_for<'l>(&'l self, target: &'l NicknameTarget) -> &'l [Symbol] {
        match target {
            NicknameTarget::Text(symbol) => std::slice::from_ref(symbol),
            NicknameTarget::Series(id) => self.texts_of(self.record.series(id)),
        }
    }

    /// The places of the votes of which this is the text or the series.
    pub(super) fn known_by<'l>(
        &'l self,
        target: &'l NicknameTarget,
    ) -> impl Iterator<Item = usize> + 'l {
        let (text, series) = match target {
            NicknameTarget::Text(symbol) => (Some(symbol), None),
            NicknameTarget::Series(id) => (None, self.by_series.get(id.as_str())),
        };
        let of_text = text.into_iter().flat_map(|symbol| self.on(symbol));
        of_text.chain(series.into_iter().flatten().copied())
    }

    pub(super) fn texts_of<'s>(&self, series: Option<&'s Series>) -> &'s [Symbol] {
        series.map_or(&[], |series| series.texts.as_slice())
    }

    /// What the nicknames in a text stand for. The name of a country is one only where something is said on
    /// it: "Ukraine abstained" does not speak of a text on Ukraine.
    pub(crate) fn targets(&self, text: &str) -> Vec<NicknameTarget> {
        let fits = |place: usize, range: Range<usize>| self.is_nickname(text, place, &range);
        let found = self.nicknames.find(&Words::of(text), fits);
        self.targets_of(found.into_iter().map(|(_, place)| place))
    }

    pub(super) fn is_nickname(&self, text: &str, place: usize, range: &Range<usize>) -> bool {
        !self.bare.get(place).is_some_and(|bare| *bare) || is_subject(text, range)
    }

    /// What these nicknames stand for, each once.
    pub(super) fn targets_of(&self, nicknames: impl Iterator<Item = usize>) -> Vec<NicknameTarget> {
        let mut found: Vec<NicknameTarget> = Vec::new();
        for target in nicknames.filter_map(|place| self.targets.get(place)).flatten() {
            if !found.contains(target) {
                found.push(target.clone());
            }
        }
        found
    }

    pub(super) fn known(&self, vote: Vote<'r>) -> Option<&Known<'r>> {
        self.votes.get(self.place_of(vote)?)
    }

    /// Whether the target is the vote's text or its series.
    pub(crate) fn is_target(&self, target: &NicknameTarget, vote: Vote<'r>) -> bool {
        self.known(vote).is_some_and(|known| known.is_target(target))
    }

    /// Whether the vote's title is one of those under which the target's texts stand, all or most of it.
    pub(crate) fn has_title_of(&self, target: &NicknameTarget, vote: Vote<'r>) -> bool {
        let Some(known) = self.known(vote) else { return false };
        let titles = self.of_target(target).filter_map(|place| self.votes.get(place));
        titles
            .map(|text| self.titles.words(text.title))
            .any(|title| self.titles.overlap(title, known.title, false) >= weight::MOST_OF_TITLE)
    }

    /// Whether words tell a title of several words that none of the target's texts has: "assistance to Palestine
    /// refugees" is another text than that on the status of Palestine.
    pub(crate) fn tells_another_title(&self, target: &NicknameTarget, words: &[usize]) -> bool {
        let own = |title: usize| {
            let mut texts = self.of_target(target).filter_map(|place| self.votes.get(place));
            texts.any(|text| text.title == title)
        };
        let told = self.titles.overlaps(words, weight::MOST_OF_TITLE, false);
        told.iter().any(|(title, _)| self.titles.words(*title).len() > 1 && !own(*title))
    }

    /// How much of each of two votes' titles stands in the other's, 0 to 1.
    pub(crate) fn akin(&self, one: Vote<'r>, other: Vote<'r>) -> f64 {
        let (Some(one), Some(other)) = (self.known(one), self.known(other)) else { return 0.0 };
        let overlap = |one: &Known<'_>, other: &Known<'_>| {
            self.titles.overlap(self.titles.words(one.title), other.title, true)
        };
        overlap(one, other).min(overlap(other, one))
    }

    /// The titles of which enough stands in the words that tell what a text is about.
    pub(crate) fn topic(&self, matter: &[usize]) -> Vec<(usize, f64)> {
        self.titles.overlaps(matter, weight::LEAST_OF_TITLE, false)
    }

    /// Whether the vote's title is among those of which the text is said to speak.
    pub(crate) fn is_topic(&self, vote: Vote<'r>, context: &Context<'r>) -> bool {
        self.known(vote).is_some_and(|known| {
            context.topic.binary_search_by_key(&known.title, |(title, _)| *title).is_ok()
        })
    }

    /// How much of the vote's title stands in the words, 0 to 1.
    pub(crate) fn title_overlap(&self, clues: &Clues, vote: Vote<'r>) -> f64 {
        let words = self.title_words(clues);
        self.known(vote).map_or(0.0, |known| self.titles.overlap(words, known.title, true))
    }

    /// Whether the vote's title stands in the words in quotation marks.
    pub(crate) fn quotes_title_of(&self, clues: &Clues, vote: Vote<'r>) -> bool {
        let title = self.known(vote).map(|known| known.title);
        let of = |quoted| self.titles.of_words(&self.titles.known(quoted));
        title.is_some() && quotations(&clues.words).any(|quoted| of(quoted) == title)
    }

    /// How much of each title stands in the words that are asked about, where it is enough.
    pub(super) fn titles_told(&self, clues: &Clues, context: &Context<'r>) -> Vec<(usize, f64)> {
        let words = self.title_words(clues);
        // "Morocco" is a title, and a football team.
        let lone = context.united_nations;
        let mut titles = self.titles.overlaps(words, weight::LEAST_OF_TITLE, lone);
        for quoted in quotations(&clues.words) {
            let title = self.titles.of_words(&self.titles.known(quoted));
            let Some(title) = title else { continue };
            match titles.binary_search_by_key(&title, |(title, _)| *title) {
                Ok(place) => {
                    titles.iter_mut().skip(place).take(1).for_each(|it| it.1 = weight::QUOTED_TITLE)
                }
                Err(place) => titles.insert(place, (title, weight::QUOTED_TITLE)),
            }
        }
        titles
    }

    /// The words of titles among the words, looked up once.
    pub(super) fn title_words<'c>(&self, clues: &'c Clues) -> &'c [usize] {
        clues.of_titles.get_or_init(|| self.titles.known(&clues.words))
    }

    /// The votes on texts for which these targets stand.
    pub(crate) fn votes_on(&self, targets: &[NicknameTarget]) -> impl Iterator<Item = Vote<'r>> {
        let mut places: Vec<usize> =
            targets.iter().flat_map(|target| self.of_target(target)).collect();
        places.sort_unstable();
        places.dedup();
        let votes = places.into_iter().filter_map(|place| self.votes.get(place));
        votes
            .filter(|known| targets.iter().any(|target| known.is_target(target)))
            .map(|known| known.vote)
    }
}

/// A day as a number: those since the first of the year in which the United Nations were founded.
pub(super) fn day_of(date: Date) -> i32 {
    Date::ymd(1945, 1, 1).map_or(0, |first| first.days_until(date))
}

/// The resolution of which the text is a part, if there was no vote on the whole.
pub(super) fn without_part(symbol: &Symbol, record: &Record) -> Option<Symbol> {
    symbol.part()?;
    let resolution = symbol.without_part();
    record.vote_on(&resolution).is_none().then_some(resolution)
}

/// Whether the symbol is that of a draft of the text, up to revisions and addenda.
pub(crate) fn is_draft(cited: &Symbol, text: &Proposal) -> bool {
    let mut drafts = text.stages.iter().filter_map(|stage| stage.document.as_ref());
    drafts.any(|draft| {
        draft == cited
            || draft.parent().is_some_and(|parent| parent == *cited)
            || cited.parent().is_some_and(|parent| parent == *draft)
    })
}

/// Whether the words name a member.
fn is_member(record: &Record, words: &str) -> bool {
    !matches!(record.members().lookup(words, None), Lookup::Unknown)
}

/// Whether what stands here is what something is about: "on Ukraine", "the Ukraine text", "Ukraine:".
fn is_subject(text: &str, range: &Range<usize>) -> bool {
    const ON: [&str; 6] = ["on", "over", "about", "regarding", "concerning", "in"];
    const TEXTS: [&str; 8] =
        ["resolution", "resolutions", "text", "vote", "draft", "motion", "measure", "embargo"];
    let before = text.get(..range.start).unwrap_or_default();
    let mut before = before.split_whitespace().rev().filter(|word| *word != "the");
    let after = text.get(range.end..).unwrap_or_default();
    let next = after.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
    let is_on = before.next().is_some_and(|word| ON.iter().any(|on| word.eq_ignore_ascii_case(on)));
    is_on || after.starts_with(':') || next.is_some_and(|next| TEXTS.contains(&next))
}

/// The texts of each draft, also without its revisions and addenda.
fn drafted(record: &Record) -> HashMap<Symbol, Vec<Symbol>> {
    let mut drafted: HashMap<Symbol, Vec<Symbol>> = HashMap::new();
    for text in &record.facts().proposals {
        for draft in text.stages.iter().filter_map(|stage| stage.document.as_ref()) {
            for name in [Some(draft.clone()), draft.parent()].into_iter().flatten() {
                drafted.entry(name).or_default().push(text.symbol.clone());
            }
        }
    }
    drafted
}

/// What stands in quotation marks.
fn quotations(words: &str) -> impl Iterator<Item = &str> {
    let marks = |letter| matches!(letter, '"' | '“' | '”' | '«' | '»');
    // Most words have no such mark, and these two looks are quick.
    let may_quote = words.contains('"') || !words.is_ascii();
    let words = may_quote.then_some(words).into_iter();
    let parts = words.flat_map(move |words| words.split(marks).skip(1).step_by(2));
    parts.filter(|quoted| !quoted.trim().is_empty())
}
