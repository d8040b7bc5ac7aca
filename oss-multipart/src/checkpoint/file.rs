//! Checkpoints in a folder: a file of lines for each, and a lock beside it.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Checkpoint, CheckpointError, CheckpointStore, Record, object_name};
use crate::lock;

/// How much of a name is readable in its file's name; the rest is its hash.
const READABLE: usize = 48;

/// Checkpoints as files in a folder, which is made when it is first needed, for its owner alone.
///
/// The files hold the names of buckets, objects and uploads, sizes and checksums; never keys,
/// tokens or endpoints. A claim is a lock of the operating system: it ends with its process,
/// however that ends, and nothing has to be cleaned up. The folder should be on a local disk.
#[derive(Clone, Debug)]
pub struct FileCheckpoints {
    folder: PathBuf,
}

impl FileCheckpoints {
    /// In this folder.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// What is noted of the upload to this object, if anything is: also while the upload runs, and
    /// without a request. Blocks.
    ///
    /// # Errors
    /// If the notes cannot be read, or are damaged.
    pub fn noted(&self, bucket: &str, key: &str) -> Result<Option<NotedUpload>, CheckpointError> {
        let path = self.folder.join(format!("{}.jsonl", file_name(&object_name(bucket, key))));
        let place = path.display().to_string();
        let lines = whole_lines(&path)?;
        let record: Option<Record> = Record::parse(&lines, &place)?;
        Ok(record.map(|record| NotedUpload {
            upload_id: record.header.upload_id,
            // At most 10,000.
            parts: record.parts.len() as u32,
            bytes: record.parts.iter().map(|part| part.size).sum(),
        }))
    }

    /// Removes what is noted of the upload to this object, which is not gone on with then. Blocks.
    ///
    /// # Errors
    /// If an upload to it is running, or the notes cannot be removed.
    pub fn forget(&self, bucket: &str, key: &str) -> Result<(), CheckpointError> {
        self.claim(&object_name(bucket, key))?.remove()
    }
}

/// What is noted of an upload that was begun and is not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotedUpload {
    /// The service's name for the upload.
    pub upload_id: String,
    /// How many parts the service confirmed.
    pub parts: u32,
    /// Bytes of these parts.
    pub bytes: u64,
}

impl CheckpointStore for FileCheckpoints {
    fn claim(&self, name: &str) -> Result<Box<dyn Checkpoint>, CheckpointError> {
        create_folder(&self.folder).map_err(|error| {
            let folder = self.folder.display();
            let message = format!("the folder {folder} for checkpoints cannot be made");
            CheckpointError::caused_by(message, error)
        })?;
        let file_name = file_name(name);
        let path = self.folder.join(format!("{file_name}.jsonl"));
        let lock = Lock::acquire(self.folder.join(format!("{file_name}.lock")), &path)?;
        let folder = self.folder.clone();
        Ok(Box::new(FileCheckpoint { folder, path, file: None, _lock: lock }))
    }
}

#[derive(Debug)]
struct FileCheckpoint {
    folder: PathBuf,
    path: PathBuf,
    /// Open at its end, once it was written to.
    file: Option<File>,
    _lock: Lock,
}

impl Checkpoint for FileCheckpoint {
    fn place(&self) -> String {
        self.path.display().to_string()
    }

    fn lines(&mut self) -> Result<Vec<String>, CheckpointError> {
        whole_lines(&self.path)
    }

    fn replace(&mut self, lines: &[String]) -> Result<(), CheckpointError> {
        self.try_replace(lines).map_err(|error| self.failed("cannot be written", error))
    }

    fn append(&mut self, line: &str) -> Result<(), CheckpointError> {
        self.try_append(line).map_err(|error| self.failed("cannot be added to", error))
    }

    fn sync(&mut self) -> Result<(), CheckpointError> {
        let synced = self.file.as_ref().map_or(Ok(()), File::sync_data);
        synced.map_err(|error| self.failed("cannot be written to disk", error))
    }

    fn remove(&mut self) -> Result<(), CheckpointError> {
        self.file = None;
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(self.failed("cannot be removed", error))
            }
            _ => Ok(()),
        }
    }
}

impl FileCheckpoint {
    fn try_replace(&mut self, lines: &[String]) -> io::Result<()> {
        let new = self.path.with_extension("new");
        let mut file = private().write(true).create(true).truncate(true).open(&new)?;
        let text = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>();
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        // Not every system replaces a file that is open.
        self.file = None;
        fs::rename(&new, &self.path)?;
        self.file = Some(file);
        sync_folder(&self.folder)
    }

