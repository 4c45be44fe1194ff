//! Runs over archives: what comes out, in which order, and what a run that was stopped leaves.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests stop where something is not as it should be"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use parquet::file::reader::{FileReader, SerializedFileReader};
use scrutineer_book::{Book, Cell, Column, Kind, Sheet, Table, built_in};
use scrutineer_claims::Checker;
use scrutineer_corpus::{
    CheckedDocument, Error, Fields, Request, Results, Summary, check, each, gather, pieces,
};
use scrutineer_ingest::Progress;
use serde_json::{Value, json};

fn book() -> &'static Book {
    static BOOK: OnceLock<Book> = OnceLock::new();
    BOOK.get_or_init(|| built_in().unwrap())
}

/// A directory of its own for a test, gone afterwards.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let path = std::env::temp_dir().join(format!("corpus-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Place(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// A request with parts of five documents, results as JSON lines.
    fn request(&self, input: &Path, to: &str) -> Request {
        let mut request = Request::new(vec![input.to_owned()], self.0.join(to));
        request.results = Results::Jsonl;
        request.part = 5;
        request.threads = 2;
        request
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn run(request: &Request) -> Result<Summary, Error> {
    check(book(), request, &Progress::default())
}

/// So many articles, some true, some false, some about nothing.
fn articles(count: usize) -> Vec<Value> {
    let article = |place: usize| {
        let text = match place % 3 {
            0 => {
                "On 12 December 2019 the General Assembly adopted the Russian resolution on \
                  information security by 129 votes to 6."
            }
            1 => {
                "The UN General Assembly adopted resolution 74/29 by 130 votes to 6. Canada voted \
                  against it."
            }
            _ => "The bakery on the corner has won a prize.",
        };
        let title =
            if place.is_multiple_of(2) { "Assembly adopts A/RES/74/29 by 129-6" } else { "" };
        json!({"id": format!("a{place}"), "title": title, "text": text, "date": "2019-12-13"})
    };
    (0..count).map(article).collect()
}

fn lines(rows: &[Value]) -> Vec<u8> {
    rows.iter().flat_map(|row| format!("{row}\n").into_bytes()).collect()
}

/// The rows of a table in all parts of a result, as JSON.
fn rows(to: &Path, table: &str) -> Vec<Value> {
    let mut files: Vec<PathBuf> = fs::read_dir(to)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name().unwrap().to_str().unwrap().starts_with(&format!("{table}-"))
        })
        .collect();
    files.sort();
    let read = |path: &PathBuf| -> Vec<Value> {
        if path.extension().unwrap() == "parquet" {
            let reader = SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
            reader.get_row_iter(None).unwrap().map(|row| parquet_row(&row.unwrap())).collect()
        } else {
            let text = fs::read_to_string(path).unwrap();
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        }
    };
    files.iter().flat_map(read).collect()
}

fn parquet_row(row: &parquet::record::Row) -> Value {
    use parquet::record::Field;
    let value = |field: &Field| match field {
        Field::Str(text) => text.as_str().into(),
        Field::Int(number) => (*number).into(),
        Field::Long(number) => (*number).into(),
        Field::Bool(flag) => (*flag).into(),
        Field::Null => Value::Null,
        other => panic!("{other:?}"),
    };
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

#[test]
fn every_document_has_its_row_and_every_claim_its_words() {
    let place = Place::new("rows");
    let articles = articles(12);
    let input = place.file("a.jsonl", lines(&articles));
    let summary = run(&place.request(&input, "out")).unwrap();
    assert_eq!((summary.documents, summary.failed, summary.parts), (12, 0, 3));

    let documents = rows(&place.0.join("out"), "documents");
    let ids: Vec<&str> = documents.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids[..3], ["a0", "a1", "a2"]);
    assert_eq!(documents.len(), 12);
    let findings = rows(&place.0.join("out"), "findings");
    assert_eq!(findings.len(), summary.findings + summary.unread);
    for finding in &findings {
        let row = usize::try_from(finding["row"].as_u64().unwrap()).unwrap();
        let field = finding["field"].as_str().unwrap();
        let words = articles[row - 1][field].as_str().unwrap();
        let at = |name: &str| usize::try_from(finding[name].as_u64().unwrap()).unwrap();
        assert_eq!(&words[at("start")..at("end")], finding["text"].as_str().unwrap());
    }
    let of = |row: u64| findings.iter().filter(move |finding| finding["row"] == row);
    assert!(
        of(2).any(|finding| finding["verdict"] == "contradicted" || finding["verdict"] == "partly")
    );
    assert!(of(1).any(|finding| finding["field"] == "title"));
    assert_eq!(of(3).filter(|finding| finding["field"] == "text").count(), 0);
}

