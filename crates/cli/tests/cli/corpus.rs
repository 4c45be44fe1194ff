//! `corpus check`: an archive from end to end, and killed on the way.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};

use crate::run::{command, run, run_in};

fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpora").join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

fn archive(directory: &Path, articles: usize) {
    let lines: Vec<String> = (0..articles)
        .map(|n| {
            let yes = 120 + n % 20;
            let text = format!(
                "The UN General Assembly adopted resolution 74/29 on 12 December 2019 by {yes} votes \
                 to 6. Canada voted against it, and Israel abstained."
            );
            json!({"url": format!("https://news.example/{n}"), "text": text}).to_string()
        })
        .collect();
    fs::write(directory.join("archive.jsonl"), lines.join("\n")).unwrap();
}

/// The result files by name, with what is in them.
fn results(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn an_archive_is_checked_and_told_in_numbers() {
    let directory = directory("told");
    archive(&directory, 20);
    let args = ["corpus", "check", "archive.jsonl", "-o", "out", "--book", "built-in"];
    let ended = run_in(&directory, &args);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(ended.stdout);

    let ended = run_in(&directory, &[&args[..], &["--format", "json"]].concat());
    let summary: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(summary["documents"], 20);
    // All are there already.
    assert_eq!(summary["parts_before"], summary["parts"]);
}

#[test]
fn killed_at_many_moments_it_goes_on_and_ends_as_if_it_had_not_been() {
    let directory = directory("killed");
    archive(&directory, 400);
    let args = |to: &'static str| {
        let check =
            ["corpus", "check", "archive.jsonl", "--part", "10", "--book", "built-in", "-o"];
        [&check[..], &[to]].concat()
    };
    assert_eq!(run_in(&directory, &args("whole")).code, 0);
    let killed = directory.join("killed");
    let (mut kills, mut progress) = (0, Vec::new());
    // Each kill waits until at least one more part is whole, so that it ends in the end.
    loop {
        let lines = || fs::read_to_string(killed.join("parts.jsonl")).unwrap_or_default();
        let before = lines().lines().count();
        progress.push(before);
        let mut child = command(&args("killed"))
            .current_dir(&directory)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while lines().lines().count() <= before && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_micros(500));
        }
        std::thread::sleep(Duration::from_micros(700 * kills % 5000));
        child.kill().unwrap();
        if child.wait().unwrap().success() {
            break;
        }
        kills += 1;
    }
    assert!(kills >= 2, "killed {kills} times, at {progress:?}");
    let ended = run_in(&directory, &args("killed"));
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert!(
        results(&killed) == results(&directory.join("whole")),
        "killed {kills} times: other rows"
    );
}

#[test]
fn wrong_requests_name_the_file_and_the_remedy() {
    let directory = directory("wrong");
    archive(&directory, 3);
    let check = |more: &[&str]| {
        let args = [&["corpus", "check", "--book", "built-in", "-o", "out"], more].concat();
        let ended = run_in(&directory, &args);
        assert_eq!(ended.code, 2, "{more:?}: {}", ended.stdout);
        ended.stderr
    };
    assert!(check(&["nowhere.jsonl"]).contains("nowhere.jsonl"));
    let told = check(&["archive.jsonl", "--text", "words"]);
    assert!(told.contains("words") && told.contains("url") && told.contains("--text"), "{told}");
    assert_eq!(run(&["corpus", "check", "x.jsonl"]).code, 2);
}
