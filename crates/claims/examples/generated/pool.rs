//! What statements are drawn from: votes of every decade, and the names by which the press speaks of votes,
//! members and groups.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use scrutineer_record::{
    Date, GroupId, MONTHS, MemberId, NameKind, NicknameTarget, Precision, Record, Vote, fold,
};

use crate::phrasings::{capitalised, words};
use crate::truth;

/// The votes, and what is needed to tell of them.
pub(crate) struct Pool<'r> {
    pub(crate) record: &'r Record,
    decades: Vec<Vec<Vote<'r>>>,
    /// Every whole text: what its title is when folded, and when it was voted.
    titles: Vec<(Vote<'r>, String)>,
    /// Words that stand in small letters in some title.
    small: BTreeSet<String>,
    press: BTreeMap<&'static str, Vec<&'static str>>,
    groups: BTreeMap<&'static str, Vec<&'static str>>,
}

/// Members of which the press writes most.
const GREAT: [&str; 24] = [
    "USA", "RUS", "SUN", "CHN", "GBR", "FRA", "ISR", "IND", "BRA", "DEU", "JPN", "CUB", "IRN",
    "UKR", "ZAF", "HUN", "TUR", "POL", "CAN", "AUS", "EGY", "MEX", "IDN", "YUG",
];

/// Groups that sit at once and of which the lists are firm.
pub(crate) const GROUPS: [&str; 14] = [
    "EU",
    "NATO",
    "BRICS",
    "ASEAN",
    "NORDIC",
    "BALTIC",
    "GCC",
    "G7",
    "P5",
    "SCO",
    "CSTO",
    "VISEGRAD",
    "ARAB_LEAGUE",
    "CARICOM",
];

impl<'r> Pool<'r> {
    pub(crate) fn new(record: &'r Record) -> Pool<'r> {
        let mut decades: BTreeMap<i16, Vec<Vote<'r>>> = BTreeMap::new();
        for vote in record.votes().filter(|vote| truth::is_clean(record, *vote)) {
            decades.entry(vote.date.year() / 10).or_default().push(vote);
        }
        let whole = record.votes().filter(|vote| vote.motion.is_whole());
        let titles: Vec<_> = whole.map(|vote| (vote, fold(&vote.title))).collect();
        let all_words = titles.iter().flat_map(|(vote, _)| vote.title.split(' ').skip(1));
        let small = all_words.filter(|word| word.chars().all(char::is_lowercase));
        Pool {
            record,
            decades: decades.into_values().collect(),
            small: small.map(str::to_owned).collect(),
            titles,
            press: words(include_str!("phrasings/words.txt")).collect(),
            groups: words(include_str!("phrasings/groups.txt")).collect(),
        }
    }

    /// A vote of some decade, each decade as often as any other.
    pub(crate) fn vote(&self, rng: &mut Rng) -> Vote<'r> {
        let decade = rng.choice(&self.decades).expect("a book with votes");
        *rng.choice(decade).expect("a decade has votes")
    }

    /// The votes that statements are made of.
    pub(crate) fn votes(&self) -> impl Iterator<Item = Vote<'r>> + '_ {
        self.decades.iter().flatten().copied()
    }

    /// The vote on a text of the same title about a year before, if there is one and no other in between.
    pub(crate) fn year_before(&self, vote: Vote<'r>) -> Option<Vote<'r>> {
        let title = fold(&vote.title);
        let days = |other: &Vote<'_>| other.date.days_until(vote.date);
        let same = self.titles.iter().filter(|(other, known)| *known == title && *other != vote);
        let near: Vec<Vote<'r>> =
            same.map(|(other, _)| *other).filter(|other| days(other).abs() < 450).collect();
        let before: Vec<Vote<'r>> = near.into_iter().filter(|other| days(other) > -20).collect();
        match before.as_slice() {
            [one]
                if days(one) > 250
                    && one.date.year() + 1 == vote.date.year()
                    && truth::is_clean(self.record, *one) =>
            {
                Some(*one)
            }
            _ => None,
        }
    }

    /// One member of a list, one of which much is written more often.
    pub(crate) fn member(&self, from: &[MemberId], rng: &mut Rng) -> Option<MemberId> {
        let code = |id: &&MemberId| self.record.members()[**id].code.as_str();
        let great: Vec<&MemberId> = from.iter().filter(|id| GREAT.contains(&code(id))).collect();
        if rng.bool() && !great.is_empty() {
            return rng.choice(great).copied();
        }
        rng.choice(from).copied()
    }

    /// So many members of a list, no one twice.
    pub(crate) fn members(&self, from: &[MemberId], many: usize, rng: &mut Rng) -> Vec<MemberId> {
        let mut left = from.to_vec();
        let mut taken = Vec::new();
        while taken.len() < many {
            let Some(one) = self.member(&left, rng) else { break };
            left.retain(|id| *id != one);
            taken.push(one);
        }
        taken
    }

    /// What a reporter calls a member; alone it can be told by its capital.
    fn name_of(&self, member: MemberId, alone: bool, rng: &mut Rng) -> String {
        let member = &self.record.members()[member];
        let Some(forms) = self.press.get(member.code.as_str()) else {
            return member.press_name.clone();
        };
        let fitting = forms.iter().filter(|form| alone || !form.starts_with('*'));
        let others = if rng.u8(..10) < 4 { usize::MAX } else { 1 };
        let form = rng.choice(fitting.take(others).collect::<Vec<_>>()).expect("a form");
        form.trim_start_matches('*').to_owned()
    }

    /// The name of a member, whether or not others are named with it.
    pub(crate) fn state(&self, member: MemberId) -> String {
        let member = &self.record.members()[member];
        let form = self.press.get(member.code.as_str()).map(|forms| forms[0].to_owned());
        form.unwrap_or_else(|| member.press_name.clone())
    }

    /// Members as a reporter lists them.
    pub(crate) fn list(&self, members: &[MemberId], rng: &mut Rng) -> String {
        let alone = members.len() == 1;
        let names: Vec<String> = members.iter().map(|id| self.name_of(*id, alone, rng)).collect();
        let last_comma = if rng.u8(..10) < 3 && names.len() > 2 { "," } else { "" };
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{}{last_comma} and {last}", before.join(", ")),
            None => String::new(),
        }
    }

