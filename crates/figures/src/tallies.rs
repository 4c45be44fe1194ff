//! The tallies of texts that came back: a column for each vote.

use scrutineer_record::{Position, Tally};

use crate::ink::{DIM, Fill, frame_of, of_position};
use crate::legend::Entry;
use crate::metrics::width;
use crate::plot::{below, frame};
use crate::sheet::{Caption, SMALL, Sheet};
use crate::svg::{Anchor, Mark, Stroke, Svg, Text, rectangle};
use crate::words::position_word;

/// What is known of one session.
#[derive(Clone, Debug, PartialEq)]
pub struct Column<'a> {
    /// What stands below it: the session.
    pub label: String,
    /// The text, if one is known.
    pub name: &'a str,
    /// How it was decided.
    pub held: Held,
}

/// How a text was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// By a vote.
    Vote(Tally),
    /// Not by one, or by one that the book lacks.
    NoVote,
    /// No text is known.
    NoText,
}

const HEIGHT: f64 = 340.0;
/// From bottom to top.
const ORDER: [Position; 4] = [Position::Yes, Position::Abstain, Position::No, Position::NonVoting];

/// Columns of tallies, one for each session, in the order of time.
pub fn tallies(caption: &Caption<'_>, columns: &[Column<'_>]) -> Svg {
    let mut sheet = Sheet::new(caption);
    let mut entries: Vec<_> = ORDER.iter().map(|position| entry(*position)).collect();
    if columns.iter().any(|column| column.held == Held::NoVote) {
        let stroke = NO_VOTE;
        entries.push(Entry {
            fill: Fill::None,
            stroke,
            words: "without a recorded vote".to_owned(),
        });
    }
    sheet.legend(&entries);
    let most = columns.iter().map(|column| match column.held {
        Held::Vote(tally) => tally.roll(),
        Held::NoVote | Held::NoText => 0,
    });
    let most = f64::from(most.max().unwrap_or(0).max(1));
    let (across, up) = frame(&mut sheet, "members", (0.0, most), HEIGHT, 0.0);
    let slot = (across.to - across.from) / columns.len().max(1) as f64;
    let mut labels = Vec::new();
    for (place, column) in columns.iter().enumerate() {
        let x = across.from + slot * place as f64;
        labels.push((x + slot / 2.0, column.label.clone()));
        let gap = (slot * 0.12).min(8.0);
        match column.held {
            Held::Vote(tally) => {
                let marks = stack(tally, x + gap, slot - 2.0 * gap, |count| up.place(count));
                sheet.draw(Mark::Group { told: told(column), marks });
            }
            Held::NoVote => {
                let path = rectangle(x + gap, up.from - STUB, slot - 2.0 * gap, STUB);
                let shape =
                    Mark::Shape { path, fill: Fill::None, stroke: Some(NO_VOTE), opacity: 1.0 };
                sheet.draw(Mark::Group { told: told(column), marks: vec![shape] });
            }
            Held::NoText => {}
        }
    }
    below(&mut sheet, &labels);
    sheet.prose("session", SMALL, DIM, false);
    let words: Vec<_> =
        columns.iter().filter(|column| column.held != Held::NoText).map(told).collect();
    sheet.finish(format!("Tallies by session, yes-no-abstain. {}.", words.join("; ")))
}

/// The height of what stands where there was no vote.
const STUB: f64 = 10.0;
const NO_VOTE: Stroke = Stroke { ink: DIM, width: 1.0, dashes: "2 3" };

fn entry(position: Position) -> Entry {
    let (fill, _) = of_position(position);
    Entry { fill, stroke: frame_of(position), words: position_word(Some(position)).to_owned() }
}

fn told(column: &Column<'_>) -> String {
    let Column { label, name, held } = column;
    match held {
        Held::Vote(tally) => {
            format!("session {label}: {name} {tally}, {} not voting", tally.non_voting)
        }
        Held::NoVote => format!("session {label}: {name} without a recorded vote"),
        Held::NoText => format!("session {label}: no text"),
    }
}

/// The parts of a column, from below; each with its count where that has room.
fn stack(tally: Tally, x: f64, wide: f64, place: impl Fn(f64) -> f64) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut below = 0.0;
    // Numbers stand in all columns or in none.
    let has_room = width("000", SMALL, false) <= wide - 2.0;
    for position in ORDER {
        let count = tally.of(position);
        if count == 0 {
            continue;
        }
        let above = below + f64::from(count);
        let (bottom, top) = (place(below), place(above));
        let (fill, ink) = of_position(position);
        let path = rectangle(x, top, wide, bottom - top);
        let stroke = Some(frame_of(position));
        marks.push(Mark::Shape { path, fill, stroke, opacity: 1.0 });
        let number = count.to_string();
        if has_room && bottom - top >= SMALL + 2.0 {
            let middle = (bottom + top) / 2.0 + 0.36 * SMALL;
            let text = Text::new(x + wide / 2.0, middle, SMALL, ink, number);
            marks.push(Mark::Text(text.anchored(Anchor::Middle)));
        }
        below = above;
    }
    marks
}
