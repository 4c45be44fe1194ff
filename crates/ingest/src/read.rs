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
/// If a file cannot be read, is nothing that can be imported, or has nothing in it. Broken rows are no errors: they become
/// defects.
pub fn read(
    files: Vec<Input>,
    format: Option<Format>,
    members: &Members,
    progress: &Progress,
) -> Result<Imported, Error> {
    let mut imported = Imported::default();
    // The files as they were known before and after they were read.
    let mut known = Vec::new();
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
        known.push((before, Arc::clone(&after)));
        imported.files.push(FileRead { format: found, file: after, bytes: ended.bytes, rows });
    }
    for (format, mut reader, mut batch) in readers {
        reader.finish(&mut batch)?;
        batch.settle(&known);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> Input {
        Input::of_bytes(name, text)
    }

    fn import(files: Vec<Input>) -> Result<Imported, Error> {
        let members = scrutineer_book::members().unwrap();
        read(files, None, &members, &Progress::default())
    }

    #[test]
    fn files_of_one_name_keep_their_own_checksums() {
        let text = |symbol: &str, key: u32| {
            format!(
                "undl_id,ms_code,ms_name,ms_vote,date,resolution\n{key},AFG,A,Y,2031-12-05,{symbol}\n"
            )
        };
        let texts = [text("A/RES/86/901", 9_100_001), text("A/RES/86/902", 9_100_002)];
        let imported = import(texts.iter().map(|text| file("votes.csv", text)).collect()).unwrap();
        let accounts = &imported.batches[0].1.accounts;
        assert_eq!(accounts.len(), 2);
        for (account, text) in accounts.iter().zip(&texts) {
            let expect = blake3::hash(text.as_bytes()).to_hex().to_string();
            assert_eq!(account.vote.source.file.checksum.as_ref(), Some(&expect));
        }
    }

    #[test]
    fn a_file_with_nothing_in_it_is_an_error() {
        for header in [
            "undl_id,ms_code,ms_name,ms_vote,date,resolution",
            "undl_id,date,resolution,title",
            "undl_id,date,resolution,usa,fra,qqq",
            "undl_id,ms_code,ms_vote,date,resolution,permanent_member",
            "rcid,ccode,vote,session",
            "rcid,country,country_code,vote",
            "rcid,session,importantvote,date,unres,amend,para,short,descr",
            "rcid,short_name,issue",
        ] {
            for (rows, expect) in [("\n", "no row"), ("\r1\r2\r", "carriage return")] {
                let error = import(vec![file("a.csv", &format!("{header}{rows}"))]).unwrap_err();
                assert!(error.to_string().starts_with("a.csv "), "{error}");
                assert!(error.to_string().contains(expect), "{header}: {error}");
                assert!(error.remedy().is_some(), "{header}");
            }
        }
    }
}
