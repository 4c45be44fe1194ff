//! A run over an archive, and the directory it fills part by part.
//!
//! ```text
//! DIR/corpus.json              what is checked against what; written first
//! DIR/parts.jsonl              a line for each part that is whole
//! DIR/documents-00001.parquet  the rows of the first part
//! DIR/findings-00001.parquet
//! DIR/lock                     held while a run is at work
//! ```
//!
//! The files of a part are written aside, synced and renamed; then its line is added. So a part is there whole
//! or not at all, and a run that is given again goes on after the last whole one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use scrutineer_book::{Book, Sheet, Table};
use scrutineer_claims::{Checker, Verdict};
use scrutineer_ingest::Progress;
use serde::{Deserialize, Serialize};

use crate::document::{Fields, Place};
use crate::files::{self, Kind, files};
use crate::pieces::Piece;
use crate::tables::{DOCUMENTS, FINDINGS};
use crate::work::{Batches, Checked, Counts, PartEnd, Raw, Sink, in_order};
use crate::{Error, json_lines, parquet_rows};

pub(crate) const RUN: &str = "corpus.json";
const PARTS: &str = "parts.jsonl";
const LOCK: &str = "lock";
/// The name and version of what is written.
pub(crate) const SCHEMA: &str = "scrutineer.corpus/3";

/// What is to be done.
#[derive(Clone, Debug)]
pub struct Request {
    /// Files and directories.
    pub inputs: Vec<PathBuf>,
    /// Where the results go.
    pub to: PathBuf,
    /// Which fields hold what.
    pub fields: Fields,
    /// The form of the results.
    pub results: Results,
    /// How many documents are checked at a time.
    pub threads: usize,
    /// Whether to begin anew where an earlier run has left something.
    pub anew: bool,
    /// Documents of a part. What a killed run loses at most.
    pub part: usize,
    /// Bytes after which a part ends even with fewer documents.
    pub part_bytes: usize,
}

impl Request {
    /// Everything as usual: Parquet, on all cores, in parts of 2,000 documents or 32 MB.
    pub fn new(inputs: Vec<PathBuf>, to: PathBuf) -> Request {
        Request {
            inputs,
            to,
            fields: Fields::default(),
            results: Results::Parquet,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            anew: false,
            part: 2000,
            part_bytes: 32 << 20,
        }
    }
}

impl Request {
    /// How many bytes the files have that are to be read, as they are.
    ///
    /// # Errors
    /// If one of them cannot be found.
    pub fn bytes(&self) -> Result<u64, Error> {
        Ok(files(&self.inputs)?.iter().map(|file| file.size).sum())
    }
}

/// The form of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Results {
    /// Parquet files, with the description of every column among their metadata.
    Parquet,
    /// JSON lines.
    Jsonl,
}

impl Results {
    fn ending(self) -> &'static str {
        match self {
            Results::Parquet => "parquet",
            Results::Jsonl => "jsonl",
        }
    }
}

/// What a run came to, with the parts of earlier runs that it went on from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Documents.
    pub documents: usize,
    /// Of these, documents that could not be read or checked: their rows say why.
    pub failed: usize,
    /// Claims.
    pub findings: usize,
    /// Claims by verdict: its code, and how many.
    #[serde(serialize_with = "as_map")]
    pub verdicts: Vec<(&'static str, usize)>,
    /// Sentences about votes that were not understood.
    pub unread: usize,
    /// Parts into which the archive was cut.
    pub parts: usize,
    /// Of these, parts that an earlier run had finished.
    pub parts_before: usize,
    /// Why the first document failed that did, if it was in this run.
    pub first_failure: Option<String>,
}

/// What a directory holds the results of: a run goes on only if it is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) schema: String,
    program: String,
    pub(crate) book: String,
    pub(crate) results: Results,
    fields: Vec<String>,
    part: usize,
    part_bytes: usize,
    inputs: Vec<InputLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct InputLine {
    path: String,
    bytes: u64,
}

