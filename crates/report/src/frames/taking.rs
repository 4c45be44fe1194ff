//! From JSON to what another program read, checked.

use std::ops::Range;

use scrutineer_claims::frames::{Agents, Citation, Clues, Count, Frame, Point, Read, Subject};
use scrutineer_claims::{Agent, Checker, Span};
use scrutineer_record::{NicknameTarget, Record, Symbol};

use super::shapes::*;
use super::values::Turn;
use super::{FramesError, member};

/// Takes what another program read of a sentence.
pub(super) struct Taking<'c, 't, 'r> {
    pub(super) checker: &'c Checker<'r>,
    pub(super) record: &'r Record,
    pub(super) text: &'c str,
    pub(super) read: Read<'t>,
    pub(super) around: Span,
}

impl<'t, 'r: 't> Taking<'_, 't, 'r> {
    pub(super) fn sentence(
        &mut self,
        shape: &SentenceShape,
        path: &str,
    ) -> Result<(), FramesError> {
        for (place, shape) in shape.frames.iter().enumerate() {
            let frame = self.frame(shape, &format!("{path}.frames[{place}]"))?;
            self.read.frames.push(frame);
        }
        for (place, shape) in shape.citations.iter().enumerate() {
            let citation = self.citation(shape, &format!("{path}.citations[{place}]"))?;
            self.read.citations.push(citation);
        }
        self.read.unread = self.all(&shape.unread, &format!("{path}.unread"))?;
        Ok(())
    }

    fn places(&self, words: &Words, path: &str) -> Result<Range<usize>, FramesError> {
        let span = words.within(self.text, path)?;
        if self.around.join(span) != self.around {
            let why = format!("{} to {} lies outside its sentence", span.start, span.end);
            let remedy = "give the span of the sentence so that it holds all of its claims";
            return Err(FramesError::at(path, why, remedy));
        }
        Ok(self.read.places(span))
    }

    fn all(&self, words: &[Words], path: &str) -> Result<Vec<Range<usize>>, FramesError> {
        let places = |(place, words)| self.places(words, &format!("{path}[{place}]"));
        words.iter().enumerate().map(places).collect()
    }

    fn names(&mut self, names: &[NameShape], path: &str) -> Result<Vec<usize>, FramesError> {
        let name = |(place, name)| self.name(name, &format!("{path}[{place}]"));
        names.iter().enumerate().map(name).collect()
    }

    fn name(&mut self, name: &NameShape, path: &str) -> Result<usize, FramesError> {
        let NameShape { span: words, member: member_code, group } = name;
        let span = words.within(self.text, &format!("{path}.span"))?;
        let found = self.text.get(span.start..span.end).unwrap_or_default();
        let means = match (member_code, group) {
            (Some(code), None) => {
                let id = member(self.record, code, &format!("{path}.member"))?;
                // Where the words name the member as well, they tell which one of a seat on the day.
                let told = self.record.members().lookup(found, None).one() == Some(id);
                Some((Agent::Member(code.clone()), told))
            }
            (None, Some(code)) => {
                let groups = self.record.groups();
                let Some(id) = groups.by_code(code) else {
                    let remedy = "give the code of a group; \"scrutineer group\" lists them";
                    let why = format!("there is no group \"{code}\"");
                    return Err(FramesError::at(format!("{path}.group"), why, remedy));
                };
                let told = groups.lookup(found).is_some_and(|readings| readings.preferred == id);
                Some((Agent::Group(code.clone()), told))
            }
            (Some(_), Some(_)) => {
                let remedy = "name one of them, or two names";
                return Err(FramesError::at(
                    path,
                    "a name is that of a member or of a group",
                    remedy,
                ));
            }
            (None, None) => None,
        };
        let own = match &means {
            Some((_, false)) => None,
            _ => self.checker.name(&mut self.read, span, None),
        };
        let place = own.or_else(|| {
            let (means, _) = means.as_ref()?;
            self.checker.name(&mut self.read, span, Some(means))
        });
        place.ok_or_else(|| {
            let why = format!("the record knows nobody called \"{found}\"");
            FramesError::at(
                path,
                why,
                "say whom it means: \"member\": \"USA\", or \"group\": \"EU\"",
            )
        })
    }

    fn agents(
        &mut self,
        shape: &Option<AgentsShape>,
        path: &str,
    ) -> Result<Option<Agents>, FramesError> {
        let Some(shape) = shape else { return Ok(None) };
        Ok(Some(Agents {
            at: self.places(&shape.span, &format!("{path}.span"))?,
            names: self.names(&shape.names, &format!("{path}.names"))?,
            except: self.names(&shape.except, &format!("{path}.except"))?,
            quantity: shape.quantity.clone().turn(),
            only: shape.only,
            others: shape.others,
            further: shape.further,
            including: self.names(&shape.including, &format!("{path}.including"))?,
            complete: shape.complete,
            rest: shape.rest,
            apart: self.names(&shape.apart, &format!("{path}.apart"))?,
        }))
    }

