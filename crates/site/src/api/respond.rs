//! Answers and problems as responses.

use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, LINK, VARY};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use scrutineer_report::FlatTable;
use serde::Serialize;

use super::asked::Asked;
use crate::problem::{Problem, bare};

const JSON: &str = "application/json";
const CSV: &str = "text/csv; charset=utf-8";
const PROBLEM: &str = "application/problem+json";

/// An answer, ready to be sent.
pub(super) struct Answer {
    body: String,
    kind: &'static str,
    /// The address of the part after this one.
    next: Option<String>,
}

impl Answer {
    /// As the commands print it.
    pub(super) fn json(value: &impl Serialize) -> Result<Answer, Problem> {
        let text = serde_json::to_string_pretty(value);
        let text = text.map_err(|error| Problem::fault(error.to_string()))?;
        Ok(Answer { body: text + "\n", kind: JSON, next: None })
    }

    fn csv(table: &FlatTable) -> Result<Answer, Problem> {
        Ok(Answer::table(table.csv().map_err(|error| Problem::fault(error.to_string()))?))
    }

    /// CSV as it was written.
    pub(super) fn table(body: String) -> Answer {
        Answer { body, kind: CSV, next: None }
    }

    /// With another part after it, if there is one.
    pub(super) fn followed(self, next: Option<String>) -> Answer {
        Answer { next, ..self }
    }
}

impl Asked {
    /// The answer in the form that is wanted.
    pub(super) fn form<T: Serialize>(
        &self,
        report: impl FnOnce() -> T,
        table: impl FnOnce() -> FlatTable,
    ) -> Result<Answer, Problem> {
        if self.as_table { Answer::csv(&table()) } else { Answer::json(&report()) }
    }
}

/// The response with an answer.
pub(super) fn respond(answered: Result<Answer, Problem>) -> Response {
    let Answer { body, kind, next } = match answered {
        Ok(answer) => answer,
        Err(problem) => return problem.into_document(),
    };
    let mut response = ([(CONTENT_TYPE, kind), (VARY, "accept")], body).into_response();
    let link = next.and_then(|next| format!("<{next}>; rel=\"next\"").parse().ok());
    if let Some(link) = link {
        response.headers_mut().insert(LINK, link);
    }
    response
}

/// A problem as RFC 9457 has it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(super) struct Document<'p> {
    /// What kind of problem it is.
    title: &'static str,
    /// The status of the response.
    status: u16,
    /// What is wrong, in a sentence.
    detail: &'p str,
    /// What to try instead.
    hints: Vec<Hint<'p>>,
}

/// What to try instead.
#[derive(Serialize, JsonSchema)]
struct Hint<'p> {
    /// The words.
    words: &'p str,
    /// Where they lead.
    address: Option<&'p str>,
}

impl<'p> Hint<'p> {
    fn of((words, address): &'p (String, Option<String>)) -> Hint<'p> {
        Hint { words, address: address.as_deref() }
    }
}

impl Problem {
    /// The problem for programs.
    pub(crate) fn into_document(self) -> Response {
        let document = Document {
            title: self.status.canonical_reason().unwrap_or("No answer"),
            status: self.status.as_u16(),
            detail: &self.message,
            hints: self.hints.iter().map(Hint::of).collect(),
        };
        let text = serde_json::to_string_pretty(&document).unwrap_or_default() + "\n";
        (self.status, [(CONTENT_TYPE, PROBLEM)], text).into_response()
    }
}

/// What refuses a request without a document of its own gets one.
pub(super) async fn as_problem(response: Response) -> Response {
    let status = response.status();
    let is_document = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == PROBLEM);
    if is_document || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let mut document = Problem::with_status(status, bare(status)).into_document();
    // What says which ways are allowed stays.
    let (parts, _) = response.into_parts();
    for (name, value) in &parts.headers {
        if name != CONTENT_TYPE && name != CONTENT_LENGTH {
            document.headers_mut().insert(name, value.clone());
        }
    }
    document
}
