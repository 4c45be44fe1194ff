//! `scrutineer group`: how a group voted, and how united it was.

use std::collections::BTreeMap;

use scrutineer_figures::{Svg, cohesion_courses, group_map};
use scrutineer_measures::{BesideGroup, CohesionOver, GroupVote, Share, beside_group, group_vote};
use scrutineer_record::{
    Date, Group, GroupId, GroupKind, MemberId, MemberSet, Position, Readings, Record, Session, Vote,
};
use scrutineer_report::{TallyReport, date};
use serde::Serialize;

use crate::args::Format;
use crate::error::Error;
use crate::names::{listed, split};
use crate::output::{Output, cell};
use crate::pages::named;
use crate::plot::{Plot, WIDTH};
use crate::resolve;
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
    let readings = resolve::group(record, &args.group)?;
    let one = args.vote.as_deref().map(|typed| resolve::vote(record, typed)).transpose()?;
    let mut votes: Vec<_> = match one {
        Some(vote) => vec![vote],
        None => record.votes().collect(),
    };
    votes.sort_by_key(|vote| std::cmp::Reverse(vote.date));
    let of_votes: Vec<_> = votes
        .into_iter()
        .map(|vote| (vote, group_vote(vote, readings.preferred)))
        .filter(|(_, of)| !of.positions.roll.is_empty())
        .collect();
    let asked = Asked { record, words: &args.group, readings, one, votes: of_votes };
    let picture = args.plot.picture(|| asked.picture())?;
    let output = match format {
        Format::Text => Output::votes(asked.page()),
        Format::Json => Output::json(&asked.report())?,
        Format::Csv => asked.csv()?,
    };
    Ok(output.drawn(picture))
}

/// What was asked, and the votes that answer it.
struct Asked<'r> {
    record: &'r Record,
    words: &'r str,
    readings: Readings,
    one: Option<Vote<'r>>,
    votes: Vec<(Vote<'r>, GroupVote)>,
}

