//! Idioms for positions: one table of words, each with what it tells of those who are said to have done it.
//!
//! Some tell just one position. Others only rule one out: who "held back" did not vote yes, whether they
//! abstained, voted no or stayed away.

mod absence;
mod company;
mod forms;
mod moves;
mod positions;
mod states;

use states::STATES;

use crate::cues::{Cue, Form, Verb};

/// A verb with the words after it that make it an idiom. `{its}` stands for every possessive, `{itself}` for
/// every reflexive pronoun, `{it}` for a text that is voted on; a bar parts wordings.
struct Idiom {
    tells: Verb,
    /// Base, third person, past, present participle.
    verb: [&'static str; 4],
    rest: &'static [&'static str],
}

const fn idiom(tells: Verb, verb: [&'static str; 4], rest: &'static [&'static str]) -> Idiom {
    Idiom { tells, verb, rest }
}

/// Every wording of the idioms with its cue.
pub(crate) fn wordings() -> Vec<(String, Cue)> {
    let mut all = Vec::new();
    let tables = [positions::IDIOMS, absence::IDIOMS, company::IDIOMS, moves::IDIOMS];
    for Idiom { tells, verb, rest } in tables.into_iter().flatten() {
        let forms = [Form::Base, Form::Third, Form::Past, Form::Ing];
        for (form, words) in forms.into_iter().zip(verb).rev() {
            for word in words.split('|').filter(|word| !word.is_empty()) {
                for rest in *rest {
                    let phrase = format!("{word} {rest}");
                    all.extend(
                        spelled_out(phrase.trim()).map(|words| (words, Cue::Verb(*tells, form))),
                    );
                }
            }
        }
    }
    for (tells, states) in STATES {
        all.extend(
            states
                .iter()
                .flat_map(|state| spelled_out(state))
                .map(|words| (words, Cue::State(*tells))),
        );
    }
    let denying = states::DENYING.iter().flat_map(|words| spelled_out(words));
    all.extend(denying.map(|words| (words, Cue::Not)));
    all
}

/// The phrase with every word that `{its}`, `{itself}` and `{it}` stand for.
fn spelled_out(phrase: &str) -> impl Iterator<Item = String> {
    const IT: [&str; 6] =
        ["it", "the text", "the resolution", "the draft", "the motion", "the proposal"];
    const OWN: [&str; 5] = ["its", "their", "his", "her", "our"];
    const SELF: [&str; 5] = ["itself", "themselves", "himself", "herself", "ourselves"];
    let many = if phrase.contains("{its") { OWN.len() } else { 1 };
    let texts = if phrase.contains("{it}") { IT.len() } else { 1 };
    let phrase = phrase.to_owned();
    OWN.into_iter().zip(SELF).take(many).flat_map(move |(own, itself)| {
        let phrase = phrase.replace("{its}", own).replace("{itself}", itself);
        IT.into_iter().take(texts).map(move |it| phrase.replace("{it}", it))
    })
}

/// Whether those who are said to have done so abstained or were not there, and the words leave open which.
pub(crate) fn leaves_absence_open(idiom: &str) -> bool {
    const BEGINNINGS: [&str; 26] = [
        "sat ",
        "sit ",
        "sits ",
        "sitting ",
        "kept out",
        "keep out",
        "keeping out",
        "stayed out of it",
        "ducked ",
        "dodged ",
        "avoided ",
        "steered clear",
        "took no position",
        "took no sta",
        "recorded no p",
        "recorded no choice",
        "registered no p",
        "registered no choice",
        "made no choice",
        "chose no",
        "preferred not to ",
        "opted not to ",
        "declined to ",
        "refused to take ",
        "refused to choose",
        "did not take ",
    ];
    let counsel = idiom.ends_with("counsel") || idiom.ends_with("either way");
    let sides =
        idiom.starts_with("did") && ["sides", "a side"].iter().any(|it| idiom.ends_with(it));
    let sat = idiom.starts_with("si") || idiom.starts_with("sa");
    let room =
        ["room", "hall", "chamber", "part", "vote at all"].iter().any(|it| idiom.ends_with(it));
    let begins = BEGINNINGS.iter().any(|beginning| idiom.starts_with(beginning));
    !room && (counsel || sides || begins && (!sat || idiom.split(' ').any(|word| word == "out")))
}
