//! Who is said to have voted, and how many they were.

use std::ops::Range;

use crate::cues::{Cue, Form, Verb};
use crate::lexicon::{Kind, MemberForm};
use crate::quantity::{Number, Quantity};
use crate::sentence::Sentence;

/// Those who are said to have voted.
#[derive(Clone, Debug, PartialEq)]
pub struct Agents {
    /// The tokens of the phrase.
    pub at: Range<usize>,
    /// Places of the names of members and groups.
    pub names: Vec<usize>,
    /// Places of the names that are excepted.
    pub except: Vec<usize>,
    /// How many of them.
    pub quantity: Quantity,
    /// "only": these and no others.
    pub only: bool,
    /// Further voters without a name: "a few island states".
    pub others: bool,
    /// How many further voters without a name, if that is told: "and five others".
    pub further: Option<u32>,
    /// Names of some of those spoken of: "five countries, including Cuba".
    pub including: Vec<usize>,
    /// Whether those are all of them: "two countries (Cuba and Syria)".
    pub complete: bool,
    /// Whether they are what is left of a group after those named before: "the rest of the EU".
    pub rest: bool,
    /// Those named before, so that they are no part of the rest.
    pub apart: Vec<usize>,
}

impl Agents {
    /// Those named at these places, and no others.
    pub(crate) fn named(at: Range<usize>, names: Vec<usize>) -> Agents {
        Agents::of(at, names, Quantity::Listed)
    }

    pub(crate) fn of(at: Range<usize>, names: Vec<usize>, quantity: Quantity) -> Agents {
        Agents {
            at,
            names,
            except: Vec::new(),
            quantity,
            only: false,
            others: false,
            further: None,
            including: Vec::new(),
            complete: false,
            rest: false,
            apart: Vec::new(),
        }
    }
}

