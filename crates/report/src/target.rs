//! What is asked for: a vote, or a text without one.

use scrutineer_record::{Date, Proposal, Record, Standing, Symbol, Vote};

/// What a symbol stands for.
#[derive(Clone, Copy)]
pub enum Target<'r> {
    /// A recorded vote.
    Vote(Vote<'r>),
    /// A text of which no recorded vote is known.
    Text(&'r Proposal),
}

/// What stands for a title that is not known.
pub const UNTITLED: &str = "(title unknown)";

impl<'r> Target<'r> {
    /// The vote on the whole text with this symbol, else the text itself.
    pub fn by_symbol(record: &'r Record, symbol: &Symbol) -> Option<Target<'r>> {
        let vote = record.vote_on(symbol).map(Target::Vote);
        vote.or_else(|| record.proposal(symbol).map(Target::Text))
    }

    /// The symbol, if there is one.
    pub fn symbol(&self) -> Option<&'r Symbol> {
        match self {
            Target::Vote(vote) => vote.facts().symbol.as_ref(),
            Target::Text(text) => Some(&text.symbol),
        }
    }

    /// The day, as far as it is known.
    pub fn date(&self) -> Option<Date> {
        match self {
            Target::Vote(vote) => Some(vote.date),
            Target::Text(text) => text.date,
        }
    }

    /// How well it stands that it exists and was decided so.
    pub fn standing(&self) -> Standing {
        match self {
            Target::Vote(_) => Standing::Recorded,
            Target::Text(text) => text.standing,
        }
    }

    /// What to call it.
    pub fn label(&self) -> String {
        match self {
            Target::Vote(vote) => vote.label(),
            Target::Text(text) => text.symbol.to_string(),
        }
    }

    /// The title; of a text whose title is not known, what it decides.
    pub fn title(&self) -> String {
        match self {
            Target::Vote(vote) => vote.facts().title.clone(),
            Target::Text(text) if text.title.is_empty() => {
                let about = text.decides.as_deref().unwrap_or(&text.note);
                format!("{UNTITLED} {about}").trim_end().to_owned()
            }
            Target::Text(text) => text.title.clone(),
        }
    }
}
