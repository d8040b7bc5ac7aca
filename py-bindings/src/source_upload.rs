//! What is uploaded: a file by its path, bytes, or whatever an object's `read` gives.

use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::{Buf as _, Bytes};
use oss_multipart::{Error, Source};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyMemoryView;

/// What `read` is asked for at once: the GIL is taken that rarely.
const CHUNK: usize = 1024 * 1024;

/// Bytes are content, an object with `read` is read, everything else names a file.
pub(crate) enum UploadSource {
    Bytes(Bytes),
    Path(PathBuf),
    Reader(Reader),
}

impl<'py> FromPyObject<'_, 'py> for UploadSource {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Some(bytes) = bytes(object)? {
            return Ok(Self::Bytes(bytes));
        }
        if object.hasattr(intern!(object.py(), "read"))? {
            return Ok(Self::Reader(Reader::new(&object)));
        }
        object.extract().map(Self::Path).map_err(|_| {
            let name = object.get_type().name().map(|name| name.to_string()).unwrap_or_default();
            PyTypeError::new_err(format!(
                "{name} cannot be uploaded: give a path, bytes or another buffer, or an object \
                 with read()"
            ))
        })
    }
}

impl UploadSource {
    /// Opens a file, if it is one. Not with the GIL held.
    pub(crate) fn open(self) -> Result<Source, Error> {
        match self {
            Self::Bytes(bytes) => Ok(Source::bytes(bytes)),
            Self::Path(path) => Source::file(path),
            Self::Reader(reader) => Ok(Source::reader(reader)),
        }
    }

    /// Where an exception of the object's own comes to lie.
    pub(crate) fn raised(&self) -> Raised {
        match self {
            Self::Reader(reader) => reader.raised.clone(),
            Self::Bytes(_) | Self::Path(_) => Raised::default(),
        }
    }
}

/// The content of `bytes` without a copy, of other buffers as a copy; `None` of anything else.
pub(crate) fn bytes(object: Borrowed<'_, '_, PyAny>) -> PyResult<Option<Bytes>> {
    if let Ok(bytes) = object.extract::<PyBackedBytes>() {
        return Ok(Some(Bytes::from_owner(bytes)));
    }
    // CPython before 3.11 gives no stable access to a buffer itself.
    match PyMemoryView::from(&object) {
        Ok(view) => {
            let copied = view.call_method0(intern!(object.py(), "tobytes"))?;
            Ok(Some(Bytes::from_owner(copied.extract::<PyBackedBytes>()?)))
        }
        Err(_) => Ok(None),
    }
}

/// The exception that a Python object raised while Rust read from it.
#[derive(Clone, Default)]
pub(crate) struct Raised(Arc<Mutex<Option<PyErr>>>);

impl Raised {
    pub(crate) fn take(&self) -> Option<PyErr> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, error: PyErr) -> io::Error {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        io::Error::other("the object's read() raised an exception")
    }
}

/// A Python object with `read(size)`, read on a thread that may wait for it.
pub(crate) struct Reader {
    object: Py<PyAny>,
    rest: Bytes,
    ended: bool,
    raised: Raised,
}

impl Reader {
    pub(crate) fn new(object: &Bound<'_, PyAny>) -> Self {
        let object = object.clone().unbind();
        Self { object, rest: Bytes::new(), ended: false, raised: Raised::default() }
    }

    pub(crate) fn raised(&self) -> Raised {
        self.raised.clone()
    }

    /// The next bytes, up to so many; empty at the end. Blocks.
    pub(crate) fn next(&mut self, most: usize) -> io::Result<Bytes> {
        if self.rest.is_empty() && !self.ended {
            // The interpreter may end while a thread still reads.
            let read = Python::try_attach(|py| self.call(py));
            self.rest = match read {
                Some(Ok(bytes)) => bytes,
                Some(Err(error)) => return Err(self.raised.put(error)),
                None => return Err(io::Error::other("the interpreter ends")),
            };
            self.ended = self.rest.is_empty();
        }
        Ok(self.rest.split_to(self.rest.len().min(most)))
    }

    fn call(&self, py: Python<'_>) -> PyResult<Bytes> {
        let read = self.object.bind(py).call_method1(intern!(py, "read"), (CHUNK,))?;
        bytes(read.as_borrowed())?.ok_or_else(|| {
            let name = read.get_type().name().map(|name| name.to_string()).unwrap_or_default();
            PyTypeError::new_err(format!(
                "read() gave {name} instead of bytes: open files in binary mode"
            ))
        })
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
