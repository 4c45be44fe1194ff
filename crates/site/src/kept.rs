//! Answers that were given, kept to be given again: what an address answers changes only with the book. Of several who
//! ask the same at once, one has it worked out, and the others wait for it.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::api::prefers_csv;
use crate::edition::Site;

/// So many bytes are kept.
const MOST_BYTES: u64 = 32 * 1024 * 1024;
/// Longer answers are worked out anew each time.
const LONGEST: usize = 4 * 1024 * 1024;
/// What an answer of some thousand bytes comes to, at a guess.
const TYPICAL: u64 = 16 * 1024;

/// The answers that are kept.
#[derive(Debug)]
pub(crate) struct Kept(Cache<Question, Arc<Given>, Bytewise>);

/// All of a request on which its answer depends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Question {
    address: String,
    /// Whether it is compressed.
    is_packed: bool,
    as_table: bool,
}

/// An answer, with its tag among the headers.
#[derive(Debug)]
struct Given {
    headers: HeaderMap,
    tag: String,
    body: Bytes,
}

#[derive(Clone, Debug)]
struct Bytewise;

impl Weighter<Question, Arc<Given>> for Bytewise {
    fn weight(&self, question: &Question, given: &Arc<Given>) -> u64 {
        // The headers come to no more than this.
        (question.address.len() + given.body.len() + 2048) as u64
    }
}

impl Default for Kept {
    fn default() -> Kept {
        let answers = usize::try_from(MOST_BYTES / TYPICAL).unwrap_or(usize::MAX);
        Kept(Cache::with_weighter(answers, MOST_BYTES, Bytewise))
    }
}

/// Answers what was asked before as then, and sends nobody what he has already.
pub(crate) async fn kept(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    // What is asked for the head alone is answered in full; the connection sends no more than the head.
    if request.method() == Method::HEAD {
        *request.method_mut() = Method::GET;
    }
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let has: Vec<_> = request.headers().get_all(IF_NONE_MATCH).iter().cloned().collect();
    request.headers_mut().remove(IF_NONE_MATCH);
    let question = Question::of(&mut request);
    let edition = site.edition();
    let given = match edition.kept.0.get_value_or_guard_async(&question).await {
        Ok(given) => given,
        Err(place) => match given(next.run(request).await).await {
            Ok(given) => {
                if given.may_be_kept() {
                    // Where there is no room for it any more, it is not kept.
                    let _ = place.insert(given.clone());
                }
                given
            }
            Err(response) => return response,
        },
    };
    given.response(has.iter().any(|tags| names(tags.as_bytes(), &given.tag)))
}

impl Question {
    /// Browsers differ in what else they take; the answer does not, and so it is not asked.
    fn of(request: &mut Request) -> Question {
        let is_packed = takes_gzip(request.headers());
        let headers = request.headers_mut();
        headers.remove(ACCEPT_ENCODING);
        if is_packed {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        }
        Question {
            address: request.uri().to_string(),
            is_packed,
            as_table: prefers_csv(request.headers()),
        }
    }
}

/// Whether a reader takes what is compressed with gzip.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|ways| ways.to_str().ok());
    let mut ways = accepted.flat_map(|ways| ways.split(',')).map(|way| way.split(';'));
    ways.any(|mut way| {
        let is_gzip = way.next().is_some_and(|name| matches!(name.trim(), "gzip" | "x-gzip" | "*"));
        let is_refused = way.any(|weight| {
            let weight = weight.trim().strip_prefix("q=");
            weight.and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
        });
        is_gzip && !is_refused
    })
}

/// The answer in a response, if it is one; else the response.
async fn given(response: Response) -> Result<Arc<Given>, Response> {
    if response.status() != StatusCode::OK {
        return Err(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await;
    let body = body.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?;
    let mut headers = parts.headers;
    let tag = format!("\"{}\"", blake3::hash(&body).to_hex());
    if let Ok(tag) = tag.parse() {
        headers.insert(ETAG, tag);
    }
    // Nothing is shown again without asking, unless it says so: the book can be replaced at any time.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    Ok(Arc::new(Given { headers, tag, body }))
}

impl Given {
    fn may_be_kept(&self) -> bool {
        let says_no = self.headers.get(CACHE_CONTROL).is_some_and(|control| control == "no-store");
        self.body.len() <= LONGEST && !says_no
    }

    /// The answer; to a reader who has it, that it still holds.
    fn response(&self, is_had: bool) -> Response {
        let mut headers = self.headers.clone();
        if is_had {
            headers.remove(CONTENT_TYPE);
            headers.remove(CONTENT_LENGTH);
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, Body::from(self.body.clone())).into_response()
    }
}

/// Whether a list of tags names one, or every one. Tags are compared weakly, as they are for reading.
fn names(tags: &[u8], tag: &str) -> bool {
    let tags = String::from_utf8_lossy(tags);
    let mut tags = tags.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
    tags.any(|other| other == "*" || other == tag)
}
