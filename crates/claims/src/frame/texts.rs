//! What became of texts, who put them forward, what they set up.

use super::*;

impl Sentence<'_> {
    /// "was approved by the General Assembly", "was adopted without a vote".
    pub(super) fn decided(&self, clause: &Clause) -> Option<Frame> {
        let main = clause.main.as_ref()?;
        let adopted = match main.deed {
            Deed::Adopted => true,
            Deed::Rejected => false,
            // "the resolution won by 119 votes"
            Deed::Other(Verb::Gain) if self.won_by(main.at.end).is_some() => true,
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
        let body = self.names_all_members(clause.at.start)
            || before.clone().any(|place| {
                let body = self.cue(place);
                matches!(body, Some(Cue::Plenary | Cue::Committee(_) | Cue::SecurityCouncil))
            });
        // "the resolution passed", "the motion narrowly failed"
        let intransitive = before.clone().any(|place| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Idea | Cue::Pronoun))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
        }) && (main.negated
            || matches!(self.verb(main.verb), Some((_, Form::Past))))
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
            frame.outcome = Some(adopted);
        }
        Some(frame)
    }

    /// "The Assembly voted on 5 December 2018 on resolution 73/27", "It was put to the vote in 2018", "The vote on it took
    /// place in December", "Resolution 73/27 dates from 2017": when, and nothing else.
    pub(super) fn voted_when(&self, clause: &Clause) -> Option<Frame> {
        let at = clause.at.clone();
        let happened = clause.main.as_ref().is_none_or(|main| main.happened && !main.negated);
        let text = |place: usize| {
            matches!(self.cue(place), Some(Cue::Text | Cue::Pronoun))
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
        };
        let told = at.clone().any(|place| self.tells_of_holding(place, &at));
        let open = |place: usize| {
            let asks = matches!(self.cue(place), Some(Cue::Modal | Cue::Not | Cue::If));
            let wishes = matches!(self.verb(place), Some((Verb::Wish, _)));
            // "on a resolution on the situation in Myanmar": what the text is about.
            let of_the_text = || {
                (at.start..place).any(|text| {
                    self.cue(text) == Some(Cue::Text)
                        && self.is_word(text + 1, &["on", "about", "concerning"])
                })
            };
            let voter = self.is_name(place) && !of_the_text();
            asks || wishes || voter || self.number_of_no_time(place).is_some()
        };
        let dated = || {
            let times = self.times(at.clone());
            times.iter().any(|it| !matches!(it.when, When::Weekday(_) | When::DayFromNow(_)))
        };
        let of_two = self.symbols_spoken_of(at.clone()).len() > 1;
        if !told || !happened || of_two || !at.clone().any(text) || at.clone().any(open) || !dated()
        {
            return None;
        }
        let mut frame = Frame { adopted: true, ..Frame::new(ClaimKind::Date, clause) };
        // "dates from 2017": a beginning, which is elsewhere no time of a vote.
        let from = at.clone().find(|place| self.is_word(*place, &["from"]));
        frame.when = from.and_then(|from| self.time_at(from + 1)).map(|time| time.when);
        Some(frame)
    }

    /// Whether these words tell that a vote was held, and nothing of how it went.
    fn tells_of_holding(&self, place: usize, within: &Range<usize>) -> bool {
        let was = |place: usize| matches!(self.verb(place), Some((Verb::Be, Form::Past)));
        let past = matches!(self.verb(place), Some((Verb::Vote, Form::Past)))
            && self.lower(place) == "voted";
        let body = || {
            self.names_all_members(within.start)
                || self.is_word(self.skip_articles(within.start), &["delegates", "diplomats"])
                || (within.start..place).any(|place| self.cue(place) == Some(Cue::Plenary))
        };
        let on = || (place + 1..within.end).any(|on| self.is_word(on, &["on"]));
        let passive = || place.checked_sub(1).is_some_and(was);
        let put = self.is_word(place, &["put"])
            && passive()
            && self.is_word(place + 1, &["to"])
            && self.is_word(self.skip_articles(place + 2), &["vote"]);
        // "The vote on it took place"
        let noun = self.is_word(self.skip_articles(within.start), &["vote", "ballot"]);
        let took_place = self.is_word(place, &["took place"])
            || self.is_word(place, &["took"]) && self.is_word(place + 1, &["place"])
            || self.is_word(place, &["held"]) && passive();
        // A draft is older than the vote on it.
        let resolution = (within.start..place).any(|place| {
            matches!(self.kind(place), Some(Kind::Symbol(_)))
                || self.is_word(place, &["resolution"])
        });
        let dates = resolution
            && self.is_word(place, &["dates", "dated"])
            && self.is_word(place + 1, &["from"]);
        past && (passive() || body() && on()) || put || noun && took_place || dates
    }

    /// "Member states [threw it out]", "The world body [passed it]": all together, and none of them by name.
    pub(super) fn names_all_members(&self, at: usize) -> bool {
        let at = self.skip_articles(at);
        self.is_word(at, &["member states", "un member states", "world body"])
            || self.is_word(at, &["member", "world"]) && self.is_word(at + 1, &["states", "body"])
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
                || matches!(self.kind(place), Some(Kind::Symbol(_)))
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

    /// "abstained on the former": of which of two texts, the words before must tell.
    pub(super) fn one_of_two_texts(&self, frame: &Frame) -> Option<Open> {
        let told = |place: usize| {
            let among = place.checked_sub(2).is_some_and(|at| self.cue(at) == Some(Cue::Among));
            self.is_word(place, &["former", "latter"])
                && !among
                && place.checked_sub(1).is_some_and(|the| self.is_word(the, &["the"]))
                && self.ends_clause(place + 1)
        };
        frame.at.clone().any(told).then_some(Open::When)
    }
}
