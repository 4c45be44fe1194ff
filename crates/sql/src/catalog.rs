//! Tables where DataFusion finds them: those of the record as streams, those of a book on disk as Parquet.

use std::sync::Arc;

use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{
    ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl,
};
use datafusion::error::Result;
use datafusion::object_store::memory::InMemory;
use datafusion::object_store::path::Path;
use datafusion::object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use datafusion::prelude::SessionContext;
use scrutineer_book::{Column, Kind, Stored, Table, column};
use url::Url;

use crate::functions::{FUNCTIONS, Function};
use crate::rows::Rows;
use crate::source::{Made, Source};
use crate::tables::TABLES;
use crate::world::World;

/// Tables of a book on disk that say more than those of the record: under which name, and under which in the book.
pub(crate) const ON_DISK: [(&str, &str); 3] =
    [("accounts", "votes"), ("texts", "texts"), ("differences", "differences")];

/// Every column of every table, with its description.
pub(crate) const COLUMNS: Table = Table {
    name: "columns",
    about: "One row for each column of each of these tables.",
    columns: &[
        column(Kind::Text, "table_name", "name of the table"),
        column(Kind::Text, "column_name", "name of the column"),
        column(Kind::Text, "type", "what it holds: text, number, date, true or false"),
        column(Kind::Flag, "optional", "whether it can be empty"),
        column(Kind::Text, "about", "what it says"),
    ],
};

/// Every function of ours, with its description.
pub(crate) const OUR_FUNCTIONS: Table = Table {
    name: "functions",
    about: "One row for each function of ours.",
    columns: &[
        column(Kind::Text, "name", "name of the function"),
        column(Kind::Text, "sort", "scalar, aggregate or table"),
        column(Kind::Text, "call", "how it is called"),
        column(Kind::Text, "about", "what it gives"),
        column(Kind::Text, "example", "a statement with it"),
    ],
};

/// Every table that statements can read, by the name under which they do.
pub(crate) fn all_tables(with_disk: bool) -> impl Iterator<Item = (&'static str, &'static Table)> {
    let of_record = TABLES.iter().map(|of| (of.table.name, of.table));
    let on_disk = ON_DISK.iter().filter(move |_| with_disk).filter_map(|(name, stored)| {
        let table = scrutineer_book::TABLES.into_iter().find(|table| table.name == *stored)?;
        Some((*name, table))
    });
    let about_these = [&COLUMNS, &OUR_FUNCTIONS].map(|table| (table.name, table));
    of_record.chain(on_disk).chain(about_these)
}

/// What a column holds, in a word.
pub(crate) fn kind_word(column: &Column) -> &'static str {
    match column.kind {
        Kind::Text => "text",
        Kind::Int | Kind::Long | Kind::Real => "number",
        Kind::Day => "date",
        Kind::Flag => "true or false",
    }
}

/// Registers every table and every function.
pub(crate) async fn register(context: &SessionContext, world: &Arc<World>) -> Result<()> {
    let of_record = TABLES.iter().map(|of| of.table);
    for table in of_record.chain([&COLUMNS, &OUR_FUNCTIONS]) {
        let made = Made::of(Source::table(table.name), world)?;
        context.register_table(table.name, Arc::new(made))?;
    }
    on_disk(context, &world.stored).await?;
    FUNCTIONS.iter().for_each(|function| function.register(context, world));
    Ok(())
}

pub(crate) fn columns(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (name, table) in all_tables(!world.stored.is_empty()) {
        for column in table.columns {
            rows.add([
                name.into(),
                column.name.into(),
                kind_word(column).into(),
                column.optional.into(),
                column.about.into(),
            ])?;
        }
    }
    Ok(())
}

pub(crate) fn functions(rows: &mut Rows<'_>) -> Result<()> {
    for function in FUNCTIONS {
        let Function { name, sort, about, example, .. } = function;
        rows.add([
            (*name).into(),
            sort.word().into(),
            function.call().into(),
            (*about).into(),
            (*example).into(),
        ])?;
    }
    Ok(())
}

/// Where DataFusion finds the files of the book: in memory, since every byte of them was checked there.
const STORE: &str = "book://tables/";

async fn on_disk(context: &SessionContext, stored: &[Stored]) -> Result<()> {
    let store = Arc::new(InMemory::new());
    let outside = |why: url::ParseError| datafusion::error::DataFusionError::External(why.into());
    let root = Url::parse(STORE).map_err(outside)?;
    context.register_object_store(&root, Arc::clone(&store) as Arc<dyn ObjectStore>);
    for (name, in_book) in ON_DISK {
        let Some(Stored { table, bytes }) = stored.iter().find(|of| of.table.name == in_book)
        else {
            continue;
        };
        let file = table.file();
        store.put(&Path::from(file.as_str()), PutPayload::from_bytes(bytes.clone())).await?;
        let url = ListingTableUrl::parse(format!("{STORE}{file}"))?;
        let options = ListingOptions::new(Arc::new(ParquetFormat::default()));
        let schema = options.infer_schema(&context.state(), &url).await?;
        let config = ListingTableConfig::new(url).with_listing_options(options).with_schema(schema);
        context.register_table(name, Arc::new(ListingTable::try_new(config)?))?;
    }
    Ok(())
}
