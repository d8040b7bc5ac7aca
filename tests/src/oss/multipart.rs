//! Multipart uploads.

use std::collections::BTreeMap;

use hyper::{Response, StatusCode};
use md5::{Digest as _, Md5};

use super::callback::Callback;
use super::error::Refusal;
use super::object::{kept_headers, refuse_overwriting};
use super::receive::receive;
use super::store::{Object, Part, StoredObject, StoredPart, StoredUpload};
use super::xml::{self, document, element};
use super::{CRC_HEADER, Exchange, Stop, empty_answer, set, xml_answer};
use crate::answer::Body;
use crate::crc;
use crate::encoding::{encode, hex};
use crate::fault::FaultKind;
use crate::intake::Intake;
use crate::limits::PartInFlight;
use crate::settings::random;

/// Smallest size of a part that is not the last (page "CompleteMultipartUpload").
const SMALLEST_PART: u64 = 100 << 10;
const MOST_PARTS: u32 = 10_000;
/// 10,000 parts fill less than 2 MiB of XML.
const LONGEST_LIST: usize = 8 << 20;

pub(super) fn initiate(exchange: &Exchange<'_>) -> Result<Response<Body>, Refusal> {
    refuse_overwriting(exchange, false)?;
    let (bucket, key) = (exchange.target.bucket.clone(), exchange.target.key.clone());
    let upload_id = random(32).to_uppercase();
    let inside = encoding_type(exchange)
        + &element("Bucket", &bucket)
        + &element("Key", &shown_key(exchange))
        + &element("UploadId", &upload_id);
    let upload = StoredUpload {
        bucket,
        key,
        initiated: exchange.shared.clock.now(),
        forbid_overwrite: exchange.head.header("x-oss-forbid-overwrite") == Some("true"),
        headers: kept_headers(exchange),
        parts: BTreeMap::new(),
    };
    exchange.shared.state().store.uploads.insert(upload_id, upload);
    Ok(xml_answer(document("InitiateMultipartUploadResult", &inside)))
}

pub(super) async fn upload_part(
    exchange: &Exchange<'_>,
    intake: &mut Intake,
) -> Result<Response<Body>, Stop> {
    let number = exchange.head.param("partNumber").and_then(|number| number.parse().ok());
    let Some(number @ 1..=MOST_PARTS) = number else {
        let message = "Part number must be an integer between 1 and 10000, inclusive.";
        return Err(Refusal::bad_argument(message).into());
    };
    let upload_id = upload_id(exchange)?;
    let Some(_in_flight) = PartInFlight::begin(exchange.shared) else {
        return Err(Refusal::too_many_at_once().into());
    };
    let received = receive(exchange, intake).await?;
    let part = Part {
        number,
        size: received.piece.size,
        crc64: received.crc64,
        etag: received.etag.clone(),
        last_modified: exchange.shared.clock.now(),
    };
    let mut response = empty_answer(StatusCode::OK);
    set(&mut response, "etag", &format!("\"{}\"", part.etag));
    set(&mut response, CRC_HEADER, &part.crc64.to_string());
    // The upload may have been completed or aborted while the bytes moved.
    match exchange.shared.state().store.uploads.get_mut(&upload_id) {
        Some(upload) => upload.parts.insert(number, StoredPart { part, received }),
        None => return Err(Refusal::no_such_upload(&upload_id).into()),
    };
    Ok(response)
}

pub(super) async fn complete(
    exchange: &Exchange<'_>,
    intake: &mut Intake,
) -> Result<Response<Body>, Stop> {
    let Some(body) = intake.collect(LONGEST_LIST).await? else {
        return Err(malformed("The part list is too long.").into());
    };
    let callback = Callback::read(exchange)?;
    let upload_id = upload_id(exchange)?;
    let all = exchange.head.header("x-oss-complete-all") == Some("yes");
    let listed = match (all, body.is_empty()) {
        (true, true) => None,
        (true, false) => {
            let message = "A part list and x-oss-complete-all exclude each other.";
            let status = StatusCode::BAD_REQUEST;
            return Err(Refusal::new(status, "InvalidRequest", "0042-00000216", message).into());
        }
        (false, _) => Some(
            xml::part_list(&body)
                .ok_or_else(|| malformed("The XML you provided was not well-formed."))?,
        ),
    };
    let upload = exchange.shared.state().store.uploads.get(&upload_id).cloned();
    let upload = upload.ok_or_else(|| Refusal::no_such_upload(&upload_id))?;
    refuse_overwriting(exchange, upload.forbid_overwrite)?;
    let listed = listed.unwrap_or_else(|| {
        let parts = upload.parts.values();
        parts.map(|stored| (stored.part.number, stored.part.etag.clone())).collect()
    });
    if listed.is_empty() {
        return Err(malformed("The upload has no part.").into());
    }
    let mut stored = assemble(exchange, &upload, &check(&upload, &listed)?);
    if exchange.fault == Some(&FaultKind::CorruptedAtRest) {
        stored.corrupt().map_err(|error| Refusal::internal(&error))?;
    }
    let object = stored.object.clone();
    {
        let mut state = exchange.shared.state();
        // Of two that complete at once, one wins.
        if state.store.uploads.remove(&upload_id).is_none() {
            return Err(Refusal::no_such_upload(&upload_id).into());
        }
        state.store.put(stored);
    }
    let location =
        format!("http://{}.{}/{}", object.bucket, exchange.head.host, encode(&object.key));
    let etag = match exchange.fault {
        Some(FaultKind::MissingEtag) => String::new(),
        _ => element("ETag", &format!("\"{}\"", object.etag)),
    };
    let inside = encoding_type(exchange)
        + &element("Location", &location)
        + &element("Bucket", &object.bucket)
        + &element("Key", &shown_key(exchange))
        + &etag;
    let mut response = xml_answer(document("CompleteMultipartUploadResult", &inside));
    set(&mut response, "etag", &format!("\"{}\"", object.etag));
    set(&mut response, CRC_HEADER, &object.crc64.to_string());
    match callback {
        Some(callback) => Ok(callback.answer(exchange, &object, response)?),
        None => Ok(response),
    }
}