    /// A group of those that statements are about.
    pub(crate) fn group(&self, on: Date, rng: &mut Rng) -> Option<(&'static str, GroupId)> {
        let code = *rng.choice(GROUPS.iter())?;
        // Before it had this name it had others.
        let named = code != "EU" || on.year() > 1993;
        named.then_some((code, self.record.groups().by_code(code)?))
    }

    /// What a reporter calls a group: `all`, `one` of its members, or `many`.
    pub(crate) fn group_words(&self, code: &str, form: &str, rng: &mut Rng) -> &'static str {
        let key = format!("{code}.{form}");
        let forms = self.groups.get(key.as_str()).unwrap_or_else(|| panic!("{key} is missing"));
        rng.choice(forms).copied().expect("a form")
    }

    /// How a vote can be told so that nobody could take it for another: the words, and the way.
    pub(crate) fn namings(&self, vote: Vote<'r>, near: bool) -> Vec<(String, &'static str)> {
        let symbol = vote.symbol.as_ref().expect("a clean vote has a symbol");
        let short = symbol.short();
        let mut ways = vec![
            (format!("resolution {short}"), "symbol"),
            (format!("UN resolution {short}"), "symbol"),
            (symbol.to_string(), "symbol"),
            (format!("General Assembly resolution {short}"), "symbol"),
        ];
        let Some(title) = self.title(vote) else { return ways };
        let quoted = [('“', '”'), ('"', '"')][usize::from(title.len() % 2 == 0)];
        let running = self.running(&title);
        ways.push((
            format!("resolution {short} ({}{title}{})", quoted.0, quoted.1),
            "symbol+title",
        ));
        ways.push((format!("the resolution on {running} ({symbol})"), "symbol+title"));
        if !near || !self.is_alone(vote, &title) {
            return ways;
        }
        for _ in 0..2 {
            ways.push((
                format!("the resolution entitled {}{title}{}", quoted.0, quoted.1),
                "title",
            ));
            ways.push((format!("the resolution on {running}"), "title"));
        }
        ways.push((format!("the text “{title}”"), "title"));
        ways.push((format!("a resolution on {running}"), "title"));
        if vote.series().is_some() {
            ways.push((format!("its annual resolution on {running}"), "title"));
        }
        for part in self.parts(vote, &title) {
            ways.push((format!("the resolution on {part}"), "part"));
            ways.push((format!("the text on {part}"), "part"));
            for adjective in self.sponsors(vote) {
                ways.push((format!("the {adjective} resolution on {part}"), "sponsor+part"));
                ways.push((format!("the {adjective}-drafted text on {part}"), "sponsor+part"));
            }
        }
        for words in self.nicknames(vote) {
            ways.push((format!("the resolution on {}", self.with_capitals(&words)), "nickname"));
        }
        ways
    }

    /// The title as it can stand in a sentence: without what a catalogue adds. `None` where it is none.
    pub(crate) fn title(&self, vote: Vote<'_>) -> Option<String> {
        let title = vote.title.split(" : ").next()?.trim();
        let plain = !title.contains(['[', ']', '"', '“', '{', ':', ';', '/', '(']);
        let told = plain
            && (12..=120).contains(&title.len())
            && title.contains(' ')
            && !title.starts_with("Towards")
            && title.chars().any(char::is_lowercase)
            && !vote.id.starts_with("unvotes:");
        told.then(|| title.to_owned())
    }

    /// The title as it continues a sentence: with a small letter at the beginning, where its first word is no
    /// name, and `the question of` for `Question of`.
    pub(crate) fn running(&self, title: &str) -> String {
        let (first, rest) = title.split_once(' ').unwrap_or((title, ""));
        let small = first.to_lowercase();
        let article = if rest.starts_with("of ") { "the " } else { "" };
        if self.small.contains(&small) || small == "the" {
            return format!("{article}{small} {rest}").trim().to_owned();
        }
        title.to_owned()
    }

    /// Words in small letters with capitals where titles always have them.
    fn with_capitals(&self, words: &str) -> String {
        let written = |word: &str| match self.small.contains(word) {
            true => word.to_owned(),
            false => capitalised(word),
        };
        words.split(' ').map(written).collect::<Vec<_>>().join(" ")
    }

    /// Whether no other text voted within the year has these words in its title.
    fn is_alone(&self, vote: Vote<'_>, words: &str) -> bool {
        let folded = fold(words);
        let near = |other: &Vote<'_>| other.date.days_until(vote.date).abs() < 300;
        let others = self.titles.iter().filter(|(other, _)| *other != vote && near(other));
        others.into_iter().all(|(_, known)| !known.contains(&folded))
    }

    /// Stretches of the title by which alone a reporter could tell of the text: what follows a preposition.
    fn parts(&self, vote: Vote<'_>, title: &str) -> Vec<String> {
        let words: Vec<&str> = title.split(' ').collect();
        let starts = words
            .iter()
            .enumerate()
            .filter(|(_, word)| ["of", "on", "against", "in", "for"].contains(word));
        let tails = starts.map(|(at, _)| words[at + 1..].join(" "));
        let full = |tail: &String| {
            let joins = ["and ", "or ", "its ", "their ", "all ", "which ", "to "];
            let hangs = joins.iter().any(|word| tail.starts_with(word));
            !hangs && tail.split(' ').filter(|word| word.len() > 4).count() >= 2
        };
        tails.filter(full).filter(|tail| self.is_alone(vote, tail)).collect()
    }

    fn sponsors(&self, vote: Vote<'_>) -> Vec<String> {
        let lead =
            vote.symbol.as_ref().and_then(|symbol| self.record.proposal(symbol)?.lead.as_ref());
        let Some(lead) = lead.filter(|lead| lead.decides() && lead.value.len() == 1) else {
            return Vec::new();
        };
        let names = self.record.members().names().iter();
        let of_lead =
            names.filter(|name| name.kind == NameKind::Adjective && lead.value.contains(&name.of));
        of_lead.filter(|name| name.language == "en").map(|name| name.text.clone()).take(1).collect()
    }

    fn nicknames(&self, vote: Vote<'_>) -> Vec<String> {
        let means = |target: &NicknameTarget| match target {
            NicknameTarget::Text(symbol) => Some(symbol) == vote.symbol.as_ref(),
            NicknameTarget::Series(id) => vote.series().is_some_and(|series| series.id == *id),
        };
        let sure = self.record.facts().nicknames.iter().filter(|row| row.note.is_empty());
        let fitting = sure.filter(|row| means(&row.target));
        let texts = ["resolution", "text", "vote", "draft"];
        let fitting = fitting.filter(|row| !row.words.split(' ').any(|word| texts.contains(&word)));
        fitting.map(|row| row.words.clone()).filter(|words| self.is_alone(vote, words)).collect()
    }
}

