//! What is said of the members of an archive: their places, names and types.

use dbs_sdk::preflight::{Mode, Preflight};
use tar::EntryType;

use crate::backup::{Folder, but, ended, files, header, member, members, tar};

const PACK: &str = "pack the backup's directory with `tar -C DIR -czf backup.tar.gz .`, or hand over the directory itself";
const UNCOMPRESSED: &str = "take the backup without --compress, or run `xtrabackup --decompress --remove-original` on the \
                            directory before it is packed";
const UNENCRYPTED: &str = "take the backup without --encrypt, or run `xtrabackup --decrypt --remove-original` on the directory \
                           before it is packed";

#[track_caller]
fn says(bytes: &[u8], findings: &[String]) {
    for mode in [Mode::Quick, Mode::Full] {
        let said = Folder::new().archive(&Preflight::new().mode(mode), bytes);
        assert_eq!(said, findings, "\n{}", said.join("\n"));
    }
}

#[test]
fn packed_from_outside() {
    let moved: Vec<_> = files()
        .into_iter()
        .map(|(name, content)| (name.replace("./", "2024-09-25_17-46-21/"), content))
        .collect();
    says(
        &tar(&moved),
        &[
            "error: b: was packed from outside of the backup's directory: its files stand under 2024-09-25_17-46-21/; pack it \
             from inside with `tar -C DIR -czf backup.tar.gz .`"
                .to_owned(),
            "error: b: says nowhere when the backup was taken: there is no xtrabackup_info in it, and no log was given; give \
             the log that was written while the backup was taken"
                .to_owned(),
        ],
    );
}

#[test]
fn files_that_every_backup_has() {
    for (missing, findings) in [
        (
            &["./xtrabackup_checkpoints"][..],
            &[
                "error: b: has no xtrabackup_checkpoints or mariadb_backup_checkpoints in its root; check that it is the \
               directory of a backup that finished",
            ][..],
        ),
        (&["./ibdata1"], &[]),
        (&["./backup-my.cnf"], &[]),
        (
            &["./ibdata1", "./backup-my.cnf"],
            &[
                "error: b: has no backup-my.cnf or ibdata1 in its root; check that it is the directory of a full backup with \
               InnoDB",
            ],
        ),
        (
            &["./xtrabackup_info"],
            &[
                "error: b: says nowhere when the backup was taken: there is no xtrabackup_info in it, and no log was given; \
               give the log that was written while the backup was taken",
                "warning: b: has no xtrabackup_info or mariadb_backup_info in its root; check that it is the directory of a \
               backup that finished (innobackupex before 2.2 wrote none)",
            ],
        ),
        (
            &["./xtrabackup_logfile"],
            &[
                "warning: b: has no xtrabackup_logfile or ib_logfile0 in its root; check that no file was removed: without the \
               redo log a backup cannot be prepared",
            ],
        ),
        (&["./xtrabackup_binlog_info"], &[]),
    ] {
        let changes: Vec<_> = missing.iter().map(|name| (*name, None)).collect();
        says(&tar(&but(&changes)), &findings.iter().map(ToString::to_string).collect::<Vec<_>>());
    }
    says(
        &tar(&[("./etc/passwd".to_owned(), b"x".to_vec())]),
        &[
            format!(
                "error: b: holds no backup of xtrabackup or mariadb-backup: its root has none of their files; {PACK}"
            ),
            "error: b: says nowhere when the backup was taken: there is no xtrabackup_info in it, and no log was given; give \
             the log that was written while the backup was taken"
                .to_owned(),
        ],
    );
}

#[test]
fn names_of_mariadb_11() {
    let renamed: Vec<_> = files()
        .into_iter()
        .map(|(name, content)| {
            let name = match &*name {
                "./xtrabackup_logfile" => "./ib_logfile0".to_owned(),
                other => other.replace("./xtrabackup_", "mariadb_backup_"),
            };
            (name, content)
        })
        .collect();
    says(&tar(&renamed), &[]);
}

#[test]
fn what_the_tool_compressed_or_encrypted() {
    let compressed = "is compressed by the backup tool, which the service does not take";
    let encrypted = "is encrypted by the backup tool, which the service does not take";
    for (name, content, what, mend) in [
        ("./shop/orders.ibd.qp", "x", compressed, UNCOMPRESSED),
        ("./shop/orders.ibd.lz4", "x", compressed, UNCOMPRESSED),
        ("./shop/orders.ibd.zst", "x", compressed, UNCOMPRESSED),
        ("./shop/orders.ibd", "qpress10x", compressed, UNCOMPRESSED),
        ("./shop/orders.ibd.xbcrypt", "x", encrypted, UNENCRYPTED),
        ("./shop/orders.ibd.qp.xbcrypt", "x", encrypted, UNENCRYPTED),
        ("./shop/orders.ibd", "XBCRYP03x", encrypted, UNENCRYPTED),
    ] {
        says(
            &tar(&but(&[(name, Some(content))])),
            &[format!("error: b, member {name}: {what}; {mend}")],
        );
    }
    says(
        &tar(&but(&[("./a.qp", Some("x")), ("./b.qp", Some("x")), ("./c.qp", Some("x"))])),
        &[format!(
            "error: b, member ./a.qp: {compressed} (the first of 3 such members); {UNCOMPRESSED}"
        )],
    );
    says(
        &tar(&but(&[("./backup.xbs", Some("XBSTCK01x"))])),
        &["error: b, member ./backup.xbs: is an xbstream, which the service does not take; unpack it with `xbstream -x -C DIR` \
           (mbstream for MariaDB) and pack DIR from inside with `tar -C DIR -czf backup.tar.gz .`"
            .to_owned()],
    );
}

