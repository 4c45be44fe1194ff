use std::sync::OnceLock;

use scrutineer_record::{Body, Decision, Members, Outcome, Position, Roll, Session};

use crate::{Batch, Error, Format, Input, Progress, read};

fn members() -> &'static Members {
    static MEMBERS: OnceLock<Members> = OnceLock::new();
    MEMBERS.get_or_init(|| scrutineer_book::members().unwrap())
}

/// What is made of a file, and how many records it holds.
fn read_file(text: impl Into<Vec<u8>>) -> (Batch, u64) {
    let file = Input::of_bytes("votes.xml", text);
    let mut imported =
        read(vec![file], Some(Format::UndlMarc), members(), &Progress::default()).unwrap();
    (imported.batches.remove(0).1, imported.files[0].rows)
}

fn batch(text: impl Into<Vec<u8>>) -> Batch {
    read_file(text).0
}

/// A field: `967 c ALB d N`.
fn field(tag: &str, subfields: &[(&str, &str)]) -> String {
    let subfields: String = subfields
        .iter()
        .map(|(code, text)| format!("<subfield code=\"{code}\">{text}</subfield>"))
        .collect();
    format!("<datafield tag=\"{tag}\" ind1=\" \" ind2=\" \">{subfields}</datafield>\n")
}

/// A record with these fields beside number, date and symbol.
fn record(fields: &str) -> String {
    let date = field("269", &[("a", "2031-12-05")]);
    let symbol = field("791", &[("a", "A/RES/86/903"), ("b", "A/"), ("c", "86")]);
    format!(
        "<record>\n<controlfield tag=\"001\">9300001</controlfield>\n{date}{symbol}{fields}</record>\n"
    )
}

fn collection(records: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n{records}</collection>"
    )
}

fn position(code: &str, letter: &str, name: &str) -> String {
    let letter: &[(&str, &str)] = if letter.is_empty() { &[] } else { &[("d", letter)] };
    field("967", &[&[("a", "1"), ("c", code)], letter, &[("e", name)]].concat())
}

/// The positions by code of member: `ALB no`.
fn cast(batch: &Batch) -> Vec<String> {
    let cast = &batch.accounts[0].cast;
    cast.iter().map(|(id, position)| format!("{} {position}", members()[*id].code)).collect()
}

fn defects(batch: &Batch) -> Vec<String> {
    let of_votes = batch.accounts.iter().flat_map(|account| &account.vote.defects);
    batch.defects.iter().chain(of_votes).map(ToString::to_string).collect()
}

#[test]
fn a_recorded_vote_is_read_whole() {
    let fields = [
        field(
            "245",
            &[
                ("a", "An example &amp; more :"),
                ("b", "resolution /"),
                ("c", "adopted by the General Assembly"),
            ],
        ),
        field("591", &[("a", "RECORDED - No machine generated vote")]),
        field("952", &[("a", " A/86/PV. 45")]),
        "<datafield tag=\"993\" ind1=\"2\"><subfield code=\"a\">A/86/901</subfield></datafield>"
            .to_owned(),
        "<datafield tag=\"993\" ind1=\"4\"><subfield code=\"a\">A/86/PV.45</subfield></datafield>"
            .to_owned(),
        field("991", &[("a", "A/86/251"), ("b", "93."), ("c", "An item."), ("d", "ONE--TWO")]),
        field("650", &[("a", "ONE--TWO")]),
        field("653", &[("a", "THREE")]),
        position("ALB", "N", "ALBANIA"),
        position("BEN", "", "BENIN"),
        position("AUS", "a", "AUSTRALIA"),
        field("967", &[("b", "9"), ("c", "GMB"), ("e", "GAMBIA")]),
        position("CIV", "Y", "C&#xD4;TE D'IVOIRE"),
        field(
            "996",
            &[("a", "Noted."), ("b", "1"), ("c", "001"), ("d", "001"), ("e", "2"), ("f", "5")],
        ),
    ];
    let (batch, rows) = read_file(collection(&record(&fields.concat())));
    assert_eq!((rows, batch.accounts.len(), batch.texts.len()), (1, 1, 0));
    assert_eq!(defects(&batch), [""; 0]);
    assert_eq!(
        cast(&batch),
        ["ALB no", "BEN non_voting", "AUS abstain", "GMB non_voting", "CIV yes"]
    );
    let account = &batch.accounts[0];
    assert_eq!((account.roll, account.stated), (Roll::Listed, 5));
    let vote = &account.vote;
    assert_eq!(vote.id, "undl:9300001");
    assert_eq!(vote.symbol.as_ref().unwrap().to_string(), "A/RES/86/903");
    assert_eq!(vote.title, "An example & more");
    assert_eq!((vote.body, vote.session), (Body::GeneralAssembly, Session::Regular(86)));
    assert_eq!(vote.date.to_string(), "2031-12-05");
    assert_eq!(vote.meeting.as_ref().unwrap().to_string(), "A/86/PV.45");
    assert_eq!(vote.printed.unwrap().to_string(), "1-1-1");
    assert_eq!(vote.outcome, Outcome::Adopted);
    assert_eq!(vote.about.documents[0].to_string(), "A/86/901");
    assert_eq!(
        (vote.about.agenda.as_slice(), vote.about.subjects.len()),
        (&["An item".to_owned()][..], 2)
    );
    assert_eq!(vote.note, "Noted. Barred from voting under article 19: GAMBIA.");
    assert_eq!(vote.source.line, Some(3));
    assert_eq!(vote.source.document.as_deref(), Some("A/86/PV.45"));
    assert_eq!(vote.source.url.as_deref(), Some("https://digitallibrary.un.org/record/9300001"));
    assert!(vote.source.file.checksum.is_some());
}

