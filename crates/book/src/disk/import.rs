//! What was read from sources becomes a new snapshot, together with what the book held before.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use scrutineer_ingest::{Account, Cause, FileRead, How, Imported, RANKS, Reconciled, reconcile};
use scrutineer_record::{
    Defect, Facts, Groups, Members, Proposal, Record, RecordBuilder, Roll, Vote,
};

use super::accounts::{BY_ROLL, BY_SYMBOL, Kept, Written, members_sheet};
use super::checked::{Sums, sum};
use super::directory::Named;
use super::facts::{Filed, defects_sheet, texts_sheet};
use super::manifest::{FileEntry, PairEntry, SessionEntry, SourceEntry, TableEntry};
use super::sheet::{Cell, Sheet};
use super::snapshot::Snapshot;
use super::tables::DIFFERENCES;
use super::{FORMAT, Manifest, Opened, Shelf};
use crate::{Error, Info, members};

/// Rows of a row group of the table `positions`.
const ROWS_OF_A_GROUP: usize = 128 * 1024;

/// What an import did.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// The book as it is now.
    pub info: Info,
    /// The files that were read.
    pub files: Vec<FileRead>,
    /// Votes that the book did not have from this source.
    pub added: usize,
    /// Votes that it had from an earlier import of the same source, and has anew.
    pub replaced: usize,
    /// Defects of what was read now, by what they say.
    pub defects: Vec<Defect>,
}

/// What is asked of an import.
#[derive(Clone, Copy)]
pub struct ImportRequest<'r> {
    /// The time in UTC, for the manifest.
    pub now: &'r str,
    /// What the user typed, for the manifest.
    pub command: &'r str,
    /// Begin anew: what the book held is left out, sound or not.
    pub anew: bool,
    /// Told if another import is at work, for which this one then waits.
    pub waiting: &'r dyn Fn(),
}

impl std::fmt::Debug for ImportRequest<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("ImportRequest").field("command", &self.command).finish_non_exhaustive()
    }
}

/// Everything that a snapshot is made of.
struct Contents {
    /// The snapshot from which it comes.
    base: Option<Named>,
    record: Record,
    /// By id.
    kept: HashMap<String, (Roll, usize)>,
    texts: Vec<Proposal>,
    /// Defects that belong to no vote.
    defects: Vec<Filed>,
    files: Vec<(String, FileEntry)>,
}

impl Shelf {
    /// Adds what was read to the book, and makes the book if there is none. Of a damaged book the snapshot
    /// before is built upon: the warnings tell.
    ///
    /// # Errors
    /// If the directory cannot be written or holds something else, a newer program wrote the book, or it is
    /// damaged and no sound snapshot is left. The book then is as it was.
    pub fn import(
        &self,
        imported: Imported,
        request: &ImportRequest<'_>,
    ) -> Result<Opened<ImportReport>, Error> {
        let ImportRequest { now, command, anew, waiting } = *request;
        let members = members()?;
        let lock = self.directory.lock(waiting)?;
        let before = if anew || !self.exists() {
            Opened { value: Contents::nothing(&members), warnings: Vec::new(), older: false }
        } else {
            self.read(|snapshot| Contents::held(snapshot, &members))?
        };
        let Opened { value: before, warnings, older } = before;
        let base = before.base.clone();
        let files = imported.files.clone();
        let read: HashSet<String> = imported
            .batches
            .iter()
            .flat_map(|(_, batch)| batch.accounts.iter().map(|account| account.vote.id.clone()))
            .collect();
        let replaced = read.iter().filter(|id| before.kept.contains_key(*id)).count();
        let contents = Contents::of(&members, before, imported, now)?;
        let defects = contents.defects_of(&read, &files);
        let aside = self.directory.aside(&lock, base.as_ref())?;
        let manifest = contents.write(aside.path(), now, command)?;
        let bytes = serde_json::to_vec_pretty(&manifest)
            .map_err(|why| Error::damaged(aside.path(), &why.to_string()))?;
        self.directory.switch(&lock, &aside, &bytes, base)?;
        let info = Info::of(&manifest);
        let added = read.len() - replaced;
        let value = ImportReport { info, files, added, replaced, defects };
        Ok(Opened { value, warnings, older })
    }
}

