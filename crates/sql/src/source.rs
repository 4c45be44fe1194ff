//! Tables whose rows are made while they are read, and what they are made from, told so that another process with the
//! same book can make the same.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::memory::MemorySourceConfig;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{internal_datafusion_err, internal_err, plan_datafusion_err, plan_err};
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::{AggregateUDF, Expr, ScalarUDF, TableType};
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::{
    RecordBatchReceiverStreamBuilder, RecordBatchStreamAdapter,
};
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, ExecutionPlanProperties, Partitioning,
    PlanProperties, ReplaceChildrenOptions,
};
use futures::{StreamExt, TryStreamExt, stream};
use scrutineer_book::Table;
use scrutineer_corpus::{Fields, Piece};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::catalog::{COLUMNS, OUR_FUNCTIONS, columns, functions};
use crate::functions::ideal::{Draw, REPLICATES};
use crate::functions::{FUNCTIONS, corpus};
use crate::rows::{Rows, Taker, schema_of};
use crate::tables::TABLES;
use crate::world::World;

/// What rows are made from, beside the book: what is done, and with which parts. Each part is worked on by one thread
/// or machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Source {
    work: Work,
    parts: Vec<Part>,
}

/// What is done with each part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Work {
    /// A table of the record, by its name, is filled.
    Table(String),
    /// Articles are checked, with what they say in which fields.
    Corpus { rows: CorpusRows, fields: Fields },
    /// Ideal points are estimated from votes drawn anew.
    Replicates(Draw),
}

/// Of what rows are made together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Part {
    /// The whole table.
    Whole,
    /// A piece of an archive.
    Archive(Piece),
    /// Replicates, by their numbers.
    Replicates(Vec<u32>),
}

/// What is wanted of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum CorpusRows {
    /// One row for each claim.
    Findings,
    /// One row for each document.
    Documents,
    /// One row for each document, with those of its claims.
    Checked,
}

impl Source {
    /// A table of the record.
    pub(crate) fn table(name: &str) -> Source {
        Source { work: Work::Table(name.to_owned()), parts: vec![Part::Whole] }
    }

    /// An archive, piece by piece.
    pub(crate) fn corpus(rows: CorpusRows, pieces: Vec<Piece>, fields: Fields) -> Source {
        let parts = pieces.into_iter().map(Part::Archive).collect();
        Source { work: Work::Corpus { rows, fields }, parts }
    }

    /// So many replicates, after the record itself.
    pub(crate) fn replicates(draw: Draw, replicates: u32) -> Source {
        let numbers: Vec<u32> = (0..=replicates).collect();
        let parts = numbers.chunks(TOGETHER).map(|some| Part::Replicates(some.to_vec())).collect();
        Source { work: Work::Replicates(draw), parts }
    }
}

/// Replicates that are drawn one after another: what they are drawn from is made once in a process anyhow.
const TOGETHER: usize = 4;

impl Work {
    /// The columns of what is made.
    fn table(&self) -> Result<&'static Table> {
        match self {
            Work::Table(name) if name == COLUMNS.name => Ok(&COLUMNS),
            Work::Table(name) if name == OUR_FUNCTIONS.name => Ok(&OUR_FUNCTIONS),
            Work::Table(name) => match TABLES.iter().find(|of| of.table.name == *name) {
                Some(of) => Ok(of.table),
                None => plan_err!("there is no table {name} in this version of the program"),
            },
            Work::Corpus { rows, .. } => Ok(corpus::table(*rows)),
            Work::Replicates(_) => Ok(&REPLICATES),
        }
    }

    /// Adds the rows of a part.
    fn add(&self, part: &Part, world: &World, rows: &mut Rows<'_>) -> Result<()> {
        match (self, part) {
            (Work::Table(name), Part::Whole) if name == COLUMNS.name => columns(world, rows),
            (Work::Table(name), Part::Whole) if name == OUR_FUNCTIONS.name => functions(rows),
            (Work::Table(name), Part::Whole) => {
                match TABLES.iter().find(|of| of.table.name == *name) {
                    Some(of) => (of.fill)(world, rows),
                    None => plan_err!("there is no table {name} in this version of the program"),
                }
            }
            (Work::Corpus { rows: of, fields }, Part::Archive(piece)) => {
                corpus::fill(*of, piece, fields, world, rows)
            }
            (Work::Replicates(draw), Part::Replicates(numbers)) => draw.fill(numbers, world, rows),
            (work, part) => internal_err!("{part:?} is no part of {work:?}"),
        }
    }
}

/// A table that is made from a source.
pub(crate) struct Made {
    source: Source,
    schema: SchemaRef,
    world: Arc<World>,
}

impl Made {
    pub(crate) fn of(source: Source, world: &Arc<World>) -> Result<Made> {
        let table = source.work.table()?;
        Ok(Made { source, schema: schema_of(table), world: Arc::clone(world) })
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Made").field("source", &self.source).finish_non_exhaustive()
    }
}

