//! How many, as bulletins, tickers and tables tell it: each line after a lead that tells which vote is meant.

use scrutineer_claims::Checker;

use super::{Contradicted, NotInRecord, Partly, Supported, check_after};

const CEASEFIRE: &str = "On 12 December 2023 the General Assembly adopted its resolution on the protection of \
     civilians in Gaza.\n\n";

#[test]
fn score_lines_and_tables() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("YES 153 NO 10 ABST 23", Supported),
            ("For: 153 / Against: 10 / Abstaining: 32", Partly),
            ("Yes 153, No 10, Abstain 23", Supported),
            ("| Yes | No | Abstain |\n|---|---|---|\n| 153 | 10 | 23 |", Supported),
            ("| Day | Against | For |\n|---|---|---|\n| 2023-12-12 | 10 | 153 |", Supported),
            ("| Day | Against | For |\n|---|---|---|\n| 2023-12-12 | 153 | 10 |", Contradicted),
            ("| Yes | 153 |\n| No | 10 |", Supported),
            ("15:42 Ten against", Supported),
            ("- 23 abstentions, Bulgaria and Hungary among them", Supported),
            ("- 23 abstentions, Bulgaria and Malta among them", Partly),
            ("In favour - 153.", Supported),
            ("Yesterday: 153, 10 and 23.", Supported),
            ("Yesterday: 153, 10 and 32.", Partly),
            ("One hundred fifty-three nations said yes.", Supported),
            ("The abstainers (23) outnumbered the noes (ten).", Supported),
            ("The abstainers (32) outnumbered the noes (ten).", Partly),
            ("The noes (10) nearly matched the ayes (153).", Partly),
            ("Fewer opposed it than many had feared, just ten.", Supported),
            ("Fewer opposed it than many had feared, just twelve.", Contradicted),
            ("Two dozen states abstained.", Supported),
            ("Three dozen states abstained.", Contradicted),
        ],
    );
}

#[test]
fn members_of_a_group_by_side() {
    check_after(
        "2023-12-13",
        CEASEFIRE,
        &[
            ("EU: 17 for, eight abstaining, two against.", Supported),
            ("NATO: 21 for, ten abstaining, one against.", Contradicted),
            ("So 17 EU states for, eight abstaining, two against.", Supported),
            (
                "Of the EU's 27 members, 17 voted for, eight abstained and two voted against.",
                Supported,
            ),
            ("Of the 27 EU members, 15 were in favour.", Contradicted),
            ("Of the EU's 27 only two were against.", Supported),
            ("Two of the five permanent members did not vote for it.", Supported),
            ("Three of the five permanent members did not vote for it.", Contradicted),
            ("BRICS: all five for.", Supported),
            ("NATO was divided: 20 for, nine abstaining.", Supported),
        ],
    );
}

const WITHDRAWAL: &str = "On 23 February 2023 the General Assembly adopted its resolution on the principles of the \
     Charter and peace in Ukraine by 141 votes to 7, with 32 abstentions.";

#[test]
fn shares_of_members_and_of_voters() {
    check_after(
        "2023-02-24",
        WITHDRAWAL,
        &[
            (
                "The ayes, that is 73 per cent of the membership, came from every continent.",
                Supported,
            ),
            ("141 of the 180 members that took part supported it, or 78 per cent.", Supported),
            ("Supported by 150 members, or 88 per cent of those that took part.", Contradicted),
            ("The noes amount to less than five per cent of the votes cast.", Supported),
            ("The noes amount to five per cent of the membership.", Contradicted),
            ("The 32 abstentions make up about a sixth of all members.", Supported),
            ("The 33 abstentions make up about a sixth of all members.", Partly),
            ("The supporters were 73.1 per cent of all 193 members.", Supported),
            ("The supporters were 74.1 per cent of all 193 members.", Partly),
            ("Supporters made up 95 per cent of those voting.", Supported),
            ("Supporters made up 80 per cent of those voting.", Contradicted),
            ("One in six members abstained.", Supported),
            ("Half of the members abstained.", Contradicted),
            ("Most of BRICS (three of five) abstained.", Supported),
            ("Most of BRICS (two of five) abstained.", Contradicted),
            ("Fewer than a quarter abstained.", Supported),
        ],
    );
}

#[test]
fn changes_from_vote_to_vote() {
    check_after(
        "2019-11-08",
        "On 7 November 2019 the General Assembly adopted its resolution on the embargo against Cuba.",
        &[
            ("One more no than in 2018 and two more abstentions.", Supported),
            ("Two more noes than in 2018 and three more abstentions.", Contradicted),
            ("The ayes hardly moved, 189 then and 187 now.", Supported),
            ("The ayes hardly moved, 191 then and 187 now.", Partly),
            ("The abstentions are exactly as many as in 2018.", Contradicted),
            ("Support has never dipped since 2015.", Contradicted),
            ("The noes have never dipped since 2017.", Supported),
            ("187 in favour – the weakest support of the last four years.", Supported),
            ("It was the strongest support of the last four years.", Contradicted),
            ("Up from two noes in 2018.", Supported),
            ("Support fell by two votes from 189.", Supported),
            ("Support fell by seven votes from 189.", Partly),
            ("The abstentions jumped 25-fold.", Contradicted),
            ("Compared with 2018, one more country voted no.", Supported),
            ("Compared with 2018, two more countries voted no.", Contradicted),
            ("Two fewer countries voted for it than in 2018.", Supported),
            ("Five fewer countries voted for it than in 2018.", Contradicted),
            ("Two fewer backed it than in 2018.", Supported),
            ("The abstentions more than doubled.", Supported),
            ("Its margin of victory was 184 votes.", Supported),
            ("Its margin of victory was 148 votes.", Contradicted),
        ],
    );
    // A glance back at an earlier vote ends with its sentence.
    check_after(
        "2023-11-03",
        "The General Assembly adopted its resolution on the embargo against Cuba by 187 votes to 2 on 2 November \
         2023. A year earlier the ayes numbered 185.",
        &[("One country abstained.", Supported), ("Two countries abstained.", Contradicted)],
    );
}

