//! What a request asks: its parameters, read by the table of endpoints.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::http::{HeaderMap, Uri, header};
use bytes::Bytes;
use form_urlencoded::Serializer;
use scrutineer_report::Error;

use super::ROOT;
use super::endpoints::{Endpoint, Kind};
use crate::problem::Problem;

/// How many rows a part of a long answer has unless more or fewer are asked for.
const LIMIT: usize = 100;

/// What a request asks.
pub(super) struct Asked {
    /// What stands in the address where the path has a name.
    pub(super) name: String,
    /// The statement that is to be checked.
    pub(super) statement: Bytes,
    /// As what it was sent.
    pub(super) kind: Option<String>,
    /// Whether the answer is wanted as CSV.
    pub(super) as_table: bool,
    values: BTreeMap<&'static str, String>,
    path: String,
}

/// A part of a long answer.
#[derive(Clone, Copy)]
pub(super) struct Part {
    pub(super) from: usize,
    pub(super) most: usize,
}

impl Asked {
    /// Reads what a request asks of an endpoint. Parameters that it does not have, or that are named twice, are wrong:
    /// an answer that passes over half of what was asked would be taken for the answer to all of it.
    pub(super) fn of(
        endpoint: &Endpoint,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Result<Asked, Problem> {
        let mut values = BTreeMap::new();
        let query = uri.query().unwrap_or_default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let known = endpoint.parameters().find(|parameter| parameter.name == name);
            let parameter = known.ok_or_else(|| unknown(endpoint, &name))?;
            parameter.kind.allows(&value).map_err(|why| {
                Problem::malformed(format!("the parameter \"{name}\" cannot be so")).hint(why, None)
            })?;
            if values.insert(parameter.name, value.into_owned()).is_some() {
                let why = format!("the parameter \"{name}\" is given twice");
                return Err(Problem::malformed(why).hint("give it once", None));
            }
        }
        for parameter in endpoint.parameters().filter(|parameter| parameter.required) {
            if !values.contains_key(parameter.name) {
                let why = format!("the parameter \"{}\" is missing", parameter.name);
                return Err(Problem::malformed(why).hint(parameter.about, None));
            }
        }
        let as_table = match values.get("format") {
            Some(format) => format == "csv",
            None => endpoint.has_table && prefers_csv(headers),
        };
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        Ok(Asked {
            name: String::new(),
            statement: Bytes::new(),
            kind: kind.map(str::to_owned),
            as_table,
            values,
            path: uri.path().to_owned(),
        })
    }

    /// What a parameter says; nothing if it is empty.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The same to keep.
    pub(super) fn owned(&self, name: &str) -> Option<String> {
        self.text(name).map(str::to_owned)
    }

    /// What a parameter says, with commas between.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let parts = self.text(name).into_iter().flat_map(|value| value.split(','));
        parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }

    /// The same, each part read.
    pub(super) fn read<T: FromStr<Err = Error>>(&self, name: &str) -> Result<Vec<T>, Problem> {
        Ok(self.list(name).iter().map(|part| part.parse()).collect::<Result<_, Error>>()?)
    }

    /// Whether a parameter says `true`.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.text(name) == Some("true")
    }

    /// The part of a long answer that is wanted.
    pub(super) fn part(&self) -> Part {
        let number = |name| self.text(name).and_then(|value| value.parse().ok());
        Part { from: number("cursor").unwrap_or(0), most: number("limit").unwrap_or(LIMIT) }
    }

    /// The address of the part after this one.
    pub(super) fn next(&self) -> String {
        let part = self.part();
        let mut query = Serializer::new(String::new());
        let others = self.values.iter().filter(|(name, _)| **name != "cursor");
        query.extend_pairs(others);
        query.append_pair("cursor", &part.from.saturating_add(part.most).to_string());
        format!("{ROOT}{}?{}", self.path, query.finish())
    }
}

fn unknown(endpoint: &Endpoint, name: &str) -> Problem {
    let known: Vec<_> = endpoint.parameters().map(|parameter| parameter.name).collect();
    let problem = Problem::malformed(format!("there is no parameter \"{name}\" here"));
    if known.is_empty() {
        return problem.hint("this address takes none", None);
    }
    problem.hint(format!("there are {}", known.join(", ")), None)
}

/// Whether CSV is accepted and JSON not named.
pub(crate) fn prefers_csv(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|kind| kind.to_str().ok());
    let accepted: Vec<_> = accepted.flat_map(|kinds| kinds.split(',')).map(str::trim).collect();
    let has = |wanted: &str| accepted.iter().any(|kind| kind.starts_with(wanted));
    has("text/csv") && !has("application/json")
}

impl Kind {
    /// Whether a parameter of this kind can say that; else what it can say.
    fn allows(&self, value: &str) -> Result<(), String> {
        match self {
            Kind::Text | Kind::List => Ok(()),
            Kind::OneOf(codes) if codes().contains(&value) => Ok(()),
            Kind::OneOf(codes) => Err(format!("write one of {}", codes().join(", "))),
            Kind::Number { least, most } => match value.parse::<u32>() {
                Ok(number) if (*least..=*most).contains(&number) => Ok(()),
                _ => Err(format!("write a number from {least} to {most}")),
            },
        }
    }
}
