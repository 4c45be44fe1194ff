//! What the sources say about a roll call in words, with the debris of earlier conversions taken out.

use crate::title;

/// How long a title may be that is made of a description, and the name of a part.
const LENGTH: usize = 120;

/// Signs of Macintosh files that R could not show and wrote as their numbers. The opening quote became `_`.
const ESCAPED: [(&str, &str); 3] = [("<d2>", "“"), ("<d3>", "”"), ("<90>", "’")];

/// What stands in minutes before that which is voted on, and what follows it.
const PUT: [&str; 4] = ["put to the vote", "put the vote", "requested on", "decision on"];
const ASIDES: [&str; 3] = ["on which", "onwhich", ". "];

/// The short name and the description, tidied. Where a quote was never closed the first has swallowed the
/// second, with a tab between them.
pub(super) fn tidy_both(short: &str, description: &str) -> (String, String) {
    match short.split_once('\t') {
        Some((short, swallowed)) => (tidy(short), tidy(swallowed)),
        None => (tidy(short), tidy(description)),
    }
}

/// A text without swallowed cells, which follow a tab, and with quotes for the backslashes to which they
/// became: `\PRESENT AND VOTING\\,` is `"PRESENT AND VOTING",`.
fn tidy(text: &str) -> String {
    let own = text.split('\t').next().unwrap_or_default();
    let mut tidied = String::with_capacity(own.len());
    let mut signs = own.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => {
                while signs.next_if(|next| matches!(next, '\\' | '"')).is_some() {}
                tidied.push('"');
            }
            sign if sign.is_whitespace() => {
                if !tidied.is_empty() && !tidied.ends_with(' ') {
                    tidied.push(' ');
                }
            }
            sign => tidied.push(sign),
        }
    }
    tidied.truncate(tidied.trim_end().len());
    if tidied.ends_with('"') && tidied.matches('"').count() % 2 == 1 {
        tidied.pop();
        tidied.truncate(tidied.trim_end().len());
    }
    unescape(tidied)
}

fn unescape(text: String) -> String {
    if !text.contains('<') {
        return text;
    }
    let text = ESCAPED.iter().fold(text, |text, (from, to)| text.replace(from, to));
    if text.contains('”') { text.replace(" _", " “").replace("“ ", "– ") } else { text }
}

/// The title: the short name, or the beginning of the description where there is none; without what the
/// catalogue adds to titles.
pub(super) fn title(short: &str, description: &str) -> String {
    if short.is_empty() {
        let whole = title::of_cut_text(description);
        let first = sentences(whole).next().unwrap_or_default();
        return shorten(first);
    }
    title::of_cut_text(short).to_owned()
}

/// What is voted on, in words: of minutes the last sentence that has one of the `telling` words, since what
/// stands before is often about other texts; else the beginning of the description.
pub(super) fn gist(description: &str, telling: &[&str]) -> String {
    if !is_of_minutes(description) {
        let words = ["TO ADOPT ", "TO RETAIN ", "TO APPROVE "]
            .iter()
            .find_map(|verb| description.strip_prefix(verb))
            .unwrap_or(description);
        return shorten(words);
    }
    let tells = |sentence: &&str| {
        let lower = sentence.to_lowercase();
        telling.iter().any(|word| lower.contains(word))
    };
    let sentence = sentences(description).filter(tells).last().unwrap_or(description);
    let after = |words: &&str| sentence.split_once(*words).map(|(_, after)| after);
    let put = PUT.iter().find_map(after).filter(tells).unwrap_or(sentence);
    let end = ASIDES.iter().filter_map(|words| put.find(words)).min().unwrap_or(put.len());
    shorten(put.get(..end).unwrap_or(put).trim().trim_end_matches(['.', ',']))
}

/// Whether a description is a piece of a verbatim record.
pub(super) fn is_of_minutes(description: &str) -> bool {
    ["The President", "The Acting President"].iter().any(|chair| description.starts_with(chair))
}

/// Sentences; the abbreviations of the old descriptions, which are in capitals, end none.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .match_indices(['.', '?'])
            .find(|(at, _)| ends_sentence(rest, *at))
            .map_or(rest.len(), |(at, _)| at + 1);
        let (sentence, after) = rest.split_at_checked(end)?;
        rest = after.trim_start();
        Some(sentence)
    })
}

