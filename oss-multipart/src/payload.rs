//! What a request sends.

use std::fmt;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, Stream, StreamExt};

use crate::body::{FRAME, Meter, Pool, Slice};
use crate::crc64::Crc64;
use crate::error::{Error, ErrorKind};
use crate::origin::Origin;
use crate::plan::MAX_PART_SIZE;
use crate::source::{Kind, Source};
use crate::watch::Watch;

/// The bytes of one request: of a part, or of an object put in one go.
#[derive(Debug)]
pub struct Body(What);

#[derive(Debug)]
enum What {
    Range(Origin, Range<u64>),
    Stream(Passing),
}

impl Body {
    /// Bytes in memory.
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let range = 0..bytes.len() as u64;
        Self(What::Range(Origin::Bytes(bytes), range))
    }

    /// A range of a file, or of bytes. It is read while it is sent, and again for each repetition.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the source has no such range, or is a reader, which has no ranges.
    pub fn range(source: &Source, range: Range<u64>) -> Result<Self, Error> {
        match &source.0 {
            Kind::Known(origin) => Self::of_origin(origin, range),
            Kind::Passing(_) => {
                let message = "a reader has no ranges that can be sent as parts";
                Err(Error::new(ErrorKind::Input, message))
            }
        }
    }

    /// `len` bytes that can be had only once. A request that fails is repeated as long as not one
    /// of them was taken. A stream that gives fewer bytes or more fails with
    /// [`ErrorKind::Source`], and so does one that fails itself: it must come to its end, too.
    /// One that gives nothing for the stall timeout looks like a connection that moves nothing.
    pub fn stream<S, E>(len: u64, stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        let stream = stream.map(|item| item.map_err(io::Error::other)).boxed();
        let flow = Flow { stream, rest: Bytes::new(), taken: false, ended: false, reader: 0 };
        Self(What::Stream(Passing { len, flow: Arc::new(Mutex::new(flow)) }))
    }

    /// How many bytes there are.
    pub fn len(&self) -> u64 {
        match &self.0 {
            What::Range(_, range) => range.end - range.start,
            What::Stream(passing) => passing.len,
        }
    }

    /// Whether there are no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn of_origin(origin: &Origin, range: Range<u64>) -> Result<Self, Error> {
        if range.start > range.end || range.end > origin.len() {
            let message = format!("the source has no bytes {range:?}");
            return Err(Error::new(ErrorKind::Input, message));
        }
        Ok(Self(What::Range(origin.clone(), range)))
    }

    /// No request takes more than 5 GiB.
    pub(crate) fn payload(self, pool: &Pool, watch: Option<&Arc<Watch>>) -> Result<Payload, Error> {
        if self.len() > MAX_PART_SIZE {
            let message = format!("{} bytes are more than one request may send", self.len());
            return Err(Error::new(ErrorKind::Input, message));
        }
        Ok(match self.0 {
            What::Range(origin, range) => {
                Payload::Slice(Slice { origin, range, pool: pool.clone(), watch: watch.cloned() })
            }
            What::Stream(passing) => Payload::Passing(passing),
        })
    }
}

#[derive(Debug)]
pub(crate) enum Payload {
    Nothing,
    Text(String),
    Slice(Slice),
    Passing(Passing),
}

impl Payload {
    /// Whether the service is to confirm the CRC-64 of it.
    pub(crate) fn is_content(&self) -> bool {
        matches!(self, Self::Slice(_) | Self::Passing(_))
    }

    /// Whether it cannot be sent once more.
    pub(crate) fn is_spent(&self) -> bool {
        matches!(self, Self::Passing(passing) if passing.flow().taken)
    }

    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::Nothing => 0,
            Self::Text(text) => text.len() as u64,
            Self::Slice(slice) => slice.len(),
            Self::Passing(passing) => passing.len,
        }
    }

    /// The bytes, for one try; `meter` tells what became of them.
    pub(crate) fn body(&self, meter: &Arc<Meter>) -> Option<reqwest::Body> {
        match self {
            Self::Nothing => None,
            Self::Text(text) => Some(text.clone().into()),
            Self::Slice(slice) => Some(reqwest::Body::wrap_stream(slice.stream(Arc::clone(meter)))),
            Self::Passing(passing) => {
                Some(reqwest::Body::wrap_stream(passing.stream(Arc::clone(meter))))
            }
        }
    }
}

/// A stream that passes once.
pub(crate) struct Passing {
    len: u64,
    flow: Arc<Mutex<Flow>>,
}

struct Flow {
    stream: BoxStream<'static, io::Result<Bytes>>,
    /// Given by the stream, but not taken yet.
    rest: Bytes,
    taken: bool,
    ended: bool,
    /// Which try reads it: a connection that is given up may ask once more.
    reader: u32,
}

impl Passing {
    fn flow(&self) -> std::sync::MutexGuard<'_, Flow> {
        self.flow.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stream(&self, meter: Arc<Meter>) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        let reader = {
            let mut flow = self.flow();
            flow.reader += 1;
            flow.reader
        };
        if self.len == 0 {
            meter.finish(Crc64::new().value());
        }
        let (flow, mut left, mut crc) = (Arc::clone(&self.flow), self.len, Crc64::new());
        stream::poll_fn(move |context| {
            meter.touch();
            let mut flow = flow.lock().unwrap_or_else(PoisonError::into_inner);
            let frame = match flow.next(reader, left, context) {
                Poll::Ready(Ok(frame)) => frame,
                Poll::Ready(Err(error)) => return Poll::Ready(Some(Err(meter.trouble(error)))),
                Poll::Pending => return Poll::Pending,
            };
            if frame.is_empty() {
                return Poll::Ready(None);
            }
            crc.update(&frame);
            left -= frame.len() as u64;
            meter.sent(frame.len() as u64);
            if left == 0 {
                meter.finish(crc.value());
            }
            Poll::Ready(Some(Ok(frame)))
        })
    }
}

