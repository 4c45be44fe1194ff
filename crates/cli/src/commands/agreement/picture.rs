//! Agreement as a picture: two members over time, one beside all others on the map, or everyone by cluster.

use scrutineer_figures::{Svg, agreement_courses, agreement_heat_map, agreement_map};
use scrutineer_measures::{AgreementGraph, Bloc, Dendrogram};
use scrutineer_record::{MemberId, MemberSet, Record, Session};
use scrutineer_report::agreement::{Agreements, Pair, Period, enough};
use scrutineer_report::blocs::{self, History};
use scrutineer_report::sessions::RegularSessions;

use crate::error::Error;
use crate::plot::WIDTH;

/// The picture of what was asked for.
pub(super) fn picture(record: &Record, found: &Agreements<'_>) -> Result<Svg, Error> {
    match found.members.as_slice() {
        [one, other] => over_time(record, found, [*one, *other]),
        [one] => on_the_map(record, found, *one),
        _ => everyone(record, found),
    }
}

/// Years in the order of time; of sessions the regular ones, since others have no year of their own.
fn over_time(record: &Record, found: &Agreements<'_>, pair: [MemberId; 2]) -> Result<Svg, Error> {
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
        let error = Error::request("these two have no votes in common in any year");
        return Err(error.hint("the picture is of sessions or years, not of --by all"));
    }
    let names = pair.map(|member| record.members()[member].press_name.as_str());
    let all: u32 =
        found.periods.iter().map(|period| period.pairs().get(pair[0], pair[1]).n()).sum();
    let shown: u32 = years.iter().map(|(_, found)| found.n()).sum();
    Ok(agreement_courses(names, &years, all.saturating_sub(shown), WIDTH))
}

/// Every two members of the last period, cluster by cluster.
fn everyone(record: &Record, found: &Agreements<'_>) -> Result<Svg, Error> {
    let nothing = || Error::request("there are not votes enough for a picture of everyone");
    let (period, _) = found.last_with_pairs().ok_or_else(nothing)?;
    let members = record.members();
    let graph = AgreementGraph::of_positions(members, period.votes.iter().copied());
    if graph.members().len() < 2 {
        return Err(nothing().hint("take the votes of more sessions together: --by all"));
    }
    let blocs = Dendrogram::of(&graph).cut(&graph, None);
    let names = names(record, found, period);
    let named = |bloc: &Bloc| {
        let name = names.iter().find(|(those, _)| *those == bloc.members);
        let around = || format!("around {}", members[bloc.central].press_name);
        (bloc.members, name.map_or_else(around, |(_, name)| name.clone()))
    };
    let blocs: Vec<_> = blocs.list.iter().map(named).collect();
    let about = format!("{}, {} votes", period.name(), period.votes.len());
    Ok(agreement_heat_map(members, &graph, &blocs, &about, WIDTH))
}

/// The blocs of the session as `blocs` finds them, with what it calls them: the same cluster has the same name there and here.
fn names(record: &Record, found: &Agreements<'_>, period: &Period) -> Vec<(MemberSet, String)> {
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
fn on_the_map(record: &Record, found: &Agreements<'_>, one: MemberId) -> Result<Svg, Error> {
    let (period, pairs) = found
        .last_with_pairs()
        .ok_or_else(|| Error::request("this member has no votes in common with others here"))?;
    let enough = enough(&pairs);
    let other = |pair: Pair| (if pair.a == one { pair.b } else { pair.a }, pair.found);
    let others: Vec<_> = pairs.into_iter().map(other).collect();
    let about = format!("{}, {} votes", period.name(), period.votes.len());
    Ok(agreement_map(record.members(), one, &others, enough, &about, WIDTH))
}
