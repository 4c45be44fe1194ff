//! Names, and how two spellings of one name are recognised as the same.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::Period;

/// What kind of name a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// The short name in use at the United Nations.
    Short,
    /// The name in the press.
    Press,
    /// The official name in full.
    Official,
    /// Any other name in use.
    Alias,
    /// The adjective: `Russian`.
    Adjective,
    /// The people: `Russians`.
    People,
    /// The capital, where it stands for the government: `Moscow`.
    Capital,
    /// A loose term with more than one reasonable reading: `Western partners`.
    Loose,
}

/// One name, of what it is the name, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<T> {
    /// What is named.
    pub of: T,
    /// The name as it is written.
    pub text: String,
    /// What kind of name it is.
    pub kind: NameKind,
    /// ISO 639-1 code of the language.
    pub language: String,
    /// When the name is valid.
    pub valid: Period,
}

/// Finds names whatever their case, accents, punctuation and article.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameIndex {
    /// Every name with its place in the list, sorted.
    names: Vec<(String, usize)>,
}

impl NameIndex {
    /// An index over the names of a list.
    pub(crate) fn new<'n>(names: impl Iterator<Item = &'n str>) -> NameIndex {
        let mut names: Vec<_> =
            names.enumerate().map(|(place, name)| (fold(name), place)).collect();
        names.sort_unstable();
        NameIndex { names }
    }

    /// The places in the list where `name` stands, first to last.
    pub(crate) fn find(&self, name: &str) -> impl Iterator<Item = usize> + '_ {
        let folded = fold(name);
        let first = self.names.partition_point(|(name, _)| *name < folded);
        let found = self.names.iter().skip(first).take_while(move |(name, _)| *name == folded);
        found.map(|(_, place)| *place)
    }
}

/// A name reduced to what matters: lower case, no accents, no punctuation, single spaces, no leading
/// article.
///
/// ```
/// use scrutineer_record::fold;
/// assert_eq!(fold("Côte d’Ivoire"), fold("COTE D'IVOIRE"));
/// assert_eq!(fold("the U.S.A."), "usa");
/// ```
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    if name.is_ascii() {
        // Most names: no accent to take off, and no need of the tables that know them.
        name.chars().for_each(|letter| add_folded(&mut folded, letter));
    } else {
        add_unaccented(&mut folded, name);
    }
    trim(&mut folded);
    folded
}

fn add_unaccented(folded: &mut String, name: &str) {
    let letters = name.nfkd().filter(|letter| !is_combining_mark(*letter));
    letters.for_each(|letter| add_folded(folded, letter));
}

fn add_folded(folded: &mut String, letter: char) {
    match letter {
        '\'' | '’' | '‘' | 'ʼ' | '`' | '.' => {}
        letter if letter.is_ascii_alphanumeric() => folded.push(letter.to_ascii_lowercase()),
        letter if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
        _ if folded.is_empty() || folded.ends_with(' ') => {}
        _ => folded.push(' '),
    }
}

/// Takes off the blank at the end and the article at the beginning.
fn trim(folded: &mut String) {
    if folded.ends_with(' ') {
        folded.pop();
    }
    if folded.starts_with("the ") {
        folded.drain(.."the ".len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_fold_together() {
        for (a, b) in [
            ("TÜRKİYE", "Turkiye"),
            ("Lao People's", "LAO PEOPLE’S"),
            ("the Gambia", "Gambia"),
            ("Guinea-Bissau", "guinea bissau"),
            ("U.S.", "US"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
        assert_ne!(fold("Niger"), fold("Nigeria"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(name in "[A-Za-zÀ-ž '’.-]{0,20}") {
            let once = fold(&name);
            // An article can hide behind an article; everything else is settled at once.
            prop_assume!(!once.starts_with("the "));
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn the_short_way_for_ascii_is_the_long_way(name in "(the |[ -~\\t]){0,30}") {
            let mut long = String::new();
            add_unaccented(&mut long, &name);
            trim(&mut long);
            prop_assert_eq!(fold(&name), long);
        }
    }
}
