//! `check` as JSON and as rows: the findings of one or more documents.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use scrutineer_book::{Book, Info};
use scrutineer_claims::{
    Attribution, Claim, DateBasis, Definition, Evidence, Finding, Findings, Fix, LeftOut, Span,
    VoteRef,
};
use scrutineer_ingest::article::Article;
use scrutineer_record::{Date, Record};
use serde::{Serialize, Serializer};

use crate::date;
use crate::schema::{
    ArticleCode, AssertedCode, BasisCode, ComparisonCode, DateText, KindCode, MannerCode,
    PositionCode, SchemaName, VerdictCode,
};

/// A document that was checked.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name: that of the file, as a rule.
    pub source: String,
    /// Its text, in which what was found has its spans, and the way from there to the bytes as given.
    pub article: Article,
    /// What was found.
    pub found: Findings,
}

impl Document {
    /// An article checked as of the day that was given, or else of the day on which it says it was published.
    pub fn checked(
        source: String,
        article: Article,
        given: Option<Date>,
        check: impl FnOnce(&[u8], Option<Date>) -> Findings,
    ) -> Document {
        let mut found = check(article.text.as_bytes(), given.or(article.published));
        if given.is_none() && article.published.is_some() {
            found.date_basis = DateBasis::Metadata;
        }
        Document { source, article, found }
    }

    /// The text that was checked; spans count in it.
    pub fn text(&self) -> &[u8] {
        self.article.text.as_bytes()
    }

    /// Where a span stands in the document as it was given.
    pub fn original(&self, span: Span) -> Span {
        let Range { start, end } = self.article.original(span.start..span.end);
        Span { start, end }
    }
}

/// Everything that was found in one run.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Findings")]
pub struct FindingsReport<'f> {
    /// The name and version of this shape.
    #[schemars(with = "SchemaName")]
    pub schema: &'static str,
    /// The book against which the documents were checked.
    pub book: BookLine<'f>,
    /// The documents, in the order in which they were given.
    pub documents: Vec<DocumentReport<'f>>,
}

impl<'f> FindingsReport<'f> {
    /// The name and version of the shape.
    pub const SCHEMA: &'static str = "scrutineer.findings/1";

    /// Of documents checked against this book.
    pub fn of(book: &'f Book, documents: &'f [Document]) -> Self {
        let Book { record, info, .. } = book;
        let documents = documents.iter().map(|document| DocumentReport::of(record, document));
        FindingsReport {
            schema: Self::SCHEMA,
            book: BookLine::of(info),
            documents: documents.collect(),
        }
    }
}

/// Which book it was, and how far it goes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Book")]
pub struct BookLine<'f> {
    /// The checksum of what the book holds: two books with one id hold the same record.
    pub id: &'f str,
    /// Whether it is the book that is part of the program.
    pub built_in: bool,
    /// How many votes it holds.
    pub votes: usize,
    /// The date of the last of them.
    #[schemars(with = "Option<DateText>")]
    pub until: Option<String>,
}

impl<'f> BookLine<'f> {
    /// Of what is known about a book.
    pub fn of(info: &'f Info) -> Self {
        let Info { id, built_in, votes, until, .. } = info;
        BookLine { id, built_in: *built_in, votes: *votes, until: date(*until) }
    }
}

/// What was found in one document.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Document")]
pub struct DocumentReport<'f> {
    /// The name of the document: that of the file, as a rule.
    pub source: &'f str,
    /// How it is written: as HTML, in Markdown or as plain text.
    #[schemars(with = "ArticleCode")]
    pub kind: &'static str,
    /// The encoding of its letters, by the name that the Encoding Standard gives it.
    pub encoding: &'static str,
    /// Its title, if it says so.
    pub title: Option<&'f str>,
    /// The newspaper or agency, if it says so.
    pub outlet: Option<&'f str>,
    /// Who wrote it, if it says so.
    pub author: Option<&'f str>,
    /// What was wrong with the document, in words.
    pub defects: &'f [String],
    /// The date of the document; null where it is not known.
    #[schemars(with = "Option<DateText>")]
    pub date: Option<String>,
    /// How the date is known.
    #[schemars(with = "BasisCode")]
    pub date_basis: &'static str,
    /// One finding a claim, in the order of the text.
    pub findings: Vec<FindingReport<'f>>,
    /// Sentences that speak of votes and were not understood: of them nothing is said, neither good nor bad.
    pub unread: Vec<SpanReport<'f>>,
    /// The kinds of claim that were asked for, where not all were; nothing is then listed as not understood.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<&'static str>,
}

