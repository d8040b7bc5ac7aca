//! Opening by a path from a directory on, through no symbolic link.

use std::os::fd::OwnedFd;

use rustix::fs::{Mode, OFlags, openat};
use rustix::io::Result;

/// A file to be read. Not waiting, since a pipe may have taken its place.
pub(super) fn open_file(root: &OwnedFd, path: &[u8]) -> Result<OwnedFd> {
    open(root, path, OFlags::NONBLOCK)
}

/// A directory to be listed; the root for an empty path.
pub(super) fn open_directory(root: &OwnedFd, path: &[u8]) -> Result<OwnedFd> {
    open(root, if path.is_empty() { b"." } else { path }, OFlags::DIRECTORY)
}

/// Name by name: asking for all at once (`openat2`) needs Linux 5.6.
fn open(root: &OwnedFd, path: &[u8], flags: OFlags) -> Result<OwnedFd> {
    let usual = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let mut rest = path;
    let mut parent: Option<OwnedFd> = None;
    while let Some(slash) = rest.iter().position(|byte| *byte == b'/') {
        let from = parent.as_ref().unwrap_or(root);
        let next = openat(from, &rest[..slash], usual | OFlags::DIRECTORY, Mode::empty())?;
        parent = Some(next);
        rest = &rest[slash + 1..];
    }
    openat(parent.as_ref().unwrap_or(root), rest, usual | flags, Mode::empty())
}
