//! What may have been meant by a word that means nothing.

use scrutineer_record::{Record, Symbol, fold};

/// At most this many suggestions.
const MOST: usize = 3;

/// The names most like `typed`, best first; none if none is like it.
pub(crate) fn names<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Vec<&'n str> {
    let typed = fold(typed);
    let likeness = |name: &str| {
        let name = fold(name);
        let like = strsim::jaro_winkler(&typed, &name);
        // A name that contains what was typed, or the other way round, is like it whatever its length.
        let within = typed.len() > 2 && (name.contains(&typed) || typed.contains(&name));
        if within && name.len() > 2 { like.max(0.9) } else { like }
    };
    let mut ranked: Vec<(f64, &str)> = names
        .map(|name| (likeness(name), name))
        .filter(|(likeness, _)| *likeness >= 0.84)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.len().cmp(&b.1.len())).then(a.1.cmp(b.1)));
    ranked.dedup_by_key(|(_, name)| *name);
    ranked.into_iter().map(|(_, name)| name).take(MOST).collect()
}

/// The known symbols most like `typed`: a slip of the fingers first, then near numbers of one session.
pub(crate) fn symbols(record: &Record, typed: &str) -> Vec<Symbol> {
    let typed = typed.trim().to_uppercase();
    let bare = typed.starts_with(|first: char| first.is_ascii_digit());
    let full = if bare { format!("A/RES/{typed}") } else { typed };
    let mut ranked: Vec<(usize, u64, Symbol)> = known_symbols(record)
        .filter_map(|symbol| {
            let text = symbol.to_string();
            let edits = strsim::damerau_levenshtein(&full, &text);
            let apart = numbers_apart(&full, &text);
            let far = apart.unwrap_or(u64::MAX);
            if text.starts_with(&format!("{full}(")) {
                // A serial number whose session was left out.
                return Some((0, 0, symbol));
            }
            // The next number is as likely a slip as one wrong character.
            let slips = if far <= 1 { 1 } else { edits.min(2) };
            (slips <= 1 || far <= 30).then_some((slips, far, symbol))
        })
        .collect();
    ranked.sort();
    ranked.dedup_by(|a, b| a.2 == b.2);
    ranked.into_iter().map(|(_, _, symbol)| symbol).take(MOST).collect()
}

/// Every symbol of a vote or a text.
fn known_symbols(record: &Record) -> impl Iterator<Item = Symbol> + '_ {
    let votes = record.votes().filter_map(|vote| vote.facts().symbol.clone());
    votes.chain(record.facts().proposals.iter().map(|text| text.symbol.clone()))
}

/// How far the last numbers of two symbols lie apart, if all before them is the same.
fn numbers_apart(one: &str, other: &str) -> Option<u64> {
    let (start, number) = one.rsplit_once('/')?;
    let (other_start, other_number) = other.rsplit_once('/')?;
    if start != other_start {
        return None;
    }
    Some(number.parse::<u64>().ok()?.abs_diff(other_number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first() {
        let known = ["Russian Federation", "Rwanda", "Romania", "Niger", "Nigeria"];
        assert_eq!(names("russian federtion", known.into_iter()), ["Russian Federation"]);
        assert_eq!(names("Nigerai", known.into_iter()), ["Nigeria", "Niger"]);
        assert_eq!(names("Atlantis", known.into_iter()), [""; 0]);
    }
}
