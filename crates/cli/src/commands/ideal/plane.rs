//! `ideal --dimensions 2`: members in a plane.

use scrutineer_book::Book;
use scrutineer_ideal::{Belief, Explained, TWENTIETH};
use scrutineer_record::{MemberId, Record};
use scrutineer_report::ideal::{Fitted, Place, Places};
use scrutineer_report::picture;

use super::{Args, parquet, settled};
use crate::args::Format;
use crate::error::Error;
use crate::output::Output;
use crate::plot::WIDTH;
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};

/// How many members a page shows at either end.
const AT_EITHER_END: usize = 10;

pub(super) fn run(
    book: &Book,
    format: Format,
    args: &Args,
    fitted: &Fitted,
    asked: &[MemberId],
) -> Result<Output, Error> {
    let record = &book.record;
    let mut plane = Places::of(fitted);
    let picture = args.plot.picture(|| Ok(picture::of_places(record, &plane, asked, WIDTH)))?;
    plane.keep(asked);
    if plane.places.is_empty() {
        return Err(Error::request("none of these members cast a vote that counts here"));
    }
    let converged = plane.converged;
    if let Some(path) = &args.output {
        let rows = plane.places.iter().map(|it| (&it.point, it.second));
        let written = parquet::write_plane(book, rows, path)?;
        return Ok(settled(written.drawn(picture), converged));
    }
    let output = match format {
        Format::Text => Output::votes(page(record, plane.places, plane.explained, asked)),
        Format::Json => Output::json(&plane.report(record))?,
        Format::Csv => Output::table(&plane.flat(record))?,
    };
    Ok(settled(output.drawn(picture), converged))
}

fn page(
    record: &Record,
    mut placed: Vec<Place>,
    explained: [Explained; 3],
    asked: &[MemberId],
) -> Page {
    let mut page = Page::new();
    page.line(format!("{}  two dimensions", bold("ideal points")));
    explains(&mut page, explained);
    if asked.is_empty() {
        let last = placed.iter().map(|it| it.point.who.session).max();
        placed.retain(|it| Some(it.point.who.session) == last);
        placed.sort_by(|one, other| other.second.mean.total_cmp(&one.second.mean));
    }
    page.gap();
    let mut table = Table::new("rrrrl");
    table.row(["session", "year", "first axis", "second axis", ""].map(dim));
    let between = placed.len().saturating_sub(2 * AT_EITHER_END);
    for (place, it) in placed.iter().enumerate() {
        if asked.is_empty()
            && between > 1
            && (AT_EITHER_END..AT_EITHER_END + between).contains(&place)
        {
            if place == AT_EITHER_END {
                table.span(&format!("… {between} between …"));
            }
            continue;
        }
        table.row(cells(record, it));
    }
    page.table(2, &table);
    page.gap();
    page.prose(
        2,
        "The axes are those of this estimate: the second is what the estimate of one dimension has nothing of, and its unit \
         is that of the first, of which the standard deviation is 1. Intervals are of 90 %, if the model is right; what \
         an axis means the votes do not say.",
    );
    page
}

/// How much each number of dimensions explains.
fn explains(page: &mut Page, explained: [Explained; 3]) {
    let mut table = Table::new("lrr");
    table.row(["", "choices right", "log likelihood"].map(dim));
    for (name, it) in
        ["shares of each item", "one dimension", "two dimensions"].into_iter().zip(explained)
    {
        let share = 100.0 * it.right as f64 / it.votes.max(1) as f64;
        table.row([
            name.to_owned(),
            format!("{share:.1} % of {}", it.votes),
            format!("{:.0}", it.log_likelihood),
        ]);
    }
    page.table(2, &table);
}

fn cells(record: &Record, Place { point, second }: &Place) -> [String; 5] {
    let told =
        |it: &Belief| format!("{:.2} {}", it.mean, dim(&format!("± {:.2}", TWENTIETH * it.sd)));
    [
        point.who.session.to_string(),
        point.who.year().to_string(),
        told(&point.belief),
        told(second),
        record.members()[point.who.member].press_name.clone(),
    ]
}
