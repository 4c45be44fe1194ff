//! The tools: what each is asked, and how it is answered.

use std::sync::{Arc, OnceLock};

use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use scrutineer_book::Book;
use scrutineer_claims::{Checker, ClaimKind};
use scrutineer_ingest::article::Article;
use scrutineer_report::agreement::{self, Agreements, By, Distances, PairsReport};
use scrutineer_report::compare::{Comparison, ComparisonReport};
use scrutineer_report::filter::Filter;
use scrutineer_report::find::{self, Found, FoundReport};
use scrutineer_report::findings::{Document, FindingsReport};
use scrutineer_report::member::{MemberReport, OfMember};
use scrutineer_report::series::{Course, CourseReport};
use scrutineer_report::vote::VoteReport;
use scrutineer_report::{Error, Target, quote, resolve};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::asked::{Name, Names, Rows, Text, read};
use crate::pages::{Mark, Page};
use crate::told::{Told, object, schema_of};

/// What every answer is made from.
pub(crate) struct Desk {
    pub(crate) book: Book,
    distances: OnceLock<Distances>,
}

impl Desk {
    pub(crate) fn new(book: Book) -> Desk {
        Desk { book, distances: OnceLock::new() }
    }
}

/// So many rows a page of a list has unless more or fewer are asked for.
const ROWS: usize = 20;

/// So many findings.
const FINDINGS: usize = 50;

/// The longest statement.
pub(crate) const LONGEST: usize = 200_000;

type Answered = Result<Value, Error>;

/// What a tool is asked.
trait Question: DeserializeOwned + JsonSchema {
    const NAME: &'static str;
    const TITLE: &'static str;
    const ABOUT: &'static str;
    /// What the command of that name writes.
    type Answer: JsonSchema;

    /// `list` is what the pages of the answer are known by.
    fn answer(&self, desk: &Desk, list: Mark) -> Answered;
}

/// A tool that can be called.
pub(crate) struct Callable {
    pub(crate) tool: Tool,
    pub(crate) call: fn(&Desk, JsonObject) -> Answered,
}

impl Callable {
    fn of<Q: Question>() -> Callable {
        let settings = SchemaSettings::draft2020_12().for_deserialize();
        let input = settings.into_generator().into_root_schema_for::<Q>();
        let hints = ToolAnnotations::with_title(Q::TITLE)
            .read_only(true)
            .destructive(false)
            .idempotent(true)
            .open_world(false);
        let tool = Tool::new(Q::NAME, Q::ABOUT, Arc::new(object(input)))
            .with_title(Q::TITLE)
            .with_raw_output_schema(Arc::new(schema_of::<Q::Answer>()))
            .with_annotations(hints);
        Callable {
            tool,
            call: |desk, asked| {
                let list = Mark::of(&desk.book.info.id, Q::NAME, &asked);
                read::<Q>(asked)?.answer(desk, list)
            },
        }
    }
}

/// Every tool.
pub(crate) fn all() -> Vec<Callable> {
    vec![
        Callable::of::<FindVote>(),
        Callable::of::<ShowVote>(),
        Callable::of::<CompareVotes>(),
        Callable::of::<ShowSeries>(),
        Callable::of::<MemberRecord>(),
        Callable::of::<Agreement>(),
        Callable::of::<CheckStatement>(),
        Callable::of::<CheckCitations>(),
    ]
}

fn owned(name: &Option<Name>) -> Option<String> {
    name.as_ref().map(|name| name.as_str().to_owned())
}

/// Which votes are looked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct FindVote {
    /// Words of the title, the series, the topic or a nickname; all must occur.
    words: Option<Name>,
    /// Votes of this day, month, year or later: 2018, 2018-12, 2018-12-05.
    from: Option<Name>,
    /// Votes of this day, month, year or earlier.
    to: Option<Name>,
    /// Votes in this body: general_assembly, security_council, first_committee …
    body: Option<Name>,
    /// How this member voted, by code or name; with a position, votes in which it took that position.
    member: Option<Name>,
    /// How this group voted, by code or name; with a position, votes in which most of it took that position.
    group: Option<Name>,
    /// yes, no, abstain or non_voting; with a member or a group.
    position: Option<Name>,
    /// At most so many votes a page; else 20.
    limit: Option<Rows<100>>,
    /// The next_cursor of the page before, with all else as it was asked there.
    cursor: Option<Name>,
}

