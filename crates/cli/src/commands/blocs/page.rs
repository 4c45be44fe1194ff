//! Blocs for people.

use scrutineer_measures::{Bloc, FEWEST, LEAST_PART};
use scrutineer_record::MemberSet;
use scrutineer_report::blocs::{AllBlocs, Found, Method, Move};
use scrutineer_report::words::counted;

use crate::names::{cut, listed, names};
use crate::pages::joined;
use crate::terminal::style::{bold, dim};
use crate::terminal::wrap::tied;
use crate::terminal::{Page, Table};

/// Known groups that are shown beside a bloc.
const GROUPS: usize = 3;
/// Names that are shown where several sessions are.
const MOST_NAMES: usize = 12;

/// Sessions one after the other; of several, only some names of each bloc.
pub(super) fn page(all: &AllBlocs<'_>) -> Page {
    let mut page = Page::new();
    page.prose(0, &dim(&method(all)));
    for found in &all.sessions {
        head(&mut page, found);
        for (bloc, name) in found.blocs() {
            let title = joined([bold(&found.called(name)), sizes(bloc)]);
            page.gap();
            page.prose(2, &title);
            groups(&mut page, found, bloc);
            let members = names(found.record.members(), bloc.members);
            let most = if all.sessions.len() == 1 { members.len() } else { MOST_NAMES };
            page.prose(4, &cut(&members, most));
        }
        moves(&mut page, found);
        left_out(&mut page, found);
    }
    page
}

fn method(all: &AllBlocs<'_>) -> String {
    let agreement = "agreement: same position 1, one abstaining ½, opposed 0, the mean of the votes that both cast";
    let how = match (all.method, all.count) {
        (Method::Average, None) => {
            "average linkage, cut where modularity is highest (METHODS.md)".to_owned()
        }
        (Method::Average, Some(count)) => format!("average linkage, cut into {count}"),
        (Method::Modularity, _) => "highest modularity found (METHODS.md)".to_owned(),
    };
    format!("{agreement}; {how}")
}

fn head(page: &mut Page, found: &Found<'_>) {
    page.heading(&format!("session {} ({})", found.session, found.year()));
    let regional = found.regional().map(|(index, n)| {
        format!("beside the regional groups, adjusted Rand index {index:.2} (n {n})")
    });
    let parts = [
        counted(found.votes, "vote"),
        counted(found.graph.members().len(), "member"),
        counted(found.of.blocs().list.len(), "bloc"),
        format!("modularity {:.3}", found.of.blocs().modularity),
        regional.unwrap_or_default(),
    ];
    page.prose(2, &joined(parts.map(|part| tied(&part))));
}

fn sizes(bloc: &Bloc) -> String {
    let agreement = |mean: Option<f64>, with: &str| {
        mean.map(|mean| tied(&format!("{mean:.2} {with}"))).unwrap_or_default()
    };
    joined([
        tied(&counted(bloc.members.len().into(), "member")),
        agreement(bloc.within, "among themselves"),
        agreement(bloc.outside, "with others"),
    ])
}

fn groups(page: &mut Page, found: &Found<'_>, bloc: &Bloc) {
    let mut table = Table::new("rl");
    for likeness in found.likenesses(bloc.members).iter().take(GROUPS) {
        let ratio = likeness.overlap.ratio().unwrap_or_default();
        let words = format!(
            "{} ({}): {} of its {} here",
            likeness.group.name, likeness.group.code, likeness.in_both, likeness.in_group
        );
        table.row([dim(&format!("{ratio:.2}")), dim(&words)]);
    }
    page.table(4, &table);
}

fn moves(page: &mut Page, found: &Found<'_>) {
    let Some((before, moves)) = &found.since else { return };
    page.gap();
    if moves.is_empty() {
        return page.prose(2, &format!("nobody changed blocs since session {before}"));
    }
    page.prose(2, &format!("changed blocs since session {before}"));
    let mut ways: Vec<(&Move, MemberSet)> = Vec::new();
    for change in moves {
        let same =
            |way: &&mut (&Move, MemberSet)| (way.0.from, way.0.to) == (change.from, change.to);
        match ways.iter_mut().find(same) {
            Some((_, members)) => members.insert(change.member),
            None => ways.push((change, change.member.into())),
        }
    }
    let mut table = Table::new("l");
    for (way, members) in ways {
        let words = format!("{} → {}", found.called(way.from), found.called(way.to));
        table.row([format!("{}: {}", tied(&words), listed(found.record.members(), members))]);
    }
    page.table(4, &table);
}

fn left_out(page: &mut Page, found: &Found<'_>) {
    let members: MemberSet = found.graph.left_out().iter().copied().collect();
    if !members.is_empty() {
        page.gap();
        let words = format!(
            "left out, since {FEWEST} votes in common with every other, and 1 in {LEAST_PART}, are needed: {}",
            listed(found.record.members(), members)
        );
        page.prose(2, &dim(&words));
    }
}
