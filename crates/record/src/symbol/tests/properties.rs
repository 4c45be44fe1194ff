//! Properties of all symbols and all texts.

use proptest::prelude::*;

use crate::symbol::part::{Label, Parts};
use crate::symbol::{Id, Kind, Part, Place, Suffix, mentions};
use crate::{Body, Committee, Session, Symbol};

fn session() -> impl Strategy<Value = Session> {
    (1..=u8::MAX, 0..3).prop_map(|(number, kind)| match kind {
        0 => Session::Regular(number),
        1 => Session::Special(number),
        _ => Session::Emergency(number),
    })
}

fn label() -> impl Strategy<Value = Label> {
    "[A-Z]{1,2}|[IVX]{2,5}".prop_filter_map("no label", |letters| Label::from_letters(&letters))
}

fn part() -> impl Strategy<Value = Option<Part>> {
    let parts = prop_oneof![
        (label(), proptest::option::of(label())).prop_map(|(one, two)| Parts::Lettered(one, two)),
        (1..=u16::MAX).prop_map(Parts::Paragraph),
        (1..=u16::MAX).prop_map(Parts::Rule),
        label().prop_map(Parts::LetteredRule),
    ];
    proptest::option::of(parts.prop_map(Part))
}

fn suffixes() -> impl Strategy<Value = Vec<Suffix>> {
    let suffix = (1..=u16::MAX, 1..=u8::MAX, 0..10).prop_map(|(number, small, kind)| match kind {
        0 => Suffix::Revision(number),
        1 => Suffix::Addendum(number),
        2 => Suffix::Corrigendum(number),
        3 => Suffix::Amendment(number),
        4 => Suffix::Part(small),
        5 => Suffix::Volume(small),
        6 => Suffix::Section(number),
        7 => Suffix::Annex,
        8 => Suffix::Resumption(number),
        _ => Suffix::Paragraph(number),
    });
    proptest::collection::vec(suffix, 0..5)
}

fn numbered(body: Body, kind: Kind, place: Place, number: u32, part: Option<Part>) -> Symbol {
    Symbol { body, kind, id: Id::Numbered { place, number, part }, suffixes: Vec::new() }
}

fn act() -> impl Strategy<Value = Symbol> {
    (session(), 1946u16..2200, 1..=u32::MAX, part(), 0..6).prop_map(
        |(session, year, number, part, form)| {
            let of = |body, kind, place| numbered(body, kind, place, number, part);
            let (session, by_year) = (Place::Session(session), Place::Year(year));
            match form {
                0 => of(Body::GeneralAssembly, Kind::Resolution, session),
                1 => of(Body::GeneralAssembly, Kind::Decision, session),
                2 => of(Body::HumanRightsCouncil, Kind::Resolution, session),
                3 => of(Body::EconomicAndSocialCouncil, Kind::Decision, by_year),
                4 => of(Body::CommissionOnHumanRights, Kind::Resolution, session),
                _ => numbered(
                    Body::SecurityCouncil,
                    Kind::Resolution,
                    Place::Year(year),
                    // Below what the Council can have come to.
                    number % 45 + 1,
                    part,
                ),
            }
        },
    )
}

fn document() -> impl Strategy<Value = Symbol> {
    let kind = prop_oneof![
        Just(Kind::Draft),
        Just(Kind::VerbatimRecord),
        Just(Kind::SummaryRecord),
        Just(Kind::Document),
    ];
    let body = prop::sample::select(Body::ALL.to_vec()).prop_filter("no root", |body| {
        !matches!(body, Body::Other | Body::Committee(Committee::AdHoc))
    });
    (body, kind, session(), 1946u16..2200, 1..=u32::MAX, any::<bool>()).prop_map(
        |(body, kind, session, year, number, is_placed)| {
            let place = match body {
                _ if !is_placed => Place::Unplaced,
                Body::GeneralAssembly | Body::Committee(_) | Body::HumanRightsCouncil => {
                    Place::Session(session)
                }
                _ => Place::Year(year),
            };
            numbered(body, kind, place, number, None)
        },
    )
}

