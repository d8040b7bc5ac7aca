//! The file that is written: under another name until it is whole.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::crc64::Crc64;
use crate::error::{Error, ErrorKind};
use crate::lock;

const SUFFIX: &str = ".oss-part";
/// What is read at once to be summed.
const CHUNK: usize = 256 * 1024;
/// The last write of a download that was dropped may still be under way.
const PATIENCE: Duration = Duration::from_secs(2);

/// An unfinished file, locked. Dropped, it is removed unless it is to be kept.
#[derive(Debug)]
pub(super) struct Target {
    file: Arc<File>,
    path: PathBuf,
    unfinished: PathBuf,
    keep: bool,
}

impl Target {
    /// Of this size, with what is in it if `goes_on`.
    pub(super) async fn open(
        path: PathBuf,
        size: u64,
        goes_on: bool,
        keep: bool,
    ) -> Result<Self, Error> {
        let mut name = OsString::from(&path);
        name.push(SUFFIX);
        let unfinished = PathBuf::from(name);
        let began = Instant::now();
        loop {
            let (to, under) = (path.clone(), unfinished.clone());
            match blocking(move || Self::try_open(to, under, size, goes_on, keep)).await {
                Ok(Some(target)) => return Ok(target),
                Ok(None) if began.elapsed() < PATIENCE => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                Ok(None) => break,
                Err(error) => return Err(unwritable(&unfinished, error)),
            }
        }
        let message = format!(
            "{} is being written by another download; wait for its end, or stop it",
            unfinished.display()
        );
        Err(Error::new(ErrorKind::Target, message))
    }

    /// None if another download has it.
    fn try_open(
        path: PathBuf,
        unfinished: PathBuf,
        size: u64,
        goes_on: bool,
        keep: bool,
    ) -> io::Result<Option<Self>> {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        // A backup holds what its database keeps from others.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = match lock::open(&options, &unfinished) {
            Ok(file) => Arc::new(file),
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        };
        // From here on it is removed, also if nobody waits for it any more.
        let target = Self { file, path, unfinished, keep };
        if !goes_on {
            target.file.set_len(0)?;
        }
        target.file.set_len(size)?;
        Ok(Some(target))
    }

    /// Writes these bytes one after the other.
    pub(super) async fn write(&self, stretch: Vec<Bytes>, at: u64) -> Result<(), Error> {
        let file = Arc::clone(&self.file);
        let written = blocking(move || {
            let mut at = at;
            for bytes in stretch {
                write_all_at(&file, &bytes, at)?;
                at += bytes.len() as u64;
            }
            Ok(())
        });
        written.await.map_err(|error| unwritable(&self.unfinished, error))
    }

    /// The CRC-64 of what is in the file.
    pub(super) async fn crc64(&self, range: Range<u64>) -> Result<Option<u64>, Error> {
        let file = Arc::clone(&self.file);
        let read = blocking(move || {
            let mut crc = Crc64::new();
            let mut buffer = vec![0; CHUNK];
            let mut at = range.start;
            while at < range.end {
                let len = (range.end - at).min(CHUNK as u64) as usize;
                match read_at(&file, &mut buffer[..len], at)? {
                    0 => return Ok(None),
                    read => {
                        crc.update(&buffer[..read]);
                        at += read as u64;
                    }
                }
            }
            Ok(Some(crc.value()))
        });
        read.await.map_err(|error| unwritable(&self.unfinished, error))
    }

    /// Gives the file its name once it is on disk.
    pub(super) async fn publish(self, replace: bool) -> Result<(), Error> {
        let path = self.path.clone();
        // It goes along, locked: were it given free when nobody waits for this any more, another
        // download's beginning could get the name.
        match blocking(move || self.try_publish(replace)).await {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(exists(&path)),
            Err(error) => Err(unwritable(&path, error)),
        }
    }

    fn try_publish(mut self, replace: bool) -> io::Result<()> {
        self.file.sync_all()?;
        if replace {
            fs::rename(&self.unfinished, &self.path)?;
        } else {
            rename_new(&self.unfinished, &self.path)?;
        }
        self.keep = true;
        sync_parent(&self.path)
    }

    /// Nothing in it is to be used.
    pub(super) fn discard(mut self) {
        self.keep = false;
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        if !self.keep {
            // What cannot be removed is overwritten by the next one.
            let _ = fs::remove_file(&self.unfinished);
        }
    }
}

/// The path, whatever becomes of the working directory.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, Error> {
    if path.file_name().is_none() || path.is_dir() {
        let message = format!("{} is no name that a file can have", path.display());
        return Err(Error::new(ErrorKind::Target, message));
    }
    std::path::absolute(path).map_err(|error| unwritable(path, error))
}

pub(super) fn refuse_existing(path: &Path) -> Result<(), Error> {
    if fs::symlink_metadata(path).is_ok() { Err(exists(path)) } else { Ok(()) }
}

fn exists(path: &Path) -> Error {
    let message = format!("{} is there already, and is not to be replaced", path.display());
    Error::new(ErrorKind::Target, message)
}

fn unwritable(path: &Path, error: io::Error) -> Error {
    let message = format!("{} cannot be written", path.display());
    Error::new(ErrorKind::Target, message).caused_by(error)
}

/// Fails if somebody else has that name.
fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => fs::remove_file(from),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        // This file system has one name for each file: looking first is all that can be done.
        Err(_) if fs::symlink_metadata(to).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(from, to),
    }
}

/// Makes the new name survive a power cut.
fn sync_parent(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) if cfg!(unix) => File::open(parent)?.sync_all(),
        _ => Ok(()),
    }
}

async fn blocking<T: Send + 'static>(
    step: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let done = tokio::task::spawn_blocking(step).await;
    done.unwrap_or_else(|error| Err(io::Error::other(error)))
}

#[cfg(unix)]
fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(windows)]
fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    let mut written = 0;
    while written < bytes.len() {
        let at = at + written as u64;
        match std::os::windows::fs::FileExt::seek_write(file, &bytes[written..], at)? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            more => written += more,
        }
    }
    Ok(())
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}
