//! What the words beside a symbol are about: the text that is cited, or another.

use std::borrow::Cow;

use scrutineer_record::{Date, NicknameTarget, Symbol, Topic, Vote};

use super::{Clues, Linker};
use crate::titles::distinct;

/// What the words beside a symbol are about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum About<'r> {
    /// The text that is cited.
    This,
    /// Another text, on another matter.
    Other(Vote<'r>),
    /// That cannot be told, though another text may be nearer.
    Unknown(Option<Vote<'r>>),
}

/// What is known of what a text is about.
#[derive(Clone, Debug)]
pub(crate) struct Description<'t> {
    /// Its titles and the like.
    pub(crate) words: String,
    /// Its topics, with their places among those of the facts.
    pub(crate) topics: Vec<(usize, &'t Topic)>,
}

impl Description<'_> {
    fn in_full(&self) -> String {
        let topics = self.topics.iter().map(|(_, topic)| words_of_topic(topic));
        [self.words.clone()].into_iter().chain(topics).collect::<Vec<_>>().join(" ")
    }
}

/// The words by which a topic is known.
pub(super) fn words_of_topic(topic: &Topic) -> String {
    format!("{} {}", topic.name, topic.words.join(" "))
}

/// How much of what the words of a citation tell must stand in a title.
mod share {
    /// So much makes it the text that is meant.
    pub(super) const MOST: f64 = 0.6;
    /// So much makes it another's.
    pub(super) const ALL: f64 = 0.9;
    /// So much can stand in the title of a text on another matter.
    pub(super) const LITTLE: f64 = 0.4;
}

/// Whether two titles have a word in common that is not in everybody's mouth, so that their matters may be
/// one.
fn akin(a: &str, b: &str) -> bool {
    let known = stems(b);
    stems(a).iter().any(|stem| known.contains(stem))
}

/// Whether a name of the title, be it "Syrian" for "Syria", stands in the words.
pub(crate) fn names_in_common(title: &str, words: &str) -> bool {
    let names = title.split(' ').skip(1).filter(|word| word.starts_with(char::is_uppercase));
    akin(&names.collect::<Vec<_>>().join(" "), words)
}

/// The beginnings of the words that are not in everybody's mouth.
fn stems(text: &str) -> Vec<String> {
    const COMMON: [&str; 27] = [
        "inter", "natio", "state", "right", "human", "unite", "gener", "secur", "peace", "devel",
        "quest", "repor", "situa", "use", "peopl", "coope", "econo", "measu", "syste", "world",
        "right", "implem", "effec", "context", "field", "all", "repub",
    ];
    let folded = scrutineer_record::fold(text);
    let words = folded.split(' ').filter(|word| word.chars().count() > 3);
    let stems = words.map(|word| word.chars().take(5).collect::<String>());
    stems.filter(|stem| !COMMON.contains(&stem.as_str())).collect()
}

impl<'r> Linker<'r> {
    /// A part of a resolution of which the record holds parts only.
    pub(crate) fn part_of(&self, symbol: &Symbol) -> Option<&'r Symbol> {
        let place = self.parts.get(&symbol.without_part())?.first()?;
        self.votes.get(*place)?.vote.facts().symbol.as_ref()
    }

    /// Whether several words of the vote's title stand in a text.
    pub(crate) fn has_title_words(&self, clues: &Clues, vote: Vote<'r>) -> bool {
        let words = self.title_words(clues);
        self.known(vote).is_some_and(|known| {
            self.titles.overlap(words, known.title, false) >= super::weight::LEAST_OF_TITLE
        })
    }

    /// Whether the words of a citation are for the text with this symbol and vote, going by all that is known of
    /// it: its `description`.
    pub(crate) fn is_about<'t>(
        &self,
        words: &str,
        (symbol, vote): (&Symbol, Option<Vote<'r>>),
        description: impl Fn() -> Description<'t>,
        date: Option<Date>,
    ) -> About<'r> {
        let telling = self.titles.telling(words);
        let known: Vec<_> = telling.iter().copied().filter(Option::is_some).collect();
        let kept = vote.and_then(|vote| self.described.get(self.place_of(vote)?));
        let described = match kept {
            Some(kept) => {
                Cow::Borrowed(kept.get_or_init(|| self.words_of(&description())).as_slice())
            }
            None => Cow::Owned(self.words_of(&description())),
        };
        let told = self.titles.share_told(&known, &described);
        // Mostly the title tells it, and the nicknames need not be looked for.
        if told >= share::MOST {
            return About::This;
        }
        let targets = self.targets(words);
        if targets.iter().any(|target| self.target_holds(target, symbol)) {
            return About::This;
        }
        // Of two texts of which the facts know how they are spoken of, one has the other's name.
        let named = self.nicknamed.contains(symbol);
        let mut others: Vec<Vote<'r>> = self.votes_on(&targets).filter(|_| named).collect();
        if known.len() > 1 {
            // The first of those equally near counts.
            others.extend(self.votes_of_titles_holding(&telling));
        }
        let day = |vote: &Vote<'r>| date.map(|date| vote.date.days_until(date).abs());
        match others.into_iter().min_by_key(day) {
            Some(other)
                if told <= share::LITTLE
                    && !akin(&other.facts().title, &description().in_full()) =>
            {
                About::Other(other)
            }
            other => About::Unknown(other),
        }
    }

    /// The votes in whose titles nearly all stands that the words tell, in the order of the record.
    pub(crate) fn votes_holding(&self, words: &str) -> Vec<Vote<'r>> {
        self.votes_of_titles_holding(&self.titles.telling(words))
    }

    fn votes_of_titles_holding(&self, telling: &[Option<usize>]) -> Vec<Vote<'r>> {
        let titles = self.titles.holding(telling, share::ALL);
        let of_titles = titles.iter().filter_map(|title| self.by_title.get(*title)).flatten();
        let mut places: Vec<usize> = of_titles.copied().collect();
        places.sort_unstable();
        places.iter().filter_map(|place| self.votes.get(*place)).map(|known| known.vote).collect()
    }

    /// The words of titles in what is known of a text.
    fn words_of(&self, description: &Description<'_>) -> Vec<usize> {
        let mut words = self.titles.known(&description.words);
        let topics = description.topics.iter();
        words.extend(topics.filter_map(|(topic, _)| self.topics.get(*topic)).flatten());
        distinct(words)
    }

    fn target_holds(&self, target: &NicknameTarget, symbol: &Symbol) -> bool {
        match target {
            NicknameTarget::Text(text) => text == symbol,
            NicknameTarget::Series(id) => self.texts_of(self.record.series(id)).contains(symbol),
        }
    }
}
