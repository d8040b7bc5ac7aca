//! What is uploaded: a file by its path, bytes, or whatever an object's `read` gives.

use std::path::PathBuf;

use bytes::Bytes;
use oss_multipart::{Error, Source};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView};

use crate::reader::{Reader, Watch};

/// Bytes are content, an object with `read` is read, everything else names a file.
pub(crate) enum UploadSource {
    Bytes(Bytes),
    Path(PathBuf),
    Reader(Reader),
}

impl<'py> FromPyObject<'_, 'py> for UploadSource {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        // Other buffers with `read`, such as a mapped file, are too large to be copied.
        if !is_plain(&object) && object.hasattr(intern!(object.py(), "read"))? {
            return Ok(Self::Reader(Reader::new(&object)?));
        }
        if let Some(bytes) = bytes(object)? {
            return Ok(Self::Bytes(bytes));
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

    /// Where an exception of the object's own comes to lie; dropping it ends the reading.
    pub(crate) fn watch(&self) -> Watch {
        match self {
            Self::Reader(reader) => reader.watch(),
            Self::Bytes(_) | Self::Path(_) => Watch::default(),
        }
    }
}

fn is_plain(object: &Bound<'_, PyAny>) -> bool {
    object.is_instance_of::<PyBytes>()
        || object.is_instance_of::<PyByteArray>()
        || object.is_instance_of::<PyMemoryView>()
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
