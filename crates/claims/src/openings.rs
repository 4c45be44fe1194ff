//! What a comma opens that is a clause of its own, though it has no verb or only a participle: ", Peru and Chile having
//! retreated to abstention", ", Fiji even from no", ", abstentions from Peru and Chile", ", fewer than the 72 noes".

use scrutineer_record::Position;

use crate::cues::{Cue, Form, Verb};
use crate::frame::Direction;
use crate::quantity::Number;
use crate::sentence::Sentence;

/// Voters with their side, told without a verb: "two abstentions from Peru and Chile", "Peru alone against".
#[derive(Clone, Debug)]
pub(crate) struct NamedSide {
    pub(crate) position: Position,
    pub(crate) names: Vec<usize>,
    /// How many they are said to be, and where.
    pub(crate) number: Option<(Number, usize)>,
    pub(crate) end: usize,
}

impl Sentence<'_> {
    /// Whether the comma opens such a clause.
    pub(crate) fn opens_apart(&self, comma: usize) -> bool {
        let at = comma + 1;
        let joined = self.skip_conjunctions(at);
        let there = joined > at
            && self.is_word(joined, &["there"])
            && matches!(self.verb(joined + 1), Some((Verb::Be, _)));
        there
            || self.names_having(comma)
            || self.likewise_from(joined).is_some()
            || self.named_side_at(joined).is_some()
            || self.against_a_side_at(at).is_some()
            || self.changed_by(at).is_some()
    }

    /// "[Israel and Ukraine], France and Germany having retreated": a list before the comma is complete.
    fn names_having(&self, comma: usize) -> bool {
        let list_goes_on = comma.checked_sub(1).is_some_and(|last| {
            self.is_name(last) && self.cue(self.before_articles(last)) != Some(Cue::And)
        });
        let having = |end: usize| matches!(self.verb(end), Some((Verb::Have, Form::Ing)));
        !list_goes_on && self.names_at(comma + 1).is_some_and(|(_, end)| having(end))
    }

    /// "[Peru crossed over from abstention to yes,] Fiji even from no": who, the position before, and where it ends.
    pub(crate) fn likewise_from(&self, at: usize) -> Option<(Vec<usize>, Position, usize)> {
        let (names, end) = self.names_at(at)?;
        let from = self.skip_adverbs(end);
        let position = self.stance(from + 1).filter(|_| self.is_word(from, &["from"]))?;
        let side = self.skip_articles(from + 1);
        self.ends_clause(side + 1).then_some((names, position, side + 1))
    }

    /// "two abstentions from Peru and Chile", "Peru and Chile alone against".
    pub(crate) fn named_side_at(&self, at: usize) -> Option<NamedSide> {
        let start = self.skip(at, |cue| matches!(cue, Cue::Article | Cue::With));
        let number = self.number_at(start);
        let side = number.map_or(start, |(_, end)| end);
        let number = number.map(|(number, _)| (number, start));
        if let Some(Cue::SideNoun(position)) = self.cue(side)
            && self.is_word(side + 1, &["from", "by"])
        {
            let (names, end) = self.names_at(side + 2)?;
            return self.ends_clause(end).then_some(NamedSide { position, names, number, end });
        }
        let (names, end) = self.names_at(at)?;
        let position = self.side_at(end + 1).filter(|_| self.is_alone(end))?;
        let end = end + 2;
        self.ends_clause(end).then_some(NamedSide { position, names, number: None, end })
    }

    /// "fewer than the 72 that abstained", "far below the 120 ayes": which way, the number, its side, and where its
    /// words stand.
    pub(crate) fn against_a_side_at(
        &self,
        at: usize,
    ) -> Option<(Direction, Number, Position, std::ops::Range<usize>)> {
        let degree = usize::from(self.is_word(at, &["far", "well", "many"]));
        let than = at + degree;
        let direction = match self.cue(than)? {
            Cue::MoreThan => Direction::More,
            Cue::FewerThan => Direction::Fewer,
            _ => return None,
        };
        let start = self.skip_articles(than + 1);
        let (number, end) = self.number_at(start).filter(|_| start > than + 1)?;
        let noun = self.skip(end, |cue| cue == Cue::Voters);
        let side = self.skip(noun, |cue| cue == Cue::Which);
        let position = match (self.cue(side)?, self.verb(side)) {
            (Cue::SideNoun(position), _) => position,
            (_, Some((Verb::Take(position), Form::Past))) if side > noun => position,
            _ => return None,
        };
        let dated = self.time_at(side + 1).is_some() || self.time_at(side + 2).is_some();
        (self.ends_clause(side + 1) && !dated).then_some((
            direction,
            number,
            position,
            start..side + 1,
        ))
    }

    /// "up by 25 on the previous year", "down three from 2018": which way, by how many, and where the words are that
    /// tell the vote before.
    pub(crate) fn changed_by(&self, at: usize) -> Option<(Direction, Number, usize)> {
        let direction = match self.lower(at) {
            "up" => Direction::More,
            "down" => Direction::Fewer,
            _ => return None,
        };
        let start = self.skip(at + 1, |cue| cue == Cue::By);
        let (number, end) = self.number_at(start)?;
        let than = end + usize::from(self.is_word(end, &["votes", "ayes"]));
        let told = self.is_word(than, &["on", "from", "over", "since"])
            && (self.time_at(than + 1).is_some()
                || self.time_at(self.skip_articles(than + 1)).is_some());
        told.then_some((direction, number, than))
    }
}
