//! The same directory gives the same bytes.

use std::fs;
use std::path::Path;
use std::process::Command;

use dbs_sdk::pack::{Format, Pack};
use tempfile::TempDir;

use crate::tree::{at_night, backup, file, packed, pages, tar_of};

#[test]
fn the_number_of_threads_changes_no_byte() {
    let directory = backup();
    file(directory.path(), "more", &pages(2 << 20, 5));
    let one = packed(&Pack::new(directory.path()).threads(1));
    for threads in [2, 3, 16] {
        assert!(packed(&Pack::new(directory.path()).threads(threads)) == one, "{threads} threads");
    }
}

#[test]
fn a_copy_with_its_times_gives_the_same_bytes_and_the_same_digest() {
    let (directory, place) = (backup(), TempDir::new().unwrap());
    let copy = place.path().join("copy");
    let copied = Command::new("cp").arg("-a").arg(directory.path()).arg(&copy).status().unwrap();
    assert!(copied.success());
    // Time passes over the directories alone.
    file(&copy, "lock", b"");
    fs::remove_file(copy.join("lock")).unwrap();
    file(&copy, "shop/lock", b"");
    fs::remove_file(copy.join("shop/lock")).unwrap();
    let packs = [Pack::new(directory.path()), Pack::new(&copy)];
    let [here, there] = packs.each_ref().map(packed);
    assert!(here == there);
    let [here, there] = packs.each_ref().map(|pack| pack.inventory().unwrap().digest());
    assert_eq!(here, there);
    assert_eq!(here.len(), 64);
}

#[test]
fn the_digest_tells_apart_what_the_archive_does() {
    let digest = |path: &Path| Pack::new(path).inventory().unwrap().digest();
    let directory = TempDir::new().unwrap();
    let root = directory.path();
    file(root, "a", b"one");
    file(root, "b", b"two");
    let mut seen = vec![digest(root)];
    file(root, "a", b"three");
    seen.push(digest(root));
    fs::rename(root.join("b"), root.join("c")).unwrap();
    seen.push(digest(root));
    fs::write(root.join("c"), b"TWO").unwrap();
    seen.push(digest(root));
    std::os::unix::fs::symlink("a", root.join("d")).unwrap();
    seen.push(digest(root));
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), count);
}

#[test]
fn a_link_to_the_directory_is_followed_once_and_later_changes_of_it_are_not() {
    let (directory, other, place) = (backup(), TempDir::new().unwrap(), TempDir::new().unwrap());
    file(other.path(), "other", b"other");
    at_night(other.path());
    let link = place.path().join("latest");
    std::os::unix::fs::symlink(directory.path(), &link).unwrap();
    let pack = Pack::new(&link).format(Format::Tar);
    let inventory = pack.inventory().unwrap();
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(other.path(), &link).unwrap();
    let mut out = Vec::new();
    std::io::Read::read_to_end(&mut pack.open(&inventory).unwrap(), &mut out).unwrap();
    assert!(out == tar_of(directory.path()));
}
