//! `compare`: votes beside each other, every member in its cell.

use schemars::JsonSchema;
use scrutineer_measures::{
    Cell, CrossTable, MarginalTest, Relation, cross_table, marginal_test, relation,
};
use scrutineer_record::{MemberSet, Position, Record, Vote};
use serde::Serialize;

use crate::error::Error;
use crate::flat::{FlatTable, cell};
use crate::resolve;
use crate::schema::{DateText, PositionCode};
use crate::words::probability;

/// Votes beside each other: those of a series in the order of time, in which members move; others as they were named.
pub struct Comparison<'r> {
    record: &'r Record,
    /// The votes.
    pub votes: Vec<Vote<'r>>,
    /// Every member in its cell.
    pub table: CrossTable,
    /// What joins the votes.
    pub relation: Relation,
}

impl<'r> Comparison<'r> {
    /// Of the votes that were named, each once, two or more.
    pub fn of(record: &'r Record, named: &[impl AsRef<str>]) -> Result<Comparison<'r>, Error> {
        let mut votes: Vec<Vote<'r>> = Vec::new();
        for typed in named {
            let vote = resolve::vote(record, typed.as_ref())?;
            if votes.iter().any(|other| other.id == vote.id) {
                let error = Error::wrong(format!("{} is named twice", vote.label()));
                return Err(error.hint("name it once, beside another vote"));
            }
            votes.push(vote);
        }
        if votes.len() < 2 {
            return Err(Error::wrong("a comparison needs two votes or more").hint("name another"));
        }
        let relation = relation(&votes);
        if relation == Relation::Series {
            votes.sort_by_key(|vote| vote.date);
        }
        Ok(Comparison { record, table: cross_table(&votes), relation, votes })
    }

    /// Of two votes, whether the moves lead one way; none if nobody moved.
    pub fn change(&self) -> Option<MarginalTest> {
        marginal_test(self.table.cast_counts()?)
    }

    /// What joins the votes, in words.
    pub fn joined_by(&self) -> String {
        let series = self.votes.first().and_then(Vote::series);
        match (self.relation, series) {
            (Relation::SameText, _) => "several votes on one text".to_owned(),
            (Relation::Series, Some(series)) => {
                format!("one series: {} ({})", series.name, series.id)
            }
            (Relation::Series, None) => "one series".to_owned(),
            (Relation::Rivals, _) => "rivals under one agenda item".to_owned(),
            (Relation::Unrelated, _) => "nothing is known that joins these texts".to_owned(),
        }
    }

    /// Whether members that took other positions moved from one vote to another: not so of rivals.
    pub fn is_over_time(&self) -> bool {
        matches!(self.relation, Relation::Series | Relation::SameText)
    }

    /// How many were on the roll, cast a vote and moved, or supported all, in a few sentences.
    pub fn in_words(&self) -> String {
        let (n, cast) = (self.table.n(), self.table.cast_in_all().len());
        let all = if self.votes.len() == 2 { "both" } else { "all" };
        let mut text =
            format!("Of {n} members on the roll of {all}, {cast} cast a vote in {all}: ");
        if self.is_over_time() {
            let moved = self.table.moved().len();
            text += &format!("{moved} of these moved, {} did not.", cast - moved);
        } else {
            let yes = vec![Position::Yes; self.votes.len()];
            text += &format!("{} of these voted yes to {all}.", self.table.get(&yes).len());
        }
        let cells = self.table.cells().iter();
        let everyone = cells.fold(MemberSet::EMPTY, |all, cell| all | cell.members);
        let beyond = everyone.len() - n;
        if beyond > 0 {
            text += &format!(" {beyond} more were on the roll of some only.");
        }
        if let Some(test) = self.change().filter(|_| self.is_over_time()) {
            text += &one_way(&test);
        }
        text
    }

    /// As JSON.
    pub fn report(&self) -> ComparisonReport<'r> {
        let cell = |cell: &Cell| CellReport {
            positions: cell.positions.iter().map(|position| position.map(Position::code)).collect(),
            count: cell.members.len(),
            members: self.record.members().codes(cell.members),
        };
        ComparisonReport {
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

    /// A row for each member, a column for each vote.
    pub fn flat(&self) -> FlatTable {
        let labels = self.votes.iter().map(Vote::label);
        let header = ["member", "name"].into_iter().map(str::to_owned).chain(labels);
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
        FlatTable::of(header, rows)
    }
}

/// Whether the moves lead one way, with how sure that is.
fn one_way(test: &MarginalTest) -> String {
    let name = if test.degrees == 1 { "McNemar" } else { "Stuart–Maxwell" };
    let clear = if test.p <= 0.05 { "lead one way" } else { "do not clearly lead one way" };
    let rough = if test.moved < 10 { "; rough with so few moves" } else { "" };
    let (chi, p) = (test.statistic, probability(test.p));
    format!(" The moves {clear} ({name}: χ² {chi:.1}, {} df, {p}{rough}).", test.degrees)
}

/// Votes beside each other.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Comparison")]
pub struct ComparisonReport<'r> {
    /// The symbols, or the ids of votes without one.
    pub votes: Vec<String>,
    /// What joins the votes: `series`, `same_text`, `rivals` or `unrelated`.
    pub relation: &'static str,
    /// The members by what they did in each vote.
    pub cells: Vec<CellReport<'r>>,
    /// The ids of the votes.
    pub ids: Vec<&'r str>,
    /// Their days.
    #[schemars(with = "Vec<DateText>")]
    pub dates: Vec<String>,
    /// How many were on the roll of every vote.
    pub n: u16,
    /// How many cast a yes, a no or an abstention in every vote.
    pub cast_in_all: u16,
    /// How many of these did not always cast the same.
    pub moved: u16,
    /// Of two votes, whether the moves lead one way; null if nobody moved.
    pub change: Option<ChangeReport>,
}

/// Whether the moves between two votes lead one way.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Change")]
pub struct ChangeReport {
    /// `stuart_maxwell`, or `mcnemar` where there are moves between two positions only.
    pub test: &'static str,
    /// The statistic.
    pub chi_squared: f64,
    /// Its degrees of freedom.
    pub degrees_of_freedom: u8,
    /// How likely chance alone makes so many moves lead one way.
    pub p: f64,
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

/// Members that did the same in each vote.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Cell")]
pub struct CellReport<'r> {
    /// Null for a vote on whose roll the members were not.
    #[schemars(with = "Vec<Option<PositionCode>>")]
    pub positions: Vec<Option<&'static str>>,
    /// How many they are.
    pub count: u16,
    /// Who they are, by code.
    pub members: Vec<&'r str>,
}
