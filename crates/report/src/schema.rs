//! JSON Schemas of the shapes, made from the types that are written.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use scrutineer_claims::{AssertedBy, ClaimKind, DateBasis, Manner, Verdict};
use scrutineer_ingest::article::Kind;
use scrutineer_record::{Body, Decision, Majority, Outcome, Position, Standing};

use crate::findings::FindingsReport;
use crate::frames::FramesReport;
use crate::similar::SimilarityReport;

/// The schema of what `check` writes: JSON Schema, draft 2020-12.
pub fn findings() -> Schema {
    of::<FindingsReport<'_>>()
}

/// The schema of an answer as a command writes it.
pub fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>()
}

/// The schema of what `check --emit frames` writes and `check --frames` takes.
pub fn frames() -> Schema {
    let generator = SchemaSettings::draft2020_12().into_generator();
    generator.into_root_schema_for::<FramesReport>()
}

/// Makes the schema of texts that are one of a few codes. The types are not written themselves: they stand in
/// for texts that carry such a code.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident: $codes:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $name;

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": $codes })
            }
        }
    )*};
}

codes! {
    /// The name and version of the shape of findings.
    SchemaName: [FindingsReport::SCHEMA];
    /// The name and version of the shape of frames.
    FramesSchemaName: [FramesReport::SCHEMA];
    /// The name and version of the shape of similarities.
    SimilaritySchemaName: [SimilarityReport::SCHEMA];
    /// A verdict.
    VerdictCode: Verdict::ALL.map(Verdict::code);
    /// A kind of claim.
    KindCode: ClaimKind::ALL.map(ClaimKind::code);
    /// A position.
    PositionCode: Position::ALL.map(Position::code);
    /// A body.
    BodyCode: Body::ALL.map(Body::code);
    /// How something was decided.
    DecisionCode: [
        Decision::Recorded,
        Decision::NonRecorded,
        Decision::WithoutVote,
        Decision::Unknown,
    ].map(Decision::code);
    /// What came of a motion.
    OutcomeCode: [Outcome::Adopted, Outcome::Rejected, Outcome::Unknown].map(Outcome::code);
    /// A majority.
    MajorityCode: [Majority::Simple, Majority::TwoThirds, Majority::TwoThirdsOfMembers]
        .map(Majority::code);
    /// How well a fact stands.
    StandingCode: [Standing::Unverified, Standing::Reported, Standing::Recorded]
        .map(Standing::code);
    /// How a document is written.
    ArticleCode: Kind::ALL.map(Kind::code);
    /// How a date is known.
    BasisCode: DateBasis::ALL.map(DateBasis::code);
    /// Whose words carry a claim.
    AssertedCode: AssertedBy::ALL.map(AssertedBy::code);
    /// How words are given.
    MannerCode: Manner::ALL.map(Manner::code);
    /// Which way a comparison goes.
    ComparisonCode: ["more", "fewer", "same"];
}

/// A date as exact as it is known.
#[derive(Debug)]
pub(crate) struct DateText;

impl JsonSchema for DateText {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "DateText".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$" })
    }
}
