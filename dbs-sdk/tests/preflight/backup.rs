//! Backups to look at: the files of a small one, and archives of them.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use dbs_sdk::preflight::{Preflight, Report};
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

pub(crate) const INFO: &str = "\
uuid = 0d8e9a1c
name =
tool_name = innobackupex
tool_command = --user=root --password=... /data/backup/
tool_version = 2.4.29
server_version = 5.5.62-log
start_time = 2024-09-25 17:46:21
end_time = 2024-09-25 17:46:58
binlog_pos = filename 'mysql-bin.000001', position '107'
innodb_from_lsn = 0
innodb_to_lsn = 44894
partial = N
incremental = N
format = file
compressed = N
encrypted = N
";

pub(crate) const LOG: &str = "\
240925 17:46:21 innobackupex: Starting the backup operation
240925 17:46:21 Connecting to MySQL server host: localhost, user: root, password: set
Using server version 5.5.62-log
240925 17:46:58 Backup created in directory '/data/backup/'
MySQL binlog position: filename 'mysql-bin.000001', position '107'
240925 17:46:58 completed OK!
";

pub(crate) const CHECKPOINTS: &str =
    "backup_type = full-backuped\nfrom_lsn = 0\nto_lsn = 44894\nlast_lsn = 44894\n";

/// A backup of a server of the version that the service's page names.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    [
        ("./backup-my.cnf", "[mysqld]\n"),
        ("./ibdata1", "pages"),
        ("./shop/orders.ibd", "pages"),
        ("./xtrabackup_binlog_info", "mysql-bin.000001\t107\n"),
        ("./xtrabackup_checkpoints", CHECKPOINTS),
        ("./xtrabackup_info", INFO),
        ("./xtrabackup_logfile", "redo"),
    ]
    .map(|(name, content)| (name.to_owned(), content.as_bytes().to_vec()))
    .to_vec()
}

/// The same backup with some files replaced, added, or, without content, left out.
pub(crate) fn but(changes: &[(&str, Option<&str>)]) -> Vec<(String, Vec<u8>)> {
    let mut files = files();
    for (name, content) in changes {
        files.retain(|(known, _)| known != name);
        if let Some(content) = content {
            files.push(((*name).to_owned(), content.as_bytes().to_vec()));
        }
    }
    files
}

/// A tar of these members behind the entry of the directory itself, without the end.
pub(crate) fn members(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = member("./", tar::EntryType::Directory, 0o755, b"");
    for (name, content) in files {
        archive.extend(member(name, tar::EntryType::Regular, 0o640, content));
    }
    archive
}

/// A whole tar of these members.
pub(crate) fn tar(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    ended(members(files))
}

/// One member: header, content, padding.
pub(crate) fn member(name: &str, kind: tar::EntryType, mode: u32, content: &[u8]) -> Vec<u8> {
    let mut header = header(name, kind, mode, content.len() as u64);
    header.set_cksum();
    let mut member = header.as_bytes().to_vec();
    member.extend(content);
    member.resize(member.len().next_multiple_of(512), 0);
    member
}

/// A header without its checksum.
pub(crate) fn header(name: &str, kind: tar::EntryType, mode: u32, size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    // As it stands: the crate's own way refuses the paths that are to be refused here.
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_size(size);
    header
}

pub(crate) fn ended(mut archive: Vec<u8>) -> Vec<u8> {
    archive.resize(archive.len() + 1024, 0);
    archive
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A folder of a test, with files in it.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// What preflight says, line by line, without the folder's name.
    pub(crate) fn said(&self, report: &Report) -> Vec<String> {
        let folder = format!("{}/", self.path().display());
        report.findings().iter().map(|finding| finding.to_string().replace(&folder, "")).collect()
    }

    /// What `preflight` says of an archive of these bytes.
    pub(crate) fn archive(&self, preflight: &Preflight, bytes: &[u8]) -> Vec<String> {
        let path = self.put("b", bytes);
        self.said(&preflight.archive(path))
    }
}
