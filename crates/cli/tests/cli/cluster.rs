//! A cluster as processes on this machine: it answers what one process answers, also when one of them is killed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::book::Place;
use crate::run::{Ended, command, run, run_in};

/// A process that is ended with the test, and where it listens.
struct Process {
    child: Child,
    address: String,
}

impl Process {
    fn start(arguments: &[&str]) -> Process {
        let mut child = command(arguments).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        // "scheduler at 127.0.0.1:50050, book builtin-…"
        let address = first.split(" at ").nth(1).and_then(|rest| rest.split(',').next());
        let address = address.unwrap_or_else(|| panic!("{first}")).to_owned();
        // Whatever it says later goes nowhere, and it must not wait for somebody to read it.
        std::thread::spawn(move || lines.for_each(drop));
        Process { child, address }
    }

    /// As the system kills a process: without a word to anybody.
    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn scheduler() -> Process {
    let patience = ["--patience", "4"];
    Process::start(
        &[&["cluster", "scheduler", "--port", "0", "--book", "built-in"][..], &patience].concat(),
    )
}

fn executor(scheduler: &Process, book: &str) -> Process {
    let at = &scheduler.address;
    Process::start(&["cluster", "executor", at, "--threads", "1", "--book", book])
}

/// An archive of so many files of so many articles, as Parquet. Of every article it is known what is found in it: the
/// count of yes is right in every tenth, and India is said to have voted yes, which it did. One has no text.
fn archive(place: &Place, files: usize, articles: usize) -> PathBuf {
    let directory = place.path().join("archive");
    fs::create_dir_all(&directory).unwrap();
    for file in 0..files {
        let statement = format!(
            "SELECT concat('{file}-', n) AS id, concat('Outlet ', n % 3) AS source, '2019-12-13' AS date, \
             CASE WHEN n = 7 AND {file} = 1 THEN NULL ELSE concat('Resolution 74/29 was adopted by the UN \
             General Assembly by ', 125 + n % 10, ' votes to 6. India voted in favour of it.') END AS text \
             FROM (SELECT value AS n FROM generate_series(1, {articles}))"
        );
        let to = directory.join(format!("{file:02}.parquet")).display().to_string();
        let ended = run(&["sql", &statement, "-o", &to, "--book", "built-in"]);
        assert_eq!(ended.code, 0, "{ended:?}");
    }
    directory
}

/// Every row of what a run has written, in an order of its own.
fn rows(directory: &str) -> Vec<String> {
    let mut rows = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.ends_with(".jsonl") || name == "parts.jsonl" {
            continue;
        }
        let table = name.split('-').next().unwrap();
        let lines = fs::read_to_string(&path).unwrap();
        rows.extend(lines.lines().map(|line| format!("{table} {line}")));
    }
    rows.sort();
    rows
}

fn check(archive: &str, to: &str, cluster: Option<&str>) -> Ended {
    let plain = ["corpus", "check", archive, "-o", to, "--results", "jsonl", "--book", "built-in"];
    let more = cluster.map_or_else(Vec::new, |at| vec!["--cluster", at]);
    run(&[&plain[..], &["--format", "json"], &more].concat())
}

fn summary(ended: &Ended) -> Value {
    assert_eq!(ended.code, 0, "{ended:?}");
    let mut summary: Value = serde_json::from_str(&ended.stdout).unwrap();
    // Into how many parts it was cut depends on where documents come from.
    summary["parts"] = Value::Null;
    summary
}