    fn try_append(&mut self, line: &str) -> io::Result<()> {
        let file = match self.file.take() {
            Some(file) => file,
            None => open_at_end(&self.path)?,
        };
        // Given to the kernel in one piece.
        (&file).write_all(format!("{line}\n").as_bytes())?;
        // After a failure it is opened again, and what was written of the line is cut off.
        self.file = Some(file);
        Ok(())
    }

    fn failed(&self, what: &str, error: io::Error) -> CheckpointError {
        failed(&self.path, what, error)
    }
}

fn failed(path: &Path, what: &str, error: io::Error) -> CheckpointError {
    let message = format!("the checkpoint {} {what}", path.display());
    CheckpointError::caused_by(message, error)
}

/// The lines of the file at `path` that were written to their ends; none if it is not there.
fn whole_lines(path: &Path) -> Result<Vec<String>, CheckpointError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(path, "cannot be read", error)),
    };
    let whole = bytes.iter().rposition(|byte| *byte == b'\n');
    match whole {
        // Damaged bytes become other damaged characters.
        Some(end) => {
            Ok(String::from_utf8_lossy(&bytes[..end]).split('\n').map(str::to_owned).collect())
        }
        // It is never made without a line.
        None => {
            let path = path.display();
            Err(CheckpointError::new(format!(
                "the checkpoint {path} is damaged: it holds no whole line; remove it if what \
                 it was made for may begin anew"
            )))
        }
    }
}

/// Behind the last whole line; what was not written to its end is cut off.
fn open_at_end(path: &Path) -> io::Result<File> {
    let mut file = private().read(true).write(true).create(true).truncate(false).open(path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last as u64 + 1);
    file.set_len(end)?;
    file.seek(SeekFrom::Start(end))?;
    Ok(file)
}

