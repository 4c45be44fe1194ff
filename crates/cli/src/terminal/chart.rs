//! The course of a series: columns of blocks, one panel a position, all panels on one scale.

use scrutineer_record::{Position, Tally};

use super::columns;
use super::style::{dim, of_position, paint};

/// One place of the chart: a text of the series.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The session, to stand below.
    pub(crate) label: String,
    /// The tally; `None` for a text without a vote.
    pub(crate) tally: Option<Tally>,
}

/// Votes that one line of a panel is high: four lines hold the whole membership.
const VOTES_A_LINE: u16 = 49;

/// Columns before the blocks.
const MARGIN: usize = 14;

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The chart as lines. A text without a vote is a dot.
pub(crate) fn chart(places: &[Place]) -> Vec<String> {
    let wide = (columns().saturating_sub(MARGIN) / places.len().max(1)).clamp(1, 3);
    let mut lines = Vec::new();
    for position in [Position::Yes, Position::No, Position::Abstain] {
        lines.extend(panel(position, places, wide));
    }
    lines.push(format!("{}{}", " ".repeat(MARGIN), dim(&labels(places, wide))));
    lines
}

fn panel(position: Position, places: &[Place], wide: usize) -> Vec<String> {
    let counts = |place: &Place| place.tally.map(|tally| tally.of(position));
    let most = places.iter().filter_map(counts).max().unwrap_or(0);
    let height = most.div_ceil(VOTES_A_LINE).max(1);
    let mut lines = Vec::new();
    for line in (0..height).rev() {
        let mut row = String::new();
        for place in places {
            row += &match counts(place) {
                Some(count) => column(position, count, line, wide),
                None if line == 0 => dim("·") + &" ".repeat(wide - 1),
                None => " ".repeat(wide),
            };
        }
        let name = if line + 1 == height { position.code() } else { "" };
        let scale = if line + 1 == height { most.to_string() } else { String::new() };
        lines.push(format!("  {name:<7} {scale:>3} {row}"));
    }
    lines
}

/// What one line of a panel shows of a count, with a blank after it where there is room for one.
fn column(position: Position, count: u16, line: u16, wide: usize) -> String {
    let eighths = usize::from(count) * 8;
    let rounded = (eighths + usize::from(VOTES_A_LINE / 2)) / usize::from(VOTES_A_LINE);
    let filled = rounded.max(usize::from(count > 0)).saturating_sub(8 * usize::from(line)).min(8);
    let (block, blank) = if wide > 1 { (wide - 1, " ") } else { (1, "") };
    match EIGHTHS.get(filled) {
        Some(glyph) if filled > 0 => paint(of_position(position), &glyph.repeat(block)) + blank,
        _ => " ".repeat(wide),
    }
}

/// The sessions below the columns, as many as have room.
fn labels(places: &[Place], wide: usize) -> String {
    let (mut line, mut last) = (String::new(), "");
    for (place, at) in places.iter().zip((0..).step_by(wide)) {
        let taken = line.chars().count();
        let free = if taken == 0 { true } else { taken < at };
        if free && place.label != last {
            line += &" ".repeat(at - taken);
            line += &place.label;
            last = &place.label;
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(label: &str, yes: u16, no: u16) -> Place {
        let tally = Tally { yes, no, abstain: 0, non_voting: 193 - yes - no };
        Place { label: label.to_owned(), tally: Some(tally) }
    }

    #[test]
    fn heights_are_on_one_scale_and_a_dot_is_no_vote() {
        let none = Place { label: "76".to_owned(), tally: None };
        let lines = chart(&[place("73", 119, 46), none, place("77", 98, 0)]);
        let plain: Vec<String> =
            lines.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
        assert_eq!(
            plain,
            [
                "  yes     119 ▃▃       ",
                "              ██    ██ ",
                "              ██ ·  ██ ",
                "  no       46 ██ ·     ",
                "  abstain   0    ·     ",
                "              73 76 77",
            ]
        );
    }
}
