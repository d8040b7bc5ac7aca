//! Where backups leave their notes, and which of them are unfinished.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use oss_multipart::FileCheckpoints;
use time::OffsetDateTime;

use super::entry::{Entry, Reached, Target};
use super::held::Held;
use super::journal::{self, Owner};
use super::{RegisteredBackupSet, Stage};
use crate::error::{Error, ErrorKind};

/// A folder for the journals of backups, on a local disk, made when it is first needed and for its
/// owner alone.
///
/// Its files hold names, sizes, times, checksums, and the ids that the services gave; never keys or
/// tokens that open anything. One process at a time works on a backup: a lock of the operating system,
/// which ends with its process, however that ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateDir(PathBuf);

impl StateDir {
    /// In this folder.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Where the XDG base directory specification has it: `$XDG_STATE_HOME/dbs-sdk`, else
    /// `~/.local/state/dbs-sdk`. `environment` gives the value of a variable, such as
    /// `std::env::var_os`.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] if neither `XDG_STATE_HOME` nor `HOME` is an absolute path.
    pub fn default_path(environment: impl Fn(&str) -> Option<OsString>) -> Result<Self, Error> {
        // A path that is not absolute is to be ignored, says the specification.
        let absolute =
            |name| environment(name).map(PathBuf::from).filter(|path: &PathBuf| path.is_absolute());
        let base =
            absolute("XDG_STATE_HOME").or_else(|| Some(absolute("HOME")?.join(".local/state")));
        base.map(|base| Self(base.join("dbs-sdk"))).ok_or_else(|| {
            let message =
                "neither XDG_STATE_HOME nor HOME names a folder for the journal: name one";
            Error::new(ErrorKind::Config, message)
        })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The backups that were begun and are not finished, the latest first: those at work now, those
    /// that wait for the next run, and those given up for a newer state of their source whose upload
    /// could not be aborted. Blocks.
    ///
    /// # Errors
    /// [`ErrorKind::Journal`] if one of the journals cannot be read.
    pub fn unfinished(&self) -> Result<Vec<Unfinished>, Error> {
        let folder = journal::unfinished_folder(&self.0);
        let mut found = Vec::new();
        for (path, entry) in journal::entries(&folder, "") {
            let entry = entry?;
            if entry.reached != Reached::Done {
                found.push(Unfinished::of(self, path, entry)?);
            }
        }
        found.sort_by_key(|unfinished| std::cmp::Reverse(unfinished.changed));
        Ok(found)
    }

    /// The backups that were registered by this library with this folder, the latest first; the
    /// oldest are forgotten after two thousand. Those that cannot be read are left out. Blocks.
    pub fn finished(&self) -> Vec<Finished> {
        let finished = journal::entries(&journal::finished_folder(&self.0), "");
        // Killed before it was moved.
        let unfinished = journal::entries(&journal::unfinished_folder(&self.0), "");
        let mut found: Vec<_> = finished
            .chain(unfinished)
            .filter_map(|(_, entry)| Finished::of(&entry.ok()?))
            .collect();
        found.sort_by_key(|finished| std::cmp::Reverse(finished.at));
        found
    }

    pub(super) fn checkpoints(&self) -> Held {
        Held::new(&self.0)
    }

    /// Removes the notes of the parts of what is complete, or given up.
    pub(super) fn forget_parts(&self, target: &Target) -> Result<(), Error> {
        self.uploads().forget(&target.bucket, &target.object_key).map_err(|error| {
            let message = "the notes of the upload cannot be removed";
            Error::new(ErrorKind::Journal, message).because(error)
        })
    }

    fn uploads(&self) -> FileCheckpoints {
        FileCheckpoints::new(self.0.join("uploads"))
    }
}

/// A backup that was begun and is not finished.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unfinished {
    /// Its journal.
    pub journal: PathBuf,
    /// The file or directory as a canonical path, or the name of a stream.
    pub source: String,
    /// The name of the backup set.
    pub name: String,
    /// `FullBackup` or `LogBackup`.
    pub backup_type: String,
    /// The DBS endpoint where it was begun, as a URL.
    pub endpoint: String,
    /// The region.
    pub region_code: String,
    /// The data source, `ds-…`.
    pub data_source_id: String,
    /// `ee-…`, standing as `WaitingUpload`; `None` if its registration may have been carried out, but
    /// was not answered.
    pub backup_set_id: Option<String>,
    /// The bucket, once the service named it.
    pub bucket: Option<String>,
    /// The whole key of the object, once the service named it.
    pub object_key: Option<String>,
    /// OSS's name for the upload, if one was begun.
    pub upload_id: Option<String>,
    /// Parts that were noted as uploaded.
    pub parts: u32,
    /// Bytes of these parts, or of the object if that is complete.
    pub bytes: u64,
    /// The stage that is gone on with.
    pub stage: Stage,
    /// When it was begun.
    pub begun: OffsetDateTime,
    /// When its journal was last written.
    pub changed: OffsetDateTime,
    /// Whether a process is at work on it.
    pub running: bool,
    /// That process, if it is known.
    pub pid: Option<u32>,
}

