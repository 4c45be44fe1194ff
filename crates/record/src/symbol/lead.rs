//! The words before a number that make it a symbol: "General Assembly resolution", "res.", "documents".

use std::sync::LazyLock;

use crate::Body;

use super::Kind;
use super::cursor::Cursor;

/// The words that lead in a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    pub(super) of: Named,
    pub(super) noun: Noun,
    /// Whether a comma follows: "the resolution, 2758 (XXVI)". A bare number behind it is a count.
    pub(super) apart: bool,
}

/// What kind of thing the citation is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    Resolution,
    Resolutions,
    Decision,
    /// A document or draft, which only a full symbol or an `L.` number names.
    Document,
}

/// The body that the words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    Unsaid,
    Body(Body),
    /// "the Council": the form of the number tells which.
    Council,
    /// "the Commission".
    Commission,
}

/// Names of bodies; longer ones before their own beginnings.
const BODIES: [(&str, Named); 15] = [
    ("General Assembly", Named::Body(Body::GeneralAssembly)),
    ("Assembly", Named::Body(Body::GeneralAssembly)),
    ("UNGA", Named::Body(Body::GeneralAssembly)),
    ("GA", Named::Body(Body::GeneralAssembly)),
    ("Security Council", Named::Body(Body::SecurityCouncil)),
    ("UNSC", Named::Body(Body::SecurityCouncil)),
    ("SC", Named::Body(Body::SecurityCouncil)),
    ("Human Rights Council", Named::Body(Body::HumanRightsCouncil)),
    ("UNHRC", Named::Body(Body::HumanRightsCouncil)),
    ("HRC", Named::Body(Body::HumanRightsCouncil)),
    ("Economic and Social Council", Named::Body(Body::EconomicAndSocialCouncil)),
    ("ECOSOC", Named::Body(Body::EconomicAndSocialCouncil)),
    ("Commission on Human Rights", Named::Body(Body::CommissionOnHumanRights)),
    ("Council", Named::Council),
    ("Commission", Named::Commission),
];

const NOUNS: [(&str, Noun); 14] = [
    ("resolutions", Noun::Resolutions),
    ("resolution", Noun::Resolution),
    ("res.", Noun::Resolution),
    ("res", Noun::Resolution),
    ("decisions", Noun::Decision),
    ("decision", Noun::Decision),
    ("dec.", Noun::Decision),
    ("documents", Noun::Document),
    ("document", Noun::Document),
    ("doc.", Noun::Document),
    ("drafts", Noun::Document),
    ("draft", Noun::Document),
    ("amendments", Noun::Document),
    ("amendment", Noun::Document),
];

/// "UNSCR 2334" and "UNGAR 73/27" name body and kind in one word.
const ONE_WORD: [(&str, Body); 2] =
    [("UNSCR", Body::SecurityCouncil), ("UNGAR", Body::GeneralAssembly)];

/// The first words of what is in the tables above, by their first two letters: most words of a text begin otherwise.
static FIRST_WORDS: LazyLock<Vec<Vec<&'static [u8]>>> = LazyLock::new(|| {
    let nouns = NOUNS.iter().map(|(noun, _)| noun);
    let bodies = BODIES.iter().map(|(body, _)| body);
    let all = nouns.chain(bodies).chain(ONE_WORD.iter().map(|(both, _)| both));
    let mut by_pair = vec![Vec::new(); 26 * 26];
    for words in all.map(|words| words.as_bytes()) {
        let length = words.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if let &[first, second, ..] = words
            && let Some(known) = pair(first, second).and_then(|pair| by_pair.get_mut(pair))
        {
            known.extend(words.get(..length));
        }
    }
    by_pair
});

/// Which pairs of letters those words begin with.
#[expect(clippy::indexing_slicing, reason = "worked out by the compiler, which would say so")]
static BEGINS: [bool; 1024] = {
    let mut begins = [false; 1024];
    let mut place = 0;
    while place < NOUNS.len() {
        begins = with_pair_of(begins, NOUNS[place].0);
        place += 1;
    }
    place = 0;
    while place < BODIES.len() {
        begins = with_pair_of(begins, BODIES[place].0);
        place += 1;
    }
    place = 0;
    while place < ONE_WORD.len() {
        begins = with_pair_of(begins, ONE_WORD[place].0);
        place += 1;
    }
    begins
};

#[expect(clippy::indexing_slicing, reason = "worked out by the compiler, which would say so")]
const fn with_pair_of(mut begins: [bool; 1024], words: &str) -> [bool; 1024] {
    let words = words.as_bytes();
    begins[pair_of_any(words[0], words[1])] = true;
    begins
}

/// The same for two letters in either case; marks and digits share the places of letters.
const fn pair_of_any(first: u8, second: u8) -> usize {
    (first as usize & 31) << 5 | second as usize & 31
}

/// The place of two letters among all pairs.
fn pair(first: u8, second: u8) -> Option<usize> {
    let place = |letter: u8| {
        letter.is_ascii_alphabetic().then(|| usize::from(letter.to_ascii_lowercase() - b'a'))
    };
    Some(place(first)? * 26 + place(second)?)
}

