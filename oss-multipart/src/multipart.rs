//! The calls of a multipart upload.

use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;
use reqwest::Method;

use crate::answer::{Answer, NO_ETAG, Senseless, unquoted};
use crate::bucket::Bucket;
use crate::call::Call;
use crate::error::{Error, ErrorKind};
use crate::headers::ObjectHeaders;
use crate::origin::Origin;
use crate::payload::{Body, Payload};
use crate::plan::MAX_PARTS;
use crate::xml;

/// A multipart upload that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InitiatedUpload {
    /// The service's name for the upload.
    pub upload_id: String,
    /// The request's id.
    pub request_id: Option<String>,
}

/// A part that the service has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadedPart {
    /// 1 to 10,000.
    pub number: u32,
    /// Without quotes.
    pub etag: String,
    /// Bytes.
    pub size: u64,
    /// CRC-64/XZ of the bytes that were read.
    pub crc64: u64,
    /// Whether the service confirmed that value.
    pub verified: bool,
    /// The service asks for fewer requests at a time, and for this pause before more are sent.
    pub slow_down: Option<Duration>,
}

/// An upload that became an object.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CompletedUpload {
    /// The object's, without quotes.
    pub etag: String,
    /// CRC-64/XZ of the whole object, if the service tells it.
    pub crc64: Option<u64>,
    /// The request's id.
    pub request_id: Option<String>,
    /// With a [`Callback`](crate::Callback): what its server answered.
    pub callback_answer: Option<Bytes>,
}

impl Bucket {
    /// InitiateMultipartUpload: begins an upload that is to become the object `key`. ACL and
    /// callback are sent by its completion.
    ///
    /// If an answer is lost or cannot be read, the request is repeated. The upload whose id never
    /// arrived then stays on the server, without parts, and nobody here can know of it: abort such
    /// uploads from time to time (see [`abort_orphans`](Self::abort_orphans)), or let a lifecycle
    /// rule do it.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Credentials`, `Refused`, `Service`, `Network`,
    /// and `AlreadyExists` with forbid-overwrite.
    pub async fn initiate_multipart_upload(
        &self,
        key: &str,
        headers: &ObjectHeaders,
    ) -> Result<InitiatedUpload, Error> {
        let mut call = Call::new("InitiateMultipartUpload", Method::POST, key).query("uploads", "");
        call.headers = headers.of_initiate()?;
        self.ask(&call, |answer| {
            let initiated: xml::Initiated = answer.document()?;
            let upload_id = initiated.upload_id;
            if upload_id.is_empty() {
                return Err("was confirmed without an upload id");
            }
            Ok(InitiatedUpload { upload_id, request_id: answer.request_id() })
        })
        .await
    }

    /// UploadPart: sends the body as part `number`. Sent again, it replaces the part of that
    /// number.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Source`, `Credentials`, `Refused`, `Service`,
    /// `Network`; `Integrity` if the service read something else every time.
    pub async fn upload_part(
        &self,
        key: &str,
        upload_id: &str,
        number: u32,
        body: Body,
    ) -> Result<UploadedPart, Error> {
        if number == 0 || u64::from(number) > MAX_PARTS {
            let message = format!("there is no part {number}: parts count from 1 to {MAX_PARTS}");
            return Err(Error::new(ErrorKind::Input, message));
        }
        let size = body.len();
        let mut call = Call::new("UploadPart", Method::PUT, key)
            .query("partNumber", number.to_string())
            .upload(upload_id);
        call.part = Some(number);
        call.headers.extend(self.traffic_limit());
        call.payload = body.payload(&self.inner().pool, self.watch.as_ref())?;
        self.ask(&call, |answer| {
            Ok(UploadedPart {
                number,
                etag: answer.etag().ok_or(NO_ETAG)?,
                size,
                // Always there after a part was sent.
                crc64: answer.crc64.unwrap_or_default(),
                verified: answer.told_crc64().is_some(),
                slow_down: answer.slow_down,
            })
        })
        .await
    }

    pub(crate) async fn send_part(
        &self,
        key: &str,
        upload_id: &str,
        number: u32,
        origin: &Origin,
        range: Range<u64>,
    ) -> Result<UploadedPart, Error> {
        self.upload_part(key, upload_id, number, Body::of_origin(origin, range)?).await
    }

