//! `show` for people: one vote, or a text without one.

use scrutineer_measures::group_vote;
use scrutineer_record::{Decision, Position, Proposal, Record, Sponsors, Stage, Symbol, Vote};
use scrutineer_report::vote::{GROUPS, outcome};
use scrutineer_report::words::position_word;
use scrutineer_report::{Target, UNTITLED};

use super::{decided, how, joined, marked, when};
use crate::names::{in_order, listed, split};
use crate::terminal::bar::{bar, shade};
use crate::terminal::style::{self, bold, dim, of_position, paint, warning};
use crate::terminal::wrap::tied;
use crate::terminal::{Page, Table, columns};

/// One vote with everyone's position, or a text with all that is known about it.
pub(crate) fn page(record: &Record, target: Target<'_>) -> Page {
    let mut page = Page::new();
    let text = target.symbol().and_then(|symbol| record.proposal(symbol));
    match target {
        Target::Vote(vote) => {
            head(&mut page, vote);
            tally(&mut page, vote);
        }
        Target::Text(text) => head_of_text(&mut page, text),
    }
    if let Some(text) = text {
        way(&mut page, record, text);
    }
    if let Target::Vote(vote) = target
        && vote.is_by_name()
    {
        positions(&mut page, record, vote);
        groups(&mut page, record, vote);
    }
    neighbours(&mut page, record, target);
    if let Target::Vote(vote) = target {
        defects(&mut page, vote);
    }
    source(&mut page, target);
    page
}

fn head(page: &mut Page, vote: Vote<'_>) {
    page.line(bold(&vote.label()));
    if !vote.title.is_empty() {
        page.prose(0, &vote.title);
    }
    if !vote.motion.is_whole() {
        page.prose(0, &vote.motion.to_string());
    }
    page.gap();
    let meeting = vote.meeting.as_ref();
    let parts = [
        format!("{}, session {}", vote.body, vote.session),
        vote.date.in_words(),
        meeting.map_or_else(String::new, |meeting| format!("meeting {meeting}")),
    ];
    page.prose(2, &joined(parts));
}

/// Of a vote without names.
const NAMELESS: &str = "voted, but not by name: nobody's position stands in the record";

fn head_of_text(page: &mut Page, text: &Proposal) {
    page.line(bold(&text.symbol.to_string()));
    // What it decides stands further down.
    page.prose(0, if text.title.is_empty() { UNTITLED } else { &text.title });
    page.gap();
    let date = text.date.map_or_else(|| "date unknown".to_owned(), |date| date.in_words());
    let body = format!("{}, session {}", text.symbol.body(), text.session);
    page.prose(2, &joined([body, marked(&date, text.standing)]));
    let words = match text.decision {
        Decision::WithoutVote => {
            "adopted without a vote: nobody's position stands in the record, and that is not unanimity"
        }
        Decision::NonRecorded => NAMELESS,
        Decision::Recorded => "by recorded vote; this book does not have the positions",
        Decision::Unknown => "how it was decided is not known: no positions",
    };
    page.prose(2, words);
}

fn tally(page: &mut Page, vote: Vote<'_>) {
    let tally = vote.tally();
    page.gap();
    if !vote.is_by_name() {
        page.prose(2, NAMELESS);
        let printed = vote.printed.map(|printed| format!("the source prints {printed}"));
        printed.iter().for_each(|words| page.prose(2, words));
        return;
    }
    let counts: Vec<_> = Position::ALL
        .into_iter()
        .map(|position| {
            let word = position_word(position);
            let count = format!("{} {} {word}", shade(position), tally.of(position));
            paint(of_position(position), &tied(&count))
        })
        .chain([tied(&format!("of {} members", tally.roll()))])
        .collect();
    // Three blanks between them, the last of which may be the end of a line.
    page.prose(2, &counts.join(&(tied("  ") + " ")));
    page.line(format!("  {}", bar(tally, columns().saturating_sub(4))));
    page.prose(2, &outcome(vote));
    if let Some(printed) = vote.printed.filter(|printed| !printed.agrees_with(tally)) {
        page.prose(2, &format!("the source prints {printed}"));
    }
}

/// The way of a text from draft to decision.
fn way(page: &mut Page, record: &Record, text: &Proposal) {
    page.heading("stages");
    let mut table = Table::new("lll");
    for stage in &text.stages {
        let date = stage.date.map_or_else(String::new, |date| date.in_short_words());
        table.row([stage.body.to_string(), date, in_stage(stage)]);
    }
    if let Some(lead) = &text.lead {
        let names = in_order(record.members(), &lead.value);
        table.row(["led by".to_owned(), String::new(), marked(&names, lead.standing)]);
    }
    for sponsors in &text.sponsors {
        table.row(["sponsors".to_owned(), String::new(), sponsors_line(record, sponsors)]);
    }
    if let Some(decides) = &text.decides {
        table.row(["decides".to_owned(), String::new(), decides.clone()]);
    }
    if !text.note.is_empty() {
        table.row(["note".to_owned(), String::new(), text.note.clone()]);
    }
    page.table(2, &table);
}

