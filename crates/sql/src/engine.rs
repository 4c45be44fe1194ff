//! Statements in, batches out.

use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::error::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::physical_plan::{ExecutionPlan, execute_stream};
use datafusion::prelude::{SQLOptions, SessionConfig, SessionContext};
use datafusion::sql::parser::{DFParserBuilder, Statement};
use futures::StreamExt;
use scrutineer_corpus::{CheckedDocument, Fields, Written};
use tokio::runtime::{Builder, Runtime};

use crate::catalog;
use crate::error::Error;
use crate::functions::corpus::of_paths;
use crate::source::CorpusRows;
use crate::spread::{self, Spread};
use crate::world::World;

/// What statements may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of memory for sorting, joining and grouping; what needs more goes to temporary files or fails. What the
    /// book itself takes is not counted.
    pub memory: usize,
    /// How many threads work on a statement.
    pub threads: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Limits { memory: 1 << 30, threads }
    }
}

/// Answers statements about a book.
///
/// ```
/// use scrutineer_sql::{Engine, Limits, World, csv};
/// let engine = Engine::new(World::built_in()?, Limits::default())?;
/// let statement = "SELECT yes, no, abstain FROM votes WHERE symbol = 'A/RES/74/29'";
/// let mut out = Vec::new();
/// for answer in engine.answers(statement)? {
///     csv(answer?, &mut out)?;
/// }
/// assert_eq!(String::from_utf8(out)?, "yes,no,abstain\n129,6,45\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Engine {
    context: SessionContext,
    runtime: Runtime,
    limits: Limits,
    world: Arc<World>,
    /// Of an engine whose statements run elsewhere: who looks after them there.
    elsewhere: Option<Box<dyn Elsewhere>>,
    /// Whether Ctrl-C ends the statement that is at work, and not the program.
    is_interruptible: bool,
}

/// Looks after statements that other processes run.
pub trait Elsewhere: Send + Sync {
    /// A plan is about to be run. What is given back lives as long as its answer is wanted.
    fn begin(&self, plan: &Arc<dyn ExecutionPlan>) -> Box<dyn Job>;
}

/// A statement that other processes run: one that is dropped before it has ended is wanted by nobody any more.
pub trait Job: Send {
    /// Its whole answer is here.
    fn ended(&mut self);
}

impl Engine {
    /// With every table and every function.
    ///
    /// # Errors
    /// If the tables of the book cannot be read, or the system gives no threads.
    pub fn new(world: World, limits: Limits) -> Result<Engine, Error> {
        Engine::in_context(world, limits, None, |config, environment, _| {
            Ok(SessionContext::new_with_config_rt(config, environment))
        })
    }

    /// With every table and every function but those of the files of the book, in a context of somebody else's making
    /// which has the statements run elsewhere: on a cluster.
    ///
    /// # Errors
    /// If the tables of the book cannot be read, or the system gives no threads.
    pub fn on(
        world: World,
        limits: Limits,
        elsewhere: Box<dyn Elsewhere>,
        context: impl FnOnce(
            SessionConfig,
            Arc<RuntimeEnv>,
            &Arc<World>,
        ) -> Result<SessionContext, DataFusionError>,
    ) -> Result<Engine, Error> {
        // Those files were read and checked in the memory of this process.
        Engine::in_context(world.without_files(), limits, Some(elsewhere), context)
    }

    fn in_context(
        world: World,
        limits: Limits,
        elsewhere: Option<Box<dyn Elsewhere>>,
        context: impl FnOnce(
            SessionConfig,
            Arc<RuntimeEnv>,
            &Arc<World>,
        ) -> Result<SessionContext, DataFusionError>,
    ) -> Result<Engine, Error> {
        let runtime =
            Builder::new_multi_thread().worker_threads(limits.threads.max(1)).enable_all().build();
        let runtime = runtime.map_err(|why| Error::new(format!("no threads to work on: {why}")))?;
        let pool = Arc::new(FairSpillPool::new(limits.memory));
        let environment = RuntimeEnvBuilder::new().with_memory_pool(pool).build_arc()?;
        let mut config = SessionConfig::new()
            .with_information_schema(true)
            .with_target_partitions(limits.threads.max(1));
        config.options_mut().sql_parser.collect_spans = true;
        let world = Arc::new(world);
        let entered = runtime.enter();
        let context = context(config, environment, &world)?;
        drop(entered);
        runtime.block_on(catalog::register(&context, &world))?;
        Ok(Engine { context, runtime, limits, world, elsewhere, is_interruptible: false })
    }

    /// The same, whose statements end with an error when Ctrl-C is pressed, and not with the program. From the first
    /// statement on Ctrl-C does nothing else in this process.
    #[must_use]
    pub fn interruptible(self) -> Engine {
        Engine { is_interruptible: true, ..self }
    }

    /// The answers to statements, one after another. Each statement is begun when its answer is asked for.
    ///
    /// # Errors
    /// If this is not SQL.
    pub fn answers(
        &self,
        sql: &str,
    ) -> Result<impl Iterator<Item = Result<Answer<'_>, Error>> + use<'_>, Error> {
        let statements =
            DFParserBuilder::new(sql).build().and_then(|mut parser| parser.parse_statements());
        let statements = statements.map_err(|why| Error::of(&why))?;
        if statements.is_empty() {
            let error = Error::new("there is no statement");
            return Err(error.hint("begin with: SHOW TABLES"));
        }
        Ok(statements.into_iter().map(|statement| self.answer(statement)))
    }