impl<'r> Asked<'r> {
    fn group(&self) -> &'r Group {
        &self.record.groups()[self.readings.preferred]
    }

    /// The date of which the membership is shown.
    fn date(&self) -> Option<Date> {
        self.one.map(|vote| vote.date).or(self.record.until())
    }

    fn members(&self, group: GroupId) -> scrutineer_record::MemberSet {
        let record = self.record;
        self.date()
            .map(|date| record.groups().members_at(group, date, record.members()))
            .unwrap_or_default()
    }

    /// One vote on the map; of all votes how united the group was over time.
    fn picture(&self) -> Result<Svg, Error> {
        match (self.one, self.votes.as_slice()) {
            (None, votes) => Ok(cohesion_courses(self.group(), votes, WIDTH)),
            (Some(_), [(vote, of)]) => Ok(group_map(self.group(), *vote, of, WIDTH)),
            (Some(_), _) => {
                let why = "no member of the group was on the roll: there is nothing to draw";
                Err(Error::request(why))
            }
        }
    }

    fn page(&self) -> Page {
        let mut page = Page::new();
        let group = self.group();
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
        if let Some(date) = self.date() {
            let members = self.members(self.readings.preferred);
            page.heading(&format!("{} members on {}", members.len(), date.in_words()));
            page.prose(2, &listed(self.record.members(), members));
        }
        match self.one {
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
        if !self.readings.loose {
            return;
        }
        let words = plain(self.words);
        page.gap();
        page.prose(
            2,
            &format!(
                "\"{words}\" is a loose term: taken as {}, which is a choice.",
                self.group().code
            ),
        );
        let mut table = Table::new("lrl");
        for id in &self.readings.all {
            let group = &self.record.groups()[*id];
            let split = self.one.map_or_else(String::new, |vote| {
                format!(": {}", split(group_vote(vote, *id).positions.tally()))
            });
            let count = self.members(*id).len().to_string();
            table.row([group.code.clone(), count, format!("{}{split}", group.name)]);
        }
        page.table(4, &table);
    }

    fn one_vote(&self, page: &mut Page, vote: Vote<'_>) {
        page.heading(&format!("{}, {}", vote.label(), vote.date.in_words()));
        page.prose(2, &vote.facts().title);
        let Some((_, of)) = self.votes.first() else {
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

    /// The votes of each session, regular sessions first.
    fn sessions(&self) -> BTreeMap<Session, Vec<GroupVote>> {
        let mut sessions: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (vote, of) in &self.votes {
            sessions.entry(vote.session).or_default().push(*of);
        }
        sessions
    }

    /// Everyone that voted as a member of the group, those first that left its line most often.
    fn beside(&self) -> Vec<(MemberId, BesideGroup)> {
        let cast = |of: &GroupVote| of.positions.cast();
        let members = self.votes.iter().fold(MemberSet::EMPTY, |all, (_, of)| all | cast(of));
        let own = |member: MemberId| -> Vec<_> {
            let as_member = |(_, of): &&(Vote<'r>, GroupVote)| of.members.contains(member);
            self.votes.iter().filter(as_member).copied().collect()
        };
        let mut beside: Vec<_> =
            members.iter().map(|member| (member, beside_group(member, &own(member)))).collect();
        let away = |of: &BesideGroup| left(of).ratio().unwrap_or(0.0);
        beside.sort_by(|(_, one), (_, other)| away(other).total_cmp(&away(one)));
        beside
    }

    fn over_time(&self, page: &mut Page) {
        page.heading("cohesion by session");
        let mut table = Table::new("lrrrl");
        table.row(["session", "votes", "agree", "Rice", "left the line"].map(dim));
        for (session, votes) in self.sessions() {
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
        let beside = self.beside();
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
        for (vote, of) in &self.votes {
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

    fn csv(&self) -> Result<Output, Error> {
        let code = &self.group().code;
        if let Some(vote) = self.one {
            let rows = self.votes.iter().flat_map(|(_, of)| {
                of.positions.roll.iter().map(|id| {
                    let member = &self.record.members()[id];
                    let took = cell(of.positions.of(id));
                    let label = vote.label();
                    [code.clone(), label, member.code.clone(), member.press_name.clone(), took]
                })
            });
            return Output::csv(&["group", "symbol", "member", "name", "position"], rows);
        }
        let header = [
            "group",
            "id",
            "symbol",
            "date",
            "members",
            "yes",
            "no",
            "abstain",
            "non_voting",
            "agreement_index",
            "agreement_n",
            "rice_index",
            "rice_n",
            "title",
            "line",
            "left_the_line",
        ];
        let rows = self.votes.iter().map(|(vote, of)| {
            let tally = of.positions.tally();
            let facts = vote.facts();
            let mut row =
                vec![code.clone(), facts.id.clone(), vote.label(), facts.date.to_string()];
            row.push(of.members.len().to_string());
            row.extend(Position::ALL.map(|took| tally.of(took).to_string()));
            row.extend([cell(of.cohesion.agreement), of.cohesion.agreement_n.to_string()]);
            row.extend([cell(of.cohesion.rice), of.cohesion.rice_n.to_string()]);
            row.push(facts.title.clone());
            row.push(cell(of.majority()));
            row.push(self.record.members().codes(of.left()).join(" "));
            row
        });
        Output::csv(&header, rows)
    }

    fn report(&self) -> Report<'r> {
        let group = self.group();
        let reading = |id: &GroupId| {
            let group = &self.record.groups()[*id];
            Reading {
                group: &group.code,
                name: &group.name,
                members: self.record.members().codes(self.members(*id)),
                tally: self.one.map(|vote| group_vote(vote, *id).positions.tally().into()),
            }
        };
        let text = |text: &'r String| Some(text.as_str()).filter(|text| !text.is_empty());
        Report {
            group: &group.code,
            name: &group.name,
            kind: kind_code(group.kind),
            confidence: text(&group.confidence),
            source: text(&group.source),
            note: text(&group.note),
            loose: self.readings.loose,
            date: date(self.date()),
            members: self.record.members().codes(self.members(self.readings.preferred)),
            readings: self.readings.all.iter().map(reading).collect(),
            sessions: self.sessions().iter().map(SessionReport::of).collect(),
            beside: self
                .beside()
                .iter()
                .map(|(member, of)| BesideReport::of(&self.record.members()[*member].code, of))
                .collect(),
            votes: self.votes.iter().map(|(vote, of)| self.one_report(*vote, of)).collect(),
        }
    }

    fn one_report(&self, vote: Vote<'r>, of: &GroupVote) -> OneVote<'r> {
        let position = |id| {
            let code = self.record.members()[id].code.as_str();
            Some((code, of.positions.of(id)?.code()))
        };
        let facts = vote.facts();
        OneVote {
            id: &facts.id,
            symbol: facts.symbol.as_ref().map(ToString::to_string),
            title: &facts.title,
            date: facts.date.to_string(),
            tally: of.positions.tally().into(),
            agreement_index: of.cohesion.agreement,
            agreement_n: of.cohesion.agreement_n,
            rice_index: of.cohesion.rice,
            rice_n: of.cohesion.rice_n,
            line: of.majority().map(Position::code),
            left_the_line: self.record.members().codes(of.left()),
            positions: of.positions.roll.iter().filter_map(position).collect(),
        }
    }
}

/// Votes in which a member left the line, of those in which there was one.
pub(super) fn left(of: &BesideGroup) -> Share {
    let Share { count, n } = of.with_line;
    Share { count: n - count, n }
}

/// A share with its percentage: `12 of 80 (15 %)`.
pub(super) fn percent(share: Share) -> String {
    match share.ratio() {
        Some(ratio) => format!("{share} ({:.0} %)", 100.0 * ratio),
        None => "–".to_owned(),
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

fn kind_code(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Organisation => "organisation",
        GroupKind::ElectoralGroup => "electoral_group",
        GroupKind::List => "list",
        GroupKind::WorkingDefinition => "working_definition",
    }
}

#[derive(Serialize)]
struct Report<'r> {
    group: &'r str,
    name: &'r str,
    kind: &'static str,
    confidence: Option<&'r str>,
    source: Option<&'r str>,
    note: Option<&'r str>,
    /// Whether the name asked for is a loose term, with more than one reading.
    loose: bool,
    /// The date of which the members are.
    date: Option<String>,
    members: Vec<&'r str>,
    readings: Vec<Reading<'r>>,
    /// Cohesion over time.
    sessions: Vec<SessionReport>,
    /// Each member beside the group, those first that left its line most often.
    beside: Vec<BesideReport<'r>>,
    votes: Vec<OneVote<'r>>,
}

#[derive(Serialize)]
struct SessionReport {
    session: String,
    votes: usize,
    /// Means over so many votes.
    agreement_index: Option<f64>,
    agreement_votes: u32,
    rice_index: Option<f64>,
    rice_votes: u32,
    left_the_line: ShareReport,
}

impl SessionReport {
    fn of((session, votes): (&Session, &Vec<GroupVote>)) -> SessionReport {
        let over = CohesionOver::of(votes);
        SessionReport {
            session: session.to_string(),
            votes: votes.len(),
            agreement_index: over.agreement,
            agreement_votes: over.agreement_votes,
            rice_index: over.rice,
            rice_votes: over.rice_votes,
            left_the_line: ShareReport::of(over.left),
        }
    }
}

#[derive(Serialize)]
struct ShareReport {
    count: u32,
    n: u32,
}

impl ShareReport {
    fn of(Share { count, n }: Share) -> ShareReport {
        ShareReport { count, n }
    }
}

/// How a member voted beside a group.
#[derive(Serialize)]
pub(super) struct BesideReport<'r> {
    member: &'r str,
    left_the_line: ShareReport,
    distance: Option<f64>,
    distance_votes: u32,
}

impl<'r> BesideReport<'r> {
    pub(super) fn of(member: &'r str, of: &BesideGroup) -> BesideReport<'r> {
        BesideReport {
            member,
            left_the_line: ShareReport::of(left(of)),
            distance: of.distance,
            distance_votes: of.distance_votes,
        }
    }
}

#[derive(Serialize)]
struct Reading<'r> {
    group: &'r str,
    name: &'r str,
    members: Vec<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tally: Option<TallyReport>,
}

#[derive(Serialize)]
struct OneVote<'r> {
    id: &'r str,
    symbol: Option<String>,
    title: &'r str,
    date: String,
    tally: TallyReport,
    agreement_index: Option<f64>,
    agreement_n: u16,
    rice_index: Option<f64>,
    rice_n: u16,
    /// The position of more than half of those that cast a vote.
    line: Option<&'static str>,
    left_the_line: Vec<&'r str>,
    positions: BTreeMap<&'r str, &'static str>,
}
