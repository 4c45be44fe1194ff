//! Sessions and years as they are asked for: 74, ES-10, 50-74.

use std::ops::RangeInclusive;
use std::str::FromStr;

use scrutineer_record::Session;

use crate::error::Error;

/// Sessions that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sessions {
    /// One of any kind.
    One(Session),
    /// Regular ones, first to last.
    Range(RangeInclusive<u8>),
}

impl Sessions {
    /// Whether a session is one of these.
    pub fn contain(&self, session: Session) -> bool {
        match (self, session) {
            (Sessions::One(one), _) => *one == session,
            (Sessions::Range(range), Session::Regular(number)) => range.contains(&number),
            (Sessions::Range(_), _) => false,
        }
    }
}

impl FromStr for Sessions {
    type Err = Error;

    fn from_str(typed: &str) -> Result<Sessions, Error> {
        let one = || typed.trim().parse().ok().map(Sessions::One);
        let several = || {
            range(typed)
                .filter(|range: &RangeInclusive<u8>| *range.start() > 0)
                .map(Sessions::Range)
        };
        let why = "write a session, as 74 or ES-10, or several, as 50-74";
        one().or_else(several).ok_or_else(|| Error::wrong(why))
    }
}

/// Regular sessions that are asked for, first to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegularSessions(pub RangeInclusive<u8>);

impl FromStr for RegularSessions {
    type Err = Error;

    fn from_str(typed: &str) -> Result<RegularSessions, Error> {
        match typed.parse() {
            Ok(Sessions::One(Session::Regular(one))) => Ok(RegularSessions(one..=one)),
            Ok(Sessions::Range(range)) => Ok(RegularSessions(range)),
            _ => {
                let why = "write the first and the last regular session, as 50-74, or one, as 74";
                Err(Error::wrong(why))
            }
        }
    }
}

/// Years that are asked for, first to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Years(pub RangeInclusive<i16>);

impl FromStr for Years {
    type Err = Error;

    fn from_str(typed: &str) -> Result<Years, Error> {
        let years = range(typed).map(Years);
        years.ok_or_else(|| Error::wrong("write a year, as 2019, or several, as 2010-2019"))
    }
}

/// A range of numbers as it is typed: 50-74, or 74 alone.
fn range<T: FromStr + PartialOrd + Copy>(typed: &str) -> Option<RangeInclusive<T>> {
    let (from, to) = typed.split_once('-').unwrap_or((typed, typed));
    let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
    (from <= to).then_some(from..=to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_as_they_are_typed() {
        let check =
            |typed: &str, sessions: Option<Sessions>, regular: Option<RangeInclusive<u8>>| {
                assert_eq!(typed.parse().ok(), sessions, "{typed}");
                assert_eq!(typed.parse().ok(), regular.map(RegularSessions), "{typed}");
            };
        let regular = Session::Regular;
        check("74", Some(Sessions::One(regular(74))), Some(74..=74));
        check(" 50 - 74", Some(Sessions::Range(50..=74)), Some(50..=74));
        check("ES-10", Some(Sessions::One(Session::Emergency(10))), None);
        check("0", None, None);
        check("0-3", None, None);
        check("74-50", None, None);
        check("the last", None, None);
    }
}
