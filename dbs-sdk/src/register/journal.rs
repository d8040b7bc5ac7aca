//! The file of one backup, locked, and replaced as a whole or not at all.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use time::{Duration, OffsetDateTime};

use super::entry::{Entry, Identity};
use crate::clock;
use crate::error::{Error, ErrorKind};

/// How long finished backups are remembered: not a number of them, since whoever gives the binlogs of a
/// month every night has many.
const REMEMBERED: Duration = Duration::days(400);

/// The journal of one identity. All calls block. The lock ends with the last owner, or with the
/// process, however that ends.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    stem: String,
    _lock: Lock,
}

/// Where unfinished backups are.
pub(super) fn unfinished_folder(root: &Path) -> PathBuf {
    root.join("unfinished")
}

/// Where finished ones are.
pub(super) fn finished_folder(root: &Path) -> PathBuf {
    root.join("finished")
}

impl Journal {
    /// Makes the folders that are missing.
    pub(super) fn claim(root: &Path, stem: &str) -> Result<Self, Error> {
        let folder = unfinished_folder(root);
        for folder in [&folder, &finished_folder(root)] {
            create_folder(folder).map_err(|error| {
                let message = format!("the state directory {} cannot be made", folder.display());
                Error::new(ErrorKind::Journal, message).because(error)
            })?;
        }
        let lock = Lock::acquire(folder.join(format!("{stem}.lock")))?;
        Ok(Self { folder: root.to_owned(), stem: stem.to_owned(), _lock: lock })
    }

    pub(super) fn path(&self) -> PathBuf {
        unfinished_folder(&self.folder).join(format!("{}.json", self.stem))
    }

    /// What an earlier run left.
    pub(super) fn read(&self) -> Result<Option<Entry>, Error> {
        read(&self.path())
    }

    /// Once this returns, it is there, also after a power cut; if it does not, what was there
    /// before is.
    pub(super) fn write(&self, entry: &Entry) -> Result<(), Error> {
        let text = entry.render()?;
        replace(&self.path(), text.as_bytes()).map_err(|error| {
            let message = format!(
                "the journal {} cannot be written; without it a crash could make a second backup \
                 set",
                self.path().display()
            );
            Error::new(ErrorKind::Journal, message).because(error)
        })
    }

    /// The backup is done: it is remembered among the finished ones.
    pub(super) fn finish(&self, entry: &Entry) -> Result<(), Error> {
        self.write(entry)?;
        let folder = finished_folder(&self.folder);
        let id = entry.backup_set_id.as_deref().unwrap_or_default();
        let to = folder.join(format!("{}.{}.json", self.stem, safe(id)));
        let moved = fs::rename(self.path(), to).and_then(|()| sync_folder(&folder));
        moved.map_err(|error| self.failed("cannot be moved", error))?;
        prune(&folder, clock::now() - REMEMBERED);
        Ok(())
    }

    /// The backup is to be given up for another one of the same source: it is kept under another name
    /// until its upload is gone.
    pub(super) fn set_aside(&self, entry: &Entry) -> Result<(), Error> {
        let folder = unfinished_folder(&self.folder);
        let id = entry.backup_set_id.as_deref().unwrap_or(&entry.register_token);
        let to = folder.join(format!("{}.{}.json", self.stem, safe(id)));
        let moved = fs::rename(self.path(), to).and_then(|()| sync_folder(&folder));
        moved.map_err(|error| self.failed("cannot be moved", error))
    }

    /// What was set aside. Those that cannot be read are left where they are.
    pub(super) fn aside(&self) -> Vec<(PathBuf, Entry)> {
        entries(&unfinished_folder(&self.folder), &format!("{}.", self.stem))
            .filter(|(path, _)| *path != self.path())
            .filter_map(|(path, entry)| Some((path, entry.ok()?)))
            .collect()
    }

    /// Of this identity, the newest first.
    pub(super) fn finished(&self, identity: &Identity) -> Vec<Entry> {
        let mut entries: Vec<_> = entries(&finished_folder(&self.folder), &self.stem)
            .filter_map(|(_, entry)| entry.ok())
            .filter(|entry| entry.identity == *identity)
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.changed_s));
        entries
    }

    fn failed(&self, what: &str, error: io::Error) -> Error {
        let message = format!("the journal {} {what}", self.path().display());
        Error::new(ErrorKind::Journal, message).because(error)
    }
}

/// What the file says, if it is there.
pub(super) fn read(path: &Path) -> Result<Option<Entry>, Error> {
    match fs::read(path) {
        Ok(bytes) => Entry::parse(&bytes, &path.display().to_string()).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message = format!("the journal {} cannot be read", path.display());
            Err(Error::new(ErrorKind::Journal, message).because(error))
        }
    }
}

/// All journals of a folder whose file names begin so. A folder that is not there has none.
pub(super) fn entries(
    folder: &Path,
    stem: &str,
) -> impl Iterator<Item = (PathBuf, Result<Entry, Error>)> + use<> {
    let stem = stem.to_owned();
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path());
    let named = move |path: &PathBuf| {
        let name = path.file_name().and_then(OsStr::to_str);
        name.is_some_and(|name| name.starts_with(&stem) && name.ends_with(".json"))
    };
    files.filter(named).filter_map(|path| match read(&path) {
        Ok(entry) => entry.map(|entry| (path, Ok(entry))),
        Err(error) => Some((path, Err(error))),
    })
}

