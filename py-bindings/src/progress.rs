//! What is heard of a job while it runs: how far it is, and what stands if it is cut off.

use std::sync::{Mutex, MutexGuard, PoisonError};

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

/// Written by the work on its threads, read by the caller on its own.
pub(crate) struct Progress {
    verb: &'static str,
    on_progress: Option<Py<PyAny>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Bytes sent and bytes of all, since they were last told.
    news: Option<(u64, Option<u64>)>,
    /// A sentence.
    standing: Option<String>,
}

impl Progress {
    /// Of `verb`, which speaks of itself by that name. `on_progress(sent, size)` is called with
    /// bytes; `size` is None while nobody knows it.
    pub(crate) fn new(
        py: Python<'_>,
        verb: &'static str,
        on_progress: Option<Py<PyAny>>,
    ) -> PyResult<Self> {
        if on_progress.as_ref().is_some_and(|callback| !callback.bind(py).is_callable()) {
            return Err(PyTypeError::new_err("on_progress must be callable with two arguments"));
        }
        Ok(Self { verb, on_progress, state: Mutex::default() })
    }

    /// So many bytes of so many.
    pub(crate) fn advance(&self, sent: u64, size: Option<u64>) {
        self.state().news = Some((sent, size));
    }

    /// What the service holds if the work ends here.
    pub(crate) fn stand(&self, sentence: String) {
        self.state().standing = Some(sentence);
    }

    /// Of a call in the words of oss2, which lets exceptions of a callback out at any time.
    pub(crate) fn is_of_one_request(&self) -> bool {
        self.verb == "send"
    }

    pub(crate) fn listens(&self) -> bool {
        self.on_progress.is_some()
    }

    /// Calls `on_progress` if there is news.
    pub(crate) fn tell(&self, py: Python<'_>) -> PyResult<()> {
        let Some(on_progress) = &self.on_progress else { return Ok(()) };
        let news = self.state().news.take();
        match news {
            Some(news) => on_progress.call1(py, news).map(drop),
            None => Ok(()),
        }
    }

    /// Notes on an exception that cut the work off what stands on the service.
    pub(crate) fn note(&self, error: &Bound<'_, PyAny>) -> PyResult<()> {
        let standing = self.state().standing.take();
        match standing {
            // Exceptions have notes since Python 3.11.
            Some(standing) if error.hasattr("add_note")? => error
                .call_method1("add_note", (format!("{} was cut off {standing}", self.verb),))
                .map(drop),
            _ => Ok(()),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
