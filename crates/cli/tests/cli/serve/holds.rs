//! The server holds: whatever is sent, it answers or hangs up, and goes on serving others.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::{Reply, Server};

/// That others are served, and soon.
fn serves(server: &Server) {
    let begun = Instant::now();
    assert_eq!(server.get("/healthz").status, 200);
    assert!(begun.elapsed() < Duration::from_secs(20), "served after {:?}", begun.elapsed());
}

#[test]
fn nonsense_is_refused() {
    let server = Server::start();
    let check = |request: &[u8]| {
        let answer = server.raw(request);
        // Nothing at all is a closed connection.
        if !answer.is_empty() {
            let status = Reply::of(&answer).status;
            assert!((400..500).contains(&status), "{status}: {}", request.escape_ascii());
        }
    };
    check(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n");
    check(b"GET\r\n\r\n");
    check(b"GET / HTTP/9.9\r\n\r\n");
    check(b"GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n");
    check(b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: minus one\r\n\r\n");
    check(b"GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n");
    check(&[b"GET /".to_vec(), vec![b'a'; 100_000], b" HTTP/1.1\r\n\r\n".to_vec()].concat());
    let header = [b"X: ".to_vec(), vec![b'a'; 100_000], b"\r\n".to_vec()].concat();
    check(&[b"GET / HTTP/1.1\r\n".to_vec(), header, b"\r\n".to_vec()].concat());
    let headers = b"X: a\r\n".repeat(10_000);
    check(&[b"GET / HTTP/1.1\r\n".to_vec(), headers, b"\r\n".to_vec()].concat());
    serves(&server);
}

#[test]
fn nonsense_in_every_parameter_is_no_fault() {
    let server = Server::start();
    let document = server.get("/api/v1/openapi.json");
    let document: serde_json::Value = serde_json::from_slice(&document.body).unwrap();
    let long = "9".repeat(5_000);
    let nonsense = [
        "%00",
        "%FF%FE",
        "%0D%0ASet-Cookie:%20a=b",
        "..%2F..%2Fetc%2Fpasswd",
        "-1",
        "1e999",
        "%F0%9F%97%B3",
        "'%20OR%201=1--",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%7B%7B7*7%7D%7D",
        "99999999999999999999",
        ",,,",
        "ES-",
        "9999-99-99",
        "%E2%80%AE",
        "",
        long.as_str(),
    ];
    for (path, ways) in document["paths"].as_object().unwrap() {
        for (method, operation) in ways.as_object().unwrap() {
            for parameter in operation["parameters"].as_array().unwrap() {
                let name = parameter["name"].as_str().unwrap();
                for value in nonsense {
                    let named = path.replace(&format!("{{{name}}}"), value);
                    let asked = match parameter["in"].as_str().unwrap() {
                        "path" => format!("/api/v1{named}"),
                        _ => format!("/api/v1{}?{name}={value}", path.replace(['{', '}'], "")),
                    };
                    let reply = server.ask(&method.to_uppercase(), &asked, "", b"");
                    assert!(reply.status < 500, "{asked}: {}", reply.status);
                    assert!(reply.header("set-cookie").is_none(), "{asked}");
                }
            }
        }
    }
    serves(&server);
}

#[test]
fn no_file_of_the_machine_is_handed_out() {
    let server = Server::start();
    for path in [
        "/../../../../etc/passwd",
        "/assets/../../../etc/passwd",
        "/assets/..%2F..%2F..%2Fetc%2Fpasswd",
        "/votes/../../etc/passwd",
        "/api/v1/votes/..%2f..%2fetc%2fpasswd",
        "/api/v1/../../../etc/passwd",
        "//etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
    ] {
        let reply = server.get(path);
        assert!((400..500).contains(&reply.status), "{path}: {}", reply.status);
        assert!(!reply.body.windows(5).any(|five| five == b"root:"), "{path}");
    }
}

#[test]
fn headers_keep_browsers_strict() {
    let server = Server::start();
    for path in
        ["/", "/votes/A/RES/74/29", "/nothing", "/api/v1/votes", "/api/v1/nothing", "/healthz"]
    {
        let reply = server.get(path);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"));
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("referrer-policy"), Some("same-origin"));
        assert!(
            reply.header("permissions-policy").is_some() && reply.header("set-cookie").is_none()
        );
    }
}

#[test]
fn answers_are_compressed_where_that_is_asked_for() {
    let server = Server::start();
    let path = "/api/v1/votes/A/RES/74/29";
    let whole = server.get(path);
    let packed = server.ask("GET", path, "Accept-Encoding: gzip\r\n", b"");
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed.body.len() < whole.body.len() / 2);
    let tag = packed.header("etag").unwrap();
    assert_ne!(whole.header("etag"), Some(tag));
    let again =
        server.ask("GET", path, &format!("Accept-Encoding: gzip\r\nIf-None-Match: {tag}\r\n"), b"");
    assert_eq!((again.status, again.header("etag")), (304, Some(tag)));
}

