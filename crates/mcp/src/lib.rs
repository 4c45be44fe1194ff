//! The record for language models that write about the United Nations: a server of the Model Context Protocol.
//!
//! Its tools find votes, show and compare them, check statements, and check the citations of a draft. Answers are
//! those of the commands, with sentences that can be quoted and the citation that belongs beside them. What is asked
//! is bounded in length and number; what is wrong with it is told to the model with what to ask instead.
//!
//! What this crate does not do: it works out no answer itself, and keeps nothing of what it is asked.

mod asked;
mod lines;
mod pages;
mod resources;
mod server;
mod told;
mod tools;

use std::io;

use rmcp::ServiceExt;
use rmcp::service::ServerInitializeError;
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::transport::stdio;
use scrutineer_book::Book;
use tokio::io::{BufReader, duplex};
use tokio::runtime;

use server::Server;

/// A line of a client has at most so many bytes: far more than the longest statement, each letter written as an escape,
/// so that what is too long is refused by the tool, which says how long it may be.
const LONGEST_LINE: usize = 16 << 20;

/// So many bytes of what a client sends wait to be read.
const WAITING: usize = 64 * 1024;

/// Answers on standard input and output until the input ends.
///
/// # Errors
/// If the system does not let it serve, or the client does not begin as the protocol asks.
pub fn serve(book: Book) -> io::Result<()> {
    let runtime = runtime::Builder::new_multi_thread().enable_all().build()?;
    let served = runtime.block_on(async {
        let (input, output) = stdio();
        let (bounded, to) = duplex(WAITING);
        runtime.spawn(lines::bounded(BufReader::new(input), to, LONGEST_LINE));
        let transport = AsyncRwTransport::new(bounded, output).with_max_line_length(LONGEST_LINE);
        match Server::new(book).serve(transport).await {
            Ok(running) => running.waiting().await.map(drop).map_err(io::Error::other),
            // Nobody asked anything.
            Err(ServerInitializeError::ConnectionClosed(_)) => Ok(()),
            Err(error) => Err(io::Error::other(error)),
        }
    });
    // A thread may still wait for input that does not come.
    runtime.shutdown_background();
    served
}
