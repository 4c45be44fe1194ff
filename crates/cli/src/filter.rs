//! Which votes a command is about, as it is typed.

use scrutineer_report::filter;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Filter {
    /// Words of the title, the series, the topic or a nickname; all must occur
    words: Vec<String>,
    /// Votes of this day, month, year or later
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Votes of this day, month, year or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// Votes in this body, such as general_assembly
    #[arg(long)]
    body: Option<String>,
}

impl Filter {
    /// What is asked for.
    pub(crate) fn asked(&self) -> filter::Filter {
        let Filter { words, from, to, body } = self;
        filter::Filter {
            words: words.clone(),
            from: from.clone(),
            to: to.clone(),
            body: body.clone(),
        }
    }
}
