//! Ideal points as a Parquet file.

use std::path::Path;

use scrutineer_book::{Book, Cell, Column, Kind, Sheet, Table, column, optional};
use scrutineer_ideal::Belief;

use crate::error::Error;
use crate::output::Output;
use crate::terminal::Page;
use crate::terminal::wrap::plain;
use scrutineer_report::ideal::{Estimate, Point};

use Kind::{Int, Real, Text};

/// The columns of the contract, and for two dimensions two more.
static COLUMNS: [Column; 12] = [
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
    column(Real, "ideal_point_2", "mean along the second axis, in the unit of the first"),
    column(Real, "se_2", "its standard error"),
];
const POINTS: Table = Table {
    name: "ideal_points",
    about: "One row for each member and session.",
    columns: COLUMNS.split_at(10).0,
};
const PLACES: Table = Table { columns: &COLUMNS, ..POINTS };

/// Writes the points into a file that is not there yet.
pub(super) fn write(book: &Book, estimate: &Estimate, path: &Path) -> Result<Output, Error> {
    let mut sheet = Sheet::new(&POINTS);
    estimate.points.iter().for_each(|point| sheet.row(row(book, point)));
    written(book, &sheet, path)
}

/// The same of places in a plane.
pub(super) fn write_plane<'p>(
    book: &Book,
    places: impl Iterator<Item = (&'p Point, Belief)>,
    path: &Path,
) -> Result<Output, Error> {
    let mut sheet = Sheet::new(&PLACES);
    for (point, second) in places {
        let [a, b, c, d, e, f, g, h, i, j] = row(book, point);
        sheet.row([a, b, c, d, e, f, g, h, i, j, second.mean.into(), second.sd.into()]);
    }
    written(book, &sheet, path)
}

fn written(book: &Book, sheet: &Sheet, path: &Path) -> Result<Output, Error> {
    let name = plain(&path.display().to_string());
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("parquet")) {
        return Err(Error::request(format!("{name} does not end in .parquet"))
            .hint("as CSV or JSON it goes to standard output: --format csv > FILE"));
    }
    let unwritten = |error: scrutineer_book::Error| {
        Error::request(plain(&error.to_string()))
            .hint("name a file that does not exist yet, in a directory that does")
    };
    sheet.write_parquet(path, &book.info).map_err(unwritten)?;
    let mut page = Page::new();
    page.line(format!("{} ideal points written to {name}", sheet.rows()));
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
