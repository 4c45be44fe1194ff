//! The processes of a cluster, and what is asked of them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use anstream::eprintln;
use scrutineer_cluster::{Executor, Scheduler, executor, scheduler};
use scrutineer_corpus::{Request, gather};
use scrutineer_sql::{Engine, Limits, World};

use super::{Cluster, ExecutorArgs, SchedulerArgs};
use crate::args::Address;
use crate::commands::corpus::Done;
use crate::commands::sql::answers::world;
use crate::error::Error;
use crate::files;
use crate::output::Output;
use crate::place::Place;

/// Runs a process of the cluster, until it is ended.
pub(crate) fn run(place: &Place, command: &Cluster) -> Result<Output, Error> {
    let (world, warnings) = world(place)?;
    let world = world.without_files();
    match command {
        Cluster::Scheduler(args) => schedule(world, args)?,
        Cluster::Executor(args) => execute(world, args)?,
    }
    Ok(Output::whole(String::new()).with(warnings))
}

/// On this machine alone, unless an address for others is given.
fn address(port: u16, unprotected: Option<SocketAddr>) -> SocketAddr {
    unprotected.unwrap_or(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port))
}

fn schedule(world: World, args: &SchedulerArgs) -> Result<(), Error> {
    let options = Scheduler {
        listen: address(args.port, args.unprotected),
        patience: Duration::from_secs(args.patience.into()),
        wait: Duration::from_secs(args.wait.into()),
    };
    let book = world.book.info.id.clone();
    Ok(scheduler(world, &options, |at| eprintln!("scheduler at {at}, book {book}"))?)
}

fn execute(world: World, args: &ExecutorArgs) -> Result<(), Error> {
    let directory = args.directory.clone().unwrap_or_else(own_directory);
    std::fs::create_dir_all(&directory).map_err(|why| files::disk("make", &directory, &why))?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = args.threads.and_then(|threads| usize::try_from(threads).ok()).unwrap_or(threads);
    let options = Executor {
        scheduler: args.scheduler.parts(),
        listen: address(args.port, args.unprotected),
        threads,
        directory: directory.clone(),
    };
    let book = world.book.info.id.clone();
    let ended = executor(world, &options, |at| eprintln!("executor at {at}, book {book}"));
    if args.directory.is_none() {
        // What is left there is of no use to anybody.
        let _ = std::fs::remove_dir_all(&directory);
    }
    Ok(ended?)
}

fn own_directory() -> PathBuf {
    std::env::temp_dir().join(format!("scrutineer-executor-{}", std::process::id()))
}

/// An engine whose statements run on the cluster. Ctrl-C ends them there too, and not this process alone.
pub(crate) fn connect(world: World, limits: Limits, scheduler: &Address) -> Result<Engine, Error> {
    let tell = |words: &str| eprintln!("{words}");
    let engine = scrutineer_cluster::connect(world, limits, &scheduler.to_string(), tell)?;
    Ok(engine.interruptible())
}

/// Has the documents of archives checked there, and writes what comes back.
pub(crate) fn check(place: &Place, request: &Request, scheduler: &Address) -> Result<Done, Error> {
    let (world, warnings) = world(place)?;
    let book = std::sync::Arc::clone(&world.book);
    let engine = connect(world, Limits::default(), scheduler)?;
    let documents = engine.checked(&request.inputs, &request.fields)?;
    let documents = documents.map(|document| document.map_err(Error::from));
    let summary = gather(&book, request, documents)?;
    Ok((summary, book.info.clone(), warnings))
}
