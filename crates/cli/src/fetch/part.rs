//! The unfinished file: `NAME.part`, and beside it in `NAME.part.json` what it is a part of.
//!
//! The notes are locked for as long as the download runs, so that two downloads cannot mix.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::dataset::Offered;
use crate::error::Error;
use crate::files::{beside, disk, settle_directory, shown};

/// The unfinished file.
#[derive(Debug)]
pub(super) struct Part {
    file: File,
    path: PathBuf,
    notes_file: File,
    notes_path: PathBuf,
    /// What it is a part of.
    pub(super) notes: Notes,
    /// Bytes that are there.
    pub(super) size: u64,
}

/// What has to stay the same for a download to go on where it stopped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Notes {
    /// The number of the file on the server.
    pub(super) id: u64,
    /// Its published checksum.
    pub(super) md5: Option<String>,
    /// What the server calls this state of it: an entity tag, or the time of the last change.
    pub(super) validator: Option<String>,
    /// How long the whole is.
    pub(super) total: Option<u64>,
}

impl Part {
    /// The unfinished form of `target`: what an earlier download left of the same file, or an empty one.
    pub(super) fn of(target: &Path, offered: &Offered) -> Result<Part, Error> {
        let (path, notes_path) = (beside(target, ".part"), beside(target, ".part.json"));
        let notes_file = open(&notes_path)?;
        // Where the file system knows no locks, go on without.
        if let Err(TryLockError::WouldBlock) = notes_file.try_lock() {
            return Err(Error::request(format!("{} is being downloaded already", shown(target)))
                .hint("wait for the other download, or stop it; it can be gone on with"));
        }
        let file = open(&path)?;
        let size = file.metadata().map_err(|error| disk("read", &path, &error))?.len();
        let notes = Notes { id: offered.id, md5: offered.md5.clone(), ..Notes::default() };
        let mut part = Part { file, path, notes_file, notes_path, notes, size };
        match part.earlier_notes() {
            Some(earlier) => part.notes = earlier,
            None => part.empty()?,
        }
        Ok(part)
    }

    /// The notes of an earlier download, if it was of the same file and left something to go on with.
    fn earlier_notes(&self) -> Option<Notes> {
        let earlier: Notes = serde_json::from_reader(&self.notes_file).ok()?;
        let same = earlier.id == self.notes.id && earlier.md5 == self.notes.md5;
        let within = earlier.total.is_none_or(|total| self.size <= total);
        (same && within && self.size > 0).then_some(earlier)
    }

    /// Whether nothing is missing.
    pub(super) fn is_whole(&self) -> bool {
        self.size > 0 && self.notes.total == Some(self.size)
    }

    /// Throws away what is there.
    pub(super) fn empty(&mut self) -> Result<(), Error> {
        if self.size > 0 {
            self.file.set_len(0).map_err(|error| disk("write", &self.path, &error))?;
        }
        self.size = 0;
        (self.notes.validator, self.notes.total) = (None, None);
        Ok(())
    }

    /// Writes down what the bytes to come are part of, before they come.
    pub(super) fn note(
        &mut self,
        validator: Option<String>,
        total: Option<u64>,
    ) -> Result<(), Error> {
        (self.notes.validator, self.notes.total) = (validator, total);
        let json = serde_json::to_vec(&self.notes)?;
        self.write_notes(&json).map_err(|error| disk("write", &self.notes_path, &error))?;
        let end = SeekFrom::Start(self.size);
        self.file.seek(end).map(drop).map_err(|error| disk("write", &self.path, &error))
    }

    fn write_notes(&mut self, json: &[u8]) -> io::Result<()> {
        self.notes_file.set_len(0)?;
        self.notes_file.rewind()?;
        self.notes_file.write_all(json)
    }

    /// Adds bytes.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.file.write_all(bytes).map_err(|error| disk("write", &self.path, &error))?;
        self.size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(())
    }

    /// Makes sure that the bytes are on the disk.
    pub(super) fn settle(&self) -> Result<(), Error> {
        self.file.sync_all().map_err(|error| disk("write", &self.path, &error))
    }

    /// Gives the finished file its name, all at once.
    pub(super) fn finish(self, target: &Path) -> Result<(), Error> {
        fs::rename(&self.path, target).map_err(|error| disk("write", target, &error))?;
        // Notes that stay behind are about no file, and the next download passes over them.
        let _ = fs::remove_file(&self.notes_path);
        settle_directory(target);
        Ok(())
    }

    /// Removes it.
    pub(super) fn discard(mut self) {
        self.size = 0;
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// What the next download can go on with.
    pub(super) fn kept(&self) -> String {
        let of = self.notes.total.map_or_else(String::new, |total| format!(" of {total}"));
        format!(
            "{}{of} bytes are kept in {}: the same command goes on from there",
            self.size,
            shown(&self.path)
        )
    }
}

impl Drop for Part {
    /// Leaves nothing behind that cannot be gone on with.
    fn drop(&mut self) {
        if self.size == 0 {
            // What cannot be removed is passed over by the next download.
            let _ = fs::remove_file(&self.path);
            let _ = fs::remove_file(&self.notes_path);
        }
    }
}

fn open(path: &Path) -> Result<File, Error> {
    let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    open.map_err(|error| disk("write", path, &error))
}
