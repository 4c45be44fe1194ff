//! `scrutineer compare`: votes beside each other, every member in its cell.

use scrutineer_figures::shift_flow;
use scrutineer_measures::{
    Cell, CrossTable, MarginalTest, Relation, cross_table, marginal_test, relation,
};
use scrutineer_record::{MemberSet, Position, Record, Vote};
use serde::Serialize;

use crate::args::Format;
use crate::error::Error;
use crate::names::{cited, listed};
use crate::output::{Output, cell};
use crate::pages::probability;
use crate::plot::{Plot, WIDTH};
use crate::resolve::vote;
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
    let votes = votes(record, &args.symbols)?;
    let comparison =
        Comparison { record, table: cross_table(&votes), relation: relation(&votes), votes };
    let output = match format {
        Format::Text => Output::votes(comparison.page()),
        Format::Json => Output::json(&comparison.report())?,
        Format::Csv => comparison.csv()?,
    };
    let picture = args.plot.picture(|| match comparison.votes.as_slice() {
        [one, other] => Ok(shift_flow(*one, *other, WIDTH)),
        _ => Err(Error::request("the picture of a comparison is of two votes").hint("name two")),
    })?;
    Ok(output.drawn(picture))
}

/// The votes that were named, each once; those of a series in the order of time, in which members move.
fn votes<'r>(record: &'r Record, typed: &[String]) -> Result<Vec<Vote<'r>>, Error> {
    let mut votes: Vec<Vote<'r>> = Vec::new();
    for typed in typed {
        let named = vote(record, typed)?;
        if votes.iter().any(|other| other.id == named.id) {
            let error = Error::request(format!("{} is named twice", named.label()));
            return Err(error.hint("name it once, beside another vote"));
        }
        votes.push(named);
    }
    if relation(&votes) == Relation::Series {
        votes.sort_by_key(|vote| vote.date);
    }
    Ok(votes)
}

/// Votes beside each other: those of a series in the order of time, others as they were named.
struct Comparison<'r> {
    record: &'r Record,
    votes: Vec<Vote<'r>>,
    table: CrossTable,
    relation: Relation,
}

#[derive(Serialize)]
struct Report<'r> {
    votes: Vec<String>,
    relation: &'static str,
    cells: Vec<CellReport<'r>>,
    ids: Vec<&'r str>,
    dates: Vec<String>,
    /// How many were on the roll of every vote.
    n: u16,
    /// How many cast a yes, a no or an abstention in every vote.
    cast_in_all: u16,
    /// How many of these did not always cast the same.
    moved: u16,
    /// Of two votes, whether the moves lead one way; null if nobody moved.
    change: Option<ChangeReport>,
}

#[derive(Serialize)]
struct ChangeReport {
    /// `stuart_maxwell`, or `mcnemar` where there are moves between two positions only.
    test: &'static str,
    chi_squared: f64,
    degrees_of_freedom: u8,
    p: f64,
}

impl ChangeReport {
    fn of(test: MarginalTest) -> ChangeReport {
        ChangeReport {
            test: if test.degrees == 1 { "mcnemar" } else { "stuart_maxwell" },
            chi_squared: test.statistic,
            degrees_of_freedom: test.degrees,
            p: test.p,
        }
    }
}

#[derive(Serialize)]
struct CellReport<'r> {
    /// Null for a vote on whose roll the members were not.
    positions: Vec<Option<&'static str>>,
    count: u16,
    members: Vec<&'r str>,
}

