//! `ideal`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use insta::assert_snapshot;
use scrutineer_ideal::diagnose;

use crate::run::{csv, json, run, text};

#[test]
fn a_row_for_each_member_and_session_with_the_columns_of_the_contract() {
    let rows = csv(&["ideal"]);
    let header = "member,ccode,session,year,n_votes,ideal_point,se,q05,q50,q95";
    assert_eq!(rows[0].join(","), header);
    let of = |member: &str, session: &str| -> f64 {
        let row = rows.iter().find(|row| row[0] == member && row[2] == session).unwrap();
        let number = |place: usize| row[place].parse::<f64>().unwrap();
        assert!(number(7) < number(5) && number(5) == number(8) && number(8) < number(9));
        assert_eq!(number(3), 1945.0 + number(2));
        number(5)
    };
    assert!(of("USA", "74") > of("GBR", "74"));
    assert!(of("GBR", "74") > of("RUS", "74"));
    let found = json(&["ideal"]);
    assert_eq!(found["points"].as_array().unwrap().len(), rows.len() - 1);
    assert_eq!(found["converged"], true);
}

#[test]
fn members_that_were_asked_for_stand_side_by_side() {
    let rows = csv(&["ideal", "--member", "USA,Russia"]);
    assert!(rows[1..].iter().all(|row| ["USA", "RUS", "SUN"].contains(&row[0].as_str())));
    assert_snapshot!("ideal", text(&["ideal", "--member", "USA,RUS", "--sessions", "70-78"]));
    let ends = text(&["ideal", "--sessions", "73"]);
    assert!(ends.contains("session 73 (2018)") && ends.contains("… 1"), "{ends}");
}

#[test]
fn every_variant_has_an_answer() {
    for variant in [
        &["--model", "static", "--sessions", "73-74"][..],
        &["--model", "binary"],
        &["--model", "dynamic-ordinal"],
        &["--votes", "final-passage"],
        &["--estimator", "fast", "--sessions", "74"],
    ] {
        let rows = csv(&[&["ideal"], variant].concat());
        assert!(rows.len() > 150, "{variant:?}: {} rows", rows.len());
    }
}

#[test]
fn who_was_expected_to_vote_how_and_who_did_otherwise() {
    assert_snapshot!("expected", text(&["ideal", "--vote", "A/RES/74/29"]));
    let rows = csv(&["ideal", "--vote", "A/RES/74/29"]);
    let header = "id,symbol,date,member,position,p_position,p_yes,p_abstain,p_no";
    assert_eq!(rows[0].join(","), header);
    let number = |row: &[String], place: usize| row[place].parse::<f64>().unwrap();
    for row in &rows[1..] {
        assert!((number(row, 6) + number(row, 7) + number(row, 8) - 1.0).abs() < 1e-5, "{row:?}");
    }
    let (voted, absent): (Vec<_>, Vec<_>) = rows[1..].iter().partition(|row| !row[5].is_empty());
    assert!(voted.is_sorted_by(|one, other| number(one, 5) <= number(other, 5)));
    assert!(absent.iter().all(|row| row[4] == "non_voting"));
    assert_eq!((voted.len(), absent.len()), (180, 13));
    let found = json(&["ideal", "--vote", "A/RES/74/29"]);
    assert_eq!(found["members"].as_array().unwrap().len(), 193);
    assert!(found["as_expected"].as_u64().unwrap() <= found["voted"].as_u64().unwrap());
}

