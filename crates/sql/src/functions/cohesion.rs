//! How far members voted as one, over the rows of one vote.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, Float64Array, StructArray, UInt64Array};
use datafusion::arrow::datatypes::{DataType, Field, Fields, UInt64Type};
use datafusion::common::{ScalarValue, exec_datafusion_err};
use datafusion::error::Result;
use datafusion::logical_expr::{Accumulator, Volatility, create_udaf};
use scrutineer_measures::Cohesion;
use scrutineer_record::{Position, Tally};

use super::{Function, Made, Sort, position};

pub(super) const COHESION: Function = Function {
    name: "cohesion",
    sort: Sort::Aggregate,
    arguments: &[(
        "position",
        "the position of each member that is counted: yes, no, abstain or non_voting",
    )],
    about: "How far the members of a vote voted as one, by the measures of `group`: rice_index with its rice_n, who \
            voted yes or no, and agreement_index with its agreement_n, abstentions counted. It is a measure of one \
            vote: group by vote.",
    example: "SELECT cohesion(p.position) FROM positions p JOIN votes v ON v.id = p.vote \
              WHERE v.symbol = 'A/RES/74/29' AND in_group(p.member, 'EU', v.date)",
    make: |of, _| {
        Made::Aggregate(create_udaf(
            of.name,
            vec![DataType::Utf8],
            Arc::new(DataType::Struct(fields())),
            Volatility::Immutable,
            Arc::new(|_| Ok(Box::new(Counts::default()))),
            Arc::new(vec![DataType::UInt64; 4]),
        ))
    },
};

/// What it gives.
fn fields() -> Fields {
    let index = |name| Field::new(name, DataType::Float64, true);
    let n = |name| Field::new(name, DataType::UInt64, true);
    vec![index("agreement_index"), n("agreement_n"), index("rice_index"), n("rice_n")].into()
}

/// Members by position: yes, no, abstain, non_voting.
#[derive(Debug, Default)]
struct Counts([u64; 4]);

impl Counts {
    fn tally(&self) -> Result<Tally> {
        let [yes, no, abstain, non_voting] = self.0.map(u16::try_from);
        let (Ok(yes), Ok(no), Ok(abstain), Ok(non_voting)) = (yes, no, abstain, non_voting) else {
            return Err(exec_datafusion_err!(
                "cohesion is a measure of one vote, and these are more rows than a vote has: group by vote"
            ));
        };
        Ok(Tally { yes, no, abstain, non_voting })
    }
}

impl Accumulator for Counts {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let [positions] = values else { return Ok(()) };
        let positions = positions.as_string::<i32>();
        for row in 0..positions.len() {
            let found = position(positions, row)?;
            let place = Position::ALL.iter().position(|of| Some(*of) == found);
            if let Some(count) = place.and_then(|place| self.0.get_mut(place)) {
                *count += 1;
            }
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let found = Cohesion::of(self.tally()?);
        let index = |of: Option<f64>| Arc::new(Float64Array::from(vec![of])) as ArrayRef;
        let n = |of: u16| Arc::new(UInt64Array::from(vec![u64::from(of)])) as ArrayRef;
        let columns =
            vec![index(found.agreement), n(found.agreement_n), index(found.rice), n(found.rice_n)];
        Ok(ScalarValue::Struct(Arc::new(StructArray::try_new(fields(), columns, None)?)))
    }

    fn size(&self) -> usize {
        size_of_val(self)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(self.0.iter().map(|count| ScalarValue::UInt64(Some(*count))).collect())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        for (cell, counts) in self.0.iter_mut().zip(states) {
            let counts = counts.as_primitive_opt::<UInt64Type>();
            let counts = counts.ok_or_else(|| exec_datafusion_err!("counts of another type"))?;
            *cell += counts.iter().flatten().sum::<u64>();
        }
        Ok(())
    }
}
