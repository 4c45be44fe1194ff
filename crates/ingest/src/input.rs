//! Files as they come: plain, gzip or zstd, unpacked on a thread of their own while the rows are read, with
//! the checksum taken on the way.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{SystemTime, UNIX_EPOCH};

use scrutineer_record::Date;

/// How much is unpacked before it is handed on, and how many such pieces may wait.
const PIECE: usize = 256 * 1024;
const WAITING: usize = 8;

/// A file to read, wherever it comes from.
pub struct Input {
    /// Its name, for messages and for the record.
    pub name: String,
    /// Its bytes.
    pub bytes: Box<dyn Read + Send>,
    /// How many there are, if that is known beforehand.
    pub size: Option<u64>,
    /// When it was retrieved, if that is known.
    pub retrieved: Option<Date>,
}

impl Input {
    /// A file on disk, retrieved when it was last written.
    ///
    /// # Errors
    /// If it cannot be opened, or is a directory.
    pub fn open(path: &Path) -> io::Result<Input> {
        let file = File::open(path)?;
        let about = file.metadata()?;
        if about.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let written = about.modified().ok().and_then(stamp);
        let retrieved = written.and_then(|stamp| stamp.get(..10)?.parse().ok());
        Ok(Input { name, bytes: Box::new(file), size: Some(about.len()), retrieved })
    }

    /// A file of these bytes.
    pub fn of_bytes(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
        let bytes = bytes.into();
        let size = u64::try_from(bytes.len()).ok();
        Input { name: name.to_owned(), bytes: Box::new(Cursor::new(bytes)), size, retrieved: None }
    }
}

/// A time in UTC as ISO 8601 writes it, to the second.
pub fn stamp(time: SystemTime) -> Option<String> {
    let seconds = time.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let time = jiff::Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?;
    Some(time.to_string())
}

impl std::fmt::Debug for Input {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Input").field("name", &self.name).field("size", &self.size).finish()
    }
}

/// How far the reading of the files has come, to be looked at from another thread.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<AtomicU64>);

impl Progress {
    /// Bytes read so far, of the files as given.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Adds bytes that were read otherwise than through an [`Input`].
    pub fn add(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// What is known of a file when it has been read to the end.
pub(crate) struct Ended {
    pub(crate) checksum: String,
    pub(crate) bytes: u64,
}

/// Counts and sums the bytes of the file as given.
struct Summed<R> {
    bytes: R,
    count: u64,
    sum: blake3::Hasher,
    progress: Progress,
}

impl<R: Read> Read for Summed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.sum.update(buffer.get(..read).unwrap_or_default());
        let long = u64::try_from(read).unwrap_or_default();
        self.count += long;
        self.progress.add(long);
        Ok(read)
    }
}

/// The unpacked bytes of an [`Input`], plain, gzip or zstd, made by another thread.
pub struct Unpacked {
    pieces: Receiver<io::Result<Vec<u8>>>,
    /// Pieces that were read go back, to be filled again.
    back: SyncSender<Vec<u8>>,
    piece: Cursor<Vec<u8>>,
    thread: Option<JoinHandle<Ended>>,
}

impl Unpacked {
    /// Starts to unpack.
    ///
    /// # Errors
    /// If no thread can be had.
    pub fn start(input: Input, progress: Progress) -> io::Result<Unpacked> {
        let (send, pieces) = sync_channel(WAITING);
        let (back, empty) = sync_channel(WAITING);
        let thread = thread::Builder::new()
            .name("unpack".to_owned())
            .spawn(move || unpack(input, progress, &Pieces { send, empty }))?;
        Ok(Unpacked { pieces, back, piece: Cursor::default(), thread: Some(thread) })
    }

    /// Reads what is left and says what the file was.
    pub(crate) fn end(mut self) -> io::Result<Ended> {
        io::copy(&mut self, &mut io::sink())?;
        let thread = self.thread.take().ok_or_else(|| io::Error::other("it was read twice"))?;
        thread.join().map_err(|_| io::Error::other("the thread that unpacks it broke down"))
    }
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.piece.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.pieces.recv() {
                Ok(piece) => {
                    let read = std::mem::replace(&mut self.piece, Cursor::new(piece?));
                    // Where nobody takes it back, it is only memory.
                    let _ = self.back.try_send(read.into_inner());
                }
                Err(_) => return Ok(0),
            }
        }
    }
}

