//! The files of an archive: those named, and those in directories.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Error;

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) kind: Kind,
    pub(crate) size: u64,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    JsonLines,
    Parquet,
}

/// Endings by which files of directories are known.
const ENDINGS: [(&str, Kind); 4] = [
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
    ("json", Kind::JsonLines),
    ("parquet", Kind::Parquet),
];

/// The files that the paths name, those of directories in the order of their names.
pub(crate) fn files(paths: &[PathBuf]) -> Result<Vec<File>, Error> {
    let mut found = Vec::new();
    for path in paths {
        let about = fs::metadata(path).map_err(|why| Error::io(path, "read", why))?;
        if !about.is_dir() {
            found.push(File {
                path: path.clone(),
                kind: kind_by_content(path)?,
                size: about.len(),
            });
            continue;
        }
        let before = found.len();
        walk(path, &mut found)?;
        if found.len() == before {
            let message = format!("{} holds no JSON lines and no Parquet", path.display());
            return Err(Error::new(message).remedy_is(
                "files of a directory are known by their endings: .jsonl, .ndjson, .json, .parquet, \
                 the first three also with .gz or .zst; name others one by one",
            ));
        }
    }
    Ok(found)
}

fn walk(directory: &Path, found: &mut Vec<File>) -> Result<(), Error> {
    let failed = |why| Error::io(directory, "read", why);
    let entries = fs::read_dir(directory).map_err(failed)?;
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    paths.sort();
    for path in paths {
        let about = fs::metadata(&path).map_err(|why| Error::io(&path, "read", why))?;
        if about.is_dir() {
            walk(&path, found)?;
        } else if let Some(kind) = kind_by_ending(&path) {
            found.push(File { path, kind, size: about.len() });
        }
    }
    Ok(())
}

fn kind_by_ending(path: &Path) -> Option<Kind> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let plain = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let (_, ending) = plain.rsplit_once('.')?;
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind)
}

/// Parquet files begin with four letters of their own.
fn kind_by_content(path: &Path) -> Result<Kind, Error> {
    use std::io::Read;
    let mut head = Vec::new();
    let opened = fs::File::open(path).map_err(|why| Error::io(path, "opened", why))?;
    opened.take(4).read_to_end(&mut head).map_err(|why| Error::io(path, "read", why))?;
    Ok(if head == b"PAR1" { Kind::Parquet } else { Kind::JsonLines })
}
