//! Archives in pieces, each of which can be checked by itself, by another thread or machine.

use std::ops::Range;
use std::path::{self, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::files::{self, Kind, files};
use crate::parquet_rows;

/// What can be checked by itself: a file, or some groups of the rows of a Parquet file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Where the file lies, from the root on, so that it is the same file in every process.
    pub path: PathBuf,
    /// The file as it was named, as it stands in the rows.
    pub name: String,
    /// Which groups of its rows; `None`: all that is in it.
    pub groups: Option<Range<usize>>,
    /// Whether there are no other pieces.
    pub is_all: bool,
}

/// With so many files there is enough to be worked on side by side; of fewer, those of Parquet are cut up.
const ENOUGH: usize = 512;

/// A file of more bytes is cut up however many there are, so that nobody waits for the one who has it.
const LARGE: u64 = 64 << 20;

/// The pieces of an archive, in the order of its files.
///
/// # Errors
/// If a file is not there or cannot be read, or a directory holds nothing that can be.
pub fn pieces(paths: &[PathBuf]) -> Result<Vec<Piece>, Error> {
    let files = files(paths)?;
    let few = files.len() < ENOUGH;
    let mut pieces = Vec::with_capacity(files.len());
    for file in &files {
        let whole = piece(file)?;
        let is_cut = file.kind == Kind::Parquet && (few || file.size > LARGE);
        match if is_cut { parquet_rows::groups(&file.path)? } else { 1 } {
            0 | 1 => pieces.push(whole),
            groups => pieces.extend((0..groups).map(|group| {
                // Ranges and not numbers, so that small groups can be put together one day.
                Piece { groups: Some(group..group + 1), ..whole.clone() }
            })),
        }
    }
    if let [only] = pieces.as_mut_slice() {
        only.is_all = true;
    }
    Ok(pieces)
}

fn piece(file: &files::File) -> Result<Piece, Error> {
    let path = path::absolute(&file.path).map_err(|why| Error::io(&file.path, "found", why))?;
    Ok(Piece { path, name: file.path.display().to_string(), groups: None, is_all: false })
}
