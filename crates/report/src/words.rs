//! Words that are said alike wherever findings are shown.

use scrutineer_book::{CITATION, Info};
use scrutineer_claims::{Attribution, Claim, Definition, LeftOut, Manner};
use scrutineer_measures::Share;
use scrutineer_record::{Date, MemberSet, Position, Record, Tally, fold};

/// `text` from outside made fit to be quoted: no control characters, so that nothing quoted from a file can
/// drive the terminal or reorder a page, and no blanks but single ones.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            letter if letter.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            letter if letter.is_control() || is_bidi_control(letter) => plain.push('\u{fffd}'),
            letter => plain.push(letter),
        }
    }
    plain.trim().to_owned()
}

/// Who says a claim: `Jane Doe (Kenya's envoy) to AFP, quoted, as told by the minister`; empty if the text does.
pub fn said_by(claim: &Claim) -> String {
    let someone =
        |said: &Attribution| said.speaker.as_deref().map_or_else(|| "someone".to_owned(), plain);
    let Some((inner, outer)) = claim.said.split_last() else {
        return if claim.quoted { "someone quoted".to_owned() } else { String::new() };
    };
    let mut words = someone(inner);
    if let Some(role) = inner.role.as_ref().filter(|role| role.len() <= LONGEST_ROLE) {
        words.push_str(&format!(" ({})", plain(role)));
    }
    if let Some(outlet) =
        inner.outlet.as_ref().filter(|outlet| inner.speaker.as_ref() != Some(outlet))
    {
        words.push_str(&format!(" to {}", plain(outlet)));
    }
    if inner.manner == Manner::Direct {
        words.push_str(", quoted");
    }
    for teller in outer.iter().rev() {
        words.push_str(&format!(", as told by {}", someone(teller)));
    }
    words
}

/// Longer roles are left to the JSON.
const LONGEST_ROLE: usize = 48;

/// Marks that reorder text can make a quotation read otherwise than it stands.
pub fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What the book is and how far it goes: `built-in, 97 votes to Dec 2023`.
pub fn book_line(info: &Info) -> String {
    let kind = if info.built_in { "built-in" } else { "imported" };
    let until = info.until.map_or_else(String::new, |until| {
        let words = until.in_short_words();
        // The month is enough.
        let month = words.split_once(' ').filter(|(day, _)| day.parse::<u8>().is_ok());
        format!(" to {}", month.map_or(words.as_str(), |(_, month)| month))
    });
    let with: String = info.with.iter().map(|file| format!(" + {file}")).collect();
    format!("{kind}{with}, {} votes{until}", info.votes)
}

/// The citations that stand wherever the votes do: of the sources of the book and of what is built in.
pub fn citations(info: &Info) -> Vec<String> {
    let mut citations: Vec<String> = info.citations().into_iter().map(ToOwned::to_owned).collect();
    if !citations.iter().any(|citation| citation == CITATION) {
        citations.push(format!("What is built in: {CITATION}"));
    }
    citations
}

/// A tally as it is cited, those not voting in brackets: `119-46-14 (14)`.
pub fn cited(tally: Tally) -> String {
    format!("{tally} ({})", tally.non_voting)
}

/// The word for a position.
pub fn position_word(position: Position) -> &'static str {
    match position {
        Position::NonVoting => "not voting",
        position => position.code(),
    }
}

/// The names of members in the press, in alphabetical order.
pub fn press_names(record: &Record, members: MemberSet) -> Vec<&str> {
    let name = |id| record.members()[id].press_name.as_str();
    let mut names: Vec<_> = members.iter().map(name).collect();
    names.sort_by_key(|name| fold(name));
    names
}

/// How a loose term was taken: `"The West" taken as West, wide (WEST_EXT): WEST_EXT 38 of 45, all 38 of 46`.
/// Counts are not broken over lines.
pub fn defined(record: &Record, definition: &Definition) -> String {
    let Definition { words, taken_as, readings } = definition;
    let group = record.groups().by_code(taken_as).map(|group| &record.groups()[group]);
    let name = match group {
        Some(group) if group.name != *taken_as => format!("{} ({taken_as})", group.name),
        _ => taken_as.clone(),
    };
    let readings: Vec<_> = readings
        .iter()
        .map(|(group, count)| format!("{group} {}", count.replace(' ', "\u{a0}")))
        .collect();
    let before = if readings.is_empty() { "" } else { ": " };
    format!("\"{}\" taken as {name}{before}{}", plain(words), readings.join(", "))
}

/// What stands before a fact that the statement leaves out: whether its author could have known it.
pub fn time_of(record: &Record, said: Option<Date>, fact: &LeftOut) -> &'static str {
    if !fact.after_statement {
        return "left out";
    }
    let votes = fact.votes.iter().filter_map(|symbol| record.vote_on(&symbol.parse().ok()?));
    // The vote that the statement is about lies before it; a second one makes the fact one of both times.
    let before = votes.filter(|vote| said.is_none_or(|said| !said.is_before(vote.date))).count();
    if before > 1 { "before and since" } else { "since then" }
}

/// `4 claims`, `1 claim`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// A probability to three places, never as none at all.
pub fn probability(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") }
}

/// A share with its percentage: `12 of 80 (15 %)`; a dash where there is nothing to share.
pub fn percent(share: Share) -> String {
    match share.ratio() {
        Some(ratio) => format!("{share} ({:.0} %)", 100.0 * ratio),
        None => "–".to_owned(),
    }
}
