//! What claims nothing about a vote held, and what differs from it in a word and does.

use scrutineer_claims::{Checker, Finding};

/// The findings of each text on a day.
fn check(texts: &[&'static str], date: &str) -> Vec<(&'static str, Vec<Finding>)> {
    let book = scrutineer_book::built_in().expect("the built-in book");
    let checker = Checker::new(&book.record);
    let found = |text: &&'static str| checker.check(text.as_bytes(), date.parse().ok()).findings;
    texts.iter().map(|text| (*text, found(text))).collect()
}

/// Future, condition, wish, opinion, question, denial, habit, and the votes of others.
const NO_CLAIMS: &[&str] = &[
    "The General Assembly will vote on the draft resolution on Thursday.",
    "Germany spoke in the debate at the United Nations. Brazil did not.",
    "Germany has imposed sanctions since the General Assembly met. Brazil did not. So did all EU members.",
    "Brazil will abstain when the General Assembly votes on the resolution.",
    "Brazil is going to vote against the resolution at the United Nations.",
    "Brazil is expected to vote against the UN resolution.",
    "Brazil is likely to vote for the UN resolution.",
    "Brazil is set to vote for the UN resolution.",
    "Brazil plans to vote against the UN resolution.",
    "Brazil intends to abstain on the UN resolution.",
    "Brazil has promised to support the UN resolution.",
    "Brazil has pledged to vote for the UN resolution.",
    "Brazil vowed to vote against the UN resolution.",
    "Brazil announced that it would vote against the UN resolution.",
    "Brazil said it would abstain on the UN resolution.",
    "Diplomats expect 120 countries to vote in favour of the UN resolution.",
    "Some 120 countries are expected to vote in favour of the UN resolution.",
    "The UN resolution is expected to be adopted by a wide margin.",
    "The General Assembly is to vote on the text next week.",
    "The vote in the General Assembly is scheduled for Friday.",
    "The UN resolution is bound to pass with more than 120 votes.",
    "The draft resolution looks set to win 120 votes in the UN General Assembly.",
    "If Brazil votes against the UN resolution, it will be isolated.",
    "Had Brazil voted against the Jerusalem resolution, it would have been isolated.",
    "Brazil would have voted against the Jerusalem resolution.",
    "Unless Brazil abstains, the UN resolution will pass.",
    "Should Brazil vote against the UN resolution, its allies would be surprised.",
    "Were Brazil to vote against the UN resolution, its allies would be surprised.",
    "Brazil could have abstained on the Jerusalem resolution.",
    "Brazil might have voted against the Jerusalem resolution.",
    "Even if 128 states had voted for it, the UN resolution would not be binding.",
    "Suppose Brazil abstained on the UN resolution.",
    "In that case Brazil would abstain on the UN resolution.",
    "Provided that Brazil abstains, the UN resolution will fail.",
    "Had it been put to the vote, the UN resolution would have passed by 120 votes to 10.",
    "It would have passed by 120 votes to 10 in the General Assembly.",
    "As if Brazil had voted against the UN resolution!",
    "Imagine that Brazil had voted against the Jerusalem resolution.",
    "The resolution would be adopted if 97 members voted for it in the General Assembly.",
    "But for American pressure, Brazil would have voted for the Jerusalem resolution.",
    "Without the amendment Brazil would have abstained on the Jerusalem resolution.",
    "Brazil should vote against the UN resolution.",
    "Brazil must vote for the UN resolution.",
    "Brazil may abstain on the UN resolution.",
    "Brazil can vote for the UN resolution without fear.",
    "Brazil ought to have voted for the Jerusalem resolution.",
    "Brazil should have voted for the Jerusalem resolution.",
    "Brazil had to vote for the UN resolution sooner or later, some thought.",
    "Brazil need not vote for the UN resolution.",
    "Brazil is free to abstain on the UN resolution.",
    "It is possible that Brazil abstained on the Jerusalem resolution.",
    "Perhaps Brazil abstained on the Jerusalem resolution.",
    "Maybe Brazil voted against the Jerusalem resolution.",
    "Possibly, Brazil abstained on the Jerusalem resolution.",
    "We hope that Brazil votes for the UN resolution.",
    "The envoy hoped that Brazil voted for the UN resolution.",
    "I wish Brazil had voted for the Jerusalem resolution.",
    "If only Brazil had voted for the Jerusalem resolution.",
    "The envoy urged Brazil to vote against the UN resolution.",
    "The envoy called on all countries to vote for the UN resolution.",
    "The envoy asked Brazil to abstain on the UN resolution.",
    "Washington wanted Brazil to vote against the Jerusalem resolution.",
    "Washington pressed Brazil to vote against the Jerusalem resolution.",
    "Washington threatened countries that voted for the Jerusalem resolution.",
    "The lobby group demanded that Brazil vote against the UN resolution.",
    "The minister proposed that Brazil abstain on the UN resolution.",
    "He recommended voting against the UN resolution.",
    "A call to vote for the UN resolution went out on Tuesday.",
    "Voting against the UN resolution is a mistake, she said.",
    "To vote against the UN resolution would be a mistake.",
    "Do not vote for the UN resolution!",
    "Vote for the UN resolution!",
    "Let us vote for the UN resolution.",
    "Analysts predict that 100 states will back the UN resolution.",
    "Analysts forecast 100 votes for the UN resolution.",
    "He thinks that Brazil will vote against the UN resolution.",
    "In my view Brazil would never vote against the UN resolution.",
    "It is hard to imagine Brazil voting against the UN resolution.",
    "Nobody expects Brazil to vote against the UN resolution.",
    "The prospect of Brazil voting against the UN resolution worries allies.",
    "The idea of abstaining on the UN resolution was discussed.",
    "Did Brazil vote against the Jerusalem resolution?",
    "Who voted against the Jerusalem resolution?",
    "Why did Brazil abstain on the Jerusalem resolution?",
    "How did Brazil vote on the Jerusalem resolution?",
    "He asked whether Brazil had voted against the Jerusalem resolution.",
    "It is unclear whether Brazil voted against the Jerusalem resolution.",
    "It is not known how Brazil voted on the Jerusalem resolution.",
    "How they voted on the UN resolution",
    "How your country voted at the UN",
    "Why we abstained on the UN resolution",
    "Explanation of vote on the Jerusalem resolution",
    "Nobody knows who voted against the Jerusalem resolution.",
    "Brazil denied having voted against the Jerusalem resolution.",
    "The minister denied that Brazil had voted against the Jerusalem resolution.",
    "It is not true that Brazil voted against the Jerusalem resolution.",
    "It is false that Brazil voted against the Jerusalem resolution.",
    "Contrary to reports, Brazil did so for other reasons in the Jerusalem vote.",
    "Rumours that Brazil voted against the Jerusalem resolution are false.",
    "Nobody has said that Brazil voted against the Jerusalem resolution.",
    "The claim that Brazil abstained on the Jerusalem resolution is wrong.",
    "The allegation that Brazil abstained on the Jerusalem resolution is baseless.",
    "The minister rejected the claim that Brazil had abstained on the Jerusalem resolution.",
    "Brazil usually abstains on such UN resolutions.",
    "Brazil often votes with the United States at the UN.",
    "Brazil normally votes against such resolutions in the General Assembly.",
    "Countries that vote against UN resolutions rarely say so.",
    "As a rule, Brazil abstains on UN resolutions about single countries.",
    "Brazil tends to abstain on UN resolutions about single countries.",
    "Whenever Brazil abstains on a UN resolution, its press asks why.",
    "Traditionally Brazil votes for the UN resolution.",
    "Brazil used to vote for the UN resolution.",
    "Small states seldom vote against UN resolutions.",
    "Under the rules, members that abstain are not counted as voting in the General Assembly.",
    "Members vote yes, no or abstain by pressing a button in the General Assembly hall.",
    "A UN resolution is adopted if a majority votes for it.",
    "General Assembly resolutions are adopted by a simple majority.",
    "The United States withdrew from the Human Rights Council.",
    "The General Assembly opened its session on Tuesday.",
    "The General Assembly adopted its agenda.",
    "The ambassador's vote of thanks was warmly received at the UN.",
    "The report was tabled in the General Assembly.",
    "In the UN General Assembly the president asked for a minute of silence.",
    "Brazil opposed the deployment of troops.",
    "Brazil supports the peace plan, its UN ambassador said.",
    "Russia rejected the UN report as biased.",
    "Russia rejected the criticism of 40 countries at the UN.",
    "The Secretary-General backed the plan of the African Union.",
    "China opposes unilateral sanctions, its delegate told the General Assembly.",
    "193 countries are members of the United Nations.",
    "Five countries hold a veto in the Security Council.",
    "France, Britain and the United States back the government.",
    "The club's members voted 312 to 40 in favour of the new stadium.",
    "FIFA's congress voted 134 to 65 for the North American bid.",
    "Football's governing body chose Germany by 12 votes to 11.",
    "Norway won the song contest with 387 points.",
    "The House of Commons rejected the deal by 432 votes to 202.",
    "The Bundestag approved the budget by 392 votes to 281.",
    "The Senate confirmed the judge by 50 votes to 48.",
    "The lower house passed the bill 230 to 190 with 12 abstentions.",
    "The Supreme Court ruled 5 to 4 against the government.",
    "The board voted 7 to 2 to raise interest rates.",
    "Union members voted by 68 per cent for a strike.",
    "The party conference backed the motion by 520 votes to 110.",
    "Delegates of the party voted against the motion.",
    "City councillors voted 8-3 against the bypass.",
    "The council approved the plan by nine votes to four, with two abstentions.",
    "The parish council voted unanimously to keep the library.",
    "Voters rejected the constitution by 55 to 45 per cent.",
    "Turnout in the referendum was 72 per cent, and 52 per cent voted to leave.",
    "She won the election by 4,000 votes.",
    "The committee of MEPs backed the report by 45 votes to 12.",
    "Shareholders voted against the pay report.",
    "Students voted in favour of the new statute by 1,204 to 310.",
    "Members of the jury voted 11 to 1.",
    "Poland and Hungary voted against the budget in Brussels.",
    "EU ministers backed the directive; Hungary abstained.",
    "In the Council of the EU Germany abstained on the directive.",
    "The IOC picked Paris by 44 votes to 30.",
    "Faculty voted 90-10 for the union.",
    "The synod adopted the motion by 248 votes to 149.",
    "The home side won 3-1 and Brazil drew 2-2 with Croatia.",
    "The jury gave Sweden 372 points, Israel 362 and Finland 150.",
    "Parliament in Kyiv voted 264 to 22 to lift the embargo.",
    "The Scottish Parliament backed the motion by 64 votes to 59.",
    "The students' union condemned the war by 40 votes to 3.",
];

/// The same votes told as held.
const CLAIMS: &[&str] = &[
    "Brazil voted for the Jerusalem resolution.",
    "Perhaps surprisingly, Brazil voted for the Jerusalem resolution.",
    "Brazil voted for the Jerusalem resolution, perhaps because of its Arab community.",
    "Brazil, which had hoped for changes, voted for the Jerusalem resolution.",
    "Brazil chose to vote for the Jerusalem resolution.",
    "Brazil decided to vote for the Jerusalem resolution.",
    "Brazil did vote for the Jerusalem resolution.",
    "The minister confirmed that Brazil had voted for the Jerusalem resolution.",
    "The minister admitted that Brazil voted for the Jerusalem resolution.",
    "After days of talks Brazil voted for the Jerusalem resolution.",
    "Brazil voted for the Jerusalem resolution and may do so again.",
    "Brazil voted for the Jerusalem resolution, as it had promised.",
    "Although Washington had threatened to cut aid, Brazil voted for the Jerusalem resolution.",
    "Washington had urged restraint, but Brazil voted for the Jerusalem resolution.",
    "It is true that Brazil voted for the Jerusalem resolution.",
    "It is known that Brazil voted for the Jerusalem resolution.",
    "Brazil did not vote against the Jerusalem resolution.",
    "Brazil never voted against the Jerusalem resolution.",
    "The Jerusalem resolution was adopted by 128 votes to 9.",
    "The Jerusalem resolution was adopted on Thursday by the General Assembly.",
    "The General Assembly adopted the Jerusalem resolution.",
    "On Thursday 128 countries voted for the Jerusalem resolution.",
    "The states that wanted a delay voted for the Jerusalem resolution; Brazil voted for the Jerusalem resolution.",
    "The Jerusalem resolution would be only symbolic, but 128 countries voted for it.",
    "Whatever Washington may say, Brazil voted for the Jerusalem resolution.",
    "While some may call it hypocrisy, Brazil voted for the Jerusalem resolution.",
    "The Jerusalem resolution passed by 128 votes to 9, as expected.",
    "As expected, Brazil voted for the Jerusalem resolution.",
    "Brazil was one of 128 countries that voted for the Jerusalem resolution.",
    "Even Brazil, which could have abstained, voted for the Jerusalem resolution.",
    "The minister regretted that Brazil voted for the Jerusalem resolution.",
    "Once again Brazil voted for the Jerusalem resolution.",
    "Russia rejected the Jerusalem resolution.",
    "The vote on the Jerusalem resolution was 128 to 9.",
    "The General Assembly demanded that the decision be withdrawn: 128 states voted for the Jerusalem resolution.",
    "The minister recalled that Brazil had voted for the Jerusalem resolution.",
];

/// Reports about other things.
const REPORTS: &[&str] = &[
    r#"Arsenal came from behind to win 3-2 at home on Saturday, with 61,204 spectators in the stands. The visitors led by two goals after 27 minutes. Supporters voted the goalkeeper man of the match with 48 per cent of the votes, ahead of the captain on 31. "We never gave up," the manager said. The club has now won nine of its last eleven matches and is third, four points behind Liverpool. A motion to move the match against Germany's champions was rejected by the league by 14 votes to 6."#,
    r#"The city council voted 8-5 on Tuesday to close the swimming pool on Mill Road. Councillors from both parties opposed the plan, and two abstained. "This is a sad day," said councillor Ann Price, who had voted against. The mayor, who supported the closure, said the building would cost 4 million pounds to repair. A petition against the decision gathered 3,100 signatures. The council will vote on the budget for 2020 next month; a majority is expected to back a rise of 3.9 per cent."#,
    "A team in Geneva has measured the decay of the particle in 1,245 events, 37 more than in 2018. Of the 46 detectors, 38 were working. The results support the standard model, the authors write, and are against the prediction of 119 per second. The collaboration has 184 members from 23 countries, among them Germany, Japan and the United States. Russia left the collaboration in 2022. A second run is planned for next year and could take six months.",
    "The UN Secretary-General arrived in Nairobi on Monday for talks with the African Union. He praised Kenya's support for refugees and called on all countries to keep their promises. The United Nations says that 4.2 million people need help. The General Assembly opens on 17 September, and 120 heads of state are expected. The Security Council is to meet on Thursday. China and Russia support the plan; the United States is against it, diplomats said.",
    "Britain's ruling party chose a new leader on Friday by 81,326 votes to 60,399. The winner said he would support the treaty with Japan. Members of parliament will vote on the deal in October; 40 of them have said they oppose it. France and Germany are against a delay. In 2016 the country voted by 52 to 48 per cent to leave the European Union. Scotland voted to stay.",
    "Members of the trade union rejected the employers' offer by 12,340 votes to 9,801, with 210 abstentions. It was the third time in a row that the steel workers voted for a strike. The union's board had backed the offer. In Belgium and Italy colleagues voted in favour of similar agreements last year. Talks resume on Monday under the chairmanship of the ministry of labour.",
    "The Supreme Court of the United States ruled 5-4 on Monday that the state of Texas may keep its map. Four justices dissented. The decision was supported by 26 states and opposed by 18. Congress could change the law, but a majority of 60 votes in the Senate is unlikely. The House passed a bill by 220 to 210 in March.",
    "Sweden won the song contest with 583 points, ahead of Finland with 526 and Israel with 362. The juries of 15 countries voted for Sweden, and Finland won the vote of the public with 376 points. The United Kingdom came second to last. Ukraine, which won last year, could not host the contest because of the war. About 162 million people watched.",
    "UNESCO's World Heritage Committee met in Baku and added 29 sites to its list. Norway, Brazil and China supported the inscription of the site in Iraq. The committee will meet next year in China. The United Nations Environment Programme presented its report on plastic. It says that 175 countries have begun to negotiate a treaty, and that 54 states have banned bags.",
    "Economists at the central bank voted seven to two to leave rates at 0.75 per cent. Two members voted for a rise. Inflation slipped to 1.7 per cent, the lowest since 2016, while exports to China grew by 6 per cent. The United States and Germany slipped as well. The governor abstained from comment. Growth in 2019 was 1.3 per cent, three tenths more than last year.",
    "The synod voted against the reform by 231 votes to 228, to the disappointment of many. In the house of laity 76 voted in favour and 130 against. Delegates from Nigeria, Uganda and Rwanda opposed it, while those from Canada and New Zealand supported it. The archbishop, who abstained, said the text would come back in three years.",
    "The European Parliament approved the directive on Wednesday by 348 votes to 274, with 36 abstentions. Members from Germany and Poland voted against. EU ministers had backed it in February, with Italy, Finland and the Netherlands opposed and Belgium abstaining. The law must now be adopted by each of the 28 states within two years.",
    "The UN Committee on the Rights of the Child reviewed the report of Belgium on Friday. Its experts welcomed the new law and asked why 300 minors were in detention. The delegation of Belgium replied that the government supported the recommendations. The High Commissioner for Human Rights urged all states to back the appeal. UNICEF appealed for 9.3 billion dollars, 13 per cent more than in 2022.",
];

fn claims_nothing(texts: &[&'static str], date: &str) {
    for (text, found) in check(texts, date) {
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn what_was_not_held_is_no_claim() {
    claims_nothing(NO_CLAIMS, "2024-01-15");
}

/// The words of company, of sides and of moves, about something else.
#[test]
fn company_and_moves_of_other_kinds_are_quiet() {
    claims_nothing(
        &[
            "After the General Assembly Peru was left with Chile for company on the long flight home.",
            "Before the General Assembly the Peruvian minister found company only in a Chilean colleague.",
            "Peru could count on Chile for spare parts, the United Nations was told.",
            "Norway came over to Sweden for a match during the General Assembly.",
            "Norway wandered into the Swedish market, the United Nations said.",
            "The talks at the United Nations went from bad to worse.",
            "Norway made an about-face at the United Nations, from coal to gas.",
            "Norway, alone of the Nordic states, hunts whales, a UN agency said.",
            "At the United Nations fair it was Palau that had kept the stand.",
            "Norway was content to wait, its envoy to the United Nations said.",
            "It bears the number 12 and stands in front of the United Nations.",
            "Peru prospered with oil, the United Nations reported.",
            "Its members held out for better terms at the United Nations.",
            "A treaty blessed by two bishops was shown at the United Nations.",
        ],
        "2022-01-10",
    );
}

/// A group and a resolution in one sentence, of which neither is said to have set up the other.
#[test]
fn not_every_resolution_beside_an_organ_set_it_up() {
    claims_nothing(
        &[
            "Resolution 74/29 goes on to praise the open-ended working group.",
            "Resolution 74/29 was the basis for discussions in the open-ended working group.",
            "Resolution 74/29 noted that the open-ended working group had been convened in 2019.",
            "Resolution 76/19 endorsed the report of the first open-ended working group, founded in 2018.",
            "In resolution 74/29 members were invited to join the newly established open-ended working group.",
            "Resolution 75/240 provided that the open-ended working group report to the Assembly.",
            "Resolution 74/29 set up no new open-ended working group.",
            "Resolution 74/28 welcomed the group; its chair brought a new text into being.",
            "Resolution 75/32 brought the working group and the group of experts together.",
        ],
        "2022-01-10",
    );
}

/// The same words as of votes, about something else, after a lead that tells of a vote.
#[test]
fn the_same_words_about_something_else() {
    let lead = "On 12 December 2019 the General Assembly adopted resolution 74/29 on information security.";
    let book = scrutineer_book::built_in().expect("the built-in book");
    let checker = Checker::new(&book.record);
    for sentence in [
        "Joining France in the final were Brazil and Peru.",
        "Siding with Canada in the trade dispute were Israel and Japan.",
        "Russia backed neither of the candidates.",
        "Apart from France, no country makes such cheese.",
        "China went from importing to exporting steel.",
        "Exports to Germany numbered 94 in 1983, 100 in 1984 and 104 in 1985.",
        "Having opposed the war in 2003, France supported the reconstruction.",
        "Peru thanked Brazil and Canada left.",
        "Paris was one of the cities that hosted the talks.",
        "The 2018 programme has not been carried out.",
        "Without a quorum the text cannot be adopted.",
        "The election for the council was held on 3 May 2018.",
        "The castle dates from 1620.",
        "The first draft dates from October 2019.",
        "Nobody opposed it but six Western countries.",
        "Support for the strike came from 12 unions.",
        "Opposition to the merger was confined to Ohio.",
        "Delegates will vote in May 2020 on the text.",
    ] {
        let text = format!("{lead} {sentence}");
        let found = checker.check(text.as_bytes(), "2019-12-13".parse().ok()).findings;
        let after = found.iter().find(|finding| finding.span.start > lead.len());
        assert!(after.is_none(), "{sentence}: {after:?}");
    }
}

#[test]
fn what_was_held_is_one() {
    for (text, found) in check(CLAIMS, "2017-12-22") {
        assert!(!found.is_empty(), "nothing found in: {text}");
    }
}

#[test]
fn reports_about_other_things_are_quiet() {
    claims_nothing(REPORTS, "2019-12-16");
    claims_nothing(REPORTS, "");
}
