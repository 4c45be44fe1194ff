//! What readers wait for. The first page with its style and script, from a server that was just started: how long and
//! how many bytes. Then requests a second and how long the slowest hundredth takes: the page of a vote, its JSON and a
//! statement checked; the first two each beside a page of the same size that an axum server hands out without doing
//! anything for it. All on this machine, over the loopback interface, compressed as for a browser.
//! `-- --book BOOK`: a book; else the built-in one.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a bench stops where something is not as it must be"
)]

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use scrutineer_book::{Book, Shelf};
use scrutineer_site::{Server, Site};

/// Connections at once.
const CLIENTS: usize = 16;
/// How long is measured, and how often: the best counts, since what else the machine does only takes away.
const SPAN: Duration = Duration::from_secs(2);
const ROUNDS: usize = 3;
/// What is checked.
const STATEMENT: &str =
    "Resolution A/RES/74/29 was adopted by 129 votes to 6, with 45 abstentions.";

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let book = args.iter().position(|arg| arg == "--book").map(|at| &args[at + 1]);
    let book = || book.map_or_else(|| scrutineer_book::built_in().unwrap(), |path| opened(path));
    println!("serve/first page: {}", first_page(served(book())));
    let address = served(book());
    for (name, path) in
        [("vote page", "/votes/A/RES/74/29"), ("vote as JSON", "/api/v1/votes/A/RES/74/29")]
    {
        let asked = get_request(path);
        let nothing = does_nothing(Client::new(address).ask(&asked).len());
        // By turns, so that neither has the quieter machine.
        let rounds = (0..ROUNDS).map(|_| [(nothing, get_request("/")), (address, asked.clone())]);
        let rounds = rounds.map(|round| round.map(|(of, asked)| measure(of, &asked)));
        let [one, other] = rounds.reduce(best).unwrap();
        println!("serve/{name}/nothing: {one}");
        println!("serve/{name}/scrutineer: {other}");
        println!("serve/{name}: {:.2} of what is possible", other.rate / one.rate);
    }
    println!("serve/check: {}", measure(address, &check_request()));
}

fn opened(path: &str) -> Book {
    Shelf::at(Path::new(path)).book().unwrap().value
}

/// A site that serves a book.
fn served(book: Book) -> SocketAddr {
    let server = Server::bind("127.0.0.1:0", Site::new(book, Vec::new(), None)).unwrap();
    let address = server.address().unwrap();
    thread::spawn(|| server.run(None).unwrap());
    address
}

/// A server that hands out so many bytes.
fn does_nothing(length: usize) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let page: &'static str = "x".repeat(length).leak();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, Router::new().route("/", get(move || async move { page })))
                .await
                .unwrap();
        });
    });
    address
}

fn get_request(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, br\r\n\r\n")
}

fn check_request() -> String {
    let length = STATEMENT.len();
    format!(
        "POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n{STATEMENT}"
    )
}

/// How long the first page takes with all that belongs to it, and how many bytes that is.
fn first_page(address: SocketAddr) -> String {
    let begun = Instant::now();
    let mut client = Client::new(address);
    let packed = client.ask(&get_request("/")).to_vec();
    let mut bytes = packed.len();
    // What it asks for is named in the page as it stands uncompressed.
    let plain = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".to_owned();
    let page = String::from_utf8(Client::new(address).ask(&plain).to_vec()).unwrap();
    for asset in page.split('"').filter(|word| word.starts_with("/assets/")) {
        bytes += client.ask(&get_request(asset)).len();
    }
    format!("{:.1?}, {bytes} bytes", begun.elapsed())
}

/// What came of a measurement.
struct Measured {
    rate: f64,
    p99: Duration,
}

/// The better of each of two rounds.
fn best([one, two]: [Measured; 2], [three, four]: [Measured; 2]) -> [Measured; 2] {
    let better = |one: Measured, other: Measured| if one.rate > other.rate { one } else { other };
    [better(one, three), better(two, four)]
}

impl fmt::Display for Measured {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:.0} requests a second, p99 {:.2?}", self.rate, self.p99)
    }
}

/// Clients that ask the same again and again. An answer that is none ends it.
fn measure(address: SocketAddr, request: &str) -> Measured {
    let client = || {
        let mut client = Client::new(address);
        (0..100).for_each(|_| {
            client.ask(request);
        });
        let (begun, mut times) = (Instant::now(), Vec::new());
        while begun.elapsed() < SPAN {
            let asked = Instant::now();
            client.ask(request);
            times.push(asked.elapsed());
        }
        times
    };
    let mut times: Vec<Duration> = thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(client)).collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect()
    });
    times.sort_unstable();
    Measured { rate: times.len() as f64 / SPAN.as_secs_f64(), p99: times[times.len() * 99 / 100] }
}

/// A connection that is kept.
struct Client {
    stream: BufReader<TcpStream>,
    body: Vec<u8>,
}

impl Client {
    fn new(address: SocketAddr) -> Client {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        Client { stream: BufReader::new(stream), body: Vec::new() }
    }

    /// Asks once; what came back.
    fn ask(&mut self, request: &str) -> &[u8] {
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut line, mut length) = (String::new(), 0);
        self.stream.read_line(&mut line).unwrap();
        assert!(line.starts_with("HTTP/1.1 200"), "{line}");
        while line != "\r\n" {
            line.clear();
            self.stream.read_line(&mut line).unwrap();
            if let Some(of) = line.strip_prefix("content-length: ") {
                length = of.trim().parse().unwrap();
            }
        }
        self.body.resize(length, 0);
        self.stream.read_exact(&mut self.body).unwrap();
        &self.body
    }
}
