//! What is said of archives: container, end, layout, members.

use dbs_sdk::preflight::{BackupKind, Container, Mode, Preflight};

use crate::backup::{Folder, files, gzip, members, tar};

const FULL: Mode = Mode::Full;
const PACK: &str = "pack the backup's directory with `tar -C DIR -czf backup.tar.gz .`, or hand over the directory itself";
const AGAIN: &str = "pack the backup's directory again, and check that the disk was not full";

#[track_caller]
fn says(bytes: &[u8], findings: &[String]) {
    let said = Folder::new().archive(&Preflight::new().mode(FULL), bytes);
    assert_eq!(said, findings, "\n{}", said.join("\n"));
}

#[test]
fn a_good_one() {
    let folder = Folder::new();
    for (bytes, container) in
        [(tar(&files()), Container::Tar), (gzip(&tar(&files())), Container::TarGz)]
    {
        for mode in [Mode::Quick, Mode::Full] {
            let report = Preflight::new().mode(mode).archive(folder.put("any.name", &bytes));
            assert_eq!(folder.said(&report), [""; 0]);
            assert_eq!(report.container(), Some(container));
            assert_eq!(report.kind(), Some(BackupKind::Full));
            assert_eq!((report.is_whole(), report.members()), (true, 8));
            let backup = report.completed_backup().unwrap();
            assert_eq!(backup.binlog.to_string(), "mysql-bin.000001:107");
            report.verdict(true).unwrap();
        }
    }
}

#[test]
fn other_containers() {
    let but_tar = |what: &str, mend: &str| {
        format!("error: b: is {what}, but the service takes tar and gzip of tar alone; {mend}")
    };
    let repack =
        "decompress it, or pack the backup's directory with `tar -C DIR -czf backup.tar.gz .`";
    let unpack = "unpack it and pack the backup's directory with `tar -C DIR -czf backup.tar.gz .`, or hand over the directory itself";
    let decrypt = "decrypt it first: the service cannot";
    let physical = "take a physical backup with xtrabackup or mariadb-backup";
    let binlog = "upload binary logs as a LogBackup (data_type LogBackup)";
    let stream = "is an xbstream, which the service does not take; unpack it with `xbstream -x -C DIR` (mbstream for MariaDB) \
                  and pack it from inside with `tar -C DIR -czf backup.tar.gz .`, or hand over DIR itself";
    for (bytes, finding) in [
        (&b""[..], format!("error: b: is empty; {PACK}")),
        (b"XBSTCK01\0\0\0", format!("error: b: {stream}")),
        (b"XBCRYP03", but_tar("a backup encrypted by xbcrypt", decrypt)),
        (b"\x28\xb5\x2f\xfd\0", but_tar("compressed by zstd", repack)),
        (b"\xfd7zXZ\0\0", but_tar("compressed by xz", repack)),
        (b"BZh91AY", but_tar("compressed by bzip2", repack)),
        (b"\x04\x22\x4d\x18\0", but_tar("compressed by lz4", repack)),
        (b"qpress10", but_tar("compressed by qpress", repack)),
        (b"\x1f\x9d\x90", but_tar("compressed by compress", repack)),
        (b"PK\x03\x04", but_tar("a zip archive", unpack)),
        (b"7z\xbc\xaf\x27\x1c", but_tar("a 7z archive", unpack)),
        (b"Rar!\x1a\x07", but_tar("a rar archive", unpack)),
        (b"Salted__12345678", but_tar("encrypted by openssl", decrypt)),
        (b"-----BEGIN PGP MESSAGE-----", but_tar("encrypted by gpg", decrypt)),
        (b"\xfebin\0", but_tar("a binary log", binlog)),
        (b"-- MySQL dump 10.13", but_tar("a dump of SQL", physical)),
        (b"/*M!999999\\- enable the sandbox mode */", but_tar("a dump of SQL", physical)),
        (b"hello", format!("error: b: is neither a tar nor a gzip of one; {PACK}")),
        (&gzip(b"XBSTCK01\0"), format!("error: b: is a gzip whose content {stream}")),
        (&gzip(b""), format!("error: b: is a gzip whose content is empty; {PACK}")),
        (
            &gzip(&gzip(&tar(&files()))),
            "error: b: is a gzip whose content is a gzip itself; decompress it once".to_owned(),
        ),
    ] {
        for mode in [Mode::Quick, Mode::Full] {
            let folder = Folder::new();
            let said = folder.archive(&Preflight::new().mode(mode), bytes);
            assert_eq!(said, std::slice::from_ref(&finding));
        }
    }
}

#[test]
fn where_archives_end() {
    let whole = members(&files());
    let last = "after the member ./xtrabackup_logfile";
    says(
        &whole,
        &[format!(
            "error: b: ends {last} without the blocks of zeros that end an archive; {AGAIN}"
        )],
    );
    says(
        &whole[..whole.len() - 512],
        &[format!(
            "error: b: ends in the midst of a member after the member ./xtrabackup_info; {AGAIN}"
        )],
    );
    let mut damaged = tar(&files());
    let at = whole.len() - 1024;
    damaged[at] ^= 1;
    says(
        &damaged,
        &[format!(
            "error: b: has no header of tar at byte {at} of the archive after the member ./xtrabackup_info; {AGAIN}"
        )],
    );
}
