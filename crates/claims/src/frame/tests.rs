//! What sentences claim, before any vote is looked for: kind, agents, position, counts.

mod voters;

use std::fmt::Write;

use proptest::prelude::*;
use scrutineer_book::Book;

use super::*;
use crate::lexicon::Lexicon;
use crate::text::Text;

fn book() -> Book {
    scrutineer_book::built_in().unwrap()
}

/// Who is meant by words that point back, and what that leaves open.
fn check_back(cases: &[(&str, &str)]) {
    let lexicon = Lexicon::new(&book().record);
    for (input, expected) in cases {
        let text = Text::new(input.as_bytes());
        let mut spoken = Spoken::default();
        let mut last = String::new();
        for range in text.sentences() {
            let tokens = lexicon.tokens(&text, range);
            let sentence = Sentence::new(&text, tokens).after(&spoken);
            let frames = sentence.frames(&spoken).frames;
            spoken = spoken.after(&sentence, &frames);
            last = frames.last().map_or_else(String::new, |frame| {
                let agents = frame.agents.iter().chain(&frame.with);
                let names = agents.flat_map(|agents| agents.names.iter().chain(&agents.apart));
                let names: Vec<&str> = names.map(|name| sentence.word(*name)).collect();
                let open = frame.open.map_or_else(String::new, |open| format!(" {open:?}"));
                format!("{}{open}", names.join("+"))
            });
        }
        assert_eq!(last, *expected, "{input}");
    }
}

#[test]
fn words_that_point_back() {
    check_back(&[
        ("Peru and Chad voted no. Both abstained in 2017.", "Peru+Chad"),
        ("Peru and Chad voted no. In 2017 they had abstained.", "Peru+Chad"),
        ("Peru, Chad and Mali voted no. The same three voted no in 2017.", "Peru+Chad+Mali"),
        ("Peru voted no. It abstained in 2017.", "Peru"),
        (
            "Three opposed it: Peru, Chad and Mali. All three had voted for it in 2017.",
            "Peru+Chad+Mali",
        ),
        ("Peru voted no. Chad stuck by it.", "Chad+Peru"),
        ("Peru voted no, joined by Chad. Mali sided with them.", "Mali+Chad+Peru"),
        ("Two of the BRICS abstained, and the other three voted yes.", "BRICS"),
        ("Only Norway voted no. The rest of the Nordic states abstained.", "Nordic+Norway"),
        ("The ambassador of Mali spoke. Peru said it had abstained.", "Peru"),
        // An earlier vote, of which the year is not told.
        ("Peru, having abstained in March, voted no.", "Peru"),
        ("Peru voted no, after abstaining in March.", "Peru When"),
        ("Peru voted no. Six months ago it had abstained.", "Peru When"),
        ("Peru voted no. Then Chad still abstained.", "Chad When"),
        ("Then Peru still abstained. Chad voted against that text as well.", "Chad When"),
        // Two can be meant, or two votes.
        ("Peru voted no; Chad voted yes. It abstained in 2017.", "Chad Who"),
        (
            "Peru and Chad voted no; Mali and Togo abstained. Both abstained in 2017.",
            "Mali+Togo Who",
        ),
        ("Peru voted no. It had abstained in March.", "Peru When"),
        // Of what was not understood, nobody knows who it names.
        ("Peru voted no. The envoy of Mali spoke of regret. It abstained in 2017.", ""),
        ("It abstained in 2017.", ""),
    ]);
}

