//! The site in a browser: what a reader does, with a keyboard alone, without a script, in the dark; and what axe-core
//! finds. Needs ChromeDriver, and for axe its npm package in `target/tools`; what is missing is said and skipped.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::LazyLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use scrutineer_site::{Server, Site};
use serde_json::json;

use super::BOOK;
use super::driver::{Browser, Key};

/// The site on a port of its own, for all tests.
static SITE: LazyLock<SocketAddr> = LazyLock::new(|| {
    let server = Server::bind("127.0.0.1:0", Site::new(BOOK.clone(), Vec::new(), None)).unwrap();
    let address = server.address().unwrap();
    std::thread::spawn(move || server.run(None));
    address
});

/// A statement of our own: a tally that is right, and a position that is not.
const STATEMENT: &str = "The General Assembly adopted resolution A/RES/74/29 by 129 votes to 6, with 45 \
                         abstentions. Ukraine abstained on resolution A/RES/74/29.";

fn at(path: &str) -> String {
    format!("http://{}{path}", *SITE)
}

/// Waits until something is so.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(20), "not so: {what}");
        sleep(Duration::from_millis(30));
    }
}

fn heading(browser: &Browser) -> String {
    browser.run("return document.querySelector('h1').innerText").as_str().unwrap().to_owned()
}

#[test]
fn from_a_search_to_a_vote_to_a_comparison_and_back() {
    let Some(browser) = Browser::open() else { return };
    browser.go(&at("/"));
    browser.find("#search").unwrap().write("A/RES/74/29\n");
    until("the vote is there", || browser.address() == at("/votes/A/RES/74/29"));
    let names = browser.run("return document.querySelector('table.positions').innerText");
    assert!(names.as_str().unwrap().contains("Canada"), "{names}");
    browser.find("#series ~ .actions a").unwrap().click();
    until("the comparison is there", || heading(&browser).starts_with("Who moved"));
    let text = browser.run("return document.body.innerText");
    assert!(text.as_str().unwrap().contains("Stuart–Maxwell"), "{text}");
    browser.back();
    until("the vote is back", || browser.address() == at("/votes/A/RES/74/29"));
}

#[test]
fn a_statement_is_checked_and_its_link_shows_the_same() {
    let Some(browser) = Browser::open() else { return };
    browser.go(&at("/check"));
    browser.find("#statement").unwrap().write(STATEMENT);
    browser.find("#check button").unwrap().click();
    until("findings are there", || browser.find(".finding.contradicted").is_some());
    assert!(browser.find(".finding.supported").is_some());
    let link = browser.address();
    assert!(link.starts_with(&at("/check#statement=")), "{link}");
    // A mark leads to its finding, and the statement stays in the address.
    browser.find("main a[href^='#']").unwrap().click();
    assert_eq!(browser.address(), link);
    // The evidence is one click away.
    let evidence = browser.find(".finding details summary").unwrap();
    evidence.click();
    let open = browser.run("return document.querySelector('.finding details').open");
    assert_eq!(open, json!(true));
    browser.back();
    until("the form is back", || browser.find(".finding").is_none());
    browser.go(&at("/"));
    browser.go(&link);
    until("the link shows the findings", || browser.find(".finding.contradicted").is_some());
    // What is too long is refused in words, and not in silence.
    browser.go(&at("/check"));
    browser.run(
        "document.querySelector('#statement').value = 'Peru abstained. '.repeat(20000);\
         document.querySelector('#check').requestSubmit()",
    );
    until("the refusal is told", || {
        browser.run("return document.querySelector('main').textContent.includes('in parts')")
            == json!(true)
    });
}

#[test]
fn a_real_report_is_checked() {
    let seeds = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds"));
    let Ok(seeds) = std::fs::read_dir(seeds) else {
        println!("a real report: skipped, {} is not here", seeds.display());
        return;
    };
    let mut seeds: Vec<_> = seeds.map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    let Some(report) = seeds.get(1) else { return };
    let report = std::fs::read_to_string(report).unwrap();
    let Some(browser) = Browser::open() else { return };
    browser.go(&at("/check"));
    // Typed letter by letter a report takes minutes.
    let put = format!("document.getElementById('statement').value = {}", json!(report));
    browser.run(&put);
    browser.find("#check button").unwrap().click();
    until("findings are there", || browser.find(".finding").is_some());
    let count = browser.run("return document.querySelectorAll('.finding').length");
    assert!(count.as_u64().unwrap() > 3, "{count}");
}