/// A backup with one more member in it.
fn with(member: Vec<u8>) -> Vec<u8> {
    ended([members(&files()), member].concat())
}

#[test]
fn paths_that_lead_elsewhere() {
    let file = |name: &str| with(member(name, EntryType::Regular, 0o640, b"x"));
    says(
        &file("/etc/passwd"),
        &[format!("error: b, member /etc/passwd: has an absolute path; {PACK}")],
    );
    for name in ["./../x", "a/../../x", "..", "./shop/.."] {
        says(
            &file(name),
            &[format!(
                "error: b, member {name}: has a path that leads out of the directory with `..`; {PACK}"
            )],
        );
    }
    says(&file("./shop/..orders"), &[]);
    says(
        &file("./shop/orders.ibd"),
        &[format!(
            "warning: b, member ./shop/orders.ibd: stands in the archive twice, and the later one wins when it is unpacked; \
             {PACK}"
        )],
    );
    // In one line, whatever the name.
    says(
        &file("/a\nerror\u{1b}[31m"),
        &[format!("error: b, member /a\\nerror\\u{{1b}}[31m: has an absolute path; {PACK}")],
    );
}

#[test]
fn types_that_are_no_files() {
    let link = "is a symbolic link, and what it points to is not in the backup; put the file itself in its place, or remove \
                the link if the backup does not need it";
    let device = "is a device, a pipe or a socket, which no backup needs; remove it from the directory before packing";
    let other = "is of a type that not all programs can unpack; pack the directory with `tar -C DIR -czf backup.tar.gz .`, \
                 without other options";
    for (kind, what) in [
        (EntryType::Symlink, link),
        (EntryType::Fifo, device),
        (EntryType::Char, device),
        (EntryType::Block, device),
        (EntryType::new(b'V'), other),
    ] {
        says(&with(member("./x", kind, 0o640, b"")), &[format!("warning: b, member ./x: {what}")]);
    }
    says(&with(member("./x", EntryType::Link, 0o640, b"")), &[]);
    says(&with(member("./folder/", EntryType::Directory, 0o700, b"")), &[]);
}

#[test]
fn the_mode_of_the_directory() {
    let mut archive = member("./", EntryType::Directory, 0o700, b"");
    archive.extend(&members(&files())[512..]);
    says(
        &ended(archive),
        &["warning: b, member ./: is the backup's directory and has another mode than 755; run `chmod 755 DIR` before \
           packing it"
            .to_owned()],
    );
}

#[test]
fn sparse_members() {
    let sparse = "error: b, member ./x: is sparse, which not all programs can unpack; pack the directory with tar without \
                  --sparse (-S)";
    says(&with(member("./x", EntryType::GNUSparse, 0o640, b"")), &[sparse.to_owned()]);
    let pax = [
        member("./PaxHeaders/x", EntryType::XHeader, 0o640, b"22 GNU.sparse.major=1\n"),
        member("./x", EntryType::Regular, 0o640, b"data"),
    ];
    says(&with(pax.concat()), &[sparse.to_owned()]);
}

#[test]
fn long_names() {
    let long = "d/".repeat(100) + "orders.ibd.qp";
    let finding = format!(
        "error: b, member {long}: is compressed by the backup tool, which the service does not take; {UNCOMPRESSED}"
    );
    let gnu = [
        member("././@LongLink", EntryType::GNULongName, 0o644, format!("{long}\0").as_bytes()),
        member("d/", EntryType::Regular, 0o640, b"data"),
    ];
    says(&with(gnu.concat()), std::slice::from_ref(&finding));
    let record = format!("{} path={long}\n", long.len() + 10);
    let pax = [
        member("./PaxHeaders/x", EntryType::XHeader, 0o644, record.as_bytes()),
        member("cut", EntryType::Regular, 0o640, b"data"),
    ];
    says(&with(pax.concat()), &[finding]);
}

#[test]
fn sizes_that_no_file_has() {
    let at = members(&files()).len();
    let absurd = [format!(
        "error: b: has a header at byte {at} of the archive with a name or a size that no file has; pack the backup's \
         directory again, and check that the disk was not full"
    )];
    for (kind, size) in [
        (EntryType::Regular, u64::MAX),
        (EntryType::Regular, 1 << 63),
        (EntryType::GNULongName, 64 * 1024 + 1),
        (EntryType::GNULongLink, 1 << 40),
        (EntryType::XHeader, 1024 * 1024 + 1),
        (EntryType::XGlobalHeader, 1 << 62),
    ] {
        let mut header = header("./x", kind, 0o640, size);
        header.set_cksum();
        says(&with(header.as_bytes().to_vec()), &absurd);
    }
    let mut huge = header("./x", EntryType::Regular, 0o640, i64::MAX.unsigned_abs());
    huge.set_cksum();
    says(
        &with(huge.as_bytes().to_vec()),
        &["error: b: ends in the midst of a member after the member ./xtrabackup_logfile; pack the backup's directory again, \
           and check that the disk was not full"
            .to_owned()],
    );
    let large = "x".repeat(1024 * 1024 + 1);
    let said = Folder::new()
        .archive(&Preflight::new(), &tar(&but(&[("./xtrabackup_info", Some(&large))])));
    assert_eq!(
        said[1],
        "warning: b, member ./xtrabackup_info: is larger than any such file; check that it is the file that the backup tool \
         wrote"
    );
}

#[test]
fn an_archive_of_nothing() {
    let said = Folder::new().archive(&Preflight::new(), &[0; 10240]);
    assert_eq!(
        said[0],
        "error: b: holds no member; pack the backup's directory again, and check that the disk was not full"
    );
}
