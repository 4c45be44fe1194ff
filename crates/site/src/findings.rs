//! The page of `check`: each statement marked, and beside it what the record says.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use scrutineer_book::Book;
use scrutineer_claims::{DateBasis, Finding, Findings, Verdict};
use scrutineer_report::findings::{Document, words};
use scrutineer_report::grounds::{EvidenceLine, Grounds, VoteLine};
use scrutineer_report::mail;
use scrutineer_report::words::{book_line, citations, counted, plain};

use crate::STYLE;
use crate::parts::in_address;
use crate::statement::{Paragraph, Piece, paragraphs};

/// No script, and nothing from elsewhere, whatever may stand in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// More names than these are folded away.
const MOST_NAMES: usize = 15;

/// The findings of documents as a page that stands alone.
pub fn findings_page(book: &Book, documents: &[Document]) -> String {
    let title = match documents {
        [document] => format!("{}: what the record says", plain(&document.source)),
        _ => format!("{}: what the record says", counted(documents.len(), "document")),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { "What the record says" }
                    (summary(documents))
                    p.book { "Checked against the record of votes at the United Nations: " (book_line(&book.info)) "." }
                }
                main {
                    @for (place, document) in documents.iter().enumerate() {
                        (section(book, document, place + 1, Links::None))
                    }
                }
                (footer(book))
            }
        }
    };
    page.into_string()
}

/// How many claims have which verdict; also the key to the marks.
pub(crate) fn summary(documents: &[Document]) -> Markup {
    let findings = || documents.iter().flat_map(|document| &document.found.findings);
    let unread: usize = documents.iter().map(|document| document.found.unread.len()).sum();
    let counts = Verdict::ALL
        .map(|verdict| (verdict, findings().filter(|finding| finding.verdict == verdict).count()));
    html! {
        ul.summary {
            li.total { (counted(findings().count(), "claim")) }
            @for (verdict, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
                li { (count) " " span class={ "mark " (verdict.code()) } { (sign(verdict)) " " (verdict.words()) } }
            }
            @if unread > 0 {
                li { (counted(unread, "sentence")) " " span.unread { "not understood" } }
            }
        }
    }
}

/// A sign beside the colour, for those who do not see it.
fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Supported => "✓",
        Verdict::Contradicted => "✗",
        Verdict::Partly => "◐",
        Verdict::Ambiguous => "?",
        Verdict::NotInRecord => "–",
    }
}

pub(crate) fn section(book: &Book, document: &Document, place: usize, links: Links) -> Markup {
    let grounds = Grounds::of(book, document);
    let shown = Shown { book, document, place, grounds: &grounds, links };
    html! {
        section id={ "d" (place) } {
            h2 { bdi { (plain(&document.source)) } }
            p.date { (dated(&document.found)) }
            @if grounds.is_empty() {
                p { "No claim about a vote was found in this document." }
            }
            @for paragraph in paragraphs(document.text(), &document.found) {
                (shown.row(&paragraph))
            }
            (unread(document))
        }
    }
}

fn dated(found: &Findings) -> String {
    match (found.date, found.date_basis) {
        (None, _) => "Date unknown".to_owned(),
        (Some(date), DateBasis::Read) => format!("{}, as the text says", date.in_words()),
        (Some(date), DateBasis::Inferred) => {
            format!("About {}, inferred from the votes", date.in_words())
        }
        (Some(date), _) => date.in_words(),
    }
}

/// Whether votes have pages to which findings can lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// The page stands alone.
    None,
    /// It is part of the site.
    Site,
}

/// A document on its way to the page.
struct Shown<'s> {
    book: &'s Book,
    document: &'s Document,
    place: usize,
    grounds: &'s [Grounds<'s>],
    links: Links,
}

