//! Downloading a source, after an explicit yes: Erik Voeten's roll calls from the Harvard Dataverse.
//!
//! Nothing is fetched unasked: [`run`] says what it would contact and has its yes before the first byte
//! goes out. It prints nothing itself but speaks through a [`Talk`], since a download has to be asked for
//! and watched while it runs.
//!
//! In the order of the work:
//!
//! - `talk`: the question, what is said on the way, progress
//! - `network`, `proxies`: requests over HTTPS, redirects, timeouts, tries, proxies
//! - `dataset`: what the server has, and which of its files holds the roll calls
//! - `part`, `download`: the unfinished file and how it grows, from where it stopped
//! - `proof`: whether what came is what is published

mod dataset;
mod download;
mod network;
mod part;
mod proof;
mod proxies;
mod talk;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use network::Network;
pub(crate) use talk::{Talk, Terminal};

use crate::error::Error;
use crate::files::disk;
use crate::terminal::wrap::plain;
use dataset::{Dataset, Offered};
use proof::Proof;

/// The server of the data set, unless another is asked for.
pub(crate) const SERVER: &str = "https://dataverse.harvard.edu";

/// The data set.
const DOI: &str = "10.7910/DVN/LEJUQZ";

/// What is asked of [`run`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Request<'a> {
    /// The Dataverse server: [`SERVER`] or a copy of it.
    pub(crate) server: &'a str,
    /// Where the file goes.
    pub(crate) directory: &'a Path,
    /// The yes was given beforehand.
    pub(crate) yes: bool,
}

/// A file that is there and was checked.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What could not be checked, or is not as promised.
    pub(crate) warnings: Vec<Error>,
}

/// Downloads the roll calls, or nothing where the answer is no.
pub(crate) fn run(
    request: &Request<'_>,
    network: &Network,
    talk: &mut dyn Talk,
) -> Result<Option<Fetched>, Error> {
    let server = network::server(request.server)?;
    if !request.yes && !agreed(request, &network.route(&server), talk)? {
        return Ok(None);
    }
    let directory = request.directory;
    fs::create_dir_all(directory).map_err(|error| disk("make the directory", directory, &error))?;
    let dataset = dataset::ask(network, &server, DOI, talk)?;
    let offered = &dataset.roll_calls;
    let path = directory.join(&offered.name);
    tell_plan(&dataset, &path, talk);
    let (proof, how) = match present(offered, &path)? {
        Some(proof) => (proof, "there already"),
        None => {
            let from = offered.address(&server)?;
            (download::to(&path, network, &from, offered, talk)?, "downloaded")
        }
    };
    let size = megabytes(proof.size);
    talk.tell(&format!("  {how}: {size}, MD5 {}, BLAKE3 {}", proof.md5, proof.blake3));
    Ok(Some(Fetched { path, warnings: warnings(&dataset, proof) }))
}

/// Asks for the yes, which covers everything that follows.
fn agreed(request: &Request<'_>, route: &str, talk: &mut dyn Talk) -> Result<bool, Error> {
    if !talk.listens() {
        return Err(Error::request(
            "a download needs a yes, and nobody can be asked: standard input is no terminal. \
             Nothing was fetched",
        )
        .hint("to say yes beforehand, add --yes"));
    }
    talk.tell(
        "Erik Voeten's United Nations General Assembly Voting Data: who voted how since 1946.",
    );
    talk.tell(&format!("  from     {route}, doi:{DOI}, and the storage that it points to"));
    talk.tell("  licence  CC0: no conditions; citing is asked for");
    talk.tell(&format!("  into     {}", plain(&request.directory.display().to_string())));
    talk.tell("Large: the size is shown when the server has told it. Ctrl-C stops, the same command goes on.");
    talk.ask("Download?")
        .map_err(|error| Error::request(format!("cannot read the answer: {error}")))
}

/// Says what the server has and what is done with it.
fn tell_plan(dataset: &Dataset, path: &Path, talk: &mut dyn Talk) {
    let offered = &dataset.roll_calls;
    let size = offered.size.map_or("size not told".into(), megabytes);
    talk.tell(&format!("  file     {}, {size}", plain(&offered.name)));
    talk.tell(&format!("  version  {}", dataset.version));
    talk.tell(&format!("  licence  {}", dataset.licence));
    talk.tell(&format!("  cite     {}", citation(&dataset.version)));
    talk.tell(&format!("  into     {}", plain(&path.display().to_string())));
}

/// The file, if it is there already and is the one that is published.
fn present(offered: &Offered, path: &Path) -> Result<Option<Proof>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    proof::of(path, offered).map(Some).map_err(|wrong| {
        Error::request(format!(
            "{} is there already and is not what the server has: {wrong}",
            plain(&path.display().to_string())
        ))
        .hint("move it away, or choose another directory")
    })
}

/// What the reader has to know about the file.
fn warnings(dataset: &Dataset, proof: Proof) -> Vec<Error> {
    let licence = (!dataset.is_free()).then(|| {
        Error::request(format!("the server no longer calls this CC0: {}", dataset.licence))
            .hint(format!("read its terms before you pass the data on: https://doi.org/{DOI}"))
    });
    proof.doubt.into_iter().chain(licence).collect()
}

/// How the Dataverse asks for the data set to be cited.
fn citation(version: &str) -> String {
    format!(
        "Voeten, Erik; Strezhnev, Anton; Bailey, Michael (2009): United Nations General Assembly Voting \
         Data. Harvard Dataverse, version {version}. https://doi.org/{DOI}"
    )
}

/// Whatever went wrong on the way to the server, a browser may still get through.
fn by_hand(error: Error) -> Error {
    error.hint(format!(
        "or download the file with a browser from https://doi.org/{DOI}, and read it in with: \
         scrutineer book import voeten FILE"
    ))
}

/// Bytes as people read them.
fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{bytes} bytes"),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