#[test]
fn the_form_of_the_archive_and_of_the_results_changes_no_row() {
    let place = Place::new("forms");
    let articles = articles(23);
    let text = lines(&articles);
    let plain = place.file("a.jsonl", &text);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&text).unwrap();
    let gzip = place.file("a.jsonl.gz", gzip.finish().unwrap());
    let zstd = place.file("a.ndjson.zst", zstd::encode_all(text.as_slice(), 3).unwrap());
    let parquet = place.file("a.parquet", parquet_of(&articles));

    let without_file = |rows: Vec<Value>| -> Vec<Value> {
        let without = |mut row: Value| {
            row.as_object_mut().unwrap().remove("file");
            row
        };
        rows.into_iter().map(without).collect()
    };
    let mut all = Vec::new();
    for (number, input) in [&plain, &gzip, &zstd, &parquet].into_iter().enumerate() {
        for (results, threads) in [(Results::Jsonl, 1), (Results::Parquet, 3)] {
            let mut request = place.request(input, &format!("out-{number}-{threads}"));
            request.results = results;
            request.threads = threads;
            run(&request).unwrap();
            let found =
                ["documents", "findings"].map(|table| without_file(rows(&request.to, table)));
            all.push(found);
        }
    }
    assert_eq!(all[0][0].len(), 23);
    for other in &all[1..] {
        assert_eq!(&all[0], other);
    }
}

/// Articles as a Parquet file; titles are missing where they are empty.
fn parquet_of(articles: &[Value]) -> Vec<u8> {
    const fn text(name: &'static str, optional: bool) -> Column {
        Column { name, kind: Kind::Text, optional, about: "" }
    }
    static ARTICLES: Table = Table {
        name: "articles",
        about: "",
        columns: &[
            text("id", false),
            text("title", true),
            text("text", false),
            text("date", false),
        ],
    };
    let mut sheet = Sheet::new(&ARTICLES);
    for article in articles {
        let of = |name: &str| Cell::Text(article[name].as_str().unwrap().to_owned());
        let title = if article["title"] == "" { Cell::Empty } else { of("title") };
        sheet.row([of("id"), title, of("text"), of("date")]);
    }
    sheet.write(Vec::new(), &[7], Vec::new()).unwrap()
}

