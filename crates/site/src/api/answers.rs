//! Every answer of the API: from what was asked to the answer that the command of that name gives.

use axum::http::StatusCode;
use scrutineer_ideal::{Motions, Who};
use scrutineer_ingest::article::{Article, Kind};
use scrutineer_report::agreement::{self, Agreements, By, Distances};
use scrutineer_report::blocs::{self, Method};
use scrutineer_report::book::BookReport;
use scrutineer_report::compare::Comparison;
use scrutineer_report::defects::Defects;
use scrutineer_report::filter::Filter;
use scrutineer_report::find::{self, Found};
use scrutineer_report::findings::{self, Document, FindingsReport};
use scrutineer_report::group::{self, OfGroup};
use scrutineer_report::ideal::{self, PointReport, PointsReport};
use scrutineer_report::member::{self, OfMember};
use scrutineer_report::series::{self, Course};
use scrutineer_report::sessions::RegularSessions;
use scrutineer_report::topics::Topics;
use scrutineer_report::vote::{self, VoteReport};
use scrutineer_report::{Error, FlatTable, mandates, resolve};

use super::asked::{Asked, Part};
use super::respond::Answer;
use crate::edition::{Edition, Model};
use crate::pages::compare::MOST;
use crate::problem::Problem;

type Answered = Result<Answer, Problem>;

pub(super) fn find(edition: &Edition, asked: &Asked) -> Answered {
    let request = find::Request {
        filter: filter(asked),
        group: asked.owned("group"),
        member: asked.owned("member"),
        position: asked.owned("position"),
    };
    let mut found = Found::of(&edition.book.record, &request)?;
    let more = cut(&mut found.targets, asked.part());
    Ok(asked.form(|| found.report(), || found.flat())?.followed(more.then(|| asked.next())))
}

/// Cuts a list down to a part of it; says whether more follows.
fn cut<T>(list: &mut Vec<T>, Part { from, most }: Part) -> bool {
    list.drain(..from.min(list.len()));
    let more = list.len() > most;
    list.truncate(most);
    more
}

fn filter(asked: &Asked) -> Filter {
    let words = asked.text("words").unwrap_or_default().split_whitespace();
    Filter {
        words: words.map(str::to_owned).collect(),
        from: asked.owned("from"),
        to: asked.owned("to"),
        body: asked.owned("body"),
    }
}

fn motions(asked: &Asked) -> Motions {
    match asked.text("votes") {
        Some("final-passage") => Motions::FinalPassage,
        _ => Motions::All,
    }
}

pub(super) fn show(edition: &Edition, asked: &Asked) -> Answered {
    let record = &edition.book.record;
    let target = resolve::target(record, &asked.name)?;
    asked.form(|| VoteReport::of(record, target), || vote::flat(record, target))
}

pub(super) fn compare(edition: &Edition, asked: &Asked) -> Answered {
    let votes = asked.list("votes");
    if votes.len() > MOST {
        return Err(Problem::wrong(format!("at most {MOST} votes are compared at once"))
            .hint("name fewer, or compare them with the program: scrutineer compare", None));
    }
    let found = Comparison::of(&edition.book.record, &votes)?;
    asked.form(|| found.report(), || found.flat())
}

pub(super) fn series_list(edition: &Edition, _: &Asked) -> Answered {
    Answer::json(&series::list(&edition.book.record))
}

pub(super) fn series(edition: &Edition, asked: &Asked) -> Answered {
    let found = Course::of(&edition.book.record, &asked.name)?;
    asked.form(|| found.report(), || found.flat())
}

pub(super) fn members(edition: &Edition, _: &Asked) -> Answered {
    Answer::json(&member::list(&edition.book.record))
}

pub(super) fn member(edition: &Edition, asked: &Asked) -> Answered {
    let found = OfMember::of(&edition.book.record, &asked.name, asked.text("group"))?;
    asked.form(|| found.report(), || found.flat())
}

pub(super) fn groups(edition: &Edition, _: &Asked) -> Answered {
    Answer::json(&group::list(&edition.book.record))
}

pub(super) fn group(edition: &Edition, asked: &Asked) -> Answered {
    let found = OfGroup::of(&edition.book.record, &asked.name, asked.text("vote"))?;
    asked.form(|| found.report(), || found.flat())
}

pub(super) fn agreement(edition: &Edition, asked: &Asked) -> Answered {
    let request = agreement::Request {
        filter: filter(asked),
        sessions: asked.read("session")?,
        years: asked.read("year")?,
        members: asked.list("members"),
        group: asked.owned("group"),
        stands: asked.list("where"),
        issue: asked.text("issue").map(resolve::issue).transpose()?,
        motions: motions(asked),
        divided: asked.flag("divided"),
        by: match asked.text("by") {
            Some("year") => By::Year,
            Some("all") => By::All,
            _ => By::Session,
        },
    };
    let found = Agreements::of(&edition.book.record, &request)?;
    let none = Distances::default();
    let wanted = found.has_distances() && !asked.flag("without_distance");
    let distances = if wanted { edition.distances() } else { &none };
    let Part { from, most } = asked.part();
    let rows = from..from.saturating_add(most);
    let (answer, more) = if asked.as_table {
        let (table, more) = found.stretch_csv(distances, rows);
        (Answer::table(table), more)
    } else {
        let (report, more) = found.stretch(distances, rows);
        (Answer::json(&report)?, more)
    };
    Ok(answer.followed(more.then(|| asked.next())))
}

