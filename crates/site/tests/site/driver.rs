//! A browser by the WebDriver protocol: the few calls that the tests need.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// Keys that are no letters, as WebDriver writes them.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    Tab,
    Enter,
}

impl Key {
    fn code(self) -> &'static str {
        match self {
            Key::Tab => "\u{e004}",
            Key::Enter => "\u{e007}",
        }
    }
}

/// A browser without a window, and the driver that steers it. Both end with the test.
pub(crate) struct Browser {
    driver: Child,
    /// The address of its session.
    session: String,
}

/// Something on a page.
pub(crate) struct Element<'b> {
    browser: &'b Browser,
    id: String,
}

/// What WebDriver calls the id of an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The value of an answer; errors of the protocol too come as JSON.
fn answer(sent: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut response = sent.map_err(|error| error.to_string())?;
    let text = response.body_mut().with_config().limit(64 << 20).read_to_string();
    let answer: Value = serde_json::from_str(&text.map_err(|error| error.to_string())?).unwrap();
    match answer["value"]["error"].as_str() {
        Some(error) => Err(format!("{error}: {}", answer["value"]["message"])),
        None => Ok(answer["value"].clone()),
    }
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into()
}

fn post(address: &str, body: &Value) -> Result<Value, String> {
    let sent = agent().post(address).header("content-type", "application/json");
    answer(sent.send(body.to_string()))
}

impl Browser {
    /// Opens one; none, with a word why, where there is no ChromeDriver.
    pub(crate) fn open() -> Option<Browser> {
        let driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut driver) = driver else {
            println!("browser: skipped, there is no chromedriver");
            return None;
        };
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let told = "was started successfully on port ";
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once(told)?.1.trim_end_matches('.').to_owned()));
        let address = format!("http://127.0.0.1:{}/session", port.unwrap());
        let mut browser = Browser { driver, session: String::new() };
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--window-size=1280,900",
            // What still moves cannot be clicked.
            "--force-prefers-reduced-motion",
        ];
        let wanted = json!({ "goog:chromeOptions": { "args": arguments } });
        let capabilities = json!({ "capabilities": { "alwaysMatch": wanted } });
        let session = post(&address, &capabilities).unwrap();
        browser.session = format!("{address}/{}", session["sessionId"].as_str().unwrap());
        Some(browser)
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        post(&format!("{}/{path}", self.session), body).unwrap()
    }

    pub(crate) fn go(&self, address: &str) {
        self.post("url", &json!({ "url": address }));
    }

    pub(crate) fn back(&self) {
        self.post("back", &json!({}));
    }

    pub(crate) fn address(&self) -> String {
        let sent = agent().get(format!("{}/url", self.session)).call();
        answer(sent).unwrap().as_str().unwrap().to_owned()
    }

    /// The first element that a selector means, if there is one.
    pub(crate) fn find(&self, selector: &str) -> Option<Element<'_>> {
        let wanted = json!({ "using": "css selector", "value": selector });
        let found = post(&format!("{}/element", self.session), &wanted).ok()?;
        Some(Element { browser: self, id: found[ELEMENT].as_str()?.to_owned() })
    }

    /// What a script comes to.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What a script hands to the function that it is given.
    pub(crate) fn wait_for(&self, script: &str) -> Value {
        self.post("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// A command of Chromium's own protocol.
    pub(crate) fn command(&self, name: &str, parameters: &Value) {
        self.post("goog/cdp/execute", &json!({ "cmd": name, "params": parameters }));
    }

    pub(crate) fn dark(&self) {
        let feature = json!({ "name": "prefers-color-scheme", "value": "dark" });
        self.command("Emulation.setEmulatedMedia", &json!({ "features": [feature] }));
    }

    /// Makes the page as wide as a screen: windows cannot be made as narrow as a phone.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let screen = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false
        });
        self.command("Emulation.setDeviceMetricsOverride", &screen);
    }

    pub(crate) fn press(&self, keys: &[Key]) {
        keys.iter().for_each(|key| self.type_in(key.code()));
    }

    /// Types where the focus is.
    pub(crate) fn type_in(&self, text: &str) {
        let letters = text.chars().flat_map(|letter| {
            ["keyDown", "keyUp"].map(|what| json!({ "type": what, "value": letter.to_string() }))
        });
        let letters: Vec<Value> = letters.collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": letters });
        self.post("actions", &json!({ "actions": [keyboard] }));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = agent().delete(&self.session).call();
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

impl Element<'_> {
    pub(crate) fn click(&self) {
        self.browser.post(&format!("element/{}/click", self.id), &json!({}));
    }

    pub(crate) fn write(&self, text: &str) {
        self.browser.post(&format!("element/{}/value", self.id), &json!({ "text": text }));
    }
}
