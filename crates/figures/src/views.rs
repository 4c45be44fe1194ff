//! The usual pictures of a record: what is to be seen of a vote, of two votes, of a series.

use std::collections::BTreeMap;

use scrutineer_ideal::Who;
use scrutineer_measures::{
    Agreement, AgreementGraph, CohesionOver, Dendrogram, GroupVote, Relation, cross_table, relation,
};
use scrutineer_record::{
    Group, MemberId, MemberSet, Members, Position, Positions, Record, Series, Session, Tally, Vote,
    fold,
};

use crate::courses::{Course, CoursePoint, courses};
use crate::dendrogram::{Leaf, Merge, dendrogram, ordered};
use crate::flow::{FlowEnd, Joined, Stream, flow};
use crate::heat_map::{Row, Run, heat_map};
use crate::plane::{Placed, plane};
use crate::sheet::Caption;
use crate::svg::Svg;
use crate::tallies::{Column, Held, tallies};
use crate::tile_map::{Shade, Tile, positions_map, values_map};

/// Who took which position in a vote, on the map. `None` if nobody's is known.
pub fn vote_map(vote: Vote<'_>, width: f64) -> Option<Svg> {
    let tiles = tiles(vote.record().members(), &vote.positions());
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
    let caption = Caption { title: &title, subtitle: &subtitle, width };
    Some(positions_map(&caption, &tiles, "not a member, or not on the roll"))
}

/// A tile for each on the roll, by name.
fn tiles<'r>(members: &'r Members, positions: &Positions) -> Vec<Tile<'r, Position>> {
    let tile = |id| Some(Tile::of(&members[id], positions.of(id)?));
    let mut tiles: Vec<_> = positions.roll.iter().filter_map(tile).collect();
    tiles.sort_by_key(|tile| fold(tile.name));
    tiles
}

/// Two votes beside each other, seat by seat: who moved where both are on one matter, else how members voted on both.
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
    let (n, cast) = (table.n(), table.cast_in_all().len());
    let (joined, title, found) = match relation(&[one, other]) {
        Relation::Series | Relation::SameText => (
            Joined::Moves,
            format!("Who moved from {} to {}", one.label(), other.label()),
            format!("{} of these moved", table.moved().len()),
        ),
        Relation::Rivals | Relation::Unrelated => (
            Joined::Both,
            format!("How members voted on both: {} and {}", one.label(), other.label()),
            format!("{} of these voted yes to both", table.get(&[Position::Yes; 2]).len()),
        ),
    };
    let about = if one.facts().title == other.facts().title {
        format!("both on {}", one.facts().title)
    } else {
        format!("left: {}; right: {}", one.facts().title, other.facts().title)
    };
    let subtitle = format!(
        "Of {n} members on the roll of both votes {cast} cast a vote in both; {found} · {about}"
    );
    let caption = Caption { title: &title, subtitle: &subtitle, width };
    let labels = [one, other].map(|vote| (vote.label(), vote.date.in_short_words()));
    let [from, to] = labels.each_ref().map(|(name, date)| FlowEnd { name, date });
    flow(&caption, from, to, joined, &streams)
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

/// A member's ideal point in a session, with its interval.
#[derive(Clone, Debug, PartialEq)]
pub struct IdealPoint {
    /// Whose it is, and when.
    pub who: Who,
    /// The point.
    pub middle: f64,
    /// Where its interval begins and ends.
    pub interval: [f64; 2],
}

/// Those that are picked out if nobody says whom: the permanent members of the Security Council.
const PERMANENT: [&str; 5] = ["USA", "GBR", "FRA", "RUS", "CHN"];