#[test]
fn the_shapes_of_files() {
    let one = record(&position("ALB", "Y", "ALBANIA"));
    let prefixed =
        collection(&one).replace("<", "<m:").replace("<m:/", "</m:").replace("<m:?", "<?");
    let continued = one.replace("\"967\"", "\"969\"");
    let harvested = format!("<OAI><record><metadata>{one}</metadata></record></OAI>");
    let spoken = format!("<!-- a <record> in a comment -->{one}");
    for (text, expect) in [
        (one.clone(), 1),
        (collection(&one), 1),
        (collection(&one.repeat(3)), 3),
        (prefixed, 1),
        (continued, 1),
        (harvested, 1),
        (spoken, 1),
    ] {
        let batch = batch(text.as_bytes());
        assert_eq!(batch.accounts.len(), expect, "{text}");
        assert_eq!(defects(&batch), [""; 0], "{text}");
        assert_eq!(cast(&batch), ["ALB yes"]);
    }
    let text = collection(&record(&position("CIV", "Y", "COTE"))).replace("COTE", "C\u{d4}TE");
    let latin: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    assert_eq!(cast(&batch(latin)), ["CIV yes"]);
}

/// Reads one record with these fields, which becomes a text.
fn check_text(fields: &[String], decision: Decision, printed: Option<&str>) {
    let batch = batch(collection(&record(&fields.concat())));
    assert!(batch.accounts.is_empty() && batch.texts.len() == 1, "{fields:?}: {batch:?}");
    let text = &batch.texts[0];
    assert_eq!((text.decision, text.stages[0].decision), (decision, decision), "{fields:?}");
    let found = text.stages[0].printed.map(|printed| printed.to_string());
    assert_eq!(found.as_deref(), printed, "{fields:?}");
    assert_eq!(text.symbol.to_string(), "A/RES/86/903");
    assert!(text.imported.as_ref().unwrap().file.checksum.is_some());
}

#[test]
fn without_positions_it_is_a_text() {
    let kind = |text: &str| field("591", &[("a", text)]);
    let totals = |b: &str, c: &str, d: &str| field("996", &[("b", b), ("c", c), ("d", d)]);
    check_text(&[kind("ADOPTED WITHOUT VOTE")], Decision::WithoutVote, None);
    check_text(
        &[kind("NON-RECORDED"), totals("088", "12", "20")],
        Decision::NonRecorded,
        Some("88-12-20"),
    );
    check_text(&[totals("64", "", "")], Decision::NonRecorded, Some("64-0"));
    check_text(&[field("996", &[("a", "Adopted without a vote")])], Decision::WithoutVote, None);
    // All of them listed, and nobody with a vote: nothing is known of them.
    let silent = [kind("NON-RECORDED"), position("ALB", "", "ALBANIA")];
    check_text(&silent, Decision::NonRecorded, None);
}

#[test]
fn a_recorded_vote_without_positions_has_no_roll() {
    let fields = [field("591", &[("a", "Recorded")]), field("996", &[("b", "1"), ("c", "0")])];
    let batch = batch(collection(&record(&fields.concat())));
    let account = &batch.accounts[0];
    assert_eq!((account.roll, account.cast.len()), (Roll::Unknown, 0));
    assert!(defects(&batch)[0].contains("nobody's position"), "{:?}", defects(&batch));
}