    fn frame(&mut self, shape: &FrameShape, path: &str) -> Result<Frame, FramesError> {
        let at = self.places(&shape.span, &format!("{path}.span"))?;
        let scope = match &shape.scope {
            Some(scope) => self.places(scope, &format!("{path}.scope"))?,
            None => at.clone(),
        };
        let mut listed = Vec::new();
        for (place, shape) in shape.listed.iter().enumerate() {
            let names = self.names(&shape.names, &format!("{path}.listed[{place}].names"))?;
            listed.push((names, shape.position.clone().turn()));
        }
        let clues = shape.clues.as_ref();
        let clues = clues.map(|clues| self.clues(clues, &format!("{path}.clues"))).transpose()?;
        let uncovered = self.all(&shape.uncovered, &format!("{path}.uncovered"))?;
        let narrowed = self.all(&shape.narrowed, &format!("{path}.narrowed"))?;
        Ok(Frame {
            kind: shape.kind.clone().turn(),
            at,
            scope,
            agents: self.agents(&shape.agents, &format!("{path}.agents"))?,
            with: self.agents(&shape.with, &format!("{path}.with"))?,
            within: self.agents(&shape.within, &format!("{path}.within"))?,
            position: shape.position.clone().turn(),
            from: shape.from.clone().turn(),
            counts: self.counts(&shape.counts, &format!("{path}.counts"))?,
            comparison: shape.comparison.clone().turn(),
            negated: shape.negated,
            follows: shape.follows,
            base: shape.base.clone().turn(),
            overwhelming: shape.overwhelming,
            quoted: shape.quoted,
            asides: self.all(&shape.asides, &format!("{path}.asides"))?,
            when: shape.when.clone().turn(),
            then: shape.then.clone().turn(),
            listed,
            adopted: shape.adopted,
            without_vote: shape.without_vote,
            ours: shape.ours,
            cause: shape.cause,
            uncovered: uncovered.into_iter().flatten().collect(),
            narrowed: narrowed.into_iter().flatten().collect(),
            outcome: shape.outcome,
            unanimous: shape.unanimous,
            voiced: shape.voiced,
            open: shape.open.clone().turn(),
            history: shape.history.clone().turn(),
            margin: shape.margin.clone().turn(),
            points: self.points(&shape.points, &format!("{path}.points"))?,
            extreme: shape.extreme.clone().turn(),
            run: shape.run.clone().turn(),
            clues: clues.map(Box::new),
            found: std::cell::OnceCell::new(),
        })
    }

    fn counts(&self, counts: &[CountShape], path: &str) -> Result<Vec<Count>, FramesError> {
        let count = |(place, count): (usize, &CountShape)| {
            Ok(Count {
                number: count.number.clone().turn(),
                position: count.position.clone().turn(),
                at: self.places(&count.span, &format!("{path}[{place}].span"))?,
            })
        };
        counts.iter().enumerate().map(count).collect()
    }

    fn points(&self, points: &[PointShape], path: &str) -> Result<Vec<Point>, FramesError> {
        let point = |(place, point): (usize, &PointShape)| {
            Ok(Point {
                number: point.number.clone().turn(),
                when: point.when.clone().turn(),
                earlier: point.earlier,
                at: self.places(&point.span, &format!("{path}[{place}].span"))?,
            })
        };
        points.iter().enumerate().map(point).collect()
    }

    fn clues(&self, clues: &CluesShape, path: &str) -> Result<Clues, FramesError> {
        let sponsors = clues.sponsors.iter().enumerate();
        let sponsors = sponsors
            .map(|(place, code)| member(self.record, code, &format!("{path}.sponsors[{place}]")));
        let symbols = clues.symbols.iter().enumerate();
        let symbols =
            symbols.map(|(place, text)| symbol(text, &format!("{path}.symbols[{place}]")));
        let targets = clues.nicknames.iter().enumerate().map(|(place, nickname)| {
            Ok(match nickname {
                NicknameShape::Series(id) => NicknameTarget::Series(id.clone()),
                NicknameShape::Text(text) => {
                    NicknameTarget::Text(symbol(text, &format!("{path}.nicknames[{place}].text"))?)
                }
            })
        });
        Ok(Clues {
            symbols: symbols.collect::<Result<_, _>>()?,
            numbers: clues.numbers.clone(),
            sponsors: sponsors.collect::<Result<_, _>>()?,
            targets: targets.collect::<Result<_, FramesError>>()?,
            words: clues.words.clone(),
            times: clues.times.iter().cloned().map(Turn::turn).collect(),
            event_times: clues.event_times.iter().cloned().map(Turn::turn).collect(),
            organ: clues.organ,
            place: clues.place.clone().turn(),
            ..Clues::default()
        })
    }

    fn citation(&self, shape: &CitationShape, path: &str) -> Result<Citation, FramesError> {
        let subject = |subject: &SubjectShape| {
            let at = self.places(&subject.span, &format!("{path}.subject.span"))?;
            Ok(Subject { at, plain: subject.plain })
        };
        Ok(Citation {
            at: self.places(&shape.span, &format!("{path}.span"))?,
            symbol: self.places(&shape.symbol, &format!("{path}.symbol"))?.start,
            subject: shape.subject.as_ref().map(subject).transpose()?,
            times: shape.times.iter().cloned().map(Turn::turn).collect(),
            session: shape.session,
            body: shape.body.clone().turn(),
        })
    }
}

fn symbol(text: &str, path: &str) -> Result<Symbol, FramesError> {
    let remedy = "write it as the documents do: A/RES/74/29";
    text.parse().map_err(|error| FramesError::at(path, format!("\"{text}\": {error}"), remedy))
}
