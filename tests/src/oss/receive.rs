//! A body becomes a file, a CRC and an `ETag` in one pass.

use std::fs::File;
use std::io::Write as _;
use std::sync::Arc;

use base64::Engine as _;
use bytes::Bytes;
use hyper::StatusCode;
use md5::{Digest as _, Md5};

use super::error::Refusal;
use super::store::{Piece, StoredFile};
use super::{Exchange, Stop};
use crate::crc;
use crate::encoding::hex;
use crate::fault::FaultKind;
use crate::intake::Intake;
use crate::settings::Etag;

/// Bodies of one call end here (page "UploadPart": 100 KB to 5 GB).
const LARGEST: u64 = 5 << 30;

/// What was received.
#[derive(Debug, Clone)]
pub(super) struct Received {
    pub(super) piece: Piece,
    /// CRC of the bytes as answered.
    pub(super) crc64: u64,
    /// CRC of the bytes as stored; differs only by a fault.
    pub(super) stored_crc64: u64,
    /// Without quotes.
    pub(super) etag: String,
}

/// Where a fault flips a bit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flip {
    Nowhere,
    BeforeHashing,
    BeforeStoring,
}

/// Reads the whole body.
pub(super) async fn receive(
    exchange: &Exchange<'_>,
    intake: &mut Intake,
) -> Result<Received, Stop> {
    let settings = &exchange.shared.settings;
    if intake.announced().is_some_and(|length| length > LARGEST) {
        return Err(too_large().into());
    }
    let wanted = content_md5(exchange)?;
    let flip = match exchange.fault {
        Some(FaultKind::CorruptedPart) => Flip::BeforeHashing,
        Some(FaultKind::CorruptedAtRest) => Flip::BeforeStoring,
        _ => Flip::Nowhere,
    };
    let path = exchange.shared.fresh_path();
    let (mut sink, file) = match settings.discard {
        true => (None, None),
        false => {
            let sink = File::create(&path).map_err(|error| Refusal::internal(&error))?;
            (Some(sink), Some(Arc::new(StoredFile(path))))
        }
    };
    let mut md5 = (settings.etag == Etag::Md5 || wanted.is_some()).then(Md5::new);
    let (mut answered, mut stored) = (crc::digest(), None);
    let mut size = 0;
    while let Some(mut piece) = intake.next().await? {
        if size == 0 && flip == Flip::BeforeHashing {
            piece = flipped(&piece);
        }
        // Hashing and writing hold the worker for less than a millisecond a piece.
        answered.update(&piece);
        if let Some(md5) = &mut md5 {
            md5.update(&piece);
        }
        if size == 0 && flip == Flip::BeforeStoring {
            piece = flipped(&piece);
            stored = Some(crc::digest());
        }
        if let Some(stored) = &mut stored {
            stored.update(&piece);
        }
        if let Some(sink) = &mut sink {
            sink.write_all(&piece).map_err(|error| Refusal::internal(&error))?;
        }
        size += piece.len() as u64;
        if size > LARGEST {
            return Err(too_large().into());
        }
    }
    let md5 = md5.map(Md5::finalize);
    if let (Some(wanted), Some(md5)) = (wanted, md5)
        && wanted != md5.as_slice()
        && flip != Flip::BeforeHashing
    {
        let message = "The Content-MD5 you specified did not match what we received.";
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "InvalidDigest", "", message).into());
    }
    let crc64 = answered.finalize();
    let etag = match (settings.etag, md5) {
        (Etag::Md5, Some(md5)) => hex(&md5).to_uppercase(),
        _ => format!("{size:016X}{crc64:016X}"),
    };
    let stored_crc64 = stored.map_or(crc64, |stored| stored.finalize());
    Ok(Received { piece: Piece { file, size }, crc64, stored_crc64, etag })
}

fn content_md5(exchange: &Exchange<'_>) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(text) = exchange.head.header("content-md5") else { return Ok(None) };
    match base64::engine::general_purpose::STANDARD.decode(text) {
        Ok(md5) if md5.len() == 16 => Ok(Some(md5)),
        _ => {
            let message = "The Content-MD5 you specified is not valid.";
            Err(Refusal::new(StatusCode::BAD_REQUEST, "InvalidDigest", "", message))
        }
    }
}

fn too_large() -> Refusal {
    let message = "Your proposed upload exceeds the maximum allowed size.";
    Refusal::new(StatusCode::BAD_REQUEST, "EntityTooLarge", "", message)
        .with("MaxSizeAllowed", LARGEST.to_string())
}

/// The same bytes, but for the lowest bit of the first.
fn flipped(piece: &Bytes) -> Bytes {
    let mut copy = piece.to_vec();
    if let Some(first) = copy.first_mut() {
        *first ^= 1;
    }
    copy.into()
}
