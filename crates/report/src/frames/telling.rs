//! From what our own reading finds to JSON.

use std::ops::Range;

use scrutineer_claims::frames::{Agents, Citation, Clues, Count, Frame, Point, Read, Subject};
use scrutineer_record::{NicknameTarget, Position, Record, Symbol};

use super::shapes::*;
use super::values::Turn;

/// Puts what was read of a sentence into its shape.
pub(super) struct Telling<'s, 't> {
    pub(super) record: &'s Record,
    pub(super) text: &'s str,
    pub(super) read: &'s Read<'t>,
}

impl Telling<'_, '_> {
    pub(super) fn sentence(&self) -> SentenceShape {
        let Read { frames, unread, citations, .. } = self.read;
        SentenceShape {
            span: Words::of(self.text, self.read.span()),
            frames: frames.iter().map(|frame| self.frame(frame)).collect(),
            citations: citations.iter().map(|citation| self.citation(citation)).collect(),
            unread: unread.iter().map(|at| self.words(at)).collect(),
        }
    }

    fn words(&self, at: &Range<usize>) -> Words {
        Words::of(self.text, self.read.span_of(at.clone()))
    }

    fn names(&self, names: &[usize]) -> Vec<NameShape> {
        names.iter().map(|name| self.name(*name)).collect()
    }

    fn name(&self, place: usize) -> NameShape {
        let words = self.read.name(place);
        let groups = self.record.groups();
        let members = self.record.members();
        let group = self.read.is_group(place).then(|| groups.lookup(words)).flatten();
        let member = members.lookup(words, None).one().filter(|_| !self.read.is_group(place));
        NameShape {
            span: Words::of(self.text, self.read.name_span(place)),
            member: member.map(|member| members[member].code.clone()),
            group: group.map(|group| groups[group.preferred].code.clone()),
        }
    }

    fn agents(&self, agents: &Agents) -> AgentsShape {
        let Agents {
            at,
            names,
            except,
            quantity,
            only,
            others,
            further,
            including,
            complete,
            rest,
            apart,
        } = agents;
        AgentsShape {
            span: self.words(at),
            names: self.names(names),
            except: self.names(except),
            quantity: quantity.turn(),
            only: *only,
            others: *others,
            further: *further,
            including: self.names(including),
            complete: *complete,
            rest: *rest,
            apart: self.names(apart),
        }
    }

    fn frame(&self, frame: &Frame) -> FrameShape {
        let count = |count: &Count| CountShape {
            number: count.number.turn(),
            position: count.position.turn(),
            span: self.words(&count.at),
        };
        let point = |point: &Point| PointShape {
            number: point.number.turn(),
            when: point.when.turn(),
            earlier: point.earlier,
            span: self.words(&point.at),
        };
        let listed = |(names, position): &(Vec<usize>, Position)| ListedShape {
            names: self.names(names),
            position: position.turn(),
        };
        let one = |place: &usize| self.words(&(*place..*place + 1));
        FrameShape {
            kind: frame.kind.turn(),
            span: self.words(&frame.at),
            scope: (frame.scope != frame.at).then(|| self.words(&frame.scope)),
            agents: frame.agents.as_ref().map(|agents| self.agents(agents)),
            with: frame.with.as_ref().map(|agents| self.agents(agents)),
            within: frame.within.as_ref().map(|agents| self.agents(agents)),
            position: frame.position.turn(),
            from: frame.from.turn(),
            counts: frame.counts.iter().map(count).collect(),
            comparison: frame.comparison.turn(),
            negated: frame.negated,
            follows: frame.follows,
            base: frame.base.turn(),
            overwhelming: frame.overwhelming,
            quoted: frame.quoted,
            asides: frame.asides.iter().map(|at| self.words(at)).collect(),
            when: frame.when.turn(),
            then: frame.then.turn(),
            listed: frame.listed.iter().map(listed).collect(),
            adopted: frame.adopted,
            without_vote: frame.without_vote,
            ours: frame.ours,
            cause: frame.cause,
            uncovered: frame.uncovered.iter().map(one).collect(),
            narrowed: frame.narrowed.iter().map(one).collect(),
            outcome: frame.outcome,
            unanimous: frame.unanimous,
            voiced: frame.voiced,
            open: frame.open.turn(),
            history: frame.history.turn(),
            margin: frame.margin.turn(),
            points: frame.points.iter().map(point).collect(),
            extreme: frame.extreme.turn(),
            run: frame.run.turn(),
            clues: frame.clues.as_deref().map(|clues| self.clues(clues)),
        }
    }

    fn clues(&self, clues: &Clues) -> CluesShape {
        let members = self.record.members();
        let nickname = |target: &NicknameTarget| match target {
            NicknameTarget::Series(id) => NicknameShape::Series(id.clone()),
            NicknameTarget::Text(symbol) => NicknameShape::Text(symbol.to_string()),
        };
        CluesShape {
            symbols: clues.symbols.iter().map(Symbol::to_string).collect(),
            numbers: clues.numbers.clone(),
            sponsors: clues.sponsors.iter().map(|member| members[*member].code.clone()).collect(),
            nicknames: clues.targets.iter().map(nickname).collect(),
            words: clues.words.clone(),
            times: clues.times.iter().map(|when| when.turn()).collect(),
            event_times: clues.event_times.iter().map(|when| when.turn()).collect(),
            organ: clues.organ,
            place: clues.place.turn(),
        }
    }

    fn citation(&self, citation: &Citation) -> CitationShape {
        let subject = |subject: &Subject| SubjectShape {
            span: self.words(&subject.at),
            plain: subject.plain,
        };
        CitationShape {
            span: self.words(&citation.at),
            symbol: self.words(&(citation.symbol..citation.symbol + 1)),
            subject: citation.subject.as_ref().map(subject),
            times: citation.times.iter().map(|when| when.turn()).collect(),
            session: citation.session,
            body: citation.body.turn(),
        }
    }
}
