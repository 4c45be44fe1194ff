//! What sentences claim, before any vote is looked for: kind, agents, position, counts.

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
fn who_took_which_position() {
    check(&[
        (
            "China, India and Brazil all abstained.",
            &["position | China, India and Brazil all abstained | China+India+Brazil | abstain"],
        ),
        (
            "Russia voted against, and France and Italy abstained.",
            &[
                "position | Russia voted against | Russia | no",
                "position | France and Italy abstained | France+Italy | abstain",
            ],
        ),
        (
            "Russia, which opposes the death penalty, voted in favour.",
            &["position | Russia, which opposes the death penalty, voted in favour | Russia | yes"],
        ),
        (
            "The US and Israel were among the countries that voted against.",
            &[
                "position | The US and Israel were among the countries that voted against | US+Israel | no",
            ],
        ),
        ("Only Israel voted against it.", &["only | Only Israel voted against it | Israel | no"]),
        (
            "Israel was the only country to oppose the text.",
            &["only | Israel was the only country to oppose the text | Israel | no"],
        ),
        (
            "All the permanent members except France voted no.",
            &[
                "group_position | All the permanent members except France voted no | permanent members | no",
            ],
        ),
        (
            "Hungary did not support the text.",
            &["position | Hungary did not support the text | Hungary | not yes"],
        ),
        ("Moldova did not vote.", &["position | Moldova did not vote | Moldova | non_voting"]),
        ("Most countries supported it.", &["share | Most countries supported it | yes"]),
        (
            "Two states - Peru and Chad - abstained.",
            &["tally | Two states - Peru and Chad - abstained | abstain | 2 abstain"],
        ),
        (
            "Peru and Chad figured among the opponents.",
            &["position | Peru and Chad figured among the opponents | Peru+Chad | no"],
        ),
        (
            "Peru and Chad were not among those that supported it.",
            &[
                "position | Peru and Chad were not among those that supported it | Peru+Chad | not yes",
            ],
        ),
        (
            "Peru and Chad were all in the yes column.",
            &["position | Peru and Chad were all in the yes column | Peru+Chad | yes"],
        ),
        (
            "Peru, an OAS member, abstained.",
            &["position | Peru, an OAS member, abstained | Peru | abstain"],
        ),
        (
            "NATO, all 16 of it, voted for the text.",
            &["group_position | NATO, all 16 of it, voted for the text | NATO | yes"],
        ),
        (
            "Peru and Chad opposed the request.",
            &["position | Peru and Chad opposed the request | Peru+Chad | no"],
        ),
        // What else the name is called may hold "only" and numbers.
        (
            "Peru, the only neighbour with three harbours, abstained.",
            &[
                "position | Peru, the only neighbour with three harbours, abstained | Peru | abstain",
            ],
        ),
        (
            "On the proposal by Peru, Chad and six others Mali abstained.",
            &[
                "position | On the proposal by Peru, Chad and six others Mali abstained | Mali | abstain",
            ],
        ),
        (
            "Two Nordic states, Denmark and Norway, abstained.",
            &[
                "group_position | Two Nordic states, Denmark and Norway, abstained | Nordic | abstain",
            ],
        ),
        (
            "All NATO members except Turkey, which abstained, opposed it.",
            &[
                "group_position | All NATO members except Turkey, which abstained, opposed it | NATO | no",
            ],
        ),
        (
            "Peru abstained; so were Chad and Mali.",
            &[
                "position | Peru abstained | Peru | abstain",
                "position | so were Chad and Mali | Chad+Mali | abstain",
            ],
        ),
    ]);
}

