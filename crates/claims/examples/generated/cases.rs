//! Documents with known claims: made from phrasings, or read from a file of reports.

use std::collections::BTreeSet;
use std::ops::Range;

use fastrand::Rng;
use scrutineer_claims::Verdict;
use scrutineer_record::{Date, Vote};

use crate::drafts::{Draft, KINDS, draft};
use crate::phrasings::{Numbers, Phrasing, Told, Values, capitalised, table};
use crate::pool::{Pool, day_after, when};
use crate::truth::{Says, holds};

/// A document of which it is known what it claims.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) date: Date,
    pub(crate) claims: Vec<Known>,
    /// Stretches that hold no claim.
    pub(crate) quiet: Vec<Range<usize>>,
    /// What was altered; what the vote is told by.
    pub(crate) atom: &'static str,
    pub(crate) naming: &'static str,
}

/// A claim of which it is known whether it holds.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) kind: String,
    pub(crate) range: Range<usize>,
    /// The votes that it speaks of, by symbol, as far as they must be found.
    pub(crate) symbols: Vec<String>,
    /// Verdicts that count as right.
    pub(crate) accept: Vec<Verdict>,
    pub(crate) is_false: bool,
    /// Whether it need not be found.
    pub(crate) optional: bool,
    pub(crate) why: String,
}

/// Makes documents of one kind after another, the same for the same seed.
pub(crate) struct Maker<'a, 'r> {
    pool: &'a Pool<'r>,
    tables: Vec<(&'static str, Vec<Phrasing>)>,
    leads: Vec<Phrasing>,
    tails: Vec<Phrasing>,
    sayers: Vec<Phrasing>,
}

/// How often a vote is drawn for a phrasing before it is given up.
const TRIES: usize = 400;

impl<'a, 'r> Maker<'a, 'r> {
    pub(crate) fn new(pool: &'a Pool<'r>, only: Option<&str>) -> Maker<'a, 'r> {
        let wanted = KINDS.iter().filter(|(kind, _)| only.is_none_or(|only| only == *kind));
        Maker {
            pool,
            tables: wanted.map(|(kind, text)| (*kind, table(kind, text))).collect(),
            leads: table("leads", include_str!("phrasings/leads.txt")),
            tails: table("tails", include_str!("phrasings/tails.txt")),
            sayers: table("sayers", include_str!("phrasings/sayers.txt")),
        }
    }