fn own_form() -> impl Strategy<Value = Symbol> {
    let text = "(A|S|E)/(AC|CONF|INF|CN)\\.[1-9][0-9]{0,3}(/(WG|SUB|L|PV|CRP|C)\\.[1-9]|/S-[1-9]|/[1-9][0-9]{0,3}){0,5}";
    text.prop_filter_map("no symbol", |text| Symbol::parse(&text).ok())
}

fn symbol() -> impl Strategy<Value = Symbol> {
    (prop_oneof![act(), document(), own_form()], suffixes())
        .prop_map(|(symbol, suffixes)| Symbol { suffixes, ..symbol })
}

/// Text made of what symbols are made of, which random text hardly ever hits.
fn near_symbols() -> impl Strategy<Value = String> {
    let pieces = [
        "A/",
        "S/",
        "E/",
        "RES/",
        "C.1/",
        "73",
        "27",
        "0",
        "99999999999",
        "/",
        "L.",
        "PV.",
        "Rev.1",
        "(",
        ")",
        "XV",
        "2016",
        "S-",
        "ES-",
        "[",
        "]",
        "A",
        "B-IX",
        " ",
        "-",
        "–",
        "\u{a0}",
        "resolution ",
        "resolutions ",
        "and ",
        "to ",
        ", ",
        "of the Security Council",
        "No. ",
        "é",
        "“",
        "Add.",
        "PARA.",
        "CONF.",
        "HRC/",
        "(Resumption 1)",
        "of 8 December 2005",
        "|",
        ".",
        "%",
        "UNSCR ",
        "draft ",
    ];
    proptest::collection::vec(prop::sample::select(pieces.to_vec()), 0..24)
        .prop_map(|all| all.concat())
}

fn check_mentions(text: &str) -> Result<(), TestCaseError> {
    let mut before = 0;
    for mention in mentions(text) {
        prop_assert!(mention.keyword_start <= mention.start);
        prop_assert!(before <= mention.start && mention.start < mention.end);
        prop_assert!(text.get(mention.start..mention.end).is_some());
        prop_assert!(text.is_char_boundary(mention.keyword_start));
        if let Some(symbol) = mention.cited.symbol() {
            prop_assert_eq!(Symbol::parse(&symbol.to_string()), Ok(symbol.clone()));
        }
        before = mention.start;
    }
    Ok(())
}

fn check_parse(text: &str) -> Result<(), TestCaseError> {
    match Symbol::parse(text) {
        Ok(symbol) => {
            prop_assert_eq!(Symbol::parse(&symbol.to_string()), Ok(symbol.clone()));
            if !symbol.is_decision() || symbol.body() != Body::GeneralAssembly {
                prop_assert!(!symbol.short().is_empty());
            }
        }
        Err(error) => {
            prop_assert!(error.position() <= text.len());
            prop_assert!(!error.to_string().is_empty());
        }
    }
    for symbol in Symbol::parse_list(text).into_iter().flatten() {
        prop_assert_eq!(Symbol::parse(&symbol.to_string()), Ok(symbol));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_symbol_survives_the_round_trip(symbol in symbol()) {
        let written = symbol.to_string();
        prop_assert_eq!(Symbol::parse(&written), Ok(symbol.clone()), "{}", written);
        let read = Symbol::parse(&written.to_lowercase());
        prop_assert_eq!(read, Ok(symbol), "{}", written);
    }

    #[test]
    fn the_order_of_symbols_agrees_with_their_equality(one in symbol(), two in symbol()) {
        prop_assert_eq!(one == two, one.cmp(&two).is_eq());
        prop_assert_eq!(one == two, one.to_string() == two.to_string());
    }

    #[test]
    fn every_short_form_of_a_resolution_is_read_in_text(session in session(), number in 1u32..400) {
        let symbol = Symbol::resolution(session, number).unwrap();
        let text = format!("resolution {}.", symbol.short());
        let found = mentions(&text);
        prop_assert_eq!(found.first().and_then(|it| it.cited.symbol()), Some(&symbol));
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>()) {
        check_parse(&text)?;
        check_mentions(&text)?;
    }

    #[test]
    fn any_text_of_pieces_is_read_or_refused(text in near_symbols()) {
        check_parse(&text)?;
        check_mentions(&text)?;
    }
}
