//! The answers as JSON and CSV, for programs: `/api/v1/…`.
//!
//! What can be asked stands in [one table](endpoints::ENDPOINTS), from which the routes, the reading of parameters and
//! the [OpenAPI document](openapi) follow. The answers are those of the commands, byte for byte.

mod answers;
mod asked;
mod endpoints;
mod openapi;
mod respond;

use axum::Router;
use axum::body::to_bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::map_response;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use bytes::Bytes;
use scrutineer_report::findings::BookLine;
use serde::Serialize;
use tower_http::cors::{Any, CorsLayer};

use self::asked::Asked;
pub(crate) use self::asked::prefers_csv;
pub(crate) use self::endpoints::MOST_VOTES;
use self::endpoints::{ENDPOINTS, Endpoint};
use self::respond::{Answer, as_problem, respond};
use crate::edition::{Edition, Site};
use crate::guard::MOST_BYTES;
use crate::problem::Problem;
use crate::server::worked_out;

/// Where the API is.
pub(crate) const ROOT: &str = "/api/v1";

/// Every address of the API.
pub(crate) fn router() -> Router<Site> {
    let document = async || respond(openapi::answer());
    let router = Router::new().route("/openapi.json", get(document));
    let router = ENDPOINTS
        .iter()
        .fold(router, |router, endpoint| router.route(endpoint.route, method_router(endpoint)));
    let nothing = async || {
        let document = Some(format!("{ROOT}/openapi.json"));
        let problem = Problem::missing("there is nothing at this address");
        problem.hint("what there is", document).into_document()
    };
    let reading = CorsLayer::new()
        .allow_origin(Any)
        .allow_headers([header::CONTENT_TYPE, header::IF_NONE_MATCH])
        .expose_headers([header::ETAG, header::LINK]);
    let router = router.fallback(nothing).layer(map_response(as_problem)).layer(reading);
    Router::new().nest(ROOT, router).route("/healthz", get(health))
}

/// That the site is up, and which book it shows.
#[derive(Serialize)]
struct Health<'b> {
    status: &'static str,
    book: BookLine<'b>,
}

async fn health(State(site): State<Site>) -> impl IntoResponse {
    let edition = site.edition();
    let health = Health { status: "ok", book: BookLine::of(&edition.book.info) };
    ([(header::CACHE_CONTROL, "no-store")], respond(Answer::json(&health)))
}

fn method_router(endpoint: &'static Endpoint) -> MethodRouter<Site> {
    let answer = async move |State(site): State<Site>,
                             name: Result<Path<Vec<String>>, PathRejection>,
                             request: Request| {
        respond(answered(endpoint, &site, name, request).await)
    };
    if endpoint.takes_statement { post(answer) } else { get(answer) }
}

/// The answer to a request, worked out from what is shown now.
async fn answered(
    endpoint: &'static Endpoint,
    site: &Site,
    name: Result<Path<Vec<String>>, PathRejection>,
    request: Request,
) -> Result<Answer, Problem> {
    let mut asked = Asked::of(endpoint, request.uri(), request.headers())?;
    let Path(names) = name.map_err(|why| Problem::malformed(why.body_text()))?;
    asked.name = names.into_iter().next().unwrap_or_default();
    if endpoint.takes_statement {
        asked.statement = statement(request).await?;
        if asked.statement.is_empty() {
            return Err(Problem::malformed("there is no statement to check")
                .hint("send it as the body of the request", None));
        }
    }
    let turn = if endpoint.is_heavy { site.turn().await } else { None };
    let edition = site.edition();
    let work = move |edition: &Edition| {
        // Work goes on when nobody waits for it any more; so does its turn.
        let _turn = turn;
        (endpoint.answer)(edition, &asked)
    };
    worked_out(&edition, work).await
}

/// What was sent to be checked.
async fn statement(request: Request) -> Result<Bytes, Problem> {
    to_bytes(request.into_body(), MOST_BYTES).await.map_err(|_| {
        let why = format!("a statement has at most {MOST_BYTES} bytes");
        Problem::with_status(StatusCode::PAYLOAD_TOO_LARGE, why)
            .hint("send it in parts, or check it with the program: scrutineer check FILE", None)
    })
}
