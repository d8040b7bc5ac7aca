//! One upload between its initiation and its end, and what is left of it if it fails.

use std::sync::{Arc, Mutex};

use crate::bucket::Bucket;
use crate::checkpoint::{Header, Record};
use crate::crc64::Joined;
use crate::error::{Error, Remains};
use crate::feed::{Feed, Piece};
use crate::growth::Growth;
use crate::notes::Notes;
use crate::origin::Origin;
use crate::plan::PartPlan;
use crate::resume::{self, Listing};
use crate::source::Passing;
use crate::transfer::{Parts, Transfer};
use crate::uploader::{OnFailure, UploadOutcome, Uploader, in_time};
use crate::watch::{Event, Watch};
use crate::window::Window;

/// How many parts are in flight before the line is known.
const START: usize = 4;

pub(crate) struct Run<'a> {
    pub(crate) uploader: &'a Uploader,
    /// Reports to `watch`.
    pub(crate) bucket: Bucket,
    watch: Arc<Watch>,
    pub(crate) key: &'a str,
    pub(crate) upload_id: String,
    window: Mutex<Window>,
    pub(crate) notes: &'a Notes,
    /// What an earlier run sent, as far as is known.
    sent: Parts,
    /// The service has forgotten the upload, of which everything had been sent.
    pub(crate) gone: Option<Error>,
    /// The service does not tell whether it still has the upload of an earlier run.
    untold: bool,
    /// It does not, and that run may have completed it: nothing was missing.
    doubtful: bool,
}

impl<'a> Run<'a> {
    /// Goes on with what the record says, if the service still has it, or begins. `plan` is that
    /// of a source that can be read again.
    pub(crate) async fn begin(
        uploader: &'a Uploader,
        key: &'a str,
        plan: Option<&PartPlan>,
        notes: &'a Notes,
        record: Option<Record>,
    ) -> Result<Self, Error> {
        let (total, parts) = (plan.map(PartPlan::len), plan.map(PartPlan::parts));
        let watch = Arc::new(uploader.watch(total, parts));
        let bucket = uploader.bucket.watched_by(&watch);
        let mut run = Self {
            uploader,
            bucket,
            watch,
            key,
            upload_id: String::new(),
            window: Mutex::new(Window::new(START, uploader.parallel)),
            notes,
            sent: Parts::new(),
            gone: None,
            untold: false,
            doubtful: false,
        };
        if let Some(record) = record
            && run.resume(record, plan).await
        {
            if let Err(error) = run.note_begin(plan).await {
                return Err(run.clean_up(error).await);
            }
            tracing::info!(run.upload_id, key, parts = run.sent.len(), "going on with upload");
            run.watch.tell(&Event::Began { upload_id: run.upload_id.clone(), resumed: true });
            return Ok(run);
        }
        // An upload whose id got lost holds no parts, so nothing worth naming is left.
        let initiated = run.bucket.initiate_multipart_upload(key, &uploader.headers).await;
        run.upload_id = initiated.map_err(|error| error.with_remains(Remains::Nothing))?.upload_id;
        if let Err(error) = run.note_begin(plan).await {
            return Err(run.clean_up(error).await);
        }
        tracing::info!(run.upload_id, key, size = total, parts, "began upload");
        run.watch.tell(&Event::Began { upload_id: run.upload_id.clone(), resumed: false });
        Ok(run)
    }

    /// Whether there is an upload to go on with.
    async fn resume(&mut self, record: Record, plan: Option<&PartPlan>) -> bool {
        let listing = resume::list(&self.bucket, self.key, &record.header.upload_id).await;
        let all_sent = plan.is_some_and(|plan| resume::is_complete(&record, plan));
        self.sent = resume::candidates(&record, &listing);
        self.upload_id = record.header.upload_id;
        match listing {
            // It may have been completed just before that run ended: the object will tell.
            Listing::Gone(error) if all_sent => self.gone = Some(error),
            // Of a reader nobody knows how many parts there are to be; but if the object is made of
            // those that were sent, the reader's bytes are compared with theirs.
            Listing::Gone(error) if plan.is_none() && self.is_object().await => {
                self.gone = Some(error);
            }
            Listing::Gone(_) => {
                let upload_id = std::mem::take(&mut self.upload_id);
                self.uploader.abandon(self.key, upload_id).await;
                self.sent.clear();
                return false;
            }
            Listing::Untold => (self.untold, self.doubtful) = (true, all_sent),
            Listing::Told(_) => {}
        }
        true
    }

