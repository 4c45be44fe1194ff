//! Tables whose rows are made while they are read, and what they are made from, told so that another process with the
//! same book can make the same.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch, UInt64Array};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, UInt64Type};
use datafusion::catalog::memory::MemorySourceConfig;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{internal_err, plan_datafusion_err, plan_err};
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
use scrutineer_corpus::Fields;
use serde::{Deserialize, Serialize};

use crate::catalog::{COLUMNS, OUR_FUNCTIONS, columns, functions};
use crate::functions::{FUNCTIONS, corpus};
use crate::rows::{Rows, Taker, schema_of};
use crate::tables::TABLES;
use crate::world::World;

/// What rows are made from, beside the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Source {
    /// A table of the record, by its name.
    Table(String),
    /// Archives of articles: each file is a part of its own, which one thread or machine reads.
    Corpus { rows: CorpusRows, files: Vec<PathBuf>, fields: Fields },
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

/// What adds the rows of a part.
pub(crate) type Fill = dyn Fn(&World, &mut Rows<'_>) -> Result<()> + Send + Sync;

impl Source {
    /// Its columns, and what fills each of its parts.
    fn parts(&self) -> Result<(&'static Table, Vec<Arc<Fill>>)> {
        match self {
            Source::Table(name) if name == COLUMNS.name => Ok((&COLUMNS, vec![Arc::new(columns)])),
            Source::Table(name) if name == OUR_FUNCTIONS.name => Ok((
                &OUR_FUNCTIONS,
                vec![Arc::new(|_: &World, rows: &mut Rows<'_>| functions(rows))],
            )),
            Source::Table(name) => match TABLES.iter().find(|of| of.table.name == *name) {
                Some(of) => Ok((of.table, vec![Arc::new(of.fill)])),
                None => plan_err!("there is no table {name} in this version of the program"),
            },
            Source::Corpus { rows, files, fields } => {
                let part = |file: &PathBuf| corpus::fill(*rows, file, files.len(), fields);
                Ok((corpus::table(*rows), files.iter().map(part).collect()))
            }
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
        let (table, _) = source.parts()?;
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
        let (_, fills) = self.source.parts()?;
        let told = Told {
            book: self.world.book.info.id.clone(),
            source: self.source.clone(),
            columns: columns.cloned(),
        };
        Ok(Arc::new(Making::of(told, numbers(fills.len())?, &self.world)?))
    }
}

/// In so many pieces at most a table is made: each is work for one thread, and what is lost with a machine.
const MOST_PIECES: usize = 512;

/// The numbers of the parts of a table, in pieces that can be worked on side by side. They are rows and not places, so
/// that whoever distributes a plan can give away some of the pieces and no part is made twice.
fn numbers(parts: usize) -> Result<Arc<dyn ExecutionPlan>> {
    let schema = Arc::new(Schema::new(vec![Field::new("part", DataType::UInt64, false)]));
    let pieces = parts.clamp(1, MOST_PIECES);
    let piece = |first: usize| -> Result<Vec<RecordBatch>> {
        let of_it =
            (first..parts).step_by(pieces).map(|part| u64::try_from(part).unwrap_or_default());
        let column: ArrayRef = Arc::new(UInt64Array::from_iter_values(of_it));
        Ok(vec![RecordBatch::try_new(Arc::clone(&schema), vec![column])?])
    };
    let pieces = (0..pieces).map(piece).collect::<Result<Vec<_>>>()?;
    Ok(MemorySourceConfig::try_new_exec(&pieces, Arc::clone(&schema), None)?)
}

/// Batches that wait to be read.
const AHEAD: usize = 2;

/// Rows that are made on a thread of their own while they are read, a few batches ahead.
fn made(
    table: &'static Table,
    schema: &SchemaRef,
    world: &Arc<World>,
    fill: &Arc<Fill>,
) -> SendableRecordBatchStream {
    let mut stream = RecordBatchReceiverStreamBuilder::new(Arc::clone(schema), AHEAD);
    let to = stream.tx();
    let (world, fill) = (Arc::clone(world), Arc::clone(fill));
    stream.spawn_blocking(move || {
        let mut take = |batch: RecordBatch| to.blocking_send(Ok(batch)).is_ok();
        let take: &mut Taker<'_> = &mut take;
        let mut rows = Rows::new(table, take);
        fill(&world, &mut rows)?;
        rows.finish()
    });
    stream.build()
}

/// What another process needs to make the same rows, and from which book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Told {
    book: String,
    source: Source,
    columns: Option<Vec<usize>>,
}

impl Told {
    fn bytes(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(self).map_err(|why| plan_datafusion_err!("{why}"))
    }

    fn read(bytes: &[u8], world: &World) -> Result<Told> {
        let told: Told = serde_json::from_slice(bytes).map_err(|why| {
            plan_datafusion_err!("the plan is of another version of the program: {why}")
        })?;
        world.is_book(&told.book)?;
        Ok(told)
    }
}

/// A step of a plan: the numbers of parts come in, and their rows go out.
struct Making {
    told: Told,
    world: Arc<World>,
    numbers: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

impl Making {
    fn of(told: Told, numbers: Arc<dyn ExecutionPlan>, world: &Arc<World>) -> Result<Making> {
        let (table, _) = told.source.parts()?;
        let whole = schema_of(table);
        let schema = match &told.columns {
            Some(columns) => Arc::new(whole.project(columns)?),
            None => whole,
        };
        let pieces = numbers.output_partitioning().partition_count();
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(pieces),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(Making { told, world: Arc::clone(world), numbers, properties: Arc::new(properties) })
    }

    fn above(&self, mut below: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        match (below.pop(), below.is_empty()) {
            (Some(numbers), true) => {
                Ok(Arc::new(Making::of(self.told.clone(), numbers, &self.world)?))
            }
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
        match &self.told.source {
            Source::Table(name) => write!(out, "Making: {name}"),
            Source::Corpus { rows, files, .. } => {
                write!(out, "Making: {rows:?} of {} files", files.len())
            }
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
        vec![&self.numbers]
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
        let numbers = self.numbers.execute(piece, context)?;
        let (table, fills) = self.told.source.parts()?;
        let (whole, world) = (schema_of(table), Arc::clone(&self.world));
        let rows = numbers.map(move |batch| -> Result<_> {
            let batch = batch?;
            let numbers = batch.column(0).as_primitive_opt::<UInt64Type>();
            let numbers = numbers.map_or_else(Vec::new, |numbers| numbers.values().to_vec());
            let parts =
                numbers.into_iter().filter_map(|part| fills.get(usize::try_from(part).ok()?));
            let streams: Vec<_> = parts
                .map(|fill| made(table, &whole, &world, fill))
                .map(Ok::<_, DataFusionError>)
                .collect();
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
        Told { book, source: made.source.clone(), columns: None }.bytes().map(Some)
    }

    /// The table that was told.
    ///
    /// # Errors
    /// If it is of another book or of another version of the program.
    pub fn table(bytes: &[u8], world: &Arc<World>) -> Result<Arc<dyn TableProvider>> {
        let told = Told::read(bytes, world)?;
        Ok(Arc::new(Made::of(told.source, world)?))
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
        let [numbers] = below else { return internal_err!("one step stands below {told:?}") };
        Ok(Arc::new(Making::of(told, Arc::clone(numbers), world)?))
    }
}

fn no_function(name: &str) -> DataFusionError {
    plan_datafusion_err!("there is no function {name} in this version of the program")
}
