//! Two votes beside each other: streams from the positions of one to those of the other.

use scrutineer_record::Position;

use crate::ink::{DIM, Fill, PAPER, TEXT, frame_of, of_position};
use crate::metrics::{lines, shortened};
use crate::sheet::{BODY, Caption, SMALL, Sheet};
use crate::svg::{Anchor, Mark, Stroke, Svg, Text, rectangle, short};
use crate::words::{list, position_word};

/// Members that went from one position to another, or stayed with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream<'a> {
    /// What they took in the first vote; `None` if they were not on its roll.
    pub from: Option<Position>,
    /// What they took in the second.
    pub to: Option<Position>,
    /// Their names.
    pub names: Vec<&'a str>,
}

/// What joins the two votes, and so how their streams are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// One matter: members move from one position to another.
    Moves,
    /// Two matters: members take a position on both.
    Both,
}

/// One of two votes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowEnd<'a> {
    /// Its symbol.
    pub name: &'a str,
    /// Its date in words.
    pub date: &'a str,
}

/// Positions from top to bottom: neighbours are those between which most moves are.
const ORDER: [Option<Position>; 5] = [
    Some(Position::Yes),
    Some(Position::Abstain),
    Some(Position::No),
    Some(Position::NonVoting),
    None,
];

/// How thick the streams of all members are together.
const ALL: f64 = 330.0;
/// Room for the words about a stream, and for those about a position.
const LINE_ROOM: f64 = 15.0;
const HEAD_ROOM: f64 = 23.0;
/// How many lines the names of those that moved may have, however thin their stream.
const MOST_LINES: usize = 12;
/// Between two positions.
const BETWEEN: f64 = 12.0;
/// The width of the bars at either end.
const BAR: f64 = 12.0;

