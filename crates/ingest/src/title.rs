//! Titles as the catalogue writes them: `Title : resolution / adopted by the General Assembly`.

/// What the catalogue adds to a title.
const TAIL: &str = "resolution / adopted by the General Assembly";

/// The title of the text, without what the catalogue adds about its adoption, however that is spelt.
pub(crate) fn of_text(catalogued: &str) -> &str {
    let whole = catalogued.trim();
    let before = before_adoption(whole);
    let told = before.is_some();
    let text = before.unwrap_or(whole).trim_end();
    let text = without_kind(text, told).unwrap_or(text);
    // A title that is nothing but the tail says at least that.
    if text.is_empty() { whole } else { text }
}

/// The same of a title that may be cut off anywhere in the tail, as some releases cut at 60 characters.
pub(crate) fn of_cut_text(catalogued: &str) -> &str {
    let text = of_text(catalogued);
    let Some((before, tail)) = text.rsplit_once(':') else { return text };
    let tail = tail.trim();
    let is_cut = !tail.is_empty() && TAIL.starts_with(tail);
    if is_cut { before.trim_end() } else { text }
}

/// What stands before "/ adopted by the General Assembly".
fn before_adoption(text: &str) -> Option<&str> {
    if let Some((before, after)) = text.rsplit_once('/')
        && is_adoption(after)
    {
        return Some(before);
    }
    // The stroke is forgotten now and then: then the kind of text tells where the tail begins.
    let at = text.to_ascii_lowercase().rfind(" adopted by the general")?;
    let (before, _) = text.split_at_checked(at)?;
    without_kind(before, false).is_some().then_some(before)
}

/// Whether this is "adopted by the General Assembly" in some spelling.
fn is_adoption(words: &str) -> bool {
    let words = words.trim().to_ascii_lowercase();
    let mut words = words.split_whitespace();
    let first = words.next().unwrap_or_default();
    let verb = first.starts_with("ad") && first.ends_with("ed") || first == "submitted";
    let by = if verb { words.next().unwrap_or_default() } else { first };
    by == "by" && words.next() == Some("the") && words.count() <= 3
}

/// What stands before the kind of text: ": resolution", ":P resolution". Without a colon the word belongs to
/// the tail only if the rest of that has been found (`told`).
fn without_kind(text: &str, told: bool) -> Option<&str> {
    let text = text.trim_end();
    let start = text.rfind(|sign: char| sign.is_whitespace() || sign == ':').map_or(0, |at| at + 1);
    let (before, word) = text.split_at_checked(start)?;
    if !is_kind(word) {
        return None;
    }
    let before = before.trim_end();
    match before.rsplit_once(':') {
        Some((title, slip)) if slip.len() <= 1 => Some(title.trim_end()),
        _ => told.then_some(before),
    }
}

/// Whether this is "resolution", "resolutions" or "decision" in some spelling: in small letters, since in
/// titles of the catalogue the word has a capital where it begins one.
fn is_kind(word: &str) -> bool {
    word.starts_with("resol") || word.starts_with("resou") || word.starts_with("decision")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(catalogued: &str, expect: &str) {
        assert_eq!(of_text(catalogued), expect, "{catalogued}");
    }

    #[test]
    fn tails_go_however_they_are_spelt() {
        for tail in [
            " : resolution / adopted by the General Assembly",
            " : resolutions / adopted by the General Assembly.",
            " : resolution / addopted by the General  Assemly",
            ":resoultion /  adopted by the General Assemblyv ",
            " :P resolution / adopted by the General Assembly",
            " : resolution / by the General Assembly",
            " : resolution / adopted by the General",
            " : resolution / adopted by the United Nations",
            " : resolution adopted by the General Assembly",
            " resolutio / adopted by the General Assembly",
            " : resolution / submitted by the General Assembly",
            " : resolution ",
            " / adopted by the General Assembly",
            "",
        ] {
            check(&format!("Example of a title [Rule 73]{tail}"), "Example of a title [Rule 73]");
        }
    }

    #[test]
    fn what_belongs_to_the_title_stays() {
        for title in [
            "Measures: a second part",
            "Report of the Committee on and/or adopted by others",
            "On a draft resolution",
            "Follow-up to the plan adopted by the General Assembly",
            "Question of Côte d'Ivoire : Zürich",
            "resolution",
            "",
        ] {
            check(title, title);
        }
    }
}
