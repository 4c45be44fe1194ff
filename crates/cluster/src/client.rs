//! An engine whose statements run on a cluster.

use std::sync::Arc;

use ballista::extension::{SessionConfigExt, SessionStateExt};
use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::SessionContext;
use scrutineer_sql::{Engine, Error, Limits, World};

use crate::codec::{Logical, Physical};

/// Connects to the scheduler at `HOST:PORT`. Statements are read here, run there, and their answers come back here.
///
/// # Errors
/// If the tables of the book cannot be read. Whether anybody listens there is found out with the first statement.
pub fn connect(world: World, limits: Limits, scheduler: &str) -> Result<Engine, Error> {
    // The files of the book on disk are no tables there: they were read and checked in this process.
    let address = format!("http://{scheduler}");
    Engine::on(world.without_files(), limits, |config, runtime, world| {
        let config = config
            .with_ballista_logical_extension_codec(Arc::new(Logical::of(world)))
            .with_ballista_physical_extension_codec(Arc::new(Physical::of(world)))
            .upgrade_for_ballista()
            // It planned a statement with four joins over and over, and was at no end after 100 seconds and 900 stages.
            .with_ballista_adaptive_query_planner(false);
        let state = SessionStateBuilder::new()
            .with_config(config)
            .with_runtime_env(runtime)
            .with_default_features()
            .build();
        Ok(SessionContext::new_with_state(state.upgrade_for_ballista(address)?))
    })
}
