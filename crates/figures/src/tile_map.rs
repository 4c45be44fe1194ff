//! The members as tiles of one size, since each has one vote, where they lie on the globe.

use scrutineer_record::{Member, Position};

use crate::ink::{DIM, FAINT, Fill, Ink, LINE, PAPER, STEPS, frame_of, of_position, on_step};
use crate::legend::Entry;
use crate::scale::{Steps, ends};
use crate::sheet::{Caption, Sheet};
use crate::svg::{Anchor, Mark, Stroke, Svg, Text, rectangle};
use crate::words::{list, position_word};

/// A member with what is to be seen of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tile<'a, T> {
    /// Its code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// What is to be seen.
    pub shows: T,
}

impl<'a, T> Tile<'a, T> {
    /// A tile of a member.
    pub fn of(member: &'a Member, shows: T) -> Tile<'a, T> {
        Tile { code: &member.code, name: &member.press_name, shows }
    }
}

/// A number that is shown as a shade.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    /// The number.
    pub value: f64,
    /// Of how many votes it is, if it is of votes.
    pub n: Option<u32>,
}

impl Shade {
    /// A number that is not of votes.
    pub fn of(value: f64) -> Shade {
        Shade { value, n: None }
    }

    fn in_words(self) -> String {
        let of = self.n.map_or_else(String::new, |n| format!(" (n = {n})"));
        format!("{:.2}{of}", self.value)
    }
}

/// Where members lie: a picture of the map in letters, by our own lights. A bar parts the pieces that stand below
/// one another where there is no room for all beside each other.
const PLACES: &str = include_str!("tiles.txt");

/// Members of the past that lie where another lies today; those of the rest are on the map themselves. Of one
/// place no two sat at a time.
const OTHERWISE: [(&str, &str); 10] = [
    ("CHN_ROC", "CHN"),
    ("CSK", "CZE"),
    ("EAT", "TZA"),
    ("FRG", "DEU"),
    ("FRY", "SRB"),
    ("SCG", "SRB"),
    ("SUN", "RUS"),
    ("UAR", "EGY"),
    ("YAR", "YEM"),
    ("YUG", "SRB"),
];

/// Members of the past with a place of their own, which is empty in pictures of other days.
const PAST: [&str; 3] = ["DDR", "EAZ", "YMD"];

/// The smallest tile on which a code can be read.
const LEAST: f64 = 25.0;
const LARGEST: f64 = 44.0;
/// Where the pieces begin that stand beside each other: the empty corners of one lie over those of the next.
const ABREAST: [f64; 3] = [0.0, 7.6, 16.2];

/// A map of positions. `rest` says what those are that have none.
pub fn positions_map(caption: &Caption<'_>, tiles: &[Tile<'_, Position>], rest: &str) -> Svg {
    let mut sheet = Sheet::new(caption);
    let took = |position| tiles.iter().filter(move |tile| tile.shows == position);
    let entries = Position::ALL.map(|position| {
        let (fill, _) = of_position(position);
        let words = format!("{} {}", position_word(Some(position)), took(position).count());
        Entry { fill, stroke: frame_of(position), words }
    });
    sheet.legend(&with_rest(entries.into(), rest));
    draw(&mut sheet, tiles, |tile| {
        let (fill, ink) = of_position(tile.shows);
        let told = format!("{}: {}", tile.name, position_word(Some(tile.shows)));
        Look { fill, ink, stroke: frame_of(tile.shows), told }
    });
    let described = Position::ALL.map(|position| {
        let names: Vec<_> = took(position).map(|tile| tile.name).collect();
        let words = format!("{} {}", names.len(), position.verb());
        if names.is_empty() { format!("{words}.") } else { format!("{words}: {}.", list(&names)) }
    });
    let n = tiles.len();
    sheet.finish(format!("Map of {n} members, one tile each. {}", described.join(" ")))
}

