//! Files that are written: whole or not at all, and what the disk did not let us do.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::terminal::wrap::plain;

/// Writes a file that the user named: aside, and then in its place all at once. What is there already is replaced
/// if it is a file; a directory or a device is left alone.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_with(path, |file| file.write_all(bytes).map_err(|error| disk("write", path, &error)))
}

/// As [`write_whole`], part by part.
pub(crate) fn write_with(
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<(), Error>,
) -> Result<(), Error> {
    if fs::symlink_metadata(path).is_ok_and(|there| !there.is_file()) {
        let error = format!("cannot write {}: it is there and is no regular file", shown(path));
        return Err(Error::request(error).hint("name another file"));
    }
    let aside = beside(path, &format!(".{}.new", std::process::id()));
    let refused = |error: io::Error| disk("write", path, &error);
    let mut file = File::create_new(&aside).map_err(refused)?;
    let written = write(&mut file);
    let settled = written
        .and_then(|()| file.sync_all().and_then(|()| fs::rename(&aside, path)).map_err(refused));
    settled.inspect_err(|_| {
        // If even that fails, it is only a file that nobody reads.
        let _ = fs::remove_file(&aside);
    })?;
    settle_directory(path);
    Ok(())
}

/// A file with the same name and more behind it.
pub(crate) fn beside(target: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(target);
    name.push(ending);
    name.into()
}

/// The new name outlives a loss of power only when the directory is on the disk too. Not every system can
/// be asked for that, and the file is whole either way.
pub(crate) fn settle_directory(target: &Path) {
    if let Some(directory) = target.parent() {
        let _ = File::open(directory).and_then(|directory| directory.sync_all());
    }
}

/// A path for people to read.
pub(crate) fn shown(path: &Path) -> String {
    plain(&path.display().to_string())
}

/// What the disk did not let us do.
pub(crate) fn disk(what: &str, path: &Path, error: &io::Error) -> Error {
    use io::ErrorKind::{FileTooLarge, NotFound, QuotaExceeded, StorageFull};
    let path = shown(path);
    match error.kind() {
        StorageFull => Error::request(format!("the disk is full: cannot {what} {path}"))
            .hint("make room, or choose a directory on another disk"),
        QuotaExceeded | FileTooLarge => {
            Error::request(format!("no more may be written here: cannot {what} {path}: {error}"))
                .hint("make room, or choose another directory")
        }
        NotFound if what == "write" => {
            Error::request(format!("cannot write {path}: there is no such directory"))
                .hint("make the directory first, or name another")
        }
        _ => Error::request(format!("cannot {what} {path}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_else_is() {
        let directory =
            std::env::temp_dir().join(format!("scrutineer-files-{}", std::process::id()));
        fs::create_dir_all(directory.join("taken")).unwrap();
        let file = directory.join("picture.svg");
        for bytes in [b"one".as_slice(), b"other"] {
            write_whole(&file, bytes).unwrap();
            assert_eq!(fs::read(&file).unwrap(), bytes);
        }
        let refused = write_whole(&directory.join("taken"), b"x").unwrap_err();
        assert!(refused.message().contains("no regular file"), "{refused}");
        let missing = write_whole(&directory.join("not/there.svg"), b"x").unwrap_err();
        assert!(missing.message().contains("no such directory"), "{missing}");
        // Nothing stays behind.
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 2);
        fs::remove_dir_all(&directory).unwrap();
    }
}