#[test]
fn what_a_clause_leaves_out_is_told_by_the_one_before() {
    let first = "position | Chile abstained | Chile | abstain";
    check(&[
        (
            "Chile abstained; so did Peru and Ghana.",
            &[first, "position | so did Peru and Ghana | Peru+Ghana | abstain"],
        ),
        (
            "Chile abstained, as did Peru, but not Ghana.",
            &[
                first,
                "position | as did Peru | Peru | abstain",
                "position | but not Ghana | Ghana | not abstain",
            ],
        ),
        (
            "Chile abstained, Peru too, and Ghana followed suit.",
            &[
                first,
                "position | Peru too | Peru | abstain",
                "position | Ghana followed suit | Ghana | abstain",
            ],
        ),
        (
            "Chile did not support it; nor did Peru.",
            &[
                "position | Chile did not support it | Chile | not yes",
                "position | nor did Peru | Peru | not yes",
            ],
        ),
        (
            "Chile did not vote; nor did Peru, while Ghana did.",
            &[
                "position | Chile did not vote | Chile | non_voting",
                "position | nor did Peru | Peru | non_voting",
                "position | Ghana did | Ghana | not non_voting",
            ],
        ),
        (
            "While Chile opposed it, Peru and Ghana did not.",
            &[
                "position | Chile opposed it | Chile | no",
                "position | Peru and Ghana did not | Peru+Ghana | not no",
            ],
        ),
        (
            "Chile abstained, Peru no, and Ghana yes.",
            &[first, "position | Peru no | Peru | no", "position | Ghana yes | Ghana | yes"],
        ),
        (
            "Chile voted for the text on Yemen, Peru and Ghana against.",
            &[
                "position | Chile voted for the text on Yemen | Chile | yes",
                "position | Peru and Ghana against | Peru+Ghana | no",
            ],
        ),
        // Whose turn a list of names ends is told by its last "and".
        (
            "On Yemen, Chile and Peru abstained.",
            &["position | On Yemen, Chile and Peru abstained | Chile+Peru | abstain"],
        ),
        ("Chile, too, abstained.", &["position | Chile, too, abstained | Chile | abstain"]),
        ("So did Peru.", &[]),
    ]);
}

#[test]
fn lists_of_voters() {
    check(&[
        ("Against: Chad, Fiji, Peru.", &["only | Against: Chad, Fiji, Peru | Chad+Fiji+Peru | no"]),
        (
            "Those voting in favour were Chad and Fiji.",
            &["only | Those voting in favour were Chad and Fiji | Chad+Fiji | yes"],
        ),
        (
            "The noes on Yemen came from Chad and Fiji.",
            &["only | The noes on Yemen came from Chad and Fiji | Chad+Fiji | no"],
        ),
        (
            "Four countries abstained; the four also included Chad.",
            &[
                "tally | Four countries abstained | abstain | 4 abstain",
                "position | the four also included Chad | Chad | abstain | 4 abstain",
            ],
        ),
        (
            "Among the four that opposed it were Chad and Fiji.",
            &[
                "position | Among the four that opposed it were Chad and Fiji | Chad+Fiji | no | 4 no",
            ],
        ),
        (
            "Four countries, including Chad, opposed it.",
            &["tally | Four countries, including Chad, opposed it | no | 4 no"],
        ),
        (
            "Two countries opposed it: Chad and Fiji.",
            &["tally | Two countries opposed it: Chad and Fiji | no | 2 no"],
        ),
        (
            "Chad's own ambassador and the Fijian envoy abstained.",
            &[
                "position | Chad's own ambassador and the Fijian envoy abstained | Chad+Fijian | abstain",
            ],
        ),
        (
            "Chad, Fiji and Peru voted yes, abstained and voted no respectively.",
            &[
                "position | Chad, Fiji and Peru voted yes, abstained and voted no respectively | Chad | yes",
                "position | Chad, Fiji and Peru voted yes, abstained and voted no respectively | Fiji | abstain",
                "position | Chad, Fiji and Peru voted yes, abstained and voted no respectively | Peru | no",
            ],
        ),
        ("Chad and Fiji voted yes, no and abstained respectively.", &[]),
        (
            "The text was opposed by Chad, but by no Nordic country.",
            &[
                "position | The text was opposed by Chad | Chad | no",
                "group_position | by no Nordic country | Nordic | no",
            ],
        ),
        (
            "The text won the backing of Chad and Fiji.",
            &["position | The text won the backing of Chad and Fiji | Chad+Fiji | yes"],
        ),
    ]);
}

