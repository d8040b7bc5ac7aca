//! The body of an answer, as it comes.

use std::sync::Arc;

use bytes::{Buf as _, Bytes};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tokio::sync::Mutex;

use super::fault::raise;
use crate::error::Raise;
use crate::job::Job;

/// An answer whose body is read piece by piece. Dropping it ends the reading.
#[pyclass(frozen, module = "dbs_sdk._native")]
pub(crate) struct Incoming {
    status: u16,
    headers: Vec<(String, String)>,
    state: Arc<Mutex<State>>,
}

struct State {
    /// `None` when all has come, or it was closed.
    incoming: Option<oss_multipart::Incoming>,
    rest: Bytes,
    crc64: u64,
}

impl Incoming {
    pub(crate) fn new(incoming: oss_multipart::Incoming) -> Self {
        let headers = super::texts(incoming.headers());
        let status = incoming.status();
        let state = State { crc64: incoming.crc64(), incoming: Some(incoming), rest: Bytes::new() };
        Self { status, headers, state: Arc::new(Mutex::new(state)) }
    }
}

#[pymethods]
impl Incoming {
    #[getter]
    fn status(&self) -> u16 {
        self.status
    }

    #[getter]
    fn headers(&self) -> Vec<(String, String)> {
        self.headers.clone()
    }

    /// `size` bytes, or fewer at the end; all that are left if it is None. The job gives them with
    /// the CRC-64 of all that have come from the service so far.
    #[pyo3(signature = (size = None))]
    fn read(&self, size: Option<usize>) -> Job {
        let state = Arc::clone(&self.state);
        Job::new(async move {
            let mut state = state.lock().await;
            let pieces = state.take(size).await?;
            Ok((pieces, state.crc64))
        })
    }

    /// Ends the reading.
    fn close(&self) -> Job {
        let state = Arc::clone(&self.state);
        Job::new(async move {
            let mut state = state.lock().await;
            state.incoming = None;
            state.rest = Bytes::new();
            Ok(())
        })
    }
}

impl State {
    async fn take(&mut self, size: Option<usize>) -> Result<Pieces, Raise> {
        let mut pieces = Pieces::default();
        let wanted = size.unwrap_or(usize::MAX);
        while pieces.len < wanted {
            if self.rest.is_empty() {
                self.rest = self.next().await?;
            }
            let piece = self.rest.split_to(self.rest.len().min(wanted - pieces.len));
            if piece.is_empty() {
                break;
            }
            pieces.len += piece.len();
            pieces.bytes.push(piece);
        }
        Ok(pieces)
    }

    /// Empty at the end.
    async fn next(&mut self) -> Result<Bytes, Raise> {
        let Some(incoming) = &mut self.incoming else { return Ok(Bytes::new()) };
        let chunk = incoming.chunk().await.map_err(|error| raise(&error))?;
        self.crc64 = incoming.crc64();
        if chunk.is_none() {
            // Its connection is free for others.
            self.incoming = None;
        }
        Ok(chunk.unwrap_or_default())
    }
}

/// Bytes that become one object of Python's.
#[derive(Default)]
pub(super) struct Pieces {
    bytes: Vec<Bytes>,
    len: usize,
}

impl Pieces {
    pub(super) fn of(bytes: Bytes) -> Self {
        Self { len: bytes.len(), bytes: vec![bytes] }
    }
}

impl<'py> IntoPyObject<'py> for Pieces {
    type Target = PyBytes;
    type Output = Bound<'py, PyBytes>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        PyBytes::new_with(py, self.len, |mut space| {
            for mut piece in self.bytes {
                let (place, left) = space.split_at_mut(piece.len());
                piece.copy_to_slice(place);
                space = left;
            }
            Ok(())
        })
    }
}