impl<'f> DocumentReport<'f> {
    /// Of a document.
    pub fn of(record: &'f Record, document: &'f Document) -> Self {
        let Document { source, article, found } = document;
        DocumentReport {
            source,
            kind: article.kind.code(),
            encoding: article.encoding,
            title: article.title.as_deref(),
            outlet: article.outlet.as_deref(),
            author: article.author.as_deref(),
            defects: &article.defects,
            date: date(found.date),
            date_basis: found.date_basis.code(),
            findings: found
                .findings
                .iter()
                .map(|finding| FindingReport::of(record, document, finding))
                .collect(),
            unread: found.unread.iter().map(|span| SpanReport::of(document, *span)).collect(),
            only: found.only.iter().map(|kind| kind.code()).collect(),
        }
    }
}

/// A stretch of the document, in bytes as it was given.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Span")]
pub struct SpanReport<'f> {
    /// Its first byte.
    pub start: usize,
    /// The first byte after it.
    pub end: usize,
    /// Its words, without the tags of a page and in UTF-8; what could not be read is replaced by U+FFFD.
    pub text: Cow<'f, str>,
}

impl<'f> SpanReport<'f> {
    /// Of a span of this document's text.
    pub fn of(document: &'f Document, span: Span) -> Self {
        let Span { start, end } = document.original(span);
        SpanReport { start, end, text: words(document.text(), span) }
    }
}

/// The words of a span; what is not UTF-8 is replaced.
pub fn words(text: &[u8], span: Span) -> Cow<'_, str> {
    String::from_utf8_lossy(text.get(span.start..span.end).unwrap_or_default())
}

/// One edit of a claim.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Fix")]
pub struct FixReport<'f> {
    /// The words that are wrong.
    pub span: SpanReport<'f>,
    /// What to put in their place.
    pub replacement: &'f str,
}

impl<'f> FixReport<'f> {
    /// Of an edit of this document.
    pub fn of(document: &'f Document, fix: &'f Fix) -> Self {
        FixReport { span: SpanReport::of(document, fix.span), replacement: &fix.replacement }
    }
}

/// One claim with what the record says of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub struct FindingReport<'f> {
    /// The smallest clause that carries the claim.
    pub span: SpanReport<'f>,
    /// What is claimed, as far as it was understood.
    pub claim: ClaimReport<'f>,
    /// The votes that were judged, and no others.
    pub votes: Vec<VoteReference<'f>>,
    /// Other votes that could have been meant.
    pub alternatives: Vec<VoteReference<'f>>,
    /// Whether the claim holds.
    #[schemars(with = "VerdictCode")]
    pub verdict: &'static str,
    /// Why, in a sentence or two.
    pub explanation: &'f str,
    /// The positions on which the verdict rests.
    pub evidence: Vec<EvidenceReport<'f>>,
    /// How loose terms were taken, and what their other readings would give.
    pub definitions: Vec<DefinitionReport<'f>>,
    /// What the statement does not say and the record does.
    pub context: Vec<LeftOutReport<'f>>,
    /// Words inside the span that carry no claim about a vote.
    pub not_judged: Vec<SpanReport<'f>>,
    /// The smallest replacement that would make the claim true.
    pub correction: Option<&'f str>,
    /// The edits that together would make it true, where one is known for each part that fails.
    pub fixes: Vec<FixReport<'f>>,
    /// The command that shows the evidence.
    pub reproduce: &'f str,
    /// Where the record cannot tell: where it ends, and which document to open and give beside the book.
    pub remedy: Option<&'f str>,
    /// What was settled by the reader and not found in the text: `A/RES/74/29 (12 Dec 2019)`.
    pub pinned: &'f [String],
}

