//! Those and no others, told by a noun: "two abstentions from Peru and Chile", "Peru alone against", "Peru had no ally
//! at all", "Chile was Peru's only companion in voting no".

use super::*;

impl Sentence<'_> {
    /// "[182 for,] Peru alone against, abstentions from Chile and Fiji".
    pub(super) fn named_side(&self, clause: &Clause) -> Option<Frame> {
        let joins = |cue| matches!(cue, Cue::And | Cue::But | Cue::While);
        let start = self.skip(clause.at.start, joins);
        let side = self.named_side_at(start)?;
        if side.end > clause.at.end || clause.main.is_some() && side.number.is_none() {
            return None;
        }
        let position = side.position;
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.at.start = start;
        frame.counts.extend(side.number.map(|(number, at)| Count {
            number,
            position,
            at: at..at + 2,
        }));
        frame.agents = Some(Agents { only: true, ..Agents::named(start..side.end, side.names) });
        frame.position = Some(position);
        Some(frame)
    }

    /// "In 2016 Peru had no ally at all", "Chile was Peru's only companion in voting no": who stood alone, and with
    /// whom.
    pub(super) fn no_ally(&self, clause: &Clause, before: Before<'_>) -> Option<Frame> {
        let none = clause.at.clone().find_map(|place| Some((place, self.had_no_ally(place)?)));
        let (end, company) = match none {
            Some((had, _)) => (had, Vec::new()),
            None => clause.at.clone().find_map(|place| self.only_company(place))?,
        };
        let agents = (clause.at.start..end)
            .filter(|place| self.time_at(*place).is_none())
            .find_map(|place| self.agents_at(place).filter(|agents| agents.at.end <= end))?;
        let listed = agents.quantity == Quantity::Listed && !agents.names.is_empty();
        let told = self.position_in(end..clause.at.end);
        // Who has no friends in a vote stands against the text, unless the words say otherwise.
        let position = told.or(before.position).unwrap_or(Position::No);
        let mut frame = Frame::new(ClaimKind::Only, clause);
        frame.position = Some(position);
        frame.with = Some(Agents::named(clause.at.clone(), company))
            .filter(|company| !company.names.is_empty());
        frame.agents = Some(Agents { only: true, ..agents });
        listed.then_some(frame)
    }

    /// "had no ally at all", "had had no friends": where that ends.
    pub(crate) fn had_no_ally(&self, at: usize) -> Option<usize> {
        if !matches!(self.verb(at), Some((Verb::Have, Form::Past))) {
            return None;
        }
        let no = at + 1 + usize::from(matches!(self.verb(at + 1), Some((Verb::Have, _))));
        let ally = no + 1;
        let told = self.is_word(no, &["no"])
            && self.is_word(ally, &["ally", "allies", "companion", "companions", "company"]);
        told.then_some(ally + 1)
    }

    /// "was Peru's only companion": where the verb stands, and whose companion.
    fn only_company(&self, be: usize) -> Option<(usize, Vec<usize>)> {
        if !matches!(self.verb(be), Some((Verb::Be, _))) {
            return None;
        }
        let owner = self.skip_articles(be + 1);
        let named = self.is_name(owner) && self.is_possessive(owner);
        let only = owner + 3;
        let noun = ["companion", "ally", "partner", "supporter", "friend", "comrade", "companions"];
        let told = named && self.cue(only) == Some(Cue::Only) && self.is_word(only + 1, &noun);
        told.then_some((be, vec![owner]))
    }
}
