//! Statements typed one after another, with those of earlier days at hand.

use std::path::PathBuf;

use anstream::{eprintln, println};
use directories::ProjectDirs;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::DefaultHistory;
use rustyline::validate::Validator;
use rustyline::{Context, Editor, Helper};
use scrutineer_sql::Engine;

use crate::error::Error;

/// Reads statements until the input ends and prints what `answer` makes of each. One that fails is told and leaves the
/// prompt open.
pub(super) fn run(
    engine: &Engine,
    answer: impl Fn(&str) -> Result<String, Error>,
) -> Result<(), Error> {
    let unusable = |why: ReadlineError| {
        Error::request(format!("this terminal has no prompt: {why}"))
            .hint("give the statement behind the command, or on standard input")
    };
    let mut editor = Editor::<Names, DefaultHistory>::new().map_err(unusable)?;
    editor.set_helper(Some(Names { names: engine.names() }));
    let history = history();
    if let Some(history) = &history {
        // The first time there is none.
        let _ = editor.load_history(history);
    }
    println!(
        "SHOW TABLES; DESCRIBE votes; SELECT * FROM functions; a statement ends with \";\", the prompt with Ctrl-D"
    );
    let mut typed = String::new();
    loop {
        let prompt = if typed.is_empty() { "sql> " } else { "...> " };
        match editor.readline(prompt) {
            Ok(line) => {
                typed.push_str(&line);
                typed.push('\n');
                if !line.trim_end().ends_with(';') {
                    continue;
                }
                let statement = std::mem::take(&mut typed);
                let _ = editor.add_history_entry(statement.trim());
                tell(answer(&statement));
            }
            Err(ReadlineError::Interrupted) => typed.clear(),
            Err(ReadlineError::Eof) => break,
            Err(why) => return Err(unusable(why)),
        }
    }
    if let Some(history) = &history {
        let kept = history.parent().map(std::fs::create_dir_all).transpose();
        if kept.is_err() || editor.save_history(history).is_err() {
            eprintln!("warning: the history could not be kept in {}", history.display());
        }
    }
    Ok(())
}

fn tell(answer: Result<String, Error>) {
    match answer {
        Ok(text) => println!("{text}"),
        Err(error) => {
            eprintln!("error: {}", error.message());
            error.hints().iter().for_each(|hint| eprintln!("  - {hint}"));
        }
    }
}

/// Where statements of earlier days are kept, if this system names a place.
fn history() -> Option<PathBuf> {
    Some(ProjectDirs::from("", "", "scrutineer")?.data_local_dir().join("sql-history.txt"))
}

/// Completes the names of tables and functions.
#[derive(Debug)]
struct Names {
    names: Vec<String>,
}

impl Completer for Names {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let before = line.get(..position).unwrap_or_default();
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
        let start = before.trim_end_matches(is_part).len();
        let begun = before.get(start..).unwrap_or_default();
        let fits = self.names.iter().filter(|name| !begun.is_empty() && name.starts_with(begun));
        Ok((start, fits.cloned().collect()))
    }
}

impl Hinter for Names {
    type Hint = String;
}
impl Highlighter for Names {}
impl Validator for Names {}
impl Helper for Names {}
