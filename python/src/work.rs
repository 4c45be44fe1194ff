//! Long work: other threads of Python go on meanwhile, and Ctrl-C is heard.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

use crate::error::fault;

/// How often is looked whether somebody pressed Ctrl-C.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Works something out on a thread of its own. After Ctrl-C nobody waits for it any more.
pub(crate) fn done<T: Send + 'static>(
    py: Python<'_>,
    work: impl FnOnce() -> T + Send + 'static,
) -> PyResult<T> {
    let (send, receive) = channel();
    // Nobody receives after Ctrl-C.
    thread::spawn(move || drop(send.send(work())));
    let receive = Mutex::new(receive);
    loop {
        let looked = py.detach(|| {
            receive.lock().unwrap_or_else(PoisonError::into_inner).recv_timeout(LOOK_EVERY)
        });
        match looked {
            Ok(answer) => return Ok(answer),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(fault("the work ended without an answer; please report it"));
            }
        }
    }
}
