//! The tables of the record: what their columns say, and their rows. None of them is kept: the rows are made from the
//! record while a statement reads them.

mod texts;

use datafusion::error::Result;
use scrutineer_book::{Kind, Table, column, optional};
use scrutineer_record::{Fact, MemberId, Position, Record, Symbol, Vote};
use scrutineer_report::{group, vote};

use crate::rows::{Rows, Value, filled};
use crate::world::World;

use Kind::{Day, Flag, Int, Long, Text};

/// A table of the record.
#[derive(Debug)]
pub(crate) struct OfRecord {
    pub(crate) table: &'static Table,
    /// Adds all its rows.
    pub(crate) fill: fn(&World, &mut Rows<'_>) -> Result<()>,
}

/// Every table of the record, in the order in which they are listed.
pub(crate) const TABLES: [OfRecord; 19] = [
    OfRecord { table: &VOTES, fill: votes },
    OfRecord { table: &POSITIONS, fill: positions },
    OfRecord { table: &INTENDED, fill: intended },
    OfRecord { table: &MEMBERS, fill: members },
    OfRecord { table: &SEATS, fill: seats },
    OfRecord { table: &NAMES, fill: names },
    OfRecord { table: &GROUPS, fill: groups },
    OfRecord { table: &MEMBERSHIPS, fill: memberships },
    OfRecord { table: &texts::PROPOSALS, fill: texts::proposals },
    OfRecord { table: &texts::STAGES, fill: texts::stages },
    OfRecord { table: &texts::SPONSORS, fill: texts::sponsors },
    OfRecord { table: &texts::SERIES, fill: texts::series },
    OfRecord { table: &texts::RIVALS, fill: texts::rivals },
    OfRecord { table: &texts::TOPICS, fill: texts::topics },
    OfRecord { table: &texts::ORGANS, fill: texts::organs },
    OfRecord { table: &texts::MANDATES, fill: texts::mandates },
    OfRecord { table: &texts::ORGAN_SESSIONS, fill: texts::organ_sessions },
    OfRecord { table: &DEFECTS, fill: defects },
    OfRecord { table: &SOURCES, fill: sources },
];

const VOTES: Table = Table {
    name: "votes",
    about: "One row for each recorded vote, as the other commands show it.",
    columns: &[
        column(Text, "id", "stable id of the vote: the source and the source's own key"),
        optional(Text, "symbol", "document symbol of the text that was voted on"),
        column(Text, "title", "title of the text"),
        column(Text, "body", "who voted: general_assembly, security_council, first_committee, …"),
        column(Text, "session", "session in which the vote fell: 74, S-20, ES-10"),
        column(Day, "date", "the day, or the first day of the month or year if no more is known"),
        column(Text, "date_precision", "what is known of the date: day, month or year"),
        optional(Text, "meeting", "symbol of the record of the meeting"),
        column(Text, "motion", "what was put to the vote: whole, part, amendment or procedure"),
        optional(Text, "motion_words", "the words that name the part, the amendment or the motion"),
        optional(
            Int,
            "yes",
            "votes in favour, counted from the positions; empty where nobody's is known",
        ),
        optional(Int, "no", "votes against, likewise"),
        optional(Int, "abstain", "abstentions, likewise"),
        optional(Int, "non_voting", "members on the roll without a vote, likewise"),
        optional(Int, "printed_yes", "votes in favour as the source prints them"),
        optional(Int, "printed_no", "votes against as the source prints them"),
        optional(Int, "printed_abstain", "abstentions as the source prints them"),
        column(
            Text,
            "outcome",
            "what became of it according to the source: adopted, rejected, unknown",
        ),
        optional(Text, "majority", "the majority that applied, if the source says so"),
        optional(Text, "series", "id of the series to which the text belongs"),
        optional(Flag, "important", "whether the United States called the vote important"),
        column(Int, "defects", "how many things are wrong in the source's account of it"),
        column(Text, "format", "format of the source"),
        column(Text, "file", "name of the file"),
        optional(Long, "line", "line in the file, from 1"),
        optional(Text, "url", "address of the page about it"),
        optional(Text, "note", "what a reader must know"),
    ],
};

fn votes(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for vote in world.record().votes() {
        let (motion, words) = vote::motion(&vote.motion);
        let tally = vote.is_by_name().then(|| vote.tally());
        let (printed, source) = (vote.printed, &vote.source);
        let more = rows.add([
            vote.id.as_str().into(),
            symbol(vote.symbol.as_ref()),
            vote.title.as_str().into(),
            vote.body.code().into(),
            vote.session.to_string().into(),
            vote.date.into(),
            vote.date.precision().code().into(),
            symbol(vote.meeting.as_ref()),
            motion.into(),
            words.into(),
            tally.map(|tally| tally.yes).into(),
            tally.map(|tally| tally.no).into(),
            tally.map(|tally| tally.abstain).into(),
            tally.map(|tally| tally.non_voting).into(),
            printed.map(|printed| printed.yes).into(),
            printed.map(|printed| printed.no).into(),
            printed.and_then(|printed| printed.abstain).into(),
            vote.outcome.code().into(),
            vote.majority.map(|majority| majority.code()).into(),
            vote.series().map(|series| series.id.as_str()).into(),
            vote.about.important.into(),
            vote.defects.len().into(),
            source.file.format.as_str().into(),
            source.file.name.as_str().into(),
            source.line.into(),
            source.url.as_deref().into(),
            filled(&vote.note),
        ])?;
        if !more {
            break;
        }
    }
    Ok(())
}

fn symbol(symbol: Option<&Symbol>) -> Value<'static> {
    symbol.map(Symbol::to_string).into()
}