impl Contents {
    fn nothing(members: &Members) -> Contents {
        let record = RecordBuilder::new(members.clone(), Groups::default(), Facts::default());
        Contents {
            base: None,
            record: record.finish(),
            kept: HashMap::new(),
            texts: Vec::new(),
            defects: Vec::new(),
            files: Vec::new(),
        }
    }

    /// What a snapshot holds.
    fn held(snapshot: &Snapshot, members: &Members) -> Result<Contents, Error> {
        let mut record = RecordBuilder::new(members.clone(), Groups::default(), Facts::default());
        let mut kept = HashMap::new();
        for ((vote, positions), of_account) in snapshot.accounts(members)? {
            kept.insert(vote.id.clone(), (of_account.roll, of_account.stated));
            record.restore(vote, positions)?;
        }
        let defects = snapshot.defects()?.into_iter().filter(|filed| filed.vote.is_none());
        let files = snapshot.manifest.sources.iter().flat_map(|source| {
            source.files.iter().map(|file| (source.format.clone(), file.clone()))
        });
        Ok(Contents {
            base: Some(snapshot.named.clone()),
            record: record.finish(),
            kept,
            texts: snapshot.texts()?,
            defects: defects.collect(),
            files: files.collect(),
        })
    }

    /// What the book held, with what was read: of an account that both have, the one read now.
    fn of(
        members: &Members,
        before: Contents,
        imported: Imported,
        now: &str,
    ) -> Result<Contents, Error> {
        let mut record = RecordBuilder::new(members.clone(), Groups::default(), Facts::default());
        let mut kept = HashMap::new();
        let (mut texts, mut defects) = (Vec::new(), Vec::new());
        for (format, batch) in imported.batches {
            let filed = |defect| Filed { format: format.code().to_owned(), vote: None, defect };
            let (accounts, differing) = fullest(batch.accounts);
            defects.extend(differing.map(filed));
            for account in accounts {
                let held = before.kept.get(&account.vote.id);
                if let Some((_, stated)) = held.filter(|(_, stated)| *stated > account.stated) {
                    let (id, now) = (&account.vote.id, account.stated);
                    let words = format!(
                        "{id} was read again with {now} positions instead of {stated}: what the book \
                         held before stays"
                    );
                    defects.push(filed(Defect::Other(words)));
                    continue;
                }
                kept.insert(account.vote.id.clone(), (account.roll, account.stated));
                record.add(account.vote, account.cast, account.roll)?;
            }
            texts.extend(batch.texts);
            defects.extend(batch.defects.into_iter().map(filed));
        }
        for vote in before.record.votes() {
            if let Some(of_vote) = before.kept.get(&vote.id)
                && !kept.contains_key(&vote.id)
            {
                record.restore(vote.facts().clone(), vote.positions())?;
                kept.insert(vote.id.clone(), *of_vote);
            }
        }
        texts.extend(before.texts);
        let files = Files::of(before.files, &imported.files, now);
        defects.extend(before.defects.into_iter().filter(|filed| !files.read_anew(filed)));
        let record = record.finish();
        Ok(Contents {
            base: before.base,
            record,
            kept,
            texts: once(texts),
            defects: in_order(defects),
            files: files.all,
        })
    }

    /// Defects of the accounts with these ids, and of these files.
    fn defects_of(&self, ids: &HashSet<String>, files: &[FileRead]) -> Vec<Defect> {
        let of_votes = self
            .record
            .votes()
            .filter(|vote| ids.contains(&vote.id))
            .flat_map(|vote| vote.facts().defects.clone());
        let formats: HashSet<&str> = files.iter().map(|read| read.format.code()).collect();
        let of_files = self.defects.iter().filter(|filed| formats.contains(filed.format.as_str()));
        of_files.map(|filed| filed.defect.clone()).chain(of_votes).collect()
    }

