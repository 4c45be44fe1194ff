//! `check` for people: each finding as a good compiler would put it.

use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;

use scrutineer_book::Book;
use scrutineer_claims::{ClaimKind, DateBasis, Evidence, Finding, Verdict, VoteRef};
use scrutineer_ingest::article::Article;
use scrutineer_record::Record;
use scrutineer_report::findings::{Document, words};
use scrutineer_report::words::{counted, defined, said_by, time_of};

use super::{book_line, joined};
use crate::names::{cut, names};
use crate::terminal::style::{bold, dim, of_verdict, paint, position};
use crate::terminal::wrap::{plain, tied, width};
use crate::terminal::{Page, Table};

/// Names of a position that are shown in full; of the rest, the number.
const MOST_NAMES: usize = 12;

/// Everything that was found.
pub(crate) fn page(book: &Book, documents: &[Document]) -> Page {
    let mut page = Page::new();
    let mut number = 0;
    for document in documents {
        head(&mut page, document);
        let lines = Lines::of(document.article.source());
        let mut told = HashSet::new();
        for finding in &document.found.findings {
            page.gap();
            number += 1;
            let finding = Numbered { number, finding };
            one(&mut page, &book.record, document, &lines, finding, &mut told);
        }
        unread(&mut page, document, &lines);
    }
    page.gap();
    page.prose(0, &bold(&summary(documents)));
    page.prose(0, &format!("record: {}", book_line(&book.info)));
    page
}

pub(super) fn head(page: &mut Page, document: &Document) {
    let setting = tied("(--date sets it)");
    let date = match (document.found.date, document.found.date_basis) {
        (None, _) => format!("date unknown {setting}"),
        (Some(date), DateBasis::Given) => format!("date {}", date.in_words()),
        (Some(date), DateBasis::Metadata) => {
            format!("date {}, as it says of itself", date.in_words())
        }
        (Some(date), DateBasis::Read) => format!("date {}, as the text says", date.in_words()),
        (Some(date), _) => {
            format!("date about {}, inferred from the votes {setting}", date.in_words())
        }
    };
    page.gap();
    page.prose(0, &joined([bold(&plain(&document.source)), date]));
    for defect in &document.article.defects {
        page.prose(2, &dim(&plain(defect)));
    }
}

/// A finding with its number in the run, by which `--link` calls it.
#[derive(Clone, Copy)]
struct Numbered<'f> {
    number: usize,
    finding: &'f Finding,
}

fn one(
    page: &mut Page,
    record: &Record,
    document: &Document,
    lines: &Lines,
    Numbered { number, finding }: Numbered<'_>,
    told: &mut HashSet<String>,
) {
    let verdict = finding.verdict;
    let lead = format!("{number}. {}  ", paint(of_verdict(verdict), verdict.words()));
    quote(page, &lead, &words(document.text(), finding.span));
    page.prose(2, &dim(&said(document, lines, finding)));
    page.prose(2, &plain(&finding.explanation));
    if let Some(correction) = &finding.correction {
        page.hanging("  would be true: ", &plain(correction));
    }
    evidence(page, record, &finding.evidence);
    for definition in &finding.definitions {
        page.hanging("    ", &defined(record, definition));
    }
    if !finding.alternatives.is_empty() {
        page.hanging("    could also be: ", &voted(&finding.alternatives));
    }
    let not_judged: Vec<_> = finding
        .not_judged
        .iter()
        .map(|span| format!("\"{}\"", plain(&words(document.text(), *span))))
        .collect();
    if !not_judged.is_empty() {
        page.hanging("    not judged: ", &not_judged.join(", "));
    }
    for fact in &finding.context {
        // What several findings leave out is said with the first of them.
        if told.insert(fact.text.clone()) {
            let lead = time_of(record, document.found.date, fact);
            page.hanging(&format!("    {lead}: "), &plain(&fact.text));
        }
    }
    if let Some(remedy) = &finding.remedy {
        // A vote can be given beside the book, the words of texts cannot.
        let flag =
            if finding.claim.kind == ClaimKind::Similarity { "" } else { " (--with\u{a0}FILE)" };
        page.hanging("    to judge it: ", &format!("{}{flag}", plain(remedy)));
    }
    if !finding.reproduce.is_empty() {
        page.hanging("    see: ", &plain(&finding.reproduce));
    }
}