/// A map of numbers, such as ideal points. `rest` says what those are that have none.
pub fn values_map(caption: &Caption<'_>, unit: &str, rest: &str, tiles: &[Tile<'_, Shade>]) -> Svg {
    let mut sheet = Sheet::new(caption);
    let finite = tiles.iter().filter(|tile| tile.shows.value.is_finite());
    let tiles: Vec<_> = finite.copied().collect();
    let steps = Steps::of(tiles.iter().map(|tile| tile.shows.value));
    let entry = |(words, fill): (String, &Ink)| Entry::new(Fill::Solid(*fill), words);
    let entries = steps.in_words().into_iter().zip(&STEPS).map(entry).collect();
    sheet.prose(unit, crate::sheet::BODY, DIM, false);
    sheet.y += 4.0;
    sheet.legend(&with_rest(entries, rest));
    draw(&mut sheet, &tiles, |tile| {
        let step = steps.step(tile.shows.value);
        let fill = STEPS.get(step).copied().map_or(Fill::None, Fill::Solid);
        let told = format!("{}: {}", tile.name, tile.shows.in_words());
        Look { fill, ink: on_step(step), stroke: Stroke::solid(LINE, 1.0), told }
    });
    let mut sorted: Vec<_> = tiles.iter().collect();
    sorted.sort_by(|one, other| other.shows.value.total_cmp(&one.shows.value));
    let told: Vec<_> =
        sorted.iter().map(|tile| format!("{} {:.2}", tile.name, tile.shows.value)).collect();
    let n = tiles.len();
    sheet.finish(format!("Map of {n} members, one tile each. {unit}: {}.", told.join(", ")))
}

/// The frame of those of which there is nothing to show.
const EMPTY: Stroke = Stroke { ink: FAINT, width: 1.0, dashes: "2 2" };

fn with_rest(mut entries: Vec<Entry>, words: &str) -> Vec<Entry> {
    entries.push(Entry { fill: Fill::Solid(PAPER), stroke: EMPTY, words: words.to_owned() });
    entries
}

/// How a tile looks.
struct Look {
    fill: Fill,
    ink: Ink,
    stroke: Stroke,
    told: String,
}

/// A place of the map.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    code: &'static str,
    piece: usize,
    column: f64,
    row: f64,
}

/// All places.
fn places() -> Vec<Place> {
    let mut places = Vec::new();
    for (row, line) in PLACES.lines().enumerate() {
        for (piece, cells) in line.split('|').enumerate() {
            for (column, code) in cells.split_whitespace().enumerate() {
                if code != "." {
                    let (column, row) = (column as f64, row as f64);
                    places.push(Place { code, piece, column, row });
                }
            }
        }
    }
    places
}

/// The places beside each other if there is room for that, else piece below piece; with how many columns and rows
/// that takes.
fn laid_out(room: f64) -> (Vec<Place>, f64, f64) {
    let mut places = places();
    if room / columns(&places, &ABREAST) >= LEAST {
        for place in &mut places {
            place.column += ABREAST.get(place.piece).copied().unwrap_or_default();
        }
    } else {
        let mut free = 0.0;
        for piece in 0..ABREAST.len() {
            let of_piece = || places.iter().filter(|place| place.piece == piece);
            let (first, last) = ends(of_piece().map(|place| place.row));
            let down = free - first;
            places
                .iter_mut()
                .filter(|place| place.piece == piece)
                .for_each(|place| place.row += down);
            free += last - first + 1.6;
        }
    }
    let across = columns(&places, &[0.0; ABREAST.len()]);
    let (_, last) = ends(places.iter().map(|place| place.row));
    (places, across, last + 1.0)
}

/// How many columns the places take if each piece begins at one of these.
fn columns(places: &[Place], starts: &[f64]) -> f64 {
    let end =
        |place: &Place| place.column + 1.0 + starts.get(place.piece).copied().unwrap_or_default();
    places.iter().map(end).fold(1.0, f64::max)
}

