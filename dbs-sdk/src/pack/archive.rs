//! The archive, from its first header to its last zero.

use std::fs::File;
use std::io::{ErrorKind as IoErrorKind, Read};

use rustix::fs::fstat;
use rustix::io::Errno;

use super::beneath::open_file;
use super::change;
use super::entry::{Entry, What};
use super::feed::{Feed, Stop};
use super::header;
use super::inventory::Inventory;
use super::progress::Progress;

/// Writes all of it, then looks whether the directory is still what it was.
pub(super) fn write(
    inventory: &Inventory,
    feed: &mut Feed,
    progress: &Progress,
) -> Result<(), Stop> {
    let directory_time = inventory.newest();
    let head = header::root(inventory.owner(), directory_time);
    feed.put(&head)?;
    let mut written = head.len() as u64;
    for entry in inventory.entries() {
        feed.put(&header::of(entry, directory_time))?;
        if let What::File { len } = entry.what {
            copy(inventory, entry, len, feed, progress)?;
            feed.put_zeros(header::padded(len) - len)?;
        }
        written += header::member_bytes(entry);
    }
    feed.put_zeros(header::padded_archive(written) - written)?;
    inventory.verify(|| !progress.is_stopped()).map_err(Stop::Failed)
}

fn copy(
    inventory: &Inventory,
    entry: &Entry,
    len: u64,
    feed: &mut Feed,
    progress: &Progress,
) -> Result<(), Stop> {
    let (directory, path) = (inventory.directory(), &*entry.path);
    let mut file: File = open_file(inventory.root(), path)
        .map_err(|error| Stop::Failed(change::unreadable(directory, path, error)))?
        .into();
    let failed_at = |at, error| Stop::Failed(change::failed_at(directory, path, at, error));
    unchanged(inventory, entry, &file)?;
    advice::in_order(&file);
    let mut at = 0;
    while at < len {
        let room = feed.room();
        let most = room.len().min(usize::try_from(len - at).unwrap_or(usize::MAX));
        let read = match file.read(&mut room[..most]) {
            Ok(0) => return Err(Stop::Failed(change::cut_short(directory, path, at, len))),
            Ok(read) => read,
            Err(error) if error.kind() == IoErrorKind::Interrupted => continue,
            Err(error) => return Err(failed_at(at, error)),
        };
        advice::done_with(&file, at, read as u64);
        at += read as u64;
        progress.add_read(read as u64);
        feed.advance(read)?;
    }
    unchanged(inventory, entry, &file)?;
    // What is there beyond the size that was just seen again came this very moment.
    match file.read(&mut [0]) {
        Ok(0) => {}
        Ok(_) => return Err(Stop::Failed(change::longer(directory, path, len))),
        Err(error) => return Err(failed_at(at, error)),
    }
    progress.add_file();
    Ok(())
}

/// Compares an open file with what the list says.
fn unchanged(inventory: &Inventory, entry: &Entry, file: &File) -> Result<(), Stop> {
    let (directory, path) = (inventory.directory(), &entry.path);
    let unreadable = |error| Stop::Failed(change::unreadable(directory, path, error));
    let stat = fstat(file).map_err(unreadable)?;
    if stat.st_nlink == 0 {
        return Err(Stop::Failed(change::vanished(directory, path)));
    }
    // No symbolic link can be opened, so that there is no target to ask for.
    let now = Entry::of(path.clone(), &stat, || Err(Errno::LOOP))
        .map_err(unreadable)?
        .ok_or_else(|| Stop::Failed(change::not_packable(directory, path)))?;
    change::between(directory, entry, &now).map_or(Ok(()), |error| Err(Stop::Failed(error)))
}

/// The page cache belongs to the database: what was read is not kept there.
mod advice {
    use std::fs::File;

    /// More will be read, front to back.
    pub(super) fn in_order(file: &File) {
        advise(file, 0, 0, true);
    }

    /// These bytes are not read again.
    pub(super) fn done_with(file: &File, at: u64, bytes: u64) {
        advise(file, at, bytes, false);
    }

    #[cfg(target_os = "linux")]
    fn advise(file: &File, at: u64, bytes: u64, in_order: bool) {
        use rustix::fs::{Advice, fadvise};

        let advice = if in_order { Advice::Sequential } else { Advice::DontNeed };
        // Advice that is not taken changes nothing but the speed.
        let _ = fadvise(file, at, std::num::NonZeroU64::new(bytes), advice);
    }

    #[cfg(not(target_os = "linux"))]
    fn advise(_: &File, _: u64, _: u64, _: bool) {}
}
