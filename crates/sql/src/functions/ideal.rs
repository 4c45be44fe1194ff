//! Ideal points from votes that are drawn anew: how much they depend on which votes there happened to be.

use std::ops::RangeInclusive;
use std::sync::Arc;

use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{ScalarValue, exec_err, plan_err};
use datafusion::error::Result;
use datafusion::logical_expr::Expr;
use scrutineer_book::{Kind, Table, column};
use scrutineer_ideal::{Bootstrap, Links, Rules, Settings, prepare};
use serde::{Deserialize, Serialize};

use super::{Function, Made, Sort};
use crate::rows::{Rows, Value};
use crate::source::{self, Source};
use crate::world::World;

pub(super) const IDEAL_REPLICATES: Function = Function {
    name: "ideal_replicates",
    sort: Sort::Table,
    arguments: &[
        ("replicates", "how many"),
        (
            "seed",
            "a number: the same seed gives the same rows, on any machine and in any number of pieces",
        ),
        ("first", "the first regular session whose votes count"),
        ("last", "the last one"),
    ],
    about: "The ideal points of `ideal`, estimated again from votes of each session drawn with replacement: one row for \
            each member and session in each replicate. Replicate 0 is the record itself. Their spread says how much the \
            ideal points depend on which votes there were.",
    example: "SELECT member, avg(ideal_point) AS ideal_point, stddev(ideal_point) AS se \
              FROM ideal_replicates(20, 1, 73, 74) WHERE session = 74 AND replicate > 0 GROUP BY member \
              ORDER BY ideal_point DESC LIMIT 5",
    make: |_, world| Made::Table(Arc::new(IdealReplicates { world: Arc::clone(world) })),
};

pub(crate) const REPLICATES: Table = Table {
    name: "ideal_replicates",
    about: "One row for each member and session in each replicate.",
    columns: &[
        column(Kind::Int, "replicate", "number of the replicate; 0 is the record itself"),
        column(Kind::Text, "member", "code of the member"),
        column(Kind::Int, "session", "regular session"),
        column(Kind::Real, "ideal_point", "high is the side of the United States"),
        column(Kind::Flag, "converged", "whether the estimate of the replicate settled"),
    ],
};

/// The most replicates of a statement: nobody needs as many, and a slip of the finger must not fill a cluster.
const MOST: u32 = 100_000;

/// From which votes replicates are drawn, and by which seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draw {
    seed: u64,
    sessions: RangeInclusive<u8>,
}

impl Draw {
    /// Adds the rows of some replicates.
    pub(crate) fn fill(&self, numbers: &[u32], world: &World, rows: &mut Rows<'_>) -> Result<()> {
        let bootstrap = world.bootstrap(&self.sessions, |record| {
            let rules = Rules { sessions: self.sessions.clone(), ..Rules::default() };
            Bootstrap::of(record, prepare(record, &rules, &Links::Series), Settings::default())
        });
        let prepared = bootstrap.prepared();
        if prepared.who.is_empty() {
            let (first, last) = (self.sessions.start(), self.sessions.end());
            return exec_err!(
                "the book has no votes that divide members in the sessions {first} to {last}"
            );
        }
        for &number in numbers {
            let drawn;
            let fit = match number {
                0 => bootstrap.fit(),
                number => {
                    drawn = bootstrap.replicate(self.seed, number.into());
                    &drawn
                }
            };
            for (who, point) in prepared.who.iter().zip(&fit.points) {
                let member = world.record().members()[who.member].code.as_str();
                let more = rows.add([
                    Value::Number(number.into()),
                    member.into(),
                    u16::from(who.session).into(),
                    Value::Real(point.mean),
                    fit.converged.into(),
                ])?;
                if !more {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

#[derive(Debug)]
struct IdealReplicates {
    world: Arc<World>,
}

impl TableFunctionImpl for IdealReplicates {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let number = |of: &Expr| match of {
            Expr::Literal(ScalarValue::Int64(Some(number)), _) => u64::try_from(*number).ok(),
            _ => None,
        };
        let numbers: Option<Vec<u64>> = args.exprs().iter().map(number).collect();
        let Some([replicates, seed, first, last]) = numbers.as_deref() else {
            return plan_err!("four numbers are wanted: ideal_replicates(200, 1, 50, 74)");
        };
        let sessions = (u8::try_from(*first), u8::try_from(*last));
        let (replicates, (Ok(first), Ok(last))) = (u32::try_from(*replicates), sessions) else {
            return plan_err!("no session has that number: ideal_replicates(200, 1, 50, 74)");
        };
        let Some(replicates) = replicates.ok().filter(|replicates| *replicates <= MOST) else {
            return plan_err!("no more than {MOST} replicates are drawn at once");
        };
        let draw = Draw { seed: *seed, sessions: first..=last };
        Ok(Arc::new(source::Made::of(Source::replicates(draw, replicates), &self.world)?))
    }
}