#[async_trait::async_trait]
impl TableProvider for Made {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::View
    }

    async fn scan(
        &self,
        _: &dyn Session,
        columns: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let told = Told {
            book: self.world.book.info.id.clone(),
            of: self.source.work.clone(),
            columns: columns.cloned(),
        };
        Ok(Arc::new(Making::of(told, pieces(&self.source.parts)?, &self.world)?))
    }
}

/// In so many pieces at most a table is made: each is work for one thread, and what is lost with a machine.
const MOST_PIECES: usize = 512;

/// The parts of a table, in pieces that can be worked on side by side. They are rows, each of which tells its part, so
/// that whoever distributes a plan can give away some of the pieces and no part is made twice, and no piece carries the
/// names of the others.
fn pieces(parts: &[Part]) -> Result<Arc<dyn ExecutionPlan>> {
    let schema = Arc::new(Schema::new(vec![Field::new("part", DataType::Utf8, false)]));
    let pieces = parts.len().clamp(1, MOST_PIECES);
    let piece = |first: usize| -> Result<Vec<RecordBatch>> {
        let of_it = parts.iter().skip(first).step_by(pieces).map(serde_json::to_string);
        let of_it = of_it.collect::<std::result::Result<Vec<_>, _>>();
        let of_it = of_it.map_err(|why| plan_datafusion_err!("a part cannot be told: {why}"))?;
        let column: ArrayRef = Arc::new(StringArray::from(of_it));
        Ok(vec![RecordBatch::try_new(Arc::clone(&schema), vec![column])?])
    };
    let pieces = (0..pieces).map(piece).collect::<Result<Vec<_>>>()?;
    Ok(MemorySourceConfig::try_new_exec(&pieces, Arc::clone(&schema), None)?)
}

/// The parts that rows tell. A row that tells none is a fault of ours, and never left out.
fn parts_of(batch: &RecordBatch) -> Result<Vec<Part>> {
    let told = batch.columns().first().and_then(|column| column.as_string_opt::<i32>());
    let told = told.ok_or_else(|| internal_datafusion_err!("no parts come in"))?;
    let part = |row: Option<&str>| {
        let row = row.ok_or_else(|| internal_datafusion_err!("a part is missing"))?;
        serde_json::from_str(row).map_err(|why| internal_datafusion_err!("no part: {row}: {why}"))
    };
    told.iter().map(part).collect()
}

/// Batches that wait to be read.
const AHEAD: usize = 2;

/// Rows that are made on a thread of their own while they are read, a few batches ahead.
fn made(work: &Arc<Work>, part: Part, world: &Arc<World>) -> Result<SendableRecordBatchStream> {
    let table = work.table()?;
    let mut stream = RecordBatchReceiverStreamBuilder::new(schema_of(table), AHEAD);
    let to = stream.tx();
    let (world, work) = (Arc::clone(world), Arc::clone(work));
    stream.spawn_blocking(move || {
        let mut take = |batch: RecordBatch| to.blocking_send(Ok(batch)).is_ok();
        let take: &mut Taker<'_> = &mut take;
        let mut rows = Rows::new(table, take);
        work.add(&part, &world, &mut rows)?;
        rows.finish()
    });
    Ok(stream.build())
}

/// What another process needs to make the same rows, and from which book: of a table the source, of a step of a plan
/// the work alone, since the parts stand in the rows below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Told<T> {
    book: String,
    of: T,
    columns: Option<Vec<usize>>,
}

impl<T: Serialize + DeserializeOwned> Told<T> {
    fn bytes(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(self).map_err(|why| plan_datafusion_err!("{why}"))
    }

    fn read(bytes: &[u8], world: &World) -> Result<Told<T>> {
        let told: Told<T> = serde_json::from_slice(bytes).map_err(|why| {
            plan_datafusion_err!("the plan is of another version of the program: {why}")
        })?;
        world.is_book(&told.book)?;
        Ok(told)
    }
}

/// A step of a plan: parts come in, and their rows go out.
struct Making {
    told: Told<Work>,
    world: Arc<World>,
    parts: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

impl Making {
    fn of(told: Told<Work>, parts: Arc<dyn ExecutionPlan>, world: &Arc<World>) -> Result<Making> {
        let whole = schema_of(told.of.table()?);
        let schema = match &told.columns {
            Some(columns) => Arc::new(whole.project(columns)?),
            None => whole,
        };
        let pieces = parts.output_partitioning().partition_count();
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(pieces),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(Making { told, world: Arc::clone(world), parts, properties: Arc::new(properties) })
    }

    fn above(&self, mut below: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        match (below.pop(), below.is_empty()) {
            (Some(parts), true) => Ok(Arc::new(Making::of(self.told.clone(), parts, &self.world)?)),
            _ => internal_err!("one step stands below {self:?}"),
        }
    }
}

impl fmt::Debug for Making {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Making").field("told", &self.told).finish_non_exhaustive()
    }
}

