//! Who took which position in one roll call, two bytes a row.

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt};
use scrutineer_record::{Date, Defect, MemberId, MemberSet, Members, Period, Position, SourceFile};

use crate::table::{decoded, shortened};

/// How many rows of one roll call that repeat a member are told one by one.
const REPEATS_TOLD: usize = 3;

/// Everyone whom a source can name, and when a name means whom.
pub(crate) struct Speakers {
    /// By scheme, in the order in which they were asked for.
    by_scheme: Vec<HashMap<Vec<u8>, Speaker>>,
    list: Vec<Named>,
}

/// One that a source names: a place in its [`Speakers`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Speaker(u16);

/// A name or code with those whom it means.
struct Named {
    text: String,
    means: Vec<(Period, MemberId)>,
}

/// What a row says of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cast {
    /// It took this position.
    Took(Position),
    /// It was not a member then.
    NotAMember,
}

/// A row: the speaker in the upper 13 bits, what it cast in the lower three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark(u16);

/// The rows of one roll call.
#[derive(Default)]
pub(crate) struct Ballot {
    marks: Vec<Mark>,
    runs: Vec<Run>,
    /// Rows that state a position, unreadable ones included.
    stated: usize,
}

/// Rows that follow each other in one file.
struct Run {
    /// Place of the first among the marks.
    from: usize,
    file: usize,
    /// Its line.
    line: u64,
}

/// A ballot when it is known on which day it was taken.
pub(super) struct Counted {
    pub(super) cast: Vec<(MemberId, Position)>,
    /// Those that the source says were no members.
    pub(super) excluded: MemberSet,
    pub(super) defects: Vec<Defect>,
}

impl Speakers {
    pub(super) fn new(members: &Members, schemes: &[&str]) -> Speakers {
        let mut speakers = Speakers { by_scheme: Vec::new(), list: Vec::new() };
        for scheme in schemes {
            let mut found = HashMap::new();
            for (of, code, valid, member) in members.source_codes() {
                if of == *scheme {
                    speakers.add(&mut found, code, (valid, member));
                }
            }
            speakers.by_scheme.push(found);
        }
        speakers
    }

    fn add(
        &mut self,
        scheme: &mut HashMap<Vec<u8>, Speaker>,
        code: &str,
        means: (Period, MemberId),
    ) {
        let known = scheme.get(code.as_bytes()).and_then(|it| self.list.get_mut(usize::from(it.0)));
        if let Some(known) = known {
            known.means.push(means);
        } else if let Some(next) = u16::try_from(self.list.len()).ok().filter(|it| *it < 1 << 13) {
            scheme.insert(code.as_bytes().to_vec(), Speaker(next));
            self.list.push(Named { text: code.to_owned(), means: vec![means] });
        }
    }

    /// The speaker that a cell names in the scheme with this number.
    pub(crate) fn find(&self, scheme: usize, cell: &[u8]) -> Option<Speaker> {
        let (scheme, cell) = (self.by_scheme.get(scheme)?, cell.trim_ascii());
        scheme.get(cell).or_else(|| scheme.get(decoded(cell).as_bytes())).copied()
    }
}

impl Named {
    /// Whom the name means on a day. Where it was not in use then, it still counts if it ever means only one.
    fn on(&self, day: Date) -> Option<MemberId> {
        let valid = self.means.iter().find(|(valid, _)| valid.holds_at(day));
        let only =
            || self.means.iter().all(|(_, one)| Some(*one) == self.means.first().map(|it| it.1));
        valid.or_else(|| self.means.first().filter(|_| only())).map(|(_, member)| *member)
    }
}

impl Mark {
    fn new(speaker: Speaker, cast: Cast) -> Mark {
        let cast = match cast {
            Cast::Took(Position::Yes) => 0,
            Cast::Took(Position::No) => 1,
            Cast::Took(Position::Abstain) => 2,
            Cast::Took(Position::NonVoting) => 3,
            Cast::NotAMember => 4,
        };
        Mark(speaker.0 << 3 | cast)
    }

    fn cast(self) -> Cast {
        let position = Position::ALL.get(usize::from(self.0 & 7));
        position.map_or(Cast::NotAMember, |position| Cast::Took(*position))
    }

    fn speaker(self) -> usize {
        usize::from(self.0 >> 3)
    }
}

impl Ballot {
    /// Takes a row, which stands in this line of a file.
    pub(crate) fn take(&mut self, speaker: Speaker, cast: Cast, file: usize, line: u64) {
        let goes_on = self.runs.last().is_some_and(|run| {
            run.file == file && run.line + as_lines(self.marks.len() - run.from) == line
        });
        if !goes_on {
            self.runs.push(Run { from: self.marks.len(), file, line });
        }
        self.marks.push(Mark::new(speaker, cast));
        self.stated += usize::from(cast != Cast::NotAMember);
    }

    /// Counts a row that states a position which cannot be read.
    pub(crate) fn take_unreadable(&mut self) {
        self.stated += 1;
    }

