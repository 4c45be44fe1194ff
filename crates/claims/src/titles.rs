//! How much of a title stands in running text.

mod names;
mod stems;

use std::cell::RefCell;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};
use scrutineer_record::{Members, fold};

use crate::letters::Letters;
use crate::phrases::{Phrases, Words};
use crate::press::IN_TITLES;
use names::{Names, as_word};
use stems::{LITTLE, each_word, is_empty, is_number, stem, whole_stem};

/// Distinct titles as sets of words, with how much each word tells.
#[derive(Debug, Default)]
pub(crate) struct Titles {
    titles: Vec<Title>,
    places: Places,
    /// Inverse document frequency of each word, and the titles in which it stands.
    words: Vec<Word>,
    names: Names,
    press: Press,
}

#[derive(Debug)]
struct Title {
    /// In the order in which they stand.
    words: Vec<usize>,
    /// By place, to look them up.
    sorted: Vec<usize>,
    /// A bit for each, see [`Known`].
    bits: u64,
    /// Whether it is known by any of its words, and not only by those that tell much.
    by_any: bool,
    /// What all its words tell together.
    tells: f64,
}

/// What of a title stands in a text.
#[derive(Clone, Copy, Default)]
struct Part {
    /// What its words tell together.
    tells: f64,
    /// How many they are.
    words: usize,
    /// Those that do not stand in texts of any kind.
    signs: usize,
}

impl Part {
    /// How much of the title it is, 0 to 1; nothing if it is too little for a sign of it.
    fn share_of(self, title: &Title, lone: bool) -> f64 {
        let all = self.words > 1 && self.words == title.words.len();
        let enough = self.signs > 1 || all || lone && self.tells >= MOST * title.tells;
        if title.tells == 0.0 || !enough { 0.0 } else { self.tells / title.tells }
    }

    /// Whether one of its words is one by which the title is known.
    fn is_known(self, title: &Title) -> bool {
        self.signs > 0 || title.by_any && self.words > 0
    }
}

/// A word of a text that is looked for in titles.
struct Asked<'t> {
    word: &'t Word,
    /// Its bit, see [`Known`].
    bit: u64,
    /// What it and all words after it tell, which tell less: no title can have more of them that has none of those
    /// before.
    rest: f64,
}

#[derive(Debug, Default)]
struct Word {
    tells: f64,
    /// In how many titles it stands.
    frequency: u32,
    /// Whether it stands in so many texts of any kind that by itself it is no sign of a title.
    common: bool,
    /// The titles that are known by it, among other words.
    titles: Vec<usize>,
    /// The titles in which it stands, those first that tell least.
    stands_in: Vec<Standing>,
}

impl Word {
    /// Those of the titles in which it stands that tell no more than this.
    fn in_titles_telling(&self, most: f64) -> &[Standing] {
        let end = self.stands_in.partition_point(|title| title.tells <= most);
        self.stands_in.get(..end).unwrap_or_default()
    }
}

/// A title in which a word stands, with what all its words tell: for most titles nothing else is asked.
#[derive(Clone, Copy, Debug)]
struct Standing {
    title: usize,
    tells: f64,
}

/// A word of titles that stands in a text.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// Where it stands.
    pub(crate) at: Range<usize>,
    /// Its place.
    pub(crate) word: usize,
    /// Whether it names a matter: no year does.
    pub(crate) matter: bool,
}

/// The words in their order, each once.
pub(crate) fn distinct(mut words: Vec<usize>) -> Vec<usize> {
    words.sort_unstable();
    words.dedup();
    words
}

/// What the press calls otherwise, with the words of titles for it.
#[derive(Debug, Default)]
struct Press {
    phrases: Phrases,
    words: Vec<Vec<usize>>,
}

/// A title tells at least so much, counted in words that stand in no other title: the one word of "Jerusalem"
/// is not worth as much as all words of a longer title.
const LEAST_TOLD: f64 = 1.25;

/// A single word that tells so much of a title stands for it: the place in "Status of Jerusalem".
const MOST: f64 = 0.5;

