//! The usual pictures of a record: what is to be seen of a vote, of two votes, of a series.

use scrutineer_measures::cross_table;
use scrutineer_record::{Position, Record, Series, Session, Tally, Vote, fold};

use crate::flow::{FlowEnd, Stream, flow};
use crate::sheet::Caption;
use crate::svg::Svg;
use crate::tallies::{Column, Held, tallies};
use crate::tile_map::{Tile, positions_map};

/// Who took which position in a vote, on the map. `None` if nobody's is known.
pub fn vote_map(vote: Vote<'_>, width: f64) -> Option<Svg> {
    let positions = vote.positions();
    let tile = |id| Some(Tile::of(&vote.record().members()[id], positions.of(id)?));
    let mut tiles: Vec<Tile<'_, Position>> = positions.roll.iter().filter_map(tile).collect();
    tiles.sort_by_key(|tile| fold(tile.name));
    if tiles.is_empty() {
        return None;
    }
    let title = format!("{}: {}", vote.label(), vote.facts().title);
    let subtitle = format!(
        "{}, {} · yes-no-abstain (not voting) {} · {} on the roll",
        vote.body,
        vote.date.in_words(),
        cited(vote.tally()),
        tiles.len()
    );
    Some(positions_map(&Caption { title: &title, subtitle: &subtitle, width }, &tiles))
}

/// Who moved from one vote to another, seat by seat.
pub fn shift_flow(one: Vote<'_>, other: Vote<'_>, width: f64) -> Svg {
    let table = cross_table(&[one, other]);
    let members = one.record().members();
    let streams = table.cells().iter().filter_map(|cell| {
        let [from, to] = *cell.positions.as_slice() else { return None };
        let mut names: Vec<_> =
            cell.members.iter().map(|id| members[id].press_name.as_str()).collect();
        names.sort_by_key(|name| fold(name));
        Some(Stream { from, to, names })
    });
    let streams: Vec<_> = streams.collect();
    let title = format!("Who moved from {} to {}", one.label(), other.label());
    let (n, cast, moved) = (table.n(), table.cast_in_all().len(), table.moved().len());
    let about = if one.facts().title == other.facts().title {
        format!("both on {}", one.facts().title)
    } else {
        format!("first: {}; then: {}", one.facts().title, other.facts().title)
    };
    let subtitle = format!(
        "Of {n} members on the roll of both votes {cast} cast a vote in both; {moved} of these moved · {about}"
    );
    let caption = Caption { title: &title, subtitle: &subtitle, width };
    let labels = [one, other].map(|vote| (vote.label(), vote.date.in_short_words()));
    let [from, to] = labels.each_ref().map(|(name, date)| FlowEnd { name, date });
    flow(&caption, from, to, &streams)
}

/// The tallies of a series, session by session.
pub fn series_tallies(record: &Record, series: &Series, width: f64) -> Svg {
    let mut texts: Vec<_> = series
        .texts
        .iter()
        .filter_map(|symbol| {
            let name = symbol.to_string();
            if let Some(vote) = record.vote_on(symbol) {
                return Some((Some(vote.date), vote.session, name, Held::Vote(vote.tally())));
            }
            let text = record.proposal(symbol)?;
            Some((text.date, text.session, name, Held::NoVote))
        })
        .collect();
    texts.sort_by_key(|(date, ..)| *date);
    let mut columns: Vec<Column<'_>> = Vec::new();
    let mut last = None;
    for (_, session, name, held) in &texts {
        if let (Some(Session::Regular(last)), Session::Regular(session)) = (last, session) {
            let missing = (last + 1)..*session;
            let label = |session: u8| session.to_string();
            columns.extend(missing.map(|at| Column {
                label: label(at),
                name: "",
                held: Held::NoText,
            }));
        }
        columns.push(Column { label: session.to_string(), name, held: *held });
        last = Some(*session);
    }
    let votes = texts.iter().filter(|(.., held)| matches!(held, Held::Vote(_))).count();
    let without = texts.len() - votes;
    let subtitle = format!(
        "How the votes went, session by session · {votes} recorded votes, {without} texts without one · the \
         text may have changed from one to the next"
    );
    tallies(&Caption { title: &series.name, subtitle: &subtitle, width }, &columns)
}

/// A tally with those not voting in brackets.
fn cited(tally: Tally) -> String {
    format!("{tally} ({})", tally.non_voting)
}
