//! The bytes of one part on their way to the network: read in small chunks, summed in the same
//! pass while they are in cache, sent.
//!
//! What the page cache has is read at once, without a change of threads; the rest is read on a
//! thread that may block. The kernel is asked to fetch what comes next, so that this is rare. One
//! chunk of a part is in memory, besides the one that the connection is writing.

use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::stream::{self, Stream};

use crate::crc64::Crc64;
use crate::origin::{Origin, SourceFile};
use crate::watch::Watch;

/// Small enough to stay in a core's cache, large enough to make calls rare.
const CHUNK: usize = 512 * 1024;
const PAGE: usize = 4096;
/// How much of a part the kernel is asked to fetch while a chunk is sent.
const AHEAD: u64 = 2 * CHUNK as u64;
/// What the connection is given at once: small, so that a slow one is seen to move.
pub(crate) const FRAME: usize = 64 * 1024;
/// Less than this from the page cache is not worth sending.
const WORTHWHILE: usize = 64 * 1024;

/// A range of a source, to be sent as one part.
#[derive(Clone, Debug)]
pub(crate) struct Slice {
    pub(crate) origin: Origin,
    pub(crate) range: Range<u64>,
    pub(crate) pool: Pool,
    pub(crate) watch: Option<Arc<Watch>>,
}

impl Slice {
    pub(crate) fn len(&self) -> u64 {
        self.range.end - self.range.start
    }

    /// Lets the page cache drop what was read for this part alone. What was there before stays:
    /// the database on this machine may need it.
    pub(crate) fn forget(&self, meter: &Meter) {
        if let (Origin::File(file), true) = (&self.origin, meter.has_waited()) {
            file.forget(self.range.clone());
        }
    }

    /// The bytes, for one try; `meter` tells what became of them.
    pub(crate) fn stream(
        &self,
        meter: Arc<Meter>,
    ) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        if self.range.is_empty() {
            meter.finish(Crc64::new().value());
        }
        let (slice, at, crc) = (self.clone(), self.range.start, Crc64::new());
        let start = Reader { slice, at, crc, chunk: Bytes::new(), meter };
        stream::try_unfold(start, |mut reader| async {
            let chunk = reader.next().await?;
            Ok(chunk.map(|chunk| (chunk, reader)))
        })
    }
}

struct Reader {
    slice: Slice,
    at: u64,
    crc: Crc64,
    /// Read, but not handed over yet.
    chunk: Bytes,
    meter: Arc<Meter>,
}

impl Reader {
    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        self.meter.touch();
        if self.chunk.is_empty() {
            self.chunk = match self.read().await {
                Ok(chunk) => chunk,
                Err(error) => return Err(self.meter.trouble(error)),
            };
        }
        let frame = self.chunk.split_to(self.chunk.len().min(FRAME));
        let sent = frame.len() as u64;
        if sent == 0 {
            return Ok(None);
        }
        if let Some(watch) = &self.slice.watch {
            // Waiting for one's turn is no stall.
            watch.rate_limit.take(frame.len(), || self.meter.touch()).await;
        }
        self.meter.touch();
        self.meter.sent(sent);
        if let Some(watch) = &self.slice.watch {
            watch.sent(sent);
        }
        // A connection that was told the length does not ask once more to hear that this was all.
        if self.at == self.slice.range.end && self.chunk.is_empty() {
            self.meter.finish(self.crc.value());
        }
        Ok(Some(frame))
    }

    /// The next chunk, summed; empty at the end.
    async fn read(&mut self) -> io::Result<Bytes> {
        let end = self.slice.range.end;
        let len = (end - self.at).min(CHUNK as u64) as usize;
        if len == 0 {
            return Ok(Bytes::new());
        }
        let chunk = match &self.slice.origin {
            Origin::Bytes(bytes) => bytes.slice(self.at as usize..self.at as usize + len),
            Origin::File(file) => {
                let (chunk, waited) = self.slice.pool.read(file, self.at, len).await?;
                if waited {
                    self.meter.waited.store(true, Ordering::Relaxed);
                }
                chunk
            }
        };
        self.crc.update(&chunk);
        self.at += chunk.len() as u64;
        // What is cached anyway needs no advice, and giving it costs a look at every page.
        if let (Origin::File(file), true) = (&self.slice.origin, self.meter.has_waited()) {
            file.fetch_ahead(self.at..end.min(self.at + AHEAD));
        }
        Ok(chunk)
    }
}