impl Titles {
    /// The titles, and for each that was given which of the distinct ones it is.
    pub(crate) fn new<'r>(
        members: &Members,
        titles: impl Iterator<Item = &'r str>,
    ) -> (Titles, Vec<usize>) {
        let mut index = Titles { names: Names::of(members), ..Titles::default() };
        let mut as_written: HashMap<&str, usize> = HashMap::new();
        let mut folded: HashMap<String, usize> = HashMap::new();
        let mut of_vote = Vec::new();
        for title in titles {
            let place = *as_written.entry(title).or_insert_with(|| {
                let title = fold(&index.names.named(title));
                folded.get(&title).copied().unwrap_or_else(|| {
                    let place = index.add(&title);
                    folded.insert(title, place);
                    place
                })
            });
            of_vote.push(place);
        }
        index.weigh();
        let of_code = |code: &Option<String>| index.place(as_word(code.as_ref()?).as_bytes());
        index.names.words = index.names.codes.iter().map(of_code).collect();
        index.press.phrases = Phrases::new(IN_TITLES.iter().map(|(press, _)| (*press).to_owned()));
        index.press.words = IN_TITLES.iter().map(|(_, titles)| index.known(titles)).collect();
        (index, of_vote)
    }

    fn add(&mut self, folded: &str) -> usize {
        let place = self.titles.len();
        let mut words = Vec::new();
        each_word(folded, |word, common| {
            let word = self.place_of(word, common);
            if !words.contains(&word) {
                words.push(word);
            }
        });
        let is_telling = |word: &&usize| self.words.get(**word).is_some_and(|word| !word.common);
        let telling: Vec<usize> = words.iter().filter(is_telling).copied().collect();
        // Of "International Year for Human Rights" only the year would be left: such a title is known by all
        // of its words.
        let by_any = telling.len() < 2;
        let known_by = if by_any { words.clone() } else { telling };
        for word in &words {
            if let Some(word) = self.words.get_mut(*word) {
                word.frequency += 1;
                word.stands_in.push(Standing { title: place, tells: 0.0 });
            }
        }
        for word in known_by {
            if let Some(word) = self.words.get_mut(word) {
                word.titles.push(place);
            }
        }
        let mut sorted = words.clone();
        sorted.sort_unstable();
        let bits = Known::of(&sorted).bits;
        self.titles.push(Title { words, sorted, bits, by_any, tells: 0.0 });
        place
    }

    fn place_of(&mut self, word: &str, common: bool) -> usize {
        if let Some(place) = self.places.of(word) {
            return place;
        }
        self.words.push(Word { common, ..Word::default() });
        self.places.add(word, self.words.len() - 1);
        self.words.len() - 1
    }

    /// A word that stands in few titles tells much.
    #[expect(clippy::cast_precision_loss, reason = "some thousands of titles")]
    fn weigh(&mut self) {
        let total = self.titles.len().max(1) as f64;
        for word in &mut self.words {
            let share = if word.common { LITTLE } else { 1.0 };
            word.tells = share * (1.0 + total / f64::from(word.frequency)).ln();
        }
        let least = LEAST_TOLD * (1.0 + total).ln();
        for place in 0..self.titles.len() {
            let tells = self.titles.get(place).map(|title| self.tell(&title.words));
            if let Some((title, tells)) = self.titles.get_mut(place).zip(tells) {
                title.tells = f64::max(tells, least);
            }
        }
        for title in self.words.iter_mut().flat_map(|word| &mut word.stands_in) {
            title.tells = self.titles.get(title.title).map_or(0.0, |title| title.tells);
        }
        for word in &mut self.words {
            word.stands_in.sort_by(|one, other| one.tells.total_cmp(&other.tells));
        }
    }

    fn tell(&self, words: &[usize]) -> f64 {
        words.iter().filter_map(|word| self.words.get(*word)).map(|word| word.tells).sum()
    }

    /// The known words of a text.
    pub(crate) fn known(&self, text: &str) -> Vec<usize> {
        distinct(self.found(&Words::of(text)).into_iter().map(|found| found.word).collect())
    }

    /// The known words of a text where they stand.
    pub(crate) fn found(&self, words: &Words<'_>) -> Vec<Found> {
        let text = words.text;
        let mut found: Vec<Found> = Vec::with_capacity(words.count() / 2);
        let mut end = 0;
        for (at, name) in self.names.find(words) {
            self.find_between(words, end..at.start, &mut found);
            end = at.end;
            let word = self.names.words.get(name).copied().flatten();
            found.extend(word.map(|word| Found { at, word, matter: true }));
        }
        self.find_between(words, end..text.len(), &mut found);
        for (at, place) in self.press.phrases.find(words, |_, _| true) {
            let words = self.press.words.get(place).into_iter().flatten();
            found.extend(words.map(|word| Found { at: at.clone(), word: *word, matter: true }));
        }
        found
    }

    /// The known words of a stretch in which no member is named. What folding leaves together is one word.
    fn find_between(&self, words: &Words<'_>, stretch: Range<usize>, found: &mut Vec<Found>) {
        let text = words.text;
        let mut letters = [0; LONGEST];
        let mut done = stretch.start;
        for word in words.within(&stretch).iter().map(|word| &word.range) {
            if word.start < done {
                continue;
            }
            let alone = !joins(text, word.start.checked_sub(1)) && !joins(text, Some(word.end));
            let bytes = text.as_bytes().get(word.clone()).unwrap_or_default();
            if alone && let Some(letters) = in_small_letters(bytes, &mut letters) {
                found.extend(self.found_as(letters, word));
                continue;
            }
            // From the first mark before it to the last of what is joined to it.
            let before = text.get(done..word.start).unwrap_or_default();
            let marks = before.char_indices().rev().take_while(|(_, mark)| is_joining(*mark));
            let start = marks.last().map_or(word.start, |(at, _)| done + at);
            let part = text.get(start..stretch.end).unwrap_or_default();
            let Some(joined) = folded_words(part).next() else { continue };
            let joined = start + joined.start..start + joined.end;
            done = joined.end;
            for word in fold(text.get(joined.clone()).unwrap_or_default()).split(' ') {
                found.extend(self.found_as(word.as_bytes(), &joined));
            }
        }
    }

    /// A folded word, if it stands in titles and tells something.
    fn found_as(&self, word: &[u8], at: &Range<usize>) -> Option<Found> {
        let place = self.place(word).filter(|_| !is_empty(word))?;
        let matter = !is_number(word) && !matches!(word, b"year" | b"years");
        Some(Found { at: at.clone(), word: place, matter })
    }

    /// The place of a folded word.
    fn place(&self, word: &[u8]) -> Option<usize> {
        if word.len() <= 2 {
            return None;
        }
        match whole_stem(word) {
            Some(letters) => self.places.short.get(&letters).copied(),
            None => self.places.of(stem(std::str::from_utf8(word).ok()?, &mut String::new())),
        }
    }

    /// The words of a title, as of a text.
    pub(crate) fn words(&self, title: usize) -> &[usize] {
        self.titles.get(title).map_or(&[], |title| &title.sorted)
    }

    /// The title that consists of just these words.
    pub(crate) fn of_words(&self, words: &[usize]) -> Option<usize> {
        let any = self.words.get(*words.first()?)?;
        any.stands_in.iter().map(|it| it.title).find(|title| self.words(*title) == words)
    }

    /// How much of a title stands in a text, 0 to 1, if at least two of its words do or, where a lone word is
    /// a sign, one that tells most of it.
    pub(crate) fn overlap(&self, known: &[usize], title: usize, lone: bool) -> f64 {
        self.overlap_of(&Known::of(known), title, lone)
    }

    fn overlap_of(&self, known: &Known<'_>, title: usize, lone: bool) -> f64 {
        let title = self.titles.get(title);
        title.map_or(0.0, |title| self.stands_in(title, known).share_of(title, lone))
    }

    /// What of a title stands among the words.
    fn stands_in(&self, title: &Title, known: &Known<'_>) -> Part {
        let mut part = Part::default();
        for word in title.words.iter().filter(|word| known.has(**word)) {
            let Some(word) = self.words.get(*word) else { continue };
            part.tells += word.tells;
            part.words += 1;
            part.signs += usize::from(!word.common);
        }
        part
    }

    /// The words of a text that tell something: each by its place, or by none if it stands in no title.
    pub(crate) fn telling(&self, text: &str) -> Vec<Option<usize>> {
        let mut words: Vec<Option<usize>> = Vec::new();
        each_word(&fold(&self.names.named(text)), |word, common| {
            if !common && !is_number(word.as_bytes()) {
                words.push(self.places.of(word));
            }
        });
        let mut told: Vec<Option<usize>> = Vec::with_capacity(words.len());
        for word in words {
            if word.is_none() || !told.contains(&word) {
                told.push(word);
            }
        }
        told
    }

    /// How much of what the words tell stands in a description, 0 to 1, as its known words.
    pub(crate) fn share_told(&self, words: &[Option<usize>], description: &[usize]) -> f64 {
        let told = |word: &&Option<usize>| {
            word.is_some_and(|word| description.binary_search(&word).is_ok())
        };
        let all: f64 = words.iter().map(|word| self.tells(*word)).sum();
        let told: f64 = words.iter().filter(told).map(|word| self.tells(*word)).sum();
        if all > 0.0 { told / all } else { 0.0 }
    }

    /// What a word tells; one that stands in no title tells as much as any.
    #[expect(clippy::cast_precision_loss, reason = "some thousands of titles")]
    fn tells(&self, word: Option<usize>) -> f64 {
        word.and_then(|word| self.words.get(word))
            .map_or_else(|| (1.0 + self.titles.len() as f64).ln(), |word| word.tells)
    }

    /// The titles in which nearly all stands that the words tell, this much or more.
    pub(crate) fn holding(&self, words: &[Option<usize>], least: f64) -> Vec<usize> {
        let known = words.iter().flatten().filter_map(|word| self.words.get(*word));
        let mut titles: Vec<usize> = known.flat_map(|word| &word.titles).copied().collect();
        titles.sort_unstable();
        titles.dedup();
        titles.retain(|title| self.share_told(words, self.words(*title)) >= least);
        titles
    }

    /// How much of each title stands in a text, for those of which it is this much or more, in their order.
    pub(crate) fn overlaps(&self, known: &[usize], least: f64, lone: bool) -> Vec<(usize, f64)> {
        // Many titles share a word with a text, few enough: what is told of each is added up first. A little less
        // is enough, since that is done in another order than in a single title.
        let nearly = least - 0.01;
        let words = self.asked(known);
        let known = Known::of(known);
        let mut overlaps: Vec<(usize, f64)> = TOLD.with_borrow_mut(|Told { of_title, touched }| {
            of_title.resize(self.titles.len().max(of_title.len()), 0.0);
            for Asked { word, rest, .. } in &words {
                // By this word and those after it a title that tells more has not enough.
                for title in word.in_titles_telling(rest / nearly) {
                    if let Some(told) = of_title.get_mut(title.title) {
                        if *told == 0.0 {
                            touched.push(*title);
                        }
                        *told += word.tells;
                    }
                }
            }
            let mut overlaps = Vec::new();
            'titles: for Standing { title: place, tells } in touched.drain(..) {
                let told = of_title.get_mut(place).map_or(0.0, std::mem::take);
                let wanted = nearly * tells;
                // With all the words by which it was not looked up; of these, with those that it may have.
                let from = words.iter().position(|word| word.rest < wanted).unwrap_or(words.len());
                let left_out = words.get(from..).unwrap_or_default();
                let mut most = told + left_out.first().map_or(0.0, |word| word.rest);
                if most < wanted {
                    continue;
                }
                let Some(title) = self.titles.get(place) else { continue };
                for asked in left_out.iter().filter(|asked| title.bits & asked.bit == 0) {
                    most -= asked.word.tells;
                    if most < wanted {
                        continue 'titles;
                    }
                }
                let part = self.stands_in(title, &known);
                let share = part.share_of(title, lone);
                if share >= least && part.is_known(title) {
                    overlaps.push((place, share));
                }
            }
            overlaps
        });
        overlaps.sort_unstable_by_key(|(title, _)| *title);
        overlaps
    }

    /// The words of a text, those first that tell most.
    fn asked(&self, known: &[usize]) -> Vec<Asked<'_>> {
        let asked = |place: &usize| {
            Some(Asked { word: self.words.get(*place)?, bit: Known::bit(*place), rest: 0.0 })
        };
        let mut words: Vec<Asked<'_>> = known.iter().filter_map(asked).collect();
        words.sort_unstable_by(|one, other| other.word.tells.total_cmp(&one.word.tells));
        let mut rest = 0.0;
        for asked in words.iter_mut().rev() {
            rest += asked.word.tells;
            asked.rest = rest;
        }
        words
    }
}

