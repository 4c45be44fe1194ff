use std::sync::LazyLock;

use proptest::prelude::*;
use scrutineer_book::Book;

use super::*;
use crate::lexicon::Lexicon;

fn speech(text: &str) -> Speech {
    static BOOK: LazyLock<Book> = LazyLock::new(|| scrutineer_book::built_in().unwrap());
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&BOOK.record));
    let text = Text::new(text.as_bytes());
    let sentences: Vec<Sentence<'_>> = text
        .sentences()
        .into_iter()
        .map(|range| Sentence::new(&text, LEXICON.tokens(&text, range)))
        .collect();
    Speech::of(&BOOK.record, &text, &sentences.iter().collect::<Vec<_>>())
}

/// Who says the words of `text` that end with `words`: "direct Jane Doe, Kenya's envoy, KEN, in AFP".
fn said(text: &str, words: &str) -> Vec<String> {
    let start = text.find(words).unwrap();
    let chain = speech(text).at(Span { start, end: start + words.len() });
    let told = |said: Attribution| {
        let mut told = format!("{} {}", said.manner.code(), said.speaker.as_deref().unwrap_or("?"));
        for part in [said.role, said.member, said.outlet.map(|outlet| format!("in {outlet}"))] {
            part.iter().for_each(|part| told.push_str(&format!(", {part}")));
        }
        told
    };
    chain.into_iter().map(told).collect()
}

#[track_caller]
fn check(text: &str, words: &str, want: &[&str]) {
    assert_eq!(said(text, words), want, "{text}");
}

const DOE: &str = "Jane Doe, Kenya's special envoy, KEN";

#[test]
fn quoted_words_are_those_of_the_speaker_beside_them() {
    let quoted = format!("direct {DOE}");
    for text in [
        "\"Ninety states voted for it,\" Jane Doe, Kenya's special envoy, told reporters.",
        "“Ninety states voted for it,” said Jane Doe, Kenya's special envoy.",
        "'Ninety states voted for it,' said Kenya's special envoy Jane Doe.",
        "«Ninety states voted for it», Kenya's special envoy Jane Doe said.",
        "Kenya's special envoy Jane Doe said: \"Ninety states voted for it.\"",
        "Kenya's special envoy, Jane Doe, told the meeting that \"Ninety states voted for it\".",
        "\"It is over. Ninety states voted for it,\" Kenya's special envoy Jane Doe said on Monday.",
        "\"It is over,\" said Kenya's special envoy Jane Doe, \"and Ninety states voted for it.\"",
        "\"It is over,\" said Jane Doe, Kenya's special envoy. \"Ninety states voted for it.\"",
        "\"It is over.\n\n\"Ninety states voted for it,\" said Jane Doe, Kenya's special envoy.",
        "Jane Doe, Kenya's special envoy, was pleased, she said.\n\n\"Ninety states voted for it.\"",
    ] {
        check(text, "Ninety states voted for it", &[&quoted]);
    }
}

#[test]
fn words_are_reported_before_and_after_the_verb() {
    let reported = format!("reported {DOE}");
    for text in [
        "Jane Doe, Kenya's special envoy, said that ninety states voted for it.",
        "Kenya's special envoy Jane Doe has since told reporters ninety states voted for it.",
        "On Monday Kenya's special envoy Jane Doe said ninety states voted for it.",
        "In the end ninety states voted for it, Kenya's special envoy Jane Doe noted.",
        "In the end ninety states voted for it, said Jane Doe, Kenya's special envoy.",
        "According to Kenya's special envoy Jane Doe, ninety states voted for it.",
        "In the end ninety states voted for it, according to Jane Doe, Kenya's special envoy.",
        "When all was over, Kenya's special envoy Jane Doe said that ninety states voted for it.",
        "Kenya's special envoy Jane Doe left early, adding that ninety states voted for it.",
    ] {
        check(text, "ninety states voted for it", &[&reported]);
    }
}

#[test]
fn speakers_are_known_by_their_full_names() {
    let reported = format!("reported {DOE}");
    for text in [
        "Jane Doe, Kenya's special envoy, said it was over. She added that ninety states voted for it.",
        "Jane Doe, Kenya's special envoy, said it was over. Ms Doe stressed that ninety states voted for it.",
        "Jane Doe, Kenya's special envoy, said it was over. The envoy noted that ninety states voted for it.",
        "Jane Doe, Kenya's special envoy, said it was over. The diplomat told us that ninety states voted for it.",
        "Kenya's special envoy, Jane Doe, said it was over. According to her, ninety states voted for it.",
        "Doe said that ninety states voted for it. Jane Doe, Kenya's special envoy, told us it was over.",
    ] {
        check(text, "ninety states voted for it", &[&reported]);
    }
    check(
        "Ninety states voted for it in the end, Kenya's Special Envoy for Water and Harbour Safety Jane Doe told TASS.",
        "Ninety states",
        &["reported Jane Doe, Kenya's Special Envoy for Water and Harbour Safety, KEN, in TASS"],
    );
    check(
        "Peru's ambassador John Roe said it was over. Jane Doe, Kenya's ambassador, said that it was not. \
         The Peruvian ambassador told reporters that ninety states voted for it.",
        "ninety states",
        &["reported John Roe, Peru's ambassador, PER"],
    );
}