impl Sentence<'_> {
    /// One name in a list: its place and where the text goes on.
    fn name_item(&self, at: usize) -> Option<(usize, usize)> {
        let name = self.skip_delegation(self.skip_articles(at));
        let form = match self.kind(name)? {
            Kind::Member(form) => Some(*form),
            Kind::Group => None,
            _ => return None,
        };
        if self.qualifies_text(name).is_some() {
            return None;
        }
        let mut next = name + 1;
        if let Some(envoy) = self.envoy_of(name) {
            return Some((name, envoy + 1));
        }
        if self.is_possessive(name) {
            // "Peru's was the lone abstention": its vote.
            let vote_of = matches!(self.verb(name + 3), Some((Verb::Be, _)));
            return vote_of.then_some((name, name + 3));
        }
        // "EU member states", "the European Union countries", "the Russian delegation"
        let named = next;
        next = self.skip(next, |cue| matches!(cue, Cue::Voters));
        // "the French abstained", "the British and the Dutch"
        let people = || name > at && self.is_word(name - 1, &["the"]) && self.ends_a_subject(next);
        if form == Some(MemberForm::Adjective) && next == named && !people() {
            return None;
        }
        Some((name, next))
    }

    /// The place after "delegation of", "government of the", "ambassadors of", where a member is named there.
    fn skip_delegation(&self, at: usize) -> usize {
        let votes = self.cue(at) == Some(Cue::Envoy)
            || self.is_word(at, &["delegation", "delegations", "government", "governments"]);
        let name = self.skip_articles(at + 2);
        let of_member = votes
            && self.cue(at + 1) == Some(Cue::Of)
            && matches!(self.kind(name), Some(Kind::Member(MemberForm::Name)));
        if of_member { name } else { at }
    }

    /// Whether a subject or an item of a list ends before this token.
    fn ends_a_subject(&self, at: usize) -> bool {
        let next = self.skip_manner(at);
        matches!(self.verb(next), Some((_, Form::Past)))
            || matches!(self.cue(at), Some(Cue::And | Cue::But | Cue::Or))
            || self.is_mark(at, &[',', '.', ';', ')'])
    }

    /// The place after a word that only describes the name behind it: "neutral [Austria]", "tiny [Nauru]".
    pub(crate) fn skip_epithet(&self, at: usize) -> usize {
        let epithet = self.kind(at) == Some(&Kind::Word)
            && self.word(at).starts_with(char::is_lowercase)
            && self.is_member(at + 1);
        at + usize::from(epithet)
    }

    pub(crate) fn is_possessive(&self, name: usize) -> bool {
        self.is_mark(name + 1, &['\'']) && self.word(name + 2) == "s"
    }

    /// Who votes for a member: "Brazil's own ambassador", "the Syrian envoy".
    fn envoy_of(&self, name: usize) -> Option<usize> {
        let member = match self.kind(name)? {
            Kind::Member(form) => *form,
            _ => return None,
        };
        let possessive = self.is_possessive(name);
        if !possessive && member == MemberForm::People {
            return None;
        }
        let next = if possessive { name + 3 } else { name + 1 };
        let is_seat =
            |place: &usize| self.is_word(*place, &["seat", "seats", "place", "chair", "desk"]);
        let noun = (next..next + 2)
            .find(|place| self.kind(*place) != Some(&Kind::Word) || is_seat(place))?;
        // "Somalia's seat was empty"
        let seat = possessive
            && is_seat(&noun)
            && matches!(self.verb(noun + 1), Some((Verb::Be | Verb::Remain, Form::Past)));
        let votes = seat
            || self.cue(noun) == Some(Cue::Envoy)
            || possessive
                && self.cue(noun) == Some(Cue::Voters)
                && ["delegation", "government", "mission"].contains(&self.word(noun));
        votes.then_some(noun)
    }

    /// A list of names: "China, India and Brazil". Gives the places of the names and where the text goes on.
    pub(crate) fn names_at(&self, at: usize) -> Option<(Vec<usize>, usize)> {
        let (first, mut end) = self.name_item(at)?;
        let mut names = vec![first];
        loop {
            let mut next = end;
            if self.is_mark(next, &[',']) {
                next += 1;
                // "Peru, an OAS member, …" says what Peru is.
                if self.is_word(next, &["a", "an"]) {
                    break;
                }
            }
            next = self.skip(next, |cue| matches!(cue, Cue::And | Cue::Or));
            if next == end {
                break;
            }
            next = self.skip_insertion(next);
            let Some((name, after)) = self.name_item(next) else { break };
            names.push(name);
            end = after;
        }
        Some((names, end))
    }

    /// "Israel and … Palau", "Israel and – as in 1995 – Palau": where the list goes on.
    fn skip_insertion(&self, at: usize) -> usize {
        if self.is_mark(at, &['…']) {
            return at + 1;
        }
        let closing = |place: &usize| self.is_mark(*place, &['–', '—']);
        if !closing(&at) {
            return at;
        }
        let close = (at + 1..at + 9).find(closing);
        let named = |close: usize| (at..close).any(|place| self.is_name(place));
        close.filter(|close| !named(*close)).map_or(at, |close| close + 1)
    }

    /// Those who voted, as spoken of from this token on.
    pub(crate) fn agents_at(&self, at: usize) -> Option<Agents> {
        let mut next = at;
        let mut only = false;
        if self.cue(next) == Some(Cue::Only) {
            only = true;
            next += 1;
        }
        let neither = self.cue(next) == Some(Cue::Neither);
        if neither {
            next += 1;
        }
        let mut agents = match self.names_at(next).filter(|_| self.fellows_at(next).is_none()) {
            Some((names, end)) => {
                let quantity = if neither { Quantity::Nobody } else { Quantity::Listed };
                Agents { only, ..Agents::of(at..end, names, quantity) }
            }
            None if neither => return None,
            None if let Some(fellows) = self.fellows_at(next) => Agents { only, ..fellows },
            None => self.quantified_at(at, next, only)?,
        };
        self.extend_list(&mut agents);
        self.read_alone(&mut agents);
        self.read_companions(&mut agents);
        self.read_apposed_names(&mut agents);
        self.read_exceptions(&mut agents);
        self.read_examples(&mut agents);
        self.read_apposed_count(&mut agents);
        Some(agents)
    }

    /// "the Community's twelve", "Peru's eleven OAS partners", "its NATO allies": a number of a group, or all of it
    /// but the one whose fellows they are.
    fn fellows_at(&self, at: usize) -> Option<Agents> {
        let owner = self.skip_articles(at);
        let its = owner > at && self.is_word(owner - 1, &["its", "their", "his", "her"]);
        let named = self.is_name(owner) && self.is_possessive(owner);
        let start = match (named, its) {
            (true, _) => owner + 3,
            (_, true) => owner,
            _ => return None,
        };
        let counted = self.number_at(start);
        let group = counted.map_or(start, |(_, end)| end);
        let quantity = counted.map_or(Quantity::All, |(number, _)| Quantity::Count(number));
        if self.kind(group) == Some(&Kind::Group) {
            let noun = self.is_word(group + 1, &["partners", "allies", "fellows", "members"]);
            let apart = if named { vec![owner] } else { Vec::new() };
            let fellows = Agents::of(at..group + 2, vec![group], quantity);
            return noun.then_some(Agents { apart, rest: true, ..fellows });
        }
        // "the EU's fifteen were in favour"
        let of_group = named && self.kind(owner) == Some(&Kind::Group) && counted.is_some();
        let members = self.skip(group, |cue| cue == Cue::Voters);
        let alone = members > group || self.verb(self.skip_adverbs(group)).is_some();
        (of_group && alone).then(|| Agents::of(at..members, vec![owner], quantity))
    }

    /// "Peru alone", "Peru, on its own in the group,", "Peru and Chile, and nobody else,".
    fn read_alone(&self, agents: &mut Agents) {
        let comma = usize::from(self.is_mark(agents.at.end, &[',']));
        let at = agents.at.end + comma;
        let else_ = self.cue(at) == Some(Cue::And)
            && self.cue(at + 1) == Some(Cue::Nobody)
            && self.is_word(at + 2, &["else"]);
        let mut end = match (self.is_alone(at), else_) {
            (true, _) => at + 1,
            (_, true) => at + 3,
            _ => return,
        };
        if comma > 0 {
            let group = self.skip(end, |cue| {
                matches!(cue, Cue::Among | Cue::Of | Cue::Preposition | Cue::Article)
            });
            if self.kind(group) == Some(&Kind::Group) {
                end = self.skip(group + 1, |cue| cue == Cue::Voters);
            }
            // "alone with Syria", "alone among the Arab states with Syria"
            let with = self.names_at(end + 1).filter(|_| self.cue(end) == Some(Cue::With));
            if let Some((names, names_end)) = with {
                agents.names.extend(names);
                end = names_end;
            }
            if !self.is_mark(end, &[',']) {
                return;
            }
            end += 1;
        }
        agents.only = true;
        agents.at.end = end;
    }

    /// "India, joined by Bhutan and Libya, [voted no]": where the names end, if a verb follows them.
    pub(crate) fn companions_at(&self, comma: usize) -> Option<(Vec<usize>, usize)> {
        if !self.is_mark(comma, &[',']) {
            return None;
        }
        let joined = matches!(self.verb(comma + 1), Some((Verb::Join, Form::Past)))
            && self.cue(comma + 2) == Some(Cue::By);
        // "Peru, like Chile, abstained"
        let alike = self.is_word(comma + 1, &["like", "alongside", "with"]);
        let start = match (joined, alike) {
            (true, _) => comma + 3,
            (_, true) => comma + 2,
            _ => return None,
        };
        let (names, end) = self.names_at(start)?;
        let verb = matches!(self.verb(self.skip_adverbs(end + 1)), Some((_, Form::Past)));
        (verb && self.is_mark(end, &[','])).then_some((names, end + 1))
    }

    fn read_companions(&self, agents: &mut Agents) {
        if let Some((names, end)) = self.companions_at(agents.at.end) {
            agents.names.extend(names);
            agents.at.end = end;
        }
    }

    /// "except France", "all but Cuba", "no one but Syria".
    fn read_exceptions(&self, agents: &mut Agents) {
        let end = agents.at.end;
        let whole = matches!(agents.quantity, Quantity::All | Quantity::Nobody);
        // "six of the ASEAN members besides Myanmar itself": so many others, and Myanmar as well.
        if self.is_word(end, &["besides"])
            && matches!(agents.quantity, Quantity::Count(_))
            && let Some((names, end)) = self.names_at(end + 1)
        {
            agents.at.end = self.skip_adverbs(end);
            agents.apart = names;
            return;
        }
        let excepts = self.cue(end) == Some(Cue::Except)
            || whole && matches!(self.cue(end), Some(Cue::But)) && self.word(end) == "but";
        if !excepts {
            return;
        }
        let Some((names, end)) = self.names_at(end + 1) else { return };
        agents.at.end = end;
        // "no one but Syria" is Syria alone.
        if agents.quantity == Quantity::Nobody && agents.names.is_empty() {
            agents.quantity = Quantity::Listed;
            agents.only = true;
            agents.names = names;
        } else {
            agents.except = names;
        }
    }

    /// "the EU, all 25 of it, [voted for]": so many of them.
    fn all_of_them(&self, agents: &Agents) -> Option<(Number, usize)> {
        let comma = agents.at.end;
        let of_a_group =
            matches!(agents.names.as_slice(), [name] if self.kind(*name) == Some(&Kind::Group));
        let opens = of_a_group
            && agents.quantity == Quantity::Listed
            && self.is_mark(comma, &[','])
            && self.cue(comma + 1) == Some(Cue::All);
        let (number, end) = self.number_at(comma + 2).filter(|_| opens)?;
        let of_it = self.cue(end) == Some(Cue::Of) && self.cue(end + 1) == Some(Cue::Pronoun);
        (of_it && self.is_mark(end + 2, &[','])).then_some((number, end + 3))
    }

    /// "half of BRICS – three of five – [abstained]": the count decides.
    fn read_apposed_count(&self, agents: &mut Agents) {
        if let Some((number, end)) = self.all_of_them(agents) {
            agents.quantity = Quantity::Count(number);
            agents.at.end = end;
            return;
        }
        let start = agents.at.end;
        if agents.names.is_empty() || !matches!(agents.quantity, Quantity::Part(_) | Quantity::Most)
        {
            return;
        }
        let closing: &[char] = match self.kind(start) {
            Some(Kind::Mark('(')) => &[')'],
            Some(Kind::Mark(',' | '–' | '—')) => &[',', '–', '—'],
            _ => return,
        };
        let Some((number, end)) = self.number_at(start + 1) else { return };
        let of = self.skip(end, |cue| matches!(cue, Cue::Of | Cue::Article));
        let end = if of > end && self.number(of).is_some() { of + 1 } else { end };
        if self.is_mark(end, closing) {
            agents.quantity = Quantity::Count(number);
            agents.at.end = end + 1;
        }
    }

    /// "the two EU members Austria and Ireland": those named, whatever else they are.
    fn read_apposed_names(&self, agents: &mut Agents) {
        let Quantity::Count(number) = agents.quantity else { return };
        let Some((names, end)) = self.names_at(agents.at.end) else { return };
        let members = self.are_members(&names);
        if members && u32::try_from(names.len()) == Ok(number.value) {
            agents.names = names;
            agents.quantity = Quantity::Listed;
            agents.at.end = end;
        }
    }

    /// Names of those counted: "(Cuba and Syria)", ", including Cuba,", "– Cuba and Syria –".
    fn read_examples(&self, agents: &mut Agents) {
        let of_several = !agents.names.is_empty() && agents.quantity == Quantity::Listed;
        let Some((names, complete, end)) = self.examples_at(agents.at.end) else { return };
        let groups = agents.names.iter().all(|name| self.kind(*name) == Some(&Kind::Group));
        if of_several && (complete || !groups) {
            return;
        }
        agents.including = names;
        agents.complete = complete;
        agents.at.end = end;
    }

    /// ", Turkey's and Iran's among them,", ", Israel's included": delegations by whose they are.
    fn owners_among_at(&self, comma: usize) -> Option<(Vec<usize>, usize)> {
        let mut names = Vec::new();
        let mut at = comma;
        while self.is_mark(at, &[',']) || self.cue(at) == Some(Cue::And) {
            let name = self.skip_articles(at + 1);
            if !self.is_name(name) || !self.is_possessive(name) {
                break;
            }
            names.push(name);
            at = name + 3;
        }
        let told = self.is_word(at, &["among them", "included"]) && !names.is_empty();
        let end = at + 1 + usize::from(self.is_mark(at + 1, &[',']));
        told.then_some((names, end))
    }

    /// ", all of BRICS included,": a whole group of those counted.
    fn whole_included_at(&self, at: usize) -> Option<(Vec<usize>, usize)> {
        let of = at + 1 + usize::from(self.cue(at + 1) == Some(Cue::Of));
        let group = self.skip_articles(of);
        let told = self.cue(at) == Some(Cue::All)
            && self.kind(group) == Some(&Kind::Group)
            && self.is_word(group + 1, &["among them", "included"])
            && self.is_mark(group + 2, &[',']);
        told.then(|| (vec![group], group + 3))
    }

    /// ", of which Cuba and Syria were two,".
    fn of_which_at(&self, comma: usize) -> Option<(Vec<usize>, usize)> {
        let opens = self.is_mark(comma, &[','])
            && self.cue(comma + 1) == Some(Cue::Of)
            && self.cue(comma + 2) == Some(Cue::Which);
        let (names, end) = self.names_at(comma + 3).filter(|_| opens)?;
        let counted = matches!(self.verb(end), Some((Verb::Be, _)))
            && self
                .number(end + 1)
                .is_some_and(|number| usize::try_from(number) == Ok(names.len()));
        let closed = usize::from(self.is_mark(end + 2, &[',']));
        counted.then_some((names, end + 2 + closed))
    }

    /// Those named after a verb as having done it too: ", along with Cuba and Syria".
    pub(crate) fn company_after(&self, at: Range<usize>) -> Option<(Vec<usize>, Range<usize>)> {
        at.clone().find_map(|place| {
            let together = ["along with", "together with", "as well as", "plus", "alongside"];
            let added = self.is_word(place, &together)
                || self.cue(place) == Some(Cue::With)
                    && place > at.start
                    && self.is_mark(place - 1, &[',']);
            let (names, end) = self.names_at(place + 1).filter(|_| added)?;
            (end <= at.end && self.ends_clause(end)).then_some((names, place..end))
        })
    }

    /// Where a list goes on after "more surprisingly", "perhaps", "not least".
    fn skip_remark(&self, at: usize) -> usize {
        let degree = self.is_word(at, &["more", "most", "rather", "perhaps", "not", "quite"])
            || matches!(self.cue(at), Some(Cue::More | Cue::Most));
        let remark = at + usize::from(degree);
        let manner = self.skip_manner(remark);
        let least = self.is_word(remark, &["least"]);
        match manner > remark || least || degree && self.is_word(at, &["perhaps"]) {
            true => manner + usize::from(least),
            false => at,
        }
    }

    /// Names that tell who is among those spoken of before, whether they are all, and where the text goes on.
    pub(crate) fn examples_at(&self, at: usize) -> Option<(Vec<usize>, bool, usize)> {
        let comma = usize::from(self.is_mark(at, &[',']));
        if let Some((names, end)) = self.owners_among_at(at).or_else(|| self.of_which_at(at)) {
            return Some((names, false, end));
        }
        if self.cue(at + comma) == Some(Cue::Among) {
            let (names, end) = self.names_at(self.skip_epithet(at + comma + 1))?;
            let closed = usize::from(comma > 0 && self.is_mark(end, &[',']));
            return Some((names, false, end + closed));
        }
        if comma > 0 {
            if let Some((names, end)) = self.whole_included_at(at + 1) {
                return Some((names, false, end));
            }
            // ", Cuba and Syria among them,"; "two countries, Cuba and Syria, abstained"
            let (names, end) = self.names_at(at + 1)?;
            let among = usize::from(self.is_word(end, &["among them", "included"]));
            let closed = usize::from(self.is_mark(end + among, &[',']));
            let verb = matches!(self.verb(end + 1), Some((_, form)) if form != Form::Ing);
            let told = among > 0 || closed > 0 && verb;
            return told.then_some((names, among == 0, end + among + closed));
        }
        let closing: &[char] = match self.kind(at)? {
            Kind::Mark('(') => &[')'],
            Kind::Mark('–') => &['–'],
            Kind::Mark('—') => &['—'],
            Kind::Mark('-') => &['-'],
            _ => return None,
        };
        let some = self.cue(at + 1) == Some(Cue::Among);
        let (names, end) = self.names_at(at + 1 + usize::from(some))?;
        self.is_mark(end, closing).then_some((names, !some, end + 1))
    }

    /// Goes on after a quantified item: "most Nordic members, Japan and a few island states".
    fn extend_list(&self, agents: &mut Agents) {
        loop {
            let mut next = agents.at.end;
            if self.is_mark(next, &[',']) {
                next += 1;
            }
            let after_comma = next;
            next = self.skip(next, |cue| matches!(cue, Cue::And | Cue::Or));
            if next == agents.at.end {
                return;
            }
            // ", both members of the alliance" only describes; "and a few island states" goes on.
            let conjunction = next > after_comma;
            // "two states, Cuba and Syria, …" names those counted, "Peru, an OAS member, …" says what Peru is.
            let describes = agents.names.is_empty() || self.is_word(after_comma, &["a", "an"]);
            if !conjunction && describes {
                return;
            }
            // "Peru, and more surprisingly Chile, abstained"
            let remark = if conjunction { self.skip_remark(next) } else { next };
            if remark > next
                && let Some((names, end)) = self.names_at(remark)
            {
                agents.names.extend(names);
                let closes = after_comma > agents.at.end && self.is_mark(end, &[',']);
                agents.at.end = end + usize::from(closes);
                return;
            }
            if let Some((names, end)) = self.names_at(next) {
                // "two EU states, France and Ireland, …" names those counted.
                let counted = matches!(agents.quantity, Quantity::Count(number)
                    if usize::try_from(number.value) == Ok(names.len()));
                if counted && !conjunction {
                    return;
                }
                agents.names.extend(names);
                agents.at.end = end;
            } else if let Some(more) = self
                .quantified_at(next, next, false)
                .filter(|_| conjunction)
                .filter(|more| !matches!(more.quantity, Quantity::Count(_) | Quantity::Nobody))
            {
                // "a few island states" are not the whole group.
                let some = more.names.is_empty() || more.quantity == Quantity::Many;
                agents.others |= some;
                if !some {
                    agents.names.extend(more.names);
                }
                agents.at.end = more.at.end;
            } else if let Some((number, end)) = self.further_voters(next).filter(|_| conjunction) {
                agents.others = true;
                agents.further = Some(number);
                agents.at.end = end;
                return;
            } else if let Some(end) = self.unknown_voters(next).filter(|_| conjunction) {
                agents.others = true;
                agents.at.end = end;
            } else {
                return;
            }
        }
    }
}
