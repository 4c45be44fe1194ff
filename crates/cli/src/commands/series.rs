//! `scrutineer series`: a text that came back, session by session.

use scrutineer_figures::series_tallies;
use scrutineer_measures::{Direction, Point, Trend, TurningPoint, turning_points};
use scrutineer_record::{Decision, Record, Session, Symbol};
use scrutineer_report::Target;
use scrutineer_report::series::Course;

use crate::args::Format;
use crate::error::Error;
use crate::names::cited;
use crate::output::Output;
use crate::pages::{how, marked, probability};
use crate::plot::{Plot, WIDTH};
use crate::terminal::chart::{Place, chart};
use crate::terminal::style::{bold, dim};
use crate::terminal::wrap::tied;
use crate::terminal::{Page, Table};

/// What was typed.
#[derive(Debug, clap::Args)]
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

fn page(record: &Record, Course { series, texts, trend }: &Course<'_>) -> Page {
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
    page.prose(0, &in_words(trend, texts.len()));
    turns(&mut page, trend);
    if !series.note.is_empty() {
        page.prose(0, &series.note);
    }
    if !series.by_title.is_empty() && series.by_title.len() < series.texts.len() {
        let joined = series.by_title.iter().map(Symbol::to_string).collect::<Vec<_>>().join(", ");
        page.prose(0, &format!("By title alone, not listed: {joined}."));
    }
    if let Some(gaps) = gaps(texts) {
        page.prose(0, &gaps);
    }
    page
}

/// The sessions between the first and the last of which the book has no text.
fn gaps(texts: &[Target<'_>]) -> Option<String> {
    let session = |target: &Target<'_>| match target {
        Target::Vote(vote) => vote.session,
        Target::Text(text) => text.session,
    };
    let held: Vec<u8> = texts
        .iter()
        .filter_map(|target| match session(target) {
            Session::Regular(session) => Some(session),
            _ => None,
        })
        .collect();
    let (first, last) = (*held.iter().min()?, *held.iter().max()?);
    let missing: Vec<String> = (first..=last)
        .filter(|session| !held.contains(session))
        .map(|session| session.to_string())
        .collect();
    let sessions = if missing.len() == 1 { "session" } else { "sessions" };
    (!missing.is_empty()).then(|| {
        format!("The book has no text of the series in {sessions} {}.", missing.join(", "))
    })
}

fn places(texts: &[Target<'_>]) -> Vec<Place> {
    let place = |target: &Target<'_>| match target {
        Target::Vote(vote) => Place { label: vote.session.to_string(), tally: Some(vote.tally()) },
        Target::Text(text) => Place { label: text.session.to_string(), tally: None },
    };
    texts.iter().map(place).collect()
}

/// The trend in words, with its n and how sure it is.
fn in_words(trend: &Trend<'_>, texts: usize) -> String {
    let n = trend.points.len();
    let without = texts - n.min(texts);
    let rest = match without {
        0 => String::new(),
        1 => " 1 text without a vote is not counted.".to_owned(),
        without => format!(" {without} texts without a vote are not counted."),
    };
    let (Some(change), Some(slope)) = (trend.change, trend.slope) else {
        let votes = if n == 1 { "vote" } else { "votes" };
        return format!("Of {n} recorded {votes} there is no trend.{rest}");
    };
    let mut text = format!(
        "Yes votes over {n} recorded votes{}: {}, {change:+}; the median slope is {} a year",
        from_to(trend),
        match trend.direction() {
            Direction::Unclear => "no clear direction",
            clear => clear.code(),
        },
        a_year(slope)
    );
    match trend.uncertainty {
        None => text += ". With fewer than four votes nothing can be said about chance.",
        Some(uncertainty) => {
            if let Some(interval) = uncertainty.interval {
                text += &format!(
                    " ({:.0}\u{a0}% interval {} to {})",
                    100.0 * interval.confidence,
                    a_year(interval.low),
                    a_year(interval.high)
                );
            }
            let clear = if trend.is_clear() == Some(true) {
                "clear"
            } else {
                "not clear: it may be chance"
            };
            text += &format!("; {clear} ({}, Mann–Kendall).", probability(uncertainty.p));
        }
    }
    text + &rest + " The text may have changed from one to the next."
}

/// A slope to one decimal; what rounds to nothing has no sign.
fn a_year(slope: f64) -> String {
    if slope.abs() < 0.05 { "0.0".to_owned() } else { format!("{slope:+.1}") }
}

/// Where yes votes turned, in words.
fn turns(page: &mut Page, trend: &Trend<'_>) {
    let turns = turning_points(&trend.points);
    let turn = |turn: &TurningPoint<'_>| {
        let extreme = if turn.is_peak { "most" } else { "fewest" };
        format!("{extreme} in {}", cite(&turn.point))
    };
    let turns: Vec<_> = turns.iter().map(turn).collect();
    if !turns.is_empty() {
        page.prose(
            0,
            &format!("Turning points, beyond the two votes on either side: {}.", turns.join("; ")),
        );
    }
}

/// A vote with its year and its yes votes: `A/RES/60/45 (2005, 177 yes)`.
fn cite(point: &Point<'_>) -> String {
    let year = point.vote.date.year();
    tied(&format!("{} ({year}, {} yes)", point.vote.label(), point.tally.yes))
}

/// The first and the last vote: `, from A/RES/60/45 (2005) to A/RES/78/237 (2023)`.
fn from_to(trend: &Trend<'_>) -> String {
    match trend.points.as_slice() {
        [first, .., last] => format!(", from {} to {}", cite(first), cite(last)),
        _ => String::new(),
    }
}
