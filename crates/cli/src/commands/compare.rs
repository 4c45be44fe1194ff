//! `scrutineer compare`: votes beside each other, every member in its cell.

use scrutineer_figures::shift_flow;
use scrutineer_measures::{Cell, Relation};
use scrutineer_record::{Position, Record, Vote};
use scrutineer_report::compare::Comparison;

use crate::args::Format;
use crate::error::Error;
use crate::names::{cited, listed};
use crate::output::Output;
use crate::plot::{Plot, WIDTH};
use crate::terminal::style::{bold, dim, position};
use crate::terminal::{Page, Table};

/// What was typed.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Two or more votes: symbols in any spelling, or ids
    #[arg(required = true, num_args = 2.., value_name = "SYMBOL")]
    symbols: Vec<String>,
    #[command(flatten)]
    plot: Plot,
}

impl Args {
    /// What names votes.
    pub(crate) fn typed(&self) -> Vec<&str> {
        self.symbols.iter().map(String::as_str).collect()
    }

    /// The same, to be put right.
    pub(crate) fn typed_mut(&mut self) -> impl Iterator<Item = &mut String> {
        self.symbols.iter_mut()
    }
}

/// Compares votes. As CSV: a row for each member, a column for each vote.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let comparison = Comparison::of(record, &args.symbols)?;
    let output = match format {
        Format::Text => Output::votes(Shown { record, of: &comparison }.page()),
        Format::Json => Output::json(&comparison.report())?,
        Format::Csv => Output::table(&comparison.flat())?,
    };
    let picture = args.plot.picture(|| match comparison.votes.as_slice() {
        [one, other] => Ok(shift_flow(*one, *other, WIDTH)),
        _ => Err(Error::request("the picture of a comparison is of two votes").hint("name two")),
    })?;
    Ok(output.drawn(picture))
}

/// The page of a comparison.
struct Shown<'c> {
    record: &'c Record,
    of: &'c Comparison<'c>,
}

impl Shown<'_> {
    fn page(&self) -> Page {
        let mut page = Page::new();
        self.head(&mut page);
        if let [one, other] = self.of.votes.as_slice() {
            self.matrix(&mut page, *one, *other);
        }
        page.gap();
        page.prose(0, &self.of.in_words());
        match self.of.relation {
            Relation::Series | Relation::SameText => {
                let (moved, rest) = self.cells(|cell| self.is_moved(cell));
                let (steady, once): (Vec<_>, Vec<_>) =
                    rest.into_iter().partition(|cell| self.is_cast_in_all(cell));
                self.cell_list(&mut page, "moved", &moved);
                self.cell_list(&mut page, "did not move", &steady);
                let both = if self.of.votes.len() == 2 { "both" } else { "all" };
                self.cell_list(&mut page, &format!("did not vote in {both}"), &once);
            }
            Relation::Rivals | Relation::Unrelated => {
                let (all, _) = self.cells(|_| true);
                self.cell_list(&mut page, "who voted how", &all);
            }
        }
        page
    }

    fn cells(&self, first: impl Fn(&Cell) -> bool) -> (Vec<&Cell>, Vec<&Cell>) {
        self.of.table.cells().iter().partition(|cell| first(cell))
    }

    fn is_cast_in_all(&self, cell: &Cell) -> bool {
        cell.members.is_subset(self.of.table.cast_in_all())
    }

    fn is_moved(&self, cell: &Cell) -> bool {
        cell.members.is_subset(self.of.table.moved())
    }

    fn head(&self, page: &mut Page) {
        let mut last_title = "";
        for vote in &self.of.votes {
            let facts = vote.facts();
            let date = facts.date.in_short_words();
            page.line(format!("{}  {date}  {}", bold(&vote.label()), cited(vote.tally())));
            if !facts.motion.is_whole() {
                page.prose(2, &facts.motion.to_string());
            }
            if facts.title == last_title {
                page.prose(2, &dim("the same title"));
            } else {
                page.prose(2, &facts.title);
            }
            last_title = &facts.title;
        }
        page.gap();
        page.prose(0, &self.of.joined_by());
    }

    /// Two votes as a square of counts.
    fn matrix(&self, page: &mut Page, one: Vote<'_>, other: Vote<'_>) {
        page.gap();
        let mut square = Table::new("lrrrrl");
        let columns = Position::ALL.map(position);
        let head = [dim(&format!("{} by {}", one.label(), other.label()))];
        square.row(head.into_iter().chain(columns));
        for row in Position::ALL {
            let count = |column| self.of.table.get(&[row, column]).len();
            let counts = Position::ALL.map(|column| match count(column) {
                0 => dim("·"),
                count => count.to_string(),
            });
            square.row([position(row)].into_iter().chain(counts));
        }
        page.table(2, &square);
    }

    fn cell_list(&self, page: &mut Page, heading: &str, cells: &[&Cell]) {
        if cells.is_empty() {
            return;
        }
        let arrow = if self.of.relation == Relation::Series { " → " } else { ", " };
        page.heading(heading);
        let mut table = Table::new("lrl");
        for cell in cells {
            let positions: Vec<_> = cell
                .positions
                .iter()
                .map(|of| of.map_or_else(|| dim("not on the roll"), position))
                .collect();
            let names = listed(self.record.members(), cell.members);
            table.row([positions.join(arrow), cell.members.len().to_string(), names]);
        }
        page.table(2, &table);
    }
}