#[test]
fn distances_have_intervals_and_each_pair_stands_once() {
    let rows = csv(&["ideal", "--distances", "--sessions", "74"]);
    let header = "session,year,member_a,ccode_a,member_b,ccode_b,distance,se,q05,q50,q95";
    assert_eq!(rows[0].join(","), header);
    assert_eq!(rows.len() - 1, 193 * 192 / 2);
    for row in &rows[1..] {
        let number = |place: usize| row[place].parse::<f64>().unwrap();
        assert!(number(8) < number(9) && number(9) < number(10) && row[2] < row[4], "{row:?}");
    }
    let one = csv(&["ideal", "--distances", "--sessions", "74", "--member", "USA"]);
    let two = csv(&["ideal", "--distances", "--sessions", "74", "--member", "USA,GBR"]);
    assert_eq!((one.len() - 1, two.len() - 1), (192, 1));
    assert!(rows.contains(&two[1]));
    let page = text(&["ideal", "--distances", "--sessions", "74", "--member", "USA"]);
    assert!(page.contains("nearest") && page.contains("furthest"), "{page}");
    let page = text(&["ideal", "--distances", "--sessions", "73-74", "--member", "USA,GBR"]);
    assert!(page.contains("United States and United Kingdom"), "{page}");
}

#[test]
fn items_have_parameters_with_errors() {
    let rows = csv(&["ideal", "--items"]);
    assert_eq!(rows[0].len(), 14);
    let number = |row: &[String], name: &str| -> f64 {
        row[rows[0].iter().position(|it| it == name).unwrap()].parse().unwrap()
    };
    for row in &rows[1..] {
        assert!(number(row, "cut_low") < number(row, "cut_high"), "{row:?}");
        assert!(number(row, "discrimination_se") > 0.0 && number(row, "cut_low_se") > 0.0);
    }
    let found = json(&["ideal", "--items"]);
    assert_eq!(found.as_array().unwrap().len(), rows.len() - 1);
    assert!(text(&["ideal", "--items"]).contains("A/RES/"));
}

#[test]
fn what_moved_a_member_is_told_with_how_far() {
    assert_snapshot!("explain", text(&["ideal", "--explain", "Brazil", "--session", "74"]));
    let rows = csv(&["ideal", "--explain", "BRA", "--session", "74"]);
    let header = "member,session,id,symbol,date,position,moved,moved_one_step";
    assert_eq!(rows[0].join(","), header);
    let moved = |row: &Vec<String>| row[6].parse::<f64>().unwrap().abs();
    assert!(rows[1..].is_sorted_by(|one, other| moved(one) >= moved(other)));
    assert_eq!(json(&["ideal", "--explain", "BRA", "--session", "74"])["member"], "BRA");
}

#[test]
fn a_parquet_file_is_written_and_none_is_overwritten() {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("points.parquet");
    let _ = fs::remove_file(&path);
    let file = path.to_str().unwrap();
    let told = text(&["ideal", "--sessions", "74", "--output", file]);
    assert!(told.contains("193 ideal points"), "{told}");
    let bytes = fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    for (args, told) in [(file, "points.parquet"), ("points.xlsx", "--format csv")] {
        let ended = run(&["ideal", "--output", args]);
        assert!(ended.code == 2 && ended.stderr.contains(told), "{}", ended.stderr);
    }
}

#[test]
fn what_looks_wrong_is_ranked() {
    let rows = csv(&["ideal", "--suspicious"]);
    assert_eq!(rows[0][..4].join(","), "surprise,kind,session,member");
    let found = json(&["ideal", "--suspicious"]);
    assert_eq!(found.as_array().unwrap().len(), rows.len() - 1);
    assert!(text(&["ideal", "--suspicious"]).contains("no finding"));
}