fn in_stage(stage: &Stage) -> String {
    let document = stage.document.as_ref().map_or_else(String::new, Symbol::to_string);
    let decided = match stage.printed {
        Some(printed) => printed.to_string(),
        None => how(stage.decision).to_owned(),
    };
    joined([document, marked(&decided, stage.standing), dim(&stage.note)])
}

/// Sponsors as a source lists or counts them: `main: France (A/C.1/78/L.60/Rev.1)`.
fn sponsors_line(record: &Record, sponsors: &Sponsors) -> String {
    let names = listed(record.members(), sponsors.members.value.iter().copied().collect());
    let words = match (names.is_empty(), sponsors.count) {
        (true, Some(count)) => format!("{count} counted, no list found"),
        (true, None) => "no list found".to_owned(),
        (false, Some(count)) => format!("{}, {count} listed: {names}", sponsors.role),
        (false, None) => format!("{}: {names}", sponsors.role),
    };
    marked(&format!("{words} ({})", sponsors.draft), sponsors.members.standing)
}

fn positions(page: &mut Page, record: &Record, vote: Vote<'_>) {
    page.heading("positions");
    let mut table = Table::new("rll");
    let positions = vote.positions();
    for position in Position::ALL {
        let who = positions.who(position);
        let names =
            if who.is_empty() { "nobody".to_owned() } else { listed(record.members(), who) };
        table.row([who.len().to_string(), style::position(position), names]);
    }
    page.table(2, &table);
    for intended in &vote.intended {
        let name = &record.members()[intended.member].press_name;
        page.prose(
            2,
            &format!("{name} said afterwards that it had meant {}", intended.position.verb()),
        );
    }
}

fn groups(page: &mut Page, record: &Record, vote: Vote<'_>) {
    let mut table = Table::new("lrl");
    for code in GROUPS {
        let Some(group) = record.groups().by_code(code) else { continue };
        let tally = group_vote(vote, group).positions.tally();
        if tally.roll() > 0 {
            let name = &record.groups()[group].name;
            let short = if name.len() > 30 { code } else { name };
            table.row([short.to_owned(), tally.roll().to_string(), split(tally)]);
        }
    }
    if !table.is_empty() {
        page.heading("groups, by their members at the date");
        page.table(2, &table);
    }
}

/// What stands beside: the series before and after, rivals, separate votes.
fn neighbours(page: &mut Page, record: &Record, target: Target<'_>) {
    let Some(symbol) = target.symbol() else { return };
    if let Some(series) = record.series_of(symbol) {
        let at = series.texts.iter().position(|text| text == symbol);
        let number = at.map_or_else(String::new, |at| format!("text {} of ", at + 1));
        page.heading("series");
        page.prose(2, &format!("{} ({number}{})", series.name, series.texts.len()));
        let mut table = Table::new("llll");
        let neighbour = |step: fn(usize) -> Option<usize>| {
            let symbol = series.texts.get(step(at?)?)?;
            Target::by_symbol(record, symbol)
        };
        let mut add = |lead: &str, found: Option<Target<'_>>| {
            if let Some(found) = found {
                let last = marked(&decided(found), found.standing());
                table.row([lead.to_owned(), found.label(), when(found), last]);
            }
        };
        add("before", neighbour(|at| at.checked_sub(1)));
        add("after", neighbour(|at| at.checked_add(1)));
        page.table(2, &table);
        page.line(dim(&format!("  scrutineer series {symbol}")));
    }
    let mut table = Table::new("lll");
    for rival in record.rivals_of(symbol).filter_map(|rival| Target::by_symbol(record, rival)) {
        table.row([rival.label(), when(rival), format!("{} {}", decided(rival), rival.title())]);
    }
    if !table.is_empty() {
        page.heading("rival under the same item");
        page.table(2, &table);
    }
    if let Target::Vote(vote) = target {
        let mut table = Table::new("ll");
        for other in record.votes_on(symbol).filter(|other| *other != vote) {
            table.row([other.id.clone(), format!("{} {}", other.motion, other.tally())]);
        }
        if !table.is_empty() {
            page.heading("other votes on this text");
            page.table(2, &table);
        }
    }
}

fn defects(page: &mut Page, vote: Vote<'_>) {
    if vote.defects.is_empty() {
        return;
    }
    page.heading("defects of the source");
    for defect in &vote.defects {
        page.hanging(&format!("  {} ", warning("!")), &defect.to_string());
    }
}

fn source(page: &mut Page, target: Target<'_>) {
    page.heading("source");
    match target {
        Target::Vote(vote) => {
            let document = vote.source.document.clone();
            let document = document.unwrap_or_else(|| "no meeting record is known".to_owned());
            page.prose(2, &document);
            if let Some(url) = &vote.source.url {
                page.prose(2, url);
            }
            if !vote.note.is_empty() {
                page.prose(2, &vote.note);
            }
        }
        Target::Text(text) if text.source.is_empty() => page.prose(2, "none"),
        Target::Text(text) => {
            for part in text.source.split(" | ") {
                page.prose(2, part);
            }
        }
    }
}
