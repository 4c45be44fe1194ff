//! Groups of members, with dated membership.

use std::collections::HashMap;
use std::ops::Index;

use crate::names::{Name, NameIndex, NameKind};
use crate::{Date, Error, MemberId, MemberSet, Members, Period};

/// A group's place in its [`Groups`] table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GroupId(usize);

/// What kind of group it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// An organisation or a standing club that states join: NATO, BRICS.
    Organisation,
    /// An electoral group of the United Nations.
    ElectoralGroup,
    /// A list that somebody keeps: least developed countries.
    List,
    /// A definition of ours for a loose term: an editorial choice, not a fact.
    WorkingDefinition,
}

/// A group of members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The stable code: `BRICS`, `WEST_EXT`.
    pub code: String,
    /// The name in full.
    pub name: String,
    /// What kind of group it is.
    pub kind: GroupKind,
    /// How sure the list of members and its dates are, in words.
    pub confidence: String,
    /// Where the list comes from.
    pub source: String,
    /// What a reader must know.
    pub note: String,
    /// Who belongs to it, and when. A member that left and came back has two spans.
    pub spans: Vec<Span>,
}

/// One member's time in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The member.
    pub member: MemberId,
    /// From when to when.
    pub period: Period,
    /// What a reader must know about it.
    pub note: String,
}

/// A name of a group as a table states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupName {
    /// Code of the group.
    pub group: String,
    /// The name as it is written.
    pub text: String,
    /// [`NameKind::Short`], [`NameKind::Adjective`] or [`NameKind::Loose`].
    pub kind: NameKind,
    /// Of several readings of a loose term, whether this is the one to start from.
    pub preferred: bool,
}

/// What a group name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings {
    /// The reading to start from.
    pub preferred: GroupId,
    /// Every reasonable reading, the preferred one first.
    pub all: Vec<GroupId>,
    /// Whether the words are a loose term, so that every reading has to be shown.
    pub loose: bool,
}

/// All groups, with look-up by code and by name.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    list: Vec<Group>,
    by_code: HashMap<String, GroupId>,
    names: Vec<Name<GroupId>>,
    preferred: Vec<bool>,
    index: NameIndex,
}

impl Groups {
    /// Builds the table.
    ///
    /// # Errors
    /// If a code stands twice, or a name is that of a group that is not in the list.
    pub fn new(list: Vec<Group>, names: Vec<GroupName>) -> Result<Groups, Error> {
        let mut by_code = HashMap::with_capacity(list.len());
        for (place, group) in list.iter().enumerate() {
            if by_code.insert(group.code.clone(), GroupId(place)).is_some() {
                return Err(Error::twice("group", &group.code));
            }
        }
        let mut rows = Vec::with_capacity(names.len());
        let mut preferred = Vec::with_capacity(names.len());
        for row in names {
            let of = by_code.get(&row.group).copied();
            rows.push(Name {
                of: of.ok_or_else(|| Error::unknown("group", &row.group))?,
                text: row.text,
                kind: row.kind,
                language: "en".to_owned(),
                valid: Period::default(),
            });
            preferred.push(row.preferred);
        }
        let index = NameIndex::new(rows.iter().map(|row| row.text.as_str()));
        Ok(Groups { list, by_code, names: rows, preferred, index })
    }

    /// Every group with its id.
    pub fn iter(&self) -> impl Iterator<Item = (GroupId, &Group)> {
        self.list.iter().enumerate().map(|(place, group)| (GroupId(place), group))
    }

    /// The group with this code, in any case.
    pub fn by_code(&self, code: &str) -> Option<GroupId> {
        self.by_code.get(code).or_else(|| self.by_code.get(&code.to_uppercase())).copied()
    }

    /// What `name` can mean: a code or any name, in any case.
    pub fn lookup(&self, name: &str) -> Option<Readings> {
        if let Some(id) = self.by_code(name) {
            return Some(Readings { preferred: id, all: vec![id], loose: false });
        }
        let places: Vec<usize> = self.index.find(name).collect();
        let of = |place: &usize| self.names.get(*place).map(|row| row.of);
        let first = places
            .iter()
            .find(|place| self.preferred.get(**place).copied().unwrap_or(false))
            .or(places.first())
            .and_then(of)?;
        let mut all = vec![first];
        for id in places.iter().filter_map(of) {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        let loose = all.len() > 1
            || places
                .iter()
                .any(|place| self.names.get(*place).is_some_and(|row| row.kind == NameKind::Loose))
            || self[first].kind == GroupKind::WorkingDefinition;
        Some(Readings { preferred: first, all, loose })
    }

    /// Every name of every group.
    pub fn names(&self) -> &[Name<GroupId>] {
        &self.names
    }

    /// The group's members at `date`, in the seats of that date: for a group that lists Russia, in 1980
    /// the Soviet Union. Those that did not sit in the United Nations then are left out.
    pub fn members_at(&self, id: GroupId, date: Date, members: &Members) -> MemberSet {
        self[id]
            .spans
            .iter()
            .filter(|span| span.period.holds_at(date))
            .filter_map(|span| members.in_seat_at(span.member, date))
            .collect()
    }

    /// The groups to which a member belongs at `date`.
    pub fn of_member(&self, member: MemberId, date: Date) -> impl Iterator<Item = GroupId> + '_ {
        self.iter()
            .filter(move |(_, group)| {
                group.spans.iter().any(|span| span.member == member && span.period.holds_at(date))
            })
            .map(|(id, _)| id)
    }
}

impl Index<GroupId> for Groups {
    type Output = Group;

    #[expect(clippy::indexing_slicing, reason = "only the table itself makes a GroupId")]
    fn index(&self, id: GroupId) -> &Group {
        &self.list[id.0]
    }
}

#[cfg(test)]
mod tests;
