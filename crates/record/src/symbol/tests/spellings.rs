//! Every spelling of a symbol, and what is no symbol.

use crate::symbol::{Kind, Suffix, SymbolError};
use crate::{Body, Committee, Session, Symbol};

/// Reads each spelling and compares its canonical form.
fn check(cases: &[(&str, &str)]) {
    for (spelling, canonical) in cases {
        let read = Symbol::parse(spelling).map(|symbol| symbol.to_string());
        assert_eq!(read.as_deref(), Ok(*canonical), "{spelling}");
        assert_eq!(Symbol::parse(canonical), Symbol::parse(spelling), "{spelling}");
    }
}

#[test]
fn resolutions_of_the_general_assembly() {
    check(&[
        ("A/RES/73/27", "A/RES/73/27"),
        ("a/res/73/027 ", "A/RES/73/27"),
        ("A/RES/61/250C", "A/RES/61/250C"),
        ("A/RES/78/183 B", "A/RES/78/183B"),
        ("A/RES/67/234[B]", "A/RES/67/234B"),
        ("A/RES/32/202[a]", "A/RES/32/202A"),
        ("A/RES/33/116[B-IX]", "A/RES/33/116B-IX"),
        ("A/RES/41/209[IX]", "A/RES/41/209IX"),
        ("A/RES/36/235XIII", "A/RES/36/235XIII"),
        ("A/RES/36//235IX", "A/RES/36/235IX"),
        ("A/RES/39/236[SectionII]", "A/RES/39/236II"),
        ("A/RES/61/128A-B", "A/RES/61/128A-B"),
        ("A/RES/42/222 A to E", "A/RES/42/222A-E"),
        ("A/RES/37/235C-II", "A/RES/37/235C-II"),
        ("A/RES/73/27/Corr.1", "A/RES/73/27/Corr.1"),
        ("A/RES/1803(XVII)", "A/RES/1803(XVII)"),
        ("A/RES/1803 (XVII)", "A/RES/1803(XVII)"),
        ("A/RES/181(II)[A]", "A/RES/181(II)A"),
        ("A/RES/289(IV)[AA]", "A/RES/289(IV)AA"),
        ("A/RES/377(V)[A-C]", "A/RES/377(V)A-C"),
        ("A/RES/724(VIII)A-C", "A/RES/724(VIII)A-C"),
        ("A/RES/108(II)[PARA.2]", "A/RES/108(II)PARA.2"),
        ("A/RES/17(I)[RULE-33]", "A/RES/17(I)RULE-33"),
        ("A/RES/17(I)[RULE-T]", "A/RES/17(I)RULE-T"),
        ("A/RES/106(S-1)", "A/RES/106(S-1)"),
        ("A/RES/185(S-II)", "A/RES/185(S-2)"),
        ("A/RES/1622(S-III)", "A/RES/1622(S-III)"),
        ("A/RES/3362(S-VII)", "A/RES/3362(S-VII)"),
        ("A/RES/997(ES-I)", "A/RES/997(ES-I)"),
        ("A/RES/1003(ES-IandII)", "A/RES/1003(ES-I)"),
        ("A/RES/S-8/2", "A/RES/S-8/2"),
        ("A/RES/ES-10/19", "A/RES/ES-10/19"),
        ("A/RES/ES-8/1A", "A/RES/ES-8/1A"),
        ("A/RES/ES‑10/19", "A/RES/ES-10/19"),
        ("A/RES/73\u{a0}/27", "A/RES/73/27"),
    ]);
}

#[test]
fn short_forms() {
    check(&[
        ("73/27", "A/RES/73/27"),
        ("62/223A", "A/RES/62/223A"),
        ("62/223 A", "A/RES/62/223A"),
        ("77/400", "A/RES/77/400"),
        ("77/401", "A/DEC/77/401"),
        ("77/512", "A/DEC/77/512"),
        ("resolution 77/512", "A/RES/77/512"),
        ("decision 77/512", "A/DEC/77/512"),
        ("General Assembly resolution 73/27", "A/RES/73/27"),
        ("Human Rights Council resolution 16/18", "A/HRC/RES/16/18"),
        ("ES-11/1", "A/RES/ES-11/1"),
        ("s-20/2", "A/RES/S-20/2"),
        ("377 (V)", "A/RES/377(V)"),
        ("377(V)", "A/RES/377(V)"),
        ("res. 377 A (V)", "A/RES/377(V)A"),
        ("2200 A (XXI)", "A/RES/2200(XXI)A"),
        ("2334 (2016)", "S/RES/2334(2016)"),
        ("Resolution 2334 (2016)", "S/RES/2334(2016)"),
        ("UNSCR 2334 (2016)", "S/RES/2334(2016)"),
    ]);
}

