//! What is heard of the flow while it runs: how far it is, and what stands if it is cut off.

use std::sync::{Mutex, MutexGuard, PoisonError};

use dbs_sdk::{Event, Place};
use pyo3::prelude::*;

/// Written by the flow on its threads, read by the caller on its own.
#[derive(Default)]
pub(crate) struct Progress(Mutex<State>);

#[derive(Default)]
struct State {
    place: Place,
    /// Bytes sent and bytes of the file, since they were last told.
    news: Option<(u64, u64)>,
}

impl Progress {
    pub(crate) fn hear(&self, event: &Event) {
        let mut state = self.state();
        state.place.follow(event);
        match event {
            Event::Uploading { size: Some(size), .. } => state.news = Some((0, *size)),
            Event::Uploaded { bytes, size: Some(size), .. } => state.news = Some((*bytes, *size)),
            _ => {}
        }
    }

    /// Calls `on_progress(sent, size)` if there is news.
    pub(crate) fn tell(&self, py: Python<'_>, on_progress: &Py<PyAny>) -> PyResult<()> {
        let news = self.state().news.take();
        match news {
            Some(news) => on_progress.call1(py, news).map(drop),
            None => Ok(()),
        }
    }

    /// Notes on an exception that cut the flow off what stands on the service.
    pub(crate) fn note(&self, py: Python<'_>, error: &PyErr) -> PyResult<()> {
        let standing = {
            let place = &self.state().place;
            format!("register_backup_set was cut off at stage {}: {place}", place.stage)
        };
        let exception = error.value(py);
        // Exceptions have notes since Python 3.11.
        if exception.hasattr("add_note")? {
            exception.call_method1("add_note", (standing,))?;
        }
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