    /// Writes every table aside, and gives the manifest.
    fn write(&self, aside: &Path, now: &str, command: &str) -> Result<Manifest, Error> {
        let reconciled = reconcile(&self.record);
        let votes: Vec<Vote<'_>> = self.record.votes().collect();
        let order = self.order(&votes, &reconciled);
        let mut written = Written::new();
        let mut defects = self.defects.clone();
        let mut shown = 0;
        let mut group_ends = Vec::new();
        for (place, kept) in &order {
            let Some(vote) = votes.get(*place).copied() else { continue };
            if kept.joined.is_none() {
                shown += 1;
            }
            written.add(vote, kept);
            defects.extend(vote.defects.iter().map(|defect| Filed {
                format: vote.source.file.format.clone(),
                vote: Some(vote.id.clone()),
                defect: defect.clone(),
            }));
            let last = group_ends.last().copied().unwrap_or_default();
            if written.positions.rows() - last > ROWS_OF_A_GROUP {
                group_ends.push(written.positions.rows());
            }
        }
        let sheets = [
            (&written.votes, vec![shown]),
            (&written.positions, group_ends),
            (&members_sheet(self.record.members()), Vec::new()),
            (&written.intended, Vec::new()),
            (&texts_sheet(&self.texts), Vec::new()),
            (&defects_sheet(&defects), Vec::new()),
            (&differences_sheet(&votes, &reconciled), Vec::new()),
        ];
        let mut tables = Vec::new();
        for (sheet, groups) in sheets {
            tables.push(write_table(aside, sheet, &groups)?);
        }
        let sums: String = tables.iter().map(|table| table.blake3.as_str()).collect();
        let id: String = sum(sums.as_bytes()).chars().take(16).collect();
        let last = order.iter().filter(|(_, kept)| kept.joined.is_none());
        let until = last.filter_map(|(place, _)| votes.get(*place)).map(|vote| vote.date).max();
        Ok(Manifest {
            format: FORMAT,
            program: concat!("scrutineer ", env!("CARGO_PKG_VERSION")).to_owned(),
            id,
            made: now.to_owned(),
            command: command.to_owned(),
            votes: shown,
            until: until.map(|date| date.to_string()),
            sources: self.sources(&defects),
            reconciled: pairs(&reconciled),
            tables,
        })
    }

    /// The accounts in the order in which they are written, with what is kept of each.
    fn order(&self, votes: &[Vote<'_>], reconciled: &Reconciled) -> Vec<(usize, Kept)> {
        let kept = |place: usize, shown: usize, joined: Option<&'static str>| {
            let id =
                |place: usize| votes.get(place).map(|vote| vote.id.clone()).unwrap_or_default();
            let (roll, stated) = self.kept.get(&id(place)).copied().unwrap_or((Roll::Unknown, 0));
            (place, Kept { vote: id(shown), joined, roll, stated })
        };
        // By source first: of two votes on one text the record finds that of the better source. (A source can
        // list a vote twice, and then only one of the two is joined to the account that is shown.)
        let key = |(place, _): &(usize, Kept)| {
            votes.get(*place).map(|vote| (rank(&vote.id), vote.date, vote.id.clone()))
        };
        let mut shown: Vec<_> =
            reconciled.votes.iter().map(|joint| kept(joint.shown, joint.shown, None)).collect();
        shown.sort_by_cached_key(key);
        let others = reconciled.votes.iter().flat_map(|joint| {
            joint.others.iter().map(|(place, how)| {
                let how = match how {
                    How::BySymbol => BY_SYMBOL,
                    How::ByRoll => BY_ROLL,
                };
                kept(*place, joint.shown, Some(how))
            })
        });
        let mut others: Vec<_> = others.collect();
        others.sort_by_cached_key(key);
        shown.append(&mut others);
        shown
    }

