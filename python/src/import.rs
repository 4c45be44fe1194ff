//! Files of votes into a book on disk, as `scrutineer book import` reads them.

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use pyo3::prelude::*;
use scrutineer_book::{ImportReport, ImportRequest, Opened, Shelf};
use scrutineer_ingest::{Format, Input, Progress, read, stamp};
use scrutineer_report::book::ImportedReport;

use crate::error::{RequestError, book, fault, unread, warn};
use crate::json::{json, loaded};
use crate::work::{Watch, watched};

/// Adds files of votes to the book in a directory, as `scrutineer book import` does, and makes the book if there is
/// none: what was read, what is new, and what is wrong in it. The formats are recognised; `format` has any other
/// refused. `anew` leaves out what the book held. `progress` is called now and then with how many bytes are read, and of
/// how many. A book that is not imported to the end, be it for Ctrl-C, is as it was.
#[pyfunction]
#[pyo3(signature = (files, into, *, format = None, anew = false, progress = None))]
pub(crate) fn import_files<'py>(
    py: Python<'py>,
    files: Vec<PathBuf>,
    into: PathBuf,
    format: Option<String>,
    anew: bool,
    progress: Option<Py<PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let format = format.map(|name| name.parse::<Format>()).transpose();
    let format = format.map_err(|why| RequestError::new_err(why.to_string()))?;
    if files.is_empty() {
        return Err(RequestError::new_err("there is no file to import\n- name one or more"));
    }
    let import = move |watch: &Watch| import(&Shelf::at(&into), &files, format, anew, watch);
    let done = watched(py, progress.as_ref(), import)??;
    warn(py, &done.warnings)?;
    loaded(py, &json(&ImportedReport::of(&done.value)).map_err(fault)?)
}

fn import(
    shelf: &Shelf,
    files: &[PathBuf],
    format: Option<Format>,
    anew: bool,
    watch: &Watch,
) -> PyResult<Opened<ImportReport>> {
    let inputs = files.iter().map(|file| input(file)).collect::<PyResult<Vec<_>>>()?;
    let size = inputs.iter().filter_map(|input| input.size).sum();
    let progress = Progress::default();
    let watching = |input: Input| {
        let (watch, progress) = (watch.clone(), progress.clone());
        Input { bytes: Box::new(Watching { bytes: input.bytes, watch, progress, size }), ..input }
    };
    let members = scrutineer_book::members().map_err(book)?;
    let read = read(inputs.into_iter().map(watching).collect(), format, &members, &progress);
    let read = read.map_err(|why| unread(&why.into()))?;
    if watch.is_stopped() {
        return Err(fault("nobody waits any more"));
    }
    let request = ImportRequest {
        now: &stamp(SystemTime::now()).unwrap_or_default(),
        command: &format!("scrutineer.import_files({files:?})"),
        anew,
        waiting: &|| (),
    };
    shelf.import(read, &request).map_err(book)
}

fn input(file: &Path) -> PyResult<Input> {
    Input::open(file).map_err(|why| {
        let name = file.display();
        RequestError::new_err(match why.kind() {
            ErrorKind::IsADirectory => format!("{name} is a directory\n- name the files in it"),
            _ => format!("cannot read {name}: {why}"),
        })
    })
}

/// A file that comes to an end when nobody waits any more.
struct Watching {
    bytes: Box<dyn Read + Send>,
    watch: Watch,
    progress: Progress,
    size: u64,
}

impl Read for Watching {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.watch.is_stopped() {
            return Err(io::Error::other("nobody waits any more"));
        }
        self.watch.at(self.progress.bytes(), self.size);
        self.bytes.read(buffer)
    }
}
