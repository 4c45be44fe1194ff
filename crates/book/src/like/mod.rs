//! The record in the tables of others, so that scripts that were made for these run on it as they are.
//!
//! What is shown of each vote of the General Assembly by name is written, whatever its source. Roll calls keep the
//! numbers that Voeten gave them; those that he has not are numbered on from 100 001, in the order of time.

mod calls;
mod roll_call;
mod unvotes;
mod voeten;

use std::fs;
use std::io;
use std::path::Path;
use std::str::FromStr;

use crate::disk::{are_free, write_new};
use crate::{Book, Error, Exported};

use calls::Calls;

/// Whose tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Like {
    /// Those of the R package unvotes: `un_votes`, `un_roll_calls`, `un_roll_call_issues`.
    Unvotes,
    /// Voeten's roll calls: one row a state and vote, absences and non-members included.
    Voeten,
    /// A matrix of members by votes, as `pscl::rollcall`, `wnominate` and `emIRT` take it.
    RollCall,
}

impl Like {
    /// Every one.
    pub const ALL: [Like; 3] = [Like::Unvotes, Like::Voeten, Like::RollCall];

    /// The name on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Like::Unvotes => "unvotes",
            Like::Voeten => "voeten",
            Like::RollCall => "rollcall",
        }
    }

    fn sheets(self) -> &'static [Sheet] {
        match self {
            Like::Unvotes => &unvotes::SHEETS,
            Like::Voeten => &voeten::SHEETS,
            Like::RollCall => &roll_call::SHEETS,
        }
    }
}

impl FromStr for Like {
    type Err = String;

    fn from_str(text: &str) -> Result<Like, String> {
        let found = Like::ALL.into_iter().find(|like| like.code() == text);
        found.ok_or_else(|| "write unvotes, voeten or rollcall".to_owned())
    }
}

/// Where rows go.
type Rows<'w> = csv::Writer<&'w mut dyn io::Write>;

/// A table of others.
struct Sheet {
    file: &'static str,
    about: &'static str,
    /// Writes head and rows; gives back how many rows.
    write: fn(&Calls<'_>, &mut Rows<'_>) -> csv::Result<usize>,
}

impl Book {
    /// Writes the record in the tables of others into a directory, which is made if need be. `joined` are the ids of
    /// accounts that are not shown, each with the id of the one that is: [`crate::Shelf::joined`].
    ///
    /// # Errors
    /// If a file of one of the names is there already, in which case none is written, or it cannot be written.
    pub fn export_like(
        &self,
        like: Like,
        joined: &[(String, String)],
        to: &Path,
    ) -> Result<Vec<Exported>, Error> {
        let calls = Calls::of(&self.record, joined);
        fs::create_dir_all(to).map_err(|why| Error::unexported(to, why))?;
        let citation_file = to.join("CITATION.txt");
        let files = like.sheets().iter().map(|sheet| to.join(sheet.file));
        are_free(files.chain([citation_file.clone()]))?;
        let mut exported = Vec::new();
        for sheet in like.sheets() {
            let path = to.join(sheet.file);
            let mut rows = 0;
            write_new(&path, |file| {
                let mut table = csv::Writer::from_writer(file as &mut dyn io::Write);
                rows = (sheet.write)(&calls, &mut table)?;
                table.flush()
            })?;
            exported.push(Exported { path, about: sheet.about, rows: Some(rows) });
        }
        let (id, citation) = (self.info.id.as_str(), self.info.citations().join("\n"));
        write_new(&citation_file, |file| {
            io::Write::write_fmt(file, format_args!("{citation}\nBook {id}.\n"))
        })?;
        exported.push(Exported {
            path: citation_file,
            about: "How to cite the data, and on which terms.",
            rows: None,
        });
        Ok(exported)
    }
}
