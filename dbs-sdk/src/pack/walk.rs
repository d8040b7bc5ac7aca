//! All members of a directory, in the order of the archive.

use std::cmp::Ordering;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, readlinkat, statat};

use super::beneath::open_directory;
use super::change;
use super::entry::{Entry, EntryKind};
use crate::error::Error;

/// Goes through a directory and all beneath it: a directory before what is in it, names by their
/// bytes.
pub(super) struct Walk<'a> {
    directory: &'a Path,
    root: &'a OwnedFd,
    begun: bool,
    /// What is still to come, the next one last.
    ahead: Vec<Entry>,
}

/// The order of the archive, of two paths. It is that of the bytes, except that the end of a
/// directory's name comes before any further letter.
pub(super) fn order(one: &[u8], other: &[u8]) -> Ordering {
    one.split(|byte| *byte == b'/').cmp(other.split(|byte| *byte == b'/'))
}

impl<'a> Walk<'a> {
    /// `directory` is `root`'s name, for messages.
    pub(super) fn new(directory: &'a Path, root: &'a OwnedFd) -> Self {
        Self { directory, root, begun: false, ahead: Vec::new() }
    }

    fn list(&mut self, path: &[u8]) -> Result<(), Error> {
        let failed = |path: &[u8], error| change::unreadable(self.directory, path, error);
        let fd = open_directory(self.root, path).map_err(|error| failed(path, error))?;
        let listing = Dir::read_from(&fd).map_err(|error| failed(path, error))?;
        let already = self.ahead.len();
        for found in listing {
            let found = found.map_err(|error| failed(path, error))?;
            let name = found.file_name();
            if matches!(name.to_bytes(), b"." | b"..") {
                continue;
            }
            let member = join(path, name.to_bytes());
            let stat = statat(&fd, name, AtFlags::SYMLINK_NOFOLLOW)
                .map_err(|error| failed(&member, error))?;
            let target = || readlinkat(&fd, name, Vec::new()).map(|to| to.into_bytes().into());
            let entry = Entry::of(member.clone(), &stat, target)
                .map_err(|error| failed(&member, error))?
                .ok_or_else(|| change::not_packable(self.directory, &member))?;
            self.ahead.push(entry);
        }
        self.ahead[already..].sort_unstable_by(|one, other| other.path.cmp(&one.path));
        Ok(())
    }
}

impl Iterator for Walk<'_> {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.begun {
            self.begun = true;
            if let Err(error) = self.list(b"") {
                return Some(Err(error));
            }
        }
        let entry = self.ahead.pop()?;
        if entry.kind() == EntryKind::Directory
            && let Err(error) = self.list(&entry.path)
        {
            return Some(Err(error));
        }
        Some(Ok(entry))
    }
}

fn join(directory: &[u8], name: &[u8]) -> Box<[u8]> {
    match directory {
        [] => name.into(),
        _ => [directory, b"/", name].concat().into(),
    }
}
