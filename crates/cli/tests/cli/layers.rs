//! The layers of the workspace point one way.

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each crate, and those of ours on which it may stand. A new crate gets its line here.
const LAYERS: [(&str, &[&str]); 14] = [
    ("scrutineer-record", &[]),
    ("scrutineer-ingest", &["scrutineer-record"]),
    ("scrutineer-book", &["scrutineer-record", "scrutineer-ingest"]),
    ("scrutineer-measures", &["scrutineer-record"]),
    ("scrutineer-ideal", &["scrutineer-record"]),
    ("scrutineer-claims", &["scrutineer-record", "scrutineer-measures"]),
    ("scrutineer-figures", &["scrutineer-record", "scrutineer-measures", "scrutineer-ideal"]),
    (
        "scrutineer-report",
        &[
            "scrutineer-record",
            "scrutineer-ingest",
            "scrutineer-book",
            "scrutineer-measures",
            "scrutineer-ideal",
            "scrutineer-claims",
            "scrutineer-figures",
        ],
    ),
    (
        "scrutineer-corpus",
        &["scrutineer-record", "scrutineer-ingest", "scrutineer-book", "scrutineer-claims"],
    ),
    (
        "scrutineer-site",
        &[
            "scrutineer-record",
            "scrutineer-ingest",
            "scrutineer-book",
            "scrutineer-measures",
            "scrutineer-ideal",
            "scrutineer-claims",
            "scrutineer-figures",
            "scrutineer-report",
        ],
    ),
    (
        "scrutineer-mcp",
        &[
            "scrutineer-record",
            "scrutineer-ingest",
            "scrutineer-book",
            "scrutineer-ideal",
            "scrutineer-claims",
            "scrutineer-report",
        ],
    ),
    (
        "scrutineer-sql",
        &[
            "scrutineer-record",
            "scrutineer-ingest",
            "scrutineer-book",
            "scrutineer-measures",
            "scrutineer-ideal",
            "scrutineer-claims",
            "scrutineer-report",
            "scrutineer-corpus",
        ],
    ),
    ("scrutineer-cluster", &["scrutineer-sql"]),
    (
        "scrutineer",
        &[
            "scrutineer-record",
            "scrutineer-ingest",
            "scrutineer-book",
            "scrutineer-measures",
            "scrutineer-ideal",
            "scrutineer-claims",
            "scrutineer-figures",
            "scrutineer-report",
            "scrutineer-corpus",
            "scrutineer-site",
            "scrutineer-mcp",
            "scrutineer-sql",
            "scrutineer-cluster",
        ],
    ),
];

#[test]
fn no_crate_stands_on_a_higher_one() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let metadata = MetadataCommand::new().manifest_path(manifest).no_deps().exec().unwrap();
    let layers: BTreeMap<_, _> = LAYERS.into_iter().collect();
    for package in metadata.packages {
        let name = package.name.to_string();
        let allowed = layers.get(name.as_str());
        let allowed = allowed.unwrap_or_else(|| panic!("{name} has no place among the layers"));
        for dependency in &package.dependencies {
            let of_ours = dependency.name.starts_with("scrutineer");
            if of_ours && dependency.kind != DependencyKind::Development {
                let at = &dependency.name;
                assert!(allowed.contains(&at.as_str()), "{name} must not depend on {at}");
            }
        }
    }
}
