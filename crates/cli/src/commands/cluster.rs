//! `scrutineer cluster`: statements and archives on many machines.

#[cfg(feature = "cluster")]
mod processes;

#[cfg(feature = "cluster")]
pub(crate) use processes::{check, connect, run};

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Subcommand;

use crate::args::Address;

/// What was typed.
#[derive(Debug, Subcommand)]
#[command(
    after_help = "Part of the program when it is built with --features cluster. All processes open the same book \
    themselves, and read archives under the same paths. They listen on this machine alone, since they know no password \
    and no encryption."
)]
pub(crate) enum Cluster {
    /// Give out work: one for a cluster
    Scheduler(SchedulerArgs),
    /// Do work: as many as there are machines
    Executor(ExecutorArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct SchedulerArgs {
    /// Port on which it listens; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 50050)]
    port: u16,
    /// Listen to other machines on this address: WITHOUT PASSWORD OR ENCRYPTION. Whoever reaches it can have any plan
    /// run, and read and write files with the rights of these processes: for networks of your own alone
    #[arg(long, value_name = "IP:PORT", conflicts_with = "port")]
    unprotected: Option<SocketAddr>,
    /// Seconds after which an executor that says nothing is given up, and others do its work
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u32).range(2..))]
    patience: u32,
    /// Seconds that a statement waits for the first executor before it is refused
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    wait: u32,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExecutorArgs {
    /// Where the scheduler listens
    #[arg(value_name = "HOST:PORT")]
    scheduler: Address,
    /// Port at which others fetch what it made; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
    /// Let other machines fetch what it made on this address: WITHOUT PASSWORD OR ENCRYPTION
    #[arg(long, value_name = "IP:PORT", conflicts_with = "port")]
    unprotected: Option<SocketAddr>,
    /// Pieces of work done at a time; else as many as there are cores
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    threads: Option<u32>,
    /// Where what it made lies until it is fetched; else a directory of its own among temporary files
    #[arg(long, value_name = "DIR")]
    directory: Option<PathBuf>,
}

#[cfg(not(feature = "cluster"))]
mod without {
    use scrutineer_corpus::Request;

    use super::{Cluster, ExecutorArgs, SchedulerArgs};
    use crate::args::Address;
    use crate::commands::corpus::Done;
    use crate::error::Error;
    use crate::output::Output;
    use crate::place::Place;

    /// Says how to get a program that has it.
    pub(crate) fn run(_: &Place, command: &Cluster) -> Result<Output, Error> {
        match command {
            Cluster::Scheduler(SchedulerArgs { port: _, unprotected: _, patience: _, wait: _ }) => {
            }
            Cluster::Executor(ExecutorArgs {
                scheduler: _,
                port: _,
                unprotected: _,
                threads: _,
                directory: _,
            }) => {}
        }
        Err(missing())
    }

    pub(crate) fn check(_: &Place, _: &Request, _: &Address) -> Result<Done, Error> {
        Err(missing())
    }

    #[cfg(feature = "sql")]
    pub(crate) fn connect(
        _: scrutineer_sql::World,
        _: scrutineer_sql::Limits,
        _: &Address,
    ) -> Result<scrutineer_sql::Engine, Error> {
        Err(missing())
    }

    fn missing() -> Error {
        Error::built_without("what lets several machines work together", "cluster")
    }
}

#[cfg(not(feature = "cluster"))]
pub(crate) use without::*;
