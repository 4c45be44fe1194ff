//! `topics`: what texts are about, and how groups voted on them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use scrutineer_measures::group_vote;
use scrutineer_record::{Fact, GroupId, Position, Record, Symbol, Tally, Topic, fold};
use serde::Serialize;

use crate::error::{Error, See};
use crate::flat::{FlatTable, cell};
use crate::schema::StandingCode;
use crate::words::plain;
use crate::{Line, TallyReport, Target, resolve, suggest};

/// Groups that are shown unless others are asked for.
const GROUPS: [&str; 3] = ["BRICS", "SCO", "CSTO"];

/// Topics, and the groups that are asked for.
pub struct Topics<'r> {
    record: &'r Record,
    /// The topics: one, or all.
    pub list: Vec<&'r Topic>,
    /// The groups whose votes are shown.
    pub groups: Vec<GroupId>,
}

impl<'r> Topics<'r> {
    /// The topic that was named, by id or words, else all; with the groups that were named, else some.
    pub fn of(
        record: &'r Record,
        named: Option<&str>,
        groups: &[String],
    ) -> Result<Topics<'r>, Error> {
        let default = GROUPS.map(str::to_owned);
        let asked = if groups.is_empty() { &default[..] } else { groups };
        let group = |typed: &String| Ok(resolve::group(record, typed)?.preferred);
        let groups = asked.iter().map(group).collect::<Result<Vec<_>, Error>>()?;
        let list = match named {
            Some(typed) => vec![topic(record, typed)?],
            None => record.facts().topics.iter().collect(),
        };
        Ok(Topics { record, list, groups })
    }

    /// The texts of a topic that the record knows, in the order of time.
    pub fn texts(&self, topic: &'r Topic) -> Vec<(&'r Fact<Symbol>, Target<'r>)> {
        let known =
            |text: &'r Fact<Symbol>| Some((text, Target::by_symbol(self.record, &text.value)?));
        let mut texts: Vec<_> = topic.texts.iter().filter_map(known).collect();
        texts.sort_by_key(|(_, target)| target.date());
        texts
    }

    /// As JSON.
    pub fn report(&self) -> TopicsReport<'r> {
        TopicsReport { topics: self.list.iter().map(|topic| self.of_topic(topic)).collect() }
    }

    fn of_topic(&self, topic: &'r Topic) -> TopicReport<'r> {
        let text = |(fact, target): (&'r Fact<Symbol>, Target<'r>)| TopicText {
            line: Line::of(target),
            topic_standing: fact.standing.code(),
            topic_source: &fact.source,
            groups: self
                .groups
                .iter()
                .filter_map(|group| {
                    let tally = of_group(target, *group)?;
                    Some((resolve::group_code(self.record, *group), tally.into()))
                })
                .collect(),
        };
        TopicReport {
            topic: &topic.id,
            name: &topic.name,
            words: &topic.words,
            note: &topic.note,
            texts: self.texts(topic).into_iter().map(text).collect(),
        }
    }

    /// A row for each text of a topic.
    pub fn flat(&self) -> FlatTable {
        let mut header = vec!["topic".to_owned(), "topic_standing".to_owned()];
        header.extend(Line::HEADER.map(str::to_owned));
        for group in &self.groups {
            let code = resolve::group_code(self.record, *group);
            header.extend(Position::ALL.map(|took| format!("{code}_{took}")));
        }
        let rows = self.list.iter().flat_map(|topic| {
            self.texts(topic).into_iter().map(|(fact, target)| self.row(topic, fact, target))
        });
        FlatTable::of(header, rows)
    }

    fn row(&self, topic: &Topic, fact: &Fact<Symbol>, target: Target<'_>) -> Vec<String> {
        let mut row = vec![topic.id.clone(), fact.standing.code().to_owned()];
        row.extend(Line::of(target).row());
        for group in &self.groups {
            let tally = of_group(target, *group);
            row.extend(Position::ALL.map(|took| cell(tally.map(|tally| tally.of(took)))));
        }
        row
    }
}

/// How a group voted on a text.
fn of_group(target: Target<'_>, group: GroupId) -> Option<Tally> {
    match target {
        Target::Vote(vote) => Some(group_vote(vote, group).positions.tally()),
        Target::Text(_) => None,
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
            Error::unknown(format!("\"{}\" is no topic that this book knows", plain(typed)));
        error.meant(near).see("list them", See::Topics)
    })
}

/// What texts are about.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Topics")]
pub struct TopicsReport<'r> {
    /// The topics.
    pub topics: Vec<TopicReport<'r>>,
}

/// A topic with its texts.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Topic")]
pub struct TopicReport<'r> {
    /// The id.
    pub topic: &'r str,
    /// The name.
    pub name: &'r str,
    /// Words by which it is known.
    pub words: &'r [String],
    /// What a reader must know about it.
    pub note: &'r str,
    /// Its texts that the book knows, in the order of time.
    pub texts: Vec<TopicText<'r>>,
}

/// A text of a topic.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TopicText<'r> {
    /// The vote or text.
    #[serde(flatten)]
    pub line: Line<'r>,
    /// How well it stands that the text is about the topic.
    #[schemars(with = "StandingCode")]
    pub topic_standing: &'static str,
    /// Where that is known from.
    pub topic_source: &'r str,
    /// How groups voted, by code; empty without a recorded vote.
    pub groups: BTreeMap<&'r str, TallyReport>,
}
