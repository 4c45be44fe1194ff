//! Words that narrow those who are counted, and that no rule has read: "eight former colonies", "none of its allies",
//! "in the Caucasus two".
//!
//! What is said of some whom the record cannot tell apart must not be held against the count of all. An exact fit
//! with the whole bears a claim out all the same, since such words often only paint: "eight brave states".

use super::*;
use crate::lexicon::MemberForm;

/// Nouns and adjectives that leave it at all who voted.
const OF_ALL: [&str; 48] = [
    "other",
    "others",
    "further",
    "more",
    "different",
    "separate",
    "single",
    "individual",
    "sovereign",
    "present",
    "voting",
    "participating",
    "membership",
    "house",
    "hall",
    "chamber",
    "room",
    "world",
    "world's",
    "globe",
    "planet",
    "earth",
    "total",
    "votes",
    "vote",
    "cast",
    "ballots",
    "hands",
    "body",
    "all",
    "strong",
    "there",
    "s",
    "un",
    "taking",
    "took",
    "part",
    "aside",
    "quarter",
    "quarters",
    "thirds",
    "fifths",
    "tenths",
    "per",
    "cent",
    "percent",
    "out",
    "dozen",
];

/// Nouns after the name of a group that mean its members, all of them: "no NATO ally", "the BRICS group".
const OF_THE_GROUP: [&str; 8] =
    ["ally", "allies", "group", "grouping", "bloc", "alliance", "club", "camp"];

/// Voters by what they are to somebody: never all who voted.
const OF_SOMEBODY: [&str; 3] = ["allies", "partners", "powers"];

