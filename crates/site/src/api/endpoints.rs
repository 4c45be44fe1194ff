//! What can be asked: every endpoint with its parameters and the shape of its answer.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use scrutineer_record::{Body, Issue, Position};
use scrutineer_report::agreement::PairsReport;
use scrutineer_report::blocs::BlocsReport;
use scrutineer_report::book::BookReport;
use scrutineer_report::compare::ComparisonReport;
use scrutineer_report::find::FoundReport;
use scrutineer_report::findings::FindingsReport;
use scrutineer_report::group::{GroupReport, GroupsReport};
use scrutineer_report::mandates::MandatesReport;
use scrutineer_report::member::{MemberReport, MembersReport};
use scrutineer_report::series::{CourseReport, SeriesListReport};
use scrutineer_report::topics::TopicsReport;
use scrutineer_report::vote::VoteReport;

use super::answers;
use super::asked::Asked;
use super::respond::Answer;
use crate::edition::Edition;
use crate::problem::Problem;

/// What can be asked at an address.
pub(super) struct Endpoint {
    /// The address; `{*name}` goes on to its end, slashes and all.
    pub(super) route: &'static str,
    /// What to call it in programs.
    pub(super) id: &'static str,
    /// What it answers.
    pub(super) about: &'static str,
    /// What the name in the address is.
    pub(super) name: Option<Parameter>,
    own_parameters: &'static [Parameter],
    /// Whether a statement is sent.
    pub(super) takes_statement: bool,
    /// Whether the answer is had as CSV as well.
    pub(super) has_table: bool,
    /// What says which part of a long answer is wanted; nothing if it is given whole.
    pub(super) parts: &'static [Parameter],
    /// Whether it takes more than a moment.
    pub(super) is_heavy: bool,
    /// The schema of the answer.
    pub(super) schema: fn(&mut SchemaGenerator) -> Schema,
    /// The answer.
    pub(super) answer: fn(&Edition, &Asked) -> Result<Answer, Problem>,
}

/// A parameter of the query, or the name in an address.
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// What it does.
    pub(super) about: &'static str,
    pub(super) required: bool,
    pub(super) example: Option<&'static str>,
}

/// What a parameter can say.
pub(super) enum Kind {
    /// Any text.
    Text,
    /// Texts with commas between.
    List,
    /// One of these.
    OneOf(fn() -> Vec<&'static str>),
    /// A whole number.
    Number { least: u32, most: u32 },
}

impl Endpoint {
    /// The address as OpenAPI has it.
    pub(super) fn path(&self) -> String {
        self.route.replace("{*", "{")
    }

    /// The parameters of the query.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &Parameter> {
        let format = self.has_table.then_some(&FORMAT);
        self.own_parameters.iter().chain(self.parts).chain(format)
    }
}

const fn text(name: &'static str, about: &'static str) -> Parameter {
    Parameter { name, kind: Kind::Text, about, required: false, example: None }
}

const fn list(name: &'static str, about: &'static str) -> Parameter {
    Parameter { kind: Kind::List, ..text(name, about) }
}

const fn one_of(
    name: &'static str,
    codes: fn() -> Vec<&'static str>,
    about: &'static str,
) -> Parameter {
    Parameter { kind: Kind::OneOf(codes), ..text(name, about) }
}

const fn number(name: &'static str, least: u32, most: u32, about: &'static str) -> Parameter {
    Parameter { kind: Kind::Number { least, most }, ..text(name, about) }
}

const fn flag(name: &'static str, about: &'static str) -> Parameter {
    one_of(name, || vec!["true", "false"], about)
}

const fn named(
    name: &'static str,
    about: &'static str,
    example: &'static str,
) -> Option<Parameter> {
    Some(Parameter { required: true, example: Some(example), ..text(name, about) })
}

const FORMAT: Parameter = one_of(
    "format",
    || vec!["json", "csv"],
    "The form of the answer; else as the Accept header says, else JSON.",
);
const CURSOR: Parameter = number(
    "cursor",
    0,
    100_000_000,
    "Where to go on: follow the Link header rather than counting.",
);
const LIMIT: &str = "At most so many rows; else 100.";
const PARTS: &[Parameter] = &[number("limit", 1, 1000, LIMIT), CURSOR];
/// So many votes are given at once: all that there are.
pub(crate) const MOST_VOTES: u32 = 100_000;
const PARTS_OF_VOTES: &[Parameter] = &[number("limit", 1, MOST_VOTES, LIMIT), CURSOR];
const FROM: Parameter = text("from", "Votes of this day, month, year or later.");
const TO: Parameter = text("to", "Votes of this day, month, year or earlier.");
const WORDS: Parameter =
    text("words", "Words of the title, the series, the topic or a nickname; all must occur.");
