//! `scrutineer series`: a text that came back, session by session.

use scrutineer_figures::series_tallies;
use scrutineer_record::{Decision, Record, Symbol};
use scrutineer_report::Target;
use scrutineer_report::series::Course;

use crate::args::Format;
use crate::error::Error;
use crate::names::cited;
use crate::output::Output;
use crate::pages::{how, marked};
use crate::plot::{Plot, WIDTH};
use crate::terminal::chart::{Place, chart};
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};

/// What was typed.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// A vote of the series: a symbol in any spelling or an id; or the id of the series
    symbol: String,
    #[command(flatten)]
    plot: Plot,
}

impl Args {
    /// What names votes.
    pub(crate) fn typed(&self) -> Vec<&str> {
        vec![&self.symbol]
    }

    /// The same, to be put right.
    pub(crate) fn typed_mut(&mut self) -> impl Iterator<Item = &mut String> {
        std::iter::once(&mut self.symbol)
    }
}

/// Shows a series. As CSV: a row for each text.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let course = Course::of(record, &args.symbol)?;
    let output = match format {
        Format::Text => Output::votes(page(record, &course)),
        Format::Json => Output::json(&course.report())?,
        Format::Csv => Output::table(&course.flat())?,
    };
    Ok(output.drawn(args.plot.picture(|| Ok(series_tallies(record, course.series, WIDTH)))?))
}

fn page(record: &Record, course: &Course<'_>) -> Page {
    let Course { series, texts, trend } = course;
    let mut page = Page::new();
    page.prose(0, &bold(&series.name));
    page.prose(0, &dim(&format!("series {}", series.id)));
    page.gap();
    let mut table = Table::new("rlll");
    for target in texts {
        let (session, date, last) = match target {
            Target::Vote(vote) => (vote.session.to_string(), Some(vote.date), cited(vote.tally())),
            Target::Text(text) => {
                let decision = match text.decision {
                    Decision::Recorded => "by recorded vote, which this book lacks",
                    decision => how(decision),
                };
                let last = dim(&marked(decision, text.standing));
                (text.session.to_string(), text.date, last)
            }
        };
        let date = date.map_or_else(String::new, |date| date.in_short_words());
        let rivals: Vec<_> = target
            .symbol()
            .into_iter()
            .flat_map(|symbol| record.rivals_of(symbol))
            .filter_map(|rival| Target::by_symbol(record, rival))
            .map(|rival| match rival {
                Target::Vote(vote) => format!("{} {}", vote.label(), vote.tally()),
                Target::Text(text) => text.symbol.to_string(),
            })
            .collect();
        let last = match rivals.as_slice() {
            [] => last,
            rivals => format!("{last}  {}", dim(&format!("rival {}", rivals.join(", ")))),
        };
        table.row([session, date, target.label(), last]);
    }
    page.table(2, &table);
    page.gap();
    page.prose(2, &dim("yes-no-abstain (not voting)"));
    if !trend.points.is_empty() {
        page.gap();
        for line in chart(&places(texts)) {
            page.line(line);
        }
        page.hanging(
            "  ",
            &dim("· without a vote; all three on one scale, below them the session"),
        );
    }
    page.gap();
    page.prose(0, &course.trend_in_words());
    course.turns_in_words().iter().for_each(|words| page.prose(0, words));
    if !series.note.is_empty() {
        page.prose(0, &series.note);
    }
    if !series.by_title.is_empty() && series.by_title.len() < series.texts.len() {
        let joined = series.by_title.iter().map(Symbol::to_string).collect::<Vec<_>>().join(", ");
        page.prose(0, &format!("By title alone, not listed: {joined}."));
    }
    course.gaps_in_words().iter().for_each(|words| page.prose(0, words));
    page
}

fn places(texts: &[Target<'_>]) -> Vec<Place> {
    let place = |target: &Target<'_>| match target {
        Target::Vote(vote) => Place { label: vote.session.to_string(), tally: Some(vote.tally()) },
        Target::Text(text) => Place { label: text.session.to_string(), tally: None },
    };
    texts.iter().map(place).collect()
}
