//! The API gives the answers of the commands.

use serde_json::Value;

use super::Server;
use crate::run::{json, run, run_on};

#[test]
fn answers_are_those_of_the_commands() {
    let server = Server::start();
    let check = |path: &str, command: &[&str]| {
        let reply = server.get(&format!("/api/v1/{path}"));
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        let printed = run(&[command, &["--format", "json"]].concat());
        assert_eq!(reply.text(), printed.stdout, "{path}");
        assert_eq!(reply.header("content-type"), Some("application/json"));
    };
    check("votes/A/RES/74/29", &["show", "74/29"]);
    check("votes/A%2FRES%2F74%2F29", &["show", "74/29"]);
    check("votes/builtin:A/RES/74/29", &["show", "74/29"]);
    check("votes?words=cyber+crime&limit=1000", &["find", "cyber", "crime"]);
    check(
        "votes?member=USA&position=no&from=2019",
        &["find", "--member", "USA", "--position", "no", "--from", "2019"],
    );
    check("compare?votes=A/RES/73/27,A/RES/74/29", &["compare", "73/27", "74/29"]);
    check("series/A/RES/74/29", &["series", "74/29"]);
    check("members/Russia", &["member", "RUS"]);
    check("members/BLR?group=CSTO", &["member", "BLR", "--group", "CSTO"]);
    check("groups/Western%20partners", &["group", "Western partners"]);
    check("groups/BRICS?vote=74/29", &["group", "BRICS", "--vote", "74/29"]);
    check(
        "blocs?session=73-74&method=modularity",
        &["blocs", "--session", "73-74", "--method", "modularity"],
    );
    check("mandates", &["mandates"]);
    check("topics", &["topics"]);
    check("topics/rules-norms?group=BRICS", &["topics", "rules-norms", "--group", "BRICS"]);
}

#[test]
fn tables_are_those_of_the_commands() {
    let server = Server::start();
    let check = |path: &str, command: &[&str]| {
        let printed = run(&[command, &["--format", "csv"]].concat()).stdout;
        for (more, accept) in [("format=csv", ""), ("", "Accept: text/csv\r\n")] {
            let mark = if path.contains('?') { '&' } else { '?' };
            let path = format!("/api/v1/{path}{mark}{more}");
            let reply = server.ask("GET", path.trim_end_matches(['&', '?']), accept, b"");
            assert_eq!((reply.status, reply.text()), (200, printed.as_str()), "{path}");
            assert_eq!(reply.header("content-type"), Some("text/csv; charset=utf-8"));
        }
    };
    check("votes/A/RES/74/29", &["show", "74/29"]);
    check("votes?group=EU&limit=1000", &["find", "--group", "EU"]);
    check("compare?votes=74/28,74/29", &["compare", "74/28", "74/29"]);
    check("ideal?member=USA&limit=1000", &["ideal", "--member", "USA"]);
    check(
        "ideal?model=static&member=USA&limit=1000",
        &["ideal", "--model", "static", "--member", "USA"],
    );
    check(
        "ideal?model=binary&member=FRA&limit=1000",
        &["ideal", "--model", "binary", "--member", "FRA"],
    );
    check("votes?limit=100000", &["find"]);
    check(
        "agreement?session=74&members=USA,RUS,CHN",
        &["agreement", "--session", "74", "--members", "USA,RUS,CHN"],
    );
    let both = server.ask("GET", "/api/v1/mandates", "Accept: application/json, text/csv\r\n", b"");
    assert_eq!(both.header("content-type"), Some("application/json"));
}

#[test]
fn statements_are_checked() {
    let said = "Ukraine voted against resolution A/RES/74/29, and China abstained.";
    let server = Server::start();
    let send = |kind: &str, body: &str| {
        let headers = format!("Content-Type: {kind}\r\n");
        server.ask("POST", "/api/v1/check?date=2019-12-13", &headers, body.as_bytes())
    };
    let reply = send("text/plain; charset=utf-8", said);
    let mut found: Value = serde_json::from_slice(&reply.body).unwrap();
    let printed = run_on(said.as_bytes(), &["check", "--date", "2019-12-13", "--format", "json"]);
    let mut printed: Value = serde_json::from_str(&printed.stdout).unwrap();
    for found in [&mut found, &mut printed] {
        *found.pointer_mut("/documents/0/source").unwrap() = Value::Null;
    }
    assert_eq!(found, printed);
    let page = send("text/html", &format!("<p>{said}</p>"));
    let page: Value = serde_json::from_slice(&page.body).unwrap();
    assert_eq!(page["documents"][0]["kind"], "html");
    assert_eq!(page["documents"][0]["findings"].as_array().unwrap().len(), 2);
    assert_eq!(send("application/pdf", said).status, 415);
    assert_eq!(send("text/plain", "").status, 400);
}

