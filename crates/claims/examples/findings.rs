//! Prints the findings for a text on standard input: `cargo run --example findings < TEXT`.

use std::io::Read;

use scrutineer_claims::Checker;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = Vec::new();
    std::io::stdin().read_to_end(&mut text)?;
    let date = std::env::args().nth(1).map(|date| date.parse()).transpose()?;
    let book = scrutineer_book::built_in()?;
    let findings = Checker::new(&book.record).check(&text, date);
    println!("date: {:?} ({:?})", findings.date.map(|date| date.to_string()), findings.date_basis);
    for finding in &findings.findings {
        let words = text.get(finding.span.start..finding.span.end).unwrap_or_default();
        let votes: Vec<&str> = finding.votes.iter().map(|vote| vote.symbol.as_str()).collect();
        println!(
            "{}: {} {:?} by {:?}\n    \"{}\"\n    {}",
            finding.verdict,
            finding.claim.kind.code(),
            votes,
            finding.claim.speaker(),
            String::from_utf8_lossy(words),
            finding.explanation
        );
        for fact in &finding.context {
            println!("    left out: {}", fact.text);
        }
        for definition in &finding.definitions {
            println!("    {definition:?}");
        }
    }
    for span in &findings.unread {
        let words = text.get(span.start..span.end).unwrap_or_default();
        println!("unread: {}", String::from_utf8_lossy(words));
    }
    Ok(())
}
