//! What a directory held when it was listed.

use std::fmt;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{Mode, OFlags, fstat, open};
use sha2::{Digest, Sha256};

use super::Format;
use super::change;
use super::entry::{Entry, EntryKind, What};
use super::header;
use super::walk::{self, Walk};
use crate::error::{Error, ErrorKind};

/// What a directory held when it was listed. Cheap to clone.
#[derive(Clone)]
pub struct Inventory(Arc<Listing>);

struct Listing {
    directory: PathBuf,
    root: OwnedFd,
    uid: u32,
    gid: u32,
    entries: Vec<Entry>,
}

impl Inventory {
    pub(super) fn of(directory: &Path) -> Result<Self, Error> {
        // The one symbolic link that is followed: what it points to now is what is packed.
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let opened = open(directory, flags, Mode::empty());
        let (root, stat) =
            opened.and_then(|root| fstat(&root).map(|stat| (root, stat))).map_err(|error| {
                let message = format!("{directory:?} cannot be opened as a directory");
                Error::new(ErrorKind::Input, message).because(std::io::Error::from(error))
            })?;
        let entries = Walk::new(directory, &root).collect::<Result<Vec<_>, _>>()?;
        if !entries.iter().any(|entry| entry.kind() == EntryKind::File) {
            let message = format!("{directory:?} holds no file: name the directory of a backup");
            return Err(Error::new(ErrorKind::Input, message));
        }
        let directory = directory.to_owned();
        let (uid, gid) = (stat.st_uid, stat.st_gid);
        Ok(Self(Arc::new(Listing { directory, root, uid, gid, entries })))
    }

    /// The directory, as it was named.
    pub fn directory(&self) -> &Path {
        &self.0.directory
    }

    /// All that is in it, in the order of the archive.
    pub fn entries(&self) -> &[Entry] {
        &self.0.entries
    }

    /// How many regular files there are.
    pub fn file_count(&self) -> u64 {
        self.files().count() as u64
    }

    /// Bytes of all files together: what will be read, and what [`Progress`](super::Progress)
    /// counts up to.
    pub fn file_bytes(&self) -> u64 {
        self.files().map(Entry::size).sum()
    }

    /// Bytes of the archive, for [`Source::expecting`](oss_multipart::Source::expecting): exact for
    /// tar; half as many for tar.gz, since InnoDB's pages shrink to less (2.1 was measured), and
    /// parts may grow if this data does not.
    pub fn expected_bytes(&self, format: Format) -> u64 {
        let members: u64 = self.entries().iter().map(header::member_bytes).sum();
        let tar = header::padded_archive(header::BLOCK as u64 + members);
        match format {
            Format::Tar => tar,
            Format::TarGz => tar / 2,
        }
    }

    /// SHA-256 over all that the archive is made of except the content of the files: names, sizes,
    /// modes, owners, link targets, times to the nanosecond. In hexadecimal digits.
    ///
    /// A directory with another digest gives another archive. One with the same digest is the same
    /// unless somebody set times back.
    pub fn digest(&self) -> String {
        let mut sum = Sha256::new();
        let Listing { uid, gid, entries, .. } = &*self.0;
        sum.update(format!("{uid} {gid}\n"));
        for Entry { path, what, mode, uid, gid, times } in entries {
            let (kind, size, target): (_, _, &[u8]) = match what {
                What::Directory => ('d', 0, &[]),
                What::File { len } => ('f', *len, &[]),
                What::Link { target } => ('l', 0, target),
            };
            let (seconds, nanoseconds) = (times.modified, times.modified_ns);
            sum.update(format!("{kind} {mode:o} {uid} {gid} {size} {seconds}.{nanoseconds} "));
            // Neither can hold a NUL.
            for text in [path, target] {
                sum.update(text);
                sum.update([0]);
            }
        }
        sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub(super) fn root(&self) -> &OwnedFd {
        &self.0.root
    }

    /// User and group id of the directory itself.
    pub(super) fn owner(&self) -> (u32, u32) {
        (self.0.uid, self.0.gid)
    }

    /// Seconds since 1970 at which the newest file was written.
    pub(super) fn newest(&self) -> i64 {
        self.files().map(|file| file.times.modified).max().unwrap_or(0)
    }

    /// Compares with what the directory holds now, as long as `going_on` says so.
    pub(super) fn verify(&self, going_on: impl Fn() -> bool) -> Result<(), Error> {
        let directory = self.directory();
        let mut now = Walk::new(directory, self.root());
        let mut listed = self.entries().iter();
        while going_on() {
            match (listed.next(), now.next().transpose()?) {
                (None, None) => return Ok(()),
                (Some(gone), None) => return Err(change::vanished(directory, &gone.path)),
                (None, Some(new)) => return Err(change::appeared(directory, &new.path)),
                (Some(before), Some(now)) => match walk::order(&before.path, &now.path) {
                    std::cmp::Ordering::Less => {
                        return Err(change::vanished(directory, &before.path));
                    }
                    std::cmp::Ordering::Greater => {
                        return Err(change::appeared(directory, &now.path));
                    }
                    std::cmp::Ordering::Equal => {
                        if let Some(error) = change::between(directory, before, &now) {
                            return Err(error);
                        }
                    }
                },
            }
        }
        Ok(())
    }

    fn files(&self) -> impl Iterator<Item = &Entry> {
        self.entries().iter().filter(|entry| entry.kind() == EntryKind::File)
    }
}

impl fmt::Debug for Inventory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inventory")
            .field("directory", &self.0.directory)
            .field("entries", &self.0.entries.len())
            .finish_non_exhaustive()
    }
}
