//! `check --fix` for people: the edits that make the false sentences true, as a diff.

use anstyle::AnsiColor;
use scrutineer_book::Book;
use scrutineer_claims::{Fix, Span};
use scrutineer_report::edits::{Edits, Piece, Unmended, Why, pieces};
use scrutineer_report::findings::{Document, words};
use scrutineer_report::grounds::Grounds;
use scrutineer_report::words::counted;

use super::book_line;
use super::findings::{Lines, head, quote};
use crate::terminal::Page;
use crate::terminal::style::{bold, dim, of_verdict, paint};
use crate::terminal::wrap::plain;

/// The edits of every document. Findings are numbered through, as `check` numbers them.
pub(crate) fn page(book: &Book, documents: &[Document]) -> Page {
    let mut page = Page::new();
    let mut first = 1;
    let (mut made, mut left) = (0, 0);
    for document in documents {
        let edits = Edits::of(&document.found);
        let grounds = Grounds::of(book, document);
        head(&mut page, document);
        for sentence in changed(&grounds, &edits) {
            hunk(&mut page, document, sentence, &grounds, &edits, first);
        }
        for unmended in &edits.unmended {
            not_mended(&mut page, document, unmended, first);
        }
        first += document.found.findings.len();
        made += edits.mended.len();
        left += edits.unmended.len();
    }
    page.gap();
    let summary =
        format!("{} mended, {left} not mended · nothing was overwritten", counted(made, "claim"));
    page.prose(0, &bold(&summary));
    page.prose(0, &format!("record: {}", book_line(&book.info)));
    page
}

/// The stretches of text in which something is mended: sentences, joined where they overlap.
fn changed(grounds: &[Grounds<'_>], edits: &Edits<'_>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for mended in &edits.mended {
        let Some(sentence) = grounds.get(mended.place).map(|grounds| grounds.around) else {
            continue;
        };
        match spans.last_mut().filter(|last| last.overlaps(sentence)) {
            Some(last) => *last = last.join(sentence),
            None => spans.push(sentence),
        }
    }
    spans
}

/// A sentence as it stands and as it would be true, and why.
fn hunk(
    page: &mut Page,
    document: &Document,
    sentence: Span,
    grounds: &[Grounds<'_>],
    edits: &Edits<'_>,
    first: usize,
) {
    let (line, column) =
        Lines::of(document.article.source()).place(&document.article, sentence.start..sentence.end);
    page.gap();
    page.prose(0, &dim(&format!("@@ {}:{line}:{column} @@", plain(&document.source))));
    let (old, new) = (AnsiColor::Red.on_default().strikethrough(), AnsiColor::Green.on_default());
    let line = |show: &dyn Fn(&Fix) -> String| {
        let piece = |piece| match piece {
            Piece::Kept(span) => kept(&words(document.text(), span)),
            Piece::Changed(fix) => show(fix),
        };
        pieces(sentence, &edits.fixes()).into_iter().map(piece).collect::<String>()
    };
    let was = line(&|fix| paint(old, &plain(&words(document.text(), fix.span))));
    page.hanging("- ", &was);
    page.hanging("+ ", &line(&|fix| paint(new.bold(), &plain(&fix.replacement))));
    for mended in edits.mended.iter().filter(|mended| sentence.overlaps(mended.finding.span)) {
        let Some(grounds) = grounds.get(mended.place) else { continue };
        reason(page, document, grounds, first + mended.place);
    }
}

/// Words that stay, with the blanks around them.
fn kept(words: &str) -> String {
    let blank = |is: bool| if is { " " } else { "" };
    let before = blank(words.starts_with(char::is_whitespace));
    let after = blank(words.ends_with(char::is_whitespace));
    format!("{before}{}{after}", plain(words))
}

/// Which words are changed for a finding, why, and where that stands.
fn reason(page: &mut Page, document: &Document, grounds: &Grounds<'_>, number: usize) {
    let finding = grounds.finding;
    let edits = finding.fixes.iter().map(|fix| {
        format!("{} → {}", plain(&words(document.text(), fix.span)), plain(&fix.replacement))
    });
    let verdict = paint(of_verdict(finding.verdict), finding.verdict.words());
    let edits = edits.collect::<Vec<_>>().join("; ");
    page.hanging(&format!("  {number}. "), &format!("{edits} ({verdict})"));
    page.prose(5, &grounds.explanation());
    for vote in &grounds.votes {
        page.prose(5, &format!("{}: {}", vote.line(), vote.title));
        let source = [vote.document.as_deref(), vote.url.as_deref()];
        let source = source.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        if !source.is_empty() {
            page.prose(5, &dim(&plain(&source)));
        }
    }
}

/// A finding that stays as it is, and why.
fn not_mended(page: &mut Page, document: &Document, unmended: &Unmended<'_>, first: usize) {
    let Unmended { place, finding, why } = unmended;
    page.gap();
    let verdict = paint(of_verdict(finding.verdict), finding.verdict.words());
    let lead = format!("  {}. {verdict}  ", first + place);
    quote(page, &lead, &words(document.text(), finding.span));
    let why = match why {
        Why::Overlaps(other) => {
            format!("its words are changed for finding {} already; check again then", first + other)
        }
        Why::NoEdit => match &finding.correction {
            Some(correction) => format!("the words have to be put anew: {}", plain(correction)),
            None => "the words that would make it true are not known".to_owned(),
        },
        Why::Ambiguous => "it can be read in several ways".to_owned(),
        Why::NotInRecord => "the record does not hold what would decide it".to_owned(),
    };
    page.prose(5, &format!("not mended, because {why}"));
    page.prose(5, &plain(&finding.explanation));
}