/// Where the words of a text stand that folding would leave together: an apostrophe and a full stop part no
/// letters.
fn folded_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    static LETTERS: Letters = Letters::with(JOINING, |letter| matches!(letter, '’' | '‘' | 'ʼ'));
    LETTERS.words(text)
}

/// Marks of ASCII that part no letters.
const JOINING: &[u8] = b"'`.";

fn is_joining(mark: char) -> bool {
    matches!(mark, '\'' | '`' | '.' | '’' | '‘' | 'ʼ')
}

/// Whether what stands at a place can belong to the word beside it.
fn joins(text: &str, at: Option<usize>) -> bool {
    let byte = at.and_then(|at| text.as_bytes().get(at));
    byte.is_some_and(|byte| JOINING.contains(byte) || !byte.is_ascii())
}

/// Most words are of letters of ASCII and no longer than this.
const LONGEST: usize = 24;

/// Such a word of letters and digits, folded into these letters.
fn in_small_letters<'l>(word: &[u8], letters: &'l mut [u8; LONGEST]) -> Option<&'l [u8]> {
    let small = letters.get_mut(..word.len()).filter(|_| word.is_ascii())?;
    for (small, letter) in small.iter_mut().zip(word) {
        *small = letter.to_ascii_lowercase();
    }
    Some(small)
}

