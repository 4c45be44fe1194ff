//! The program `scrutineer`: the record of how states vote at the United Nations, and the check on what is
//! said about it.
//!
//! A command takes what was typed, asks the record and the measures, and gives back an [`Output`]: a page
//! for people, JSON or CSV. It prints nothing itself. This file is the only one that writes: it chooses
//! whether the terminal wants colour, meets closed pipes, and turns errors into the exit status.

mod args;
mod articles;
mod commands;
mod error;
mod fetch;
mod files;
mod filter;
mod names;
mod output;
mod pages;
mod place;
mod plot;
mod terminal;
mod watch;

use std::io::{self, Write};
use std::panic;
use std::process::ExitCode;
use std::sync::Mutex;

use anstream::{AutoStream, ColorChoice};
use clap::Parser;

use args::{Cli, Color, Form};
use error::{Error, Status};
use mimalloc::MiMalloc;
use output::Output;
use plot::Picture;
use terminal::{Page, style};

#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(request) => {
            // What cannot be printed, to a closed pipe say, changes nothing.
            let _ = request.print();
            return ExitCode::from(
                u8::try_from(request.exit_code()).unwrap_or(Status::Fault.code()),
            );
        }
    };
    terminal::measure();
    let color = match cli.options.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    // Parts of the output are made while it is written.
    let ended = guarded(|| {
        let output = run(&cli)?;
        for warning in &output.warnings {
            complain(color, "warning", warning);
        }
        // First: who gets the answer may rely on the picture being there.
        output.picture.iter().try_for_each(Picture::write)?;
        let status = output.status;
        write(color, cli.options.format, output)?;
        Ok(status)
    });
    let status = ended.unwrap_or_else(|error| {
        complain(color, "error", &error);
        error.status()
    });
    ExitCode::from(status.code())
}

fn run(cli: &Cli) -> Result<Output, Error> {
    commands::run(&cli.command, &cli.options)
}

/// Where and why the program panicked, if it did.
static FAULT: Mutex<String> = Mutex::new(String::new());

/// Runs what must not panic; if it does, that is a fault of ours and is told as one.
fn guarded<T>(run: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    panic::set_hook(Box::new(|fault| {
        if let Ok(mut told) = FAULT.lock() {
            *told = fault.to_string();
        }
    }));
    let ended = panic::catch_unwind(panic::AssertUnwindSafe(run));
    let _ = panic::take_hook();
    ended.unwrap_or_else(|_| {
        let fault = FAULT.lock().map(|told| told.clone()).unwrap_or_default();
        Err(Error::fault(format!("a fault of this program: it {fault}"))
            .hint("please report it, with what you typed"))
    })
}

/// Writes to standard output. A reader that has read enough is not an error.
fn write(color: ColorChoice, format: Form, output: Output) -> Result<(), Error> {
    let out = io::stdout().lock();
    let written = if format == Form::Text {
        write_parts(&mut AutoStream::new(out, color), output)
    } else {
        let mut out = out;
        write_parts(&mut out, output)
    };
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Error::request(format!("cannot write the result: {error}"))),
        Ok(()) => Ok(()),
    }
}

fn write_parts(out: &mut dyn Write, output: Output) -> io::Result<()> {
    out.write_all(output.text.as_bytes())?;
    for part in output.more {
        out.write_all(part.as_bytes())?;
    }
    out.flush()
}

/// Tells of an error on standard error, with what to try.
fn complain(color: ColorChoice, what: &str, error: &Error) {
    let mut page = Page::new();
    let lead = if what == "error" { style::error(what) } else { style::warning(what) };
    page.hanging(&format!("{lead}: "), error.message());
    for hint in error.hints() {
        page.hanging("  - ", hint);
    }
    // Where standard error is closed there is nobody to tell.
    let _ = AutoStream::new(io::stderr().lock(), color).write_all(page.finish().as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_fault_of_ours() {
        let error = guarded::<()>(|| panic!("no way")).unwrap_err();
        assert_eq!(error.status(), Status::Fault);
        assert_eq!(error.status().code(), 70);
        assert!(error.message().contains("no way"), "{error}");
    }
}
