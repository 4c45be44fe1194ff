//! What one MARC record says: a vote with everyone's position, or a text without one.

use std::collections::HashMap;
use std::sync::Arc;

use scrutineer_record::{
    About, Body, Date, Decision, Defect, MemberId, Members, Motion, Outcome, Position,
    PrintedTally, Proposal, RecordedVote, Roll, Session, Source, SourceFile, Stage, Standing,
    Symbol,
};

use crate::table::shortened;
use crate::{Account, Format, title};

use super::xml::{Field, Record};

/// The fields of positions: the second and third continue the first, which once could not repeat enough.
const POSITIONS: [&str; 3] = ["967", "968", "969"];

/// What is made of a record.
pub(super) enum Made {
    /// A vote with positions.
    Account(Box<Account>),
    /// A text without them, and what is wrong with it.
    Text(Box<Proposal>, Vec<Defect>),
    /// Nothing, and why.
    Nothing(Vec<Defect>),
}

/// Reads a record.
pub(super) fn made_of(record: &Record, file: &Arc<SourceFile>, members: &Members) -> Made {
    let mut reading = Reading { record, file, members, defects: Vec::new() };
    let Some(facts) = reading.facts() else { return Made::Nothing(reading.defects) };
    let decision = reading.decision(&facts);
    let list = reading.positions(facts.date);
    let says_who = list.cast.iter().any(|(_, position)| *position != Position::NonVoting);
    if says_who && decision != Decision::Recorded {
        reading.fault("591", "", "it lists who voted how, and so is read as a recorded vote");
    }
    if says_who || decision == Decision::Recorded {
        return Made::Account(Box::new(reading.account(facts, list, says_who)));
    }
    reading.text(facts, decision)
}

/// What a record says beside the positions.
struct Facts {
    key: String,
    symbol: Option<Symbol>,
    /// Symbols of further texts that were decided together with it.
    further: Vec<Symbol>,
    title: String,
    body: Body,
    session: Session,
    date: Date,
    meeting: Option<Symbol>,
    printed: Option<PrintedTally>,
    about: About,
    source: Source,
    note: Vec<String>,
}

/// The positions of a record.
struct List {
    cast: Vec<(MemberId, Position)>,
    stated: usize,
}

/// A record that is being read, and what was found wrong in it.
struct Reading<'r> {
    record: &'r Record,
    file: &'r Arc<SourceFile>,
    members: &'r Members,
    defects: Vec<Defect>,
}

