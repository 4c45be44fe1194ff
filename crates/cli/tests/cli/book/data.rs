//! Invented votes, written as the sources write theirs.

use std::fmt::Write;
use std::sync::LazyLock;

use scrutineer_record::{Date, MemberId, Members};

static MEMBERS: LazyLock<Members> = LazyLock::new(|| scrutineer_book::members().unwrap());

/// A vote that was never taken.
#[derive(Clone, Debug)]
pub(crate) struct Invented {
    pub(crate) number: u32,
    pub(crate) session: u32,
    pub(crate) symbol: String,
    pub(crate) date: String,
    pub(crate) title: &'static str,
}

/// Votes of sessions 72 to 74: three a session, with symbols that no resolution has.
pub(crate) fn invented() -> Vec<Invented> {
    let titles =
        ["Lighthouses on the high seas", "Protection of meteorites", "Clocks of the world"];
    let votes = (72..=74).flat_map(|session| {
        titles.into_iter().zip(391..).map(move |(title, text)| Invented {
            number: 9000 + session * 10 + (text - 390),
            session,
            symbol: format!("A/RES/{session}/{text}"),
            date: format!("{}-12-{:02}", 1945 + session, 4 + text - 390),
            title,
        })
    });
    votes.collect()
}

/// Many votes of one session, for imports that take their time.
pub(crate) fn many(count: u32) -> Vec<Invented> {
    let vote = |number| Invented {
        number: 20_000 + number,
        session: 73,
        symbol: format!("A/RES/73/{}", 1000 + number),
        date: format!("2018-12-{:02}", 1 + number % 28),
        title: "Lighthouses on the high seas",
    };
    (0..count).map(vote).collect()
}

/// What a member takes in a vote: the same in each source, looking random.
fn position(number: u32, member: MemberId) -> usize {
    let mixed = (number as usize * 31 + member.place() * 17) % 23;
    match mixed {
        0..=13 => 0,
        14..=16 => 1,
        17..=20 => 2,
        _ => 3,
    }
}

/// Everybody that sat on the day of the vote, by code and position.
fn sitting(vote: &Invented) -> impl Iterator<Item = (MemberId, usize)> {
    let date: Date = vote.date.parse().unwrap();
    MEMBERS.sitting_at(date).iter().map(|member| (member, position(vote.number, member)))
}

/// The Library's file of these votes.
pub(crate) fn undl(votes: &[Invented]) -> String {
    let mut file = String::from(
        "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,\
         agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,\
         undl_link\n",
    );
    for vote in votes {
        let Invented { number, session, symbol, date, title } = vote;
        let count = |wanted| sitting(vote).filter(|(_, position)| *position == wanted).count();
        let [yes, no, abstain, absent] = [count(0), count(1), count(2), count(3)];
        let all = yes + no + abstain + absent;
        for (member, position) in sitting(vote) {
            let (code, letter) = (&MEMBERS[member].code, ["Y", "N", "A", "X"][position]);
            writeln!(
                file,
                "{number},{code},{code},{letter},{date},{session},{symbol},,A/{session}/999,A/{session}/PV.49,\
                 {title} : resolution / adopted by the General Assembly,EXAMPLES,EXAMPLES--{number},,\
                 {yes},{no},{abstain},{absent},{all},https://example.org/record/{number}"
            )
            .unwrap();
        }
    }
    file
}

/// Both tables of unvotes of these votes: who voted, and the roll calls. `differ` names what they have
/// otherwise than the Library.
pub(crate) fn unvotes(votes: &[Invented], differ: &[(u32, &str)]) -> (String, String) {
    let mut cast = String::from("rcid,country,country_code,vote\n");
    let mut calls = String::from("rcid,session,importantvote,date,unres,amend,para,short,descr\n");
    for vote in votes {
        let Invented { number, session, symbol, date, title } = vote;
        let unres = symbol.replace("A/RES", "R");
        writeln!(calls, "{number},{session},0,{date},{unres},0,0,{title},{title} as described")
            .unwrap();
        for (member, position) in sitting(vote).filter(|(_, position)| *position < 3) {
            let code = MEMBERS[member].code.as_str();
            let other = differ.iter().any(|(of, member)| of == number && *member == code);
            let position = if other { (position + 1) % 3 } else { position };
            let (name, two) = names(member);
            writeln!(cast, "{number},\"{name}\",{two},{}", ["yes", "no", "abstain"][position])
                .unwrap();
        }
    }
    (cast, calls)
}

/// A member as unvotes names it.
fn names(member: MemberId) -> (&'static str, &'static str) {
    let find = |scheme: &str| {
        let mut codes = MEMBERS.source_codes();
        codes
            .find(|(of, _, _, id)| *of == scheme && *id == member)
            .map_or("", |(_, code, _, _)| code)
    };
    (find("unvotes_name"), find("unvotes_code"))
}
