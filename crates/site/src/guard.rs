//! What every request and every answer goes through: bounds on size and time, headers that keep browsers strict,
//! compression, a line in the log.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use serde::Serialize;
use tokio::time::timeout;
use tower_http::compression::CompressionLayer;

use crate::api;
use crate::edition::Site;
use crate::kept::kept;
use crate::problem::Problem;
use crate::server::refused;

/// Longer statements are not read.
pub(crate) const MOST_BYTES: usize = 2_000_000;
/// Within this time a request has to be here and an answer to be worked out.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// Browsers take styles, scripts and pictures from here alone, and put none of our pages into a frame.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// One request and how it was answered. What was asked beyond the path is left out, and all that was sent: statements
/// are nobody's affair.
#[derive(Clone, Debug, Serialize)]
pub struct Served<'r> {
    /// The method.
    pub method: &'r str,
    /// The path.
    pub path: &'r str,
    /// The status of the answer.
    pub status: u16,
    /// How long it took to begin with the answer.
    pub milliseconds: u64,
}

/// Where lines of the log go.
pub type Log = Arc<dyn Fn(&Served<'_>) + Send + Sync>;

/// The same addresses, guarded.
pub(crate) fn guarded(router: Router, site: Site, log: Option<Log>) -> Router {
    let router = router
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(site.clone(), kept))
        .layer(from_fn_with_state(site, bounded))
        .layer(map_response(strict));
    match log {
        None => router,
        Some(log) => router
            .layer(from_fn(move |request: Request, next: Next| logged(log.clone(), request, next))),
    }
}

/// Gives up on what takes too long.
async fn bounded(State(site): State<Site>, request: Request, next: Next) -> Response {
    let is_of_api = request.uri().path().starts_with(api::ROOT);
    if let Ok(response) = timeout(ANSWER_WITHIN, next.run(request)).await {
        return response;
    }
    let why = "the answer took too long";
    let problem = Problem::with_status(StatusCode::SERVICE_UNAVAILABLE, why)
        .hint("try again, or ask for less", None);
    if is_of_api { problem.into_document() } else { refused(&site.edition(), &problem) }
}

/// With the headers that keep browsers strict.
async fn strict(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn logged(log: Log, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let begun = Instant::now();
    let response = next.run(request).await;
    let milliseconds = begun.elapsed().as_millis().try_into().unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    log(&Served { method: method.as_str(), path: &path, status, milliseconds });
    response
}
