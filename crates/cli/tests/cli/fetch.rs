//! `book fetch`, from a server on this machine.

#[allow(dead_code, reason = "the unit tests of the download use the rest")]
#[path = "../../src/fetch/tests/server.rs"]
mod server;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::run::{Ended, command, ended};
use server::{Reply, Server};

const ROWS: &str =
    "rcid,ccode,session,member,vote,date,unres,amend,para,importantvote,me,nu,di,hr,co,ec
90001,2,86,1,3,2031-12-05,A/RES/86/901,,,,0,0,1,0,0,0
90001,20,86,1,2,2031-12-05,A/RES/86/901,,,,0,0,1,0,0,0
90001,200,86,1,1,2031-12-05,A/RES/86/901,,,,0,0,1,0,0,0
";

/// A Dataverse with three positions in one vote.
fn server() -> Server {
    let file = json!({"id": 7, "filesize": ROWS.len(), "creationDate": "2031-12-31"});
    let version = json!({
        "versionNumber": 34, "versionMinorNumber": 0, "license": {"name": "CC0 1.0"},
        "files": [{"label": "UNVotes.csv", "dataFile": file}],
    });
    Server::start(move |asked, _| match asked.path() {
        "/api/access/datafile/7" => Reply::file(asked, ROWS.as_bytes()),
        _ => Reply::json(200, &json!({"status": "OK", "data": {"latestVersion": version}})),
    })
}

/// An empty directory of the test's own.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// Fetches into a book in `directory`, without the proxies of the environment.
fn fetch(server: &Server, directory: &Path, args: &[&str]) -> Ended {
    let book = directory.join("book");
    let mut command = command(&["book", "fetch", "voeten"]);
    command.args(args).arg("--book").arg(book).env("SCRUTINEER_DATAVERSE", &server.address);
    for variable in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "SSL_CERT_FILE"] {
        command.env_remove(variable);
    }
    ended(&mut command)
}

#[test]
fn nothing_is_fetched_unasked() {
    let (server, directory) = (server(), directory("fetch-unasked"));
    let ended = fetch(&server, &directory, &[]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.stderr.contains("--yes"), "{ended:?}");
    assert!(server.asked().is_empty());
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 0);
}

#[test]
fn what_is_fetched_is_in_the_book() {
    let (server, directory) = (server(), directory("fetch-yes"));
    let files = |server: &Server| {
        server.asked().iter().filter(|asked| asked.path().starts_with("/api/access")).count()
    };
    for _ in 0..2 {
        let ended = fetch(&server, &directory, &["--yes", "--format", "json"]);
        assert_eq!(ended.code, 0, "{ended:?}");
        for word in ["UNVotes.csv", "34.0", "CC0", "doi.org/10.7910/DVN/LEJUQZ", "BLAKE3"] {
            assert!(ended.stderr.contains(word), "{word} is not in {}", ended.stderr);
        }
        // The server publishes no checksum.
        assert!(ended.stderr.contains("could not be checked fully"), "{}", ended.stderr);
        // JSON alone on standard output.
        serde_json::from_str::<Value>(&ended.stdout).unwrap();
        // The second time the file is there already.
        assert_eq!(files(&server), 1);
    }
    let book = directory.join("book");
    let book = book.to_str().unwrap();
    let shown = ended(&mut command(&["show", "A/RES/86/901", "--format", "json", "--book", book]));
    assert_eq!(shown.code, 0, "{shown:?}");
    assert!(shown.stdout.contains("voeten:90001"), "{shown:?}");
}

#[test]
fn a_server_that_has_no_such_data_is_told() {
    let directory = directory("fetch-nothing");
    let server = Server::start(|_, _| Reply::json(404, &json!({"message": "Dataset not found"})));
    let ended = fetch(&server, &directory, &["--yes"]);
    assert_eq!(ended.code, 2, "{ended:?}");
    assert!(ended.stderr.contains("Dataset not found"), "{ended:?}");
    assert_eq!(ended.stdout, "");
}
