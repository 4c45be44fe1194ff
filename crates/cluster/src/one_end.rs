//! Every plan ends in one piece of work.
//!
//! Ballista 55 keeps the places of what the last stage made also when the executor that made it is lost and the work is
//! done again: the rows of those pieces then come twice. What an earlier stage made is counted once, and a last
//! stage of one piece is lost before it is done or not at all.

use std::sync::Arc;

use ballista_core::utils::default_session_builder;
use datafusion::common::config::ConfigOptions;
use datafusion::error::Result;
use datafusion::execution::{SessionState, SessionStateBuilder};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::coalesce_partitions::CoalescePartitionsExec;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};
use datafusion::prelude::SessionConfig;

/// A session of the scheduler whose plans end in one piece.
pub(crate) fn one_ended(config: SessionConfig) -> Result<SessionState> {
    let state = default_session_builder(config)?;
    let builder = SessionStateBuilder::new_from_existing(state);
    Ok(builder.with_physical_optimizer_rule(Arc::new(OneEnd)).build())
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
