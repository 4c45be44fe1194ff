//! Whether a file is the one that is published.
//!
//! A Dataverse publishes one checksum a file. Where it has turned a table into its own format, that is
//! usually the checksum of the file as it was uploaded, but for some files it is that of the table without
//! its first line (IQSS/dataverse, issues 5321, 9501 and 11315), and nothing says which. So:
//!
//! - the checksum is that of the file: proved, whatever the lengths say, which are known to be off;
//! - a file that was not turned into a table has another checksum than published: wrong;
//! - otherwise only the length can speak: the right one passes with a doubt that is shown, and no length,
//!   or another one, is wrong.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use md5::{Digest, Md5};

use super::dataset::{Form, Offered};
use crate::error::Error;
use crate::files::disk;

/// A file that passed.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) size: u64,
    pub(super) md5: String,
    pub(super) blake3: String,
    /// What could not be checked.
    pub(super) doubt: Option<Error>,
}

/// Why a file did not pass.
#[derive(Debug)]
pub(super) enum Wrong {
    Unreadable(Error),
    /// A sentence without its subject.
    Differs(String),
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Wrong::Unreadable(error) => error.fmt(out),
            Wrong::Differs(why) => out.write_str(why),
        }
    }
}

/// Checks the file at `path`.
pub(super) fn of(path: &Path, offered: &Offered) -> Result<Proof, Wrong> {
    let measured = measure(path).map_err(|error| Wrong::Unreadable(disk("read", path, &error)))?;
    let doubt = judge(offered, &measured).map_err(Wrong::Differs)?;
    let doubt = doubt.map(|doubt| {
        Error::request(format!("{} could not be checked fully: {doubt}", offered.name))
            .hint("its length is right; if you have the file from elsewhere, compare the checksums")
    });
    Ok(Proof { size: measured.size, md5: measured.md5, blake3: measured.blake3, doubt })
}

/// A file as it is on disk.
#[derive(Debug)]
struct Measured {
    size: u64,
    /// The length of the first line, with its end.
    first_line: u64,
    md5: String,
    blake3: String,
}

fn measure(path: &Path) -> std::io::Result<Measured> {
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path)?);
    let (mut md5, mut blake3) = (Md5::new(), blake3::Hasher::new());
    let (mut size, mut first_line) = (0_u64, None);
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        md5.update(bytes);
        blake3.update(bytes);
        if first_line.is_none() {
            let end = bytes.iter().position(|byte| *byte == b'\n');
            first_line = end.map(|end| size + count(end) + 1);
        }
        size += count(bytes.len());
        let read = bytes.len();
        reader.consume(read);
    }
    Ok(Measured {
        size,
        first_line: first_line.unwrap_or(size),
        md5: hex(&md5.finalize()),
        blake3: blake3.finalize().to_hex().to_string(),
    })
}

/// What is in doubt, or what is wrong.
fn judge(offered: &Offered, measured: &Measured) -> Result<Option<String>, String> {
    let sums = match &offered.md5 {
        Some(published) if *published == measured.md5 => return Ok(None),
        Some(published) => {
            let sums =
                format!("its MD5 sum is {}, and the server publishes {published}", measured.md5);
            if offered.form == Form::AsUploaded {
                return Err(sums);
            }
            format!("{sums}, which for a table may be that of another form of the file")
        }
        None => "the server publishes no MD5 sum for it".to_owned(),
    };
    match offered.size {
        Some(size) if fits(size, offered.form, measured) => Ok(Some(sums)),
        Some(size) => {
            Err(format!("{sums}; it has {} bytes, and should have {size}", measured.size))
        }
        None => Err(format!("{sums}, and no length either")),
    }
}

/// Tables are stored without the line of column names, which they get when they are sent.
fn fits(size: u64, form: Form, measured: &Measured) -> bool {
    let without_names = measured.size - measured.first_line;
    measured.size == size || (form == Form::Table && without_names == size)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUM: &str = "900150983cd24fb0d6963f7d28e17f72";

    fn offered(form: Form, size: Option<u64>, md5: Option<&str>) -> Offered {
        Offered { id: 1, name: "UNVotes.csv".into(), form, size, md5: md5.map(Into::into) }
    }

    #[test]
    fn a_checksum_proves_and_a_length_only_leaves_less_doubt() {
        let other = Some("00000000000000000000000000000000");
        let check = |form, size, md5, ruling: &str| {
            let file =
                Measured { size: 100, first_line: 20, md5: SUM.into(), blake3: String::new() };
            let judged = match judge(&offered(form, size, md5), &file) {
                Ok(None) => "proved",
                Ok(Some(_)) => "doubtful",
                Err(_) => "wrong",
            };
            assert_eq!(judged, ruling, "{form:?} {size:?} {md5:?}");
        };
        for form in [Form::AsUploaded, Form::Original, Form::Table] {
            for size in [None, Some(100), Some(80), Some(7)] {
                check(form, size, Some(SUM), "proved");
            }
            check(form, None, None, "wrong");
            check(form, Some(99), None, "wrong");
            check(form, Some(100), None, "doubtful");
            check(form, None, other, "wrong");
            check(form, Some(99), other, "wrong");
        }
        check(Form::AsUploaded, Some(100), other, "wrong");
        check(Form::Original, Some(100), other, "doubtful");
        check(Form::Table, Some(100), other, "doubtful");
        check(Form::Original, Some(80), other, "wrong");
        check(Form::Table, Some(80), other, "doubtful");
    }

    #[test]
    fn both_sums_are_named() {
        let file = Measured { size: 100, first_line: 20, md5: SUM.into(), blake3: String::new() };
        let published = "00000000000000000000000000000000";
        for form in [Form::AsUploaded, Form::Original] {
            let why = judge(&offered(form, None, Some(published)), &file).unwrap_err();
            assert!(why.contains(SUM) && why.contains(published), "{why}");
        }
    }

    #[test]
    fn files_are_measured_over_all_their_bytes() {
        let directory = super::super::tests::directory("measured");
        let check = |bytes: &[u8], size: u64, first_line: u64, md5: &str| {
            let path = directory.join("file");
            std::fs::write(&path, bytes).unwrap();
            let measured = measure(&path).unwrap();
            assert_eq!((measured.size, measured.first_line), (size, first_line));
            assert_eq!(measured.md5, md5);
            assert_eq!(measured.blake3, blake3::hash(bytes).to_hex().to_string());
        };
        check(b"", 0, 0, "d41d8cd98f00b204e9800998ecf8427e");
        check(b"abc", 3, 3, SUM);
        check(b"a\nbc", 4, 2, "f7712e5f4c2102af4600d38b83c20ff4");
        let long = [b'a'; 100_000];
        check(&long, 100_000, 100_000, "1af6d6f2f682f76f80e606aeaaee1680");
        std::fs::remove_dir_all(directory).unwrap();
    }
}
