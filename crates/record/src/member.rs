//! Members of the United Nations, with every name and code under which sources speak of them.

use std::ops::Index;

use foldhash::{HashMap, HashMapExt};

use crate::date::{Date, Period};
use crate::names::{Name, NameIndex, NameKind};
use crate::{Error, MemberSet};

/// A member's place in its [`Members`] table: small, dense and cheap to copy.
///
/// It means nothing outside the table that made it; files and programs use [`Member::code`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemberId(u8);

impl MemberId {
    /// The largest number of members that a table can hold.
    pub const CAPACITY: usize = MemberSet::CAPACITY;

    pub(crate) fn new(place: usize) -> Option<MemberId> {
        u8::try_from(place).ok().map(MemberId)
    }

    /// The place in the table, from 0.
    pub fn place(self) -> usize {
        usize::from(self.0)
    }
}

/// A state that is or was a member of the United Nations.
///
/// One seat can pass through several of them: the seat of the Union of Soviet Socialist Republics (`SUN`)
/// is held by the Russian Federation (`RUS`) from 24 December 1991. Each sat for its own [`Member::sat`]
/// period, and [`Member::seat`] says who holds the seat today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The stable code: ISO 3166 alpha-3, or a code of our own for members of the past.
    pub code: String,
    /// The short name that the United Nations uses.
    pub name: String,
    /// The name to print for readers of the press: `United States`, `United Kingdom`.
    pub press_name: String,
    /// The official name in full.
    pub official_name: String,
    /// When the seat was admitted; 24 October 1945 for founding members.
    pub admitted: Option<Date>,
    /// From when to when the seat was held under this name, in the order of time; empty for one that never
    /// sat under it. Egypt sat before and after the United Arab Republic.
    pub sat: Vec<Period>,
    /// Code of the member that holds the seat today, if any does.
    pub seat: Option<String>,
    /// Codes of the members that went before.
    pub predecessors: Vec<String>,
    /// Codes of the members that came after.
    pub successors: Vec<String>,
    /// How sure the facts of this row are, where they are not beyond doubt.
    pub confidence: String,
    /// What a reader must know about the history of the seat.
    pub note: String,
}

/// A code by which a source names a member, valid for a time.
///
/// Code schemes reuse their codes (`CS` was Czechoslovakia, then Serbia and Montenegro), and sources name
/// one member by another's code, so no code is meaningful without its scheme and a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceCode {
    /// The scheme: `iso3`, `iso2`, `m49`, `undl`, `cow`, `unvotes_code`, `unvotes_name`.
    pub scheme: String,
    /// The code as the scheme writes it.
    pub code: String,
    /// Code of the member that is meant.
    pub member: String,
    /// When the code means this member.
    pub valid: Period,
}

impl SourceCode {
    fn key(&self) -> (&str, &str) {
        (&self.scheme, &self.code)
    }
}

/// What a name or a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// One member.
    One(MemberId),
    /// Several members, and nothing that decides between them.
    Ambiguous(Vec<MemberId>),
    /// No member.
    Unknown,
}

impl Lookup {
    pub(crate) fn of(mut found: Vec<MemberId>) -> Lookup {
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [] => Lookup::Unknown,
            [one] => Lookup::One(*one),
            _ => Lookup::Ambiguous(found),
        }
    }

    /// The member, if it is one.
    pub fn one(&self) -> Option<MemberId> {
        match self {
            Lookup::One(id) => Some(*id),
            _ => None,
        }
    }
}

/// All members, past and present, with look-up by code and by name.
#[derive(Clone, Debug, Default)]
pub struct Members {
    list: Vec<Member>,
    by_code: HashMap<String, MemberId>,
    /// By scheme and code, so that the rows of one code stand together.
    codes: Vec<(SourceCode, MemberId)>,
    names: Vec<Name<MemberId>>,
    index: NameIndex,
    seats: Vec<Option<MemberId>>,
}

/// A name as a table states it: whose, what kind, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// Code of the member.
    pub member: String,
    /// The name as it is written.
    pub text: String,
    /// What kind of name it is.
    pub kind: NameKind,
    /// ISO 639-1 code of the language.
    pub language: String,
    /// When the name means this member.
    pub valid: Period,
}

