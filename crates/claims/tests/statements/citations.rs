//! What texts say of the documents that they cite, true and false, from text to verdict.

use std::sync::LazyLock;

use scrutineer_book::Book;
use scrutineer_claims::{Checker, ClaimKind, Finding, Verdict};

fn citations(text: &str) -> Vec<Finding> {
    static BOOK: LazyLock<Book> =
        LazyLock::new(|| scrutineer_book::built_in().expect("the built-in book"));
    static CHECKER: LazyLock<Checker<'static>> =
        LazyLock::new(|| Checker::new(&BOOK.record).only(vec![ClaimKind::Citation]));
    CHECKER.check(text.as_bytes(), "2024-01-15".parse().ok()).findings
}

fn check(texts: &[&str], verdict: Verdict) {
    for text in texts {
        let found = citations(text);
        assert!(!found.is_empty(), "no citation found in: {text}");
        for finding in found {
            assert_eq!(finding.verdict, verdict, "{text}: {}", finding.explanation);
        }
    }
}

/// Title, subject, nickname, date, year and session are those of the text cited.
const RIGHT: &[&str] = &[
    "As stated in resolution 75/240 on information security, states need rules.",
    r#"Resolution 68/262, "Territorial integrity of Ukraine", is often cited."#,
    r#"The text refers to resolution 74/29, entitled "Developments in the field of information and telecommunications in the context of international security"."#,
    "The Jerusalem resolution (A/RES/ES-10/19) is cited in the report.",
    "General Assembly resolution 2758 (XXVI) of October 1971 on the representation of China remains in force.",
    "The committee relied on resolution 68/262 of 27 March 2014.",
    "The 2018 resolution 73/27 set out thirteen rules.",
    "See A/RES/73/187 of 17 December 2018.",
    "A text of 1975 on racial discrimination, resolution 3379 (XXX) of 10 November, was undone in December 1991 by resolution 46/86.",
    "UNGA Res. 74/29 on information security recalls earlier work.",
    "The paper cites UNGA Res 71/205 on human rights in Crimea.",
    "Lawyers point to the Crimea resolution, 68/262, in their brief.",
    "The Assembly's resolution on the death penalty moratorium (A/RES/73/175) is the latest of its kind.",
    "Resolution 74/29, adopted at its seventy-fourth session, is quoted.",
    "In its resolution 68/262 on the territorial integrity of Ukraine the Assembly had called on states not to recognise the change.",
    r#"Under General Assembly resolution 74/29 (12 December 2019), entitled "Developments in the field of information and telecommunications", states should exchange views."#,
    "The brief cites G.A. Res. 68/262 (27 March 2014).",
    r#"The brief cites "Status of Jerusalem", A/RES/ES-10/19."#,
    "[1] A/RES/68/262, Territorial integrity of Ukraine, 27 March 2014.",
    "Resolution ES-11/1, Aggression against Ukraine, was adopted in an emergency session.",
    "the resolution on aggression against Ukraine (A/RES/ES-11/1) of 2 March 2022",
    "By resolution 60/251 of 15 March 2006 the Human Rights Council was created.",
    "Resolution 67/19 of 29 November 2012 gave Palestine the status of a non-member observer state.",
    "General Assembly resolution 2758 (XXVI) on the restoration of the lawful rights of the People's Republic of China",
    "Resolution 2758 of 1971 is quoted by Beijing.",
    r#"See resolution 73/187 ("Countering the use of information and communications technologies for criminal purposes")."#,
    "Resolution 73/27 deals with information security.",
    "The draft resolution A/C.1/73/L.27/Rev.1 on information security was revised twice.",
    "Resolution 74/29, adopted by the General Assembly on 12 December 2019, is quoted.",
    "UN General Assembly, Territorial integrity of Ukraine, A/RES/68/262, 27 March 2014.",
    "United Nations. (2018). Moratorium on the use of the death penalty (A/RES/73/175).",
    "- **Resolution 68/262**: *Territorial integrity of Ukraine* (27 March 2014)",
    "UNGA Res ES-10/19 'Status of Jerusalem' (21 December 2017).",
];