/// Words of the text, in quotation marks unless they have some of their own.
pub(super) fn quote(page: &mut Page, lead: &str, words: &str) {
    let words = plain(words);
    if words.contains(['"', '“', '”', '«']) {
        page.hanging(lead, &words);
    } else {
        page.hanging(&format!("{lead}\""), &format!("{words}\""));
    }
}

/// Who says it, and where it stands.
fn said(document: &Document, lines: &Lines, finding: &Finding) -> String {
    let (line, column) = lines.place(&document.article, finding.span.start..finding.span.end);
    let place = format!("{}:{line}:{column}", plain(&document.source));
    joined([said_by(&finding.claim), place])
}

/// The positions on which a verdict rests: a vote on a line, then a row for each position.
fn evidence(page: &mut Page, record: &Record, evidence: &[Evidence]) {
    let mut table = Table::new("lrll");
    let mut last = "";
    for row in evidence {
        let names = cut(&names(record.members(), row.members), MOST_NAMES);
        let symbol = if row.symbol == last { "" } else { &row.symbol };
        let count = row.members.len().to_string();
        table.row([symbol.to_owned(), count, position(row.position), names]);
        last = &row.symbol;
    }
    page.table(4, &table);
}

fn voted(votes: &[VoteRef]) -> String {
    let words = votes.iter().map(|vote| {
        let date =
            vote.date.map_or_else(String::new, |date| format!(" ({})", date.in_short_words()));
        format!("{}{date}", vote.symbol)
    });
    words.collect::<Vec<_>>().join(", ")
}

fn unread(page: &mut Page, document: &Document, lines: &Lines) {
    if document.found.unread.is_empty() {
        return;
    }
    page.heading("not understood");
    for span in &document.found.unread {
        let (line, column) = lines.place(&document.article, span.start..span.end);
        let place = format!("  {line}:{column}");
        let pad = " ".repeat(9_usize.saturating_sub(width(&place)));
        quote(page, &format!("{place}{pad} "), &words(document.text(), *span));
    }
}

/// `4 claims: 2 supported, 1 partly, 1 not in record · 1 sentence not understood`.
fn summary(documents: &[Document]) -> String {
    let findings = || documents.iter().flat_map(|document| &document.found.findings);
    let claims = findings().count();
    let mut text = counted(claims, "claim");
    let mut before = ": ";
    for verdict in Verdict::ALL {
        let count = findings().filter(|finding| finding.verdict == verdict).count();
        if count > 0 {
            let _ = write!(text, "{before}{count} {verdict}");
            before = ", ";
        }
    }
    let unread = documents.iter().map(|document| document.found.unread.len()).sum();
    if let Some(only) =
        documents.iter().map(|document| &document.found.only).find(|it| !it.is_empty())
    {
        let kinds: Vec<&str> = only.iter().map(|kind| kind.code()).collect();
        return format!(
            "{text} · only {}: other claims, and what was not understood, are not listed",
            kinds.join(", ")
        );
    }
    // Broken before the second number, if anywhere.
    text + " · " + &tied(&format!("{} not understood", counted(unread, "sentence")))
}

