//! What is installed beside the program: completions and the manual.

use std::fs;
use std::path::Path;

use crate::run::{run, text};

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]).stdout;
        for words in ["compare", "mandates", "estimator", "claimreview"] {
            assert!(script.contains(words), "{shell} does not know {words}");
        }
    }
}

#[test]
fn every_command_has_its_page() {
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("man");
    let _ = fs::remove_dir_all(&to);
    assert_eq!(text(&["man", to.to_str().unwrap()]), "");
    for (page, words) in [
        ("scrutineer.1", "compare"),
        ("scrutineer-compare.1", "plot"),
        ("scrutineer-book-import.1", "FILE"),
    ] {
        let page = fs::read_to_string(to.join(page)).unwrap();
        assert!(page.starts_with(".ie") && page.contains(words), "{page}");
        assert!(page.contains(concat!("v", env!("CARGO_PKG_VERSION"))), "{page}");
    }
}
