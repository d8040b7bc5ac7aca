//! What is uploaded.

use std::fmt;
use std::io::Read;
use std::path::Path;
use std::pin::Pin;

use bytes::Bytes;
use tokio::io::AsyncRead;

use crate::error::Error;
use crate::origin::Origin;

/// Something to upload.
pub struct Source(pub(crate) Kind);

pub(crate) enum Kind {
    /// Can be read again, from any place.
    Known(Origin),
    /// Can be read once, in order.
    Passing(Passing),
}

/// A reader, and how many bytes may be expected of it.
pub(crate) struct Passing {
    pub(crate) reader: Reader,
    pub(crate) expected: Option<u64>,
}

pub(crate) enum Reader {
    Blocking(Box<dyn Read + Send>),
    Async(Pin<Box<dyn AsyncRead + Send>>),
}

impl Source {
    /// A regular file, opened now and read while it is uploaded. A symbolic link is followed;
    /// holes are read as zeros.
    ///
    /// # Errors
    /// [`ErrorKind::Source`](crate::ErrorKind::Source) if it cannot be opened or is no regular
    /// file.
    pub fn file(path: impl AsRef<Path>) -> Result<Self, Error> {
        Ok(Self(Kind::Known(Origin::file(path.as_ref())?)))
    }

    /// Bytes in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        Self(Kind::Known(Origin::Bytes(bytes.into())))
    }

    /// Whatever a blocking reader gives until its end: a pipe, a decoder, a generator. It is read
    /// on a thread of its own; a `read` that never returns keeps that thread.
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self::passing(Reader::Blocking(Box::new(reader)))
    }

    /// Whatever an asynchronous reader gives until its end.
    pub fn async_reader(reader: impl AsyncRead + Send + 'static) -> Self {
        Self::passing(Reader::Async(Box::pin(reader)))
    }

    /// Says about how many bytes a reader will give, so that its parts are no larger than need be.
    /// It may turn out otherwise: parts grow if there is more. Nothing changes for files and bytes.
    pub fn expecting(mut self, bytes: u64) -> Self {
        if let Kind::Passing(passing) = &mut self.0 {
            passing.expected = Some(bytes);
        }
        self
    }

    /// How many bytes there are; `None` of a reader.
    pub fn len(&self) -> Option<u64> {
        match &self.0 {
            Kind::Known(origin) => Some(origin.len()),
            Kind::Passing(_) => None,
        }
    }

    /// Whether there are no bytes at all; `None` of a reader.
    pub fn is_empty(&self) -> Option<bool> {
        self.len().map(|len| len == 0)
    }

    fn passing(reader: Reader) -> Self {
        Self(Kind::Passing(Passing { reader, expected: None }))
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Reader")
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Known(origin) => write!(out, "Source({origin:?})"),
            Kind::Passing(Passing { expected, .. }) => match expected {
                Some(expected) => write!(out, "Source(reader, about {expected} bytes)"),
                None => out.write_str("Source(reader)"),
            },
        }
    }
}
