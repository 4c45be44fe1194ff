//! What `check` prints for the examples, to the letter.
//!
//! These hold the wording of the present. After a change that is meant:
//! `INSTA_UPDATE=always cargo test -p scrutineer --test cli examples`, and read the difference.

use insta::assert_snapshot;

use crate::run::{root, run_in, text_in};

/// What the program prints for an example in a format for programs, without the id of the book.
fn printed(file: &str, format: &str) -> String {
    let ended = run_in(&root(), &["check", file, "--format", format]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{file}");
    let id = |line: &&str| line.trim_start().starts_with("\"id\": \"built-in-");
    match ended.stdout.lines().find(id) {
        Some(line) => ended.stdout.replacen(line, "    \"id\": \"…\",", 1),
        None => ended.stdout,
    }
}

#[test]
fn for_people() {
    let text = |file| text_in(&root(), &["check", file]);
    assert_snapshot!("statement_text", text("examples/statement.txt"));
    assert_snapshot!("remarks_text", text("examples/remarks.txt"));
}

#[test]
fn for_programs() {
    for (name, file) in
        [("statement", "examples/statement.txt"), ("remarks", "examples/remarks.txt")]
    {
        for format in ["json", "csv"] {
            assert_snapshot!(format!("{name}_{format}"), printed(file, format));
        }
    }
}
