//! The articles that a command was given: files, directories, standard input.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use clap::ValueEnum;
use scrutineer_ingest::article::{Article, Kind, unpacked};

use crate::error::Error;
use crate::terminal::wrap::plain;

/// How articles are to be read.
#[derive(Debug, clap::Args)]
pub(crate) struct Reading {
    /// How the files are written, where their content does not tell it
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<As>,
    /// Files that hold more, unpacked, are not read
    #[arg(long, value_name = "MEGABYTES", default_value_t = 32)]
    max_size: u32,
}

/// How a file is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum As {
    Html,
    Markdown,
    Text,
}

/// What was found where files were asked for: names of files to read, and what is to be told about others.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) names: Vec<String>,
    pub(crate) notes: Vec<Error>,
}

/// Endings of the files that are read of a directory; `.gz` or `.zst` may follow.
const ENDINGS: [&str; 6] = ["htm", "html", "markdown", "md", "txt", "xhtml"];
/// So many files that are not read are named.
const MOST_NAMED: usize = 5;

/// The files that these names mean: themselves, and of directories those with articles, in the order of their
/// names.
pub(crate) fn named(asked: &[String]) -> Names {
    let mut found = Names::default();
    if asked.is_empty() {
        found.names.push("-".to_owned());
    }
    for name in asked {
        if Path::new(name).is_dir() {
            walk(name, &mut found)
        } else {
            found.names.push(name.clone())
        }
    }
    found
}

fn walk(directory: &str, found: &mut Names) {
    let (before, mut others) = (found.names.len(), Vec::new());
    // Links are not followed: they may lead in circles.
    let mut waiting = vec![Path::new(directory).to_path_buf()];
    while let Some(path) = waiting.pop() {
        match entries(&path) {
            Ok(Some(inside)) => waiting.extend(inside.into_iter().rev()),
            Ok(None) if is_article(&path) => found.names.push(path.to_string_lossy().into_owned()),
            Ok(None) => others.push(plain(&path.to_string_lossy())),
            Err(why) => {
                let path = plain(&path.to_string_lossy());
                found.notes.push(Error::request(format!("cannot read {path}: {why}")));
            }
        }
    }
    let endings = ENDINGS.map(|ending| format!(".{ending}")).join(", ");
    if found.names.len() == before && others.is_empty() {
        let message = format!("{} holds no files", plain(directory));
        found.notes.push(Error::request(message));
    } else if !others.is_empty() {
        let shown = others.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = others.len().saturating_sub(MOST_NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        found.notes.push(
            Error::request(format!("skipped {shown}{more}"))
                .hint(format!("of a directory, {endings} are read; name other files one by one")),
        );
    }
}

/// What a directory holds, in the order of the names; `None` for anything else.
fn entries(path: &Path) -> std::io::Result<Option<Vec<std::path::PathBuf>>> {
    if !fs::symlink_metadata(path)?.is_dir() {
        return Ok(None);
    }
    let inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
    let mut inside = inside.collect::<std::io::Result<Vec<_>>>()?;
    inside.sort();
    Ok(Some(inside))
}

fn is_article(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let ending = unpacked_name(&name).rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.contains(&ending)
}

/// The name of a file without what its packing added to it.
fn unpacked_name(name: &str) -> &str {
    name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(name)
}

impl Reading {
    /// Reads an article; "-" is standard input.
    pub(crate) fn read(&self, name: &str) -> Result<Article, Error> {
        let file: Box<dyn Read> =
            if name == "-" {
                Box::new(std::io::stdin().lock())
            } else {
                let opened = File::open(name);
                Box::new(opened.map_err(|error| {
                    Error::request(format!("cannot read {}: {error}", plain(name)))
                })?)
            };
        let most = u64::from(self.max_size) * 1_000_000;
        let bytes = unpacked(name, file, most)?;
        let kind = self.kind.map(|kind| match kind {
            As::Html => Kind::Html,
            As::Markdown => Kind::Markdown,
            As::Text => Kind::Plain,
        });
        Ok(Article::read(unpacked_name(name), bytes, kind)?)
    }
}

impl From<scrutineer_ingest::Error> for Error {
    fn from(error: scrutineer_ingest::Error) -> Error {
        let told = Error::request(plain(&error.to_string()));
        match error.remedy() {
            Some(remedy) => told.hint(remedy),
            None => told,
        }
    }
}
