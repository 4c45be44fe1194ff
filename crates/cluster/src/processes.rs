//! The processes of a cluster: one scheduler, and executors that ask it for work.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use ballista_core::config::TaskSchedulingPolicy;
use ballista_core::error::BallistaError;
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::{create_scheduler, start_grpc_service_with_listener};
use datafusion::execution::SessionStateBuilder;
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use scrutineer_sql::{Error, World};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};

use crate::codec::{Logical, Physical};
use crate::planned::session;

/// Largest plan or message between processes, in bytes: an archive of 100,000 files is named in 10 MB.
const LARGEST: u32 = 256 << 20;

/// Bytes of the stack of each thread: a plan of a hundred steps overflows the usual two megabytes.
const STACK: usize = 32 << 20;

/// How a scheduler is to be.
#[derive(Clone, Debug)]
pub struct Scheduler {
    /// Where it listens; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// An executor from which nothing was heard for so long is given up, and others do its work.
    pub patience: Duration,
    /// A statement is refused for which no executor has come after so long.
    pub wait: Duration,
}

/// How an executor is to be.
#[derive(Clone, Debug)]
pub struct Executor {
    /// Host and port of its scheduler.
    pub scheduler: (String, u16),
    /// Where others fetch what it made; port 0 takes any that is free.
    pub listen: SocketAddr,
    /// How many pieces of work it does at a time.
    pub threads: usize,
    /// Where what it made lies until it is fetched.
    pub directory: PathBuf,
}

/// Gives out work until the process is ended. `ready` hears where it listens.
///
/// # Errors
/// If the address cannot be used.
pub fn scheduler(
    world: World,
    options: &Scheduler,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    let world = Arc::new(world);
    let seconds = options.patience.as_secs().max(2);
    runtime()?.block_on(async {
        let listener = listening(options.listen).await?;
        let listens = listener.local_addr().map_err(|why| unusable(options.listen, &why))?;
        // It comes with the cluster, which takes what makes its sessions.
        let state = Arc::new(OnceLock::new());
        let config = SchedulerConfig {
            external_host: listens.ip().to_string(),
            bind_host: listens.ip().to_string(),
            bind_port: listens.port(),
            scheduling_policy: TaskSchedulingPolicy::PullStaged,
            executor_timeout_seconds: seconds,
            expire_dead_executor_interval_seconds: (seconds / 4).max(1),
            no_executors_grace_period_seconds: seconds.saturating_mul(4),
            grpc_server_max_decoding_message_size: LARGEST,
            grpc_server_max_encoding_message_size: LARGEST,
            grpc_client_max_message_size: LARGEST,
            override_logical_codec: Some(Arc::new(Logical::of(&world))),
            override_physical_codec: Some(Arc::new(Physical::of(&world))),
            override_session_builder: Some(Arc::new({
                let (state, wait) = (Arc::clone(&state), options.wait);
                move |config| session(config, Arc::clone(&state), wait)
            })),
            ..SchedulerConfig::default()
        };
        config.validate().map_err(|why| told(&why))?;
        let cluster = BallistaCluster::new_from_config(&config).await.map_err(|why| told(&why))?;
        // Nobody else sets it.
        let _ = state.set(cluster.cluster_state());
        let scheduler =
            create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, Arc::new(config)).await;
        let scheduler = scheduler.map_err(|why| told(&why))?;
        ready(listens);
        start_grpc_service_with_listener(listener, scheduler).await.map_err(|why| told(&why))
    })
}

/// Does work until the process is ended.
///
/// # Errors
/// If nobody listens at the scheduler's address, or the own one cannot be used.
pub fn executor(
    world: World,
    options: &Executor,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    let world = Arc::new(world);
    let (host, port) = options.scheduler.clone();
    runtime()?.block_on(async {
        let listens = free(options.listen).await?;
        let external = match listens.ip() {
            ip if ip.is_unspecified() => None,
            ip => Some(ip.to_string()),
        };
        let config = ExecutorProcessConfig {
            bind_host: of_ip(listens.ip()),
            external_host: external,
            port: listens.port(),
            scheduler_host: host,
            scheduler_port: port,
            // Its own waiting, in Ballista 55, has no end.
            scheduler_connect_timeout_seconds: 0,
            vcores: options.threads.max(1),
            task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
            work_dir: Some(options.directory.display().to_string()),
            executor_heartbeat_interval_seconds: 1,
            grpc_max_decoding_message_size: LARGEST,
            grpc_max_encoding_message_size: LARGEST,
            override_logical_codec: Some(Arc::new(Logical::of(&world))),
            override_physical_codec: Some(Arc::new(Physical::of(&world))),
            override_function_registry: Some(Arc::new(functions())),
            ..ExecutorProcessConfig::default()
        };
        reached(&options.scheduler).await?;
        ready(listens);
        let ended = start_executor_process(Arc::new(config)).await;
        ended.map_err(|why| unreachable_scheduler(&why, &options.scheduler))
    })
}

/// So long an executor waits for its scheduler to be started.
const TOGETHER: Duration = Duration::from_secs(10);

/// Waits until somebody listens at the scheduler's address.
async fn reached((host, port): &(String, u16)) -> Result<(), Error> {
    let begun = Instant::now();
    loop {
        let why = match TcpStream::connect(format!("{host}:{port}")).await {
            Ok(_) => return Ok(()),
            Err(why) if begun.elapsed() > TOGETHER => why,
            Err(_) => {
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            }
        };
        return Err(nobody_at(host, *port, &why));
    }
}

fn nobody_at(host: &str, port: u16, why: &dyn std::error::Error) -> Error {
    Error::new(format!("no scheduler answers at {host}:{port}: {why}"))
        .hint("start it first: scrutineer cluster scheduler")
        .hint("name the address that it prints")
}

/// The functions of DataFusion, all of them: Ballista's own list lacks those on lists. Ours come with the plan.
fn functions() -> BallistaFunctionRegistry {
    BallistaFunctionRegistry::from(&SessionStateBuilder::new().with_default_features().build())
}

/// An address of version 6 stands in brackets before a port.
fn of_ip(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

fn runtime() -> Result<Runtime, Error> {
    // Plans are trees that are walked by recursion.
    let runtime = Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    runtime.map_err(|why| Error::new(format!("no threads to work on: {why}")))
}

async fn listening(at: SocketAddr) -> Result<TcpListener, Error> {
    TcpListener::bind(at).await.map_err(|why| unusable(at, &why))
}

/// The address with a port that is free.
async fn free(at: SocketAddr) -> Result<SocketAddr, Error> {
    let listener = listening(at).await?;
    listener.local_addr().map_err(|why| unusable(at, &why))
}

fn unusable(at: SocketAddr, why: &std::io::Error) -> Error {
    Error::new(format!("{at} cannot be used: {why}"))
        .hint("name another port with --port or --unprotected; port 0 takes any that is free")
}

fn told(why: &BallistaError) -> Error {
    Error::new(format!("the scheduler could not begin, or ended: {why}"))
        .hint("start it again; executors come back to it by themselves")
}

/// Why an executor ended: most often because nobody listens where its scheduler should.
fn unreachable_scheduler(why: &BallistaError, (host, port): &(String, u16)) -> Error {
    match why {
        BallistaError::GrpcConnectionError(_) | BallistaError::General(_) => {
            nobody_at(host, *port, why)
        }
        _ => Error::new(format!("the executor could not begin, or ended: {why}"))
            .hint("start it again; what it had not finished is done by others"),
    }
}
