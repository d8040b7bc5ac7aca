//! From the source to one object that is complete.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use oss_multipart::{Bucket, UploadOutcome, Uploader};

use super::flow::cancelled;
use super::held::Held;
use super::source::{Look, Opened};
use super::{Event, Registration, blocking};
use crate::error::{Error, ErrorKind};
use crate::pack::Progress;
use crate::transfer;

/// How long an upload may take to end in order.
const IN_ORDER: Duration = Duration::from_millis(400);

/// Bytes that a stream has room for before its parts grow.
const LARGEST_STREAM: u64 = 256 << 30;

pub(super) struct Upload<'a> {
    pub(super) registration: &'a Registration,
    pub(super) bucket: Bucket,
    pub(super) object_key: &'a str,
    pub(super) held: Option<Held>,
}

impl Upload<'_> {
    pub(super) async fn run(&self, look: &Look) -> Result<UploadOutcome, Error> {
        let mut again = false;
        loop {
            let opened = self.registration.origin.open(look).await?;
            let ended = self.send(opened, look).await;
            match ended {
                Ok(outcome) => return Ok(outcome),
                Err(error) => {
                    if let Some(held) = self.held.clone() {
                        blocking(move || {
                            held.let_go();
                            Ok(())
                        })
                        .await?;
                    }
                    let forgotten = error.fault().is_some_and(|fault| fault.code == "NoSuchUpload");
                    if !forgotten || again || !self.registration.origin.can_be_read_again() {
                        return Err(error);
                    }
                    tracing::warn!(%error, "the service has forgotten the upload; beginning anew");
                    again = true;
                }
            }
        }
    }

    async fn send(&self, opened: Opened, look: &Look) -> Result<UploadOutcome, Error> {
        let Opened { source, packing } = opened;
        let source = match look.expected {
            Some(expected) => source.expecting(expected),
            // Else the parts would grow beyond the memory long before that.
            None if look.size.is_none() => source.expecting(LARGEST_STREAM),
            None => source,
        };
        let registration = self.registration;
        let mut uploader = Uploader::new(self.bucket.clone())
            .part_size(registration.part_size)
            .memory(registration.memory)
            .rate_limit(registration.rate_limit.clone())
            .require_verified(registration.require_verified)
            .cancel(registration.cancel.clone())
            .on_event(self.listener(packing));
        if let Some(parts) = registration.parallel {
            uploader = uploader.parallel(parts);
        }
        if let Some(held) = &self.held {
            uploader = uploader.checkpoints(Arc::new(held.clone()));
        }
        let too_late = async {
            registration.cancel.cancelled().await;
            tokio::time::sleep(IN_ORDER).await;
        };
        tokio::select! {
            biased;
            // What was confirmed is noted; a completion under way is looked for by the next run.
            () = too_late => Err(cancelled(registration)),
            ended = uploader.upload(source, self.object_key) => ended.map_err(|error| {
                if error.kind() == oss_multipart::ErrorKind::Cancelled {
                    return cancelled(registration).because(error);
                }
                from_upload(error)
            }),
        }
    }

    fn listener(
        &self,
        packing: Option<(Progress, u64)>,
    ) -> impl Fn(&oss_multipart::Event) + Send + Sync + use<> {
        let listener = Arc::clone(&self.registration.listener);
        let had_keys = AtomicBool::new(false);
        move |event| {
            use oss_multipart::Event as Upload;
            let told = match event {
                Upload::Progress(progress) => {
                    if let Some((packed, total)) = &packing {
                        listener(&Event::Packed { bytes: packed.bytes_read(), total: *total });
                    }
                    Event::Uploaded {
                        bytes: progress.sent,
                        confirmed: progress.confirmed,
                        size: progress.total,
                        parts_confirmed: progress.parts_confirmed,
                        retries: progress.retries,
                    }
                }
                Upload::Began { upload_id, resumed, .. } => {
                    Event::UploadBegan { upload_id: upload_id.clone(), resumed: *resumed }
                }
                Upload::Retry { operation, part_number, code, after, .. } => Event::Retry {
                    operation,
                    part_number: *part_number,
                    code: code.clone(),
                    after: *after,
                },
                Upload::KeysFetched if had_keys.swap(true, Ordering::Relaxed) => Event::KeysRenewed,
                Upload::Abandoned { upload_id, gone, .. } => {
                    Event::UploadAbandoned { upload_id: upload_id.clone(), gone: *gone }
                }
                _ => return,
            };
            listener(&told);
        }
    }
}

/// The kind of an upload's error in this crate's words; the error itself becomes the source.
pub(super) fn from_upload(error: oss_multipart::Error) -> Error {
    use oss_multipart::ErrorKind as Upload;
    let kind = match error.kind() {
        // Bucket, key and endpoint are what the service named.
        Upload::Input | Upload::Config => ErrorKind::Answer,
        Upload::Source => ErrorKind::Input,
        Upload::Refused if error.fault().is_some_and(|fault| fault.code == "AccessDenied") => {
            ErrorKind::Forbidden
        }
        Upload::Refused | Upload::AlreadyExists => ErrorKind::Refused,
        Upload::Network => ErrorKind::Network,
        Upload::Integrity => ErrorKind::Integrity,
        Upload::Checkpoint => ErrorKind::Journal,
        // The keys come from a call of this crate.
        Upload::Credentials => transfer::own_kind(&error).unwrap_or(ErrorKind::Service),
        _ => ErrorKind::Service,
    };
    transfer::failure(kind, "the upload failed", error)
}