const POSITIONS: Table = Table {
    name: "positions",
    about: "One row for each member on the roll of each vote.",
    columns: &[
        column(Text, "vote", "id of the vote, as in votes"),
        column(Text, "member", "code of the member, as in members"),
        column(Text, "position", "yes, no, abstain or non_voting"),
    ],
};

fn positions(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let members = world.record().members();
    for vote in world.record().votes() {
        let positions = vote.positions();
        for id in positions.roll.iter() {
            let position = positions.of(id).map_or("", Position::code);
            let code = members[id].code.as_str();
            if !rows.add([vote.id.as_str().into(), code.into(), position.into()])? {
                return Ok(());
            }
        }
    }
    Ok(())
}

const INTENDED: Table = Table {
    name: "intended",
    about: "One row for each member that said afterwards what it had meant to vote.",
    columns: &[
        column(Text, "vote", "id of the vote"),
        column(Text, "member", "code of the member"),
        column(Text, "position", "what it says it had meant: yes, no, abstain or non_voting"),
        column(Text, "file", "name of the file in which it says so"),
        optional(Text, "document", "the document in which it says so"),
    ],
};

fn intended(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let record = world.record();
    for (vote, meant) in record.votes().flat_map(|vote| of(vote, |it| it.facts().intended.iter())) {
        rows.add([
            vote.id.as_str().into(),
            code(record, meant.member),
            meant.position.code().into(),
            meant.source.file.name.as_str().into(),
            meant.source.document.as_deref().into(),
        ])?;
    }
    Ok(())
}

/// What belongs to a vote, each beside the vote.
fn of<'r, T>(
    vote: Vote<'r>,
    what: impl FnOnce(&Vote<'r>) -> T,
) -> impl Iterator<Item = (Vote<'r>, T::Item)>
where
    T: Iterator,
{
    let all = what(&vote);
    all.map(move |one| (vote, one))
}

fn code<'r>(record: &'r Record, member: MemberId) -> Value<'r> {
    record.members()[member].code.as_str().into()
}

const MEMBERS: Table = Table {
    name: "members",
    about: "One row for each member, past ones included.",
    columns: &[
        column(Text, "code", "ISO 3166 alpha-3, or a code of our own for members of the past"),
        column(Text, "name", "the short name that the United Nations uses"),
        column(Text, "press_name", "the name in the press"),
        column(Text, "official_name", "the official name in full"),
        optional(Day, "admitted", "when the seat was admitted"),
        optional(Text, "seat", "code of the member that holds the seat today"),
        optional(Text, "note", "what a reader must know about the history of the seat"),
    ],
};

fn members(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (_, member) in world.record().members().iter() {
        rows.add([
            member.code.as_str().into(),
            member.name.as_str().into(),
            member.press_name.as_str().into(),
            member.official_name.as_str().into(),
            member.admitted.into(),
            member.seat.as_deref().into(),
            filled(&member.note),
        ])?;
    }
    Ok(())
}