    /// So many documents, every kind as often as any other, and within it every phrasing.
    pub(crate) fn cases(&self, count: usize, seed: u64) -> Vec<Case> {
        let mut cases = Vec::new();
        for number in 0..count {
            let mut rng = Rng::with_seed(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
            let (kind, phrasings) = &self.tables[number % self.tables.len()];
            let phrasing = &phrasings[(number / self.tables.len()) % phrasings.len()];
            let id = format!("{} seed {seed} number {number}", phrasing.id);
            cases.extend(self.case(kind, phrasing, id, &mut rng));
        }
        cases
    }

    fn case(&self, kind: &str, phrasing: &Phrasing, id: String, rng: &mut Rng) -> Option<Case> {
        for _ in 0..TRIES {
            let Some(draft) = draft(kind, self.pool, phrasing, rng) else { continue };
            let real = draft.says.as_ref().map(|says| holds(self.pool.record, says));
            if real.is_some_and(|real| real != Some(draft.truth)) {
                continue;
            }
            return self.write(kind, phrasing, &draft, id, rng);
        }
        None
    }

    /// The document: a sentence that leads in, if the phrasing needs one, the claim, and now and then a
    /// sentence about nothing.
    fn write(
        &self,
        kind: &str,
        phrasing: &Phrasing,
        draft: &Draft<'r>,
        id: String,
        rng: &mut Rng,
    ) -> Option<Case> {
        let vote = *draft.votes.first()?;
        let near = phrasing.asks("near") || rng.u8(..10) < 7;
        let date = day_after(vote.date, near, rng);
        let leads = phrasing.asks("lead");
        let (words, naming) = loop {
            let told = self.naming(vote, near && !draft.by_symbol, rng);
            // "Sponsored by Egypt, the Russian text" says two things at once.
            if kind != "sponsor" || told.1 != "sponsor+part" {
                break told;
            }
        };
        let numbers =
            *rng.choice(&[Numbers::Digits, Numbers::Press, Numbers::Press, Numbers::Words])?;
        let mut values = draft.values.clone();
        values.insert("vote", words.clone().into());
        values.insert("on", when(vote.date, date, rng).into());
        values.insert("it", (*rng.choice(&["resolution", "text", "document", "draft"])?).into());
        let earlier = earlier(vote.date, date, rng);
        values.insert("lastyear", earlier.0.into());
        values.insert("lastyear_", earlier.1.into());
        if let Some(second) = draft.votes.get(1).filter(|_| phrasing.tells("other")) {
            values.insert("other", self.naming(*second, near, rng).0.into());
        }
        let told =
            phrasing.fill(&values, numbers).unwrap_or_else(|place| panic!("{place} is not told"));
        let told = match rng.u8(..10) {
            0 if draft.says.is_some() => self.said(told, &values, rng),
            _ => told,
        };
        let mut case = Case {
            id,
            text: String::new(),
            date,
            claims: Vec::new(),
            quiet: Vec::new(),
            atom: draft.atom,
            naming,
        };
        if leads {
            self.lead(&mut case, vote, &values, rng);
        }
        case.say(kind, told, draft, phrasing.asks("optional"));
        if rng.u8(..10) < 3 {
            let tail = rng.choice(&self.tails)?.fill(&values, Numbers::Press).ok()?;
            case.text.push(' ');
            let start = case.text.len();
            case.text.push_str(&tail.text);
            case.quiet.push(start..case.text.len());
        }
        Some(case)
    }

    /// The sentence with somebody who says it, if it ends with the claim.
    fn said(&self, told: Told, values: &Values, rng: &mut Rng) -> Told {
        let sayer = rng.choice(&self.sayers).expect("somebody who says it");
        match (told.text.strip_suffix('.'), sayer.fill(values, Numbers::Press)) {
            (Some(text), Ok(sayer)) if text.len() == told.claim.end => {
                Told { text: format!("{text}, {}.", sayer.text), claim: told.claim }
            }
            _ => told,
        }
    }

    fn naming(&self, vote: Vote<'r>, near: bool, rng: &mut Rng) -> (String, &'static str) {
        let ways = self.pool.namings(vote, near);
        let mut kinds: Vec<&'static str> = ways.iter().map(|(_, how)| *how).collect();
        kinds.dedup();
        let how = rng.choice(kinds).expect("a vote has a symbol");
        let fitting: Vec<_> = ways.into_iter().filter(|(_, known)| *known == how).collect();
        rng.choice(fitting).expect("a way of this kind")
    }

    /// A sentence that says which vote is meant, and is true.
    fn lead(&self, case: &mut Case, vote: Vote<'r>, values: &Values, rng: &mut Rng) {
        let fits = |lead: &&Phrasing| !lead.asks("adopted") || vote.outcome.code() == "adopted";
        let fitting: Vec<&Phrasing> = self.leads.iter().filter(fits).collect();
        let lead = rng.choice(fitting).expect("a lead without conditions");
        let told = lead.fill(values, Numbers::Digits).unwrap_or_else(|place| panic!("{place}"));
        case.claims.push(Known {
            kind: "lead".to_owned(),
            range: told.claim,
            symbols: Vec::new(),
            accept: vec![Verdict::Supported],
            is_false: false,
            optional: true,
            why: "the vote and its day are as told".to_owned(),
        });
        case.text = capitalised(&told.text);
        case.text.push(' ');
    }
}

/// How the vote of the year before is told on the day of the document: when, and which.
fn earlier(vote: Date, document: Date, rng: &mut Rng) -> (String, String) {
    let year = vote.year() - 1;
    match rng.u8(..4) {
        0 | 1 if vote.year() == document.year() => ("last year".to_owned(), "last year".to_owned()),
        2 => ("a year earlier".to_owned(), "the year before".to_owned()),
        _ => (format!("in {year}"), year.to_string()),
    }
}

impl Case {
    fn say(&mut self, kind: &str, told: Told, draft: &Draft<'_>, optional: bool) {
        let start = self.text.len();
        self.text.push_str(&capitalised(&told.text));
        let range = start + told.claim.start..start + told.claim.end;
        let Some(says) = &draft.says else {
            self.quiet.push(range);
            return;
        };
        // What a committee or another body decided rests on no vote of the plenary.
        let plenary = !matches!(says, Says::Elsewhere | Says::Committee { .. });
        let linked = draft.votes.iter().filter(|_| plenary);
        let symbols: BTreeSet<String> =
            linked.filter_map(|vote| Some(vote.symbol.as_ref()?.to_string())).collect();
        self.claims.push(Known {
            kind: kind.to_owned(),
            range,
            symbols: symbols.into_iter().collect(),
            accept: draft.accept.clone(),
            is_false: !draft.truth,
            optional,
            why: format!("{says:?}"),
        });
    }
}
