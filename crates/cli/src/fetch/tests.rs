//! Downloads from servers on this machine that do everything a server should, or something else.

mod server;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use md5::{Digest, Md5};
use serde_json::{Value, json};
use ureq::tls::RootCerts;

use super::proxies::Proxies;
use super::*;
use server::{Asked, End, Proxy, Reply, Server};

/// Rows in the shape of the data set, enough for several pieces.
fn rows() -> Vec<u8> {
    static ROWS: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let row = |row| format!("{},2,86,1,{},2031-12-05\n", 90_000 + row, row % 3 + 1);
        let header = "rcid,ccode,session,member,vote,date\n".to_owned();
        [header].into_iter().chain((0..10_000).map(row)).collect::<String>().into_bytes()
    });
    ROWS.clone()
}

fn md5_of(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An empty directory of the test's own.
pub(super) fn directory(name: &str) -> PathBuf {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("scrutineer-fetch-{name}-{}-{number}", std::process::id());
    let directory = std::env::temp_dir().join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// Somebody who answers and remembers.
#[derive(Default)]
struct Heard {
    /// What is answered; nobody is there if none.
    answer: Option<bool>,
    questions: usize,
    lines: Vec<String>,
    progress: Vec<(u64, Option<u64>)>,
}

impl Talk for Heard {
    fn listens(&self) -> bool {
        self.answer.is_some()
    }

    fn ask(&mut self, _: &str) -> io::Result<bool> {
        self.questions += 1;
        Ok(self.answer.unwrap())
    }

    fn tell(&mut self, line: &str) {
        self.lines.push(line.into());
    }

    fn progress(&mut self, done: u64, total: Option<u64>) {
        self.progress.push((done, total));
    }
}

/// The network of this machine, with as many further tries, without the proxies of the environment.
fn network(tries: usize) -> Network {
    Network {
        proxies: Proxies::default(),
        roots: RootCerts::WebPki,
        connect: Duration::from_secs(5),
        stall: Duration::from_secs(5),
        pauses: vec![Duration::from_millis(2); tries],
    }
}

/// A server, a directory, and what is heard.
struct Scene {
    server: Server,
    directory: PathBuf,
    heard: Heard,
}

impl Scene {
    /// A Dataverse with one file as `rows` has it, which answers requests for the file by `file`: it gets
    /// the request, how many came before it, and the right reply.
    fn new(
        entry: Value,
        file: impl Fn(&Asked, usize, Reply) -> Reply + Send + Sync + 'static,
    ) -> Scene {
        let content = rows();
        let server = Server::start(move |asked, before| match asked.path() {
            "/api/datasets/:persistentId/" => Reply::json(200, &dataset(&entry)),
            "/api/access/datafile/7" => file(asked, before, Reply::file(asked, &content)),
            _ => Reply::json(404, &json!({"status": "ERROR", "message": "no such path"})),
        });
        Scene { server, directory: directory("scene"), heard: Heard::default() }
    }

    /// With a server that does as it should.
    fn sound() -> Scene {
        Scene::new(published(), |_, _, reply| reply)
    }

    fn run(&mut self, network: &Network) -> Result<Fetched, Error> {
        let request =
            Request { server: &self.server.address, directory: &self.directory, yes: true };
        run(&request, network, &mut self.heard).map(Option::unwrap)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// Every request for the file.
    fn asked_for_file(&self) -> Vec<Asked> {
        let mut asked = self.server.asked();
        asked.retain(|asked| asked.path().starts_with("/api/access/"));
        asked
    }

    /// The file is there, whole, and nothing else.
    fn assert_fetched(&self, fetched: &Fetched) {
        assert_eq!(fetched.path, self.path("UNVotes.csv"));
        assert_eq!(fs::read(&fetched.path).unwrap(), rows());
        let sums = format!("MD5 {}, BLAKE3 {}", md5_of(&rows()), blake3::hash(&rows()).to_hex());
        assert!(self.heard.lines.last().is_some_and(|line| line.ends_with(&sums)));
        assert_eq!(names(&self.directory), ["UNVotes.csv"]);
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.directory);
    }
}

/// The published file, described.
fn published() -> Value {
    json!({"label": "UNVotes.csv", "dataFile": {
        "id": 7, "filesize": rows().len(), "md5": md5_of(&rows()), "creationDate": "2031-12-31"
    }})
}

fn dataset(entry: &Value) -> Value {
    json!({"status": "OK", "data": {"latestVersion": {
        "versionNumber": 34, "versionMinorNumber": 0, "license": {"name": "CC0 1.0"},
        "files": [{"label": "Codebook.pdf", "dataFile": {"id": 6}}, entry]
    }}})
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn length() -> u64 {
    rows().len().try_into().unwrap()
}

#[track_caller]
fn assert_says(error: &Error, words: &[&str]) {
    let said = format!("{} {}", error.message(), error.hints().join(" "));
    for word in words {
        assert!(said.contains(word), "{word} is not in: {said}");
    }
}

#[test]
fn a_file_comes_checked_and_whole() {
    let mut scene = Scene::sound();
    let fetched = scene.run(&network(0)).unwrap();
    scene.assert_fetched(&fetched);
    let told = scene.heard.lines.join("\n");
    let path = scene.path("UNVotes.csv").display().to_string();
    for word in
        ["UNVotes.csv, ", "34.0\n", "CC0 1.0", "Dataverse, version 34.0", &path, "downloaded"]
    {
        assert!(told.contains(word), "{word} is not in: {told}");
    }
    assert!(fetched.warnings.is_empty(), "{:?}", fetched.warnings);
    assert_eq!(scene.heard.questions, 0);
    assert!(scene.heard.progress.is_sorted());
    assert_eq!(scene.heard.progress.last(), Some(&(length(), Some(length()))));
    let [metadata, file] = &scene.server.asked()[..] else { panic!("{:?}", scene.server.asked()) };
    assert_eq!(metadata.target, "/api/datasets/:persistentId/?persistentId=doi:10.7910/DVN/LEJUQZ");
    assert_eq!(file.target, "/api/access/datafile/7");
    assert_eq!((file.header("range"), file.header("accept-encoding")), (None, Some("identity")));
}

#[test]
fn nothing_goes_out_without_a_yes() {
    let mut scene = Scene::sound();
    let new = scene.path("new");
    for (answer, says) in [(None, Err("--yes")), (Some(false), Ok(()))] {
        scene.heard.answer = answer;
        let request = Request { server: &scene.server.address, directory: &new, yes: false };
        match (run(&request, &network(0), &mut scene.heard), says) {
            (Ok(None), Ok(())) => assert_eq!(scene.heard.questions, 1),
            (Err(error), Err(word)) => assert_says(&error, &[word, "Nothing was fetched"]),
            (other, _) => panic!("{other:?}"),
        }
        assert!(scene.server.asked().is_empty());
        assert!(!new.exists());
    }
    let told = scene.heard.lines.join("\n");
    for word in ["127.0.0.1", "10.7910/DVN/LEJUQZ", "CC0", &new.display().to_string()] {
        assert!(told.contains(word), "{word} is not in: {told}");
    }
    scene.heard.answer = Some(true);
    let request = Request { server: &scene.server.address, directory: &new, yes: false };
    let fetched = run(&request, &network(0), &mut scene.heard).unwrap().unwrap();
    assert_eq!(fs::read(fetched.path).unwrap(), rows());
    assert_eq!(scene.heard.questions, 2);
}

#[test]
fn a_file_that_is_there_is_not_fetched_again() {
    let mut scene = Scene::sound();
    scene.run(&network(0)).unwrap();
    let again = scene.run(&network(0)).unwrap();
    scene.assert_fetched(&again);
    assert!(scene.heard.lines.last().unwrap().contains("there already"));
    assert_eq!(scene.asked_for_file().len(), 1);
}

#[test]
fn another_file_of_the_same_name_is_left_alone() {
    let mut scene = Scene::sound();
    fs::write(scene.path("UNVotes.csv"), "mine").unwrap();
    let error = scene.run(&network(0)).unwrap_err();
    assert_says(&error, &["there already", "move it away"]);
    assert_eq!(fs::read(scene.path("UNVotes.csv")).unwrap(), b"mine");
    assert!(scene.asked_for_file().is_empty());
}

#[test]
fn what_was_cut_off_goes_on_where_it_stopped() {
    let cut = |_: &Asked, before, reply: Reply| match before {
        0 => reply.end(End::CutAfter(100_000)),
        _ => reply,
    };
    // In one run, and in two.
    let mut scene = Scene::new(published(), cut);
    let fetched = scene.run(&network(1)).unwrap();
    scene.assert_fetched(&fetched);
    assert_eq!(scene.asked_for_file().len(), 2);

    let mut scene = Scene::new(published(), cut);
    let error = scene.run(&network(0)).unwrap_err();
    assert_says(&error, &["broke", "100000 of", "bytes are kept", "the same command goes on"]);
    assert_eq!(names(&scene.directory), ["UNVotes.csv.part", "UNVotes.csv.part.json"]);
    let fetched = scene.run(&network(0)).unwrap();
    scene.assert_fetched(&fetched);
    let second = &scene.asked_for_file()[1];
    assert_eq!(second.header("range"), Some("bytes=100000-"));
    assert_eq!(second.header("if-range"), Some("\"state 1\""));
    assert_eq!(second.sent, rows().len() - 100_000);
}

#[test]
fn a_whole_part_needs_no_more_requests() {
    let mut scene = Scene::sound();
    scene.run(&network(0)).unwrap();
    fs::rename(scene.path("UNVotes.csv"), scene.path("UNVotes.csv.part")).unwrap();
    let notes = json!({"id": 7, "md5": md5_of(&rows()), "validator": null, "total": rows().len()});
    fs::write(scene.path("UNVotes.csv.part.json"), notes.to_string()).unwrap();
    let fetched = scene.run(&network(0)).unwrap();
    scene.assert_fetched(&fetched);
    assert_eq!(scene.asked_for_file().len(), 1);
}

/// Leaves a part of `size` bytes behind, as a download of a file with this checksum.
fn leave_part(scene: &Scene, bytes: &[u8], md5: &str) {
    fs::write(scene.path("UNVotes.csv.part"), bytes).unwrap();
    let notes = json!({"id": 7, "md5": md5, "validator": "\"state 1\"", "total": rows().len()});
    fs::write(scene.path("UNVotes.csv.part.json"), notes.to_string()).unwrap();
}

#[test]
fn a_part_that_cannot_be_gone_on_with_is_begun_again() {
    let part = &rows()[..5_000];
    let right = md5_of(&rows());
    let check =
        |part: &[u8], md5: &str, ranges: &[Option<&str>], answer: fn(&Asked, Reply) -> Reply| {
            let mut scene = Scene::new(published(), move |asked, _, reply| answer(asked, reply));
            leave_part(&scene, part, md5);
            let fetched = scene.run(&network(1)).unwrap();
            scene.assert_fetched(&fetched);
            let asked = scene.asked_for_file();
            let asked: Vec<_> = asked.iter().map(|asked| asked.header("range")).collect();
            assert_eq!(asked, ranges);
        };
    let go_on = Some("bytes=5000-");
    // For comparison: this one can.
    check(part, &right, &[go_on], |_, reply| reply);
    // It is of another file, or nobody knows of what.
    check(part, "another", &[None], |_, reply| reply);
    check(b"", &right, &[None], |_, reply| reply);
    check(&[&rows()[..], b"more"].concat(), &right, &[None], |_, reply| reply);
    // The server sends the whole, since it knows no parts or the file has changed.
    check(part, &right, &[go_on], |_, _| Reply::whole(&rows()));
    check(part, &right, &[go_on], |asked, _| Reply::file_in_state("\"state 2\"", asked, &rows()));
    // The server sends another part, one of another length, or says that there is none.
    check(part, &right, &[go_on, None], |asked, reply| match asked.header("range") {
        Some(_) => reply.header("Content-Range", "bytes 4000-9999/10000"),
        None => reply,
    });
    check(part, &right, &[go_on, None], |asked, reply| match asked.header("range") {
        Some(_) => reply.header("Content-Range", "bytes 5000-9999/10000"),
        None => reply,
    });
    check(part, &right, &[go_on, None], |asked, reply| match asked.header("range") {
        Some(_) => Reply::json(416, &json!({})),
        None => reply,
    });
    // What was there is not the beginning of the file.
    check(&[b'x'; 5_000], &right, &[go_on, None], |_, reply| reply);
}

#[test]
fn a_wrong_checksum_is_refused() {
    let mut wrong = rows();
    wrong[1_000] = b'!';
    let sums = [md5_of(&wrong), md5_of(&rows())];
    let mut scene = Scene::new(published(), move |asked, _, _| Reply::file(asked, &wrong));
    let error = scene.run(&network(0)).unwrap_err();
    assert_says(&error, &[&sums[0], &sums[1], "thrown away"]);
    assert!(names(&scene.directory).is_empty());
    assert_eq!(scene.asked_for_file().len(), 1);
}

#[test]
fn a_table_may_have_the_checksum_of_another_form() {
    let check = |length: usize, passes: bool| {
        let entry = json!({"label": "UNVotes.tab", "dataFile": {
            "id": 7, "filesize": 5, "md5": md5_of(b"the table"), "tabularData": true,
            "originalFileName": "UNVotes.csv", "originalFileSize": length
        }});
        let mut scene = Scene::new(entry, |_, _, reply| reply);
        match scene.run(&network(0)) {
            Ok(fetched) => {
                assert!(passes);
                scene.assert_fetched(&fetched);
                assert_says(
                    &fetched.warnings[0],
                    &[&md5_of(b"the table"), &md5_of(&rows()), "length"],
                );
            }
            Err(error) => {
                assert!(!passes, "{error}");
                assert!(names(&scene.directory).is_empty());
            }
        }
        assert_eq!(scene.asked_for_file()[0].target, "/api/access/datafile/7?format=original");
    };
    check(rows().len(), true);
    check(rows().len() + 1, false);
}

#[test]
fn a_server_in_trouble_is_asked_again() {
    let trouble = |status| Reply::json(status, &json!({"message": "in\u{1b} trouble"}));
    for status in [500, 502, 503, 429] {
        let mut scene = Scene::new(
            published(),
            move |_, before, reply| if before < 2 { trouble(status) } else { reply },
        );
        let fetched = scene.run(&network(2)).unwrap();
        scene.assert_fetched(&fetched);
        assert_eq!(scene.asked_for_file().len(), 3);
    }
    let mut scene = Scene::new(published(), move |_, _, _| trouble(500));
    let error = scene.run(&network(3)).unwrap_err();
    assert_says(&error, &["500", "in\u{fffd} trouble", "with a browser"]);
    assert_eq!(scene.asked_for_file().len(), 4);
}

#[test]
fn what_will_not_pass_is_asked_once() {
    for status in [202, 204, 401, 403, 404, 410] {
        let refuse = move |_: &Asked, _, _| Reply::json(status, &json!({"message": "no"}));
        let mut scene = Scene::new(published(), refuse);
        let error = scene.run(&network(3)).unwrap_err();
        assert_says(&error, &[&status.to_string(), "with a browser"]);
        assert_eq!(scene.asked_for_file().len(), 1);
        assert!(names(&scene.directory).is_empty());
    }
}

#[test]
fn a_data_set_that_is_not_there_is_told_in_the_servers_words() {
    let server = Server::start(|_, _| Reply::json(404, &json!({"message": "Dataset not found"})));
    let directory = directory("no-data-set");
    let request = Request { server: &server.address, directory: &directory, yes: true };
    let error = run(&request, &network(2), &mut Heard::default()).unwrap_err();
    assert_says(&error, &["404", "Dataset not found"]);
    assert_eq!(server.asked().len(), 1);
    fs::remove_dir_all(directory).unwrap();
}

#[test]
fn redirects_are_followed_with_the_range() {
    let storage = Server::start(|asked, before| match (asked.path(), before) {
        ("/stored", 0) => Reply::file(asked, &rows()).end(End::CutAfter(9_000)),
        ("/stored", _) => Reply::file(asked, &rows()),
        _ => Reply::to("stored?signature=a%2Fb"),
    });
    let to = storage.address.clone() + "/bucket";
    let mut scene = Scene::new(published(), move |_, _, _| Reply::to(&to));
    let fetched = scene.run(&network(1)).unwrap();
    scene.assert_fetched(&fetched);
    let stored: Vec<_> =
        storage.asked().into_iter().filter(|asked| asked.path() == "/stored").collect();
    assert_eq!(stored.len(), 2);
    assert_eq!(stored[1].target, "/stored?signature=a%2Fb");
    assert_eq!(stored[1].header("range"), Some("bytes=9000-"));
}

#[test]
fn redirects_lead_neither_nowhere_nor_out_of_security_nor_on_forever() {
    let check = |to: Option<&'static str>, words: &[&str], requests: usize| {
        let away = move |_: &Asked, _, _: Reply| match to {
            Some(to) => Reply::to(to),
            None => Reply::json(302, &json!({})),
        };
        let mut scene = Scene::new(published(), away);
        let error = scene.run(&network(3)).unwrap_err();
        assert_says(&error, words);
        assert_eq!(scene.asked_for_file().len(), requests);
    };
    check(Some("http://192.0.2.1/stored"), &["192.0.2.1", "not be secure"], 1);
    check(Some("file:///etc/hostname"), &["nowhere"], 1);
    check(None, &["nowhere"], 1);
    check(Some("/api/access/datafile/7"), &["more than 10 redirects"], 11);
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for_without_end() {
    let stall = |_: &Asked, before, reply: Reply| match before {
        0 => reply.end(End::StallAfter(70_000)),
        _ => reply,
    };
    let impatient = |tries| Network { stall: Duration::from_millis(200), ..network(tries) };
    let mut scene = Scene::new(published(), stall);
    let error = scene.run(&impatient(0)).unwrap_err();
    assert_says(&error, &["said nothing for 200 ms", "70000 of"]);
    let fetched = scene.run(&impatient(0)).unwrap();
    scene.assert_fetched(&fetched);
    assert_eq!(scene.asked_for_file()[1].header("range"), Some("bytes=70000-"));
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let address = Server::start(|_, _| Reply::json(200, &json!({}))).address.clone();
    let directory = directory("nobody");
    let request = Request { server: &address, directory: &directory, yes: true };
    let mut heard = Heard::default();
    let error = run(&request, &network(2), &mut heard).unwrap_err();
    assert_says(&error, &["127.0.0.1", "broke"]);
    assert_eq!(heard.lines.iter().filter(|line| line.contains("trying again")).count(), 2);
    fs::remove_dir_all(directory).unwrap();
}

#[test]
fn a_connection_that_is_not_secure_is_refused() {
    let server = Server::start(|_, _| Reply::json(200, &json!({})));
    let address = server.address.replace("http:", "https:");
    let directory = directory("insecure");
    let request = Request { server: &address, directory: &directory, yes: true };
    let error = run(&request, &network(2), &mut Heard::default()).unwrap_err();
    assert_says(&error, &["no secure connection", "SSL_CERT_FILE"]);
    fs::remove_dir_all(directory).unwrap();
}

/// A network whose environment has these variables.
fn with_variables(variables: &[(&str, &str)]) -> Network {
    let look = |name: &str| {
        variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    };
    Network { proxies: Proxies::read(look).unwrap(), ..network(0) }
}

#[test]
fn everything_goes_through_the_proxy() {
    let storage = Server::start(|asked, _| Reply::file(asked, &rows()));
    let to = storage.address.clone() + "/stored";
    let mut scene = Scene::new(published(), move |_, _, _| Reply::to(&to));
    let proxy = Proxy::start(true);
    let network = with_variables(&[("ALL_PROXY", &proxy.address)]);
    let fetched = scene.run(&network).unwrap();
    scene.assert_fetched(&fetched);
    let host = |address: &str| address.trim_start_matches("http://").to_owned();
    let (server, storage) = (host(&scene.server.address), host(&storage.address));
    assert_eq!(proxy.led_to(), [server.clone(), server, storage]);
}

#[test]
fn some_hosts_are_reached_without_the_proxy() {
    let mut scene = Scene::sound();
    let proxy = Proxy::start(true);
    let variables = [("ALL_PROXY", proxy.address.as_str()), ("NO_PROXY", "example.org, 127.0.0.1")];
    let fetched = scene.run(&with_variables(&variables)).unwrap();
    scene.assert_fetched(&fetched);
    assert!(proxy.led_to().is_empty());
}

#[test]
fn a_proxy_that_refuses_is_named() {
    let mut scene = Scene::sound();
    let proxy = Proxy::start(false);
    let with_password = proxy.address.replace("http://", "http://me:secret@");
    let error = scene.run(&with_variables(&[("http_proxy", &with_password)])).unwrap_err();
    assert_says(&error, &["403", "through the proxy 127.0.0.1", "http_proxy"]);
    assert!(!format!("{error:?}").contains("secret"), "{error:?}");
    assert!(scene.server.asked().is_empty());
}

#[test]
fn the_question_names_the_proxy() {
    let network = with_variables(&[("HTTPS_PROXY", "http://me:secret@proxy.example:3128")]);
    let route = network.route(&"https://a.example".parse().unwrap());
    assert_eq!(route, "a.example, through the proxy proxy.example:3128 (HTTPS_PROXY)");
}

/// A disk without room, as Linux has it to try.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named() {
    let mut scene = Scene::sound();
    std::os::unix::fs::symlink("/dev/full", scene.path("UNVotes.csv.part")).unwrap();
    let error = scene.run(&network(3)).unwrap_err();
    assert_says(&error, &["the disk is full", "UNVotes.csv.part", "make room"]);
    assert_eq!(error.hints().len(), 1, "{error:?}");
    assert_eq!(scene.asked_for_file().len(), 1);
    assert!(names(&scene.directory).is_empty());
}

#[test]
fn a_directory_that_cannot_be_made_is_told_before_anything_goes_out() {
    let mut scene = Scene::sound();
    fs::write(scene.path("file"), "").unwrap();
    scene.directory.push("file");
    let error = scene.run(&network(0)).unwrap_err();
    assert_says(&error, &["cannot make the directory"]);
    assert!(scene.server.asked().is_empty());
    scene.directory.pop();
}

#[test]
fn two_downloads_do_not_mix() {
    let mut scene = Scene::sound();
    let other = File::create(scene.path("UNVotes.csv.part.json")).unwrap();
    other.lock().unwrap();
    let error = scene.run(&network(0)).unwrap_err();
    assert_says(&error, &["being downloaded already"]);
    drop(other);
    let fetched = scene.run(&network(0)).unwrap();
    scene.assert_fetched(&fetched);
}

#[test]
fn an_answer_without_a_length_is_read_to_its_end() {
    let mut scene = Scene::new(published(), |_, _, _| Reply::whole(&rows()).end(End::Close));
    let fetched = scene.run(&network(0)).unwrap();
    scene.assert_fetched(&fetched);
    assert_eq!(scene.heard.progress.last(), Some(&(length(), None)));
}

#[test]
fn another_licence_is_told() {
    let entry = published();
    let server = Server::start(move |asked, _| match asked.path() {
        "/api/access/datafile/7" => Reply::file(asked, &rows()),
        _ => {
            let mut dataset = dataset(&entry);
            dataset["data"]["latestVersion"]["license"] = json!({"name": "CC BY-NC 4.0"});
            Reply::json(200, &dataset)
        }
    });
    let directory = directory("licence");
    let request = Request { server: &server.address, directory: &directory, yes: true };
    let fetched = run(&request, &network(0), &mut Heard::default()).unwrap().unwrap();
    assert_says(&fetched.warnings[0], &["no longer", "CC BY-NC 4.0"]);
    fs::remove_dir_all(directory).unwrap();
}

#[test]
fn sizes_are_readable() {
    assert_eq!(megabytes(999_999), "999999 bytes");
    assert_eq!(megabytes(1_000_000), "1.0 MB");
    assert_eq!(megabytes(166_960_000), "166.9 MB");
}
