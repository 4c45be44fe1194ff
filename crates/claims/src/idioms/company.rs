//! Idioms for voting as others do.

use super::forms::{
    ALIGN, ALLY, BREAK, CAST, COME, DEFECT, DESERT, FALL, FIND, GO, KEEP, LINE, MAKE, RALLY,
    REMAIN, SIDE, STAND, STAY, STICK, SWING, TAKE, THROW,
};
use super::{Idiom, idiom};
use crate::cues::Verb::{Join, StandBy};

/// What verbs tell of whose company was kept, with the words that go with them.
pub(super) const IDIOMS: &[Idiom] = &[
    idiom(Join, SIDE, &["with", "alongside"]),
    idiom(Join, STAND, &["with", "alongside", "beside", "shoulder to shoulder with"]),
    idiom(Join, LINE, &["up with", "up alongside"]),
    idiom(Join, KEEP, &["company with"]),
    idiom(Join, FIND, &["{itself} in the company of", "{itself} alongside"]),
    idiom(StandBy, STAND, &["by", "behind"]),
    idiom(StandBy, ["march", "marches", "marched", "marching"], &["behind"]),
    idiom(StandBy, REMAIN, &["true to", "faithful to", "loyal to"]),
    idiom(StandBy, STAY, &["true to", "faithful to", "loyal to"]),
    idiom(StandBy, ["follow", "follows", "followed", "following"], &[""]),
    idiom(StandBy, ["toe", "toes", "toed", "toeing"], &[""]),
    idiom(StandBy, STICK, &["by", "with"]),
    idiom(StandBy, LINE, &["up behind"]),
    idiom(
        Join,
        ["vote", "votes", "voted", "voting"],
        &["the same way as", "in line with", "in step with", "in unison with", "in tandem with"],
    ),
    idiom(StandBy, GO, &["along with"]),
    idiom(StandBy, FALL, &["in with", "in behind", "into line with", "into line behind"]),
    idiom(StandBy, TAKE, &["the side of", "sides with", "the part of", ""]),
    idiom(StandBy, THROW, &["in {its} lot with"]),
    idiom(StandBy, CAST, &["{its} lot with"]),
    idiom(StandBy, RALLY, &["to", "behind"]),
    idiom(StandBy, ALIGN, &["with", "{itself} with"]),
    idiom(StandBy, ALLY, &["{itself} with"]),
    idiom(StandBy, MAKE, &["common cause with"]),
    idiom(StandBy, DESERT, &["to"]),
    idiom(StandBy, DEFECT, &["to"]),
    idiom(Join, STAND, &["together with", "on the side of", "at the side of"]),
    idiom(Join, ["range", "ranges", "ranged", "ranging"], &["{itself} with", "{itself} alongside"]),
    idiom(StandBy, SWING, &["behind", "over to", "round to"]),
    idiom(StandBy, COME, &["down on the side of", "over to the side of", "out on the side of"]),
    idiom(StandBy, BREAK, &["for"]),
    // Only with an ally's side or camp after it: see `ally_at`.
    idiom(StandBy, COME, &["down on", "out on"]),
    idiom(StandBy, ["wander", "wanders", "wandered", "wandering"], &["into", "over to"]),
    idiom(StandBy, ["stray", "strays", "strayed", "straying"], &["into", "over to"]),
    idiom(Join, FIND, &["{itself} on the same side as", "{itself} in the same camp as"]),
    idiom(Join, STAND, &["on the same side as", "in the same camp as"]),
    idiom(
        Join,
        TAKE,
        &["the same stand as", "the same side as", "the same line as", "the same position as"],
    ),
];