impl Question for FindVote {
    const NAME: &'static str = "find_vote";
    const TITLE: &'static str = "Find recorded votes";
    const ABOUT: &'static str = "Finds recorded votes at the United Nations by words of the title, date, body, member \
        or group, newest first, and texts without a recorded vote. Use it to learn the symbol of a vote before \
        anything is said about it.";
    type Answer = FoundReport<'static>;

    fn answer(&self, desk: &Desk, list: Mark) -> Answered {
        let words = self.words.as_ref().map(Name::as_str).unwrap_or_default();
        let request = find::Request {
            filter: Filter {
                words: words.split_whitespace().map(str::to_owned).collect(),
                from: owned(&self.from),
                to: owned(&self.to),
                body: owned(&self.body),
            },
            group: owned(&self.group),
            member: owned(&self.member),
            position: owned(&self.position),
        };
        let page = Page::asked(list, &self.cursor, self.limit.map_or(ROWS, |limit| limit.0))?;
        let mut found = Found::of(&desk.book.record, &request)?;
        let next = page.next(page.keep(&mut found.targets));
        let quotable = found.targets.iter().copied().map(quote::of_target).collect();
        let mut command: Vec<&str> = vec!["find"];
        command.extend(words.split_whitespace());
        let options = [
            ("--from", &self.from),
            ("--to", &self.to),
            ("--body", &self.body),
            ("--member", &self.member),
            ("--group", &self.group),
            ("--position", &self.position),
        ];
        let given = options.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        command.extend(given.flat_map(|(name, value)| [*name, value.as_str()]));
        Told::of(&desk.book, &command, quotable, found.report()).page(next).json()
    }
}

/// Which vote is meant.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShowVote {
    /// The symbol of a document in any spelling, such as A/RES/74/29 or 74/29, or the id of a vote.
    pub(crate) vote: Name,
}

impl Question for ShowVote {
    const NAME: &'static str = "show_vote";
    const TITLE: &'static str = "Show one vote";
    const ABOUT: &'static str = "One vote with all that is known: title, tally, every member's position, stages, \
        sponsors, source, series and rival texts; or a text that was decided without a recorded vote.";
    type Answer = VoteReport<'static>;

    fn answer(&self, desk: &Desk, _: Mark) -> Answered {
        let (record, typed) = (&desk.book.record, self.vote.as_str());
        let target = resolve::target(record, typed)?;
        let quotable = vec![quote::of_target(target)];
        Told::of(&desk.book, &["show", typed], quotable, VoteReport::of(record, target)).json()
    }
}

/// Which votes are put beside each other.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CompareVotes {
    /// Two to six votes, by symbol or id, the earlier first.
    votes: Names<2, 6>,
}

impl Question for CompareVotes {
    const NAME: &'static str = "compare_votes";
    const TITLE: &'static str = "Compare votes";
    const ABOUT: &'static str = "Votes beside each other: which members moved from which position to which between votes \
        of a series, or who supported several rival texts; every member by code in its cell.";
    type Answer = ComparisonReport<'static>;

    fn answer(&self, desk: &Desk, _: Mark) -> Answered {
        let symbols = self.votes.owned();
        let comparison = Comparison::of(&desk.book.record, &symbols)?;
        let votes = comparison.votes.iter().copied().map(Target::Vote);
        let quotable = votes.map(quote::of_target).chain([comparison.in_words()]).collect();
        let symbols = symbols.iter().map(String::as_str);
        let command: Vec<_> = ["compare"].into_iter().chain(symbols).collect();
        Told::of(&desk.book, &command, quotable, comparison.report()).json()
    }
}

/// Which series is meant.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ShowSeries {
    /// A vote of the series, by symbol or id; or the id of the series.
    vote: Name,
}

impl Question for ShowSeries {
    const NAME: &'static str = "show_series";
    const TITLE: &'static str = "Show a series";
    const ABOUT: &'static str = "A text that came back session after session: every vote on it, the trend of its yes \
        votes and how sure that is, and where it turned.";
    type Answer = CourseReport<'static>;

