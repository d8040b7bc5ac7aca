//! The compressed archive is the uncompressed one, at every level and border.

use std::io::Read as _;

use dbs_sdk::pack::Pack;
use flate2::read::GzDecoder;
use tempfile::TempDir;

use crate::tree::{file, packed, pages, tar_of};

const BLOCK: usize = 256 * 1024;

fn unzipped(archive: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    GzDecoder::new(archive).read_to_end(&mut out).unwrap();
    out
}

#[test]
fn every_level_gives_the_same_archive() {
    let directory = TempDir::new().unwrap();
    file(directory.path(), "f", &pages(300_000, 1));
    let plain = tar_of(directory.path());
    let mut sizes = Vec::new();
    for level in 1..=9 {
        let archive = packed(&Pack::new(directory.path()).compression_level(level));
        assert!(unzipped(&archive) == plain, "level {level}");
        sizes.push(archive.len());
    }
    assert!(sizes[8] < sizes[0], "{sizes:?}");
}

#[test]
fn archives_end_well_around_the_border_of_a_block() {
    // Two headers and the file: what is left of the first block, and a little more or less.
    for len in [BLOCK - 1024 - 512, BLOCK - 1024, BLOCK - 1024 + 1, 2 * BLOCK - 1025, 1, 0] {
        let directory = TempDir::new().unwrap();
        file(directory.path(), "f", &pages(len, 3));
        let archive = packed(&Pack::new(directory.path()).threads(2));
        assert!(unzipped(&archive) == tar_of(directory.path()), "{len}");
    }
}

#[test]
fn what_cannot_be_compressed_grows_by_little() {
    let directory = TempDir::new().unwrap();
    let noise: Vec<u8> = (0..300_000).map(|_| fastrand::u8(..)).collect();
    file(directory.path(), "f", &noise);
    for level in 1..=9 {
        let archive = packed(&Pack::new(directory.path()).compression_level(level));
        assert!(unzipped(&archive) == tar_of(directory.path()), "level {level}");
        assert!(archive.len() < noise.len() * 9 / 8, "level {level}: {}", archive.len());
    }
}

#[test]
fn a_block_goes_on_from_the_one_before() {
    // The same 16 KiB of noise again and again: with dictionaries they are stored once.
    let directory = TempDir::new().unwrap();
    let noise: Vec<u8> = (0..16 << 10).map(|_| fastrand::u8(..)).collect();
    file(directory.path(), "f", &noise.repeat(4 * BLOCK / noise.len()));
    let archive = packed(&Pack::new(directory.path()));
    assert!(unzipped(&archive) == tar_of(directory.path()));
    assert!(archive.len() < 48 << 10, "{} bytes: each block began anew", archive.len());
}
