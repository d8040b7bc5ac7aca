//! Files that one process at a time may hold open.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::Path;

/// Opens and locks the file of this name. The lock ends when the last handle of it is closed,
/// however its process ends.
///
/// A file that was renamed or removed by its last owner is not taken for the one of this name: the
/// next one is opened then.
pub(crate) fn open(options: &OpenOptions, path: &Path) -> Result<File, TryLockError> {
    loop {
        let file = options.open(path).map_err(TryLockError::Error)?;
        file.try_lock()?;
        if is_at(&file, path) {
            return Ok(file);
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let inode = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if inode(&a) == inode(&b))
}

/// Whether two handles are of one file cannot be asked there.
#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    fs::metadata(path).is_ok()
}
