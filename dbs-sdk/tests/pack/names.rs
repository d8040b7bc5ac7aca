//! Names of every kind come back.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::fs::symlink;

use dbs_sdk::pack::{Format, Pack};
use proptest::collection::vec;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::tree::{in_archive, on_disk, packed, pages, tar_of};

/// One name: bytes without NUL and slash, at times as long as a file system takes.
fn name() -> impl Strategy<Value = Vec<u8>> {
    let byte = any::<u8>().prop_filter("NUL and slash end a name", |b| !matches!(b, 0 | b'/'));
    prop_oneof![
        4 => vec(byte, 1..12),
        2 => "[a-z.\n\\\\\"  '*é漢-]{1,20}".prop_map(String::into_bytes),
        1 => (90_usize..=255, b'a'..=b'f').prop_map(|(len, letter)| vec![letter; len]),
    ]
    .prop_filter("they are there already", |name| name != b"." && name != b"..")
}

fn size() -> impl Strategy<Value = usize> {
    const BLOCK: usize = 256 * 1024;
    prop_oneof![
        6 => 0_usize..2000,
        1 => prop::sample::select(vec![511, 512, 513, BLOCK - 1, BLOCK, BLOCK + 1]),
    ]
}

#[derive(Debug, Clone)]
enum Made {
    File(usize),
    Directory,
    Link(Vec<u8>),
}

fn made() -> impl Strategy<Value = Made> {
    prop_oneof![
        5 => size().prop_map(Made::File),
        1 => Just(Made::Directory),
        1 => vec(name(), 1..3).prop_map(|names| Made::Link(names.join(&b'/'))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_tree_comes_back(
        members in vec((vec(name(), 1..4), made()), 1..14),
        level in 1_u32..=9,
        threads in 1_usize..5,
    ) {
        let directory = TempDir::new().unwrap();
        fs::write(directory.path().join("at least this"), b"x").unwrap();
        for (number, (names, made)) in members.into_iter().enumerate() {
            let path = directory.path().join(OsString::from_vec(names.join(&b'/')));
            // Where a file is in the way already, this one is not made.
            if fs::create_dir_all(path.parent().unwrap()).is_err() || path.symlink_metadata().is_ok() {
                continue;
            }
            match made {
                Made::File(size) => fs::write(path, pages(size, number as u64)).unwrap(),
                Made::Directory => fs::create_dir(path).unwrap(),
                Made::Link(target) => symlink(OsString::from_vec(target), path).unwrap(),
            }
        }
        let pack = Pack::new(directory.path()).compression_level(level).threads(threads);
        let tar = tar_of(directory.path());
        let (order, members) = in_archive(&tar);
        prop_assert_eq!(&members, &on_disk(directory.path()));
        let in_order = order.is_sorted_by(|one, other| {
            one.split(|byte| *byte == b'/').lt(other.split(|byte| *byte == b'/'))
        });
        prop_assert!(in_order);
        let inventory = pack.inventory().unwrap();
        prop_assert_eq!(inventory.expected_bytes(Format::Tar), tar.len() as u64);
        let mut unzipped = Vec::new();
        let archive = packed(&pack);
        std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&archive[..]), &mut unzipped)
            .unwrap();
        prop_assert!(unzipped == tar);
    }
}