/// Streams between two votes, each with its count.
pub fn flow(
    caption: &Caption<'_>,
    from: FlowEnd<'_>,
    to: FlowEnd<'_>,
    joined: Joined,
    streams: &[Stream<'_>],
) -> Svg {
    let mut sheet = Sheet::new(caption);
    let streams: Vec<_> = streams.iter().filter(|stream| !stream.names.is_empty()).collect();
    let all: usize = streams.iter().map(|stream| stream.names.len()).sum();
    let thick = ALL / (all.max(1) as f64);
    heads(&mut sheet, from, to);
    let top = sheet.y;
    let (before, after) = bars(&sheet);
    let text_room = sheet.right() - after - BAR - 6.0;
    let left_room = |stream: &Stream<'_>| room_of(stream, thick);
    let right_room =
        |stream: &Stream<'_>| left_room(stream).max(room_for_movers(stream, joined, text_room));
    let left = Side::laid_out(&streams, left_room, top, |stream| (stream.from, stream.to));
    let right = Side::laid_out(&streams, right_room, top, |stream| (stream.to, stream.from));
    ribbons(&mut sheet, &streams, joined, thick, (&left, before + BAR), (&right, after));
    for (side, x, anchor) in [(&left, before, Anchor::End), (&right, after, Anchor::Start)] {
        side.draw(&mut sheet, &streams, joined, thick, x, anchor);
    }
    sheet.y = left.bottom.max(right.bottom);
    let told: Vec<_> = streams.iter().map(|stream| told(stream, joined)).collect();
    let (before, between) = match joined {
        Joined::Moves => ("from their positions", "to"),
        Joined::Both => ("with their positions", "and"),
    };
    let description = format!(
        "{all} members {before} on {} ({}) {between} those on {} ({}). {}.",
        from.name,
        from.date,
        to.name,
        to.date,
        told.join(". ")
    );
    sheet.finish(description)
}

/// Where the bars stand: the words about the second vote take more room, since they name members.
fn bars(sheet: &Sheet) -> (f64, f64) {
    let (first, second) = if sheet.is_narrow() { (0.32, 0.34) } else { (0.16, 0.36) };
    (sheet.left() + first * sheet.room(), sheet.right() - second * sheet.room() - BAR)
}

fn heads(sheet: &mut Sheet, from: FlowEnd<'_>, to: FlowEnd<'_>) {
    // Where there is little room they stand at the edges.
    let (left, right) = match bars(sheet) {
        _ if sheet.is_narrow() => (sheet.left(), sheet.right()),
        (before, after) => (before, after + BAR),
    };
    let room = (right - left) / 2.0 - 8.0;
    let ends = [(from, left, Anchor::Start), (to, right, Anchor::End)];
    for (end, x, anchor) in ends {
        let name = Text::new(x, sheet.y + BODY, BODY, TEXT, end.name).bold().anchored(anchor);
        sheet.text(name.within(room));
        let date = Text::new(x, sheet.y + 2.2 * BODY, SMALL, DIM, end.date).anchored(anchor);
        sheet.text(date.within(room));
    }
    sheet.y += 3.0 * BODY;
}

/// One side of the picture: where everything begins.
struct Side {
    /// Each position with its count and where its words stand.
    heads: Vec<(Option<Position>, usize, f64)>,
    /// For each stream where its room begins.
    streams: Vec<f64>,
    /// How high that room is.
    rooms: Vec<f64>,
    /// The position at the other side.
    others: Vec<Option<Position>>,
    /// The position at this side.
    own: Vec<Option<Position>>,
    bottom: f64,
}

impl Side {
    fn laid_out(
        streams: &[&Stream<'_>],
        room: impl Fn(&Stream<'_>) -> f64,
        top: f64,
        ends: impl Fn(&Stream<'_>) -> (Option<Position>, Option<Position>),
    ) -> Side {
        let (own, others): (Vec<_>, Vec<_>) = streams.iter().map(|stream| ends(stream)).unzip();
        let rooms = streams.iter().map(|stream| room(stream)).collect();
        let places = vec![top; streams.len()];
        let mut side = Side { heads: Vec::new(), streams: places, rooms, others, own, bottom: top };
        for position in ORDER {
            let head = side.bottom;
            let mut count = 0;
            side.bottom += HEAD_ROOM;
            for other in ORDER {
                let ends = side.own.iter().zip(&side.others).zip(&mut side.streams).zip(streams);
                for (((own, others), place), stream) in ends {
                    if *own == position && *others == other {
                        *place = side.bottom;
                        side.bottom += room(stream);
                        count += stream.names.len();
                    }
                }
            }
            if count == 0 {
                side.bottom = head;
            } else {
                side.heads.push((position, count, head));
                side.bottom += BETWEEN;
            }
        }
        side
    }

    /// The middle of each stream.
    fn middles(&self) -> impl Iterator<Item = f64> {
        self.streams.iter().zip(&self.rooms).map(|(place, room)| place + room / 2.0)
    }

    /// Draws the bar and the words beside it.
    fn draw(
        &self,
        sheet: &mut Sheet,
        streams: &[&Stream<'_>],
        joined: Joined,
        thick: f64,
        x: f64,
        anchor: Anchor,
    ) {
        let is_first = anchor == Anchor::End;
        let (words, room) = if is_first {
            (x - 6.0, x - 6.0 - sheet.left())
        } else {
            (x + BAR + 6.0, sheet.right() - x - BAR - 6.0)
        };
        for (position, count, y) in &self.heads {
            let name = format!("{} {count}", position_word(*position));
            let text = Text::new(words, y + 17.0, BODY, TEXT, name).bold().anchored(anchor);
            sheet.text(text.within(room));
        }
        let (to, from) = match joined {
            Joined::Moves => ("to", "from"),
            Joined::Both => ("and", "and"),
        };
        let places = self.streams.iter().zip(&self.rooms);
        let places = self.own.iter().zip(&self.others).zip(places).zip(streams);
        for (((own, other), (y, high)), stream) in places {
            let thickness = thickness_of(stream, thick);
            let (high, count) = (*high, stream.names.len());
            let middle = y + high / 2.0;
            let (fill, stroke) = filled(*own);
            let path = rectangle(x, middle - thickness / 2.0, BAR, thickness);
            sheet.draw(Mark::Shape { path, fill, stroke: Some(stroke), opacity: 1.0 });
            let other = position_word(*other);
            let most =
                (2..40).take_while(|count| f64::from(*count) * LINE_ROOM <= high).count() + 1;
            let lines = if is_first {
                vec![shortened(&format!("{count} {to} {other}"), SMALL, false, room)]
            } else {
                named(&format!("{count} {from} {other}"), &stream.names, room, most)
            };
            let first = middle - (lines.len() as f64 - 1.0) * LINE_ROOM / 2.0;
            let mut marks = Vec::new();
            for (place, line) in lines.into_iter().enumerate() {
                let y = first + place as f64 * LINE_ROOM + 0.36 * SMALL;
                marks.push(Mark::Text(Text::new(words, y, SMALL, DIM, line).anchored(anchor)));
            }
            sheet.draw(Mark::Group { told: told(stream, joined), marks });
        }
    }
}

/// Words with as many of the names as have room in so many lines, and how many more there are.
fn named(words: &str, names: &[&str], room: f64, most: usize) -> Vec<String> {
    let in_lines = |count: usize| {
        let (named, rest) = names.split_at_checked(count).unwrap_or((names, &[]));
        let more =
            if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        lines(&format!("{words}: {}{more}", list(named)), SMALL, false, room)
    };
    let whole = in_lines(names.len());
    if whole.len() <= most {
        return whole;
    }
    let counts: Vec<usize> = (1..names.len()).collect();
    match counts.partition_point(|count| in_lines(*count).len() <= most) {
        0 => vec![shortened(words, SMALL, false, room)],
        count => in_lines(count),
    }
}

fn thickness_of(stream: &Stream<'_>, thick: f64) -> f64 {
    (stream.names.len() as f64 * thick).max(1.5)
}

fn room_of(stream: &Stream<'_>, thick: f64) -> f64 {
    thickness_of(stream, thick).max(LINE_ROOM) + 1.0
}

/// Room for the names of those that moved from one position to another, since of them one wants to know who they are.
fn room_for_movers(stream: &Stream<'_>, joined: Joined, room: f64) -> f64 {
    let cast = |of: Option<Position>| of.is_some_and(|of| of != Position::NonVoting);
    let is_move = cast(stream.from) && cast(stream.to) && stream.from != stream.to;
    if joined == Joined::Both || !is_move {
        return 0.0;
    }
    let words = format!("{} from {}: ", stream.names.len(), position_word(stream.from));
    let count = lines(&(words + &list(&stream.names)), SMALL, false, room).len();
    count.min(MOST_LINES) as f64 * LINE_ROOM + 1.0
}

/// Those not on the roll have no fill, and a frame of dots.
fn filled(position: Option<Position>) -> (Fill, Stroke) {
    match position {
        Some(position) => (of_position(position).0, frame_of(position)),
        None => (Fill::Solid(PAPER), Stroke { ink: DIM, width: 1.0, dashes: "2 2" }),
    }
}

/// The streams: those that stayed lie below, and paler.
fn ribbons(
    sheet: &mut Sheet,
    streams: &[&Stream<'_>],
    joined: Joined,
    thick: f64,
    (left, from): (&Side, f64),
    (right, to): (&Side, f64),
) {
    let mut places: Vec<_> = streams.iter().zip(left.middles().zip(right.middles())).collect();
    places.sort_by_key(|(stream, _)| stream.from != stream.to);
    let between = (from + to) / 2.0;
    for (stream, (start, end)) in places {
        let thickness = thickness_of(stream, thick);
        let (start, end) = (start - thickness / 2.0, end - thickness / 2.0);
        let (start_below, end_below) = (start + thickness, end + thickness);
        let [from, to, between] = [from, to, between].map(short);
        let [start, end, start_below, end_below] = [start, end, start_below, end_below].map(short);
        let path = format!(
            "M{from} {start}C{between} {start} {between} {end} {to} {end}V{end_below}C{between} \
             {end_below} {between} {start_below} {from} {start_below}z"
        );
        let (fill, stroke) = filled(stream.from);
        let opacity = if stream.from == stream.to { 0.35 } else { 0.85 };
        let shape = Mark::Shape { path, fill, stroke: Some(stroke), opacity };
        sheet.draw(Mark::Group { told: told(stream, joined), marks: vec![shape] });
    }
}

/// A stream in words.
fn told(stream: &Stream<'_>, joined: Joined) -> String {
    let count = stream.names.len();
    let [from, to] = [stream.from, stream.to].map(position_word);
    let names = list(&stream.names);
    match joined {
        Joined::Moves => format!("{count} from {from} to {to}: {names}"),
        Joined::Both => format!("{count} {from} and {to}: {names}"),
    }
}