/// The frames of a text, a line each: `kind | span | agents | position | counts …`, what is absent left out.
fn frames(lexicon: &Lexicon, input: &str) -> Vec<String> {
    let text = Text::new(input.as_bytes());
    let mut told = Vec::new();
    for range in text.sentences() {
        let tokens = lexicon.tokens(&text, range);
        let sentence = Sentence::new(&text, tokens);
        for frame in sentence.frames(&Spoken::default()).frames {
            let mut line = format!("{} | {}", frame.kind.code(), sentence.words(frame.at.clone()));
            if let Some(agents) = &frame.agents {
                let names: Vec<&str> =
                    agents.names.iter().map(|name| sentence.word(*name)).collect();
                if !names.is_empty() {
                    let _ = write!(line, " | {}", names.join("+"));
                }
            }
            if let Some(within) = &frame.within {
                let group = within.names.iter().map(|name| sentence.word(*name));
                let _ = write!(line, " | in {}", group.collect::<String>());
            }
            if let (Some(from), Some(to)) = (frame.from, frame.position) {
                let _ = write!(line, " | {from}>{to}");
            } else if let Some(position) = frame.position {
                let _ = write!(line, " | {}{position}", if frame.negated { "not " } else { "" });
            }
            for count in &frame.counts {
                let _ = write!(line, " | {} {}", count.number.value, count.position);
            }
            if let Some(comparison) = frame.comparison {
                let _ = write!(line, " | {}", comparison.direction.code());
            }
            told.push(line);
        }
    }
    told
}

fn check(cases: &[(&str, &[&str])]) {
    let lexicon = Lexicon::new(&book().record);
    for (input, expected) in cases {
        assert_eq!(frames(&lexicon, input), *expected, "{input}");
    }
}

#[test]
fn tallies_in_every_order_and_form() {
    check(&[
        ("There were 129 votes in favour.", &["tally | There were 129 votes in favour | 129 yes"]),
        (
            "The text was adopted by 126 to 9.",
            &["tally | The text was adopted by 126 to 9 | 126 yes | 9 no"],
        ),
        (
            "The vote was 129-6-45.",
            &["tally | The vote was 129-6-45 | 129 yes | 6 no | 45 abstain"],
        ),
        (
            "It passed by 79 votes to 28, with 33 abstentions.",
            &[
                "tally | It passed by 79 votes to 28, with 33 abstentions | 79 yes | 28 no | 33 abstain",
            ],
        ),
        (
            "The tally was 90 in favour, twelve against and 52 abstentions.",
            &[
                "tally | The tally was 90 in favour, twelve against and 52 abstentions | 90 yes | 12 no | 52 abstain",
            ],
        ),
        ("Fifty-two rejected it.", &["tally | Fifty-two rejected it | no | 52 no"]),
        ("The noes numbered four.", &["tally | The noes numbered four | 4 no"]),
        ("Nobody abstained.", &["tally | Nobody abstained | abstain | 0 abstain"]),
        (
            "The draft won 138 votes in 2012 against nine.",
            &["tally | The draft won 138 votes in 2012 against nine | 138 yes | 9 no"],
        ),
        (
            "One hundred and nineteen countries voted for it.",
            &["tally | One hundred and nineteen countries voted for it | yes | 119 yes"],
        ),
        (
            "The text was supported by 129 countries.",
            &["tally | The text was supported by 129 countries | yes | 129 yes"],
        ),
    ]);
}

/// The counts told in each of the claims of a text, and nothing else of them.
fn check_counts(cases: &[(&str, &[&str])]) {
    let lexicon = Lexicon::new(&book().record);
    let position = |field: &str| Position::ALL.iter().any(|known| field == known.code());
    for (input, expected) in cases {
        let of_frame = |line: &String| {
            let fields = line.split(" | ").skip(2);
            fields.filter(|field| !position(field)).collect::<Vec<_>>().join(", ")
        };
        let told: Vec<String> = frames(&lexicon, input).iter().map(of_frame).collect();
        assert_eq!(told, *expected, "{input}");
    }
}

#[test]
fn words_decide_which_number_is_which() {
    check_counts(&[
        ("It passed by a vote of 120 in favour to 4 against.", &["120 yes, 4 no"]),
        ("It passed with 4 against to 120 for.", &["4 no, 120 yes"]),
        ("The Assembly voted 120 to 4 in favour of the text.", &["120 yes, 4 no"]),
        ("In favour: 120; against: 4; abstaining: 52.", &["120 yes, 4 no, 52 abstain"]),
        ("The result was: Yes 120, No 4, Abstain 52.", &["120 yes, 4 no, 52 abstain"]),
        ("The tally was 120 yes, 4 no.", &["120 yes, 4 no"]),
        ("It got 120 yes votes. Four said no.", &["120 yes", "4 no"]),
        ("It passed 120 to four with 52 abstaining.", &["120 yes, 4 no, 52 abstain"]),
        ("The text won the support of 120 countries.", &["120 yes"]),
        ("Nine delegations cast negative votes.", &["9 no"]),
        ("There were no votes against and no abstentions.", &["0 no, 0 abstain"]),
        (
            "It was adopted with 120 votes in favour and without a dissenting vote.",
            &["120 yes, 0 no"],
        ),
    ]);
}

