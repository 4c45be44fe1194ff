//! The reference of the command line is a snapshot of the program's own help.

use insta::assert_snapshot;

use crate::run::text;

#[test]
fn reference() {
    let overview = text(&["--help"]);
    let commands: Vec<_> = overview
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"check"), "{commands:?}");
    let mut reference = overview.clone();
    for command in commands {
        reference += &format!("\n# scrutineer {command}\n\n{}", text(&[command, "--help"]));
    }
    for [command, of] in [["book", "info"], ["corpus", "check"]] {
        let help = text(&[command, of, "--help"]);
        reference += &format!("\n# scrutineer {command} {of}\n\n{help}");
    }
    assert_snapshot!("help", reference);
}

#[test]
fn the_version_is_told() {
    assert_eq!(text(&["--version"]), format!("scrutineer {}\n", env!("CARGO_PKG_VERSION")));
}
