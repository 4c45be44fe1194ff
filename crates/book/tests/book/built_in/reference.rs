//! The book against the notes from which its tables were made, fact by fact, where the notes are at hand.

use std::collections::HashMap;

use scrutineer_record::{
    Body, Committee, Date, Decision, OrganSession, Position, Proposal, Standing, SubsidiaryOrgan,
};

use super::{code, date, member, record, symbol};

/// A row of the notes: cells by the name of their column.
struct Row(HashMap<String, String>);

impl Row {
    fn cell(&self, column: &str) -> &str {
        self.0.get(column).unwrap_or_else(|| panic!("the notes have no column {column}"))
    }
}

/// The rows of a file of the notes, or nothing and a word about it.
fn rows(file: &str) -> Vec<Row> {
    let path = format!("{}/../../../shared/reference/{file}", env!("CARGO_MANIFEST_DIR"));
    let Ok(mut reader) = csv::Reader::from_path(&path) else {
        println!("skipped: {file} is not here");
        return Vec::new();
    };
    reader.deserialize().map(|row| Row(row.unwrap())).collect()
}

#[test]
fn every_position_is_that_of_the_notes() {
    for row in rows("builtin-votes.csv") {
        let text = row.cell("symbol");
        let vote = record().vote_on(&symbol(text)).unwrap_or_else(|| panic!("no vote on {text}"));
        assert_eq!(vote.date, date(row.cell("date")), "{text}");
        let meeting = Some(row.cell("meeting")).filter(|meeting| *meeting != "N/A");
        assert_eq!(vote.meeting, meeting.map(symbol), "{text}");
        check_title(&vote.title, row.cell("title"), text);
        assert_eq!(vote.source.url.as_deref(), Some(row.cell("record")), "{text}");
        let printed = [row.cell("yes"), row.cell("no"), row.cell("abstain")].join("-");
        assert_eq!(vote.printed.unwrap().to_string(), printed, "{text}");
        for position in Position::ALL {
            let mut found: Vec<_> = vote.positions().who(position).iter().map(code).collect();
            found.sort_unstable();
            let listed = row.cell(&format!("{position}_members")).split_whitespace();
            let mut listed: Vec<_> = listed.map(|code| sitting(code, vote.date)).collect();
            listed.sort_unstable();
            assert_eq!(found, listed, "{text} {position}");
            assert_eq!(found.len().to_string(), row.cell(position.code()), "{text} {position}");
        }
    }
}

/// Texts whose title the tables have better than the notes, which leave out a word, spell otherwise than the
/// record or describe what they have no title of.
const BETTER_TITLES: [&str; 10] = [
    "A/DEC/72/512",
    "A/DEC/75/564",
    "A/DEC/77/512",
    "A/DEC/78/541",
    "A/DEC/78/549",
    "A/RES/65/230",
    "A/RES/71/292",
    "A/RES/74/28",
    "A/RES/80/16",
    "A/RES/ES-11/4",
];

fn check_title(title: &str, noted: &str, text: &str) {
    let known = BETTER_TITLES.contains(&text);
    assert!(title == noted || known, "{text}: \"{title}\", in the notes \"{noted}\"");
}

/// The member that the notes mean. For the Federal Republic of Yugoslavia they keep the code YUG of the
/// Digital Library, which belonged to the Socialist Federal Republic before.
fn sitting(listed: &str, day: Date) -> &str {
    if record().members().sat_at(member(listed), day) {
        return listed;
    }
    let meant = record().members().by_source_code("undl", listed, Some(day)).one();
    code(meant.unwrap_or_else(|| panic!("{listed} did not sit on {day}")))
}

#[test]
fn no_vote_of_the_notes_is_left_out() {
    let votes = rows("builtin-votes.csv").len();
    assert!(votes == 0 || votes == record().votes().len(), "{votes} votes in the notes");
    let texts = rows("ict.csv").len();
    let found = record().facts().proposals.len();
    assert!(texts == 0 || texts == found, "{texts} texts in the notes, {found} in the book");
}

#[test]
fn every_text_is_that_of_the_notes() {
    for row in rows("ict.csv") {
        let text = row.cell("symbol");
        let found = record().proposal(&symbol(text));
        let found = found.unwrap_or_else(|| panic!("{text} is not among the texts"));
        check_plenary(&row, found);
        check_committee(&row, found);
        check_lead(&row, found);
        check_rival(&row, found);
    }
}

