//! What is written as JSON is what its schema says.

use scrutineer_record::Date;
use serde_json::Value;

use crate::run::{json, root, run_in, run_on};

/// A schema of ours, read: as much of JSON Schema as our schemas use, and nothing allowed beyond what they
/// describe. A keyword that is not known here stops the test.
struct Schema<'s> {
    root: &'s Value,
    /// What does not fit, with its place.
    errors: Vec<String>,
}

impl<'s> Schema<'s> {
    fn errors(root: &'s Value, value: &Value) -> Vec<String> {
        let mut schema = Schema { root, errors: Vec::new() };
        schema.check("", root, value);
        schema.errors
    }

    fn fits(mut self, schema: &'s Value, value: &Value) -> bool {
        self.check("", schema, value);
        self.errors.is_empty()
    }

    fn check(&mut self, place: &str, schema: &'s Value, value: &Value) {
        for (keyword, wanted) in schema.as_object().unwrap() {
            let fits = match keyword.as_str() {
                // Of the ways in which it may be written just one fits.
                "oneOf" | "anyOf" => {
                    let ways = wanted.as_array().unwrap().iter();
                    ways.filter(|way| {
                        Schema { root: self.root, errors: Vec::new() }.fits(way, value)
                    })
                    .count()
                        == 1
                }
                "const" => value == wanted,
                "maximum" => value.as_f64() <= wanted.as_f64() || value.is_null(),
                "$schema" | "$defs" | "default" | "title" | "description" | "format" => true,
                "$ref" => {
                    let pointer = wanted.as_str().unwrap().trim_start_matches('#');
                    self.check(place, self.root.pointer(pointer).unwrap(), value);
                    true
                }
                "type" => match wanted {
                    Value::Array(types) => types.iter().any(|wanted| is_a(wanted, value)),
                    wanted => is_a(wanted, value),
                },
                "enum" => wanted.as_array().unwrap().contains(value),
                "minItems" => {
                    value.as_array().is_none_or(|list| list.len() as u64 >= count(wanted))
                }
                "maxItems" => {
                    value.as_array().is_none_or(|list| list.len() as u64 <= count(wanted))
                }
                "minimum" => value.as_f64() >= wanted.as_f64() || value.is_null(),
                // The only pattern of ours is that of dates.
                "pattern" => value.as_str().is_none_or(|text| text.parse::<Date>().is_ok()),
                "required" => {
                    let mut keys =
                        wanted.as_array().unwrap().iter().map(|key| key.as_str().unwrap());
                    !value.is_object() || keys.all(|key| value.get(key).is_some())
                }
                "properties" => {
                    for (key, value) in value.as_object().into_iter().flatten() {
                        match wanted.get(key) {
                            Some(schema) => self.check(&format!("{place}/{key}"), schema, value),
                            None => self.errors.push(format!("{place}/{key} is not described")),
                        }
                    }
                    true
                }
                // What is not described is an error in any case.
                "additionalProperties" if wanted == false => true,
                "additionalProperties" => {
                    value.as_object().into_iter().flatten().for_each(|(_, value)| {
                        self.check(&format!("{place}/*"), wanted, value);
                    });
                    true
                }
                "items" => {
                    for value in value.as_array().into_iter().flatten() {
                        self.check(&format!("{place}/*"), wanted, value);
                    }
                    true
                }
                keyword => panic!("{place}: the keyword {keyword} is not known to this test"),
            };
            if !fits {
                self.errors.push(format!("{place}: {value} breaks {keyword}: {wanted}"));
            }
        }
    }
}

fn count(wanted: &Value) -> u64 {
    wanted.as_u64().unwrap()
}

fn is_a(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        kind => panic!("the type {kind} is not known to this test"),
    }
}