/// What is false of a vote, with the edits of its findings, is supported.
#[test]
fn every_edit_makes_its_claim_true() {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let checker = Checker::new(&book.record);
    let mut mended = 0;
    for vote in book.record.votes().filter(|vote| vote.is_by_name()) {
        let (day, tally) = (vote.date.in_words(), vote.tally());
        let lead = format!("On {day} the General Assembly adopted resolution {}.", vote.label());
        let (yes, no) = (tally.yes, tally.no);
        let mut sentences = vec![
            format!("{} countries supported it and {} opposed it.", yes + 3, no + 2),
            "A tenth of the members supported it.".to_owned(),
            "99 per cent of the members abstained.".to_owned(),
            "Only Norway and Chile voted against it.".to_owned(),
        ];
        if let Some(before) = vote.previous() {
            let (then, now) = (before.date.year(), vote.date.year());
            let was = before.tally();
            sentences.extend([
                format!("Five more countries opposed it than in {then}."),
                format!("Support rose by {} votes since {then}.", yes.abs_diff(was.yes) + 1),
                format!("Support fell by {} votes since {then}.", yes.abs_diff(was.yes) + 1),
                format!("The abstentions rose from {} in {then} to 190 in {now}.", was.abstain + 1),
            ]);
        }
        for sentence in sentences {
            mended += usize::from(is_true_when_mended(&checker, &lead, &sentence));
        }
    }
    assert!(mended > 300, "{mended} sentences were mended");
}

/// Applies the edits of what is found in a sentence after its lead, if there are any: then it must be supported.
fn is_true_when_mended(checker: &Checker<'_>, lead: &str, sentence: &str) -> bool {
    let date = "2024-01-10".parse().ok();
    let text = format!("{lead} {sentence}");
    let said = |text: &str| {
        let mut findings = checker.check(text.as_bytes(), date).findings;
        findings.retain(|finding| finding.span.start > lead.len());
        findings
    };
    let findings = said(&text);
    let mut fixes: Vec<_> = findings.iter().flat_map(|finding| finding.fixes.clone()).collect();
    let all = findings.iter().all(|it| it.verdict == Supported || !it.fixes.is_empty());
    if fixes.is_empty() || !all {
        return false;
    }
    fixes.sort_by_key(|fix| fix.span);
    let mut mended = text.clone();
    for fix in fixes.iter().rev() {
        mended.replace_range(fix.span.start..fix.span.end, &fix.replacement);
    }
    for finding in said(&mended) {
        assert_eq!(finding.verdict, Supported, "{text} -> {mended}: {}", finding.explanation);
    }
    true
}

#[test]
fn of_a_text_that_the_lead_only_names() {
    let lead = "Few texts of that winter were as much discussed as resolution 74/29.\n\n";
    let claims = [
        ("There were 129 votes in favour.", Supported),
        ("There were 121 votes in favour.", Contradicted),
        ("Canada voted against it.", Supported),
    ];
    check_after("2020-01-13", lead, &claims);
}

#[test]
fn of_those_counted_before() {
    let lead = "On 12 December 2023 the General Assembly adopted its resolution on the protection of civilians in \
                Gaza by 153 votes to 10, with 23 abstentions. France voted for it.\n\n";
    let claims = [
        ("The ten included Austria.", Supported),
        ("The 23 included Austria.", Partly),
        ("The 23 included Bulgaria.", Supported),
        (
            "All permanent members voted for it except the United States and the United Kingdom.",
            Supported,
        ),
        ("All permanent members voted for it except the United States.", Partly),
    ];
    check_after("2023-12-13", lead, &claims);
}

#[test]
fn what_is_rejected_by_a_yes() {
    let claims = [
        (
            "The world rejected the American embargo on Cuba by 187 votes to 3 in November 2019.",
            Supported,
        ),
        (
            "The world rejected the American embargo on Cuba by 183 votes to 7 in November 2019.",
            Contradicted,
        ),
    ];
    check_after("2019-11-08", "", &claims);
}

#[test]
fn after_a_vote_that_is_not_in_the_record() {
    let lead = "The General Assembly decided on Friday, by 143 votes to 9 with 25 abstentions, that Palestine \
                qualifies for membership.\n\n";
    check_after("2024-05-11", lead, &[("France voted in favour.", NotInRecord)]);
}

#[test]
fn a_win_by_so_many_votes_is_a_margin() {
    check_after(
        "2022-10-13",
        "The General Assembly on 12 October 2022 adopted resolution ES-11/4 by 143 votes to 5, with 35 abstentions.",
        &[
            ("The resolution won by 138 votes.", Supported),
            ("The resolution won by 143 votes to five.", Supported),
            ("The resolution won by 120 votes.", Partly),
        ],
    );
}
