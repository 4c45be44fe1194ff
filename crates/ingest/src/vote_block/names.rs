//! Lists of names as they are printed: names split by the end of a line or a page, run together, inverted,
//! with commas in them.

use std::collections::HashMap;

use scrutineer_record::{Date, Lookup, MemberId, Members, NameKind, fold};

/// A list that has no comma for so many bytes is looked at line by line only.
const LONGEST_RUN: usize = 8000;

/// The shortest name, without blanks, that is told apart from its neighbours without a separator.
const SHORTEST: usize = 4;

/// Looks up names of members.
pub(super) struct Names<'m> {
    members: &'m Members,
    /// Names by their letters alone.
    by_letters: HashMap<String, String>,
    longest: usize,
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The line on which it begins.
    pub(super) line: u64,
    /// The name as read.
    pub(super) read: String,
    /// Who is meant, if that is known.
    pub(super) member: Option<MemberId>,
}

/// Text between two separators; where a line ends in it, `\n` stands.
#[derive(Clone, Debug)]
struct Piece {
    line: u64,
    text: String,
}

impl<'m> Names<'m> {
    pub(super) fn of(members: &'m Members) -> Names<'m> {
        let printed = [NameKind::Short, NameKind::Press, NameKind::Official, NameKind::Alias];
        let names = members.names().iter();
        let names = names.filter(|name| name.language == "en" && printed.contains(&name.kind));
        let by_letters: HashMap<_, _> = names
            .map(|name| (letters(&name.text), name.text.clone()))
            .filter(|(letters, _)| letters.len() >= SHORTEST)
            .collect();
        let longest = by_letters.keys().map(String::len).max().unwrap_or_default();
        Names { members, by_letters, longest }
    }

    /// Whether this is the name of a member of any time.
    pub(super) fn knows(&self, name: &str) -> bool {
        let name = bare(name);
        is_name_like(name)
            && (self.members.lookup(name, None) != Lookup::Unknown
                || self.by_letters.contains_key(&letters(name)))
    }

    /// The member that is meant at a date: the one that sat there then.
    pub(super) fn member(&self, name: &str, date: Date) -> Option<MemberId> {
        let name = bare(name);
        if !is_name_like(name) {
            return None;
        }
        let found = self.members.lookup(name, Some(date)).one();
        let found = found.or_else(|| {
            let spelt = self.by_letters.get(&letters(name))?;
            self.members.lookup(spelt, Some(date)).one()
        })?;
        Some(self.members.in_seat_at(found, date).unwrap_or(found))
    }

    /// Whether at least half of what stands between commas are names.
    pub(super) fn is_list(&self, text: &str) -> bool {
        let pieces: Vec<_> =
            text.split([',', ';', '.']).filter(|piece| !piece.trim().is_empty()).collect();
        let known = pieces
            .iter()
            .filter(|piece| self.knows(piece) || self.run_together(piece).is_some())
            .count();
        known > 0 && 2 * known >= pieces.len()
    }

    /// Whether a line goes on with the list that stands before it.
    pub(super) fn continues(&self, before: &[(u64, String)], line: &str) -> bool {
        let before = tail(before);
        let is_open = before.matches('(').count() > before.matches(')').count();
        if is_open || before.ends_with([',', ';', '-']) || line.starts_with('(') {
            return true;
        }
        let last = before.rsplit([',', ';']).next().unwrap_or_default();
        let first = line.split([',', ';']).next().unwrap_or_default();
        self.is_list(line) || self.begins(&format!("{last} {first}"))
    }

    /// Whether a name begins so, or is this.
    fn begins(&self, text: &str) -> bool {
        let letters = letters(text);
        self.by_letters.keys().any(|name| name.starts_with(&letters))
    }

    /// Reads the lines of a list.
    pub(super) fn entries(&self, lines: &[(u64, String)], date: Date) -> Vec<Entry> {
        let pieces = self.merged(pieces(lines));
        let mut entries: Vec<Entry> = Vec::new();
        for piece in pieces {
            if is_none(&piece.text) || self.is_rest_of_last(&entries, &piece) {
                continue;
            }
            self.add_piece(&piece, date, &mut entries);
        }
        entries
    }

    /// A stray "(Islamic Republic of)" after a name that was read without it.
    fn is_rest_of_last(&self, entries: &[Entry], piece: &Piece) -> bool {
        let last = entries.last().filter(|last| last.member.is_some());
        piece.text.starts_with('(')
            && last.is_some_and(|last| self.knows(&format!("{} {}", last.read, piece.text)))
    }

    fn add_piece(&self, piece: &Piece, date: Date, entries: &mut Vec<Entry>) {
        let text = piece.text.replace('\n', " ");
        let mut add = |line, read: &str, member| {
            entries.push(Entry { line, read: read.trim().to_owned(), member });
        };
        if let Some(member) = self.member(&text, date) {
            return add(piece.line, &text, Some(member));
        }
        if let Some(names) = self.run_together(&text) {
            for name in names {
                add(piece.line, name, self.member(name, date));
            }
            return;
        }
        let parts = piece.text.split(['\n', '.']).map(str::trim).filter(|part| !part.is_empty());
        let known = parts.clone().any(|part| self.knows(part));
        if !known {
            return add(piece.line, &text, None);
        }
        for part in parts {
            add(piece.line, part, self.member(part, date));
        }
    }

    /// Puts together again what a comma within a name has parted: brackets, and "Germany, Federal Republic of".
    fn merged(&self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut merged: Vec<Piece> = Vec::new();
        for piece in pieces {
            let Some(last) = merged.last_mut() else {
                merged.push(piece);
                continue;
            };
            let is_open = last.text.contains('(') && !last.text.contains(')');
            if is_open && piece.text.contains(')') {
                last.text = format!("{} {}", last.text, piece.text);
            } else if self.is_inverted(&last.text, &piece.text) {
                last.text = format!("{}, {}", last.text, piece.text);
            } else {
                merged.push(piece);
            }
        }
        merged
    }

    /// Whether the second belongs to the first: no name ends in "of" but one that goes on before the comma.
    fn is_inverted(&self, first: &str, second: &str) -> bool {
        let (first, second) = (first.replace('\n', " "), second.replace('\n', " "));
        let second = bare(&second);
        let lower = second.to_lowercase();
        (lower.ends_with(" of") || lower.ends_with(" of the"))
            && (self.knows(&format!("{first}, {second}"))
                || self.knows(&format!("{second} {first}")))
    }

    /// The names of which a text consists without a separator, as few as possible.
    fn run_together(&self, text: &str) -> Option<Vec<&str>> {
        let letters = letters(text);
        if letters.len() > LONGEST_RUN {
            return None;
        }
        // For each place the fewest names that end there, and where the last of them begins.
        let mut best: Vec<Option<(usize, usize, Option<&str>)>> = vec![None; letters.len() + 1];
        *best.first_mut()? = Some((0, 0, None));
        for end in 1..=letters.len() {
            let first = end.saturating_sub(self.longest);
            for start in first..end {
                let Some((count, ..)) = best.get(start).copied().flatten() else { continue };
                let Some(word) = letters.get(start..end) else { continue };
                let name = self.by_letters.get(word).map(String::as_str);
                let is_link = count > 0 && end < letters.len() && matches!(word, "and" | "the");
                if name.is_none() && !is_link {
                    continue;
                }
                let count = count + usize::from(name.is_some());
                if let Some(place) = best.get_mut(end)
                    && place.is_none_or(|(fewest, ..)| count < fewest)
                {
                    *place = Some((count, start, name));
                }
            }
        }
        let mut names = Vec::new();
        let mut at = letters.len();
        while at > 0 {
            let (_, start, name) = best.get(at).copied().flatten()?;
            names.extend(name);
            at = start;
        }
        names.reverse();
        (!names.is_empty()).then_some(names)
    }
}

/// The end of a list: as many lines as a name can take.
fn tail(lines: &[(u64, String)]) -> String {
    const LINES: usize = 4;
    let from = lines.len().saturating_sub(LINES);
    let lines: Vec<_> = lines.iter().skip(from).map(|(_, text)| text.as_str()).collect();
    lines.join(" ")
}

/// What stands between commas and semicolons.
fn pieces(lines: &[(u64, String)]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut goes_on = false;
    for (line, text) in lines {
        for (place, part) in text.split([',', ';']).enumerate() {
            match pieces.last_mut().filter(|_| place == 0 && goes_on) {
                Some(last) => {
                    last.text.push('\n');
                    last.text.push_str(part.trim());
                }
                None => pieces.push(Piece { line: *line, text: part.trim().to_owned() }),
            }
        }
        goes_on = !text.trim_end().ends_with([',', ';']);
    }
    pieces.retain(|piece| piece.text.chars().any(|sign| sign.is_alphanumeric() || sign == '-'));
    pieces
}

/// A name without what stands around it.
fn bare(name: &str) -> &str {
    let name = name.trim().trim_end_matches(['.', ';', ',', ' ']);
    let without_mark = name.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let name = without_mark.strip_prefix("and ").unwrap_or(without_mark);
    name.trim()
}

/// Short words such as "are" and "can" are codes of members, but no names in a list.
fn is_name_like(name: &str) -> bool {
    let count = name.chars().filter(|sign| sign.is_alphabetic()).count();
    count > 3 || (count > 1 && name.chars().all(|sign| !sign.is_lowercase()))
}

/// Whether a list says that nobody is on it.
pub(super) fn is_none(text: &str) -> bool {
    let word = text.trim_matches(|sign: char| !sign.is_alphanumeric()).to_lowercase();
    matches!(word.as_str(), "" | "none" | "nil" | "0" | "no one")
}

/// A name by its letters alone.
fn letters(name: &str) -> String {
    let mut letters = fold(name);
    letters.retain(|sign| sign != ' ');
    letters
}