/// Ideal points: of several sessions as courses, some members picked out from the rest; of one session as a map.
/// `about` says how they were estimated, and over whom they are scaled.
pub fn ideal_points(
    record: &Record,
    points: &[IdealPoint],
    picked: &[MemberId],
    about: &str,
    width: f64,
) -> Svg {
    let members = record.members();
    let (first, last) = points.iter().fold((u8::MAX, 0), |(first, last), point| {
        (first.min(point.who.session), last.max(point.who.session))
    });
    if first >= last {
        let title = format!("Ideal points in session {last}");
        let mut tiles: Vec<_> = points
            .iter()
            .map(|point| Tile::of(&members[point.who.member], Shade::of(point.middle)))
            .collect();
        tiles.sort_by_key(|tile| fold(tile.name));
        let subtitle = format!("{} members · {about}", tiles.len());
        return values_map(
            &Caption { title: &title, subtitle: &subtitle, width },
            IDEAL,
            "no value",
            &tiles,
        );
    }
    let permanent: Vec<_>;
    let picked = if picked.is_empty() {
        permanent = PERMANENT.iter().filter_map(|code| members.by_code(code)).collect();
        permanent.as_slice()
    } else {
        picked
    };
    // A state is one over time, whatever its name was.
    let state = |who: &Who| (who.ccode, who.ccode.is_none().then_some(who.member));
    let mut states: BTreeMap<_, Vec<&IdealPoint>> = BTreeMap::new();
    for point in points {
        states.entry(state(&point.who)).or_default().push(point);
    }
    let mut all: Vec<_> = states
        .values_mut()
        .filter_map(|points| {
            points.sort_by_key(|point| point.who.session);
            let is = |member: &MemberId| points.iter().any(|point| point.who.member == *member);
            let place = picked.iter().position(is);
            let name = members[points.last()?.who.member].press_name.as_str();
            Some((place, Course { name, picked: place.is_some(), points: course_of(points) }))
        })
        .collect();
    // In the order in which they were asked for, the others behind.
    all.sort_by_key(|(place, _)| place.unwrap_or(usize::MAX));
    let all: Vec<_> = all.into_iter().map(|(_, course)| course).collect();
    let title = format!("Ideal points, sessions {first} to {last}");
    let subtitle = format!("{} states · {about}", all.len());
    courses(&Caption { title: &title, subtitle: &subtitle, width }, IDEAL_WITH_BANDS, None, &all)
}

/// What the numbers of ideal points are.
const IDEAL: &str = "ideal point: high is the side of the United States";
/// The same, with what lies around them.
const IDEAL_WITH_BANDS: &str = "ideal point: high is the side of the United States; the bands are intervals of 90 %, if the \
                                model is right";

/// A member's place in two dimensions in a session.
#[derive(Clone, Debug, PartialEq)]
pub struct IdealPlace {
    /// Whose it is, and when.
    pub who: Who,
    /// The place along either axis.
    pub middle: [f64; 2],
    /// Half of the interval along either.
    pub spread: [f64; 2],
}

/// The members of the last session in the plane, some picked out from the rest. `about` says how they were estimated.
pub fn ideal_plane(
    record: &Record,
    places: &[IdealPlace],
    picked: &[MemberId],
    about: &str,
    width: f64,
) -> Svg {
    let members = record.members();
    let last = places.iter().map(|place| place.who.session).max().unwrap_or(0);
    let places = || places.iter().filter(|place| place.who.session == last);
    let permanent: Vec<_> = PERMANENT.iter().filter_map(|code| members.by_code(code)).collect();
    let picked = if picked.is_empty() { permanent.as_slice() } else { picked };
    let placed = |place: &IdealPlace| Placed {
        name: &members[place.who.member].press_name,
        code: &members[place.who.member].code,
        picked: picked.contains(&place.who.member),
        middle: place.middle,
        spread: place.spread,
    };
    let placed: Vec<_> = places().map(placed).collect();
    let title = format!("Members in two dimensions, session {last}");
    let subtitle = format!("{} members · {about}", placed.len());
    plane(&Caption { title: &title, subtitle: &subtitle, width }, IN_PLANE, &placed)
}

/// What the axes of two dimensions are.
const IN_PLANE: &str = "across: the first axis, high is the side of the United States; up: the second, what one dimension \
                        leaves over; both in one unit. The crosses are intervals of 90 %, if the model is right";

fn course_of(points: &[&IdealPoint]) -> Vec<CoursePoint> {
    let point = |point: &&IdealPoint| CoursePoint {
        year: point.who.year(),
        middle: point.middle,
        interval: point.interval,
        is_rough: false,
    };
    points.iter().map(point).collect()
}

