//! Running the program.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// How the program ended and what it wrote.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The program, with these arguments and nothing of the environment that could change what it does.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scrutineer"));
    command.args(args).stdin(Stdio::null());
    // Nobody's home: no book of the user's is found.
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nobody");
    for variable in ["HOME", "XDG_DATA_HOME", "APPDATA"] {
        command.env(variable, &home);
    }
    for variable in ["SCRUTINEER_BOOK", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// Runs the program.
pub(crate) fn run(args: &[&str]) -> Ended {
    ended(&mut command(args))
}

/// Runs the program in a directory.
pub(crate) fn run_in(directory: &Path, args: &[&str]) -> Ended {
    ended(command(args).current_dir(directory))
}

/// The root of the workspace, where the examples are.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs the program with this on standard input.
pub(crate) fn run_on(input: &[u8], args: &[&str]) -> Ended {
    let mut command = command(args);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments ends without reading.
    if let Err(error) = child.stdin.take().unwrap().write_all(input) {
        assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
    }
    told(child.wait_with_output().unwrap())
}

/// Runs a command that was made ready.
pub(crate) fn ended(command: &mut Command) -> Ended {
    told(command.output().unwrap())
}

fn told(output: std::process::Output) -> Ended {
    Ended {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// What the program prints when all is well: not a word on standard error, no line over 80 columns but for
/// a word that is longer.
pub(crate) fn text(args: &[&str]) -> String {
    text_in(Path::new("."), args)
}

/// What the program prints in a directory when all is well.
pub(crate) fn text_in(directory: &Path, args: &[&str]) -> String {
    let ended = run_in(directory, args);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{args:?}");
    for line in ended.stdout.lines() {
        let last = line.rsplit(' ').next().unwrap_or_default();
        let fits = line.chars().count() <= 80 || last.chars().count() > 50;
        assert!(fits, "{args:?} prints a line that is too wide: {line}");
        assert_eq!(line, line.trim_end(), "{args:?} prints blanks at the end of a line");
    }
    ended.stdout
}

/// What the program prints as JSON.
pub(crate) fn json(args: &[&str]) -> Value {
    let ended = run(&[args, &["--format", "json"]].concat());
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{args:?}");
    serde_json::from_str(&ended.stdout).unwrap()
}

/// What the program prints as CSV, line by line; every line has as many cells as the first.
pub(crate) fn csv(args: &[&str]) -> Vec<Vec<String>> {
    let ended = run(&[args, &["--format", "csv"]].concat());
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{args:?}");
    let mut table =
        csv::ReaderBuilder::new().has_headers(false).from_reader(ended.stdout.as_bytes());
    table.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}
