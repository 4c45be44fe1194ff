//! Members by name, and tallies in words.

use scrutineer_record::{MemberId, MemberSet, Members, Position, Tally};

pub(crate) use scrutineer_report::words::cited;
use scrutineer_report::words::position_word;

use crate::terminal::style::{of_position, paint};
use crate::terminal::wrap::tied;

/// The names of the members in the press, in alphabetical order, none to be broken over lines.
pub(crate) fn names(members: &Members, set: MemberSet) -> Vec<String> {
    let mut names: Vec<&str> = set.iter().map(|id| members[id].press_name.as_str()).collect();
    names.sort_by_key(|name| scrutineer_record::fold(name));
    names.into_iter().map(tied).collect()
}

/// The names of the members as a list in words.
pub(crate) fn listed(members: &Members, set: MemberSet) -> String {
    names(members, set).join(", ")
}

/// The names of a list of members as a list in words, in its own order.
pub(crate) fn in_order(members: &Members, list: &[MemberId]) -> String {
    let names: Vec<_> = list.iter().map(|id| tied(&members[*id].press_name)).collect();
    names.join(", ")
}

/// At most `most` of the names, and of the rest the number.
pub(crate) fn cut(names: &[String], most: usize) -> String {
    // A cut that saves a name or two is worse than none.
    if names.len() <= most + 3 {
        return names.join(", ");
    }
    let shown: Vec<_> = names.iter().take(most).map(String::as_str).collect();
    let rest = tied(&format!("… and {} more", names.len() - most));
    format!("{}, {rest}", shown.join(", "))
}

/// A tally in words, the positions that nobody took left out: `27 abstain, 1 no`.
pub(crate) fn split(tally: Tally) -> String {
    let mut counts: Vec<_> = Position::ALL
        .into_iter()
        .map(|position| (tally.of(position), position))
        .filter(|(count, _)| *count > 0)
        .collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let words: Vec<_> = counts
        .into_iter()
        .map(|(count, position)| {
            paint(of_position(position), &tied(&format!("{count} {}", position_word(position))))
        })
        .collect();
    words.join(", ")
}

/// The same in colour, and short for tables: nobody not voting is not said, nobody at all is a dash.
pub(crate) fn in_colour(tally: Tally) -> String {
    let part = |position| paint(of_position(position), &tally.of(position).to_string());
    match (tally.roll(), tally.non_voting) {
        (0, _) => "–".to_owned(),
        (_, absent) => {
            let cast = [Position::Yes, Position::No, Position::Abstain].map(part).join("-");
            if absent == 0 { cast } else { format!("{cast} ({absent})") }
        }
    }
}
