//! One run of the flow: from what the journal says to the end, each step noted before it is made.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use uuid::Uuid;

use super::access::Access;
use super::entry::{Content, Entry, Identity, Reached, Uploaded};
use super::held::Held;
use super::journal::Journal;
use super::place::{Place, Stage};
use super::source::Look;
use super::state::{StateDir, noted, registered};
use super::upload::Upload;
use super::{Event, RegisteredBackupSet, Registration, abort, blocking};
use crate::client::Client;
use crate::clock;
use crate::error::{Error, ErrorKind};
use crate::v2021_01_01::ConfigureBackupSetInfo;

/// A run that was dropped may still be writing its last note.
const PATIENCE: Duration = Duration::from_secs(1);

pub(super) struct Flow<'a> {
    client: &'a Client,
    registration: &'a Registration,
    place: Place,
    journal: Option<Arc<Journal>>,
    held: Option<Held>,
    /// What an earlier run left and this one goes on with, as long as it can begin anew instead.
    resumed: Option<Box<Entry>>,
}

/// What there is to do.
enum Task {
    Nothing(RegisteredBackupSet),
    GoOn(Box<Entry>),
}

impl<'a> Flow<'a> {
    pub(super) fn new(client: &'a Client, registration: &'a Registration) -> Self {
        Self {
            client,
            registration,
            place: Place::default(),
            journal: None,
            held: None,
            resumed: None,
        }
    }

    pub(super) async fn run(mut self) -> Result<RegisteredBackupSet, Error> {
        let mut done = self.steps().await;
        // Somebody removed the set between the runs.
        if let Err(error) = &done
            && error.is_of_unknown_set()
            && let Some(entry) = self.resumed.take()
        {
            tracing::warn!(%error, "the backup set of the earlier run is gone; beginning anew");
            self.set_aside(*entry).await?;
            (self.journal, self.place) = (None, Place::default());
            done = self.steps().await;
        }
        let done = done.map_err(|error| match error.place() {
            Some(_) => error,
            None => error.at(self.place.clone()),
        })?;
        self.tell(Event::Finished(done.clone()));
        Ok(done)
    }

    async fn steps(&mut self) -> Result<RegisteredBackupSet, Error> {
        self.tell(Event::Stage(Stage::Preflight));
        let look = self.registration.look();
        let look = self.unless_cancelled(look).await?;
        let mut entry = match self.take_up(&look).await? {
            Task::Nothing(done) => {
                self.tell(Event::AlreadyRegistered(done.clone()));
                return Ok(done);
            }
            Task::GoOn(entry) => *entry,
        };
        if entry.backup_set_id.is_none() {
            self.register(&mut entry).await?;
        }
        self.correct(&mut entry);
        // Between the runs the object may have been lost; since `UploadSuccess` was sent, the service
        // may do with it what it likes.
        if entry.reached == Reached::Uploaded
            && (self.is_doubtful(&entry) || self.is_lost(&entry).await?)
        {
            entry.uploaded = None;
        }
        let mut earlier = entry.uploaded.is_some();
        loop {
            if entry.uploaded.is_none() {
                self.upload(&mut entry, &look).await?;
            }
            match self.confirm(&mut entry).await {
                Err(error) if earlier && error.kind() == ErrorKind::Refused => {
                    if !self.is_lost(&entry).await? {
                        return Err(error);
                    }
                    tracing::warn!(%error, "the object of the earlier run is lost; uploading it again");
                    (entry.uploaded, earlier) = (None, false);
                }
                done => return done,
            }
        }
    }

    /// What an earlier run left of this backup, or a new beginning.
    async fn take_up(&mut self, look: &Look) -> Result<Task, Error> {
        let fresh = self.registration.entry(self.client, look);
        let Some(state) = self.registration.state.clone() else {
            return Ok(Task::GoOn(Box::new(fresh)));
        };
        let journal = self.claim(&state, &fresh.identity).await?;
        self.tell(Event::Journal { path: journal.path() });
        self.held = Some(state.checkpoints());
        self.journal = Some(Arc::clone(&journal));
        let (read, identity) = (Arc::clone(&journal), fresh.identity.clone());
        let (mut earlier, finished) = blocking(move || {
            let mut earlier = read.read()?;
            // Killed before it was moved.
            if let Some(entry) = earlier.take_if(|entry| entry.reached == Reached::Done) {
                read.finish(&entry)?;
            }
            let finished = read.finished(&identity);
            Ok((earlier, finished))
        })
        .await?;
        if let Some(entry) = earlier.take_if(|entry| entry.content != fresh.content) {
            self.supersede(&state, entry).await?;
        }
        if let Some(entry) = earlier {
            self.resume(&state, &entry)?;
            if entry.backup_set_id.is_some() && self.registration.origin.can_be_read_again() {
                self.resumed = Some(Box::new(entry.clone()));
            }
            return Ok(Task::GoOn(Box::new(entry)));
        }
        self.give_up_aside(&state).await?;
        if let Some(entry) = finished.iter().find(|entry| entry.content == fresh.content) {
            return already(entry, &fresh);
        }
        self.save(&fresh).await?;
        Ok(Task::GoOn(Box::new(fresh)))
    }

