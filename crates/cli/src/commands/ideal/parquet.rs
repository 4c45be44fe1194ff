//! Ideal points as a Parquet file.

use std::path::Path;

use scrutineer_book::{Book, Cell, Kind, Sheet, Table, column, optional};

use super::estimate::{Estimate, Point};
use crate::error::Error;
use crate::output::Output;
use crate::terminal::Page;
use crate::terminal::wrap::plain;

use Kind::{Int, Real, Text};

/// The columns of the contract.
const POINTS: Table = Table {
    name: "ideal_points",
    about: "One row for each member and session.",
    columns: &[
        column(Text, "member", "code of the member"),
        optional(Int, "ccode", "its number in the Correlates of War"),
        column(Int, "session", "regular session"),
        column(Int, "year", "year in which the session opened"),
        column(Int, "n_votes", "votes that count, of those that the member cast"),
        column(Real, "ideal_point", "mean; high is the side of the United States"),
        column(Real, "se", "standard error"),
        column(Real, "q05", "quantile of 5 %"),
        column(Real, "q50", "median"),
        column(Real, "q95", "quantile of 95 %"),
    ],
};

/// Writes the points into a file that is not there yet.
pub(super) fn write(book: &Book, estimate: &Estimate, path: &Path) -> Result<Output, Error> {
    let name = plain(&path.display().to_string());
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("parquet")) {
        return Err(Error::request(format!("{name} does not end in .parquet"))
            .hint("as CSV or JSON it goes to standard output: --format csv > FILE"));
    }
    let mut sheet = Sheet::new(&POINTS);
    estimate.points.iter().for_each(|point| sheet.row(row(book, point)));
    let unwritten = |error: scrutineer_book::Error| {
        Error::request(plain(&error.to_string()))
            .hint("name a file that does not exist yet, in a directory that does")
    };
    sheet.write_parquet(path, &book.info).map_err(unwritten)?;
    let mut page = Page::new();
    page.line(format!("{} ideal points written to {name}", estimate.points.len()));
    Ok(Output::page(page))
}

fn row(book: &Book, point: &Point) -> [Cell; 10] {
    let Point { who, votes, belief, quantiles: [low, middle, high] } = point;
    [
        book.record.members()[who.member].code.as_str().into(),
        who.ccode.into(),
        u16::from(who.session).into(),
        who.year().into(),
        Cell::Int(i32::try_from(*votes).unwrap_or(i32::MAX)),
        belief.mean.into(),
        belief.sd.into(),
        (*low).into(),
        (*middle).into(),
        (*high).into(),
    ]
}