/// Reads one record, which becomes a vote, and compares what is said of it.
fn check_defect(fields: &str, expect: &str, positions: &[&str]) {
    let batch = batch(collection(&record(fields)));
    assert_eq!(cast(&batch), positions, "{fields}");
    let defects = defects(&batch);
    assert!(defects.len() == 1 && defects[0].contains(expect), "{fields}: {defects:?}");
    assert!(defects[0].contains("votes.xml, line "), "{defects:?}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_read() {
    let albania = position("ALB", "Y", "ALBANIA");
    let with = |more: &str| format!("{albania}{more}");
    check_defect(&with(&position("QQQ", "Y", "ATLANTIS")), "QQQ ATLANTIS", &["ALB yes"]);
    check_defect(&with(&position("BEN", "AN", "BENIN")), "no position", &["ALB yes"]);
    check_defect(&with(&position("ALB", "N", "ALBANIA")), "stands twice", &["ALB yes"]);
    check_defect(
        &with(&field("952", &[("a", "the hall")])),
        "no symbol of a meeting",
        &["ALB yes"],
    );
    check_defect(&with(&field("996", &[("b", "many")])), "no number of votes", &["ALB yes"]);
    check_defect(&with(&field("996", &[("f", "193")])), "1 are listed", &["ALB yes"]);
    check_defect(&with(&field("591", &[("a", "BY LOT")])), "no kind of vote", &["ALB yes"]);
    // By its name, where the code says nothing.
    let batch = batch(collection(&record(&position("", "Y", "BENIN"))));
    assert_eq!((cast(&batch), defects(&batch).len()), (vec!["BEN yes".to_owned()], 0));
}

#[test]
fn dates_and_sessions_are_found_elsewhere() {
    let albania = position("ALB", "Y", "ALBANIA");
    let of = |from: &str, to: &str| {
        let batch = batch(collection(&record(&albania).replace(from, to)));
        let vote = &batch.accounts[0].vote;
        (vote.date.to_string(), vote.session.to_string(), vote.defects.len())
    };
    let found = |date: &str, session: &str, defects| (date.to_owned(), session.to_owned(), defects);
    assert_eq!(of("tag=\"269\"", "tag=\"992\""), found("2031-12-05", "86", 0));
    let compact = record(&albania).replace("2031-12-05", "20311205").replace("269", "992");
    assert_eq!(batch(compact).accounts[0].vote.date.to_string(), "2031-12-05");
    assert_eq!(of("2031-12-05", "soon"), found("2031", "86", 2));
    assert_eq!(of(">86<", "><"), found("2031-12-05", "86", 0));
    assert_eq!(of(">86<", ">10emsp<"), found("2031-12-05", "ES-10", 0));
    let none = record(&albania).replace("A/RES/86/903", "").replace(">86<", "><");
    let none = none.replace("2031-12-05", "");
    let batch = batch(none);
    assert!(batch.accounts.is_empty() && defects(&batch)[0].contains("no date"), "{batch:?}");
}

#[test]
fn symbols_of_every_kind() {
    let albania = position("ALB", "Y", "ALBANIA");
    let of = |symbol: &str| {
        let batch = batch(collection(&record(&albania).replace("A/RES/86/903", symbol)));
        let vote = batch.accounts[0].vote.clone();
        (vote.symbol.as_ref().map(ToString::to_string), vote)
    };
    let (symbol, vote) = of("A/RES/37/100[A]");
    assert_eq!(symbol.as_deref(), Some("A/RES/37/100A"));
    assert!(vote.note.contains("added what stands in brackets"), "{}", vote.note);
    let (symbol, vote) = of("A/RES/86/903 | A/RES/86/904");
    assert_eq!(symbol.as_deref(), Some("A/RES/86/903"));
    assert_eq!(vote.about.documents[0].to_string(), "A/RES/86/904");
    let (symbol, vote) = of("A/C.3/86/L.45");
    assert_eq!((symbol.as_deref(), vote.outcome), (Some("A/C.3/86/L.45"), Outcome::Unknown));
    let (symbol, vote) = of("S/RES/9901(2031)");
    assert_eq!(symbol.as_deref(), Some("S/RES/9901(2031)"));
    assert_eq!((vote.body, vote.session), (Body::SecurityCouncil, Session::Regular(86)));
    let (symbol, vote) = of("R-what");
    assert_eq!((symbol, vote.source.reference.as_deref()), (None, Some("R-what")));
    assert_eq!(vote.defects.len(), 1);
}

#[test]
fn broken_xml_costs_the_record_it_is_in() {
    let good = record(&position("ALB", "Y", "ALBANIA"));
    let bad = good.replace("9300001", "9300002");
    // What stands between two good records, what is said of it, and how many records are kept.
    let cases = [
        (bad.replace("</record>", ""), "record 9300002", 2),
        (bad.replace("</subfield></datafield>\n</record>", "</record>"), "ends within a field", 2),
        (bad.replacen("</subfield>", "", 1), "ends within a subfield", 2),
        (bad.replace("ALBANIA", "AL<b ANIA"), "", 2),
        ("<record/>".to_owned(), "neither a number nor a symbol", 2),
        (bad.replace("ALBANIA</subfield>", "ALBANIA</subfield"), "", 2),
        (bad.replace("ALBANIA</subfield>", "ALBANIA<!-- "), "broken XML at byte", 1),
        (bad.replace("</record>", "<a b=\""), "broken XML", 1),
    ];
    for (between, expect, kept) in cases {
        let batch = batch(collection(&format!("{good}{between}{good}")));
        let defects = defects(&batch);
        let sound = batch.accounts.iter().filter(|account| account.vote.id == "undl:9300001");
        assert_eq!(sound.count(), kept, "{between}: {defects:?}");
        assert!(!defects.is_empty() || expect.is_empty(), "{between}");
        assert!(defects.iter().all(|defect| defect.contains("line")), "{defects:?}");
        assert!(expect.is_empty() || defects[0].contains(expect), "{between}: {defects:?}");
    }
}

#[test]
fn a_file_cut_off_anywhere_keeps_what_is_whole() {
    let good = record(&position("ALB", "Y", "ALBANIA &amp; <![CDATA[more]]>"));
    let text = collection(&good.repeat(2));
    let first = text.find("</record>").unwrap() + "</record>".len();
    for cut in 200..text.len() {
        let batch = batch(&text.as_bytes()[..cut]);
        assert!(batch.accounts.len() >= usize::from(cut >= first), "{cut}");
        if cut > first + 20 && batch.accounts.len() == 1 {
            assert!(defects(&batch)[0].contains("line"), "{cut}: {:?}", defects(&batch));
        }
    }
}

#[test]
fn nothing_in_a_file_takes_too_much() {
    let good = record(&position("ALB", "Y", "ALBANIA"));
    let entity = "<!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>";
    let bomb = format!("{entity}{}", collection(&good.replace("ALBANIA", "&b;&b;&b;")));
    assert_eq!(cast(&batch(bomb)), ["ALB yes"]);

    let long = good.replace("ALBANIA", &"A".repeat(3 << 20));
    let kept = batch(collection(&format!("{good}{long}")));
    assert_eq!((kept.accounts.len(), kept.defects.len()), (1, 1));
    assert!(defects(&kept)[0].contains("more than a megabyte"), "{:?}", defects(&kept));

    let many = record(&position("ALB", "Y", "ALBANIA").repeat(100_000));
    let kept = batch(collection(&format!("{many}{good}")));
    assert_eq!((kept.accounts.len(), kept.defects.len()), (1, 1));

    let deep = collection(&"<a>".repeat(100_000));
    assert!(defects(&batch(deep))[0].contains("too deep"));
}

#[test]
fn a_file_without_a_vote_says_so() {
    let batch = batch(collection(&record("")));
    assert!(batch.accounts.is_empty() && batch.texts.is_empty());
    assert_eq!(defects(&batch).len(), 1);
    let file = Input::of_bytes("empty.xml", collection(""));
    let error = read(vec![file], None, members(), &Progress::default()).unwrap_err();
    assert_eq!(error.to_string(), "empty.xml holds no record");
    assert!(error.remedy().is_some_and(|remedy| remedy.contains("MARCXML")), "{error:?}");
}

#[test]
fn a_file_that_cannot_be_unpacked_is_an_error() -> Result<(), Error> {
    let mut packed = Vec::new();
    let text = collection(&record(&position("ALB", "Y", "ALBANIA")).repeat(5000));
    let mut writer = flate2::write::GzEncoder::new(&mut packed, flate2::Compression::fast());
    std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
    writer.finish().unwrap();
    packed.truncate(packed.len() / 2);
    let input = Input::of_bytes("votes.xml.gz", packed);
    let error = read(vec![input], None, members(), &Progress::default()).unwrap_err();
    assert!(error.to_string().contains("votes.xml.gz"), "{error}");
    Ok(())
}

#[test]
fn positions_are_told_apart() {
    let letters = [("Y", Position::Yes), ("n", Position::No), ("X", Position::NonVoting)];
    for (letter, expect) in letters {
        let text = collection(&record(&format!(
            "{}{}",
            position("ALB", letter, "ALBANIA"),
            position("BEN", "Y", "BENIN")
        )));
        assert_eq!(batch(text).accounts[0].cast[0].1, expect);
    }
}
