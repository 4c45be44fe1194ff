//! The site as its readers get it: every page sound, every link of it leading somewhere.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use html5gum::{Token, Tokenizer};
use http_body_util::BodyExt;
use scrutineer_book::Book;
use scrutineer_record::{
    Body as VotingBody, Defect, Facts, Groups, Motion, Position, RecordBuilder, RecordedVote, Roll,
    Session,
};
use scrutineer_site::{Site, router};
use tower::ServiceExt;

use super::BOOK;

fn site() -> Router {
    router(Site::new(BOOK.clone(), Vec::new(), None))
}

/// What the site answers to a request for an address.
async fn get(site: &Router, address: &str) -> (StatusCode, String, String) {
    let request = Request::get(address).body(Body::empty()).unwrap();
    let response = site.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let kind = kind.map_or_else(String::new, |kind| kind.to_str().unwrap().to_owned());
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, kind, String::from_utf8(bytes.to_vec()).unwrap())
}

/// Runs requests.
fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// What a page refers to, and what it is made of.
#[derive(Debug, Default)]
struct Seen {
    /// Addresses on this site.
    links: BTreeSet<String>,
    ids: BTreeSet<String>,
    /// The numbers of its headings in order.
    headings: Vec<u8>,
}

/// Reads a page by the rules of HTML. What is no sound HTML, or asks something of another server, stops the test.
fn read(address: &str, page: &str) -> Seen {
    let mut seen = Seen::default();
    for token in Tokenizer::new(page) {
        match token.unwrap() {
            Token::Error(error) => panic!("{address}: {error:?}"),
            Token::StartTag(tag) => {
                let name = String::from_utf8(tag.name.to_vec()).unwrap();
                let attributes: BTreeMap<String, String> = tag
                    .attributes
                    .iter()
                    .map(|(key, value)| {
                        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
                        (text(key), text(value))
                    })
                    .collect();
                element(address, &name, &attributes, &mut seen);
            }
            _ => {}
        }
    }
    seen
}

fn element(address: &str, name: &str, attributes: &BTreeMap<String, String>, seen: &mut Seen) {
    assert_ne!(name, "style", "{address}: a style of its own");
    for (key, value) in attributes {
        assert!(!key.starts_with("on") && key != "style", "{address}: <{name} {key}={value}>");
        match (name, key.as_str()) {
            (_, "id") => assert!(seen.ids.insert(value.clone()), "{address}: two of {value}"),
            ("a", "href") if value.starts_with("http") => {
                let rel = attributes.get("rel").map(String::as_str);
                assert_eq!(rel, Some("external noreferrer"), "{address}: {value}");
            }
            (_, "href" | "src" | "action") => {
                assert!(value.starts_with(['/', '#']), "{address}: {value}");
                assert!(!value.starts_with("//"), "{address}: {value}");
                seen.links.insert(value.clone());
            }
            _ => {}
        }
    }
    if name == "script" {
        assert!(attributes.contains_key("src"), "{address}: a script of its own");
    }
    if let Some(number) = name.strip_prefix('h').and_then(|number| number.parse().ok()) {
        seen.headings.push(number);
    }
}

/// A page has one first heading, and none that skips a level.
fn check_headings(address: &str, headings: &[u8]) {
    assert_eq!(headings.first(), Some(&1), "{address}: {headings:?}");
    assert_eq!(headings.iter().filter(|number| **number == 1).count(), 1, "{address}");
    let skips = headings.windows(2).any(|pair| pair[1] > pair[0] + 1);
    assert!(!skips, "{address}: {headings:?}");
}

/// Of every kind of page so many are followed: there are hundreds of votes and members.
const FOLLOWED: usize = 12;

