//! `scrutineer compare`: votes beside each other, every member in its cell.

use scrutineer_figures::shift_flow;
use scrutineer_measures::{Cell, MarginalTest, Relation};
use scrutineer_record::{MemberSet, Position, Record, Vote};
use scrutineer_report::compare::Comparison;

use crate::args::Format;
use crate::error::Error;
use crate::names::{cited, listed};
use crate::output::Output;
use crate::pages::probability;
use crate::plot::{Plot, WIDTH};
use crate::terminal::style::{bold, dim, position};
use crate::terminal::{Page, Table};

/// What was typed.
#[derive(Debug, clap::Args)]
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
        self.totals(&mut page);
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
        let series = self.of.votes.first().and_then(Vote::series);
        let words = match (self.of.relation, series) {
            (Relation::SameText, _) => "several votes on one text".to_owned(),
            (Relation::Series, Some(series)) => {
                format!("one series: {} ({})", series.name, series.id)
            }
            (Relation::Series, None) => "one series".to_owned(),
            (Relation::Rivals, _) => "rivals under one agenda item".to_owned(),
            (Relation::Unrelated, _) => "nothing is known that joins these texts".to_owned(),
        };
        page.prose(0, &words);
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

    fn totals(&self, page: &mut Page) {
        page.gap();
        let (n, cast, moved) =
            (self.of.table.n(), self.of.table.cast_in_all().len(), self.of.table.moved().len());
        let all = if self.of.votes.len() == 2 { "both" } else { "all" };
        let mut text = match self.of.relation {
            Relation::Series | Relation::SameText => format!(
                "Of {n} members on the roll of {all}, {cast} cast a vote in {all}: {moved} of these moved, {} did not.",
                cast - moved
            ),
            Relation::Rivals | Relation::Unrelated => {
                let yes = vec![Position::Yes; self.of.votes.len()];
                format!(
                    "Of {n} members on the roll of {all}, {cast} cast a vote in {all}: {} of these voted yes to {all}.",
                    self.of.table.get(&yes).len()
                )
            }
        };
        let beyond = self.everyone().len() - n;
        if beyond > 0 {
            text += &format!(" {beyond} more were on the roll of some only.");
        }
        if let (Relation::Series | Relation::SameText, Some(test)) =
            (self.of.relation, self.of.change())
        {
            text += &in_words(&test);
        }
        page.prose(0, &text);
    }

    fn everyone(&self) -> MemberSet {
        self.of.table.cells().iter().fold(MemberSet::EMPTY, |all, cell| all | cell.members)
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

/// Whether the moves lead one way, with how sure that is.
fn in_words(test: &MarginalTest) -> String {
    let name = if test.degrees == 1 { "McNemar" } else { "Stuart–Maxwell" };
    let clear = if test.p <= 0.05 { "lead one way" } else { "do not clearly lead one way" };
    let rough = if test.moved < 10 { "; rough with so few moves" } else { "" };
    let (chi, p) = (test.statistic, probability(test.p));
    format!(" The moves {clear} ({name}: χ² {chi:.1}, {} df, {p}{rough}).", test.degrees)
}