    fn answer(&self, desk: &Desk, _: Mark) -> Answered {
        let typed = self.vote.as_str();
        let course = Course::of(&desk.book.record, typed)?;
        let trend =
            [Some(course.trend_in_words()), course.turns_in_words(), course.gaps_in_words()];
        let votes = course.texts.iter().copied().map(quote::of_target);
        let quotable = votes.chain(trend.into_iter().flatten()).collect();
        Told::of(&desk.book, &["series", typed], quotable, course.report()).json()
    }
}

/// Which member is meant.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberRecord {
    /// A code, such as USA, or any name.
    pub(crate) member: Name,
    /// Also how it voted beside this group, its own or another.
    pub(crate) group: Option<Name>,
    /// At most so many votes of each list a page, newest first; else 20. The counts are over all of them.
    pub(crate) limit: Option<Rows<1000>>,
    /// The next_cursor of the page before, with all else as it was asked there.
    pub(crate) cursor: Option<Name>,
}

impl Question for MemberRecord {
    const NAME: &'static str = "member_record";
    const TITLE: &'static str = "Show a member's record";
    const ABOUT: &'static str = "A member of the United Nations: its dates, groups, how often it voted yes, no, \
        abstained or did not vote, in which votes it was alone, and its newest votes.";
    type Answer = MemberReport<'static>;

    fn answer(&self, desk: &Desk, list: Mark) -> Answered {
        let (typed, group) = (self.member.as_str(), self.group.as_ref().map(Name::as_str));
        let of = OfMember::of(&desk.book.record, typed, group)?;
        let page = Page::asked(list, &self.cursor, self.limit.map_or(ROWS, |limit| limit.0))?;
        let quotable = vec![quote::of_member(&of)];
        let mut report = of.report();
        let beside = report.beside.as_mut().is_some_and(|beside| page.keep(&mut beside.votes));
        let (votes, alone) = (page.keep(&mut report.votes), page.keep(&mut report.alone));
        let next = page.next(votes || alone || beside);
        let mut command = vec!["member", typed];
        command.extend(group.iter().flat_map(|group| ["--group", group]));
        Told::of(&desk.book, &command, quotable, report).page(next).json()
    }
}

/// Whose agreement is asked for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Agreement {
    /// One to ten members, by code or name; one alone beside all others.
    members: Names<1, 10>,
    /// Only these sessions: 74, 50-74, ES-10; up to ten. Else every session.
    sessions: Option<Names<1, 10>>,
    /// All votes counted together, and not session by session.
    #[serde(default)]
    together: bool,
    /// At most so many pairs a page; else 20.
    limit: Option<Rows<1000>>,
    /// The next_cursor of the page before, with all else as it was asked there.
    cursor: Option<Name>,
}

impl Question for Agreement {
    const NAME: &'static str = "agreement";
    const TITLE: &'static str = "How often members agree";
    const ABOUT: &'static str = "How often members took the same position in votes of the General Assembly in which both \
        voted yes, no or abstained, with the number of such votes, by session or in all.";
    type Answer = PairsReport;

    fn answer(&self, desk: &Desk, list: Mark) -> Answered {
        let record = &desk.book.record;
        let (members, sessions) = (self.members.owned(), self.sessions.as_ref());
        let sessions = sessions.map_or_else(Vec::new, Names::owned);
        let request = agreement::Request {
            members: members.clone(),
            sessions: sessions.iter().map(|one| one.parse()).collect::<Result<_, Error>>()?,
            by: if self.together { By::All } else { By::Session },
            ..agreement::Request::default()
        };
        let found = Agreements::of(record, &request)?;
        let none = Distances::default();
        let wanted = found.has_distances();
        let distances =
            if wanted { desk.distances.get_or_init(|| Distances::of(record)) } else { &none };
        let page = Page::asked(list, &self.cursor, self.limit.map_or(ROWS, |limit| limit.0))?;
        let (report, more) = found.stretch(distances, page.rows.clone());
        let quotable =
            report.pairs.iter().filter_map(|pair| quote::of_pair(record, pair)).collect();
        let (members, sessions) = (members.join(","), sessions.join(","));
        let mut command = vec!["agreement", "--members", &members];
        if !sessions.is_empty() {
            command.extend(["--session", &sessions]);
        }
        if self.together {
            command.extend(["--by", "all"]);
        }
        Told::of(&desk.book, &command, quotable, report).page(page.next(more)).json()
    }
}