/// A part that is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    part: usize,
    pub(crate) documents: usize,
    failed: usize,
    unread: usize,
    verdicts: [usize; 5],
    /// BLAKE3 of the documents that were read.
    read: String,
    pub(crate) files: Vec<PartFile>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PartFile {
    pub(crate) name: String,
    bytes: u64,
}

/// Checks the documents of an archive against a book.
///
/// # Errors
/// If the archive cannot be read or unpacked, none of its first documents has any words, the directory holds
/// something else, or it cannot be written. What is whole by then stays, and a later run goes on from there.
pub fn check(book: &Book, request: &Request, progress: &Progress) -> Result<Summary, Error> {
    let files = files(&request.inputs)?;
    let run = Run::of(book, request, &files);
    let _lock = open(request, &run)?.begin()?;
    let done = parts(&request.to)?;
    let names: Vec<String> = run.inputs.iter().map(|input| input.path.clone()).collect();
    let checker = Checker::new(&book.record);
    let mut writer = Writer::new(request, &done);
    let read = |batches| read(&files, request, &done, progress, batches);
    in_order(&checker, &request.fields, &names, request.threads, read, |checked| {
        writer.add(checked)
    })?;
    Ok(writer.summary)
}

/// Puts the documents of all files into batches.
fn read(
    files: &[files::File],
    request: &Request,
    done: &[Part],
    progress: &Progress,
    batches: Batches,
) -> Result<(), Error> {
    let mut cutter = Cutter::new(request, done, batches);
    for (number, file) in files.iter().enumerate() {
        match file.kind {
            Kind::JsonLines => json_lines::read(file, number, progress, &mut cutter)?,
            Kind::Parquet => {
                let fields = &request.fields;
                parquet_rows::read(file, number, None, fields, progress, &mut cutter)?;
            }
        }
    }
    cutter.end()
}

/// Puts the documents of a piece of an archive into batches.
pub(crate) fn read_piece(
    piece: &Piece,
    request: &Request,
    progress: &Progress,
    batches: Batches,
) -> Result<(), Error> {
    let mut cutter = Cutter::new(request, &[], batches);
    for file in files(std::slice::from_ref(&piece.path))? {
        match file.kind {
            Kind::JsonLines => json_lines::read(&file, 0, progress, &mut cutter)?,
            Kind::Parquet => {
                let (groups, fields) = (piece.groups.as_ref(), &request.fields);
                parquet_rows::read(&file, 0, groups, fields, progress, &mut cutter)?;
            }
        }
    }
    cutter.end()
}

/// Why an archive is given up of whose first documents none has words.
pub(crate) fn unreadable(ended: &PartEnd, first_failure: Option<&str>) -> Error {
    let (documents, why) = (ended.documents, first_failure.unwrap_or_default());
    Error::new(format!(
        "none of the first {documents} documents can be checked; of the first: {why}"
    ))
    .remedy_is("name the fields: --text NAME, --title NAME, --date NAME, --id NAME")
}

impl Run {
    pub(crate) fn of(book: &Book, request: &Request, files: &[files::File]) -> Run {
        let Fields { text, title, date, id, source } = &request.fields;
        let chosen = [text, title, date, id, source];
        let inputs = files
            .iter()
            .map(|file| InputLine { path: file.path.display().to_string(), bytes: file.size });
        Run {
            schema: SCHEMA.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            book: book.info.id.clone(),
            results: request.results,
            fields: chosen.map(|name| name.clone().unwrap_or_default()).to_vec(),
            part: request.part,
            part_bytes: request.part_bytes,
            inputs: inputs.collect(),
        }
    }

    /// The same on a cluster, where nobody knows in which order documents come.
    pub(crate) fn on_a_cluster(mut self) -> Run {
        self.program.push_str(" on a cluster");
        self
    }

