//! `series`: a text that came back, session by session.

use schemars::JsonSchema;
use scrutineer_measures::{Trend, TurningPoint, trend, turning_points};
use scrutineer_record::{Record, Series, Symbol};
use serde::Serialize;

use crate::error::{Error, See};
use crate::flat::FlatTable;
use crate::schema::DateText;
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