    /// What came from each source.
    fn sources(&self, defects: &[Filed]) -> Vec<SourceEntry> {
        let mut sources: BTreeMap<String, SourceEntry> = BTreeMap::new();
        fn entry<'s>(
            sources: &'s mut BTreeMap<String, SourceEntry>,
            format: &str,
        ) -> &'s mut SourceEntry {
            sources.entry(format.to_owned()).or_insert_with(|| SourceEntry {
                format: format.to_owned(),
                files: Vec::new(),
                votes: 0,
                positions: 0,
                texts: 0,
                defects: 0,
            })
        }
        for (format, file) in &self.files {
            entry(&mut sources, format).files.push(file.clone());
        }
        for vote in self.record.votes() {
            let source = entry(&mut sources, &vote.source.file.format);
            source.votes += 1;
            source.positions += self.kept.get(&vote.id).map_or(0, |(_, stated)| *stated);
        }
        for text in &self.texts {
            if let Some(imported) = &text.imported {
                entry(&mut sources, &imported.file.format).texts += 1;
            }
        }
        for filed in defects {
            entry(&mut sources, &filed.format).defects += 1;
        }
        sources.into_values().collect()
    }
}

/// The files of a book: those of earlier imports, and those read now.
struct Files {
    all: Vec<(String, FileEntry)>,
    /// The names of those read now, those that they had in earlier imports included.
    read: HashSet<String>,
}

impl Files {
    fn of(before: Vec<(String, FileEntry)>, read: &[FileRead], now: &str) -> Files {
        let mut new: Vec<_> = Vec::new();
        for (format, file) in read.iter().map(|read| file_entry(read, now)) {
            if !new.iter().any(|(_, other): &(String, FileEntry)| other.blake3 == file.blake3) {
                new.push((format, file));
            }
        }
        let sums: HashSet<String> = new.iter().map(|(_, file)| file.blake3.clone()).collect();
        let (again, mut all): (Vec<_>, Vec<_>) =
            before.into_iter().partition(|(_, file)| sums.contains(&file.blake3));
        let names = again.iter().chain(&new).map(|(_, file)| file.name.clone());
        let read = names.collect();
        all.append(&mut new);
        Files { all, read }
    }

    /// Whether a defect is of a file that was read anew, with what is wrong in it.
    fn read_anew(&self, filed: &Filed) -> bool {
        matches!(&filed.defect, Defect::Read { file, .. } if self.read.contains(file))
    }
}

/// Each text once, by date: where several sources have it the first by name, of one source the one read last.
fn once(mut texts: Vec<Proposal>) -> Vec<Proposal> {
    let format = |text: &Proposal| text.imported.as_ref().map(|source| source.file.format.clone());
    texts.sort_by_cached_key(|text| (text.symbol.to_string(), format(text)));
    texts.dedup_by(|later, first| later.symbol == first.symbol);
    texts.sort_by_key(|text| text.date);
    texts
}

/// Each account once. Of several with one id, which stand in different files of one import, the one that
/// states the most positions, then that of the file retrieved last; and a defect if they do not say the same.
fn fullest(accounts: Vec<Account>) -> (Vec<Account>, Option<Defect>) {
    let key = |account: &Account| {
        let file = &account.vote.source.file;
        (account.stated, file.retrieved, file.checksum.clone())
    };
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut fullest: Vec<Account> = Vec::with_capacity(accounts.len());
    let mut differing = Vec::new();
    for account in accounts {
        let place = *places.entry(account.vote.id.clone()).or_insert(fullest.len());
        match fullest.get_mut(place) {
            None => fullest.push(account),
            Some(other) => {
                if other.cast != account.cast && !differing.contains(&account.vote.id) {
                    differing.push(account.vote.id.clone());
                }
                if key(&account) > key(other) {
                    *other = account;
                }
            }
        }
    }
    differing.sort_unstable();
    let defect = (!differing.is_empty()).then(|| {
        let ids = differing.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = if differing.len() > 5 { ", …" } else { "" };
        Defect::Other(format!(
            "{} stand with other positions in another of the files ({ids}{more}): the fullest account \
             was taken",
            differing.len()
        ))
    });
    (fullest, defect)
}