    /// Whether the object has the bytes of the parts that were sent, all of them in order.
    async fn is_object(&self) -> bool {
        let gapless = self.sent.keys().copied().eq(1..=self.sent.len() as u32);
        let (size, crc64) = Self::sum(&self.sent);
        size > 0
            && gapless
            && (self.bucket.head_object(self.key).await)
                .is_ok_and(|info| info.size == size && info.crc64 == Some(crc64))
    }

    async fn note_begin(&self, plan: Option<&PartPlan>) -> Result<(), Error> {
        let header = Header {
            bucket: self.bucket.name().to_owned(),
            key: self.key.to_owned(),
            upload_id: self.upload_id.clone(),
            part_size: plan.map(PartPlan::part_size),
            source: self.notes.fingerprint.clone(),
            headers_crc64: self.uploader.headers.crc64_of_object(),
        };
        let sent: Vec<_> = self.sent.values().cloned().collect();
        self.notes.begin(&header, &sent).await.map_err(|error| self.about(error))
    }

    /// A source that can be read again.
    pub(crate) async fn known(
        &mut self,
        origin: &Origin,
        plan: &PartPlan,
    ) -> Result<UploadOutcome, Error> {
        let mut parts = Parts::new();
        let sent = std::mem::take(&mut self.sent);
        let feed = Feed::known(origin, *plan, sent, &self.watch);
        let reused = self.send(feed, &mut parts).await?;
        self.doubtful = self.untold && reused == Self::sum(&parts).0;
        origin.check_unchanged().await.map_err(|error| self.about(error))?;
        match self.complete(&parts, reused).await {
            Err(error) if error.has_code("InvalidPart") => {
                let lost = self.lost(&parts).await?;
                if lost.is_empty() {
                    return Err(error);
                }
                tracing::warn!(self.upload_id, parts = lost.len(), "sending lost parts again");
                let piece = |number| {
                    let range = plan.range(number)?;
                    Some(Piece { number, origin: origin.clone(), range })
                };
                let bytes =
                    lost.iter().filter_map(|number| parts.get(number)).map(|part| part.size).sum();
                self.watch.lost(bytes, lost.len() as u32);
                let again = Feed::again(lost.into_iter().filter_map(piece).collect());
                self.send(again, &mut parts).await?;
                origin.check_unchanged().await.map_err(|error| self.about(error))?;
                self.complete(&parts, reused.saturating_sub(bytes)).await
            }
            outcome => outcome,
        }
    }

    /// A source that passes once.
    pub(crate) async fn passing(&mut self, passing: Passing) -> Result<UploadOutcome, Error> {
        let mut parts = Parts::new();
        let sent = std::mem::take(&mut self.sent);
        let growth = Growth::new(self.uploader.part_size, passing.expected);
        let feed = Feed::passing(passing, growth, self.uploader.memory, sent, &self.watch);
        let reused = self.send(feed, &mut parts).await?;
        self.doubtful = self.untold && reused == Self::sum(&parts).0;
        match self.complete(&parts, reused).await {
            // They have passed, but the next run is to send them.
            Err(error) if error.has_code("InvalidPart") => {
                for number in self.lost(&parts).await? {
                    parts.remove(&number);
                }
                self.sent = parts;
                if let Err(unnoted) = self.note_begin(None).await {
                    tracing::warn!(error = %unnoted, "lost parts are still noted as sent");
                }
                Err(error)
            }
            outcome => outcome,
        }
    }

