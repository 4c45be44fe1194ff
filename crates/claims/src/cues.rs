//! What words do in a sentence about a vote: the terms in which the grammar is written.

use scrutineer_record::Position;

use crate::frame::Margin;

/// What a word or a fixed phrase does in a sentence about a vote.
#[derive(Clone, Copy, Debug, Eq)]
pub(crate) enum Cue {
    /// A verb.
    Verb(Verb, Form),
    /// After "vote" or a number: the position.
    Side(Position),
    /// A noun for those that took a position or for the act: "opponents", "abstentions".
    SideNoun(Position),
    /// What tells a position of those that are said to be so: "absent", "nowhere to be seen".
    State(Verb),
    /// "with", "alongside", as in "voted with".
    With,
    /// A vote as a thing: "vote", "ballot", "count", "tally".
    VoteNoun,
    /// Those who vote: "countries", "delegations".
    Voters,
    /// A text: "resolution", "draft", "document".
    Text,
    /// What a text holds, loosely: "idea", "initiative", "concept", "position".
    Idea,
    /// "support", "backing", as a noun.
    Support,
    /// A body that votes at the United Nations: the plenary.
    Plenary,
    /// A Main Committee, 1 to 6; 0 for "committee" alone.
    Committee(u8),
    /// The Security Council.
    SecurityCouncil,
    /// The Human Rights Council.
    HumanRightsCouncil,
    /// A body whose votes no book holds: a parliament, a conference, a federation.
    OtherBody,
    /// An organ that a resolution sets up: "working group", "group of experts".
    Organ,
    /// A session of such an organ.
    Session,
    /// "most", "a majority of".
    Most,
    /// "two thirds of".
    TwoThirds,
    /// "half of".
    Half,
    /// "all", "every", "each", "the whole of".
    All,
    /// "the rest of": all of a group but those named before.
    Rest,
    /// "no", "none", "not one", "nobody".
    Nobody,
    /// "no votes against", "without dissent": nobody took the position.
    NoneTook(Position),
    /// "many", "several", "some".
    Many,
    /// "only", "alone".
    Only,
    /// "except", "but for", "apart from".
    Except,
    /// "overwhelmingly".
    Overwhelming,
    /// "by a wide margin", "narrowly", "nearly unanimously".
    Margin(Margin),
    /// "unanimously".
    Unanimous,
    /// "without a vote", "by consensus".
    WithoutVote,
    /// "not", "never".
    Not,
    /// "neither", before a list.
    Neither,
    /// A word that makes the clause something that has not happened: "will", "may", "if".
    Modal,
    /// A conjunction that opens a clause about what has not happened.
    If,
    /// "more", "greater".
    More,
    /// "fewer", "less".
    Fewer,
    /// "the same", "as many".
    Same,
    /// "than".
    Than,
    /// "at least", "no fewer than".
    AtLeast,
    /// "at most", "no more than".
    AtMost,
    /// "more than", "over", before a number.
    MoreThan,
    /// "fewer than", "under", before a number.
    FewerThan,
    /// "about", "nearly", before a number.
    About,
    /// "last year", "a year before", as years from the date of the text.
    Year(i16),
    /// "a year later", "the following year", as years from the vote spoken of.
    YearFromThen(i16),
    /// A number word.
    Number(u32),
    /// Words for an indefinite number, from so many to so many: "dozens", "a handful".
    Vague(u32, u32),
    /// An ordinal that counts sessions or years.
    Ordinal(u32),
    /// A relative pronoun.
    Which,
    /// "and", "as well as", "along with".
    And,
    /// "or", "nor".
    Or,
    /// "but".
    But,
    /// "while", "whereas".
    While,
    /// "by".
    By,
    /// A preposition after which a name is no subject.
    Preposition,
    /// "of".
    Of,
    /// "among", "including".
    Among,
    /// One who votes for a government: "ambassador", "envoy".
    Envoy,
    /// "the", "a", "its".
    Article,
    /// "our", "my".
    Our,
    /// "it", "they", "this", as a stand-in for a text.
    Pronoun,
    /// Words between a subject and its verb that change nothing.
    Adverb,
}

impl PartialEq for Cue {
    /// Every rule asks of every word whether it is this or that cue. Nearly always it is another, which is told without
    /// a look at what the two hold; derived, this is a call.
    #[inline(always)]
    fn eq(&self, other: &Cue) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other) && self.holds_the_same(*other)
    }
}

