//! `series`: a text that came back, session by session.

use schemars::JsonSchema;
use scrutineer_measures::{Direction, Point, Trend, TurningPoint, trend, turning_points};
use scrutineer_record::{Record, Series, Session, Symbol};
use serde::Serialize;

use crate::error::{Error, See};
use crate::flat::FlatTable;
use crate::schema::DateText;
use crate::words::probability;
use crate::{Line, Target, resolve, suggest};

/// A series with what is known of its texts, in the order of time.
pub struct Course<'r> {
    /// The series.
    pub series: &'r Series,
    /// Its texts.
    pub texts: Vec<Target<'r>>,
    /// How yes votes change over its recorded votes.
    pub trend: Trend<'r>,
}

impl<'r> Course<'r> {
    /// Of the series with this id, or to which this vote or text belongs.
    pub fn of(record: &'r Record, typed: &str) -> Result<Course<'r>, Error> {
        let series = series(record, typed)?;
        let mut texts: Vec<_> =
            series.texts.iter().filter_map(|symbol| Target::by_symbol(record, symbol)).collect();
        texts.sort_by_key(Target::date);
        Ok(Course { series, texts, trend: trend(&record.votes_of(series)) })
    }

    /// The trend in words, with its n and how sure it is.
    pub fn trend_in_words(&self) -> String {
        let trend = &self.trend;
        let n = trend.points.len();
        let without = self.texts.len() - n.min(self.texts.len());
        let rest = match without {
            0 => String::new(),
            1 => " 1 text that was not voted by name is not counted.".to_owned(),
            without => format!(" {without} texts that were not voted by name are not counted."),
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

    /// Where yes votes turned, in words, if they did.
    pub fn turns_in_words(&self) -> Option<String> {
        let turns = turning_points(&self.trend.points);
        let turn = |turn: &TurningPoint<'_>| {
            let extreme = if turn.is_peak { "most" } else { "fewest" };
            format!("{extreme} in {}", cite(&turn.point))
        };
        let turns: Vec<_> = turns.iter().map(turn).collect();
        let words = || {
            format!("Turning points, beyond the two votes on either side: {}.", turns.join("; "))
        };
        (!turns.is_empty()).then(words)
    }

    /// The sessions between the first and the last of which the book has no text, in words.
    pub fn gaps_in_words(&self) -> Option<String> {
        let session = |target: &Target<'_>| match target {
            Target::Vote(vote) => vote.session,
            Target::Text(text) => text.session,
        };
        let held: Vec<u8> = self
            .texts
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

    /// As JSON.
    pub fn report(&self) -> CourseReport<'r> {
        let Series { id, name, note, by_title, .. } = self.series;
        CourseReport {
            series: id,
            name,
            note: Some(note.as_str()).filter(|note| !note.is_empty()),
            texts: self.texts.iter().copied().map(Line::of).collect(),
            by_title: by_title.iter().map(Symbol::to_string).collect(),
            trend: TrendReport::of(&self.trend),
            turning_points: turning_points(&self.trend.points).iter().map(TurnReport::of).collect(),
        }
    }

    /// A row for each text.
    pub fn flat(&self) -> FlatTable {
        FlatTable::of(Line::HEADER, self.texts.iter().map(|target| Line::of(*target).row()))
    }
}

fn series<'r>(record: &'r Record, typed: &str) -> Result<&'r Series, Error> {
    if let Some(series) = record.series(typed) {
        return Ok(series);
    }
    let found = resolve::target(record, typed).map_err(|error| {
        let ids = record.facts().series.iter().map(|series| series.id.as_str());
        let near = suggest::names(typed, ids);
        near.into_iter()
            .fold(error, |error, id| error.hint(format!("did you mean the series {id}?")))
    })?;
    found.symbol().and_then(|symbol| record.series_of(symbol)).ok_or_else(|| {
        Error::unknown(format!("of {} no series is known", found.label()))
            .see("see the vote itself", See::Vote(found.label()))
    })
}

/// A slope to one decimal; what rounds to nothing has no sign.
fn a_year(slope: f64) -> String {
    if slope.abs() < 0.05 { "0.0".to_owned() } else { format!("{slope:+.1}") }
}

