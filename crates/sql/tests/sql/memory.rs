//! What does not fit into the memory that is allowed goes to files.

use scrutineer_sql::{Engine, Limits, World};

use super::asked;

const SORTED: &str =
    "SELECT value, md5(CAST(value AS VARCHAR)) AS h FROM generate_series(1, 400000) ORDER BY h";

/// An engine with so many megabytes.
fn with(memory: usize) -> Engine {
    let limits = Limits { memory: memory << 20, threads: 2 };
    Engine::new(World::built_in().unwrap(), limits).unwrap()
}

/// How often the sort of a statement went to files, as its plan tells.
fn spills(engine: &Engine) -> u64 {
    let plan = asked(engine, &format!("EXPLAIN ANALYZE {SORTED}")).unwrap();
    let counts: Vec<u64> = plan
        .split("spill_count=")
        .skip(1)
        .filter_map(|rest| rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok())
        .collect();
    assert!(!counts.is_empty(), "{plan}");
    counts.iter().sum()
}

#[test]
fn a_sort_that_is_larger_than_memory_gives_the_same_rows() {
    let (large, small) = (with(1024), with(64));
    assert_eq!(spills(&large), 0);
    assert!(spills(&small) > 0);
    // Of all rows something, which depends on their order.
    let of_all = format!(
        "SELECT sum(value * n % 1000003) AS of FROM (SELECT value, row_number() OVER () AS n FROM ({SORTED}))"
    );
    assert_eq!(asked(&large, &of_all).unwrap(), asked(&small, &of_all).unwrap());
}
