//! What is uploaded, and by what it is known again.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use oss_multipart::{PartPlan, Source};

use super::blocking;
use super::entry::{Content, Kind};
use crate::error::{Error, ErrorKind};
use crate::pack::{Format, Inventory, Pack, Progress};

/// Where the bytes come from.
#[derive(Clone)]
pub(super) enum Origin {
    File(PathBuf),
    Directory(Pack),
    Stream(Arc<Stream>),
}

/// Passes once.
pub(super) struct Stream {
    pub(super) name: String,
    pub(super) source: Mutex<Option<Source>>,
}

/// A source as it was when it was looked at.
pub(super) struct Look {
    /// What it is called where it is: a canonical path, or the name of a stream.
    pub(super) place: String,
    pub(super) kind: Kind,
    pub(super) content: Content,
    /// The name that the backup set has if none is given.
    pub(super) name: String,
    /// Bytes of the object; `None` if they are not known before.
    pub(super) size: Option<u64>,
    /// About how many bytes that may be.
    pub(super) expected: Option<u64>,
    /// Of a directory.
    inventory: Option<Inventory>,
}

/// A source, opened at its beginning.
pub(super) struct Opened {
    pub(super) source: Source,
    /// How much of a directory was read, and how much there is.
    pub(super) packing: Option<(Progress, u64)>,
}

impl Origin {
    /// Looks at it. Blocks.
    pub(super) fn look(&self, extra_meta: &str, part_size: Option<u64>) -> Result<Look, Error> {
        match self {
            Self::File(path) => file(path, part_size),
            Self::Directory(pack) => directory(pack),
            Self::Stream(stream) => Ok(Look {
                place: stream.name.clone(),
                kind: Kind::Stream,
                content: Content::Stream { extra_meta: extra_meta.to_owned() },
                name: stream.name.clone(),
                size: None,
                expected: None,
                inventory: None,
            }),
        }
    }

    /// Whether its bytes are still there when they have been read.
    pub(super) fn can_be_read_again(&self) -> bool {
        !matches!(self, Self::Stream(_))
    }

    /// The bytes from their beginning.
    pub(super) async fn open(&self, look: &Look) -> Result<Opened, Error> {
        let source = match self {
            Self::File(path) => {
                let source = Source::file(path).map_err(|error| unusable(path, error))?;
                let metadata = fs::metadata(path).map_err(|error| unusable(path, error))?;
                if content(&metadata) != look.content {
                    return Err(wrong(path, "changed since the backup began: begin again"));
                }
                source
            }
            Self::Directory(pack) => {
                let (pack, inventory) = (pack.clone(), look.inventory.clone());
                return blocking(move || packed(&pack, inventory)).await;
            }
            Self::Stream(stream) => {
                let source = stream.source.lock().unwrap_or_else(PoisonError::into_inner).take();
                source.ok_or_else(|| {
                    let message = format!(
                        "the bytes of {} have been read already and are gone: begin again with a \
                         new reader",
                        stream.name
                    );
                    Error::new(ErrorKind::Input, message)
                })?
            }
        };
        Ok(Opened { source, packing: None })
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Directory(pack) => f.debug_tuple("Directory").field(pack).finish(),
            Self::Stream(stream) => f.debug_tuple("Stream").field(&stream.name).finish(),
        }
    }
}

fn file(path: &Path, part_size: Option<u64>) -> Result<Look, Error> {
    let source = Source::file(path).map_err(|error| unusable(path, error))?;
    let metadata = fs::metadata(path).map_err(|error| unusable(path, error))?;
    let size = source.len().unwrap_or_default();
    if size == 0 {
        return Err(wrong(path, "is empty: a backup has bytes; was it packed to the end?"));
    }
    PartPlan::new(size, part_size)
        .map_err(|error| wrong(path, "cannot be cut into such parts").because(error))?;
    Ok(Look {
        place: canonical(path)?,
        kind: Kind::File,
        content: content(&metadata),
        name: base_name(path)?,
        size: Some(size),
        expected: None,
        inventory: None,
    })
}

fn directory(pack: &Pack) -> Result<Look, Error> {
    let inventory = pack.inventory()?;
    let place = canonical(pack.directory())?;
    let extension = pack.packed_as().extension();
    Ok(Look {
        // Of `.` or of a link, the name is that of the directory itself.
        name: format!("{}.{extension}", base_name(Path::new(&place))?),
        place,
        kind: Kind::Directory,
        content: Content::Directory { digest: inventory.digest(), form: pack.form() },
        size: None,
        // Whatever the data are like, it is no more, so that the parts need not grow.
        expected: Some(inventory.expected_bytes(Format::Tar)),
        inventory: Some(inventory),
    })
}

fn packed(pack: &Pack, inventory: Option<Inventory>) -> Result<Opened, Error> {
    let inventory = match inventory {
        Some(inventory) => inventory,
        None => pack.inventory()?,
    };
    let reader = pack.open(&inventory)?;
    let progress = reader.progress();
    let source = Source::reader(reader);
    Ok(Opened { source, packing: Some((progress, inventory.file_bytes())) })
}

fn content(metadata: &fs::Metadata) -> Content {
    Content::File { size: metadata.len(), modified: modified(metadata), inode: inode(metadata) }
}

/// The last part of a path, as the name of a backup set.
fn base_name(path: &Path) -> Result<String, Error> {
    let name = path.file_name().and_then(OsStr::to_str);
    let name = name.ok_or_else(|| {
        wrong(path, "has a name that is no UTF-8, which the service needs: rename it")
    })?;
    Ok(name.to_owned())
}

/// The same for every spelling of the same path.
fn canonical(path: &Path) -> Result<String, Error> {
    let path = fs::canonicalize(path).map_err(|error| unusable(path, error))?;
    // Bytes that are no UTF-8 are kept apart by their escapes.
    Ok(match path.to_str() {
        Some(text) => text.to_owned(),
        None => format!("{path:?}"),
    })
}

fn modified(metadata: &fs::Metadata) -> Option<(i64, u32)> {
    let modified = metadata.modified().ok()?;
    let (seconds, nanoseconds) = match modified.duration_since(UNIX_EPOCH) {
        Ok(after) => (i64::try_from(after.as_secs()).ok()?, after.subsec_nanos()),
        Err(before) => {
            let before = before.duration();
            (-i64::try_from(before.as_secs()).ok()?, before.subsec_nanos())
        }
    };
    Some((seconds, nanoseconds))
}

#[cfg(unix)]
fn inode(metadata: &fs::Metadata) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;

    Some(metadata.ino())
}

#[cfg(not(unix))]
fn inode(_: &fs::Metadata) -> Option<u64> {
    None
}

fn unusable(path: &Path, error: impl std::error::Error + Send + Sync + 'static) -> Error {
    wrong(path, "cannot be uploaded").because(error)
}

fn wrong(path: &Path, what: &str) -> Error {
    Error::new(ErrorKind::Input, format!("{} {what}", path.display()))
}
