//! Symbols in running English text.

use crate::symbol::{Cited, Mention, mentions};
use crate::{Body, Committee, Session};

fn written(cited: &Cited) -> String {
    match cited {
        Cited::Symbol(symbol) => symbol.to_string(),
        Cited::Number { body, number } => match body {
            Some(body) => format!("{number} of {body}"),
            None => number.to_string(),
        },
        Cited::Draft { number, suffixes } => {
            suffixes.iter().fold(format!("L.{number}"), |all, suffix| format!("{all}{suffix}"))
        }
    }
}

/// Compares what a text cites.
fn check(text: &str, expected: &[&str]) -> Vec<Mention> {
    let found = mentions(text);
    let cited: Vec<_> = found.iter().map(|mention| written(&mention.cited)).collect();
    assert_eq!(cited, expected, "{text}");
    found
}

#[test]
fn resolutions_after_a_word() {
    check("It adopted resolution 73/27.", &["A/RES/73/27"]);
    check("Resolution\n73/27 passed", &["A/RES/73/27"]);
    check("RESOLUTION 73/27 A", &["A/RES/73/27A"]);
    check("resolution 62/223 A of 22 December 2007", &["A/RES/62/223A"]);
    check("In resolution 73/27 I said", &["A/RES/73/27"]);
    check("resolution 41/69 I (“Relief and Works Agency”)", &["A/RES/41/69I"]);
    check("voted for resolution 41/69 I.", &["A/RES/41/69I"]);
    check("resolution 45/73 I has not been carried out", &["A/RES/45/73I"]);
    check("After resolution 73/27 I was asked why", &["A/RES/73/27"]);
    check("resolution 73/27 UN members", &["A/RES/73/27"]);
    check("General Assembly resolution 60/45 of 8 December 2005", &["A/RES/60/45"]);
    check("res. 181 (II)", &["A/RES/181(II)"]);
    check("resolution 181 (II) A", &["A/RES/181(II)A"]);
    check("resolution 377 A (V)", &["A/RES/377(V)A"]);
    check("UNGA Res 1514 (XV)", &["A/RES/1514(XV)"]);
    check("decision 77/512", &["A/DEC/77/512"]);
    check("resolution 2334 (2016)", &["S/RES/2334(2016)"]);
    check("UNSCR 2334 (2016)", &["S/RES/2334(2016)"]);
    check("resolution ES-11/1", &["A/RES/ES-11/1"]);
    check("voted for ES‑11/1 in March", &["A/RES/ES-11/1"]);
    check("resolution No. 73/27", &["A/RES/73/27"]);
    check("resolution (A/RES/73/27)", &["A/RES/73/27"]);
}

#[test]
fn lists_and_ranges() {
    check("resolutions 73/27 and 73/266", &["A/RES/73/27", "A/RES/73/266"]);
    check(
        "resolutions 73/27, 73/266, and 74/29 were",
        &["A/RES/73/27", "A/RES/73/266", "A/RES/74/29"],
    );
    check(
        "resolutions 1514 (XV) of 14 December 1960 and 2625 (XXV) of 24 October 1970",
        &["A/RES/1514(XV)", "A/RES/2625(XXV)"],
    );
    check("resolutions 242 (1967) and 338 (1973)", &["S/RES/242(1967)", "S/RES/338(1973)"]);
    check("resolutions 73/27 to 73/29", &["A/RES/73/27", "A/RES/73/28", "A/RES/73/29"]);
    check("resolutions 49/62 A and B", &["A/RES/49/62A", "A/RES/49/62B"]);
    check("A/RES/73/27 and 73/266", &["A/RES/73/27", "A/RES/73/266"]);
    check(
        "documents A/C.3/76/L.1 to L.4",
        &["A/C.3/76/L.1", "A/C.3/76/L.2", "A/C.3/76/L.3", "A/C.3/76/L.4"],
    );
    check("A/73/L.20‑22.", &["A/73/L.20", "A/73/L.21", "A/73/L.22"]);
    check("A/C.1/73/L.27 and L.60/Rev.1", &["A/C.1/73/L.27", "A/C.1/73/L.60/Rev.1"]);
    check(
        "A/59/668 and Add.1-3 and Corr.1",
        &["A/59/668", "A/59/668/Add.1", "A/59/668/Add.2", "A/59/668/Add.3", "A/59/668/Corr.1"],
    );
    check("A/59/668/Add.1 and Add.2", &["A/59/668/Add.1", "A/59/668/Add.2"]);
    check("L.1 through L.3", &["L.1", "L.2", "L.3"]);
    // Too long a range is two ends.
    check("A/73/L.1 to A/73/L.999", &["A/73/L.1", "A/73/L.999"]);
    check("A/73/L.9 to A/73/L.3", &["A/73/L.9", "A/73/L.3"]);
}

