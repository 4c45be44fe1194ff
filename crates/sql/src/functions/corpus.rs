//! Archives of articles against the record, as tables.

use std::path::PathBuf;
use std::sync::Arc;

use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{ScalarValue, exec_datafusion_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::Expr;
use scrutineer_book::{Cell, Kind, Table, column};
use scrutineer_corpus::{DOCUMENTS, FINDINGS, Fields, Found, Piece, each, pieces};

use super::{Function, Made, Sort};
use crate::rows::Rows;
use crate::source::{self, CorpusRows, Source};
use crate::world::World;

const PATH: &[(&str, &str)] =
    &[("path", "a file of JSON lines or Parquet, plain or packed, or a directory of them")];

pub(super) const CHECK_CORPUS: Function = Function {
    name: "check_corpus",
    sort: Sort::Table,
    arguments: PATH,
    about: "The findings of `corpus check`: one row for each claim in an archive of articles, and one for each \
            sentence that was not understood, whose verdict is unread. Documents that could not be read have no row \
            here: ask check_corpus_documents.",
    example: "SELECT verdict, count(*) FROM check_corpus('articles.jsonl') GROUP BY verdict",
    make: |_, world| of_corpus(CorpusRows::Findings, world),
};

pub(super) const CHECK_CORPUS_DOCUMENTS: Function = Function {
    name: "check_corpus_documents",
    sort: Sort::Table,
    arguments: PATH,
    about: "The documents of `corpus check`: one row for each in an archive of articles, whatever became of it, with \
            why it could not be read if it could not.",
    example: "SELECT id, error FROM check_corpus_documents('articles.jsonl') WHERE error IS NOT NULL",
    make: |_, world| of_corpus(CorpusRows::Documents, world),
};

/// One row for each document, with those of its claims, so that an archive is checked once for both tables.
const CHECKED: Table = Table {
    name: "checked",
    about: "One row for each document of an archive, with those of its claims.",
    columns: &[column(Kind::Text, "checked", "both rows, as JSON")],
};

/// The columns of what is wanted of an archive.
pub(crate) fn table(of: CorpusRows) -> &'static Table {
    match of {
        CorpusRows::Findings => &FINDINGS,
        CorpusRows::Documents => &DOCUMENTS,
        CorpusRows::Checked => &CHECKED,
    }
}

/// Adds the rows of a piece.
pub(crate) fn fill(
    of: CorpusRows,
    piece: &Piece,
    fields: &Fields,
    world: &World,
    rows: &mut Rows<'_>,
) -> Result<()> {
    // Several pieces are read side by side anyhow.
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if piece.is_all { cores() } else { 1 };
    let mut failed = Ok(());
    let take = |found| match add_found(of, found, rows) {
        Ok(more) => more,
        Err(why) => {
            failed = Err(why);
            false
        }
    };
    let ended = world.with_checker(|checker| each(checker, piece, fields, threads, take));
    failed?;
    ended.map_err(|why| exec_datafusion_err!("{why}"))
}

/// Adds rows; `false`: no more are wanted.
fn add_found(of: CorpusRows, found: Found, rows: &mut Rows<'_>) -> Result<bool> {
    match of {
        CorpusRows::Findings => add(found.findings, rows),
        CorpusRows::Documents => add(found.documents, rows),
        CorpusRows::Checked => {
            for checked in found.by_document() {
                if !rows.add([checked.to_json().into()])? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
    }
}

fn add<const N: usize>(found: Vec<[Cell; N]>, rows: &mut Rows<'_>) -> Result<bool> {
    for row in found {
        if !rows.add(row.map(Into::into))? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn of_corpus(rows: CorpusRows, world: &Arc<World>) -> Made {
    Made::Table(Arc::new(OfCorpus { rows, world: Arc::clone(world) }))
}

#[derive(Debug)]
struct OfCorpus {
    rows: CorpusRows,
    world: Arc<World>,
}

impl TableFunctionImpl for OfCorpus {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let [Expr::Literal(ScalarValue::Utf8(Some(path)), _)] = args.exprs() else {
            return plan_err!("the path of an archive is wanted: check_corpus('articles.jsonl')");
        };
        let paths = [PathBuf::from(path)];
        Ok(Arc::new(of_paths(self.rows, &paths, Fields::default(), &self.world)?))
    }
}

/// A table over the files that these paths name.
pub(crate) fn of_paths(
    rows: CorpusRows,
    paths: &[PathBuf],
    fields: Fields,
    world: &Arc<World>,
) -> Result<source::Made> {
    let pieces = pieces(paths).map_err(|why| exec_datafusion_err!("{why}"))?;
    source::Made::of(Source::corpus(rows, pieces, fields), world)
}
