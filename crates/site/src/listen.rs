//! Connections: how many there are, how long they may keep us waiting, and how they end.

use std::collections::VecDeque;
use std::io;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};
use tower::ServiceExt;

/// So many connections are held at once; systems commonly allow a program 1024 files.
const SEATS: usize = 800;
/// Within this time the head of a request has to be here, the first and every other.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
/// Longer heads are refused.
const LONGEST_HEAD: usize = 32 * 1024;
/// So long those have whose requests have begun when the server is told to end.
const LAST_ANSWERS: Duration = Duration::from_secs(10);
/// So long nobody is let in after the system had no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(50);

/// Serves those who connect, until `end`. Requests that have begun by then are answered.
pub(crate) async fn serve(listener: TcpListener, router: Router, end: impl Future<Output = ()>) {
    let (seats, connections) = (Seats::default(), GracefulShutdown::new());
    let mut end = pin!(end);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        match accepted {
            Ok((stream, _)) => {
                let seat = seats.take();
                let talk = talk(stream, router.clone(), seat.clone(), connections.watcher());
                let seats = seats.clone();
                tokio::spawn(async move {
                    tokio::select! {
                        () = talk => {}
                        () = seat.give_way.notified() => {}
                    }
                    seats.leave(&seat);
                });
            }
            Err(error) if is_of_one(&error) => {}
            Err(_) => {
                seats.make_room();
                sleep(NO_ROOM).await;
            }
        }
    }
    drop(listener);
    // Whoever is not done by then is cut off.
    let _ = timeout(LAST_ANSWERS, connections.shutdown()).await;
}

/// Whether only one connection failed, and not the listening.
fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// HTTP on a connection, to its end.
async fn talk(stream: TcpStream, router: Router, seat: Arc<Seat>, watcher: Watcher) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (router, seat) = (router.clone(), seat.clone());
        async move {
            seat.is_busy.store(true, Ordering::Relaxed);
            let answered = router.oneshot(request.map(Body::new)).await;
            seat.is_busy.store(false, Ordering::Relaxed);
            answered
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // How a connection ends is its reader's own affair.
    let _ = watcher.watch(connection).await;
}

/// A connection's place among all.
#[derive(Default)]
struct Seat {
    /// Whether a request of it is being answered.
    is_busy: AtomicBool,
    give_way: Notify,
}

/// The connections there are, the oldest first.
#[derive(Clone, Default)]
struct Seats(Arc<Mutex<VecDeque<Arc<Seat>>>>);

impl Seats {
    fn all(&self) -> MutexGuard<'_, VecDeque<Arc<Seat>>> {
        // The list is changed in one step, in which nothing can go wrong half-way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for a new connection. If all are taken the oldest goes that is not being answered: of thousands that
    /// only wait, none keeps out whoever comes with a request.
    fn take(&self) -> Arc<Seat> {
        if self.all().len() >= SEATS {
            self.make_room();
        }
        let seat = Arc::new(Seat::default());
        self.all().push_back(seat.clone());
        seat
    }

    fn make_room(&self) {
        let mut all = self.all();
        let waits = |seat: &Arc<Seat>| !seat.is_busy.load(Ordering::Relaxed);
        let place = all.iter().position(waits).unwrap_or(0);
        if let Some(seat) = all.remove(place) {
            seat.give_way.notify_one();
        }
    }

    fn leave(&self, seat: &Arc<Seat>) {
        self.all().retain(|other| !Arc::ptr_eq(other, seat));
    }
}
