//! Ideal points in two dimensions: members in a plane.

use schemars::JsonSchema;
use scrutineer_ideal::{Belief, Explained, Plane, Settings, plane};
use scrutineer_record::{MemberId, Record};
use serde::Serialize;

use super::{Fitted, HEADER, Point, PointReport, by_normal, round, row, state, states, unsettled};
use crate::error::Error;
use crate::flat::FlatTable;

/// A member's place in a session.
#[derive(Clone, Debug)]
pub struct Place {
    /// Along the first axis.
    pub point: Point,
    /// Along the second.
    pub second: Belief,
}

/// Members in a plane, with what it explains of the votes.
#[derive(Debug)]
pub struct Places {
    /// Where members stand, by state and session.
    pub places: Vec<Place>,
    /// How many votes counted.
    pub votes: usize,
    /// What no dimension, one and two explain.
    pub explained: [Explained; 3],
    /// Whether the estimate settled.
    pub converged: bool,
}

impl Places {
    /// With a second axis for what one line leaves over.
    pub fn of(fitted: &Fitted) -> Places {
        let ballots = &fitted.prepared.ballots;
        let plane = plane(ballots, &fitted.fit, &Settings::default());
        Places {
            places: places(fitted, &plane),
            votes: ballots.votes(),
            explained: [
                Explained::by_none(ballots),
                Explained::by_one(ballots, &fitted.fit),
                plane.explained(ballots),
            ],
            converged: plane.converged,
        }
    }

    /// Leaves these members alone; all, if none is named.
    pub fn keep(&mut self, members: &[MemberId]) {
        if members.is_empty() {
            return;
        }
        let states = states(self.places.iter().map(|it| &it.point.who), members);
        self.places.retain(|it| states.contains(&Some(state(&it.point.who))));
    }

    /// What a reader should know before taking the numbers, if there is anything.
    pub fn warning(&self) -> Option<Error> {
        (!self.converged).then(unsettled)
    }

    /// As JSON.
    pub fn report<'r>(&self, record: &'r Record) -> PlacesReport<'r> {
        let of = |(dimensions, it): (u8, Explained)| ExplainedReport {
            dimensions,
            choices_right: it.right,
            log_likelihood: round(it.log_likelihood),
        };
        PlacesReport {
            dimensions: 2,
            votes: self.votes,
            converged: self.converged,
            explained: (0..).zip(self.explained).map(of).collect(),
            points: self.places.iter().map(|place| PlaceReport::of(record, place)).collect(),
        }
    }

    /// A row for each member and session.
    pub fn flat(&self, record: &Record) -> FlatTable {
        let rows = self.places.iter().map(|Place { point, second }| {
            let more = [second.mean, second.sd].map(|number| format!("{number:.6}"));
            row(record, point).into_iter().chain(more)
        });
        FlatTable::of(HEADER.into_iter().chain(["ideal_point_2", "se_2"]), rows)
    }
}

fn places(fitted: &Fitted, plane: &Plane) -> Vec<Place> {
    let points = fitted.prepared.who.iter().zip(&plane.points).enumerate();
    let place = |(place, (who, [first, second])): (usize, (_, &[Belief; 2]))| {
        let (belief, quantiles) = by_normal(*first);
        let votes = fitted.prepared.ballots.votes_of(place);
        let who = Clone::clone(who);
        Place { point: Point { who, votes, belief, quantiles }, second: *second }
    };
    points.map(place).collect()
}

/// Members in a plane.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "IdealPlaces")]
pub struct PlacesReport<'r> {
    /// How many dimensions: two.
    pub dimensions: u8,
    /// How many votes count.
    pub votes: usize,
    /// Whether the estimate came to its end.
    pub converged: bool,
    /// How much of the votes no dimension, one and two explain.
    pub explained: Vec<ExplainedReport>,
    /// The places, member by member.
    pub points: Vec<PlaceReport<'r>>,
}

/// How much of the votes a number of dimensions explains.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Explained")]
pub struct ExplainedReport {
    /// How many dimensions.
    pub dimensions: u8,
    /// How many positions are those that were to be expected.
    pub choices_right: usize,
    /// How probable all positions are together.
    pub log_likelihood: f64,
}

/// A member's place in a session.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "IdealPlace")]
pub struct PlaceReport<'r> {
    /// Along the first axis.
    #[serde(flatten)]
    pub point: PointReport<'r>,
    /// Along the second.
    pub ideal_point_2: f64,
    /// Its standard error.
    pub se_2: f64,
}

impl<'r> PlaceReport<'r> {
    /// Of a place.
    pub fn of(record: &'r Record, Place { point, second }: &Place) -> PlaceReport<'r> {
        PlaceReport {
            point: PointReport::of(record, point),
            ideal_point_2: round(second.mean),
            se_2: round(second.sd),
        }
    }
}
