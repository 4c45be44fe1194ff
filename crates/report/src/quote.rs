//! Sentences that can be quoted as they stand: each names its vote, its day and its numbers.

use scrutineer_record::{Motion, Position, Proposal, Record, Standing, Vote};

use crate::Target;
use crate::agreement::PairReport;
use crate::grounds::how;
use crate::member::OfMember;
use crate::words::plain;

/// How a vote went, or how a text without one was decided.
pub fn of_target(target: Target<'_>) -> String {
    match target {
        Target::Vote(vote) => of_vote(vote),
        Target::Text(text) => of_text(text),
    }
}

/// `In the recorded vote of 5 December 2018 on A/RES/73/27 ("…") in the General Assembly, 119 members voted in favour,
/// 46 against and 14 abstained; 14 did not vote. It was adopted.`
fn of_vote(vote: Vote<'_>) -> String {
    let facts = vote.facts();
    let named = if facts.title.is_empty() {
        vote.label()
    } else {
        format!("{} (\"{}\")", vote.label(), plain(&facts.title))
    };
    let what = match &facts.motion {
        Motion::Whole => named,
        motion => format!("{named}, {motion},"),
    };
    let (day, body) = (facts.date.in_words(), facts.body.name());
    let outcome = facts.outcome;
    if !vote.is_by_name() {
        return format!("The vote of {day} on {what}, {body}, was taken without names: {outcome}.");
    }
    let tally = vote.tally();
    format!(
        "In the recorded vote of {day} on {what}, {body}, {} members voted in favour, {} against and {} abstained; {} \
         did not vote. Outcome: {outcome}.",
        tally.yes, tally.no, tally.abstain, tally.non_voting
    )
}

/// How a text was decided; what is not in the voting record says so.
fn of_text(text: &Proposal) -> String {
    let title = plain(&Target::Text(text).title());
    let day = text.date.map_or_else(String::new, |date| format!(", {}", date.in_words()));
    let standing = match text.standing {
        Standing::Recorded => String::new(),
        standing => format!(" ({standing}: not from the voting record)"),
    };
    let (symbol, how, outcome) = (&text.symbol, how(text.decision), text.outcome);
    format!("{symbol} (\"{title}\"){day}: {how}; outcome: {outcome}{standing}.")
}

/// What a member's positions come to.
pub fn of_member(of: &OfMember<'_>) -> String {
    let counts = &of.counts;
    let name = &of.member().press_name;
    if of.votes.is_empty() {
        return format!("The record holds no vote on whose roll {name} was.");
    }
    let dates = || of.votes.iter().map(|(vote, _)| vote.date);
    let from_to =
        dates().min_by_key(|date| date.first_day()).zip(dates().max_by_key(|date| date.last_day()));
    let from_to = from_to.map_or_else(String::new, |(from, to)| {
        format!(" of {} to {}", from.in_words(), to.in_words())
    });
    let [yes, no, abstain, non_voting] = Position::ALL.map(|position| counts.of(position).count);
    format!(
        "Of the {} recorded votes{from_to} on whose roll it was, {name} voted yes in {yes} and no in {no}, abstained in \
         {abstain} and did not vote in {non_voting}.",
        of.votes.len()
    )
}

/// How often two members agreed; nothing where they never both cast a vote.
pub fn of_pair(record: &Record, pair: &PairReport) -> Option<String> {
    let agree = pair.agree?;
    let name = |code: &str| {
        let member = record.members().by_code(code).map(|id| &record.members()[id]);
        member.map_or_else(|| code.to_owned(), |member| member.press_name.clone())
    };
    let when = match (&pair.session, pair.year) {
        (Some(session), _) => format!("In session {session}"),
        (None, Some(year)) => format!("In {year}"),
        (None, None) => "In all votes that were counted".to_owned(),
    };
    let [[yes, ..], [_, abstain, _], [.., no]] = pair.table;
    Some(format!(
        "{when}, {} and {} took the same position in {} of the {} votes in which both voted yes, no or abstained ({:.1} \
         %).",
        name(&pair.member_a),
        name(&pair.member_b),
        yes + abstain + no,
        pair.n,
        100.0 * agree
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::{Agreements, Distances, Request};
    use crate::resolve;

    fn book() -> scrutineer_book::Book {
        scrutineer_book::built_in().unwrap()
    }

    #[test]
    fn a_vote_is_told_with_its_day_its_numbers_and_who_was_silent() {
        let book = book();
        let check = |symbol: &str, parts: &[&str]| {
            let told = of_target(resolve::target(&book.record, symbol).unwrap());
            for part in parts {
                assert!(told.contains(part), "{symbol}: {told}");
            }
        };
        check(
            "A/RES/74/29",
            &[
                "12 December 2019",
                "129 members voted in favour, 6 against and 45 abstained; 13 did not",
            ],
        );
        // A text without a recorded vote is not told as one.
        let text = book.record.facts().proposals.iter().find(|text| {
            book.record.vote_on(&text.symbol).is_none() && text.standing != Standing::Recorded
        });
        let text = text.unwrap();
        check(&text.symbol.to_string(), &["not from the voting record", how(text.decision)]);
    }

    #[test]
    fn counts_are_told_with_their_n() {
        let book = book();
        let of = OfMember::of(&book.record, "KEN", None).unwrap();
        let told = of_member(&of);
        assert!(
            told.starts_with(&format!("Of the {} recorded votes of ", of.votes.len())),
            "{told}"
        );
        assert!(told.contains("Kenya voted yes in "), "{told}");
        let request = Request { members: vec!["USA".into(), "GBR".into()], ..Request::default() };
        let found = Agreements::of(&book.record, &request).unwrap();
        let (report, _) = found.stretch(&Distances::default(), 0..200);
        let shared = report.pairs.iter().find(|pair| pair.n > 0).unwrap();
        let told = of_pair(&book.record, shared).unwrap();
        let agreed: u32 = (0..3).map(|same| shared.table[same][same]).sum();
        assert!(told.contains(&format!("in {agreed} of the {} votes", shared.n)), "{told}");
    }
}