#[test]
fn states_and_offices_speak() {
    let check = |speaker: &str, want: &str| {
        let text = format!("{speaker} said that ninety states voted for it.");
        check(&text, "ninety states", &[want]);
    };
    check("Russia", "reported Russia, RUS");
    check("The United States", "reported United States, USA");
    check("Moscow", "reported Moscow, RUS");
    check("The Foreign Ministry", "reported the Foreign Ministry");
    check("A spokesman", "reported a spokesman");
    check("A Kenyan diplomat", "reported a Kenyan diplomat, KEN");
    check("Mr. Roe", "reported Roe");
    check("The Committee on Ports and Harbours", "reported the Committee on Ports and Harbours");
    check("Foreign Minister John Roe", "reported John Roe, Foreign Minister");
    check("TASS", "reported TASS, in TASS");
}

#[test]
fn an_outlet_is_named_beside_the_speaker() {
    let check = |text: &str, want: &str| check(text, "ninety states", &[want]);
    check(
        "John Roe told Interfax that ninety states voted for it.",
        "reported John Roe, in Interfax",
    );
    check(
        "John Roe said in an interview with the Daily Post that ninety states voted for it.",
        "reported John Roe, in Daily Post",
    );
}

#[test]
fn speech_nests() {
    check(
        "The minister quoted Jane Doe as saying that ninety states voted for it.",
        "ninety states",
        &["reported the minister", "reported Jane Doe"],
    );
    check(
        "Jane Doe was quoted by Reuters as saying that ninety states voted for it.",
        "ninety states",
        &["reported Reuters, in Reuters", "reported Jane Doe"],
    );
    check(
        "\"The envoy told me that ninety states voted for it,\" said John Roe.",
        "ninety states",
        &["direct John Roe", "reported the envoy"],
    );
    check(
        "\"According to the envoy, ninety states voted for it,\" said John Roe.",
        "ninety states",
        &["direct John Roe", "reported the envoy"],
    );
    check(
        "John Roe replied that the envoy had told the house that \"ninety states voted for it\".",
        "ninety states",
        &["reported John Roe", "direct the envoy"],
    );
    check(
        "\"She said to me: 'Ninety states voted for it.' I laughed,\" John Roe recalled.",
        "Ninety states",
        &["direct John Roe", "direct ?"],
    );
}

#[test]
fn what_nobody_says_is_said_by_the_text() {
    for text in [
        "Ninety states voted for it.",
        "Jane Doe, Kenya's envoy, left. Ninety states voted for it.",
        "\"It is over,\" said Jane Doe. Ninety states voted for it.",
        "Ninety states voted for it. It was over, Jane Doe said.",
        "It is worth noting that Ninety states voted for it.",
        "Peru, which had said that it would not come, with Ninety states voted for it.",
        "Ninety states voted for it with the two \"rebel\" members, the states, and a report.",
    ] {
        check(text, "Ninety states voted for it", &[]);
    }
    // Titles and scare quotes.
    for (text, words) in [
        (
            "Ninety states voted for the text entitled \"The rule of law shall prevail.\"",
            "The rule of law",
        ),
        (
            "Peru, said to be a \"friend of the voted text\", was absent.",
            "friend of the voted text",
        ),
        ("Ninety \"friends\" voted for it.", "friends"),
    ] {
        assert!(said(text, words).iter().all(|said| !said.starts_with("direct")), "{text}");
    }
    check("Peru is said to have voted for it.", "voted for it", &["reported ?"]);
}

#[test]
fn whose_words_they_are() {
    let by = |manner| Attribution {
        span: Span { start: 0, end: 1 },
        speaker: None,
        role: None,
        member: None,
        outlet: None,
        manner,
    };
    use Manner::{Direct, Reported};
    let check = |manners: &[Manner], want: AssertedBy| {
        let said: Vec<Attribution> = manners.iter().map(|manner| by(*manner)).collect();
        assert_eq!(asserted_by(&said), want, "{manners:?}");
    };
    check(&[], AssertedBy::Text);
    check(&[Direct], AssertedBy::Speaker);
    check(&[Reported], AssertedBy::Reported);
    check(&[Direct, Reported], AssertedBy::Reported);
    check(&[Reported, Direct], AssertedBy::Reported);
}

proptest! {
    #[test]
    fn speech_nests_and_stands_on_letters(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "“", "”", "\"", "'", "«", "»", ", ", ". ", ": ", "\n", "é ", "he said", "said the envoy",
                "John Roe told us that ", "according to Peru", "ninety states voted for it", "adding that ",
                "quoted Jane Doe as saying ", "the ambassador, Mr Roe, noted",
            ]),
            0..24,
        )
    ) {
        let text = parts.join(" ");
        let speech = speech(&text);
        for (place, said) in speech.all().iter().enumerate() {
            let Span { start, end } = said.span;
            prop_assert!(start < end);
            prop_assert!(text.get(start..end).is_some(), "{:?} of {}", said.span, text);
            for other in &speech.all()[..place] {
                let apart = other.span.end <= start || end <= other.span.start;
                let within = other.span.join(said.span) == other.span;
                prop_assert!(apart || within, "{:?} crosses {:?} of {}", said, other, text);
            }
            let middle = start.midpoint(end);
            let around = |other: &&Attribution| (other.span.start..other.span.end).contains(&middle);
            prop_assert!(speech.at(said.span).len() <= speech.all().iter().filter(around).count());
        }
    }
}
