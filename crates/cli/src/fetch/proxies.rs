//! Which way a request goes: the proxies that the environment names.
//!
//! `ureq` reads the environment itself, but takes whichever variable it finds first for every scheme, passes
//! over an address that it cannot read and then goes out directly, and compares `NO_PROXY` by the letter,
//! blanks included. Here the variables mean what they mean to curl.

use ureq::Proxy;
use ureq::http::Uri;

use crate::error::Error;

/// The proxies that the environment names.
#[derive(Debug, Default)]
pub(crate) struct Proxies {
    https: Option<Named>,
    http: Option<Named>,
    /// Hosts that are reached directly.
    direct: Vec<String>,
}

/// A proxy and the variable that names it.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) variable: &'static str,
    pub(super) proxy: Proxy,
}

impl Proxies {
    /// From `variable`, which looks up a variable of the environment.
    pub(super) fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Proxies, Error> {
        let first = |names: [&'static str; 4]| -> Result<Option<Named>, Error> {
            let set = |name| variable(name).filter(|value| !value.trim().is_empty());
            let found = names.into_iter().find_map(|name| set(name).map(|value| (name, value)));
            found.map(|(name, value)| named(name, &value)).transpose()
        };
        let direct = variable("no_proxy").or_else(|| variable("NO_PROXY")).unwrap_or_default();
        Ok(Proxies {
            https: first(["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])?,
            http: first(["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])?,
            direct: direct
                .split(|letter: char| letter == ',' || letter.is_whitespace())
                .filter(|host| !host.is_empty())
                .map(str::to_lowercase)
                .collect(),
        })
    }

    /// The proxy on the way to `address`, or none.
    pub(super) fn on_the_way_to(&self, address: &Uri) -> Option<&Named> {
        let proxy = match address.scheme_str() {
            Some("https") => self.https.as_ref(),
            _ => self.http.as_ref(),
        };
        proxy.filter(|_| !self.is_direct(address))
    }

    fn is_direct(&self, address: &Uri) -> bool {
        let host = address.host().unwrap_or_default().to_lowercase();
        let port = address.port_u16();
        self.direct.iter().any(|entry| names(entry, &host, port))
    }
}

/// Whether an entry of `NO_PROXY` names the host: itself, a domain above it, or everything.
fn names(entry: &str, host: &str, port: Option<u16>) -> bool {
    if entry == "*" {
        return true;
    }
    let (entry, only) = match entry.rsplit_once(':') {
        Some((before, digits)) if digits.parse::<u16>().is_ok() && !before.ends_with(':') => {
            (before, digits.parse::<u16>().ok())
        }
        _ => (entry, None),
    };
    let domain = entry.trim_start_matches('*').trim_start_matches('.');
    let above = || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    (only.is_none() || only == port) && !domain.is_empty() && (host == domain || above())
}

/// The error keeps the value to itself: it may hold a password.
fn named(variable: &'static str, value: &str) -> Result<Named, Error> {
    let proxy = Proxy::new(value.trim()).map_err(|_| {
        Error::request(format!("the proxy in {variable} cannot be read, and nothing was fetched"))
            .hint("it is written as http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT")
    })?;
    Ok(Named { variable, proxy })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(variables: &[(&str, &str)], to: &str) -> String {
        let look = |name: &str| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        let proxies = Proxies::read(look).unwrap();
        proxies
            .on_the_way_to(&to.parse().unwrap())
            .map_or("direct".into(), |named| format!("{} {}", named.variable, named.proxy.host()))
    }

    #[test]
    fn each_scheme_has_its_variables() {
        let check = |variables: &[(&str, &str)], https: &str, http: &str| {
            assert_eq!(way(variables, "https://a.example/x"), https, "{variables:?}");
            assert_eq!(way(variables, "http://a.example/x"), http, "{variables:?}");
        };
        check(&[], "direct", "direct");
        check(&[("HTTPS_PROXY", "http://p:1")], "HTTPS_PROXY p", "direct");
        check(&[("https_proxy", "p:1")], "https_proxy p", "direct");
        check(&[("http_proxy", "http://q:1")], "direct", "http_proxy q");
        check(&[("ALL_PROXY", "socks5://s:1")], "ALL_PROXY s", "ALL_PROXY s");
        check(
            &[("ALL_PROXY", "http://s:1"), ("HTTPS_PROXY", "http://p:1")],
            "HTTPS_PROXY p",
            "ALL_PROXY s",
        );
        check(&[("HTTPS_PROXY", " ")], "direct", "direct");
    }

    #[test]
    fn some_hosts_are_reached_directly() {
        let check = |none: &str, direct: bool| {
            let variables = [("ALL_PROXY", "http://p:1"), ("NO_PROXY", none)];
            let way = way(&variables, "https://data.a.example:8443/x");
            assert_eq!(way == "direct", direct, "{none}");
        };
        for none in [
            "*",
            "data.a.example",
            "A.Example",
            ".a.example",
            "*.a.example",
            "b, a.example",
            "example",
            "b a.example",
            "a.example:8443",
        ] {
            check(none, true);
        }
        for none in
            ["", "b.example", "ata.a.example", "a.example:443", ",", ".", "x.data.a.example"]
        {
            check(none, false);
        }
    }

    #[test]
    fn addresses_are_hosts_too() {
        let variables = [("ALL_PROXY", "http://p:1"), ("no_proxy", "127.0.0.1,[::1]")];
        assert_eq!(way(&variables, "http://127.0.0.1:80/"), "direct");
        assert_eq!(way(&variables, "http://[::1]:80/"), "direct");
        assert_eq!(way(&variables, "http://127.0.0.11:80/"), "ALL_PROXY p");
    }

    #[test]
    fn a_proxy_that_cannot_be_read_stops_and_keeps_its_password() {
        let look = |name: &str| (name == "HTTPS_PROXY").then(|| "gopher://me:secret@p".to_owned());
        let error = Proxies::read(look).unwrap_err();
        assert!(error.message().contains("HTTPS_PROXY"), "{error}");
        assert!(!error.message().contains("secret"), "{error}");
    }
}