#[test]
fn spellings_of_data_sets() {
    check(&[
        ("R/73/27", "A/RES/73/27"),
        ("R/26/2758G", "A/RES/2758(XXVI)G"),
        ("r/26/2758", "A/RES/2758(XXVI)"),
        ("R/33/116A/IV", "A/RES/33/116A-IV"),
        ("R/34/233/XII", "A/RES/34/233XII"),
        ("R/1/1287/A", "A/RES/1287(I)A"),
        ("R/61/128AB", "A/RES/61/128AB"),
        ("ESS/2/78C", "A/RES/78(ES-II)C"),
        ("ESS/10/19", "A/RES/ES-10/19"),
        ("SS/4/23C", "A/RES/23(S-IV)C"),
        ("A64/PV.62", "A/64/PV.62"),
        ("A//PV.2442", "A/PV.2442"),
        ("A/34/PV. 106", "A/34/PV.106"),
        (" A/36/PV.91", "A/36/PV.91"),
        ("S/PV9261", "S/PV.9261"),
        ("A/75/PV.48(Resumption1)", "A/75/PV.48 (Resumption 1)"),
        ("A/5256/ Add.1", "A/5256/Add.1"),
        ("A/51/566/ADD.1", "A/51/566/Add.1"),
        ("A/65/456/Add. 3", "A/65/456/Add.3"),
    ]);
}

#[test]
fn other_documents_of_the_general_assembly() {
    check(&[
        ("A/DEC/72/512", "A/DEC/72/512"),
        ("A/DEC/60/551 B", "A/DEC/60/551B"),
        ("A/73/L.20", "A/73/L.20"),
        ("A/73/L.20/Rev.1/Add.1", "A/73/L.20/Rev.1/Add.1"),
        ("A/ES-11/L.1", "A/ES-11/L.1"),
        ("a/c.1/73/l.27/rev.1", "A/C.1/73/L.27/Rev.1"),
        ("A/C.1/L.744", "A/C.1/L.744"),
        ("A/SPC/46/L.5", "A/SPC/46/L.5"),
        ("A/C.SPC/46/L.5", "A/SPC/46/L.5"),
        ("A/C.1/73/PV.31", "A/C.1/73/PV.31"),
        ("A/C.3/73/SR.46", "A/C.3/73/SR.46"),
        ("A/PV.2440", "A/PV.2440"),
        ("A/73/PV.45", "A/73/PV.45"),
        ("A/ES-11/PV.5", "A/ES-11/PV.5"),
        ("A/78/PV.50 (Resumption 1)", "A/78/PV.50 (Resumption 1)"),
        ("A/73/505", "A/73/505"),
        ("A/67/457/Add.2/Corr.1", "A/67/457/Add.2/Corr.1"),
        ("A/40/24 (PART II)/Corr.3", "A/40/24 (Part II)/Corr.3"),
        ("A/64/439/Add.2(PartII)", "A/64/439/Add.2 (Part II)"),
        ("A/3383(Annex)/Rev.1", "A/3383 (Annex)/Rev.1"),
        ("A/74/6 (Sect. 29)", "A/74/6 (Sect. 29)"),
        ("A/55/558 para.7", "A/55/558 para. 7"),
        ("A/520/Rev.20", "A/520/Rev.20"),
        ("A/14", "A/14"),
        ("A/S-8/9", "A/S-8/9"),
        ("A/AC.290/2019/1", "A/AC.290/2019/1"),
        ("A/AC.292/2025/CRP.1", "A/AC.292/2025/CRP.1"),
        ("A/CONF.234/L.1/Add.2", "A/CONF.234/L.1/Add.2"),
        ("a/inf/73/1", "A/INF/73/1"),
        ("A/BUR/73/SR.1", "A/BUR/73/SR.1"),
    ]);
}

