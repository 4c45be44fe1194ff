//! Servers for the tests: an HTTP server that answers as it is told, and a proxy.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// A request, and what was sent for it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) target: String,
    headers: Vec<(String, String)>,
    /// Bytes of content.
    pub(super) sent: usize,
}

impl Asked {
    pub(super) fn path(&self) -> &str {
        self.target.split('?').next().unwrap()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    fn read(stream: &TcpStream) -> io::Result<Asked> {
        let mut lines = BufReader::new(stream).lines();
        let first = lines.next().ok_or(io::ErrorKind::UnexpectedEof)??;
        let target = first.split(' ').nth(1).ok_or(io::ErrorKind::InvalidData)?.to_owned();
        let mut headers = Vec::new();
        for line in lines {
            let line = line?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_owned(), value.trim().to_owned()));
        }
        Ok(Asked { target, headers, sent: 0 })
    }
}

/// How an answer ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// With its last byte.
    Whole,
    /// With its last byte, which only the closed connection tells.
    Close,
    /// With a broken connection.
    CutAfter(usize),
    /// With silence.
    StallAfter(usize),
}

/// An answer.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    content: Vec<u8>,
    end: End,
}

impl Reply {
    fn new(status: u16, content: Vec<u8>) -> Reply {
        Reply { status, headers: Vec::new(), content, end: End::Whole }
    }

    pub(super) fn json(status: u16, value: &Value) -> Reply {
        Reply::new(status, value.to_string().into_bytes())
    }

    /// Sends elsewhere.
    pub(super) fn to(location: &str) -> Reply {
        Reply::new(303, Vec::new()).header("Location", location)
    }

    /// The whole content, whatever was asked for.
    pub(super) fn whole(content: &[u8]) -> Reply {
        Reply::new(200, content.to_vec())
    }

    /// The content, or the part of it that is asked for.
    pub(super) fn file(asked: &Asked, content: &[u8]) -> Reply {
        Reply::file_in_state("\"state 1\"", asked, content)
    }

    /// The same, of a file in a certain state.
    pub(super) fn file_in_state(state: &str, asked: &Asked, content: &[u8]) -> Reply {
        let unchanged = asked.header("if-range").is_none_or(|known| known == state);
        let range = asked.header("range").filter(|_| unchanged);
        let start = range.map(|range| {
            range.trim_start_matches("bytes=").trim_end_matches('-').parse::<usize>().unwrap()
        });
        let reply = match start {
            None => Reply::whole(content),
            Some(start) if start >= content.len() => Reply::new(416, Vec::new()),
            Some(start) => {
                let span = format!("bytes {start}-{}/{}", content.len() - 1, content.len());
                Reply::new(206, content[start..].to_vec()).header("Content-Range", &span)
            }
        };
        reply.header("ETag", state)
    }

    pub(super) fn header(mut self, name: &str, value: &str) -> Reply {
        self.headers.retain(|(key, _)| key != name);
        self.headers.push((name.into(), value.into()));
        self
    }

    pub(super) fn end(mut self, end: End) -> Reply {
        self.end = end;
        self
    }

    /// Bytes of content that are sent.
    fn sent(&self) -> usize {
        match self.end {
            End::Whole | End::Close => self.content.len(),
            End::CutAfter(bytes) | End::StallAfter(bytes) => bytes,
        }
    }

    fn write(&self, mut stream: &TcpStream) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} so\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !matches!(self.end, End::Close) {
            head.push_str(&format!("Content-Length: {}\r\n", self.content.len()));
        }
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        stream.write_all(&self.content[..self.sent()])?;
        if let End::StallAfter(_) = self.end {
            // Until the other side has had enough.
            let _ = stream.read(&mut [0]);
        }
        Ok(())
    }
}

/// A listener on a port of its own, which serves each connection in a thread until it is dropped.
struct Listener {
    at: SocketAddr,
    over: Arc<AtomicBool>,
}

impl Listener {
    fn start(serve: impl Fn(TcpStream) -> io::Result<()> + Send + Sync + 'static) -> Listener {
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = socket.local_addr().unwrap();
        let (over, serve) = (Arc::new(AtomicBool::new(false)), Arc::new(serve));
        let until = Arc::clone(&over);
        thread::spawn(move || {
            for stream in socket.incoming() {
                if until.load(Ordering::SeqCst) {
                    break;
                }
                let serve = Arc::clone(&serve);
                // A client that goes away is no failure of the test.
                thread::spawn(move || stream.and_then(|stream| serve(stream)));
            }
        });
        Listener { at, over }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // Wakes the thread; it closes the port on its way out.
        let _ = TcpStream::connect(self.at);
        thread::sleep(Duration::from_millis(5));
    }
}

/// An HTTP server.
pub(super) struct Server {
    pub(super) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    _listener: Listener,
}

impl Server {
    /// Answers each request by `answer`, which gets it and the number of those to the same path before it.
    pub(super) fn start(answer: impl Fn(&Asked, usize) -> Reply + Send + Sync + 'static) -> Server {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let all: Arc<Mutex<Vec<Asked>>> = Arc::clone(&asked);
        let listener = Listener::start(move |stream| {
            let Ok(mut asked) = Asked::read(&stream) else { return not_understood(&stream) };
            let reply = {
                let mut all = all.lock().unwrap();
                let before = all.iter().filter(|earlier| earlier.path() == asked.path()).count();
                let reply = answer(&asked, before);
                asked.sent = reply.sent();
                all.push(asked);
                reply
            };
            reply.write(&stream)
        });
        Server { address: format!("http://{}", listener.at), asked, _listener: listener }
    }

    /// The requests so far.
    pub(super) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

/// Says so to whoever does not speak HTTP, and hears them out: what closes at once may be lost.
fn not_understood(mut stream: &TcpStream) -> io::Result<()> {
    stream.write_all(b"HTTP/1.1 400 so\r\nConnection: close\r\n\r\n")?;
    io::copy(&mut stream, &mut io::sink()).map(drop)
}

/// A proxy that leads through to wherever it is asked to, or refuses.
pub(super) struct Proxy {
    pub(super) address: String,
    led_to: Arc<Mutex<Vec<String>>>,
    _listener: Listener,
}

impl Proxy {
    pub(super) fn start(leads: bool) -> Proxy {
        let led_to = Arc::new(Mutex::new(Vec::new()));
        let all: Arc<Mutex<Vec<String>>> = Arc::clone(&led_to);
        let listener = Listener::start(move |mut client| {
            let asked = Asked::read(&client)?;
            if !leads {
                return client.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n");
            }
            all.lock().unwrap().push(asked.target.clone());
            let server = TcpStream::connect(&asked.target)?;
            client.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
            let (mut from_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
            thread::spawn(move || io::copy(&mut from_client, &mut to_server));
            io::copy(&mut &server, &mut &client)?;
            client.shutdown(std::net::Shutdown::Both)
        });
        Proxy { address: format!("http://{}", listener.at), led_to, _listener: listener }
    }

    /// Where it led, in order.
    pub(super) fn led_to(&self) -> Vec<String> {
        self.led_to.lock().unwrap().clone()
    }
}