fn ends_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().last());
    let after = text.get(at + 1..).and_then(|text| text.chars().next());
    before.is_some_and(|sign| !sign.is_uppercase() && !sign.is_whitespace())
        && after.is_some_and(char::is_whitespace)
}

/// A text of at most [`LENGTH`] characters, cut between words.
fn shorten(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(LENGTH) else { return text.to_owned() };
    let cut = text.get(..end).unwrap_or_default();
    let cut = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn debris_of_quotes_is_made_quotes_again() {
        for (text, expect) in [
            (r#"MEMBERS \VOTING\\, IN ALL.\"""#, r#"MEMBERS "VOTING", IN ALL."#),
            ("SHALL END:\\NO MORE.\\\\\"\t0\t0\t1", r#"SHALL END:"NO MORE.""#),
            (r#"FROM \HERE\\ TO \\"THERE\\".\""#, r#"FROM "HERE" TO "THERE"."#),
            (r"THE WORDS \CUT OF", r#"THE WORDS "CUT OF"#),
            ("  two \n  lines ", "two lines"),
            ("is entitled _An example<d3>. The land<90>s", "is entitled “An example”. The land’s"),
            ("under_score", "under_score"),
        ] {
            assert_eq!(tidy(text), expect, "{text}");
        }
    }

    #[test]
    fn a_swallowed_description_is_found_again() {
        let (short, description) = tidy_both("LAND, \\TALKS\\\\\"\tTO ADOPT \\TALKS\\\\\".", "0");
        assert_eq!(
            (short.as_str(), description.as_str()),
            ("LAND, \"TALKS\"", "TO ADOPT \"TALKS\".")
        );
    }

    #[test]
    fn titles_lose_the_tail_of_the_catalogue() {
        let of = |short, description| title(short, description);
        for short in [
            "An example : resolution / adopted by the General Assembly",
            "An example: resolution / adupted by the Genetal Assembly",
            "An example : resolutio",
            "An example: r",
        ] {
            assert_eq!(of(short, "else"), "An example");
            assert_eq!(of("", short), "An example");
        }
        assert_eq!(of("LAW: DRAFT CODE", ""), "LAW: DRAFT CODE");
        assert_eq!(
            of("", "We vote on item 3 (b). A vote is asked for. A"),
            "We vote on item 3 (b)."
        );
        assert_eq!(
            of("", "TO ADOPT 1ST COMM. DRAFT RESOL. (A/1)"),
            "TO ADOPT 1ST COMM. DRAFT RESOL. (A/1)"
        );
        let long = of("", &"word ".repeat(60));
        assert!(long.ends_with("word…") && long.chars().count() <= LENGTH + 1, "{long}");
    }

    #[test]
    fn the_part_is_named_in_words() {
        let telling = ["paragraph"];
        for (description, expect) in [
            ("TO RETAIN PARAG. 3 OF THE DRAFT RESOL.", "PARAG. 3 OF THE DRAFT RESOL."),
            (
                "The President: Draft A was adopted. I shall now put to the vote operative paragraph 6 of \
                 draft B, on which a separate vote has been requested. A recorded vote has been requested. A",
                "operative paragraph 6 of draft B",
            ),
            (
                "The President: I put to the vote paragraph 4 of draft II. A recorded vote is requested. A",
                "paragraph 4 of draft II",
            ),
            (
                "The Acting President: A separate vote has been requested on paragraph 2. A",
                "paragraph 2",
            ),
        ] {
            assert_eq!(gist(description, &telling), expect);
        }
    }

    proptest! {
        #[test]
        fn no_words_make_it_panic(text in "[a-zA-Zé .?:,\\\\\"\t_<>0-9]{0,200}") {
            let (short, description) = tidy_both(&text, &text);
            let _ = (title(&short, &description), title("", &description));
            let _ = gist(&format!("The President: {description}"), &["a"]);
        }

        #[test]
        fn tidying_twice_changes_nothing(text in "[A-Z .,\\\\\"]{0,60}") {
            let once = tidy(&text);
            prop_assert_eq!(tidy(&once), once);
        }
    }
}
