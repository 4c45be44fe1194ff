//! `similar` for people: what two texts have in common, word by word, and what each has alone.

use std::ops::Range;

use anstyle::AnsiColor;
use scrutineer_measures::{InOther, LEAST, Passage, Piece, Similarity};
use scrutineer_report::similar::Source;
use scrutineer_report::words::counted;

use super::findings::Lines;
use super::joined;
use crate::terminal::style::{bold, dim, paint};
use crate::terminal::wrap::{plain, tied};
use crate::terminal::{Page, Table};

/// Longer stretches of words that are the same are shown by their first and last words.
const SHOWN_WHOLE: usize = 24;
/// So many words are shown on either side of what is left out.
const AT_EITHER_END: usize = 8;

/// The shares, the passages, and what stands in one text only.
pub(crate) fn page(sources: &[Source; 2], found: &Similarity) -> Page {
    let [one, other] = sources.each_ref().map(Placed::of);
    let mut page = Page::new();
    shares(&mut page, [(&one, &found.one), (&other, &found.other)]);
    let least = LEAST.min(found.one.share.n as usize).min(found.other.share.n as usize);
    if found.passages.is_empty() {
        page.gap();
        let words = format!("no passage in common: none of {}", counted(least, "word"));
        page.prose(0, &(words + " or more"));
    } else {
        page.heading(&format!("{} in common", counted(found.passages.len(), "passage")));
        if found.passages.iter().any(|passage| !passage.is_identical()) {
            let (gone, new) = (removed("so"), added("so"));
            let words =
                format!("{gone} stands only in {}, {new} only in {}", one.name(), other.name());
            page.prose(2, &dim(&words));
        }
        for (place, passage) in found.passages.iter().enumerate() {
            of_passage(&mut page, place + 1, passage, [&one, &other]);
        }
    }
    only(&mut page, &one, &found.one);
    only(&mut page, &other, &found.other);
    page
}

/// A text with its lines.
struct Placed<'s> {
    source: &'s Source,
    lines: Lines,
}

impl<'s> Placed<'s> {
    fn of(source: &'s Source) -> Placed<'s> {
        Placed { source, lines: Lines::of(source.article.source()) }
    }

    fn name(&self) -> String {
        tied(&plain(&self.source.name))
    }

    /// Line and column of the beginning of a stretch.
    fn place(&self, stretch: &Range<usize>) -> String {
        let (line, column) = self.lines.place(&self.source.article, stretch.clone());
        format!("{line}:{column}")
    }

    fn words(&self, stretch: &Range<usize>) -> String {
        plain(self.source.words(stretch))
    }
}

fn shares(page: &mut Page, sides: [(&Placed<'_>, &InOther); 2]) {
    let mut table = Table::new("ll");
    let names = sides.map(|(text, _)| text.name());
    for ((text, side), other) in sides.iter().zip(names.iter().rev()) {
        let percent = side.share.ratio().map_or(0.0, |ratio| 100.0 * ratio);
        let words = format!("{} words ({percent:.0} %) stand in {other}", side.share);
        table.row([bold(&text.name()), words]);
        text.source.article.defects.iter().for_each(|defect| table.span(&plain(defect)));
    }
    page.table(0, &table);
}

fn of_passage(page: &mut Page, number: usize, passage: &Passage, texts: [&Placed<'_>; 2]) {
    let [one, other] = texts;
    let words = match passage.is_identical() {
        true => format!("{}, the same", counted(passage.alike as usize, "word")),
        false => format!(
            "{} alike, of {} and {}",
            counted(passage.alike as usize, "word"),
            passage.one_words,
            passage.other_words
        ),
    };
    let places = [
        format!("{}:{}", one.name(), one.place(&passage.one)),
        format!("{}:{}", other.name(), other.place(&passage.other)),
    ];
    page.gap();
    page.hanging(&format!("{number}. "), &joined([dim(&places.join(" ")), words]));
    let pieces: Vec<_> = passage.pieces.iter().map(|piece| of_piece(piece, one, other)).collect();
    page.prose(3, &pieces.join(" "));
}

/// A piece as it stands in the texts, with its marks.
fn of_piece(piece: &Piece, one: &Placed<'_>, other: &Placed<'_>) -> String {
    if piece.same {
        return shortened(&one.words(&piece.one));
    }
    let gone = Some(one.words(&piece.one)).filter(|words| !words.is_empty());
    let new = Some(other.words(&piece.other)).filter(|words| !words.is_empty());
    let marked = [gone.as_deref().map(removed), new.as_deref().map(added)];
    marked.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn removed(words: &str) -> String {
    paint(AnsiColor::Red.on_default(), &format!("[-{words}-]"))
}

fn added(words: &str) -> String {
    paint(AnsiColor::Green.on_default(), &format!("{{+{words}+}}"))
}

/// Words with those in the middle left out, if they are many.
fn shortened(words: &str) -> String {
    let list: Vec<&str> = words.split(' ').collect();
    if list.len() <= SHOWN_WHOLE {
        return words.to_owned();
    }
    let (first, rest) = list.split_at(AT_EITHER_END);
    let (between, last) = rest.split_at(rest.len() - AT_EITHER_END);
    let left_out = dim(&tied(&format!("… {} …", counted(between.len(), "word"))));
    format!("{} {left_out} {}", first.join(" "), last.join(" "))
}

/// What stands in one text and in no passage.
fn only(page: &mut Page, text: &Placed<'_>, side: &InOther) {
    if side.only.is_empty() {
        return;
    }
    page.heading(&format!("only in {}", text.name()));
    let mut table = Table::new("rl");
    for stretch in &side.only {
        table.row([dim(&text.place(stretch)), shortened(&text.words(stretch))]);
    }
    page.table(2, &table);
}