    async fn claim(&self, state: &StateDir, identity: &Identity) -> Result<Arc<Journal>, Error> {
        let begun = Instant::now();
        loop {
            let (root, stem) = (state.path().to_owned(), identity.file_stem());
            let claimed = blocking(move || Journal::claim(&root, &stem)).await;
            match claimed {
                Err(error) if error.kind() == ErrorKind::InUse && begun.elapsed() < PATIENCE => {
                    self.unless_cancelled(async {
                        sleep(Duration::from_millis(20)).await;
                        Ok(())
                    })
                    .await?;
                }
                claimed => return claimed.map(Arc::new),
            }
        }
    }

    fn resume(&mut self, state: &StateDir, entry: &Entry) -> Result<(), Error> {
        let noted = noted(state, entry)?;
        self.tell(Event::Resumed {
            stage: entry.reached.stage(),
            backup_set_id: entry.backup_set_id.clone(),
            object: entry.target.as_ref().map(|target| target.object()),
            parts: noted.as_ref().map_or(0, |noted| noted.parts),
            bytes: noted.map_or(0, |noted| noted.bytes),
        });
        Ok(())
    }

    /// The source has changed since that backup began. A complete object is worth its confirmation;
    /// any other backup is to be given up.
    async fn supersede(&mut self, state: &StateDir, mut earlier: Entry) -> Result<(), Error> {
        if earlier.reached >= Reached::Uploaded {
            let id = earlier.backup_set_id.clone();
            tracing::info!(backup_set_id = id, "finishing an earlier backup first");
            self.resume(state, &earlier)?;
            let confirmed = self.confirm_unless_lost(&mut earlier).await;
            self.place = Place { journal: self.place.journal.take(), ..Place::default() };
            match confirmed {
                Ok(true) => return Ok(()),
                Ok(false) => {
                    tracing::warn!(backup_set_id = id, "the object of the earlier backup is lost");
                }
                // Its object may be lost, and its bytes are. Wrong keys say nothing of it.
                Err(error) if error.kind() == ErrorKind::Refused && !error.is_of_keys() => {
                    tracing::warn!(%error, backup_set_id = id, "giving up the earlier backup");
                }
                Err(error) => return Err(error),
            }
        }
        self.set_aside(earlier).await
    }

    /// Whether it was confirmed.
    async fn confirm_unless_lost(&mut self, entry: &mut Entry) -> Result<bool, Error> {
        if entry.reached == Reached::Uploaded
            && (self.is_doubtful(entry) || self.is_lost(entry).await?)
        {
            return Ok(false);
        }
        self.confirm(entry).await.map(|_| true)
    }

    async fn set_aside(&self, entry: Entry) -> Result<(), Error> {
        let Some(journal) = self.journal.clone() else { return Ok(()) };
        blocking(move || journal.set_aside(&entry)).await
    }

    /// Ends what backups of other states of this source left. What cannot be ended now is tried again
    /// by the next new backup of it; nothing that this one should wait for.
    async fn give_up_aside(&mut self, state: &StateDir) -> Result<(), Error> {
        let Some(journal) = self.journal.clone() else { return Ok(()) };
        for (path, entry) in blocking(move || Ok(journal.aside())).await? {
            let given_up = abort::give_up(self.client, state, &entry, self.registration.internal);
            let upload = match self.unless_cancelled(given_up).await {
                Ok(upload) => {
                    blocking(move || super::journal::remove(&path)).await?;
                    upload.to_string()
                }
                Err(error) if error.kind() == ErrorKind::Cancelled => return Err(error),
                Err(error) => format!("its upload may stand: {error}"),
            };
            let backup_set_id = entry.backup_set_id;
            tracing::warn!(backup_set_id, upload, "the source has changed since");
            self.tell(Event::Superseded { backup_set_id, upload });
        }
        Ok(())
    }

