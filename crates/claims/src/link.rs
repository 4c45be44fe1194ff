//! Which vote is meant: the votes for which something can speak are weighed by what the words say about them.
//!
//! Link first, judge second. The tally that a statement claims weighs little, so that a false one is found
//! out and not matched to another vote; title, sponsor and date decide.

mod about;
mod numbers;

pub(crate) use about::About;
pub(crate) use numbers::Numbers;

use std::cell::OnceCell;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use scrutineer_record::{
    Date, Lookup, MemberId, NicknameTarget, Position, Proposal, Record, Series, Symbol, Tally, Vote,
};

use crate::Pins;
use crate::frame::Count;
use crate::phrases::Phrases;
use crate::time::When;
use crate::titles::Titles;

/// What the words around a claim say about the vote that they speak of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clues {
    /// Symbols cited.
    pub(crate) symbols: Vec<Symbol>,
    /// Numbers of resolutions cited without their session.
    pub(crate) numbers: Vec<u32>,
    /// Members whose text it is: "the Russian resolution".
    pub(crate) sponsors: Vec<MemberId>,
    /// Nicknames, as targets with how many words tell them.
    pub(crate) targets: Vec<NicknameTarget>,
    /// The words themselves, for the title.
    pub(crate) words: String,
    /// Those of them that stand in titles, once they were looked up.
    pub(crate) of_titles: OnceCell<Vec<usize>>,
    /// Times told.
    pub(crate) times: Vec<When>,
    /// Times told of something else than the vote.
    pub(crate) event_times: Vec<When>,
    /// Counts claimed.
    pub(crate) counts: Vec<Count>,
    /// Counts of other positions that the same sentence claims of the same vote.
    pub(crate) beside: Vec<Count>,
    /// An organ that the text is said to set up.
    pub(crate) organ: bool,
}

/// What the document says about all of its claims.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context<'r> {
    /// The day of the document.
    pub(crate) date: Option<Date>,
    /// Nicknames found anywhere in it.
    pub(crate) targets: Vec<NicknameTarget>,
    /// The vote spoken of last.
    pub(crate) focus: Option<Vote<'r>>,
    /// The vote spoken of most: the first that was linked by its own words.
    pub(crate) theme: Option<Vote<'r>>,
    /// The vote to which the text returns after a glance back.
    pub(crate) glanced_from: Option<Vote<'r>>,
    /// Whether the vote spoken of last is one that the record does not hold.
    pub(crate) lost: bool,
    /// What the reader settled.
    pub(crate) pins: Pins,
    /// Whether the document speaks of the United Nations at all.
    pub(crate) united_nations: bool,
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
}