/// How united a group was, session by session: the means of both indices. Special sessions have no year of their own
/// and are left out.
pub fn cohesion_courses(group: &Group, votes: &[(Vote<'_>, GroupVote)], width: f64) -> Svg {
    let mut years: BTreeMap<u16, Vec<GroupVote>> = BTreeMap::new();
    for (vote, of) in votes {
        if let (Session::Regular(_), Some(year)) = (vote.session, vote.session.opening_year()) {
            years.entry(year).or_default().push(*of);
        }
    }
    let over: Vec<_> = years.iter().map(|(year, votes)| (*year, CohesionOver::of(votes))).collect();
    let course = |name, index: fn(&CohesionOver) -> Option<f64>| Course {
        name,
        picked: true,
        points: over
            .iter()
            .filter_map(|(year, over)| {
                let middle = index(over)?;
                Some(CoursePoint { year: *year, middle, interval: [middle; 2], is_rough: false })
            })
            .collect(),
    };
    let all =
        [course("agreement index", |over| over.agreement), course("Rice index", |over| over.rice)];
    let title = format!("How united: {}", group.name);
    let counted: usize = years.values().map(Vec::len).sum();
    let subtitle = format!(
        "{counted} votes in {} regular sessions · the Rice index leaves abstentions out, the agreement index takes them \
         for a third position",
        years.len()
    );
    let unit = "mean over the votes of a session in which two members of the group or more cast one; 1 all alike, 0 \
                evenly divided";
    courses(&Caption { title: &title, subtitle: &subtitle, width }, unit, Some([0.0, 1.0]), &all)
}

/// How members of a group voted, on the map.
pub fn group_map(group: &Group, vote: Vote<'_>, of: &GroupVote, width: f64) -> Svg {
    let title = format!("{} on {}", group.name, vote.label());
    let subtitle = format!(
        "{}, {} · yes-no-abstain (not voting) {} · {} members on the roll · {}",
        vote.body,
        vote.date.in_words(),
        cited(of.positions.tally()),
        of.positions.roll.len(),
        vote.facts().title
    );
    let caption = Caption { title: &title, subtitle: &subtitle, width };
    positions_map(&caption, &tiles(vote.record().members(), &of.positions), "not in the group")
}

/// A share of fewer votes than this says little.
const FEW: u32 = 5;

/// How often two members took the same position, year by year: each with the agreement in it. `left_out` is how many
/// votes in common are of no such year.
pub fn agreement_courses(
    names: [&str; 2],
    years: &[(u16, Agreement)],
    left_out: u32,
    width: f64,
) -> Svg {
    let point = |(year, found): &(u16, Agreement)| {
        let middle = found.identical().ratio()?;
        let (low, high) = found.identical().interval()?;
        let is_rough = found.n() < FEW;
        Some(CoursePoint { year: *year, middle, interval: [low, high], is_rough })
    };
    let [one, other] = names;
    let name = format!("{one} and {other}");
    let points = years.iter().filter_map(point).collect();
    let all = [Course { name: "same", picked: true, points }];
    let votes: u32 = years.iter().map(|(_, found)| found.n()).sum();
    let title = format!("How often they took the same position: {name}");
    let special = if left_out == 0 {
        String::new()
    } else {
        format!(" · {left_out} more in special and emergency sessions left out")
    };
    let rough = if years.iter().any(|(_, found)| found.n() < FEW) {
        format!(" · hollow: fewer than {FEW} votes")
    } else {
        String::new()
    };
    let subtitle = format!(
        "{votes} votes in which both cast one{special} · with the 95 % interval of Wilson{rough}"
    );
    let unit = "share of the votes in which both voted yes, no or abstained; 1 always alike";
    courses(&Caption { title: &title, subtitle: &subtitle, width }, unit, Some([0.0, 1.0]), &all)
}

/// How often all others took the same position as one member, on the map. Those with fewer votes in common than
/// `enough` are left out; `about` says in which votes.
pub fn agreement_map(
    members: &Members,
    one: MemberId,
    others: &[(MemberId, Agreement)],
    enough: u32,
    about: &str,
    width: f64,
) -> Svg {
    let tile = |(other, found): &(MemberId, Agreement)| {
        let n = Some(found.n());
        Some(Tile::of(&members[*other], Shade { value: found.identical().ratio()?, n }))
    };
    let told = others.iter().filter(|(_, found)| found.n() >= enough);
    let mut tiles: Vec<_> = told.filter_map(tile).collect();
    tiles.sort_by_key(|tile| fold(tile.name));
    let title = format!("Agreement with {}", members[one].press_name);
    let few = others.len() - tiles.len();
    let few = if few == 0 {
        String::new()
    } else {
        format!(" · {few} with fewer than {enough} votes in common are left out")
    };
    let subtitle = format!("{about} · {} members{few}", tiles.len());
    let caption = Caption { title: &title, subtitle: &subtitle, width };
    values_map(&caption, SAME, "none, or too few votes in common", &tiles)
}

/// What the numbers of taking the same position are.
const SAME: &str = "same position, as a share of the votes in which both voted yes, no or abstained; 1 always alike";

/// What the numbers of agreement are.
const HALF_WAY: &str = "agreement over the votes in which both cast one: 1 always alike, 0 always opposed, an abstention \
                        half way";

/// How often every two members of a graph agree, cluster by cluster. The blocs are sets of its members with what
/// they are called; `about` says which votes it is made of.
pub fn agreement_heat_map(
    members: &Members,
    graph: &AgreementGraph,
    blocs: &[(MemberSet, String)],
    about: &str,
    width: f64,
) -> Svg {
    let merges = merges_of(&Dendrogram::of(graph));
    let mut order = ordered(graph.members().len(), &merges);
    let bloc_of = |place: &usize| bloc_of(graph, blocs, *place);
    // Of blocs found otherwise than by the tree, too, each stands together.
    order.sort_by_key(|place| bloc_of(place).unwrap_or(usize::MAX));
    let rows: Vec<_> = order
        .iter()
        .filter_map(|place| graph.members().get(*place))
        .map(|id| Row { code: &members[*id].code, name: &members[*id].press_name })
        .collect();
    let runs = order.chunk_by(|one, other| bloc_of(one) == bloc_of(other)).map(|run| {
        let bloc = run.first().and_then(bloc_of).and_then(|bloc| blocs.get(bloc));
        Run { name: bloc.map_or("", |(_, name)| name.as_str()), rows: run.len() }
    });
    let runs: Vec<_> = if blocs.is_empty() { Vec::new() } else { runs.collect() };
    let subtitle = format!("{about} · {} members, clustered by average linkage", rows.len());
    let caption = Caption { title: "Who agrees with whom", subtitle: &subtitle, width };
    heat_map(&caption, HALF_WAY, &rows, &runs, |row, column| {
        Some(graph.between(*order.get(row)?, *order.get(column)?))
    })
}

/// The tree of who joined whom, with the blocs beside it.
pub fn bloc_tree(
    members: &Members,
    graph: &AgreementGraph,
    joined: &Dendrogram,
    blocs: &[(MemberSet, String)],
    about: &str,
    width: f64,
) -> Svg {
    let leaf = |(place, id): (usize, &MemberId)| {
        let bloc = bloc_of(graph, blocs, place).and_then(|bloc| blocs.get(bloc));
        let bloc = bloc.map_or("", |(_, name)| name.as_str());
        Leaf { name: &members[*id].press_name, bloc }
    };
    let leaves: Vec<_> = graph.members().iter().enumerate().map(leaf).collect();
    let subtitle = format!("{about} · {} members, average linkage", leaves.len());
    let caption = Caption { title: "Blocs: who votes with whom", subtitle: &subtitle, width };
    let unit = "distance: 1 − mean agreement, abstentions half way";
    dendrogram(&caption, unit, &leaves, &merges_of(joined))
}

/// The place of the bloc to which the member at a place of the graph belongs.
fn bloc_of(graph: &AgreementGraph, blocs: &[(MemberSet, String)], place: usize) -> Option<usize> {
    let member = *graph.members().get(place)?;
    blocs.iter().position(|(bloc, _)| bloc.contains(member))
}

fn merges_of(joined: &Dendrogram) -> Vec<Merge> {
    let merge = |merge: &scrutineer_measures::Merge| Merge {
        clusters: [merge.one, merge.other],
        distance: merge.distance,
    };
    joined.merges.iter().map(merge).collect()
}

/// A tally with those not voting in brackets.
fn cited(tally: Tally) -> String {
    format!("{tally} ({})", tally.non_voting)
}
