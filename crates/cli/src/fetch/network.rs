//! Requests: over HTTPS, through proxies, along redirects, with limits to waiting, again where that helps.

use std::time::Duration;
use std::{env, fs, io, thread};

use ureq::config::Config;
use ureq::http::{Response, StatusCode, Uri, header};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Timeout};

use super::by_hand;
use super::proxies::{Named, Proxies};
use super::talk::Talk;
use crate::error::Error;
use crate::terminal::wrap::plain;

/// Redirects that are followed: from the Dataverse to its storage it takes one.
const REDIRECTS: usize = 10;

/// Bytes of an answer that are read where it is not the file itself.
const SHORT: u64 = 16_000_000;

/// Letters of an error message of the server that are shown.
const QUOTED: usize = 300;

/// How the network is reached, and how patiently.
#[derive(Debug)]
pub(crate) struct Network {
    pub(super) proxies: Proxies,
    /// Who is trusted to vouch for servers.
    pub(super) roots: RootCerts,
    /// How long a connection may take to stand.
    pub(super) connect: Duration,
    /// How long a server may say nothing.
    pub(super) stall: Duration,
    /// How long to wait before each further try.
    pub(super) pauses: Vec<Duration>,
}

impl Network {
    /// As the environment has it: `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, and `SSL_CERT_FILE` where a
    /// proxy signs with certificates of its own.
    pub(crate) fn from_environment() -> Result<Network, Error> {
        let variable = |name: &str| env::var(name).ok();
        Ok(Network {
            proxies: Proxies::read(variable)?,
            roots: roots(variable("SSL_CERT_FILE").filter(|file| !file.is_empty()))?,
            connect: Duration::from_secs(20),
            stall: Duration::from_secs(60),
            pauses: [1, 3, 9, 27].map(Duration::from_secs).to_vec(),
        })
    }

    /// The server by name, and the proxy on the way to it.
    pub(super) fn route(&self, server: &Uri) -> String {
        let host = host(server);
        match self.proxies.on_the_way_to(server) {
            None => host,
            Some(Named { variable, proxy }) => {
                let (name, port) = (plain(proxy.host()), proxy.port());
                format!("{host}, through the proxy {name}:{port} ({variable})")
            }
        }
    }

    /// A short answer, as text.
    pub(super) fn text(&self, address: &Uri, talk: &mut dyn Talk) -> Result<String, Error> {
        let mut tries = Tries::of(self);
        loop {
            let read = self.get(address, &[]).and_then(|answer| {
                let reader = answer.into_body().into_with_config().limit(SHORT);
                reader
                    .lossy_utf8(true)
                    .read_to_string()
                    .map_err(|error| self.failure(address, error))
            });
            match read {
                Ok(text) => return Ok(text),
                Err(failure) => tries.again(failure, talk)?,
            }
        }
    }

    /// Asks for `address` and goes where the answers point. Gives back an answer with content: the whole
    /// (200), the part that `headers` ask for (206), or that there is no such part (416).
    pub(super) fn get(
        &self,
        address: &Uri,
        headers: &[(header::HeaderName, String)],
    ) -> Result<Response<Body>, Failure> {
        let mut at = address.clone();
        for _ in 0..=REDIRECTS {
            let answer = self.send(&at, headers)?;
            match next(&at, &answer, may_be_plain(address))? {
                Some(to) => at = to,
                None => return content(&at, answer),
            }
        }
        Err(Failure::Lasting(Error::request(format!(
            "{} sends us on and on: more than {REDIRECTS} redirects",
            host(address)
        ))))
    }

    /// One request, without following where the answer points.
    fn send(
        &self,
        at: &Uri,
        headers: &[(header::HeaderName, String)],
    ) -> Result<Response<Body>, Failure> {
        let mut request = self.agent(at).get(at);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        request.call().map_err(|error| self.failure(at, error))
    }

