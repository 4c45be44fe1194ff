//! What delegations said after the vote that they had meant: "Subsequently, the delegation of …".

use scrutineer_record::Position;

/// Delegations that meant the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Correction {
    /// Their names, as a list.
    pub(super) names: String,
    /// What they had meant to do.
    pub(super) position: Position,
}

/// Words before the names.
const BEFORE: [&str; 6] = [
    "delegations of ",
    "delegation of ",
    "representatives of ",
    "representative of ",
    "delegations from ",
    "delegation from ",
];

/// Words after the names.
const AFTER: [&str; 16] = [
    " subsequently",
    " later",
    " informed",
    " advised",
    " had informed",
    " had advised",
    " indicated",
    " stated",
    " said",
    " noted",
    " that ",
    " notified",
    " announced",
    " intended",
    " had intended",
    " wished",
];

/// Reads a note: one entry for each position that is named.
pub(super) fn corrections(note: &str) -> Vec<Correction> {
    let mut found = Vec::new();
    let mut waiting: Vec<String> = Vec::new();
    for clause in clauses(note) {
        let (names, said) = apart(clause);
        waiting.push(names.to_owned());
        if let Some(position) = position(said) {
            let names = waiting.join(", ");
            waiting.clear();
            found.push(Correction { names, position });
        }
    }
    found
}

/// From each delegation, or list of them, up to the next.
fn clauses(note: &str) -> Vec<&str> {
    let mut starts: Vec<(usize, usize)> = BEFORE
        .iter()
        .flat_map(|words| note.match_indices(words).map(|(at, _)| (at, at + words.len())))
        .collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).map(|(before, _)| *before).chain([note.len()]);
    starts.iter().zip(ends).filter_map(|((_, start), end)| note.get(*start..end)).collect()
}

/// The names, and what is said of them.
fn apart(clause: &str) -> (&str, &str) {
    let end = AFTER.iter().filter_map(|words| clause.find(words)).min().unwrap_or(clause.len());
    let (names, said) = clause.split_at_checked(end).unwrap_or((clause, ""));
    // "… of Benin and the " before the next delegation.
    let names = names.trim_end_matches("the ").trim_end_matches("and ");
    (names.trim_end_matches([' ', ',', ';']), said)
}

/// The position that a clause names first.
fn position(said: &str) -> Option<Position> {
    const WORDS: [(&str, Position); 12] = [
        ("not to participate", Position::NonVoting),
        ("not participate", Position::NonVoting),
        ("not intended to participate", Position::NonVoting),
        ("not intended to vote", Position::NonVoting),
        ("not to vote", Position::NonVoting),
        ("not to take part", Position::NonVoting),
        ("in favour", Position::Yes),
        ("in favor", Position::Yes),
        ("against", Position::No),
        ("abstain", Position::Abstain),
        ("abstention", Position::Abstain),
        ("vote yes", Position::Yes),
    ];
    let found = WORDS.iter().filter_map(|(words, position)| Some((said.find(words)?, *position)));
    found.min_by_key(|(at, _)| *at).map(|(_, position)| position)
}
