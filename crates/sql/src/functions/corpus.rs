//! Archives of articles against the record, as tables.

use std::path::PathBuf;
use std::sync::Arc;

use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{ScalarValue, exec_datafusion_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::Expr;
use scrutineer_book::{Cell, Table};
use scrutineer_corpus::{DOCUMENTS, FINDINGS, Found, Request, each};

use super::{Function, Made, Sort};
use crate::catalog::Filled;
use crate::rows::Rows;
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
    make: |_, world| {
        let fill: Fill = |found, rows| add(found.findings, rows);
        Made::Table(Arc::new(OfCorpus { table: &FINDINGS, fill, world: Arc::clone(world) }))
    },
};

pub(super) const CHECK_CORPUS_DOCUMENTS: Function = Function {
    name: "check_corpus_documents",
    sort: Sort::Table,
    arguments: PATH,
    about: "The documents of `corpus check`: one row for each in an archive of articles, whatever became of it, with \
            why it could not be read if it could not.",
    example: "SELECT id, error FROM check_corpus_documents('articles.jsonl') WHERE error IS NOT NULL",
    make: |_, world| {
        let fill: Fill = |found, rows| add(found.documents, rows);
        Made::Table(Arc::new(OfCorpus { table: &DOCUMENTS, fill, world: Arc::clone(world) }))
    },
};

/// Adds the rows of one of the two tables; `false`: no more are wanted.
type Fill = fn(Found, &mut Rows<'_>) -> Result<bool>;

fn add<const N: usize>(found: Vec<[Cell; N]>, rows: &mut Rows<'_>) -> Result<bool> {
    for row in found {
        if !rows.add(row.map(Into::into))? {
            return Ok(false);
        }
    }
    Ok(true)
}

#[derive(Debug)]
struct OfCorpus {
    table: &'static Table,
    fill: Fill,
    world: Arc<World>,
}

impl TableFunctionImpl for OfCorpus {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let [Expr::Literal(ScalarValue::Utf8(Some(path)), _)] = args.exprs() else {
            return plan_err!("the path of an archive is wanted: check_corpus('articles.jsonl')");
        };
        let request = Request::new(vec![PathBuf::from(path)], PathBuf::new());
        let fill = self.fill;
        Filled::of(self.table, &self.world, move |world, rows| {
            let mut failed = Ok(());
            let written = each(&world.book, &request, |found| match fill(found, rows) {
                Ok(more) => more,
                Err(why) => {
                    failed = Err(why);
                    false
                }
            });
            failed?;
            written.map_err(|why| exec_datafusion_err!("{why}"))
        })
        .table()
    }
}
