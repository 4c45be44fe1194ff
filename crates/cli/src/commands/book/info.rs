//! `scrutineer book info`: what the book holds and where it comes from.

use scrutineer_book::{Book, Info};
use scrutineer_report::book::{BookReport, names};

use crate::args::Format;
use crate::error::Error;
use crate::output::{Output, cell};
use crate::pages::book_line;
use crate::place::{Place, opened};
use crate::terminal::style::{bold, dim};
use crate::terminal::wrap::plain;
use crate::terminal::{Page, Table};

/// Shows what the book holds. As CSV: a row for each source.
pub(crate) fn run(place: &Place, format: Format) -> Result<Output, Error> {
    // What is known around the votes is built in; of a book on disk only the manifest is read.
    let built_in = crate::place::built_in()?;
    let (info, warnings) = match place {
        Place::BuiltIn => (built_in.info.clone(), Vec::new()),
        Place::Shelf(shelf) => opened(shelf.info())?,
    };
    let output = match format {
        Format::Text => Output::votes(page(place, &info, &built_in)),
        Format::Json => Output::json(&BookReport::of(&info))?,
        Format::Csv => {
            let header = ["id", "format", "files", "votes", "positions", "defects", "until"];
            let rows = info.sources.iter().map(|source| {
                [
                    info.id.clone(),
                    source.format.clone(),
                    names(&source.files).join(" "),
                    source.votes.to_string(),
                    source.positions.to_string(),
                    source.defects.to_string(),
                    cell(info.until),
                ]
            });
            Output::csv(&header, rows)?
        }
    };
    Ok(output.cited(&info).with(warnings))
}

fn page(place: &Place, info: &Info, built_in: &Book) -> Page {
    let facts = built_in.record.facts();
    let mut page = Page::new();
    page.line(bold(&book_line(info)));
    page.line(format!("  id {}, layout {}", info.id, info.format));
    if let Place::Shelf(shelf) = place {
        page.prose(2, &format!("in {}", plain(&shelf.path().to_string_lossy())));
    }
    if let (Some(made), Some(command)) = (&info.made, &info.command) {
        page.prose(2, &format!("made {} by: {}", made.replace('T', " "), plain(command)));
    }
    page.heading(if info.built_in { "around the votes" } else { "around the votes, built in" });
    let mut table = Table::new("rl");
    let mut rows = vec![
        (built_in.record.members().len(), "members, past ones included"),
        (built_in.record.groups().iter().count(), "groups"),
        (facts.proposals.len(), "texts with their stages, voted or not"),
        (facts.series.len(), "series"),
        (facts.rivals.len(), "pairs of rivals"),
        (facts.organs.len(), "organs that resolutions set up"),
        (facts.topics.len(), "topics"),
    ];
    if !info.built_in {
        rows.push((built_in.info.votes, "votes, shown where the sources have none on the text"));
    }
    for (count, what) in rows {
        table.row([count.to_string(), what.to_owned()]);
    }
    page.table(2, &table);
    page.heading("sources");
    page.table(2, &sources_table(info));
    reconciled_lines(&mut page, info);
    page
}

/// The sources, a row each.
pub(super) fn sources_table(info: &Info) -> Table {
    let mut table = Table::new("lrrrl");
    table.row([dim("format"), dim("votes"), dim("positions"), dim("defects"), dim("files")]);
    for source in &info.sources {
        table.row([
            source.format.clone(),
            source.votes.to_string(),
            source.positions.to_string(),
            source.defects.to_string(),
            plain(&names(&source.files).join(", ")),
        ]);
        if source.texts > 0 {
            table.span(&format!("  and {} texts without positions", source.texts));
        }
    }
    table
}

/// How far the sources agree, and where to see more.
pub(super) fn reconciled_lines(page: &mut Page, info: &Info) {
    if !info.reconciled.is_empty() {
        agreement_lines(page, info);
        page.prose(2, &dim("where they differ: scrutineer book differences"));
    }
}

/// How far the sources agree.
pub(super) fn agreement_lines(page: &mut Page, info: &Info) {
    page.heading("how far they agree");
    for pair in &info.reconciled {
        let [first, second] = &pair.sources;
        page.hanging(
            "  ",
            &format!(
                "{first} and {second}: {} votes in common by symbol, {} positions, {} of them differ{}; \
                 {} more votes joined in other ways",
                pair.votes_in_common,
                pair.positions_in_common,
                pair.positions_differing,
                percent(pair.positions_differing, pair.positions_in_common),
                pair.otherwise_joined,
            ),
        );
        let why = if first == "undl" { ": it is nearer to the meeting record" } else { "" };
        page.prose(2, &format!("where both have a vote, {first} is shown{why}"));
    }
}

/// A share in brackets, if there is anything to share.
pub(super) fn percent(part: usize, whole: usize) -> String {
    let (Ok(part), Ok(whole)) = (u32::try_from(part), u32::try_from(whole)) else {
        return String::new();
    };
    if whole == 0 {
        return String::new();
    }
    format!(" ({:.2} %)", 100.0 * f64::from(part) / f64::from(whole))
}
