//! Books on disk: what was imported is what is read, whatever happens to the files.

mod damage;
mod export;
mod import;
mod layout;
mod part;
mod round_trip;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use scrutineer_book::{ImportReport, ImportRequest, Shelf};
use scrutineer_ingest::{Account, Batch, FileRead, Format, Imported};
use scrutineer_record::{
    About, Body, Date, Decision, Defect, IntendedVote, Issue, Majority, MemberId, Members, Motion,
    Outcome, Position, PrintedTally, Proposal, RecordedVote, Roll, Session, Source, SourceFile,
    Stage, Standing, Symbol,
};

static MEMBERS: LazyLock<Members> = LazyLock::new(|| scrutineer_book::members().unwrap());

/// When every import of the tests was made, as the manifest says.
const NOW: &str = "2032-01-31T12:00:00Z";

/// An empty directory of a test's own.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disk").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// The place of a book that is not there yet.
fn shelf(name: &str) -> Shelf {
    Shelf::at(&directory(name).join("book"))
}

/// What is asked of an import in which nobody is in the way.
fn request(command: &str) -> ImportRequest<'_> {
    let waiting: &dyn Fn() = &|| panic!("nobody else imports");
    ImportRequest { now: NOW, command, anew: false, waiting }
}

/// Imports without anybody in the way, into a book in which nothing is damaged.
fn import(shelf: &Shelf, imported: Imported) -> ImportReport {
    let opened = shelf.import(imported, &request("scrutineer book import FILE")).unwrap();
    assert!(opened.warnings.is_empty(), "{:?}", opened.warnings);
    opened.value
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn symbol(text: &str) -> Symbol {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn member(code: &str) -> MemberId {
    MEMBERS.by_code(code).unwrap_or_else(|| panic!("no member {code}"))
}

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        // Knuth's multiplier: good enough for positions.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A file of a source: its checksum is that of its name and edition.
fn file(format: Format, name: &str, edition: u32) -> Arc<SourceFile> {
    let sum = blake3::hash(format!("{name} {edition}").as_bytes());
    Arc::new(SourceFile {
        format: format.code().to_owned(),
        name: name.to_owned(),
        checksum: Some(sum.to_hex().to_string()),
        retrieved: Date::ymd(2032, 1, 30),
    })
}

/// What a reader gives for one file.
fn imported(format: Format, file: &Arc<SourceFile>, batch: Batch) -> Imported {
    let read = FileRead { format, file: Arc::clone(file), bytes: 1000, rows: 10 };
    Imported { files: vec![read], batches: vec![(format, batch)] }
}

/// A vote of which a source says no more than it must.
fn vote(format: Format, file: &Arc<SourceFile>, number: u32) -> RecordedVote {
    RecordedVote {
        symbol: Some(symbol(&format!("A/RES/86/{number}"))),
        title: format!("Matter {number}"),
        outcome: Outcome::Adopted,
        source: Source {
            file: Arc::clone(file),
            line: Some(u64::from(number)),
            ..Source::default()
        },
        ..RecordedVote::new(
            format!("{}:{number}", format.id_prefix()),
            Body::GeneralAssembly,
            Session::Regular(86),
            date("2031-12-05"),
        )
    }
}

/// The vote with positions of everybody that sits on its date, thrown with dice.
fn thrown(vote: RecordedVote, roll: Roll, dice: &mut Dice) -> Account {
    let mut cast = Vec::new();
    for member in MEMBERS.sitting_at(vote.date.ends().0).iter() {
        let position = Position::ALL[[0, 0, 0, 1, 2, 3][dice.roll(6)]];
        if roll == Roll::Listed || position != Position::NonVoting {
            cast.push((member, position));
        }
    }
    let stated = cast.len();
    Account { vote, cast, roll, stated }
}

/// A text of which no positions are known.
fn text(file: &Arc<SourceFile>, number: u32, decision: Decision) -> Proposal {
    let (day, source) =
        (Some(date("2031-12-05")), "A/86/PV.50 | https://example.org/86".to_owned());
    let printed = (decision == Decision::NonRecorded).then_some(PrintedTally {
        yes: 90,
        no: 3,
        abstain: Some(20),
    });
    Proposal {
        symbol: symbol(&format!("A/RES/86/{number}")),
        title: format!("Matter {number}, \"agreed\", in two\nlines"),
        session: Session::Regular(86),
        date: day,
        decision,
        outcome: Outcome::Adopted,
        stages: vec![Stage {
            body: Body::GeneralAssembly,
            document: Some(symbol("A/86/456")),
            decision,
            printed,
            date: day,
            standing: Standing::Recorded,
            source: source.clone(),
            note: String::new(),
        }],
        lead: None,
        sponsors: Vec::new(),
        decides: None,
        standing: Standing::Recorded,
        source,
        imported: Some(Source {
            file: Arc::clone(file),
            line: Some(u64::from(number)),
            url: Some(format!("https://example.org/record/9{number}")),
            ..Source::default()
        }),
        note: "of the catalogue".to_owned(),
    }
}

/// A row that could not be read.
fn unread(file: &SourceFile, line: u64) -> Defect {
    Defect::Read {
        file: file.name.clone(),
        line: Some(line),
        column: Some("vote".to_owned()),
        read: "maybe, \"perhaps\"".to_owned(),
        why: "it is no position; the row was left out".to_owned(),
    }
}

/// A source that has something of everything, as a batch and its file.
fn rich(format: Format, name: &str) -> Imported {
    let file = file(format, name, 1);
    let mut dice = Dice(7);
    let motions = [
        Motion::Whole,
        Motion::Part("operative paragraph 3, \"shall\"".to_owned()),
        Motion::Amendment("A/86/L.7".to_owned()),
        Motion::Procedure("adjournment of the debate".to_owned()),
    ];
    let mut batch = Batch::default();
    for (number, motion) in (900..).zip(motions) {
        batch.accounts.push(thrown(
            RecordedVote { motion, printed: None, ..vote(format, &file, number) },
            Roll::Listed,
            &mut dice,
        ));
        // One text with all four: by a symbol that several votes share.
        batch.accounts[usize::try_from(number - 900).unwrap()].vote.symbol =
            Some(symbol("A/RES/86/900"));
    }
    batch.accounts.push(thrown(full(format, &file), Roll::Listed, &mut dice));
    batch.accounts.push(thrown(
        RecordedVote {
            symbol: None,
            date: date("1971-10"),
            session: "26".parse().unwrap(),
            outcome: Outcome::Rejected,
            ..vote(format, &file, 910)
        },
        Roll::Sitting,
        &mut dice,
    ));
    batch.accounts.push(thrown(
        RecordedVote {
            symbol: None,
            date: date("1950"),
            session: "5".parse().unwrap(),
            outcome: Outcome::Unknown,
            ..vote(format, &file, 911)
        },
        Roll::Unknown,
        &mut dice,
    ));
    batch.accounts.push(council(format, &file));
    batch.texts = vec![
        text(&file, 950, Decision::WithoutVote),
        Proposal { date: None, ..text(&file, 951, Decision::NonRecorded) },
    ];
    batch.texts[1].stages[0].date = None;
    batch.defects = vec![unread(&file, 77), Defect::Other("the last line is cut off".to_owned())];
    imported(format, &file, batch)
}

/// A vote of which the source says all that it can.
fn full(format: Format, file: &Arc<SourceFile>) -> RecordedVote {
    let corrections = SourceFile { name: "corrections.txt".to_owned(), ..(**file).clone() };
    let mut issues = scrutineer_record::Issues::default();
    [Issue::Nuclear, Issue::Palestine].into_iter().for_each(|issue| issues.insert(issue));
    RecordedVote {
        date: date("2031-11-30"),
        session: "ES-11".parse().unwrap(),
        symbol: Some(symbol("A/RES/ES-11/9")),
        meeting: Some(symbol("A/ES-11/PV.20")),
        // Nobody's dice fall so: a defect.
        printed: Some(PrintedTally { yes: 1, no: 2, abstain: None }),
        majority: Some(Majority::TwoThirds),
        intended: vec![IntendedVote {
            member: member("FRA"),
            position: Position::Abstain,
            source: Source {
                file: Arc::new(corrections),
                line: Some(12),
                reference: Some("note 3".to_owned()),
                document: Some("A/ES-11/PV.20".to_owned()),
                url: Some("https://example.org/note".to_owned()),
            },
        }],
        defects: vec![
            unread(file, 905),
            Defect::Other("read twice".to_owned()),
            Defect::NotAMember { member: "SUN".to_owned(), position: Position::No },
            Defect::MissingFromRoll { members: vec!["TUV".to_owned(), "USA".to_owned()] },
        ],
        about: About {
            documents: vec![symbol("A/ES-11/L.9"), symbol("A/ES-11/L.9/Add.1")],
            agenda: vec!["A matter, and \"another\"".to_owned(), "A third".to_owned()],
            subjects: vec!["LAW OF THE SEA".to_owned(), "ÎLES".to_owned(), "–".to_owned()],
            issues,
            description: "In more words\nthan the title has".to_owned(),
            important: Some(false),
        },
        source: Source {
            file: Arc::clone(file),
            line: Some(u64::from(u32::MAX) + 1),
            reference: Some("R/ES-11/9".to_owned()),
            document: Some("A/ES-11/PV.20".to_owned()),
            url: Some("https://example.org/record/9905".to_owned()),
        },
        note: "what a reader must know".to_owned(),
        ..vote(format, file, 905)
    }
}

fn council(format: Format, file: &Arc<SourceFile>) -> Account {
    let cast = [
        ("USA", Position::Yes),
        ("CHN", Position::Abstain),
        ("RUS", Position::No),
        ("FRA", Position::Yes),
    ];
    Account {
        vote: RecordedVote {
            body: Body::SecurityCouncil,
            symbol: Some(symbol("S/RES/2999(2031)")),
            about: About { important: Some(true), ..About::default() },
            majority: Some(Majority::Simple),
            ..vote(format, file, 920)
        },
        cast: cast.map(|(code, position)| (member(code), position)).into(),
        roll: Roll::Listed,
        stated: 5,
    }
}
