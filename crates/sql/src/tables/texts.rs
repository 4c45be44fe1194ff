//! The tables of texts: proposals with their stages and sponsors, series, topics, and the organs they set up.

use super::*;

pub(super) const PROPOSALS: Table = Table {
    name: "proposals",
    about: "One row for each text of which more is known than a recorded vote, or that was adopted without one.",
    columns: &[
        column(Text, "symbol", "document symbol of what was adopted, else of the last draft"),
        column(Text, "title", "its title"),
        column(Text, "session", "session in which it was decided"),
        optional(Day, "date", "when the plenary decided"),
        column(Text, "decision", "recorded, non_recorded, without_vote or unknown"),
        column(Text, "outcome", "adopted, rejected or unknown"),
        optional(Text, "decides", "what it decides"),
        column(Text, "standing", "how well it stands: recorded, reported or unverified"),
        optional(Text, "source", "documents and addresses"),
        optional(Text, "note", "what a reader must know"),
    ],
};

pub(super) fn proposals(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for text in &world.record().facts().proposals {
        rows.add([
            text.symbol.to_string().into(),
            text.title.as_str().into(),
            text.session.to_string().into(),
            text.date.into(),
            text.decision.code().into(),
            text.outcome.code().into(),
            text.decides.as_deref().into(),
            text.standing.code().into(),
            filled(&text.source),
            filled(&text.note),
        ])?;
    }
    Ok(())
}

pub(super) const STAGES: Table = Table {
    name: "stages",
    about: "One row for each step of a text on its way: committee and plenary.",
    columns: &[
        column(Text, "symbol", "symbol of the text, as in proposals"),
        column(Text, "body", "the body that decided"),
        optional(Text, "document", "the draft or the report of the stage"),
        column(Text, "decision", "recorded, non_recorded, without_vote or unknown"),
        optional(Int, "printed_yes", "votes in favour, as printed"),
        optional(Int, "printed_no", "votes against, as printed"),
        optional(Int, "printed_abstain", "abstentions, as printed"),
        optional(Day, "date", "the day"),
        column(Text, "standing", "how well it stands"),
        optional(Text, "source", "where that is known from"),
        optional(Text, "note", "what a reader must know"),
    ],
};

pub(super) fn stages(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for text in &world.record().facts().proposals {
        for stage in &text.stages {
            rows.add([
                text.symbol.to_string().into(),
                stage.body.code().into(),
                symbol(stage.document.as_ref()),
                stage.decision.code().into(),
                stage.printed.map(|printed| printed.yes).into(),
                stage.printed.map(|printed| printed.no).into(),
                stage.printed.and_then(|printed| printed.abstain).into(),
                stage.date.into(),
                stage.standing.code().into(),
                filled(&stage.source),
                filled(&stage.note),
            ])?;
        }
    }
    Ok(())
}

pub(super) const SPONSORS: Table = Table {
    name: "sponsors",
    about: "One row for each member that put a text forward or sponsored a draft of it.",
    columns: &[
        column(Text, "symbol", "symbol of the text, as in proposals"),
        optional(Text, "draft", "the draft; empty for who put the text forward"),
        column(Text, "role", "lead, or as what the draft lists them"),
        column(Text, "member", "code of the member"),
        column(Text, "standing", "how well it stands"),
        optional(Text, "source", "where that is known from"),
    ],
};

pub(super) fn sponsors(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let record = world.record();
    for text in &record.facts().proposals {
        let lead = text.lead.iter().map(|lead| ("", "lead", lead));
        let drafts = text.sponsors.iter();
        let drafts = drafts.map(|of| (of.draft.as_str(), of.role.as_str(), &of.members));
        for (draft, role, fact) in lead.chain(drafts) {
            let Fact { value, standing, source } = fact;
            for member in value {
                rows.add([
                    text.symbol.to_string().into(),
                    filled(draft),
                    role.into(),
                    code(record, *member),
                    standing.code().into(),
                    filled(source),
                ])?;
            }
        }
    }
    Ok(())
}

pub(super) const SERIES: Table = Table {
    name: "series",
    about: "One row for each text of each series: one text brought back session after session.",
    columns: &[
        column(Text, "series", "id of the series"),
        column(Text, "name", "its name"),
        column(Int, "place", "the text's place in it, from 1"),
        column(Text, "symbol", "symbol of the text"),
        optional(Text, "vote", "id of the vote on the whole text, if there was a recorded one"),
        column(Flag, "by_title", "whether it belongs to it as its title tells, and no source"),
    ],
};

