//! The server from its first to its last request: its health, its log, another book, its end.

use std::io::{Read, Write};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::{Reply, Server};
use crate::book::{Place, data};

fn health(server: &Server) -> Value {
    serde_json::from_slice(&server.get("/healthz").body).unwrap()
}

#[test]
fn health_says_which_book_is_shown() {
    let health = health(&Server::start());
    assert_eq!(health["status"], "ok");
    assert_eq!(
        (&health["book"]["built_in"], &health["book"]["until"]),
        (&Value::from(true), &Value::from("2023-12-22"))
    );
}

#[test]
fn the_log_tells_no_statement() {
    let mut server = Server::with(&["--log"]);
    let said = b"China abstained on resolution A/RES/74/29.";
    assert_eq!(server.ask("POST", "/api/v1/check?date=2019-12-13", "", said).status, 200);
    server.get("/votes/A/RES/74/29?from=2019");
    server.end();
    let mut log = String::new();
    server.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> =
        lines.iter().map(|line| (line["path"].as_str().unwrap(), &line["status"])).collect();
    assert_eq!(
        told,
        [("/api/v1/check", &Value::from(200)), ("/votes/A/RES/74/29", &Value::from(200))]
    );
    assert!(!log.contains("abstained") && !log.contains("2019-12-13"), "{log}");
}

#[test]
fn what_was_begun_is_answered_before_the_end() {
    let mut server = Server::start();
    let mut stream = server.connect();
    let said = b"China abstained on resolution A/RES/74/29.";
    let (first, rest) = said.split_at(10);
    let head =
        format!("POST /api/v1/check HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n", said.len());
    stream.write_all(&[head.as_bytes(), first].concat()).unwrap();
    thread::sleep(Duration::from_millis(300));
    server.tell_to_end();
    thread::sleep(Duration::from_millis(300));
    stream.write_all(rest).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    assert_eq!(Reply::of(&answer).status, 200);
    assert!(server.child.wait().unwrap().success());
}

#[test]
fn another_book_is_picked_up_and_no_request_lost() {
    let place = Place::new("serve_follows");
    place.file("first.csv", data::undl(&data::invented()));
    place.file("second.csv", data::undl(&data::many(300)));
    assert_eq!(place.run(&["book", "import", "first.csv"]).code, 0);
    let book = place.book();
    let server = Server::with(&["--book", book.to_str().unwrap()]);
    let id = |health: Value| health["book"]["id"].as_str().unwrap().to_owned();
    let before = id(health(&server));
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut asked = 0;
            while !done.load(Ordering::Relaxed) {
                assert_eq!(server.get("/api/v1/votes?limit=5").status, 200);
                assert_eq!(server.get("/").status, 200);
                asked += 2;
            }
            asked
        });
        assert_eq!(place.run(&["book", "import", "second.csv"]).code, 0);
        let begun = Instant::now();
        while id(health(&server)) == before {
            assert!(begun.elapsed() < Duration::from_secs(30), "the first book is still shown");
            thread::sleep(Duration::from_millis(100));
        }
        done.store(true, Ordering::Relaxed);
        assert!(asking.join().unwrap() > 10);
    });
}

impl Server {
    fn tell_to_end(&self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(told.unwrap().success());
    }

    /// Ends it as a system does, and waits.
    fn end(&mut self) {
        self.tell_to_end();
        assert!(self.child.wait().unwrap().success());
    }
}
