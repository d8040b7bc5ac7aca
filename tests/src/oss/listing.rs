//! Lists of parts and uploads, and the little there is to say of a bucket.

use hyper::Response;

use super::error::Refusal;
use super::multipart::{encoding_type, shown, upload_id};
use super::xml::{document, element};
use super::{Exchange, xml_answer};
use crate::answer::Body;
use crate::clock;

/// The largest page of either list.
const LARGEST_PAGE: usize = 1000;

pub(super) fn parts(exchange: &Exchange<'_>) -> Result<Response<Body>, Refusal> {
    let upload_id = upload_id(exchange)?;
    let marker = match exchange.head.param("part-number-marker") {
        None | Some("") => 0,
        Some(text) => text
            .parse::<u32>()
            .map_err(|_| Refusal::bad_argument("part-number-marker is no number."))?,
    };
    let page = page_size(exchange, "max-parts")?;
    let parts = {
        let state = exchange.shared.state();
        let upload = state.store.uploads.get(&upload_id);
        let upload = upload.ok_or_else(|| Refusal::no_such_upload(&upload_id))?;
        let after = upload.parts.range(marker.saturating_add(1)..);
        after.map(|(_, stored)| stored.part.clone()).take(page + 1).collect::<Vec<_>>()
    };
    let truncated = parts.len() > page;
    let parts = parts.get(..page).unwrap_or(&parts);
    let next = parts.last().map_or(marker, |part| part.number);
    let mut inside = encoding_type(exchange)
        + &element("Bucket", &exchange.target.bucket)
        + &element("Key", &shown(exchange, &exchange.target.key))
        + &element("UploadId", &upload_id)
        + &element("StorageClass", "Standard")
        + &element("PartNumberMarker", &marker.to_string())
        + &element("NextPartNumberMarker", &next.to_string())
        + &element("MaxParts", &page.to_string())
        + &element("IsTruncated", &truncated.to_string());
    for part in parts {
        let crc = match exchange.shared.settings.crc_header {
            true => element("HashCrc64ecma", &part.crc64.to_string()),
            false => String::new(),
        };
        let part = element("PartNumber", &part.number.to_string())
            + &element("LastModified", &clock::render(part.last_modified, clock::ISO_MILLIS))
            + &element("ETag", &format!("\"{}\"", part.etag))
            + &crc
            + &element("Size", &part.size.to_string());
        inside += &format!("<Part>{part}</Part>");
    }
    Ok(xml_answer(document("ListPartsResult", &inside)))
}

pub(super) fn uploads(exchange: &Exchange<'_>) -> Result<Response<Body>, Refusal> {
    let param = |name: &str| exchange.head.param(name).unwrap_or_default();
    let (prefix, key_marker, id_marker) =
        (param("prefix"), param("key-marker"), param("upload-id-marker"));
    let page = page_size(exchange, "max-uploads")?;
    let mut uploads = exchange.shared.state().store.uploads();
    uploads.sort_by(|a, b| (&a.key, &a.upload_id).cmp(&(&b.key, &b.upload_id)));
    uploads.retain(|upload| {
        // Without an upload id, all uploads of the marked key are behind the marker.
        let after = upload.key.as_str() > key_marker
            || (upload.key == key_marker
                && !id_marker.is_empty()
                && upload.upload_id.as_str() > id_marker);
        upload.bucket == exchange.target.bucket && upload.key.starts_with(prefix) && after
    });
    let truncated = uploads.len() > page;
    uploads.truncate(page);
    let (next_key, next_id) = match uploads.last() {
        Some(last) if truncated => (last.key.as_str(), last.upload_id.as_str()),
        _ => ("", ""),
    };
    let mut inside = encoding_type(exchange)
        + &element("Bucket", &exchange.target.bucket)
        + &element("KeyMarker", &shown(exchange, key_marker))
        + &element("UploadIdMarker", id_marker)
        + &element("NextKeyMarker", &shown(exchange, next_key))
        + &element("NextUploadIdMarker", next_id)
        + &element("Prefix", &shown(exchange, prefix))
        + &element("Delimiter", "")
        + &element("MaxUploads", &page.to_string())
        + &element("IsTruncated", &truncated.to_string());
    for upload in &uploads {
        let upload = element("Key", &shown(exchange, &upload.key))
            + &element("UploadId", &upload.upload_id)
            + &element("StorageClass", "Standard")
            + &element("Initiated", &clock::render(upload.initiated, clock::ISO_MILLIS));
        inside += &format!("<Upload>{upload}</Upload>");
    }
    Ok(xml_answer(document("ListMultipartUploadsResult", &inside)))
}

pub(super) fn location(exchange: &Exchange<'_>) -> Response<Body> {
    let region = format!("oss-{}", exchange.shared.settings.region);
    xml_answer(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}",
        element("LocationConstraint", &region)
    ))
}

pub(super) fn bucket(exchange: &Exchange<'_>) -> Response<Body> {
    let settings = &exchange.shared.settings;
    let region = &settings.region;
    let inside = element("Name", &exchange.target.bucket)
        + &element("Location", &format!("oss-{region}"))
        + &element("CreationDate", &clock::render(0, clock::ISO_MILLIS))
        + &element("ExtranetEndpoint", &format!("oss-{region}.localhost"))
        + &element("IntranetEndpoint", &format!("oss-{region}-internal.localhost"))
        + &element("StorageClass", "Standard")
        + "<Owner><DisplayName>1</DisplayName><ID>1</ID></Owner>"
        + "<AccessControlList><Grant>private</Grant></AccessControlList>";
    xml_answer(document("BucketInfo", &format!("<Bucket>{inside}</Bucket>")))
}

fn page_size(exchange: &Exchange<'_>, param: &str) -> Result<usize, Refusal> {
    match exchange.head.param(param) {
        None | Some("") => Ok(LARGEST_PAGE),
        Some(text) => match text.parse() {
            Ok(page @ 1..=LARGEST_PAGE) => Ok(page),
            _ => Err(Refusal::bad_argument(&format!("{param} must be between 1 and 1000."))),
        },
    }
}