const BODY: Parameter =
    one_of("body", || Body::ALL.map(Body::code).to_vec(), "Votes in this body.");
const ISSUE: Parameter = one_of(
    "issue",
    || Issue::ALL.map(Issue::code).to_vec(),
    "Votes of this issue of Voeten's data: Palestine, nuclear, disarmament, human rights, colonialism, development.",
);
const MOTIONS: Parameter =
    one_of("votes", || vec!["all", "final-passage"], "final-passage: only votes on whole texts.");
const SESSION: Parameter =
    list("session", "Only these sessions, with commas between: 74, 50-74, ES-10.");
const DATE: Parameter = text("date", "The day of the statement, where it does not tell it.");
const TWO_VOTES: Parameter = Parameter {
    required: true,
    example: Some("A/RES/73/27,A/RES/74/29"),
    ..list("votes", "Two or more votes, by symbol or id, with commas between.")
};

fn shape<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// An endpoint without a name, parameters, a table or parts; the others say what they have beyond it.
const PLAIN: Endpoint = Endpoint {
    route: "",
    id: "",
    about: "",
    name: None,
    own_parameters: &[],
    takes_statement: false,
    has_table: false,
    parts: &[],
    is_heavy: false,
    schema: shape::<()>,
    answer: |_, _| Err(Problem::missing("there is nothing at this address")),
};