/// Removes what a fault wants to be gone.
pub(super) fn vanish(exchange: &Exchange<'_>) {
    let upload_id = exchange.head.param("uploadId").unwrap_or_default();
    let uploads = &mut exchange.shared.state().store.uploads;
    match exchange.fault {
        Some(FaultKind::VanishedUpload) => drop(uploads.remove(upload_id)),
        Some(FaultKind::VanishedPart { number }) => {
            if let Some(upload) = uploads.get_mut(upload_id) {
                upload.parts.remove(number);
            }
        }
        _ => {}
    }
}

pub(super) fn abort(exchange: &Exchange<'_>) -> Result<Response<Body>, Refusal> {
    let upload_id = upload_id(exchange)?;
    exchange.shared.state().store.uploads.remove(&upload_id);
    Ok(empty_answer(StatusCode::NO_CONTENT))
}

/// The upload id asked for, if there is such an upload of this object.
pub(super) fn upload_id(exchange: &Exchange<'_>) -> Result<String, Refusal> {
    let upload_id = exchange.head.param("uploadId").unwrap_or_default();
    let state = exchange.shared.state();
    let belongs = state.store.uploads.get(upload_id).is_some_and(|upload| {
        upload.bucket == exchange.target.bucket && upload.key == exchange.target.key
    });
    match belongs {
        true => Ok(upload_id.to_owned()),
        false => Err(Refusal::no_such_upload(upload_id)),
    }
}

/// `<EncodingType>`, where the request asks for one.
pub(super) fn encoding_type(exchange: &Exchange<'_>) -> String {
    match exchange.head.param("encoding-type") {
        Some("url") => element("EncodingType", "url"),
        _ => String::new(),
    }
}

/// A text of an answer, encoded if the request asks for it.
pub(super) fn shown(exchange: &Exchange<'_>, text: &str) -> String {
    match exchange.head.param("encoding-type") {
        Some("url") => encode(text),
        _ => text.to_owned(),
    }
}

fn shown_key(exchange: &Exchange<'_>) -> String {
    shown(exchange, &exchange.target.key)
}

/// Order, existence, `ETag` and size of the listed parts.
fn check<'a>(
    upload: &'a StoredUpload,
    listed: &[(u32, String)],
) -> Result<Vec<&'a StoredPart>, Refusal> {
    if listed.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
        let message = "The list of parts was not in ascending order.";
        return Err(Refusal::new(StatusCode::BAD_REQUEST, "InvalidPartOrder", "", message));
    }
    let invalid = |number: u32, etag: &str| {
        let message = "One or more of the specified parts could not be found, or its ETag differs.";
        Refusal::new(StatusCode::BAD_REQUEST, "InvalidPart", "", message)
            .with("PartNumber", number.to_string())
            .with("PartEtag", etag)
    };
    let parts = listed
        .iter()
        .map(|(number, etag)| match upload.parts.get(number) {
            Some(stored) if stored.part.etag.eq_ignore_ascii_case(etag) => Ok(stored),
            _ => Err(invalid(*number, etag)),
        })
        .collect::<Result<Vec<_>, _>>()?;
    let but_last = parts.split_last().map_or(&[][..], |(_, others)| others);
    match but_last.iter().find(|stored| stored.part.size < SMALLEST_PART) {
        Some(small) => {
            let message = "Your proposed upload is smaller than the minimum allowed size.";
            Err(Refusal::new(StatusCode::BAD_REQUEST, "EntityTooSmall", "", message)
                .with("MinSizeAllowed", SMALLEST_PART.to_string())
                .with("ProposedSize", small.part.size.to_string())
                .with("PartNumber", small.part.number.to_string()))
        }
        None => Ok(parts),
    }
}

fn assemble(exchange: &Exchange<'_>, upload: &StoredUpload, parts: &[&StoredPart]) -> StoredObject {
    let crcs = parts.iter().map(|stored| (stored.received.stored_crc64, stored.part.size));
    let etags: String = parts.iter().map(|stored| stored.part.etag.as_str()).collect();
    let etag = format!("{}-{}", hex(&Md5::digest(&etags)).to_uppercase(), parts.len());
    let object = Object {
        bucket: upload.bucket.clone(),
        key: upload.key.clone(),
        size: parts.iter().map(|stored| stored.part.size).sum(),
        crc64: crc::join(crcs),
        etag,
        parts: u32::try_from(parts.len()).unwrap_or(u32::MAX),
        headers: upload.headers.clone(),
        last_modified: exchange.shared.clock.now(),
    };
    let pieces = parts.iter().map(|stored| stored.received.piece.clone()).collect();
    StoredObject { object, pieces }
}

fn malformed(message: &str) -> Refusal {
    Refusal::new(StatusCode::BAD_REQUEST, "MalformedXML", "", message)
}