    /// CompleteMultipartUpload: joins these parts, by number and ETag in ascending order, into the
    /// object. Of the headers it sends what concerns that moment: ACL, forbid-overwrite, callback.
    ///
    /// The service goes on working when the connection breaks. An error for which
    /// [`may_have_taken_effect`](Error::may_have_taken_effect) holds leaves open whether the object
    /// is there: `NoSuchUpload` is then how the service answers the repetition of a success. With
    /// [`ErrorKind::Callback`] it is there.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Credentials`, `Refused`, `Service`, `Network`,
    /// `AlreadyExists` with forbid-overwrite and `Callback` with a callback.
    pub async fn complete_multipart_upload<'a>(
        &self,
        key: &str,
        upload_id: &str,
        parts: impl IntoIterator<Item = (u32, &'a str)>,
        headers: &ObjectHeaders,
    ) -> Result<CompletedUpload, Error> {
        let mut call = completion(key, upload_id, headers)?;
        call.headers.push(("content-type".into(), "application/xml".to_owned()));
        call.payload = Payload::Text(xml::part_list(parts));
        self.ask(&call, |answer| completed(&call, &answer)).await
    }

    /// CompleteMultipartUpload with `x-oss-complete-all`: joins all parts that the service has, in
    /// order of their numbers. It cannot know of a part that is missing: compare the object's size
    /// and CRC-64 with what they should be.
    ///
    /// # Errors
    /// As [`complete_multipart_upload`](Self::complete_multipart_upload).
    pub async fn complete_all_parts(
        &self,
        key: &str,
        upload_id: &str,
        headers: &ObjectHeaders,
    ) -> Result<CompletedUpload, Error> {
        let mut call = completion(key, upload_id, headers)?;
        call.headers.push(("x-oss-complete-all".into(), "yes".to_owned()));
        self.ask(&call, |answer| completed(&call, &answer)).await
    }

    /// AbortMultipartUpload: drops an upload and its parts. A part that is being sent meanwhile
    /// may be kept, so end those first.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] for what cannot be sent, `Credentials`, `Refused`, `Service`, `Network`.
    pub async fn abort_multipart_upload(&self, key: &str, upload_id: &str) -> Result<(), Error> {
        let call = Call::new("AbortMultipartUpload", Method::DELETE, key).upload(upload_id);
        match self.run(&call).await {
            // The answer to the first try was lost.
            Err(error) if error.may_have_taken_effect() && error.has_code("NoSuchUpload") => Ok(()),
            outcome => outcome.map(drop),
        }
    }
}

fn completion<'a>(
    key: &'a str,
    upload_id: &'a str,
    headers: &ObjectHeaders,
) -> Result<Call<'a>, Error> {
    let mut call = Call::new("CompleteMultipartUpload", Method::POST, key).upload(upload_id);
    call.headers = headers.of_complete()?;
    call.patience = 5;
    Ok(call)
}

/// With a callback the body is that server's answer; the ETag is in the headers then.
fn completed(call: &Call<'_>, answer: &Answer) -> Result<CompletedUpload, Senseless> {
    let etag = match call.has_callback() {
        true => answer.etag(),
        false => answer.document::<xml::Completed>()?.etag.as_deref().map(unquoted),
    };
    Ok(CompletedUpload {
        etag: etag.filter(|etag| !etag.is_empty()).ok_or(NO_ETAG)?,
        crc64: answer.told_crc64(),
        request_id: answer.request_id(),
        callback_answer: call.has_callback().then(|| answer.body.clone()),
    })
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderMap;

    use super::*;
    use crate::callback::Callback;

    fn answer(etag: Option<&'static str>, body: &'static str) -> Answer {
        let mut headers = HeaderMap::new();
        if let Some(etag) = etag {
            headers.insert("etag", etag.parse().unwrap());
        }
        let (status, body) = (reqwest::StatusCode::OK, body.into());
        Answer { status, headers, body, stream: None, crc64: None, slow_down: None }
    }

    #[test]
    fn a_completion_without_an_etag_is_none() {
        let plain = ObjectHeaders::new();
        let called = ObjectHeaders::new().callback(Callback::new("https://a.com", "b"));
        let document = "<R><ETag>&quot;E1&quot;</ETag></R>";
        for (headers, etag, body, expected) in [
            (&plain, None, document, Some("E1")),
            (&plain, Some("\"E1\""), "<R><Key>k</Key></R>", None),
            (&plain, None, "<R><ETag></ETag></R>", None),
            (&plain, None, "", None),
            (&called, Some("\"E1\""), "{\"Status\":\"OK\"}", Some("E1")),
            (&called, None, "{\"Status\":\"OK\"}", None),
            (&called, None, document, None),
        ] {
            let call = completion("k", "U", headers).unwrap();
            let completed = completed(&call, &answer(etag, body));
            assert_eq!(completed.ok().map(|completed| completed.etag).as_deref(), expected);
        }
    }
}
