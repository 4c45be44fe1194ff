//! `check --emit frames` and `check --frames`.

use std::fs;
use std::path::Path;

use crate::run::{Ended, root, run_in};

/// The frames of an example, in a file of this name.
fn emitted(example: &str, name: &str) -> String {
    let ended = check(&[example, "--emit", "frames"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, &ended.stdout).unwrap();
    file.to_str().unwrap().to_owned()
}

fn check(args: &[&str]) -> Ended {
    run_in(&root(), &[&["check"], args].concat())
}

#[test]
fn frames_that_were_emitted_are_judged_as_the_text_is() {
    for example in ["examples/statement.txt", "examples/remarks.txt"] {
        let frames = emitted(example, "round_trip.json");
        for format in ["json", "text", "csv", "html", "mail"] {
            let own = check(&[example, "--format", format]).stdout;
            let alone = check(&["--frames", &frames, "--format", format]).stdout;
            let beside = check(&["--frames", &frames, example, "--format", format]).stdout;
            assert_eq!(alone, own);
            assert_eq!(beside, own);
        }
    }
}

#[test]
fn frames_of_another_text_are_refused() {
    let frames = emitted("examples/statement.txt", "another_text.json");
    let refused = |args: &[&str], why: &str| {
        let ended = check(&[&["--frames", &frames], args].concat());
        assert_eq!(ended.code, 2);
        let told = ended.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(why), "{told}");
    };
    refused(&["examples/remarks.txt"], "documents[0].text: examples/remarks.txt has another text");
    refused(&["examples/remarks.txt", "examples/statement.txt"], "frames of 1 document, not 2");
    refused(&["--emit", "frames"], "cannot be used with");
    let ended = check(&["--frames", "examples/statement.txt"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("scrutineer schema frames"), "{}", ended.stderr);
}