    /// In what another run differs, in words.
    fn differs(&self, other: &Run) -> Option<String> {
        let told = |what: &str, here: &str, there: &str| {
            (here != there).then(|| format!("{what}: {there} then, {here} now"))
        };
        told("tables", &self.schema, &other.schema)
            .or_else(|| told("program", &self.program, &other.program))
            .or_else(|| told("book", &self.book, &other.book))
            .or_else(|| told("results", self.results.ending(), other.results.ending()))
            .or_else(|| (self.inputs != other.inputs).then(|| "other input files".to_owned()))
            .or_else(|| (self.fields != other.fields).then(|| "other fields".to_owned()))
            .or_else(|| (self != other).then(|| "parts of another size".to_owned()))
    }
}

/// The directory of the results, held for one run alone; what stands in it is as it was.
pub(crate) struct Opened<'r> {
    request: &'r Request,
    run: &'r Run,
    lock: File,
    /// Whether it holds results of the same run.
    is_known: bool,
}

impl Opened<'_> {
    /// Makes the directory that of this run: what is there of the same run stays, unless it is to begin anew. The run
    /// holds the directory as long as what is given back lives.
    pub(crate) fn begin(self) -> Result<File, Error> {
        if self.is_known && !self.request.anew { Ok(self.lock) } else { self.begin_anew() }
    }

    /// The same, with nothing in it.
    pub(crate) fn begin_anew(self) -> Result<File, Error> {
        clear(&self.request.to)?;
        write_whole(&self.request.to.join(RUN), |file| {
            serde_json::to_writer_pretty(file, self.run).map_err(io::Error::from)
        })?;
        Ok(self.lock)
    }
}

/// Opens or makes the directory of the results, if it holds nothing else.
pub(crate) fn open<'r>(request: &'r Request, run: &'r Run) -> Result<Opened<'r>, Error> {
    let to = &request.to;
    let failed = |doing: &'static str| move |why| Error::io(to, doing, why);
    fs::create_dir_all(to).map_err(failed("made"))?;
    let path = to.join(RUN);
    let known = match fs::read(&path) {
        Ok(bytes) => Some(serde_json::from_slice::<Run>(&bytes).map_err(|why| {
            Error::new(format!("{} is damaged: {why}", path.display()))
                .remedy_is("name another directory, or begin anew with --anew")
        })),
        Err(why) if why.kind() == io::ErrorKind::NotFound => None,
        Err(why) => return Err(Error::io(&path, "read", why)),
    };
    // A run that ended before it had anything leaves its lock.
    let is_lock = |entry: &io::Result<fs::DirEntry>| {
        entry.as_ref().is_ok_and(|entry| entry.file_name() == LOCK)
    };
    let mut others = fs::read_dir(to).map_err(failed("read"))?.filter(|entry| !is_lock(entry));
    if known.is_none() && others.next().is_some() {
        let message = format!("{} holds other files", to.display());
        return Err(Error::new(message).remedy_is("name a directory that is empty or not there"));
    }
    let lock = to.join(LOCK);
    let lock = File::create(&lock).map_err(|why| Error::io(&lock, "made", why))?;
    lock.try_lock().map_err(|_| {
        Error::new(format!("another run is at work on {}", to.display()))
            .remedy_is("wait for it to end, or name another directory")
    })?;
    let is_known = known.is_some();
    if let Some(known) = known.filter(|_| !request.anew)
        && let Some(how) = run.differs(&known?)
    {
        let message = format!("{} holds the results of a different run: {how}", to.display());
        return Err(
            Error::new(message).remedy_is("name another directory, or begin anew with --anew")
        );
    }
    Ok(Opened { request, run, lock, is_known })
}

/// Removes what runs have left.
pub(crate) fn clear(directory: &Path) -> Result<(), Error> {
    let failed = |why| Error::io(directory, "cleared", why);
    for entry in fs::read_dir(directory).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name == PARTS
            || [&DOCUMENTS, &FINDINGS].iter().any(|table| {
                name.strip_prefix(table.name).is_some_and(|rest| rest.starts_with('-'))
            });
        if ours {
            fs::remove_file(entry.path()).map_err(failed)?;
        }
    }
    Ok(())
}

