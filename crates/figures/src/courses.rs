//! Numbers over time with their intervals: a few courses picked out, the rest behind them.

use crate::ink::{DIM, FAINT, Fill, Ink, LINES, PAPER, TEXT};
use crate::metrics::width;
use crate::plot::{below, frame};
use crate::scale::{Axis, apart, ends, told};
use crate::sheet::{Caption, SMALL, Sheet};
use crate::svg::{Mark, Stroke, Svg, Text, rectangle, roughly_through, short, through};

/// One course through time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course<'a> {
    /// Whose it is.
    pub name: &'a str,
    /// Whether it is picked out from the rest.
    pub picked: bool,
    /// Its points, in the order of time.
    pub points: Vec<CoursePoint>,
}

/// A point of a course.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CoursePoint {
    /// When: the year of a session.
    pub year: u16,
    /// The number.
    pub middle: f64,
    /// Where its interval begins and ends.
    pub interval: [f64; 2],
    /// Whether it rests on so little that its mark is to be hollow.
    pub is_rough: bool,
}

/// The height of a plot.
const HEIGHT: f64 = 380.0;
/// From label to label.
const LABEL: f64 = 15.0;
/// Dashes that tell lines apart in black and white, as do the marks.
const DASHES: [&str; 3] = ["", "7 3", "2 3"];

/// Courses over time. Those not picked out are lines without a name.
///
/// A line is broken where it has no point and another course has one. `unit` says what the numbers are and what
/// the intervals. The axis goes to the bounds, if there are any, and beyond if a point does.
pub fn courses(
    caption: &Caption<'_>,
    unit: &str,
    bounds: Option<[f64; 2]>,
    courses: &[Course<'_>],
) -> Svg {
    let mut sheet = Sheet::new(caption);
    let courses: Vec<Course<'_>> = courses.iter().map(drawable).collect();
    let picked: Vec<_> = courses.iter().filter(|course| course.picked).collect();
    let room = label_room(&sheet, &picked);
    let shown = courses.iter().flat_map(|course| {
        let bounds = |point: &CoursePoint| {
            if course.picked { point.interval } else { [point.middle; 2] }
        };
        course.points.iter().flat_map(move |point| {
            let [low, high] = bounds(point);
            [low, point.middle, high]
        })
    });
    let (low, high) = ends(shown);
    let margin = (high - low).max(0.1) * 0.03;
    let range = match bounds {
        Some([from, to]) => (from.min(low), to.max(high)),
        None => (low - margin, high + margin),
    };
    let (across, up) = frame(&mut sheet, unit, range, HEIGHT, room);
    let years = Years::of(&courses, across);
    let marks = years.axis.marks((across.to - across.from) / 70.0);
    let whole = marks.into_iter().filter(|year| year.fract() == 0.0);
    let labels: Vec<_> = whole.map(|year| (years.axis.place(year), told(year, 1.0))).collect();
    below(&mut sheet, &labels);
    let rest = courses.iter().filter(|course| !course.picked);
    let runs = rest.flat_map(|course| years.runs(course));
    let path =
        |run: &[CoursePoint]| roughly_through(run.iter().map(|point| years.place(point, up)));
    let paths = runs.map(path).collect();
    sheet.draw(Mark::Lines { paths, stroke: Stroke::solid(FAINT, 0.6), opacity: 0.6 });
    picked.iter().for_each(|course| band(&mut sheet, course, &picked, &years, up));
    picked.iter().for_each(|course| line(&mut sheet, course, &picked, &years, up));
    names(&mut sheet, &picked, &years, up);
    sheet.finish(described(&courses, &picked, unit))
}

/// The course without points that are no numbers.
fn drawable<'a>(course: &Course<'a>) -> Course<'a> {
    let is_number = |point: &&CoursePoint| {
        let [low, high] = point.interval;
        [point.middle, low, high].into_iter().all(f64::is_finite)
    };
    let points = course.points.iter().filter(is_number).copied().collect();
    Course { points, ..*course }
}

/// How much room the names take.
fn label_room(sheet: &Sheet, picked: &[&Course<'_>]) -> f64 {
    let widest = picked.iter().map(|course| width(course.name, SMALL, false)).fold(0.0, f64::max);
    if picked.is_empty() { 4.0 } else { (widest + 34.0).min(0.36 * sheet.room()) }
}

/// The years that have points.
struct Years {
    all: Vec<u16>,
    axis: Axis,
}

impl Years {
    fn of(courses: &[Course<'_>], across: Axis) -> Years {
        let years = courses.iter().flat_map(|course| &course.points).map(|point| point.year);
        let mut all: Vec<u16> = years.collect();
        all.sort_unstable();
        all.dedup();
        let (low, high) = ends(all.iter().map(|year| f64::from(*year)));
        // A single year has room on either side.
        let alone = if low == high { 1.0 } else { 0.0 };
        Years { all, axis: Axis { low: low - alone, high: high + alone, ..across } }
    }

    fn place(&self, point: &CoursePoint, up: Axis) -> (f64, f64) {
        (self.axis.place(f64::from(point.year)), up.place(point.middle))
    }

    /// The points of a course, parted where it has none and others have.
    fn runs<'c>(&self, course: &'c Course<'_>) -> Vec<&'c [CoursePoint]> {
        let follows = |one: &CoursePoint, other: &CoursePoint| {
            !self.all.iter().any(|year| *year > one.year && *year < other.year)
        };
        course.points.chunk_by(follows).collect()
    }
}

/// Colour, dashes and the number of the mark.
fn style(course: &Course<'_>, picked: &[&Course<'_>]) -> (Ink, &'static str, usize) {
    let place = picked.iter().position(|other| std::ptr::eq(*other, course)).unwrap_or(0);
    let ink = LINES.get(place % LINES.len()).copied().unwrap_or(TEXT);
    (ink, DASHES.get(place % DASHES.len()).copied().unwrap_or(""), place)
}

/// The interval, as a band. A point that stands alone has a bar; a course without intervals has neither.
fn band(sheet: &mut Sheet, course: &Course<'_>, picked: &[&Course<'_>], years: &Years, up: Axis) {
    let (ink, _, _) = style(course, picked);
    for run in years.runs(course) {
        if run.iter().all(|point| point.interval == [point.middle; 2]) {
            continue;
        }
        let x = |point: &CoursePoint| years.axis.place(f64::from(point.year));
        if let [alone] = run {
            let [low, high] = alone.interval.map(|end| short(up.place(end)));
            let path = format!("M{} {low}V{high}", short(x(alone)));
            let stroke = Some(Stroke::solid(ink, 4.0));
            sheet.draw(Mark::Shape { path, fill: Fill::None, stroke, opacity: 0.25 });
            continue;
        }
        let ends = |point: &CoursePoint| point.interval.map(|end| (x(point), up.place(end)));
        let high = run.iter().map(|point| ends(point)[1]);
        let low = run.iter().rev().map(|point| ends(point)[0]);
        let path = through(high.chain(low));
        let fill = Fill::Solid(ink);
        sheet.draw(Mark::Shape { path, fill, stroke: None, opacity: 0.16 });
    }
}

