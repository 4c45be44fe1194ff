//! Findings as `ClaimReview` of schema.org, the form in which search engines and archives read fact checks.
//!
//! Only what is known is written. The page on which a review is published is not: whoever publishes it adds
//! its `url`.

use scrutineer_book::Book;
use scrutineer_claims::Verdict;
use serde::Serialize;

use crate::date;
use crate::findings::Document;
use crate::grounds::Grounds;
use crate::words::{citations, plain};

const CONTEXT: &str = "https://schema.org";
const NAME: &str = "Scrutineer";

/// The review of one claim.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClaimReview {
    /// The vocabulary.
    #[serde(rename = "@context")]
    pub context: &'static str,
    /// What it is.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// The words that carry the claim.
    pub claim_reviewed: String,
    /// The claim as it was made.
    pub item_reviewed: Claim,
    /// The verdict.
    pub review_rating: Rating,
    /// The reason for the verdict.
    pub review_body: String,
    /// Who judged it.
    pub author: Software,
    /// Documents and pages on which the verdict rests.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citation: Vec<String>,
    /// Whose data the record restates, and on which terms.
    pub credit_text: String,
    /// The book against which it was judged, and the command that shows the evidence.
    pub is_based_on: Dataset,
}

/// A claim as it was made.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// What it is.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// The sentence in which it stands.
    pub text: String,
    /// Who made it, if the document names a speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Speaker>,
    /// The day of the document, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_published: Option<String>,
    /// The document in which it stands.
    pub appearance: Work,
}

/// Whoever speaks. Without a type: a person, a body or an outlet, the text does not say which.
#[derive(Debug, Serialize)]
pub struct Speaker {
    /// The name as the text has it.
    pub name: String,
}

/// A document that was checked.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Work {
    /// What it is.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// Its name.
    pub name: String,
}

/// A verdict on a scale.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Rating {
    /// What it is.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// From 1, contradicted, by 3, partly, to 5, supported; none where the claim was not decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rating_value: Option<u8>,
    /// The best on the scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best_rating: Option<u8>,
    /// The worst on the scale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub worst_rating: Option<u8>,
    /// The verdict in words.
    pub alternate_name: &'static str,
}

/// The program that judged.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Software {
    /// What it is.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub software_version: &'static str,
}

/// The book against which a claim was judged.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dataset {
    /// What it is.
    #[serde(rename = "@type")]
    pub kind: &'static str,
    /// The name and checksum of the book.
    pub identifier: String,
    /// The command that shows the evidence.
    pub description: String,
}

/// The reviews of everything that was found.
pub fn reviews(book: &Book, documents: &[Document]) -> Vec<ClaimReview> {
    let of = |document| {
        let grounds = Grounds::of(book, document);
        grounds.iter().map(|grounds| review(book, document, grounds)).collect::<Vec<_>>()
    };
    documents.iter().flat_map(of).collect()
}

fn review(book: &Book, document: &Document, grounds: &Grounds<'_>) -> ClaimReview {
    let speaker = grounds.finding.claim.speaker();
    ClaimReview {
        context: CONTEXT,
        kind: "ClaimReview",
        claim_reviewed: grounds.words.clone(),
        item_reviewed: Claim {
            kind: "Claim",
            text: grounds.sentence.clone(),
            author: speaker.map(|name| Speaker { name: plain(name) }),
            date_published: date(document.found.date),
            appearance: Work { kind: "CreativeWork", name: plain(&document.source) },
        },
        review_rating: rating(grounds.verdict()),
        review_body: grounds.explanation(),
        author: Software {
            kind: "SoftwareApplication",
            name: NAME,
            software_version: env!("CARGO_PKG_VERSION"),
        },
        citation: cited(grounds),
        credit_text: citations(&book.info).join("; "),
        is_based_on: Dataset {
            kind: "Dataset",
            identifier: book.info.id.clone(),
            description: grounds.finding.reproduce.clone(),
        },
    }
}

/// Only what was decided has a place on the scale: a claim that the record cannot decide is not half true.
fn rating(verdict: Verdict) -> Rating {
    let value = match verdict {
        Verdict::Supported => Some(5),
        Verdict::Partly => Some(3),
        Verdict::Contradicted => Some(1),
        Verdict::Ambiguous | Verdict::NotInRecord => None,
    };
    Rating {
        kind: "Rating",
        rating_value: value,
        best_rating: value.map(|_| 5),
        worst_rating: value.map(|_| 1),
        alternate_name: verdict.words(),
    }
}

/// Where the votes stand: the page if there is one, else the document.
fn cited(grounds: &Grounds<'_>) -> Vec<String> {
    let of = |vote: &crate::grounds::VoteLine| vote.url.clone().or_else(|| vote.document.clone());
    grounds.votes.iter().filter_map(of).collect()
}