/// The parts that are whole, from the first on without a gap; what stands behind them is written anew.
fn parts(directory: &Path) -> Result<Vec<Part>, Error> {
    let path = directory.join(PARTS);
    let Some(parts) = whole_parts(directory)? else { return Ok(Vec::new()) };
    write_whole(&path, |file| {
        parts.iter().try_for_each(|part| {
            serde_json::to_writer(&mut *file, part)?;
            file.write_all(b"\n")
        })
    })?;
    Ok(parts)
}

/// The parts that are whole, from the first on without a gap; `None` if none was begun.
pub(crate) fn whole_parts(directory: &Path) -> Result<Option<Vec<Part>>, Error> {
    let path = directory.join(PARTS);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(Error::io(&path, "read", why)),
    };
    let mut parts: Vec<Part> = Vec::new();
    for line in BufReader::new(file).split(b'\n') {
        let line = line.map_err(|why| Error::io(&path, "read", why))?;
        // A line that was cut off by a kill is none.
        let Ok(part) = serde_json::from_slice::<Part>(&line) else { break };
        let whole = part.part == parts.len() + 1
            && part.files.len() == TABLES.len()
            && part.files.iter().all(|file| {
                let about = fs::metadata(directory.join(&file.name));
                about.is_ok_and(|about| about.len() == file.bytes)
            });
        if !whole {
            break;
        }
        parts.push(part);
    }
    Ok(Some(parts))
}

/// The tables that are written.
const TABLES: [&Table; 2] = [&DOCUMENTS, &FINDINGS];

/// Writes a file aside and puts it in its place when it is whole.
fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut io::BufWriter<&File>) -> io::Result<()>,
) -> Result<u64, Error> {
    let aside = path.with_extension("new");
    let written = File::create(&aside).and_then(|file| {
        let mut buffered = io::BufWriter::new(&file);
        write(&mut buffered)?;
        buffered.flush()?;
        drop(buffered);
        file.sync_all()?;
        fs::rename(&aside, path)?;
        Ok(file.metadata()?.len())
    });
    written.map_err(|why| {
        // If even that fails, it is only a file that nobody reads.
        let _ = fs::remove_file(&aside);
        Error::io(path, "written", why)
    })
}

/// Cuts the documents into parts: those that are there already are only compared, the others go on.
struct Cutter<'r> {
    request: &'r Request,
    done: &'r [Part],
    batches: Batches,
    part: usize,
    documents: usize,
    bytes: usize,
    sum: blake3::Hasher,
}

impl<'r> Cutter<'r> {
    fn new(request: &'r Request, done: &'r [Part], batches: Batches) -> Cutter<'r> {
        let sum = blake3::Hasher::new();
        Cutter { request, done, batches, part: 1, documents: 0, bytes: 0, sum }
    }

    fn end_part(&mut self) -> Result<bool, Error> {
        let checksum = std::mem::take(&mut self.sum).finalize().to_hex().to_string();
        let ended = PartEnd { part: self.part, documents: self.documents, checksum };
        (self.documents, self.bytes) = (0, 0);
        self.part += 1;
        match self.done.get(ended.part - 1) {
            None => Ok(self.batches.send(Some(ended))),
            Some(part) if part.read == ended.checksum => Ok(true),
            Some(part) => Err(Error::new(format!(
                "the archive is no longer what it was when part {} was checked",
                part.part
            ))
            .remedy_is("begin anew with --anew, or name another directory")),
        }
    }

    fn end(mut self) -> Result<(), Error> {
        if self.documents > 0 {
            self.end_part()?;
        }
        Ok(())
    }
}

impl Sink for Cutter<'_> {
    fn take(&mut self, place: Place, raw: Raw) -> Result<bool, Error> {
        raw.add_to(&mut self.sum);
        self.documents += 1;
        self.bytes += raw.size();
        let wanted = self.part <= self.done.len() || self.batches.add(place, raw);
        let full = self.documents >= self.request.part || self.bytes >= self.request.part_bytes;
        Ok(wanted && (!full || self.end_part()?))
    }
}

