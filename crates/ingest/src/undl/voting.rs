//! Files with a row for each member's vote: of the General Assembly, and of the Security Council.

use std::io::Read;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use scrutineer_record::{Body, Decision, Defect, SourceFile};

use super::codes::Codes;
use super::columns::{Columns, MemberColumns};
use super::gathered::{Gathered, Origin, Stated};
use crate::table::{Next, Table, decoded};
use crate::{Batch, Error};

/// Reads a file of votes of this body.
pub(super) fn read<R: Read>(
    table: &mut Table<R>,
    file: &Arc<SourceFile>,
    body: Body,
    codes: &Codes<'_>,
    batch: &mut Batch,
) -> Result<(), Error> {
    let columns = Columns::of(table)?;
    let of_member = MemberColumns::of(table)?;
    let count = table.columns().len();
    let leading = of_member.leading(count, &columns);
    let shared = of_member.shared(count, &columns);
    let origin = Origin { file, header: table.header().clone(), columns, body };
    let mut votes = Votes {
        origin,
        codes,
        of_member,
        shared,
        votes: Vec::new(),
        places: HashMap::new(),
        last: 0,
        last_key: Vec::new(),
    };
    while let Some(next) = table.next_beside(leading, &mut batch.defects)? {
        votes.take(&next, &mut batch.defects);
    }
    votes.finish(batch);
    Ok(())
}

/// The votes of a file, while their rows come.
struct Votes<'f, 'm> {
    origin: Origin<'f>,
    codes: &'f Codes<'m>,
    of_member: MemberColumns,
    /// Columns in which the rows of a vote should agree.
    shared: Vec<usize>,
    votes: Vec<Gathered>,
    places: HashMap<Vec<u8>, usize>,
    /// The vote of the row before, and its key: the rows of a vote stand together, as a rule.
    last: usize,
    last_key: Vec<u8>,
}

impl Votes<'_, '_> {
    fn take(&mut self, next: &Next<'_>, defects: &mut Vec<Defect>) {
        let key = self.origin.columns.key(|at| next.bytes(at));
        if key.is_empty() {
            let why = "the row says by no number to which vote it belongs; it was left out";
            let read = decoded(next.bytes(self.of_member.code));
            defects.push(self.origin.header.defect(next.own.line, None, &read, why));
            return;
        }
        if key != self.last_key || self.votes.is_empty() {
            self.turn_to(key, next);
        } else if !next.repeats {
            self.compare(next);
        }
        let stated = Stated {
            header: &self.origin.header,
            line: next.own.line,
            code: next.bytes(self.of_member.code),
            code_at: self.of_member.code,
            name: self.of_member.name.map(|name| next.bytes(name)).unwrap_or_default(),
            position: next.bytes(self.of_member.position),
            position_at: self.of_member.position,
        };
        if let Some(vote) = self.votes.get_mut(self.last) {
            vote.take(&stated, self.codes);
        }
    }

    /// Turns to the vote with this key, which may be a new one.
    fn turn_to(&mut self, key: &[u8], next: &Next<'_>) {
        self.last_key.clear();
        self.last_key.extend_from_slice(key);
        if let Some(place) = self.places.get(key) {
            self.last = *place;
            self.compare(next);
        } else {
            self.last = self.votes.len();
            self.places.insert(key.to_vec(), self.last);
            self.votes.push(Gathered::start(&self.origin, key, next.whole));
        }
    }

    fn compare(&mut self, next: &Next<'_>) {
        if let Some(vote) = self.votes.get_mut(self.last) {
            vote.compare(&self.origin, next.whole, &self.shared);
        }
    }

    fn finish(self, batch: &mut Batch) {
        let Votes { origin, votes, .. } = self;
        for vote in votes {
            if vote.decision == Some(Decision::WithoutVote) {
                batch.texts.extend(vote.text(&origin, &mut batch.defects));
                continue;
            }
            match vote.account(&origin) {
                Ok(account) => batch.accounts.push(account),
                Err(defect) => batch.defects.push(defect),
            }
        }
    }
}