impl<'f> FindingReport<'f> {
    /// Of a finding in this document.
    pub fn of(record: &'f Record, document: &'f Document, finding: &'f Finding) -> Self {
        FindingReport {
            span: SpanReport::of(document, finding.span),
            claim: ClaimReport::of(&finding.claim),
            votes: finding.votes.iter().map(VoteReference::of).collect(),
            alternatives: finding.alternatives.iter().map(VoteReference::of).collect(),
            verdict: finding.verdict.code(),
            explanation: &finding.explanation,
            evidence: finding.evidence.iter().map(|row| EvidenceReport::of(record, row)).collect(),
            definitions: finding.definitions.iter().map(DefinitionReport::of).collect(),
            context: finding.context.iter().map(LeftOutReport::of).collect(),
            not_judged: finding
                .not_judged
                .iter()
                .map(|span| SpanReport::of(document, *span))
                .collect(),
            correction: finding.correction.as_deref(),
            fixes: finding.fixes.iter().map(|fix| FixReport::of(document, fix)).collect(),
            reproduce: &finding.reproduce,
            remedy: finding.remedy.as_deref(),
            pinned: &finding.pinned,
        }
    }
}

/// What a clause claims.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Claim")]
pub struct ClaimReport<'f> {
    /// The kind of claim.
    #[schemars(with = "KindCode")]
    pub kind: &'static str,
    /// Who says it, if the text names a speaker.
    pub speaker: Option<&'f str>,
    /// Whether the text itself says it, a speaker in words of their own, or somebody as others report it.
    #[schemars(with = "AssertedCode")]
    pub asserted_by: &'static str,
    /// Who says it: the speaker quoted or reported by the text first, the one whom that speaker quotes after.
    pub said: Vec<AttributionReport<'f>>,
    /// Whether the clause stands in quotation marks.
    pub quoted: bool,
    /// Whom it is about: members by code, groups by code after `group:`.
    pub agents: Vec<String>,
    /// In a shift, the position before.
    #[schemars(with = "Option<PositionCode>")]
    pub from: Option<&'static str>,
    /// In a shift, the position after.
    #[schemars(with = "Option<PositionCode>")]
    pub to: Option<&'static str>,
    /// The position that the agents are said to have taken.
    #[schemars(with = "Option<PositionCode>")]
    pub position: Option<&'static str>,
    /// The number claimed.
    pub count: Option<u32>,
    /// In a comparison, which way it goes.
    #[schemars(with = "Option<ComparisonCode>")]
    pub comparison: Option<&'static str>,
    /// Whether it is denied.
    pub negated: bool,
}

impl<'f> ClaimReport<'f> {
    /// Of a claim.
    pub fn of(claim: &'f Claim) -> Self {
        ClaimReport {
            kind: claim.kind.code(),
            speaker: claim.speaker(),
            asserted_by: claim.asserted_by().code(),
            said: claim.said.iter().map(AttributionReport::of).collect(),
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

/// That somebody says it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Attribution")]
pub struct AttributionReport<'f> {
    /// Who: by full name if the document tells it, else in its words, such as "the ambassador".
    pub speaker: Option<&'f str>,
    /// As what the document introduces the speaker: `Kenya's special envoy`.
    pub role: Option<&'f str>,
    /// The code of the member for which the speaker speaks, if one is named.
    pub member: Option<&'f str>,
    /// The newspaper or agency to which it was said, or that tells it.
    pub outlet: Option<&'f str>,
    /// Whether the words are quoted or reported.
    #[schemars(with = "MannerCode")]
    pub manner: &'static str,
}

impl<'f> AttributionReport<'f> {
    /// Of an attribution.
    pub fn of(said: &'f Attribution) -> Self {
        let Attribution { span: _, speaker, role, member, outlet, manner } = said;
        AttributionReport {
            speaker: speaker.as_deref(),
            role: role.as_deref(),
            member: member.as_deref(),
            outlet: outlet.as_deref(),
            manner: manner.code(),
        }
    }
}

/// A vote, or a text without one.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Vote")]
pub struct VoteReference<'f> {
    /// The id of the vote; for a text without a vote, its symbol.
    pub id: &'f str,
    /// The symbol; the id where there is none.
    pub symbol: &'f str,
    /// The day of the vote, if known.
    #[schemars(with = "Option<DateText>")]
    pub date: Option<String>,
}

impl<'f> VoteReference<'f> {
    /// Of a vote on which a finding rests.
    pub fn of(vote: &'f VoteRef) -> Self {
        VoteReference { id: &vote.id, symbol: &vote.symbol, date: date(vote.date) }
    }
}

/// Members that took one position in one vote.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Evidence")]
pub struct EvidenceReport<'f> {
    /// The vote, by symbol.
    pub symbol: &'f str,
    /// The position.
    #[schemars(with = "PositionCode")]
    pub position: &'static str,
    /// The codes of those that took it, in alphabetical order.
    pub members: Vec<&'f str>,
}

