//! Answers as pictures, the same wherever they are asked for.

use scrutineer_figures::{
    IdealPlace, IdealPoint, Svg, agreement_courses, agreement_heat_map, agreement_map, bloc_tree,
    cohesion_courses, group_map, ideal_plane, ideal_points, vote_map,
};
use scrutineer_ideal::TWENTIETH;
use scrutineer_measures::{AgreementGraph, Bloc, Dendrogram};
use scrutineer_record::{MemberId, MemberSet, Record, Session};

use crate::agreement::{Agreements, Pair, Period, enough};
use crate::blocs::{self, AllBlocs, History};
use crate::error::Error;
use crate::group::OfGroup;
use crate::ideal::{Asked, Estimate, Place, Places, Point};
use crate::sessions::RegularSessions;
use crate::target::Target;

/// Who voted how, on the map.
///
/// # Errors
/// If the book does not know it.
pub fn of_vote(target: Target<'_>, width: f64) -> Result<Svg, Error> {
    let drawn = match target {
        Target::Vote(vote) => vote_map(vote, width),
        Target::Text(_) => None,
    };
    drawn.ok_or_else(|| {
        Error::wrong(format!(
            "of {} the book does not know who voted how: there is nothing to draw",
            target.label()
        ))
    })
}

/// The points of all over time, those of some members picked out.
pub fn of_points(
    record: &Record,
    asked: &Asked,
    estimate: &Estimate,
    picked: &[MemberId],
    width: f64,
) -> Svg {
    let point = |Point { who, belief, quantiles: [low, _, high], .. }: &Point| IdealPoint {
        who: who.clone(),
        middle: belief.mean,
        interval: [*low, *high],
    };
    let points: Vec<_> = estimate.points.iter().map(point).collect();
    let about = format!(
        "{} votes on {} items · {} model, {} estimator · mean 0 and standard deviation 1 over {}",
        estimate.votes,
        estimate.items,
        asked.model.code(),
        estimate.estimator(),
        asked.model.scale()
    );
    ideal_points(record, &points, picked, &about, width)
}

/// The members of the last session in a plane, some picked out.
pub fn of_places(record: &Record, plane: &Places, picked: &[MemberId], width: f64) -> Svg {
    let place = |Place { point, second }: &Place| IdealPlace {
        who: point.who.clone(),
        middle: [point.belief.mean, second.mean],
        spread: [point.belief.sd, second.sd].map(|sd| TWENTIETH * sd),
    };
    let places: Vec<_> = plane.places.iter().map(place).collect();
    ideal_plane(record, &places, picked, &format!("{} votes", plane.votes), width)
}

/// A group in one vote on the map; of all votes how united it was over time.
///
/// # Errors
/// If none of it was on the roll.
pub fn of_group(of: &OfGroup<'_>, width: f64) -> Result<Svg, Error> {
    match (of.one, of.votes.as_slice()) {
        (None, votes) => Ok(cohesion_courses(of.group(), votes, width)),
        (Some(_), [(vote, of_vote)]) => Ok(group_map(of.group(), *vote, of_vote, width)),
        (Some(_), _) => {
            Err(Error::wrong("no member of the group was on the roll: there is nothing to draw"))
        }
    }
}

/// The tree of a session, with its blocs beside it.
///
/// # Errors
/// If it is not one session.
pub fn of_blocs(record: &Record, found: &AllBlocs<'_>, width: f64) -> Result<Svg, Error> {
    let [found] = found.sessions.as_slice() else {
        let error = Error::wrong("a picture of blocs is of one session");
        return Err(error.hint("name one, as 74"));
    };
    let blocs: Vec<_> =
        found.blocs().map(|(bloc, name)| (bloc.members, found.called(name))).collect();
    let about = format!("session {}, {} votes", found.session, found.votes);
    Ok(bloc_tree(record.members(), &found.graph, &found.dendrogram, &blocs, &about, width))
}

/// Agreement: two members over time, one beside all others on the map, or everyone by cluster.
///
/// # Errors
/// If there are not votes enough.
pub fn of_agreement(record: &Record, found: &Agreements<'_>, width: f64) -> Result<Svg, Error> {
    match found.members.as_slice() {
        [one, other] => over_time(record, found, [*one, *other], width),
        [one] => on_the_map(record, found, *one, width),
        _ => everyone(record, found, width),
    }
}

