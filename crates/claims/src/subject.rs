//! Who is said to have done what a clause tells.

use crate::agents::Agents;
use crate::clause::Clause;
use crate::cues::{Cue, Form, Verb};
use crate::lexicon::Kind;
use crate::predicate::Deed;
use crate::quantity::{Bound, FEW, Quantity};
use crate::sentence::Sentence;
use crate::spoken::Pointer;

impl Sentence<'_> {
    /// Who is said to have done what the clause tells.
    pub(crate) fn subject(&self, clause: &Clause) -> Option<Agents> {
        let main = clause.main.as_ref()?;
        if main.passive {
            return self.agents_after_by(main.at.end, clause.at.end);
        }
        // "so did Kazakhstan and Uzbekistan"
        if main.inverted {
            return self.agents_at(main.at.end);
        }
        if let Some(agents) = self.between_dashes(clause.at.start, main.at.start) {
            return Some(agents);
        }
        let mut place = clause.at.start;
        // "of the EU's 27 members, 15 voted for it"
        let of_whole = |place: usize| {
            let (_, opening) = self.whole_before(place)?;
            let mut agents = self.agents_at(place)?;
            // "of the other EU members, none"
            let other = |word: usize| self.is_word(word, &["other", "remaining"]);
            agents.rest |= (opening..place).any(other);
            (self.skip_adverbs(agents.at.end) == main.at.start).then_some(agents)
        };
        if let Some(agents) = (place..main.at.start).find_map(of_whole) {
            return Some(agents);
        }
        let mut found: Option<Agents> = None;
        let mut except: Vec<usize> = Vec::new();
        let mut alone = false;
        let unread = self.unread_subject(main.at.start);
        while place < main.at.start {
            if let Some(aside) = clause.asides.iter().find(|aside| aside.contains(&place)) {
                // "Norway, alone of the Nordic states, abstained."
                alone |= self.is_alone(aside.start);
                place = aside.end;
                continue;
            }
            if let Some(time) = self.time_at(place) {
                place = time.at.end;
                continue;
            }
            // "Alone of the Nordic states, Norway abstained."
            if self.is_alone(place) {
                alone = true;
                place += 1;
                continue;
            }
            // "apart from Peru, all …", "apart from Peru itself, only Chile …"
            if self.cue(place) == Some(Cue::Except) {
                let named = self.names_at(place + 1);
                place = named.as_ref().map_or(place + 1, |(_, end)| *end);
                except.extend(named.into_iter().flat_map(|(names, _)| names));
                continue;
            }
            // After a preposition, "by" or "against" a name is no subject; "with Israel voting no" is one.
            let bars = matches!(
                self.cue(place),
                Some(Cue::Preposition | Cue::By | Cue::Side(_) | Cue::Of | Cue::Among)
            ) && !main.participle;
            // "of the 193 members, 178 – 92 per cent – voted for it"
            let large = |place: usize| self.number(place).is_some_and(|number| number > FEW);
            let near = (place..main.at.start.min(place + 3)).any(large);
            let whole = || self.wholes_in(place..main.at.start).first().copied();
            if let Some(whole) = near.then(whole).flatten().filter(|whole| *whole <= place + 2) {
                place = whole + 2;
                continue;
            }
            if bars {
                let object = self.skip_object(place + 1, main.at.start);
                // "After two failed conferences Peru …", "in nine rounds": a number of things, and not of voters.
                let of_things = self.number_at(self.skip_articles(object)).filter(|(_, end)| {
                    self.kind(*end) == Some(&Kind::Word)
                        || matches!(self.verb(*end), Some((Verb::Reject, Form::Past)))
                });
                place = of_things.map_or(object, |(_, end)| end + 1);
                continue;
            }
            match self.agents_at(place) {
                Some(agents) if agents.at.end <= main.at.start => {
                    place = agents.at.end.max(place + 1);
                    let better = found.as_ref().is_none_or(|found| {
                        found.names.is_empty() && found.quantity == Quantity::Many
                    });
                    let nearer = main.participle && !agents.names.is_empty();
                    if better || nearer {
                        found = Some(agents);
                    }
                }
                _ => place += 1,
            }
        }
        let mut found = found?;
        found.only |= alone;
        if found.only {
            found.names.extend(except);
        } else if matches!(found.quantity, Quantity::All | Quantity::Nobody) {
            found.except.extend(except);
        } else if let (Quantity::Count(number), true) = (found.quantity, found.names.is_empty())
            && !except.is_empty()
            && number.bound == Bound::Exactly
            && self.skip_adverbs(found.at.end) == main.at.start
        {
            // "apart from Peru, five voted no": Peru and five others.
            found.names.extend(except);
            found.quantity = Quantity::Listed;
            found.others = true;
            found.further = Some(number.value);
        }
        unread.is_none_or(|place| found.at.contains(&place)).then_some(found)
    }

    /// "all three co-chairs – Peru, Chile and Fiji – [voted no]": who is meant, whatever they are called.
    fn between_dashes(&self, start: usize, verb: usize) -> Option<Agents> {
        let is_dash = |place: &usize| self.is_mark(*place, &['–', '—', '-']);
        let mut close = verb.checked_sub(1)?;
        while close > start && self.cue(close) == Some(Cue::Adverb) {
            close -= 1;
        }
        let open = (start + 1..close).rev().find(is_dash).filter(|_| is_dash(&close))?;
        let (names, end) = self.names_at(open + 1).filter(|(_, end)| *end == close)?;
        // "Peru – like Chile – abstained": who stands before the dash is the subject.
        let several = names.len() > 1;
        let known = (start..open)
            .any(|place| self.agents_at(place).is_some_and(|agents| agents.at.end >= open));
        // "all three co-chairs" are as many as are named.
        let so_many = |place: usize| self.number(place).map(|it| usize::try_from(it).unwrap_or(0));
        let counted = (start..open).filter_map(so_many).all(|number| number == names.len());
        let from = if counted { start } else { open + 1 };
        (several && !known).then(|| Agents::named(from..end, names))
    }

    /// Words in the place of the subject that point back to voters.
    pub(crate) fn pointer(&self, clause: &Clause) -> Option<Pointer> {
        let main = clause.main.as_ref().filter(|main| !main.passive && !main.inverted)?;
        let votes = matches!(main.deed, Deed::Took(_) | Deed::Joined | Deed::Followed)
            || main.deed == Deed::Other(Verb::Move);
        // "The three, which had backed it in 2018, abstained"
        let pronouns = clause.relative.iter().filter_map(|relative| relative.relative);
        let commas = pronouns.filter_map(|pronoun| pronoun.checked_sub(1));
        let described = commas.filter(|comma| self.is_mark(*comma, &[','])).min();
        let end = described.filter(|end| *end > clause.at.start).unwrap_or(main.at.start);
        self.subject_pointing_back(clause.at.start, end).filter(|_| votes)
    }

    /// The last token of a subject that stands right before the verb and tells voters, whether it is
    /// understood or not: "the other eight abstained".
    fn unread_subject(&self, verb: usize) -> Option<usize> {
        let mut last = verb.checked_sub(1)?;
        while last > 0 && matches!(self.cue(last), Some(Cue::Adverb)) {
            last -= 1;
        }
        // "187 countries out of 192"
        let out_of = last
            .checked_sub(2)
            .is_some_and(|out| self.is_word(out, &["out"]) && self.cue(out + 1) == Some(Cue::Of));
        if out_of {
            return None;
        }
        let tells_voters = self.number(last).is_some() && self.time_at(last).is_none()
            || self.is_word(last, &["rest", "others", "remainder"]);
        tells_voters.then_some(last)
    }

    /// The names right after a preposition, which are no subject. In "on Syria, Chile and Peru abstained" the
    /// subject begins after the comma.
    fn skip_object(&self, at: usize, end: usize) -> usize {
        let Some((names, next)) = self.names_at(at) else { return at };
        // "by Ireland, Sweden and six others"
        let others = self.skip(next, |cue| cue == Cue::And);
        let next = self.further_voters(others).map_or(next, |(_, end)| end);
        let closes_list = |comma: &usize| {
            let before: Vec<usize> = names.iter().copied().filter(|name| name < comma).collect();
            let joined = |last: &usize| self.cue(self.before_articles(*last)) == Some(Cue::And);
            let complete = before.len() == 1 || before.last().is_some_and(joined);
            let subject = self.agents_at(comma + 1);
            complete && subject.is_some_and(|subject| self.skip_adverbs(subject.at.end) >= end)
        };
        let commas = (at..next.min(end)).rev().filter(|place| self.is_mark(*place, &[',']));
        commas.into_iter().find(closes_list).map_or(next.min(end), |comma| comma + 1)
    }

    /// The place before a name and its articles.
    pub(crate) fn before_articles(&self, name: usize) -> usize {
        let mut before = name.saturating_sub(1);
        while before > 0 && self.cue(before) == Some(Cue::Article) {
            before -= 1;
        }
        before
    }

    fn agents_after_by(&self, at: usize, end: usize) -> Option<Agents> {
        let by = (at..end.min(at + 4)).find(|place| self.cue(*place) == Some(Cue::By))?;
        let only = self.cue(by.checked_sub(1)?) == Some(Cue::Only);
        let mut agents = self.agents_at(by + 1)?;
        agents.only |= only;
        Some(agents)
    }

    /// "[all of them voted no except Peru], which abstained": the name right before, where it is not among those of
    /// whom the clause before tells.
    fn name_before_which(&self, clause: &Clause, told: Option<&Agents>) -> Option<usize> {
        let start = clause.at.start;
        let main = clause.main.as_ref()?;
        let relative = self.is_word(start, &["which", "who"]) && main.at.start == start + 1;
        let name = start.checked_sub(2).filter(|name| self.is_name(*name) && relative)?;
        let other = told.is_some_and(|told| !told.names.contains(&name));
        (other && matches!(main.deed, Deed::Took(_))).then_some(name)
    }

    /// A clause without a subject of its own has that of the clause before: "Peru
    /// backed it at first and then abstained".
    pub(crate) fn share_subjects(&self, clauses: &mut [Clause]) {
        let mut last: Option<Agents> = None;
        for clause in clauses {
            if clause.pointer.is_some() {
                continue;
            }
            if clause.subject.is_none()
                && let Some(name) = self.name_before_which(clause, last.as_ref())
            {
                clause.subject = Some(Agents::named(clause.at.start..clause.at.start, vec![name]));
                continue;
            }
            match (&clause.subject, &clause.main) {
                (Some(subject), _) => last = Some(subject.clone()),
                (None, Some(main)) if !main.passive => {
                    let starts_with_verb = main.at.start <= clause.at.start + 1;
                    let voted = matches!(main.deed, Deed::Took(_) | Deed::Joined | Deed::Followed)
                        || matches!(main.deed, Deed::Other(Verb::Move));
                    if starts_with_verb && voted {
                        clause.subject = last.clone();
                    }
                }
                _ => {}
            }
        }
    }
}
