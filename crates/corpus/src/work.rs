//! Documents to several checkers and back in their order, in bounded memory.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use scrutineer_claims::{Checker, Findings, Verdict};

use crate::Error;
use crate::document::{Document, Fields, Place};
use crate::tables::{DocumentRow, FindingRow, document_row, failed_row, finding_rows};

/// Documents that go to a checker together: so many, or so many bytes.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 256 << 10;

/// Batches on the way for each checker: one at work, some waiting to be checked or to be written.
const ON_THE_WAY: usize = 4;

/// A document as its file gives it.
#[derive(Debug)]
pub(crate) enum Raw {
    /// A line of JSON.
    Json(Vec<u8>),
    /// One that is read already.
    Read(Box<Document>),
    /// One that cannot be read, and why.
    Failed(String),
}

impl Raw {
    /// Its length, as far as it counts for the size of parts.
    pub(crate) fn size(&self) -> usize {
        match self {
            Raw::Json(line) => line.len(),
            Raw::Read(document) => document.whole_length(),
            Raw::Failed(why) => why.len(),
        }
    }

    /// Adds it to a checksum.
    pub(crate) fn add_to(&self, sum: &mut blake3::Hasher) {
        match self {
            Raw::Json(line) => sum.update(line),
            Raw::Read(document) => sum.update(format!("{document:?}").as_bytes()),
            Raw::Failed(why) => sum.update(why.as_bytes()),
        };
        sum.update(b"\n");
    }
}

/// Takes documents as they are read; `false`: no more are wanted.
pub(crate) trait Sink {
    fn take(&mut self, place: Place, raw: Raw) -> Result<bool, Error>;
}

/// Documents that are checked together.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    number: usize,
    documents: Vec<(Place, Raw)>,
    bytes: usize,
    /// The part that ends with it.
    ends: Option<PartEnd>,
}

/// What is known of a part of the archive when it has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PartEnd {
    /// Its number, from 1.
    pub(crate) part: usize,
    /// Its documents.
    pub(crate) documents: usize,
    /// BLAKE3 of them.
    pub(crate) checksum: String,
}

/// What came of a batch, ready to be written.
#[derive(Debug, Default)]
pub(crate) struct Checked {
    number: usize,
    pub(crate) documents: Vec<DocumentRow>,
    pub(crate) findings: Vec<FindingRow>,
    pub(crate) counts: Counts,
    pub(crate) ends: Option<PartEnd>,
    /// Whether any of its documents had words to check.
    pub(crate) any_read: bool,
    /// Why the first document failed that did.
    pub(crate) first_failure: Option<String>,
}

/// How many of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) documents: usize,
    pub(crate) failed: usize,
    pub(crate) unread: usize,
    /// Findings by verdict, in the order of [`Verdict::ALL`].
    pub(crate) verdicts: [usize; 5],
}

impl Counts {
    pub(crate) fn add(&mut self, other: Counts) {
        self.documents += other.documents;
        self.failed += other.failed;
        self.unread += other.unread;
        for (count, more) in self.verdicts.iter_mut().zip(other.verdicts) {
            *count += more;
        }
    }

    fn see(&mut self, found: &Findings) {
        self.unread += found.unread.len();
        for finding in &found.findings {
            self.add_verdict(finding.verdict);
        }
    }

    pub(crate) fn add_verdict(&mut self, found: Verdict) {
        for (count, verdict) in self.verdicts.iter_mut().zip(Verdict::ALL) {
            *count += usize::from(verdict == found);
        }
    }
}

/// Sends documents in batches.
pub(crate) struct Batches {
    to: SyncSender<Batch>,
    /// One for each batch that may be on the way.
    permits: Receiver<()>,
    next: Batch,
}

impl Batches {
    /// Adds a document; `false` if nobody takes any more.
    pub(crate) fn add(&mut self, place: Place, raw: Raw) -> bool {
        self.next.bytes += raw.size();
        self.next.documents.push((place, raw));
        let full = self.next.documents.len() >= BATCH || self.next.bytes >= BATCH_BYTES;
        !full || self.send(None)
    }