/// Where unpacked pieces go, and where empty ones come from.
struct Pieces {
    send: SyncSender<io::Result<Vec<u8>>>,
    empty: Receiver<Vec<u8>>,
}

fn unpack(input: Input, progress: Progress, pieces: &Pieces) -> Ended {
    let bytes = Summed { bytes: input.bytes, count: 0, sum: blake3::Hasher::new(), progress };
    let mut bytes = BufReader::with_capacity(PIECE, bytes);
    if let Err(error) = unpack_pieces(&mut bytes, pieces) {
        // If nobody listens any more, nobody needs to know.
        let _ = pieces.send.send(Err(error));
    }
    // What follows the packed part, or what an error left: it belongs to the checksum.
    let _ = io::copy(&mut bytes, &mut io::sink());
    let summed = bytes.into_inner();
    Ended { checksum: summed.sum.finalize().to_hex().to_string(), bytes: summed.count }
}

fn unpack_pieces(
    bytes: &mut BufReader<Summed<Box<dyn Read + Send>>>,
    pieces: &Pieces,
) -> io::Result<()> {
    send_all(unpacker(bytes)?, pieces)
}

/// What a file holds, by its first bytes: itself, or what was packed with gzip or zstd.
pub(crate) fn unpacker<'b>(mut bytes: impl BufRead + 'b) -> io::Result<Box<dyn Read + 'b>> {
    let head = bytes.fill_buf()?;
    Ok(if head.starts_with(&[0x1f, 0x8b]) {
        Box::new(flate2::bufread::MultiGzDecoder::new(bytes))
    } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        Box::new(zstd::stream::read::Decoder::with_buffer(bytes)?)
    } else {
        Box::new(bytes)
    })
}

fn send_all(mut from: impl Read, pieces: &Pieces) -> io::Result<()> {
    loop {
        let mut piece = pieces.empty.try_recv().unwrap_or_default();
        piece.resize(PIECE, 0);
        let (read, ended) = fill(&mut from, &mut piece);
        piece.truncate(read);
        if read > 0 && pieces.send.send(Ok(piece)).is_err() {
            return Ok(());
        }
        ended?;
        if read == 0 {
            return Ok(());
        }
    }
}

/// Fills a piece as far as there is something to fill it with. An unpacker works fastest when it is given
/// all the room at once.
fn fill(from: &mut impl Read, piece: &mut [u8]) -> (usize, io::Result<()>) {
    let mut filled = 0;
    loop {
        let room = piece.get_mut(filled..).unwrap_or_default();
        // A full piece is not offered: no room is no progress, and for some unpackers an error.
        if room.is_empty() {
            return (filled, Ok(()));
        }
        match from.read(room) {
            Ok(0) => return (filled, Ok(())),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return (filled, Err(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn unpacked(bytes: &[u8]) -> (io::Result<Vec<u8>>, Ended) {
        let input = Input::of_bytes("file", bytes);
        let mut unpacked = Unpacked::start(input, Progress::default()).unwrap();
        let mut all = Vec::new();
        let read = unpacked.read_to_end(&mut all).map(|_| all);
        (read, unpacked.end().unwrap())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn whatever_the_packing_the_bytes_are_the_same_and_the_sum_is_that_of_the_file() {
        let text: Vec<u8> = (0..200_000u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let zstd = zstd::encode_all(text.as_slice(), 3).unwrap();
        // Two gzip members one after the other are one file.
        let (first, second) = text.split_at(text.len() / 2);
        let members = [gzip(first), gzip(second)].concat();
        for packed in [&text, &gzip(&text), &members, &zstd] {
            let (read, ended) = unpacked(packed);
            assert!(read.unwrap() == text);
            assert_eq!(ended.checksum, blake3::hash(packed).to_hex().to_string());
            assert_eq!(ended.bytes, u64::try_from(packed.len()).unwrap());
        }
    }

    #[test]
    fn a_packed_file_that_is_cut_off_is_an_error() {
        let text = b"rcid,country\n".repeat(10_000);
        for packed in [gzip(&text), zstd::encode_all(text.as_slice(), 3).unwrap()] {
            let cut = packed.get(..packed.len() - 9).unwrap();
            assert!(unpacked(cut).0.is_err());
        }
    }
}
