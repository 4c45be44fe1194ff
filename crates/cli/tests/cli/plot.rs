//! `--plot FILE`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::run;

/// A place for the pictures of a test.
fn directory(of: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("plot").join(of);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

#[test]
fn each_picture_has_its_words_and_its_source() {
    let directory = directory("each");
    let check = |name: &str, command: &[&str], words: &[&str]| {
        let file = directory.join(name);
        let path = file.to_str().unwrap();
        let plain = run(command);
        let drawn = run(&[command, &["--plot", path]].concat());
        assert_eq!((drawn.code, drawn.stderr.as_str()), (0, ""));
        assert_eq!(drawn.stdout, plain.stdout, "what is printed stays the same");
        let svg = fs::read_to_string(&file).unwrap();
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
        for words in [words, &["Hammarskjöld Library, General Assembly"]].concat() {
            assert!(svg.contains(words), "{name} has no \"{words}\"");
        }
    };
    check("map.svg", &["show", "A/RES/74/29"], &["no 6", "<title>Canada: no</title>"]);
    check("flow.SVG", &["compare", "A/RES/73/27", "A/RES/74/29"], &["38 to abstain"]);
    check("series.svg", &["series", "A/RES/74/29"], &["session 74: A/RES/74/29 129-6-45"]);
    check("json.svg", &["show", "A/RES/74/29", "--format", "json"], &["no 6"]);
    check("points.svg", &["ideal"], &["Russian Federation: ", "others lie behind them"]);
    check("picked.svg", &["ideal", "--member", "BRA"], &["First and last: Brazil: "]);
    check("session.svg", &["ideal", "--sessions", "74"], &["Ideal points in session 74"]);
    check("two.svg", &["agreement", "--members", "USA,GBR"], &["United States and United Kingdom"]);
    check("one.svg", &["agreement", "--members", "USA"], &["Agreement with United States"]);
    check("group.svg", &["group", "NATO"], &["How united", "agreement index: "]);
    let vote = ["group", "NATO", "--vote", "A/RES/74/29"];
    check("group-vote.svg", &vote, &["abstain 26", "not in the group"]);
    check("blocs.svg", &["blocs"], &["Blocs: who votes with whom"]);
    check("all.svg", &["agreement", "--by", "all"], &["Who agrees with whom", "clustered"]);
    // A cluster is called the same in the tree and on the heat map.
    let tree = ["blocs", "--session", "74", "--votes", "final-passage"];
    check("tree.svg", &tree, &["like WEST_EXT: "]);
    let map = ["agreement", "--session", "74", "--votes", "final-passage"];
    check("map-74.svg", &map, &["like WEST_EXT: "]);
    // Nothing is left beside them.
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 15);
}

#[test]
fn what_cannot_be_drawn_or_written_is_told() {
    let directory = directory("told");
    let at = |name: &str| directory.join(name).to_str().unwrap().to_owned();
    fs::create_dir(directory.join("taken.svg")).unwrap();
    let check = |command: &[&str], file: &str, words: &str| {
        let ended = run(&[command, &["--plot", file]].concat());
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{file}");
        let told = ended.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(words), "{told}");
    };
    let show = ["show", "A/RES/74/29"];
    check(&show, &at("map.gif"), "must end in .svg or .png");
    check(&show, &at("map"), "must end in .svg or .png");
    check(&show, &at("taken.svg"), "no regular file");
    check(&show, &at("missing/map.svg"), "there is no such directory");
    check(&["show", "A/RES/76/19"], &at("map.svg"), "nothing to draw");
    let three = ["compare", "A/RES/73/27", "A/RES/74/29", "A/RES/75/240"];
    check(&three, &at("flow.svg"), "of two votes");
    assert!(!directory.join("map.svg").exists());
}

#[cfg(feature = "png")]
#[test]
fn png_is_the_same_as_pixels() {
    let file = directory("png").join("map.png");
    let ended = run(&["show", "A/RES/74/29", "--plot", file.to_str().unwrap()]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    assert!(fs::read(&file).unwrap().starts_with(b"\x89PNG"));
}

#[cfg(not(feature = "png"))]
#[test]
fn without_png_it_is_told_how_to_have_it() {
    let ended = run(&["show", "A/RES/74/29", "--plot", "map.png"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("--features png"), "{}", ended.stderr);
}