    fn agent(&self, at: &Uri) -> Agent {
        let proxy = self.proxies.on_the_way_to(at).map(|named| named.proxy.clone());
        let config = Config::builder()
            .proxy(proxy)
            .tls_config(TlsConfig::builder().root_certs(self.roots.clone()).build())
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_resolve(Some(self.connect))
            .timeout_connect(Some(self.connect))
            .timeout_per_read(Some(self.stall))
            .timeout_per_write(Some(self.stall))
            .user_agent(concat!("scrutineer/", env!("CARGO_PKG_VERSION")))
            // Ranges and checksums are of the file as it is.
            .accept_encoding("identity")
            .build();
        Agent::new_with_config(config)
    }

    /// What went wrong on the way to `at`.
    pub(super) fn failure(&self, at: &Uri, error: ureq::Error) -> Failure {
        let host = host(at);
        match error {
            ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => passing(format!(
                "no connection to {} within {}",
                self.route(at),
                span(self.connect)
            )),
            ureq::Error::Timeout(_) => {
                passing(format!("{host} said nothing for {}", span(self.stall)))
            }
            ureq::Error::Io(error) if error.kind() != io::ErrorKind::InvalidData => {
                passing(format!("the connection to {} broke: {error}", self.route(at)))
            }
            ureq::Error::Protocol(error) => passing(format!("{host} does not speak HTTP: {error}")),
            ureq::Error::HostNotFound => lasting(format!("{host} cannot be found"))
                .hint("is there a network? Behind a proxy, set HTTPS_PROXY"),
            ureq::Error::ConnectProxyFailed(why) => {
                lasting(format!("no way to {}: {}", self.route(at), plain(&why)))
            }
            // Rustls speaks of what is wrong with a certificate as invalid data.
            ureq::Error::Io(error) => insecure(&host, &error.to_string()),
            ureq::Error::Rustls(error) => insecure(&host, &error.to_string()),
            error => lasting(format!("cannot ask {host}: {error}")),
        }
    }
}

/// Why a request failed.
#[derive(Debug)]
pub(super) enum Failure {
    /// It may go better in a moment.
    Passing(Error),
    /// It will not.
    Lasting(Error),
    /// It is not the network: the disk, say.
    Here(Error),
}

impl Failure {
    fn hint(self, hint: &str) -> Failure {
        match self {
            Failure::Passing(error) => Failure::Passing(error.hint(hint)),
            Failure::Lasting(error) => Failure::Lasting(error.hint(hint)),
            Failure::Here(error) => Failure::Here(error.hint(hint)),
        }
    }
}

pub(super) fn passing(message: String) -> Failure {
    Failure::Passing(Error::request(message))
}

pub(super) fn lasting(message: String) -> Failure {
    Failure::Lasting(Error::request(message))
}

fn insecure(host: &str, why: &str) -> Failure {
    lasting(format!("no secure connection to {host}: {}", plain(why))).hint(
        "where a proxy signs with certificates of its own, name the file that holds them in SSL_CERT_FILE",
    )
}

/// The tries that are left.
#[derive(Debug)]
pub(super) struct Tries<'a> {
    pauses: &'a [Duration],
    failed: usize,
}