/// Years in the order of time; of sessions the regular ones, since others have no year of their own.
fn over_time(
    record: &Record,
    found: &Agreements<'_>,
    pair: [MemberId; 2],
    width: f64,
) -> Result<Svg, Error> {
    let is_of_a_year =
        |period: &&Period| period.session.is_none_or(|of| matches!(of, Session::Regular(_)));
    let years: Vec<_> = found
        .periods
        .iter()
        .filter(is_of_a_year)
        .filter_map(|period| {
            let year = u16::try_from(period.year?).ok()?;
            Some((year, period.pairs().get(pair[0], pair[1])))
        })
        .filter(|(_, found)| found.n() > 0)
        .collect();
    if years.is_empty() {
        let error = Error::wrong("these two have no votes in common in any year");
        return Err(error.hint("the picture is of sessions or years, not of all together"));
    }
    let names = pair.map(|member| record.members()[member].press_name.as_str());
    let all: u32 =
        found.periods.iter().map(|period| period.pairs().get(pair[0], pair[1]).n()).sum();
    let shown: u32 = years.iter().map(|(_, found)| found.n()).sum();
    Ok(agreement_courses(names, &years, all.saturating_sub(shown), width))
}

/// Every two members of the last period, cluster by cluster.
fn everyone(record: &Record, found: &Agreements<'_>, width: f64) -> Result<Svg, Error> {
    let nothing = || Error::wrong("there are not votes enough for a picture of everyone");
    let (period, _) = found.last_with_pairs().ok_or_else(nothing)?;
    let members = record.members();
    let graph = AgreementGraph::of_positions(members, period.votes.iter().copied());
    if graph.members().len() < 2 {
        return Err(nothing().hint("take the votes of all sessions together (by all)"));
    }
    let blocs = Dendrogram::of(&graph).cut(&graph, None);
    let names = bloc_names(record, found, period);
    let named = |bloc: &Bloc| {
        let name = names.iter().find(|(those, _)| *those == bloc.members);
        let around = || format!("around {}", members[bloc.central].press_name);
        (bloc.members, name.map_or_else(around, |(_, name)| name.clone()))
    };
    let blocs: Vec<_> = blocs.list.iter().map(named).collect();
    let about = format!("{}, {} votes", period.name(), period.votes.len());
    Ok(agreement_heat_map(members, &graph, &blocs, &about, width))
}

/// The blocs of the session as `blocs` finds them, with what it calls them: the same cluster has the same name there and here.
fn bloc_names(
    record: &Record,
    found: &Agreements<'_>,
    period: &Period,
) -> Vec<(MemberSet, String)> {
    let Some(Session::Regular(session)) = period.session else { return Vec::new() };
    let request =
        blocs::Request { motions: found.motions, issue: found.issue, ..blocs::Request::default() };
    let Ok(history) = History::of(record, &request) else { return Vec::new() };
    let asked = [RegularSessions(session..=session)];
    let Ok(all) = history.only(&asked) else { return Vec::new() };
    let of = |one: &&blocs::Found<'_>| -> Vec<_> {
        one.blocs().map(|(bloc, name)| (bloc.members, one.called(name))).collect()
    };
    all.sessions.iter().flat_map(of).collect()
}

/// Of the last period in which the member cast votes.
fn on_the_map(
    record: &Record,
    found: &Agreements<'_>,
    one: MemberId,
    width: f64,
) -> Result<Svg, Error> {
    let (period, pairs) = found
        .last_with_pairs()
        .ok_or_else(|| Error::wrong("this member has no votes in common with others here"))?;
    let enough = enough(&pairs);
    let other = |pair: Pair| (if pair.a == one { pair.b } else { pair.a }, pair.found);
    let others: Vec<_> = pairs.into_iter().map(other).collect();
    let about = format!("{}, {} votes", period.name(), period.votes.len());
    Ok(agreement_map(record.members(), one, &others, enough, &about, width))
}
