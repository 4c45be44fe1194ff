//! Votes as press releases and verbatim records print them, and as the Library's pages show them: text with
//! lists of names under "In favour", "Against", "Abstaining" and "Absent".
//!
//! The text is taken as it was pasted: lists run over pages, names are split, heads lose their colons. What
//! cannot be told from the text, such as the date where no head of it was pasted, becomes a defect that says
//! what to add.

mod blocks;
mod corrections;
mod lines;
mod names;
mod page;
mod place;
mod sentence;
mod text;

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::sync::Arc;

use scrutineer_record::{
    About, Body, Date, Decision, Defect, IntendedVote, MemberId, Members, Motion, Outcome,
    Position, PrintedTally, Proposal, RecordedVote, Roll, Session, Source, SourceFile, Stage,
    Standing, Symbol, Tally,
};

use crate::format::Layout;
use crate::read::Reader;
use crate::table::{decoded, shortened};
use crate::{Account, Batch, Error, Format, title};

use blocks::{Block, Found};
use lines::{Kind, Line};
use names::{Entry, Names};
use page::Page;
use place::Place;
pub(crate) use place::date_in;
use sentence::Said;

/// Longer texts are read up to here: the longest verbatim record has less than a megabyte.
const LONGEST: u64 = 32 << 20;

/// What to do where a text does not say when or where the vote was.
const ADD_A_LINE: &str =
    "put a line before it that says so, such as \"A/RES/73/27, 5 December 2018\"";

/// Reads votes out of text.
pub(crate) struct VoteBlock<'m> {
    names: Names<'m>,
    /// How many votes would have this id.
    ids: HashMap<String, u32>,
}

impl<'m> VoteBlock<'m> {
    /// A reader that knows these members.
    pub(crate) fn new(members: &'m Members) -> VoteBlock<'m> {
        VoteBlock { names: Names::of(members), ids: HashMap::new() }
    }
}

impl Reader for VoteBlock<'_> {
    fn read(
        &mut self,
        _layout: Layout,
        file: &Arc<SourceFile>,
        text: &mut dyn Read,
        batch: &mut Batch,
    ) -> Result<u64, Error> {
        let mut bytes = Vec::new();
        let read = text.take(LONGEST).read_to_end(&mut bytes);
        read.map_err(|why| Error::io(&file.name, "read", why))?;
        let lines = lines::lines(&decoded(&bytes));
        let mut reading = Reading { names: &self.names, file, lines: &lines, defects: Vec::new() };
        if u64::try_from(bytes.len()).is_ok_and(|length| length >= LONGEST) {
            reading.fault(1, "", "the text is too long; only its beginning was read");
        }
        let pages = page::pages(&lines, &self.names);
        let texts = batch.texts.len();
        let mut votes =
            if pages.is_empty() { reading.blocks(batch) } else { reading.pages(&pages) };
        if votes.is_empty() && batch.texts.len() == texts && reading.defects.is_empty() {
            let remedy = "it needs the lists of names, under \"In favour:\" and so on";
            return Err(Error::wrong(&file.name, "prints no vote", remedy));
        }
        batch.defects.append(&mut reading.defects);
        self.number(&mut votes);
        let count = u64::try_from(votes.len()).unwrap_or_default();
        batch.accounts.append(&mut votes);
        Ok(count)
    }

    fn finish(&mut self, _batch: &mut Batch) -> Result<(), Error> {
        Ok(())
    }
}

impl VoteBlock<'_> {
    /// Numbers votes that would have one id. The vote on a whole text has the one without a number, wherever
    /// it stands.
    fn number(&mut self, votes: &mut [Account]) {
        let mut order: Vec<&mut Account> = votes.iter_mut().collect();
        order.sort_by_key(|account| !account.vote.motion.is_whole());
        for Account { vote, .. } in order {
            let count = self.ids.entry(vote.id.clone()).or_default();
            *count += 1;
            if *count > 1 {
                vote.id = format!("{}#{count}", vote.id);
            }
        }
    }
}

/// A file that is being read, and what was found wrong in it.
struct Reading<'r, 'm> {
    names: &'r Names<'m>,
    file: &'r Arc<SourceFile>,
    lines: &'r [Line],
    defects: Vec<Defect>,
}

/// What is known of a vote before its names are read.
struct Facts {
    id: String,
    line: u64,
    symbol: Option<Symbol>,
    title: String,
    body: Body,
    session: Session,
    date: Date,
    meeting: Option<Symbol>,
    release: Option<String>,
    motion: Motion,
    outcome: Outcome,
    documents: Vec<Symbol>,
    defects: Vec<Defect>,
}

