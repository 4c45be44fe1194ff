//! A record made vote by vote.

use super::*;

/// Takes votes one by one and makes a [`Record`] of them.
#[derive(Clone, Debug)]
pub struct RecordBuilder {
    record: Record,
    roll_places: HashMap<MemberSet, u32>,
}

impl RecordBuilder {
    /// A record without votes.
    pub fn new(members: Members, groups: Groups, facts: Facts) -> RecordBuilder {
        let record = Record {
            texts: text_places(&facts),
            members,
            groups,
            facts,
            votes: Vec::new(),
            packed: Vec::new(),
            rolls: Vec::new(),
            by_symbol: HashMap::new(),
            by_id: HashMap::new(),
            until: None,
            recurring: OnceLock::new(),
            neighbours: OnceLock::new(),
            runs: OnceLock::new(),
        };
        RecordBuilder { record, roll_places: HashMap::new() }
    }

    /// The members, to look up those of the positions.
    pub fn members(&self) -> &Members {
        &self.record.members
    }

    /// Whether a vote on the whole text with this symbol was added.
    pub fn has_whole(&self, symbol: Option<&Symbol>) -> bool {
        symbol.is_some_and(|symbol| self.record.vote_on(symbol).is_some())
    }

    /// Adds a vote with its positions.
    ///
    /// What contradicts the dates of membership or the printed tally is kept as it stands in the source and
    /// added to the vote's defects.
    ///
    /// # Errors
    /// If a vote with this id is there already, or a member takes two positions.
    pub fn add(
        &mut self,
        mut vote: RecordedVote,
        cast: impl IntoIterator<Item = (MemberId, Position)>,
        roll: Roll,
    ) -> Result<(), Error> {
        if self.record.by_id.contains_key(&vote.id) {
            return Err(Error::twice("vote", &vote.id));
        }
        let members = &self.record.members;
        // Of a date that is good only to the month or the year: those that sat all the time, and those that
        // sat for a part of it.
        let (sitting, possible) = match vote.body {
            Body::GeneralAssembly | Body::Committee(_) => {
                let (first, last) = vote.date.ends();
                let first = members.sitting_at(first);
                let last = if vote.date.precision() == Precision::Day {
                    first
                } else {
                    members.sitting_at(last)
                };
                (first & last, first | last)
            }
            _ => (MemberSet::EMPTY, MemberSet::EMPTY),
        };
        let mut positions = Positions::default();
        let mut listed = MemberSet::EMPTY;
        for (member, position) in cast {
            let code = &members[member].code;
            if listed.contains(member) {
                return Err(Error::vote(&vote.id, format!("{code} stands twice")));
            }
            if !possible.is_empty() && !possible.contains(member) {
                vote.defects.push(Defect::NotAMember { member: code.clone(), position });
            }
            listed.insert(member);
            match position {
                Position::Yes => positions.yes.insert(member),
                Position::No => positions.no.insert(member),
                Position::Abstain => positions.abstain.insert(member),
                Position::NonVoting => {}
            }
        }
        positions.roll = match (roll, sitting.is_empty()) {
            (Roll::Unknown, _) => positions.cast(),
            (_, true) => listed,
            (Roll::Sitting, _) => sitting | positions.cast(),
            (Roll::Listed, _) => {
                let missing = (sitting - listed).iter();
                let missing: Vec<_> = missing.map(|id| members[id].code.clone()).collect();
                if !missing.is_empty() {
                    vote.defects.push(Defect::MissingFromRoll { members: missing });
                }
                listed
            }
        };
        let tally = positions.tally();
        if let Some(printed) = vote.printed.filter(|printed| !printed.agrees_with(tally)) {
            vote.defects.push(Defect::TallyDiffers {
                counted: tally.to_string(),
                printed: printed.to_string(),
            });
        }
        self.index(&vote, &positions);
        self.record.votes.push(vote);
        Ok(())
    }

    /// Adds a vote of which the defects are known already, as a book keeps it: nothing is checked again but
    /// the id.
    ///
    /// # Errors
    /// If a vote with this id is there already.
    pub fn restore(&mut self, vote: RecordedVote, positions: Positions) -> Result<(), Error> {
        self.restore_all(vec![vote], &[positions])
    }

    /// As [`RecordBuilder::restore`], of many votes in one go, each with its positions: a vote without is
    /// left out.
    ///
    /// # Errors
    /// If two votes have one id. Of the others none is added.
    pub fn restore_all(
        &mut self,
        mut votes: Vec<RecordedVote>,
        positions: &[Positions],
    ) -> Result<(), Error> {
        votes.truncate(positions.len());
        let mut ids = HashSet::with_capacity(votes.len());
        for vote in &votes {
            if self.record.by_id.contains_key(&vote.id) || !ids.insert(vote.id.as_str()) {
                return Err(Error::twice("vote", &vote.id));
            }
        }
        self.record.by_id.reserve(votes.len());
        self.record.by_symbol.reserve(votes.len());
        self.record.packed.reserve(votes.len());
        for (vote, positions) in votes.iter().zip(positions) {
            self.index(vote, positions);
        }
        if self.record.votes.is_empty() {
            // Some megabytes that need not be moved.
            self.record.votes = votes;
        } else {
            self.record.votes.append(&mut votes);
        }
        Ok(())
    }

    /// Enters the next vote in the indices, and keeps its positions.
    fn index(&mut self, vote: &RecordedVote, positions: &Positions) {
        let record = &mut self.record;
        let roll = *self.roll_places.entry(positions.roll).or_insert_with(|| {
            record.rolls.push(positions.roll);
            u32::try_from(record.rolls.len() - 1).unwrap_or(u32::MAX)
        });
        let place = record.packed.len();
        record.until = record.until.max(Some(vote.date));
        record.by_id.insert(vote.id.clone(), place);
        if let Some(symbol) = &vote.symbol {
            record.by_symbol.entry(symbol.clone()).or_default().push(place);
        }
        record.packed.push(Packed::new(positions, roll));
    }

    /// The record of all that was added.
    pub fn finish(self) -> Record {
        self.record
    }

    /// The record of all that was added, which is a part of a larger one with these series.
    pub fn finish_part(self, recurring: Recurring) -> Record {
        Record { recurring: OnceLock::from(recurring), ..self.record }
    }
}
