//! What the server has, and which of its files holds the roll calls.
//!
//! A Dataverse turns tables that it can read into its own format, tab-separated, and keeps the file as it
//! was uploaded beside it. The upload is what its checksum is of, so that is what we take, if it is text.

use std::cmp::Reverse;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;
use ureq::http::Uri;

use super::by_hand;
use super::network::{self, Network};
use super::talk::Talk;
use crate::error::Error;
use crate::terminal::wrap::plain;

/// Files that are listed where none of them will do.
const LISTED: usize = 12;

/// A published version of the data set.
#[derive(Debug)]
pub(super) struct Dataset {
    /// As `34.0`.
    pub(super) version: String,
    /// As the server names it.
    pub(super) licence: String,
    pub(super) roll_calls: Offered,
}

impl Dataset {
    /// Whether the data may be used without conditions.
    pub(super) fn is_free(&self) -> bool {
        self.licence.to_uppercase().contains("CC0")
    }
}

/// A file that can be downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offered {
    pub(super) id: u64,
    /// A plain file name.
    pub(super) name: String,
    pub(super) form: Form,
    /// Bytes, as the server has them.
    pub(super) size: Option<u64>,
    /// In small hexadecimal letters.
    pub(super) md5: Option<String>,
}

impl Offered {
    /// Where it is downloaded from.
    pub(super) fn address(&self, server: &Uri) -> Result<Uri, Error> {
        let form = if self.form == Form::Original { "?format=original" } else { "" };
        network::address(server, &format!("/api/access/datafile/{}{form}", self.id))
    }
}

/// Which of its forms a file comes in. Those whose checksum is surer come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// It has only one.
    AsUploaded,
    /// As it was uploaded, before it was turned into a table.
    Original,
    /// The table, since the upload was no text.
    Table,
}

/// Asks the server what it has.
pub(super) fn ask(
    network: &Network,
    server: &Uri,
    doi: &str,
    talk: &mut dyn Talk,
) -> Result<Dataset, Error> {
    let path = format!("/api/datasets/:persistentId/?persistentId=doi:{doi}");
    read(&network.text(&network::address(server, &path)?, talk)?).map_err(by_hand)
}

/// The data set that an answer describes.
fn read(answer: &str) -> Result<Dataset, Error> {
    let reply: Reply = serde_json::from_str(answer).map_err(|error| {
        Error::request(format!("the server's answer is not that of a Dataverse: {error}"))
    })?;
    let Some(version) = reply.data.and_then(|data| data.latest_version) else {
        let why =
            reply.message.map_or_else(String::new, |message| format!(": {}", plain(&message)));
        return Err(Error::request(format!("the server describes no data set{why}")));
    };
    let entries: Vec<Entry> =
        version.files.iter().filter_map(|file| Entry::deserialize(file).ok()).collect();
    Ok(Dataset {
        version: format!(
            "{}.{}",
            version.version_number.unwrap_or_default(),
            version.version_minor_number.unwrap_or_default()
        ),
        licence: licence(version.license.as_ref(), version.terms_of_use.as_deref()),
        roll_calls: newest(&entries)?,
    })
}

/// The newest file of roll calls; of several, the one whose checksum is surest.
fn newest(entries: &[Entry]) -> Result<Offered, Error> {
    let offered = entries.iter().filter_map(|entry| {
        let offered = entry.roll_calls()?;
        let rank = (entry.data_file.date(), Reverse(offered.form), offered.id);
        Some((rank, offered))
    });
    let newest = offered.max_by_key(|(rank, _)| *rank);
    newest.map(|(_, offered)| offered).ok_or_else(|| {
        let names: Vec<_> = entries.iter().take(LISTED).map(|entry| plain(&entry.name())).collect();
        let more = if entries.len() > LISTED { ", …" } else { "" };
        Error::request("the server has no table of roll calls whose name begins with UNVotes")
            .hint(format!("it has: {}{more}", names.join(", ")))
    })
}

/// The licence as the server names it: by name, as text, or in the terms of use.
fn licence(licence: Option<&Value>, terms: Option<&str>) -> String {
    let named = licence.and_then(|licence| licence.get("name").unwrap_or(licence).as_str());
    let named = named.or(terms).map(plain).filter(|name| !name.trim().is_empty());
    named.unwrap_or_else(|| "not told".into())
}

