//! Bytes that can be read again, from any place: a file or memory.

use std::fmt;
use std::fs::{File, Metadata};
use std::io;
#[cfg(target_os = "linux")]
use std::num::NonZeroU64;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;

use crate::checkpoint::Fingerprint;
use crate::crc64::Crc64;
use crate::error::{Error, ErrorKind};

/// What is read at once.
const CHUNK: usize = 512 * 1024;
/// How many places of a source are looked at to know it again, and how many bytes of each.
const SAMPLES: u64 = 16;
const SAMPLE: u64 = 64 * 1024;

/// Cheap to clone.
#[derive(Clone)]
pub(crate) enum Origin {
    File(Arc<SourceFile>),
    Bytes(Bytes),
}

/// An open regular file and what it was when it was opened.
pub(crate) struct SourceFile {
    file: File,
    path: PathBuf,
    identity: Identity,
}

#[derive(Debug, PartialEq)]
struct Identity {
    len: u64,
    modified: Option<SystemTime>,
    /// Device and inode.
    #[cfg(unix)]
    inode: (u64, u64),
}

impl Origin {
    pub(crate) fn file(path: &Path) -> Result<Self, Error> {
        let unreadable = |error: io::Error| {
            let message = format!("cannot read {}", path.display());
            Error::new(ErrorKind::Source, message).caused_by(error)
        };
        // Looked at before it is opened, since opening a pipe waits for its writer.
        let metadata = std::fs::metadata(path).map_err(unreadable)?;
        if !metadata.is_file() {
            let what = if metadata.is_dir() { "a directory" } else { "no regular file" };
            let message = format!("{} is {what}; only regular files can be sent", path.display());
            return Err(Error::new(ErrorKind::Source, message));
        }
        let file = File::open(path).map_err(unreadable)?;
        let identity = Identity::of(&file.metadata().map_err(unreadable)?);
        let path = path.to_owned();
        Ok(Self::File(Arc::new(SourceFile { file, path, identity })))
    }

    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::File(file) => file.identity.len,
            Self::Bytes(bytes) => bytes.len() as u64,
        }
    }

    /// CRC-64 of a range, or `None` if `stop` said so meanwhile. Blocks.
    pub(crate) fn crc64(
        &self,
        range: Range<u64>,
        stop: impl Fn() -> bool,
    ) -> io::Result<Option<u64>> {
        let mut crc = Crc64::new();
        let file = match self {
            Self::File(file) => file,
            Self::Bytes(bytes) => {
                crc.update(&bytes[range.start as usize..range.end as usize]);
                return Ok(Some(crc.value()));
            }
        };
        let mut buffer = vec![0; CHUNK];
        let (mut at, mut waited) = (range.start, false);
        while at < range.end {
            if stop() {
                return Ok(None);
            }
            let len = (range.end - at).min(CHUNK as u64) as usize;
            let chunk = &mut buffer[..len];
            if file.read_cached_at(chunk, at) < len {
                waited = true;
                file.read_exact_at(chunk, at)?;
            }
            crc.update(chunk);
            at += len as u64;
        }
        // What was in memory before stays: the database on this machine may need it.
        if waited {
            file.forget(range);
        }
        Ok(Some(crc.value()))
    }

    /// What tells this source from another one of that name, by looking at little of it. Blocks.
    pub(crate) fn fingerprint(&self) -> io::Result<Fingerprint> {
        let len = self.len();
        let mut samples = Crc64::new();
        for sample in 0..=SAMPLES {
            // Evenly spread, the last one at the end.
            let at = (u128::from(len.saturating_sub(SAMPLE)) * u128::from(sample)
                / u128::from(SAMPLES)) as u64;
            let crc64 = self.crc64(at..len.min(at + SAMPLE), || false)?;
            samples.update(&crc64.unwrap_or_default().to_le_bytes());
        }
        let (modified, inode) = match self {
            Self::File(file) => (file.identity.modified(), file.identity.inode()),
            Self::Bytes(_) => (None, None),
        };
        Ok(Fingerprint { size: Some(len), modified, inode, sample_crc64: Some(samples.value()) })
    }

    /// Whether the path still leads to the same file with the same size and time of change.
    pub(crate) async fn check_unchanged(&self) -> Result<(), Error> {
        let Self::File(file) = self else { return Ok(()) };
        let path = file.path.clone();
        let metadata = tokio::task::spawn_blocking(move || std::fs::metadata(path)).await;
        let now = match metadata.unwrap_or_else(|error| Err(io::Error::other(error))) {
            Ok(metadata) => Identity::of(&metadata),
            Err(error) => {
                let message = format!("cannot look at {} again", file.path.display());
                return Err(Error::new(ErrorKind::Source, message).caused_by(error));
            }
        };
        if now == file.identity {
            return Ok(());
        }
        let message = format!(
            "{} changed while it was uploaded ({} bytes at first, {} now); upload it when it is \
             complete",
            file.path.display(),
            file.identity.len,
            now.len
        );
        Err(Error::new(ErrorKind::Source, message))
    }
}