#[test]
fn a_defeat_turns_the_tally_round() {
    check_counts(&[
        ("The motion was defeated 35-100.", &["35 yes, 100 no"]),
        ("The motion was rejected by 100 votes to 35.", &["100 no, 35 yes"]),
        (
            "The motion was beaten by 80 votes to 41, with 22 abstentions.",
            &["80 no, 41 yes, 22 abstain"],
        ),
        ("The Assembly voted 100 to 35 against the motion.", &["100 no, 35 yes"]),
        ("The amendment fell by 95 votes to 44.", &["95 no, 44 yes"]),
        ("The draft was lost, 95-44.", &["95 no, 44 yes"]),
        ("It went down 62-57, with 20 abstaining.", &["62 no, 57 yes, 20 abstain"]),
        ("The motion was adopted by 100 votes to 35.", &["100 yes, 35 no"]),
        // What the text does, not what became of it.
        ("The Assembly voted 100 to 35 to reject the annexation.", &["100 yes, 35 no"]),
        // A text that needs two thirds can fail with more for it than against.
        (
            "The draft was rejected by 64 votes to 61, short of the two-thirds majority.",
            &["64 yes, 61 no"],
        ),
    ]);
}

#[test]
fn several_votes_have_a_tally_each() {
    check_counts(&[
        (
            "The Assembly passed texts on Togo (84-30-61) and Ghana (120-11, with 40 abstentions).",
            &["84 yes, 30 no, 61 abstain", "120 yes, 11 no, 40 abstain"],
        ),
        (
            "The Assembly adopted the text on mines by 90 in favour to 20 against, with 31 abstentions, \
             and that on cluster munitions by 140 to 7.",
            &["90 yes, 20 no, 31 abstain", "140 yes, 7 no"],
        ),
    ]);
}

#[test]
fn one_vote_or_side_against_another() {
    check(&[
        (
            "The number of abstentions climbed from 12 to 20.",
            &["comparison | The number of abstentions climbed from 12 to 20 | abstain | more"],
        ),
        (
            "The noes nearly doubled from 11 to 20, while ayes shrank from 101 to 88.",
            &[
                "comparison | The noes nearly doubled from 11 to 20 | no | more",
                "comparison | ayes shrank from 101 to 88 | yes | fewer",
            ],
        ),
        (
            "The text won 120 votes, up from 116 a year earlier.",
            &[
                "tally | The text won 120 votes | 120 yes",
                "comparison | up from 116 a year earlier | yes | more",
            ],
        ),
        (
            "The abstentions numbered 13, against 8 the year before.",
            &[
                "tally | The abstentions numbered 13 | 13 abstain",
                "comparison | against 8 the year before | abstain",
            ],
        ),
        (
            "Support for the text: 70 in 2017, 65 in 2018.",
            &["comparison | Support for the text: 70 in 2017, 65 in 2018 | yes"],
        ),
        ("The noes are up by 12.", &["comparison | The noes are up by 12 | no | more"]),
        (
            "Twice as many countries abstained as in 2018.",
            &["comparison | Twice as many countries abstained as in 2018 | abstain | more"],
        ),
        (
            "More countries abstained than voted in favour.",
            &["comparison | More countries abstained than voted in favour | abstain | more"],
        ),
        (
            "The text won 131 votes, its best result to date.",
            &["tally | The text won 131 votes | 131 yes", "trend | its best result to date | yes"],
        ),
    ]);
}

#[test]
fn indefinite_numbers() {
    check_counts(&[
        ("Half a dozen states voted against.", &["6 no"]),
        ("A score of states voted against.", &["20 no"]),
        ("Dozens of states voted against.", &["24 no"]),
        ("A handful of states voted against.", &["2 no"]),
        ("Some 120 countries voted in favour.", &["120 yes"]),
    ]);
}

