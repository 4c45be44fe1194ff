//! An engine whose statements run on a cluster.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ballista::extension::{SessionConfigExt, SessionStateExt};
use ballista_core::execution_plans::DistributedQueryExec;
use ballista_core::serde::protobuf::job_status::Status;
use ballista_core::serde::protobuf::scheduler_grpc_client::SchedulerGrpcClient;
use ballista_core::serde::protobuf::{CancelJobParams, GetJobStatusParams};
use datafusion::execution::SessionStateBuilder;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::prelude::SessionContext;
use datafusion_proto::protobuf::LogicalPlanNode;
use scrutineer_sql::{Elsewhere, Engine, Error, Job, Limits, World};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use crate::codec::{Logical, Physical};

/// Connects to the scheduler at `HOST:PORT`. Statements are read here, run there, and their answers come back here.
/// `tell` hears what whoever waits should know: that no executor has come.
///
/// # Errors
/// If the tables of the book cannot be read. Whether anybody listens there is found out with the first statement.
pub fn connect(
    world: World,
    limits: Limits,
    scheduler: &str,
    tell: fn(&str),
) -> Result<Engine, Error> {
    let address = format!("http://{scheduler}");
    let cluster = Cluster { address: address.clone(), tell };
    Engine::on(world, limits, Box::new(cluster), |config, runtime, world| {
        let mut config = config
            .with_ballista_logical_extension_codec(Arc::new(Logical::of(world)))
            .with_ballista_physical_extension_codec(Arc::new(Physical::of(world)))
            .upgrade_for_ballista()
            // It planned a statement with four joins over and over, and was at no end after 100 seconds and 900 stages.
            .with_ballista_adaptive_query_planner(false);
        // Otherwise nobody learns which job a statement is before it has ended, and it could not be stopped.
        config.options_mut().set("ballista.client.pull", "true")?;
        let state = SessionStateBuilder::new()
            .with_config(config)
            .with_runtime_env(runtime)
            .with_default_features()
            .build();
        Ok(SessionContext::new_with_state(state.upgrade_for_ballista(address)?))
    })
}

/// A statement that has not begun after so long waits for something.
const WAITS: Duration = Duration::from_secs(4);

const NOBODY: &str = "the cluster has not begun yet, since no executor has come; on any machine with the same book: \
                      scrutineer cluster executor HOST:PORT";

/// So long a scheduler is waited for that is told that an answer is not wanted any more.
const GOODBYE: Duration = Duration::from_secs(2);

struct Cluster {
    address: String,
    tell: fn(&str),
}

impl Elsewhere for Cluster {
    fn begin(&self, plan: &Arc<dyn ExecutionPlan>) -> Box<dyn Job> {
        let (plan, address, tell) = (Arc::clone(plan), self.address.clone(), self.tell);
        let runtime = Handle::current();
        let watching = runtime.spawn({
            let (plan, address) = (Arc::clone(&plan), address.clone());
            async move {
                tokio::time::sleep(WAITS).await;
                if is_queued(&plan, address).await {
                    tell(NOBODY);
                }
            }
        });
        Box::new(Running { plan, address, runtime, watching, has_ended: false })
    }
}

/// A statement at work on a cluster.
struct Running {
    plan: Arc<dyn ExecutionPlan>,
    address: String,
    runtime: Handle,
    watching: JoinHandle<()>,
    has_ended: bool,
}

impl Job for Running {
    fn ended(&mut self) {
        self.has_ended = true;
    }
}

impl Drop for Running {
    /// Nobody wants the answer: the executors are to stop working on it.
    fn drop(&mut self) {
        self.watching.abort();
        let Some(job_id) = job(&self.plan).filter(|_| !self.has_ended) else { return };
        let cancelled = async {
            let scheduler = SchedulerGrpcClient::connect(self.address.clone()).await;
            if let Ok(mut scheduler) = scheduler {
                // One that does not hear it any more has ended, and the job with it.
                let _ = scheduler.cancel_job(CancelJobParams { job_id }).await;
            }
        };
        // On a thread of its own, since this may be one of the runtime, which must not wait for itself.
        thread::scope(|scope| {
            scope.spawn(|| {
                self.runtime.block_on(async {
                    let _ = tokio::time::timeout(GOODBYE, cancelled).await;
                });
            });
        });
    }
}

/// The step of a plan that is run by the cluster, and all below it: the name of its job.
fn job(plan: &Arc<dyn ExecutionPlan>) -> Option<String> {
    let here = plan.downcast_ref::<DistributedQueryExec<LogicalPlanNode>>();
    let here = here.and_then(DistributedQueryExec::job_id).map(|id| id.to_string());
    here.or_else(|| plan.children().into_iter().find_map(job))
}

/// Whether the scheduler has not handed out any of a plan: it plans when there is an executor.
async fn is_queued(plan: &Arc<dyn ExecutionPlan>, address: String) -> bool {
    let Some(job_id) = job(plan) else { return false };
    let Ok(mut scheduler) = SchedulerGrpcClient::connect(address).await else { return false };
    let told = scheduler.get_job_status(GetJobStatusParams { job_id }).await;
    let status = told.ok().and_then(|told| told.into_inner().status?.status);
    matches!(status, Some(Status::Queued(_)))
}
