//! Times.
use std::time::Instant;
fn main() {
    let text = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    for _ in 0..200 {
        let t = Instant::now();
        let book = scrutineer_book::built_in().unwrap();
        let a = t.elapsed();
        let t = Instant::now();
        let checker = scrutineer_claims::Checker::new(&book.record);
        let b = t.elapsed();
        let t = Instant::now();
        let f = checker.check(&text, None);
        println!("book {a:?} checker {b:?} check {:?} {}", t.elapsed(), f.findings.len());
    }
}