/// Every endpoint.
pub(super) static ENDPOINTS: [Endpoint; 18] = [
    Endpoint {
        route: "/votes",
        id: "find",
        about: "Votes that match, newest first, and texts without a recorded vote.",
        own_parameters: &[
            WORDS,
            FROM,
            TO,
            BODY,
            text(
                "group",
                "How this group voted; with a position, votes in which most of it took that position.",
            ),
            text(
                "member",
                "How this member voted; with a position, votes in which it took that position.",
            ),
            one_of(
                "position",
                || Position::ALL.map(Position::code).to_vec(),
                "The position of the member or of most of the group.",
            ),
        ],
        has_table: true,
        parts: PARTS_OF_VOTES,
        schema: shape::<FoundReport<'_>>,
        answer: answers::find,
        ..PLAIN
    },
    Endpoint {
        route: "/votes/{*vote}",
        id: "show",
        about: "One vote, or a text without one: stages, tally, everyone's position, source.",
        name: named(
            "vote",
            "A symbol in any spelling, or the id of a vote. Slashes may stand as they are.",
            "A/RES/74/29",
        ),
        has_table: true,
        schema: shape::<VoteReport<'_>>,
        answer: answers::show,
        ..PLAIN
    },
    Endpoint {
        route: "/compare",
        id: "compare",
        about: "Votes beside each other: who moved, or who supported both.",
        own_parameters: &[TWO_VOTES],
        has_table: true,
        schema: shape::<ComparisonReport<'_>>,
        answer: answers::compare,
        ..PLAIN
    },
    Endpoint {
        route: "/series",
        id: "list_series",
        about: "The series that are known: texts that come back session after session.",
        schema: shape::<SeriesListReport<'_>>,
        answer: answers::series_list,
        ..PLAIN
    },
    Endpoint {
        route: "/series/{*series}",
        id: "series",
        about: "A series, session by session, with the trend of its yes votes.",
        name: named(
            "series",
            "A vote of the series, by symbol or id; or the id of the series.",
            "A/RES/74/29",
        ),
        has_table: true,
        schema: shape::<CourseReport<'_>>,
        answer: answers::series,
        ..PLAIN
    },
    Endpoint {
        route: "/members",
        id: "list_members",
        about: "Every state that is or was a member.",
        schema: shape::<MembersReport<'_>>,
        answer: answers::members,
        ..PLAIN
    },
    Endpoint {
        route: "/members/{member}",
        id: "member",
        about: "A member's record.",
        name: named("member", "A code or any name.", "USA"),
        own_parameters: &[text(
            "group",
            "Also how it voted beside this group, its own or another.",
        )],
        has_table: true,
        is_heavy: true,
        schema: shape::<MemberReport<'_>>,
        answer: answers::member,
        ..PLAIN
    },
    Endpoint {
        route: "/groups",
        id: "list_groups",
        about: "Every group that is known.",
        schema: shape::<GroupsReport<'_>>,
        answer: answers::groups,
        ..PLAIN
    },
    Endpoint {
        route: "/groups/{group}",
        id: "group",
        about: "How a group voted, and how united it was.",
        name: named(
            "group",
            "A code or any name, loose ones such as \"Western partners\" too.",
            "BRICS",
        ),
        own_parameters: &[text(
            "vote",
            "One vote only, by symbol or id, with everyone's position.",
        )],
        has_table: true,
        is_heavy: true,
        schema: shape::<GroupReport<'_>>,
        answer: answers::group,
        ..PLAIN
    },
    Endpoint {
        route: "/agreement",
        id: "agreement",
        about: "How often members agree, pair by pair, by session, year or in all.",
        own_parameters: &[
            list(
                "members",
                "Only these members, with commas between; one alone beside all others.",
            ),
            text("group", "Only members of this group, at the date of each vote."),
            list(
                "where",
                "Only votes in which a member, or most of a group, took this position: USA=no.",
            ),
            SESSION,
            list("year", "Only votes of these years, with commas between: 2019, 2010-2019."),
            WORDS,
            FROM,
            TO,
            BODY,
            ISSUE,
            MOTIONS,
            flag("divided", "Leave out votes in which all that cast one took the same position."),
            one_of("by", || vec!["session", "year", "all"], "What is counted together."),
            flag("without_distance", "Leave out the distance of ideal points."),
        ],
        has_table: true,
        parts: PARTS,
        is_heavy: true,
        schema: shape::<PairsReport>,
        answer: answers::agreement,
        ..PLAIN
    },
    Endpoint {
        route: "/blocs",
        id: "blocs",
        about: "Members that voted alike, found from the votes alone.",
        own_parameters: &[
            list(
                "session",
                "Regular sessions, with commas between: 74, 50-74; else the last with votes enough.",
            ),
            one_of("method", || vec!["average", "modularity"], "How blocs are found."),
            number("count", 1, 255, "Cut the clustering into so many blocs."),
            MOTIONS,
            ISSUE,
        ],
        has_table: true,
        is_heavy: true,
        schema: shape::<BlocsReport<'_>>,
        answer: answers::blocs,
        ..PLAIN
    },
    Endpoint {
        route: "/ideal",
        id: "ideal",
        about: "Where members stand on a line, from how they voted: ideal points by the fast estimator.",
        own_parameters: &[
            list("member", "Only these members, with commas between."),
            list("sessions", "Only these regular sessions of the estimate: 74, 50-74."),
            one_of(
                "model",
                || vec!["dynamic", "static", "binary"],
                "dynamic: over all sessions; static: every session by itself; binary: dynamic, without abstentions.",
            ),
        ],
        has_table: true,
        parts: PARTS,
        is_heavy: true,
        schema: shape::<scrutineer_report::ideal::PointsReport<'_>>,
        answer: answers::ideal,
        ..PLAIN
    },
    Endpoint {
        route: "/mandates",
        id: "mandates",
        about: "The organs that resolutions set up, with their sessions.",
        has_table: true,
        schema: shape::<MandatesReport<'_>>,
        answer: answers::mandates,
        ..PLAIN
    },
    Endpoint {
        route: "/topics",
        id: "list_topics",
        about: "What texts are about, and how groups voted on them.",
        own_parameters: &[GROUPS],
        has_table: true,
        schema: shape::<TopicsReport<'_>>,
        answer: answers::topics,
        ..PLAIN
    },
    Endpoint {
        route: "/topics/{topic}",
        id: "topic",
        about: "The texts of a topic, and how groups voted on them.",
        name: named("topic", "A topic, by id or words.", "gge"),
        own_parameters: &[GROUPS],
        has_table: true,
        schema: shape::<TopicsReport<'_>>,
        answer: answers::topics,
        ..PLAIN
    },
    Endpoint {
        route: "/sources",
        id: "sources",
        about: "What the book holds and was made from, and how far its sources agree.",
        schema: shape::<BookReport<'_>>,
        answer: answers::sources,
        ..PLAIN
    },
    Endpoint {
        route: "/defects",
        id: "defects",
        about: "What is wrong in the sources, and what is known to be wrong with them.",
        own_parameters: &[text("source", "Only those of this format, such as undl.")],
        has_table: true,
        schema: shape::<scrutineer_report::defects::DefectsReport<'_>>,
        answer: answers::defects,
        ..PLAIN
    },
    Endpoint {
        route: "/check",
        id: "check",
        about: "Every claim about a vote in a statement, judged from the record. Nothing is kept.",
        own_parameters: &[DATE],
        takes_statement: true,
        has_table: true,
        is_heavy: true,
        schema: shape::<FindingsReport<'_>>,
        answer: answers::check,
        ..PLAIN
    },
];

const GROUPS: Parameter = list("group", "How these groups voted, with commas between; else some.");
