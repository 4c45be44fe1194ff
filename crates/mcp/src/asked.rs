//! What a tool is asked: texts, lists and numbers that carry their bounds, in the schema and when they are read.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use scrutineer_report::Error;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A text of 1 to `MOST` letters.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Text<const MOST: usize>(String);

/// A name of a vote, a member or a group, a date, a word.
pub(crate) type Name = Text<200>;

impl<const MOST: usize> Text<MOST> {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MOST: usize> TryFrom<String> for Text<MOST> {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let letters = text.chars().count();
        if text.trim().is_empty() {
            return Err("there is nothing in it; leave it out or fill it".to_owned());
        }
        if letters > MOST {
            return Err(format!(
                "{letters} letters are too many; send {MOST} at most, the rest apart"
            ));
        }
        Ok(Text(text))
    }
}

impl<const MOST: usize> JsonSchema for Text<MOST> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Text{MOST}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": MOST })
    }
}

/// `LEAST` to `MOST` names.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<Name>")]
pub(crate) struct Names<const LEAST: usize, const MOST: usize>(Vec<Name>);

impl<const LEAST: usize, const MOST: usize> Names<LEAST, MOST> {
    pub(crate) fn owned(&self) -> Vec<String> {
        self.0.iter().map(|name| name.as_str().to_owned()).collect()
    }
}

impl<const LEAST: usize, const MOST: usize> TryFrom<Vec<Name>> for Names<LEAST, MOST> {
    type Error = String;

    fn try_from(names: Vec<Name>) -> Result<Self, String> {
        if (LEAST..=MOST).contains(&names.len()) {
            return Ok(Names(names));
        }
        Err(format!("{} names are given; name {LEAST} to {MOST}", names.len()))
    }
}

impl<const LEAST: usize, const MOST: usize> JsonSchema for Names<LEAST, MOST> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Names{LEAST}To{MOST}").into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let name = generator.subschema_for::<Name>();
        json_schema!({ "type": "array", "items": name, "minItems": LEAST, "maxItems": MOST })
    }
}

/// How many rows of a list are wanted: 1 to `MOST`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "usize")]
pub(crate) struct Rows<const MOST: usize>(pub(crate) usize);

impl<const MOST: usize> TryFrom<usize> for Rows<MOST> {
    type Error = String;

    fn try_from(rows: usize) -> Result<Self, String> {
        let is_some = (1..=MOST).contains(&rows);
        is_some.then_some(Rows(rows)).ok_or_else(|| format!("write a number from 1 to {MOST}"))
    }
}

impl<const MOST: usize> JsonSchema for Rows<MOST> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Rows{MOST}").into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": MOST })
    }
}

/// Reads what a tool is asked. What is wrong is said with its place.
pub(crate) fn read<Q: DeserializeOwned>(arguments: Map<String, Value>) -> Result<Q, Error> {
    serde_path_to_error::deserialize(Value::Object(arguments)).map_err(|error| {
        let (place, why) = (error.path().to_string(), error.into_inner().to_string());
        let what = if place == "." { why } else { format!("{place}: {why}") };
        Error::wrong(what).hint("the input schema of the tool says what it takes")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Question {
        text: Text<5>,
        names: Option<Names<2, 3>>,
        limit: Option<Rows<10>>,
    }

    #[test]
    fn bounds_are_held_and_the_place_is_named() {
        let check = |asked: Value, wrong: Option<&str>| {
            let Value::Object(asked) = asked else { panic!("an object") };
            let told =
                read::<Question>(asked.clone()).err().map(|error| error.message().to_owned());
            match (told, wrong) {
                (None, None) => (),
                (Some(told), Some(wrong)) => assert!(told.contains(wrong), "{asked:?}: {told}"),
                (told, wrong) => panic!("{asked:?}: {told:?}, not {wrong:?}"),
            }
        };
        check(json!({"text": "äöüßé"}), None);
        check(json!({"text": "a", "names": ["b", "c"], "limit": 10}), None);
        check(json!({"text": "äöüßéx"}), Some("text: 6 letters are too many"));
        check(json!({"text": " "}), Some("text: there is nothing in it"));
        check(json!({}), Some("missing field `text`"));
        check(json!({"text": "a", "texts": "b"}), Some("unknown field `texts`"));
        check(json!({"text": "a", "names": ["b"]}), Some("names: 1 names are given; name 2 to 3"));
        check(json!({"text": "a", "names": ["b", ""]}), Some("names[1]: there is nothing"));
        check(json!({"text": "a", "limit": 11}), Some("limit: write a number from 1 to 10"));
        check(json!({"text": "a", "limit": -1}), Some("limit: "));
        check(json!({"text": 7}), Some("text: "));
    }
}