/// The place of a member.
fn place_of(code: &str) -> &str {
    OTHERWISE.iter().find(|(past, _)| *past == code).map_or(code, |(_, today)| today)
}

fn draw<T>(sheet: &mut Sheet, tiles: &[Tile<'_, T>], look: impl Fn(&Tile<'_, T>) -> Look) {
    let (places, columns, rows) = laid_out(sheet.room());
    let side = (sheet.room() / columns).min(LARGEST);
    for place in &places {
        let tile = tiles.iter().find(|tile| place_of(tile.code) == place.code);
        if tile.is_none() && PAST.contains(&place.code) {
            continue;
        }
        let corner = (sheet.left() + place.column * side, sheet.y + place.row * side);
        sheet.draw(drawn(place.code, tile.map(|tile| (tile, look(tile))), corner, side));
    }
    sheet.y += rows * side;
}

/// One tile.
fn drawn<T>(
    place: &str,
    tile: Option<(&Tile<'_, T>, Look)>,
    (x, y): (f64, f64),
    side: f64,
) -> Mark {
    let (told, code, fill, stroke, ink) = match tile {
        Some((tile, look)) => (look.told, tile.code, look.fill, look.stroke, look.ink),
        None => (format!("{place}: nothing"), place, Fill::Solid(PAPER), EMPTY, DIM),
    };
    // A code of our own may be longer than a tile: CHN_ROC.
    let code = code.split('_').next().unwrap_or(code);
    let inset = 1.0;
    let shape = Mark::Shape {
        path: rectangle(x + inset, y + inset, side - 2.0 * inset, side - 2.0 * inset),
        fill,
        stroke: Some(stroke),
        opacity: 1.0,
    };
    let size = (side * 0.36).min(13.0);
    let text = Text::new(x + side / 2.0, y + side / 2.0 + 0.36 * size, size, ink, code);
    Mark::Group { told, marks: vec![shape, Mark::Text(text.anchored(Anchor::Middle))] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_has_one_place_and_no_two_of_a_day_share_one() {
        let book = scrutineer_book::built_in().unwrap();
        let members = book.record.members();
        let places = places();
        for (_, member) in members.iter() {
            let found = places.iter().filter(|place| place.code == place_of(&member.code)).count();
            assert_eq!(found, 1, "{}", member.code);
        }
        let today = book.record.until().unwrap();
        let on_map = members.sitting_at(today);
        assert_eq!(on_map.len(), 193);
        assert_eq!(usize::from(on_map.len()) + PAST.len(), places.len());
        for vote in book.record.votes() {
            let roll = vote.positions().roll;
            let codes: Vec<_> = roll.iter().map(|id| place_of(&members[id].code)).collect();
            let once: std::collections::BTreeSet<_> = codes.iter().collect();
            assert_eq!(once.len(), codes.len(), "{}", vote.label());
        }
        // Also on days without a vote: whenever somebody was admitted.
        for (_, member) in members.iter() {
            for day in member.sat.iter().filter_map(|period| period.from) {
                let sitting = members.sitting_at(day);
                let codes: Vec<_> = sitting.iter().map(|id| place_of(&members[id].code)).collect();
                let once: std::collections::BTreeSet<_> = codes.iter().collect();
                assert_eq!(once.len(), codes.len(), "{day}");
            }
        }
    }

    #[test]
    fn no_tile_lies_on_another() {
        for room in [328.0, 700.0, 900.0, 2000.0] {
            let (places, columns, rows) = laid_out(room);
            for (at, one) in places.iter().enumerate() {
                assert!(one.column >= 0.0 && one.column + 1.0 <= columns);
                assert!(one.row >= 0.0 && one.row + 1.0 <= rows);
                for other in places.iter().skip(at + 1) {
                    let apart = (one.column - other.column).abs().max((one.row - other.row).abs());
                    assert!(apart >= 1.0 - 1e-9, "{one:?} {other:?}");
                }
            }
        }
    }
}