impl<'r> Link<'r> {
    /// A link to a vote that is known otherwise than by its clues.
    pub(crate) fn to(vote: Vote<'r>) -> Link<'r> {
        Link { vote, alternatives: Vec::new(), score: 0.0, by_own_words: false }
    }
}

/// How much each clue weighs. Points, set by hand: a title, a date and a sponsor that agree outweigh any
/// tally that does not.
mod weight {
    pub(super) const SYMBOL: f64 = 20.0;
    pub(super) const NICKNAME: f64 = 3.0;
    pub(super) const TITLE: f64 = 4.0;
    pub(super) const OFF_TOPIC: f64 = -1.0;
    pub(super) const SPONSOR: f64 = 2.0;
    pub(super) const OTHER_SPONSOR: f64 = -3.0;
    pub(super) const DAY: f64 = 3.0;
    pub(super) const OTHER_DAY: f64 = -0.5;
    pub(super) const MONTH: f64 = 0.8;
    pub(super) const YEAR: f64 = 2.5;
    pub(super) const OTHER_YEAR: f64 = -2.5;
    pub(super) const COUNT: f64 = 0.7;
    pub(super) const OTHER_COUNT: f64 = -0.25;
    /// Two counts or more, and all fit.
    pub(super) const WHOLE_TALLY: f64 = 2.0;
    /// A whole tally and the day both fit: no coincidence.
    pub(super) const TALLY_OF_THE_DAY: f64 = 3.0;
    pub(super) const ORGAN: f64 = 1.0;
    pub(super) const FOCUS: f64 = 2.2;
    pub(super) const SAME_SERIES: f64 = 1.2;
    pub(super) const RIVAL: f64 = 1.5;
    pub(super) const DOCUMENT_TOPIC: f64 = 1.5;
    pub(super) const RECENT: f64 = 1.6;
    pub(super) const AFTER_DOCUMENT: f64 = -8.0;
    /// Of a vote of years ago a text tells the year, the symbol, or spoke before.
    pub(super) const LONG_AGO: f64 = -3.0;
    /// What must speak for a vote before it is linked at all.
    pub(super) const ENOUGH: f64 = 1.4;
    /// Two votes nearer than this are both possible.
    pub(super) const MARGIN: f64 = 0.35;
    /// So much of a title at least must stand in the words.
    pub(super) const LEAST_OF_TITLE: f64 = 0.3;
    /// So much of it makes it the same title in other words.
    pub(super) const MOST_OF_TITLE: f64 = 0.7;
}

/// Weighs the votes of a record.
#[derive(Debug)]
pub(crate) struct Linker<'r> {
    record: &'r Record,
    nicknames: Phrases,
    targets: Vec<Vec<NicknameTarget>>,
    /// Which of the nicknames are names of members as well.
    bare: Vec<bool>,
    /// Distinct titles as sets of words, with what each word tells.
    titles: Titles,
    /// The votes on whole texts, with what linking needs to know of each.
    votes: Vec<Known<'r>>,
    /// Which of these each vote of the record is.
    places: Vec<Option<usize>>,
    /// Those of each day of the month or, where the day is not known, of the month.
    by_day: HashMap<(Option<i8>, Option<i8>), Vec<usize>>,
    /// Those in which so many took a position.
    by_count: HashMap<Position, Vec<Vec<usize>>>,
    /// Those under each title.
    by_title: Vec<Vec<usize>>,
    /// Those on texts that a member led.
    by_lead: HashMap<MemberId, Vec<usize>>,
    /// Those on texts of a number, whatever the session.
    by_number: HashMap<u32, Vec<usize>>,
    /// Those on texts that set up an organ.
    setting_up: Vec<usize>,
    /// The texts of which a draft is known, by the draft without its revisions.
    drafted: HashMap<Symbol, Vec<Symbol>>,
    /// The votes on the parts of a resolution, "181 (II) A", of which there is none on the whole.
    parts: HashMap<Symbol, Vec<usize>>,
    /// The numbers that resolutions carry.
    pub(crate) numbers: Numbers,
}

/// A vote with what linking needs to know of it, looked up once.
#[derive(Clone, Copy, Debug)]
struct Known<'r> {
    vote: Vote<'r>,
    tally: Tally,
    /// Place of its title.
    title: usize,
    series: Option<&'r Series>,
    /// The members that led the text, if known.
    lead: &'r [MemberId],
    /// Whether the text set up an organ.
    sets_up: bool,
}

