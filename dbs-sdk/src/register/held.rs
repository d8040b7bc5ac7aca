//! Checkpoints that outlive their upload until the journal knows of its end.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use oss_multipart::{Checkpoint, CheckpointError, CheckpointStore, FileCheckpoints};

/// What an upload removes is kept here until [`let_go`](Self::let_go), or until the backup set is
/// confirmed: killed between the end of the upload and the journal's note of it, the next run is to
/// know which parts the object has.
#[derive(Debug, Clone)]
pub(super) struct Held {
    files: FileCheckpoints,
    /// Names whose notes are to be removed.
    removed: Arc<Mutex<Vec<String>>>,
}

impl Held {
    pub(super) fn new(root: &Path) -> Self {
        Self { files: FileCheckpoints::new(root.join("uploads")), removed: Arc::default() }
    }

    /// Removes what was to be removed. Blocks. What cannot be removed is found out of date later.
    pub(super) fn let_go(&self) {
        let names = std::mem::take(&mut *self.names());
        for name in names {
            if let Err(error) = self.files.claim(&name).and_then(|mut notes| notes.remove()) {
                tracing::warn!(%error, "a checkpoint that nobody needs could not be removed");
            }
        }
    }

    fn names(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.removed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl CheckpointStore for Held {
    fn claim(&self, name: &str) -> Result<Box<dyn Checkpoint>, CheckpointError> {
        let notes = self.files.claim(name)?;
        Ok(Box::new(HeldNotes { notes, name: name.to_owned(), held: self.clone() }))
    }
}

#[derive(Debug)]
struct HeldNotes {
    notes: Box<dyn Checkpoint>,
    name: String,
    held: Held,
}

impl Checkpoint for HeldNotes {
    fn place(&self) -> String {
        self.notes.place()
    }

    fn lines(&mut self) -> Result<Vec<String>, CheckpointError> {
        self.notes.lines()
    }

    fn replace(&mut self, lines: &[String]) -> Result<(), CheckpointError> {
        self.held.names().retain(|name| *name != self.name);
        self.notes.replace(lines)
    }

    fn append(&mut self, line: &str) -> Result<(), CheckpointError> {
        self.notes.append(line)
    }

    fn sync(&mut self) -> Result<(), CheckpointError> {
        self.notes.sync()
    }

    fn remove(&mut self) -> Result<(), CheckpointError> {
        self.held.names().push(self.name.clone());
        // What they say survives a power cut too.
        self.notes.sync()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_stay_until_they_are_let_go() {
        let root = tempfile::tempdir().expect("a folder");
        let held = Held::new(root.path());
        let mut notes = held.claim("bucket/key").expect("notes");
        notes.append("one").expect("a line");
        notes.remove().expect("removed");
        drop(notes);
        let lines = |held: &Held| held.claim("bucket/key").and_then(|mut notes| notes.lines());
        assert_eq!(lines(&held).expect("lines"), ["one"]);
        held.let_go();
        assert!(lines(&held).expect("lines").is_empty());
    }
}