    /// How the claims in archives that were checked went from outlet to outlet: the rows of [`crate::SPREAD`].
    ///
    /// # Errors
    /// If the archives were checked against several books, or their tables cannot be read.
    pub fn spread(&self, of: &[Written], which: &Spread) -> Result<Answer<'_>, Error> {
        spread::register(&self.context, of)?;
        let statement = spread::statement(which)?;
        let mut answers = self.answers(&statement)?;
        answers.next().unwrap_or_else(|| Err(Error::new("there is no statement")))
    }

    /// The documents of archives, checked, each with its claims: as [`scrutineer_corpus::check`] does, wherever the
    /// statements of this engine run.
    ///
    /// # Errors
    /// If a file is not there.
    pub fn checked(
        &self,
        paths: &[PathBuf],
        fields: &Fields,
    ) -> Result<impl Iterator<Item = Result<CheckedDocument, Error>> + use<'_>, Error> {
        let table = of_paths(CorpusRows::Checked, paths, fields.clone(), &self.world)?;
        let answer = self.wait(async {
            let plan = self.context.read_table(Arc::new(table))?.create_physical_plan().await?;
            self.begin(plan)
        })?;
        Ok(answer.flat_map(|batch| match batch {
            Ok(batch) => documents(&batch),
            Err(why) => vec![Err(why)],
        }))
    }

    fn answer(&self, statement: Statement) -> Result<Answer<'_>, Error> {
        self.wait(async {
            let plan = self.context.state().statement_to_plan(statement).await?;
            reading_only().verify_plan(&plan)?;
            let frame = self.context.execute_logical_plan(plan).await?;
            self.begin(frame.create_physical_plan().await?)
        })
    }

    /// Begins a plan.
    fn begin(&self, plan: Arc<dyn ExecutionPlan>) -> Result<Answer<'_>, DataFusionError> {
        let job = self.elsewhere.as_ref().map(|elsewhere| elsewhere.begin(&plan));
        let stream = execute_stream(plan, self.context.task_ctx())?;
        Ok(Answer { stream, engine: self, job })
    }

    /// Waits for what is done, if it is to be, no longer than nobody presses Ctrl-C.
    fn wait<T>(&self, done: impl Future<Output = Result<T, DataFusionError>>) -> Result<T, Error> {
        let told = |why: DataFusionError| match self.elsewhere {
            Some(_) => Error::from_elsewhere(&why),
            None => Error::of(&why),
        };
        self.runtime.block_on(async {
            if !self.is_interruptible {
                return done.await.map_err(told);
            }
            tokio::select! {
                biased;
                Ok(()) = tokio::signal::ctrl_c() => Err(Error::new("stopped: Ctrl-C was pressed")),
                done = done => done.map_err(told),
            }
        })
    }

    /// Names that a prompt can complete: tables and functions.
    pub fn names(&self) -> Vec<String> {
        let tables = catalog::all_tables(true).map(|(name, _)| name.to_owned());
        tables.chain(crate::FUNCTIONS.iter().map(|function| function.name.to_owned())).collect()
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Engine").field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// The documents of a batch, each of which is told as JSON.
fn documents(batch: &RecordBatch) -> Vec<Result<CheckedDocument, Error>> {
    let told = batch.columns().first().and_then(|column| column.as_string_opt::<i32>());
    let damaged = || Error::new("a document that was checked elsewhere came back damaged");
    let Some(told) = told else { return vec![Err(damaged())] };
    let read = |json: Option<&str>| json.and_then(CheckedDocument::of_json).ok_or_else(damaged);
    told.iter().map(read).collect()
}

/// Nothing is made, filled or set: whoever gives a statement changes nothing, and reads no file but through our functions.
fn reading_only() -> SQLOptions {
    SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false)
}

/// The answer to a statement, batch by batch.
pub struct Answer<'e> {
    stream: SendableRecordBatchStream,
    engine: &'e Engine,
    /// Who works on it elsewhere.
    job: Option<Box<dyn Job>>,
}

impl Answer<'_> {
    /// Its columns.
    pub fn schema(&self) -> SchemaRef {
        self.stream.schema()
    }

    /// All batches at once, if they fit into the memory that statements may use.
    ///
    /// # Errors
    /// If they do not, or the statement fails.
    pub fn gathered(self) -> Result<(SchemaRef, Vec<RecordBatch>), Error> {
        let (schema, limit) = (self.schema(), self.engine.limits.memory);
        let (mut batches, mut bytes) = (Vec::new(), 0_usize);
        for batch in self {
            let batch = batch?;
            bytes = bytes.saturating_add(batch.get_array_memory_size());
            if bytes > limit {
                let error =
                    Error::new("the answer is larger than the memory that statements may use");
                return Err(error
                    .hint("have it written part by part: -o FILE.csv or FILE.parquet")
                    .hint("or ask for less: LIMIT 1000"));
            }
            batches.push(batch);
        }
        Ok((schema, batches))
    }
}

impl Iterator for Answer<'_> {
    type Item = Result<RecordBatch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = &mut self.stream;
        let batch = self.engine.wait(async { stream.next().await.transpose() }).transpose();
        if let (None, Some(job)) = (&batch, &mut self.job) {
            job.ended();
        }
        batch
    }
}

impl std::fmt::Debug for Answer<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Answer").field("schema", &self.stream.schema()).finish_non_exhaustive()
    }
}