#[test]
fn long_answers_come_in_parts() {
    let server = Server::start();
    let whole = json(&["find", "--from", "2018"]);
    let (mut votes, mut texts): (Vec<Value>, Vec<Value>) = Default::default();
    let mut next = Some("/api/v1/votes?from=2018&limit=7".to_owned());
    while let Some(path) = next {
        let reply = server.get(&path);
        let part: Value = serde_json::from_slice(&reply.body).unwrap();
        votes.extend(part["votes"].as_array().unwrap().clone());
        texts.extend(part["texts"].as_array().unwrap().clone());
        let link = reply.header("link").map(|link| link.split(['<', '>']).nth(1).unwrap());
        next = link.map(str::to_owned);
    }
    assert_eq!(Value::from(votes), whole["votes"]);
    assert_eq!(Value::from(texts), whole["texts"]);
    let pairs = |query: &str| -> Vec<Value> {
        let reply =
            server.get(&format!("/api/v1/agreement?session=74&members=USA,RUS,CHN,FRA{query}"));
        serde_json::from_slice::<Value>(&reply.body).unwrap()["pairs"].as_array().unwrap().clone()
    };
    assert_eq!(pairs("").len(), 6);
    assert_eq!([pairs("&limit=4"), pairs("&limit=4&cursor=4")].concat(), pairs(""));
    for (limit, more) in [(4, true), (5, true), (6, false)] {
        let path = "/api/v1/agreement?session=74&members=USA,RUS,CHN,FRA";
        let table = server.get(&format!("{path}&format=csv&limit={limit}"));
        assert_eq!(table.text().lines().count(), limit + 1);
        assert_eq!(table.header("link").is_some(), more, "{limit} of 6");
    }
}

#[test]
fn what_the_reader_has_is_not_sent_again() {
    let server = Server::start();
    let path = "/api/v1/series/A/RES/74/29";
    let tag = server.get(path).header("etag").unwrap().to_owned();
    let check = |asked: &str, status: u16| {
        let reply = server.ask("GET", path, &format!("If-None-Match: {asked}\r\n"), b"");
        assert_eq!((reply.status, reply.body.is_empty()), (status, status == 304), "{asked}");
        assert_eq!(reply.header("etag"), Some(tag.as_str()));
    };
    check(&tag, 304);
    check(&format!("\"other\", W/{tag}"), 304);
    check("*", 304);
    check("\"other\"", 200);
    let table = server.get(&format!("{path}?format=csv"));
    assert_ne!(table.header("etag"), Some(tag.as_str()));
}

#[test]
fn problems_are_told() {
    let server = Server::start();
    let check = |method: &str, path: &str, status: u16, told: &str| {
        let reply = server.ask(method, path, "", b"");
        assert_eq!(reply.status, status, "{path}");
        assert_eq!(reply.header("content-type"), Some("application/problem+json"), "{path}");
        let problem: Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(problem["status"], status);
        assert!(reply.text().contains(told), "{path}: {}", reply.text());
    };
    check("GET", "/api/v1/votes/A/RES/74/2999", 404, "is not in this book");
    check("GET", "/api/v1/members/Rwandda", 404, "did you mean Rwanda?");
    check("GET", "/api/v1/members/BRICS", 404, "/groups/BRICS");
    check("GET", "/api/v1/votes?position=no", 422, "name a member or a group");
    check("GET", "/api/v1/votes?from=yesterday", 422, "is not a date");
    check("GET", "/api/v1/votes?frm=2019", 400, "there are words, from");
    check("GET", "/api/v1/votes?from=2019&from=2020", 400, "given twice");
    check("GET", "/api/v1/votes?limit=0", 400, "from 1 to 1000");
    check("GET", "/api/v1/votes?body=senate", 400, "general_assembly");
    check("GET", "/api/v1/compare", 400, "is missing");
    check("GET", "/api/v1/compare?votes=74/29", 422, "two votes or more");
    let thirteen = ["A/RES/74/29"; 13].join(",");
    check("GET", &format!("/api/v1/compare?votes={thirteen}"), 422, "at most 12");
    check("GET", "/api/v1/nothing", 404, "/api/v1/openapi.json");
    check("GET", "/api/v1/members/%FF", 400, "");
    check("PUT", "/api/v1/votes", 405, "not asked in this way");
    check("GET", "/api/v1/check", 405, "not asked in this way");
    let put = server.ask("PUT", "/api/v1/votes", "", b"");
    assert_eq!(put.header("allow"), Some("GET,HEAD"));
}

#[test]
fn pages_of_others_may_read() {
    let server = Server::start();
    let reply = server.get("/api/v1/mandates");
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    let asking = "Origin: http://example.org\r\nAccess-Control-Request-Method: POST\r\n\
                  Access-Control-Request-Headers: content-type\r\n";
    let reply = server.ask("OPTIONS", "/api/v1/check", asking, b"");
    assert_eq!(
        (reply.status, reply.header("access-control-allow-headers")),
        (200, Some("content-type,if-none-match"))
    );
}

#[test]
fn the_openapi_document_names_every_address() {
    let server = Server::start();
    let document: Value = serde_json::from_slice(&server.get("/api/v1/openapi.json").body).unwrap();
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.contains_key("/votes/{vote}") && paths.len() > 15, "{paths:?}");
    for (path, ways) in paths {
        for (method, operation) in ways.as_object().unwrap() {
            let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
            let name = schema["$ref"].as_str().unwrap().trim_start_matches('#');
            let schema = document.pointer(name).unwrap();
            assert!(schema["properties"].is_object(), "{path}: {schema}");
            let filled =
                path.split('/').map(|part| if part.starts_with('{') { "USA" } else { part });
            let filled: Vec<_> = filled.collect();
            let reply = server.ask(
                &method.to_uppercase(),
                &format!("/api/v1{}", filled.join("/")),
                "",
                b"",
            );
            assert_ne!(reply.status, 405, "{method} {path}");
        }
    }
}
