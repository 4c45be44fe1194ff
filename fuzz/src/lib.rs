//! What must hold of every source, whatever its bytes: it is read to the end or refused with a reason, no
//! account stands twice, no member takes two positions, and the same bytes say the same.

use std::sync::LazyLock;

use scrutineer_ingest::{Format, Imported, Input, Progress, read, reconcile};
use scrutineer_record::{Facts, Groups, Members, RecordBuilder};

static MEMBERS: LazyLock<Members> =
    LazyLock::new(|| scrutineer_book::members().expect("the built-in members"));

/// Reads files of one format and looks at what comes out.
pub fn source(format: Format, files: &[Vec<u8>]) {
    let Some(imported) = read_all(format, files) else { return };
    for (of, batch) in &imported.batches {
        assert_eq!(*of, format);
        for account in &batch.accounts {
            assert!(account.vote.id.starts_with(format.id_prefix()));
            assert!(account.cast.len() <= account.stated, "{}", account.vote.id);
        }
    }
    // The rest costs a hundred times as much: one input in sixteen has it.
    let sum: usize = files.iter().flatten().map(|byte| usize::from(*byte)).sum();
    if sum % 16 == 0 {
        in_a_record(format, files, imported);
    }
}

/// Reads the files again, puts what they say into a record and reconciles it.
fn in_a_record(format: Format, files: &[Vec<u8>], imported: Imported) {
    let again = read_all(format, files).expect("the same bytes, the same answer");
    assert_eq!(format!("{imported:?}"), format!("{again:?}"));
    let mut record = RecordBuilder::new(MEMBERS.clone(), Groups::default(), Facts::default());
    for (_, batch) in imported.batches {
        for account in batch.accounts {
            record.add(account.vote, account.cast, account.roll).expect("an account that adds up");
        }
    }
    let record = record.finish();
    let reconciled = reconcile(&record);
    let accounts: usize = reconciled.votes.iter().map(|joint| 1 + joint.others.len()).sum();
    assert_eq!(accounts, record.votes().len(), "every account has its place");
}

fn read_all(format: Format, files: &[Vec<u8>]) -> Option<Imported> {
    let name = |place: usize| format!("file {place}");
    let files = files.iter().enumerate().map(|(place, bytes)| Input::of_bytes(&name(place), bytes.clone()));
    match read(files.collect(), Some(format), &MEMBERS, &Progress::default()) {
        Ok(imported) => Some(imported),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}

/// The header that the first byte picks, and under it the rest as rows.
pub fn under_header(headers: &[&str], data: &[u8]) -> Vec<u8> {
    let (pick, rows) = data.split_first().unwrap_or((&0, &[]));
    let header = headers[usize::from(*pick) % headers.len()];
    [header.as_bytes(), b"\n", rows].concat()
}