impl<'r> Known<'r> {
    fn new(vote: Vote<'r>, title: usize) -> Known<'r> {
        let record = vote.record();
        let symbol = vote.facts().symbol.as_ref();
        let proposal = symbol.and_then(|symbol| record.proposal(symbol));
        let lead = proposal.and_then(|proposal| proposal.lead.as_ref());
        let lead = lead.map_or(&[][..], |lead| lead.value.as_slice());
        Known { vote, tally: vote.tally(), title, series: vote.series(), lead, sets_up: false }
    }

    fn is_target(&self, target: &NicknameTarget) -> bool {
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
            by_count: HashMap::new(),
            by_title: Vec::new(),
            by_lead: HashMap::new(),
            by_number: HashMap::new(),
            setting_up: Vec::new(),
            drafted: drafted(record),
            parts: HashMap::new(),
            numbers: Numbers::new(record),
        };
        for (vote, title) in whole().zip(of_vote) {
            linker.add(Known::new(vote, title));
        }
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
        self.by_day.entry((date.month(), date.day())).or_default().push(place);
        for position in Position::ALL {
            let counts = self.by_count.entry(position).or_default();
            let count = usize::from(known.tally.of(position));
            if counts.len() <= count {
                counts.resize(count + 1, Vec::new());
            }
            if let Some(votes) = counts.get_mut(count) {
                votes.push(place);
            }
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
    fn place_of(&self, vote: Vote<'r>) -> Option<usize> {
        self.places.get(vote.place()).copied().flatten()
    }

    /// The places of the votes on a text.
    fn on<'l>(&'l self, symbol: &'l Symbol) -> impl Iterator<Item = usize> + 'l {
        self.record.votes_on(symbol).filter_map(|vote| self.place_of(vote))
    }

    /// The places of the votes on texts for which a nickname stands.
    fn of_target<'l>(&'l self, target: &'l NicknameTarget) -> impl Iterator<Item = usize> + 'l {
        let texts = match target {
            NicknameTarget::Text(symbol) => std::slice::from_ref(symbol),
            NicknameTarget::Series(id) => self.texts_of(self.record.series(id)),
        };
        texts.iter().flat_map(|symbol| self.on(symbol))
    }

    fn texts_of<'s>(&self, series: Option<&'s Series>) -> &'s [Symbol] {
        series.map_or(&[], |series| series.texts.as_slice())
    }

    /// What the nicknames in a text stand for. The name of a country is one only where something is said on
    /// it: "Ukraine abstained" does not speak of a text on Ukraine.
    pub(crate) fn targets(&self, text: &str) -> Vec<NicknameTarget> {
        let mut found: Vec<NicknameTarget> = Vec::new();
        let fits = |place: usize, range: Range<usize>| {
            !self.bare.get(place).is_some_and(|bare| *bare) || is_subject(text, &range)
        };
        for (_, place) in self.nicknames.find(text, fits) {
            for target in self.targets.get(place).into_iter().flatten() {
                if !found.contains(target) {
                    found.push(target.clone());
                }
            }
        }
        found
    }