#[test]
fn more_than_is_read_is_refused() {
    let server = Server::start();
    let told =
        server.ask("POST", "/api/v1/check", "Content-Type: text/plain\r\n", &[b'a'; 2_000_001]);
    assert_eq!(told.status, 413);
    // A gigabyte that is announced, and one that comes piece by piece without end.
    let announced = b"POST /api/v1/check HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n";
    let endless = b"POST /api/v1/check HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (head, piece) in [
        (&announced[..], vec![b'a'; 65_536]),
        (&endless[..], [b"10000\r\n".to_vec(), vec![b'a'; 65_536], b"\r\n".to_vec()].concat()),
    ] {
        let mut stream = server.connect();
        stream.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(head).unwrap();
        let sent = (0..16_000).take_while(|_| stream.write_all(&piece).is_ok()).count();
        assert!(sent < 1_000, "{sent} pieces of 64 KiB were taken");
    }
    serves(&server);
}

#[test]
fn those_who_only_wait_keep_nobody_out() {
    let server = Server::start();
    // More than are held at once; some say nothing, some begin and do not end.
    let waiting: Vec<TcpStream> = (0..2_000)
        .filter_map(|place| {
            let mut stream = TcpStream::connect(server.address).ok()?;
            if place % 2 == 0 {
                let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX-");
            }
            Some(stream)
        })
        .collect();
    assert!(waiting.len() > 1_000, "{} could connect", waiting.len());
    (0..5).for_each(|_| serves(&server));
}

#[test]
fn a_head_that_does_not_come_ends_the_connection() {
    let server = Server::start();
    let mut stream = server.connect();
    let begun = Instant::now();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n").unwrap();
    let dripping = thread::spawn({
        let mut stream = stream.try_clone().unwrap();
        move || {
            for _ in 0..40 {
                thread::sleep(Duration::from_millis(500));
                if stream.write_all(b"X-A: b\r\n").is_err() {
                    break;
                }
            }
        }
    });
    let _ = stream.read_to_end(&mut Vec::new());
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    dripping.join().unwrap();
    serves(&server);
}

#[test]
fn what_many_ask_at_once_all_are_told_alike() {
    let server = Server::start();
    let answers: Vec<Reply> = thread::scope(|scope| {
        let asking: Vec<_> =
            (0..24).map(|_| scope.spawn(|| server.get("/api/v1/groups/G77"))).collect();
        asking.into_iter().map(|asking| asking.join().unwrap()).collect()
    });
    for answer in &answers {
        assert_eq!((answer.status, &answer.body), (200, &answers[0].body));
    }
}

/// The memory that the server has, in bytes; where the system tells it.
fn memory(server: &Server) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

#[test]
fn memory_stays_as_it_is() {
    let server = Server::start();
    let busy = || {
        for _ in 0..60 {
            server.get("/api/v1/members/USA");
            server.get("/votes/A/RES/74/29");
            server.ask("POST", "/api/v1/check", "", b"China voted against resolution A/RES/74/29.");
        }
    };
    busy();
    let Some(before) = memory(&server) else {
        return println!("skipped: this system does not tell the memory of a program");
    };
    (0..3).for_each(|_| busy());
    let after = memory(&server).unwrap();
    assert!(after < before + 40_000_000, "{before} bytes, then {after}");
}
