//! The bodies of the fuzz targets, over their seeds and the corpus.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

#[path = "../fuzz/binlog.rs"]
mod binlog;
#[path = "../fuzz/info.rs"]
mod info;
#[path = "../fuzz/log.rs"]
mod log;

use std::path::Path;

/// All files of a folder of this package.
fn files(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder).unwrap();
    let files: Vec<_> = entries.map(|e| std::fs::read(e.unwrap().path()).unwrap()).collect();
    assert!(!files.is_empty(), "no seed in {}", folder.display());
    files
}

/// The file itself, and the file cut and altered at a few dozen places.
fn damaged(file: &[u8], mut check: impl FnMut(&[u8])) {
    check(file);
    for part in 1..=32 {
        let at = file.len() * part / 33;
        check(&file[..at]);
        let mut altered = file.to_vec();
        if let Some(byte) = altered.get_mut(at) {
            *byte ^= 1 << (part % 8);
        }
        check(&altered);
    }
}

#[test]
fn logs() {
    for file in files("fuzz/seeds/log").iter().chain(&files("tests/corpus/logs")) {
        damaged(file, log::check);
    }
}

#[test]
fn infos() {
    for file in files("fuzz/seeds/info").iter().chain(&files("tests/corpus/infos")) {
        damaged(file, info::check);
    }
}

#[test]
fn binlogs() {
    for file in files("fuzz/seeds/binlog").iter().chain(&files("tests/binlogs")) {
        damaged(file, binlog::check);
    }
}