impl<'f> EvidenceReport<'f> {
    /// Of one piece of evidence.
    pub fn of(record: &'f Record, evidence: &'f Evidence) -> Self {
        let Evidence { symbol, position, members } = evidence;
        let members = record.members().codes(*members);
        EvidenceReport { symbol, position: position.code(), members }
    }
}

/// How a loose term was taken.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Definition")]
pub struct DefinitionReport<'f> {
    /// The words of the text.
    pub words: &'f str,
    /// The code of the group that they were taken to mean.
    pub taken_as: &'f str,
    /// What each reasonable reading gives, by the code of the group: `38 of 45`.
    #[serde(serialize_with = "as_map")]
    #[schemars(with = "BTreeMap<String, String>")]
    pub readings: &'f [(String, String)],
}

fn as_map<S: Serializer>(pairs: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(key, value)| (key, value)))
}

impl<'f> DefinitionReport<'f> {
    /// Of a definition.
    pub fn of(definition: &'f Definition) -> Self {
        let Definition { words, taken_as, readings } = definition;
        DefinitionReport { words, taken_as, readings }
    }
}

/// A fact that the statement leaves out.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "LeftOut")]
pub struct LeftOutReport<'f> {
    /// The fact in one sentence.
    pub text: &'f str,
    /// The symbols of the votes on which it rests.
    pub votes: &'f [String],
    /// Whether it happened after the statement was made.
    pub after_statement: bool,
}

impl<'f> LeftOutReport<'f> {
    /// Of a fact.
    pub fn of(fact: &'f LeftOut) -> Self {
        let LeftOut { text, votes, after_statement } = fact;
        LeftOutReport { text, votes, after_statement: *after_statement }
    }
}

/// The header of the flat table of findings.
pub const HEADER: [&str; 13] = [
    "source",
    "date",
    "start",
    "end",
    "text",
    "kind",
    "speaker",
    "asserted_by",
    "verdict",
    "votes",
    "explanation",
    "correction",
    "reproduce",
];

/// The findings of a document as rows of a flat table, and after them its sentences that were not
/// understood: their verdict is `unread`.
pub fn rows(document: &Document) -> impl Iterator<Item = Vec<String>> {
    let judged = |finding: &Finding| {
        let votes: Vec<_> = finding.votes.iter().map(|vote| vote.symbol.as_str()).collect();
        let judged = [
            finding.claim.kind.code().to_owned(),
            finding.claim.speaker().unwrap_or_default().to_owned(),
            finding.claim.asserted_by().code().to_owned(),
            finding.verdict.code().to_owned(),
            votes.join(" "),
            finding.explanation.clone(),
            finding.correction.clone().unwrap_or_default(),
            finding.reproduce.clone(),
        ];
        place(document, finding.span).into_iter().chain(judged).collect()
    };
    let unread = |span: &Span| {
        let unread = ["", "", "", "unread", "", "", "", ""].map(str::to_owned);
        place(document, *span).into_iter().chain(unread).collect()
    };
    document.found.findings.iter().map(judged).chain(document.found.unread.iter().map(unread))
}

/// The cells that say where a span stands.
fn place(document: &Document, span: Span) -> [String; 5] {
    let original = document.original(span);
    [
        document.source.clone(),
        date(document.found.date).unwrap_or_default(),
        original.start.to_string(),
        original.end.to_string(),
        words(document.text(), span).into_owned(),
    ]
}