impl Reading<'_> {
    /// Notes a fault in a field.
    fn fault(&mut self, tag: &str, read: &str, why: &str) {
        let line = self.record.all(tag).next().map_or(self.record.line, |field| field.line);
        self.fault_at(line, tag, read, why);
    }

    fn fault_at(&mut self, line: u64, tag: &str, read: &str, why: &str) {
        self.defects.push(Defect::Read {
            file: self.file.name.clone(),
            line: Some(line),
            column: Some(tag.to_owned()),
            read: shortened(read),
            why: why.to_owned(),
        });
    }

    /// Everything but the positions; `None` if the record says too little to be kept.
    fn facts(&mut self) -> Option<Facts> {
        let mut symbols = self.symbols();
        let symbol = if symbols.is_empty() { None } else { Some(symbols.remove(0)) };
        let Some(key) = self.key(symbol.as_ref()) else {
            self.fault("001", "", "it has neither a number nor a symbol; the record was left out");
            return None;
        };
        if !self.is_of_a_vote() {
            self.fault("591", &key, "the record says nothing of a vote; it was left out");
            return None;
        }
        let body = self.body(symbol.as_ref());
        let named = self.session(body, symbol.as_ref());
        let Some(date) = self.date(named) else {
            self.fault("269", &key, "it has no date; the record was left out");
            return None;
        };
        let on = || Session::regular_on(date.year(), date.month()?, date.day()?);
        let Some(session) = named.or_else(on) else {
            self.fault("791", &key, "it has no session; the record was left out");
            return None;
        };
        let (meeting, meeting_as_written) = self.meeting();
        let number = self.record.control("001");
        let url = number.map(|number| format!("https://digitallibrary.un.org/record/{number}"));
        let source = Source {
            file: Arc::clone(self.file),
            line: Some(self.record.line),
            reference: self.reference(symbol.as_ref()),
            document: meeting.as_ref().map(Symbol::to_string).or(meeting_as_written),
            url,
        };
        Some(Facts {
            key,
            title: self.title(),
            body,
            session,
            date,
            printed: self.printed(),
            about: self.about(),
            note: self.notes(&symbols),
            symbol,
            further: symbols,
            meeting,
            source,
        })
    }

    /// The title. The tail of the catalogue stands in other subfields or in this one; the sign before it in
    /// this one.
    fn title(&self) -> String {
        let written = self.record.first("245", 'a').unwrap_or_default();
        title::of_text(written).trim_end_matches([' ', ':', '/']).to_owned()
    }

    /// By what the Library knows the record: its number, or the number that it had before.
    fn key(&self, symbol: Option<&Symbol>) -> Option<String> {
        let known = self.record.control("001").or_else(|| self.record.first("035", 'a'));
        known.map(str::to_owned).or_else(|| symbol.map(Symbol::to_string))
    }

    /// Whether the record is one of a vote or of a decision without one, and not of a document alone.
    fn is_of_a_vote(&self) -> bool {
        self.record.first("591", 'a').is_some()
            || POSITIONS.iter().any(|tag| self.record.all(tag).next().is_some())
            || ['b', 'c'].iter().any(|code| self.record.first("996", *code).is_some())
            || self.note_says_without_vote()
    }

    fn note_says_without_vote(&self) -> bool {
        let note = self.record.first("996", 'a').unwrap_or_default().to_lowercase();
        note.contains("without vote") || note.contains("without a vote")
    }

    /// The symbols of what was decided; the alternative ones only where there is no other.
    fn symbols(&mut self) -> Vec<Symbol> {
        let mut found: Vec<Symbol> = Vec::new();
        for field in self.record.all("791") {
            let texts: Vec<_> = field.texts('a').collect();
            let texts = if texts.is_empty() { field.texts('z').collect() } else { texts };
            for read in texts.iter().flat_map(|text| Symbol::parse_list(text)) {
                match read {
                    Ok(symbol) if !found.contains(&symbol) => found.push(symbol),
                    Ok(_) => {}
                    Err(why) => {
                        let (line, why) = (field.line, format!("no symbol: {why}"));
                        self.fault_at(line, "791", &texts.join(" | "), &why);
                    }
                }
            }
        }
        found
    }

    /// What the Library wrote, where no symbol could be made of it.
    fn reference(&self, symbol: Option<&Symbol>) -> Option<String> {
        let written = self.record.first("791", 'a').or_else(|| self.record.first("791", 'z'));
        written.filter(|_| symbol.is_none()).map(str::to_owned)
    }

    fn body(&self, symbol: Option<&Symbol>) -> Body {
        let council =
            self.record.first("791", 'b').is_some_and(|body| body.starts_with(['S', 's']));
        match symbol {
            Some(symbol) => symbol.body(),
            None if council => Body::SecurityCouncil,
            None => Body::GeneralAssembly,
        }
    }

    /// The session that the record or the symbol names. The Security Council has none of its own.
    fn session(&mut self, body: Body, symbol: Option<&Symbol>) -> Option<Session> {
        if body == Body::SecurityCouncil {
            return None;
        }
        let of_symbol = symbol.and_then(Symbol::session);
        let Some(written) = self.record.first("791", 'c') else { return of_symbol };
        match written.parse() {
            Ok(session) => Some(session),
            Err(_) => {
                let written = written.to_owned();
                self.fault("791", &written, "no session");
                of_symbol
            }
        }
    }

    /// The date; where there is none that can be read, the year in which the session opened.
    fn date(&mut self, session: Option<Session>) -> Option<Date> {
        for tag in ["269", "992"] {
            for written in self.record.all(tag).flat_map(|field| field.texts('a')) {
                match date(written) {
                    Some(date) => return Some(date),
                    None => self.fault(tag, written, "no date"),
                }
            }
        }
        let year = session?.opening_year().and_then(|year| i16::try_from(year).ok())?;
        self.fault("269", "", "it has no date; the year in which the session opened stands for it");
        Date::year_of(year)
    }

    /// The meeting, and as it is written where no symbol could be made of it.
    fn meeting(&mut self) -> (Option<Symbol>, Option<String>) {
        let related = self.record.all("993").filter(|field| field.indicator == Some('4'));
        let mut written = self.record.all("952").chain(related).flat_map(|field| field.texts('a'));
        let Some(written) = written.next() else { return (None, None) };
        match Symbol::parse(written) {
            Ok(symbol) => (Some(symbol), None),
            Err(why) => {
                self.fault("952", written, &format!("no symbol of a meeting: {why}"));
                (None, Some(written.to_owned()))
            }
        }
    }

    /// The totals. One that is empty while others are there is a zero, but for the abstentions: there it can
    /// also mean that they were not counted.
    fn printed(&mut self) -> Option<PrintedTally> {
        let [yes, no, abstain] = ['b', 'c', 'd'].map(|code| self.total(code));
        if yes.is_none() && no.is_none() {
            return None;
        }
        Some(PrintedTally { yes: yes.unwrap_or_default(), no: no.unwrap_or_default(), abstain })
    }

    fn total(&mut self, code: char) -> Option<u16> {
        let written = self.record.first("996", code)?;
        let number = written.strip_suffix(".0").unwrap_or(written).parse().ok();
        if number.is_none() {
            let written = written.to_owned();
            self.fault("996", &written, "no number of votes");
        }
        number
    }

    fn about(&mut self) -> About {
        let mut about = About::default();
        for field in self.record.all("993").filter(|field| field.indicator != Some('4')) {
            for text in field.texts('a') {
                for read in Symbol::parse_list(text) {
                    match read {
                        Ok(symbol) => push_new(&mut about.documents, symbol),
                        Err(why) => {
                            self.fault_at(field.line, "993", text, &format!("no symbol: {why}"));
                        }
                    }
                }
            }
        }
        for field in self.record.all("991") {
            let title = |text: &str| text.trim_end_matches(['.', ' ']).to_owned();
            field.texts('c').for_each(|text| push_new(&mut about.agenda, title(text)));
            field.texts('d').for_each(|text| push_new(&mut about.subjects, text.to_owned()));
        }
        for field in ["650", "653"].iter().flat_map(|tag| self.record.all(tag)) {
            field.texts('a').for_each(|text| push_new(&mut about.subjects, text.to_owned()));
        }
        about
    }

    /// The notes of the Library, and what its brackets and further symbols mean.
    fn notes(&self, further: &[Symbol]) -> Vec<String> {
        let notes = self.record.all("996").flat_map(|field| field.texts('a')).map(str::to_owned);
        let mut notes: Vec<String> = notes.collect();
        let written = self.record.first("791", 'a').unwrap_or_default();
        if written.contains('[') {
            notes.push(format!("The Library added what stands in brackets: {written}."));
        }
        if !further.is_empty() {
            let further: Vec<_> = further.iter().map(Symbol::to_string).collect();
            notes.push(format!("Decided together with {}.", further.join(", ")));
        }
        let barred = self.barred();
        if !barred.is_empty() {
            notes.push(format!("Barred from voting under article 19: {}.", barred.join(", ")));
        }
        notes
    }

    /// Names of the members that could not vote for their arrears.
    fn barred(&self) -> Vec<String> {
        let fields = POSITIONS.iter().flat_map(|tag| self.record.all(tag));
        let barred = fields.filter(|field| field.text('b') == Some("9"));
        barred.filter_map(|field| field.text('e').or(field.text('c'))).map(str::to_owned).collect()
    }

    fn decision(&mut self, facts: &Facts) -> Decision {
        let written = self.record.first("591", 'a').unwrap_or_default().to_owned();
        let kind = written.to_uppercase();
        if kind.starts_with("RECORDED") || kind.contains("VOTE, RECORDED") {
            return Decision::Recorded;
        }
        if kind.starts_with("NON-RECORDED") || kind.starts_with("NON RECORDED") {
            return Decision::NonRecorded;
        }
        if kind.contains("WITHOUT") {
            return Decision::WithoutVote;
        }
        if !kind.is_empty() {
            self.fault("591", &written, "no kind of vote; it is told by the rest of the record");
        }
        if POSITIONS.iter().any(|tag| self.record.all(tag).next().is_some()) {
            Decision::Recorded
        } else if facts.printed.is_some() {
            Decision::NonRecorded
        } else if self.note_says_without_vote() {
            Decision::WithoutVote
        } else {
            Decision::Unknown
        }
    }

    /// Everyone's position, each member once.
    fn positions(&mut self, date: Date) -> List {
        let mut list = List { cast: Vec::new(), stated: 0 };
        let mut seen: HashMap<MemberId, Position> = HashMap::new();
        for field in POSITIONS.iter().flat_map(|tag| self.record.all(tag)) {
            list.stated += 1;
            let (Some(member), Some(position)) = (self.member(field, date), self.position(field))
            else {
                continue;
            };
            match seen.insert(member, position) {
                None => list.cast.push((member, position)),
                Some(first) => {
                    // The first stands; what is compared with the next is the first too.
                    seen.insert(member, first);
                    let read = field.text('e').or(field.text('c')).unwrap_or_default();
                    let why =
                        format!("it stands twice, the first time as \"{first}\", which counts");
                    self.fault_at(field.line, &field.tag, read, &why);
                }
            }
        }
        list
    }

    fn member(&mut self, field: &Field, date: Date) -> Option<MemberId> {
        let code = field.text('c').unwrap_or_default().to_uppercase();
        let name = field.text('e').unwrap_or_default();
        let by_code = self.members.by_source_code("undl", &code, Some(date)).one();
        let found = by_code.or_else(|| self.members.lookup(name, Some(date)).one());
        if found.is_none() {
            let why = "no member that is known; its vote was left out";
            self.fault_at(field.line, &field.tag, &format!("{code} {name}"), why);
        }
        found
    }

    /// The position; none at all is written for those that did not vote.
    fn position(&mut self, field: &Field) -> Option<Position> {
        let written = field.text('d').unwrap_or_default();
        match written.to_uppercase().as_str() {
            "Y" => Some(Position::Yes),
            "N" => Some(Position::No),
            "A" => Some(Position::Abstain),
            "" | "X" | "NV" => Some(Position::NonVoting),
            _ => {
                let name = field.text('e').or(field.text('c')).unwrap_or_default();
                let why = format!("no position; the vote of {name} was left out");
                self.fault_at(field.line, &field.tag, written, &why);
                None
            }
        }
    }

    /// Says so if the record counts more or fewer members than it lists.
    fn compare_members(&mut self, stated: usize) {
        let Some(total) = self.total('f') else { return };
        if usize::from(total) != stated {
            let why = format!("so many members are counted, and {stated} are listed");
            self.fault("996", &total.to_string(), &why);
        }
    }

    fn account(mut self, facts: Facts, list: List, says_who: bool) -> Account {
        if says_who {
            self.compare_members(list.stated);
        } else {
            self.fault("967", "", "a recorded vote, and nobody's position is given");
        }
        let roll = if says_who { Roll::Listed } else { Roll::Unknown };
        let mut about = facts.about;
        facts.further.into_iter().for_each(|symbol| push_new(&mut about.documents, symbol));
        let vote = RecordedVote {
            id: format!("{}:{}", Format::UndlMarc.id_prefix(), facts.key),
            outcome: outcome(facts.symbol.as_ref()),
            symbol: facts.symbol,
            title: facts.title,
            body: facts.body,
            session: facts.session,
            date: facts.date,
            meeting: facts.meeting,
            motion: Motion::Whole,
            printed: facts.printed,
            majority: None,
            intended: Vec::new(),
            defects: self.defects,
            about,
            source: facts.source,
            note: facts.note.join(" "),
        };
        let cast = if says_who { list.cast } else { Vec::new() };
        Account { vote, cast, roll, stated: list.stated }
    }

    fn text(mut self, facts: Facts, decision: Decision) -> Made {
        let Some(symbol) = facts.symbol else {
            let why = "no vote with positions, and no symbol of a text; the record was left out";
            self.fault("791", &facts.key, why);
            return Made::Nothing(self.defects);
        };
        let source = facts.source.url.clone().unwrap_or_default();
        let draft = facts.about.documents.iter().find(|document| document.is_draft()).cloned();
        let stage = Stage {
            body: facts.body,
            document: draft,
            decision,
            printed: facts.printed,
            date: Some(facts.date),
            standing: Standing::Recorded,
            source: source.clone(),
            note: String::new(),
        };
        let text = Proposal {
            outcome: outcome(Some(&symbol)),
            symbol,
            title: facts.title,
            session: facts.session,
            date: Some(facts.date),
            decision,
            stages: vec![stage],
            lead: None,
            sponsors: Vec::new(),
            decides: None,
            standing: Standing::Recorded,
            source,
            imported: Some(facts.source),
            note: facts.note.join(" "),
        };
        Made::Text(Box::new(text), self.defects)
    }
}

/// The Library keeps voting records of what was adopted; under the symbol of a draft one was entered by
/// mistake, and says nothing of what became of it.
fn outcome(symbol: Option<&Symbol>) -> Outcome {
    match symbol {
        Some(symbol) if symbol.is_resolution() || symbol.is_decision() => Outcome::Adopted,
        _ => Outcome::Unknown,
    }
}

/// `2031-12-05` or `20311205`.
fn date(written: &str) -> Option<Date> {
    if let Ok(date) = written.parse() {
        return Some(date);
    }
    let is_compact = written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit());
    let (year, rest) = written.split_at_checked(4).filter(|_| is_compact)?;
    let (month, day) = rest.split_at_checked(2)?;
    format!("{year}-{month}-{day}").parse().ok()
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
