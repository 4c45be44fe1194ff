//! Pages for a browser. No other crate writes HTML.
//!
//! A page is one file that asks for nothing: no script, no picture, no font from elsewhere. Whatever comes
//! from a document is escaped, by a template that is checked when the program is built.
//!
//! ```
//! use scrutineer_claims::Checker;
//! use scrutineer_ingest::article::Article;
//! use scrutineer_report::findings::Document;
//!
//! let book = scrutineer_book::built_in()?;
//! let article = Article::of_text("Ukraine <b>abstained</b> on resolution A/RES/74/29.");
//! let found = Checker::new(&book.record).check(article.text.as_bytes(), None);
//! let documents = [Document { source: "remark".to_owned(), article, found }];
//!
//! let page = scrutineer_site::findings_page(&book, &documents);
//! assert!(page.contains("&lt;b&gt;"));
//! # Ok::<(), scrutineer_book::Error>(())
//! ```
//!
//! What this crate does not do: it judges nothing and looks nothing up but what a finding names.

mod findings;
mod statement;

pub use findings::findings_page;

/// The style of every page.
const STYLE: &str = include_str!("style.css");
