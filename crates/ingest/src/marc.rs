//! Voting records of the Library as MARC XML, one or many in a file.
//!
//! A record with the members' votes becomes an [`Account`](crate::Account); one of a vote without a list of
//! members, or of a text adopted without a vote, becomes a text. A record that is broken as XML costs itself
//! alone: a defect says where it stands and what is wrong.

mod vote;
mod xml;

use std::io::Read;
use std::sync::Arc;

use scrutineer_record::{Defect, Members, SourceFile};

use crate::format::Layout;
use crate::read::Reader;
use crate::table::shortened;
use crate::{Batch, Error};

use vote::{Made, made_of};
use xml::{Fault, Found, Records};

/// Reads MARC records.
pub(crate) struct Marc<'m> {
    members: &'m Members,
}

impl<'m> Marc<'m> {
    /// A reader that knows these members.
    pub(crate) fn new(members: &'m Members) -> Marc<'m> {
        Marc { members }
    }
}

impl Reader for Marc<'_> {
    fn read(
        &mut self,
        _layout: Layout,
        file: &Arc<SourceFile>,
        text: &mut dyn Read,
        batch: &mut Batch,
    ) -> Result<u64, Error> {
        let mut records = Records::of(text);
        let mut count = 0;
        let told = batch.defects.len();
        loop {
            match records.next().map_err(|why| Error::io(&file.name, "read", why))? {
                Found::Record(record) => {
                    count += 1;
                    add(made_of(&record, file, self.members), batch);
                }
                Found::Broken(fault) => batch.defects.push(broken(file, &fault)),
                Found::End => break,
            }
        }
        if count == 0 && batch.defects.len() == told {
            let remedy = "export the voting record as MARCXML";
            return Err(Error::wrong(&file.name, "holds no record", remedy));
        }
        Ok(count)
    }

    fn finish(&mut self, _batch: &mut Batch) -> Result<(), Error> {
        Ok(())
    }
}

/// Puts what a record says where it belongs.
fn add(made: Made, batch: &mut Batch) {
    match made {
        Made::Account(account) => batch.accounts.push(*account),
        Made::Text(text, defects) => {
            batch.texts.push(*text);
            batch.defects.extend(defects);
        }
        Made::Nothing(defects) => batch.defects.extend(defects),
    }
}

fn broken(file: &SourceFile, fault: &Fault) -> Defect {
    Defect::Read {
        file: file.name.clone(),
        line: Some(fault.line),
        column: None,
        read: shortened(&fault.read),
        why: fault.why.clone(),
    }
}

#[cfg(test)]
mod tests;