    async fn register(&mut self, entry: &mut Entry) -> Result<(), Error> {
        self.tell(Event::Stage(Stage::Register));
        let waiting = configure(entry);
        let sent = async {
            let answer = self.client.send(&waiting).await?;
            answer.data.and_then(|data| data.backup_set_id).filter(|id| !id.is_empty()).ok_or_else(
                || {
                    let message = "the service registered the backup set but gave no BackupSetId";
                    Error::new(ErrorKind::Answer, message).with_effect(true)
                },
            )
        };
        let sent = self.unless_cancelled(sent).await;
        let id = match sent {
            Ok(id) => id,
            Err(error) => {
                // Nothing stands under this token, and what was refused can be corrected.
                let code = error.fault().map_or("", |fault| fault.code.as_str());
                let is_final = error.kind() == ErrorKind::Refused && !error.may_have_taken_effect();
                if is_final && !error.is_of_keys() && !code.starts_with("Idempotent") {
                    self.forget().await?;
                }
                return Err(error.at_call(self.place.clone()));
            }
        };
        entry.backup_set_id = Some(id.clone());
        entry.reached = Reached::Registered;
        self.save(entry).await?;
        self.tell(Event::Registered { backup_set_id: id });
        Ok(())
    }

    /// The metadata may have been corrected since the earlier run: `UploadSuccess` carries them too.
    fn correct(&self, entry: &mut Entry) {
        let wanted = self.registration.extra_meta.to_json();
        if entry.extra_meta != wanted {
            tracing::warn!(old = entry.extra_meta, new = wanted, "the metadata were corrected");
            entry.extra_meta = wanted;
            entry.confirm_token = Uuid::new_v4().to_string();
        }
    }

    async fn access(&mut self, entry: &Entry) -> Result<Access, Error> {
        self.tell(Event::Stage(Stage::Access));
        let access = Access::fetch(self.client, entry, self.registration.internal);
        self.unless_cancelled(access).await
    }

    async fn upload(&mut self, entry: &mut Entry, look: &Look) -> Result<(), Error> {
        let access = self.access(entry).await?;
        let target = access.target().clone();
        if let Some(earlier) = &entry.target
            && !earlier.is_same_object(&target)
        {
            self.move_on(entry, &access).await?;
        }
        entry.target = Some(target.clone());
        entry.reached = Reached::Uploading;
        self.save(entry).await?;
        self.tell(Event::Stage(Stage::Upload));
        self.tell(Event::Uploading {
            bucket: target.bucket.clone(),
            object_key: target.object_key.clone(),
            size: look.size,
        });
        let upload = Upload {
            registration: self.registration,
            bucket: access.into_bucket()?,
            object_key: &target.object_key,
            held: self.held.clone(),
        };
        let outcome = upload.run(look).await?;
        if outcome.size == 0 {
            let message = "the source gave no bytes: a backup has some; did its program fail?";
            return Err(Error::new(ErrorKind::Input, message));
        }
        entry.uploaded = Some(Uploaded {
            size: outcome.size,
            parts: outcome.parts,
            crc64: outcome.crc64,
            verified: outcome.verified,
        });
        entry.reached = Reached::Uploaded;
        self.save(entry).await?;
        self.tell(Event::Verified {
            size: outcome.size,
            crc64: outcome.crc64,
            reused: outcome.reused,
        });
        Ok(())
    }

    /// The service names another object than before: what was sent to the old one is of no use.
    async fn move_on(&mut self, entry: &Entry, access: &Access) -> Result<(), Error> {
        let (Some(state), Some(old)) = (&self.registration.state, &entry.target) else {
            return Ok(());
        };
        if let Some(noted) = noted(state, entry)? {
            let ended = abort::end_upload(state, old, &noted.upload_id, access.clone());
            let gone = match self.unless_cancelled(ended).await {
                Ok(ended) => ended.is_gone(),
                Err(error) if error.kind() == ErrorKind::Cancelled => return Err(error),
                Err(_) => false,
            };
            self.tell(Event::UploadAbandoned { upload_id: noted.upload_id, gone });
        }
        Ok(())
    }

    /// Whether an earlier run was content with less than this one demands.
    fn is_doubtful(&self, entry: &Entry) -> bool {
        let verified = entry.uploaded.as_ref().is_some_and(|uploaded| uploaded.verified);
        self.registration.require_verified && !verified
    }

    /// Whether the object of an earlier run is not what it was any more. Where the service does not
    /// tell, it is.
    async fn is_lost(&mut self, entry: &Entry) -> Result<bool, Error> {
        let Some(uploaded) = &entry.uploaded else { return Ok(true) };
        let access = self.access(entry).await?;
        let named = access.target().clone();
        if !entry.target.as_ref().is_some_and(|target| target.is_same_object(&named)) {
            return Ok(true);
        }
        let bucket = access.into_bucket()?;
        let head = async {
            Ok(match bucket.head_object(&named.object_key).await {
                Ok(info) => {
                    info.size != uploaded.size
                        || info.crc64.is_some_and(|crc64| crc64 != uploaded.crc64)
                }
                Err(error) => error.fault().is_some_and(|fault| fault.status == 404),
            })
        };
        self.unless_cancelled(head).await
    }

