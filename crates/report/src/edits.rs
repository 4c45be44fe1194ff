//! The edits that make the false sentences of a document true: which can be made, and what they make of it.

use scrutineer_claims::{Finding, Findings, Fix, Span, Verdict};

/// A false finding whose edits are made.
#[derive(Clone, Copy, Debug)]
pub struct Mended<'f> {
    /// Its place among the findings of the document.
    pub place: usize,
    /// The finding.
    pub finding: &'f Finding,
}

/// A finding that is left as it is.
#[derive(Clone, Copy, Debug)]
pub struct Unmended<'f> {
    /// Its place among the findings of the document.
    pub place: usize,
    /// The finding.
    pub finding: &'f Finding,
    /// Why.
    pub why: Why,
}

/// Why a finding is not mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its words are changed for the finding in this place already, in another way.
    Overlaps(usize),
    /// It is false, and the words that would make it true are not known.
    NoEdit,
    /// It could be said of several votes or be read in several ways.
    Ambiguous,
    /// The record does not hold what would decide it.
    NotInRecord,
}

/// What can be mended in a document. The edits of a finding are made together or not at all: only together
/// do they make it true.
#[derive(Clone, Debug, Default)]
pub struct Edits<'f> {
    /// The findings that are mended.
    pub mended: Vec<Mended<'f>>,
    /// The findings that are neither true nor mended.
    pub unmended: Vec<Unmended<'f>>,
}

impl<'f> Edits<'f> {
    /// Of the findings of a document. Where edits meet, those of the finding that stands first are made.
    pub fn of(found: &'f Findings) -> Edits<'f> {
        let mut edits = Edits::default();
        for (place, finding) in found.findings.iter().enumerate() {
            let why = match finding.verdict {
                Verdict::Supported => continue,
                Verdict::Ambiguous => Some(Why::Ambiguous),
                Verdict::NotInRecord => Some(Why::NotInRecord),
                _ if finding.fixes.is_empty() => Some(Why::NoEdit),
                _ => edits.in_the_way_of(finding).map(Why::Overlaps),
            };
            match why {
                Some(why) => edits.unmended.push(Unmended { place, finding, why }),
                None => edits.mended.push(Mended { place, finding }),
            }
        }
        edits
    }

    /// The finding that is mended already and changes words that this one would change otherwise.
    fn in_the_way_of(&self, finding: &Finding) -> Option<usize> {
        let meets = |made: &Fix, fix: &Fix| made != fix && made.span.overlaps(fix.span);
        let in_the_way = |mended: &&Mended<'_>| {
            mended.finding.fixes.iter().any(|made| finding.fixes.iter().any(|fix| meets(made, fix)))
        };
        self.mended.iter().find(in_the_way).map(|mended| mended.place)
    }

    /// The edits to make, in the order of the text, each once.
    pub fn fixes(&self) -> Vec<&'f Fix> {
        let mut fixes: Vec<_> =
            self.mended.iter().flat_map(|mended| &mended.finding.fixes).collect();
        fixes.sort_by_key(|fix| fix.span);
        fixes.dedup();
        fixes
    }
}

/// A piece of a text that is edited.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'f> {
    /// Words that stay.
    Kept(Span),
    /// Words that are changed.
    Changed(&'f Fix),
}

/// A stretch of text in pieces: what stays, and the edits that lie in it. `fixes` are in the order of the
/// text, and none of them meets another.
pub fn pieces<'f>(stretch: Span, fixes: &[&'f Fix]) -> Vec<Piece<'f>> {
    let (mut pieces, mut at) = (Vec::new(), stretch.start);
    for fix in fixes.iter().filter(|fix| stretch.join(fix.span) == stretch) {
        pieces.push(Piece::Kept(Span { start: at, end: fix.span.start }));
        pieces.push(Piece::Changed(fix));
        at = fix.span.end;
    }
    pieces.push(Piece::Kept(Span { start: at, end: stretch.end }));
    pieces
}

#[cfg(test)]
mod tests {
    use scrutineer_claims::Checker;

    use super::*;

    /// The text with all of its edits made, and how many findings were left unmended.
    fn mended(checker: &Checker<'_>, text: &str) -> (String, Vec<Why>) {
        let found = checker.check(text.as_bytes(), None);
        let edits = Edits::of(&found);
        let made = pieces(Span { start: 0, end: text.len() }, &edits.fixes());
        let made = made.into_iter().map(|piece| match piece {
            Piece::Kept(span) => text.get(span.start..span.end).unwrap(),
            Piece::Changed(fix) => &fix.replacement,
        });
        let why = edits.unmended.iter().map(|unmended| unmended.why).collect();
        (made.collect(), why)
    }

    #[test]
    fn what_was_mended_is_true() {
        let book = scrutineer_book::built_in().unwrap();
        let checker = Checker::new(&book.record);
        for text in [
            "The General Assembly adopted resolution A/RES/74/29 on 12 December 2019 by 140 votes to 9.",
            "The General Assembly rejected resolution A/RES/74/29 on 12 December 2019.",
            "Georgia voted for resolution A/RES/74/29 in 2019. Cuba abstained on resolution 74/29.",
            "On 5 December 2018 the Assembly adopted resolution A/RES/73/27 by a vote of 120 to 46, with \
             20 abstentions. Ukraine abstained.",
        ] {
            let (made, why) = mended(&checker, text);
            assert_eq!(why, [], "{text}");
            assert_ne!(made, text);
            let found = checker.check(made.as_bytes(), None);
            let left: Vec<_> = found.findings.iter().map(|finding| finding.verdict).collect();
            assert!(left.iter().all(|verdict| *verdict == Verdict::Supported), "{made}: {left:?}");
        }
    }

    #[test]
    fn what_is_true_or_not_decided_is_left_alone() {
        let book = scrutineer_book::built_in().unwrap();
        let checker = Checker::new(&book.record);
        let text =
            "Georgia voted against resolution A/RES/74/29. Cuba voted for resolution A/RES/74/90.";
        assert_eq!(mended(&checker, text), (text.to_owned(), vec![Why::NotInRecord]));
    }

    #[test]
    fn of_edits_that_meet_the_first_finding_has_its_own() {
        let book = scrutineer_book::built_in().unwrap();
        let text = "Georgia voted for resolution A/RES/74/29.";
        let mut found = Checker::new(&book.record).check(text.as_bytes(), None);
        let mut second = found.findings[0].clone();
        let same = second.clone();
        second.fixes[0].replacement = "abstained on".to_owned();
        found.findings.extend([second, same]);
        let edits = Edits::of(&found);
        assert_eq!(edits.mended.iter().map(|mended| mended.place).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(edits.unmended[0].why, Why::Overlaps(0));
        assert_eq!(edits.fixes().len(), 1);
    }
}
