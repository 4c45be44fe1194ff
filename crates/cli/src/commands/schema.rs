//! `scrutineer schema`: what the JSON looks like, for programs that read or check it.

use clap::ValueEnum;
use scrutineer_report::agreement::PairsReport;
use scrutineer_report::blocs::BlocsReport;
use scrutineer_report::book::BookReport;
use scrutineer_report::compare::ComparisonReport;
use scrutineer_report::find::FoundReport;
use scrutineer_report::group::GroupReport;
use scrutineer_report::ideal::{PlacesReport, PointsReport};
use scrutineer_report::mandates::MandatesReport;
use scrutineer_report::member::MemberReport;
use scrutineer_report::schema::{self, of};
use scrutineer_report::series::CourseReport;
use scrutineer_report::similar::SimilarityReport;
use scrutineer_report::topics::TopicsReport;
use scrutineer_report::vote::VoteReport;

use crate::error::Error;
use crate::output::Output;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Of what: "findings" is what check writes, "frames" what check --emit frames writes and --frames takes,
    /// "ideal-plane" what ideal --dimensions 2 writes; else the command
    #[arg(value_enum)]
    shape: Shape,
}

/// The shapes that have a schema. (The variants have no comments: clap would print them at length.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shape {
    Findings,
    Frames,
    Show,
    Find,
    Compare,
    Series,
    Member,
    Group,
    Agreement,
    Blocs,
    Ideal,
    IdealPlane,
    Mandates,
    Topics,
    Similar,
    BookInfo,
}

/// Prints a schema, which is JSON whatever the format.
pub(crate) fn run(args: &Args) -> Result<Output, Error> {
    Output::json(&match args.shape {
        Shape::Findings => schema::findings(),
        Shape::Frames => schema::frames(),
        Shape::Show => of::<VoteReport<'_>>(),
        Shape::Find => of::<FoundReport<'_>>(),
        Shape::Compare => of::<ComparisonReport<'_>>(),
        Shape::Series => of::<CourseReport<'_>>(),
        Shape::Member => of::<MemberReport<'_>>(),
        Shape::Group => of::<GroupReport<'_>>(),
        Shape::Agreement => of::<PairsReport>(),
        Shape::Blocs => of::<BlocsReport<'_>>(),
        Shape::Ideal => of::<PointsReport<'_>>(),
        Shape::IdealPlane => of::<PlacesReport<'_>>(),
        Shape::Mandates => of::<MandatesReport<'_>>(),
        Shape::Topics => of::<TopicsReport<'_>>(),
        Shape::Similar => of::<SimilarityReport<'_>>(),
        Shape::BookInfo => of::<BookReport<'_>>(),
    })
}
