//! Texts that come back session after session, found by their titles.
//!
//! The facts name a few dozen series; of the other texts that recur only the title tells. Votes of one body on
//! whole texts are of one series if their titles are the same, nearly so, or the same but for the heading of the
//! item before it, one a session. A session in which
//! several texts have one title tells nothing, and a title that mostly comes so is no series: a wrong join is
//! worse than a missing one.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt, HashSet};

use crate::{Body, Facts, Series, Session, Symbol, fold};

/// The title under which a body decided on a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TitledText<'t> {
    /// Who decided.
    pub body: Body,
    /// In which session.
    pub session: Session,
    /// The text.
    pub symbol: &'t Symbol,
    /// Its title.
    pub title: &'t str,
}

impl<'t> TitledText<'t> {
    /// The texts among the facts.
    pub fn of_facts(facts: &'t Facts) -> impl Iterator<Item = TitledText<'t>> {
        facts.proposals.iter().map(|text| TitledText {
            body: Body::GeneralAssembly,
            session: text.session,
            symbol: &text.symbol,
            title: &text.title,
        })
    }
}

/// So many sessions apart, an equal title is of another text.
const LONG_AGO: u8 = 10;
/// A title that changes does so from one session to one of the next.
const NEXT: u8 = 3;
/// So much of two titles together stands in both where one followed the other.
const CHANGED: f64 = 0.8;
/// So much where one stands between the years of the other: slips of the pen.
const MISWRITTEN: f64 = 0.95;

/// The series that titles tell, with those of the facts that they continue.
#[derive(Clone, Debug, Default)]
pub struct Recurring {
    series: Vec<Series>,
    /// Which of them a text belongs to.
    texts: HashMap<Symbol, usize>,
    ids: HashMap<String, usize>,
}

impl Recurring {
    /// What these titles tell, beside the series of the facts. Of a text that is given twice the first title
    /// counts.
    pub fn of<'t>(texts: impl Iterator<Item = TitledText<'t>>, facts: &Facts) -> Recurring {
        let mut titles = Titles::default();
        for text in texts {
            titles.add(text);
        }
        let mut found = Recurring::default();
        let listed = listed(facts);
        for texts in titles.runs() {
            found.enter(texts, facts, &listed);
        }
        found
    }

    fn enter(&mut self, texts: Run, facts: &Facts, listed: &HashMap<&Symbol, usize>) {
        let mut known: Vec<usize> =
            texts.values().filter_map(|text| listed.get(&text.symbol).copied()).collect();
        known.sort_unstable();
        known.dedup();
        let series = match known.as_slice() {
            [] if texts.len() > 1 => by_title(&texts),
            [one] => facts.series.get(*one).and_then(|series| continued(series, &texts)),
            // The facts tell several series of one title apart.
            _ => None,
        };
        let Some(series) = series else { return };
        if self.ids.contains_key(&series.id) {
            return;
        }
        let place = self.series.len();
        self.ids.insert(series.id.clone(), place);
        for symbol in &series.texts {
            self.texts.entry(symbol.clone()).or_insert(place);
        }
        self.series.push(series);
    }

    /// The series to which a text belongs.
    pub fn of_text(&self, symbol: &Symbol) -> Option<&Series> {
        self.at(self.place_of(symbol)?)
    }

    /// Its place among all of them.
    pub(crate) fn place_of(&self, symbol: &Symbol) -> Option<usize> {
        self.texts.get(symbol).copied()
    }

    pub(crate) fn at(&self, place: usize) -> Option<&Series> {
        self.series.get(place)
    }

    /// Every one of them.
    pub fn series(&self) -> impl Iterator<Item = &Series> {
        self.series.iter()
    }

    /// The series with this id.
    pub fn by_id(&self, id: &str) -> Option<&Series> {
        self.series.get(*self.ids.get(id)?)
    }
}

/// Which series of the facts each text stands in.
fn listed(facts: &Facts) -> HashMap<&Symbol, usize> {
    let mut listed = HashMap::new();
    for (place, series) in facts.series.iter().enumerate() {
        listed.extend(series.texts.iter().map(|symbol| (symbol, place)));
    }
    listed
}