const SEATS: Table = Table {
    name: "seats",
    about: "One row for each time in which a member sat in the United Nations under its name.",
    columns: &[
        column(Text, "member", "code of the member"),
        optional(Day, "since", "its first day"),
        optional(Day, "until", "the first day after its end; empty: it still sits"),
    ],
};

fn seats(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (_, member) in world.record().members().iter() {
        for sat in &member.sat {
            rows.add([member.code.as_str().into(), sat.from.into(), sat.to.into()])?;
        }
    }
    Ok(())
}

const NAMES: Table = Table {
    name: "names",
    about: "One row for each name under which sources and the press speak of a member.",
    columns: &[
        column(Text, "member", "code of the member"),
        column(Text, "name", "the name as it is written"),
        column(Text, "language", "ISO 639-1 code of the language"),
        optional(Day, "since", "the first day on which it is valid; empty: always was"),
        optional(Day, "until", "the first day after it; empty: still is"),
    ],
};

fn names(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let record = world.record();
    for name in record.members().names() {
        rows.add([
            code(record, name.of),
            name.text.as_str().into(),
            name.language.as_str().into(),
            name.valid.from.into(),
            name.valid.to.into(),
        ])?;
    }
    Ok(())
}

const GROUPS: Table = Table {
    name: "groups",
    about: "One row for each group in which members vote.",
    columns: &[
        column(Text, "code", "its code: BRICS, WEST_EXT"),
        column(Text, "name", "its name in full"),
        column(Text, "kind", "organisation, electoral_group, list or working_definition"),
        optional(Text, "confidence", "how sure the list of members and its dates are"),
        optional(Text, "source", "where the list comes from"),
        optional(Text, "note", "what a reader must know"),
    ],
};

fn groups(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (_, group) in world.record().groups().iter() {
        rows.add([
            group.code.as_str().into(),
            group.name.as_str().into(),
            group::kind_code(group.kind).into(),
            filled(&group.confidence),
            filled(&group.source),
            filled(&group.note),
        ])?;
    }
    Ok(())
}

const MEMBERSHIPS: Table = Table {
    name: "memberships",
    about: "One row for each time in which a member belonged to a group.",
    columns: &[
        column(Text, "group_code", "code of the group"),
        column(Text, "member", "code of the member"),
        optional(Day, "since", "its first day; empty: always, or longer back than is known"),
        optional(Day, "until", "the first day after its end; empty: it still belongs to it"),
        optional(Text, "note", "what a reader must know about it"),
    ],
};

fn memberships(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let record = world.record();
    for (_, group) in record.groups().iter() {
        for span in &group.spans {
            rows.add([
                group.code.as_str().into(),
                code(record, span.member),
                span.period.from.into(),
                span.period.to.into(),
                filled(&span.note),
            ])?;
        }
    }
    Ok(())
}

const DEFECTS: Table = Table {
    name: "defects",
    about: "One row for each thing that is wrong in a source.",
    columns: &[
        column(Text, "format", "format of the source"),
        optional(Text, "vote", "id of the account, if it belongs to one"),
        column(Text, "defect", "what is wrong, in words"),
    ],
};

fn defects(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for row in &world.defects {
        rows.add([
            row.format.as_str().into(),
            row.vote.as_deref().into(),
            row.defect.to_string().into(),
        ])?;
    }
    Ok(())
}

const SOURCES: Table = Table {
    name: "sources",
    about: "One row for each file from which the book was made.",
    columns: &[
        column(Text, "format", "format of the source"),
        column(Text, "file", "name of the file"),
        optional(Text, "checksum", "BLAKE3 of the file as given"),
        optional(Text, "retrieved", "when the file was retrieved"),
        column(Long, "votes", "votes that all files of this format state"),
        column(Long, "positions", "positions that they state row by row"),
    ],
};

fn sources(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for source in &world.book.info.sources {
        for file in &source.files {
            rows.add([
                source.format.as_str().into(),
                file.name.as_str().into(),
                filled(&file.blake3),
                file.retrieved.as_deref().into(),
                source.votes.into(),
                source.positions.into(),
            ])?;
        }
    }
    Ok(())
}