#[test]
fn documents_of_other_bodies() {
    check(&[
        ("S/RES/2334 (2016)", "S/RES/2334(2016)"),
        ("s/res/2334(2016)", "S/RES/2334(2016)"),
        ("S/PV.7853", "S/PV.7853"),
        ("S/PV.7853 (Resumption 1)", "S/PV.7853 (Resumption 1)"),
        ("S/2016/1024", "S/2016/1024"),
        ("S/PRST/2016/18", "S/PRST/2016/18"),
        ("A/HRC/RES/50/1", "A/HRC/RES/50/1"),
        ("A/HRC/RES/S-9/1", "A/HRC/RES/S-9/1"),
        ("A/HRC/50/L.6", "A/HRC/50/L.6"),
        ("E/RES/2002/39", "E/RES/2002/39"),
        ("E/RES/1503 (XLVIII)", "E/RES/1503(XLVIII)"),
        ("E/DEC/2002/201", "E/DEC/2002/201"),
        ("E/CN.4/RES/2002/1", "E/CN.4/RES/2002/1"),
        ("E/CN.4/2002/L.5", "E/CN.4/2002/L.5"),
        ("e/cn.04/8", "E/CN.4/8"),
        ("E/CN.6/2020/L.1", "E/CN.6/2020/L.1"),
        ("ST/SGB/2017/2", "ST/SGB/2017/2"),
    ]);
}

#[test]
fn what_is_no_symbol_says_where_and_what_to_write() {
    let cases = [
        ("", 0, "write a symbol"),
        ("  ", 2, "there is nothing"),
        ("hello", 0, "write it in full"),
        ("24/7", 0, "session before 31"),
        ("187-3", 3, "session is missing"),
        ("N/A", 0, "write it in full"),
        ("1996/31", 0, "body is unsaid"),
        ("3379 (1975)", 0, "check both"),
        ("A/RES/3379", 10, "session is missing"),
        ("A/RES/73", 8, "session is missing"),
        ("A/RES/73/", 8, "session is missing"),
        ("A/RES/73/0", 9, "0 numbers nothing"),
        ("A/RES/0/1", 6, "0 numbers nothing"),
        ("A/RES/73/99999999999", 9, "too large"),
        ("A/RES/999/1", 6, "no session"),
        ("A/RES/2334(2016)", 6, "a year stands"),
        ("A/RES/6(XXXI)", 6, "session 30"),
        ("A/RES/73/27[B", 11, "does not belong"),
        ("A/RES/73/27ABCD", 11, "does not belong"),
        ("A/73/505/7", 8, "does not belong"),
        ("A/3449/Add.", 11, "a number is missing"),
        ("A/5681/dd.1", 6, "does not belong"),
        ("A/PV.1384 and Corr.1", 10, "does not belong"),
        ("A/C.9/73/L.1", 2, "unknown"),
        ("A/2019/5", 2, "no session"),
        ("S/RES/73/27", 6, "a session stands"),
        ("S/DEC/2016/1", 6, "no such documents"),
        ("A/é", 2, "unknown"),
        ("é", 0, "write it in full"),
    ];
    for (text, position, words) in cases {
        let error: SymbolError = Symbol::parse(text).unwrap_err();
        assert_eq!(error.position(), position, "{text}: {error}");
        assert!(error.to_string().contains(words), "{text}: {error}");
    }
}

#[test]
fn a_long_text_is_not_repeated_in_its_error() {
    let long = "ü".repeat(10_000);
    let error = Symbol::parse(&long).unwrap_err();
    assert!(error.to_string().len() < 400, "{error}");
}