/// What kind of page an address leads to: everything but the names in it.
fn kind(address: &str) -> String {
    let part = address.trim_start_matches('/').split(['/', '?', '.']).next().unwrap();
    format!("{part} {} {}", address.matches(['?', '&']).count(), address.contains(".svg"))
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    run(async {
        let site = site();
        let start = ["/", "/votes/A/RES/74/29", "/compare?members=France,Germany"];
        let mut known: BTreeSet<String> = start.map(str::to_owned).into();
        let mut ahead: VecDeque<String> = known.iter().cloned().collect();
        let mut followed: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(address) = ahead.pop_front() {
            let of_kind = followed.entry(kind(&address)).or_default();
            *of_kind += 1;
            if *of_kind > FOLLOWED {
                continue;
            }
            let (status, kind, page) = get(&site, &address).await;
            assert_eq!(status, StatusCode::OK, "{address}");
            if !kind.starts_with("text/html") {
                continue;
            }
            let seen = read(&address, &page);
            check_headings(&address, &seen.headings);
            for link in seen.links {
                let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
                if path.is_empty() {
                    assert!(seen.ids.contains(anchor), "{address}: no {anchor} on it");
                } else if known.insert(path.to_owned()) {
                    ahead.push_back(path.to_owned());
                }
            }
        }
    });
}

#[test]
fn an_address_without_a_page_says_so() {
    run(async {
        let site = site();
        for address in ["/nope", "/votes/A/RES/74/999", "/votes/<b>", "/assets/style.css"] {
            let (status, _, page) =
                get(&site, &address.replace('<', "%3C").replace('>', "%3E")).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{address}");
            assert!(!page.contains("<b>"), "{page}");
        }
    });
}

#[test]
fn what_is_not_put_as_it_should_be_is_refused_by_a_page() {
    run(async {
        let site = site();
        let cases = [
            ("PUT", "/", StatusCode::METHOD_NOT_ALLOWED),
            ("GET", "/votes/%FF", StatusCode::BAD_REQUEST),
            ("GET", "/find?words=a&words=b", StatusCode::BAD_REQUEST),
            ("POST", "/check", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            ("GET", "/assets/nothing.css", StatusCode::NOT_FOUND),
        ];
        for (method, address, status) in cases {
            let request = Request::builder().method(method).uri(address);
            let request = request.header(header::CONTENT_TYPE, "image/png");
            let request = request.body(Body::from("words")).unwrap();
            let response = site.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), status, "{method} {address}");
            let ways = response.headers().contains_key(header::ALLOW);
            assert_eq!(ways, status == StatusCode::METHOD_NOT_ALLOWED, "{method} {address}");
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            let page = String::from_utf8(bytes.to_vec()).unwrap();
            check_headings(address, &read(address, &page).headings);
        }
    });
}

#[test]
fn a_slash_too_many_leads_to_the_address_without() {
    run(async {
        let site = site();
        let cases = [
            ("/members/", "/members"),
            ("/votes/A/RES/74/29/?from=there", "/votes/A/RES/74/29?from=there"),
            ("/api/v1/votes/", "/api/v1/votes"),
            // Not to another host.
            ("//example.org/", "/example.org"),
            ("/\\example.org/", "/example.org"),
            ("///", "/"),
        ];
        for (address, meant) in cases {
            let request = Request::get(address).body(Body::empty()).unwrap();
            let response = site.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::PERMANENT_REDIRECT, "{address}");
            assert_eq!(response.headers()[header::LOCATION], meant, "{address}");
        }
    });
}

#[test]
fn a_vote_has_a_picture_where_there_are_pixels() {
    run(async {
        let site = router(Site::new(BOOK.clone(), Vec::new(), Some("https://example.org")));
        let named = "property=\"og:image\" content=\"https://example.org/votes/A/RES/74/29.png\"";
        let (_, _, page) = get(&site, "/votes/A/RES/74/29").await;
        assert_eq!(page.contains(named), cfg!(feature = "png"));
        // Of a text that was not voted on there is nothing to see.
        let (_, _, page) = get(&site, "/votes/A/RES/58/32").await;
        assert!(!page.contains("og:image"));
        let request = Request::get("/votes/A/RES/74/29.png").body(Body::empty()).unwrap();
        let response = site.clone().oneshot(request).await.unwrap();
        if cfg!(feature = "png") {
            assert_eq!(response.headers()[header::CONTENT_TYPE], "image/png");
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            assert!(bytes.starts_with(b"\x89PNG"));
            // Width and height stand at the head of the file.
            assert_eq!(bytes[16..20], 1200_u32.to_be_bytes());
        } else {
            assert_eq!(response.status(), StatusCode::NOT_FOUND);
        }
    });
}