fn check_plenary(row: &Row, text: &Proposal) {
    let name = &text.symbol;
    check_title(&text.title, row.cell("title"), &name.to_string());
    assert_eq!(text.session.to_string(), row.cell("session"), "{name}");
    let adopted = row.cell("adopted").split(' ').next().unwrap();
    assert_eq!(text.date, Some(date(adopted)), "{name}");
    let how = row.cell("plenary_outcome");
    let decision = match how {
        "recorded vote" => Decision::Recorded,
        _ if how.contains("without a vote") => Decision::WithoutVote,
        _ => Decision::Unknown,
    };
    assert_eq!(text.decision, decision, "{name}: {how}");
    let in_record = row.cell("vote_status").starts_with("in the data");
    assert_eq!(text.standing == Standing::Recorded, in_record, "{name}");
    if decision == Decision::Recorded {
        let tally = record().vote_on(name).unwrap().tally();
        let cells = ["yes", "no", "abstain", "non_voting"].map(|column| row.cell(column));
        let counted = Position::ALL.map(|position| tally.of(position).to_string());
        assert_eq!(counted, cells, "{name}");
        assert!(text.source.contains(row.cell("undl_record")), "{name}: {}", text.source);
    }
}

fn check_committee(row: &Row, text: &Proposal) {
    let name = &text.symbol;
    let committee = match row.cell("committee") {
        "First" => Some(Committee::First),
        "Second" => Some(Committee::Second),
        "Third" => Some(Committee::Third),
        "none (plenary)" => None,
        other => panic!("{name}: {other}"),
    };
    let stage = text.committee_stage();
    assert_eq!(stage.map(|stage| stage.body), committee.map(Body::Committee), "{name}");
    let plenary = text.stages.last().unwrap();
    let written = |column| Some(row.cell(column)).filter(|cell| !cell.is_empty());
    let Some(stage) = stage else {
        assert_eq!(plenary.document, written("draft_symbol").map(symbol), "{name}");
        return;
    };
    assert_eq!(stage.document, written("draft_symbol").map(symbol), "{name}");
    assert_eq!(plenary.document, written("committee_report").map(symbol), "{name}");
    assert_eq!(stage.date, written("committee_date").map(date), "{name}");
    let vote = row.cell("committee_vote");
    let tally = vote.split(' ').next().filter(|tally| tally.split('-').count() == 3);
    let decision = match (tally, vote) {
        (Some(_), _) => Decision::Recorded,
        (None, "without a vote") => Decision::WithoutVote,
        _ => Decision::Unknown,
    };
    assert_eq!(stage.decision, decision, "{name}: {vote}");
    assert_eq!(stage.printed.map(|tally| tally.to_string()).as_deref(), tally, "{name}");
    // Of 73/187 the notes have two figures, one of them from a page, which is the one in the book.
    let from_memory = vote.contains("from memory")
        || row.cell("committee_status").starts_with("from memory")
        || row.cell("committee_status").contains("vote from memory");
    if from_memory {
        assert_eq!(stage.standing, Standing::Unverified, "{name}: {vote}");
    }
}

fn check_lead(row: &Row, text: &Proposal) {
    let words = row.cell("lead_sponsor");
    let end = [" (", " plus", " jointly", " and others"].iter().filter_map(|end| words.find(end));
    let (words, _) = words.split_at(end.min().unwrap_or(words.len()));
    let members = record().members();
    let named = words.split(" and ").filter_map(|name| members.lookup(name, text.date).one());
    let mut named: Vec<_> = named.collect();
    named.sort_unstable();
    let mut lead = text.lead.as_ref().map(|lead| lead.value.clone()).unwrap_or_default();
    lead.sort_unstable();
    assert_eq!(lead, named, "{}: {words}", text.symbol);
    if text.lead.as_ref().is_some_and(|lead| lead.standing > Standing::Unverified) {
        let status = row.cell("sponsor_status");
        assert!(status.starts_with("page"), "{}: {status}", text.symbol);
    }
}

fn check_rival(row: &Row, text: &Proposal) {
    let rivals: Vec<_> = record().rivals_of(&text.symbol).cloned().collect();
    let noted = Some(row.cell("rival_of")).filter(|rival| !rival.is_empty());
    // The notes name a pair at one of the two texts at least.
    if let Some(rival) = noted.map(symbol) {
        assert!(rivals.contains(&rival), "{} and {rival}", text.symbol);
    }
    for rival in rivals {
        let other = rows("ict.csv").into_iter().find(|row| symbol(row.cell("symbol")) == rival);
        let other = other.unwrap_or_else(|| panic!("{rival} is not in the notes"));
        let noted = [noted.unwrap_or_default(), other.cell("rival_of")];
        let pair = [rival.to_string(), text.symbol.to_string()];
        assert!(noted.iter().zip(&pair).any(|(noted, name)| noted == name), "{pair:?}");
    }
}

/// The organs of the book and what the notes call them.
const ORGANS: [(&str, &str); 12] = [
    ("gge-1", "GGE I"),
    ("gge-2", "GGE II"),
    ("gge-3", "GGE III"),
    ("gge-4", "GGE IV"),
    ("gge-5", "GGE V"),
    ("gge-6", "GGE VI"),
    ("oewg-1", "OEWG I"),
    ("oewg-2", "OEWG II"),
    ("programme-of-action", "Programme of Action"),
    ("global-mechanism", "Global Mechanism"),
    ("ieg-cybercrime", "Expert Group on cybercrime (IEG)"),
    ("ahc-cybercrime", "Ad Hoc Committee on cybercrime"),
];

