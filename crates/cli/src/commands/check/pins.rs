//! `check --link` and `check --group`: what the reader settles.

use scrutineer_claims::{Findings, Pins};
use scrutineer_record::{Record, Vote};
use scrutineer_report::findings::Document;

use crate::error::Error;
use crate::terminal::wrap::plain;
use scrutineer_report::resolve;

/// What was typed.
#[derive(Debug, clap::Args)]
pub(crate) struct Settled {
    /// The finding with this number is about this vote, such as 3=A/RES/74/29; can be repeated
    #[arg(long = "link", value_name = "N=SYMBOL")]
    links: Vec<String>,
    /// These words mean this group, such as "Western=WEOG"; can be repeated
    #[arg(long = "group", value_name = "WORDS=GROUP")]
    groups: Vec<String>,
}

/// What is settled, understood. Numbers run through all documents, in the order in which they are checked.
pub(super) struct Settler<'r> {
    links: Vec<(usize, Vote<'r>)>,
    /// Words with the code of the group that they mean.
    groups: Vec<(String, String)>,
    pins: Pins,
    /// How many findings there were in the documents before.
    before: usize,
}

impl Settled {
    /// Understands what was typed.
    pub(super) fn settler<'r>(&self, record: &'r Record) -> Result<Settler<'r>, Error> {
        let links = self.links.iter().map(|typed| link(record, typed)).collect::<Result<_, _>>()?;
        let groups = self.groups.iter().map(|typed| group(record, typed));
        let groups = groups.collect::<Result<Vec<_>, _>>()?;
        let mut pins = Pins::default();
        groups.iter().for_each(|(words, code)| pins.group(words, code));
        Ok(Settler { links, groups, pins, before: 0 })
    }
}

fn link<'r>(record: &'r Record, typed: &str) -> Result<(usize, Vote<'r>), Error> {
    let parts = typed.split_once('=');
    let number = parts.and_then(|(number, _)| number.trim().parse().ok()).filter(|it| *it > 0);
    let (Some((_, symbol)), Some(number)) = (parts, number) else {
        let error = Error::request(format!("\"{}\" is no number with a vote", plain(typed)));
        return Err(
            error.hint("write the number of the finding and its vote: --link 3=A/RES/74/29")
        );
    };
    Ok((number, resolve::vote(record, symbol.trim())?))
}

fn group(record: &Record, typed: &str) -> Result<(String, String), Error> {
    let parts = typed.split_once('=').map(|(words, group)| (words.trim(), group.trim()));
    let Some((words, group)) = parts.filter(|(words, _)| !words.is_empty()) else {
        let error = Error::request(format!("\"{}\" is no words with a group", plain(typed)));
        return Err(
            error.hint("write the words of the text and the group: --group \"Western=WEOG\"")
        );
    };
    let group = resolve::group(record, group)?.preferred;
    Ok((words.to_owned(), resolve::group_code(record, group).to_owned()))
}

impl Settler<'_> {
    /// The findings of the next document. It is read once to number its claims, and again if one is settled.
    pub(super) fn check(&mut self, check: impl Fn(&Pins) -> Findings) -> Findings {
        let found = check(&self.pins);
        let mut pins = self.pins.clone();
        let mut settled = false;
        for (number, vote) in &self.links {
            let place = number.checked_sub(self.before + 1);
            if let Some(finding) = place.and_then(|place| found.findings.get(place)) {
                pins.vote(finding.span, &vote.id);
                settled = true;
            }
        }
        self.before += found.findings.len();
        if settled { check(&pins) } else { found }
    }

    /// What was to be settled and nothing took up: that is an error of the request.
    pub(super) fn unused(&self, documents: &[Document]) -> Result<(), Error> {
        let findings = || documents.iter().flat_map(|document| document.found.findings.iter());
        for (number, vote) in &self.links {
            let error = match findings().nth(number - 1) {
                None => Error::request(format!("there is no finding {number} to link"))
                    .hint(format!("the findings have the numbers 1 to {}", self.before)),
                Some(finding) if finding.pinned.is_empty() => {
                    Error::request(format!("finding {number} cannot be linked to {}", vote.label()))
                        .hint("of a citation the symbol itself is judged, not the vote")
                }
                Some(_) => continue,
            };
            return Err(error);
        }
        for (words, code) in &self.groups {
            let ends = format!(" = {code}");
            if findings().any(|finding| finding.pinned.iter().any(|pin| pin.ends_with(&ends))) {
                continue;
            }
            let error =
                Error::request(format!("no claim is about \"{}\" as a group", plain(words)));
            let terms = findings().flat_map(|finding| &finding.definitions);
            let mut terms: Vec<_> = terms.map(|term| plain(&term.words)).collect();
            terms.sort();
            terms.dedup();
            return Err(match terms.is_empty() {
                true => error.hint("no loose term of a group was found in the text"),
                false => error.hint(format!("loose terms in the text: {}", terms.join(", "))),
            });
        }
        Ok(())
    }
}
