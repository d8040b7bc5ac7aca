//! Where a crash leaves its notes.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinError;
use tokio::time::Instant;

mod file;
mod record;
mod recorder;

pub use file::{FileCheckpoints, NotedUpload};
pub(crate) use record::{Fingerprint, Header, Heading, Record, RecordedPart};
pub(crate) use recorder::Recorder;

/// Keeps notes of transfers that are under way, so that another process can take them up after a
/// crash. [`FileCheckpoints`] keeps them in a folder.
///
/// All calls may block: they are made where blocking is allowed.
pub trait CheckpointStore: fmt::Debug + Send + Sync {
    /// The notes of this name, exclusively until they are dropped. Names are of any length and may
    /// hold any character.
    ///
    /// # Errors
    /// [`CheckpointError::in_use`] if somebody has claimed the name, in this process or in
    /// another; any other if the notes cannot be reached.
    fn claim(&self, name: &str) -> Result<Box<dyn Checkpoint>, CheckpointError>;
}

/// The notes of one transfer: lines without line ends in them. Dropping it gives the name free
/// and keeps the notes.
///
/// # Errors
/// They fail if the notes cannot be read or written. What was noted before stands.
#[expect(clippy::missing_errors_doc, reason = "one section for all methods")]
pub trait Checkpoint: fmt::Debug + Send {
    /// Where the notes are, for sentences: a path, for instance.
    fn place(&self) -> String;

    /// The whole lines that there are, none if nothing was noted yet. A last line that was not
    /// written to its end is left out.
    fn lines(&mut self) -> Result<Vec<String>, CheckpointError>;

    /// Puts these lines in the place of all that there are: after a crash at any moment, the old
    /// ones are there or the new ones, and once this returns, the new ones, also after a power cut.
    fn replace(&mut self, lines: &[String]) -> Result<(), CheckpointError>;

    /// Adds a line. Once this returns, it survives the end of this process by any means.
    fn append(&mut self, line: &str) -> Result<(), CheckpointError>;

    /// Once this returns, all lines survive a power cut.
    fn sync(&mut self) -> Result<(), CheckpointError>;

    /// Removes the notes; the name stays claimed.
    fn remove(&mut self) -> Result<(), CheckpointError>;
}

/// Why a checkpoint cannot be used. Cheap to clone.
#[derive(Clone, Debug)]
pub struct CheckpointError(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    message: String,
    in_use: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl CheckpointError {
    /// `message` is a sentence that says what is wrong, where, and what to do.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Arc::new(Inner { message: message.into(), in_use: false, source: None }))
    }

    /// Because of `source`, which the sentence need not repeat.
    pub fn caused_by(
        message: impl Into<String>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        let source = Some(source.into());
        Self(Arc::new(Inner { message: message.into(), in_use: false, source }))
    }

    /// Because somebody else has claimed it.
    pub fn in_use(message: impl Into<String>) -> Self {
        Self(Arc::new(Inner { message: message.into(), in_use: true, source: None }))
    }

    /// Whether somebody else has claimed it: when that one ends, it is free.
    pub fn is_in_use(&self) -> bool {
        self.0.in_use
    }
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.message)
    }
}

impl StdError for CheckpointError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

/// What the notes of uploads to an object are claimed as.
pub(crate) fn object_name(bucket: &str, key: &str) -> String {
    format!("{bucket}/{key}")
}

/// A transfer that was dropped may still be giving its notes free.
const PATIENCE: Duration = Duration::from_secs(1);

/// Claims notes without blocking the thread.
pub(crate) async fn claim(
    store: &Arc<dyn CheckpointStore>,
    name: &str,
) -> Result<Box<dyn Checkpoint>, CheckpointError> {
    let begun = Instant::now();
    loop {
        let (store, name) = (Arc::clone(store), name.to_owned());
        let claimed = tokio::task::spawn_blocking(move || store.claim(&name)).await;
        match claimed.unwrap_or_else(|error| Err(interrupted(error))) {
            Err(error) if error.is_in_use() && begun.elapsed() < PATIENCE => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            claimed => return claimed,
        }
    }
}

/// The runtime ended, or the store of the caller panicked.
pub(crate) fn interrupted(error: JoinError) -> CheckpointError {
    CheckpointError::caused_by("the work on the checkpoint was broken off", error)
}