impl Members {
    /// Builds the table.
    ///
    /// # Errors
    /// If there are more than [`MemberId::CAPACITY`] members, a code stands twice, or a name or code is
    /// that of a member that is not in the list.
    pub fn new(
        list: Vec<Member>,
        codes: Vec<SourceCode>,
        names: Vec<NameRow>,
    ) -> Result<Members, Error> {
        let mut by_code = HashMap::with_capacity(list.len());
        for (place, member) in list.iter().enumerate() {
            let id = MemberId::new(place).ok_or_else(|| Error::too_many_members(list.len()))?;
            if by_code.insert(member.code.clone(), id).is_some() {
                return Err(Error::twice("member", &member.code));
            }
        }
        let id_of =
            |code: &str| by_code.get(code).copied().ok_or_else(|| Error::unknown("member", code));
        let mut seats = Vec::with_capacity(list.len());
        for member in &list {
            seats.push(member.seat.as_deref().map(id_of).transpose()?);
        }
        let mut codes = codes
            .into_iter()
            .map(|row| {
                let id = id_of(&row.member)?;
                Ok((row, id))
            })
            .collect::<Result<Vec<_>, Error>>()?;
        codes.sort_by(|(one, _), (other, _)| one.key().cmp(&other.key()));
        let names = names
            .into_iter()
            .map(|row| {
                let NameRow { member, text, kind, language, valid } = row;
                Ok(Name { of: id_of(&member)?, text, kind, language, valid })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let index = NameIndex::new(names.iter().map(|name| name.text.as_str()));
        Ok(Members { by_code, codes, names, index, seats, list })
    }

    /// How many members the table holds, past ones included.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether the table is empty.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Every member with its id.
    pub fn iter(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.list
            .iter()
            .enumerate()
            .filter_map(|(place, member)| Some((MemberId::new(place)?, member)))
    }

    /// The member with this code.
    pub fn by_code(&self, code: &str) -> Option<MemberId> {
        self.by_code.get(code).copied()
    }

    /// The codes of some members, in alphabetical order.
    pub fn codes(&self, members: MemberSet) -> Vec<&str> {
        let mut codes: Vec<&str> = members.iter().map(|id| self[id].code.as_str()).collect();
        codes.sort_unstable();
        codes
    }

    /// The member that a source names by `code` of `scheme` at `date`.
    ///
    /// Without a date the answer can be [`Lookup::Ambiguous`].
    pub fn by_source_code(&self, scheme: &str, code: &str, date: Option<Date>) -> Lookup {
        let key = (scheme, code);
        let first = self.codes.partition_point(|(row, _)| row.key() < key);
        let rows = self.codes.iter().skip(first).take_while(|(row, _)| row.key() == key);
        let valid = rows.filter(|(row, _)| holds(&row.valid, date));
        Lookup::of(valid.map(|(_, id)| *id).collect())
    }

    /// Every code of every scheme: scheme, code, when it is valid, whom it means.
    pub fn source_codes(&self) -> impl Iterator<Item = (&str, &str, Period, MemberId)> {
        self.codes.iter().map(|(row, id)| (row.scheme.as_str(), row.code.as_str(), row.valid, *id))
    }

    /// The members that `name` can mean: the code of one that ever sat, a name in any language, an alias, an adjective, a people
    /// or a capital, in any case, with or without accents and a leading "the".
    ///
    /// With a date, names valid then come first; a name that was not in use then still counts if it means
    /// only one member ever, since the press writes of "Russia" in 1985 and of "Burma" in 2021.
    ///
    /// ```
    /// # use scrutineer_record::{Lookup, Members};
    /// # fn on(members: &Members) {
    /// let then = "1970-12-01".parse().ok();
    /// let seat = members.lookup("China", then);       // the Republic of China held the seat
    /// assert_eq!(seat.one(), members.by_code("CHN_ROC"));
    /// assert_eq!(members.lookup("Atlantis", None), Lookup::Unknown);
    /// # }
    /// ```
    pub fn lookup(&self, name: &str, date: Option<Date>) -> Lookup {
        let code = self.by_code(name).or_else(|| self.by_code(&name.to_uppercase()));
        // The code of one that never sat is a mere name of the member that sat for it.
        if let Some(id) = code.filter(|id| !self[*id].sat.is_empty()) {
            return Lookup::One(id);
        }
        let rows: Vec<_> =
            self.index.find(name).filter_map(|place| self.names.get(place)).collect();
        let valid = Lookup::of(
            rows.iter().filter(|row| holds(&row.valid, date)).map(|row| row.of).collect(),
        );
        let found = match valid {
            Lookup::Unknown => Lookup::of(rows.iter().map(|row| row.of).collect()),
            found => found,
        };
        match (found, date) {
            // Of several members with the name, one that sat at the date is meant.
            (Lookup::Ambiguous(ids), Some(date)) => {
                let sat: Vec<_> = ids.iter().copied().filter(|id| self.sat_at(*id, date)).collect();
                if sat.len() == 1 { Lookup::of(sat) } else { Lookup::Ambiguous(ids) }
            }
            // Without a date, of several that held one seat the one that holds it today.
            (Lookup::Ambiguous(ids), None) => {
                let holder = ids.first().and_then(|id| self.seat_today(*id));
                let one_seat = ids.iter().all(|id| self.seat_today(*id) == holder);
                match holder.filter(|holder| one_seat && ids.contains(holder)) {
                    Some(holder) => Lookup::One(holder),
                    None => Lookup::Ambiguous(ids),
                }
            }
            (found, _) => found,
        }
    }

    /// Every name of every member.
    pub fn names(&self) -> &[Name<MemberId>] {
        &self.names
    }

    /// Whether the member sat in the United Nations at `date`.
    pub fn sat_at(&self, id: MemberId, date: Date) -> bool {
        self[id].sat.iter().any(|sat| sat.holds_at(date))
    }

    /// All that sat at `date`: the roll of the General Assembly.
    pub fn sitting_at(&self, date: Date) -> MemberSet {
        self.iter().map(|(id, _)| id).filter(|id| self.sat_at(*id, date)).collect()
    }

    /// The member that holds today the seat of `id`, which may be `id` itself; `None` where the seat ended.
    pub fn seat_today(&self, id: MemberId) -> Option<MemberId> {
        self.seats.get(id.place()).copied().flatten()
    }

    /// The member that sat at `date` in the seat of `id`: for Russia in 1980 the Soviet Union.
    pub fn in_seat_at(&self, id: MemberId, date: Date) -> Option<MemberId> {
        if self.sat_at(id, date) {
            return Some(id);
        }
        let seat = self.seat_today(id)?;
        self.iter()
            .map(|(other, _)| other)
            .find(|other| self.seat_today(*other) == Some(seat) && self.sat_at(*other, date))
    }
}

fn holds(valid: &Period, date: Option<Date>) -> bool {
    date.is_none_or(|date| valid.holds_at(date))
}

impl Index<MemberId> for Members {
    type Output = Member;

    #[expect(clippy::indexing_slicing, reason = "only the table itself makes a MemberId")]
    fn index(&self, id: MemberId) -> &Member {
        &self.list[id.place()]
    }
}

#[cfg(test)]
mod tests;
