//! Who is said to have taken which position, with whom, and who before.

use super::*;

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
