//! Files in, batches out: each file is recognised, handed to the reader of its format, and summed.

use std::io::{Cursor, Read};
use std::sync::Arc;

use scrutineer_record::{Members, SourceFile};

use crate::format::Layout;
use crate::input::Unpacked;
use crate::{Batch, Error, FileRead, Format, Imported, Input, Progress};
use crate::{marc, undl, unvotes, voeten, vote_block};

/// How much of a file is looked at to recognise it.
const HEAD: u64 = 64 * 1024;

/// What reads the files of one format, one after the other in any order.
pub(crate) trait Reader {
    /// Reads one file. Returns how many rows, records or blocks it holds.
    fn read(
        &mut self,
        layout: Layout,
        file: &Arc<SourceFile>,
        text: &mut dyn Read,
        batch: &mut Batch,
    ) -> Result<u64, Error>;

    /// Puts into the batch what could not be made before the last file was read.
    fn finish(&mut self, batch: &mut Batch) -> Result<(), Error>;
}

/// Reads files of one or several formats.
///
/// With `format`, a file of another one is refused. `progress` can be looked at from another thread.
///
/// # Errors
/// If a file cannot be read, or is nothing that can be imported. Broken rows are no errors: they become
/// defects.
pub fn read(
    files: Vec<Input>,
    format: Option<Format>,
    members: &Members,
    progress: &Progress,
) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    let mut readers: Vec<(Format, Box<dyn Reader + '_>, Batch)> = Vec::new();
    for input in files {
        let before = Arc::new(SourceFile {
            format: String::new(),
            name: input.name.clone(),
            checksum: None,
            retrieved: input.retrieved,
        });
        let name = &before.name;
        let io = |doing| move |why| Error::io(name, doing, why);
        let mut unpacked = Unpacked::start(input, progress.clone()).map_err(io("read"))?;
        let mut head = Vec::new();
        (&mut unpacked).take(HEAD).read_to_end(&mut head).map_err(io("unpacked"))?;
        let layout = Layout::of(name, &head)?;
        let found = layout.format();
        if let Some(asked) = format.filter(|asked| *asked != found) {
            return Err(Error::other_format(name, asked, found));
        }
        let before = Arc::new(SourceFile { format: found.code().to_owned(), ..(*before).clone() });
        let place = readers.iter().position(|(format, ..)| *format == found).unwrap_or_else(|| {
            readers.push((found, reader(found, members), Batch::default()));
            readers.len() - 1
        });
        let Some((_, reader, batch)) = readers.get_mut(place) else { continue };
        let mut text = Cursor::new(head).chain(&mut unpacked);
        let rows = reader.read(layout, &before, &mut text, batch)?;
        let ended = unpacked.end().map_err(io("unpacked"))?;
        let after = Arc::new(SourceFile { checksum: Some(ended.checksum), ..(*before).clone() });
        // What is made at the end points to the file as it was known before: settled then.
        imported.files.push(FileRead { format: found, file: after, bytes: ended.bytes, rows });
    }
    for (format, mut reader, mut batch) in readers {
        reader.finish(&mut batch)?;
        imported.files.iter().for_each(|read| batch.settle(&read.file));
        imported.batches.push((format, batch));
    }
    Ok(imported)
}

fn reader<'m>(format: Format, members: &'m Members) -> Box<dyn Reader + 'm> {
    match format {
        Format::Undl => Box::new(undl::Undl::new(members)),
        Format::UndlMarc => Box::new(marc::Marc::new(members)),
        Format::Voeten => Box::new(voeten::Voeten::new(members)),
        Format::Unvotes => Box::new(unvotes::Unvotes::new(members)),
        Format::VoteBlock => Box::new(vote_block::VoteBlock::new(members)),
    }
}
