//! The other commands on a book of one's own.

use serde_json::{Value, json};

use super::{Place, data};
use crate::run::ended;

#[test]
fn every_command_answers() {
    let place = Place::filled("answers");
    let shown = place.json(&["show", "A/RES/73/392"]);
    assert_eq!((&shown["id"], &shown["meeting"]), (&json!("undl:9732"), &json!("A/73/PV.49")));
    assert_eq!(shown["title"], "Protection of meteorites");
    let tally = &shown["tally"];
    let printed = &shown["printed_tally"];
    for position in ["yes", "no", "abstain"] {
        assert_eq!(tally[position], printed[position]);
    }
    assert_eq!(shown["source"]["url"], "https://example.org/record/9732");
    // By its id too, and the one that only the other source has.
    assert_eq!(place.json(&["show", "undl:9732"]), shown);
    assert_eq!(place.json(&["show", "A/RES/74/393"])["id"], "unvotes:9743");
    assert!(
        place.text(&["show", "73/392"]).starts_with("A/RES/73/392\nProtection of meteorites\n")
    );

    let found = place.json(&["find", "lighthouses"]);
    assert_eq!(found["votes"].as_array().unwrap().len(), 3);
    let compared = place.json(&["compare", "A/RES/73/391", "A/RES/74/391"]);
    let cells = compared["cells"].as_array().unwrap();
    let all: u64 = cells.iter().map(|cell| cell["count"].as_u64().unwrap()).sum();
    assert!(all >= 193, "{compared}");
    // What is built in lies over the book.
    assert_eq!(place.json(&["series", "74/29"])["series"], "ict-security");
    let member = place.json(&["member", "FRA"]);
    assert_eq!(
        member["votes"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|vote| { vote["symbol"].as_str().is_some_and(|symbol| symbol.contains("/39")) })
            .count(),
        9
    );
    let group = place.json(&["group", "BRICS", "--vote", "A/RES/73/391"]);
    assert_eq!(group["votes"].as_array().unwrap().len(), 1);
    assert!(!place.json(&["mandates"])["organs"].as_array().unwrap().is_empty());
    assert!(!place.json(&["topics"])["topics"].as_array().unwrap().is_empty());
}

#[test]
fn check_judges_by_the_book() {
    let place = Place::filled("check");
    let yes = place.json(&["show", "A/RES/73/391"])["tally"]["yes"].as_u64().unwrap();
    place.file("statement.txt", format!("A/RES/73/391 was adopted with {yes} votes in favour.\n"));
    let found = place.json(&["check", "statement.txt"]);
    assert_eq!((&found["book"]["built_in"], &found["book"]["votes"]), (&json!(false), &json!(9)));
    let finding = &found["documents"][0]["findings"][0];
    assert_eq!(
        (&finding["verdict"], &finding["votes"][0]["id"]),
        (&json!("supported"), &json!("undl:9731"))
    );
    // The built-in book has no such vote.
    let mut built_in = crate::run::command(&["check", "statement.txt", "--format", "json"]);
    let found: Value = serde_json::from_str(&ended(built_in.current_dir(&place.0)).stdout).unwrap();
    assert_eq!(found["documents"][0]["findings"][0]["verdict"], "not_in_record");
}

#[test]
fn a_part_of_the_book_answers_as_the_whole_does() {
    let place = Place::filled("narrow");
    place.file("many.csv", data::undl(&data::many(60)));
    assert_eq!(place.run(&["book", "import", "many.csv"]).code, 0);
    // A name with a draft before it can only be read with the whole book: `find` has read it all.
    let whole = place.json(&["find", "--from", "1940"]);
    let whole = whole["votes"].as_array().unwrap();
    assert!(whole.len() > 60 + 90, "{}", whole.len());
    for vote in whole.iter().step_by(7) {
        let shown = place.json(&["show", vote["id"].as_str().unwrap()]);
        for key in ["id", "symbol", "date", "title", "tally", "session"] {
            if !vote[key].is_null() {
                assert_eq!(shown[key], vote[key], "{key} of {}", vote["id"]);
            }
        }
    }
}

#[test]
fn the_users_own_book_is_found() {
    let place = Place::filled("own");
    let home = super::directory("own-home");
    let own = |args: &[&str]| {
        let mut command = crate::run::command(args);
        command.current_dir(&place.0).env("XDG_DATA_HOME", &home).env("HOME", &home);
        ended(&mut command)
    };
    // None there yet: the built-in one.
    assert_eq!(own(&["show", "A/RES/73/391"]).code, 2);
    assert_eq!(own(&["show", "A/RES/74/29"]).code, 0);
    // An import makes one, and from then on it is read.
    let done = own(&["book", "import", "ga_voting.csv"]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    assert_eq!(own(&["show", "A/RES/73/391"]).code, 0);
    assert_eq!(own(&["show", "A/RES/73/391", "--book", "built-in"]).code, 2);
    // The environment names another.
    let mut command = crate::run::command(&["book", "info", "--format", "json"]);
    command.current_dir(&place.0).env("SCRUTINEER_BOOK", "book").env("XDG_DATA_HOME", &home);
    let info: Value = serde_json::from_str(&ended(&mut command).stdout).unwrap();
    assert_eq!(info["sources"].as_array().unwrap().len(), 2);
}