/// When a vote was taken.
struct When {
    session: Session,
    date: Date,
    meeting: Option<Symbol>,
}

/// Positions as they are read.
#[derive(Default)]
struct Roster {
    cast: Vec<(MemberId, Position)>,
    stated: usize,
    seen: HashMap<MemberId, Position>,
}

impl<'r> Reading<'r, '_> {
    fn fault(&mut self, line: u64, read: &str, why: &str) {
        let defect = self.defect(line, read, why);
        self.defects.push(defect);
    }

    fn defect(&self, line: u64, read: &str, why: &str) -> Defect {
        Defect::Read {
            file: self.file.name.clone(),
            line: Some(line),
            column: None,
            read: shortened(read),
            why: why.to_owned(),
        }
    }

    /// The lines from one place up to another.
    fn between(&self, from: usize, to: usize) -> &'r [Line] {
        self.lines.get(from..to.max(from)).unwrap_or_default()
    }

    /// What the heads say before each block, and in the whole text.
    fn places(&self, blocks: &[Block]) -> Vec<Place> {
        let mut place = Place::default();
        let mut from = 0;
        let ends = blocks.iter().map(|block| block.first).chain([self.lines.len()]);
        ends.map(|to| {
            self.between(from, to).iter().for_each(|line| place.take(line));
            from = to;
            let so_far = place.clone();
            place.take_list();
            so_far
        })
        .collect()
    }

    /// The votes of a text with heads over lists.
    fn blocks(&mut self, batch: &mut Batch) -> Vec<Account> {
        let Found { blocks, alone } = blocks::find(self.lines, self.names);
        let places = self.places(&blocks);
        let mut votes = Vec::new();
        let mut last: Option<&Block> = None;
        for (at, (block, resolution)) in blocks.iter().zip(resolutions(&blocks)).enumerate() {
            let from = last.map_or(0, |last| last.last + 1);
            let said_of_last = last.and_then(|last| last.said.as_ref());
            let before = sentence::after(said_of_last, self.between(from, block.first));
            let places = places.get(at..).unwrap_or_default();
            if let Some(facts) = self.facts(block, places, &before, resolution) {
                let next = blocks.get(at + 1).map_or(self.lines.len(), |next| next.first);
                votes.extend(self.account(block, facts, next));
            }
            last = Some(block);
        }
        self.alone(&places, &alone, &votes, batch);
        votes
    }

    /// What is known of a block; a defect of the file if that is too little. `places` are what the heads say
    /// before it, before each later one, and in the whole text.
    fn facts(
        &mut self,
        block: &Block,
        places: &[Place],
        before: &[Line],
        resolution: Option<Symbol>,
    ) -> Option<Facts> {
        let mut place = places.first()?.clone();
        let said = block.said.as_ref();
        said.iter().for_each(|said| place.take_sentence(&said.text));
        let resolution = resolution.or_else(|| place.symbol.clone());
        let session = place.session(resolution.as_ref());
        let draft = || {
            let body = place.body(None);
            let of_sentence = said.and_then(|said| text::draft(&said.text, body, session));
            of_sentence.or_else(|| {
                let words: Vec<_> = before.iter().map(|line| line.text.as_str()).collect();
                text::draft(&words.join(" "), body, session)
            })
        };
        let symbol = resolution.or_else(draft);
        // The date can stand on a later page.
        let later = || places.last().filter(|end| place.is_of_one(end)).and_then(Place::date);
        let date = place.date().or_else(later);
        let mut defects = Vec::new();
        let when = self.dated(block.line, &place, symbol.as_ref(), date, &mut defects)?;
        let document = place.release.clone().or(when.meeting.as_ref().map(Symbol::to_string));
        let own = block.own_text().chain([when.date.to_string()]);
        Some(Facts {
            id: id_of(symbol.as_ref(), document.as_deref(), own),
            line: block.line,
            title: text::title(said, before),
            body: place.body(symbol.as_ref()),
            session: when.session,
            date: when.date,
            meeting: when.meeting,
            release: place.release.clone(),
            motion: said.map_or(Motion::Whole, |said| said.motion.clone()),
            outcome: said.and_then(|said| said.outcome).unwrap_or(Outcome::Unknown),
            documents: said.map(|said| text::documents(said, symbol.as_ref())).unwrap_or_default(),
            symbol,
            defects,
        })
    }

    /// When a vote was taken. A date that stands nowhere is the year in which the session opened, with a
    /// defect; without a session either the file has one.
    fn dated(
        &mut self,
        line: u64,
        place: &Place,
        symbol: Option<&Symbol>,
        date: Option<Date>,
        defects: &mut Vec<Defect>,
    ) -> Option<When> {
        let session = place.session(symbol).or_else(|| place::session_on(date?));
        let Some(session) = session else {
            let why = format!("a vote of which neither date nor session is known; {ADD_A_LINE}");
            self.fault(line, "", &why);
            return None;
        };
        let meeting = place.meeting(place.body(symbol), session);
        if let Some(date) = date {
            return Some(When { session, date, meeting });
        }
        let why = format!("the date stands nowhere, only the session; {ADD_A_LINE}");
        let year = session.opening_year().and_then(|year| i16::try_from(year).ok());
        let Some(date) = year.and_then(Date::year_of) else {
            self.fault(line, "", &why);
            return None;
        };
        defects.push(self.defect(line, "", &why));
        Some(When { session, date, meeting })
    }

    /// Reads the lists of a block.
    fn account(&mut self, block: &Block, mut facts: Facts, next: usize) -> Option<Account> {
        let mut roster = Roster::default();
        for (position, list) in &block.lists {
            for entry in self.names.entries(list, facts.date) {
                self.enter(&mut roster, &entry, *position, &mut facts.defects);
            }
        }
        let said = block.said.as_ref();
        let printed = said.and_then(|said| said.printed(Some(tally(&roster.cast))));
        let none_in_favour = printed.is_some_and(|printed| printed.yes == 0);
        if !block.has(Position::Yes) && !none_in_favour {
            self.fault(
                block.line,
                "",
                "the list of those in favour is missing; nothing was made of the others",
            );
            return None;
        }
        let listed = block.has(Position::NonVoting) || facts.body == Body::SecurityCouncil;
        let roll = if listed { Roll::Listed } else { Roll::Sitting };
        let corrections = self.between(block.first, next);
        let corrections: Vec<(u64, String)> = corrections
            .iter()
            .filter(|line| line.kind == Kind::Correction)
            .map(|line| (line.number, line.text.clone()))
            .collect();
        let intended = self.intended(&corrections, &mut facts);
        Some(self.made(facts, roster, roll, printed, intended))
    }

    /// Enters a name; of a member that stands twice the first position counts.
    fn enter(
        &self,
        roster: &mut Roster,
        entry: &Entry,
        position: Position,
        defects: &mut Vec<Defect>,
    ) {
        roster.stated += 1;
        let Some(member) = entry.member else {
            let why = "no member that is known; its vote was left out";
            defects.push(self.defect(entry.line, &entry.read, why));
            return;
        };
        match roster.seen.get(&member) {
            None => {
                roster.seen.insert(member, position);
                roster.cast.push((member, position));
            }
            Some(first) => {
                let why = format!("it stands twice, the first time as \"{first}\", which counts");
                defects.push(self.defect(entry.line, &entry.read, &why));
            }
        }
    }

    /// What delegations said later.
    fn intended(&self, notes: &[(u64, String)], facts: &mut Facts) -> Vec<IntendedVote> {
        let Some((line, _)) = notes.first() else { return Vec::new() };
        let words: Vec<_> = notes.iter().map(|(_, text)| text.as_str()).collect();
        let mut intended: Vec<IntendedVote> = Vec::new();
        for note in corrections::corrections(&words.join(" ")) {
            let list = [(*line, note.names)];
            for entry in self.names.entries(&list, facts.date) {
                match entry.member {
                    Some(member) => intended.push(IntendedVote {
                        member,
                        position: note.position,
                        source: self.source(*line, facts),
                    }),
                    None => {
                        let why = "no member that is known; what it meant to vote was left out";
                        facts.defects.push(self.defect(entry.line, &entry.read, why));
                    }
                }
            }
        }
        intended
    }

    fn source(&self, line: u64, facts: &Facts) -> Source {
        let meeting = facts.meeting.as_ref().map(Symbol::to_string);
        Source {
            file: Arc::clone(self.file),
            line: Some(line),
            document: facts.release.clone().or(meeting),
            ..Source::default()
        }
    }

    fn made(
        &self,
        facts: Facts,
        roster: Roster,
        roll: Roll,
        printed: Option<PrintedTally>,
        intended: Vec<IntendedVote>,
    ) -> Account {
        let source = self.source(facts.line, &facts);
        let note = match facts.release {
            Some(_) => "From a press release, whose lists are not official.".to_owned(),
            None => String::new(),
        };
        let vote = RecordedVote {
            id: facts.id,
            symbol: facts.symbol,
            title: facts.title,
            body: facts.body,
            session: facts.session,
            date: facts.date,
            meeting: facts.meeting,
            motion: facts.motion,
            printed,
            outcome: facts.outcome,
            majority: None,
            intended,
            defects: facts.defects,
            about: About { documents: facts.documents, ..About::default() },
            source,
            note,
        };
        Account { vote, cast: roster.cast, roll, stated: roster.stated }
    }

    /// Votes of which only the totals stand in the text. One with a symbol becomes a text; one that has its
    /// list in the same text is nothing new.
    fn alone(
        &mut self,
        places: &[Place],
        alone: &[(usize, Said)],
        votes: &[Account],
        batch: &mut Batch,
    ) {
        let listed: HashSet<_> = votes.iter().filter_map(|account| account.vote.printed).collect();
        for (at, said) in alone {
            let (Some(printed), Some(outcome)) = (said.printed(None), said.outcome) else {
                continue;
            };
            if listed.contains(&printed) {
                continue;
            }
            let Some(place) = places.get(*at) else { continue };
            let symbol = text::resolution(said).filter(|_| said.motion.is_whole());
            let session = place.session(symbol.as_ref());
            let (Some(symbol), Some(session)) = (symbol, session) else {
                self.fault(
                    said.line,
                    &said.text,
                    "only the totals of a vote, which is not enough to import it",
                );
                continue;
            };
            let facts = TextFacts { symbol, session, place: place.clone(), printed, outcome };
            batch.texts.push(self.text(said, facts));
        }
    }

    fn text(&self, said: &Said, facts: TextFacts) -> Proposal {
        let TextFacts { symbol, session, place, printed, outcome } = facts;
        let body = place.body(Some(&symbol));
        let meeting = place.meeting(body, session).map(|meeting| meeting.to_string());
        let document = place.release.clone().or(meeting);
        let is_recorded = ["recorded vote", "roll-call", "roll call"];
        let is_recorded = is_recorded.iter().any(|words| said.text.to_lowercase().contains(words));
        let decision = if is_recorded { Decision::Recorded } else { Decision::NonRecorded };
        let standing =
            if place.release.is_some() { Standing::Reported } else { Standing::Recorded };
        let source = document.clone().unwrap_or_else(|| self.file.name.clone());
        let note =
            if is_recorded { "The text gives the totals of the recorded vote alone." } else { "" };
        let stage = Stage {
            body,
            document: text::documents(said, Some(&symbol)).into_iter().next(),
            decision,
            printed: Some(printed),
            date: place.date(),
            standing,
            source: source.clone(),
            note: note.to_owned(),
        };
        Proposal {
            title: text::title(Some(said), &[]),
            session,
            date: place.date(),
            decision,
            outcome,
            stages: vec![stage],
            lead: None,
            sponsors: Vec::new(),
            decides: None,
            standing,
            source,
            imported: Some(Source {
                file: Arc::clone(self.file),
                line: Some(said.line),
                document,
                ..Source::default()
            }),
            note: note.to_owned(),
            symbol,
        }
    }

    /// The votes of pages of the Library.
    fn pages(&mut self, pages: &[Page]) -> Vec<Account> {
        let numbers_lead = pages
            .first()
            .is_some_and(|page| page::summary(self.between(0, page.lines.0)).is_some());
        let mut votes = Vec::new();
        let mut from = 0;
        for (at, page) in pages.iter().enumerate() {
            let next = pages.get(at + 1).map_or(self.lines.len(), |next| next.lines.0);
            let before = self.between(from, page.lines.0).to_vec();
            let numbers = if numbers_lead {
                before.clone()
            } else {
                self.between(page.lines.1 + 1, next).to_vec()
            };
            votes.extend(self.page(page, &before, page::summary(&numbers)));
            from = page.lines.1 + 1;
        }
        votes
    }

    fn page(
        &mut self,
        page: &Page,
        before: &[Line],
        printed: Option<PrintedTally>,
    ) -> Option<Account> {
        let line = page.members.first().map_or(1, |(line, ..)| *line);
        let mut place = Place::default();
        before.iter().for_each(|line| place.take(line));
        let cited: Vec<Symbol> = before
            .iter()
            .flat_map(|line| scrutineer_record::symbol::mentions(&line.text))
            .filter_map(|mention| mention.cited.symbol().cloned())
            .collect();
        let is_act = |symbol: &&Symbol| symbol.is_resolution() || symbol.is_decision();
        let act = cited.iter().find(is_act).cloned();
        let symbol = act.clone().or_else(|| cited.iter().find(|symbol| symbol.is_draft()).cloned());
        let is_document = |symbol: &&Symbol| !is_act(symbol) && !symbol.is_meeting();
        let mut documents: Vec<Symbol> = Vec::new();
        for document in cited.iter().filter(is_document) {
            if Some(document) != symbol.as_ref() && !documents.contains(document) {
                documents.push(document.clone());
            }
        }
        let mut defects = Vec::new();
        let when = self.dated(line, &place, symbol.as_ref(), place.date(), &mut defects)?;
        let own = page.own_text().chain([when.date.to_string()]);
        let mut facts = Facts {
            // The page is not the document of the meeting, which may be read too.
            id: id_of(symbol.as_ref(), None, own),
            line,
            title: page::title(before)
                .map_or_else(String::new, |title| title::of_text(title).to_owned()),
            body: place.body(symbol.as_ref()),
            session: when.session,
            date: when.date,
            meeting: when.meeting,
            release: None,
            motion: Motion::Whole,
            outcome: if act.is_some() { Outcome::Adopted } else { Outcome::Unknown },
            documents,
            symbol,
            defects,
        };
        let mut roster = Roster::default();
        for (line, position, name) in &page.members {
            let member = self.names.member(name, facts.date);
            let entry = Entry { line: *line, read: name.clone(), member };
            self.enter(&mut roster, &entry, *position, &mut facts.defects);
        }
        Some(self.made(facts, roster, Roll::Listed, printed, Vec::new()))
    }
}

