//! The draws themselves, written as they come.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use scrutineer_book::{Book, Cell, Kind, Parts, Sheet, Table, column};
use scrutineer_ideal::{Prepared, Sampling};

use crate::error::Error;
use crate::files::{beside, disk, settle_directory, shown};

/// One row for each ideal point of each draw.
const DRAWS: Table = Table {
    name: "ideal_point_draws",
    about: "One row for each member and session in each draw that was kept.",
    columns: &[
        column(Kind::Int, "chain", "number of the chain, from 1"),
        column(
            Kind::Long,
            "iteration",
            "iteration of the chain, from 1; those of the burn-in count",
        ),
        column(Kind::Text, "member", "code of the member"),
        column(Kind::Int, "session", "regular session"),
        column(Kind::Real, "ideal_point", "high is the side of the United States"),
    ],
};

/// A file of draws that is being written, aside until it is whole.
pub(super) struct Draws<'b> {
    path: PathBuf,
    aside: PathBuf,
    file: Kept,
    book: &'b Book,
}

/// The part of it that is of one run.
pub(super) struct OfRun<'d, 'b> {
    draws: &'d mut Draws<'b>,
    /// The member and the session of each ideal point.
    who: Vec<(&'b str, u16)>,
    /// So many draws of every chain are written.
    written: usize,
}

enum Kept {
    Parquet(Parts),
    Csv(csv::Writer<File>),
}

impl<'b> Draws<'b> {
    /// Begins a file that is not there yet.
    pub(super) fn begin(path: &Path, book: &'b Book) -> Result<Draws<'b>, Error> {
        let ending =
            path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        if path.exists() {
            let error = format!("{} is there already", shown(path));
            return Err(Error::request(error).hint("name a file that does not exist yet"));
        }
        let aside = beside(path, ".part");
        // Of a run that was cut short.
        let _ = fs::remove_file(&aside);
        let file = match ending.as_deref() {
            Some("parquet") => {
                Kept::Parquet(Parts::create(&aside, &DRAWS, &book.info).map_err(|error| {
                    Error::request(error.to_string())
                        .hint("name a file in a directory that does exist")
                })?)
            }
            Some("csv") => {
                let file =
                    File::create_new(&aside).map_err(|error| disk("write", &aside, &error))?;
                let mut writer = csv::Writer::from_writer(file);
                let header = DRAWS.columns.iter().map(|column| column.name);
                writer.write_record(header).map_err(|error| unwritten(&aside, error.into()))?;
                Kept::Csv(writer)
            }
            _ => {
                let error = format!("{} ends neither in .parquet nor in .csv", shown(path));
                return Err(Error::request(error).hint("name the file as its form is"));
            }
        };
        Ok(Draws { path: path.to_owned(), aside, file, book })
    }

    /// The draws of a run, behind those of the runs before.
    pub(super) fn of<'d>(&'d mut self, prepared: &Prepared) -> OfRun<'d, 'b> {
        let members = self.book.record.members();
        let who =
            prepared.who.iter().map(|who| (members[who.member].code.as_str(), who.session.into()));
        OfRun { who: who.collect(), draws: self, written: 0 }
    }

    /// Puts the whole file in its place.
    pub(super) fn finish(self) -> Result<(), Error> {
        let Draws { path, aside, file, .. } = self;
        match file {
            Kept::Parquet(parts) => {
                parts.finish().map_err(|error| Error::request(error.to_string()))?
            }
            Kept::Csv(mut writer) => {
                writer.flush().map_err(|error| disk("write", &aside, &error))?
            }
        }
        fs::rename(&aside, &path).map_err(|error| disk("write", &path, &error))?;
        settle_directory(&path);
        Ok(())
    }
}

impl OfRun<'_, '_> {
    /// Writes the draws that came since the last time.
    pub(super) fn add(&mut self, sampling: &Sampling<'_>) -> Result<(), Error> {
        let kept = sampling.draws().map(<[_]>::len).min().unwrap_or(0);
        while self.written < kept {
            let iteration = sampling.iteration_of(self.written);
            let chains = sampling.draws().filter_map(|draws| draws.get(self.written));
            let points = (1_u16..).zip(chains).flat_map(|(chain, draw)| {
                draw.points
                    .iter()
                    .zip(&self.who)
                    .map(move |(point, who)| (chain, f64::from(*point), who))
            });
            match &mut self.draws.file {
                Kept::Parquet(parts) => {
                    let mut sheet = Sheet::new(&DRAWS);
                    for (chain, point, (member, session)) in points {
                        let (member, session) = ((*member).into(), (*session).into());
                        sheet.row([
                            chain.into(),
                            iteration.into(),
                            member,
                            session,
                            Cell::Real(point),
                        ]);
                    }
                    parts.add(&sheet).map_err(|error| Error::request(error.to_string()))?;
                }
                Kept::Csv(writer) => {
                    for (chain, point, (member, session)) in points {
                        let row = (chain, iteration, member, session, format!("{point:.6}"));
                        let row = [
                            row.0.to_string(),
                            row.1.to_string(),
                            (*row.2).to_owned(),
                            row.3.to_string(),
                            row.4,
                        ];
                        writer
                            .write_record(row)
                            .map_err(|error| unwritten(&self.draws.aside, error.into()))?;
                    }
                }
            }
            self.written += 1;
        }
        Ok(())
    }
}

fn unwritten(path: &Path, error: std::io::Error) -> Error {
    disk("write", path, &error)
}