#[test]
fn these_and_no_others() {
    check(&[
        ("Fiji stood alone against it.", &["only | Fiji stood alone against it | Fiji | no"]),
        (
            "Fiji and Chad were alone in abstaining.",
            &["only | Fiji and Chad were alone in abstaining | Fiji+Chad | abstain"],
        ),
        (
            "Fiji cast the only vote against the text.",
            &["only | Fiji cast the only vote against the text | Fiji | no"],
        ),
        ("Fiji was the lone dissenter.", &["only | Fiji was the lone dissenter | Fiji | no"]),
        (
            "Norway, alone among the Nordic members with Iceland, abstained.",
            &[
                "only | Norway, alone among the Nordic members with Iceland, abstained | Norway+Iceland | in Nordic | abstain",
            ],
        ),
        ("No one but Fiji opposed it.", &["only | No one but Fiji opposed it | Fiji | no"]),
        (
            "Norway alone among the Nordic members abstained.",
            &[
                "only | Norway alone among the Nordic members abstained | Norway | in Nordic | abstain",
            ],
        ),
        (
            "All but two of the NATO members opposed it.",
            &["group_position | All but two of the NATO members opposed it | NATO | no"],
        ),
        // Words that name no group we know leave nothing to count.
        ("Three Andean states abstained.", &[]),
        ("The other three abstained.", &[]),
    ]);
}

#[test]
fn from_one_position_to_another() {
    check(&[
        (
            "Peru switched from abstaining to a vote against.",
            &["shift | Peru switched from abstaining to a vote against | Peru | abstain>no"],
        ),
        (
            "Peru crossed over from support to abstention.",
            &["shift | Peru crossed over from support to abstention | Peru | yes>abstain"],
        ),
        (
            "Peru, which used to oppose it, moved to abstention in 2019.",
            &[
                "shift | Peru, which used to oppose it, moved to abstention in 2019 | Peru | no>abstain",
            ],
        ),
        (
            "Peru softened its no to an abstention.",
            &["shift | Peru softened its no to an abstention | Peru | no>abstain"],
        ),
        (
            "Switched from no to abstention: Peru and Chad.",
            &["shift | Switched from no to abstention: Peru and Chad | Peru+Chad | no>abstain"],
        ),
        (
            "Peru, a yes in 2017, abstained.",
            &["shift | Peru, a yes in 2017, abstained | Peru | yes>abstain"],
        ),
        (
            "Three countries abandoned abstention and voted against it: Peru, Chad and Mali.",
            &[
                "shift | Three countries abandoned abstention and voted against it: Peru, Chad and Mali | Peru+Chad+Mali | abstain>no | 3 no",
            ],
        ),
        (
            "Peru, which had abstained in 2009, did so again.",
            &["shift | Peru, which had abstained in 2009, did so again | Peru | abstain>abstain"],
        ),
        // What else it is called tells of no vote.
        (
            "Peru, a neighbour, abstained.",
            &["position | Peru, a neighbour, abstained | Peru | abstain"],
        ),
    ]);
}

#[test]
fn whose_company_was_kept() {
    check(&[
        (
            "Peru abstained, along with Chad and Mali.",
            &["position | Peru abstained, along with Chad and Mali | Peru+Chad+Mali | abstain"],
        ),
        (
            "Peru, like Chad, held back.",
            &["position | Peru, like Chad, held back | Peru+Chad | not yes"],
        ),
        (
            "Peru was among the nays, with Chad and Mali.",
            &["position | Peru was among the nays, with Chad and Mali | Peru+Chad+Mali | no"],
        ),
        (
            "Peru abstained and so, in Africa, did Chad.",
            &[
                "position | Peru abstained | Peru | abstain",
                "position | so, in Africa, did Chad | Chad | abstain",
            ],
        ),
        (
            "Peru and Chad voted no. Mali sided with the majority.",
            &[
                "position | Peru and Chad voted no | Peru+Chad | no",
                "position | Mali sided with the majority | Mali | yes",
            ],
        ),
    ]);
}