impl Sentence<'_> {
    /// Places of words that narrow those of whom the frame tells.
    pub(super) fn narrowing(&self, clause: &Clause, frame: &Frame) -> Vec<usize> {
        let by_name = frame
            .agents
            .as_ref()
            .is_some_and(|agents| !agents.names.is_empty() && self.are_members(&agents.names));
        let of_one_vote = matches!(
            frame.kind,
            ClaimKind::Tally | ClaimKind::Share | ClaimKind::GroupPosition | ClaimKind::Position
        );
        if !of_one_vote || by_name {
            return Vec::new();
        }
        let mut narrowing = self.narrowed_before(clause, frame);
        narrowing.extend(self.narrowed_subject(clause, frame));
        for count in &frame.counts {
            narrowing.extend(self.narrowed_after(count.at.end, clause.at.end));
        }
        let told = |place: &usize| {
            frame.asides.iter().any(|aside| aside.contains(place))
                || frame.with.iter().any(|with| with.at.contains(place))
                || frame.listed.iter().any(|(names, _)| names.contains(place))
        };
        narrowing.retain(|place| !told(place));
        narrowing
    }

    /// "[eight] former colonies", "[none] of the sponsors", "[two] that border on it": between the number and the verb.
    fn narrowed_subject(&self, clause: &Clause, frame: &Frame) -> Vec<usize> {
        let (Some(agents), Some(main)) = (&frame.agents, &clause.main) else { return Vec::new() };
        if main.passive || main.inverted || agents.at.start >= main.at.start {
            return Vec::new();
        }
        let noun = |verb: Verb| verb == Verb::Propose;
        let goes_on = |place: &usize| {
            self.is_inside(*place) && self.verb(*place).is_none_or(|(verb, _)| noun(verb))
        };
        let after = (agents.at.end..main.at.start).take_while(goes_on);
        let inside = agents.at.clone().filter(|_| agents.names.is_empty());
        let of_the_group = |place: usize| {
            place.checked_sub(1).is_some_and(|name| self.kind(name) == Some(&Kind::Group))
                && OF_THE_GROUP.contains(&self.lower(place))
        };
        let after = after.filter(|place| !of_the_group(*place));
        inside.chain(after).filter(|place| self.narrows(*place, frame)).collect()
    }

    /// "Of the neutral states, [three abstained]", "In the Caucasus [two voted for it]".
    fn narrowed_before(&self, clause: &Clause, frame: &Frame) -> Vec<usize> {
        let start = self.skip(clause.at.start, |cue| {
            matches!(cue, Cue::And | Cue::But | Cue::While | Cue::Adverb | Cue::Or)
        });
        let subject = frame.agents.as_ref().map(|agents| agents.at.start);
        let first = frame.counts.first().map(|count| count.at.start);
        let end = subject.or(first).unwrap_or(start).min(clause.at.end);
        let of = matches!(self.cue(start), Some(Cue::Of | Cue::Among));
        let within = self.is_word(
            start,
            &["within", "inside", "outside", "beyond", "across", "throughout", "amid"],
        );
        let place = self.skip_articles(start + 1);
        let region = self.is_word(start, &["in"])
            && self.time_at(start + 1).is_none()
            && (self.is_name(place)
                || self.kind(place) == Some(&Kind::Word) && self.is_capital(place))
            && !PLACES.contains(&self.lower(place));
        if !(of || within || region) {
            return Vec::new();
        }
        let phrase = (start + 1..end).take_while(|place| self.is_inside(*place));
        phrase.filter(|place| self.narrows(*place, frame)).collect()
    }

    /// "[17 abstentions] from Africa", "[nine noes] among the Arab states".
    fn narrowed_after(&self, count: usize, end: usize) -> Vec<usize> {
        let among = self.is_word(count, &["from", "among", "amongst", "within"]);
        let place = self.skip_articles(count + 1);
        let told = place < end && among && self.time_at(place).is_none();
        let narrows = told && (self.is_name(place) || self.kind(place) == Some(&Kind::Word));
        Vec::from_iter(narrows.then_some(place))
    }

    /// Whether a word between those counted and what they did tells which of all they are.
    fn narrows(&self, place: usize, frame: &Frame) -> bool {
        let named = |agents: &Option<Agents>| {
            agents.iter().any(|agents| {
                [&agents.names, &agents.except, &agents.including, &agents.apart]
                    .iter()
                    .any(|names| names.contains(&place))
            })
        };
        if named(&frame.agents) || named(&frame.within) || named(&frame.with) {
            return false;
        }
        let words = |at: usize| OF_ALL.contains(&self.lower(at));
        match self.kind(place) {
            Some(Kind::Word) => !words(place) && !self.is_manner(place),
            Some(Kind::Member(MemberForm::Name | MemberForm::Capital)) => true,
            Some(Kind::Member(_) | Kind::Group) => true,
            Some(Kind::Cue(Cue::Voters)) => self.is_of_somebody(place),
            // "six of its ten members"
            Some(Kind::Cue(Cue::Article)) => self.is_word(place, &["its", "their"]),
            // "five of them"; but "most of those voting"
            Some(Kind::Cue(Cue::Pronoun)) => self.is_word(place, &["them", "these"]),
            // "ten that buy its wheat"; but "most of those who voted"
            Some(Kind::Cue(Cue::Which)) => {
                let voted = matches!(self.verb(place + 1), Some((Verb::Vote | Verb::Take(_), _)));
                !voted && !self.is_word(place + 1, &["took"])
            }
            // "none of the sponsors", "three of the neutral states"
            Some(Kind::Cue(Cue::Verb(Verb::Propose, _) | Cue::SideNoun(_) | Cue::State(_))) => true,
            _ => false,
        }
    }

    /// Whether a phrase goes on with this token.
    fn is_inside(&self, place: usize) -> bool {
        !self.is_mark(place, &[',', ';', ':', '–', '—', '('])
    }

    fn is_of_somebody(&self, place: usize) -> bool {
        OF_SOMEBODY.contains(&self.lower(place))
    }

    fn is_capital(&self, place: usize) -> bool {
        self.word(place).starts_with(char::is_uppercase)
    }
}

/// Where the Assembly sits; "in New York" tells of no region.
const PLACES: [&str; 8] =
    ["new", "manhattan", "paris", "flushing", "lake", "geneva", "turtle", "midtown"];
