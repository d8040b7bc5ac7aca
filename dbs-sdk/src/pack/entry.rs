//! What the directory said of one of its members.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::{FileType, Stat};

/// A member of the directory, as it was when it was listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From the directory on, without `./`; never empty.
    pub(super) path: Box<[u8]>,
    pub(super) what: What,
    pub(super) mode: u32,
    pub(super) uid: u32,
    pub(super) gid: u32,
    pub(super) times: Times,
}

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EntryKind {
    /// A directory.
    Directory,
    /// A regular file.
    File,
    /// A symbolic link, which is not followed.
    Link,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Directory,
    File { len: u64 },
    Link { target: Box<[u8]> },
}

/// When content and inode were changed last; all zeros of a directory, where they say nothing that
/// a list of its members does not say better.
///
/// The inode's number is not kept: some network file systems give another one at each look, and
/// whatever takes a file's place has a new time of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Times {
    pub(super) modified: i64,
    pub(super) modified_ns: u32,
    pub(super) changed: i64,
    pub(super) changed_ns: u32,
}

impl Entry {
    /// Where it is, seen from the packed directory.
    pub fn path(&self) -> &Path {
        Path::new(OsStr::from_bytes(&self.path))
    }

    /// What it is.
    pub fn kind(&self) -> EntryKind {
        match self.what {
            What::Directory => EntryKind::Directory,
            What::File { .. } => EntryKind::File,
            What::Link { .. } => EntryKind::Link,
        }
    }

    /// Bytes of a file; 0 of anything else.
    pub fn size(&self) -> u64 {
        match self.what {
            What::File { len } => len,
            What::Directory | What::Link { .. } => 0,
        }
    }

    /// The target of a symbolic link, as it is stored.
    pub fn link_target(&self) -> Option<&Path> {
        match &self.what {
            What::Link { target } => Some(Path::new(OsStr::from_bytes(target))),
            What::Directory | What::File { .. } => None,
        }
    }

    /// `target` is asked for a symbolic link. `None` for what cannot be packed.
    // The types of a `Stat` differ from system to system.
    #[allow(clippy::unnecessary_cast, clippy::useless_conversion)]
    pub(super) fn of<E>(
        path: Box<[u8]>,
        stat: &Stat,
        target: impl FnOnce() -> Result<Box<[u8]>, E>,
    ) -> Result<Option<Self>, E> {
        let what = match FileType::from_raw_mode(stat.st_mode as _) {
            FileType::Directory => What::Directory,
            FileType::RegularFile => What::File { len: u64::try_from(stat.st_size).unwrap_or(0) },
            FileType::Symlink => What::Link { target: target()? },
            _ => return Ok(None),
        };
        let times = match what {
            What::Directory => Times::default(),
            What::File { .. } | What::Link { .. } => Times {
                modified: stat.st_mtime as i64,
                modified_ns: stat.st_mtime_nsec as u32,
                changed: stat.st_ctime as i64,
                changed_ns: stat.st_ctime_nsec as u32,
            },
        };
        let mode = u32::from(stat.st_mode) & 0o7777;
        Ok(Some(Self { path, what, mode, uid: stat.st_uid as u32, gid: stat.st_gid as u32, times }))
    }
}