    /// Sends what is there, as the end of a part if it is one.
    pub(crate) fn send(&mut self, ends: Option<PartEnd>) -> bool {
        self.next.ends = ends;
        let next = Batch { number: self.next.number + 1, ..Batch::default() };
        let batch = std::mem::replace(&mut self.next, next);
        self.permits.recv().is_ok() && self.to.send(batch).is_ok()
    }
}

/// Checks what `read` puts into the batches, on so many threads, and gives what came of it to `write`, batch
/// by batch in their order.
pub(crate) fn in_order(
    checker: &Checker<'_>,
    fields: &Fields,
    names: &[String],
    threads: usize,
    read: impl FnOnce(Batches) -> Result<(), Error> + Send,
    mut write: impl FnMut(Checked) -> Result<(), Error>,
) -> Result<(), Error> {
    let threads = threads.max(1);
    let most = threads * ON_THE_WAY;
    let (to, batches) = sync_channel::<Batch>(most);
    let (permit, permits) = sync_channel::<()>(most);
    for _ in 0..most {
        // There is room for all of them.
        let _ = permit.send(());
    }
    let (done, results) = channel::<Checked>();
    let batches = Mutex::new(batches);
    thread::scope(|scope| {
        let reading = scope.spawn(move || read(Batches { to, permits, next: Batch::default() }));
        for _ in 0..threads {
            let (done, batches) = (done.clone(), &batches);
            scope.spawn(move || check_batches(checker, fields, names, batches, &done));
        }
        drop(done);
        let written = write_in_order(&results, &permit, &mut write);
        // Whoever waits for a permit or a reader learns that there is none.
        drop((permit, results));
        let read = reading.join().unwrap_or_else(|_| {
            Err(Error::new("the archive cannot be read: its reader broke down"))
        });
        written.and(read)
    })
}

fn write_in_order(
    results: &Receiver<Checked>,
    permit: &SyncSender<()>,
    write: &mut impl FnMut(Checked) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for checked in results {
        waiting.insert(checked.number, checked);
        while let Some(checked) = waiting.remove(&next) {
            write(checked)?;
            next += 1;
            // A reader that is at its end takes no permits any more.
            let _ = permit.try_send(());
        }
    }
    Ok(())
}

fn check_batches(
    checker: &Checker<'_>,
    fields: &Fields,
    names: &[String],
    batches: &Mutex<Receiver<Batch>>,
    done: &Sender<Checked>,
) {
    loop {
        let batch = batches.lock().ok().and_then(|batches| batches.recv().ok());
        let Some(batch) = batch else { return };
        let mut checked =
            Checked { number: batch.number, ends: batch.ends.clone(), ..Checked::default() };
        for (place, raw) in batch.documents {
            let file = names.get(place.file).map_or("", String::as_str);
            check_one(checker, fields, file, place, raw, &mut checked);
        }
        if done.send(checked).is_err() {
            return;
        }
    }
}

fn check_one(
    checker: &Checker<'_>,
    fields: &Fields,
    file: &str,
    place: Place,
    raw: Raw,
    checked: &mut Checked,
) {
    checked.counts.documents += 1;
    let document = match raw {
        Raw::Json(line) => Document::of_json(fields, &line),
        Raw::Read(document) => Ok(*document),
        Raw::Failed(why) => Err(why),
    };
    let (id, outcome) = match document {
        Err(why) => (None, Err(why)),
        Ok(document) => {
            checked.any_read = true;
            let id = document.id.clone();
            (id, guarded(checker, &document).map(|(whole, found)| (document, whole, found)))
        }
    };
    match outcome {
        Ok((document, whole, found)) => {
            checked.counts.see(&found);
            checked.documents.push(document_row(file, place, &document, &found));
            checked.findings.extend(finding_rows(file, place, &document, &whole, &found));
        }
        Err(why) => {
            checked.counts.failed += 1;
            checked.first_failure.get_or_insert_with(|| why.clone());
            checked.documents.push(failed_row(file, place, id, why));
        }
    }
}

/// Checks a document; a fault of ours in it fails it alone.
fn guarded(checker: &Checker<'_>, document: &Document) -> Result<(String, Findings), String> {
    let whole = document.whole();
    let found = catch_unwind(AssertUnwindSafe(|| checker.check(whole.as_bytes(), document.date)));
    match found {
        Ok(found) => Ok((whole, found)),
        Err(_) => Err("a fault of this program: please report it, with the document".to_owned()),
    }
}
