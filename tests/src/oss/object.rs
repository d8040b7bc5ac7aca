//! Objects put, read and removed in one call.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use bytes::Bytes;
use futures_util::stream;
use http_body_util::{BodyExt as _, StreamBody};
use hyper::body::Frame;
use hyper::{Response, StatusCode};

use super::callback::Callback;
use super::error::Refusal;
use super::receive::receive;
use super::store::{Object, Piece, StoredObject};
use super::{CRC_HEADER, Exchange, Stop, empty_answer, range, set};
use crate::answer::Body;
use crate::clock;
use crate::fault::FaultKind;
use crate::intake::Intake;
use crate::state::Shared;

/// Bytes read from a file at once.
const CHUNK: usize = 256 << 10;

pub(super) async fn put(
    exchange: &Exchange<'_>,
    intake: &mut Intake,
) -> Result<Response<Body>, Stop> {
    refuse_overwriting(exchange, false)?;
    let callback = Callback::read(exchange)?;
    let received = receive(exchange, intake).await?;
    refuse_overwriting(exchange, false)?;
    let object = Object {
        bucket: exchange.target.bucket.clone(),
        key: exchange.target.key.clone(),
        size: received.piece.size,
        crc64: received.stored_crc64,
        etag: received.etag.clone(),
        parts: 0,
        headers: kept_headers(exchange),
        last_modified: exchange.shared.clock.now(),
    };
    let pieces = vec![received.piece];
    exchange.shared.state().store.put(StoredObject { object: object.clone(), pieces });
    let mut response = empty_answer(StatusCode::OK);
    set(&mut response, "etag", &format!("\"{}\"", received.etag));
    set(&mut response, CRC_HEADER, &received.crc64.to_string());
    match callback {
        Some(callback) => Ok(callback.answer(exchange, &object, response)?),
        None => Ok(response),
    }
}

pub(super) fn get(exchange: &Exchange<'_>) -> Result<Response<Body>, Refusal> {
    let stored = find(exchange)?;
    if let Some(response) = unless_it_matches(exchange, &stored.object)? {
        return Ok(response);
    }
    let mut response = describe(&stored.object, StatusCode::OK);
    let size = stored.object.size;
    let (first, length) = match exchange.head.header("range") {
        None => (0, size),
        Some(header) => match range::parse(header, size) {
            Some((first, length)) => {
                *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                let last = first + length - 1;
                set(&mut response, "content-range", &format!("bytes {first}-{last}/{size}"));
                (first, length)
            }
            // Without this header OSS answers with the whole object.
            None if exchange.head.header("x-oss-range-behavior") == Some("standard") => {
                let message = "The requested range cannot be satisfied.";
                let status = StatusCode::RANGE_NOT_SATISFIABLE;
                return Err(Refusal::new(status, "InvalidRange", "", message));
            }
            None => (0, size),
        },
    };
    for (name, value) in &exchange.head.query {
        if let Some(header) = name.strip_prefix("response-") {
            set(&mut response, header, value);
        }
    }
    set(&mut response, "content-length", &length.to_string());
    let flip = exchange.fault == Some(&FaultKind::CorruptedPart);
    *response.body_mut() = read(stored.pieces, first, length, flip);
    Ok(response)
}

pub(super) fn head(exchange: &Exchange<'_>) -> Result<Response<Body>, Refusal> {
    let stored = find(exchange)?;
    if let Some(response) = unless_it_matches(exchange, &stored.object)? {
        return Ok(response);
    }
    let mut response = describe(&stored.object, StatusCode::OK);
    set(&mut response, "content-length", &stored.object.size.to_string());
    Ok(response)
}

pub(super) fn delete(exchange: &Exchange<'_>) -> Response<Body> {
    let name = (exchange.target.bucket.clone(), exchange.target.key.clone());
    exchange.shared.state().store.objects.remove(&name);
    empty_answer(StatusCode::NO_CONTENT)
}

/// The bytes of an object without any check; `None` when there is no such object.
pub(crate) fn raw(shared: &Shared, bucket: &str, key: &str) -> Option<Response<Body>> {
    let stored = shared.state().store.find(bucket, key).cloned()?;
    let size = stored.object.size;
    let mut response = empty_answer(StatusCode::OK);
    set(&mut response, "content-length", &size.to_string());
    *response.body_mut() = read(stored.pieces, 0, size, false);
    Some(response)
}

/// Refuses where the object exists and the request, or the upload it belongs to, asks for it.
pub(super) fn refuse_overwriting(
    exchange: &Exchange<'_>,
    upload_forbids: bool,
) -> Result<(), Refusal> {
    let forbids = upload_forbids || exchange.head.header("x-oss-forbid-overwrite") == Some("true");
    let target = exchange.target;
    match forbids && exchange.shared.state().store.has(&target.bucket, &target.key) {
        true => Err(Refusal::already_exists()),
        false => Ok(()),
    }
}

