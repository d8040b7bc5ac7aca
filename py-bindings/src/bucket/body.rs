//! What one request sends.

use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream;
use oss_multipart::{Body, Error, Source};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use crate::progress::Progress;
use crate::reader::{Reader, Watch};
use crate::source_upload::bytes;

/// As much as is worth a change of threads.
const CHUNK: usize = 512 * 1024;
/// Chunks that are read while another one is sent.
const AHEAD: usize = 2;

/// Bytes, a range of a file, or as many bytes as are said of an object with `read`.
pub(crate) enum Content {
    Bytes(Bytes),
    Range(PathBuf, Range<u64>),
    Reader(Reader, u64),
}

impl<'py> FromPyObject<'_, 'py> for Content {
    type Error = PyErr;

    /// A buffer, `(path, start, end)` or `(object, size)`.
    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Some(bytes) = bytes(object)? {
            return Ok(Self::Bytes(bytes));
        }
        if let Ok((path, start, end)) = object.extract() {
            return Ok(Self::Range(path, Range { start, end }));
        }
        match object.extract::<(Bound<'py, PyAny>, u64)>() {
            Ok((object, size)) => Ok(Self::Reader(Reader::new(&object)?, size)),
            Err(_) => Err(PyTypeError::new_err("the content is no buffer, range or reader")),
        }
    }
}

impl Content {
    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Range(_, range) => range.end.saturating_sub(range.start),
            Self::Reader(_, size) => *size,
        }
    }

    pub(crate) fn watch(&self) -> Watch {
        match self {
            Self::Reader(reader, _) => reader.watch(),
            Self::Bytes(_) | Self::Range(..) => Watch::default(),
        }
    }

    /// For one request; what an object gives is told as it is taken.
    pub(crate) fn body(self, progress: &Arc<Progress>) -> Result<Body, Error> {
        match self {
            Self::Bytes(bytes) => Ok(Body::bytes(bytes)),
            Self::Range(path, range) => Body::range(&Source::file(path)?, range),
            Self::Reader(reader, size) => Ok(reading(reader, size, Arc::clone(progress))),
        }
    }
}

/// The object is read on a thread of its own, which ends when nobody takes what it reads.
fn reading(mut reader: Reader, size: u64, progress: Arc<Progress>) -> Body {
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(AHEAD);
    spawn_blocking(move || {
        let mut left = size;
        while left > 0 {
            let most = usize::try_from(left).unwrap_or(usize::MAX).min(CHUNK);
            match reader.next(most) {
                // Whoever counts will find that it was not enough.
                Ok(bytes) if bytes.is_empty() => return,
                Ok(bytes) => {
                    left -= bytes.len() as u64;
                    if sender.blocking_send(Ok(bytes)).is_err() {
                        return;
                    }
                }
                Err(error) => {
                    let _ = sender.blocking_send(Err(error));
                    return;
                }
            }
        }
    });
    let taken = stream::unfold((receiver, 0), move |(mut receiver, sent)| {
        let progress = Arc::clone(&progress);
        async move {
            let read = receiver.recv().await?;
            let sent = sent + read.as_ref().map_or(0, |bytes| bytes.len() as u64);
            progress.advance(sent, Some(size));
            Some((read, (receiver, sent)))
        }
    });
    Body::stream(size, taken)
}
