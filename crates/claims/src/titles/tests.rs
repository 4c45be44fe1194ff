//! Titles found in texts: every fast way against a plain one.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

static TITLES: LazyLock<Titles> = LazyLock::new(|| {
    let book = scrutineer_book::built_in().unwrap();
    let titles = book.record.votes().map(|vote| vote.facts().title.as_str());
    Titles::new(book.record.members(), titles).0
});

proptest! {
    /// Those left out are not enough in the words, as each title looked at by itself tells.
    #[test]
    fn all_titles_are_found_of_which_enough_is_told(
        words in prop::collection::vec(0..TITLES.words.len(), 0..12),
        least in 0.1f64..1.0,
        lone: bool,
    ) {
        let words = distinct(words);
        let known = Known::of(&words);
        let overlaps = (0..TITLES.titles.len())
            .filter(|title| {
                let title = &TITLES.titles[*title];
                TITLES.stands_in(title, &known).is_known(title)
            })
            .map(|title| (title, TITLES.overlap(&words, title, lone)))
            .filter(|(_, overlap)| *overlap >= least);
        prop_assert_eq!(TITLES.overlaps(&words, least, lone), overlaps.collect::<Vec<_>>());
    }

    #[test]
    fn a_stem_is_the_same_as_a_number(word in "(state|our|col)?[a-z0-9]{0,12}(our|y|s|ies)?") {
        let mut rewritten = String::new();
        let stem = stem(&word, &mut rewritten);
        if let Some(number) = whole_stem(word.as_bytes()) {
            prop_assert_eq!(Some(number), in_one_number(stem.as_bytes()));
        }
    }

    #[test]
    fn a_plain_word_is_folded(word in "[A-Za-z0-9é]{0,26}") {
        let mut letters = [0; LONGEST];
        if let Some(small) = in_small_letters(word.as_bytes(), &mut letters) {
            prop_assert_eq!(String::from_utf8_lossy(small), fold(&word));
        }
    }

    /// What is joined by marks is one word, wherever the text is cut into words.
    #[test]
    fn words_are_found_as_folding_leaves_them(text in "(nuclear|Israel|U.S.|é|’|[ .'a-c-]|the ){0,12}") {
        let found = TITLES.found(&Words::of(&text)).into_iter();
        let mut found: Vec<_> = found.map(|found| (found.at.start, found.at.end, found.word)).collect();
        let mut folded = Vec::new();
        let names = TITLES.names.find(&Words::of(&text));
        let edges = names.iter().flat_map(|(at, _)| [at.start, at.end]);
        let edges: Vec<usize> = [0].into_iter().chain(edges).chain([text.len()]).collect();
        for stretch in edges.chunks(2) {
            for at in folded_words(text.get(stretch[0]..stretch[1]).unwrap()) {
                let at = stretch[0] + at.start..stretch[0] + at.end;
                for word in fold(text.get(at.clone()).unwrap()).split(' ') {
                    let found = TITLES.found_as(word.as_bytes(), &at);
                    folded.extend(found.map(|found| (at.start, at.end, found.word)));
                }
            }
        }
        let in_names = |at: usize| names.iter().any(|(name, _)| name.start == at);
        found.retain(|(at, _, _)| !in_names(*at));
        prop_assert_eq!(found, folded);
    }
}
