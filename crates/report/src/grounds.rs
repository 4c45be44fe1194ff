//! Everything on which a finding rests, looked up and put into words: what a page or a mail says of it.

use scrutineer_book::Book;
use scrutineer_claims::{Evidence, Finding, Span, Verdict, VoteRef, sentences};
use scrutineer_record::{Decision, Position, Record};

use crate::Target;
use crate::findings::{Document, words};
use crate::words::{cited, defined, plain, position_word, press_names, said_by, time_of};

/// A finding with everything on which it rests. Texts from outside are [plain].
#[derive(Debug)]
pub struct Grounds<'f> {
    /// The finding.
    pub finding: &'f Finding,
    /// The clause that carries the claim.
    pub words: String,
    /// The sentence in which the clause stands.
    pub sentence: String,
    /// Where that sentence is.
    pub around: Span,
    /// Who says it: `Jane Doe (Kenya's envoy), quoted`; empty if the text itself does.
    pub said_by: String,
    /// The votes that were judged.
    pub votes: Vec<VoteLine>,
    /// Other votes that could have been meant.
    pub alternatives: Vec<VoteLine>,
    /// Who took which position.
    pub evidence: Vec<EvidenceLine<'f>>,
    /// How loose terms were taken.
    pub definitions: Vec<String>,
    /// What the statement leaves out, each with when it was to be known.
    pub left_out: Vec<(&'static str, String)>,
    /// Words of the clause that were not judged.
    pub not_judged: Vec<String>,
    /// What would make the claim true.
    pub correction: Option<String>,
}

/// A vote, or a text without one, in words.
#[derive(Debug)]
pub struct VoteLine {
    /// The symbol; the id where there is none.
    pub symbol: String,
    /// The day.
    pub date: Option<String>,
    /// The tally as it is cited, or how else it was decided.
    pub decided: String,
    /// The title.
    pub title: String,
    /// The documents in which it stands.
    pub document: Option<String>,
    /// The page on which it stands.
    pub url: Option<String>,
}

/// Members that took one position in one vote.
#[derive(Debug)]
pub struct EvidenceLine<'f> {
    /// The vote, by symbol.
    pub symbol: &'f str,
    /// The position.
    pub position: Position,
    /// Who took it, by name.
    pub names: Vec<&'f str>,
}

impl EvidenceLine<'_> {
    /// The position in words.
    pub fn position_word(&self) -> &'static str {
        position_word(self.position)
    }
}

impl<'f> Grounds<'f> {
    /// Of every finding of a document.
    pub fn of(book: &'f Book, document: &'f Document) -> Vec<Grounds<'f>> {
        let sentences = sentences(document.text());
        let findings = document.found.findings.iter();
        findings.map(|finding| Grounds::of_finding(book, document, &sentences, finding)).collect()
    }

    fn of_finding(
        book: &'f Book,
        document: &'f Document,
        sentences: &[Span],
        finding: &'f Finding,
    ) -> Grounds<'f> {
        let record = &book.record;
        let quote = |span| plain(&words(document.text(), span));
        let said = document.found.date;
        let around = around(sentences, finding.span);
        Grounds {
            finding,
            words: quote(finding.span),
            sentence: quote(around),
            around,
            said_by: said_by(&finding.claim),
            votes: finding.votes.iter().map(|vote| VoteLine::of(record, vote)).collect(),
            alternatives: finding
                .alternatives
                .iter()
                .map(|vote| VoteLine::of(record, vote))
                .collect(),
            evidence: finding.evidence.iter().map(|row| evidence(record, row)).collect(),
            definitions: finding.definitions.iter().map(|words| defined(record, words)).collect(),
            left_out: finding
                .context
                .iter()
                .map(|fact| (time_of(record, said, fact), plain(&fact.text)))
                .collect(),
            not_judged: finding.not_judged.iter().map(|span| quote(*span)).collect(),
            correction: finding.correction.as_deref().map(plain),
        }
    }

    /// The verdict.
    pub fn verdict(&self) -> Verdict {
        self.finding.verdict
    }

    /// The reason for it.
    pub fn explanation(&self) -> String {
        plain(&self.finding.explanation)
    }
}

/// The sentences that a span touches; the span itself if there are none.
fn around(sentences: &[Span], span: Span) -> Span {
    let first = sentences.partition_point(|sentence| sentence.end <= span.start);
    let touched = sentences.iter().skip(first).take_while(|sentence| sentence.start < span.end);
    touched.fold(span, |around, sentence| around.join(*sentence))
}

fn evidence<'f>(record: &'f Record, row: &'f Evidence) -> EvidenceLine<'f> {
    let Evidence { symbol, position, members } = row;
    EvidenceLine { symbol, position: *position, names: press_names(record, *members) }
}

impl VoteLine {
    fn of(record: &Record, vote: &VoteRef) -> VoteLine {
        let by_symbol = || Target::by_symbol(record, &vote.symbol.parse().ok()?);
        let target = record.by_id(&vote.id).map(Target::Vote).or_else(by_symbol);
        let (document, url) = target.map_or((None, None), sources);
        VoteLine {
            symbol: vote.symbol.clone(),
            date: vote.date.map(|date| date.in_words()),
            decided: target.map_or_else(String::new, decided),
            title: target.map_or_else(String::new, |target| plain(&target.title())),
            document,
            url,
        }
    }

    /// The vote in one line: `A/RES/74/29, 12 December 2019, 129-6-45 (13)`.
    pub fn line(&self) -> String {
        let parts = [Some(&self.symbol), self.date.as_ref(), Some(&self.decided)];
        let parts: Vec<_> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect();
        parts.join(", ")
    }
}

/// The tally of a vote as it is cited, or how a text without one was decided.
pub fn decided(target: Target<'_>) -> String {
    match target {
        Target::Vote(vote) if !vote.is_by_name() => how(Decision::NonRecorded).to_owned(),
        Target::Vote(vote) => cited(vote.tally()),
        Target::Text(text) => how(text.decision).to_owned(),
    }
}

/// How a decision was taken, in words for a column.
pub fn how(decision: Decision) -> &'static str {
    match decision {
        Decision::Recorded => "by recorded vote",
        Decision::NonRecorded => "by a vote without names",
        Decision::WithoutVote => "without a vote",
        Decision::Unknown => "mode of adoption unknown",
    }
}

/// The documents and the page in which a vote or a text stands.
fn sources(target: Target<'_>) -> (Option<String>, Option<String>) {
    match target {
        Target::Vote(vote) => (vote.source.document.clone(), vote.source.url.clone()),
        Target::Text(text) => {
            let source = crate::SourceReport::of_text(text);
            (source.document, source.url)
        }
    }
}