/// Writes parts as they become whole.
pub(crate) struct Writer<'r> {
    request: &'r Request,
    documents: Sheet,
    findings: Sheet,
    counts: Counts,
    any_read: bool,
    pub(crate) summary: Summary,
}

impl<'r> Writer<'r> {
    pub(crate) fn new(request: &'r Request, done: &[Part]) -> Writer<'r> {
        let mut summary = Summary { parts_before: done.len(), ..Summary::default() };
        for part in done {
            let Part { documents, failed, unread, verdicts, .. } = *part;
            summary.add(Counts { documents, failed, unread, verdicts });
        }
        Writer {
            request,
            documents: Sheet::new(&DOCUMENTS),
            findings: Sheet::new(&FINDINGS),
            counts: Counts::default(),
            any_read: !done.is_empty(),
            summary,
        }
    }

    pub(crate) fn add(&mut self, checked: Checked) -> Result<(), Error> {
        self.any_read |= checked.any_read;
        if self.summary.first_failure.is_none() {
            self.summary.first_failure = checked.first_failure;
        }
        for row in checked.documents {
            self.documents.row(row);
        }
        for row in checked.findings {
            self.findings.row(row);
        }
        self.counts.add(checked.counts);
        match checked.ends {
            Some(ended) => self.write(ended),
            None => Ok(()),
        }
    }

    fn write(&mut self, ended: PartEnd) -> Result<(), Error> {
        if !self.any_read {
            return Err(unreadable(&ended, self.summary.first_failure.as_deref()));
        }
        let counts = std::mem::take(&mut self.counts);
        let sheets = [
            std::mem::replace(&mut self.documents, Sheet::new(&DOCUMENTS)),
            std::mem::replace(&mut self.findings, Sheet::new(&FINDINGS)),
        ];
        let files = sheets.iter().map(|sheet| self.write_sheet(sheet, ended.part));
        let files = files.collect::<Result<Vec<_>, Error>>()?;
        let Counts { documents, failed, unread, verdicts } = counts;
        let part = Part {
            part: ended.part,
            documents,
            failed,
            unread,
            verdicts,
            read: ended.checksum,
            files,
        };
        let path = self.request.to.join(PARTS);
        let line = serde_json::to_string(&part).map_err(io::Error::from);
        line.and_then(|line| append(&path, &line))
            .map_err(|why| Error::io(&path, "written", why))?;
        self.summary.add(counts);
        Ok(())
    }

    fn write_sheet(&self, sheet: &Sheet, part: usize) -> Result<PartFile, Error> {
        let ending = self.request.results.ending();
        let name = format!("{}-{part:05}.{ending}", sheet.table().name);
        let path = self.request.to.join(&name);
        let bytes = write_whole(&path, |file| match self.request.results {
            Results::Parquet => {
                sheet.write(file, &[], Vec::new()).map(drop).map_err(io::Error::other)
            }
            Results::Jsonl => sheet.write_json_lines(file),
        })?;
        Ok(PartFile { name, bytes })
    }
}

fn append(path: &Path, line: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(format!("{line}\n").as_bytes())?;
    file.sync_all()
}

impl Summary {
    fn add(&mut self, counts: Counts) {
        let Counts { documents, failed, unread, verdicts } = counts;
        self.parts += 1;
        self.documents += documents;
        self.failed += failed;
        self.unread += unread;
        self.findings += verdicts.iter().sum::<usize>();
        if self.verdicts.is_empty() {
            self.verdicts = Verdict::ALL.iter().map(|verdict| (verdict.code(), 0)).collect();
        }
        for ((_, count), more) in self.verdicts.iter_mut().zip(verdicts) {
            *count += more;
        }
    }
}

fn as_map<S: serde::Serializer>(pairs: &[(&str, usize)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(pairs.iter().copied())
}