/// The course itself, with marks along it.
fn line(sheet: &mut Sheet, course: &Course<'_>, picked: &[&Course<'_>], years: &Years, up: Axis) {
    let (ink, dashes, place) = style(course, picked);
    let mut marks = Vec::new();
    for run in years.runs(course) {
        let path = through(run.iter().map(|point| years.place(point, up)));
        let stroke = Some(Stroke { ink, width: 2.0, dashes });
        marks.push(Mark::Shape { path, fill: Fill::None, stroke, opacity: 1.0 });
        let every = run.len().div_ceil(6);
        let marked = run.iter().rev().step_by(every.max(1)).filter(|point| !point.is_rough);
        marks.extend(marked.map(|point| mark(years.place(point, up), place, ink, ink)));
        let rough = run.iter().filter(|point| point.is_rough);
        marks.extend(rough.map(|point| mark(years.place(point, up), place, ink, PAPER)));
    }
    sheet.draw(Mark::Group { told: course.name.to_owned(), marks });
}

/// The mark of a course: its form tells it from the others without colour.
fn mark((x, y): (f64, f64), place: usize, ink: Ink, fill: Ink) -> Mark {
    let r = 4.0;
    let [left, right, top, bottom] = [x - r, x + r, y - r, y + r].map(short);
    let [centre, middle] = [x, y].map(short);
    let path = match place % 6 {
        0 => format!("M{left} {middle}a{r} {r} 0 1 0 8 0a{r} {r} 0 1 0 -8 0z"),
        1 => rectangle(x - 3.5, y - 3.5, 7.0, 7.0),
        2 => format!("M{centre} {top}L{right} {bottom}H{left}z"),
        3 => format!("M{centre} {top}L{right} {middle}L{centre} {bottom}L{left} {middle}z"),
        4 => format!("M{left} {top}H{right}L{centre} {bottom}z"),
        _ => format!("M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}"),
    };
    let stroke = Some(Stroke::solid(ink, if place % 6 == 5 { 2.0 } else { 1.0 }));
    Mark::Shape { path, fill: Fill::Solid(fill), stroke, opacity: 1.0 }
}

/// The names, each at the height at which its course ends.
fn names(sheet: &mut Sheet, picked: &[&Course<'_>], years: &Years, up: Axis) {
    let last = |course: &&&Course<'_>| {
        course.points.last().map_or((up.to, up.to), |point| years.place(point, up))
    };
    let wanted: Vec<f64> = picked.iter().map(|course| last(&course).1 - LABEL / 2.0).collect();
    let places = apart(&wanted, LABEL, up.to, up.from);
    let x = years.axis.to + 6.0;
    for (course, y) in picked.iter().zip(places) {
        let (ink, _, place) = style(course, picked);
        let (from, height) = last(&course);
        let middle = y + LABEL / 2.0;
        let [from, height, to, end] = [from + 5.0, height, x + 6.0, middle].map(short);
        let lead = format!("M{from} {height}L{to} {end}");
        sheet.line(lead, Stroke { ink: DIM, width: 0.7, dashes: "1 2" });
        sheet.draw(mark((x + 12.0, middle), place, ink, ink));
        let text = Text::new(x + 20.0, middle + 0.36 * SMALL, SMALL, TEXT, course.name);
        let room = sheet.right() - x - 20.0;
        sheet.text(text.within(room));
    }
}

fn described(courses: &[Course<'_>], picked: &[&Course<'_>], unit: &str) -> String {
    let ends = |course: &&Course<'_>| {
        let told = |point: &CoursePoint| {
            let [low, high] = point.interval;
            format!("{:.2} ({low:.2} to {high:.2}) in {}", point.middle, point.year)
        };
        match course.points.as_slice() {
            [] => format!("{}: no points", course.name),
            [only] => format!("{}: {}", course.name, told(only)),
            [first, .., last] => format!("{}: {}, {}", course.name, told(first), told(last)),
        }
    };
    let picked_words: Vec<_> = picked.iter().map(ends).collect();
    let rest = courses.len() - picked.len();
    let rest = if rest == 0 { String::new() } else { format!(" {rest} others lie behind them.") };
    format!("{unit}. First and last: {}.{rest}", picked_words.join("; "))
}