#[test]
fn a_document_that_cannot_be_read_fails_alone() {
    let place = Place::new("poisoned");
    let good = articles(1).remove(0).to_string();
    let huge = json!({"text": "x".repeat(17 << 20)}).to_string();
    let odd = r#"{"text": "On \ud800 day"}"#;
    let text = [&good, "{", "", "[1,2]", r#"{"words": "x"}"#, &huge, odd, &good].join("\n");
    let input = place.file("a.jsonl", text);
    let mut request = place.request(&input, "out");
    request.part = 100;
    let summary = run(&request).unwrap();
    assert_eq!((summary.documents, summary.failed), (7, 5));
    let documents = rows(&request.to, "documents");
    let told = |row: u64, words: &str| {
        let of = documents.iter().find(|document| document["row"] == row).unwrap();
        let error = of["error"].as_str().unwrap();
        assert!(error.contains(words), "{row}: {error}");
    };
    told(2, "JSON");
    told(4, "JSON object");
    told(5, "it has: words");
    told(6, "longer than 16 MB");
    told(7, "JSON");
    assert!(documents.last().unwrap()["error"].is_null());
    assert!(summary.first_failure.unwrap().contains("JSON"));
}

#[test]
fn a_stopped_run_goes_on_after_its_last_whole_part() {
    let place = Place::new("resumed");
    let input = place.file("a.jsonl", lines(&articles(23)));
    let whole = place.request(&input, "whole");
    let expected = run(&whole).unwrap();
    let want = ["documents", "findings"].map(|table| rows(&whole.to, table));

    let cut = |name: &str, spoil: &dyn Fn(&Path), before: usize| {
        let request = place.request(&input, name);
        run(&request).unwrap();
        spoil(&request.to);
        let summary = run(&request).unwrap();
        assert_eq!(summary.parts_before, before, "{name}");
        assert_eq!(
            (summary.documents, summary.findings, &summary.verdicts),
            (expected.documents, expected.findings, &expected.verdicts),
            "{name}"
        );
        let got = ["documents", "findings"].map(|table| rows(&request.to, table));
        assert_eq!(got, want, "{name}");
    };
    let parts = |to: &Path| fs::read_to_string(to.join("parts.jsonl")).unwrap();
    cut("nothing is lost", &|_| (), 5);
    let torn = |to: &Path| {
        let parts = parts(to);
        fs::write(to.join("parts.jsonl"), &parts[..parts.len() - 20]).unwrap();
    };
    cut("a line torn off", &torn, 4);
    cut("no line", &|to| fs::write(to.join("parts.jsonl"), "").unwrap(), 0);
    cut("no list", &|to| fs::remove_file(to.join("parts.jsonl")).unwrap(), 0);
    cut("a file short", &|to| fs::write(to.join("findings-00003.jsonl"), "{}").unwrap(), 2);
    cut("a file gone", &|to| fs::remove_file(to.join("documents-00002.jsonl")).unwrap(), 1);
}

#[test]
fn what_is_not_the_same_run_is_refused_and_begun_anew_when_asked() {
    let place = Place::new("refused");
    let input = place.file("a.jsonl", lines(&articles(7)));
    let request = place.request(&input, "out");
    run(&request).unwrap();
    let refused = |request: &Request, words: &str| {
        let error = run(request).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert!(error.remedy().is_some(), "{error}");
    };
    let mut other = request.clone();
    other.results = Results::Parquet;
    refused(&other, "results: jsonl then, parquet now");
    let mut other = request.clone();
    other.fields = Fields { text: Some("title".to_owned()), ..Fields::default() };
    refused(&other, "other fields");
    // The same length, other words.
    let changed = String::from_utf8(lines(&articles(7))).unwrap().replace("129 votes", "128 votes");
    fs::write(&input, changed).unwrap();
    refused(&request, "no longer what it was");
    let mut anew = request.clone();
    anew.anew = true;
    assert_eq!(run(&anew).unwrap().parts_before, 0);
    fs::write(&input, lines(&articles(8))).unwrap();
    refused(&request, "other input files");

    let taken = place.0.join("taken");
    fs::create_dir(&taken).unwrap();
    fs::write(taken.join("thesis.txt"), "mine").unwrap();
    let mut other = request.clone();
    other.to = taken.clone();
    other.anew = true;
    refused(&other, "holds other files");
    assert_eq!(fs::read_to_string(taken.join("thesis.txt")).unwrap(), "mine");
}

#[test]
fn archives_without_words_say_what_they_have() {
    let place = Place::new("no-words");
    let rows: Vec<Value> = (0..9).map(|n| json!({"story": n.to_string(), "day": "x"})).collect();
    let input = place.file("a.jsonl", lines(&rows));
    let error = run(&place.request(&input, "out")).unwrap_err();
    assert!(error.to_string().contains("it has: story, day"), "{error}");
    assert!(error.remedy().unwrap().contains("--text"), "{error}");
    // With the field named, the same directory will do.
    let mut request = place.request(&input, "out2");
    request.fields.text = Some("story".to_owned());
    assert_eq!(run(&request).unwrap().documents, 9);
}

#[test]
fn files_of_directories_are_known_by_their_endings() {
    let place = Place::new("directories");
    fs::create_dir_all(place.0.join("in/deep")).unwrap();
    place.file("in/b.jsonl", lines(&articles(2)));
    place.file("in/deep/a.parquet", parquet_of(&articles(3)));
    place.file("in/notes.txt", "no archive");
    let request = place.request(&place.0.join("in"), "out");
    assert_eq!(run(&request).unwrap().documents, 5);
    fs::create_dir(place.0.join("empty")).unwrap();
    let error = run(&place.request(&place.0.join("empty"), "out2")).unwrap_err();
    assert!(error.to_string().contains("no JSON lines"), "{error}");
    let error = run(&place.request(&place.0.join("nowhere"), "out3")).unwrap_err();
    assert!(error.to_string().contains("nowhere"), "{error}");
}

#[test]
fn damaged_archives_stop_the_run_and_what_is_whole_stays() {
    let place = Place::new("damaged");
    let text = lines(&articles(40));
    let packed = zstd::encode_all(text.as_slice(), 3).unwrap();
    let input = place.file("a.jsonl.zst", &packed[..packed.len() - 10]);
    let error = run(&place.request(&input, "out")).unwrap_err();
    assert!(error.to_string().contains("a.jsonl.zst cannot be read or unpacked"), "{error}");
    let parquet = parquet_of(&articles(9));
    let input = place.file("b.parquet", &parquet[..parquet.len() - 9]);
    let error = run(&place.request(&input, "out2")).unwrap_err();
    assert!(error.to_string().contains("b.parquet cannot be read as Parquet"), "{error}");
}

/// What the pieces of an archive come to, checked one by one.
fn in_pieces(input: &Path) -> Vec<CheckedDocument> {
    let checker = Checker::new(&book().record);
    let mut documents = Vec::new();
    for piece in pieces(&[input.to_owned()]).unwrap() {
        let take = |found: scrutineer_corpus::Found| {
            documents.extend(found.by_document());
            true
        };
        each(&checker, &piece, &Fields::default(), 1, take).unwrap();
    }
    documents
}

/// A Parquet file is cut up where its rows are grouped, and each row keeps its number in the file.
#[test]
fn an_archive_in_pieces_gives_the_rows_of_the_whole() {
    let place = Place::new("pieces");
    let articles = articles(23);
    let files = [("a.parquet", parquet_of(&articles), 2), ("a.jsonl", lines(&articles), 1)];
    for (name, bytes, least) in files {
        let input = place.file(name, bytes);
        let request = place.request(&input, &format!("whole-{name}"));
        run(&request).unwrap();
        let number = pieces(std::slice::from_ref(&input)).unwrap().len();
        assert!(number >= least, "{name}: {number} pieces");
        let gathered = place.request(&input, &format!("gathered-{name}"));
        let documents = in_pieces(&input).into_iter().map(Ok::<_, Error>);
        let summary = gather(book(), &gathered, documents).unwrap();
        assert_eq!(summary.documents, 23);
        for table in ["documents", "findings"] {
            assert_eq!(rows(&request.to, table), rows(&gathered.to, table), "{name} {table}");
        }
    }
}

/// A cluster that nobody answers for must not cost what was checked before.
#[test]
fn what_was_gathered_stays_until_the_first_document_has_come() {
    let place = Place::new("gathered");
    let input = place.file("a.jsonl", lines(&articles(7)));
    let mut request = place.request(&input, "out");
    let failing =
        || [Err::<CheckedDocument, _>(run(&place.request(Path::new("none"), "x")).unwrap_err())];
    // Nothing was there, and the next try is not refused for what this one left.
    gather(book(), &request, failing()).unwrap_err();
    let documents = || in_pieces(&input).into_iter().map(Ok::<_, Error>);
    gather(book(), &request, documents()).unwrap();
    let want = rows(&request.to, "documents");
    assert_eq!(want.len(), 7);
    for anew in [false, true] {
        request.anew = anew;
        gather(book(), &request, failing()).unwrap_err();
        assert_eq!(rows(&request.to, "documents"), want, "anew: {anew}");
    }
    // One that has an answer begins anew.
    gather(book(), &request, documents().take(3)).unwrap();
    assert_eq!(rows(&request.to, "documents"), want[..3]);
}
