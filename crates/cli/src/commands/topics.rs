//! `scrutineer topics`: what texts are about, and how groups voted on them.

use std::collections::BTreeMap;

use scrutineer_measures::group_vote;
use scrutineer_record::{Decision, Fact, GroupId, Position, Record, Standing, Symbol, Topic, fold};
use scrutineer_report::{Line, TallyReport, Target};
use serde::Serialize;

use crate::args::Format;
use crate::error::Error;
use crate::names::in_colour;
use crate::output::Output;
use crate::pages::{how, named, when};
use crate::resolve;
use crate::suggest;
use crate::terminal::style::{bold, dim};
use crate::terminal::wrap::plain;
use crate::terminal::{Page, Table, columns};

/// Groups that are shown unless others are asked for.
const GROUPS: [&str; 3] = ["BRICS", "SCO", "CSTO"];

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A topic, by id or words; without one, all are listed
    topic: Option<String>,
    /// Show how this group voted on the texts; may be given several times [default: BRICS, SCO, CSTO]
    #[arg(long, value_name = "NAME")]
    group: Vec<String>,
}

/// Lists topics, or the texts of one. As CSV: a row for each text of a topic.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let default = GROUPS.map(str::to_owned);
    let asked = if args.group.is_empty() { &default[..] } else { &args.group };
    let groups = asked
        .iter()
        .map(|typed| resolve::group(record, typed).map(|readings| readings.preferred))
        .collect::<Result<Vec<_>, _>>()?;
    let topics = match &args.topic {
        Some(typed) => vec![topic(record, typed)?],
        None => record.facts().topics.iter().collect(),
    };
    match format {
        Format::Text if args.topic.is_none() => Ok(Output::page(list(&topics))),
        Format::Text => Ok(Output::votes(page(record, &topics, &groups))),
        Format::Json => {
            let topics = topics.iter().map(|topic| report(record, topic, &groups)).collect();
            Output::json(&Report { topics })
        }
        Format::Csv => csv(record, &topics, &groups),
    }
}

fn topic<'r>(record: &'r Record, typed: &str) -> Result<&'r Topic, Error> {
    let topics = &record.facts().topics;
    let wanted = fold(typed);
    let is_meant = |topic: &&Topic| {
        topic.id == typed
            || fold(&topic.name) == wanted
            || topic.words.iter().any(|words| fold(words) == wanted)
    };
    topics.iter().find(is_meant).ok_or_else(|| {
        let names = topics
            .iter()
            .flat_map(|topic| [&topic.id, &topic.name].into_iter().chain(&topic.words));
        let near = suggest::names(typed, names.map(String::as_str));
        let error =
            Error::request(format!("\"{}\" is no topic that this book knows", plain(typed)));
        let error =
            near.into_iter().fold(error, |error, name| error.hint(format!("did you mean {name}?")));
        error.hint("list them: scrutineer topics")
    })
}

fn list(topics: &[&Topic]) -> Page {
    let mut page = Page::new();
    let mut table = Table::new("lrl");
    table.row([dim("topic"), dim("texts"), String::new()]);
    for topic in topics {
        table.row([topic.id.clone(), topic.texts.len().to_string(), topic.name.clone()]);
    }
    page.table(0, &table);
    page.gap();
    page.prose(0, &dim("scrutineer topics TOPIC shows the texts and how groups voted on them"));
    page
}

fn page(record: &Record, topics: &[&Topic], groups: &[GroupId]) -> Page {
    let mut page = Page::new();
    for topic in topics {
        page.gap();
        page.line(named(&topic.name, &topic.id));
        if !topic.note.is_empty() {
            page.prose(2, &topic.note);
        }
        tables(&mut page, record, &texts(record, topic), groups);
    }
    page.gap();
    page.prose(
        2,
        &dim(
            "yes-no-abstain (not voting), – where a group had no members yet; about it: how that \
            is known, if not from the record itself",
        ),
    );
    page
}