    async fn send(&self, feed: Feed, parts: &mut Parts) -> Result<u64, Error> {
        let transfer = Transfer {
            bucket: &self.bucket,
            watch: &self.watch,
            key: self.key,
            upload_id: &self.upload_id,
            window: &self.window,
            notes: self.notes,
        };
        let sending = transfer.run(feed, parts);
        let sent = self.uploader.unless_cancelled(sending).await;
        sent.map_err(|error| if error.upload_id().is_none() { self.about(error) } else { error })
    }

    /// The service says that it has not all of these as they are: which ones not? If it does not
    /// tell, any.
    async fn lost(&self, parts: &Parts) -> Result<Vec<u32>, Error> {
        match resume::list(&self.bucket, self.key, &self.upload_id).await {
            Listing::Told(listed) => Ok(resume::missing(parts, &listed)),
            Listing::Untold => Ok(parts.keys().copied().collect()),
            Listing::Gone(error) => Err(error),
        }
    }

    /// Whether the service lists this upload as unfinished.
    pub(crate) async fn stands(&self) -> bool {
        let listing = resume::list(&self.bucket, self.key, &self.upload_id).await;
        matches!(listing, Listing::Told(_))
    }

    /// Size and CRC-64 of the whole.
    pub(crate) fn sum(parts: &Parts) -> (u64, u64) {
        let (mut size, mut joined) = (0, Joined::default());
        for part in parts.values() {
            size += part.size;
            joined.push(part.crc64, part.size);
        }
        (size, joined.value())
    }

    /// Whether the service has forgotten this upload, so that only a new one helps.
    pub(crate) fn is_gone(&self, error: &Error) -> bool {
        error.has_code("NoSuchUpload")
    }

    /// Makes sure of it, and says so.
    pub(crate) async fn abandon(self) {
        let upload_id = self.upload_id;
        tracing::warn!(upload_id, "the service has forgotten the upload; beginning a new one");
        self.uploader.abandon(self.key, upload_id).await;
    }

    /// Ends what is left of an upload that failed, and says so in its error.
    pub(crate) async fn clean_up(&self, error: Error) -> Error {
        let remains = match error.remains() {
            Some(Remains::Unknown) => {
                self.abort(true).await;
                Remains::Unknown
            }
            Some(remains) => remains,
            None if error.is_of_object() => self.delete().await,
            None if self.is_gone(&error) => {
                // To make sure of it.
                let _ =
                    in_time(self.bucket.abort_multipart_upload(self.key, &self.upload_id)).await;
                Remains::Nothing
            }
            // Of a completion, if it is about no part.
            None => {
                self.abort(error.may_have_taken_effect() && error.part_number().is_none()).await
            }
        };
        tracing::error!(self.upload_id, kind = ?error.kind(), ?remains, "upload failed");
        error.possibly_done(remains == Remains::Unknown).with_remains(remains)
    }

    /// `completing`: the service may be at work on its completion.
    async fn abort(&self, completing: bool) -> Remains {
        let kept = if self.doubtful { Remains::Unknown } else { Remains::Upload };
        if self.uploader.policy() == OnFailure::Keep {
            return kept;
        }
        match in_time(self.bucket.abort_multipart_upload(self.key, &self.upload_id)).await {
            Ok(()) => Remains::Nothing,
            // It ended after the object was looked for, or in an earlier run.
            Err(error) if error.has_code("NoSuchUpload") && (completing || self.doubtful) => {
                Remains::Unknown
            }
            Err(error) if error.has_code("NoSuchUpload") => Remains::Nothing,
            Err(_) => kept,
        }
    }

    /// The upload is completed, but its object is wrong.
    async fn delete(&self) -> Remains {
        match in_time(self.bucket.delete_object(self.key)).await {
            Ok(()) => Remains::Nothing,
            Err(_) => Remains::Object,
        }
    }

    pub(crate) fn about(&self, error: Error) -> Error {
        error.of_upload(Some(&self.upload_id), None)
    }
}