impl Shown<'_> {
    /// A paragraph, and beside it the findings that begin in it.
    fn row(&self, paragraph: &Paragraph) -> Markup {
        let class = if paragraph.runs() { "words runs" } else { "words" };
        html! {
            div.row {
                p class=(class) dir="auto" {
                    @for piece in &paragraph.pieces { (self.piece(piece)) }
                }
                @if !paragraph.findings.is_empty() {
                    div.findings {
                        @for place in &paragraph.findings {
                            @if let Some(grounds) = self.grounds.get(*place) {
                                (self.finding(*place, grounds))
                            }
                        }
                    }
                }
            }
        }
    }

    fn piece(&self, piece: &Piece) -> Markup {
        html! {
            @for place in &piece.begins { span id={ (self.id(*place)) "-words" } {} }
            @if !piece.text.is_empty() { (self.words(piece)) }
        }
    }

    fn words(&self, piece: &Piece) -> Markup {
        let text = &piece.text;
        let Some((first, finding)) = self.gravest(&piece.of) else {
            return match piece.unread {
                true if piece.unread_ends => html! { span.unread.ends { (text) } },
                true => html! { span.unread { (text) } },
                false => html! { (text) },
            };
        };
        let ends: Vec<_> = piece.ends.iter().filter_map(|place| self.badge(*place)).collect();
        let badge = (!ends.is_empty()).then(|| ends.join(" "));
        html! {
            a class={ "mark " (finding.verdict.code()) } href={ "#" (self.id(first)) }
                aria-describedby={ (self.id(first)) "-verdict" } data-badge=[badge] { (text) }
        }
    }

    /// Of several findings on the same words, the one that a reader must not miss.
    fn gravest(&self, places: &[usize]) -> Option<(usize, &Finding)> {
        const GRAVITY: [Verdict; 5] = [
            Verdict::Contradicted,
            Verdict::Partly,
            Verdict::Ambiguous,
            Verdict::NotInRecord,
            Verdict::Supported,
        ];
        let finding = |place: &usize| Some((*place, self.grounds.get(*place)?.finding));
        let gravity = |verdict| GRAVITY.iter().position(|other| *other == verdict);
        places.iter().filter_map(finding).min_by_key(|(_, finding)| gravity(finding.verdict))
    }

    fn badge(&self, place: usize) -> Option<String> {
        Some(format!("{} {}", place + 1, sign(self.grounds.get(place)?.verdict())))
    }

    /// The anchor of a finding.
    fn id(&self, place: usize) -> String {
        format!("d{}-{}", self.place, place + 1)
    }

    fn finding(&self, place: usize, grounds: &Grounds<'_>) -> Markup {
        let (id, verdict) = (self.id(place), grounds.verdict());
        html! {
            article class={ "finding " (verdict.code()) } id=(id) {
                h3 id={ (id) "-verdict" } {
                    a.number href={ "#" (id) "-words" } title="to the words" { (place + 1) }
                    " " span.verdict { (sign(verdict)) " " (verdict.words()) }
                }
                blockquote { p { bdi { (grounds.words) } } }
                @if !grounds.said_by.is_empty() { p.said { "Said by " bdi { (grounds.said_by) } } }
                p.why { (grounds.explanation()) }
                @if let Some(correction) = &grounds.correction {
                    p.correction { b { "Would be true: " } (correction) }
                }
                @if let Some(remedy) = &grounds.finding.remedy {
                    p.remedy { b { "To judge it: " } (plain(remedy)) }
                }
                (list("Taken as", &grounds.definitions))
                (list("Not judged", &grounds.not_judged))
                @if !grounds.left_out.is_empty() {
                    h4 { "Not in the statement" }
                    ul { @for (when, fact) in &grounds.left_out { li { b { (when) ": " } (fact) } } }
                }
                (self.rests_on(grounds))
                details {
                    summary { "As plain text, to paste into a mail" }
                    pre tabindex="0" { "\n" (mail::block(self.book, self.document, grounds)) }
                }
            }
        }
    }

    /// The evidence: beside the finding where it stands alone, one click away on the site.
    fn rests_on(&self, grounds: &Grounds<'_>) -> Markup {
        let rests = html! {
            (evidence(&grounds.evidence))
            (votes("Votes", &grounds.votes, self.links))
            (votes("Could also be", &grounds.alternatives, self.links))
        };
        let command = plain(&grounds.finding.reproduce);
        let page = page_of(&command).filter(|_| self.links == Links::Site);
        html! {
            @match self.links {
                Links::None => (rests),
                Links::Site => details { summary { "What it rests on: positions, votes, sources" } (rests) },
            }
            @if let Some(page) = page {
                p.command { a href=(page) { "See it in the record" } }
            } @else if !command.is_empty() {
                p.command { "To see it: " code { (command) } }
            }
        }
    }
}

