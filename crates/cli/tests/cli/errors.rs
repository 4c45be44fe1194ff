//! What goes wrong, and how the program says so.

use std::process::Stdio;

use crate::run::{command, run};

/// The request ends with status 2, nothing on standard output and these words on standard error.
fn check(args: &[&str], expect: &[&str]) {
    let ended = run(args);
    assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{args:?}");
    // Words may be broken over lines.
    let told = ended.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in expect {
        assert!(told.contains(words), "{args:?} does not say \"{words}\": {told}");
    }
}

#[test]
fn a_mistyped_symbol_gets_suggestions() {
    check(&["show", "A/RES/3379"], &["the session is missing", "did you mean A/RES/3379(XXX)"]);
    check(&["show", "A/RES/74/30"], &["error:", "did you mean A/RES/74/29, 12 Dec 2019"]);
    check(&["show", "A/RSE/74/29"], &["cannot read \"A/RSE/74/29\"", "did you mean A/RES/74/29"]);
    check(
        &["show", "A/RES/47/29"],
        &["A/RES/47/29 is not in this book", "97 votes to 22 Dec 2023"],
    );
    check(&["show", "A/74/PV.46"], &["record of a meeting", "A/RES/74/29", "A/RES/74/28"]);
    check(&["series", "ict-securty"], &["did you mean the series ict-security?"]);
}

#[test]
fn what_was_not_built_in_says_how_to_get_it() {
    if cfg!(not(feature = "mcp")) {
        check(&["mcp"], &["built without", "--features mcp"]);
    }
    if cfg!(not(feature = "sql")) {
        check(&["sql", "SHOW TABLES"], &["built without", "--features sql"]);
    }
}

#[test]
fn a_mistyped_name_gets_suggestions() {
    check(&["member", "Untied States"], &["did you mean United States?"]);
    check(&["member", "BRICS"], &["it is a group: scrutineer group \"BRICS\""]);
    check(&["group", "BRIX"], &["did you mean BRICS?", "the groups: AES"]);
    check(&["group", "France"], &["it is a member: scrutineer member \"France\""]);
    check(&["topics", "rules-norm"], &["did you mean rules-norms?"]);
    check(&["find", "--body", "first"], &["first_committee"]);
}

#[test]
fn what_is_typed_is_checked() {
    check(&["find", "--from", "yesterday"], &["\"yesterday\" is not a date"]);
    check(&["find", "--position", "no"], &["name a member or a group"]);
    check(&["find", "--member", "USA", "--position", "maybe"], &["write yes, no, abstain"]);
    check(&["check", "--date", "2019-13-01"], &["\"2019-13-01\" is not a date"]);
    check(&["show", "74/29", "--format", "pdf"], &["invalid value 'pdf'"]);
    check(&["show", "74/29", "--format", "html"], &["only check has this format"]);
    check(&["show"], &["Usage"]);
    check(&["shw", "74/29"], &["'show'"]);
}

#[test]
fn a_book_that_is_not_there_is_told() {
    check(
        &["show", "74/29", "--book", "mine"],
        &["there is no book in mine", "scrutineer book import", "leave --book out"],
    );
    check(&["book", "verify", "--book", "mine"], &["there is no book in mine"]);
    check(&["book", "differences"], &["one source and no files", "scrutineer book import"]);
    check(&["book", "import", "x.csv", "--book", "built-in"], &["cannot be changed", "--book DIR"]);
    assert_eq!(run(&["show", "74/29", "--book", "built-in"]).code, 0);
    let status = |book: &str| {
        let mut command = command(&["book", "info"]);
        command.env("SCRUTINEER_BOOK", book).output().unwrap().status.code()
    };
    assert_eq!(status("mine"), Some(2));
    assert_eq!(status("built-in"), Some(0));
    assert_eq!(status(""), Some(0));
}

#[test]
fn nothing_typed_drives_the_terminal() {
    let ended = run(&["member", "a\u{1b}[2Jb"]);
    assert_eq!(ended.code, 2);
    assert!(!ended.stderr.contains('\u{1b}'), "{:?}", ended.stderr);
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    // More than a pipe holds, so that the program is still writing when the reader goes.
    let mut child = command(&["group", "NAM", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert!(ended.stderr.is_empty(), "{:?}", String::from_utf8_lossy(&ended.stderr));
}
