//! Linking in a record of many years, in which short titles, old votes and tallies that occur twice abound.
//!
//! The votes and the statements are invented.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use scrutineer_claims::Verdict::{self, Contradicted, NotInRecord, Partly, Supported};
use scrutineer_claims::{Checker, Finding};
use scrutineer_record::{
    Body, Date, Facts, Groups, MemberId, Motion, Nickname, NicknameTarget, Outcome, Position,
    Record, RecordBuilder, RecordedVote, Roll, Session,
};

/// Symbol, day, title, and how many voted yes and no; the next `abstain` members abstained.
type Row = (&'static str, &'static str, &'static str, [usize; 3]);

const VOTES: &[Row] = &[
    ("A/RES/2990(XXVII)", "1972-12-04", "International Year for Human Rights", [90, 2, 7]),
    ("A/RES/2991(XXVII)", "1972-12-05", "New members", [60, 4, 20]),
    ("A/RES/2992(XXVII)", "1972-12-06", "Fisheries of the southern seas", [71, 6, 18]),
    ("A/RES/85/40", "2030-11-29", "Antarctica", [150, 6, 9]),
    ("A/RES/85/41", "2030-12-01", "Status of lighthouses", [141, 3, 20]),
    ("A/RES/85/60", "2030-12-20", "Status of Antarctica", [128, 9, 35]),
    ("A/RES/85/61", "2030-12-20", "Situation of human rights in Ruritania", [100, 20, 40]),
    ("A/RES/85/62", "2030-12-20", "Status of the treaty on meteorites", [120, 12, 30]),
    ("A/RES/85/63", "2030-12-20", "Status of librarians in small islands", [99, 11, 50]),
    ("A/RES/85/70", "2030-12-21", "Harbours in the Islamic Republic of Iran", [101, 22, 39]),
    ("A/RES/181(II)A", "1947-11-29", "Future of the old lighthouse", [33, 13, 10]),
    ("A/RES/85/65", "2030-12-19", "Lethal autonomous weapons systems", [117, 8, 31]),
    ("A/RES/85/66", "2030-12-19", "Authority of the June 1925 protocol on foghorns", [131, 12, 9]),
    (
        "A/RES/85/67",
        "2030-12-18",
        "Follow-up to the findings of the expert mission on the collapse of the northern ferry line",
        [88, 17, 60],
    ),
    ("A/RES/85/64", "2030-12-20", "Status of glaciers and of their new names", [111, 14, 41]),
];

/// Votes of a source that does not say what became of them.
const UNTOLD: &[Row] = &[
    ("A/RES/85/80", "2030-12-21", "Moorings of research balloons", [90, 30, 40]),
    ("A/RES/85/81", "2030-12-21", "Census of wandering albatrosses", [80, 60, 40]),
    ("A/85/L.90", "2030-12-21", "Protection of sunken bells", [60, 60, 40]),
];

fn record() -> Record {
    let members = scrutineer_book::members().expect("the members");
    let glaciers = Nickname {
        words: "glaciers".to_owned(),
        target: NicknameTarget::Text("A/RES/85/41".parse().expect("a symbol")),
        note: String::new(),
    };
    let facts = Facts { nicknames: vec![glaciers], ..Facts::default() };
    let mut builder = RecordBuilder::new(members, Groups::default(), facts);
    let untold = UNTOLD.iter().map(|row| (row, Outcome::Unknown));
    for ((symbol, day, title, counts), outcome) in
        VOTES.iter().map(|row| (row, Outcome::Adopted)).chain(untold)
    {
        let vote = RecordedVote { outcome, ..vote(symbol, day, title) };
        let cast = cast(builder.members().sitting_at(vote.date).iter(), *counts);
        builder.add(vote, cast, Roll::Sitting).expect("a vote");
    }
    // Before the treaty on meteorites was voted, a motion to leave it alone fell.
    let asked = Motion::Procedure("the motion to take no action on the draft".to_owned());
    let id = "test:no-action".to_owned();
    let text = vote("A/RES/85/62", "2030-12-20", "Status of the treaty on meteorites");
    let cast = cast(builder.members().sitting_at(text.date).iter(), [44, 95, 30]);
    let motion = RecordedVote { id, motion: asked, outcome: Outcome::Rejected, ..text };
    builder.add(motion, cast, Roll::Sitting).expect("a vote");
    let nameless = vote("A/RES/85/95", "2030-12-10", "Lighthouses of the southern seas");
    builder.add(nameless, [], Roll::Unknown).expect("a vote");
    builder.finish()
}

fn cast(members: impl Iterator<Item = MemberId>, counts: [usize; 3]) -> Vec<(MemberId, Position)> {
    let positions = [Position::Yes, Position::No, Position::Abstain];
    let each = positions.into_iter().zip(counts);
    members.zip(each.flat_map(|(position, count)| std::iter::repeat_n(position, count))).collect()
}

fn vote(symbol: &str, day: &str, title: &str) -> RecordedVote {
    let date: Date = day.parse().expect("a day");
    RecordedVote {
        symbol: symbol.parse().ok(),
        title: title.to_owned(),
        outcome: Outcome::Adopted,
        ..RecordedVote::new(
            format!("test:{symbol}"),
            Body::GeneralAssembly,
            Session::Regular(u8::try_from(date.year() - 1945).expect("a session")),
            date,
        )
    }
}

/// Checks a statement of 22 December 2030. Of each clause: the verdict, and the vote on which it rests; of none: that
/// nothing is found.
fn check(text: &str, expected: &[(&str, Verdict, Option<&str>)]) {
    let record = record();
    let date = "2030-12-22".parse().ok();
    let findings = Checker::new(&record).check(text.as_bytes(), date).findings;
    assert!(!expected.is_empty() || findings.is_empty(), "{findings:?}");
    for (clause, verdict, vote) in expected {
        let start = text.find(clause).unwrap_or_else(|| panic!("\"{clause}\" is not in the text"));
        let about = |finding: &&Finding| {
            finding.span.start < start + clause.len() && start < finding.span.end
        };
        let finding = findings.iter().find(about);
        let finding = finding.unwrap_or_else(|| panic!("nothing found in \"{clause}\""));
        let linked = finding.votes.first().map(|vote| vote.symbol.as_str());
        assert_eq!(
            (finding.verdict, linked),
            (*verdict, *vote),
            "\"{clause}\": {}",
            finding.explanation
        );
    }
}

#[test]
fn a_short_title_is_worth_less_than_a_near_vote() {
    check(
        "The General Assembly rebuffed the penguins on Antarctica, 128 to 9.",
        &[("128 to 9", Supported, Some("A/RES/85/60"))],
    );
    // Of a false tally the later vote is meant as well.
    check(
        "The General Assembly rebuffed the penguins on Antarctica, 127 to 9.",
        &[("127 to 9", Verdict::Partly, Some("A/RES/85/60"))],
    );
}

#[test]
fn empty_words_of_an_old_title_do_not_draw_a_claim_away() {
    check(
        "The General Assembly condemned human rights abuses in Ruritania by 100 votes to 20, with 40 \
         abstentions. As in past years, all new states stayed on their side. Zimbabwe did not vote.",
        &[
            ("by 100 votes to 20", Supported, Some("A/RES/85/61")),
            ("Zimbabwe did not vote", Supported, Some("A/RES/85/61")),
        ],
    );
}

#[test]
fn of_a_vote_of_long_ago_the_year_is_told() {
    check(
        "At the General Assembly Norway voted for the resolution on fisheries in southern waters.",
        &[("Norway voted for", NotInRecord, None)],
    );
    check(
        "In 1972 the General Assembly adopted the text on fisheries of the southern seas by 71 votes to 5.",
        &[("by 71 votes to 5", Verdict::Partly, Some("A/RES/2992(XXVII)"))],
    );
}

#[test]
fn a_tally_that_occurs_on_another_day_is_no_sign() {
    check(
        "The draft on tidal mills was approved by the General Assembly on 24 November by 141 in favour to \
         3 against.",
        &[("141 in favour to", NotInRecord, None)],
    );
    check(
        "The General Assembly approved a draft on lamps at sea on 1 December by 141 in favour to 3 against.",
        &[("141 in favour to", Supported, Some("A/RES/85/41"))],
    );
}

#[test]
fn a_conference_of_the_united_nations_is_not_the_assembly() {
    check(
        "A UN conference adopted the treaty on the status of Antarctica by 128 votes to 9.",
        &[("128 votes to 9", NotInRecord, None)],
    );
    check(
        "The UN adopted the resolution on the status of Antarctica by 127 votes to 8.",
        &[("127 votes to 8", Contradicted, Some("A/RES/85/60"))],
    );
}

#[test]
fn the_one_word_of_a_title_is_no_sign_where_nothing_speaks_of_the_united_nations() {
    let record = record();
    let text = "The cup final was watched by 300 scientists. Norway and Chile backed Antarctica.";
    let findings = Checker::new(&record).check(text.as_bytes(), None).findings;
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn what_became_of_a_text_follows_from_the_tally_only_where_every_majority_agrees() {
    check(
        "The General Assembly adopted the resolution on moorings of research balloons. The Assembly rejected \
         the resolution on the protection of sunken bells.",
        &[
            ("adopted the resolution", Supported, Some("A/RES/85/80")),
            ("rejected the", Supported, Some("A/85/L.90")),
        ],
    );
    check(
        "The General Assembly adopted the resolution on the census of wandering albatrosses.",
        &[("adopted the resolution", NotInRecord, Some("A/RES/85/81"))],
    );
    check(
        "The General Assembly adopted the resolution on the census of wandering albatrosses by 80 votes to 60.",
        &[("80 votes to 60", Supported, Some("A/RES/85/81"))],
    );
}

/// Nobody's position is known: that is neither an absence nor a tally of nothing.
#[test]
fn of_a_vote_without_names_nothing_is_said_about_positions() {
    check(
        "Israel voted in favour of resolution 85/95. Resolution 85/95 was adopted by 100 votes to 2. Most members \
         voted in favour of resolution 85/95.",
        &[
            ("Israel voted in favour", NotInRecord, None),
            ("by 100 votes to 2", NotInRecord, None),
            ("Most members", NotInRecord, None),
        ],
    );
}

#[test]
fn the_counts_of_a_sentence_tell_the_vote_together() {
    check(
        "At the United Nations ninety-nine states were in favour, 11 were opposed and 50 abstained.",
        &[("50 abstained", Supported, Some("A/RES/85/63"))],
    );
}

#[test]
fn a_member_in_a_title_has_many_names() {
    let record = record();
    let titled = |words: &str| {
        let text =
            format!("The General Assembly adopted the resolution on {words} by 100 votes to 20.");
        let findings = Checker::new(&record).check(text.as_bytes(), "2030-12-22".parse().ok());
        findings.findings.first().and_then(|it| it.votes.first()).map(|vote| vote.symbol.clone())
    };
    for words in
        ["the harbours of Iran", "Iranian harbours", "harbours in the Islamic Republic of Iran"]
    {
        assert_eq!(titled(words).as_deref(), Some("A/RES/85/70"), "{words}");
    }
}

#[test]
fn a_resolution_cited_without_its_part_is_the_part_that_was_voted() {
    check(
        "Resolution 181 (II) was adopted by 33 votes to 13.",
        &[("33 votes to 13", Supported, Some("A/RES/181(II)A"))],
    );
}

/// A text without a date is dated by the vote that fits, not by a year with which it compares.
#[test]
fn a_year_of_comparison_does_not_date_a_text() {
    let record = record();
    let text = "The General Assembly adopted the resolution on the status of glaciers and of their new names by \
                111 votes to 14, with 41 abstentions, more than in 2027.";
    let findings = Checker::new(&record).check(text.as_bytes(), None);
    assert_eq!(findings.date, "2030-12-20".parse().ok());
    assert_eq!(findings.date_basis, scrutineer_claims::DateBasis::Inferred);
}

#[test]
fn what_is_said_of_a_motion_is_not_answered_from_the_text() {
    check(
        "The General Assembly adopted the text on the treaty on meteorites by 120 votes to 12. It had \
         outlived a no-action motion, which was rejected by 95 votes to 44. It was adopted with 30 abstentions.",
        &[
            ("120 votes to 12", Supported, Some("A/RES/85/62")),
            (
                "a no-action motion, which was rejected by 95 votes to 44",
                Supported,
                Some("A/RES/85/62"),
            ),
            ("It was adopted with 30 abstentions", Supported, Some("A/RES/85/62")),
        ],
    );
    check(
        "The General Assembly adopted the resolution on the status of Antarctica by 128 votes to 9. A \
         procedural motion on it was rejected by 90 votes to 30.",
        &[("motion on it was rejected by 90 votes to 30", NotInRecord, None)],
    );
}

#[test]
fn a_symbol_that_cannot_exist_does_not_lose_the_vote() {
    check(
        "The General Assembly voted on the treaty on meteorites. Resolution 85/9999 was adopted by 120 \
         votes to 11. It was adopted with 30 abstentions.",
        &[
            ("was adopted by 120 votes to 11", NotInRecord, None),
            ("It was adopted with 30 abstentions", Supported, Some("A/RES/85/62")),
        ],
    );
}

#[test]
fn a_day_of_the_weeks_before_can_be_that_of_a_committee() {
    check(
        "On 15 November 2030 Afghanistan voted against the resolution on the treaty on meteorites.",
        &[("Afghanistan voted against", NotInRecord, Some("A/RES/85/62"))],
    );
}

/// "June 1925" is neither when the vote was taken nor a count.
#[test]
fn a_number_of_the_title_is_not_held_against_a_claim() {
    for (claim, verdict) in [
        ("The protocol on foghorns of June 1925: 131 yes, 12 no, 9 abstain", Supported),
        (
            "The tally on the authority of the June 1925 protocol on foghorns: 131 yes, 12 no, 9 abstain",
            Supported,
        ),
        (
            "The tally on the authority of the June 1925 protocol on foghorns: 131 yes, 12 no, 8 abstain",
            Partly,
        ),
        (
            "The resolution on the authority of the June 1925 protocol on foghorns was adopted by 131 votes to 12",
            Supported,
        ),
        (
            "The resolution on the authority of the June 1925 protocol on foghorns was adopted by 130 votes to 12",
            Partly,
        ),
    ] {
        check(&format!("{claim}."), &[(claim, verdict, Some("A/RES/85/66"))]);
    }
}

/// Numbers tell a vote of states, and none of those who have no seat at the United Nations.
#[test]
fn synods_and_parties_count_votes_too() {
    check(
        "It came to a vote on Friday. 128 delegates were for it, 9 were against it, and 35 abstained.",
        &[],
    );
    check(
        "The synod came to a vote. 128 voted for the hymnal on Friday, 9 were against it, and 35 abstained.",
        &[],
    );
    check(
        "It came to a vote on Friday. 128 states were for it, 9 were against it, and 35 abstained.",
        &[
            ("128 states were for it", Supported, Some("A/RES/85/60")),
            ("9 were against it", Supported, Some("A/RES/85/60")),
            ("35 abstained", Supported, Some("A/RES/85/60")),
        ],
    );
}

/// Each clause fits many votes; together they fit one.
#[test]
fn the_clauses_of_a_text_tell_the_vote_together() {
    check(
        "The United Nations had a stormy night. Just 71 voted for it on Friday. Nine were against. Zimbabwe \
         stayed away, and Albania voted in favour.",
        &[("Nine were against", NotInRecord, None)],
    );
    check(
        "The United Nations had a stormy night. 111 members voted for it on Friday. Fourteen were against. \
         Albania voted in favour, while Zimbabwe did not vote.",
        &[
            ("111 members voted for it", Supported, Some("A/RES/85/64")),
            ("Fourteen were against", Supported, Some("A/RES/85/64")),
            ("Albania voted in favour", Supported, Some("A/RES/85/64")),
            ("Zimbabwe did not vote", Supported, Some("A/RES/85/64")),
        ],
    );
}

/// A tally that is another vote's does not lead away from the title.
#[test]
fn numbers_alone_find_no_vote_against_the_title() {
    check(
        "The resolution on the status of librarians in small islands was adopted at the United Nations. It \
         was carried by 111 votes. Fourteen members were against it, and 41 abstained.",
        &[("It was carried by 111 votes", Contradicted, Some("A/RES/85/63"))],
    );
}

#[test]
fn days_are_counted_from_that_of_the_text() {
    check(
        "On Friday the General Assembly approved a text by 120 votes to 12.",
        &[("120 votes to 12", Supported, Some("A/RES/85/62"))],
    );
    check(
        "The General Assembly yesterday approved a text by 101 votes to 22.",
        &[("101 votes to 22", Supported, Some("A/RES/85/70"))],
    );
    // A tally of another day is none of Friday's.
    check(
        "On Friday the General Assembly approved the text on the treaty on meteorites by 141 votes to 3.",
        &[("141 votes to 3", Contradicted, Some("A/RES/85/62"))],
    );
    check(
        "OSLO, Dec. 22 (Wire) – The General Assembly adopted the resolution on the treaty on meteorites by 120 \
         votes to 12.",
        &[("by 120 votes to 12", Supported, Some("A/RES/85/62"))],
    );
    check(
        "Fifty-eight years ago the General Assembly adopted a text on fisheries of the southern seas by 71 \
         votes to 6.",
        &[("71 votes to 6", Supported, Some("A/RES/2992(XXVII)"))],
    );
}

/// What is said of the Council is not answered from the Assembly; where a council is only named, it is.
#[test]
fn another_body_is_where_the_vote_was_and_not_where_it_is_named() {
    check(
        "The General Assembly adopted the resolution on the treaty on meteorites by 120 votes to 12. Earlier \
         a member had vetoed a like demand in the Security Council, twelve members voting for it.",
        &[
            ("120 votes to 12", Supported, Some("A/RES/85/62")),
            ("twelve members voting for it", NotInRecord, None),
        ],
    );
    check(
        "The treaty on meteorites went to the Security Council, where twelve states voted in favour.",
        &[("twelve states voted in favour", NotInRecord, None)],
    );
    check(
        "A request for advice from the World Court on the treaty on meteorites was adopted at the United \
         Nations with 120 votes in favour.",
        &[("120 votes in favour", Supported, Some("A/RES/85/62"))],
    );
}

/// All but the symbol is of another text: the symbol is what is wrong.
#[test]
fn a_wrong_symbol_does_not_lead_away_from_title_and_tally() {
    check(
        "Resolution 85/61 on the treaty on meteorites was adopted by 120 votes to 12, with 30 abstentions.",
        &[("adopted by 120 votes to 12", Supported, Some("A/RES/85/62"))],
    );
    check(
        "The General Assembly voted on harbours in Iran. The resolution, 85/7, was carried by 101 votes to 22. \
         The text, resolution 85/07, is known.",
        &[("was carried by 101 votes", NotInRecord, None)],
    );
    // A slip of the pen: two digits changed places.
    check(
        "The General Assembly voted on the fisheries of the southern seas in December 1972. Resolution 2929 \
         (XXVII) was carried with 71 votes.",
        &[("was carried with 71 votes", Verdict::Partly, Some("A/RES/2992(XXVII)"))],
    );
}

#[test]
fn titles_are_known_by_the_words_of_the_press() {
    check(
        "The General Assembly adopted the resolution on killer robots. Eight states were against it.",
        &[
            ("adopted the resolution on killer robots", Supported, Some("A/RES/85/65")),
            ("Eight states were against it", Supported, Some("A/RES/85/65")),
        ],
    );
}

/// Texts that went without a vote are not in the record of votes; those that did not are said to have, wrongly.
#[test]
fn what_went_without_a_vote_is_another_text_or_wrong() {
    check(
        "The General Assembly adopted the resolution on the treaty on meteorites by consensus. The text on \
         Nauru was adopted without a vote.",
        &[
            ("by consensus", Contradicted, Some("A/RES/85/62")),
            ("adopted without a vote", NotInRecord, None),
        ],
    );
}

#[test]
fn numbers_and_names_tell_a_vote_that_no_word_of_its_title_does() {
    let told = "On 29 November 1947 the Assembly settled what had divided it. ";
    let check_told = |rest: &str, expected: &[(&str, Verdict, Option<&str>)]| {
        check(&format!("{told}{rest}"), expected);
    };
    let vote = Some("A/RES/181(II)A");
    check_told(
        "Thirty-three states wanted the plan, thirteen did not, ten abstained.",
        &[("ten abstained", Supported, vote)],
    );
    // One number of three is false, and is found out.
    check_told(
        "Thirty-three states wanted the plan, thirteen did not, twelve abstained.",
        &[("twelve abstained", Contradicted, vote)],
    );
    check_told(
        "Thirty states wanted the plan, twelve did not, eleven abstained.",
        &[("eleven abstained", NotInRecord, None)],
    );
}

#[test]
fn a_day_and_a_count_of_their_own_lead_away_from_the_vote_spoken_of() {
    check(
        "On Friday the General Assembly condemned human rights abuses in Ruritania by 100 votes to 20. It had \
         been just as united on Thursday, when 117 members deplored the machines.",
        &[
            ("by 100 votes to 20", Supported, Some("A/RES/85/61")),
            ("117 members deplored", Supported, Some("A/RES/85/65")),
        ],
    );
    // On the day that is told the count is that of no vote: the one spoken of goes on.
    check(
        "On Friday the General Assembly condemned human rights abuses in Ruritania by 100 votes to 20. On \
         Thursday 118 members supported it.",
        &[("118 members", Contradicted, Some("A/RES/85/61"))],
    );
    check(
        "On 19 December the General Assembly adopted the text on lethal autonomous weapons systems by 117 votes \
         to 8. The text on the treaty on meteorites passed 120 to 12 on the 20th.",
        &[("120 to 12", Supported, Some("A/RES/85/62"))],
    );
}

#[test]
fn a_similar_text_is_one_on_the_same_matter() {
    check(
        "The General Assembly condemned human rights abuses in Ruritania by 100 votes to 20. Before that a \
         similar text had been adopted 128 to 9.",
        &[("128 to 9", NotInRecord, None)],
    );
}

#[test]
fn a_motion_is_lost_and_no_votes_are() {
    check(
        "A motion to take no action on the treaty on meteorites was lost, 44 in favour and 95 against, at the \
         General Assembly.",
        &[("44 in favour", Supported, Some("A/RES/85/62"))],
    );
}

#[test]
fn a_title_that_is_told_is_stronger_than_a_nickname_in_it() {
    check(
        "The General Assembly voted on 20 December 2030 on a resolution on the status of glaciers and of their new names.",
        &[("The General Assembly voted", Supported, Some("A/RES/85/64"))],
    );
    check(
        "The General Assembly adopted the glaciers resolution on 20 December 2030.",
        &[("The General Assembly adopted", Partly, Some("A/RES/85/41"))],
    );
}

#[test]
fn other_bodies_are_not_answered_from_the_plenary() {
    for told in [
        "The Council of Europe's Parliamentary Assembly backed a resolution on the status of lighthouses by 141 \
         votes to 3.",
        "At the World Health Assembly, 94 states voted for a text on the status of lighthouses and the United \
         Nations High Commissioner for Ships.",
        "The Organization of American States adopted a resolution on the status of lighthouses by 19 votes to 6.",
        "The African Union's summit adopted a text on the status of lighthouses with 19 votes in favour.",
    ] {
        let clause = told.split(' ').next().expect("a word");
        check(told, &[(clause, NotInRecord, None)]);
    }
    check(
        "The United Nations backed a resolution on the status of lighthouses by 141 votes to 3.",
        &[("by 141 votes to 3", Supported, Some("A/RES/85/41"))],
    );
}

#[test]
fn of_two_texts_one_is_known_by_its_title() {
    let vote = Some("A/RES/85/41");
    check(
        "At the General Assembly 111 states voted for both resolution 85/41 and the resolution on the status of \
         glaciers and of their new names.",
        &[("111 states", Supported, vote)],
    );
    check(
        "At the General Assembly 121 states voted for both resolution 85/41 and the resolution on the status of \
         glaciers and of their new names.",
        &[("121 states", Contradicted, vote)],
    );
    // Of another session: the text of that title is not the one that is meant.
    check(
        "At the General Assembly 90 states voted for both resolution 85/41 and the resolution on the International \
         Year for Human Rights.",
        &[],
    );
}

#[test]
fn of_a_long_title_a_few_words_are_enough_beside_the_time() {
    check(
        "At the United Nations 88 states voted for the resolution on the ferry collapse.",
        &[("88 states voted for", Supported, Some("A/RES/85/67"))],
    );
    check(
        "At the United Nations 80 states voted for the resolution on the ferry collapse on Wednesday.",
        &[("80 states voted for", Contradicted, Some("A/RES/85/67"))],
    );
    // At another time it is another, and so it is of a word that its title has not.
    check(
        "At the United Nations 88 states voted for the resolution on the ferry collapse in October.",
        &[("88 states voted for", NotInRecord, None)],
    );
    check(
        "At the United Nations 88 states voted for the resolution on the ferry disaster.",
        &[("88 states voted for", NotInRecord, None)],
    );
}
