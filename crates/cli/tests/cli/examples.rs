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
    // The id of the book changes with every fact in it.
    let Some(at) = ended.stdout.find("built-in-") else { return ended.stdout };
    let id: String = ended.stdout[at..].chars().take_while(|id| !"\", <\n".contains(*id)).collect();
    ended.stdout.replace(&id, "…")
}

#[test]
fn for_people() {
    let text = |file| text_in(&root(), &["check", file]);
    assert_snapshot!("statement_text", text("examples/statement.txt"));
    assert_snapshot!("remarks_text", text("examples/remarks.txt"));
}

/// Every line of what is to be pasted fits a mail.
#[test]
fn for_mails() {
    let mail = printed("examples/remarks.txt", "mail");
    assert!(mail.lines().all(|line| line.chars().count() <= 76));
    assert_snapshot!("remarks_mail", mail);
}

#[test]
fn for_browsers() {
    assert_snapshot!("remarks_html", printed("examples/remarks.txt", "html"));
}

#[test]
fn for_those_who_collect_reviews() {
    assert_snapshot!("remarks_claimreview", printed("examples/remarks.txt", "claimreview"));
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
