//! The texts that are read: prose about other things, and articles about nothing but votes.

use scrutineer_record::{Date, Record};

use crate::cases::Maker;
use crate::pool::Pool;

/// A text with the day on which it was written.
pub(crate) struct Article {
    pub(crate) text: String,
    pub(crate) date: Date,
}

/// So many statements make an article.
const STATEMENTS: usize = 20;

/// Articles made of so many statements, true and false, of every kind, on the votes of the record.
pub(crate) fn dense(record: &Record, statements: usize) -> Vec<Article> {
    let cases = Maker::new(&Pool::new(record), None).cases(statements, 5);
    let articles = cases.chunks(STATEMENTS).map(|cases| {
        let texts: Vec<&str> = cases.iter().map(|case| case.text.as_str()).collect();
        Article { text: texts.join(" "), date: cases[0].date }
    });
    articles.collect()
}

/// So many bytes of prose that no word of which speaks of votes.
pub(crate) fn plain(length: usize) -> String {
    let paragraph = SENTENCES.join(" ");
    let mut text = String::with_capacity(length + paragraph.len());
    while text.len() < length {
        text.push_str(&paragraph);
        text.push_str("\n\n");
    }
    text
}

const SENTENCES: [&str; 16] = [
    "The ferry left the harbour at dawn, with gulls behind it as far as the lighthouse.",
    "Her grandmother kept the recipes in a tin box under the stairs.",
    "On Tuesday the orchestra will play Brahms, and the violins have been rehearsing since March.",
    "Rain fell on the valley for nine days, until the river rose over the lower bridge.",
    "\"We had never seen such snow,\" said Marta Olsen, who has run the bakery since 1987.",
    "The striker scored twice before half-time; the visitors never found an answer.",
    "Prices of coffee rose by 4.5 per cent in the spring, mostly because of the frost in Brazil.",
    "A new species of beetle was found in the hills north of the lake, the museum says.",
    "The old railway station has become a library with 40,000 books and a café.",
    "He learned to repair clocks from his uncle in Vienna, and later taught his own daughters.",
    "Engineers expect the tunnel to be open in June, two years later than planned.",
    "The lake freezes in December and thaws when the cranes return.",
    "She wrote three novels, a play and some two hundred letters to her publisher.",
    "Japanese trains are rarely late, but on that morning nothing moved.",
    "The cat slept on the piano while the children quarrelled about the last piece of cake.",
    "In the evening the market closes, and the square fills with music.",
];