impl Cue {
    /// Whether two of one kind are the same.
    fn holds_the_same(self, other: Cue) -> bool {
        match (self, other) {
            (Cue::Verb(verb, form), Cue::Verb(other, another)) => verb == other && form == another,
            (Cue::Side(one), Cue::Side(other))
            | (Cue::SideNoun(one), Cue::SideNoun(other))
            | (Cue::NoneTook(one), Cue::NoneTook(other)) => one == other,
            (Cue::State(one), Cue::State(other)) => one == other,
            (Cue::Committee(one), Cue::Committee(other)) => one == other,
            (Cue::Margin(one), Cue::Margin(other)) => one == other,
            (Cue::Year(one), Cue::Year(other))
            | (Cue::YearFromThen(one), Cue::YearFromThen(other)) => one == other,
            (Cue::Number(one), Cue::Number(other)) | (Cue::Ordinal(one), Cue::Ordinal(other)) => {
                one == other
            }
            (Cue::Vague(from, to), Cue::Vague(other_from, other_to)) => {
                from == other_from && to == other_to
            }
            (one, other) => std::mem::discriminant(&one) == std::mem::discriminant(&other),
        }
    }
}

/// A verb by its sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// vote, cast
    Vote,
    /// Verbs that name the position by themselves.
    Take(Position),
    /// Verbs that only rule a position out: who "held back" did not vote yes.
    Shun(Position),
    /// hail, frown on: a vote where so many are said to have done it, else a mere feeling
    Greet(Position),
    /// side with, join
    Join,
    /// stand by, go along with: voting as others did where the talk is of a vote, else mere friendship
    StandBy,
    /// abandon, give up: a position that is left
    Abandon,
    /// keep (somebody company)
    Keep,
    /// remain, stay, find oneself: like "be"
    Remain,
    /// adopt, approve, pass, carry
    Adopt,
    /// reject, defeat
    Reject,
    /// condemn, demand: what the Assembly does by adopting a text
    Pronounce,
    /// propose, sponsor, present
    Propose,
    /// present again, bring back
    Present,
    /// mirror, repeat, copy
    Mirror,
    /// contain similar ideas
    Contain,
    /// gain, win, receive
    Gain,
    /// lose (support)
    Lose,
    /// rise, grow
    Rise,
    /// fall, slip
    Fall,
    /// stand at, number
    Stand,
    /// move, switch, shift
    Move,
    /// choose, decide
    Choose,
    /// meet
    Meet,
    /// affect, influence
    Affect,
    /// set up, create
    Establish,
    /// say, tell, note
    Say,
    /// follow suit, do likewise: the position told before
    Follow,
    /// include, as in "the ten also included"
    Include,
    /// come from, as in "the no votes came from"
    Come,
    /// be
    Be,
    /// have
    Have,
    /// do
    Do,
    /// Verbs that make what follows a wish or a plan: urge, call on, plan, hope, expect.
    Wish,
}

impl Verb {
    /// Whether by itself it tells of a vote held.
    pub(crate) fn tells_a_vote(self) -> bool {
        matches!(
            self,
            Verb::Vote | Verb::Take(_) | Verb::Shun(_) | Verb::Adopt | Verb::Reject | Verb::Join
        )
    }
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// vote
    Base,
    /// votes
    Third,
    /// voted (past tense or participle)
    Past,
    /// voting
    Ing,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_the_same_if_what_they_hold_is() {
        let verb = |form| Cue::Verb(Verb::Take(Position::Yes), form);
        assert_eq!(verb(Form::Past), verb(Form::Past));
        assert_ne!(verb(Form::Past), verb(Form::Base));
        assert_ne!(verb(Form::Past), Cue::Verb(Verb::Take(Position::No), Form::Past));
        assert_eq!(Cue::Text, Cue::Text);
        assert_ne!(Cue::Text, Cue::Idea);
        let holding = |one: u32| {
            let small = i16::try_from(one).unwrap();
            [
                Cue::Number(one),
                Cue::Ordinal(one),
                Cue::Vague(1, one),
                Cue::Year(small),
                Cue::YearFromThen(small),
                Cue::Committee(u8::try_from(one).unwrap()),
            ]
        };
        for (place, (one, other)) in holding(3).into_iter().zip(holding(4)).enumerate() {
            assert_ne!(one, other);
            assert_eq!(holding(3).iter().position(|it| *it == one), Some(place));
        }
        let of = |side| {
            [
                Cue::Side(side),
                Cue::SideNoun(side),
                Cue::NoneTook(side),
                Cue::State(Verb::Take(side)),
            ]
        };
        for (one, other) in of(Position::Yes).into_iter().zip(of(Position::No)) {
            assert_ne!(one, other);
        }
        assert_ne!(Cue::Margin(Margin::Wide), Cue::Margin(Margin::Narrow));
    }
}
