//! Joins the parts, and makes sure that the object is what was read.

use crate::error::{Error, ErrorKind, Remains};
use crate::object::ObjectInfo;
use crate::run::Run;
use crate::transfer::Parts;
use crate::uploader::UploadOutcome;

/// What the object has to be.
#[derive(Clone, Copy)]
struct Whole {
    size: u64,
    crc64: u64,
    parts: u32,
    reused: u64,
}

impl Run<'_> {
    /// Completes the upload; success only if nothing speaks against the object.
    pub(crate) async fn complete(
        &mut self,
        parts: &Parts,
        reused: u64,
    ) -> Result<UploadOutcome, Error> {
        let (size, crc64) = Self::sum(parts);
        // At most 10,000.
        let whole = Whole { size, crc64, parts: parts.len() as u32, reused };
        if let Some(gone) = self.gone.take() {
            return self.settle(gone, whole).await;
        }
        // Killed from here on, the next run is to know that nothing was missing.
        self.notes.sync().await;
        let list = parts.values().map(|part| (part.number, part.etag.as_str()));
        let headers = &self.uploader.headers;
        let bucket = &self.bucket;
        let done = bucket.complete_multipart_upload(self.key, &self.upload_id, list, headers).await;
        let (etag, told, request_id, answer) = match done {
            Ok(done) => (done.etag, done.crc64, done.request_id, done.callback_answer),
            // The object is there, as the service says itself.
            Err(error) if error.kind() == ErrorKind::Callback => {
                let remains = self.found(whole).await;
                return Err(error.with_remains(remains));
            }
            Err(error) if error.may_have_taken_effect() => {
                return self.settle(error, whole).await;
            }
            Err(error) => return Err(error),
        };
        let doubt = match told {
            Some(told) if told == crc64 => None,
            _ => self.verify(told, &etag, whole).await?,
        };
        let outcome = self.outcome(whole, etag, doubt, request_id)?;
        Ok(UploadOutcome { callback_answer: answer, ..outcome })
    }

    /// What stands there, as far as the service tells.
    async fn found(&self, whole: Whole) -> Remains {
        match self.bucket.head_object(self.key).await {
            Ok(info) if info.size == whole.size && info.crc64 == Some(whole.crc64) => {
                Remains::Whole
            }
            _ => Remains::Unverified,
        }
    }

    /// The completion told no CRC-64, or a wrong one: what does the object itself say? Gives the
    /// reason why nothing is known.
    async fn verify(
        &self,
        told: Option<u64>,
        etag: &str,
        whole: Whole,
    ) -> Result<Option<String>, Error> {
        let (size, theirs, why) = match self.bucket.head_object(self.key).await {
            Ok(info) if is_another(&info, etag, whole) => {
                let message = format!(
                    "the object {} was replaced by another writer as soon as upload {} was \
                     completed, and is left as it is; upload to a key that nobody else writes",
                    self.key, self.upload_id
                );
                let error = Error::new(ErrorKind::Integrity, message).possibly_done(true);
                return Err(self.about(error).with_remains(Remains::Object));
            }
            Ok(info) => (info.size, info.crc64.or(told), "neither does the object".to_owned()),
            Err(error) if is_absent(&error) => {
                let message = format!(
                    "the service confirmed the completion of upload {}, but says that there is no \
                     object {}; upload it again",
                    self.upload_id, self.key
                );
                let error = Error::new(ErrorKind::Service, message).caused_by(error);
                return Err(self.about(error.possibly_done(true)).with_remains(Remains::Unknown));
            }
            Err(error) => (whole.size, told, format!("the object cannot be asked: {error}")),
        };
        if size != whole.size || theirs.is_some_and(|theirs| theirs != whole.crc64) {
            let theirs = theirs.map_or("no CRC-64".to_owned(), |crc| format!("CRC-64 {crc}"));
            let message = format!(
                "the object {} has {size} bytes and {theirs} on the server, but {} bytes with \
                 CRC-64 {} were read: its content is damaged; upload it again",
                self.key, whole.size, whole.crc64,
            );
            let error = Error::new(ErrorKind::Integrity, message).possibly_done(true);
            return Err(self.about(error));
        }
        let doubt = || format!("the service told no CRC-64 at the completion, and {why}");
        Ok(theirs.is_none().then(doubt))
    }

    /// It is unknown whether the upload was completed: the object tells.
    async fn settle(&self, lost: Error, whole: Whole) -> Result<UploadOutcome, Error> {
        match self.bucket.head_object(self.key).await {
            Ok(info) if info.size == whole.size && info.crc64 == Some(whole.crc64) => {
                // An object with the same bytes may be older than this upload.
                if !self.is_gone(&lost) && self.stands().await {
                    return Err(lost);
                }
                if self.uploader.headers.has_callback() {
                    let message = format!(
                        "upload {} was completed, but what its callback was answered is lost; ask \
                         the server that it calls",
                        self.upload_id
                    );
                    let error = Error::new(ErrorKind::Callback, message).possibly_done(true);
                    return Err(self.about(error.caused_by(lost)).with_remains(Remains::Whole));
                }
                tracing::info!(self.upload_id, "the lost completion was carried out");
                let etag = info.etag.unwrap_or_default();
                self.outcome(whole, etag, None, info.request_id)
            }
            // No object: the upload was not completed.
            Err(head) if is_absent(&head) => Err(lost),
            // An older one; or ours, damaged, if the upload is no more.
            Ok(info) if info.crc64.is_some() || info.size != whole.size => {
                Err(match self.is_gone(&lost) && lost.may_have_taken_effect() {
                    true => lost.with_remains(Remains::Unknown),
                    false => lost,
                })
            }
            // What an earlier run did is of no matter: a new upload is as good.
            _ if !lost.may_have_taken_effect() => Err(lost),
            _ => {
                let message = format!(
                    "the answer to CompleteMultipartUpload of upload {} was lost, and the service \
                     does not tell whether it was carried out; look at the object, or upload again",
                    self.upload_id
                );
                let unknown = Error::new(ErrorKind::Network, message).possibly_done(true);
                Err(self.about(unknown.caused_by(lost)).with_remains(Remains::Unknown))
            }
        }
    }

    fn outcome(
        &self,
        whole: Whole,
        etag: String,
        doubt: Option<String>,
        request_id: Option<String>,
    ) -> Result<UploadOutcome, Error> {
        let Whole { size, crc64, parts, reused } = whole;
        if let Some(doubt) = &doubt
            && self.uploader.require_verified
        {
            let message = format!(
                "the CRC-64 of the object {} is not confirmed, which was demanded: {doubt}; compare \
                 it by other means, or upload where the service tells it",
                self.key
            );
            let error = Error::new(ErrorKind::Integrity, message).possibly_done(true);
            return Err(self.about(error).with_remains(Remains::Unverified));
        }
        let upload_id = self.upload_id.clone();
        let verified = doubt.is_none();
        Ok(UploadOutcome {
            etag,
            crc64,
            size,
            parts,
            reused,
            upload_id,
            verified,
            doubt,
            request_id,
            callback_answer: None,
        })
    }
}

/// Whether this is not the object that was completed under this ETag, nor has its bytes.
fn is_another(info: &ObjectInfo, etag: &str, whole: Whole) -> bool {
    let is_same = info.size == whole.size && info.crc64.is_none_or(|crc64| crc64 == whole.crc64);
    !is_same && info.etag.as_ref().is_some_and(|theirs| !theirs.eq_ignore_ascii_case(etag))
}

/// Whether the service says that there is no such object.
fn is_absent(error: &Error) -> bool {
    error.fault().is_some_and(|fault| fault.status == 404)
}
