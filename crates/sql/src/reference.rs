//! Every table and function, described for readers.

use crate::catalog::{ON_DISK, all_tables, kind_word};
use crate::functions::FUNCTIONS;

/// The reference as Markdown, made from what the tables and functions say of themselves.
pub fn reference() -> String {
    let mut page = String::from(
        "# SQL: tables and functions\n\n\
         Made from what they say of themselves; a test holds it. See the [guide](sql.md) for how to ask.\n\n\
         ## Functions\n",
    );
    for function in FUNCTIONS {
        let (call, sort) = (function.call(), function.sort.word());
        page += &format!("\n### {call}\n\n{} ({sort})\n\n", function.about);
        for (name, about) in function.arguments {
            page += &format!("- `{name}`: {about}\n");
        }
        page += &format!("\n```sql\n{};\n```\n", function.example);
    }
    page += "\n## Tables\n";
    for (name, table) in all_tables(true) {
        let on_disk = ON_DISK.iter().any(|(on_disk, _)| *on_disk == name);
        let only = if on_disk { " Books on disk only." } else { "" };
        page += &format!("\n### {name}\n\n{}{only}\n\n", table.about);
        page += "| column | | |\n| --- | --- | --- |\n";
        for column in table.columns {
            let optional = if column.optional { ", can be empty" } else { "" };
            let (kind, about) = (kind_word(column), column.about);
            page += &format!("| `{}` | {kind}{optional} | {about} |\n", column.name);
        }
    }
    page
}
