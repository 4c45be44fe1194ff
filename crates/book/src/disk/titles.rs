//! The titles of a book: what tells which texts come back, without anything else of the votes.

use std::collections::HashSet;

use scrutineer_record::{Body, Facts, Recurring, Session, Symbol, TitledText};

use super::sheet::Sheet;
use crate::votes::VoteRow;

/// A text as its row tells it.
#[derive(Debug)]
pub(crate) struct Titled {
    body: Body,
    session: Session,
    symbol: Symbol,
    title: String,
}

impl Titled {
    fn as_text(&self) -> TitledText<'_> {
        let Titled { body, session, symbol, title } = self;
        TitledText { body: *body, session: *session, symbol, title }
    }
}

/// The columns that tell the titles of votes.
pub(crate) const OF_VOTES: &[&str] = &["symbol", "title", "body", "session", "motion"];

/// The columns that tell the titles of texts without a vote.
pub(crate) const OF_TEXTS: &[&str] = &["symbol", "title", "session"];

/// The titles of the votes on whole texts.
pub(crate) fn of_votes(sheet: &Sheet) -> Vec<Titled> {
    let [symbol, title, body, session, motion] =
        ["symbol", "title", "body", "session", "motion"].map(|name| sheet.column(name));
    let titled = |row: usize| {
        Some(Titled {
            body: body.text(row)?.parse().ok()?,
            session: session.text(row)?.parse().ok()?,
            symbol: symbol.text(row)?.parse().ok()?,
            title: title.owned(row),
        })
    };
    let whole = (0..sheet.rows()).filter(|row| motion.text(*row) == Some("whole"));
    whole.filter_map(titled).collect()
}

/// The titles of texts without a vote, all of them the plenary's.
pub(crate) fn of_texts(sheet: &Sheet) -> Vec<Titled> {
    let [symbol, title, session] = ["symbol", "title", "session"].map(|name| sheet.column(name));
    let titled = |row: usize| {
        Some(Titled {
            body: Body::GeneralAssembly,
            session: session.text(row)?.parse().ok()?,
            symbol: symbol.text(row)?.parse().ok()?,
            title: title.owned(row),
        })
    };
    (0..sheet.rows()).filter_map(titled).collect()
}

/// The series of the whole book, in the order in which its record would see the titles.
pub(crate) fn recurring(
    votes: &[Titled],
    texts: &[Titled],
    built_in: &[VoteRow],
    facts: &Facts,
) -> Recurring {
    let here: HashSet<&Symbol> = votes.iter().map(|text| &text.symbol).collect();
    let missing = built_in.iter().filter_map(|row| {
        let symbol = row.symbol().filter(|symbol| !here.contains(symbol))?;
        let (body, session, title) = (row.vote.body, row.vote.session, row.vote.title.as_str());
        row.vote.motion.is_whole().then_some(TitledText { body, session, symbol, title })
    });
    let all = votes.iter().map(Titled::as_text).chain(missing);
    let all = all.chain(TitledText::of_facts(facts)).chain(texts.iter().map(Titled::as_text));
    Recurring::of(all, facts)
}