impl Lead {
    /// Whether a lead can begin with the first word of this text; a quick test for what is in the tables
    /// above.
    #[inline]
    pub(super) fn can_begin(bytes: &[u8]) -> bool {
        let &[first, second, ..] = bytes else { return false };
        if !BEGINS.get(pair_of_any(first, second)).is_some_and(|begins| *begins) {
            return false;
        }
        let Some(words) = pair(first, second).and_then(|pair| FIRST_WORDS.get(pair)) else {
            return false;
        };
        words.iter().any(|word| {
            let ends = !bytes.get(word.len()).is_some_and(u8::is_ascii_alphabetic);
            ends && bytes.get(..word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word))
        })
    }

    /// Steps over the words that lead in a citation, and the spaces after them.
    pub(super) fn eat(cursor: &mut Cursor<'_>) -> Option<Lead> {
        if !Lead::can_begin(cursor.rest().as_bytes()) {
            return None;
        }
        cursor.attempt(|cursor| {
            let mut lead = Lead::eat_words(cursor)?;
            lead.apart = lead.noun == Noun::Resolution && cursor.eat(',');
            let ends_with_stop = cursor.spaces();
            let is_numbered = Lead::eat_number_sign(cursor);
            let is_due = ends_with_stop || is_numbered || cursor.peeks_digit();
            (is_due && (!lead.apart || cursor.peeks_digit())).then_some(lead)
        })
    }

    fn eat_words(cursor: &mut Cursor<'_>) -> Option<Lead> {
        for (word, body) in ONE_WORD {
            if cursor.eat_word(word) {
                return Some(Lead { of: Named::Body(body), noun: Noun::Resolution, apart: false });
            }
        }
        let of = cursor
            .attempt(|cursor| {
                let named = Named::eat(cursor)?;
                let _ = cursor.eat_start("'s") || cursor.eat_start("’s");
                cursor.spaces().then_some(named)
            })
            .unwrap_or(Named::Unsaid);
        let noun = Noun::eat(cursor)?;
        if noun != Noun::Document {
            return Some(Lead { of, noun, apart: false });
        }
        // A "draft resolution" is a document: its number is not that of a resolution.
        cursor.attempt(|cursor| (cursor.spaces() && Noun::eat(cursor).is_some()).then_some(()));
        Some(Lead { of, noun, apart: false })
    }

    /// Steps over the "No." before a number.
    fn eat_number_sign(cursor: &mut Cursor<'_>) -> bool {
        let sign = cursor.attempt(|cursor| {
            let is_sign = cursor.eat('#')
                || cursor.eat('№')
                || cursor.eat_start("nos.")
                || cursor.eat_start("no.")
                || cursor.eat_word("numbers")
                || cursor.eat_word("number");
            cursor.spaces();
            (is_sign && cursor.peeks_digit()).then_some(())
        });
        sign.is_some()
    }
}

impl Noun {
    /// The kind of act that a short form after this noun is.
    pub(super) fn act(self) -> Option<Kind> {
        match self {
            Noun::Resolution | Noun::Resolutions => Some(Kind::Resolution),
            Noun::Decision => Some(Kind::Decision),
            Noun::Document => None,
        }
    }

    fn eat(cursor: &mut Cursor<'_>) -> Option<Noun> {
        let letters = cursor.letters();
        NOUNS.iter().find_map(|(word, noun)| {
            let is_it = letters.len() == word.trim_end_matches('.').len() && cursor.eat_start(word);
            is_it.then_some(*noun)
        })
    }
}

impl Named {
    /// Steps over the name of a body.
    fn eat(cursor: &mut Cursor<'_>) -> Option<Named> {
        let first = cursor.peek()?;
        let is_begun = |name: &str| name.starts_with(first.to_ascii_uppercase());
        BODIES
            .iter()
            .find(|(name, _)| is_begun(name) && cursor.eat_phrase(name))
            .map(|(_, named)| *named)
    }

    /// Looks for the body behind a citation: " of the Security Council".
    pub(super) fn eat_after(cursor: &mut Cursor<'_>) -> Option<Named> {
        cursor.attempt(|cursor| {
            let of = cursor.spaces() && cursor.eat_word("of") && cursor.spaces();
            let the = of && cursor.eat_word("the") && cursor.spaces();
            if the { Named::eat(cursor) } else { None }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lead_passes_the_quick_test() {
        let nouns = NOUNS.iter().map(|(noun, _)| *noun);
        let bodies = BODIES.iter().map(|(body, _)| *body);
        let words = nouns.chain(bodies).chain(ONE_WORD.iter().map(|(both, _)| *both));
        for words in words.flat_map(|words| [words.to_owned(), words.to_ascii_lowercase()]) {
            assert!(Lead::can_begin(words.as_bytes()), "{words}");
        }
        for other in ["", "r", "really", "52 states", "é"] {
            assert!(!Lead::can_begin(other.as_bytes()), "{other}");
        }
    }
}