#[derive(Debug, Deserialize)]
struct Reply {
    message: Option<String>,
    data: Option<Data>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Data {
    latest_version: Option<Version>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version {
    version_number: Option<u64>,
    version_minor_number: Option<u64>,
    license: Option<Value>,
    terms_of_use: Option<String>,
    /// Read one by one: a file that is described in another way is no reason to miss the others.
    #[serde(default)]
    files: Vec<Value>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry {
    label: Option<String>,
    #[serde(default)]
    restricted: bool,
    data_file: DataFile,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct DataFile {
    id: u64,
    filename: Option<String>,
    filesize: Option<u64>,
    md5: Option<String>,
    checksum: Option<Checksum>,
    creation_date: Option<String>,
    publication_date: Option<String>,
    #[serde(default)]
    tabular_data: bool,
    original_file_format: Option<String>,
    original_file_name: Option<String>,
    original_file_size: Option<u64>,
}

#[derive(Debug, Deserialize)]
struct Checksum {
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

impl Entry {
    fn name(&self) -> String {
        self.label.clone().or_else(|| self.data_file.filename.clone()).unwrap_or_default()
    }

    /// The file, if it holds roll calls, is text and may be downloaded.
    fn roll_calls(&self) -> Option<Offered> {
        let label = self.name();
        if self.restricted || !is_of_roll_calls(&label) {
            return None;
        }
        let file = &self.data_file;
        let (name, form, size) = match file.is_table() {
            false => (label, Form::AsUploaded, file.filesize),
            true => match file.original_name(&label) {
                Some(name) => (name, Form::Original, file.original_file_size),
                None => (label, Form::Table, file.filesize),
            },
        };
        let offered = Offered { id: file.id, form, size, md5: file.md5(), name };
        (is_text(&offered.name) && is_plain_name(&offered.name)).then_some(offered)
    }
}

impl DataFile {
    /// Whether the Dataverse has turned it into a table of its own format.
    fn is_table(&self) -> bool {
        self.tabular_data || self.original_file_format.is_some()
    }

    /// The name it was uploaded under, if that was as text.
    fn original_name(&self, label: &str) -> Option<String> {
        if let Some(name) = &self.original_file_name {
            return is_text(name).then(|| name.clone());
        }
        let stem = Path::new(label).file_stem()?.to_str()?;
        let format = self.original_file_format.as_deref()?;
        let ending = match format {
            "text/csv" | "text/comma-separated-values" => "csv",
            "text/tsv" | "text/tab-separated-values" => "tsv",
            _ => return None,
        };
        Some(format!("{stem}.{ending}"))
    }

    fn md5(&self) -> Option<String> {
        let of_kind = self.checksum.as_ref().filter(|sum| sum.kind.eq_ignore_ascii_case("MD5"));
        let sum = of_kind.map(|sum| &sum.value).or(self.md5.as_ref())?.trim().to_lowercase();
        (sum.len() == 32 && sum.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(sum)
    }

    /// Dates are written year first, and so compare as text.
    fn date(&self) -> &str {
        self.creation_date.as_deref().or(self.publication_date.as_deref()).unwrap_or_default()
    }
}

/// `UNVotes.csv`, `UNVotes-1.tab`, `UN Votes 2024.csv`: not ideal points, not agreement scores.
fn is_of_roll_calls(label: &str) -> bool {
    let letters: String =
        label.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    letters.starts_with("unvotes") && !letters.contains("ideal") && !letters.contains("agreement")
}

fn is_text(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ["csv", "tab", "tsv"].contains(&ending.to_lowercase().as_str()))
}

/// Whether a name from outside may become that of a file here: it leads nowhere else.
fn is_plain_name(name: &str) -> bool {
    let leads = |letter: char| letter.is_control() || ['/', '\\', ':'].contains(&letter);
    !name.starts_with('.') && !name.contains(leads) && name.len() < 200
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SUM: &str = "900150983cd24fb0d6963f7d28e17f72";

    fn chosen(files: Value) -> Result<Dataset, Error> {
        let version = json!({
            "versionNumber": 34, "versionMinorNumber": 1, "license": {"name": "CC0 1.0"}, "files": files
        });
        read(&json!({"status": "OK", "data": {"latestVersion": version}}).to_string())
    }

    #[test]
    fn the_roll_calls_are_found_among_the_files() {
        let check = |files: Value, name: Option<(&str, u64, Form)>| {
            let found = chosen(files.clone()).ok().map(|dataset| dataset.roll_calls);
            let found = found.as_ref().map(|file| (file.name.as_str(), file.id, file.form));
            assert_eq!(found, name, "{files}");
        };
        let file = |label: &str, id: u64, date: &str| {
            json!({
                "label": label, "dataFile": {"id": id, "creationDate": date, "md5": SUM}
            })
        };
        let table = |label: &str, id: u64, original: Value| {
            let mut file = json!({"label": label, "dataFile": {"id": id, "tabularData": true}});
            for (key, value) in original.as_object().unwrap() {
                file["dataFile"][key] = value.clone();
            }
            file
        };
        use Form::{AsUploaded, Original, Table};
        check(
            json!([
                file("AgreementScores.csv", 1, ""),
                file("UNVotes.csv", 2, ""),
                file("IdealpointestimatesAll.csv", 3, ""),
                file("UNVotes.RData", 4, "")
            ]),
            Some(("UNVotes.csv", 2, AsUploaded)),
        );
        // The newest one, by date and then by number.
        check(
            json!([file("UNVotes-1.tab", 3, "2030-02-01"), file("UNVotes.csv", 9, "2029-12-31")]),
            Some(("UNVotes-1.tab", 3, AsUploaded)),
        );
        check(
            json!([file("UNVotes.csv", 8, ""), file("UNVotes-1.csv", 9, "")]),
            Some(("UNVotes-1.csv", 9, AsUploaded)),
        );
        // As it was uploaded where that was text, else the table.
        check(
            json!([table("UNVotes.tab", 5, json!({"originalFileName": "UNVotes86.csv"}))]),
            Some(("UNVotes86.csv", 5, Original)),
        );
        check(
            json!([table("UNVotes.tab", 5, json!({"originalFileFormat": "text/csv"}))]),
            Some(("UNVotes.csv", 5, Original)),
        );
        let data = json!({"originalFileName": "UNVotes.RData", "originalFileFormat": "application/x-rlang-transport"});
        check(json!([table("UNVotes.tab", 5, data.clone())]), Some(("UNVotes.tab", 5, Table)));
        // A surer checksum comes before a higher number.
        check(
            json!([table("UNVotes.tab", 5, data), file("UNVotes.csv", 4, "")]),
            Some(("UNVotes.csv", 4, AsUploaded)),
        );
        // What may not be had, what leads elsewhere, what is described in another way.
        let mut restricted = file("UNVotes.csv", 1, "");
        restricted["restricted"] = json!(true);
        check(json!([restricted]), None);
        check(
            json!([table("UNVotes.tab", 5, json!({"originalFileName": "../UNVotes.csv"}))]),
            None,
        );
        check(
            json!([{"label": 5}, null, file("UNVotes.csv", 2, "")]),
            Some(("UNVotes.csv", 2, AsUploaded)),
        );
        check(json!([]), None);
    }

    #[test]
    fn lengths_and_sums_are_those_of_the_form() {
        let check = |file: Value, size: Option<u64>, md5: Option<&str>| {
            let offered =
                chosen(json!([{"label": "UNVotes.tab", "dataFile": file}])).unwrap().roll_calls;
            assert_eq!((offered.size, offered.md5.as_deref()), (size, md5), "{file}");
        };
        let upper = SUM.to_uppercase();
        check(json!({"id": 1, "filesize": 10, "md5": SUM}), Some(10), Some(SUM));
        check(json!({"id": 1, "checksum": {"type": "MD5", "value": upper}}), None, Some(SUM));
        check(json!({"id": 1, "checksum": {"type": "SHA-1", "value": "ab"}}), None, None);
        check(json!({"id": 1, "md5": "not a sum"}), None, None);
        let table = json!({
            "id": 1, "filesize": 10, "originalFileSize": 20, "originalFileName": "UNVotes.csv", "md5": SUM
        });
        check(json!({"id": 1, "filesize": 10, "originalFileFormat": "text/csv"}), None, None);
        let mut table = table;
        table["tabularData"] = json!(true);
        check(table, Some(20), Some(SUM));
    }

    #[test]
    fn the_version_and_the_licence_are_told() {
        let dataset = chosen(json!([{"label": "UNVotes.csv", "dataFile": {"id": 1}}])).unwrap();
        assert_eq!((dataset.version.as_str(), dataset.licence.as_str()), ("34.1", "CC0 1.0"));
        assert!(dataset.is_free());
        let check = |named: Value, terms: Option<&str>, told: &str| {
            assert_eq!(licence(Some(&named), terms), told);
        };
        check(json!("CC0"), None, "CC0");
        check(json!({"name": "CC BY 4.0"}), Some("x"), "CC BY 4.0");
        check(json!(null), Some("CC0 Waiver"), "CC0 Waiver");
        check(json!({}), None, "not told");
    }

    #[test]
    fn what_is_there_is_listed_where_nothing_fits() {
        let error =
            chosen(json!([{"label": "Code\u{1b}book.pdf", "dataFile": {"id": 1}}])).unwrap_err();
        assert!(error.hints()[0].contains("book.pdf"), "{error:?}");
        assert!(!error.hints()[0].contains('\u{1b}'), "{error:?}");
    }

    #[test]
    fn other_answers_are_told_as_such() {
        let check = |answer: &str, says: &str| {
            let error = read(answer).unwrap_err();
            assert!(error.message().contains(says), "{error}");
        };
        check("<html>please log in</html>", "not that of a Dataverse");
        check(r#"{"status":"ERROR","message":"Dataset not found"}"#, "Dataset not found");
        check("{}", "no data set");
    }
}
