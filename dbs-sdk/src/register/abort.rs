//! Giving up a backup that was begun: what is ended, and what stays.

use std::fmt;

use super::access::Access;
use super::blocking;
use super::entry::{Entry, Target};
use super::journal::{self, Journal};
use super::state::{StateDir, Unfinished, noted};
use super::upload::from_upload;
use crate::client::Client;
use crate::error::{Error, ErrorKind};

/// What became of a backup that was given up. `Display` says it in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Aborted {
    /// `ee-…`: it stays as `WaitingUpload`, since no action takes a registration back. `None` if it
    /// is not known, or was never made.
    pub backup_set_id: Option<String>,
    /// What became of its upload.
    pub upload: AbortedUpload,
}

/// What became of the upload of a backup that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AbortedUpload {
    /// None was begun, as far as is known.
    None,
    /// It is gone, with all its parts.
    #[non_exhaustive]
    Gone {
        /// OSS's name for it.
        upload_id: String,
    },
    /// The temporary keys may not end it: its parts stay and are billed until the bucket's lifecycle
    /// rule removes them.
    #[non_exhaustive]
    Remains {
        /// OSS's name for it.
        upload_id: String,
        /// `oss://bucket/key`.
        object: String,
        /// Why, in a sentence.
        reason: String,
    },
    /// The object is complete and stays: nothing that is complete is removed.
    #[non_exhaustive]
    Complete {
        /// `oss://bucket/key`.
        object: String,
    },
}

impl AbortedUpload {
    pub(super) fn is_gone(&self) -> bool {
        matches!(self, Self::None | Self::Gone { .. })
    }
}

impl fmt::Display for AbortedUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("no upload was begun"),
            Self::Gone { upload_id } => write!(f, "upload {upload_id} is gone with all its parts"),
            Self::Remains { upload_id, object, reason } => write!(
                f,
                "the parts of upload {upload_id} to {object} stay until the bucket's lifecycle rule \
                 removes them: {reason}"
            ),
            Self::Complete { object } => write!(f, "{object} is complete and stays"),
        }
    }
}

impl fmt::Display for Aborted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.backup_set_id {
            Some(id) => write!(
                f,
                "{}; backup set {id} stays as WaitingUpload, since a registration cannot be taken \
                 back",
                self.upload
            ),
            None => write!(f, "{}", self.upload),
        }
    }
}

impl Client {
    /// Gives up a backup that was begun: its multipart upload is ended, and its notes are removed, so
    /// that the same source begins anew.
    ///
    /// `internal` as for [`Registration::internal`](super::Registration::internal).
    ///
    /// # Errors
    /// [`ErrorKind::InUse`] if a process is at work on it, and those of the calls. The notes stay then:
    /// try again later.
    pub async fn abort(
        &self,
        state: &StateDir,
        unfinished: &Unfinished,
        internal: bool,
    ) -> Result<Aborted, Error> {
        let (root, path) = (state.path().to_owned(), unfinished.journal.clone());
        let (lock, entry) = blocking(move || {
            let entry = read(&path)?;
            let lock = Journal::claim(&root, &entry.identity.file_stem())?;
            // It may have gone on since.
            Ok((lock, read(&path)?))
        })
        .await?;
        let upload = give_up(self, state, &entry, internal).await?;
        let path = unfinished.journal.clone();
        blocking(move || {
            journal::remove(&path)?;
            drop(lock);
            Ok(())
        })
        .await?;
        Ok(Aborted { backup_set_id: entry.backup_set_id, upload })
    }
}

fn read(path: &std::path::Path) -> Result<Entry, Error> {
    journal::read(path)?.ok_or_else(|| {
        let message =
            format!("there is no journal {} any more: nothing is unfinished", path.display());
        Error::new(ErrorKind::Input, message)
    })
}

/// Ends what the entry began, as far as the keys allow, and removes the notes of its parts.
pub(super) async fn give_up(
    client: &Client,
    state: &StateDir,
    entry: &Entry,
    internal: bool,
) -> Result<AbortedUpload, Error> {
    let Some(target) = &entry.target else { return Ok(AbortedUpload::None) };
    if entry.uploaded.is_some() {
        forget(state, target).await?;
        return Ok(AbortedUpload::Complete { object: target.object() });
    }
    let Some(noted) = noted(state, entry)? else { return Ok(AbortedUpload::None) };
    match Access::fetch(client, entry, internal).await {
        Ok(access) => end_upload(state, target, &noted.upload_id, access).await,
        // Wrong keys or a missing permission may be mended: the notes stay until then.
        Err(error) if error.kind() == ErrorKind::Refused && !error.is_of_keys() => {
            forget(state, target).await?;
            let reason = format!("there are no keys for it: {error}");
            Ok(remains(target, &noted.upload_id, reason))
        }
        Err(error) => Err(error),
    }
}

/// With these keys, which may be for another object by now.
pub(super) async fn end_upload(
    state: &StateDir,
    target: &Target,
    upload_id: &str,
    access: Access,
) -> Result<AbortedUpload, Error> {
    let bucket = access.at(&target.bucket).into_bucket()?;
    let upload_id = upload_id.to_owned();
    let upload = match bucket.abort_multipart_upload(&target.object_key, &upload_id).await {
        Ok(()) => AbortedUpload::Gone { upload_id },
        Err(error) => {
            let status = error.fault().map(|fault| (fault.status, fault.code.as_str()));
            match status {
                Some((404, _)) => AbortedUpload::Gone { upload_id },
                Some((403, "AccessDenied")) => remains(target, &upload_id, error.to_string()),
                _ => return Err(from_upload(error)),
            }
        }
    };
    forget(state, target).await?;
    Ok(upload)
}

fn remains(target: &Target, upload_id: &str, reason: String) -> AbortedUpload {
    AbortedUpload::Remains { upload_id: upload_id.to_owned(), object: target.object(), reason }
}

async fn forget(state: &StateDir, target: &Target) -> Result<(), Error> {
    let (state, target) = (state.clone(), target.clone());
    blocking(move || state.forget_parts(&target)).await
}