/// What is to be checked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CheckStatement {
    /// The statement: plain text, Markdown or HTML, as it is to be published.
    text: Text<LONGEST>,
    /// The day of the statement, YYYY-MM-DD, where it does not tell it: "last year" is counted from it.
    date: Option<Name>,
    /// At most so many findings a page, and as many sentences that were not understood; else 50.
    limit: Option<Rows<200>>,
    /// The next_cursor of the page before, with all else as it was asked there.
    cursor: Option<Name>,
}

impl Question for CheckStatement {
    const NAME: &'static str = "check_statement";
    const TITLE: &'static str = "Check a statement about votes";
    const ABOUT: &'static str = "Judges every claim about a vote in a statement from the record: supported, contradicted, \
        partly, ambiguous or not_in_record, each with its reason, the votes and members on which it rests, what is left \
        out, and the edits that would make it true. Sentences in `unread` speak of votes and were not understood: of \
        them nothing is said, neither good nor bad.";
    type Answer = FindingsReport<'static>;

    fn answer(&self, desk: &Desk, list: Mark) -> Answered {
        let page = Page::asked(list, &self.cursor, self.limit.map_or(FINDINGS, |limit| limit.0))?;
        checked(desk, self.text.as_str(), self.date.as_ref(), &[], &page)
    }
}

/// The draft whose citations are to be checked.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CheckCitations {
    /// The draft: plain text, Markdown or HTML.
    draft: Text<LONGEST>,
    /// The day of the draft, YYYY-MM-DD.
    date: Option<Name>,
    /// At most so many findings a page, and as many sentences that were not understood; else 50.
    limit: Option<Rows<200>>,
    /// The next_cursor of the page before, with all else as it was asked there.
    cursor: Option<Name>,
}

impl Question for CheckCitations {
    const NAME: &'static str = "check_citations";
    const TITLE: &'static str = "Check the citations of a draft";
    const ABOUT: &'static str = "Judges only what a draft says of documents beside their symbols: whether resolution \
        74/29 is on what the draft says, and of that day. Use it before a draft with symbols is handed on.";
    type Answer = FindingsReport<'static>;

    fn answer(&self, desk: &Desk, list: Mark) -> Answered {
        let page = Page::asked(list, &self.cursor, self.limit.map_or(FINDINGS, |limit| limit.0))?;
        checked(desk, self.draft.as_str(), self.date.as_ref(), &[ClaimKind::Citation], &page)
    }
}

/// A page of the findings of a statement; of some kinds alone, if they are named.
fn checked(
    desk: &Desk,
    text: &str,
    date: Option<&Name>,
    only: &[ClaimKind],
    page: &Page,
) -> Answered {
    let day = date.map(|date| resolve::date(date.as_str())).transpose()?;
    let article = Article::read("the statement", text, None)?;
    let checker = Checker::new(&desk.book.record).only(only.to_vec());
    let check = |text: &[u8], date| checker.check(text, date);
    let mut documents = [Document::checked("statement".to_owned(), article, day, check)];
    let [Document { found, .. }] = &mut documents;
    let (findings, unread) = (page.keep(&mut found.findings), page.keep(&mut found.unread));
    let next = page.next(findings || unread);
    let findings = documents.iter().flat_map(|document| &document.found.findings);
    let quotable = findings.map(|finding| finding.explanation.clone()).collect();
    let mut command = vec!["check", "-"];
    command.extend(date.iter().flat_map(|date| ["--date", date.as_str()]));
    let only = only.iter().map(|kind| kind.code());
    command.extend(only.flat_map(|kind| ["--only", kind]));
    Told::of(&desk.book, &command, quotable, FindingsReport::of(&desk.book, &documents))
        .page(next)
        .json()
}
