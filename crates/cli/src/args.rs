//! What was typed: the command line, low level. What it means is worked out by each command.

use std::fmt;
use std::net::Ipv6Addr;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands;
use crate::error::Error;

/// How states vote at the United Nations, and whether what is said about it is so.
#[derive(Debug, Parser)]
#[command(
    name = "scrutineer",
    version,
    propagate_version = true,
    disable_help_subcommand = true,
    max_term_width = 80,
    after_help = "SYMBOL is a document symbol in any spelling (A/RES/74/29, 74/29), or the id of a vote.\n\n\
        Exit status: 0 done; 1 check --fail-on found one; 2 the request or the input is wrong; \
        3 the book is damaged; 70 a fault of ours."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) options: Options,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// The book: a directory, or "built-in"; else your own if there is one, else the built-in one
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "SCRUTINEER_BOOK",
        hide_env_values = true
    )]
    pub(crate) book: Option<String>,
    /// Text for people, JSON or one flat CSV table for programs; for check also a page (html), ClaimReview of
    /// schema.org (claimreview), plain text to paste (mail); for sql also Parquet
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Form,
    /// Colour; auto: where the terminal has it and NO_COLOR is not set
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub(crate) color: Color,
}

/// Where another process listens, as `HOST:PORT`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    host: String,
    port: u16,
}

impl FromStr for Address {
    type Err = String;

    fn from_str(typed: &str) -> Result<Address, String> {
        let wrong = || "write HOST:PORT, as the scheduler prints it: 127.0.0.1:50050".to_owned();
        let (host, port) = typed.rsplit_once(':').ok_or_else(wrong)?;
        // An address of version 6 has colons of its own, and stands in brackets.
        let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let is_host = match bare {
            Some(bare) => bare.parse::<Ipv6Addr>().is_ok(),
            None => {
                let is_of_name = |letter: char| letter.is_alphanumeric() || "-._".contains(letter);
                !host.is_empty() && host.chars().all(is_of_name)
            }
        };
        let port = port.parse().ok().filter(|port| *port > 0 && is_host).ok_or_else(wrong)?;
        Ok(Address { host: host.to_owned(), port })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.host, self.port)
    }
}

#[cfg(feature = "cluster")]
impl Address {
    /// Host and port.
    pub(crate) fn parts(&self) -> (String, u16) {
        (self.host.clone(), self.port)
    }
}

/// The form of what is printed. (The variants have no comments: clap would print them at length.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    #[default]
    #[value(alias = "table")]
    Text,
    Json,
    Csv,
    Html,
    #[value(name = "claimreview")]
    ClaimReview,
    Mail,
    Parquet,
}

impl Form {
    /// The form, if it is one that every command has.
    pub(crate) fn format(self) -> Result<Format, Error> {
        match self {
            Form::Text => Ok(Format::Text),
            Form::Json => Ok(Format::Json),
            Form::Csv => Ok(Format::Csv),
            Form::Html | Form::ClaimReview | Form::Mail => Err(only_of("check")),
            Form::Parquet => Err(only_of("sql")),
        }
    }
}

impl Form {
    /// Holds what has one form alone to it, be it asked for or go without saying.
    pub(crate) fn only(self, own: Form, what: &str) -> Result<(), Error> {
        if self == own || self == Form::Text {
            return Ok(());
        }
        Err(Error::request(format!("{what} in no other format")).hint("leave out --format"))
    }
}

/// The error of a command that has not this form.
pub(crate) fn only_of(command: &str) -> Error {
    let error = Error::request(format!("only {command} has this format"));
    error.hint("write --format text, json or csv")
}

/// The forms that every command has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Json,
    Csv,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check statements about votes against the record
    Check(commands::check::Args),
    /// Show one vote: stages, tally, everyone's position, source
    Show(commands::show::Args),
    /// Find votes by words, date, body, member or group
    Find(commands::find::Args),
    /// Compare votes: who moved, or who supported both
    Compare(commands::compare::Args),
    /// Show the series to which a vote belongs, session by session
    Series(commands::series::Args),
    /// Show a member's record
    Member(commands::member::Args),
    /// Show how a group voted, and how united it was
    Group(commands::group::Args),
    /// Show how often members agree, pair by pair
    Agreement(commands::agreement::Args),
    /// Find blocs: members that voted alike, session by session
    Blocs(commands::blocs::Args),
    /// Estimate where members stand on a line, from how they voted
    Ideal(commands::ideal::Args),
    /// List the organs that resolutions set up
    Mandates(commands::mandates::Args),
    /// List what texts are about, and how groups voted on them
    Topics(commands::topics::Args),
    /// Show how much of one text stands in another, passage by passage
    Similar(commands::similar::Args),
    /// Show all of this in a browser
    Serve(commands::serve::Args),
    /// Answer language models on standard input and output (MCP)
    Mcp,
    /// Ask the book in SQL
    Sql(commands::sql::Args),
    /// Statements and archives on many machines: the processes of a cluster
    #[command(subcommand)]
    Cluster(commands::cluster::Cluster),
    /// Print the JSON Schema of what a command writes as JSON
    Schema(commands::schema::Args),
    /// Print the completions of a shell
    Completions(commands::completions::Args),
    /// Write the pages of the manual
    Man(commands::man::Args),
    /// Check archives of articles
    #[command(subcommand)]
    Corpus(commands::corpus::Corpus),
    /// Import sources, and see what the book holds
    #[command(subcommand)]
    Book(commands::book::Book),
}
