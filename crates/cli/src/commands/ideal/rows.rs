//! Ideal points as JSON.

use scrutineer_record::Record;
use scrutineer_report::ideal::{ChainsReport, PointReport, PointsReport, round};

use super::estimate::Estimate;
use super::{Args, typed};

pub(super) fn report<'r>(record: &'r Record, args: &Args, estimate: &Estimate) -> PointsReport<'r> {
    PointsReport {
        model: typed(&args.model),
        estimator: typed(&args.estimator),
        votes: estimate.votes,
        items: estimate.items,
        converged: estimate.converged,
        chains: estimate.agreement.map(|it| ChainsReport {
            count: it.chains,
            iterations: it.iterations,
            draws: it.draws,
            rhat: it.rhat.map(round),
            effective_sample_size: it.effective.map(f64::round),
        }),
        points: estimate.points.iter().map(|point| PointReport::of(record, point)).collect(),
    }
}
