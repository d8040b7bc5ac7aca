//! The checkpoint of one upload, as far as the upload cares: what an earlier run left, and where
//! this one writes. Without a store, nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::checkpoint::{
    self, CheckpointError, CheckpointStore, Fingerprint, Header, Record, RecordedPart, Recorder,
};
use crate::error::{Error, ErrorKind};
use crate::origin::Origin;

#[derive(Debug, Default)]
pub(crate) struct Notes {
    recorder: Option<Recorder>,
    /// A note could not be written; this is said once.
    lost: AtomicBool,
    pub(crate) fingerprint: Fingerprint,
}

impl Notes {
    /// Claims the notes of an object. `origin` is the source if it can be known again.
    pub(crate) async fn claim(
        store: &Arc<dyn CheckpointStore>,
        bucket: &str,
        key: &str,
        origin: Option<&Origin>,
    ) -> Result<(Self, Option<Record>), Error> {
        let name = checkpoint::object_name(bucket, key);
        let mut checkpoint = checkpoint::claim(store, &name).await.map_err(unusable)?;
        let origin = origin.cloned();
        let look = tokio::task::spawn_blocking(move || {
            let fingerprint = match origin {
                Some(origin) => origin.fingerprint().map_err(|error| {
                    let message = format!("the source cannot be read: {error}");
                    Error::new(ErrorKind::Source, message).caused_by(error)
                })?,
                None => Fingerprint::default(),
            };
            let record = Record::read(&mut *checkpoint);
            let recorder = Some(Recorder::new(checkpoint).map_err(unusable)?);
            let notes = Self { recorder, lost: AtomicBool::new(false), fingerprint };
            Ok((notes, record.map_err(unusable)?))
        });
        look.await.unwrap_or_else(|error| Err(unusable(checkpoint::interrupted(error))))
    }

    /// An upload is under way, of which these parts may be there.
    pub(crate) async fn begin(&self, header: &Header, sent: &[RecordedPart]) -> Result<(), Error> {
        match &self.recorder {
            Some(recorder) => recorder.begin(header, sent).await.map_err(unusable),
            None => Ok(()),
        }
    }

    /// A part is there. What cannot be noted now would be sent again after a crash, which is no
    /// reason to stop.
    pub(crate) fn part(&self, part: &RecordedPart) {
        if let Some(recorder) = &self.recorder
            && let Err(error) = recorder.part(part)
        {
            self.warn(&error);
        }
    }

    /// All notes so far survive whatever happens next.
    pub(crate) async fn sync(&self) {
        if let Some(recorder) = &self.recorder
            && let Err(error) = recorder.sync().await
        {
            self.warn(&error);
        }
    }

    /// There is nothing to go on with.
    pub(crate) async fn remove(self) {
        if let Some(recorder) = self.recorder
            && let Err(error) = recorder.finish().await
        {
            tracing::warn!(%error, "the checkpoint could not be removed");
        }
    }

    /// The next run is to go on with it.
    pub(crate) async fn keep(mut self) {
        if let Some(recorder) = self.recorder.take()
            && let Err(error) = recorder.close().await
        {
            self.warn(&error);
        }
    }

    fn warn(&self, error: &CheckpointError) {
        if !self.lost.swap(true, Ordering::Relaxed) {
            tracing::warn!(%error, "the checkpoint cannot be written: a crash costs more now");
        }
    }
}

fn unusable(error: CheckpointError) -> Error {
    Error::new(ErrorKind::Checkpoint, error.to_string()).caused_by(error)
}
