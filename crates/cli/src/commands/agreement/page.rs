//! Agreement for people: two members over time, one beside all others, or who is nearest to whom.

use scrutineer_measures::{Agreement, Share};
use scrutineer_record::{MemberId, Record};
use scrutineer_report::agreement::{Agreements, Pair, enough};
use scrutineer_report::words::counted;

use crate::error::Error;
use crate::pages::built_in_alone;
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table};

/// How many pairs a page shows at either end.
const AT_EITHER_END: usize = 10;

/// The page: two members that were asked for over time, else the nearest and the farthest of one period.
pub(super) fn page(record: &Record, found: &Agreements<'_>, divided: bool) -> Result<Page, Error> {
    let mut page = Page::new();
    match found.members.as_slice() {
        [one, other] => over_time(&mut page, record, found, (*one, *other))?,
        _ => nearest(&mut page, record, found)?,
    }
    notes(&mut page, divided);
    Ok(page)
}

/// What the columns are.
fn notes(page: &mut Page, divided: bool) {
    page.gap();
    let mut table = Table::new("ll");
    let mut note = |words: &str, meaning: &str| table.row([dim(words), dim(meaning)]);
    note("votes", "those in which both voted yes, no or abstained");
    note(
        "same",
        "took the same position; 95 % interval of Wilson, as if each vote stood by itself",
    );
    note("S", "Signorino and Ritter: 1 always alike, -1 always opposed, an abstention half way");
    note("κ", "Cohen: same, beyond what chance gives two that vote yes, no and abstain so often");
    note(
        "coincidence",
        "U.S. Department of State: voted alike, of the votes in which neither abstained",
    );
    page.table(2, &table);
    if !divided {
        let text = "Votes in which all agree raise every share: --divided leaves those out.";
        page.prose(2, &dim(text));
    }
}

const COLUMNS: [&str; 5] = ["votes", "same", "S", "κ", "coincidence"];

/// Votes in common, the share with its interval, S, κ, and coincidence with its n.
fn cells(found: &Agreement) -> [String; 5] {
    let number = |of: Option<f64>| of.map_or_else(|| "–".to_owned(), |of| format!("{of:.2}"));
    let interval = found.identical().interval().map_or_else(String::new, |(low, high)| {
        dim(&format!("{:.0}–{:.0}", 100.0 * low, 100.0 * high))
    });
    let coincidence = found.coincidence();
    let of = dim(&format!("of {}", coincidence.n));
    [
        found.n().to_string(),
        format!("{} {interval}", percent(found.identical())),
        number(found.s()),
        number(found.kappa()),
        format!("{} {of}", percent(coincidence)),
    ]
}

fn percent(share: Share) -> String {
    share.ratio().map_or_else(|| "–".to_owned(), |ratio| format!("{:.0} %", 100.0 * ratio))
}

/// A row for each period in which both cast votes.
fn over_time(
    page: &mut Page,
    record: &Record,
    found: &Agreements<'_>,
    (one, other): (MemberId, MemberId),
) -> Result<(), Error> {
    let name = |member: MemberId| bold(&record.members()[member].press_name);
    page.line(format!("{} and {}", name(one), name(other)));
    built_in_alone(page, record);
    page.gap();
    let mut table = Table::new("lrrrrr");
    table.row([""].into_iter().chain(COLUMNS).map(dim));
    let mut all = Agreement::default();
    let mut shown = 0;
    for period in &found.periods {
        let pair = period.pairs().get(one, other);
        if pair.n() > 0 {
            all = all.plus(&pair);
            shown += 1;
            table.row([period.name()].into_iter().chain(cells(&pair)));
        }
    }
    if shown > 1 {
        table.row([bold("together")].into_iter().chain(cells(&all)));
    }
    if shown == 0 {
        return Err(found.never_together().into());
    }
    page.table(2, &table);
    Ok(())
}

/// The pairs of one period at either end.
fn nearest(page: &mut Page, record: &Record, found: &Agreements<'_>) -> Result<(), Error> {
    let only = found.only();
    let Some((period, pairs)) = found.last_with_pairs() else {
        return Err(found.never_together().into());
    };
    match only {
        Some(member) => page.line(format!(
            "{}  agreement with {}",
            bold(&record.members()[member].press_name),
            if found.group.is_some() { "the group" } else { "all others" }
        )),
        None => page.line(bold("agreement")),
    }
    built_in_alone(page, record);
    let enough = enough(&pairs);
    let (mut told, few): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|pair| pair.found.n() >= enough);
    // Of equals those with more votes in common first.
    let key = |pair: &Pair| (pair.found.half_way(), pair.found.n());
    told.sort_by(|one, other| {
        let ((one, n), (other, of)) = (key(one), key(other));
        other.partial_cmp(&one).unwrap_or(std::cmp::Ordering::Equal).then(of.cmp(&n))
    });
    let votes = period.votes.len();
    let plural = if votes == 1 { "vote" } else { "votes" };
    page.heading(&format!("{}, {votes} {plural}, {}", period.name(), counted(told.len(), "pair")));
    page.table(2, &ends(record, only, &told));
    if !few.is_empty() {
        page.gap();
        let text = format!("Not shown: {} with fewer than {enough} votes in common.", few.len());
        page.prose(2, &text);
    }
    if found.periods.len() > 1 {
        page.gap();
        let more = "Other sessions: --session N; all votes together: --by all; two members over time: --members A,B.";
        page.prose(2, &dim(more));
    }
    Ok(())
}

fn ends(record: &Record, only: Option<MemberId>, pairs: &[Pair]) -> Table {
    let mut table = Table::new("rrrrrl");
    table.row(COLUMNS.into_iter().chain([""]).map(dim));
    let row = |table: &mut Table, pair: &Pair| {
        table.row(cells(&pair.found).into_iter().chain([names(record, only, pair)]));
    };
    if pairs.len() <= 2 * AT_EITHER_END {
        pairs.iter().for_each(|pair| row(&mut table, pair));
        return table;
    }
    let (near, rest) = pairs.split_at(AT_EITHER_END);
    let (between, far) = rest.split_at(rest.len() - AT_EITHER_END);
    near.iter().for_each(|pair| row(&mut table, pair));
    table.span(&left_out(near, between, far));
    far.iter().for_each(|pair| row(&mut table, pair));
    table
}

/// How many pairs between the two ends are not shown, and how many of them stand as near or as far as some that are.
fn left_out(near: &[Pair], between: &[Pair], far: &[Pair]) -> String {
    let as_one_of = |end: Option<&Pair>| {
        let level = end.and_then(|pair| pair.found.half_way());
        between.iter().filter(|pair| pair.found.half_way() == level).count()
    };
    let (as_near, as_far) = (as_one_of(near.last()), as_one_of(far.first()));
    let words = |count: usize, what: &str| match count {
        0 => String::new(),
        count => format!(", {count} {what}"),
    };
    let (near, far) = (words(as_near, "as near as the last"), words(as_far, "as far as the next"));
    format!("… {} between{near}{far} …", between.len())
}

/// The other one, or both.
fn names(record: &Record, only: Option<MemberId>, pair: &Pair) -> String {
    let name = |member: MemberId| record.members()[member].press_name.as_str();
    match only {
        Some(only) if only == pair.a => name(pair.b).to_owned(),
        Some(_) => name(pair.a).to_owned(),
        None => format!("{} – {}", name(pair.a), name(pair.b)),
    }
}
