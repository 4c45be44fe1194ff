//! Which paragraphs of a page are its article.
//!
//! From the strictest reading to the most lenient: in `<article>` or `<main>` without what is marked as standing
//! around it and without lists of links; the same of the whole page; without heed to the hints that classes are;
//! everything. The first that still has the bulk of the page's prose is taken, so that a page marked up badly
//! loses a menu too few and not its article.

use super::page::Paragraph;

/// Prose is what stands in paragraphs of at least this many letters that are not links; on a page without such
/// paragraphs, in the longest.
const LONG: usize = 80;
/// So much prose is an article, whatever else the page has: comments may be longer.
const ARTICLE: usize = 300;

type Reading = fn(&Paragraph) -> bool;

/// The readings, the strictest first.
const READINGS: [Reading; 4] = [
    |it| it.setting.main && is_beside_hints(it),
    is_beside_hints,
    |it| !it.setting.around && !is_links(it),
    |_| true,
];

fn is_beside_hints(paragraph: &Paragraph) -> bool {
    !paragraph.setting.around && !paragraph.setting.hinted && !is_links(paragraph)
}

/// The paragraphs that are the article.
pub(super) fn main_text(paragraphs: &[Paragraph]) -> impl Iterator<Item = &Paragraph> {
    let letters = |it: &Paragraph| it.length - it.linked;
    let longest = paragraphs.iter().map(letters).max().unwrap_or(0);
    let prose = |reading: Reading| -> usize {
        let of_it = paragraphs.iter().filter(|paragraph| reading(paragraph));
        of_it.map(letters).filter(|length| *length >= LONG.min(longest)).sum()
    };
    let [in_main, beside, unhinted, all] = READINGS;
    // What is outside `<article>` may be it: several of them are a list of others.
    let is_enough = |reading, of, article| {
        let (some, all) = (prose(reading), prose(of));
        some > 0 && (some >= article || some * 2 >= all)
    };
    let reading = if is_enough(in_main, beside, usize::MAX) {
        in_main
    } else if is_enough(beside, unhinted, ARTICLE) {
        beside
    } else if is_enough(unhinted, all, ARTICLE) {
        unhinted
    } else {
        all
    };
    paragraphs.iter().filter(move |paragraph| reading(paragraph))
}

/// Whether a paragraph is nothing but a link, or most of it is several outside the article: a menu, a list of
/// related reports. A roll of countries, each a link, has words before it.
fn is_links(paragraph: &Paragraph) -> bool {
    let Paragraph { setting, length, linked, .. } = paragraph;
    if setting.heading && setting.main {
        return false;
    }
    let share = if setting.main { 95 } else { 60 };
    linked * 100 > length * share
}