#[test]
fn every_organ_is_that_of_the_notes() {
    for row in rows("ict_bodies.csv") {
        let name = row.cell("body");
        let id = ORGANS.iter().find(|(_, called)| *called == name).map(|(id, _)| id);
        let organ = record().facts().organs.iter().find(|organ| Some(&organ.id.as_str()) == id);
        let organ = organ.unwrap_or_else(|| panic!("{name} is not among the organs"));
        check_organ(&row, organ);
        check_sessions(row.cell("sessions"), organ);
    }
}

fn check_organ(row: &Row, organ: &SubsidiaryOrgan) {
    let id = &organ.id;
    let mandates: Vec<_> =
        row.cell("mandate").split(", ").map(|text| symbol(&format!("A/RES/{text}"))).collect();
    assert_eq!(organ.mandates, mandates, "{id}");
    let chair = row.cell("chair");
    if let Some((who, country)) = chair.strip_suffix(')').and_then(|chair| chair.split_once(" (")) {
        assert_eq!(organ.chair, who, "{id}");
        let country = record().members().lookup(country, None).one();
        assert_eq!(organ.chair_member, country, "{id}");
    }
    if let Some((_, list)) = row.cell("size").split_once(": ") {
        let named =
            list.split(", ").map(|name| record().members().lookup(name, Some(date("2019"))));
        let mut named: Vec<_> = named.map(|found| found.one().unwrap()).collect();
        let mut listed = organ.members.clone();
        named.sort_unstable();
        listed.sort_unstable();
        assert_eq!(listed, named, "{id}");
        assert_eq!(listed.len().to_string(), organ.size, "{id}");
    }
    let years = row.cell("period").split(['-', ' ']).filter_map(|year| year.parse::<i16>().ok());
    let years: Vec<_> = years.take(2).collect();
    assert_eq!(organ.from.map(Date::year), years.first().copied(), "{id}");
    assert_eq!(organ.to.map(Date::year), years.get(1).copied(), "{id}");
}

/// Strikes each session out of the prose of the notes; then no date may be left in it.
fn check_sessions(prose: &str, organ: &SubsidiaryOrgan) {
    let mut prose = prose.replace(" (a page says 1-2 June)", "");
    for session in &organ.sessions {
        let written = ways_to_write(session).into_iter().find(|way| prose.contains(way));
        let written = written.unwrap_or_else(|| {
            panic!("{} met from {}, which is not in: {prose}", organ.id, session.from)
        });
        prose = prose.replacen(&written, "", 1);
    }
    let left = scrutineer_record::MONTHS.iter().find(|month| prose.contains(short(month)));
    assert_eq!(left, None, "{}: a session is missing: {prose}", organ.id);
}

fn short(month: &str) -> &str {
    month.split_at(3).0
}

/// The dates of a session in the ways in which the notes write them, the fullest first.
fn ways_to_write(session: &OrganSession) -> Vec<String> {
    let to = session.to.unwrap_or(session.from);
    let months = |day: Date| {
        let place = usize::from(day.month().unwrap().unsigned_abs()) - 1;
        let long = scrutineer_record::MONTHS.get(place).unwrap();
        [*long, short(long)]
    };
    let mut ways = Vec::new();
    for (first, last) in
        months(session.from).into_iter().flat_map(|first| months(to).map(|last| (first, last)))
    {
        let days = match (session.from.day(), to.day()) {
            (Some(from), Some(to)) if first != last => format!("{from} {first}-{to} {last}"),
            (Some(from), Some(to)) if from != to => format!("{from}-{to} {last}"),
            (Some(from), _) => format!("{from} {first}"),
            (None, _) => first.to_owned(),
        };
        ways.push(format!("{days} {}", to.year()));
        ways.push(days);
    }
    // Two sessions of one month share its name: "20-21 + 24-28 May 2021".
    ways.extend(session.from.day().zip(to.day()).map(|(from, to)| format!("{from}-{to} +")));
    ways.sort_by_key(|way| std::cmp::Reverse(way.len()));
    ways
}

#[test]
fn every_list_of_sponsors_is_that_of_the_notes() {
    let mut lists = 0;
    for row in rows("sponsors.csv") {
        let text = format!("A/RES/{}", row.cell("resolution"));
        let (Ok(text), false) = (text.parse(), row.cell("members").is_empty()) else { continue };
        let Some(proposal) = record().proposal(&text) else { continue };
        // Lists of the book add to each other; those of the notes repeat.
        let named = || proposal.sponsors.iter().flat_map(|list| &list.members.value).copied();
        for listed in row.cell("members").trim_end_matches(" (main)").split('|') {
            assert!(named().any(|sponsor| sponsor == member(listed)), "{text}: {listed}");
        }
        lists += 1;
    }
    println!("{lists} lists of sponsors compared");
}