#[test]
fn draws_come_with_how_well_the_chains_agree() {
    let short = ["--burn-in", "50", "--iterations", "100", "--every", "2"];
    let asked = ["ideal", "--estimator", "sampler", "--chains", "2", "--sessions", "73-74"];
    // So few draws do not agree, which is told on standard error.
    let told = |more: &[&str]| {
        let ended = run(&[&asked, &short[..], more].concat());
        assert_eq!(ended.code, 0);
        assert!(ended.stderr.contains("the chains do not agree yet"), "{}", ended.stderr);
        ended.stdout
    };
    let found: serde_json::Value = serde_json::from_str(&told(&["--format", "json"])).unwrap();
    let of = |key: &str| found["chains"][key].as_f64().unwrap();
    assert_eq!((of("count"), of("iterations"), of("draws")), (2.0, 150.0, 100.0));
    assert!(of("rhat") > 1.05 && of("effective_sample_size") < 100.0);
    assert_eq!(found["converged"], false);
    for point in found["points"].as_array().unwrap() {
        let [low, mean, high] = ["q05", "ideal_point", "q95"].map(|of| point[of].as_f64().unwrap());
        assert!(low < mean && mean < high, "{point}");
    }
    let page = told(&["--scheme", "published", "--member", "USA,RUS"]);
    assert_snapshot!("ideal_sampler", page);
}

#[test]
fn two_dimensions_have_two_columns_more_and_tell_how_much_more_they_explain() {
    let told = |more: &[&str]| {
        let ended = run(&[&["ideal", "--dimensions", "2"], more].concat());
        assert_eq!(ended.code, 0);
        ended.stdout
    };
    let rows = told(&["--format", "csv"]);
    let header = "member,ccode,session,year,n_votes,ideal_point,se,q05,q50,q95,ideal_point_2,se_2";
    assert_eq!(rows.lines().next(), Some(header));
    assert_eq!(rows.lines().count(), csv(&["ideal"]).len());
    let found: serde_json::Value =
        serde_json::from_str(&told(&["--member", "USA", "--format", "json"])).unwrap();
    let of = |key: &str| -> Vec<f64> {
        let all = found["explained"].as_array().unwrap();
        all.iter().map(|it| it[key].as_f64().unwrap()).collect()
    };
    assert_eq!(of("dimensions"), [0.0, 1.0, 2.0]);
    assert!(of("log_likelihood").is_sorted() && of("choices_right").is_sorted(), "{found}");
    for point in found["points"].as_array().unwrap() {
        assert!(point["member"] == "USA" && point["ideal_point_2"].is_f64(), "{point}");
    }
    let here = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let [file, drawn] = ["plane.parquet", "plane.svg"].map(|name| here.join(name));
    let _ = fs::remove_file(&file);
    let paths = [&file, &drawn].map(|path| path.to_str().unwrap());
    let page = told(&["--sessions", "73-74", "--output", paths[0], "--plot", paths[1]]);
    assert!(page.contains("386 ideal points written"), "{page}");
    assert!(fs::read(&file).unwrap().starts_with(b"PAR1"));
    let drawn = fs::read_to_string(&drawn).unwrap();
    assert!(drawn.contains("session 74") && drawn.contains("<title>Russian Federation: "));
    let page = told(&["--member", "USA,RUS"]);
    assert!(page.contains("second axis") && page.contains("two dimensions"), "{page}");
    for (more, what) in [
        (["--estimator", "sampler"], "leave out --estimator sampler"),
        (["--vote", "A/RES/74/29"], "--vote"),
    ] {
        let refused = run(&[&["ideal", "--dimensions", "2"], &more[..]].concat());
        assert!(refused.code != 0 && refused.stderr.contains(what), "{}", refused.stderr);
    }
}

