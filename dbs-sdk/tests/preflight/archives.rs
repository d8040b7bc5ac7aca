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

#[test]
fn where_gzips_end() {
    let whole = gzip(&tar(&files()));
    let half = &whole[..whole.len() / 2];
    let mut said = Folder::new().archive(&Preflight::new().mode(FULL), half);
    assert_eq!(said.len(), 1, "{said:?}");
    let said = said.remove(0);
    assert!(
        said.starts_with("error: b: ends in the midst of the gzip at or before byte "),
        "{said}"
    );

    let mut wrong_sum = whole.clone();
    let crc = whole.len() - 8;
    wrong_sum[crc] ^= 1;
    let at = whole.len();
    says(
        &wrong_sum,
        &[format!(
            "error: b: is damaged: the gzip cannot be decompressed, or its checksum is wrong, at or before byte {at} after \
             the member ./xtrabackup_logfile; {AGAIN} and is sound"
        )],
    );
    // As gzip itself, which pads with zeros and passes over them.
    says(&[&whole[..], &[0; 5000]].concat(), &[]);
    let garbage = "pack the backup's directory again: nothing may be appended to an archive";
    says(
        &[&whole[..], b"\0\0hello"].concat(),
        &[format!("warning: b: has bytes of something else behind the end of the gzip; {garbage}")],
    );
    let plain = tar(&files());
    let (one, other) = plain.split_at(700);
    let two =
        "is a gzip of 2 members: whether the service unpacks more than the first is not known";
    says(
        &[gzip(one), gzip(other)].concat(),
        &[format!("warning: b: {two}; compress it in one piece, with gzip or pigz")],
    );
    let end = members(&files()).len() + 1024;
    says(
        &[&plain[..], b"hello"].concat(),
        &[format!(
            "warning: b: has bytes of something else behind the end of the archive, from its byte {end} on; {garbage}"
        )],
    );
    // Blocked as tar does it, and beyond.
    says(&[&plain[..], &[0; 12_345]].concat(), &[]);
}

#[test]
fn members_behind_the_end() {
    let (one, other) = (files()[..4].to_vec(), files()[4..].to_vec());
    let behind = [tar(&one), tar(&other)].concat();
    says(
        &behind,
        &["error: b: 4 members stand behind the blocks that end the archive, where tar stops; unpack it with `tar -xif` \
           (innobackupex --stream=tar writes such archives) and pack the directory from inside with `tar -C DIR -czf \
           backup.tar.gz .`"
            .to_owned()],
    );
}

#[test]
fn the_head_of_a_stream() {
    let whole = tar(&files());
    let unseen = |members: usize, names: &str| {
        format!(
            "note: the stream: only the first {members} members were seen{names}; nothing is known to be wrong; only a \
             file can be looked at to its end"
        )
    };
    let said = |bytes: &[u8]| Folder::new().said(&Preflight::new().head(bytes));
    assert_eq!(said(&whole), [unseen(8, "")]);
    let names = ", and not xtrabackup_checkpoints, xtrabackup_info, xtrabackup_logfile";
    assert_eq!(said(&whole[..512 + 3 * 1024]), [unseen(4, names)]);
    assert_eq!(said(&gzip(&whole)), [unseen(8, "")]);
    // So little tells nothing yet.
    let nothing =
        ", and not xtrabackup_checkpoints, backup-my.cnf, xtrabackup_info, xtrabackup_logfile";
    assert_eq!(said(&gzip(&whole)[..12]), [unseen(0, nothing)]);
    assert_eq!(
        said(b"\x28\xb5\x2f\xfd\x04"),
        [
            "error: the stream: is compressed by zstd, but the service takes tar and gzip of tar alone; decompress it, or pack the \
          backup's directory with `tar -C DIR -czf backup.tar.gz .`"
        ]
    );
    assert_eq!(said(b""), [format!("error: the stream: is empty; {PACK}")]);
}

#[test]
fn what_is_no_file() {
    let folder = Folder::new();
    let report = Preflight::new().archive(folder.path());
    let name = folder.path().display();
    assert_eq!(
        folder.said(&report),
        [format!(
            "error: {name}: is a directory, not an archive; hand it over as a directory to be packed"
        )]
    );
    let report = Preflight::new().archive(folder.path().join("none"));
    assert_eq!(
        folder.said(&report),
        [
            "error: none: cannot be read: No such file or directory (os error 2); check the path and the permissions of the user \
          that runs this"
        ]
    );
    let report = Preflight::new().archive("/dev/null");
    assert_eq!(
        folder.said(&report),
        ["error: /dev/null: is not a regular file; give an archive, or hand it over as a stream"]
    );
}

#[test]
fn off_does_nothing() {
    let preflight =
        Preflight::new().mode(Mode::Off).log_path("none").info_path("none").region("none");
    for report in [preflight.archive("none"), preflight.directory("none"), preflight.head(b"")] {
        assert_eq!(report.findings(), []);
        assert!(report.completed_backup().is_none() && report.container().is_none());
        report.verdict(true).unwrap();
    }
}

#[test]
fn modes_have_words() {
    for mode in [Mode::Quick, Mode::Full, Mode::Off] {
        assert_eq!(mode.as_str().parse::<Mode>().unwrap(), mode);
    }
    let error = "fast".parse::<Mode>().unwrap_err();
    assert_eq!(error.to_string(), "`fast` is no mode of preflight: give quick, full or off");
}