#[test]
fn findings_are_as_their_schema_says() {
    let schema = json(&["schema", "findings"]);
    let check = |output: &str| {
        let output: Value = serde_json::from_str(output).unwrap();
        assert_eq!(Schema::errors(&schema, &output), [""; 0]);
        output
    };
    for file in ["examples/statement.txt", "examples/remarks.txt"] {
        check(&run_in(&root(), &["check", file, "--format", "json"]).stdout);
    }
    let said = "More members voted for A/RES/75/240 than for A/RES/74/29, Mr. Smith said. \
        The resolution was greeted by some who had voted.";
    let right = check(&run_on(said.as_bytes(), &["check", "--format", "json"]).stdout);
    for (place, wrong) in [
        ("/documents/0/findings/0/verdict", Value::from("true")),
        ("/documents/0/findings/0/span/start", Value::from(-1)),
        ("/documents/0/findings/0/votes/0", Value::from("A/RES/74/29")),
        ("/documents/0/date_basis", Value::Null),
        ("/book/until", Value::from("yesterday")),
        ("/book", serde_json::json!({ "id": "of another kind" })),
    ] {
        let mut output = right.clone();
        *output.pointer_mut(place).unwrap() = wrong;
        assert_ne!(Schema::errors(&schema, &output), [""; 0], "{place}");
    }
}

#[test]
fn frames_are_as_their_schema_says() {
    let schema = json(&["schema", "frames"]);
    for file in ["examples/statement.txt", "examples/remarks.txt"] {
        let output = run_in(&root(), &["check", file, "--emit", "frames"]).stdout;
        let mut output: Value = serde_json::from_str(&output).unwrap();
        assert_eq!(Schema::errors(&schema, &output), [""; 0]);
        let kind = output.pointer_mut("/documents/0/sentences/1/frames/0/kind").unwrap();
        *kind = Value::from("opinion");
        assert_ne!(Schema::errors(&schema, &output), [""; 0]);
    }
}

#[test]
fn every_answer_is_as_its_schema_says() {
    let check = |shape: &str, commands: &[&[&str]]| {
        let schema = json(&["schema", shape]);
        for command in commands {
            assert_eq!(Schema::errors(&schema, &json(command)), [""; 0], "{command:?}");
        }
    };
    check("show", &[&["show", "74/29"], &["show", "A/RES/53/70"]]);
    check(
        "find",
        &[&["find", "--member", "USA"], &["find", "--group", "BRICS"], &["find", "2018"]],
    );
    check("compare", &[&["compare", "73/27", "74/29"], &["compare", "74/28", "74/29", "75/240"]]);
    check("series", &[&["series", "74/29"]]);
    check("member", &[&["member", "USA"], &["member", "Belarus", "--group", "CSTO"]]);
    check("group", &[&["group", "Western partners"], &["group", "BRICS", "--vote", "74/29"]]);
    check("agreement", &[&["agreement", "--session", "74"], &["agreement", "--by", "all"]]);
    check("blocs", &[&["blocs", "--session", "73-74"], &["blocs", "--method", "modularity"]]);
    check("ideal", &[&["ideal", "--sessions", "74"]]);
    check("ideal-plane", &[&["ideal", "--sessions", "74", "--dimensions", "2"]]);
    check("book-info", &[&["book", "info"]]);
    check("mandates", &[&["mandates"]]);
    check("topics", &[&["topics"]]);
    check("similar", &[&["similar", "../../examples/statement.txt", "../../examples/remarks.txt"]]);
}

#[test]
fn every_field_is_described() {
    fn described(place: &str, value: &Value) -> usize {
        let Some(object) = value.as_object() else { return 0 };
        let fields = object.get("properties").and_then(Value::as_object).into_iter().flatten();
        let here = fields.map(|(name, field)| {
            let about = field["description"].as_str().unwrap_or_default();
            assert!(about.ends_with('.'), "{place}/{name} has no description");
        });
        let inside =
            object.iter().map(|(name, value)| described(&format!("{place}/{name}"), value));
        here.count() + inside.sum::<usize>()
    }
    assert!(described("", &json(&["schema", "findings"])) > 40);
    assert!(described("", &json(&["schema", "frames"])) > 100);
    for (shape, least) in [("show", 60), ("group", 40), ("agreement", 20), ("blocs", 30)] {
        assert!(described("", &json(&["schema", shape])) > least, "{shape}");
    }
}
