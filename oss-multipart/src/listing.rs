//! What the service has of uploads that are not completed.

use reqwest::Method;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::answer::{Answer, Senseless, unquoted};
use crate::bucket::Bucket;
use crate::call::Call;
use crate::encode;
use crate::error::{Error, ErrorKind};
use crate::plan::MAX_PARTS;
use crate::xml;

/// The service lists no more parts or uploads at once.
const LARGEST_PAGE: u32 = 1000;

/// One page of the parts that the service has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartsPage {
    /// In ascending order.
    pub parts: Vec<ListedPart>,
    /// What to pass as `marker` for the next page, if there is one.
    pub next_marker: Option<u32>,
}

/// A part as the service lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedPart {
    /// 1 to 10,000.
    pub number: u32,
    /// Without quotes.
    pub etag: String,
    /// Bytes.
    pub size: u64,
    /// CRC-64/XZ, if the service tells it.
    pub crc64: Option<u64>,
}

/// One page of the uploads that were begun and neither completed nor aborted.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadsPage {
    /// By key, and by upload id where the key is the same.
    pub uploads: Vec<ListedUpload>,
    /// What to pass as `marker` for the next page, if there is one.
    pub next_marker: Option<UploadMarker>,
}

/// An upload as the service lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListedUpload {
    /// The object that it is to become.
    pub key: String,
    /// The service's name for it.
    pub upload_id: String,
    /// When it was begun, by the service's clock.
    pub initiated: OffsetDateTime,
}

/// A place in the list of uploads, which is in the order of keys, and of upload ids where the key
/// is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadMarker {
    key: String,
    upload_id: String,
}

impl Bucket {
    /// ListParts: up to `max_parts` (1 to 1,000, which is also the default) parts with numbers
    /// above `marker`.
    ///
    /// The service advises against completing an upload with what it lists: keep what
    /// [`upload_part`](Self::upload_part) answers.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Credentials`, `Refused`, `Service`, `Network`.
    pub async fn list_parts(
        &self,
        key: &str,
        upload_id: &str,
        marker: Option<u32>,
        max_parts: Option<u32>,
    ) -> Result<PartsPage, Error> {
        let mut call = Call::new("ListParts", Method::GET, key).upload(upload_id);
        if let Some(marker) = marker {
            call = call.query("part-number-marker", marker.to_string());
        }
        if let Some(max) = page(max_parts)? {
            call = call.query("max-parts", max);
        }
        self.ask(&call, |answer| parts(answer, marker)).await
    }

    /// ListMultipartUploads: up to `max_uploads` (1 to 1,000, the service's default is 1,000)
    /// uploads to keys that begin with `prefix`, after `marker`.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Credentials`, `Refused`, `Service`, `Network`.
    pub async fn list_multipart_uploads(
        &self,
        prefix: &str,
        marker: Option<&UploadMarker>,
        max_uploads: Option<u32>,
    ) -> Result<UploadsPage, Error> {
        // Keys can hold characters that XML has no way to write.
        let mut call = Call::of_bucket("ListMultipartUploads", Method::GET)
            .query("uploads", "")
            .query("encoding-type", "url");
        if !prefix.is_empty() {
            call = call.query("prefix", prefix);
        }
        if let Some(marker) = marker {
            call = call
                .query("key-marker", marker.key.as_str())
                .query("upload-id-marker", marker.upload_id.as_str());
        }
        if let Some(max) = page(max_uploads)? {
            call = call.query("max-uploads", max);
        }
        self.ask(&call, |answer| uploads(answer, marker)).await
    }
}

fn page(max: Option<u32>) -> Result<Option<String>, Error> {
    match max {
        Some(max) if max == 0 || max > LARGEST_PAGE => {
            let message = format!("a page has 1 to {LARGEST_PAGE} entries, not {max}");
            Err(Error::new(ErrorKind::Input, message))
        }
        max => Ok(max.map(|max| max.to_string())),
    }
}

/// The next page has to lie behind this one, else one who follows the markers never arrives.
const CIRCLE: Senseless = "was answered with a page that leads back or beyond the last one";

/// The page after `marker`.
fn parts(answer: Answer, marker: Option<u32>) -> Result<PartsPage, Senseless> {
    let page: xml::Parts = answer.document()?;
    let parts = page.parts.into_iter().map(|part| ListedPart {
        number: part.part_number,
        etag: unquoted(&part.etag),
        size: part.size,
        crc64: part.crc64,
    });
    let next_marker = page.next_part_number_marker.filter(|_| page.is_truncated);
    if page.is_truncated && next_marker.is_none() {
        return Err("was answered with a page that does not tell where the next one begins");
    }
    if next_marker.is_some_and(|next| u64::from(next) > MAX_PARTS || Some(next) <= marker) {
        return Err(CIRCLE);
    }
    Ok(PartsPage { parts: parts.collect(), next_marker })
}