impl<'r> Comparison<'r> {
    fn report(&self) -> Report<'r> {
        let cell = |cell: &Cell| CellReport {
            positions: cell.positions.iter().map(|position| position.map(Position::code)).collect(),
            count: cell.members.len(),
            members: self.record.members().codes(cell.members),
        };
        Report {
            votes: self.votes.iter().map(Vote::label).collect(),
            relation: self.relation.code(),
            cells: self.table.cells().iter().map(cell).collect(),
            ids: self.votes.iter().map(|vote| vote.facts().id.as_str()).collect(),
            dates: self.votes.iter().map(|vote| vote.date.to_string()).collect(),
            n: self.table.n(),
            cast_in_all: self.table.cast_in_all().len(),
            moved: self.table.moved().len(),
            change: self.change().map(ChangeReport::of),
        }
    }

    fn change(&self) -> Option<MarginalTest> {
        marginal_test(self.table.cast_counts()?)
    }

    fn csv(&self) -> Result<Output, Error> {
        let labels: Vec<_> = self.votes.iter().map(Vote::label).collect();
        let header: Vec<_> =
            ["member", "name"].into_iter().chain(labels.iter().map(String::as_str)).collect();
        let mut rows = Vec::new();
        for found in self.table.cells() {
            for id in found.members.iter() {
                let member = &self.record.members()[id];
                let positions = found.positions.iter().map(|position| cell(*position));
                let names = [member.code.clone(), member.press_name.clone()];
                rows.push(names.into_iter().chain(positions).collect::<Vec<_>>());
            }
        }
        rows.sort();
        Output::csv(&header, rows)
    }

    fn page(&self) -> Page {
        let mut page = Page::new();
        self.head(&mut page);
        if let [one, other] = self.votes.as_slice() {
            self.matrix(&mut page, *one, *other);
        }
        self.totals(&mut page);
        match self.relation {
            Relation::Series | Relation::SameText => {
                let (moved, rest) = self.cells(|cell| self.is_moved(cell));
                let (steady, once): (Vec<_>, Vec<_>) =
                    rest.into_iter().partition(|cell| self.is_cast_in_all(cell));
                self.cell_list(&mut page, "moved", &moved);
                self.cell_list(&mut page, "did not move", &steady);
                let both = if self.votes.len() == 2 { "both" } else { "all" };
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
        self.table.cells().iter().partition(|cell| first(cell))
    }

    fn is_cast_in_all(&self, cell: &Cell) -> bool {
        cell.members.is_subset(self.table.cast_in_all())
    }

    fn is_moved(&self, cell: &Cell) -> bool {
        cell.members.is_subset(self.table.moved())
    }

    fn head(&self, page: &mut Page) {
        let mut last_title = "";
        for vote in &self.votes {
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
        let series = self.votes.first().and_then(Vote::series);
        let words = match (self.relation, series) {
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
            let count = |column| self.table.get(&[row, column]).len();
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
            (self.table.n(), self.table.cast_in_all().len(), self.table.moved().len());
        let all = if self.votes.len() == 2 { "both" } else { "all" };
        let mut text = match self.relation {
            Relation::Series | Relation::SameText => format!(
                "Of {n} members on the roll of {all}, {cast} cast a vote in {all}: {moved} of these moved, {} did not.",
                cast - moved
            ),
            Relation::Rivals | Relation::Unrelated => {
                let yes = vec![Position::Yes; self.votes.len()];
                format!(
                    "Of {n} members on the roll of {all}, {cast} cast a vote in {all}: {} of these voted yes to {all}.",
                    self.table.get(&yes).len()
                )
            }
        };
        let beyond = self.everyone().len() - n;
        if beyond > 0 {
            text += &format!(" {beyond} more were on the roll of some only.");
        }
        if let (Relation::Series | Relation::SameText, Some(test)) = (self.relation, self.change())
        {
            text += &in_words(&test);
        }
        page.prose(0, &text);
    }

    fn everyone(&self) -> MemberSet {
        self.table.cells().iter().fold(MemberSet::EMPTY, |all, cell| all | cell.members)
    }

    fn cell_list(&self, page: &mut Page, heading: &str, cells: &[&Cell]) {
        if cells.is_empty() {
            return;
        }
        let arrow = if self.relation == Relation::Series { " → " } else { ", " };
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
