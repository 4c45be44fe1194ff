//! Answers as columns.

use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type};
use arrow_array::{
    ArrayRef, Date32Array, Float64Array, Int16Array, StringArray, UInt8Array, UInt16Array,
    UInt32Array, UInt64Array,
};
use scrutineer_record::{Date, Record, Vote};
use scrutineer_report::agreement::PairReport;
use scrutineer_report::ideal::{PlaceReport, PointReport};
use scrutineer_report::{Line, Target};

/// Columns under names.
pub(crate) type Columns = Vec<(&'static str, ArrayRef)>;

fn texts<'t>(texts: impl Iterator<Item = Option<&'t str>>) -> ArrayRef {
    Arc::new(texts.collect::<StringArray>())
}

/// Texts of which there are few, each kept once.
fn codes<'t, K: ArrowDictionaryKeyType>(texts: impl Iterator<Item = Option<&'t str>>) -> ArrayRef {
    let mut column = StringDictionaryBuilder::<K>::new();
    texts.for_each(|text| column.append_option(text));
    Arc::new(column.finish())
}

/// Days since 1970 began.
fn day(date: Date) -> Option<i32> {
    let epoch = Date::ymd(1970, 1, 1)?.first_day();
    i32::try_from(date.first_day().duration_since(epoch).as_hours() / 24).ok()
}

/// Votes.
pub(crate) fn votes(votes: &[Vote<'_>]) -> Columns {
    let lines: Vec<_> = votes.iter().map(|vote| Line::of(Target::Vote(*vote))).collect();
    let motions: Vec<_> = votes.iter().map(|vote| vote.motion.to_string()).collect();
    let count = |of: fn(&scrutineer_report::TallyReport) -> u16| -> ArrayRef {
        let counts = lines.iter().map(|line| line.tally.as_ref().map(of));
        Arc::new(counts.collect::<UInt16Array>())
    };
    vec![
        ("id", texts(lines.iter().map(|line| Some(line.id.as_str())))),
        ("symbol", texts(lines.iter().map(|line| line.symbol.as_deref()))),
        ("title", texts(lines.iter().map(|line| Some(line.title)))),
        ("body", codes::<Int8Type>(lines.iter().map(|line| Some(line.body)))),
        ("session", texts(lines.iter().map(|line| Some(line.session.as_str())))),
        ("date", Arc::new(votes.iter().map(|vote| day(vote.date)).collect::<Date32Array>())),
        ("motion", texts(motions.iter().map(|motion| Some(motion.as_str())))),
        ("yes", count(|tally| tally.yes)),
        ("no", count(|tally| tally.no)),
        ("abstain", count(|tally| tally.abstain)),
        ("non_voting", count(|tally| tally.non_voting)),
        ("outcome", codes::<Int8Type>(lines.iter().map(|line| Some(line.outcome)))),
    ]
}

/// Everyone's position in these votes.
pub(crate) fn positions(record: &Record, votes: &[Vote<'_>]) -> Columns {
    let rows = || {
        votes.iter().flat_map(|vote| {
            let positions = vote.positions();
            let of = move |id| Some((vote.facts().id.as_str(), id, positions.of(id)?));
            positions.roll.iter().filter_map(of).collect::<Vec<_>>()
        })
    };
    let code = |id| Some(record.members()[id].code.as_str());
    vec![
        ("vote", codes::<Int32Type>(rows().map(|(vote, ..)| Some(vote)))),
        ("member", codes::<Int16Type>(rows().map(|(_, member, _)| code(member)))),
        ("position", codes::<Int8Type>(rows().map(|(.., position)| Some(position.code())))),
    ]
}

/// How often members agree.
pub(crate) fn pairs(pairs: &[PairReport]) -> Columns {
    let real = |of: fn(&PairReport) -> Option<f64>| -> ArrayRef {
        Arc::new(pairs.iter().map(of).collect::<Float64Array>())
    };
    let count = |of: fn(&PairReport) -> u32| -> ArrayRef {
        Arc::new(pairs.iter().map(|pair| Some(of(pair))).collect::<UInt32Array>())
    };
    let state = |of: fn(&PairReport) -> Option<u16>| -> ArrayRef {
        Arc::new(pairs.iter().map(of).collect::<UInt16Array>())
    };
    vec![
        ("session", texts(pairs.iter().map(|pair| pair.session.as_deref()))),
        ("year", Arc::new(pairs.iter().map(|pair| pair.year).collect::<Int16Array>())),
        ("member_a", codes::<Int16Type>(pairs.iter().map(|pair| Some(pair.member_a.as_str())))),
        ("ccode_a", state(|pair| pair.ccode_a)),
        ("member_b", codes::<Int16Type>(pairs.iter().map(|pair| Some(pair.member_b.as_str())))),
        ("ccode_b", state(|pair| pair.ccode_b)),
        ("n", count(|pair| pair.n)),
        ("agree", real(|pair| pair.agree)),
        ("s", real(|pair| pair.s)),
        ("kappa", real(|pair| pair.kappa)),
        ("pi", real(|pair| pair.pi)),
        ("coincidence", real(|pair| pair.coincidence)),
        ("coincidence_n", count(|pair| pair.coincidence_n)),
        ("ideal_point_distance", real(|pair| pair.ideal_point_distance)),
    ]
}

/// Where members stand.
pub(crate) fn points(points: &[PointReport<'_>]) -> Columns {
    let points: Vec<&PointReport<'_>> = points.iter().collect();
    columns(&points)
}

/// Where members stand in a plane.
pub(crate) fn places(places: &[PlaceReport<'_>]) -> Columns {
    let points: Vec<_> = places.iter().map(|place| &place.point).collect();
    let mut columns = columns(&points);
    let second = places.iter().map(|place| Some(place.ideal_point_2));
    columns.push(("ideal_point_2", Arc::new(second.collect::<Float64Array>())));
    let errors = places.iter().map(|place| Some(place.se_2));
    columns.push(("se_2", Arc::new(errors.collect::<Float64Array>())));
    columns
}

fn columns(points: &[&PointReport<'_>]) -> Columns {
    let real = |of: fn(&PointReport<'_>) -> f64| -> ArrayRef {
        Arc::new(points.iter().map(|point| Some(of(point))).collect::<Float64Array>())
    };
    let n_votes = points.iter().map(|point| u64::try_from(point.n_votes).ok());
    vec![
        ("member", codes::<Int16Type>(points.iter().map(|point| Some(point.member)))),
        ("ccode", Arc::new(points.iter().map(|point| point.ccode).collect::<UInt16Array>())),
        (
            "session",
            Arc::new(points.iter().map(|point| Some(point.session)).collect::<UInt8Array>()),
        ),
        ("year", Arc::new(points.iter().map(|point| Some(point.year)).collect::<UInt16Array>())),
        ("n_votes", Arc::new(n_votes.collect::<UInt64Array>())),
        ("ideal_point", real(|point| point.ideal_point)),
        ("se", real(|point| point.se)),
        ("q05", real(|point| point.q05)),
        ("q50", real(|point| point.q50)),
        ("q95", real(|point| point.q95)),
    ]
}
