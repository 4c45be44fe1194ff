//! From the server into the unfinished file, from where it stopped, and under its name once it is proved.

use std::io::Read;
use std::path::Path;

use ureq::Body;
use ureq::http::{HeaderName, HeaderValue, Response, StatusCode, Uri, header};

use super::dataset::Offered;
use super::network::{Failure, Network, Tries, passing};
use super::part::Part;
use super::proof::{self, Proof, Wrong};
use super::talk::Talk;
use crate::error::Error;
use crate::terminal::wrap::plain;

/// Bytes that are taken at once.
const PIECE: usize = 1 << 16;

/// Bytes that a try has to bring for the ones before it to count no longer.
const WORTHWHILE: u64 = 1_000_000;

/// More than any table of votes: an answer without end must not fill the disk.
const MOST: u64 = 4_000_000_000;

/// Downloads the file to `target`.
pub(super) fn to(
    target: &Path,
    network: &Network,
    from: &Uri,
    offered: &Offered,
    talk: &mut dyn Talk,
) -> Result<Proof, Error> {
    let mut part = Part::of(target, offered)?;
    let mut may_start_again = true;
    loop {
        let pieced = complete(&mut part, network, from, talk)?;
        let checked = proof::of(part.path(), offered);
        // Pieces of different files may have met: the file in one go decides.
        if pieced && may_start_again && !matches!(checked, Ok(Proof { doubt: None, .. })) {
            may_start_again = false;
            talk.tell("What came in pieces is not the published file: starting again.");
            part.empty()?;
            continue;
        }
        return match checked {
            Ok(proof) => part.finish(target).map(|()| proof),
            Err(wrong) => refuse(part, wrong, offered),
        };
    }
}

/// What came whole and wrong is of no use to anybody.
fn refuse(part: Part, wrong: Wrong, offered: &Offered) -> Result<Proof, Error> {
    match wrong {
        Wrong::Unreadable(error) => Err(error),
        Wrong::Differs(why) => {
            part.discard();
            let name = plain(&offered.name);
            Err(Error::request(format!("{name} came, but is not what is published: {why}")).hint(
                "it was thrown away; try again later: the file or its checksum may be changing",
            ))
        }
    }
}

/// Fetches what is missing. Says whether the file came in pieces.
fn complete(
    part: &mut Part,
    network: &Network,
    from: &Uri,
    talk: &mut dyn Talk,
) -> Result<bool, Error> {
    let mut pieced = part.size > 0;
    let mut tries = Tries::of(network);
    while !part.is_whole() {
        let before = part.size;
        match piece(part, network, from, talk) {
            Ok(()) => break,
            Err(failure) => {
                if part.size >= before + WORTHWHILE {
                    tries.renew();
                }
                tries.again(failure, talk).map_err(|error| keep(part, error))?;
            }
        }
        pieced |= part.size > 0;
    }
    part.settle()?;
    Ok(pieced)
}

/// The error, with what is kept and how to go on.
fn keep(part: &Part, error: Error) -> Error {
    match part.size {
        0 => error,
        _ => error.hint(part.kept()),
    }
}

/// One request for what is missing.
fn piece(
    part: &mut Part,
    network: &Network,
    from: &Uri,
    talk: &mut dyn Talk,
) -> Result<(), Failure> {
    let answer = network.get(from, &wanted(part))?;
    match answer.status() {
        StatusCode::PARTIAL_CONTENT if continues(part, &answer) => {}
        StatusCode::OK => part.empty().map_err(Failure::Here)?,
        status => {
            part.empty().map_err(Failure::Here)?;
            return Err(passing(format!("the server has no such part of the file ({status})")));
        }
    }
    let total = total(part, &answer);
    part.note(validator(&answer), total).map_err(Failure::Here)?;
    talk.progress(part.size, total);
    take(part, network, from, answer, talk)
}

/// Moves the answer into the file.
fn take(
    part: &mut Part,
    network: &Network,
    from: &Uri,
    answer: Response<Body>,
    talk: &mut dyn Talk,
) -> Result<(), Failure> {
    let total = part.notes.total;
    let mut reader = answer.into_body().into_reader();
    let mut piece = vec![0; PIECE];
    loop {
        let read = reader.read(&mut piece).map_err(|error| network.failure(from, error.into()))?;
        let bytes = piece.get(..read).unwrap_or_default();
        if bytes.is_empty() {
            break;
        }
        part.add(bytes).map_err(Failure::Here)?;
        if part.size > total.unwrap_or(MOST) {
            part.empty().map_err(Failure::Here)?;
            return Err(super::network::lasting("the file does not end where it should".into()));
        }
        talk.progress(part.size, total);
    }
    match total {
        Some(total) if part.size < total => {
            Err(passing(format!("the connection ended after {} of {total} bytes", part.size)))
        }
        _ => Ok(()),
    }
}

/// Asks for the rest, if something is there; and for the whole if the file has changed since.
fn wanted(part: &Part) -> Vec<(HeaderName, String)> {
    if part.size == 0 {
        return Vec::new();
    }
    let range = (header::RANGE, format!("bytes={}-", part.size));
    let unchanged = part.notes.validator.clone().map(|validator| (header::IF_RANGE, validator));
    [range].into_iter().chain(unchanged).collect()
}

/// Whether the answer goes on where the file ends, and is part of a file of the same length.
fn continues(part: &Part, answer: &Response<Body>) -> bool {
    let Some((start, total)) = range(answer) else { return false };
    let same = part.notes.total.is_none() || total.is_none() || part.notes.total == total;
    start == part.size && same
}

/// Where the part begins and how long the whole is: `Content-Range: bytes 200-999/1000`.
fn range(answer: &Response<Body>) -> Option<(u64, Option<u64>)> {
    let range = text(answer.headers().get(header::CONTENT_RANGE))?;
    let (span, total) = range.strip_prefix("bytes ")?.split_once('/')?;
    let (start, _) = span.split_once('-')?;
    Some((start.trim().parse().ok()?, total.trim().parse().ok()))
}

/// How long the whole is, as far as the server tells.
fn total(part: &Part, answer: &Response<Body>) -> Option<u64> {
    let length = || text(answer.headers().get(header::CONTENT_LENGTH))?.parse::<u64>().ok();
    match answer.status() {
        StatusCode::PARTIAL_CONTENT => range(answer)
            .and_then(|(_, total)| total)
            .or(part.notes.total)
            .or_else(|| length()?.checked_add(part.size)),
        _ => length(),
    }
}

/// What the server calls this state of the file. A weak tag does not vouch for bytes.
fn validator(answer: &Response<Body>) -> Option<String> {
    let tag = text(answer.headers().get(header::ETAG)).filter(|tag| tag.starts_with('"'));
    tag.or_else(|| text(answer.headers().get(header::LAST_MODIFIED))).map(str::to_owned)
}

fn text(value: Option<&HeaderValue>) -> Option<&str> {
    value.and_then(|value| value.to_str().ok())
}