/// The id of a vote: the text, and the document that was pasted, by its symbol or by a sum of what it says
/// of the vote. Where there is no symbol of a text, only the sum tells the votes of a document apart.
fn id_of(
    symbol: Option<&Symbol>,
    document: Option<&str>,
    own_text: impl Iterator<Item = String>,
) -> String {
    let mut id = Format::VoteBlock.id_prefix().to_owned();
    for part in symbol.map(Symbol::to_string).as_deref().into_iter().chain(document) {
        id = format!("{id}:{part}");
    }
    if symbol.is_some() && document.is_some() {
        return id;
    }
    let mut sum = blake3::Hasher::new();
    own_text.for_each(|line| {
        sum.update(line.as_bytes()).update(b"\n");
    });
    format!("{id}:{}", sum.finalize().to_hex().chars().take(8).collect::<String>())
}

/// For each block the resolution that it is about: its own, or, of a vote on a part, that of the next
/// vote on the whole.
fn resolutions(blocks: &[Block]) -> Vec<Option<Symbol>> {
    // The whole text is voted on soon after its parts.
    const NEAR: usize = 50;
    let own: Vec<Option<Symbol>> =
        blocks.iter().map(|block| text::resolution(block.said.as_ref()?)).collect();
    let of_next_whole = |at: usize, part: &Said| {
        let later = blocks.iter().zip(&own).skip(at + 1).take(NEAR);
        let mut later = later.filter_map(|(block, own)| Some((block.said.as_ref()?, own)));
        let is_of_part =
            |(said, _): &(&Said, _)| said.motion.is_whole() && text::may_be_part_of(part, said);
        later.find(is_of_part).and_then(|(_, own)| own.clone())
    };
    let of = |(at, block): (usize, &Block)| {
        own.get(at).cloned().flatten().or_else(|| of_next_whole(at, block.said.as_ref()?))
    };
    blocks.iter().enumerate().map(of).collect()
}

/// What is known of a text whose vote has only totals.
struct TextFacts {
    symbol: Symbol,
    session: Session,
    place: Place,
    printed: PrintedTally,
    outcome: Outcome,
}

fn tally(cast: &[(MemberId, Position)]) -> Tally {
    let of = |position| {
        let count = cast.iter().filter(|(_, own)| *own == position).count();
        u16::try_from(count).unwrap_or(u16::MAX)
    };
    let [yes, no, abstain, non_voting] = Position::ALL.map(of);
    Tally { yes, no, abstain, non_voting }
}

#[cfg(test)]
mod tests;
