//! Words of titles by their stems, and which of them tell nothing.

use super::in_one_number;

pub(super) fn is_number(word: &[u8]) -> bool {
    word.iter().all(u8::is_ascii_digit)
}

/// What a word that stands everywhere tells of what another of its frequency would.
pub(super) const LITTLE: f64 = 0.3;

/// Words are the same if they begin alike for so long: "Palestine" and "Palestinian".
pub(super) const STEM: usize = 8;

/// Tells the words of a folded text, cut to their stems roughly, and whether they stand in texts of any kind.
/// Those that tell nothing are left out.
pub(super) fn each_word(folded: &str, mut tell: impl FnMut(&str, bool)) {
    let mut rewritten = String::new();
    for word in folded.split(' ').filter(|word| word.len() > 2 && !is_empty(word.as_bytes())) {
        tell(stem(word, &mut rewritten), is_common(word));
    }
}

/// Words that tell nothing.
pub(super) fn is_empty(word: &[u8]) -> bool {
    matches!(
        word,
        b"the"
            | b"and"
            | b"for"
            | b"with"
            | b"from"
            | b"that"
            | b"this"
            | b"other"
            | b"into"
            | b"its"
            | b"their"
            | b"all"
            | b"against"
            | b"resolution"
            | b"which"
            | b"was"
            | b"were"
            | b"have"
            | b"has"
            | b"countries"
            | b"members"
            | b"states"
            | b"vote"
            | b"text"
    )
}

/// Words that stand in titles of any kind.
pub(super) fn is_common(word: &str) -> bool {
    matches!(
        word,
        "united" | "nations" | "general" | "assembly" | "international" | "human" | "rights"
    )
}

/// The stem of a word, which may have to be written anew.
pub(super) fn stem<'w>(word: &'w str, rewritten: &'w mut String) -> &'w str {
    let word = word.strip_suffix('s').unwrap_or(word);
    let mut stem = word;
    let our = word.as_bytes().windows(3).any(|letters| letters == b"our");
    if our || word.ends_with('y') {
        *rewritten = word.replace("our", "or");
        if rewritten.ends_with('y') {
            rewritten.pop();
            rewritten.push('i');
        }
        stem = rewritten;
    }
    if stem.starts_with("state") {
        return stem;
    }
    let end = stem.char_indices().nth(STEM).map_or(stem.len(), |(end, _)| end);
    stem.get(..end).unwrap_or_default()
}

/// "our" in a word: few have a "u" at all.
pub(super) fn has_our(word: &[u8]) -> bool {
    word.contains(&b'u') && word.windows(3).any(|letters| letters == b"our")
}

/// The stem of a word that need not be written anew for it, as a number: that of nearly all words.
pub(super) fn whole_stem(word: &[u8]) -> Option<u64> {
    let word = word.strip_suffix(b"s").unwrap_or(word);
    let rewritten = word.ends_with(b"y") || has_our(word);
    let kept_long = word.len() > STEM && word.starts_with(b"state");
    let stem = word.get(..word.len().min(STEM)).filter(|_| !rewritten && !kept_long)?;
    stem.is_ascii().then(|| in_one_number(stem))?
}
