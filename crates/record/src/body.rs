//! The organs that vote or issue documents.

use std::fmt;
use std::str::FromStr;

use crate::symbol::SymbolError;

/// An organ of the United Nations whose documents and votes the record can hold.
///
/// ```
/// use scrutineer_record::{Body, Committee};
/// let body: Body = "first_committee".parse()?;
/// assert_eq!(body, Body::Committee(Committee::First));
/// assert_eq!(body.name(), "First Committee");
/// # Ok::<(), scrutineer_record::symbol::SymbolError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Body {
    /// The plenary of the General Assembly.
    GeneralAssembly,
    /// A committee of the General Assembly.
    Committee(Committee),
    /// The Security Council.
    SecurityCouncil,
    /// The Economic and Social Council.
    EconomicAndSocialCouncil,
    /// The Human Rights Council, from 2006.
    HumanRightsCouncil,
    /// The Commission on Human Rights, until 2006.
    CommissionOnHumanRights,
    /// Any other: conferences, the Trusteeship Council, the Secretariat.
    Other,
}

/// A committee of the General Assembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Committee {
    /// Disarmament and international security.
    First,
    /// Economic and financial.
    Second,
    /// Social, humanitarian and cultural.
    Third,
    /// Special political and decolonization (until 1992 trusteeship).
    Fourth,
    /// Administrative and budgetary.
    Fifth,
    /// Legal.
    Sixth,
    /// The Special Political Committee, until 1992.
    SpecialPolitical,
    /// Any committee or working group with documents `A/AC.…`; which one, only the symbol says.
    AdHoc,
}

impl Committee {
    /// The Main Committee with this number, 1 to 6, as in `A/C.1`.
    pub fn from_number(number: u32) -> Option<Committee> {
        match number {
            1 => Some(Committee::First),
            2 => Some(Committee::Second),
            3 => Some(Committee::Third),
            4 => Some(Committee::Fourth),
            5 => Some(Committee::Fifth),
            6 => Some(Committee::Sixth),
            _ => None,
        }
    }
}

impl Body {
    /// Every body, in order.
    pub const ALL: [Body; 14] = [
        Body::GeneralAssembly,
        Body::Committee(Committee::First),
        Body::Committee(Committee::Second),
        Body::Committee(Committee::Third),
        Body::Committee(Committee::Fourth),
        Body::Committee(Committee::Fifth),
        Body::Committee(Committee::Sixth),
        Body::Committee(Committee::SpecialPolitical),
        Body::Committee(Committee::AdHoc),
        Body::SecurityCouncil,
        Body::EconomicAndSocialCouncil,
        Body::HumanRightsCouncil,
        Body::CommissionOnHumanRights,
        Body::Other,
    ];

    /// The name that files and interfaces use: lower case, words joined by `_`.
    pub fn code(self) -> &'static str {
        match self {
            Body::GeneralAssembly => "general_assembly",
            Body::Committee(committee) => match committee {
                Committee::First => "first_committee",
                Committee::Second => "second_committee",
                Committee::Third => "third_committee",
                Committee::Fourth => "fourth_committee",
                Committee::Fifth => "fifth_committee",
                Committee::Sixth => "sixth_committee",
                Committee::SpecialPolitical => "special_political_committee",
                Committee::AdHoc => "ad_hoc_committee",
            },
            Body::SecurityCouncil => "security_council",
            Body::EconomicAndSocialCouncil => "economic_and_social_council",
            Body::HumanRightsCouncil => "human_rights_council",
            Body::CommissionOnHumanRights => "commission_on_human_rights",
            Body::Other => "other",
        }
    }

    /// The name in prose, without an article.
    pub fn name(self) -> &'static str {
        match self {
            Body::GeneralAssembly => "General Assembly",
            Body::Committee(committee) => match committee {
                Committee::First => "First Committee",
                Committee::Second => "Second Committee",
                Committee::Third => "Third Committee",
                Committee::Fourth => "Fourth Committee",
                Committee::Fifth => "Fifth Committee",
                Committee::Sixth => "Sixth Committee",
                Committee::SpecialPolitical => "Special Political Committee",
                Committee::AdHoc => "ad hoc committee",
            },
            Body::SecurityCouncil => "Security Council",
            Body::EconomicAndSocialCouncil => "Economic and Social Council",
            Body::HumanRightsCouncil => "Human Rights Council",
            Body::CommissionOnHumanRights => "Commission on Human Rights",
            Body::Other => "other body",
        }
    }

    /// What the symbols of this body's documents begin with; `None` where that depends on the document.
    pub(crate) fn root(self) -> Option<&'static str> {
        match self {
            Body::GeneralAssembly => Some("A"),
            Body::Committee(committee) => match committee {
                Committee::First => Some("A/C.1"),
                Committee::Second => Some("A/C.2"),
                Committee::Third => Some("A/C.3"),
                Committee::Fourth => Some("A/C.4"),
                Committee::Fifth => Some("A/C.5"),
                Committee::Sixth => Some("A/C.6"),
                Committee::SpecialPolitical => Some("A/SPC"),
                Committee::AdHoc => None,
            },
            Body::SecurityCouncil => Some("S"),
            Body::EconomicAndSocialCouncil => Some("E"),
            Body::HumanRightsCouncil => Some("A/HRC"),
            Body::CommissionOnHumanRights => Some("E/CN.4"),
            Body::Other => None,
        }
    }
}

/// Writes the name in prose, as [`Body::name`].
impl fmt::Display for Body {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

/// Reads the codes of [`Body::code`].
impl FromStr for Body {
    type Err = SymbolError;

    fn from_str(text: &str) -> Result<Body, SymbolError> {
        let code = text.trim();
        Body::ALL
            .into_iter()
            .find(|body| body.code() == code)
            .ok_or_else(|| SymbolError::unknown_body(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back_and_stands_once() {
        for body in Body::ALL {
            assert_eq!(body.code().parse(), Ok(body));
        }
        let mut codes = Body::ALL.map(Body::code).to_vec();
        codes.dedup();
        assert_eq!(codes.len(), Body::ALL.len());
    }

    #[test]
    fn an_unknown_code_says_what_to_write() {
        let error = Body::from_str("seventh_committee").unwrap_err().to_string();
        assert!(
            error.contains("seventh_committee") && error.contains("first_committee"),
            "{error}"
        );
    }

    #[test]
    fn all_bodies_stand_in_order() {
        assert!(Body::ALL.is_sorted());
    }
}
