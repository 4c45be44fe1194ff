//! Subsidiary organs that resolutions set up: groups of experts, working groups, committees.

use crate::{Date, MemberId, Standing, Symbol};

/// A body that a resolution set up, with its mandate, sessions, chair and report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubsidiaryOrgan {
    /// The stable id: `oewg-1`.
    pub id: String,
    /// Its name for readers.
    pub name: String,
    /// Words by which running text speaks of it.
    pub words: Vec<String>,
    /// What kind of organ it is: `group_of_experts`, `working_group`, `committee`, `mechanism`,
    /// `programme`.
    pub kind: String,
    /// When its work began.
    pub from: Option<Date>,
    /// When it ended, if it did.
    pub to: Option<Date>,
    /// Who chaired it.
    pub chair: String,
    /// The chair's country.
    pub chair_member: Option<MemberId>,
    /// How many took part, or "all members".
    pub size: String,
    /// Its members, where they are listed.
    pub members: Vec<MemberId>,
    /// The texts from which it has its mandate.
    pub mandates: Vec<Symbol>,
    /// Its sessions, in the order of time.
    pub sessions: Vec<OrganSession>,
    /// Symbol of its report.
    pub report: String,
    /// What came of it, in a few words.
    pub outcome: String,
    /// How well the facts of the row stand.
    pub standing: Standing,
    /// Where they come from.
    pub source: String,
    /// What a reader must know.
    pub note: String,
}

/// One session of a [`SubsidiaryOrgan`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganSession {
    /// What it was called: `organizational`, `1`, `2`, `informal`, `planned`.
    pub name: String,
    /// Whether it took place on these days: `false` for a session that was planned and not held then.
    pub held: bool,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// Where.
    pub place: String,
    /// How well this stands.
    pub standing: Standing,
    /// Where it comes from.
    pub source: String,
    /// What a reader must know.
    pub note: String,
}