/// A vote with its year and its yes votes: `A/RES/60/45 (2005, 177 yes)`.
fn cite(point: &Point<'_>) -> String {
    let year = point.vote.date.year();
    format!("{} ({year}, {} yes)", point.vote.label(), point.tally.yes).replace(' ', "\u{a0}")
}

/// The first and the last vote: `, from A/RES/60/45 (2005) to A/RES/78/237 (2023)`.
fn from_to(trend: &Trend<'_>) -> String {
    match trend.points.as_slice() {
        [first, .., last] => format!(", from {} to {}", cite(first), cite(last)),
        _ => String::new(),
    }
}

/// Every series that the record knows.
pub fn list(record: &Record) -> SeriesListReport<'_> {
    let series = record.all_series().map(|series| SeriesLine {
        series: &series.id,
        name: &series.name,
        texts: series.texts.len(),
        votes: record.votes_of(series).len(),
    });
    SeriesListReport { series: series.collect() }
}

/// The series of a record.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "SeriesList")]
pub struct SeriesListReport<'r> {
    /// The series.
    pub series: Vec<SeriesLine<'r>>,
}

/// A series in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct SeriesLine<'r> {
    /// Its id.
    pub series: &'r str,
    /// Its name.
    pub name: &'r str,
    /// How many texts it has.
    pub texts: usize,
    /// Of how many of them the book has a recorded vote.
    pub votes: usize,
}

/// A series.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Series")]
pub struct CourseReport<'r> {
    /// The id of the series.
    pub series: &'r str,
    /// Its name.
    pub name: &'r str,
    /// What a reader must know about it.
    pub note: Option<&'r str>,
    /// Its texts, in the order of time.
    pub texts: Vec<Line<'r>>,
    /// Symbols of those of the texts that only their title puts here.
    pub by_title: Vec<String>,
    /// How yes votes change over its recorded votes.
    pub trend: TrendReport,
    /// The votes at which yes votes turned.
    pub turning_points: Vec<TurnReport>,
}

/// A vote at which yes votes turned.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Turn")]
pub struct TurnReport {
    /// The symbol, or the id of a vote without one.
    pub symbol: String,
    /// The day.
    #[schemars(with = "DateText")]
    pub date: String,
    /// `peak` or `trough`.
    pub turn: &'static str,
    /// Its yes votes.
    pub yes: u16,
}

impl TurnReport {
    fn of(turn: &TurningPoint<'_>) -> TurnReport {
        TurnReport {
            symbol: turn.point.vote.label(),
            date: turn.point.vote.date.to_string(),
            turn: if turn.is_peak { "peak" } else { "trough" },
            yes: turn.point.tally.yes,
        }
    }
}

/// How yes votes change over the recorded votes of a series.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Trend")]
pub struct TrendReport {
    /// How many recorded votes it rests on.
    pub n: usize,
    /// `rising`, `falling`, `level` or `unclear`.
    pub direction: &'static str,
    /// Yes votes of the last vote less those of the first.
    pub change: Option<i32>,
    /// Median slope between two votes, in yes votes a year.
    pub slope: Option<f64>,
    /// The statistic of Mann and Kendall.
    pub s: i64,
    /// How likely chance alone makes such a trend.
    pub p: Option<f64>,
    /// Whether that is counted, and not told by the normal distribution.
    pub p_exact: Option<bool>,
    /// Whether the trend is clear.
    pub clear: Option<bool>,
    /// Between what the slope lies.
    pub interval: Option<IntervalReport>,
}

/// Between what a slope lies.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Interval")]
pub struct IntervalReport {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How sure that is.
    pub confidence: f64,
}

impl TrendReport {
    fn of(trend: &Trend<'_>) -> TrendReport {
        let interval = trend.uncertainty.and_then(|uncertainty| uncertainty.interval);
        TrendReport {
            n: trend.points.len(),
            direction: trend.direction().code(),
            change: trend.change,
            slope: trend.slope,
            s: trend.s,
            p: trend.uncertainty.map(|uncertainty| uncertainty.p),
            p_exact: trend.uncertainty.map(|uncertainty| uncertainty.exact),
            clear: trend.is_clear(),
            interval: interval.map(|interval| IntervalReport {
                low: interval.low,
                high: interval.high,
                confidence: interval.confidence,
            }),
        }
    }
}