/// The day of a document that speaks of a vote: within the week and the year, or, where the vote is told by
/// its symbol, up to five years later.
pub(crate) fn day_after(vote: Date, near: bool, rng: &mut Rng) -> Date {
    let (_, last) = vote.ends();
    let days = if near { rng.i64(0..6) } else { rng.i64(0..1800) };
    let day = last.first_day().saturating_add(jiff::Span::new().days(days));
    let day = if near && day.year() > vote.year() { last.first_day() } else { day };
    Date::ymd(day.year(), day.month(), day.day()).expect("a day")
}

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// When it was, as a reporter of that day writes: `on Thursday`, `on 12 December 2019`, `in December 1985`.
pub(crate) fn when(vote: Date, document: Date, rng: &mut Rng) -> String {
    let month = |date: Date| MONTHS[usize::try_from(date.month().unwrap_or(1) - 1).unwrap_or(0)];
    if vote.precision() != Precision::Day {
        return format!("in {} {}", month(vote), vote.year());
    }
    let day = vote.day().unwrap_or(1);
    let ago = vote.days_until(document);
    let weekday = vote.first_day().weekday().to_monday_zero_offset();
    match rng.u8(..6) {
        0 | 1 if (1..6).contains(&ago) => {
            format!("on {}", WEEKDAYS[usize::try_from(weekday).unwrap_or(0)])
        }
        2 if ago < 30 => format!("on {day} {}", month(vote)),
        3 if ago < 30 => format!("on {} {day}", month(vote)),
        4 => format!("on {} {day}, {}", month(vote), vote.year()),
        _ => format!("on {day} {} {}", month(vote), vote.year()),
    }
}
