//! A Python object with `read(size)`, as a source of bytes.
//!
//! A thread of Python's own reads it (`dbs_sdk/_servant.py`), as far as somebody here wants it.

use std::io::{self, Read};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::{Buf as _, Bytes};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;

use crate::source_upload::bytes;

/// A read that is under way when nobody wants it any more is waited for so long, since the object is its
/// caller's again.
const LAST_READ: Duration = Duration::from_millis(300);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    wanted: bool,
    reading: bool,
    /// What was read; `None` where it raised.
    piece: Option<Option<Bytes>>,
    raised: Option<PyErr>,
    closed: bool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, mut more: impl FnMut(&mut State) -> bool) -> MutexGuard<'_, State> {
        let state = self.state();
        self.changed.wait_while(state, |state| more(state)).unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        self.state().closed = true;
        self.changed.notify_all();
    }
}

/// Reads on a thread that may wait for it.
pub(crate) struct Reader {
    shared: Arc<Shared>,
    rest: Bytes,
    ended: bool,
}

impl Reader {
    pub(crate) fn new(object: &Bound<'_, PyAny>) -> PyResult<Self> {
        let shared = Arc::<Shared>::default();
        let pump = Pump(Arc::clone(&shared));
        let py = object.py();
        let servant = py.import(intern!(py, "dbs_sdk._servant"))?;
        servant.call_method1(intern!(py, "read"), (object, pump))?;
        Ok(Self { shared, rest: Bytes::new(), ended: false })
    }

    pub(crate) fn watch(&self) -> Watch {
        Watch(Some(Arc::clone(&self.shared)))
    }

    /// The next bytes, up to so many; empty at the end. Blocks.
    pub(crate) fn next(&mut self, most: usize) -> io::Result<Bytes> {
        if self.rest.is_empty() && !self.ended {
            self.shared.state().wanted = true;
            self.shared.changed.notify_all();
            let mut state = self.shared.wait_while(|state| state.piece.is_none() && !state.closed);
            self.rest = match state.piece.take() {
                Some(Some(piece)) => piece,
                Some(None) => {
                    return Err(io::Error::other("the object's read() raised an exception"));
                }
                None => return Err(io::Error::other("nobody reads the object any more")),
            };
            self.ended = self.rest.is_empty();
        }
        Ok(self.rest.split_to(self.rest.len().min(most)))
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut chunk = self.next(buffer.len())?;
        let len = chunk.len();
        chunk.copy_to_slice(&mut buffer[..len]);
        Ok(len)
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.shared.close();
    }
}

/// Belongs to the work that reads: when it ends, however it does, the reading ends.
#[derive(Default)]
pub(crate) struct Watch(Option<Arc<Shared>>);

impl Watch {
    /// What `read` raised, if it did.
    pub(crate) fn take(&self) -> Option<PyErr> {
        self.0.as_ref().and_then(|shared| shared.state().raised.take())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(shared) = &self.0 {
            shared.close();
            let state = shared.state();
            let _ = shared.changed.wait_timeout_while(state, LAST_READ, |state| state.reading);
        }
    }
}

/// The other end, in the hands of the thread that reads.
#[pyclass(frozen, module = "dbs_sdk._native")]
pub(crate) struct Pump(Arc<Shared>);

#[pymethods]
impl Pump {
    /// Waits until a piece is wanted, without the GIL; False when none will be.
    fn wanted(&self, py: Python<'_>) -> bool {
        py.detach(|| {
            let mut state = self.0.wait_while(|state| !state.wanted && !state.closed);
            state.reading = !state.closed;
            state.wanted = false;
            state.reading
        })
    }

    /// Ends the reading.
    fn close(&self) {
        self.0.close();
    }

    /// Whether the piece is still wanted.
    #[getter]
    fn open(&self) -> bool {
        !self.0.state().closed
    }

    /// Hands a piece over; an empty one is the end.
    fn put(&self, piece: &Bound<'_, PyAny>) {
        match bytes(piece.as_borrowed()) {
            Ok(Some(bytes)) => self.over(Some(bytes), None),
            Ok(None) => {
                let name = piece.get_type().name().map(|name| name.to_string()).unwrap_or_default();
                let what =
                    format!("read() gave {name} instead of bytes: open files in binary mode");
                self.over(None, Some(PyTypeError::new_err(what)));
            }
            Err(error) => self.over(None, Some(error)),
        }
    }

    /// Hands over what the object raised.
    fn fail(&self, error: &Bound<'_, PyAny>) {
        self.over(None, Some(PyErr::from_value(error.clone())));
    }
}

impl Pump {
    fn over(&self, piece: Option<Bytes>, raised: Option<PyErr>) {
        let mut state = self.0.state();
        state.reading = false;
        state.piece = Some(piece);
        state.raised = raised;
        drop(state);
        self.0.changed.notify_all();
    }
}