/// The texts with how the groups voted on them, as many groups beside each other as have room.
fn tables(
    page: &mut Page,
    record: &Record,
    texts: &[(&Fact<Symbol>, Target<'_>)],
    groups: &[GroupId],
) {
    let table = table(record, texts, groups);
    if groups.len() > 1 && table.width() > columns().saturating_sub(2) {
        let (some, rest) = groups.split_at(groups.len().div_ceil(2));
        tables(page, record, texts, some);
        tables(page, record, texts, rest);
    } else {
        page.gap();
        page.table(2, &table);
    }
}

fn table(record: &Record, texts: &[(&Fact<Symbol>, Target<'_>)], groups: &[GroupId]) -> Table {
    let row = |first: String, all: String, groups: Vec<String>, last: String| {
        [first, all].into_iter().chain(groups).chain([last])
    };
    let mut table = Table::new(&"l".repeat(groups.len() + 3));
    let codes = groups.iter().map(|group| dim(resolve::group_code(record, *group)));
    table.row(row(dim("text"), dim("all members"), codes.collect(), dim("about it")));
    for (fact, target) in texts {
        let (all, of_groups) = match target {
            Target::Vote(vote) => {
                let of = |group: &GroupId| group_vote(*vote, *group).positions.tally();
                (in_colour(vote.tally()), groups.iter().map(|group| in_colour(of(group))).collect())
            }
            Target::Text(text) => {
                let words = match text.decision {
                    Decision::Unknown => "not known how",
                    decision => how(decision),
                };
                (dim(words), vec![String::new(); groups.len()])
            }
        };
        let standing = match fact.standing {
            Standing::Recorded => String::new(),
            standing => dim(standing.code()),
        };
        table.row(row(bold(&target.label()), all, of_groups, standing));
        table.span(&format!("{:<11}  {}", when(*target), target.title()));
    }
    table
}

/// The texts of a topic that the record knows, in the order of time.
fn texts<'r>(record: &'r Record, topic: &'r Topic) -> Vec<(&'r Fact<Symbol>, Target<'r>)> {
    let known = |text: &'r Fact<Symbol>| Some((text, Target::by_symbol(record, &text.value)?));
    let mut texts: Vec<_> = topic.texts.iter().filter_map(known).collect();
    texts.sort_by_key(|(_, target)| match target {
        Target::Vote(vote) => Some(vote.date),
        Target::Text(text) => text.date,
    });
    texts
}

#[derive(Serialize)]
struct Report<'r> {
    topics: Vec<TopicReport<'r>>,
}

#[derive(Serialize)]
struct TopicReport<'r> {
    topic: &'r str,
    name: &'r str,
    words: &'r [String],
    note: &'r str,
    texts: Vec<TextReport<'r>>,
}

#[derive(Serialize)]
struct TextReport<'r> {
    #[serde(flatten)]
    line: Line<'r>,
    /// How well it stands that the text is about the topic.
    topic_standing: &'static str,
    topic_source: &'r str,
    groups: BTreeMap<&'r str, TallyReport>,
}

fn report<'r>(record: &'r Record, topic: &'r Topic, groups: &[GroupId]) -> TopicReport<'r> {
    let text = |(fact, target): (&'r Fact<Symbol>, Target<'r>)| TextReport {
        line: Line::of(target),
        topic_standing: fact.standing.code(),
        topic_source: &fact.source,
        groups: match target {
            Target::Vote(vote) => groups
                .iter()
                .map(|group| {
                    let tally = group_vote(vote, *group).positions.tally();
                    (resolve::group_code(record, *group), tally.into())
                })
                .collect(),
            Target::Text(_) => BTreeMap::new(),
        },
    };
    TopicReport {
        topic: &topic.id,
        name: &topic.name,
        words: &topic.words,
        note: &topic.note,
        texts: texts(record, topic).into_iter().map(text).collect(),
    }
}

fn csv(record: &Record, topics: &[&Topic], groups: &[GroupId]) -> Result<Output, Error> {
    let mut header = vec!["topic".to_owned(), "topic_standing".to_owned()];
    header.extend(Line::HEADER.map(str::to_owned));
    for group in groups {
        let code = resolve::group_code(record, *group);
        header.extend(Position::ALL.map(|took| format!("{code}_{took}")));
    }
    let header: Vec<_> = header.iter().map(String::as_str).collect();
    let mut rows = Vec::new();
    for topic in topics {
        for (fact, target) in texts(record, topic) {
            let mut row = vec![topic.id.clone(), fact.standing.code().to_owned()];
            row.extend(Line::of(target).row());
            for group in groups {
                let tally = match target {
                    Target::Vote(vote) => Some(group_vote(vote, *group).positions.tally()),
                    Target::Text(_) => None,
                };
                row.extend(Position::ALL.map(|took| {
                    tally.map_or_else(String::new, |tally| tally.of(took).to_string())
                }));
            }
            rows.push(row);
        }
    }
    Output::csv(&header, rows)
}
