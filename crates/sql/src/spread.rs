//! How claims went from outlet to outlet: the findings of archives, grouped by the claim that they make.

use std::path::{self, Path, PathBuf};
use std::sync::Arc;

use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::prelude::SessionContext;
use scrutineer_book::{Kind, Table, column, optional};
use scrutineer_claims::Verdict;
use scrutineer_corpus::{FINDINGS, Results, Written};
use url::Url;

use crate::error::Error;
use crate::rows::schema_of;

/// Which claims are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// With which verdicts.
    pub verdicts: Vec<Verdict>,
    /// No more claims than this: those that most outlets have.
    pub most: Option<u32>,
}

impl Default for Spread {
    /// Whatever is not so.
    fn default() -> Spread {
        Spread { verdicts: vec![Verdict::Contradicted, Verdict::Partly], most: None }
    }
}

/// What comes out: a row for each claim in each outlet.
pub const SPREAD: Table = Table {
    name: "spread",
    about: "One row for each claim in each outlet, the claims of most outlets first.",
    columns: &[
        column(Kind::Long, "claim", "number of the claim in this table"),
        column(Kind::Text, "votes", "symbols of the votes of which it tells"),
        column(Kind::Text, "kind", "its kind"),
        column(Kind::Text, "atoms", "what it tells of whom"),
        column(Kind::Text, "verdict", "whether it is so"),
        column(Kind::Text, "words", "the words in which this outlet said it first"),
        optional(Kind::Text, "correction", "the smallest replacement that would make them true"),
        column(Kind::Text, "explanation", "what the record says"),
        column(Kind::Long, "outlets", "how many outlets have the claim"),
        column(Kind::Long, "documents", "in how many documents"),
        column(Kind::Long, "appearances", "how often in all"),
        column(
            Kind::Long,
            "variants",
            "how many others of its kind about the same votes are asked for",
        ),
        optional(
            Kind::Long,
            "place",
            "as the how-manieth this outlet had it; empty where no day is known",
        ),
        optional(Kind::Text, "outlet", "the outlet; empty where the archive names none"),
        optional(
            Kind::Day,
            "first_seen",
            "the first day on which this outlet had it, as the archive gives it",
        ),
        optional(Kind::Long, "days_after", "so many days after the first of all"),
        column(
            Kind::Text,
            "document",
            "the document in which it first had it, by its id or by file and row",
        ),
        column(Kind::Long, "outlet_documents", "in how many of its documents"),
        column(Kind::Long, "outlet_appearances", "how often in them"),
        optional(Kind::Day, "last_seen", "the last day on which it had it"),
        optional(
            Kind::Day,
            "corrected",
            "the first day after that on which it said what is so, of all that the claim tells of",
        ),
        optional(
            Kind::Day,
            "read_day",
            "where the archive gives no day of that document, the one that was read in its text; it orders nothing",
        ),
    ],
};

/// The statement, with what is wanted in it.
pub(crate) fn statement(which: &Spread) -> Result<String, Error> {
    if which.verdicts.is_empty() {
        return Err(Error::new("no verdict is asked for"));
    }
    let verdicts: Vec<_> =
        which.verdicts.iter().map(|verdict| format!("'{}'", verdict.code())).collect();
    let most = which.most.map_or_else(|| "TRUE".to_owned(), |most| format!("c.claim <= {most}"));
    let sql = include_str!("spread.sql").replace("VERDICTS)", &format!("{})", verdicts.join(", ")));
    Ok(sql.replace("WHERE MOST", &format!("WHERE {most}")))
}

/// Registers what runs have written as the table `findings`, in the place of what was followed before.
pub(crate) fn register(context: &SessionContext, of: &[Written]) -> Result<(), Error> {
    let urls: Result<Vec<_>, _> = findings(of)?.iter().map(|file| url(file)).collect();
    let options = ListingOptions::new(Arc::new(ParquetFormat::default()));
    let config = ListingTableConfig::new_with_multi_paths(urls?)
        .with_listing_options(options)
        .with_schema(schema_of(&FINDINGS));
    context.deregister_table(FINDINGS.name)?;
    context.register_table(FINDINGS.name, Arc::new(ListingTable::try_new(config)?))?;
    Ok(())
}

/// The address of a file, the same in every process, and of that file alone whatever its name: as a path, `*` and `[`
/// would mean others.
fn url(file: &Path) -> Result<ListingTableUrl, Error> {
    let unusable = |why: String| Error::new(format!("{} cannot be read: {why}", file.display()));
    let whole = path::absolute(file).map_err(|why| unusable(why.to_string()))?;
    let url = Url::from_file_path(&whole).map_err(|()| unusable("it is no path".to_owned()))?;
    Ok(ListingTableUrl::try_new(url, None)?)
}

/// The files of all of them, which must be Parquet and of one book.
fn findings(of: &[Written]) -> Result<Vec<PathBuf>, Error> {
    let mut books = of.iter().map(|run| run.book.as_str());
    let first = books.next().unwrap_or_default();
    if let Some(other) = books.find(|book| *book != first) {
        let message = format!("the archives were checked against two books: {first} and {other}");
        return Err(Error::new(message).hint("check them against one: corpus check … --anew"));
    }
    if of.iter().any(|run| run.results != Results::Parquet) {
        let error = Error::new("the results of \"corpus check\" are JSON lines");
        return Err(
            error.hint("have them written as Parquet: corpus check … --results parquet --anew")
        );
    }
    let files: Vec<_> = of.iter().flat_map(|run| run.findings.iter().cloned()).collect();
    if files.is_empty() {
        let error = Error::new("\"corpus check\" has finished no part yet");
        return Err(error.hint("give the same \"corpus check\" again, which goes on where it was"));
    }
    Ok(files)
}
