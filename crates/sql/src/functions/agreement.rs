//! How two members voted beside each other, over rows that have the positions of both.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StructArray};
use datafusion::arrow::array::{Float64Array, UInt32Array};
use datafusion::arrow::datatypes::{DataType, Field, Fields, UInt32Type};
use datafusion::common::{ScalarValue, exec_datafusion_err};
use datafusion::error::Result;
use datafusion::logical_expr::{Accumulator, Volatility, create_udaf};
use scrutineer_measures::Agreement;
use scrutineer_record::Position;

use super::{Function, Made, Sort, position};

pub(super) const AGREEMENT: Function = Function {
    name: "agreement",
    sort: Sort::Aggregate,
    arguments: &[
        ("a", "the position of the one: yes, no, abstain or non_voting"),
        ("b", "the position of the other in the same vote"),
    ],
    about: "How often two members agreed, by the measures of `agreement`: n, the votes in which both cast one; agree, \
            s, kappa, pi and coincidence. Rows in which either cast no vote are in no count.",
    example: "SELECT agreement(a.position, b.position) FROM positions a JOIN positions b ON a.vote = b.vote \
              WHERE a.member = 'USA' AND b.member = 'RUS'",
    make: |of, _| {
        Made::Aggregate(create_udaf(
            of.name,
            vec![DataType::Utf8; 2],
            Arc::new(DataType::Struct(fields())),
            Volatility::Immutable,
            Arc::new(|_| Ok(Box::new(Table::default()))),
            Arc::new(vec![DataType::UInt32; 9]),
        ))
    },
};

/// What it gives.
fn fields() -> Fields {
    let measures = ["agree", "s", "kappa", "pi", "coincidence"];
    let measures = measures.map(|name| Field::new(name, DataType::Float64, true));
    [Field::new("n", DataType::UInt32, true)].into_iter().chain(measures).collect()
}

/// The counts, as in [`Agreement::of`].
#[derive(Debug, Default)]
struct Table([[u32; 3]; 3]);

fn place(of: Position) -> Option<usize> {
    match of {
        Position::Yes => Some(0),
        Position::Abstain => Some(1),
        Position::No => Some(2),
        Position::NonVoting => None,
    }
}

impl Table {
    fn cells(&mut self) -> impl Iterator<Item = &mut u32> {
        self.0.iter_mut().flatten()
    }

    fn see(&mut self, a: Option<Position>, b: Option<Position>) {
        let cell = a.and_then(place).zip(b.and_then(place));
        if let Some((a, b)) = cell
            && let Some(count) = self.0.get_mut(a).and_then(|row| row.get_mut(b))
        {
            *count = count.saturating_add(1);
        }
    }
}

impl Accumulator for Table {
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let [a, b] = values else { return Ok(()) };
        let (a, b) = (a.as_string::<i32>(), b.as_string::<i32>());
        for row in 0..a.len().min(b.len()) {
            self.see(position(a, row)?, position(b, row)?);
        }
        Ok(())
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        let found = Agreement::of(self.0);
        let measures = [
            found.identical().ratio(),
            found.s(),
            found.kappa(),
            found.pi(),
            found.coincidence().ratio(),
        ];
        let n: ArrayRef = Arc::new(UInt32Array::from(vec![found.n()]));
        let measures = measures.map(|of| Arc::new(Float64Array::from(vec![of])) as ArrayRef);
        let columns = [n].into_iter().chain(measures).collect();
        Ok(ScalarValue::Struct(Arc::new(StructArray::try_new(fields(), columns, None)?)))
    }

    fn size(&self) -> usize {
        size_of_val(self)
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        Ok(self.cells().map(|count| ScalarValue::UInt32(Some(*count))).collect())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        for (cell, counts) in self.cells().zip(states) {
            let counts = counts.as_primitive_opt::<UInt32Type>();
            let counts = counts.ok_or_else(|| exec_datafusion_err!("counts of another type"))?;
            *cell = counts.iter().flatten().fold(*cell, u32::saturating_add);
        }
        Ok(())
    }
}
