//! Archives of articles against the record: documents by the million, checked on all cores.
//!
//! [`check`] reads JSON lines and Parquet files (gzip and zstd too) as a stream, checks every document as
//! `scrutineer check` would, and writes two tables into a directory: `documents`, one row for each document
//! whatever became of it, and `findings`, one row for each claim. It works in parts of a bounded size. A part
//! is there whole or not at all, so that a run that was killed goes on where it stood when the same command is
//! given again. Rows stand in the order of the documents, whatever the number of threads.
//!
//! ```
//! use scrutineer_corpus::{Request, check};
//! use scrutineer_ingest::Progress;
//!
//! let dir = std::env::temp_dir().join(format!("scrutineer-corpus-{}", std::process::id()));
//! std::fs::create_dir_all(&dir)?;
//! let articles = dir.join("articles.jsonl");
//! let article = r#"{"id": "a1", "date": "2019-12-13", "text": "The UN General Assembly adopted the Russian resolution on information security on 12 December 2019 by 129 votes to 6."}"#;
//! std::fs::write(&articles, article)?;
//!
//! let book = scrutineer_book::built_in()?;
//! let request = Request::new(vec![articles], dir.join("checked"));
//! let summary = check(&book, &request, &Progress::default())?;
//! assert_eq!((summary.documents, summary.failed, summary.findings), (1, 0, 1));
//! # std::fs::remove_dir_all(&dir)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What this crate does not do: it downloads nothing, and it judges nothing otherwise than
//! `scrutineer-claims` does. A document that cannot be read fails alone, with the reason in its row.

mod document;
mod each;
mod error;
mod files;
mod gather;
mod json_lines;
mod parquet_rows;
mod pieces;
mod run;
mod tables;
mod work;
mod written;

pub use document::Fields;
pub use each::{CheckedDocument, Found, each};
pub use error::Error;
pub use gather::{gather, verdict_of};
pub use pieces::{Piece, pieces};
pub use run::{Request, Results, Summary, check};
pub use tables::{DOCUMENTS, DocumentRow, FINDINGS, FindingRow};
pub use written::{Written, written};
