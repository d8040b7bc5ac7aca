//! What is said of a directory that does not hold still, or cannot be read.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::io::Errno;

use super::entry::{Entry, EntryKind, What};
use crate::error::{Error, ErrorKind};

/// What to do about it.
const HOLD_STILL: &str = "nothing may write to a backup while it is packed: let whatever writes \
                          there end, then run the same again";

/// What became of a member since it was listed; `None` if nothing did.
pub(super) fn between(directory: &Path, before: &Entry, now: &Entry) -> Option<Error> {
    let how = match (&before.what, &now.what) {
        _ if before == now => return None,
        (What::File { len: old }, What::File { len: new }) if new > old => {
            format!("grew from {old} to {new} bytes")
        }
        (What::File { len: old }, What::File { len: new }) if new < old => {
            format!("shrank from {old} to {new} bytes")
        }
        _ if before.kind() != now.kind() => {
            format!("was {} and is {} now", word(before.kind()), word(now.kind()))
        }
        (What::Link { target: old }, What::Link { target: new }) if new != old => {
            "points elsewhere now".to_owned()
        }
        _ if (before.times.modified, before.times.modified_ns)
            != (now.times.modified, now.times.modified_ns) =>
        {
            "was written to".to_owned()
        }
        _ if (before.mode, before.uid, before.gid) != (now.mode, now.uid, now.gid) => {
            "has another mode or owner now".to_owned()
        }
        _ => "was replaced, renamed or written to".to_owned(),
    };
    Some(changed(directory, &before.path, &how))
}

/// A member that is there now and was not when the directory was listed.
pub(super) fn appeared(directory: &Path, path: &[u8]) -> Error {
    changed(directory, path, "appeared")
}

/// A member that is not there any more.
pub(super) fn vanished(directory: &Path, path: &[u8]) -> Error {
    changed(directory, path, "vanished")
}

/// A file that ended before its size said so.
pub(super) fn cut_short(directory: &Path, path: &[u8], at: u64, size: u64) -> Error {
    changed(directory, path, &format!("ended after {at} of {size} bytes"))
}

/// A file that did not end where its size said so.
pub(super) fn longer(directory: &Path, path: &[u8], size: u64) -> Error {
    changed(directory, path, &format!("grew beyond its {size} bytes"))
}

/// A member that could not be opened or asked about.
pub(super) fn unreadable(directory: &Path, path: &[u8], error: Errno) -> Error {
    match error {
        Errno::NOENT => vanished(directory, path),
        // What opening says of a symbolic link, which is never followed.
        Errno::LOOP | Errno::NOTDIR => {
            changed(directory, path, "became a symbolic link or lies behind one")
        }
        _ => {
            let place = place(directory, path);
            let message = format!("{place} cannot be read: see to its permissions and the disk");
            Error::new(ErrorKind::Input, message).because(io::Error::from(error))
        }
    }
}

/// A read that failed in the middle of a file.
pub(super) fn failed_at(directory: &Path, path: &[u8], at: u64, error: io::Error) -> Error {
    let place = place(directory, path);
    let message = format!("{place} cannot be read at byte {at}: see to the disk it is on");
    Error::new(ErrorKind::Input, message).because(error)
}

/// A socket, a pipe, a device.
pub(super) fn not_packable(directory: &Path, path: &[u8]) -> Error {
    let place = place(directory, path);
    let message = format!(
        "{place} is neither file, directory nor symbolic link and cannot be packed: \
         a backup holds no such thing; take it away, or name the directory of the backup alone"
    );
    Error::new(ErrorKind::Input, message)
}

fn changed(directory: &Path, path: &[u8], how: &str) -> Error {
    let place = place(directory, path);
    Error::new(ErrorKind::Input, format!("{place} {how} while it was packed: {HOLD_STILL}"))
}

/// Quoted, since names may hold line ends.
fn place(directory: &Path, path: &[u8]) -> String {
    let path = match path {
        [] => directory.to_owned(),
        _ => directory.join(OsStr::from_bytes(path)),
    };
    format!("{path:?}")
}

fn word(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Directory => "a directory",
        EntryKind::File => "a file",
        EntryKind::Link => "a symbolic link",
    }
}