#[test]
fn numbers_that_count_no_voters() {
    check_counts(&[
        ("Six weeks later the General Assembly endorsed it.", &[""]),
        ("The two were Israel and Palau, and only Ukraine abstained.", &["Ukraine"]),
        ("The texts on Mali and Chad received 78 and 88 votes respectively.", &[]),
        ("It was adopted by a margin of 12 votes.", &[""]),
        ("It was the weakest support since 2011, when 17 states had backed it.", &["", "17 yes"]),
    ]);
}

#[test]
fn one_vote_and_another() {
    check(&[
        (
            "Nordic members that voted against last year decided to abstain this year.",
            &[
                "shift | Nordic members that voted against last year decided to abstain this year | Nordic | no>abstain",
            ],
        ),
        (
            "More members voted for it in 2019 than the year before.",
            &["comparison | More members voted for it in 2019 than the year before | yes | more"],
        ),
        ("The noes grew from 23 to 27.", &["comparison | The noes grew from 23 to 27 | no | more"]),
        (
            "The resolution is gaining more support.",
            &["trend | The resolution is gaining more support | yes | more"],
        ),
        (
            "Albania switched from No to abstention.",
            &["shift | Albania switched from No to abstention | Albania | no>abstain"],
        ),
    ]);
}

#[test]
fn what_is_no_claim_about_a_vote_held() {
    check(&[
        ("Washington will oppose the draft.", &[]),
        ("Brazil may abstain.", &[]),
        ("Had Canada backed it, Washington would have protested.", &[]),
        ("The envoy urged members to vote against the draft.", &[]),
        ("Each delegation must vote as it thinks right.", &[]),
        ("Canada regularly abstains.", &[]),
        ("One hopes that the draft will pass without a vote.", &[]),
    ]);
}

#[test]
fn what_becomes_of_texts() {
    check(&[
        (
            "The resolution was approved by the General Assembly.",
            &["outcome | The resolution was approved by the General Assembly"],
        ),
        (
            "The US submitted a rival draft resolution.",
            &["sponsor | The US submitted a rival draft resolution | US"],
        ),
        (
            "The group of experts will meet in May 2031 for its third session.",
            &["mandate | The group of experts will meet in May 2031 for its third session"],
        ),
    ]);
}

/// Words that the grammar knows, names and marks, to put sentences together at random.
const WORDS: [&str; 60] = [
    "the",
    "The",
    "Russia",
    "China",
    "United",
    "States",
    "EU",
    "Western",
    "partners",
    "BRICS",
    "which",
    "that",
    "who",
    "voted",
    "vote",
    "for",
    "against",
    "in favour",
    "abstained",
    "abstaining",
    "not",
    "did",
    "only",
    "Only",
    "most",
    "all",
    "none",
    "of",
    "and",
    "but",
    "while",
    ",",
    ".",
    ";",
    ":",
    "\"",
    "“",
    "”",
    "(",
    ")",
    "129",
    "6",
    "-",
    "to",
    "by",
    "with",
    "than",
    "more",
    "last year",
    "in 2018",
    "5 December",
    "adopted",
    "resolution",
    "A/RES/73/27",
    "was",
    "were among",
    "said",
    "it",
    "the 28th year running",
    "working group",
];

proptest! {
    #[test]
    fn any_order_of_the_words_of_the_grammar_is_read(
        picks in proptest::collection::vec(0..WORDS.len(), 0..40)
    ) {
        thread_local! {
            static LEXICON: Lexicon = Lexicon::new(&book().record);
        }
        let words: Vec<&str> = picks.iter().map(|pick| WORDS[*pick]).collect();
        let text = Text::new(words.join(" ").as_bytes());
        LEXICON.with(|lexicon| {
            for range in text.sentences() {
                let tokens = lexicon.tokens(&text, range);
                let sentence = Sentence::new(&text, tokens);
                for frame in sentence.frames(&Spoken::default()).frames {
                    prop_assert!(frame.at.start < frame.at.end, "an empty span");
                    prop_assert!(frame.at.end <= sentence.len(), "a span past the end");
                }
            }
            Ok(())
        })?;
    }
}
