//! A book with a file beside it, in memory: for votes that are too new for any record.

use std::collections::HashSet;

use scrutineer_ingest::{Account, Imported};
use scrutineer_record::{Record, RecordBuilder, Vote};

use crate::disk::FileEntry;
use crate::{Book, Error, SourceInfo};

/// A book with the votes of a file.
#[derive(Debug)]
pub struct With {
    /// The book. Its id ends in " + " and the name of the file.
    pub book: Book,
    /// The ids of the votes that it did not have.
    pub added: HashSet<String>,
    /// Votes that it had already, each with what the file says otherwise: the book's account stays.
    pub held: Vec<String>,
    /// What is wrong with the file.
    pub defects: Vec<String>,
}

impl Book {
    /// The book with what was read of a file with this name. Nothing is written.
    ///
    /// # Errors
    /// If the file gives a member two positions in a vote.
    pub fn with(&self, name: &str, imported: Imported) -> Result<With, Error> {
        let record = &self.record;
        let mut facts = record.facts().clone();
        let (mut accounts, mut defects) = (Vec::new(), Vec::new());
        for (_, batch) in imported.batches {
            let is_new =
                |text: &scrutineer_record::Proposal| record.proposal(&text.symbol).is_none();
            facts.proposals.extend(batch.texts.into_iter().filter(is_new));
            defects.extend(batch.defects.iter().map(ToString::to_string));
            accounts.extend(batch.accounts);
        }
        let (new, held): (Vec<Account>, Vec<Account>) =
            accounts.into_iter().partition(|account| of_book(record, account).is_none());
        let held =
            held.iter().filter_map(|account| Some(differing(of_book(record, account)?, account)));
        let held = held.collect();
        let mut builder =
            RecordBuilder::new(record.members().clone(), record.groups().clone(), facts);
        let votes = record.votes().map(|vote| vote.facts().clone()).collect();
        let positions: Vec<_> = record.votes().map(|vote| vote.positions()).collect();
        builder.restore_all(votes, &positions)?;
        let (mut added, mut stated) = (HashSet::new(), 0);
        for account in new {
            added.insert(account.vote.id.clone());
            stated += account.stated;
            builder.add(account.vote, account.cast, account.roll)?;
        }
        let joined = builder.finish();
        let of_file = joined.votes().filter(|vote| added.contains(&vote.id));
        defects.extend(of_file.flat_map(|vote| &vote.facts().defects).map(ToString::to_string));
        let mut info = self.info.clone();
        info.id = format!("{} + {name}", info.id);
        info.with.push(name.to_owned());
        info.votes += added.len();
        info.until = joined.until();
        info.sources.push(SourceInfo {
            format: imported
                .files
                .first()
                .map(|file| file.format.code())
                .unwrap_or_default()
                .to_owned(),
            files: vec![FileEntry::built_in(name)],
            votes: added.len(),
            positions: stated,
            texts: 0,
            defects: defects.len(),
        });
        Ok(With { book: Book { record: joined, info }, added, held, defects })
    }
}

/// The book's own account of a vote: that with its id, or of the same motion on the same text.
fn of_book<'r>(record: &'r Record, account: &Account) -> Option<Vote<'r>> {
    let same_text = || {
        let symbol = account.vote.symbol.as_ref()?;
        record.votes_on(symbol).find(|vote| vote.motion == account.vote.motion)
    };
    record.by_id(&account.vote.id).or_else(same_text)
}

/// What a file says otherwise than the book of a vote that both have.
fn differing(vote: Vote<'_>, account: &Account) -> String {
    let members = vote.record().members();
    let differs = account.cast.iter().filter_map(|(member, position)| {
        let held = vote.position_of(*member)?;
        let name = &members[*member].press_name;
        (held != *position).then(|| format!("{name} ({held}, in the file {position})"))
    });
    let differs: Vec<String> = differs.collect();
    let label = vote.label();
    if differs.is_empty() {
        format!("the book has {label} already, and the same votes")
    } else {
        format!(
            "the book has {label} already, and its account stays; it differs on {}",
            differs.join(", ")
        )
    }
}
