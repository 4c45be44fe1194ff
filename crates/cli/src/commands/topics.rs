//! `scrutineer topics`: what texts are about, and how groups voted on them.

use scrutineer_measures::group_vote;
use scrutineer_record::{Decision, Fact, GroupId, Record, Standing, Symbol, Topic};
use scrutineer_report::topics::Topics;
use scrutineer_report::{Target, resolve};

use crate::args::Format;
use crate::error::Error;
use crate::names::in_colour;
use crate::output::Output;
use crate::pages::{how, named, when};
use crate::terminal::style::{bold, dim};
use crate::terminal::{Page, Table, columns};

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
    let topics = Topics::of(record, args.topic.as_deref(), &args.group)?;
    match format {
        Format::Text if args.topic.is_none() => Ok(Output::page(list(&topics.list))),
        Format::Text => Ok(Output::votes(page(record, &topics))),
        Format::Json => Output::json(&topics.report()),
        Format::Csv => Output::table(&topics.flat()),
    }
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

fn page(record: &Record, topics: &Topics<'_>) -> Page {
    let mut page = Page::new();
    for topic in &topics.list {
        page.gap();
        page.line(named(&topic.name, &topic.id));
        if !topic.note.is_empty() {
            page.prose(2, &topic.note);
        }
        tables(&mut page, record, &topics.texts(topic), &topics.groups);
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
