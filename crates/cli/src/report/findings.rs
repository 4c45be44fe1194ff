//! `check` as JSON: the findings of one or more documents.

use scrutineer_book::Info;
use scrutineer_claims::{Claim, Definition, Evidence, Finding, Findings, LeftOut, Span, VoteRef};
use serde::Serialize;
use serde_json::{Map, Value};

use super::date;

/// Everything that was found in one run.
#[derive(Debug, Serialize)]
pub(crate) struct FindingsReport<'f> {
    schema: &'static str,
    book: BookLine<'f>,
    documents: Vec<DocumentReport<'f>>,
}

impl<'f> FindingsReport<'f> {
    /// Of documents checked against a book.
    pub(crate) fn of(info: &'f Info, documents: impl Iterator<Item = DocumentReport<'f>>) -> Self {
        let Info { id, built_in, votes, until, .. } = info;
        FindingsReport {
            schema: "scrutineer.findings/1",
            book: BookLine { id, built_in: *built_in, votes: *votes, until: date(*until) },
            documents: documents.collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct BookLine<'f> {
    id: &'f str,
    built_in: bool,
    votes: usize,
    until: Option<String>,
}

/// What was found in one document.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentReport<'f> {
    source: &'f str,
    date: Option<String>,
    date_basis: &'static str,
    findings: Vec<FindingReport<'f>>,
    unread: Vec<SpanReport>,
}

impl<'f> DocumentReport<'f> {
    /// Of a document by this name, with this text.
    pub(crate) fn of(source: &'f str, text: &[u8], found: &'f Findings) -> DocumentReport<'f> {
        DocumentReport {
            source,
            date: date(found.date),
            date_basis: super::date_basis(found.date_basis),
            findings: found
                .findings
                .iter()
                .map(|finding| FindingReport::of(text, finding))
                .collect(),
            unread: found.unread.iter().map(|span| SpanReport::of(text, *span)).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct SpanReport {
    start: usize,
    end: usize,
    text: String,
}

impl SpanReport {
    fn of(text: &[u8], span: Span) -> SpanReport {
        SpanReport { start: span.start, end: span.end, text: words(text, span) }
    }
}

/// The words of a span; what is not UTF-8 is replaced.
pub(crate) fn words(text: &[u8], span: Span) -> String {
    String::from_utf8_lossy(text.get(span.start..span.end).unwrap_or_default()).into_owned()
}

#[derive(Debug, Serialize)]
struct FindingReport<'f> {
    span: SpanReport,
    claim: ClaimReport<'f>,
    votes: Vec<VoteReference<'f>>,
    alternatives: Vec<VoteReference<'f>>,
    verdict: &'static str,
    explanation: &'f str,
    evidence: Vec<EvidenceReport<'f>>,
    definitions: Vec<DefinitionReport<'f>>,
    context: Vec<LeftOutReport<'f>>,
    not_judged: Vec<SpanReport>,
    correction: Option<&'f str>,
    reproduce: &'f str,
}

impl<'f> FindingReport<'f> {
    fn of(text: &[u8], finding: &'f Finding) -> FindingReport<'f> {
        FindingReport {
            span: SpanReport::of(text, finding.span),
            claim: ClaimReport::of(&finding.claim),
            votes: finding.votes.iter().map(VoteReference::of).collect(),
            alternatives: finding.alternatives.iter().map(VoteReference::of).collect(),
            verdict: finding.verdict.code(),
            explanation: &finding.explanation,
            evidence: finding.evidence.iter().map(EvidenceReport::of).collect(),
            definitions: finding.definitions.iter().map(DefinitionReport::of).collect(),
            context: finding.context.iter().map(LeftOutReport::of).collect(),
            not_judged: finding.not_judged.iter().map(|span| SpanReport::of(text, *span)).collect(),
            correction: finding.correction.as_deref(),
            reproduce: &finding.reproduce,
        }
    }
}

#[derive(Debug, Serialize)]
struct ClaimReport<'f> {
    kind: &'static str,
    speaker: Option<&'f str>,
    quoted: bool,
    agents: Vec<String>,
    from: Option<&'static str>,
    to: Option<&'static str>,
    position: Option<&'static str>,
    count: Option<u32>,
    comparison: Option<&'static str>,
    negated: bool,
}

impl<'f> ClaimReport<'f> {
    fn of(claim: &'f Claim) -> ClaimReport<'f> {
        ClaimReport {
            kind: claim.kind.code(),
            speaker: claim.speaker.as_deref(),
            quoted: claim.quoted,
            agents: claim.agents.iter().map(ToString::to_string).collect(),
            from: claim.from.map(|position| position.code()),
            to: claim.to.map(|position| position.code()),
            position: claim.position.map(|position| position.code()),
            count: claim.count,
            comparison: claim.comparison,
            negated: claim.negated,
        }
    }
}

#[derive(Debug, Serialize)]
struct VoteReference<'f> {
    id: &'f str,
    symbol: &'f str,
    date: Option<String>,
}

impl<'f> VoteReference<'f> {
    fn of(vote: &'f VoteRef) -> VoteReference<'f> {
        VoteReference { id: &vote.id, symbol: &vote.symbol, date: date(vote.date) }
    }
}

#[derive(Debug, Serialize)]
struct EvidenceReport<'f> {
    symbol: &'f str,
    position: &'static str,
    members: &'f [String],
}

impl<'f> EvidenceReport<'f> {
    fn of(evidence: &'f Evidence) -> EvidenceReport<'f> {
        let Evidence { symbol, position, members } = evidence;
        EvidenceReport { symbol, position: position.code(), members }
    }
}

#[derive(Debug, Serialize)]
struct DefinitionReport<'f> {
    words: &'f str,
    taken_as: &'f str,
    readings: Map<String, Value>,
}

impl<'f> DefinitionReport<'f> {
    fn of(definition: &'f Definition) -> DefinitionReport<'f> {
        let Definition { words, taken_as, readings } = definition;
        let readings = readings.iter().map(|(group, count)| (group.clone(), count.clone().into()));
        DefinitionReport { words, taken_as, readings: readings.collect() }
    }
}

#[derive(Debug, Serialize)]
struct LeftOutReport<'f> {
    text: &'f str,
    votes: &'f [String],
    after_statement: bool,
}

impl<'f> LeftOutReport<'f> {
    fn of(fact: &'f LeftOut) -> LeftOutReport<'f> {
        let LeftOut { text, votes, after_statement } = fact;
        LeftOutReport { text, votes, after_statement: *after_statement }
    }
}
