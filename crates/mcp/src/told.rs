//! An answer with what goes with it.

use schemars::JsonSchema;
use scrutineer_book::Book;
use scrutineer_report::words::citations;
use scrutineer_report::{Error, schema};
use serde::Serialize;
use serde_json::{Map, Value};

/// An answer with what goes with it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Told<T> {
    /// Sentences that can be quoted as they stand, each with its vote, its day and its numbers.
    quotable: Vec<String>,
    /// How to cite the data from which the sentences are made, and on which terms.
    citations: Vec<String>,
    /// The command that shows the same to a person.
    reproduce: String,
    /// Whether rows were left off because no more were asked for.
    more: bool,
    /// What leads to them: the `cursor` of the same question.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
    /// The answer, in the JSON that the command writes.
    answer: T,
}

impl<T: Serialize> Told<T> {
    pub(crate) fn of(book: &Book, reproduce: &[&str], quotable: Vec<String>, answer: T) -> Told<T> {
        let words = ["scrutineer"].iter().chain(reproduce);
        let words: Vec<_> = words.map(|word| typed(word)).collect();
        let citations = citations(&book.info);
        Told {
            quotable,
            citations,
            reproduce: words.join(" "),
            more: false,
            next_cursor: None,
            answer,
        }
    }

    /// The same of one page; says what leads to the next, where rows were left off.
    pub(crate) fn page(self, next_cursor: Option<String>) -> Told<T> {
        Told { more: next_cursor.is_some(), next_cursor, ..self }
    }

    pub(crate) fn json(&self) -> Result<Value, Error> {
        let why = |why| Error::wrong(format!("a fault of ours: the answer is no JSON: {why}"));
        serde_json::to_value(self).map_err(why)
    }
}

/// The schema of such an answer.
pub(crate) fn schema_of<T: JsonSchema>() -> Map<String, Value> {
    object(schema::of::<Told<T>>())
}

/// A schema as the object that it is.
pub(crate) fn object(schema: schemars::Schema) -> Map<String, Value> {
    match schema.to_value() {
        Value::Object(schema) => schema,
        // `true`: anything.
        _ => Map::new(),
    }
}

/// A word as it is typed in a shell.
fn typed(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/.:_-,[]".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_can_be_typed() {
        let check = |word: &str, wanted: &str| assert_eq!(typed(word), wanted);
        check("A/RES/74/29", "A/RES/74/29");
        check("", "''");
        check("Côte d'Ivoire", r"'Côte d'\''Ivoire'");
        check("$(id)", "'$(id)'");
    }
}