#[test]
fn the_pieces_of_a_symbol() {
    let symbol = Symbol::parse("A/C.1/73/L.27/Rev.1").unwrap();
    assert_eq!(symbol.body(), Body::Committee(Committee::First));
    assert_eq!(symbol.kind(), Kind::Draft);
    assert_eq!(symbol.session(), Some(Session::Regular(73)));
    assert_eq!(symbol.number(), Some(27));
    assert_eq!(symbol.suffixes(), [Suffix::Revision(1)]);
    assert!(symbol.is_draft() && !symbol.is_resolution() && !symbol.is_meeting());

    let resolution = Symbol::parse("S/RES/2334(2016)").unwrap();
    assert_eq!((resolution.year(), resolution.session()), (Some(2016), None));

    let adhoc = Symbol::parse("A/AC.290/2019/1").unwrap();
    assert_eq!((adhoc.body(), adhoc.number()), (Body::Committee(Committee::AdHoc), None));
}

#[test]
fn parents_are_stripped_one_at_a_time() {
    let chain = ["A/73/L.20/Rev.1/Add.1", "A/73/L.20/Rev.1", "A/73/L.20"];
    for pair in chain.windows(2) {
        let parent = Symbol::parse(pair[0]).unwrap().parent();
        assert_eq!(parent, Symbol::parse(pair[1]).ok());
    }
    assert_eq!(Symbol::parse("A/73/L.20").unwrap().parent(), None);
    let part = Symbol::parse("A/RES/181(II)A").unwrap();
    assert_eq!(part.parent(), Symbol::parse("181 (II)").ok());
}

#[test]
fn short_forms_are_those_of_prose() {
    let cases = [
        ("A/RES/73/27", "73/27"),
        ("A/RES/62/223A", "62/223 A"),
        ("A/RES/ES-11/1", "ES-11/1"),
        ("A/RES/1514(XV)", "1514 (XV)"),
        ("A/RES/181(II)A", "181 (II) A"),
        ("S/RES/2334(2016)", "2334 (2016)"),
        ("A/DEC/77/512", "77/512"),
        ("A/73/L.20", "A/73/L.20"),
    ];
    for (symbol, short) in cases {
        assert_eq!(Symbol::parse(symbol).unwrap().short(), short);
    }
}

#[test]
fn symbols_are_ordered_by_body_kind_session_number_and_part() {
    let ordered = [
        "A/RES/9(I)",
        "A/RES/10(I)",
        "A/RES/181(II)",
        "A/RES/181(II)A",
        "A/RES/73/9",
        "A/RES/73/27",
        "A/RES/73/27B",
        "A/RES/73/27II",
        "A/RES/73/27IX",
        "A/RES/ES-6/2",
        "A/DEC/73/401",
        "A/73/L.2",
        "A/73/L.2/Add.1",
        "A/73/L.20",
        "A/C.1/73/L.1",
        "S/RES/242(1967)",
    ];
    let symbols = ordered.map(|symbol| Symbol::parse(symbol).unwrap());
    assert!(symbols.is_sorted(), "{symbols:?}");
}

#[test]
fn several_symbols_in_one_field() {
    let check = |field: &str, symbols: &[&str]| {
        let read: Vec<_> = Symbol::parse_list(field)
            .into_iter()
            .map(|read| read.map_or_else(|_| "?".to_owned(), |symbol| symbol.to_string()))
            .collect();
        assert_eq!(read, symbols, "{field}");
    };
    check("", &[]);
    check("A/307|A/307/Corr.1", &["A/307", "A/307/Corr.1"]);
    check("A/75/L.82 | A/75/L.82/Add.1", &["A/75/L.82", "A/75/L.82/Add.1"]);
    check("A/75/L.82A/75/L.82/Add.1", &["A/75/L.82", "A/75/L.82/Add.1"]);
    check("A/3449/Add.|A/73/505; nonsense", &["?", "A/73/505", "?"]);
}

#[test]
fn symbols_are_made_from_their_pieces() {
    let made = Symbol::resolution(Session::Special(6), 3201);
    assert_eq!(made, Symbol::parse("A/RES/3201(S-VI)").ok());
    assert_eq!(Symbol::resolution(Session::Regular(73), 0), None);
    let old = Symbol::draft(Body::Committee(Committee::First), Session::Regular(25), 744);
    assert_eq!(old, Symbol::parse("A/C.1/L.744").ok());
    assert_eq!(Symbol::draft(Body::SecurityCouncil, Session::Regular(73), 1), None);
    assert_eq!(Symbol::draft(Body::Committee(Committee::AdHoc), Session::Regular(73), 1), None);
}