/// The page of the site that shows what a command shows.
fn page_of(command: &str) -> Option<String> {
    match command_words(command).as_slice() {
        ["scrutineer", "find", filters @ ..] => {
            let filters = filters.chunks(2).map(|filter| match filter {
                [name, value] => {
                    Some(format!("{}={}", name.strip_prefix("--")?, in_address(value)))
                }
                _ => None,
            });
            let filters: Vec<_> = filters.collect::<Option<_>>()?;
            Some(format!("/find?{}", filters.join("&")))
        }
        ["scrutineer", "show", vote] => Some(format!("/votes/{}", in_address(vote))),
        ["scrutineer", "series", text] => Some(format!("/series/{}", in_address(text))),
        ["scrutineer", "compare", votes @ ..] => {
            let votes: Vec<_> = votes.iter().map(|vote| in_address(vote)).collect();
            Some(format!("/compare?votes={}", votes.join(",")))
        }
        _ => None,
    }
}

/// The words of a command; what stands in quotation marks is one.
fn command_words(command: &str) -> Vec<&str> {
    let mut quoted = None;
    let between = |letter: char| {
        match quoted {
            None if matches!(letter, '"' | '\'') => quoted = Some(letter),
            Some(mark) if mark == letter => quoted = None,
            None => return letter.is_whitespace(),
            Some(_) => {}
        }
        false
    };
    let words = command.split(between).filter(|word| !word.is_empty());
    words.map(|word| word.trim_matches(['"', '\''])).collect()
}

/// Who took which position.
fn evidence(rows: &[EvidenceLine<'_>]) -> Markup {
    if rows.is_empty() {
        return html! {};
    }
    html! {
        h4 { "Positions" }
        dl.evidence {
            @for row in rows {
                dt { (row.symbol) " · " b { (row.position_word()) } " · " (row.names.len()) }
                dd {
                    @if row.names.len() > MOST_NAMES {
                        details { summary { (counted(row.names.len(), "name")) } (row.names.join(", ")) }
                    } @else {
                        (row.names.join(", "))
                    }
                }
            }
        }
    }
}

fn list(name: &str, entries: &[String]) -> Markup {
    if entries.is_empty() {
        return html! {};
    }
    html! {
        h4 { (name) }
        ul { @for entry in entries { li { bdi { (entry) } } } }
    }
}

/// Votes with their sources.
fn votes(name: &str, votes: &[VoteLine], links: Links) -> Markup {
    if votes.is_empty() {
        return html! {};
    }
    html! {
        h4 { (name) }
        ul.votes {
            @for vote in votes {
                li {
                    (vote_line(vote, links))
                    @if !vote.title.is_empty() { br; span.title { (vote.title) } }
                    @if let Some(document) = &vote.document { br; "Source: " (document) }
                    @if let Some(url) = vote.url.as_ref().filter(|url| url.starts_with("https://")) {
                        br; a href=(url) rel="external noreferrer" { (url) }
                    }
                }
            }
        }
    }
}

fn vote_line(vote: &VoteLine, links: Links) -> Markup {
    match links {
        Links::None => html! { b { (vote.line()) } },
        Links::Site => {
            html! { b { a href={ "/votes/" (in_address(&vote.symbol)) } { (vote.line()) } } }
        }
    }
}

/// The sentences of which nothing is said.
fn unread(document: &Document) -> Markup {
    if document.found.unread.is_empty() {
        return html! {};
    }
    html! {
        aside.not-understood {
            h3 { "Not understood" }
            p { "These speak of votes, and no claim could be read in them. Of them nothing is said, neither good nor bad." }
            ul {
                @for span in &document.found.unread {
                    li { bdi { (plain(&words(document.text(), *span))) } }
                }
            }
        }
    }
}

fn footer(book: &Book) -> Markup {
    html! {
        footer {
            p {
                "A verdict says whether the record bears out the words, and nothing else: not why a state voted as it \
                did, nor whether it was right. Absence is not abstention, and abstention is not opposition."
            }
            @for citation in citations(&book.info) { p.citation { (citation) } }
            p { "Record " code { (book.info.id) } " · Scrutineer " (env!("CARGO_PKG_VERSION")) }
        }
    }
}