#[test]
fn those_and_no_others() {
    check(&[
        (
            "Norway, alone in NATO, abstained.",
            &["only | Norway, alone in NATO, abstained | Norway | in NATO | abstain"],
        ),
        (
            "Alone of the Nordic states, Norway abstained.",
            &["only | Alone of the Nordic states, Norway abstained | Norway | in Nordic | abstain"],
        ),
        (
            "Of the BRICS members Brazil alone voted no.",
            &["only | Of the BRICS members Brazil alone voted no | Brazil | in BRICS | no"],
        ),
        (
            "Peru and Chad were the African countries that abstained.",
            &[
                "only | Peru and Chad were the African countries that abstained | Peru+Chad | in African | abstain",
            ],
        ),
        (
            "Peru was the sole permanent member to abstain.",
            &[
                "only | Peru was the sole permanent member to abstain | Peru | in permanent member | abstain",
            ],
        ),
        (
            "Peru, and nobody else, abstained.",
            &["only | Peru, and nobody else, abstained | Peru | abstain"],
        ),
        (
            "Peru abstained all by itself.",
            &["only | Peru abstained all by itself | Peru | abstain"],
        ),
        (
            "Apart from Peru itself, only Chad voted no.",
            &["only | Apart from Peru itself, only Chad voted no | Chad+Peru | no"],
        ),
        (
            "Five countries, Peru and Chad among them, voted no.",
            &["tally | Five countries, Peru and Chad among them, voted no | no | 5 no"],
        ),
    ]);
}

#[test]
fn idioms_tell_a_position_or_rule_one_out() {
    check(&[
        ("Peru sat on the fence.", &["position | Peru sat on the fence | Peru | abstain"]),
        ("Peru held back.", &["position | Peru held back | Peru | not yes"]),
        (
            "Peru could not bring itself to oppose it.",
            &["position | Peru could not bring itself to oppose it | Peru | not no"],
        ),
        (
            "Peru and Chad were conspicuously absent.",
            &["position | Peru and Chad were conspicuously absent | Peru+Chad | non_voting"],
        ),
        (
            "Peru was nowhere to be seen.",
            &["position | Peru was nowhere to be seen | Peru | non_voting"],
        ),
        (
            "Eleven did not press any of the buttons.",
            &["tally | Eleven did not press any of the buttons | non_voting | 11 non_voting"],
        ),
        ("Peru sat on its hands.", &["position | Peru sat on its hands | Peru | abstain"]),
        (
            "Peru was barred from voting.",
            &["position | Peru was barred from voting | Peru | non_voting"],
        ),
        ("Peru did not vote no.", &["position | Peru did not vote no | Peru | not no"]),
        ("Nobody ventured to oppose it.", &["tally | Nobody ventured to oppose it | no | 0 no"]),
        ("Peru was in the no camp.", &["position | Peru was in the no camp | Peru | no"]),
        ("Peru was a yes in 2010.", &["position | Peru was a yes in 2010 | Peru | yes"]),
        (
            "Peru took refuge in abstention.",
            &["position | Peru took refuge in abstention | Peru | abstain"],
        ),
        ("Peru kept Chad company.", &["position | Peru kept Chad company | Peru"]),
        // What else they did is left open, and so is a friendship in a text that tells of no vote.
        ("Nine could not bring themselves to back it.", &[]),
        ("Peru has stood by Chad for years.", &[]),
        ("Peru was no match for Chad.", &[]),
    ]);
}

