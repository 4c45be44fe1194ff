//! What is written in any style is read again; real votes; and long texts.

use super::*;

/// How a name is written in a round trip.
#[derive(Clone, Copy, Debug)]
enum Style {
    Short,
    Press,
    Capitals,
}

/// Members that sat at a date, with the names that a text would print.
fn roll(date: Date) -> Vec<MemberId> {
    members().sitting_at(date).iter().collect()
}

fn name(id: MemberId, style: Style) -> String {
    let member = &members()[id];
    match style {
        Style::Short => member.name.clone(),
        Style::Press => member.press_name.replace('\'', "’"),
        Style::Capitals => member.name.to_uppercase(),
    }
}

/// A list broken into lines of about so many letters, with pages turning now and then.
fn wrapped(names: &[String], width: usize) -> String {
    let mut text = String::new();
    let mut length = 0;
    for word in names.join(", ").split(' ') {
        if length > width {
            text.push_str(if word.len() == 7 { "\n17-41456 15/28\nA/70/PV.45\n" } else { "\n" });
            length = 0;
        } else if length > 0 {
            text.push(' ');
        }
        text.push_str(word);
        length += word.len() + 1;
    }
    text
}

fn style() -> impl Strategy<Value = Style> {
    prop_oneof![Just(Style::Short), Just(Style::Press), Just(Style::Capitals)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_printed_is_read_back(
        year in 1946i16..2026,
        chosen in subsequence((0..200usize).collect::<Vec<_>>(), 1..120),
        positions in proptest::collection::vec(0usize..4, 200),
        style in style(),
        width in 20usize..200,
        with_absent: bool,
    ) {
        let date = Date::ymd(year, 12, 5).unwrap();
        let sitting = roll(date);
        let mut lists: [Vec<MemberId>; 4] = Default::default();
        for place in chosen {
            // Both Congos once had one name.
            let is_clear = |id: &&MemberId| {
                let found = members().lookup(&name(**id, style), Some(date));
                !matches!(found, Lookup::Ambiguous(_))
            };
            if let Some(id) = sitting.get(place).filter(is_clear) {
                lists[positions[place]].push(*id);
            }
        }
        if !with_absent {
            lists[3].clear();
        }
        let mut text = format!("A/RES/70/901, {}\n", date.in_words());
        for (head, list) in ["In favour:", "Against:", "Abstaining:", "Absent:"].iter().zip(&lists) {
            let names: Vec<_> = list.iter().map(|id| name(*id, style)).collect();
            if names.is_empty() && *head != "In favour:" {
                continue;
            }
            let names = if names.is_empty() { "None.".to_owned() } else { wrapped(&names, width) };
            text.push_str(&format!("{head}\n{names}\n"));
        }
        prop_assume!(lists.iter().any(|list| !list.is_empty()));
        let batch = batch(&text);
        prop_assert_eq!(defects(&batch), Vec::<String>::new(), "{}", text);
        let account = &batch.accounts[0];
        for (position, list) in Position::ALL.iter().zip(&lists) {
            let found: MemberSet = account.cast.iter().filter(|(_, own)| own == position).map(|(id, _)| *id).collect();
            let expect: MemberSet = list.iter().copied().collect();
            prop_assert_eq!(found, expect, "{}", text);
        }
    }

    #[test]
    fn nothing_pasted_makes_it_panic(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("In favour:"), Just("Against:"), Just("\n"), Just("Algeria, Benin"), Just("(Bolivarian"),
                Just("was rejected by 5 votes to"), Just("[Subsequently, the delegation of"), Just("Y CHAD\n"),
                Just("Yes: |"), Just("A/86/PV.45"), Just("5 December 2031"), Just(" to "), Just("é“"), Just("twenty-"),
                Just("\u{130}"), Just("no"), Just("entitled “"), Just("that it had intended to abstain"),
            ],
            0..30,
        ),
        noise in ".{0,10}",
        at: Index,
    ) {
        let mut pieces: Vec<String> = pieces.into_iter().map(str::to_owned).collect();
        pieces.insert(at.index(pieces.len() + 1), noise);
        let text = pieces.join(" ");
        let members = members();
        let file = Input::of_bytes("paste.txt", text);
        let _ = read(vec![file], None, members, &Progress::default());
    }
}