/// Ends a run as soon as it has saved itself.
fn cut_short(args: &[&str], state: &Path) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_scrutineer"))
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    for _ in 0..3000 {
        if state.exists() {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_run_that_was_cut_short_goes_on_to_the_same_draws() {
    let here = Path::new(env!("CARGO_TARGET_TMPDIR")).join("resume");
    let _ = fs::remove_dir_all(&here);
    fs::create_dir_all(&here).unwrap();
    let path = |name: &str| here.join(name).to_string_lossy().into_owned();
    let asked = [
        "ideal",
        "--book",
        "built-in",
        "--estimator",
        "sampler",
        "--chains",
        "2",
        "--format",
        "csv",
    ];
    let asked = [
        &asked[..],
        &["--sessions", "73-74", "--burn-in", "3", "--iterations", "500", "--every", "20"],
    ]
    .concat();
    let state = path("run.state");
    for ending in ["csv", "parquet"] {
        let _ = fs::remove_file(&state);
        let (whole, cut) = (path(&format!("whole.{ending}")), path(&format!("cut.{ending}")));
        let uncut = run(&[&asked, &["--draws", &whole][..]].concat());
        let resumed = [&asked, &["--draws", &cut, "--resume", &state][..]].concat();
        cut_short(&resumed, Path::new(&state));
        assert!(!Path::new(&cut).exists());
        let gone_on = run(&resumed);
        assert_eq!((gone_on.code, &gone_on.stdout), (0, &uncut.stdout));
        assert!(fs::read(&cut).unwrap() == fs::read(&whole).unwrap(), "{ending}");
        assert!(!here.join(format!("cut.{ending}.part")).exists());
    }
    let mut rows = csv::Reader::from_path(path("whole.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    let points = uncut_points(&run(&asked).stdout);
    assert_eq!(rows.len(), 2 * 25 * points);
    assert_eq!((&rows[0][0], &rows[0][1]), ("1", "23"));

    // Of each session by itself, each run has its own state, and all draws are in one file.
    let (whole, cut) = (path("sessions.csv"), path("sessions-cut.csv"));
    let by_session = [&asked, &["--model", "static"][..]].concat();
    let uncut = run(&[&by_session, &["--draws", &whole][..]].concat());
    let each = path("each");
    let resumed = [&by_session, &["--draws", &cut, "--resume", &each][..]].concat();
    cut_short(&resumed, &here.join("each.74"));
    let first = fs::read(here.join("each.73")).unwrap();
    let gone_on = run(&resumed);
    assert_eq!((gone_on.code, &gone_on.stdout), (0, &uncut.stdout));
    assert!(fs::read(&cut).unwrap() == fs::read(&whole).unwrap());
    assert!(fs::read(here.join("each.73")).unwrap() == first, "what was done stays as it was");
    let rows = csv::Reader::from_path(&whole).unwrap().into_records().count();
    assert_eq!(rows, 2 * 25 * uncut_points(&uncut.stdout));

    // Another run, and what is no run at all.
    for (more, told) in
        [(&["--seed", "2"][..], "another seed"), (&["--model", "binary"], "other votes")]
    {
        let refused = run(&[&asked, &["--resume", &state][..], more].concat());
        assert!(
            refused.code != 0 && unbroken(&refused.stderr).contains(told),
            "{}",
            refused.stderr
        );
    }
    fs::write(&state, "no run").unwrap();
    let refused = run(&[&asked, &["--resume", &state][..]].concat());
    assert!(unbroken(&refused.stderr).contains("no saved run"), "{}", refused.stderr);
    let taken = run(&[&asked, &["--draws", &path("whole.csv")][..]].concat());
    assert!(unbroken(&taken.stderr).contains("is there already"), "{}", taken.stderr);
}

/// A message without the breaks of its lines, which depend on how long the paths in it are.
fn unbroken(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many ideal points there are.
fn uncut_points(csv: &str) -> usize {
    csv.lines().count() - 1
}

#[test]
fn a_run_ends_by_itself_when_its_draws_are_as_good_as_was_asked() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("until.csv");
    let _ = fs::remove_file(&file);
    let asked = ["ideal", "--book", "built-in", "--estimator", "sampler", "--sessions", "74"];
    let until = ["--until-rhat", "1.05", "--draws", file.to_str().unwrap()];
    let found = json(&[&asked[..], &until].concat());
    let of = |key: &str| found["chains"][key].as_f64().unwrap();
    assert_eq!(found["converged"], true);
    assert!(of("iterations") < 10_500.0 && of("rhat") <= 1.05, "{found}");
    assert!(of("effective_sample_size") >= 400.0, "{found}");
    // The draws themselves say the same.
    let mut drawn: BTreeMap<String, BTreeMap<String, Vec<f64>>> = BTreeMap::new();
    for row in csv::Reader::from_path(&file).unwrap().into_records() {
        let row = row.unwrap();
        let chains = drawn.entry(row[2].to_owned()).or_default();
        chains.entry(row[0].to_owned()).or_default().push(row[4].parse().unwrap());
    }
    let told = drawn.into_values().map(|chains| {
        let chains: Vec<Vec<f64>> = chains.into_values().collect();
        assert_eq!(chains.concat().len() as f64, of("draws"));
        diagnose(&chains).unwrap()
    });
    let (rhat, effective) = told.fold((0.0, f64::INFINITY), |(rhat, least): (f64, f64), it| {
        (rhat.max(it.rhat), least.min(it.bulk.min(it.tail)))
    });
    assert!((rhat - of("rhat")).abs() < 1e-4, "{rhat}");
    assert!((effective - of("effective_sample_size")).abs() < 1.0, "{effective}");
}

#[test]
fn what_cannot_be_done_is_told_with_what_to_do() {
    let here = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = |name: &str, text: &[u8]| {
        let path = here.join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let headless = file("headless.csv", b"a,b\n1,2\n");
    let wordy = file("wordy.csv", b"rcid1,rcid2\n1,2\n3,four\n");
    let strange = file("strange.csv", b"rcid1,rcid2\n1,2\n");
    let binary = file("binary.csv", b"PAR1\xff\xfe\x00");
    for (args, told) in [
        (&["--sessions", "74-50"][..], "50-74"),
        (&["--sessions", "all"], "50-74"),
        (&["--sessions", "1-2"], "the book goes to session"),
        (&["--issue", "war"], "disarmament"),
        (&["--chains", "2"], "add --estimator sampler"),
        (&["--estimator", "sampler", "--items"], "leave out --estimator sampler"),
        (&["--estimator", "sampler", "--until-rhat", "3"], "as 1.01"),
        (&["--estimator", "sampler", "--iterations", "99999999"], "keep fewer"),
        (&["--member", "Atlantis"], "Atlantis"),
        (&["--matches", "nowhere.csv"], "cannot read nowhere.csv"),
        (&["--matches", &headless], "no column \"rcid1\""),
        (&["--matches", &wordy], "\"four\" is no number"),
        (&["--matches", &strange], "import his data"),
        (&["--items", "--model", "static"], "--sessions 74"),
        (&["--vote", "A/RES/74/29", "--sessions", "60"], "is no vote of this estimate"),
        (&["--explain", "BRA"], "--session"),
        (&["--explain", "BRA", "--session", "12"], "cast no vote that counts in session 12"),
        (&["--distances", "--member", "RUS,SUN"], "is the same state"),
        (&["--items", "--suspicious"], "cannot be used"),
        (&["--explain", "BRA", "--session", "ES-10"], "a regular session"),
        (&["--items", "--member", "USA"], "cannot be used"),
        (&["--suspicious", "--member", "USA"], "cannot be used"),
        (&["--vote", "A/RES/74/29", "--member", "USA"], "cannot be used"),
        (&["--explain", "BRA", "--session", "74", "--member", "USA"], "cannot be used"),
        (&["--suspicious", "--sessions", "74"], "name several"),
        (&["--vote", "A/RES/74/29", "--model", "binary"], "leave out --model binary"),
        (&["--suspicious", "--model", "static"], "leave out --model static"),
        (&["--matches", &binary], "it is not text"),
        (&["--output", "nowhere/points.parquet"], "in a directory that does"),
        (&["--distances"], "--format csv"),
        (&["--items", "--plot", "items.svg"], "cannot be used"),
        (&["--matches", &strange, "--model", "static"], "leave out the matches"),
    ] {
        let ended = run(&[&["ideal"], args].concat());
        let said = ended.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(ended.code, 2, "{args:?}: {said}");
        assert!(said.contains(told), "{args:?}: {said}");
    }
}
