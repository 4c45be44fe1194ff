//! Long work: other threads of Python go on meanwhile, Ctrl-C is heard, and who wants to is told how far it is.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

use crate::error::fault;

/// How often is looked whether somebody pressed Ctrl-C.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// How far some work is, and whether anybody waits for it, as both threads see it.
#[derive(Clone, Default)]
pub(crate) struct Watch(Arc<Watched>);

#[derive(Default)]
struct Watched {
    stopped: AtomicBool,
    done: AtomicU64,
    all: AtomicU64,
}

impl Watch {
    /// Says how far the work is, and how much there is.
    pub(crate) fn at(&self, done: u64, all: u64) {
        self.0.done.store(done, Ordering::Relaxed);
        self.0.all.store(all, Ordering::Relaxed);
    }

    /// Whether nobody waits any more, and the work should end.
    pub(crate) fn is_stopped(&self) -> bool {
        self.0.stopped.load(Ordering::Relaxed)
    }

    fn stop(&self) {
        self.0.stopped.store(true, Ordering::Relaxed);
    }

    /// Tells it to whoever asked to be told: how much is done, and of how much.
    fn tell(&self, py: Python<'_>, progress: Option<&Py<PyAny>>) -> PyResult<()> {
        let Some(progress) = progress else { return Ok(()) };
        let so_far = [&self.0.done, &self.0.all].map(|count| count.load(Ordering::Relaxed));
        progress.call1(py, (so_far[0], so_far[1])).map(drop)
    }
}

/// Works something out on a thread of its own. After Ctrl-C nobody waits for it any more.
pub(crate) fn done<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    Answer::of(work).wait(py, || Ok(()))
}

/// The same of work that tells how far it is, and that ends when nobody waits: after Ctrl-C, or an exception of who
/// asked to be told, nothing goes on behind the back of who asked.
pub(crate) fn watched<T: Send + 'static>(
    py: Python<'_>,
    progress: Option<&Py<PyAny>>,
    work: impl FnOnce(&Watch) -> T + Send + 'static,
) -> PyResult<T> {
    let watch = Watch::default();
    let own = watch.clone();
    let answer = Answer::of(move || work(&own));
    let waited = answer.wait(py, || watch.tell(py, progress));
    if waited.is_err() {
        watch.stop();
        answer.end(py);
    } else {
        watch.tell(py, progress)?;
    }
    waited
}

/// What another thread works out.
struct Answer<T>(Mutex<Receiver<T>>);

impl<T: Send + 'static> Answer<T> {
    fn of(work: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
        let (send, receive) = channel();
        // Nobody receives after Ctrl-C.
        thread::spawn(move || drop(send.send(work())));
        Answer(Mutex::new(receive))
    }

    /// Waits for it, and now and then does what is to be done meanwhile.
    fn wait(&self, py: Python<'_>, meanwhile: impl Fn() -> PyResult<()>) -> PyResult<T> {
        loop {
            let looked = py.detach(|| {
                self.0.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(LOOK_EVERY)
            });
            match looked {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Timeout) => {
                    py.check_signals()?;
                    meanwhile()?;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(fault("the work ended without an answer; please report it"));
                }
            }
        }
    }

    /// Waits until the thread has ended, whatever comes of it.
    fn end(&self, py: Python<'_>) {
        py.detach(|| drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).recv()));
    }
}
