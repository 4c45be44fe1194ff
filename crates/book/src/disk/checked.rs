//! Files that are read in blocks, each of which is checked against its sum before a byte of it is used: a
//! book that was altered or cut off is found out whatever is read of it, and nothing but that is read.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// Length of a block in bytes.
pub(crate) const BLOCK: usize = 64 * 1024;

/// What is known of a file: its length, its sum, and the sums of its blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) length: u64,
    pub(crate) whole: String,
    pub(crate) blocks: Vec<String>,
}

/// The sum of some bytes, in hexadecimal.
pub(crate) fn sum(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

impl Sums {
    /// Of a file's bytes.
    pub(crate) fn of(bytes: &[u8]) -> Sums {
        Sums {
            length: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            whole: sum(bytes),
            blocks: bytes.chunks(BLOCK).map(sum).collect(),
        }
    }
}

/// A file whose bytes are checked when they are read.
#[derive(Clone, Debug)]
pub(crate) struct Checked(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    file: Mutex<File>,
    sums: Sums,
    blocks: Vec<OnceLock<Bytes>>,
}

impl Checked {
    /// Opens a file. Only its length is looked at.
    pub(crate) fn open(path: &Path, sums: Sums) -> io::Result<Checked> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        if length != sums.length {
            return Err(damaged(format!("it has {length} bytes and should have {}", sums.length)));
        }
        let blocks = sums.blocks.iter().map(|_| OnceLock::new()).collect();
        Ok(Checked(Arc::new(Inner { file: Mutex::new(file), sums, blocks })))
    }

    /// All bytes, checked.
    pub(crate) fn whole(&self) -> io::Result<Bytes> {
        let bytes = self.read_at(0, usize::try_from(self.0.sums.length).unwrap_or(usize::MAX))?;
        if sum(&bytes) != self.0.sums.whole {
            let block =
                bytes.chunks(BLOCK).zip(&self.0.sums.blocks).position(|(b, s)| sum(b) != *s);
            return Err(self.altered(block.unwrap_or_default()));
        }
        Ok(bytes)
    }

    fn altered(&self, block: usize) -> io::Error {
        let first = block * BLOCK;
        let last = (first + BLOCK).min(usize::try_from(self.0.sums.length).unwrap_or(usize::MAX));
        damaged(format!("bytes {first} to {last} are not those that were written"))
    }

    fn read_at(&self, start: usize, length: usize) -> io::Result<Bytes> {
        let mut file =
            self.0.file.lock().map_err(|_| io::Error::other("another reader broke down"))?;
        file.seek(SeekFrom::Start(u64::try_from(start).unwrap_or(u64::MAX)))?;
        let mut bytes = vec![0; length];
        file.read_exact(&mut bytes)?;
        Ok(Bytes::from(bytes))
    }

    /// A block, from disk the first time.
    fn block(&self, number: usize) -> io::Result<Bytes> {
        let (Some(place), Some(expected)) =
            (self.0.blocks.get(number), self.0.sums.blocks.get(number))
        else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        if let Some(block) = place.get() {
            return Ok(block.clone());
        }
        let length = usize::try_from(self.0.sums.length).unwrap_or(usize::MAX);
        let start = number * BLOCK;
        let block = self.read_at(start, BLOCK.min(length.saturating_sub(start)))?;
        if sum(&block) != *expected {
            return Err(self.altered(number));
        }
        Ok(place.get_or_init(|| block).clone())
    }

    fn range(&self, start: usize, length: usize) -> io::Result<Bytes> {
        let end = start.checked_add(length).ok_or(io::ErrorKind::UnexpectedEof)?;
        let first = start / BLOCK;
        if length == 0 {
            return Ok(Bytes::new());
        }
        let last = (end - 1) / BLOCK;
        let inside = |block: &Bytes, number: usize| {
            let from = start.saturating_sub(number * BLOCK);
            let to = (end - number * BLOCK).min(block.len());
            if from > to { Bytes::new() } else { block.slice(from..to) }
        };
        if first == last {
            let bytes = inside(&self.block(first)?, first);
            return if bytes.len() == length {
                Ok(bytes)
            } else {
                Err(io::ErrorKind::UnexpectedEof.into())
            };
        }
        let mut bytes = Vec::with_capacity(length);
        for number in first..=last {
            bytes.extend_from_slice(&inside(&self.block(number)?, number));
        }
        if bytes.len() == length {
            Ok(Bytes::from(bytes))
        } else {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
}

/// A file that is not what was written.
pub(crate) fn damaged(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

fn outside(why: io::Error) -> ParquetError {
    ParquetError::External(Box::new(why))
}

impl Length for Checked {
    fn len(&self) -> u64 {
        self.0.sums.length
    }
}

impl ChunkReader for Checked {
    type T = FromHere;

    fn get_read(&self, start: u64) -> Result<FromHere> {
        let at = usize::try_from(start).unwrap_or(usize::MAX);
        Ok(FromHere { file: self.clone(), at })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        self.range(usize::try_from(start).unwrap_or(usize::MAX), length).map_err(outside)
    }
}

/// Reads a [`Checked`] file from a place on.
pub(crate) struct FromHere {
    file: Checked,
    at: usize,
}

impl Read for FromHere {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = usize::try_from(self.file.0.sums.length).unwrap_or(usize::MAX);
        let left_of_block = BLOCK - self.at % BLOCK;
        let wanted = buffer.len().min(left_of_block).min(length.saturating_sub(self.at));
        let bytes = self.file.range(self.at, wanted)?;
        self.at += bytes.len();
        if let Some(part) = buffer.get_mut(..bytes.len()) {
            part.copy_from_slice(&bytes);
        }
        Ok(bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(name: &str, bytes: &[u8]) -> std::path::PathBuf {
        let path =
            std::env::temp_dir().join(format!("scrutineer-checked-{name}-{}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        path
    }

    #[test]
    fn an_altered_byte_is_found_where_it_is_read_and_only_there() {
        let mut bytes: Vec<u8> = (0..200_000u32).flat_map(u32::to_le_bytes).collect();
        let sums = Sums::of(&bytes);
        bytes[300_000] ^= 1;
        let path = file("altered", &bytes);
        let checked = Checked::open(&path, sums.clone()).unwrap();
        assert_eq!(checked.get_bytes(10, 100).unwrap(), bytes[10..110]);
        assert!(checked.get_bytes(299_990, 5).is_err());
        assert!(checked.whole().unwrap_err().to_string().contains("bytes 262144 to 327680"));
        bytes.pop();
        std::fs::write(&path, &bytes).unwrap();
        assert!(Checked::open(&path, sums).is_err());
        std::fs::remove_file(path).unwrap();
    }

    proptest! {
        #[test]
        fn any_range_is_read_as_it_stands(start in 0usize..200_000, length in 0usize..150_000) {
            let bytes: Vec<u8> = (0..50_000u32).flat_map(u32::to_le_bytes).collect();
            let path = file(&format!("range-{start}-{length}"), &bytes);
            let checked = Checked::open(&path, Sums::of(&bytes)).unwrap();
            let start_long = u64::try_from(start).unwrap();
            match checked.get_bytes(start_long, length) {
                Ok(read) => prop_assert_eq!(&read[..], &bytes[start..start + length]),
                Err(_) => prop_assert!(start + length > bytes.len()),
            }
            let mut rest = Vec::new();
            checked.get_read(start_long).unwrap().read_to_end(&mut rest).unwrap();
            prop_assert_eq!(&rest[..], &bytes[start..]);
            std::fs::remove_file(path).unwrap();
        }
    }
}