#[test]
fn a_cluster_finds_what_one_process_finds() {
    let place = Place::new("cluster-same");
    let (scheduler, directory) = (scheduler(), archive(&place, 4, 50));
    let _executors = [executor(&scheduler, "built-in"), executor(&scheduler, "built-in")];
    let path = |name: &str| place.path().join(name).display().to_string();
    let archive = directory.display().to_string();
    let here = check(&archive, &path("here"), None);
    let there = check(&archive, &path("there"), Some(&scheduler.address));
    assert_eq!(summary(&here), summary(&there));
    let (here, there) = (rows(&path("here")), rows(&path("there")));
    // 200 documents, of which the one without words has no claims.
    assert_eq!(here.len(), 200 + 2 * 199);
    assert_eq!(here, there);
    what_is_known_was_found(&there);
    let failed: Vec<_> = there.iter().filter(|row| row.contains("it has no text")).collect();
    assert_eq!(failed.len(), 1, "{failed:?}");

    // The same again is begun anew; in one process it is another run.
    // Paths that are not whole are those of this process.
    let begun =
        ["corpus", "check", "archive", "-o", "near", "--results", "jsonl", "--book", "built-in"];
    let near = run_in(place.path(), &[&begun[..], &["--cluster", &scheduler.address]].concat());
    assert_eq!(near.code, 0, "{near:?}");
    let near = rows(&path("near")).join("\n").replace("archive/", &format!("{archive}/"));
    assert_eq!(near, here.join("\n"));
    let again = check(&archive, &path("there"), Some(&scheduler.address));
    assert_eq!(again.code, 0, "{again:?}");
    assert_eq!(rows(&path("there")), here);
    let alone = check(&archive, &path("there"), None);
    assert!(alone.code == 2 && alone.stderr.contains("on a cluster then"), "{alone:?}");

    statements_answer_the_same(&scheduler, &archive);
    claims_are_followed_the_same(&scheduler, &archive, &path("for-spread"));
}

/// Of every article it is known what stands in it: 129 yes, and no other number, and that India voted yes.
fn what_is_known_was_found(rows: &[String]) {
    let findings = rows.iter().filter_map(|row| row.strip_prefix("findings "));
    let mut verdicts = BTreeMap::new();
    for finding in findings {
        let finding: Value = serde_json::from_str(finding).unwrap();
        let (kind, verdict) =
            (finding["kind"].as_str().unwrap(), finding["verdict"].as_str().unwrap());
        let number: u64 =
            finding["id"].as_str().unwrap().split('-').nth(1).unwrap().parse().unwrap();
        let is_so = kind == "position" || 125 + number % 10 == 129;
        assert_eq!(verdict == "supported", is_so, "{finding}");
        *verdicts.entry((kind.to_owned(), is_so)).or_insert(0) += 1;
    }
    let count = |kind: &str, is_so| verdicts.get(&(kind.to_owned(), is_so)).copied().unwrap_or(0);
    assert_eq!(
        (count("position", true), count("tally", true), count("tally", false)),
        (199, 20, 179)
    );
}

/// Tables of the record, functions of all sorts, and archives.
fn statements_answer_the_same(scheduler: &Process, archive: &str) {
    let statements = [
        "SELECT position, count(*) AS n FROM positions GROUP BY position ORDER BY n".to_owned(),
        "SELECT v.symbol, cohesion(p.position) AS of FROM positions p JOIN votes v ON v.id = p.vote \
         WHERE in_group(p.member, 'BRICS', v.date) GROUP BY v.symbol ORDER BY v.symbol"
            .to_owned(),
        "SELECT count(*) AS n FROM members m WHERE position_of(m.code, 'A/RES/74/29') = 'no'".to_owned(),
        "SELECT f['verdict'] AS verdict FROM (SELECT unnest(check(text, '2019-12-13')) AS f FROM \
         (SELECT concat(name, ' voted against resolution 74/29.') AS text FROM members)) ORDER BY verdict"
            .to_owned(),
        "SELECT * FROM ideal_replicates(20, 3, 70, 74) ORDER BY replicate, member, session".to_owned(),
        format!(
            "SELECT verdict, kind, count(*) AS n FROM check_corpus('{archive}') GROUP BY verdict, kind \
             ORDER BY verdict, kind"
        ),
    ];
    for statement in statements {
        let here = ["sql", &statement, "--book", "built-in", "--format", "csv"];
        let one = run(&here);
        let many = run(&[&here[..], &["--cluster", &scheduler.address]].concat());
        assert_eq!((one.code, many.code), (0, 0), "{statement}: {one:?} {many:?}");
        assert_eq!(one.stdout, many.stdout, "{statement}");
        assert!(one.stdout.lines().count() > 1, "{statement}");
    }
}

fn claims_are_followed_the_same(scheduler: &Process, archive: &str, to: &str) {
    let ended = run(&["corpus", "check", archive, "-o", to, "--book", "built-in"]);
    assert_eq!(ended.code, 0, "{ended:?}");
    let here = ["corpus", "spread", to, "--book", "built-in", "--format", "csv"];
    let one = run(&here);
    let many = run(&[&here[..], &["--cluster", &scheduler.address]].concat());
    assert_eq!((one.code, many.code), (0, 0), "{one:?} {many:?}");
    assert_eq!(one.stdout, many.stdout);
    assert!(one.stdout.contains("yes 125"), "{one:?}");
}