    /// How many rows state a position. One about a state that was no member states none.
    pub(super) fn stated(&self) -> usize {
        self.stated
    }

    /// Whom the rows mean on a day. Of two rows of one member the first stays.
    pub(super) fn count(
        &self,
        speakers: &Speakers,
        files: &[Arc<SourceFile>],
        day: Date,
    ) -> Counted {
        let mut cast = Vec::with_capacity(self.stated);
        let (mut listed, mut excluded) = (MemberSet::EMPTY, MemberSet::EMPTY);
        let (mut defects, mut repeats) = (Vec::new(), 0);
        for (row, mark) in self.marks.iter().enumerate() {
            let Some(named) = speakers.list.get(mark.speaker()) else { continue };
            let defect = |why: &str| self.defect(row, &named.text, why, files);
            match (named.on(day), mark.cast()) {
                (Some(member), Cast::NotAMember) => excluded.insert(member),
                (None, Cast::NotAMember) => {}
                (None, Cast::Took(_)) => {
                    defects.push(defect("it named no member at that time; the row was left out"));
                }
                (Some(member), Cast::Took(_)) if listed.contains(member) => {
                    repeats += 1;
                    if repeats <= REPEATS_TOLD {
                        defects.push(defect("a second row of one member; the first one stays"));
                    }
                }
                (Some(member), Cast::Took(position)) => {
                    listed.insert(member);
                    cast.push((member, position));
                }
            }
        }
        if repeats > REPEATS_TOLD {
            let more = repeats - REPEATS_TOLD;
            defects.push(Defect::Other(format!("{more} more rows repeat a member of this vote")));
        }
        Counted { cast, excluded: excluded - listed, defects }
    }

    fn defect(&self, row: usize, read: &str, why: &str, files: &[Arc<SourceFile>]) -> Defect {
        let run = self.runs.iter().rev().find(|run| run.from <= row);
        let file = run.and_then(|run| files.get(run.file));
        Defect::Read {
            file: file.map(|file| file.name.clone()).unwrap_or_default(),
            line: run.map(|run| run.line + as_lines(row - run.from)),
            column: None,
            read: shortened(read),
            why: why.to_owned(),
        }
    }
}

fn as_lines(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_mark_keeps_who_and_what(speaker in 0_u16..1 << 13, cast in 0_usize..5) {
            let cast = Position::ALL.get(cast).map_or(Cast::NotAMember, |it| Cast::Took(*it));
            let mark = Mark::new(Speaker(speaker), cast);
            prop_assert_eq!((mark.speaker(), mark.cast()), (usize::from(speaker), cast));
        }
    }

    /// The member that a code of a scheme means on a day.
    fn on(scheme: &str, code: &str, day: &str) -> Option<String> {
        let members = scrutineer_book::members().unwrap();
        let speakers = Speakers::new(&members, &["iso3", scheme]);
        let speaker = speakers.find(1, code.as_bytes())?;
        let member = speakers.list[usize::from(speaker.0)].on(day.parse().unwrap())?;
        Some(members[member].code.clone())
    }

    #[test]
    fn a_code_means_the_member_that_sat() {
        for (scheme, code, day, expect) in [
            ("cow", "365", "1991-12-20", Some("SUN")),
            ("cow", "365", "1992-01-10", Some("RUS")),
            ("cow", "713", "1971-10-25", Some("CHN_ROC")),
            ("cow", "710", "1971-11-24", Some("CHN")),
            ("cow", "260", "1990-09-20", Some("FRG")),
            ("cow", "651", "1960-01-01", Some("UAR")),
            // Out of use by then, but there is no other whom it could mean.
            ("cow", "678", "1990-11-20", Some("YEM")),
            ("cow", "9999", "1990-11-20", None),
            ("unvotes_name", "Yugoslavia", "2015-01-01", Some("SRB")),
            ("unvotes_name", "Côte d’Ivoire", "2015-01-01", Some("CIV")),
            ("unvotes_name", "NA", "2015-01-01", None),
            ("unvotes_code", " NA ", "2015-01-01", Some("NAM")),
        ] {
            assert_eq!(on(scheme, code, day).as_deref(), expect, "{scheme} {code} {day}");
        }
    }

    #[test]
    fn the_lines_of_rows_are_known_again() {
        let files = ["a.csv", "b.csv"]
            .map(|name| Arc::new(SourceFile { name: name.to_owned(), ..SourceFile::default() }));
        let mut ballot = Ballot::default();
        for (file, line) in [(0, 7), (0, 8), (0, 20), (1, 21), (1, 22)] {
            ballot.take(Speaker(0), Cast::Took(Position::Yes), file, line);
        }
        assert_eq!(ballot.runs.len(), 3);
        let at = |row| ballot.defect(row, "x", "y", &files).to_string();
        assert!(at(1).starts_with("a.csv, line 8:") && at(4).starts_with("b.csv, line 22:"));
    }
}
