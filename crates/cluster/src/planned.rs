//! What the scheduler sees to before a plan is run: that it ends in one piece of work, and that there is an executor.
//!
//! Ballista 55 keeps the places of what the last stage made also when the executor that made it is lost and the work is
//! done again: the rows of those pieces then come twice. What an earlier stage made is counted once, and a last
//! stage of one piece is lost before it is done or not at all.

use std::fmt;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use ballista_core::utils::default_session_builder;
use ballista_scheduler::cluster::ClusterState;
use datafusion::common::config::ConfigOptions;
use datafusion::common::plan_err;
use datafusion::error::Result;
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::coalesce_partitions::CoalescePartitionsExec;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};
use datafusion::prelude::SessionConfig;

/// A session of the scheduler whose plans wait for an executor, no longer than this, and end in one piece.
pub(crate) fn session(
    config: SessionConfig,
    cluster: Arc<OnceLock<Arc<dyn ClusterState>>>,
    longest: Duration,
) -> Result<SessionState> {
    let state = default_session_builder(config)?;
    let waiting = Waiting { cluster, longest };
    let builder = SessionStateBuilder::new_from_existing(state);
    let builder = builder.with_physical_optimizer_rule(Arc::new(OneEnd));
    Ok(builder.with_physical_optimizer_rule(Arc::new(waiting)).build())
}

/// Ballista lets a job wait for its first executor for ever, and nobody is told.
struct Waiting {
    cluster: Arc<OnceLock<Arc<dyn ClusterState>>>,
    longest: Duration,
}

impl fmt::Debug for Waiting {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Waiting").field("longest", &self.longest).finish_non_exhaustive()
    }
}

impl PhysicalOptimizerRule for Waiting {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let begun = Instant::now();
        let has_executor =
            || self.cluster.get().is_some_and(|cluster| !cluster.executor_heartbeats().is_empty());
        // Each plan has a task of its own, whose thread others do not need.
        let came = tokio::task::block_in_place(|| {
            while !has_executor() && begun.elapsed() < self.longest {
                thread::sleep(Duration::from_millis(100));
            }
            has_executor()
        });
        if came {
            return Ok(plan);
        }
        plan_err!(
            "no executor came to the cluster in {} seconds: start one with              scrutineer cluster executor HOST:PORT, or let statements wait longer with              scrutineer cluster scheduler --wait SECONDS",
            self.longest.as_secs()
        )
    }

    fn name(&self) -> &'static str {
        "waiting"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

#[derive(Debug)]
struct OneEnd;

impl PhysicalOptimizerRule for OneEnd {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let pieces = plan.output_partitioning().partition_count();
        Ok(if pieces > 1 { Arc::new(CoalescePartitionsExec::new(plan)) } else { plan })
    }

    fn name(&self) -> &'static str {
        "one_end"
    }

    fn schema_check(&self) -> bool {
        true
    }
}
