//! The recorded votes: `votes.csv`, and who took which position in `positions.csv`.

use std::sync::Arc;

use scrutineer_record::{
    About, MemberId, Members, Outcome, Position, PrintedTally, RecordBuilder, RecordedVote, Roll,
    Source, SourceFile, Symbol,
};

use crate::Error;
use crate::error::Place;
use crate::table::{Row, table};

/// Name of the format in sources and ids.
pub(crate) const FORMAT: &str = "builtin";

/// A vote as the tables state it.
pub(crate) struct VoteRow {
    pub(crate) vote: RecordedVote,
    cast: Vec<(MemberId, Position)>,
    place: Place,
}

impl VoteRow {
    /// Symbol of the text.
    pub(crate) fn symbol(&self) -> Option<&Symbol> {
        self.vote.symbol.as_ref()
    }

    /// Adds the vote to the record. What does not add up becomes a defect of the vote.
    pub(crate) fn add_to(self, record: &mut RecordBuilder) -> Result<(), Error> {
        let place = self.place;
        record.add(self.vote, self.cast, Roll::Listed).map_err(|why| Error::row(place, why))
    }
}

/// Every vote with everyone's position.
pub(crate) fn votes(members: &Members) -> Result<Vec<VoteRow>, Error> {
    let mut cast = table!("positions.csv")?.by_key("symbol", |row| cast(row, members))?;
    let file = SourceFile {
        format: FORMAT.to_owned(),
        name: "votes.csv".to_owned(),
        ..SourceFile::default()
    };
    let file = Arc::new(file);
    let votes = table!("votes.csv")?.rows(|row| {
        let cast = cast.take(row.text("symbol")?).into_iter().flatten().collect();
        Ok(VoteRow { vote: vote(row, &file)?, cast, place: row.place })
    })?;
    cast.all_taken("votes.csv")?;
    Ok(votes)
}

/// Those who took one position in one vote.
fn cast(row: &Row<'_>, members: &Members) -> Result<Vec<(MemberId, Position)>, Error> {
    let position = row.cell("position")?;
    let who = row.members("members", members)?.into_iter();
    Ok(who.map(|member| (member, position)).collect())
}

fn vote(row: &Row<'_>, file: &Arc<SourceFile>) -> Result<RecordedVote, Error> {
    Ok(RecordedVote {
        id: format!("{FORMAT}:{}", row.text("symbol")?),
        symbol: row.optional("symbol")?,
        title: row.string("title")?,
        body: row.cell("body")?,
        session: row.cell("session")?,
        date: row.cell("date")?,
        meeting: row.optional("meeting")?,
        motion: row.cell("motion")?,
        printed: printed(row)?,
        // All of them are resolutions: texts that were adopted. By which majority, no source says.
        outcome: Outcome::Adopted,
        majority: None,
        intended: Vec::new(),
        defects: Vec::new(),
        about: About::default(),
        source: source(row, file)?,
        note: row.string("note")?,
    })
}

fn printed(row: &Row<'_>) -> Result<Option<PrintedTally>, Error> {
    Ok(Some(PrintedTally {
        yes: row.cell("printed_yes")?,
        no: row.cell("printed_no")?,
        abstain: row.optional("printed_abstain")?,
    }))
}

fn source(row: &Row<'_>, file: &Arc<SourceFile>) -> Result<Source, Error> {
    let page = row.optional::<u64>("record")?;
    Ok(Source {
        file: Arc::clone(file),
        line: Some(row.place.line),
        reference: None,
        document: row.optional("meeting")?,
        url: page.map(|page| format!("https://digitallibrary.un.org/record/{page}")),
    })
}