#[test]
fn whose_verb_it_is() {
    check(&[
        (
            "Chad, joined by Fiji and Peru, voted no.",
            &["position | Chad, joined by Fiji and Peru, voted no | Chad+Fiji+Peru | no"],
        ),
        (
            "Peru backed it, and Fiji, a neutral, voted against.",
            &[
                "position | Peru backed it | Peru | yes",
                "position | Fiji, a neutral, voted against | Fiji | no",
            ],
        ),
        (
            "Peru and Fiji were opposed, Chad and Mali were among those in favour.",
            &[
                "position | Peru and Fiji were opposed | Peru+Fiji | no",
                "position | Chad and Mali were among those in favour | Chad+Mali | yes",
            ],
        ),
        (
            "Among the non-aligned, Chad and Mali abstained.",
            &["position | Among the non-aligned, Chad and Mali abstained | Chad+Mali | abstain"],
        ),
        (
            "Peru, which had abstained in 2018, this time voted against.",
            &[
                "shift | Peru, which had abstained in 2018, this time voted against | Peru | abstain>no",
            ],
        ),
        // Who the others are is not said, and standing by somebody is no vote.
        ("Of the Nordics, Norway alone wavered and the other four abstained.", &[]),
        (
            "Ten abstained. Chad stood by Mali, as did Peru.",
            &["tally | Ten abstained | abstain | 10 abstain"],
        ),
        (
            "Ten abstained. Peru joined the South.",
            &["tally | Ten abstained | abstain | 10 abstain"],
        ),
    ]);
}

#[test]
fn a_number_points_back_to_those_counted() {
    check(&[
        (
            "Three opposed it, two abstained; the two were Chad and Mali.",
            &[
                "tally | Three opposed it | no | 3 no",
                "tally | two abstained | abstain | 2 abstain",
                "only | the two were Chad and Mali | Chad+Mali | abstain | 2 abstain",
            ],
        ),
        (
            "Three opposed it, two abstained; the three were Chad, Mali and Peru.",
            &[
                "tally | Three opposed it | no | 3 no",
                "tally | two abstained | abstain | 2 abstain",
                "only | the three were Chad, Mali and Peru | Chad+Mali+Peru | no | 3 no",
            ],
        ),
        (
            "Three opposed it, two abstained; the four were Chad, Mali, Fiji and Peru.",
            &[
                "tally | Three opposed it | no | 3 no",
                "tally | two abstained | abstain | 2 abstain",
            ],
        ),
        (
            "NATO was divided: ten for, four against.",
            &["group_position | ten for | NATO | yes", "group_position | four against | NATO | no"],
        ),
        ("NATO split in two, seven to seven.", &[]),
        (
            "Three opposed it, twelve abstained; Mali and Peru were among the twelve.",
            &[
                "tally | Three opposed it | no | 3 no",
                "tally | twelve abstained | abstain | 12 abstain",
                "position | Mali and Peru were among the twelve | Mali+Peru | abstain | 12 abstain",
            ],
        ),
        (
            "Three opposed it, twelve abstained; Mali was among the latter.",
            &[
                "tally | Three opposed it | no | 3 no",
                "tally | twelve abstained | abstain | 12 abstain",
                "position | Mali was among the latter | Mali | abstain",
            ],
        ),
        (
            "Three opposed it, twelve abstained; Mali was among the seven.",
            &[
                "tally | Three opposed it | no | 3 no",
                "tally | twelve abstained | abstain | 12 abstain",
            ],
        ),
    ]);
}

#[test]
fn verbs_that_take_a_side() {
    check(&[
        ("Fiji refused to back it.", &["position | Fiji refused to back it | Fiji | not yes"]),
        ("Fiji declined to oppose it.", &["position | Fiji declined to oppose it | Fiji | not no"]),
        (
            "Fiji withheld its support from the text.",
            &["position | Fiji withheld its support from the text | Fiji | not yes"],
        ),
        ("Fiji sat out the vote.", &["position | Fiji sat out the vote | Fiji | non_voting"]),
        ("Fiji said no to the text.", &["position | Fiji said no to the text | Fiji | no"]),
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