    fn known(&self, vote: Vote<'r>) -> Option<&Known<'r>> {
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

    /// How much of the vote's title stands in the words, 0 to 1.
    pub(crate) fn title_overlap(&self, clues: &Clues, vote: Vote<'r>) -> f64 {
        let words = self.title_words(clues);
        self.known(vote).map_or(0.0, |known| self.titles.overlap(words, known.title, true))
    }

    /// The words of titles among the words, looked up once.
    fn title_words<'c>(&self, clues: &'c Clues) -> &'c [usize] {
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

    /// The vote that the clues mean, in the context of the document.
    pub(crate) fn link(&self, clues: &Clues, context: &Context<'r>) -> Option<Link<'r>> {
        let words = self.title_words(clues);
        // "Morocco" is a title, and a football team.
        let lone = context.united_nations;
        let titles = self.titles.overlaps(words, weight::LEAST_OF_TITLE, lone);
        let around = Around::new(context);
        let mut scored: Vec<(f64, Vote<'r>, bool)> = self
            .candidates(clues, &titles, context, &around)
            .into_iter()
            .filter_map(|known| {
                let vote = known.vote;
                let title = titles.binary_search_by_key(&known.title, |(title, _)| *title);
                let title = title.ok().and_then(|place| titles.get(place));
                let title = title.map_or(0.0, |(_, share)| *share);
                let own = self.own_score(clues, title, known, context);
                let shared = context_score(clues, known, context, &around, own);
                let (content, score) = (own.content + shared.content, own.total + shared.total);
                (content >= weight::ENOUGH && score > 0.0).then_some((
                    score,
                    vote,
                    own.content >= 1.0,
                ))
            })
            .collect();
        scored.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
        let (score, vote, by_own_words) = *scored.first()?;
        let alternatives = scored
            .iter()
            .skip(1)
            .take(3)
            .take_while(|(other, ..)| score - other < weight::MARGIN)
            .map(|(_, vote, _)| *vote)
            .collect();
        Some(Link { vote, alternatives, score, by_own_words })
    }

    /// The votes for which enough can speak at all, by what is found in the indices: the others are not
    /// weighed, and of a larger record no more are than these lead to. Nothing counts less here than it does
    /// there.
    fn candidates<'l>(
        &'l self,
        clues: &Clues,
        titles: &[(usize, f64)],
        context: &Context<'r>,
        around: &Around<'r>,
    ) -> Vec<&'l Known<'r>> {
        let mut at_most = AtMost::default();
        for (title, share) in titles {
            let votes = self.by_title.get(*title).into_iter().flatten();
            at_most.add(weight::TITLE * share, votes.copied());
        }
        self.hope_of_own(clues, &mut at_most);
        for (focus, series) in around.votes.iter().flatten() {
            at_most.add(weight::FOCUS, self.place_of(*focus));
            let texts = self.texts_of(*series).iter();
            at_most.add(weight::SAME_SERIES, texts.flat_map(|symbol| self.on(symbol)));
        }
        at_most.add(weight::RIVAL, around.rivals.iter().filter_map(|vote| self.place_of(*vote)));
        if speaks_of_nothing_yet(clues, context) {
            let targets = context.targets.iter();
            at_most.add(weight::DOCUMENT_TOPIC, targets.flat_map(|target| self.of_target(target)));
        }
        // A little less, since the points are added up in another order.
        let places = at_most.places(weight::ENOUGH - 0.01);
        places.into_iter().filter_map(|place| self.votes.get(place)).collect()
    }

    /// What the clause itself can say for each vote, but for the title.
    fn hope_of_own(&self, clues: &Clues, at_most: &mut AtMost) {
        for cited in &clues.symbols {
            let parent = cited.parent();
            for symbol in [Some(cited), parent.as_ref()].into_iter().flatten() {
                at_most.add(weight::SYMBOL, self.on(symbol));
                let parts = self.parts.get(symbol).into_iter().flatten();
                at_most.add(weight::SYMBOL, parts.copied());
                let drafted = self.drafted.get(symbol).into_iter().flatten();
                at_most.add(weight::SYMBOL, drafted.flat_map(|text| self.on(text)));
            }
        }
        let of_number = |number: &u32| self.by_number.get(number).into_iter().flatten();
        at_most.add(weight::SYMBOL, clues.numbers.iter().flat_map(of_number).copied());
        let targets = clues.targets.iter();
        at_most.add(weight::NICKNAME, targets.flat_map(|target| self.of_target(target)));
        let led = |sponsor: &MemberId| self.by_lead.get(sponsor).into_iter().flatten();
        at_most.add(weight::SPONSOR, clues.sponsors.iter().flat_map(led).copied());
        if clues.organ {
            at_most.add(weight::ORGAN, self.setting_up.iter().copied());
        }
        for when in &clues.times {
            if let When::Day { month, day, .. } = when {
                for day in [Some(*day), None] {
                    let votes = self.by_day.get(&(Some(*month), day)).into_iter().flatten();
                    at_most.add(weight::DAY, votes.copied());
                }
            }
        }
        // That all of them fit counts at most as much as the whole tally with the day.
        #[expect(clippy::cast_precision_loss, reason = "a few counts in a clause")]
        let points = weight::COUNT
            + weight::TALLY_OF_THE_DAY / (clues.counts.len() + clues.beside.len()) as f64;
        for count in clues.counts.iter().chain(&clues.beside) {
            let counts = self.by_count.get(&count.position).into_iter().flatten();
            let fitting = (0..).zip(counts).filter(|(value, _)| count.number.fits(*value));
            at_most.add(points, fitting.flat_map(|(_, votes)| votes).copied());
        }
    }

    /// Why the vote that fits best is not the one that is meant, if the words tell so: another year, or
    /// another day and another count. The vote that is meant is then not in the record.
    pub(crate) fn missing(
        &self,
        clues: &Clues,
        link: &Link<'r>,
        context: &Context<'r>,
    ) -> Option<String> {
        let vote = link.vote;
        let cited = vote.symbol.as_ref().is_some_and(|symbol| self.is_cited(clues, symbol));
        if cited {
            return None;
        }
        if let Some(symbol) = clues.symbols.first() {
            return Some(format!("the record holds no vote on {symbol}"));
        }
        if context.lost && !link.by_own_words {
            return Some("the vote that is spoken of is not in the record".to_owned());
        }
        let large = clues.counts.iter().filter(|count| count.number.value >= 10);
        let mut fitting = large.clone().map(|count| count_fits(count, vote));
        let counted = large.clone().next().is_some();
        let fits = fitting.any(|fits| fits);
        let years: Vec<i16> =
            clues.times.iter().filter_map(|when| year_of(*when, context, context.focus)).collect();
        let another_year = years.first().filter(|_| !years.contains(&vote.date.year()));
        if let Some(year) = another_year.filter(|_| !fits) {
            return Some(format!(
                "no vote in the record fits these words and {year}; the nearest is {} of {}",
                vote.label(),
                vote.date.in_words()
            ));
        }
        let other_day = clues.times.iter().any(|when| {
            matches!(when, When::Day { .. }) && is_time_of(*when, vote, context) == Some(false)
        });
        let old_news = context.date.is_none_or(|date| vote.date.days_until(date) > 30);
        let by_topic_alone = !link.by_own_words && context.focus.is_none();
        if counted && !fits && (other_day || by_topic_alone && old_news) {
            return Some(format!(
                "no vote in the record fits these words, that day and that count; the nearest is {} of {}, {}",
                vote.label(),
                vote.date.in_words(),
                vote.tally()
            ));
        }
        None
    }

    /// What the clause itself says for or against the vote.
    fn own_score(
        &self,
        clues: &Clues,
        title: f64,
        known: &Known<'r>,
        context: &Context<'r>,
    ) -> Score {
        let vote = known.vote;
        let mut score = Score::default();
        if let Some(symbol) = &vote.symbol {
            score.add_content(if self.is_cited(clues, symbol) { weight::SYMBOL } else { 0.0 });
        }
        if title >= weight::LEAST_OF_TITLE {
            score.add_content(weight::TITLE * title);
        }
        if clues.targets.iter().any(|target| known.is_target(target)) {
            score.add_content(weight::NICKNAME);
        } else if !clues.targets.is_empty() && title < weight::LEAST_OF_TITLE {
            score.total += weight::OFF_TOPIC;
        }
        weigh_sponsors(clues, known, &mut score);
        for when in &clues.times {
            weigh_time(*when, vote, context, &mut score);
        }
        let count_fits =
            |count: &Count| count.number.fits(u32::from(known.tally.of(count.position)));
        // A small number fits many votes and tells little.
        let tells = |count: &Count| if count.number.value >= 10 { 1.0 } else { 0.3 };
        for count in clues.counts.iter().chain(&clues.beside) {
            if count_fits(count) {
                score.add_content(weight::COUNT * tells(count));
            }
        }
        for count in clues.counts.iter().filter(|count| !count_fits(count)) {
            score.total += weight::OTHER_COUNT * tells(count);
        }
        let counts = || clues.counts.iter().chain(&clues.beside);
        let all_fit = counts().count() > 1 && counts().all(count_fits);
        let told_day = |fits: bool| {
            clues.times.iter().any(|when| {
                matches!(when, When::Day { .. }) && is_time_of(*when, vote, context) == Some(fits)
            })
        };
        let year = |when: &When| year_of(*when, context, context.focus);
        let mut years = clues.times.iter().filter_map(year).peekable();
        let another_year = years.peek().is_some() && !years.any(|year| year == vote.date.year());
        // Among thousands of votes many a tally occurs twice: told of another day, it is no sign.
        if all_fit && told_day(true) {
            score.add_content(weight::TALLY_OF_THE_DAY);
        } else if all_fit
            && !told_day(false)
            && !another_year
            && counts().any(|count| count.number.value >= 10)
        {
            score.add_content(weight::WHOLE_TALLY);
        }
        if clues.organ && known.sets_up {
            score.add_content(weight::ORGAN);
        }
        score
    }

    /// Whether the words cite this text: by its symbol, by its number alone, or by a draft of it.
    fn is_cited(&self, clues: &Clues, symbol: &Symbol) -> bool {
        let proposal = || self.record.proposal(symbol);
        clues.numbers.iter().any(|number| symbol.number() == Some(*number))
            || clues.symbols.iter().any(|cited| {
                cited == symbol
                    || cited.parent().as_ref() == Some(symbol)
                    || without_part(symbol, self.record).as_ref() == Some(cited)
                    || proposal().is_some_and(|text| is_draft(cited, text))
            })
    }
}

/// The resolution of which the text is a part, if there was no vote on the whole.
fn without_part(symbol: &Symbol, record: &Record) -> Option<Symbol> {
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

fn weigh_sponsors(clues: &Clues, known: &Known<'_>, score: &mut Score) {
    if clues.sponsors.is_empty() || known.lead.is_empty() {
        return;
    }
    if clues.sponsors.iter().any(|sponsor| known.lead.contains(sponsor)) {
        score.add_content(weight::SPONSOR);
    } else {
        score.total += weight::OTHER_SPONSOR;
    }
}

/// The votes that the document has spoken of, with their surroundings looked up once.
struct Around<'r> {
    /// The vote spoken of last, then that spoken of most.
    votes: [Option<(Vote<'r>, Option<&'r Series>)>; 2],
    /// Rivals of the vote spoken of last.
    rivals: Vec<Vote<'r>>,
}

impl<'r> Around<'r> {
    fn new(context: &Context<'r>) -> Around<'r> {
        let with_series = |vote: Vote<'r>| (vote, vote.series());
        Around {
            votes: [context.focus.map(with_series), context.theme.map(with_series)],
            rivals: context.focus.map(|focus| focus.rivals()).unwrap_or_default(),
        }
    }
}

/// How much can speak for each vote at most, for those for which anything can.
#[derive(Default)]
struct AtMost(Vec<(usize, f64)>);

impl AtMost {
    fn add(&mut self, points: f64, places: impl IntoIterator<Item = usize>) {
        self.0.extend(places.into_iter().map(|place| (place, points)));
    }

    /// The votes that can have so many points.
    fn places(mut self, least: f64) -> Vec<usize> {
        self.0.sort_unstable_by_key(|(place, _)| *place);
        let of_one = self.0.chunk_by(|(one, _), (other, _)| one == other);
        of_one
            .filter(|of_one| of_one.iter().map(|(_, points)| points).sum::<f64>() >= least)
            .filter_map(|of_one| of_one.first())
            .map(|(place, _)| *place)
            .collect()
    }
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

/// Words that tell nothing of their own speak of the vote before; only where there is none, of what the
/// document is about, and then of its latest vote.
fn speaks_of_nothing_yet(clues: &Clues, context: &Context<'_>) -> bool {
    clues.targets.is_empty() && clues.symbols.is_empty() && context.focus.is_none()
}

/// From so many days on a vote is long ago.
const LONG: i32 = 3 * 366;

/// What the rest of the document says for or against the vote.
fn context_score<'r>(
    clues: &Clues,
    known: &Known<'r>,
    context: &Context<'r>,
    around: &Around<'r>,
    own: Score,
) -> Score {
    let vote = known.vote;
    let mut score = Score::default();
    for (place, focus) in around.votes.iter().enumerate() {
        let Some((focus, series)) = focus else { continue };
        let share = if place == 0 { 1.0 } else { 0.5 };
        if *focus == vote {
            score.add_content(weight::FOCUS * share);
        } else if series.is_some() && *series == known.series {
            score.add_content(weight::SAME_SERIES * share);
        } else if place == 0 && around.rivals.contains(&vote) {
            score.add_content(weight::RIVAL);
        }
    }
    let alone = context.focus.is_none();
    if speaks_of_nothing_yet(clues, context)
        && context.targets.iter().any(|target| known.is_target(target))
    {
        score.add_content(weight::DOCUMENT_TOPIC);
    }
    if let Some(date) = context.date {
        let days = vote.date.days_until(date);
        // A year that is told and lies after the document's own outweighs that.
        let told = clues.times.iter().any(|when| {
            !matches!(when, When::Month { .. } | When::Weekday)
                && is_time_of(*when, vote, context) == Some(true)
                && year_of(*when, context, context.focus).is_some()
        });
        if days < -1 && !told {
            score.total += weight::AFTER_DOCUMENT;
        } else if days > LONG && !told && score.content == 0.0 && own.content < weight::SYMBOL {
            score.total += weight::LONG_AGO;
        } else if own.content > 0.0 || alone && score.content > 0.0 {
            score.total += weight::RECENT * (-f64::from(days.max(0)) / 120.0).exp();
        }
    }
    score
}

/// Points, and those of them that speak of the vote's content rather than of likelihood.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    total: f64,
    content: f64,
}

impl Score {
    fn add_content(&mut self, points: f64) {
        self.total += points;
        self.content += points;
    }
}

fn weigh_time(when: When, vote: Vote<'_>, context: &Context<'_>, score: &mut Score) {
    match when {
        When::Day { year, .. } => {
            // A day without its year is one of about the time of the document.
            let about_then = year.is_some()
                || context.date.is_none_or(|date| vote.date.days_until(date).abs() <= 366);
            if !about_then {
                score.total += weight::OTHER_DAY;
            } else if is_time_of(when, vote, context) == Some(true) {
                score.add_content(weight::DAY);
            } else if year.is_some_and(|year| year != vote.date.year()) {
                score.total += weight::OTHER_YEAR;
            } else {
                score.total += weight::OTHER_DAY;
            }
        }
        When::Month { year, .. } => {
            if is_time_of(when, vote, context) == Some(true) {
                score.total += weight::MONTH + year.map_or(0.0, |_| weight::YEAR);
            } else if year.is_some_and(|year| year != vote.date.year()) {
                score.total += weight::OTHER_YEAR;
            }
        }
        When::Year(_) | When::TextYear(_) | When::FromNow(_) | When::FromThen(_) => {
            match is_time_of(when, vote, context) {
                Some(true) => score.total += weight::YEAR,
                Some(false) => score.total += weight::OTHER_YEAR,
                None => {}
            }
        }
        When::Weekday => {}
    }
}

/// Whether the vote was taken at the time told; `None` if that cannot be known.
pub(crate) fn is_time_of(when: When, vote: Vote<'_>, context: &Context<'_>) -> Option<bool> {
    let date = vote.date;
    match when {
        When::Day { year, month, day } => Some(
            date.month() == Some(month)
                && date.day().is_none_or(|known| known == day)
                && year.is_none_or(|year| year == date.year()),
        ),
        When::Month { year, month } => {
            Some(date.month() == Some(month) && year.is_none_or(|year| year == date.year()))
        }
        When::Year(_) | When::TextYear(_) | When::FromNow(_) | When::FromThen(_) => {
            year_of(when, context, context.focus).map(|year| year == date.year())
        }
        When::Weekday => None,
    }
}

/// The year that is told, given the document's and that of the vote spoken of.
pub(crate) fn year_of(
    when: When,
    context: &Context<'_>,
    spoken_of: Option<Vote<'_>>,
) -> Option<i16> {
    match when {
        When::Year(year) | When::TextYear(year) => Some(year),
        When::Day { year, .. } | When::Month { year, .. } => year,
        When::FromNow(years) => context.date.map(|date| date.year() + years),
        When::FromThen(years) => spoken_of.map(|vote| vote.date.year() + years),
        When::Weekday => None,
    }
}

/// Whether the count of a position in the vote is as claimed.
pub(crate) fn count_fits(count: &Count, vote: Vote<'_>) -> bool {
    count.number.fits(u32::from(vote.tally().of(count.position)))
}