pub(super) fn series(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let record = world.record();
    for series in record.all_series() {
        for (place, text) in series.texts.iter().enumerate() {
            let vote = record.vote_on(text);
            rows.add([
                series.id.as_str().into(),
                series.name.as_str().into(),
                (place + 1).into(),
                text.to_string().into(),
                vote.as_ref().map(|vote| vote.facts().id.as_str()).into(),
                series.by_title.contains(text).into(),
            ])?;
        }
    }
    Ok(())
}

pub(super) const RIVALS: Table = Table {
    name: "rivals",
    about: "One row for each two texts on one matter in one session.",
    columns: &[
        column(Text, "symbol", "symbol of the one"),
        column(Text, "rival", "symbol of the other"),
    ],
};

pub(super) fn rivals(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for (one, other) in &world.record().facts().rivals {
        rows.add([one.to_string().into(), other.to_string().into()])?;
    }
    Ok(())
}

pub(super) const TOPICS: Table = Table {
    name: "topics",
    about: "One row for each text that is about a topic.",
    columns: &[
        column(Text, "topic", "id of the topic"),
        column(Text, "name", "its name"),
        column(Text, "symbol", "symbol of the text"),
        column(Text, "standing", "how well it stands that the text is about it"),
        optional(Text, "source", "where that is known from"),
    ],
};

pub(super) fn topics(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for topic in &world.record().facts().topics {
        for Fact { value, standing, source } in &topic.texts {
            rows.add([
                topic.id.as_str().into(),
                topic.name.as_str().into(),
                value.to_string().into(),
                standing.code().into(),
                filled(source),
            ])?;
        }
    }
    Ok(())
}

pub(super) const ORGANS: Table = Table {
    name: "organs",
    about: "One row for each organ that resolutions set up: groups of experts, working groups, committees.",
    columns: &[
        column(Text, "id", "its id"),
        column(Text, "name", "its name"),
        column(Text, "kind", "what kind of organ it is"),
        optional(Day, "since", "when it began"),
        optional(Day, "until", "when it ended"),
        optional(Text, "chair", "who chaired it"),
        optional(Text, "chair_member", "code of the member whose representative chaired it"),
        optional(Text, "size", "how many belong to it, in words"),
        optional(Text, "report", "its report"),
        optional(Text, "outcome", "what came of it"),
        column(Text, "standing", "how well it stands"),
        optional(Text, "source", "where that is known from"),
        optional(Text, "note", "what a reader must know"),
    ],
};

pub(super) fn organs(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    let record = world.record();
    for organ in &record.facts().organs {
        rows.add([
            organ.id.as_str().into(),
            organ.name.as_str().into(),
            organ.kind.as_str().into(),
            organ.from.into(),
            organ.to.into(),
            filled(&organ.chair),
            organ.chair_member.map(|member| record.members()[member].code.as_str()).into(),
            filled(&organ.size),
            filled(&organ.report),
            filled(&organ.outcome),
            organ.standing.code().into(),
            filled(&organ.source),
            filled(&organ.note),
        ])?;
    }
    Ok(())
}

pub(super) const MANDATES: Table = Table {
    name: "mandates",
    about: "One row for each resolution that set up an organ or gave it more to do.",
    columns: &[
        column(Text, "organ", "id of the organ, as in organs"),
        column(Text, "symbol", "symbol of the resolution"),
    ],
};

pub(super) fn mandates(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for organ in &world.record().facts().organs {
        for symbol in &organ.mandates {
            rows.add([organ.id.as_str().into(), symbol.to_string().into()])?;
        }
    }
    Ok(())
}

pub(super) const ORGAN_SESSIONS: Table = Table {
    name: "organ_sessions",
    about: "One row for each session of an organ.",
    columns: &[
        column(Text, "organ", "id of the organ, as in organs"),
        column(Text, "name", "what the session is called"),
        column(Flag, "held", "whether it was held; else it was planned and fell away"),
        column(Day, "since", "its first day"),
        optional(Day, "until", "its last day"),
        optional(Text, "place", "where"),
        column(Text, "standing", "how well it stands"),
        optional(Text, "source", "where that is known from"),
        optional(Text, "note", "what a reader must know"),
    ],
};

pub(super) fn organ_sessions(world: &World, rows: &mut Rows<'_>) -> Result<()> {
    for organ in &world.record().facts().organs {
        for session in &organ.sessions {
            rows.add([
                organ.id.as_str().into(),
                session.name.as_str().into(),
                session.held.into(),
                session.from.into(),
                session.to.into(),
                filled(&session.place),
                session.standing.code().into(),
                filled(&session.source),
                filled(&session.note),
            ])?;
        }
    }
    Ok(())
}