impl<'a> Tries<'a> {
    pub(super) fn of(network: &'a Network) -> Tries<'a> {
        Tries { pauses: &network.pauses, failed: 0 }
    }

    /// Waits before the next try, or gives up.
    pub(super) fn again(&mut self, failure: Failure, talk: &mut dyn Talk) -> Result<(), Error> {
        let error = match failure {
            Failure::Passing(error) => error,
            Failure::Lasting(error) => return Err(by_hand(error)),
            Failure::Here(error) => return Err(error),
        };
        let Some(pause) = self.pauses.get(self.failed) else { return Err(by_hand(error)) };
        self.failed += 1;
        talk.tell(&format!("{}: trying again in {}", error.message(), span(*pause)));
        thread::sleep(*pause);
        Ok(())
    }

    /// The last try brought something: what failed before counts no longer.
    pub(super) fn renew(&mut self) {
        self.failed = 0;
    }
}

/// The server that was asked for.
pub(super) fn server(text: &str) -> Result<Uri, Error> {
    let text = text.trim_end_matches('/');
    let address = text.parse::<Uri>().ok().filter(|address| address.host().is_some());
    let secure = |address: &Uri| address.scheme_str() == Some("https") || may_be_plain(address);
    address.filter(secure).ok_or_else(|| {
        Error::request(format!("\"{}\" is no server to download from", plain(text)))
            .hint("write its address as https://HOST; plain http only reaches this machine")
    })
}

/// `path` on the server.
pub(super) fn address(server: &Uri, path: &str) -> Result<Uri, Error> {
    let base = server.to_string();
    format!("{}{path}", base.trim_end_matches('/'))
        .parse()
        .map_err(|error| Error::fault(format!("no address for {path}: {error}")))
}

/// Whether an address is plain HTTP to this machine, where nobody listens in.
fn may_be_plain(address: &Uri) -> bool {
    let host = address.host().unwrap_or_default();
    let loopback = host == "localhost"
        || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    loopback && address.scheme_str() == Some("http")
}

/// The server's name, with its port where that is not the usual one.
fn host(address: &Uri) -> String {
    let host = plain(address.host().unwrap_or_default());
    address.port_u16().map_or_else(|| host.clone(), |port| format!("{host}:{port}"))
}

/// Where the answer sends us. What began securely stays secure; what began on this machine may stay on it.
fn next(at: &Uri, answer: &Response<Body>, began_plain: bool) -> Result<Option<Uri>, Failure> {
    let moved = [
        StatusCode::MOVED_PERMANENTLY,
        StatusCode::FOUND,
        StatusCode::SEE_OTHER,
        StatusCode::TEMPORARY_REDIRECT,
        StatusCode::PERMANENT_REDIRECT,
    ];
    if !moved.contains(&answer.status()) {
        return Ok(None);
    }
    let location = answer.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    let to = location.and_then(|location| join(at, location));
    let to = to.ok_or_else(|| lasting(format!("{} redirects to nowhere", host(at))))?;
    if to.scheme_str() == Some("https") || (began_plain && may_be_plain(&to)) {
        return Ok(Some(to));
    }
    Err(lasting(format!(
        "{} redirects to {}, where the connection would not be secure",
        host(at),
        host(&to)
    )))
}

/// The address that `location` means as seen from `at`.
fn join(at: &Uri, location: &str) -> Option<Uri> {
    let (scheme, authority) = (at.scheme_str()?, at.authority()?);
    let location = location.split('#').next()?;
    let whole = if location.contains("://") {
        location.to_owned()
    } else if let Some(rest) = location.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if location.starts_with('/') {
        format!("{scheme}://{authority}{location}")
    } else {
        let (folder, _) = at.path().rsplit_once('/')?;
        format!("{scheme}://{authority}{folder}/{location}")
    };
    whole.parse().ok().filter(|to: &Uri| to.host().is_some())
}

/// The answer, if it has what was asked for.
fn content(at: &Uri, answer: Response<Body>) -> Result<Response<Body>, Failure> {
    let status = answer.status();
    let has_content =
        [StatusCode::OK, StatusCode::PARTIAL_CONTENT, StatusCode::RANGE_NOT_SATISFIABLE];
    if has_content.contains(&status) {
        return Ok(answer);
    }
    let said = said(answer).map_or_else(String::new, |said| format!(": {said}"));
    let error = format!("{} answers {status}{said}", host(at));
    let may_pass = status.is_server_error()
        || [StatusCode::TOO_MANY_REQUESTS, StatusCode::REQUEST_TIMEOUT].contains(&status);
    Err(if may_pass { passing(error) } else { lasting(error) })
}

/// What the server says about an error: a Dataverse says it in JSON.
fn said(answer: Response<Body>) -> Option<String> {
    let text = answer.into_body().into_with_config().limit(SHORT).read_to_string().ok()?;
    let json: serde_json::Value = serde_json::from_str(&text).ok()?;
    let message = json.get("message")?.as_str()?;
    Some(plain(&message.chars().take(QUOTED).collect::<String>()))
}

/// Those who are trusted to vouch for servers: the usual ones, or those in a file.
fn roots(file: Option<String>) -> Result<RootCerts, Error> {
    let Some(file) = file else { return Ok(RootCerts::WebPki) };
    let wrong = |why: String| {
        Error::request(format!("SSL_CERT_FILE names {}, {why}", plain(&file)))
            .hint("it must hold certificates in PEM; without SSL_CERT_FILE the usual ones count")
    };
    let pem = fs::read(&file).map_err(|error| wrong(format!("which cannot be read: {error}")))?;
    let certificates: Vec<_> = parse_pem(&pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    match certificates.is_empty() {
        true => Err(wrong("which holds no certificates".into())),
        false => Ok(RootCerts::new_with_certs(&certificates)),
    }
}

fn span(time: Duration) -> String {
    match time.as_millis() {
        short @ 0..1000 => format!("{short} ms"),
        _ => format!("{} s", time.as_secs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_reached_securely_or_is_this_machine() {
        for yes in [
            "https://a.example",
            "https://a.example/x/",
            "http://127.0.0.1:80",
            "http://[::1]:80",
            "http://localhost",
        ] {
            assert!(server(yes).is_ok(), "{yes}");
        }
        for no in [
            "",
            "a.example",
            "http://a.example",
            "ftp://127.0.0.1",
            "http://127.0.0.1.example",
            "/x",
            "http://localhost.example",
        ] {
            let error = server(no).unwrap_err();
            assert!(!error.hints().is_empty(), "{no}");
        }
    }

    #[test]
    fn paths_go_on_the_server() {
        let check = |on: &str, whole: &str| {
            assert_eq!(address(&server(on).unwrap(), "/api?x=doi:1/2").unwrap(), whole);
        };
        check("https://a.example", "https://a.example/api?x=doi:1/2");
        check("https://a.example/", "https://a.example/api?x=doi:1/2");
        check("https://a.example/copy/", "https://a.example/copy/api?x=doi:1/2");
    }

    #[test]
    fn a_location_is_seen_from_where_it_was_met() {
        let check = |location: &str, to: Option<&str>| {
            let at = "https://a.example:1/api/file?x=1".parse().unwrap();
            let joined = join(&at, location).map(|uri| uri.to_string());
            assert_eq!(joined.as_deref(), to, "{location}");
        };
        check("https://b.example/y?z=1", Some("https://b.example/y?z=1"));
        check("https://b.example/y#part", Some("https://b.example/y"));
        check("//b.example/y", Some("https://b.example/y"));
        check("/y?z", Some("https://a.example:1/y?z"));
        check("y", Some("https://a.example:1/api/y"));
        check("https://b.example/a b", None);
        check("https://", None);
    }

    #[test]
    fn roots_come_from_a_file_or_it_is_said_why_not() {
        assert!(matches!(roots(None), Ok(RootCerts::WebPki)));
        let directory = super::super::tests::directory("roots");
        let path = directory.join("roots.pem");
        let file = || Some(path.display().to_string());
        let certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        fs::write(&path, certificate.repeat(2)).unwrap();
        let found = roots(file()).unwrap();
        assert!(matches!(&found, RootCerts::Specific(some) if some.len() == 2), "{found:?}");
        for wrong in [Some("no certificate"), None] {
            match wrong {
                Some(text) => fs::write(&path, text).unwrap(),
                None => fs::remove_file(&path).unwrap(),
            }
            let error = roots(file()).unwrap_err();
            assert!(error.message().contains("SSL_CERT_FILE"), "{error}");
        }
        fs::remove_dir_all(directory).unwrap();
    }
}
