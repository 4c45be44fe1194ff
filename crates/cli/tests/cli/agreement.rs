//! `agreement`.

use insta::assert_snapshot;

use crate::run::{csv, json, run, text};

#[test]
fn a_row_for_each_pair_and_session_with_the_columns_of_the_contract() {
    let rows = csv(&["agreement"]);
    assert_eq!(
        rows[0].join(","),
        "session,year,member_a,ccode_a,member_b,ccode_b,n,agree,s,kappa,pi,coincidence,ideal_point_distance"
    );
    let of = |session: &str, a: &str, b: &str| {
        let pair = |row: &&Vec<String>| row[0] == session && [&row[2], &row[4]] == [a, b];
        let found: Vec<_> = rows.iter().filter(pair).collect();
        assert_eq!(found.len(), 1, "each pair stands once: {a} and {b} in {session}");
        found[0].clone()
    };
    let row = of("74", "RUS", "USA");
    assert_eq!((row[1].as_str(), row[3].as_str(), row[5].as_str()), ("2019", "365", "2"));
    let number = |place: usize| row[place].parse::<f64>().unwrap();
    assert!(number(6) >= 1.0 && number(7) <= 0.5 && number(8) < 0.0 && number(12) > 0.0);
    // The Soviet Union is itself, and not Russia.
    assert!(!rows.iter().any(|row| row[2] == "RUS" && row[0] == "15"));
    assert_eq!(of("15", "SUN", "USA")[3], "365");
}

#[test]
fn what_is_counted_together_can_be_chosen() {
    let all = csv(&["agreement", "--by", "all", "--members", "GBR,FRA"]);
    // Counted from the built-in rolls apart from this program.
    assert_eq!(all[1][..8].join(","), ",,FRA,220,GBR,200,97,0.855670");
    let years = csv(&["agreement", "--by", "year", "--members", "GBR,FRA"]);
    let n: u32 = years[1..].iter().map(|row| row[6].parse::<u32>().unwrap()).sum();
    assert_eq!(n, 97);
    assert!(years[1..].iter().all(|row| row[0].is_empty() && row[12].is_empty()));
    let some = |args: &[&str]| {
        csv(&[&["agreement", "--by", "all", "--members", "GBR,FRA"], args].concat())
    };
    let n = |args: &[&str]| some(args)[1][6].parse::<u32>().unwrap();
    let sessions = csv(&["agreement", "--members", "GBR,FRA"]);
    let sum =
        |rows: &[Vec<String>]| rows.iter().map(|row| row[6].parse::<u32>().unwrap()).sum::<u32>();
    assert_eq!(sum(&sessions[1..]), 97);
    let regular = |row: &&Vec<String>| !row[0].contains('-');
    let regular: Vec<_> = sessions[1..].iter().filter(regular).cloned().collect();
    assert_eq!(n(&["--session", "60-78"]) + n(&["--session", "1-59"]), sum(&regular));
    assert_eq!(n(&["--year", "2018-2019"]), n(&["--from", "2018", "--to", "2019"]));
    assert!(n(&["--divided"]) <= 97 && n(&["--session", "73,74"]) == n(&["--session", "73", "74"]));
    assert!(n(&["cyber"]) < 97);
}

#[test]
fn only_votes_in_which_somebody_took_a_position() {
    let n = |stands: &str| {
        let asked = ["agreement", "--by", "all", "--members", "GBR,FRA", "--where", stands];
        csv(&asked).get(1).map_or(0, |row| row[6].parse::<u32>().unwrap())
    };
    let found = |position: &str| {
        let rows = csv(&["find", "--member", "FRA", "--position", position]);
        let votes = rows[1..].iter().filter(|row| row.contains(&"general_assembly".to_owned()));
        u32::try_from(votes.count()).unwrap()
    };
    // With its own position given, a member agrees in the votes that `find` finds, but for those the other missed.
    for position in ["yes", "no", "abstain"] {
        assert!((1..=found(position)).contains(&n(&format!("FRA={position}"))), "{position}");
    }
    let each = ["yes", "no", "abstain"].map(|position| n(&format!("FRA={position}")));
    assert_eq!(each.iter().sum::<u32>(), 97);
    let (russia, west) = (n("Russia=yes"), n("NATO=no"));
    assert!((1..russia.min(west)).contains(&n("Russia=yes,NATO=no")));
    for (wrong, told) in
        [("USA", "USA=no"), ("USA=perhaps", "perhaps"), ("Atlantis=no", "Atlantis")]
    {
        let refused = run(&["agreement", "--where", wrong]);
        assert!(refused.code == 2 && refused.stderr.contains(told), "{}", refused.stderr);
    }
}

#[test]
fn a_group_is_that_of_the_date() {
    let rows = csv(&["agreement", "--group", "EU", "--session", "73", "78"]);
    let is_in = |session: &str, code: &str| {
        rows[1..].iter().any(|row| row[0] == session && (row[2] == code || row[4] == code))
    };
    assert!(is_in("73", "GBR") && !is_in("78", "GBR") && is_in("78", "FRA"));
    let beside = csv(&["agreement", "--group", "EU", "--session", "73", "--members", "USA"]);
    assert_eq!(beside.len(), 1 + 28);
    assert!(beside[1..].iter().all(|row| row[2] == "USA" || row[4] == "USA"));
}

