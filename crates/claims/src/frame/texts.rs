//! What became of texts, who put them forward, what they set up.

use super::*;

impl Sentence<'_> {
    /// "was approved by the General Assembly", "was adopted without a vote".
    pub(super) fn decided(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let adopted = match main.deed {
            Deed::Adopted => true,
            Deed::Rejected => false,
            // The Assembly condemns, demands and the like by adopting a text.
            Deed::Other(Verb::Pronounce) if !main.passive => true,
            _ => return None,
        };
        // "resolutions are adopted by a simple majority", "adopted its agenda"
        let in_general = (main.at.start..main.verb)
            .any(|place| matches!(self.word(place), "is" | "are"))
            && !(main.at.start..main.verb)
                .any(|place| matches!(self.word(place), "being" | "been"));
        let no_text = (main.at.end..main.at.end + 3)
            .any(|place| matches!(self.word(place), "agenda" | "minutes"));
        if main.passive && in_general || !main.passive && no_text {
            return None;
        }
        let before = clause.at.start..main.at.start;
        let about_a_text = clause.at.clone().any(|place| {
            matches!(
                self.cue(place),
                Some(Cue::Text | Cue::Pronoun | Cue::Plenary | Cue::Idea | Cue::Which)
            ) || matches!(self.kind(place), Some(Kind::Symbol(_)))
        });
        // "'The right to food' was approved"
        let titled = before.clone().any(|place| self.is_mark(place, &['"', '”', '»']));
        let about_a_text = about_a_text || main.passive && titled;
        let body = before.clone().any(|place| {
            matches!(self.cue(place), Some(Cue::Plenary | Cue::Committee(_) | Cue::SecurityCouncil))
        });
        // "the resolution passed", "the motion narrowly failed"
        let intransitive = before.clone().any(|place| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Pronoun))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
        }) && matches!(self.verb(main.verb), Some((_, Form::Past)))
            && !matches!(self.cue(main.at.end), Some(Cue::Article | Cue::Text | Cue::Idea))
            && !self.is_name(main.at.end);
        if !about_a_text || !main.passive && !intransitive && !body && !before.is_empty() {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Outcome, clause);
        frame.adopted = adopted;
        frame.negated = main.negated;
        frame.without_vote =
            clause.at.clone().any(|place| self.cue(place) == Some(Cue::WithoutVote));
        frame.overwhelming =
            clause.at.clone().any(|place| self.cue(place) == Some(Cue::Overwhelming));
        if frame.overwhelming {
            frame.kind = ClaimKind::Share;
            frame.position = Some(Position::Yes);
        } else if self.tells_when(clause, main) {
            frame.kind = ClaimKind::Date;
        }
        Some(frame)
    }

    /// "was adopted on 17 December 2018", "was adopted by the Assembly in 2018": when, and nothing else.
    fn tells_when(&self, clause: &Clause, main: &Predicate) -> bool {
        let after = main.at.end..clause.at.end;
        let told = self.times(after.clone());
        let goes_on = |place: &usize| {
            !told.iter().any(|time| time.at.contains(place))
                && !matches!(
                    self.kind(*place),
                    Some(
                        Kind::Cue(Cue::Preposition | Cue::By | Cue::Article | Cue::Plenary)
                            | Kind::Mark(_)
                    )
                )
        };
        main.passive
            && !main.negated
            && told.iter().any(|time| !matches!(time.when, When::Weekday(_) | When::DayFromNow(_)))
            && !after.clone().any(|place| goes_on(&place))
    }

    /// "Peru submitted a rival draft", "It is we who proposed …", "has been tabled for four years".
    pub(super) fn proposed(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let brought_back = match main.deed {
            Deed::Other(Verb::Propose) => false,
            Deed::Other(Verb::Present) => true,
            _ => return None,
        };
        if main.negated {
            return None;
        }
        if brought_back && main.passive {
            return Some(Frame::new(ClaimKind::Stage, clause));
        }
        let ours = (clause.at.start..main.at.start).any(|place| self.cue(place) == Some(Cue::Our));
        let text = (main.at.end..clause.at.end).any(|place| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Organ))
                || matches!(self.verb(place), Some((_, Form::Ing)))
        });
        let agents = clause.subject.clone();
        if agents.is_none() && !ours || !text && !main.passive {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Sponsor, clause);
        frame.agents = agents;
        frame.ours = ours;
        Some(frame)
    }

    /// "… that has been presented for the last two years", inside a clause that claims something else.
    pub(super) fn brought_back(&self, clause: &Clause) -> Option<Frame> {
        let relative = clause.relative.iter().find(|relative| {
            relative.deed == Deed::Other(Verb::Present) && relative.passive && relative.happened
        })?;
        let mut frame = Frame::new(ClaimKind::Stage, clause);
        frame.at.start = relative.at.start;
        frame.asides.clear();
        Some(frame)
    }

    /// "… proposed by Russia", inside a clause that claims something else.
    pub(super) fn reduced_sponsor(&self, clause: &Clause) -> Option<Frame> {
        let relative = clause.relative.iter().find(|relative| {
            matches!(relative.deed, Deed::Other(Verb::Propose)) && relative.passive
        })?;
        let by = relative.at.end;
        let (names, end) = self.names_at(by + 1)?;
        let mut frame = Frame::new(ClaimKind::Sponsor, clause);
        frame.at = relative.verb..end;
        frame.scope = clause.at.clone();
        frame.agents = Some(Agents::named(by + 1..end, names));
        frame.asides.clear();
        Some(frame)
    }

    /// "contained similar ideas", "mirrored the Russian idea", "repeats the Russian idea".
    pub(super) fn similar(&self, clause: &Clause) -> Option<Frame> {
        let predicates = clause.main.iter().chain(&clause.relative);
        let found = predicates.clone().find(|predicate| match predicate.deed {
            Deed::Other(Verb::Mirror) => true,
            Deed::Other(Verb::Contain) => (predicate.at.end..predicate.at.end + 3)
                .any(|place| matches!(self.word(place), "similar" | "same" | "identical")),
            _ => false,
        })?;
        if found.negated || !found.happened && found.passive {
            return None;
        }
        let about_texts = (clause.at.start..clause.at.end)
            .any(|place| matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Pronoun)));
        about_texts.then(|| {
            let mut frame = Frame::new(ClaimKind::Similarity, clause);
            // A relative clause about the other text is no part of the likeness.
            let relative = clause.relative.iter().filter(|relative| relative.verb > found.verb);
            if let Some(pronoun) = relative.filter_map(|relative| relative.relative).min() {
                frame.at.end = pronoun;
            }
            frame
        })
    }

    /// "did not affect the support", "changed the result of the vote": what caused a vote.
    pub(super) fn affected(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        if main.deed != Deed::Other(Verb::Affect) {
            return None;
        }
        let of_a_vote = (main.at.end..clause.at.end).any(|place| {
            matches!(self.cue(place), Some(Cue::Support | Cue::VoteNoun))
                || matches!(self.verb(place), Some((Verb::Vote, _)))
        });
        of_a_vote.then(|| {
            let mut frame = Frame::new(ClaimKind::Outcome, clause);
            frame.at.start = main.at.start;
            frame.negated = main.negated;
            frame.cause = true;
            frame
        })
    }

    /// "the group of experts will meet in May for its third session".
    pub(super) fn mandate(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let meets = main.deed == Deed::Other(Verb::Meet)
            || clause.at.clone().any(|place| self.cue(place) == Some(Cue::Session));
        let organ = clause.at.clone().find(|place| self.cue(*place) == Some(Cue::Organ))?;
        if !meets || self.times(clause.at.clone()).is_empty() || main.negated {
            return None;
        }
        let mut frame = Frame::new(ClaimKind::Mandate, clause);
        frame.at.start = self.noun_phrase_start(organ, clause.at.start);
        Some(frame)
    }

    /// Where the noun phrase that ends at `noun` begins: at its article.
    pub(super) fn noun_phrase_start(&self, noun: usize, start: usize) -> usize {
        (start..noun)
            .rev()
            .take(4)
            .find(|place| self.cue(*place) == Some(Cue::Article))
            .unwrap_or(noun)
    }
}