pub(super) fn blocs(edition: &Edition, asked: &Asked) -> Answered {
    let sessions = asked.read("session")?;
    let request = blocs::Request {
        method: match asked.text("method") {
            Some("modularity") => Method::Modularity,
            _ => Method::Average,
        },
        count: asked.text("count").and_then(|count| count.parse().ok()),
        motions: motions(asked),
        issue: asked.text("issue").map(resolve::issue).transpose()?,
    };
    edition.with_blocs(&request, |history| {
        let found = history.only(&sessions)?;
        asked.form(|| found.report(), || found.flat())
    })
}

pub(super) fn ideal(edition: &Edition, asked: &Asked) -> Answered {
    let record = &edition.book.record;
    let members = resolve::members(record, &asked.list("member"))?;
    let sessions: Vec<RegularSessions> = asked.read("sessions")?;
    let (code, model) = match asked.text("model") {
        Some("static") => ("static", Model::Static),
        Some("binary") => ("binary", Model::Binary),
        _ => ("dynamic", Model::Dynamic),
    };
    let estimates = edition.estimates(model);
    let states = ideal::states(estimates.iter().flat_map(|of| &of.prepared.who), &members);
    let wanted = |who: &Who| {
        (members.is_empty() || states.contains(&Some(ideal::state(who))))
            && (sessions.is_empty() || sessions.iter().any(|range| range.0.contains(&who.session)))
    };
    let points = estimates.iter().flat_map(|of| ideal::points(&of.prepared, &of.fit, wanted));
    let mut points: Vec<_> = points.collect();
    if model == Model::Static {
        points.sort_by_key(|point| (ideal::state(&point.who), point.who.session));
    }
    let more = cut(&mut points, asked.part());
    let report = || PointsReport {
        model: code.to_owned(),
        estimator: "fast".to_owned(),
        votes: estimates.iter().map(|of| of.prepared.ballots.votes()).sum(),
        items: estimates.iter().map(|of| of.prepared.ballots.items()).sum(),
        converged: estimates.iter().all(|of| of.fit.converged),
        chains: None,
        points: points.iter().map(|point| PointReport::of(record, point)).collect(),
    };
    let answer = asked.form(report, || ideal::flat(record, &points))?;
    Ok(answer.followed(more.then(|| asked.next())))
}

pub(super) fn mandates(edition: &Edition, asked: &Asked) -> Answered {
    let record = &edition.book.record;
    asked.form(|| mandates::report(record), || mandates::flat(record))
}

pub(super) fn topics(edition: &Edition, asked: &Asked) -> Answered {
    let topic = Some(asked.name.as_str()).filter(|name| !name.is_empty());
    let found = Topics::of(&edition.book.record, topic, &asked.list("group"))?;
    asked.form(|| found.report(), || found.flat())
}

pub(super) fn sources(edition: &Edition, _: &Asked) -> Answered {
    Answer::json(&BookReport::of(&edition.book.info))
}

pub(super) fn defects(edition: &Edition, asked: &Asked) -> Answered {
    let found = Defects::of(&edition.book, &edition.defects, asked.text("source"));
    asked.form(|| found.report(), || found.flat())
}

pub(super) fn check(edition: &Edition, asked: &Asked) -> Answered {
    let date = asked.text("date").map(resolve::date).transpose()?;
    let article = Article::read("the statement", asked.statement.to_vec(), kind(asked)?);
    let article = article.map_err(Error::from)?;
    let document = Document::checked("statement".to_owned(), article, date, |text, date| {
        edition.with_checker(|checker| checker.check(text, date))
    });
    let documents = [document];
    asked.form(
        || FindingsReport::of(&edition.book, &documents),
        || FlatTable::of(findings::HEADER, documents.iter().flat_map(findings::rows)),
    )
}

/// As what a statement was sent; a kind that is not named is told by its content.
fn kind(asked: &Asked) -> Result<Option<Kind>, Problem> {
    let kind = asked.kind.as_deref().unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_lowercase();
    match kind.as_str() {
        "" | "application/octet-stream" | "text/plain" => Ok(None),
        "text/html" | "application/xhtml+xml" => Ok(Some(Kind::Html)),
        "text/markdown" => Ok(Some(Kind::Markdown)),
        _ => Err(Problem::with_status(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "a statement is a text, a page or Markdown",
        )
        .hint("send it as text/plain, text/html or text/markdown", None)),
    }
}