/// The request's headers that an object keeps.
pub(super) fn kept_headers(exchange: &Exchange<'_>) -> BTreeMap<String, String> {
    const KEPT: &[&str] = &[
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-type",
        "expires",
        "x-oss-object-acl",
        "x-oss-server-side-encryption",
        "x-oss-server-side-encryption-key-id",
        "x-oss-storage-class",
        "x-oss-tagging",
    ];
    let headers = exchange.head.headers.iter();
    headers
        .filter(|(name, _)| KEPT.contains(&name.as_str()) || name.starts_with("x-oss-meta-"))
        .cloned()
        .collect()
}

fn find(exchange: &Exchange<'_>) -> Result<StoredObject, Refusal> {
    let (bucket, key) = (&exchange.target.bucket, &exchange.target.key);
    let found = exchange.shared.state().store.find(bucket, key).cloned();
    found.ok_or_else(|| Refusal::no_such_key(key))
}

/// What `If-Match` and `If-None-Match` lead to instead of the object.
fn unless_it_matches(
    exchange: &Exchange<'_>,
    object: &Object,
) -> Result<Option<Response<Body>>, Refusal> {
    let names = |header: &str| {
        let etags = exchange.head.header(header)?.split(',');
        let mut etags = etags.map(|etag| etag.trim().trim_matches('"'));
        Some(etags.any(|etag| etag == "*" || etag.eq_ignore_ascii_case(&object.etag)))
    };
    if names("if-match") == Some(false) {
        let message = "At least one of the pre-conditions you specified did not hold.";
        let status = StatusCode::PRECONDITION_FAILED;
        let refusal = Refusal::new(status, "PreconditionFailed", "", message);
        return Err(refusal.with("Condition", "If-Match"));
    }
    if names("if-none-match") == Some(true) {
        return Ok(Some(empty_answer(StatusCode::NOT_MODIFIED)));
    }
    Ok(None)
}

/// An answer with the headers of an object.
fn describe(object: &Object, status: StatusCode) -> Response<Body> {
    let mut response = empty_answer(status);
    set(&mut response, "content-type", "application/octet-stream");
    set(&mut response, "x-oss-storage-class", "Standard");
    let unsent = ["x-oss-object-acl", "x-oss-tagging"];
    for (name, value) in &object.headers {
        if !unsent.contains(&name.as_str()) {
            set(&mut response, name, value);
        }
    }
    if let Some(tags) = object.headers.get("x-oss-tagging") {
        set(&mut response, "x-oss-tagging-count", &tags.split('&').count().to_string());
    }
    set(&mut response, "accept-ranges", "bytes");
    set(&mut response, "etag", &format!("\"{}\"", object.etag));
    set(&mut response, "last-modified", &clock::render(object.last_modified, clock::HTTP));
    set(&mut response, CRC_HEADER, &object.crc64.to_string());
    let kind = match object.parts {
        0 => "Normal",
        _ => "Multipart",
    };
    set(&mut response, "x-oss-object-type", kind);
    response
}

/// Streams a stretch of bytes that may span several files, on demand with its first bit flipped.
fn read(pieces: Vec<Piece>, first: u64, length: u64, flip: bool) -> Body {
    let cursor = Cursor { pieces: pieces.into_iter(), open: None, skip: first, left: length, flip };
    let frames = stream::try_unfold(cursor, |mut cursor| async {
        let bytes = cursor.next()?;
        Ok(bytes.map(|bytes| (Frame::data(bytes), cursor)))
    });
    StreamBody::new(frames).boxed_unsync()
}

struct Cursor {
    pieces: std::vec::IntoIter<Piece>,
    open: Option<(File, Piece)>,
    skip: u64,
    left: u64,
    flip: bool,
}

impl Cursor {
    fn next(&mut self) -> io::Result<Option<Bytes>> {
        while self.left > 0 {
            if let Some((file, _)) = &mut self.open {
                let mut chunk = vec![0; CHUNK.min(usize::try_from(self.left).unwrap_or(CHUNK))];
                let read = file.read(&mut chunk)?;
                chunk.truncate(read);
                if read > 0 {
                    if std::mem::take(&mut self.flip) {
                        chunk[0] ^= 1;
                    }
                    self.left -= read as u64;
                    return Ok(Some(chunk.into()));
                }
                self.open = None;
            }
            let ended = || io::Error::other("the object is shorter than it was");
            let piece = self.pieces.next().ok_or_else(ended)?;
            if self.skip >= piece.size {
                self.skip -= piece.size;
                continue;
            }
            let discarded = || io::Error::other("the bytes were discarded");
            let stored = piece.file.as_ref().ok_or_else(discarded)?;
            let mut file = File::open(&stored.0)?;
            file.seek(SeekFrom::Start(self.skip))?;
            self.skip = 0;
            self.open = Some((file, piece));
        }
        Ok(None)
    }
}