/// A series of which only the titles tell.
fn by_title(texts: &Run) -> Option<Series> {
    let (first, last) = (texts.values().next()?, texts.values().next_back()?);
    let symbols: Vec<Symbol> = texts.values().map(|text| text.symbol.clone()).collect();
    Some(Series {
        id: format!("from-{}", first.symbol),
        name: last.title.clone(),
        by_title: symbols.clone(),
        texts: symbols,
        note: "Put together by title, one text a session; nobody has checked that it is the same text."
            .to_owned(),
    })
}

/// A series of the facts with the texts of the other sessions that have its title.
fn continued(series: &Series, run: &Run) -> Option<Series> {
    let session = |symbol: &Symbol| match symbol.session() {
        Some(Session::Regular(session)) => Some(session),
        _ => None,
    };
    let told: Vec<u8> = series.texts.iter().filter_map(session).collect();
    let added: Vec<Symbol> = run
        .iter()
        .filter(|(session, text)| !told.contains(session) && !series.texts.contains(&text.symbol))
        .map(|(_, text)| text.symbol.clone())
        .collect();
    let mut texts: Vec<Symbol> = series.texts.iter().chain(&added).cloned().collect();
    texts.sort_by_key(session);
    (!added.is_empty()).then(|| Series { texts, by_title: added, ..series.clone() })
}

/// A text, with its title as it is written.
#[derive(Clone, Debug)]
struct Text {
    symbol: Symbol,
    title: String,
}

/// Texts by session.
type Run = BTreeMap<u8, Text>;

/// A title with the sessions in which it stands.
#[derive(Debug)]
struct Titled {
    body: Body,
    /// Its words, sorted.
    words: Vec<u32>,
    /// What follows the colon, sorted.
    subtitle: Vec<u32>,
    /// Ordinals and other numbers, which set titles apart whatever else they share.
    numbers: Vec<u32>,
    texts: BTreeMap<u8, Vec<Text>>,
}

