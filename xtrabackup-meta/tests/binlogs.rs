//! Binary logs that MariaDB 10.11.19 wrote.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use std::fs::File;
use std::path::Path;

use xtrabackup_meta::{Binlog, Error, ErrorKind};

fn read(name: &str) -> Result<Binlog, Error> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/binlogs");
    Binlog::read(File::open(folder.join(name)).unwrap())
}

#[test]
fn closed_by_flush_binary_logs() {
    let found = read("mariadb-closed").unwrap();
    assert_eq!(found.server_version, "10.11.19-MariaDB-0+deb12u1-log");
    assert_eq!((found.server_id, found.events, found.end), (1, 11, 841));
    assert_eq!((found.first.time, found.first.position), (1_795_369_250, 4));
    assert_eq!((found.last.time, found.last.position), (1_795_369_251, 794));
    assert_eq!(found.changes, 7);
    assert!(found.closed && !found.in_use);
}

#[test]
fn copied_from_a_running_server() {
    let found = read("mariadb-open").unwrap();
    assert_eq!((found.server_id, found.events, found.end), (2, 3, 328));
    assert_eq!(found.changes, 0);
    assert!(!found.closed && found.in_use);
}

#[test]
fn a_relay_log() {
    let error = read("mariadb-relay").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RelayLog);
    assert_eq!(
        error.to_string(),
        "the file is a relay log, a replica's copy of its source's events; give a binlog of the \
         server itself"
    );
}