/// The page after `marker`.
fn uploads(answer: Answer, marker: Option<&UploadMarker>) -> Result<UploadsPage, Senseless> {
    let page: xml::Uploads = answer.document()?;
    let is_encoded = page.encoding_type.as_deref() == Some("url");
    let key = |text: String| match is_encoded {
        true => encode::decoded(&text).ok_or("was answered with a key that is not UTF-8"),
        false => Ok(text),
    };
    let mut uploads = Vec::with_capacity(page.uploads.len());
    for upload in page.uploads {
        uploads.push(ListedUpload {
            key: key(upload.key)?,
            upload_id: upload.upload_id,
            initiated: OffsetDateTime::parse(&upload.initiated, &Rfc3339)
                .map_err(|_| "was answered with a time that cannot be read")?,
        });
    }
    let next_marker = match (page.is_truncated, page.next_key_marker, page.next_upload_id_marker) {
        (false, ..) => None,
        (true, Some(next), upload_id) if !next.is_empty() => {
            Some(UploadMarker { key: key(next)?, upload_id: upload_id.unwrap_or_default() })
        }
        _ => return Err("was answered with a page that does not tell where the next one begins"),
    };
    let place = |marker: &UploadMarker| (marker.key.clone(), marker.upload_id.clone());
    if next_marker.as_ref().is_some_and(|next| Some(place(next)) <= marker.map(place)) {
        return Err(CIRCLE);
    }
    Ok(UploadsPage { uploads, next_marker })
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderMap;
    use time::macros::datetime;

    use super::*;

    fn answer(body: &'static str) -> Answer {
        let (status, headers, body) = (reqwest::StatusCode::OK, HeaderMap::new(), body.into());
        Answer { status, headers, body, stream: None, crc64: None, slow_down: None }
    }

    #[test]
    fn uploads_are_read_with_their_keys_decoded() {
        let page = uploads(
            answer(
                "<ListMultipartUploadsResult><EncodingType>url</EncodingType><Bucket>b</Bucket>\
             <NextKeyMarker>a%2Bb%2F%E5%A4%87</NextKeyMarker>\
             <NextUploadIdMarker>U2</NextUploadIdMarker><IsTruncated>true</IsTruncated>\
             <Upload><Key>a%2Bb%2F%01+x</Key><UploadId>U1</UploadId>\
             <Initiated>2026-11-22T12:00:00.000Z</Initiated></Upload>\
             <Upload><Key>a%2Bb%2F%E5%A4%87</Key><UploadId>U2</UploadId>\
             <StorageClass>Standard</StorageClass>\
             <Initiated>2026-11-22T12:00:00.000Z</Initiated></Upload>\
             </ListMultipartUploadsResult>",
            ),
            None,
        )
        .unwrap();
        let initiated = datetime!(2026-11-22 12:00 UTC);
        let upload = |key: &str, upload_id: &str| ListedUpload {
            key: key.to_owned(),
            upload_id: upload_id.to_owned(),
            initiated,
        };
        assert_eq!(page.uploads, [upload("a+b/\u{1} x", "U1"), upload("a+b/备", "U2")]);
        let marker = UploadMarker { key: "a+b/备".to_owned(), upload_id: "U2".to_owned() };
        assert_eq!(page.next_marker, Some(marker));
    }

    #[test]
    fn an_empty_list_has_no_next_page() {
        let page = uploads(
            answer(
                "<ListMultipartUploadsResult><NextKeyMarker></NextKeyMarker>\
             <IsTruncated>false</IsTruncated></ListMultipartUploadsResult>",
            ),
            None,
        );
        assert_eq!(page.unwrap(), UploadsPage { uploads: vec![], next_marker: None });
    }

    #[test]
    fn what_would_list_the_same_page_for_ever_makes_no_sense() {
        let truncated = "<R><IsTruncated>true</IsTruncated></R>";
        assert!(uploads(answer(truncated), None).is_err());
        assert!(parts(answer(truncated), None).is_err());
    }

    #[test]
    fn pages_are_as_large_as_the_service_makes_them() {
        assert_eq!(page(None).unwrap(), None);
        assert_eq!(page(Some(1000)).unwrap().as_deref(), Some("1000"));
        for max in [0, 1001] {
            assert_eq!(page(Some(max)).unwrap_err().kind(), ErrorKind::Input);
        }
    }
}