#[test]
fn the_columns_of_the_published_scores_are_as_they_are_described() {
    let own = csv(&["agreement", "--session", "74", "--divided"]);
    let points = csv(&["ideal"]);
    let like = ["agreement", "--like", "voeten", "--session", "74"];
    let rows = csv(&like);
    assert_eq!(
        rows[0].join(","),
        ",session.x,ccode1,ccode2,agree,year,IdealPointAll.x,NVotesAll.x,IdealPointAll.y,NVotesAll.y,\
         IdealPointDistance"
    );
    // Each pair twice, the rows numbered from 1 in the order of the states.
    assert_eq!(rows.len() - 1, 2 * (own.len() - 1));
    assert!(rows[1..].iter().zip(1..).all(|(row, number)| row[0] == number.to_string()));
    let of = |row: &Vec<String>, place: usize| row[place].parse::<f64>().unwrap();
    assert!(rows[1..].is_sorted_by_key(|row| {
        row[2..4].iter().map(|it| it.parse::<u32>().unwrap()).collect::<Vec<_>>()
    }));
    let find = |one: &str, other: &str| {
        rows[1..].iter().find(|row| row[2] == one && row[3] == other).unwrap()
    };
    let (there, back) = (find("2", "365"), find("365", "2"));
    assert_eq!([&there[1], &there[5]], ["74", "2019"]);
    // An abstention is half way, as in S, which is twice as wide.
    let pair = |row: &&Vec<String>| row[2] == "RUS" && row[4] == "USA";
    let mine = own[1..].iter().find(pair).unwrap();
    assert!((of(there, 4) - (1.0 + of(mine, 8)) / 2.0).abs() < 1e-5, "{there:?} {mine:?}");
    let point = |code: &str| points.iter().find(|row| row[0] == code && row[2] == "74").unwrap();
    let (us, russia) = (point("USA"), point("RUS"));
    assert_eq!(
        [&there[6], &there[7], &there[8], &there[9]],
        [&us[5], &us[4], &russia[5], &russia[4]]
    );
    assert_eq!([&back[8], &back[9], &back[6], &back[7]], [&us[5], &us[4], &russia[5], &russia[4]]);
    assert!((of(there, 10) - (of(us, 5) - of(russia, 5)).abs()).abs() < 2e-6);
    assert_eq!((&there[4], &there[10]), (&back[4], &back[10]));
    let passage = csv(&[&like[..], &["--votes", "final-passage"]].concat());
    assert_eq!(passage[0][6], "IdealPointFP.x");
    for (args, told) in [
        (&["--like", "voeten"][..], "--format csv"),
        (&["--like", "voeten", "--by", "year"], "--by"),
    ] {
        let refused = run(&[&["agreement"], args].concat());
        assert!(refused.code == 2 && refused.stderr.contains(told), "{}", refused.stderr);
    }
}

#[test]
fn json_says_what_csv_says() {
    let args = ["agreement", "--session", "73", "--members", "USA,GBR,FRA"];
    let (found, rows) = (json(&args), csv(&args));
    let pairs = found["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), rows.len() - 1);
    for (pair, row) in pairs.iter().zip(&rows[1..]) {
        for (place, key) in rows[0].iter().enumerate().skip(6) {
            let (one, other) = (pair[key].as_f64(), row[place].parse::<f64>().ok());
            assert!(one == other || (one.unwrap() - other.unwrap()).abs() < 1e-6, "{key}: {pair}");
        }
        let table =
            pair["table"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap());
        assert_eq!(
            table.map(|cell| cell.as_u64().unwrap()).sum::<u64>(),
            pair["n"].as_u64().unwrap()
        );
        assert!(pair["agree_low"].as_f64() <= pair["agree"].as_f64());
    }
    let none = json(&["agreement", "--session", "73", "--members", "USA,SUN"]);
    assert_eq!(none["pairs"].as_array().unwrap().len(), 0);
}

#[test]
fn pages() {
    assert_snapshot!(
        "agreement_two",
        text(&["agreement", "--members", "USA,GBR", "--session", "70-78"])
    );
    assert_snapshot!(
        "agreement_one",
        text(&["agreement", "--members", "Russia", "--group", "EU", "--by", "all"])
    );
    let pairs = text(&["agreement", "--session", "73"]);
    assert!(
        pairs.contains("session 73 (2018)") && pairs.contains("between, 504 as near as the last"),
        "{pairs}"
    );
}

#[test]
fn what_cannot_be_told_is_told() {
    let check = |args: &[&str], message: &str| {
        let ended = run(&[&["agreement"], args].concat());
        assert_eq!(ended.code, 2, "{args:?}");
        assert!(ended.stderr.contains(message), "{args:?}: {}", ended.stderr);
    };
    check(&["--session", "200"], "there are no such votes");
    check(&["--session", "seventy"], "write a session");
    check(&["--year", "2019-2010"], "write a year");
    check(&["--members", "SUN,RUS"], "a member is itself, not its seat");
    check(&["--members", "Atlantis"], "no member");
    check(&["--members", "USA,RUS,USA"], "United States is named twice");
    check(&["--members", "USA,BRA", "--group", "BRICS"], "not in BRICS");
    check(&["--session", "0"], "write a session");
    check(&["--from", "2020", "--to", "2010"], "2020, is later than the last, 2010");
    check(&["--issue", "nu"], "Voeten's data");
}
