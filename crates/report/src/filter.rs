//! Which votes an answer is about: by words, date and body.

use std::collections::HashMap;

use scrutineer_record::{Body, Date, NicknameTarget, Record, Symbol, Vote, fold};

use crate::error::Error;
use crate::resolve;

/// What was asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Words of the title, the series, the topic or a nickname; all must occur.
    pub words: Vec<String>,
    /// Votes of this day, month, year or later.
    pub from: Option<String>,
    /// Votes of this day, month, year or earlier.
    pub to: Option<String>,
    /// Votes in this body.
    pub body: Option<String>,
}

impl Filter {
    /// What was meant.
    pub fn read<'r>(&self, record: &'r Record) -> Result<Wanted<'r>, Error> {
        let from = self.from.as_deref().map(resolve::date).transpose()?;
        let to = self.to.as_deref().map(resolve::date).transpose()?;
        if let Some((from, to)) = from.zip(to).filter(|(from, to)| from.first_day() > to.last_day())
        {
            let text = format!("the first date asked for, {from}, is later than the last, {to}");
            return Err(Error::wrong(text));
        }
        Ok(Wanted {
            words: self.words.iter().map(|word| fold(word)).collect(),
            from,
            to,
            body: self.body.as_deref().map(resolve::body).transpose()?,
            names: Names::of(record),
        })
    }
}

/// What was meant.
pub struct Wanted<'r> {
    words: Vec<String>,
    from: Option<Date>,
    to: Option<Date>,
    /// The body, if one was named.
    pub body: Option<Body>,
    names: Names<'r>,
}

impl Wanted<'_> {
    /// Whether a vote is wanted.
    pub fn vote(&self, vote: Vote<'_>) -> bool {
        let facts = vote.facts();
        self.text(Some(facts.date), facts.body, facts.symbol.as_ref(), &facts.title)
    }

    /// Whether a text is wanted that was decided on this date in this body.
    pub fn text(
        &self,
        date: Option<Date>,
        body: Body,
        symbol: Option<&Symbol>,
        title: &str,
    ) -> bool {
        self.date(date) && self.body.is_none_or(|wanted| wanted == body) && self.says(symbol, title)
    }

    fn date(&self, date: Option<Date>) -> bool {
        let Some(date) = date else { return self.from.is_none() && self.to.is_none() };
        self.from.is_none_or(|from| from.first_day() <= date.last_day())
            && self.to.is_none_or(|to| date.first_day() <= to.last_day())
    }

    /// Whether every word occurs in what is said of the text.
    fn says(&self, symbol: Option<&Symbol>, title: &str) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let mut said = fold(title);
        if let Some(symbol) = symbol {
            said = format!("{said} {}{}", fold(&symbol.to_string()), self.names.of_text(symbol));
        }
        self.words.iter().all(|word| said.contains(word.as_str()))
    }
}

/// The names of the series, topics and nicknames of each text that has any, folded, each after a blank.
struct Names<'r>(HashMap<&'r Symbol, String>);

impl<'r> Names<'r> {
    fn of(record: &'r Record) -> Names<'r> {
        let facts = record.facts();
        let mut names = Names(HashMap::new());
        for series in &facts.series {
            names.add(&series.name, &series.texts);
        }
        for topic in &facts.topics {
            names.add(&topic.name, topic.texts.iter().map(|text| &text.value));
        }
        for nickname in &facts.nicknames {
            match &nickname.target {
                NicknameTarget::Text(symbol) => names.add(&nickname.words, [symbol]),
                NicknameTarget::Series(id) => {
                    // As listed: to put all series together by title takes longer than to find.
                    let series = facts.series.iter().filter(|series| series.id == *id);
                    names.add(&nickname.words, series.flat_map(|series| &series.texts));
                }
            }
        }
        names
    }

    fn add(&mut self, name: &str, texts: impl IntoIterator<Item = &'r Symbol>) {
        let folded = fold(name);
        for symbol in texts {
            let names = self.0.entry(symbol).or_default();
            names.push(' ');
            names.push_str(&folded);
        }
    }

    fn of_text(&self, symbol: &Symbol) -> &str {
        self.0.get(symbol).map_or("", String::as_str)
    }
}
