//! What is no statement that reads, and how that is told.

use super::{asked, engine};

/// What each statement that fails is told, with what to try instead.
fn check(sql: &str, words: &[&str]) {
    let error = asked(&engine(), sql).expect_err(sql);
    let told = format!("{}\n{}", error.message(), error.hints().join("\n"));
    for words in words {
        assert!(told.contains(words), "{sql}: {words} is not in\n{told}");
    }
}

#[test]
fn an_error_says_where_and_what_to_try() {
    check("SELEC 1", &["SELEC", "ine: 1", "olumn: 1"]);
    check("SELECT 1 FROM vote", &["vote", "line 1, column 15", "SHOW TABLES"]);
    check("SELECT titel FROM votes", &["titel", "line 1, column 8", "title"]);
    check("SELECT position_off('USA', 'A/RES/74/29')", &["position_off", "position_of"]);
    check("SELECT position_of('Untied States', 'A/RES/74/29')", &["did you mean United States"]);
    check("SELECT position_of('USA', 'no symbol')", &["neither a document symbol", "A/RES/74/29"]);
    check("SELECT in_group('USA', 'BRIX', '2019-12-12')", &["no group", "BRICS"]);
    check("SELECT cohesion('maybe')", &["maybe", "yes, no, abstain or non_voting"]);
    check("SELECT * FROM check_corpus('not-there.jsonl')", &["not-there.jsonl"]);
    check("  ", &["no statement", "SHOW TABLES"]);
}

#[test]
fn nothing_is_made_filled_or_set() {
    let reads = &["only statements that read"];
    check("CREATE TABLE mine AS SELECT 1", reads);
    check("CREATE EXTERNAL TABLE mine STORED AS PARQUET LOCATION '/etc/passwd'", reads);
    check("INSERT INTO votes (id) VALUES ('x')", reads);
    check("DROP TABLE votes", reads);
    check("COPY votes TO 'votes.csv'", reads);
    check("SET datafusion.execution.batch_size = 1", reads);
    check("SELECT * FROM '/etc/passwd'", &["SHOW TABLES"]);
}
