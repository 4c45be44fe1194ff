//! Members in a plane: each at its place, and as many of them named as have room.

use crate::ink::{DIM, FAINT, Fill, LINE, LINES, PAPER, TEXT};
use crate::metrics::{ABOVE, shortened, width};
use crate::plot::{below, frame};
use crate::scale::{Axis, ends, told};
use crate::sheet::{Caption, SMALL, Sheet};
use crate::svg::{Mark, Stroke, Svg, Text, short};

/// A member at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<'a> {
    /// Its name, by which it is called if it is picked out.
    pub name: &'a str,
    /// Its code, by which the others are called.
    pub code: &'a str,
    /// Whether it is picked out from the rest.
    pub picked: bool,
    /// Where it is, across and up.
    pub middle: [f64; 2],
    /// Half of its interval along either axis.
    pub spread: [f64; 2],
}

/// The plot is so much taller than broad at most.
const TALLEST: f64 = 1.1;
/// Radii of marks: of the many, and of those picked out.
const RADII: [f64; 2] = [3.0, 5.0];
/// How far from its mark a name may stand; beyond the first of these a line leads to it.
const AWAY: [f64; 4] = [3.0, 12.0, 24.0, 40.0];

/// On which sides of its mark a name may stand.
const STRAIGHT: [Pair; 4] = [[1.0, 0.0], [-1.0, 0.0], [0.0, -1.0], [0.0, 1.0]];
const ASLANT: [Pair; 4] = [[0.7, -0.7], [0.7, 0.7], [-0.7, -0.7], [-0.7, 0.7]];

type Pair = [f64; 2];
/// Left, top, right and bottom.
type Room = [f64; 4];

/// Members in a plane whose axes have the same unit, told by `unit`. Names keep apart from each other and from the marks:
/// first those picked out, then those furthest from the middle; whoever has no room has a mark alone.
pub fn plane(caption: &Caption<'_>, unit: &str, members: &[Placed<'_>]) -> Svg {
    let mut sheet = Sheet::new(caption);
    let is_number = |it: &&Placed<'_>| it.middle.iter().chain(&it.spread).all(|it| it.is_finite());
    let mut members: Vec<&Placed<'_>> = members.iter().filter(is_number).collect();
    let out = |it: &Placed<'_>| it.middle.iter().map(|it| it * it).sum::<f64>();
    members
        .sort_by(|one, other| other.picked.cmp(&one.picked).then(out(other).total_cmp(&out(one))));
    let (across, up) = axes(&mut sheet, unit, &members);
    let at = |it: &Placed<'_>| (across.place(it.middle[0]), up.place(it.middle[1]));
    for member in members.iter().rev() {
        mark(&mut sheet, member, across, up);
    }
    let marks = members.iter().map(|it| {
        let ((x, y), r) = (at(it), radius(it));
        [x - r, y - r, x + r, y + r]
    });
    let mut taken: Vec<Room> = marks.collect();
    let within = [across.from, up.to, across.to, up.from];
    let mut named = 0;
    for member in &members {
        named += usize::from(name(&mut sheet, member, at(member), within, &mut taken));
    }
    let words = described(&members, unit, named);
    sheet.finish(words)
}