/// Where the lines of a document as it was given begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(source: &str) -> Lines {
        let breaks = source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Lines([0].into_iter().chain(breaks.map(|(at, _)| at + 1)).collect())
    }

    /// Line and column of the beginning of a span, from 1; columns are characters.
    pub(super) fn place(&self, article: &Article, stretch: Range<usize>) -> (usize, usize) {
        let at = article.in_source(stretch).start;
        let line = self.0.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| self.0.get(line)).copied().unwrap_or(0);
        let before = article.source().get(start..at).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use scrutineer_claims::{Attribution, Claim, Definition, Findings, LeftOut, Manner, Span};
    use scrutineer_ingest::article::Article;
    use scrutineer_record::{MemberSet, Position};

    use super::*;

    /// The words of `text` from `from` to the end of `to`.
    fn span(text: &str, from: &str, to: &str) -> Span {
        let start = text.find(from).unwrap();
        Span { start, end: text.rfind(to).unwrap() + to.len() }
    }

    fn evidence(symbol: &str, position: Position, members: MemberSet) -> Evidence {
        Evidence { symbol: symbol.to_owned(), position, members }
    }

    #[test]
    fn a_finding_is_laid_out_for_people() {
        let text = "GENEVA, 20 December 2019.\n\"The Western countries that voted no on [the text] in \
            2018 quietly abstained a year later,\" the minister said. The committee voted as well.\n";
        let book = scrutineer_book::built_in().unwrap();
        let members = book.record.members();
        let moved: MemberSet = members.iter().map(|(id, _)| id).take(38).collect();
        let some = |codes: &[&str]| codes.iter().filter_map(|code| members.by_code(code)).collect();
        let vote =
            |symbol: &str| VoteRef::from(book.record.vote_on(&symbol.parse().unwrap()).unwrap());
        let mut claim = Claim::new(ClaimKind::Shift);
        claim.said = vec![Attribution {
            span: span(text, "The Western", "year later"),
            speaker: Some("Jane Doe".to_owned()),
            role: None,
            member: None,
            outlet: None,
            manner: Manner::Direct,
        }];
        claim.quoted = true;
        let finding = Finding {
            span: span(text, "The Western", "year later"),
            claim,
            votes: vec![vote("A/RES/73/27"), vote("A/RES/74/29")],
            alternatives: vec![vote("A/RES/74/28")],
            verdict: Verdict::Partly,
            explanation:
                "Of the 46 members that voted no on A/RES/73/27 (5 Dec 2018), on A/RES/74/29 \
                (12 Dec 2019) 38 abstained, 6 voted no again, 1 voted yes, 1 did not vote."
                    .to_owned(),
            evidence: vec![
                evidence("A/RES/74/29", Position::Abstain, moved),
                evidence(
                    "A/RES/74/29",
                    Position::No,
                    some(&["CAN", "GEO", "ISR", "UKR", "GBR", "USA"]),
                ),
                evidence("A/RES/74/29", Position::Yes, some(&["LIE"])),
            ],
            definitions: vec![Definition {
                words: "Western countries".to_owned(),
                taken_as: "WEST_EXT".to_owned(),
                readings: [
                    ("WEST_EXT", "38 of 45"),
                    ("WEST_CORE", "34 of 38"),
                    ("all", "38 of 46"),
                ]
                .map(|(group, count)| (group.to_owned(), count.to_owned()))
                .to_vec(),
            }],
            context: vec![LeftOut {
                text: "Of the 45 that abstained in 2019, 41 voted no in 2020.".to_owned(),
                votes: Vec::new(),
                after_statement: true,
            }],
            not_judged: vec![span(text, "quietly", "quietly")],
            correction: None,
            fixes: Vec::new(),
            remedy: None,
            reproduce: "scrutineer compare A/RES/73/27 A/RES/74/29".to_owned(),
            pinned: Vec::new(),
        };
        let found = Findings {
            date: "2019-12-20".parse().ok(),
            date_basis: DateBasis::Inferred,
            findings: vec![finding],
            unread: vec![span(text, "The committee", "well.")],
            only: Vec::new(),
        };
        let document =
            Document { source: "statement.txt".to_owned(), article: Article::of_text(text), found };
        let page = page(&book, &[document]).finish();
        insta::assert_snapshot!("finding", anstream::adapter::strip_str(&page).to_string());
    }

    #[test]
    fn places_are_lines_and_characters() {
        let place = |article: Article, start: usize| {
            let lines = Lines::of(article.source());
            lines.place(&article, start..start + 1)
        };
        let text = |start| place(Article::of_text("één\ntwo\r\nthree"), start);
        assert_eq!(text(0), (1, 1));
        assert_eq!(text(4), (1, 3));
        assert_eq!(text(6), (2, 1));
        assert_eq!(text(13), (3, 3));
        assert_eq!(place(Article::of_text(""), 0), (1, 1));
        // Of a page: where it stands in the page, not in its text.
        let page = "<p>one</p>\n<p class=x>t<b>wo</b>";
        let page = |start| place(Article::read("x.html", page, None).unwrap(), start);
        assert_eq!(page(0), (1, 4));
        assert_eq!(page(6), (2, 16));
    }
}