#[test]
fn incomplete_citations() {
    check("Resolution 3379, which was adopted in 1975", &["3379"]);
    check(
        "Security Council resolutions 242 and 338",
        &["242 of Security Council", "338 of Security Council"],
    );
    check("General Assembly resolution 3379 (1975)", &["3379 of General Assembly"]);
    check("resolution 3379 (1975)", &["3379 of General Assembly"]);
    check("resolution A/RES/3379 of", &["3379 of General Assembly"]);
    check("the text “L.60/Rev.1” was", &["L.60/Rev.1"]);
    check("resolution 73/27 and 20 years", &["A/RES/73/27"]);
    check("Resolution 3379, 72 in favour", &["3379"]);
}

#[test]
fn other_bodies() {
    check("Human Rights Council resolution 50/1", &["A/HRC/RES/50/1"]);
    check(
        "resolutions 16/18 and 50/1 of the Human Rights Council",
        &["A/HRC/RES/16/18", "A/HRC/RES/50/1"],
    );
    check("Economic and Social Council resolution 1996/31", &["E/RES/1996/31"]);
    check("Council resolution 1996/31", &["E/RES/1996/31"]);
    check("Commission on Human Rights resolution 2002/1", &["E/CN.4/RES/2002/1"]);
    check("Resolution 2334 (2016) of the Security Council", &["S/RES/2334(2016)"]);
    check("Resolution 2334 of the Security Council", &["2334 of Security Council"]);
    check(
        "resolutions 73/27 and 2334 (2016) of the Security Council",
        &["A/RES/73/27", "S/RES/2334(2016)"],
    );
    check("resolutions 73/27 and 2334 (2016)", &["A/RES/73/27", "S/RES/2334(2016)"]);
}

#[test]
fn explicit_symbols_anywhere() {
    check("https://undocs.org/en/A/RES/73/27", &["A/RES/73/27"]);
    check("(A/RES/74/138), while", &["A/RES/74/138"]);
    check("a/res/74/138", &["A/RES/74/138"]);
    check("draft resolution A/73/L.20/Rev.1.", &["A/73/L.20/Rev.1"]);
    check("see A/78/PV.50 (Resumption 1).", &["A/78/PV.50 (Resumption 1)"]);
    check("S/RES/2334 (2016),", &["S/RES/2334(2016)"]);
    check("document A/73/505, para. 18, draft resolution I", &["A/73/505"]);
    check("document A/14", &["A/14"]);
    check("A/AC.290/2019/1.", &["A/AC.290/2019/1"]);
}

#[test]
fn what_only_looks_like_a_citation() {
    for text in [
        "open 24/7, a vote of 187-3 on 5/12/2018, 73/27 of them",
        "two thirds (2/3) of the members",
        "resolution 24/7",
        "resolution 12/2020",
        "a resolution of 1,200 words",
        "resolution 1,200",
        "resolution 50%",
        "the draft resolution 1 was",
        "rated A/1, and/or S/5, N/A",
        "A/B testing, s/he",
        "resolution",
        "decision 5",
        "A/RES/",
        "A/RES/73/27x",
        "resolution 73/27/2018",
        "",
    ] {
        check(text, &[]);
    }
}

#[test]
fn spans_tell_the_citation_and_the_words_before_it() {
    let text = "«À» Under General Assembly resolutions 73/27 and 73/266";
    let found = check(text, &["A/RES/73/27", "A/RES/73/266"]);
    let spans: Vec<_> = found.iter().map(|it| text.get(it.start..it.end)).collect();
    assert_eq!(spans, [Some("73/27"), Some("73/266")]);
    let keyword = text.find("General");
    assert!(found.iter().all(|it| Some(it.keyword_start) == keyword));
    assert!(found.iter().all(|it| !it.explicit));

    let range = mentions("A/73/L.20-23");
    assert_eq!((range[0].start, range[0].end), (0, 9));
    assert!(range[1..].iter().all(|it| (it.start, it.end) == (10, 12) && it.explicit));
}

#[test]
fn context_completes_a_citation() {
    let complete = |text: &str, session| {
        let cited = mentions(text).remove(0).cited;
        cited.complete(Body::Committee(Committee::First), session).map(|it| it.to_string())
    };
    let at = |number| Session::Regular(number);
    assert_eq!(complete("L.60/Rev.1", at(74)).as_deref(), Some("A/C.1/74/L.60/Rev.1"));
    assert_eq!(complete("Resolution 3379", at(30)).as_deref(), Some("A/RES/3379(XXX)"));
    assert_eq!(complete("UNSCR 2334", at(71)), None);
}

#[test]
fn long_texts_take_no_longer_than_their_length() {
    // Texts on which going back and forth could cost the square of the length.
    for piece in [
        "A/C.1/",
        "L.1/",
        "resolution ",
        "resolutions 73/27, ",
        "1",
        "A/73/L.1 and ",
        "Add.1/",
        "ES-",
        "General ",
        "A/AC.1/",
        " ",
        "resolution 1(",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let started = std::time::Instant::now();
        mentions(&text);
        // Tenths of a second even without optimization; the square would take minutes.
        assert!(started.elapsed().as_secs() < 10, "{piece}");
    }
}