/// The place of the source that an id names among the sources.
fn rank(id: &str) -> usize {
    let source = id.split_once(':').map_or(id, |(source, _)| source);
    RANKS.iter().position(|format| format.id_prefix() == source).unwrap_or(RANKS.len())
}

/// Each defect once, in an order that does not depend on when it was read.
fn in_order(mut defects: Vec<Filed>) -> Vec<Filed> {
    defects.sort_by_cached_key(|filed| {
        let line = match &filed.defect {
            Defect::Read { file, line, .. } => Some((file.clone(), *line)),
            _ => None,
        };
        (filed.format.clone(), line, filed.defect.to_string())
    });
    defects.dedup();
    defects
}

fn file_entry(read: &FileRead, now: &str) -> (String, FileEntry) {
    let file = &read.file;
    let entry = FileEntry {
        name: file.name.clone(),
        bytes: read.bytes,
        rows: read.rows,
        blake3: file.checksum.clone().unwrap_or_default(),
        retrieved: file.retrieved.map(|date| date.to_string()),
        imported: now.to_owned(),
    };
    (read.format.code().to_owned(), entry)
}

/// Writes a table's file so that it is on disk when this returns.
fn write_table(aside: &Path, sheet: &Sheet, groups: &[usize]) -> Result<TableEntry, Error> {
    let path = aside.join(sheet.table.file());
    let bytes =
        sheet.write(Vec::new(), groups, Vec::new()).map_err(|why| Error::parquet(&path, why))?;
    let write = || {
        let mut file = BufWriter::new(File::create(&path)?);
        file.write_all(&bytes)?;
        file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()
    };
    write().map_err(|why| Error::unwritable(&path, why))?;
    let Sums { length, whole, blocks } = Sums::of(&bytes);
    Ok(TableEntry {
        name: sheet.table.name.to_owned(),
        file: sheet.table.file(),
        rows: sheet.rows(),
        bytes: length,
        blake3: whole,
        blocks,
    })
}

fn differences_sheet(votes: &[Vote<'_>], reconciled: &Reconciled) -> Sheet {
    let mut sheet = Sheet::new(&DIFFERENCES);
    for difference in &reconciled.differences {
        let (Some(shown), Some(other)) = (votes.get(difference.shown), votes.get(difference.other))
        else {
            continue;
        };
        let code = |member| Cell::from(shown.record().members()[member].code.as_str());
        let with = match difference.cause {
            Cause::SwappedWith(member) => code(member),
            Cause::RollOf(vote) => votes.get(vote).map(|vote| vote.id.as_str()).into(),
            _ => Cell::Empty,
        };
        sheet.row([
            shown.id.as_str().into(),
            other.id.as_str().into(),
            code(difference.member),
            difference.in_shown.map(|position| position.code()).into(),
            difference.in_other.map(|position| position.code()).into(),
            difference.cause.code().into(),
            with,
        ]);
    }
    sheet
}

fn pairs(reconciled: &Reconciled) -> Vec<PairEntry> {
    let pairs = reconciled.pairs.iter();
    pairs
        .map(|pair| PairEntry {
            sources: [pair.first, pair.second].map(|format| format.code().to_owned()),
            votes_in_common: pair.votes_in_common,
            positions_in_common: pair.positions_in_common,
            positions_differing: pair.positions_differing,
            otherwise_joined: pair.otherwise_joined,
            sessions: pair
                .sessions
                .iter()
                .map(|row| SessionEntry {
                    session: row.session.to_string(),
                    votes: row.votes,
                    votes_differing: row.votes_differing,
                    positions: row.positions,
                    positions_differing: row.differing,
                })
                .collect(),
        })
        .collect()
}