/// What happened to the bytes of one try, seen from outside.
#[derive(Debug)]
pub(crate) struct Meter {
    begun: Instant,
    /// Milliseconds after `begun` at which the connection last asked for bytes.
    touched: AtomicU64,
    sent: AtomicU64,
    /// Some of it was not in the page cache.
    waited: AtomicBool,
    ended: AtomicBool,
    crc: OnceLock<u64>,
    trouble: OnceLock<io::Error>,
}

impl Meter {
    pub(crate) fn new() -> Self {
        Self {
            begun: Instant::now(),
            touched: AtomicU64::new(0),
            sent: AtomicU64::new(0),
            waited: AtomicBool::new(false),
            ended: AtomicBool::new(false),
            crc: OnceLock::new(),
            trouble: OnceLock::new(),
        }
    }

    /// How long the connection has not asked for bytes.
    pub(crate) fn idle(&self) -> Duration {
        let touched = Duration::from_millis(self.touched.load(Ordering::Relaxed));
        self.begun.elapsed().saturating_sub(touched)
    }

    /// Whether all bytes were handed over.
    pub(crate) fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }

    /// Whether the disk had to be waited for.
    fn has_waited(&self) -> bool {
        self.waited.load(Ordering::Relaxed)
    }

    pub(crate) fn bytes_sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// The CRC-64 of all bytes, once they were handed over.
    pub(crate) fn crc64(&self) -> Option<u64> {
        self.crc.get().copied()
    }

    /// Why the source could not be read.
    pub(crate) fn source_error(&self) -> Option<&io::Error> {
        self.trouble.get()
    }

    pub(crate) fn touch(&self) {
        let now = self.begun.elapsed().as_millis().try_into().unwrap_or(u64::MAX);
        self.touched.store(now, Ordering::Relaxed);
    }

    pub(crate) fn sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(crate) fn finish(&self, crc: u64) {
        let _ = self.crc.set(crc);
        self.touch();
        self.ended.store(true, Ordering::Relaxed);
    }

    pub(crate) fn trouble(&self, error: io::Error) -> io::Error {
        let copy = io::Error::new(error.kind(), error.to_string());
        let _ = self.trouble.set(error);
        copy
    }
}

/// Buffers used again and again: a fresh half MiB each time would cost more than reading it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool(Arc<Mutex<Vec<Vec<u8>>>>);

impl Pool {
    /// Up to `len` bytes from `at`, at least one, and whether the disk had to be waited for.
    async fn read(&self, file: &Arc<SourceFile>, at: u64, len: usize) -> io::Result<(Bytes, bool)> {
        let mut pooled = self.take();
        let cached = file.read_cached_at(pooled.space(len), at);
        if cached >= len.min(WORTHWHILE) {
            pooled.len = cached;
            return Ok((Bytes::from_owner(pooled), false));
        }
        let file = Arc::clone(file);
        let read = tokio::task::spawn_blocking(move || {
            file.read_exact_at(pooled.space(len), at)?;
            pooled.len = len;
            Ok((Bytes::from_owner(pooled), true))
        });
        read.await.unwrap_or_else(|error| Err(io::Error::other(error)))
    }

    fn take(&self) -> Pooled {
        let spare = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let buffer = spare.unwrap_or_else(|| vec![0; PAGE + CHUNK]);
        let start = buffer.as_ptr().align_offset(PAGE).min(PAGE);
        Pooled { buffer, start, len: 0, pool: self.clone() }
    }
}

/// A buffer that returns to its pool when the network is done with it.
struct Pooled {
    buffer: Vec<u8>,
    /// The first byte on a page boundary. Copying from the page cache to where the allocator
    /// starts, 16 bytes behind one, takes several times as long.
    start: usize,
    len: usize,
    pool: Pool,
}

impl Pooled {
    fn space(&mut self, len: usize) -> &mut [u8] {
        &mut self.buffer[self.start..self.start + len]
    }
}

impl AsRef<[u8]> for Pooled {
    fn as_ref(&self) -> &[u8] {
        &self.buffer[self.start..self.start + self.len]
    }
}

impl Drop for Pooled {
    fn drop(&mut self) {
        let buffer = std::mem::take(&mut self.buffer);
        self.pool.0.lock().unwrap_or_else(PoisonError::into_inner).push(buffer);
    }
}