impl Unfinished {
    pub(super) fn of(state: &StateDir, path: PathBuf, entry: Entry) -> Result<Self, Error> {
        let noted = noted(state, &entry)?;
        let lock = journal::unfinished_folder(state.path())
            .join(format!("{}.lock", entry.identity.file_stem()));
        let owner = journal::owner(&lock);
        let target = entry.target;
        Ok(Self {
            journal: path,
            source: entry.identity.source,
            name: entry.name,
            backup_type: entry.identity.backup_type,
            endpoint: entry.endpoint,
            region_code: entry.identity.region_code,
            data_source_id: entry.identity.data_source_id,
            backup_set_id: entry.backup_set_id,
            bucket: target.as_ref().map(|target| target.bucket.clone()),
            object_key: target.map(|target| target.object_key),
            upload_id: noted.as_ref().map(|noted| noted.upload_id.clone()),
            parts: noted.as_ref().map_or(0, |noted| noted.parts),
            bytes: entry
                .uploaded
                .map_or_else(|| noted.map_or(0, |noted| noted.bytes), |uploaded| uploaded.size),
            stage: entry.reached.stage(),
            begun: moment(entry.begun_s),
            changed: moment(entry.changed_s),
            running: owner.is_some(),
            pid: owner.and_then(|Owner(pid)| pid),
        })
    }
}

/// `backup.tar.gz (upload, 12 parts of 96 MiB, backup set ee-…)`.
impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.source, self.stage)?;
        match &self.backup_set_id {
            Some(id) => write!(f, ", backup set {id} stands as WaitingUpload")?,
            None => f.write_str(", a backup set may stand as WaitingUpload")?,
        }
        if let (Some(bucket), Some(key)) = (&self.bucket, &self.object_key) {
            write!(f, ", {} bytes in {} parts at oss://{bucket}/{key}", self.bytes, self.parts)?;
        }
        match (self.running, self.pid) {
            (true, Some(pid)) => write!(f, ", process {pid} is at work on it"),
            (true, None) => f.write_str(", a process is at work on it"),
            _ => Ok(()),
        }
    }
}

/// A backup that was registered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finished {
    /// What the service holds.
    pub backup_set: RegisteredBackupSet,
    /// The file or directory as a canonical path, or the name of a stream.
    pub source: String,
    /// The name of the backup set.
    pub name: String,
    /// `FullBackup` or `LogBackup`.
    pub backup_type: String,
    /// The data source, `ds-…`.
    pub data_source_id: String,
    /// `dataBegin` and `dataEnd` of its metadata, epoch milliseconds.
    pub span_ms: Option<(i64, i64)>,
    /// When it was finished.
    pub at: OffsetDateTime,
}

impl Finished {
    fn of(entry: &Entry) -> Option<Self> {
        Some(Self {
            backup_set: registered(entry)?,
            source: entry.identity.source.clone(),
            name: entry.name.clone(),
            backup_type: entry.identity.backup_type.clone(),
            data_source_id: entry.identity.data_source_id.clone(),
            span_ms: span(&entry.extra_meta),
            at: moment(entry.changed_s),
        })
    }
}

/// What the service holds, if the backup is done.
pub(super) fn registered(entry: &Entry) -> Option<RegisteredBackupSet> {
    let (target, uploaded) = (entry.target.as_ref()?, entry.uploaded.as_ref()?);
    (entry.reached == Reached::Done).then_some(())?;
    Some(RegisteredBackupSet {
        backup_set_id: entry.backup_set_id.clone()?,
        bucket: target.bucket.clone(),
        object_key: target.object_key.clone(),
        size: uploaded.size,
        parts: uploaded.parts,
        crc64: uploaded.crc64,
        verified: uploaded.verified,
    })
}

/// The upload that was noted, if one was.
pub(super) fn noted(
    state: &StateDir,
    entry: &Entry,
) -> Result<Option<oss_multipart::NotedUpload>, Error> {
    let Some(target) = &entry.target else { return Ok(None) };
    state.uploads().noted(&target.bucket, &target.object_key).map_err(|error| {
        Error::new(ErrorKind::Journal, "the notes of the upload cannot be read").because(error)
    })
}

fn span(extra_meta: &str) -> Option<(i64, i64)> {
    let meta: serde_json::Value = serde_json::from_str(extra_meta).ok()?;
    Some((meta.get("dataBegin")?.as_i64()?, meta.get("dataEnd")?.as_i64()?))
}

fn moment(seconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_folder_follows_the_specification() {
        let given = |xdg: &'static str, home: &'static str| {
            StateDir::default_path(move |name| {
                let value = if name == "HOME" { home } else { xdg };
                (!value.is_empty()).then(|| value.into())
            })
        };
        let path = |state: Result<StateDir, Error>| state.expect("a folder").path().to_owned();
        assert_eq!(path(given("/state", "/home/dba")), Path::new("/state/dbs-sdk"));
        assert_eq!(path(given("", "/home/dba")), Path::new("/home/dba/.local/state/dbs-sdk"));
        assert_eq!(
            path(given("relative", "/home/dba")),
            Path::new("/home/dba/.local/state/dbs-sdk")
        );
        assert_eq!(given("", "").expect_err("nothing").kind(), ErrorKind::Config);
    }
}