/// Both axes with one unit, as broad as there is room.
fn axes(sheet: &mut Sheet, unit: &str, members: &[&Placed<'_>]) -> (Axis, Axis) {
    let ends_of = |axis: usize| {
        let shown = members.iter().flat_map(|it| {
            let far = if it.picked { it.spread } else { [0.0; 2] };
            let of = |it: [f64; 2]| it.get(axis).copied().unwrap_or(0.0);
            [of(it.middle) - of(far), of(it.middle) + of(far)]
        });
        let (low, high) = ends(shown);
        let margin = 0.04 * (high - low).max(0.1);
        (low - margin, high + margin)
    };
    let ((left, right), (low, high)) = (ends_of(0), ends_of(1));
    // What is not needed across stands on either side.
    let span = (right - left).max((high - low) / TALLEST);
    let more = (span - (right - left)) / 2.0;
    let height = |broad: f64| broad * (high - low) / span;
    // The numbers beside the axis take room that only the frame knows.
    let broad = sheet.room() - 38.0;
    let (x, up) = frame(sheet, unit, (low, high), height(broad), 4.0);
    let across = Axis { low: left - more, high: right + more, ..x };
    let marks = across.marks((across.to - across.from) / 70.0);
    let step = match marks.as_slice() {
        [one, other, ..] => other - one,
        _ => span,
    };
    for mark in &marks {
        let path = format!("M{} {}V{}", short(across.place(*mark)), short(up.from), short(up.to));
        sheet.line(path, Stroke::solid(LINE, 1.0));
    }
    let labels: Vec<_> =
        marks.iter().map(|mark| (across.place(*mark), told(*mark, step))).collect();
    below(sheet, &labels);
    (across, up)
}

fn radius(member: &Placed<'_>) -> f64 {
    let [of_many, of_picked] = RADII;
    if member.picked { of_picked } else { of_many }
}

/// Of one that is picked out a dark mark with its intervals, of all others a light one.
fn mark(sheet: &mut Sheet, member: &Placed<'_>, across: Axis, up: Axis) {
    let [x, y] = member.middle;
    let (left, top, r) = (across.place(x) - radius(member), up.place(y), radius(member));
    let path = format!(
        "M{} {}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0z",
        short(left),
        short(top),
        d = 2.0 * r
    );
    let ink = LINES.first().copied().unwrap_or(TEXT);
    let (fill, edge) = if member.picked { (ink, PAPER) } else { (FAINT, DIM) };
    let mut marks = Vec::new();
    if member.picked {
        let [far_x, far_y] = member.spread;
        let [from, to] = [x - far_x, x + far_x].map(|it| short(across.place(it)));
        let [low, high] = [y - far_y, y + far_y].map(|it| short(up.place(it)));
        let path = format!(
            "M{from} {top}H{to}M{mid} {low}V{high}",
            top = short(top),
            mid = short(left + r)
        );
        let stroke = Some(Stroke::solid(ink, 1.2));
        marks.push(Mark::Shape { path, fill: Fill::None, stroke, opacity: 0.6 });
    }
    let stroke = Some(Stroke::solid(edge, 0.8));
    marks.push(Mark::Shape { path, fill: Fill::Solid(fill), stroke, opacity: 1.0 });
    sheet.draw(Mark::Group { told: placed_in_words(member), marks });
}

/// Writes a name where it has room beside its mark, and tells whether it had.
fn name(
    sheet: &mut Sheet,
    member: &Placed<'_>,
    (x, y): (f64, f64),
    within: Room,
    taken: &mut Vec<Room>,
) -> bool {
    let (words, rings) = if member.picked { (member.name, AWAY.len()) } else { (member.code, 1) };
    let words = shortened(words, SMALL, member.picked, 0.5 * (within[2] - within[0]));
    let (broad, high) = (width(&words, SMALL, member.picked), 1.02 * SMALL);
    // Beside the cross of one that is picked out, not on it.
    let sides = if member.picked { [ASLANT, STRAIGHT] } else { [STRAIGHT, ASLANT] }.concat();
    for (ring, away) in AWAY.iter().enumerate().take(rings) {
        let far = radius(member) + away;
        for [dx, dy] in sides.iter().copied() {
            // The side of the name that is nearest stands so far from the middle of the mark.
            let left = x + far * dx + broad * (dx.clamp(-0.5, 0.5) - 0.5);
            let top = y + far * dy + high * (dy.clamp(-0.5, 0.5) - 0.5);
            let room = [left, top, left + broad, top + high];
            if is_inside(room, within) && !taken.iter().any(|other| overlap(room, *other)) {
                if ring > 0 {
                    let to = (x + far * dx, y + far * dy);
                    let path =
                        format!("M{} {}L{} {}", short(x), short(y), short(to.0), short(to.1));
                    sheet.line(path, Stroke { ink: DIM, width: 0.7, dashes: "1 2" });
                }
                let ink = if member.picked { TEXT } else { DIM };
                let text = Text::new(left, top + ABOVE * SMALL, SMALL, ink, words);
                sheet.text(if member.picked { text.bold() } else { text });
                taken.push(room);
                return true;
            }
        }
    }
    false
}

fn is_inside([left, top, right, bottom]: Room, [from, high, to, low]: Room) -> bool {
    left >= from && right <= to && top >= high && bottom <= low
}

fn overlap([left, top, right, bottom]: Room, [from, high, to, low]: Room) -> bool {
    left < to && from < right && top < low && high < bottom
}

fn placed_in_words(member: &Placed<'_>) -> String {
    let [[x, y], [far_x, far_y]] = [member.middle, member.spread];
    format!("{}: {x:.2} ± {far_x:.2} across, {y:.2} ± {far_y:.2} up", member.name)
}

fn described(members: &[&Placed<'_>], unit: &str, named: usize) -> String {
    let picked: Vec<_> =
        members.iter().filter(|it| it.picked).map(|it| placed_in_words(it)).collect();
    format!(
        "{unit}. {} members, {named} of them named. Picked out: {}.",
        members.len(),
        if picked.is_empty() { "none".to_owned() } else { picked.join("; ") }
    )
}