#[test]
fn without_a_script_it_works_as_well() {
    let Some(browser) = Browser::open() else { return };
    browser.command("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.go(&at("/"));
    browser.find("#statement").unwrap().write(STATEMENT);
    browser.find("#check button").unwrap().click();
    until("findings are there", || browser.find(".finding.contradicted").is_some());
    assert_eq!(browser.address(), at("/check"));
    browser.find("#search").unwrap().write("A/RES/74/29\n");
    until("the vote is there", || browser.address() == at("/votes/A/RES/74/29"));
}

#[test]
fn a_keyboard_is_enough() {
    let Some(browser) = Browser::open() else { return };
    browser.go(&at("/"));
    let focus = || {
        let of = "const on = document.activeElement; return on.id || on.className || on.innerText";
        browser.run(of).as_str().unwrap().to_owned()
    };
    browser.press(&[Key::Tab]);
    assert_eq!(focus(), "skip");
    browser.press(&[Key::Enter]);
    until("the content has the focus", || focus() == "content");
    browser.press(&[Key::Tab]);
    assert_eq!(focus(), "statement");
    let seen = browser.run("return getComputedStyle(document.activeElement).outlineStyle");
    assert_eq!(seen, json!("solid"), "the focus is seen");
    browser.type_in(STATEMENT);
    let mut steps = 0;
    while focus() != "Check it" {
        browser.press(&[Key::Tab]);
        steps += 1;
        assert!(steps < 12, "the button is out of reach, at {}", focus());
    }
    browser.press(&[Key::Enter]);
    until("findings are there", || browser.find(".finding.contradicted").is_some());
}

#[test]
fn in_the_dark_pages_are_dark() {
    let Some(browser) = Browser::open() else { return };
    let ground = || {
        browser.go(&at("/votes/A/RES/74/29"));
        browser.run("return getComputedStyle(document.body).backgroundColor")
    };
    assert_eq!(ground(), json!("rgb(255, 255, 255)"));
    browser.dark();
    assert_ne!(ground(), json!("rgb(255, 255, 255)"));
}

/// Every kind of page.
const PAGES: [&str; 21] = [
    "/",
    "/check",
    "/votes/A/RES/74/29",
    "/votes/A/RES/75/282",
    "/compare",
    "/compare?votes=A/RES/73/27,A/RES/74/29",
    "/compare?votes=A/RES/73/27,A/RES/73/266,A/RES/74/29",
    "/compare?members=France,Germany,Poland",
    "/series",
    "/series/A/RES/74/29",
    "/members",
    "/members/USA",
    "/groups",
    "/groups/BRICS",
    "/ideal?member=FRA",
    "/blocs",
    "/mandates",
    "/sources",
    "/find?words=cyber&member=BRA",
    "/nope",
    "/check#statement=Ukraine+abstained+on+resolution+A%2FRES%2F74%2F29.",
];

/// What axe-core has to say of a page: the rule, and the elements that break it.
fn broken(browser: &Browser, axe: &str) -> Vec<String> {
    browser.run(axe);
    let found = browser.wait_for(
        "const done = arguments[0]; axe.run(document, { resultTypes: ['violations'] }).then((r) => \
         done(r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html).join(' | '))))",
    );
    found.as_array().unwrap().iter().map(|rule| rule.as_str().unwrap().to_owned()).collect()
}

#[test]
fn axe_finds_nothing() {
    let axe =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/tools/node_modules/axe-core/axe.min.js");
    let Ok(axe) = std::fs::read_to_string(axe) else {
        println!(
            "axe: skipped, target/tools has no axe-core (npm install --prefix target/tools axe-core)"
        );
        return;
    };
    let Some(browser) = Browser::open() else { return };
    let mut all = Vec::new();
    let mut look = |how: &str| {
        for page in PAGES {
            browser.go(&at("/nope"));
            browser.go(&at(page));
            if page.contains('#') {
                until("findings are there", || browser.find(".finding").is_some());
            }
            // What is folded away is on the page as well.
            browser
                .run("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
            all.extend(broken(&browser, &axe).into_iter().map(|of| format!("{how} {page} {of}")));
        }
    };
    look("wide");
    browser.dark();
    browser.resize(390, 800);
    look("dark and narrow");
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn no_page_is_wider_than_a_phone() {
    let Some(browser) = Browser::open() else { return };
    // 320 is a wide screen enlarged four times (WCAG 2.2, 1.4.10).
    for width in [390, 320] {
        browser.resize(width, 800);
        let too_wide = PAGES.iter().filter(|page| {
            browser.go(&at(page));
            let wide = browser.run("return document.documentElement.scrollWidth");
            wide.as_u64().unwrap() > u64::from(width)
        });
        assert_eq!(too_wide.collect::<Vec<_>>(), [&""; 0], "{width}");
    }
}
