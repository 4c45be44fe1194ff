//! What was asked for, estimated.

use scrutineer_book::Book;
use scrutineer_ideal::Links;
use scrutineer_record::Record;
use scrutineer_report::ideal::{Asked, Estimate, Fitted};

use super::sampler::Runs;
use super::{Args, Estimator, Model};
use crate::error::Error;

/// Which votes, by which model.
pub(super) fn asked(args: &Args) -> Asked {
    Asked {
        model: args.model.of(),
        sessions: args.sessions.as_ref().map(|sessions| sessions.0.clone()),
        motions: args.votes.motions(),
        issue: args.issue,
    }
}

/// The estimate that was asked for, for all that looks into one.
pub(super) fn fitted(record: &Record, args: &Args, links: &Links) -> Result<Fitted, Error> {
    if args.model == Model::Static {
        let hint = if args.suspicious {
            "leave out --model static"
        } else {
            "leave out --model static, and name the session: --sessions 74"
        };
        let text = "the static model is an estimate for every session by itself";
        return Err(Error::request(text).hint(hint));
    }
    let asked = asked(args);
    let fitted = Fitted::by(record, &asked.rules(), links);
    if fitted.prepared.who.is_empty() { Err(asked.nothing(record).into()) } else { Ok(fitted) }
}

pub(super) fn estimate(book: &Book, args: &Args, links: &Links) -> Result<Estimate, Error> {
    let asked = asked(args);
    if args.estimator == Estimator::Fast {
        return Estimate::of::<Error>(&book.record, &asked, links, None);
    }
    let mut runs = Runs::default();
    let all = Estimate::of(
        &book.record,
        &asked,
        links,
        Some(&mut |fitted, session| runs.sample(book, fitted, session, &args.sampler)),
    )?;
    runs.finish()?;
    Ok(all)
}
