//! JSON lines, plain or packed, line by line in bounded memory.

use std::io::{self, BufRead, BufReader};

use scrutineer_ingest::{Input, Progress, Unpacked};

use crate::Error;
use crate::document::{LONGEST, Place};
use crate::files::File;
use crate::work::{Raw, Sink};

/// A line of more bytes is no document: its words alone would be too long.
const LONGEST_LINE: usize = 4 * LONGEST;

/// Gives every line that is not empty to the sink.
pub(crate) fn read(
    file: &File,
    number: usize,
    progress: &Progress,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let failed = |doing: &'static str| move |why| Error::io(&file.path, doing, why);
    let opened = std::fs::File::open(&file.path).map_err(failed("opened"))?;
    let input = Input {
        name: file.path.display().to_string(),
        bytes: Box::new(opened),
        size: Some(file.size),
        retrieved: None,
    };
    let unpacked = Unpacked::start(input, progress.clone()).map_err(failed("read"))?;
    let mut lines = BufReader::with_capacity(1 << 20, unpacked);
    let mut row = 0;
    loop {
        row += 1;
        let mut line = Vec::new();
        let read = read_line(&mut lines, &mut line).map_err(failed("read or unpacked"))?;
        let raw = match read {
            Line::End => return Ok(()),
            Line::Whole if line.trim_ascii().is_empty() => continue,
            Line::Whole => Raw::Json(line),
            Line::TooLong => {
                Raw::Failed(format!("the line is longer than {} MB", LONGEST_LINE >> 20))
            }
        };
        if !sink.take(Place { file: number, row }, raw)? {
            return Ok(());
        }
    }
}

/// What reading a line came to.
#[derive(Debug, PartialEq, Eq)]
enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads a line without its end; of one that is too long nothing is kept.
fn read_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    let mut any = false;
    let mut too_long = false;
    loop {
        let buffer = from.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', buffer);
        let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
        too_long |= line.len() + part.len() > LONGEST_LINE;
        if too_long {
            line.clear();
        } else {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        from.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(match (any, too_long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_one_by_one_and_long_ones_left_out() {
        let long = vec![b'x'; LONGEST_LINE + 1];
        let text = [b"one\n\n".as_slice(), &long, b"\nlast"].concat();
        let mut from = BufReader::with_capacity(1000, text.as_slice());
        let mut next = || {
            let mut line = Vec::new();
            let read = read_line(&mut from, &mut line).unwrap();
            (read, line)
        };
        assert_eq!(next(), (Line::Whole, b"one".to_vec()));
        assert_eq!(next(), (Line::Whole, Vec::new()));
        assert_eq!(next(), (Line::TooLong, Vec::new()));
        assert_eq!(next(), (Line::Whole, b"last".to_vec()));
        assert_eq!(next(), (Line::End, Vec::new()));
    }
}