/// Every title once.
#[derive(Debug, Default)]
struct Titles {
    titled: Vec<Titled>,
    places: HashMap<(Body, Vec<u32>), usize>,
    seen: HashSet<Symbol>,
    words: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Titles {
    fn add(&mut self, text: TitledText<'_>) {
        let TitledText { body, session, symbol, title } = text;
        let Session::Regular(session) = session else { return };
        // In capitals alone it is the heading of a catalogue and no title.
        if !title.chars().any(char::is_lowercase) || !self.seen.insert(symbol.clone()) {
            return;
        }
        let words = self.words(title);
        let place = *self.places.entry((body, words.clone())).or_insert(self.titled.len());
        if place == self.titled.len() {
            let subtitle = title.split_once(':').map(|(_, subtitle)| self.words(subtitle));
            let numbers = words.iter().copied().filter(|word| self.is_number(*word)).collect();
            let subtitle = subtitle.unwrap_or_default();
            self.titled.push(Titled { body, words, subtitle, numbers, texts: BTreeMap::new() });
        }
        let Some(titled) = self.titled.get_mut(place) else { return };
        let text = Text { symbol: symbol.clone(), title: title.to_owned() };
        titled.texts.entry(session).or_default().push(text);
    }

    /// The words of a title that tell something, sorted. Years go: they are what changes.
    fn words(&mut self, title: &str) -> Vec<u32> {
        let folded = fold(title).replace("united nations", "un");
        let telling = folded.split(' ').filter(|word| !EMPTY.contains(word) && !is_year(word));
        let mut words: Vec<u32> = telling.map(|word| self.number_of(stem(word))).collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    fn number_of(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }

    fn word(&self, number: u32) -> &str {
        usize::try_from(number)
            .ok()
            .and_then(|place| self.words.get(place))
            .map_or("", String::as_str)
    }

    fn is_number(&self, word: u32) -> bool {
        let word = self.word(word);
        ORDINALS.contains(&word) || word.starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// The texts of each series.
    fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<(usize, Run)> = Vec::new();
        for (place, titled) in self.titled.iter().enumerate() {
            runs.extend(titled.runs().into_iter().map(|run| (place, run)));
        }
        let weights = Weights::of(self);
        let mut near = self.near(&runs, &weights);
        near.sort_by(|one, other| other.alike.total_cmp(&one.alike));
        let mut joined = Joined::new(runs.into_iter().map(|(_, run)| run).collect());
        for pair in near {
            joined.join(&pair);
        }
        joined.runs.into_iter().flatten().collect()
    }

    /// The pairs of runs whose titles are nearly the same. Two titles that have most of their weight in common
    /// share one of the rarest words of each, so that only those need be compared.
    fn near(&self, runs: &[(usize, Run)], weights: &Weights) -> Vec<Pair> {
        let mut by_word: HashMap<u32, Vec<usize>> = HashMap::new();
        for (place, (title, _)) in runs.iter().enumerate() {
            for word in self.titled.get(*title).map_or(Vec::new(), |it| weights.rarest(&it.words)) {
                by_word.entry(word).or_default().push(place);
            }
        }
        let mut pairs: Vec<(usize, usize)> = by_word
            .values()
            .filter(|places| places.len() <= MOST_OF_A_WORD)
            .flat_map(|places| {
                places
                    .iter()
                    .enumerate()
                    .flat_map(|(at, one)| places.iter().skip(at + 1).map(|two| (*one, *two)))
            })
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let pairs = pairs.into_iter().filter_map(|(one, two)| {
            let ((title, of_one), (other, of_two)) = (runs.get(one)?, runs.get(two)?);
            let apart = apart(of_one, of_two)?;
            let alike = self.alike(self.titled.get(*title)?, self.titled.get(*other)?, weights);
            let least = if apart.follows { CHANGED } else { MISWRITTEN };
            (title != other && apart.sessions <= NEXT && alike >= least).then_some(Pair {
                one,
                two,
                alike,
            })
        });
        pairs.collect()
    }

    /// How much of two titles together stands in both, 0 to 1; a slip of one letter is none.
    fn alike(&self, one: &Titled, two: &Titled, weights: &Weights) -> f64 {
        if one.body != two.body || one.numbers != two.numbers {
            return 0.0;
        }
        let whole = self.shared(&one.words, &two.words, weights);
        // The heading of the item is written before the title in some sessions.
        if one.subtitle == two.words || two.subtitle == one.words {
            return whole.max(MISWRITTEN);
        }
        if one.subtitle.is_empty() || two.subtitle.is_empty() {
            return whole;
        }
        // Two matters under one heading.
        whole.min(self.shared(&one.subtitle, &two.subtitle, weights) / CHANGED).min(whole)
    }

    fn shared(&self, one: &[u32], two: &[u32], weights: &Weights) -> f64 {
        let has = |words: &[u32], word: u32| words.binary_search(&word).is_ok();
        let near = |words: &[u32], word: u32| {
            words.iter().any(|other| one_slip(self.word(word), self.word(*other)))
        };
        let (mut both, mut all) = (0.0, 0.0);
        for word in one {
            let weight = weights.of_word(*word);
            all += weight;
            both += if has(two, *word) || near(two, *word) { weight } else { 0.0 };
        }
        let alone = two.iter().filter(|word| !has(one, **word) && !near(one, **word));
        all += alone.map(|word| weights.of_word(*word)).sum::<f64>();
        if all > 0.0 { both / all } else { 0.0 }
    }
}

/// A word of more titles than this finds no pairs.
const MOST_OF_A_WORD: usize = 400;

impl Titled {
    /// Its texts, one a session, cut where it was not heard of for long.
    fn runs(&self) -> Vec<Run> {
        let clear = self.texts.iter().filter_map(|(session, texts)| match texts.as_slice() {
            [one] => Some((*session, one.clone())),
            _ => None,
        });
        let clear: Vec<(u8, Text)> = clear.collect();
        // An item under which several texts are voted every session.
        if clear.len() * 2 < self.texts.len() {
            return Vec::new();
        }
        let mut runs: Vec<Run> = Vec::new();
        let mut last = None;
        for (session, text) in clear {
            let goes_on = last.is_some_and(|last| session - last <= LONG_AGO);
            match runs.last_mut().filter(|_| goes_on) {
                Some(run) => {
                    run.insert(session, text);
                }
                None => runs.push(Run::from([(session, text)])),
            }
            last = Some(session);
        }
        runs
    }
}

/// Two runs whose titles are nearly the same.
#[derive(Debug)]
struct Pair {
    one: usize,
    two: usize,
    alike: f64,
}

/// How two runs lie to each other in time.
struct Apart {
    /// Sessions between them at least.
    sessions: u8,
    /// Whether one ends before the other begins.
    follows: bool,
}

/// `None` if both have a text of one session.
fn apart(one: &Run, two: &Run) -> Option<Apart> {
    if one.keys().any(|session| two.contains_key(session)) {
        return None;
    }
    let near = |session: u8| {
        let before = two.range(..session).next_back().map(|(other, _)| session - other);
        let after = two.range(session..).next().map(|(other, _)| other - session);
        before.into_iter().chain(after).min()
    };
    let sessions = one.keys().filter_map(|session| near(*session)).min()?;
    let ends = |run: &Run| Some((*run.keys().next()?, *run.keys().next_back()?));
    let ((from, to), (other_from, other_to)) = (ends(one)?, ends(two)?);
    Some(Apart { sessions, follows: to < other_from || other_to < from })
}

/// Runs that grow together.
struct Joined {
    runs: Vec<Option<Run>>,
    /// Where each run went.
    went: Vec<usize>,
}

impl Joined {
    fn new(runs: Vec<Run>) -> Joined {
        Joined { went: (0..runs.len()).collect(), runs: runs.into_iter().map(Some).collect() }
    }

    fn place(&self, mut run: usize) -> usize {
        while let Some(next) = self.went.get(run).copied().filter(|next| *next != run) {
            run = next;
        }
        run
    }

    /// Makes one run of two, if they have no session in common as they have become.
    fn join(&mut self, pair: &Pair) {
        let (one, two) = (self.place(pair.one), self.place(pair.two));
        let run = |place: usize| self.runs.get(place).and_then(Option::as_ref);
        let (Some(of_one), Some(of_two)) = (run(one), run(two)) else { return };
        if one == two || apart(of_one, of_two).is_none() {
            return;
        }
        let moved = self.runs.get_mut(two).and_then(Option::take);
        if let (Some(Some(run)), Some(moved)) = (self.runs.get_mut(one), moved) {
            run.extend(moved);
        }
        if let Some(went) = self.went.get_mut(two) {
            *went = one;
        }
    }
}

/// How much each word tells: what stands in few titles tells much.
struct Weights(Vec<f64>);

impl Weights {
    #[expect(clippy::cast_precision_loss, reason = "some thousands of titles")]
    fn of(titles: &Titles) -> Weights {
        let mut frequency = vec![0_u32; titles.words.len()];
        for word in titles.titled.iter().flat_map(|titled| &titled.words) {
            let place = usize::try_from(*word).ok();
            if let Some(frequency) = place.and_then(|place| frequency.get_mut(place)) {
                *frequency += 1;
            }
        }
        let total = titles.titled.len() as f64;
        let tells = |frequency: u32| (1.0 + total / f64::from(frequency.max(1))).ln();
        Weights(frequency.into_iter().map(tells).collect())
    }

    fn of_word(&self, word: u32) -> f64 {
        usize::try_from(word).ok().and_then(|place| self.0.get(place)).copied().unwrap_or_default()
    }

    /// The words that tell most, with two fifths of what the title tells: more than may differ.
    fn rarest(&self, words: &[u32]) -> Vec<u32> {
        let mut words = words.to_vec();
        words.sort_by(|one, other| self.of_word(*other).total_cmp(&self.of_word(*one)));
        let enough = 0.4 * words.iter().map(|word| self.of_word(*word)).sum::<f64>();
        let mut told = 0.0;
        let taken = words.iter().take_while(|word| {
            let before = told;
            told += self.of_word(**word);
            before < enough
        });
        taken.copied().collect()
    }
}

/// Words that tell nothing of a title.
const EMPTY: [&str; 18] = [
    "the", "of", "in", "on", "and", "to", "a", "an", "for", "by", "from", "at", "with", "its",
    "as", "year", "years", "",
];

/// Words that set one text apart from the next of its kind.
const ORDINALS: [&str; 10] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "tenth", "twelfth",
];

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
}

/// A word without the sign of the plural.
fn stem(word: &str) -> &str {
    word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word)
}

/// Whether two longer words differ in one letter only, which is not the first: "fuelling" and "fueling". Among
/// short ones, and at the beginning, a letter makes another word, or another country.
fn one_slip(one: &str, two: &str) -> bool {
    let (one, two) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    if one.len() < 5
        || two.len() - one.len() > 1
        || one.as_bytes().first() != two.as_bytes().first()
    {
        return false;
    }
    let same = one.bytes().zip(two.bytes()).take_while(|(one, two)| one == two).count();
    let rest = |word: &str, from: usize| word.bytes().skip(from).collect::<Vec<u8>>();
    let skipped = usize::from(one.len() == two.len());
    rest(one, same + skipped) == rest(two, same + 1)
}

#[cfg(test)]
mod tests;