/// How many pieces an executor has begun to write.
fn pieces(directory: &Path) -> usize {
    let Ok(entries) = fs::read_dir(directory) else { return 0 };
    let of = |entry: fs::DirEntry| {
        let path = entry.path();
        let is_piece = path.extension().is_some_and(|ending| ending == "arrow");
        if path.is_dir() { pieces(&path) } else { usize::from(is_piece) }
    };
    entries.flatten().map(of).sum()
}

#[test]
fn an_executor_that_is_killed_costs_time_and_no_rows() {
    let place = Place::new("cluster-killed");
    let (scheduler, directory) = (scheduler(), archive(&place, 8, 400));
    let lies = place.path().join("first").display().to_string();
    let arguments =
        ["cluster", "executor", &scheduler.address, "--threads", "1", "--directory", &lies];
    let mut first = Process::start(&[&arguments[..], &["--book", "built-in"]].concat());
    let _second = executor(&scheduler, "built-in");
    let path = |name: &str| place.path().join(name).display().to_string();
    let archive = directory.display().to_string();
    let here = check(&archive, &path("here"), None);
    let (there, at) = (path("there"), scheduler.address.clone());
    let begun = Instant::now();
    let checking = std::thread::spawn({
        let (archive, there) = (archive.clone(), there.clone());
        move || check(&archive, &there, Some(&at))
    });
    while pieces(Path::new(&lies)) < 2 && !checking.is_finished() {
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(!checking.is_finished(), "the archive is too small to kill anybody over it");
    first.kill();
    let killed = checking.join().unwrap();
    assert_eq!(summary(&here), summary(&killed));
    assert_eq!(rows(&path("here")), rows(&there));
    assert!(begun.elapsed() < Duration::from_secs(180), "{:?}", begun.elapsed());
}

#[test]
fn a_process_with_another_book_refuses() {
    let place = Place::filled("cluster-book");
    let scheduler = scheduler();
    let _executor = executor(&scheduler, &place.book().display().to_string());
    let refused = |arguments: &[&str]| {
        let ended = run(&[arguments, &["--cluster", &scheduler.address]].concat());
        assert_eq!(ended.code, 2, "{ended:?}");
        assert!(ended.stderr.contains("another book"), "{ended:?}");
        assert!(ended.stderr.contains("--book"), "{ended:?}");
    };
    refused(&["sql", "SELECT count(*) FROM votes", "--book", "built-in"]);
    let statement = "SELECT count(*) FROM members WHERE position_of(code, 'A/RES/74/29') = 'no'";
    refused(&["sql", statement, "--book", "built-in"]);
    place.file("a.jsonl", json!({"text": "India voted against resolution 74/29."}).to_string());
    let archive = place.path().join("a.jsonl").display().to_string();
    let to = place.path().join("out").display().to_string();
    refused(&["corpus", "check", &archive, "-o", &to, "--book", "built-in"]);
    // The scheduler refuses as well.
    let book = place.book().display().to_string();
    refused(&["sql", "SELECT count(*) FROM votes", "--book", &book]);
}

#[test]
fn errors_say_what_to_do() {
    let files =
        run(&["sql", "SELECT 1 FROM accounts", "--book", "built-in", "--cluster", "127.0.0.1:9"]);
    assert_eq!(files.code, 2, "{files:?}");
    assert!(files.stderr.contains("there without --cluster"), "{files:?}");
    let nobody =
        run(&["sql", "SELECT 1 FROM votes", "--book", "built-in", "--cluster", "127.0.0.1:9"]);
    assert_eq!(nobody.code, 2, "{nobody:?}");
    assert!(nobody.stderr.contains("cluster scheduler"), "{nobody:?}");
    let refused = |more: &[&str], words: &str| {
        let check = ["corpus", "check", "a.jsonl", "-o", "out", "--book", "built-in"];
        let ended = run(&[&check[..], more].concat());
        assert!(ended.code == 2 && ended.stderr.contains(words), "{ended:?}");
    };
    refused(&["--cluster", "127.0.0.1:9", "--threads", "2"], "--threads");
    for address in ["nowhere", "host:", ":1", "host:0", "host:70000", "http://host:1", "::1:2"] {
        refused(&["--cluster", address], "HOST:PORT");
    }
    let nobody = run(&["cluster", "executor", "127.0.0.1:9", "--book", "built-in"]);
    assert!(nobody.stderr.contains("no scheduler answers at 127.0.0.1:9"), "{nobody:?}");
    assert!(nobody.stderr.contains("scrutineer cluster scheduler"), "{nobody:?}");
    let alone = run(&["cluster", "executor", "nowhere", "--book", "built-in"]);
    assert!(alone.stderr.contains("HOST:PORT"), "{alone:?}");
}

#[test]
fn work_that_nobody_takes_is_told_and_refused() {
    let place = Place::new("cluster-nobody");
    let scheduler = Process::start(&[
        "cluster",
        "scheduler",
        "--port",
        "0",
        "--wait",
        "7",
        "--book",
        "built-in",
    ]);
    let statement = ["sql", "SELECT count(*) FROM votes", "--book", "built-in"];
    let refused = run(&[&statement[..], &["--cluster", &scheduler.address]].concat());
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(refused.stderr.contains("has not begun yet"), "{refused:?}");
    assert!(refused.stderr.contains("no executor came to the cluster in 7 seconds"), "{refused:?}");
    // What was checked before is still there.
    place.file("a.jsonl", json!({"text": "India voted against resolution 74/29."}).to_string());
    let archive = place.path().join("a.jsonl").display().to_string();
    let to = place.path().join("out").display().to_string();
    {
        let _executor = executor(&scheduler, "built-in");
        let ended = check(&archive, &to, Some(&scheduler.address));
        assert_eq!(ended.code, 0, "{ended:?}");
        assert!(!ended.stderr.contains("has not begun"), "{ended:?}");
    }
    let found = rows(&to);
    let ended = check(&archive, &to, Some("127.0.0.1:9"));
    assert_eq!(ended.code, 2, "{ended:?}");
    assert_eq!(rows(&to), found);
}

/// One that is stopped with Ctrl-C takes its job with it: the executor throws away what it made of it. If nobody told it,
/// it would go on to the last piece and keep them all.
#[test]
#[cfg(unix)]
fn a_client_that_is_stopped_stops_its_job() {
    let place = Place::new("cluster-stopped");
    let (scheduler, directory) = (scheduler(), archive(&place, 16, 10_000));
    let made = place.path().join("made");
    let made_in = made.display().to_string();
    let threads = ["--threads", "1", "--directory", &made_in, "--book", "built-in"];
    let executor = ["cluster", "executor", &scheduler.address];
    let _executor = Process::start(&[&executor[..], &threads].concat());
    let (archive, to) =
        (directory.display().to_string(), place.path().join("out").display().to_string());
    let arguments = [
        "corpus",
        "check",
        &archive,
        "-o",
        &to,
        "--book",
        "built-in",
        "--cluster",
        &scheduler.address,
    ];
    let client = command(&arguments).stderr(Stdio::piped()).spawn().unwrap();
    // Where the executor puts what it makes of a job, begun with the first piece.
    let of_job = || {
        let jobs = fs::read_dir(&made).into_iter().flatten().flatten().map(|entry| entry.path());
        jobs.filter(|job| job.join("1").is_dir()).collect::<Vec<_>>()
    };
    waited_for(|| !of_job().is_empty());
    let job = of_job().remove(0);
    let signal =
        std::process::Command::new("kill").args(["-INT", &client.id().to_string()]).status();
    assert!(signal.unwrap().success());
    let ended = client.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(told.contains("stopped: Ctrl-C"), "{told}");
    waited_for(|| !job.exists());
    // The executor works on one piece at a time, and is free for another statement.
    let statement = ["sql", "SELECT count(*) FROM votes", "--book", "built-in", "--format", "csv"];
    let next = run(&[&statement[..], &["--cluster", &scheduler.address]].concat());
    assert_eq!(next.code, 0, "{next:?}");
}

/// Waits until something is so, and no longer than any machine needs.
#[cfg(unix)]
fn waited_for(so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < Duration::from_secs(120), "it did not come");
        std::thread::sleep(Duration::from_millis(20));
    }
}
