//! The CSV files of the United Nations Digital Library, in every layout that it has published: votes of the
//! General Assembly and the Security Council (a row a member), adopted resolutions (a row a text), and votes
//! with a column a member.
//!
//! Columns go by name. What all layouts have in common is in `columns` and `facts`, the codes of members in
//! `codes`, the titles of the catalogue in `title`; `voting`, `outcomes` and `wide` read a layout each.

use std::io::Read;
use std::sync::Arc;

use scrutineer_record::{Body, Members, SourceFile};

use crate::format::Layout;
use crate::read::Reader;
use crate::table::Table;
use crate::{Batch, Error};

mod codes;
mod columns;
mod facts;
mod gathered;
mod outcomes;
#[cfg(test)]
mod tests;
mod voting;
mod wide;

use codes::Codes;

/// Reads the Library's files. Each stands for itself, so nothing is left for the end.
pub(crate) struct Undl<'m> {
    codes: Codes<'m>,
}

impl<'m> Undl<'m> {
    pub(crate) fn new(members: &'m Members) -> Undl<'m> {
        Undl { codes: Codes::new(members) }
    }
}

impl Reader for Undl<'_> {
    fn read(
        &mut self,
        layout: Layout,
        file: &Arc<SourceFile>,
        text: &mut dyn Read,
        batch: &mut Batch,
    ) -> Result<u64, Error> {
        let mut table = Table::open(&file.name, text)?;
        match layout {
            Layout::UndlOutcomes => outcomes::read(&mut table, file, batch)?,
            Layout::UndlWide => wide::read(&mut table, file, &self.codes, batch)?,
            Layout::UndlCouncil => {
                voting::read(&mut table, file, Body::SecurityCouncil, &self.codes, batch)?;
            }
            _ => voting::read(&mut table, file, Body::GeneralAssembly, &self.codes, batch)?,
        }
        table.counted()
    }

    fn finish(&mut self, _batch: &mut Batch) -> Result<(), Error> {
        Ok(())
    }
}