#[test]
fn long_texts_take_no_longer_than_their_length() {
    // Texts on which going back and forth could cost the square of the length.
    for piece in [
        "Against: ",
        "In favour: Algeria. ",
        "In favour:\nAlgeria\n",
        "In favour:\nAlgeria\nOperative paragraph 5 was retained by 5 votes to 3.\n",
        "Draft resolution I was adopted by 5 votes to 3. ",
        "Y ALGERIA\n",
        "Algeria ",
        "(Bolivarian\n",
        "[Subsequently, the delegation of ",
        "A/86/PV.45\n",
        "to 5 (",
    ] {
        let text = format!("recorded vote\nIn favour:\n{}", piece.repeat(300_000 / piece.len()));
        let started = std::time::Instant::now();
        let _ = attempt(&text);
        // A second or two even without optimization; the square would take minutes.
        assert!(started.elapsed().as_secs() < 20, "{piece}: {:?}", started.elapsed());
    }
}

/// Positions of a vote, by letter and name.
type Lettered = Vec<(char, String)>;

/// The date and the positions of some real votes, the oldest of which have the hardest names.
fn real_votes() -> Option<Vec<(Date, Lettered)>> {
    const ROWS: usize = 80_000;
    const STEP: usize = 30;
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/undl-crawl-2023/ga_voting.csv.gz");
    let packed = std::fs::File::open(path).ok()?;
    let mut rows = csv::Reader::from_reader(flate2::read::GzDecoder::new(packed));
    let columns = rows.headers().unwrap().clone();
    let column = |name: &str| columns.iter().position(|own| own == name).unwrap();
    let [id, name, vote, date] = ["undl_id", "ms_name", "ms_vote", "date"].map(column);
    let mut votes = Vec::new();
    let mut last = (String::new(), 0);
    for row in rows.records().take(ROWS).filter_map(Result::ok) {
        if row[id] != last.0 {
            last = (row[id].to_owned(), last.1 + 1);
            if last.1 % STEP == 0 {
                votes.push((row[date].parse().unwrap(), Vec::new()));
            }
        }
        if last.1 % STEP == 0 {
            // One row of the file is damaged.
            if &row[name] == "AN PAKISTAN" {
                continue;
            }
            let letter = row[vote].chars().next().unwrap_or('?').to_ascii_uppercase();
            votes.last_mut()?.1.push((letter, row[name].to_owned()));
        }
    }
    // Of two or three votes the Library has no positions.
    votes
        .retain(|(_, positions)| positions.iter().filter(|(letter, _)| *letter != 'X').count() > 2);
    Some(votes)
}

#[test]
fn real_votes_are_read_from_a_page_and_from_a_record() {
    let Some(votes) = real_votes() else {
        return println!("skipped: ../shared/data is not there");
    };
    for (date, positions) in votes {
        let head = format!("A/RES/70/901, {}\nA recorded vote was taken.\n", date.in_words());
        let page: Vec<_> = positions
            .iter()
            .map(
                |(letter, name)| {
                    if *letter == 'X' { format!("\t{name}") } else { format!("{letter} {name}") }
                },
            )
            .collect();
        let of = |letter: char| -> Vec<String> {
            let own = positions.iter().filter(|(own, _)| *own == letter);
            own.map(|(_, name)| name.clone()).collect()
        };
        let mut lists = String::new();
        for (head, letter) in
            [("In favour:", 'Y'), ("Against:", 'N'), ("Abstaining:", 'A'), ("Absent:", 'X')]
        {
            let names = of(letter);
            let names = if names.is_empty() { "None.".to_owned() } else { wrapped(&names, 60) };
            lists.push_str(&format!("{head}\n{names}\n"));
        }
        for text in [format!("{head}{}\n", page.join("\n")), format!("{head}{lists}")] {
            let batch = batch(&text);
            assert_eq!(defects(&batch), [""; 0], "{text}");
            let found: Vec<_> = Position::ALL
                .iter()
                .map(|position| {
                    batch.accounts[0].cast.iter().filter(|(_, own)| own == position).count()
                })
                .collect();
            assert_eq!(
                found,
                [of('Y').len(), of('N').len(), of('A').len(), of('X').len()],
                "{text}"
            );
        }
    }
}
