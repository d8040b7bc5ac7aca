//! Takes a reader's bytes into memory, part by part: a buffer is there before a byte is read, and
//! all buffers together stay within a limit.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::io::{AsyncReadExt, Take};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::crc64::Crc64;
use crate::error::{Error, ErrorKind};
use crate::source::Reader;

/// What memory is counted in.
const UNIT: u64 = 64 * 1024;

#[derive(Debug)]
pub(crate) struct Intake {
    /// Not here while a thread reads from it, and after it failed.
    reader: Option<Reader>,
    ended: bool,
    buffers: Arc<Buffers>,
}

/// One part.
#[derive(Debug)]
pub(crate) struct Taken {
    /// Fewer than were asked for, or none, at the end.
    pub(crate) bytes: Bytes,
    /// Their CRC-64 if it was asked for.
    pub(crate) crc64: Option<u64>,
}

impl Intake {
    /// `memory` in bytes; one part may exceed it, and is then alone.
    pub(crate) fn new(reader: Reader, memory: u64) -> Self {
        let units = memory.div_ceil(UNIT).clamp(1, u64::from(u32::MAX));
        // Fits by the clamp, also where a word has 32 bits.
        let units = units as u32;
        let permits = Arc::new(Semaphore::new(units as usize));
        let buffers = Arc::new(Buffers { units, permits, spare: Mutex::default() });
        Self { reader: Some(reader), ended: false, buffers }
    }

    /// The next `size` bytes. If they are `wanted` many, their CRC-64 is worked out.
    pub(crate) async fn take(&mut self, size: u64, wanted: Option<u64>) -> Result<Taken, Error> {
        let Some(reader) = self.reader.take().filter(|_| !self.ended) else {
            return Ok(Taken { bytes: Bytes::new(), crc64: None });
        };
        let mut buffer = self.buffers.get(size).await?;
        let (reader, buffer) = match reader {
            Reader::Async(mut reader) => {
                let mut part: Take<_> = (&mut reader).take(size);
                part.read_to_end(&mut buffer.bytes).await.map_err(unreadable)?;
                (Reader::Async(reader), buffer)
            }
            Reader::Blocking(reader) => {
                let read = tokio::task::spawn_blocking(move || fill(reader, buffer, size)).await;
                let (reader, buffer) = read.map_err(panicked)?.map_err(unreadable)?;
                (Reader::Blocking(reader), buffer)
            }
        };
        self.ended = (buffer.bytes.len() as u64) < size;
        self.reader = Some(reader);
        let bytes = Bytes::from_owner(buffer);
        let crc64 = match wanted {
            Some(wanted) if wanted == bytes.len() as u64 => Some(crc64(bytes.clone()).await?),
            _ => None,
        };
        Ok(Taken { bytes, crc64 })
    }
}

type Filled = (Box<dyn Read + Send>, Buffer);

fn fill(mut reader: Box<dyn Read + Send>, mut buffer: Buffer, size: u64) -> io::Result<Filled> {
    (&mut reader).take(size).read_to_end(&mut buffer.bytes)?;
    Ok((reader, buffer))
}

async fn crc64(bytes: Bytes) -> Result<u64, Error> {
    let sum = move || {
        let mut crc = Crc64::new();
        crc.update(&bytes);
        crc.value()
    };
    tokio::task::spawn_blocking(sum).await.map_err(panicked)
}

fn unreadable(error: io::Error) -> Error {
    let message = format!("the source cannot be read: {error}");
    Error::new(ErrorKind::Source, message).caused_by(error)
}

fn panicked(error: tokio::task::JoinError) -> Error {
    let message = "the source cannot be read: its reader panicked";
    Error::new(ErrorKind::Source, message).caused_by(error)
}

/// Memory for parts, used again and again.
#[derive(Debug)]
struct Buffers {
    units: u32,
    permits: Arc<Semaphore>,
    spare: Mutex<Vec<Vec<u8>>>,
}

impl Buffers {
    /// An empty buffer for so many bytes, as soon as there is memory for it.
    async fn get(self: &Arc<Self>, size: u64) -> Result<Buffer, Error> {
        let units = size.div_ceil(UNIT).min(u64::from(self.units)) as u32;
        let permit = Arc::clone(&self.permits).acquire_many_owned(units).await;
        // It is never closed.
        let permit = permit.map_err(|error| unreadable(io::Error::other(error)))?;
        let wanted = usize::try_from(size).map_err(|_| too_large(size))?;
        let mut bytes = self.spare().pop().unwrap_or_default();
        // Parts grow: what has become too small is given back at once, and so are its like.
        if bytes.capacity() < wanted {
            self.spare().clear();
            bytes = Vec::new();
            bytes.try_reserve_exact(wanted).map_err(|_| too_large(size))?;
        }
        Ok(Buffer { bytes, home: Arc::clone(self), _permit: permit })
    }

    fn spare(&self) -> std::sync::MutexGuard<'_, Vec<Vec<u8>>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn too_large(size: u64) -> Error {
    let message = format!(
        "there is no memory for a part of {size} bytes; say beforehand about how many bytes the \
         source gives, or set a smaller part size"
    );
    Error::new(ErrorKind::Source, message)
}

/// Returns to the others when nobody needs its bytes any more.
#[derive(Debug)]
struct Buffer {
    bytes: Vec<u8>,
    home: Arc<Buffers>,
    _permit: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        self.home.spare().push(bytes);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn intake(data: &'static [u8], memory: u64) -> Intake {
        Intake::new(Reader::Blocking(Box::new(data)), memory)
    }

    #[tokio::test]
    async fn parts_come_in_order_and_then_nothing() {
        let mut intake = intake(b"abcdefgh", UNIT * 9);
        let mut parts = Vec::new();
        for wanted in [None, Some(3), Some(3), None] {
            parts.push(intake.take(3, wanted).await.unwrap());
        }
        let bytes: Vec<_> = parts.iter().map(|part| &part.bytes[..]).collect();
        assert_eq!(bytes, [&b"abc"[..], b"def", b"gh", b""]);
        let mut crc = Crc64::new();
        crc.update(b"def");
        let sums: Vec<_> = parts.iter().map(|part| part.crc64).collect();
        assert_eq!(sums, [None, Some(crc.value()), None, None]);
    }

    #[tokio::test]
    async fn nothing_is_read_before_there_is_memory_for_it() {
        let mut intake = intake(b"abcdef", 2 * UNIT);
        let first = intake.take(2, None).await.unwrap();
        let second = intake.take(2, None).await.unwrap();
        let mut third = Box::pin(intake.take(2, None));
        assert!(tokio::time::timeout(Duration::from_millis(50), &mut third).await.is_err());
        drop(first);
        assert_eq!(&third.await.unwrap().bytes[..], b"ef");
        drop(second);
    }

    #[tokio::test]
    async fn a_part_larger_than_the_memory_is_alone_but_comes() {
        let mut intake = intake(b"abcdef", 1);
        assert_eq!(intake.take(10 * UNIT, None).await.unwrap().bytes.len(), 6);
    }

    #[tokio::test]
    async fn a_reader_that_fails_or_panics_is_the_source_s_fault() {
        struct Broken(bool);
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                assert!(self.0, "a bug in the reader");
                Err(io::Error::other("the tape tore"))
            }
        }
        for (broken, what) in [(Broken(true), "the tape tore"), (Broken(false), "panicked")] {
            let mut intake = Intake::new(Reader::Blocking(Box::new(broken)), UNIT);
            let error = intake.take(1, None).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Source);
            assert!(error.to_string().contains(what), "{error}");
        }
    }
}
