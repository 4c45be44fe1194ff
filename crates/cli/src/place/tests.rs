use clap::Parser;
use scrutineer_ingest::{Input, Progress, read};

use scrutineer_book::ImportRequest;

use super::*;
use crate::args::{Cli, Command, Format};
use crate::commands::{compare, series, show};

#[path = "../../tests/cli/book/data.rs"]
mod data;

/// A book of votes in a series, rivals and others, which is removed in the end.
struct Books(PathBuf);

impl Books {
    fn place(&self) -> Place {
        let shelf = Shelf::at(&self.0);
        let votes = [data::invented(), data::many(12), built_in_texts()].concat();
        let (cast, calls) = data::unvotes(&votes[5..], &[(9732, "FRA")]);
        let files = [("ga_voting.csv", data::undl(&votes)), ("v.csv", cast), ("c.csv", calls)];
        let files = files.map(|(name, text)| Input::of_bytes(name, text));
        let members = scrutineer_book::members().unwrap();
        let imported = read(files.into(), None, &members, &Progress::default()).unwrap();
        shelf
            .import(
                imported,
                &ImportRequest {
                    now: "2032-01-31T12:00:00Z",
                    command: "",
                    anew: false,
                    waiting: &|| {},
                },
            )
            .unwrap();
        Place::Shelf(shelf)
    }
}

impl Drop for Books {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Votes on texts of which much is known around them, with invented positions.
fn built_in_texts() -> Vec<data::Invented> {
    let texts = [(73, 27), (74, 29), (74, 28), (75, 240), (73, 266), (73, 187)];
    let vote = |(session, text): (u32, u32)| data::Invented {
        number: 90_000 + session * 1000 + text,
        session,
        symbol: format!("A/RES/{session}/{text}"),
        date: format!("{}-12-20", 1945 + session),
        title: "As built in",
    };
    texts.map(vote).into()
}

/// What a command prints, on the part of the book that it asks for and on the whole.
fn check(place: &Place, whole: &Book, typed: &[&str]) {
    for format in [Format::Json, Format::Text] {
        let cli = Cli::try_parse_from([&["scrutineer"], typed].concat()).unwrap();
        let run = |book: &Book| match &cli.command {
            Command::Show(args) => show::run(&book.record, format, args),
            Command::Compare(args) => compare::run(&book.record, format, args),
            Command::Series(args) => series::run(&book.record, format, args),
            _ => panic!("{typed:?} reads the whole book"),
        };
        let names = match &cli.command {
            Command::Show(args) => args.typed(),
            Command::Compare(args) => args.typed(),
            Command::Series(args) => args.typed(),
            _ => Vec::new(),
        };
        let said = |output: Result<Output, Error>| match output {
            Ok(output) => (output.text, output.warnings.len()),
            Err(error) => (error.to_string(), error.hints().len()),
        };
        let of_whole = run(whole).map(|output| output.cited(&whole.info));
        assert_eq!(said(place.with(&names, run)), said(of_whole), "{typed:?} {format:?}");
    }
}

#[test]
fn a_part_of_the_book_answers_as_the_whole_does() {
    let path = std::env::temp_dir().join(format!("scrutineer-place-{}", std::process::id()));
    let books = Books(path);
    let place = books.place();
    let (whole, warnings) = place.book().unwrap();
    assert!(warnings.is_empty());
    let Place::Shelf(shelf) = &place else { panic!("{place:?}") };
    for (number, vote) in whole.record.votes().enumerate().step_by(4) {
        let name = if number % 8 == 0 { vote.id.clone() } else { vote.label() };
        assert!(part(shelf, &[&name]).is_some(), "{name} is looked up in the whole book");
        check(&place, &whole, &["show", &name]);
    }
    for text in ["A/RES/74/29", "74/28", "A/RES/73/391", "ict-security", "A/C.1/73/L.27", "74/9999"]
    {
        check(&place, &whole, &["show", text]);
        check(&place, &whole, &["series", text]);
        check(&place, &whole, &["compare", text, "A/RES/73/27"]);
    }
    check(&place, &whole, &["compare", "undl:9731", "undl:9741"]);
    check(&place, &whole, &["compare", "73/391", "unvotes:9732"]);
}
