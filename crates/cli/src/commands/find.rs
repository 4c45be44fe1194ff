//! `scrutineer find`: votes that match.

use scrutineer_record::Record;
use scrutineer_report::Target;
use scrutineer_report::find::{Found, Request};

use crate::args::Format;
use crate::error::Error;
use crate::filter::Filter;
use crate::names::split;
use crate::output::Output;
use crate::pages::{decided, marked, when};
use crate::terminal::Page;
use crate::terminal::style::{bold, dim, position};

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    filter: Filter,
    /// Show how this group voted; with --position, votes in which most of it took that position
    #[arg(long)]
    group: Option<String>,
    /// Show how this member voted; with --position, votes in which it took that position
    #[arg(long)]
    member: Option<String>,
    /// yes, no, abstain or non_voting; with --member or --group
    #[arg(long)]
    position: Option<String>,
}

/// Finds votes, and texts without one where nobody's position is asked for. Newest first.
pub(crate) fn run(record: &Record, format: Format, args: &Args) -> Result<Output, Error> {
    let found = Found::of(record, &args.request())?;
    match format {
        Format::Text => Ok(Output::votes(page(record, &found))),
        Format::Json => Output::json(&found.report()),
        Format::Csv => Output::table(&found.flat()),
    }
}

impl Args {
    fn request(&self) -> Request {
        let Args { filter, group, member, position } = self;
        Request {
            filter: filter.asked(),
            group: group.clone(),
            member: member.clone(),
            position: position.clone(),
        }
    }
}

fn page(record: &Record, found: &Found<'_>) -> Page {
    let mut page = Page::new();
    for target in &found.targets {
        let decided = marked(&decided(*target), target.standing());
        let lead = format!("{}  {}  ", bold(&target.label()), when(*target));
        page.hanging(&lead, &decided);
        let title = target.title();
        if !title.is_empty() {
            page.prose(4, &title);
        }
        if let Target::Vote(vote) = target
            && !vote.motion.is_whole()
        {
            page.prose(4, &dim(&vote.motion.to_string()));
        }
        if let Some((member, took)) = found.member.zip(found.position(*target)) {
            let name = &record.members()[member].press_name;
            page.prose(4, &format!("{name}: {}", position(took)));
        }
        if let Some((group, tally)) = found.group.zip(found.group_tally(*target)) {
            let name = &record.groups()[group].name;
            page.prose(4, &format!("{name} ({}): {}", tally.roll(), split(tally)));
        }
    }
    page.gap();
    let votes = found.votes();
    let texts = found.targets.len() - votes;
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let counts = format!(
        "{votes} recorded vote{}, {texts} text{} without one; the book holds {} votes",
        plural(votes),
        plural(texts),
        record.votes().len()
    );
    page.prose(0, &counts);
    page
}