impl DisplayAs for Making {
    fn fmt_as(&self, _: DisplayFormatType, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.told.of {
            Work::Table(name) => write!(out, "Making: {name}"),
            Work::Corpus { rows, .. } => {
                let pieces = self.parts.output_partitioning().partition_count();
                write!(out, "Making: {rows:?} of archives, in {pieces} pieces")
            }
            Work::Replicates(draw) => write!(out, "Making: replicates, {draw:?}"),
        }
    }
}

impl ExecutionPlan for Making {
    fn name(&self) -> &'static str {
        "Making"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.parts]
    }

    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        self.above(children)
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        self.above(children)
    }

    fn execute(
        &self,
        piece: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let parts = self.parts.execute(piece, context)?;
        let (work, world) = (Arc::new(self.told.of.clone()), Arc::clone(&self.world));
        let rows = parts.map(move |batch| -> Result<_> {
            let (work, world) = (Arc::clone(&work), Arc::clone(&world));
            // One after another: the next is begun when the one before is at its end.
            let streams = parts_of(&batch?)?.into_iter().map(move |part| made(&work, part, &world));
            Ok(stream::iter(streams).try_flatten())
        });
        let columns = self.told.columns.clone();
        let rows = rows.try_flatten().map(move |batch: Result<RecordBatch>| match &columns {
            Some(columns) => Ok(batch?.project(columns)?),
            None => batch,
        });
        let schema = Arc::clone(self.properties.eq_properties.schema());
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema, rows)))
    }
}

/// Tables and steps of plans as bytes, for processes that hold the same book. `None` if they are not ours.
///
/// What is read back is refused, with a clear error, where the book is another.
#[derive(Clone, Copy, Debug)]
pub struct Wire;

impl Wire {
    /// A table.
    ///
    /// # Errors
    /// If it cannot be told.
    pub fn of_table(table: &dyn TableProvider) -> Result<Option<Vec<u8>>> {
        let Some(made) = (table as &dyn std::any::Any).downcast_ref::<Made>() else {
            return Ok(None);
        };
        let book = made.world.book.info.id.clone();
        Told { book, of: made.source.clone(), columns: None }.bytes().map(Some)
    }

    /// The table that was told.
    ///
    /// # Errors
    /// If it is of another book or of another version of the program.
    pub fn table(bytes: &[u8], world: &Arc<World>) -> Result<Arc<dyn TableProvider>> {
        let told = Told::<Source>::read(bytes, world)?;
        Ok(Arc::new(Made::of(told.of, world)?))
    }

    /// A function, if it is ours: which it is, its name tells.
    pub fn of_function(name: &str, world: &World) -> Option<Vec<u8>> {
        let ours = FUNCTIONS.iter().any(|function| function.name == name);
        ours.then(|| world.book.info.id.clone().into_bytes())
    }

    /// The function of that name that was told, of values.
    ///
    /// # Errors
    /// If it is of another book or of another version of the program.
    pub fn scalar(name: &str, bytes: &[u8], world: &Arc<World>) -> Result<Arc<ScalarUDF>> {
        world.is_book(&String::from_utf8_lossy(bytes))?;
        let ours = FUNCTIONS.iter().find(|function| function.name == name);
        let found = ours.and_then(|function| function.scalar(world));
        found.map(Arc::new).ok_or_else(|| no_function(name))
    }

    /// The function of that name that was told, of groups.
    ///
    /// # Errors
    /// If it is of another book or of another version of the program.
    pub fn aggregate(name: &str, bytes: &[u8], world: &Arc<World>) -> Result<Arc<AggregateUDF>> {
        world.is_book(&String::from_utf8_lossy(bytes))?;
        let ours = FUNCTIONS.iter().find(|function| function.name == name);
        let found = ours.and_then(|function| function.aggregate(world));
        found.map(Arc::new).ok_or_else(|| no_function(name))
    }

    /// A step of a plan.
    ///
    /// # Errors
    /// If it cannot be told.
    pub fn of_step(step: &dyn ExecutionPlan) -> Result<Option<Vec<u8>>> {
        step.downcast_ref::<Making>().map(|making| making.told.bytes()).transpose()
    }

    /// The step that was told, above the one that was told with it.
    ///
    /// # Errors
    /// If it is of another book or of another version of the program.
    pub fn step(
        bytes: &[u8],
        below: &[Arc<dyn ExecutionPlan>],
        world: &Arc<World>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let told = Told::read(bytes, world)?;
        let [parts] = below else { return internal_err!("one step stands below {told:?}") };
        Ok(Arc::new(Making::of(told, Arc::clone(parts), world)?))
    }
}

fn no_function(name: &str) -> DataFusionError {
    plan_datafusion_err!("there is no function {name} in this version of the program")
}