/// Whether somebody is at work on the journal of this name, and who.
pub(super) fn owner(path: &Path) -> Option<Owner> {
    let file = File::open(path).ok()?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Some(Owner::read(path)),
        _ => None,
    }
}

/// Of a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Owner(pub(super) Option<u32>);

impl Owner {
    fn read(path: &Path) -> Self {
        Self(fs::read_to_string(path).ok().and_then(|text| text.trim().parse().ok()))
    }
}

/// Beside the journal, since that is replaced by others.
#[derive(Debug)]
struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    fn acquire(path: PathBuf) -> Result<Self, Error> {
        let file = loop {
            let opened = private().read(true).write(true).create(true).truncate(false).open(&path);
            let locked = opened.map_err(TryLockError::Error).and_then(|file| {
                file.try_lock()?;
                Ok(file)
            });
            match locked {
                // Its last owner may have removed it in between.
                Ok(file) if is_at(&file, &path) => break file,
                Ok(_) => {}
                Err(TryLockError::WouldBlock) => return Err(in_use(&path)),
                Err(TryLockError::Error(error)) => {
                    let message = format!(
                        "{} cannot be locked; the state directory must be on a local disk that can \
                         be written to",
                        path.display()
                    );
                    return Err(Error::new(ErrorKind::Journal, message).because(error));
                }
            }
        };
        // For whoever finds it locked; it works without.
        let _ = file.set_len(0).and_then(|()| writeln!(&file, "{}", std::process::id()));
        Ok(Self { path, _file: file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is locked, so that nobody locks what is removed; one that stays harms nobody.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn in_use(path: &Path) -> Error {
    let who = match Owner::read(path).0 {
        Some(pid) => format!("process {pid}"),
        None => "another process".to_owned(),
    };
    let message = format!(
        "{who} is at work on this backup (it holds {}); wait for its end, or stop it",
        path.display()
    );
    Error::new(ErrorKind::InUse, message)
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let inode = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if inode(&a) == inode(&b))
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// Forgets what ended before `oldest`. What cannot be removed stays.
fn prune(folder: &Path, oldest: OffsetDateTime) {
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let modified = file.metadata().and_then(|metadata| metadata.modified());
        if modified.is_ok_and(|modified| OffsetDateTime::from(modified) < oldest) {
            let _ = fs::remove_file(file.path());
        }
    }
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut file = private().write(true).create(true).truncate(true).open(&new)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&new, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

pub(super) fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            let message = format!("the journal {} cannot be removed", path.display());
            Err(Error::new(ErrorKind::Journal, message).because(error))
        }
        _ => Ok(()),
    }
}

fn safe(id: &str) -> String {
    id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect()
}

fn create_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    if folder.is_dir() {
        return Ok(());
    }
    builder.create(folder)?;
    // Its own name must survive a power cut too, and those of the folders above that are new.
    for above in folder.ancestors().skip(1).take(3) {
        // Some may not be read by this user; they are older than this run then.
        let _ = sync_folder(above);
    }
    Ok(())
}

/// Files for their owner alone.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes the names in it survive a power cut.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::entry::Reached;
    use crate::register::entry::tests::entry;

    #[test]
    fn a_second_claim_is_refused_and_names_the_process() {
        let root = tempfile::tempdir().expect("a folder");
        let journal = Journal::claim(root.path(), "a").expect("a journal");
        let error = Journal::claim(root.path(), "a").expect_err("in use");
        assert_eq!(error.kind(), ErrorKind::InUse);
        assert!(
            error.to_string().starts_with(&format!("process {} is", std::process::id())),
            "{error}"
        );
        Journal::claim(root.path(), "b").expect("another");
        drop(journal);
        Journal::claim(root.path(), "a").expect("free again");
    }

    #[test]
    fn what_was_written_is_there_for_the_next_and_remembered_when_done() {
        let root = tempfile::tempdir().expect("a folder");
        let mut entry = entry();
        let stem = entry.identity.file_stem();
        let journal = Journal::claim(root.path(), &stem).expect("a journal");
        assert!(journal.read().expect("nothing").is_none());
        journal.write(&entry).expect("written");
        drop(journal);
        let journal = Journal::claim(root.path(), &stem).expect("a journal");
        assert_eq!(journal.read().expect("an entry").as_ref(), Some(&entry));
        entry.reached = Reached::Done;
        journal.finish(&entry).expect("done");
        assert!(journal.read().expect("nothing").is_none());
        assert_eq!(journal.finished(&entry.identity), [entry]);
    }

    #[test]
    fn finished_backups_are_remembered_for_a_year_and_more() {
        let root = tempfile::tempdir().expect("a folder");
        let journal = Journal::claim(root.path(), "a").expect("a journal");
        let entry = Entry { reached: Reached::Done, ..entry() };
        journal.finish(&entry).expect("done");
        let folder = finished_folder(root.path());
        let count = || fs::read_dir(&folder).expect("a folder").count();
        prune(&folder, clock::now() - REMEMBERED);
        assert_eq!(count(), 1);
        prune(&folder, clock::now() + Duration::minutes(1));
        assert_eq!(count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn files_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;

        let root = tempfile::tempdir().expect("a folder");
        let journal = Journal::claim(&root.path().join("state"), "a").expect("a journal");
        journal.write(&entry()).expect("written");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(mode(&journal.path()), 0o600);
        assert_eq!(mode(journal.path().parent().expect("a folder")), 0o700);
    }
}
