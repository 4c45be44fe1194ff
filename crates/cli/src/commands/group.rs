//! `scrutineer group`: how a group voted, and how united it was.

use scrutineer_measures::{CohesionOver, group_vote};
use scrutineer_record::{GroupKind, Position, Record, Vote};
use scrutineer_report::group::{OfGroup, left};
use scrutineer_report::picture;
use scrutineer_report::words::percent;

use crate::args::Format;
use crate::error::Error;
use crate::names::{listed, split};
use crate::output::Output;
use crate::pages::named;
use crate::plot::{Plot, WIDTH};
use crate::terminal::style::{dim, position};
use crate::terminal::wrap::plain;
use crate::terminal::{Page, Table};

/// How many of those that left the line a page shows.
const MOST_THAT_LEFT: usize = 15;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A group: its code, such as BRICS, or any name, loose ones such as "Western partners" too
    #[arg(value_name = "NAME")]
    group: String,
    /// One vote only, with everyone's position
    #[arg(long, value_name = "SYMBOL")]
    vote: Option<String>,
    #[command(flatten)]
    plot: Plot,
}

/// Shows how a group voted. As CSV: a row for each vote, or with --vote for each member.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let of = OfGroup::of(record, &args.group, args.vote.as_deref())?;
    let picture = args.plot.picture(|| Ok(picture::of_group(&of, WIDTH)?))?;
    let output = match format {
        Format::Text => Output::votes(Shown { record, words: &args.group, of: &of }.page()),
        Format::Json => Output::json(&of.report())?,
        Format::Csv => Output::table(&of.flat())?,
    };
    Ok(output.drawn(picture))
}

/// The page of a group.
struct Shown<'g> {
    record: &'g Record,
    words: &'g str,
    of: &'g OfGroup<'g>,
}

impl Shown<'_> {
    fn page(&self) -> Page {
        let mut page = Page::new();
        let group = self.of.group();
        page.line(named(&group.name, &group.code));
        let mut table = Table::new("ll");
        table.row(["kind", kind_words(group.kind)]);
        for (lead, text) in
            [("confidence", &group.confidence), ("source", &group.source), ("note", &group.note)]
        {
            if !text.is_empty() {
                table.row([lead, text]);
            }
        }
        page.table(2, &table);
        self.readings(&mut page);
        if let Some(date) = self.of.date() {
            let members = self.of.members(self.of.readings.preferred);
            page.heading(&format!("{} members on {}", members.len(), date.in_words()));
            page.prose(2, &listed(self.record.members(), members));
        }
        match self.of.one {
            Some(vote) => self.one_vote(&mut page, vote),
            None => {
                self.over_time(&mut page);
                self.who_left(&mut page);
                self.all_votes(&mut page);
            }
        }
        page
    }

    /// A loose term is shown with every reading.
    fn readings(&self, page: &mut Page) {
        if !self.of.readings.loose {
            return;
        }
        let words = plain(self.words);
        page.gap();
        page.prose(
            2,
            &format!(
                "\"{words}\" is a loose term: taken as {}, which is a choice.",
                self.of.group().code
            ),
        );
        let mut table = Table::new("lrl");
        for id in &self.of.readings.all {
            let group = &self.record.groups()[*id];
            let split = self.of.one.map_or_else(String::new, |vote| {
                format!(": {}", split(group_vote(vote, *id).positions.tally()))
            });
            let count = self.of.members(*id).len().to_string();
            table.row([group.code.clone(), count, format!("{}{split}", group.name)]);
        }
        page.table(4, &table);
    }

    fn one_vote(&self, page: &mut Page, vote: Vote<'_>) {
        page.heading(&format!("{}, {}", vote.label(), vote.date.in_words()));
        page.prose(2, &vote.facts().title);
        let Some((_, of)) = self.of.votes.first() else {
            return page.prose(2, "No member of the group was on the roll.");
        };
        let mut table = Table::new("rll");
        for took in Position::ALL {
            let who = of.positions.who(took);
            if !who.is_empty() {
                let names = listed(self.record.members(), who);
                table.row([who.len().to_string(), position(took), names]);
            }
        }
        page.table(2, &table);
        let cohesion = of.cohesion;
        let text = format!(
            "agreement index {} of {} that cast a vote; Rice index {} of {} that voted yes or no",
            index(cohesion.agreement),
            cohesion.agreement_n,
            index(cohesion.rice),
            cohesion.rice_n
        );
        page.prose(2, &text);
    }

    fn over_time(&self, page: &mut Page) {
        page.heading("cohesion by session");
        let mut table = Table::new("lrrrl");
        table.row(["session", "votes", "agree", "Rice", "left the line"].map(dim));
        for (session, votes) in self.of.sessions() {
            let over = CohesionOver::of(&votes);
            let year = session.opening_year().map_or_else(String::new, |year| format!(" ({year})"));
            table.row([
                format!("{session}{year}"),
                votes.len().to_string(),
                index(over.agreement),
                index(over.rice),
                percent(over.left),
            ]);
        }
        page.table(2, &table);
        page.gap();
        let text = "agree, Rice: means over the votes in which two of the group or more cast one (Rice: a yes or no). left \
                    the line: of the votes that its members cast, those other than the position of more than half of them; \
                    absence is not counted.";
        page.prose(2, &dim(text));
    }

    fn who_left(&self, page: &mut Page) {
        let beside = self.of.beside();
        let most = beside.iter().filter(|(_, of)| left(of).count > 0);
        let mut table = Table::new("lrl");
        table.row(["left the line", "distance", "member"].map(dim));
        for (member, of) in most.take(MOST_THAT_LEFT) {
            let name = &self.record.members()[*member].press_name;
            table.row([percent(left(of)), index(of.distance), name.clone()]);
        }
        page.heading("who left the line most often");
        page.table(2, &table);
        page.gap();
        let text = "distance: mean difference to each other member that cast a vote, yes 1, abstain ½, no 0";
        page.prose(2, &dim(text));
    }

    fn all_votes(&self, page: &mut Page) {
        page.heading("votes, newest first");
        let mut table = Table::new("llrrl");
        table.row([dim("date"), dim("vote"), dim("agree"), dim("n"), dim("how it voted")]);
        for (vote, of) in &self.of.votes {
            table.row([
                vote.date.in_short_words(),
                vote.label(),
                index(of.cohesion.agreement),
                of.cohesion.agreement_n.to_string(),
                split(of.positions.tally()),
            ]);
            table.span(&vote.facts().title);
        }
        page.table(2, &table);
        page.gap();
        page.prose(
            2,
            &dim("agree: agreement index (Hix, Noury and Roland 2005), 1 all alike, 0 evenly divided, over the n members that cast a vote"),
        );
    }
}

fn index(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

fn kind_words(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Organisation => "organisation or club that states join",
        GroupKind::ElectoralGroup => "electoral group of the United Nations",
        GroupKind::List => "list that somebody keeps",
        GroupKind::WorkingDefinition => {
            "working definition of ours: an editorial choice, not a fact"
        }
    }
}
