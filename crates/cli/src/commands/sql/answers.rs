//! Statements from wherever they come, and their answers in the form that is wanted.

use std::fs;
use std::io::{self, BufWriter, IsTerminal, Read, Write};
use std::path::Path;

use scrutineer_book::Info;
use scrutineer_report::words::is_bidi_control;
use scrutineer_sql::{Answer, Engine, Limits, World, csv, json, parquet, table};

use super::{Args, prompt};
use crate::args::{Address, Form, Format};
use crate::error::Error;
use crate::files::{self, write_with};
use crate::output::Output;
use crate::place::{Place, opened};
use crate::terminal::Page;
use crate::terminal::wrap::plain;

/// What an answer is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Table,
    Csv,
    Json,
    Parquet,
}

/// Answers every statement, or those typed at the prompt.
pub(super) fn run(place: &Place, form: Form, args: &Args) -> Result<Output, Error> {
    let written = written(form, args.output.as_deref())?;
    let statements = statements(args)?;
    let (world, warnings) = world(place)?;
    let info = world.book.info.clone();
    let memory = usize::try_from(args.memory).unwrap_or(usize::MAX).saturating_mul(1 << 20);
    let limits = Limits { memory, ..Limits::default() };
    let engine = engine(world, limits, args.cluster.as_ref())?;
    let Some(statements) = statements else {
        let engine = engine.interruptible();
        prompt::run(&engine, |sql| Ok(page(&engine, sql)?.finish()))?;
        return Ok(Output::whole(String::new()).with(warnings));
    };
    let output = match &args.output {
        Some(path) => to_file(&engine, &statements, written, path)?,
        None => to_output(&engine, &statements, written, &info)?,
    };
    Ok(output.with(warnings))
}

/// The form that was asked for: by name, else by the ending of the file.
pub(crate) fn written(form: Form, output: Option<&Path>) -> Result<Written, Error> {
    let ending = output.and_then(Path::extension).and_then(|ending| ending.to_str());
    let written = match (form, ending) {
        (Form::Parquet, _) | (Form::Text, Some("parquet")) => Written::Parquet,
        (Form::Text, Some("csv")) => Written::Csv,
        (Form::Text, Some("json")) => Written::Json,
        (form, _) => match form.format()? {
            Format::Text => Written::Table,
            Format::Json => Written::Json,
            Format::Csv => Written::Csv,
        },
    };
    if written == Written::Parquet && output.is_none() {
        return Err(Error::request("Parquet is no text: it goes into a file")
            .hint("name one: -o FILE.parquet"));
    }
    Ok(written)
}

/// The statements that were typed, of a file or from standard input. None: they are typed at a prompt.
fn statements(args: &Args) -> Result<Option<String>, Error> {
    if let Some(path) = &args.file {
        let read = fs::read_to_string(path).map_err(|why| files::disk("read", path, &why))?;
        return Ok(Some(read));
    }
    match args.statement.as_deref() {
        Some(statement) if statement != "-" => Ok(Some(statement.to_owned())),
        None if io::stdin().is_terminal() => Ok(None),
        _ => {
            let mut read = String::new();
            io::stdin().lock().read_to_string(&mut read).map_err(|why| {
                Error::request(format!("standard input cannot be read: {why}"))
                    .hint("it must be text in UTF-8")
            })?;
            Ok(Some(read))
        }
    }
}

/// The book with what statements can ask of it.
pub(crate) fn world(place: &Place) -> Result<(World, Vec<Error>), Error> {
    let Place::Shelf(shelf) = place else {
        let world = World::built_in();
        let world =
            world.map_err(|error| Error::book(format!("the built-in book is damaged: {error}")))?;
        return Ok((world, Vec::new()));
    };
    let (book, warnings) = opened(shelf.book())?;
    let (defects, _) = opened(shelf.defects())?;
    let (stored, _) = opened(shelf.stored())?;
    Ok((World::new(book, defects, stored), warnings))
}

/// What answers statements: this process, or a cluster.
pub(crate) fn engine(
    world: World,
    limits: Limits,
    cluster: Option<&Address>,
) -> Result<Engine, Error> {
    match cluster {
        None => Ok(Engine::new(world, limits)?),
        Some(scheduler) => crate::commands::cluster::connect(world, limits, scheduler),
    }
}

/// The answers as a page for people.
fn page(engine: &Engine, sql: &str) -> Result<Page, Error> {
    let mut page = Page::new();
    for answer in engine.answers(sql)? {
        page.gap();
        table(answer?)?.lines().for_each(|line| page.line(harmless(line)));
    }
    Ok(page)
}

/// A line as it stands, without what could drive a terminal.
fn harmless(line: &str) -> String {
    line.chars().filter(|letter| !letter.is_control() && !is_bidi_control(*letter)).collect()
}

fn to_output(engine: &Engine, sql: &str, written: Written, info: &Info) -> Result<Output, Error> {
    if written == Written::Table {
        return Ok(Output::votes(page(engine, sql)?).cited(info));
    }
    let mut out = Vec::new();
    for answer in engine.answers(sql)? {
        write(answer?, written, &mut out)?;
    }
    Ok(Output::whole(String::from_utf8_lossy(&out).into_owned()))
}

/// Writes the answer of one statement, part by part.
fn to_file(engine: &Engine, sql: &str, written: Written, path: &Path) -> Result<Output, Error> {
    let mut answers = engine.answers(sql)?;
    let (Some(first), None) = (answers.next(), answers.next()) else {
        return Err(Error::request("a file takes the answer of one statement")
            .hint("give the statements one by one, each with its own -o FILE"));
    };
    let answer = first?;
    write_with(path, |file| {
        let mut out = BufWriter::new(file);
        write(answer, written, &mut out)?;
        out.flush().map_err(|why| files::disk("write", path, &why))
    })?;
    Ok(Output::whole(String::new()))
}

pub(crate) fn write(
    answer: Answer<'_>,
    written: Written,
    out: &mut (impl Write + Send),
) -> Result<(), Error> {
    match written {
        Written::Table => {
            let text = table(answer)?;
            let written = out.write_all(text.as_bytes());
            written.map_err(|why| Error::request(format!("the answer cannot be written: {why}")))
        }
        Written::Csv => Ok(csv(answer, out)?),
        Written::Json => Ok(json(answer, out)?),
        Written::Parquet => Ok(parquet(answer, out)?),
    }
}

impl From<scrutineer_sql::Error> for Error {
    fn from(error: scrutineer_sql::Error) -> Error {
        let told = Error::request(plain(error.message()));
        error.hints().iter().fold(told, |told, hint| told.hint(plain(hint)))
    }
}