impl Flow {
    /// The next bytes of `left`; empty at the end.
    fn next(
        &mut self,
        reader: u32,
        left: u64,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<Bytes>> {
        if reader != self.reader {
            return Poll::Ready(Err(io::Error::other("another try reads the stream")));
        }
        while self.rest.is_empty() && left > 0 {
            self.rest = match self.stream.poll_next_unpin(context) {
                Poll::Ready(Some(Ok(bytes))) => bytes,
                Poll::Ready(Some(Err(error))) => {
                    self.taken = true;
                    return Poll::Ready(Err(error));
                }
                Poll::Ready(None) => {
                    self.taken = true;
                    let message = format!("the stream ended {left} bytes too early");
                    return Poll::Ready(Err(io::Error::new(io::ErrorKind::UnexpectedEof, message)));
                }
                Poll::Pending => return Poll::Pending,
            };
        }
        self.taken |= left > 0;
        // The last bytes go out when the end has come: what is confirmed must be all there was.
        while self.rest.len() as u64 == left && self.rest.len() <= FRAME && !self.ended {
            match self.stream.poll_next_unpin(context) {
                Poll::Ready(Some(Ok(bytes))) if bytes.is_empty() => {}
                Poll::Ready(Some(Ok(_))) => return Poll::Ready(Err(too_long())),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Err(error)),
                Poll::Ready(None) => self.ended = true,
                Poll::Pending => return Poll::Pending,
            }
        }
        if self.rest.len() as u64 > left {
            return Poll::Ready(Err(too_long()));
        }
        let frame = self.rest.split_to(self.rest.len().min(FRAME));
        Poll::Ready(Ok(frame))
    }
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the stream gives more bytes than it was said to")
}

impl fmt::Debug for Passing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Passing").field("len", &self.len).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    fn payload(len: u64, chunks: &[&'static [u8]]) -> Payload {
        let chunks: Vec<_> =
            chunks.iter().map(|chunk| Ok::<_, Infallible>(Bytes::from_static(chunk))).collect();
        let body = Body::stream(len, stream::iter(chunks));
        body.payload(&Pool::default(), None).unwrap()
    }

    async fn read(payload: &Payload) -> (io::Result<Vec<u8>>, Arc<Meter>) {
        let meter = Arc::new(Meter::new());
        let Payload::Passing(passing) = payload else { panic!("{payload:?}") };
        let mut stream = Box::pin(passing.stream(Arc::clone(&meter)));
        let mut bytes = Vec::new();
        while let Some(frame) = stream.next().await {
            match frame {
                Ok(frame) => bytes.extend_from_slice(&frame),
                Err(error) => return (Err(error), meter),
            }
        }
        (Ok(bytes), meter)
    }

    #[tokio::test]
    async fn a_stream_is_summed_and_cut_into_frames() {
        let payload = payload(9, &[b"1234", b"", b"56789"]);
        assert!(!payload.is_spent() && payload.len() == 9);
        let (bytes, meter) = read(&payload).await;
        assert_eq!(bytes.unwrap(), b"123456789");
        assert_eq!(meter.crc64(), Some(0x995d_c9bb_df19_39fa));
        assert!(payload.is_spent());
    }

    #[tokio::test]
    async fn a_stream_of_another_length_is_an_error_of_the_source() {
        for (len, why) in [
            (10, "the stream ended 1 bytes too early"),
            (8, "the stream gives more bytes than it was said to"),
            (4, "the stream gives more bytes than it was said to"),
        ] {
            let payload = payload(len, &[b"1234", b"56789"]);
            let (bytes, meter) = read(&payload).await;
            assert_eq!(bytes.unwrap_err().to_string(), why);
            assert!(meter.source_error().is_some() && meter.crc64().is_none());
            assert!(payload.is_spent());
        }
    }

    #[tokio::test]
    async fn a_try_that_took_nothing_leaves_all_to_the_next_one() {
        let payload = payload(4, &[b"1234"]);
        let Payload::Passing(passing) = &payload else { panic!("{payload:?}") };
        let mut given_up = Box::pin(passing.stream(Arc::new(Meter::new())));
        let (bytes, _) = read(&payload).await;
        assert_eq!(bytes.unwrap(), b"1234");
        // And cannot take anything away from it.
        assert!(given_up.next().await.unwrap().is_err());
    }

    #[tokio::test]
    async fn no_bytes_are_some_too() {
        let (bytes, meter) = read(&payload(0, &[])).await;
        assert_eq!((bytes.unwrap().len(), meter.crc64()), (0, Some(0)));
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        let source = Source::bytes("1234");
        assert_eq!(Body::range(&source, 1..4).unwrap().len(), 3);
        assert!(Body::range(&source, 4..4).unwrap().is_empty());
        for range in [Range { start: 2, end: 1 }, 0..5] {
            assert_eq!(Body::range(&source, range).unwrap_err().kind(), ErrorKind::Input);
        }
        let too_large = Body::stream(MAX_PART_SIZE + 1, stream::empty::<io::Result<Bytes>>());
        let refused = too_large.payload(&Pool::default(), None).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::Input);
    }
}
