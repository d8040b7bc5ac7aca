//! Directories to pack, and archives taken apart again.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::time::{Duration, SystemTime};

use dbs_sdk::pack::{Format, Pack};
use tempfile::TempDir;

/// 2026-11-22T00:00:00Z.
pub(crate) const NIGHT: u64 = 1_795_305_600;

/// Bytes that shrink about as InnoDB's pages do: half words, half noise.
pub(crate) fn pages(bytes: usize, seed: u64) -> Vec<u8> {
    let mut noise = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut out = Vec::with_capacity(bytes + 16);
    while out.len() < bytes {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        out.extend_from_slice(&noise.to_le_bytes());
        out.extend_from_slice(b"user@ex.");
    }
    out.truncate(bytes);
    out
}

pub(crate) fn file(directory: &Path, name: impl AsRef<OsStr>, content: &[u8]) {
    let path = directory.join(name.as_ref());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    at_night(&path);
}

/// Sets the modification time to the same second for every run.
pub(crate) fn at_night(path: &Path) {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(NIGHT);
    File::open(path).unwrap().set_modified(then).unwrap();
}

/// A small backup with something of everything.
pub(crate) fn backup() -> TempDir {
    let directory = TempDir::new().unwrap();
    let root = directory.path();
    file(root, "backup-my.cnf", b"[mysqld]\ninnodb_page_size=16384\n");
    file(root, "ibdata1", &pages(400_000, 1));
    file(root, "empty", b"");
    file(root, "shop/orders.ibd", &pages(300_001, 2));
    file(root, "shop/orders.frm", b"frm");
    file(root, "shop.old/a.ibd", b"a");
    file(root, "xtrabackup_checkpoints", b"backup_type = full-backuped\n");
    fs::create_dir(root.join("nothing")).unwrap();
    symlink("/nowhere/at/all", root.join("link")).unwrap();
    symlink("shop", root.join("link to shop")).unwrap();
    fs::hard_link(root.join("shop/orders.frm"), root.join("hard")).unwrap();
    fs::set_permissions(root.join("ibdata1"), fs::Permissions::from_mode(0o640)).unwrap();
    fs::set_permissions(root.join("shop"), fs::Permissions::from_mode(0o750)).unwrap();
    fs::set_permissions(root, fs::Permissions::from_mode(0o700)).unwrap();
    directory
}

pub(crate) fn packed(pack: &Pack) -> Vec<u8> {
    let mut out = Vec::new();
    pack.open(&pack.inventory().unwrap()).unwrap().read_to_end(&mut out).unwrap();
    out
}

pub(crate) fn tar_of(directory: &Path) -> Vec<u8> {
    packed(&Pack::new(directory).format(Format::Tar))
}

/// What a member is, by its name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) mode: u32,
    pub(crate) what: What,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum What {
    Directory,
    File(Vec<u8>),
    Link(Vec<u8>),
}

/// What the directory holds, by names as they stand in the archive; without the directory itself.
pub(crate) fn on_disk(root: &Path) -> BTreeMap<Vec<u8>, Member> {
    let mut found = BTreeMap::new();
    let mut ahead = vec![(root.to_owned(), b"./".to_vec())];
    while let Some((directory, name)) = ahead.pop() {
        for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
            let meta = fs::symlink_metadata(entry.path()).unwrap();
            let mut name = [&name[..], entry.file_name().as_bytes()].concat();
            let what = if meta.is_dir() {
                name.push(b'/');
                ahead.push((entry.path(), name.clone()));
                What::Directory
            } else if meta.is_symlink() {
                What::Link(fs::read_link(entry.path()).unwrap().into_os_string().into_vec())
            } else {
                What::File(fs::read(entry.path()).unwrap())
            };
            found.insert(name, Member { mode: meta.permissions().mode() & 0o7777, what });
        }
    }
    found
}

/// What crate `tar` finds in an archive, and in which order; without the directory itself.
pub(crate) fn in_archive(tar: &[u8]) -> (Vec<Vec<u8>>, BTreeMap<Vec<u8>, Member>) {
    let (mut order, mut found) = (Vec::new(), BTreeMap::new());
    let mut archive = tar::Archive::new(tar);
    for (number, entry) in archive.entries().unwrap().enumerate() {
        let mut entry = entry.unwrap();
        let name = entry.path_bytes().into_owned();
        let mode = entry.header().mode().unwrap();
        let what = match entry.header().entry_type() {
            tar::EntryType::Directory => What::Directory,
            tar::EntryType::Regular => {
                let mut content = Vec::new();
                entry.read_to_end(&mut content).unwrap();
                What::File(content)
            }
            tar::EntryType::Symlink => What::Link(entry.link_name_bytes().unwrap().into_owned()),
            other => panic!("{other:?} in an archive of ours"),
        };
        if number == 0 {
            assert_eq!((&name[..], mode, what), (&b"./"[..], 0o755, What::Directory));
            continue;
        }
        order.push(name.clone());
        assert!(found.insert(name, Member { mode, what }).is_none());
    }
    (order, found)
}
