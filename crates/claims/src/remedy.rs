//! What would settle a claim that the record cannot: where the record ends, and which document to open.

use scrutineer_record::{Date, Record, Session};

use crate::document::Elsewhere;

/// What settles a claim that one text is like another.
pub(crate) const OF_TEXTS: &str = "The book holds the titles of texts, not their words. Open both texts, and compare them with scrutineer similar";

/// What is known of a vote that the record does not hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sought {
    /// The body that held it, if not the plenary.
    pub(crate) elsewhere: Option<Elsewhere>,
    /// The year that is spoken of.
    pub(crate) year: Option<i16>,
    /// The date of the text that speaks of it.
    pub(crate) told_on: Option<Date>,
}

/// Where the record ends, and the document of the United Nations that tells of the vote that is sought.
pub(crate) fn remedy(record: &Record, sought: Sought) -> String {
    let document = match sought.elsewhere {
        Some(Elsewhere::Committee(_)) => {
            "the committee's report to the Assembly or the press release of its meeting".to_owned()
        }
        Some(Elsewhere::Body(body)) => format!("a record of {}", body.words()),
        None => {
            format!("the press release of the meeting or its verbatim record {}", sought.verbatim())
        }
    };
    format!("{}. Open {document}, and give it beside the book", sought.beyond(record))
}

impl Sought {
    /// What the record lacks for it.
    fn beyond(self, record: &Record) -> String {
        let Some(until) = record.until() else { return "The book holds no vote".to_owned() };
        if self.elsewhere.is_some() {
            return "The book holds votes of the plenary Assembly".to_owned();
        }
        let ends = format!("The book ends on {}", until.in_words());
        match self.year {
            Some(year) if year > until.year() => format!("{ends}, before what is spoken of"),
            _ => format!("{ends} and may lack votes before"),
        }
    }

    /// The symbol of the plenary's verbatim records, of the session of the text where it speaks of its own year.
    fn verbatim(self) -> String {
        let of_the_year = |date: &Date| self.year.is_none_or(|year| year == date.year());
        let day = self.told_on.filter(of_the_year).map(Date::first_day);
        match day.and_then(|day| Session::regular_on(day.year(), day.month(), day.day())) {
            Some(session) => format!("(A/{session}/PV.…)"),
            None => "(A/…/PV.…)".to_owned(),
        }
    }
}