/// The place of each stem.
#[derive(Debug, Default)]
struct Places {
    /// Those of eight letters at most, by their bytes in one number.
    short: HashMap<u64, usize>,
    long: HashMap<String, usize>,
}

impl Places {
    fn of(&self, stem: &str) -> Option<usize> {
        match in_one_number(stem.as_bytes()) {
            Some(letters) => self.short.get(&letters).copied(),
            None => self.long.get(stem).copied(),
        }
    }

    fn add(&mut self, stem: &str, place: usize) {
        match in_one_number(stem.as_bytes()) {
            Some(letters) => self.short.insert(letters, place),
            None => self.long.insert(stem.to_owned(), place),
        };
    }
}

/// Up to eight bytes, none of them zero, as a number.
fn in_one_number(bytes: &[u8]) -> Option<u64> {
    let mut eight = [0; 8];
    eight.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(u64::from_le_bytes(eight))
}

/// The words of a text, in order, asked for again and again.
struct Known<'k> {
    words: &'k [usize],
    /// A bit for each, which others can share: most words of titles are in no text.
    bits: u64,
}

impl Known<'_> {
    fn of(words: &[usize]) -> Known<'_> {
        let bits = words.iter().fold(0, |bits, word| bits | Known::bit(*word));
        Known { words, bits }
    }

    fn bit(word: usize) -> u64 {
        1 << (word % 64)
    }

    fn has(&self, word: usize) -> bool {
        self.bits & Known::bit(word) != 0 && self.words.binary_search(&word).is_ok()
    }
}

/// What is told of each title, nothing between two uses: thousands of titles are not worth clearing for the few that
/// share a word with a sentence. Those are kept beside it.
#[derive(Debug)]
struct Told {
    of_title: Vec<f64>,
    touched: Vec<Standing>,
}

thread_local! {
    static TOLD: RefCell<Told> =
        const { RefCell::new(Told { of_title: Vec::new(), touched: Vec::new() }) };
}

#[cfg(test)]
mod tests;
