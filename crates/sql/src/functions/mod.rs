//! Our functions, each with what it says of itself. Whoever adds one adds it to [`FUNCTIONS`], and it is registered,
//! listed and described.

mod agreement;
mod checking;
mod cohesion;
pub(crate) mod corpus;
pub(crate) mod ideal;
mod lookup;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray};
use datafusion::arrow::datatypes::DataType;
use datafusion::catalog::TableFunctionImpl;
use datafusion::common::{ScalarValue, exec_datafusion_err, exec_err};
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::{AggregateUDF, ColumnarValue, ScalarUDF, Volatility, create_udf};
use datafusion::prelude::SessionContext;
use scrutineer_record::Position;

use crate::world::World;

/// Every function of ours.
pub static FUNCTIONS: &[Function] = &[
    lookup::POSITION_OF,
    lookup::IN_GROUP,
    agreement::AGREEMENT,
    cohesion::COHESION,
    checking::CHECK,
    checking::UNREAD,
    corpus::CHECK_CORPUS,
    corpus::CHECK_CORPUS_DOCUMENTS,
    ideal::IDEAL_REPLICATES,
];

/// A function of ours.
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// What kind of function it is.
    pub sort: Sort,
    /// Its arguments, each with what it means.
    pub arguments: &'static [(&'static str, &'static str)],
    /// What it gives.
    pub about: &'static str,
    /// A statement with it that runs against the built-in book.
    pub example: &'static str,
    make: fn(&Function, &Arc<World>) -> Made,
}

/// What kind of function it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A value for each row.
    Scalar,
    /// A value for each group of rows.
    Aggregate,
    /// Rows.
    Table,
}

impl Sort {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Scalar => "scalar",
            Sort::Aggregate => "aggregate",
            Sort::Table => "table",
        }
    }
}

/// A function as DataFusion takes it.
enum Made {
    Scalar(ScalarUDF),
    Aggregate(AggregateUDF),
    Table(Arc<dyn TableFunctionImpl>),
}

impl Function {
    /// How it is called.
    pub fn call(&self) -> String {
        let arguments: Vec<_> = self.arguments.iter().map(|(name, _)| *name).collect();
        format!("{}({})", self.name, arguments.join(", "))
    }

    /// The function as a value for each row, if it is one.
    pub(crate) fn scalar(&self, world: &Arc<World>) -> Option<ScalarUDF> {
        match (self.make)(self, world) {
            Made::Scalar(function) => Some(function),
            Made::Aggregate(_) | Made::Table(_) => None,
        }
    }

    /// The function as a value for each group, if it is one.
    pub(crate) fn aggregate(&self, world: &Arc<World>) -> Option<AggregateUDF> {
        match (self.make)(self, world) {
            Made::Aggregate(function) => Some(function),
            Made::Scalar(_) | Made::Table(_) => None,
        }
    }

    pub(crate) fn register(&self, context: &SessionContext, world: &Arc<World>) {
        match (self.make)(self, world) {
            Made::Scalar(function) => context.register_udf(function),
            Made::Aggregate(function) => context.register_udaf(function),
            Made::Table(function) => context.register_udtf(self.name, function),
        }
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Function").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A function of texts, row by row: what it gives for the arguments of all rows of a batch.
type OfTexts = fn(&World, &[&StringArray]) -> Result<ArrayRef>;

/// A scalar function of texts; dates, too, come as text.
fn scalar(of: &Function, world: &Arc<World>, gives: DataType, work: OfTexts) -> Made {
    let world = Arc::clone(world);
    let name = of.name;
    let run = move |given: &[ColumnarValue]| {
        let arrays = ColumnarValue::values_to_arrays(given)?;
        let texts: Option<Vec<_>> = arrays.iter().map(|of| of.as_string_opt::<i32>()).collect();
        let texts = texts.ok_or_else(|| exec_datafusion_err!("{name} takes texts"))?;
        let result = work(&world, &texts)?;
        let constant = given.iter().all(|given| matches!(given, ColumnarValue::Scalar(_)));
        Ok(if constant {
            ColumnarValue::Scalar(ScalarValue::try_from_array(&result, 0)?)
        } else {
            ColumnarValue::Array(result)
        })
    };
    let takes = vec![DataType::Utf8; of.arguments.len()];
    Made::Scalar(create_udf(of.name, takes, gives, Volatility::Immutable, Arc::new(run)))
}

/// The text of a row, if it has one.
fn text(of: &StringArray, row: usize) -> Option<&str> {
    of.is_valid(row).then(|| of.value(row))
}

/// The position of a row, if it has one.
fn position(of: &StringArray, row: usize) -> Result<Option<Position>> {
    let Some(code) = text(of, row) else { return Ok(None) };
    let Ok(position) = code.parse() else {
        return exec_err!("\"{code}\" is no position: write yes, no, abstain or non_voting");
    };
    Ok(Some(position))
}

/// What texts mean, each looked up once for all the rows in which it stands.
struct Known<'t, T> {
    known: HashMap<&'t str, T>,
}

impl<'t, T: Copy> Known<'t, T> {
    fn new() -> Self {
        Known { known: HashMap::new() }
    }

    fn of(
        &mut self,
        text: &'t str,
        look: impl FnOnce(&'t str) -> Result<T, scrutineer_report::Error>,
    ) -> Result<T> {
        if let Some(known) = self.known.get(text) {
            return Ok(*known);
        }
        let found = look(text).map_err(unanswered)?;
        self.known.insert(text, found);
        Ok(found)
    }
}

/// Why a question has no answer, with what may have been meant.
fn unanswered(why: scrutineer_report::Error) -> DataFusionError {
    let hints: Vec<_> = why.hints().iter().map(|hint| hint.words.as_str()).collect();
    if hints.is_empty() {
        return exec_datafusion_err!("{}", why.message());
    }
    exec_datafusion_err!("{}: {}", why.message(), hints.join("; "))
}
