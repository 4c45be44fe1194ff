use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// Two drafts on one matter, written for this test: the second takes over most of the first.
const DRAFT: &str = "The General Assembly,\n\n\
    Recalling its earlier resolutions on the safety of the networks on which hospitals depend,\n\n\
    1. Calls upon all Member States to tell the Secretary-General once a year how they protect the networks of \
    hospitals and waterworks against attacks;\n\n\
    2. Requests the Secretary-General to set up a group of experts from fifteen States, which shall meet three times \
    and report to the Assembly at its next session;\n\n\
    3. Decides to take the matter up again at its next session.\n";
const RIVAL: &str = "The General Assembly,\n\n\
    Noting with regret that attacks upon hospitals go on,\n\n\
    1. Requests the Secretary-General to establish a group of experts from twenty-five States, which shall meet four \
    times and report to the Assembly at its next session;\n\n\
    2. Invites all Member States to tell the Secretary-General every year how they protect the networks of hospitals, \
    schools and waterworks against attacks;\n\n\
    3. Pays tribute to the nurses.\n";

fn check(one: &str, other: &str, shares: [&str; 2]) -> Similarity {
    let found = similarity(one, other);
    let told = [&found.one, &found.other].map(|side| side.share.to_string());
    assert_eq!(told, shares, "{one:?} and {other:?}");
    found
}

#[test]
fn reworded_and_moved_passages_are_found_word_by_word() {
    let found = check(DRAFT, RIVAL, ["44 of 83", "44 of 71"]);
    let shown = |passage: &Passage| {
        let changed = passage.pieces.iter().filter(|piece| !piece.same);
        let words = |piece: &Piece| {
            [DRAFT.get(piece.one.clone()).unwrap(), RIVAL.get(piece.other.clone()).unwrap()]
        };
        changed.map(|piece| words(piece).join(" → ")).collect::<Vec<_>>()
    };
    let changes: Vec<_> = found.passages.iter().map(shown).collect();
    assert_eq!(
        changes,
        [
            vec!["once a → every", " → schools"],
            vec!["set up → establish", "fifteen → twenty-five", "three → four"],
        ]
    );
    // The second passage stands first in the other text.
    assert!(found.passages[0].other.start > found.passages[1].other.end);
    let only: Vec<_> =
        found.other.only.iter().map(|stretch| RIVAL.get(stretch.clone()).unwrap()).collect();
    assert_eq!(
        only,
        [
            "The General Assembly",
            "Noting with regret that attacks upon hospitals go on",
            "1",
            "2. Invites",
            "3. Pays tribute to the nurses",
        ]
    );
}

#[test]
fn what_is_short_or_said_over_and_over() {
    check("", "", ["0 of 0", "0 of 0"]);
    check("One text.", "", ["0 of 2", "0 of 0"]);
    check("Peace", "peace!", ["1 of 1", "1 of 1"]);
    check("peace now", "Peace now, not later", ["2 of 2", "2 of 4"]);
    // Seven words in common are a formula.
    let formula = "having considered the report of the committee";
    check(
        &format!("{formula} on outer space, decides"),
        &format!("x y {formula} z u v"),
        ["0 of 11", "0 of 12"],
    );
    // A text that says one thing a hundred times has it a hundred times, the other once.
    let line = "The committee met in private and adopted its report without a vote. ";
    let found = check(&line.repeat(100), line, ["12 of 1200", "12 of 12"]);
    assert_eq!(found.passages.len(), 1);
    let found = check(&line.repeat(1000), &line.repeat(1000), ["12000 of 12000", "12000 of 12000"]);
    assert!(found.passages.iter().all(Passage::is_identical));
}

/// Words of a small vocabulary, so that texts share some by chance.
fn texts() -> impl Strategy<Value = String> {
    let word = prop::sample::select(
        &["peace", "the", "of", "Assembly", "calls", "upon", "état,", "x.\n\n"][..],
    );
    vec(word, 0..80).prop_map(|words| words.join(" "))
}

/// Two texts, the second made from the first: parts taken out, parts of a third put in.
fn revised() -> impl Strategy<Value = (String, String)> {
    (vec(texts(), 1..6), vec((any::<prop::sample::Index>(), texts()), 0..4)).prop_map(
        |(parts, new)| {
            let mut other = parts.clone();
            for (place, text) in new {
                let place = place.index(other.len());
                other[place] = text;
            }
            (parts.join(" "), other.join(" "))
        },
    )
}

/// Everything that a result promises.
fn assert_sound(one: &str, other: &str, found: &Similarity) {
    let (a, b) = Words::of(one, other);
    for (text, words, side, at) in [
        (one, &a, &found.one, (|of: &Piece| of.one.clone()) as fn(&Piece) -> Range<usize>),
        (other, &b, &found.other, |of: &Piece| of.other.clone()),
    ] {
        assert_eq!(side.share.n as usize, words.len());
        let pieces: Vec<_> =
            found.passages.iter().flat_map(|passage| &passage.pieces).map(at).collect();
        let mut all: Vec<_> =
            pieces.iter().chain(&side.only).filter(|range| !range.is_empty()).collect();
        all.sort_by_key(|range| range.start);
        assert!(all.windows(2).all(|pair| pair[0].end <= pair[1].start), "{all:?} overlap");
        // Every word is in a passage or in none, and none is lost.
        let told: usize = all
            .iter()
            .map(|range| Words::of(text.get((*range).clone()).unwrap(), "").0.len())
            .sum();
        assert_eq!(told, words.len());
    }
    for piece in
        found.passages.iter().flat_map(|passage| &passage.pieces).filter(|piece| piece.same)
    {
        let (x, y) =
            Words::of(one.get(piece.one.clone()).unwrap(), other.get(piece.other.clone()).unwrap());
        assert_eq!(x.folded(), y.folded());
    }
    for passage in &found.passages {
        assert!(passage.alike as usize >= LEAST.min(a.len()).min(b.len()));
    }
}

proptest! {
    #[test]
    fn every_word_is_told_once(texts in prop_oneof![revised(), (texts(), texts())]) {
        let (one, other) = texts;
        let found = similarity(&one, &other);
        assert_sound(&one, &other, &found);
    }

    /// Spans lie between letters, whatever the letters.
    #[test]
    fn any_letters_will_do(one in ".{0,60}", between in ".{0,20}", other in ".{0,60}") {
        let (one, other) = (format!("{one}{between}"), format!("{between}{other}{one}"));
        let found = similarity(&one, &other);
        assert_sound(&one, &other, &found);
    }

    #[test]
    fn the_order_of_the_texts_changes_nothing((one, other) in revised()) {
        let (found, turned) = (similarity(&one, &other), similarity(&other, &one));
        prop_assert_eq!(&found.one, &turned.other);
        prop_assert_eq!(&found.other, &turned.one);
        let mut passages: Vec<_> = turned.passages.into_iter().map(Passage::turned).collect();
        passages.sort_by_key(|passage| passage.one.start);
        prop_assert_eq!(found.passages, passages);
    }

    #[test]
    fn a_text_stands_in_itself_and_not_in_one_of_other_words(text in texts()) {
        let found = similarity(&text, &text);
        prop_assert_eq!(found.one.share.count, found.one.share.n);
        prop_assert!(found.one.only.is_empty());
        let strange = similarity(&text, &"zebra yak wolf ".repeat(20));
        prop_assert!(strange.passages.is_empty());
        prop_assert_eq!((strange.one.share.count, strange.other.share.count), (0, 0));
    }
}
