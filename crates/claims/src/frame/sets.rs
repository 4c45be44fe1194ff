//! Those and no others, told by a noun: "two abstentions from Peru and Chile", "Peru alone against", "Peru had no ally
//! at all", "Chile was Peru's only companion in voting no".

use super::*;

impl Sentence<'_> {
    /// "[182 for,] Peru alone against, abstentions from Chile and Fiji".
    pub(super) fn named_side(&self, clause: &Clause) -> Option<Frame> {
        let start = self.skip_conjunctions(clause.at.start);
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

    /// "Peru was left with Chile for company", "found company only in Chile and Fiji", "had only Chile for company",
    /// "could count on nobody but Chile", "that left Chile and Fiji to keep Peru company": who voted as another did, and
    /// nobody else.
    pub(super) fn company_left(&self, clause: &Clause) -> Option<Frame> {
        let at = clause.at.clone().find(|place| {
            self.is_word(*place, &["company"])
                || matches!(self.verb(*place), Some((Verb::Wish, _))) && self.counted_on(*place)
        })?;
        if let Some(frame) = self.left_to_keep_company(clause, at) {
            return Some(frame);
        }
        let start = self.skip_conjunctions(clause.at.start);
        let start = start + usize::from(self.is_word(start, &["hence", "so", "thus"]));
        let (with, end) = self.names_at(start)?;
        let (only, agents, agents_end) = if self.is_word(at, &["company"]) {
            self.company_told(end, at)?
        } else {
            let could = self.is_word(at - 1, &["could"]) && self.skip_adverbs(end) == at - 1;
            let nobody = self.cue(at + 1) == Some(Cue::Nobody)
                && (self.cue(at + 2) == Some(Cue::Except) || self.is_word(at + 2, &["but"]));
            let only = nobody || self.cue(at + 1) == Some(Cue::Only);
            let named = at + 1 + if nobody { 2 } else { usize::from(only) };
            let (names, end) = self.names_at(named).filter(|_| could)?;
            (only, names, end)
        };
        let kind = if only { ClaimKind::Only } else { ClaimKind::Position };
        let agents = Agents { only, ..Agents::named(end..agents_end, agents) };
        self.ends_clause(agents_end).then(|| Frame {
            agents: Some(agents),
            with: Some(Agents::named(start..end, with)),
            ..Frame::new(kind, clause)
        })
    }

    /// After those of whom it is told: "was left with Chile for [company]", "found [company] only in Chile": whether
    /// nobody else kept it, who did, and where that ends.
    fn company_told(&self, after: usize, company: usize) -> Option<(bool, Vec<usize>, usize)> {
        let verb = self.skip_adverbs(after);
        let only = |place: usize| self.cue(place) == Some(Cue::Only);
        if matches!(self.verb(verb), Some((Verb::Gain, Form::Past))) && company == verb + 1 {
            let (names, end) = self.names_at(company + 3)?;
            let told = only(company + 1) && self.is_word(company + 2, &["in", "from", "with"]);
            return told.then_some((true, names, end));
        }
        let left = matches!(self.verb(verb), Some((Verb::Be, Form::Past)))
            && self.is_word(verb + 1, &["left"])
            && self.cue(verb + 2) == Some(Cue::With);
        let had = matches!(self.verb(verb), Some((Verb::Have, Form::Past))) && only(verb + 1);
        let named = verb + if left { 3 } else { 2 };
        let named = named + usize::from(left && only(named));
        let (names, end) = self.names_at(named).filter(|_| left || had)?;
        let for_company = end + 1 == company && self.is_word(end, &["for"]);
        for_company.then_some((true, names, company + 1))
    }

    /// "That left Chile and Fiji to keep Peru [company]".
    fn left_to_keep_company(&self, clause: &Clause, company: usize) -> Option<Frame> {
        let left = (clause.at.start..company).find(|place| self.is_word(*place, &["left"]))?;
        let (names, end) = self.names_at(left + 1)?;
        let keep = self.is_word(end, &["to"])
            && matches!(self.verb(end + 1), Some((Verb::Keep, Form::Base)));
        let (with, with_end) = self.names_at(end + 2).filter(|_| keep)?;
        (with_end == company).then(|| Frame {
            agents: Some(Agents { only: true, ..Agents::named(left + 1..end, names) }),
            with: Some(Agents::named(end + 2..with_end, with)),
            ..Frame::new(ClaimKind::Only, clause)
        })
    }
}