#[test]
fn no_two_members_are_listed_by_one_name() {
    run(async {
        let site = site();
        for (address, before) in [("/members", "<li><a href=\"/members/"), ("/ideal", "<option")] {
            let (_, _, page) = get(&site, address).await;
            let names: Vec<_> = page
                .split(before)
                .skip(1)
                .filter_map(|rest| rest.split_once('>')?.1.split_once('<'))
                .map(|(name, _)| name)
                .collect();
            let different: BTreeSet<_> = names.iter().collect();
            assert!(names.len() > 190, "{address}: {}", names.len());
            assert_eq!(names.len(), different.len(), "{address}: {names:?}");
        }
    });
}

/// What the site answers to a statement.
async fn checked(site: &Router, form: String) -> (StatusCode, String) {
    let request = Request::post("/check")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    let response = site.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[test]
fn what_is_too_much_for_a_page_is_refused_by_a_page() {
    run(async {
        let site = site();
        let thirteen = ["FRA"; 13].join(",");
        for (address, status) in [
            (format!("/compare?members={thirteen}"), StatusCode::UNPROCESSABLE_ENTITY),
            (format!("/compare?votes={thirteen}"), StatusCode::UNPROCESSABLE_ENTITY),
            ("/compare?votes=A/RES/74/29&members=FRA".to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
            ("/find?page=500".to_owned(), StatusCode::NOT_FOUND),
            ("/find?page=none".to_owned(), StatusCode::NOT_FOUND),
            ("/find?page=1".to_owned(), StatusCode::OK),
        ] {
            let (told, _, page) = get(&site, &address).await;
            assert_eq!(told, status, "{address}");
            read(&address, &page);
        }
        let claim = "Ukraine+abstained+on+A%2FRES%2F74%2F29.+";
        for (times, status) in [
            (2, StatusCode::OK),
            (400, StatusCode::PAYLOAD_TOO_LARGE),
            (10_000, StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            let (told, page) = checked(&site, format!("statement={}", claim.repeat(times))).await;
            assert_eq!(told, status, "{times} claims");
            assert!(page.len() < 400_000, "{} bytes of {times} claims", page.len());
            // What is refused is told with what to do instead.
            let refused = status != StatusCode::OK;
            assert_eq!(page.contains("check it in parts"), refused, "{times} claims");
        }
    });
}

#[test]
fn who_mistypes_a_name_is_led_to_the_right_one() {
    run(async {
        let site = site();
        let cases = [
            ("/votes/A/RES/74/30", "/votes/A/RES/74/29"),
            ("/members/Frence", "/members/France"),
            ("/members/BRICS", "/groups/BRICS"),
            ("/groups/BRIKS", "/groups/BRICS"),
            ("/compare?votes=A/RES/73/27,A/RES/74/30", "/votes/A/RES/74/29"),
        ];
        for (address, meant) in cases {
            let (status, _, page) = get(&site, address).await;
            assert!(status.is_client_error(), "{address}: {status}");
            assert!(read(address, &page).links.contains(meant), "{address}: {page}");
            let (status, ..) = get(&site, meant).await;
            assert_eq!(status, StatusCode::OK, "{meant}");
        }
    });
}

/// Words that would act on a page if they were not written as words.
const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;\u{202e}";

/// A book of one vote in which every word is hostile.
fn hostile() -> Book {
    let members = scrutineer_book::members().unwrap();
    let mut record = RecordBuilder::new(members, Groups::default(), Facts::default());
    let date = "2019-12-12".parse().unwrap();
    let mut vote =
        RecordedVote::new("unvotes:1", VotingBody::GeneralAssembly, Session::Regular(74), date);
    vote.title = HOSTILE.to_owned();
    vote.note = HOSTILE.to_owned();
    vote.motion = Motion::Part(HOSTILE.to_owned());
    vote.defects = vec![Defect::Other(HOSTILE.to_owned())];
    vote.source.document = Some(HOSTILE.to_owned());
    vote.source.url = Some("javascript:alert(3)".to_owned());
    let france = record.members().by_code("FRA").unwrap();
    record.add(vote, [(france, Position::No)], Roll::Sitting).unwrap();
    Book { record: record.finish(), info: BOOK.info.clone() }
}

#[test]
fn words_of_sources_and_readers_stay_words() {
    run(async {
        let site = router(Site::new(hostile(), Vec::new(), None));
        let typed = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E";
        let addresses = [
            "/".to_owned(),
            "/find".to_owned(),
            "/sources".to_owned(),
            "/votes/unvotes:1".to_owned(),
            format!("/votes/{typed}"),
            format!("/members/{typed}"),
            format!("/groups/{typed}"),
            format!("/series/{typed}"),
            format!("/find?words={typed}&member={typed}"),
            format!("/compare?votes={typed}"),
            format!("/compare?members={typed}"),
            format!("/ideal?member={typed}"),
            format!("/{typed}"),
        ];
        for address in addresses {
            let (_, kind, page) = get(&site, &address).await;
            assert!(kind.starts_with("text/html"), "{address}: {kind}");
            assert!(!page.contains("javascript:alert(3)\""), "{address}");
            read(&address, &page);
        }
        let form =
            format!("statement={typed}Ukraine+abstained+on+A%2FRES%2F74%2F29.&date=2019-12-13");
        let (status, page) = checked(&site, form).await;
        assert_eq!(status, StatusCode::OK);
        assert!(page.contains("&lt;script&gt;"), "{page}");
        read("/check", &page);
    });
}

/// The headings and captions of a page, each on a line of its own.
fn outline(page: &str) -> String {
    let mut outline = String::new();
    let mut heads = false;
    for token in Tokenizer::new(page) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let name = String::from_utf8(tag.name.to_vec()).unwrap();
                if matches!(name.as_str(), "h1" | "h2" | "h3" | "caption") {
                    heads = true;
                    outline.push_str(&format!("{name:8}"));
                }
            }
            Token::EndTag(tag) if matches!(&**tag.name, b"h1" | b"h2" | b"h3" | b"caption") => {
                heads = false;
                outline.push('\n');
            }
            Token::String(text) if heads => {
                outline.push_str(std::str::from_utf8(&text).unwrap());
            }
            _ => {}
        }
    }
    outline
}

#[test]
fn pages_have_what_belongs_on_them() {
    run(async {
        let site = site();
        let pages = [
            ("vote", "/votes/A/RES/74/29"),
            ("text", "/votes/A/RES/75/282"),
            ("compare", "/compare?votes=A/RES/73/27,A/RES/74/29"),
            ("member", "/members/BRA"),
            ("group", "/groups/BRICS"),
        ];
        for (name, address) in pages {
            let (status, _, page) = get(&site, address).await;
            assert_eq!(status, StatusCode::OK, "{address}");
            insta::assert_snapshot!(name, outline(&page));
        }
    });
}

#[test]
fn the_first_page_is_light() {
    run(async {
        let site = site();
        let (_, _, page) = get(&site, "/").await;
        let mut bytes = page.len();
        for link in read("/", &page).links.iter().filter(|link| link.starts_with("/assets/")) {
            let (status, _, asset) = get(&site, link).await;
            assert_eq!(status, StatusCode::OK, "{link}");
            bytes += asset.len();
        }
        assert!(bytes < 100_000, "{bytes}");
    });
}