    async fn confirm(&mut self, entry: &mut Entry) -> Result<RegisteredBackupSet, Error> {
        entry.reached = Reached::Confirming;
        self.save(entry).await?;
        self.tell(Event::Stage(Stage::Confirm));
        let success = ConfigureBackupSetInfo {
            upload_status: "UploadSuccess".to_owned(),
            backup_set_id: entry.backup_set_id.clone(),
            client_token: Some(entry.confirm_token.clone()),
            ..configure(entry)
        };
        let sent = async {
            let answer = self.client.send(&success).await?;
            let named = answer.data.and_then(|data| data.backup_set_id);
            if answer.success == Some(true) || named.is_some() && named == success.backup_set_id {
                return Ok(());
            }
            let message = "the service answered UploadSuccess with neither yes nor no";
            Err(Error::new(ErrorKind::Answer, message).with_effect(true))
        };
        let sent = self.unless_cancelled(sent).await;
        sent.map_err(|error| error.at_call(self.place.clone()))?;
        entry.reached = Reached::Done;
        entry.changed_s = clock::now().unix_timestamp();
        if let Some(journal) = self.journal.clone() {
            let (entry, state) = (entry.clone(), self.registration.state.clone());
            let noted = blocking(move || {
                journal.finish(&entry)?;
                match (state, &entry.target) {
                    (Some(state), Some(target)) => state.forget_parts(target),
                    _ => Ok(()),
                }
            });
            // The service holds it, whatever becomes of the note; another run would send the same
            // again, to no harm.
            if let Err(error) = noted.await {
                tracing::warn!(%error, "the end is not noted");
            }
        }
        registered(entry).ok_or_else(|| {
            Error::new(ErrorKind::Journal, "the journal of a confirmed backup set is incomplete")
        })
    }

    /// As if this backup had never begun.
    async fn forget(&self) -> Result<(), Error> {
        let Some(journal) = self.journal.clone() else { return Ok(()) };
        blocking(move || super::journal::remove(&journal.path())).await
    }

    async fn save(&self, entry: &Entry) -> Result<(), Error> {
        let Some(journal) = self.journal.clone() else { return Ok(()) };
        let mut entry = entry.clone();
        entry.changed_s = clock::now().unix_timestamp();
        blocking(move || journal.write(&entry)).await
    }

    fn tell(&mut self, event: Event) {
        self.place.follow(&event);
        (self.registration.listener)(&event);
    }

    async fn unless_cancelled<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        unless_cancelled(self.registration, self.place.unsure, work).await
    }
}

/// Does it, unless the caller cancels first. `unsure`: it may be carried out all the same.
pub(super) async fn unless_cancelled<T>(
    registration: &Registration,
    unsure: bool,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    tokio::select! {
        biased;
        () = registration.cancel.cancelled() => Err(cancelled(registration).with_effect(unsure)),
        done = work => done,
    }
}

pub(super) fn cancelled(registration: &Registration) -> Error {
    let message = match registration.state {
        Some(_) => "cancelled; run the same again to go on",
        None => "cancelled",
    };
    Error::new(ErrorKind::Cancelled, message)
}

/// As the backup set waits for its object.
pub(super) fn configure(entry: &Entry) -> ConfigureBackupSetInfo {
    ConfigureBackupSetInfo {
        region_id: Some(entry.identity.region_code.clone()),
        extra_meta: Some(entry.extra_meta.clone()),
        client_token: Some(entry.register_token.clone()),
        ..ConfigureBackupSetInfo::new(
            "Physical",
            "Automated",
            entry.name.as_str(),
            entry.identity.backup_type.as_str(),
            entry.identity.data_source_id.as_str(),
            entry.identity.region_code.as_str(),
            "WaitingUpload",
        )
    }
}

/// An earlier run finished this backup; with other metadata it would be another.
fn already(entry: &Entry, fresh: &Entry) -> Result<Task, Error> {
    if entry.extra_meta != fresh.extra_meta {
        let message = format!(
            "{} is registered already as {} with the metadata {}, and now they are {}; remove its \
             journal from the folder finished of the state directory to register it once more",
            entry.identity.source,
            entry.backup_set_id.as_deref().unwrap_or_default(),
            entry.extra_meta,
            fresh.extra_meta,
        );
        return Err(Error::new(ErrorKind::Input, message));
    }
    // The bytes of a stream cannot be looked at: these may be those of another night.
    if let Content::Stream { .. } = entry.content {
        let message = format!(
            "the metadata are those of {}, which is registered already; give those of the backup that \
             the stream holds, of which nothing was read",
            entry.backup_set_id.as_deref().unwrap_or_default()
        );
        return Err(Error::new(ErrorKind::Input, message));
    }
    registered(entry).map(Task::Nothing).ok_or_else(|| {
        Error::new(ErrorKind::Journal, "the journal of a finished backup set is incomplete")
    })
}