/// One of them, or the body, is not; or no such document can be.
const WRONG: &[&str] = &[
    "Under A/RES/74/29 on the death penalty moratorium, states must report.",
    "Resolution 68/262 on a moratorium on the use of the death penalty is cited.",
    r#"The brief rests on resolution 73/27, "Moratorium on the use of the death penalty"."#,
    r#"Resolution 46/86, entitled "Territorial integrity of Ukraine", is cited in the brief."#,
    "The Jerusalem resolution (A/RES/73/27) is cited in the report.",
    "See A/RES/74/29 of December 2018.",
    "The committee relied on resolution 68/262 of 27 March 2015.",
    "The committee relied on resolution 68/262 of 28 March 2014.",
    "The 2019 resolution 73/27 set out thirteen rules.",
    "That finding was undone by resolution 46/86 in December 1989.",
    "Security Council resolution 74/29 binds all states.",
    "Resolution 2334 (2016) of the General Assembly speaks of settlements.",
    "The Human Rights Council's resolution 68/262 is often quoted.",
    "The report quotes A/RES/74/999 at length.",
    "Resolution A/RES/74/1450 on water is quoted.",
    "Resolution 74/29, adopted at the seventy-third session, is quoted.",
    "At its 72nd session the Assembly adopted resolution 74/29.",
    "[1] A/RES/68/262, 27 March 2016.",
    "The embargo resolution 68/262 was adopted every year.",
    "By resolution 60/251 of 15 March 2005 the Human Rights Council was created.",
    "The Council was created by resolution 60/251 in 2004.",
    "General Assembly resolution 1973 (2011) authorised force.",
    "UN General Assembly resolution 2202 (2015) on Minsk is quoted.",
    "Resolution 2758 of 1972 is quoted by Beijing.",
    r#"See resolution 73/187 ("Moratorium on the use of the death penalty")."#,
    "Resolution 73/27 deals with the use of the death penalty.",
    "Resolution 73/27 is about the use of the death penalty.",
    r#"A/RES/73/27 is entitled "Moratorium on the use of the death penalty"."#,
    "See [A/RES/73/27](https://undocs.org/A/RES/73/27) on the moratorium on the use of the death penalty.",
    "The 73rd session adopted A/RES/74/29 of 5 December 2018.",
    "The draft resolution A/C.1/73/L.27/Rev.1 on the death penalty moratorium was revised twice.",
    "Resolution 74/29, adopted by the General Assembly on 12 December 2018, is quoted.",
    "The right to privacy was affirmed in A/RES/68/167 of 18 December 2003.",
    "The report quotes A/RES/120/15 at length.",
    "The report quotes A/RES/95/12 of 2040.",
    // The title is the claim, and the year beside it is right.
    "UN General Assembly, Status of Jerusalem, A/RES/68/262, 27 March 2014.",
    "United Nations. (2018). Territorial integrity of Ukraine (A/RES/73/175).",
    "- **A/RES/68/262** (2014) – on the use of the death penalty",
    "* A/RES/68/262: Status of Jerusalem (2014)",
    "UNGA Res ES-10/19 'Territorial integrity of Ukraine' (21 December 2017).",
];

/// Nothing in the built-in record decides.
const UNDECIDED: &[&str] = &[
    "Under resolution 74/29 on consular fees, states must report.",
    "Resolution 74/50 on fisheries is quoted.",
    "The report quotes A/RES/74/2 of 10 October 2019 on universal health coverage.",
    "Resolution 68/167 on the right to privacy in the digital age is quoted.",
    r#"Resolution 70/1, "Transforming our world: the 2030 Agenda for Sustainable Development", is quoted."#,
];

/// Nothing is said of the document.
const NOTHING: &[&str] = &[
    "Resolution 242 (1967) of the Security Council speaks of territories occupied.",
    "The report quotes A/RES/74/29 at length.",
    "See A/RES/73/27 and A/RES/74/29.",
    "States reaffirmed resolutions 68/262, 71/205 and 72/190.",
    "The footnote gives [A/RES/73/27] and nothing else.",
    "It is found at undocs.org/A/RES/73/27 and https://docs.un.org/en/A/RES/74/29.",
    "The draft A/C.1/73/L.27/Rev.1 was circulated.",
    "The Court cited resolution 67/19 in 2019.",
    "In 2019 the court cited resolution 67/19 twice.",
    "He spoke about resolution 67/19 on Monday.",
    "Paragraph 3 of resolution 74/29 was amended in 2020.",
    "The controversial resolution 74/29 is cited again.",
    "They discussed General Assembly resolution 74/29 and Security Council resolution 1325 (2000).",
    "Resolution 1325 (2000) on women, peace and security is binding, he said.",
    "Resolution 2758 is quoted by Beijing.",
];

#[test]
fn what_is_right() {
    check(RIGHT, Verdict::Supported);
}

#[test]
fn what_is_wrong() {
    check(WRONG, Verdict::Contradicted);
}

#[test]
fn what_nothing_decides() {
    check(UNDECIDED, Verdict::NotInRecord);
}

#[test]
fn a_symbol_alone_claims_nothing() {
    for text in NOTHING {
        assert!(citations(text).is_empty(), "{text}: {:?}", citations(text));
    }
}

/// Where the right text is known it is said, with the smallest change that would make the citation true.
#[test]
fn the_text_that_is_meant_is_named() {
    let correction = |text: &str| citations(text)[0].correction.clone().unwrap_or_default();
    assert_eq!(
        correction("See A/RES/74/29 of December 2018."),
        "12 December 2019 instead of December 2018"
    );
    assert_eq!(
        correction("See A/RES/46/86 on the use of the death penalty."),
        "A/RES/62/149 instead of A/RES/46/86"
    );
    // Parts are judged apart: the text is the right one, its day is not.
    let found = citations(
        "See the resolution on aggression against Ukraine (A/RES/ES-11/1) of 2 March 2023.",
    );
    assert_eq!(found[0].verdict, Verdict::Partly);
}
