//! Pages for a browser. No other crate writes HTML.
//!
//! There are two kinds: the page of `check`, one file that asks for nothing, and the [site](Server), every vote and
//! every member at an address. No page asks for a script, a picture or a font from elsewhere. Whatever comes
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

mod api;
mod assets;
mod edition;
mod findings;
mod guard;
mod kept;
mod layout;
mod listen;
mod pages;
mod parts;
mod problem;
mod server;
mod statement;

pub use edition::Site;
pub use findings::findings_page;
pub use guard::{Log, Served};
pub use server::{Server, router};

/// The style of pages that stand alone.
const STYLE: &str = include_str!("../assets/style.css");