/// A lock in a file of its own, since the file of lines is replaced by others.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    fn acquire(path: PathBuf, checkpoint: &Path) -> Result<Self, CheckpointError> {
        match lock::open(private().write(true).create(true).truncate(false), &path) {
            Ok(file) => Ok(Self { path, _file: file }),
            Err(TryLockError::WouldBlock) => Err(CheckpointError::in_use(format!(
                "the checkpoint {} is in use by another transfer of the same object; wait for its \
                 end, or stop it",
                checkpoint.display()
            ))),
            Err(TryLockError::Error(error)) => {
                let message = format!(
                    "the checkpoint {} cannot be locked; its folder must be on a local disk that \
                     can be written to",
                    checkpoint.display()
                );
                Err(CheckpointError::caused_by(message, error))
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is locked, so that nobody locks what is removed; one that stays harms nobody.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// `backups-ds-1-full.tar.gz-` and a hash: safe on every file system, whatever the name.
fn file_name(name: &str) -> String {
    let safe =
        |char: char| if char.is_ascii_alphanumeric() || ".-_".contains(char) { char } else { '-' };
    let readable: String = name.chars().map(safe).take(READABLE).collect();
    let hash: String =
        Sha256::digest(name)[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{hash}", readable.trim_start_matches('.'))
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Files for their owner alone.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    // Windows hands down the rights of the folder.
    options
}

/// Makes the names in it survive a power cut.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use super::*;

    const NAME: &str = "backups/ds-1/../全量 1.tar.gz";

    fn owned(lines: &[&str]) -> Vec<String> {
        lines.iter().copied().map(str::to_owned).collect()
    }

    fn only_file(folder: &Path, ending: &str) -> PathBuf {
        let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> =
            files.filter(|path| path.to_str().unwrap().ends_with(ending)).collect();
        assert_eq!(files.len(), 1, "{files:?}");
        files.remove(0)
    }

    #[test]
    fn what_was_noted_is_there_for_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileCheckpoints::new(folder.path().join("state/uploads"));
        let mut notes = store.claim(NAME).unwrap();
        assert!(notes.lines().unwrap().is_empty());
        notes.replace(&owned(&["one", "two"])).unwrap();
        notes.append("three").unwrap();
        notes.sync().unwrap();
        assert_eq!(notes.lines().unwrap(), ["one", "two", "three"]);
        drop(notes);

        let mut notes = store.claim(NAME).unwrap();
        notes.append("four").unwrap();
        assert_eq!(notes.lines().unwrap(), ["one", "two", "three", "four"]);
        notes.replace(&owned(&["five"])).unwrap();
        notes.append("six").unwrap();
        assert_eq!(notes.lines().unwrap(), ["five", "six"]);
        assert!(store.claim("another").unwrap().lines().unwrap().is_empty());

        notes.remove().unwrap();
        notes.remove().unwrap();
        assert!(notes.lines().unwrap().is_empty());
        drop(notes);
        let left = fs::read_dir(&store.folder).unwrap().count();
        assert_eq!(left, if cfg!(unix) { 0 } else { 2 });
    }

    #[test]
    fn a_line_that_was_not_written_to_its_end_is_no_part_of_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileCheckpoints::new(folder.path());
        let mut notes = store.claim(NAME).unwrap();
        notes.replace(&owned(&["one", "two"])).unwrap();
        drop(notes);
        let path = only_file(folder.path(), ".jsonl");
        File::options().write(true).open(&path).unwrap().set_len(6).unwrap();

        let mut notes = store.claim(NAME).unwrap();
        assert_eq!(notes.lines().unwrap(), ["one"]);
        notes.append("three").unwrap();
        assert_eq!(notes.lines().unwrap(), ["one", "three"]);
        drop(notes);

        fs::write(&path, "on").unwrap();
        assert_eq!(
            store.claim(NAME).unwrap().lines().unwrap_err().to_string(),
            format!(
                "the checkpoint {} is damaged: it holds no whole line; remove it if what it was \
                 made for may begin anew",
                path.display()
            )
        );
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_it() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("state");
        let mut notes = FileCheckpoints::new(&folder).claim(NAME).unwrap();
        notes.replace(&owned(&["one"])).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&only_file(&folder, ".jsonl")), 0o600);
        assert_eq!(mode(&only_file(&folder, ".lock")), 0o600);
    }

    #[test]
    fn a_claim_is_exclusive_until_it_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileCheckpoints::new(folder.path());
        let first = store.claim(NAME).unwrap();
        let error = store.claim(NAME).unwrap_err();
        assert!(error.is_in_use());
        let path = only_file(folder.path(), ".lock").with_extension("jsonl");
        assert_eq!(
            error.to_string(),
            format!(
                "the checkpoint {} is in use by another transfer of the same object; wait for its \
                 end, or stop it",
                path.display()
            )
        );
        drop(first);
        assert!(store.claim(NAME).is_ok());
    }

    #[test]
    fn two_never_hold_the_same_however_they_race() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileCheckpoints::new(folder.path());
        let (held, claims) = (AtomicBool::new(false), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        let Ok(notes) = store.claim(NAME) else { continue };
                        assert!(!held.swap(true, Ordering::SeqCst));
                        claims.fetch_add(1, Ordering::SeqCst);
                        held.store(false, Ordering::SeqCst);
                        drop(notes);
                    }
                });
            }
        });
        assert!(claims.into_inner() > 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_that_was_killed_blocks_nobody() {
        use std::process::{Command, Stdio};
        use std::time::{Duration, Instant};

        let folder = tempfile::tempdir().unwrap();
        let store = FileCheckpoints::new(folder.path());
        drop(store.claim("another").unwrap());
        let lock = folder.path().join(format!("{}.lock", file_name(NAME)));
        // `cat` ends with its input, and that with this test.
        let mut other = Command::new("flock");
        other.arg("-o").arg(&lock).arg("cat").stdin(Stdio::piped());
        let mut other = other.spawn().unwrap();
        // Not by a claim, whose end would remove the file that the other one is about to lock.
        let is_held = || {
            let file = File::open(&lock);
            file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
        };
        while !is_held() {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(store.claim(NAME).unwrap_err().is_in_use());
        other.kill().unwrap();
        other.wait().unwrap();
        assert!(lock.exists());
        // `cat` has the lock too for the moment before it is `cat`.
        let killed = Instant::now();
        while store.claim(NAME).is_err() {
            assert!(killed.elapsed() < Duration::from_secs(2));
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn a_folder_that_cannot_be_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let error = FileCheckpoints::new(folder.path().join("file/state")).claim(NAME).unwrap_err();
        assert!(
            error.to_string().ends_with("/file/state for checkpoints cannot be made"),
            "{error}"
        );
        assert!(!error.is_in_use() && std::error::Error::source(&error).is_some());
    }

    #[test]
    fn any_name_makes_a_safe_file_name_of_its_own() {
        let long = "x".repeat(5000);
        let names =
            ["", ".", "..", "../../etc/passwd", "a/b", "a-b", "A/B", "目录", "a\0b", "nul", &long];
        let files: std::collections::BTreeSet<_> = names.map(file_name).into_iter().collect();
        assert_eq!(files.len(), names.len());
        for file in files {
            assert!(file.len() <= 90 && !file.starts_with('.'), "{file}");
            assert!(file.chars().all(|char| char.is_ascii_alphanumeric() || ".-_".contains(char)));
        }
    }
}