impl SourceFile {
    /// Fills `buffer` from `offset`; reads nothing else and moves no cursor.
    pub(crate) fn read_exact_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        self.fill_at(buffer, offset).map_err(|error| {
            let path = self.path.display();
            let what = match error.kind() {
                io::ErrorKind::UnexpectedEof => format!("{path} became shorter while it was read"),
                _ => format!("{path}: {error}"),
            };
            io::Error::new(error.kind(), what)
        })
    }

    fn fill_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        #[cfg(unix)]
        return std::os::unix::fs::FileExt::read_exact_at(&self.file, buffer, offset);
        #[cfg(windows)]
        return {
            let mut filled = 0;
            while filled < buffer.len() {
                let rest = &mut buffer[filled..];
                let at = offset + filled as u64;
                match std::os::windows::fs::FileExt::seek_read(&self.file, rest, at)? {
                    0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                    read => filled += read,
                }
            }
            Ok(())
        };
    }
}

/// The page cache, which Linux lets one ask.
#[cfg(target_os = "linux")]
impl SourceFile {
    /// Reads what is in memory already and waits for no disk: how many bytes, also none.
    pub(crate) fn read_cached_at(&self, buffer: &mut [u8], offset: u64) -> usize {
        use rustix::io::ReadWriteFlags;

        let buffers = &mut [io::IoSliceMut::new(buffer)];
        // File systems that cannot tell refuse the flag, and everything is read the other way.
        rustix::io::preadv2(&self.file, buffers, offset, ReadWriteFlags::NOWAIT).unwrap_or(0)
    }

    /// Asks the kernel to bring a range into memory, and does not wait for it.
    pub(crate) fn fetch_ahead(&self, range: Range<u64>) {
        self.advise(range, rustix::fs::Advice::WillNeed);
    }

    /// Tells the kernel that a range is not needed in memory any more.
    pub(crate) fn forget(&self, range: Range<u64>) {
        self.advise(range, rustix::fs::Advice::DontNeed);
    }

    fn advise(&self, range: Range<u64>, advice: rustix::fs::Advice) {
        if let Some(len) = NonZeroU64::new(range.end.saturating_sub(range.start)) {
            // Advice that is not taken changes nothing but the speed.
            let _ = rustix::fs::fadvise(&self.file, range.start, Some(len), advice);
        }
    }
}

#[cfg(not(target_os = "linux"))]
impl SourceFile {
    /// Nothing is known to be in memory.
    pub(crate) fn read_cached_at(&self, _: &mut [u8], _: u64) -> usize {
        0
    }

    /// The kernel's own reading ahead has to do.
    pub(crate) fn fetch_ahead(&self, _: Range<u64>) {}

    /// The kernel's own order of forgetting has to do.
    pub(crate) fn forget(&self, _: Range<u64>) {}
}

impl Identity {
    fn of(metadata: &Metadata) -> Self {
        Self {
            len: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            inode: {
                use std::os::unix::fs::MetadataExt;
                (metadata.dev(), metadata.ino())
            },
        }
    }

    /// Seconds since 1970 and nanoseconds.
    fn modified(&self) -> Option<(i64, u32)> {
        let since = self.modified?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some((since.as_secs().try_into().ok()?, since.subsec_nanos()))
    }

    /// Without the number of the device, which may be another after a reboot.
    fn inode(&self) -> Option<u64> {
        #[cfg(unix)]
        return Some(self.inode.1);
        #[cfg(not(unix))]
        return None;
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(out, "{:?}, {} bytes", file.path, file.identity.len),
            Self::Bytes(bytes) => write!(out, "{} bytes", bytes.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn message(result: Result<Origin, Error>) -> String {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Source);
        error.to_string()
    }

    #[test]
    fn what_is_no_regular_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().display();
        assert_eq!(
            message(Origin::file(folder.path())),
            format!("{path} is a directory; only regular files can be sent")
        );
        assert_eq!(
            message(Origin::file(&folder.path().join("none"))),
            format!("cannot read {path}/none")
        );
        #[cfg(unix)]
        assert_eq!(
            message(Origin::file(Path::new("/dev/null"))),
            "/dev/null is no regular file; only regular files can be sent"
        );
    }

    #[tokio::test]
    async fn a_change_of_size_time_or_file_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup.tar");
        let open = || {
            fs::write(&path, "first").unwrap();
            Origin::file(&path).unwrap()
        };

        assert!(open().check_unchanged().await.is_ok());

        let source = open();
        fs::write(&path, "longer than first").unwrap();
        assert_eq!(
            source.check_unchanged().await.unwrap_err().to_string(),
            format!(
                "{} changed while it was uploaded (5 bytes at first, 17 now); upload it when it \
                 is complete",
                path.display()
            )
        );

        let source = open();
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(source.check_unchanged().await.is_err());

        let source = open();
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        fs::write(folder.path().join("other"), "other").unwrap();
        fs::rename(folder.path().join("other"), &path).unwrap();
        File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
        assert!(source.check_unchanged().await.is_err());

        let source = open();
        fs::remove_file(&path).unwrap();
        assert_eq!(source.check_unchanged().await.unwrap_err().kind(), ErrorKind::Source);
    }
}
