//! What a file is, by its first bytes.

use std::fmt;

use super::tar;

/// What a source is, by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Container {
    /// A tar archive.
    Tar,
    /// A gzip of a tar archive.
    TarGz,
    /// A directory, to be packed.
    Directory,
}

impl Container {
    /// `tar`, `tar.gz` or `directory`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tar => "tar",
            Self::TarGz => "tar.gz",
            Self::Directory => "directory",
        }
    }
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the first bytes of a file, or of what a gzip holds, show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Gzip,
    /// A header of tar, or the zeros that end one.
    Tar,
    Xbstream,
    /// Something else that has a name, and what to do with it.
    Other(&'static str, &'static str),
    Unknown,
}

pub(super) const PACK: &str = "pack the backup's directory with `tar -C DIR -czf backup.tar.gz .`, or hand over the directory \
                               itself";
const REPACK_WITHOUT: &str =
    "decompress it, or pack the backup's directory with `tar -C DIR -czf backup.tar.gz .`";
const UNPACK: &str = "unpack it and pack the backup's directory with `tar -C DIR -czf backup.tar.gz .`, or hand over the \
                      directory itself";
const PHYSICAL: &str = "take a physical backup with xtrabackup or mariadb-backup";
const DECRYPT: &str = "decrypt it first: the service cannot";

/// First bytes by which formats are known. Sources: RFC 1952 (gzip), RFC 8878 (zstd), the LZ4 frame
/// format, the xz, bzip2, ZIP and 7z file formats, OpenSSL's `enc`, qpress 1.1, the xbstream and
/// xbcrypt chunk headers of xtrabackup 2.4 and 8.0, MySQL's binary log.
const MAGIC: [(&[u8], Start); 17] = [
    (b"\x1f\x8b", Start::Gzip),
    (b"XBSTCK01", Start::Xbstream),
    (b"XBCRYP0", Start::Other("a backup encrypted by xbcrypt", DECRYPT)),
    (b"\x28\xb5\x2f\xfd", Start::Other("compressed by zstd", REPACK_WITHOUT)),
    (b"\xfd7zXZ\0", Start::Other("compressed by xz", REPACK_WITHOUT)),
    (b"BZh", Start::Other("compressed by bzip2", REPACK_WITHOUT)),
    (b"\x04\x22\x4d\x18", Start::Other("compressed by lz4", REPACK_WITHOUT)),
    (b"qpress10", Start::Other("compressed by qpress", REPACK_WITHOUT)),
    (b"\x1f\x9d", Start::Other("compressed by compress", REPACK_WITHOUT)),
    (b"PK\x03\x04", Start::Other("a zip archive", UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Start::Other("a 7z archive", UNPACK)),
    (b"Rar!", Start::Other("a rar archive", UNPACK)),
    (b"Salted__", Start::Other("encrypted by openssl", DECRYPT)),
    (b"-----BEGIN PGP", Start::Other("encrypted by gpg", DECRYPT)),
    (
        b"\xfebin",
        Start::Other("a binary log", "upload binary logs as a LogBackup (data_type LogBackup)"),
    ),
    (b"-- M", Start::Other("a dump of SQL", PHYSICAL)),
    (b"/*M!99", Start::Other("a dump of SQL", PHYSICAL)),
];

/// Judges the first bytes, of which the first 512 count.
pub(super) fn start(head: &[u8]) -> Start {
    // The name of the first member may look like anything, its checksum does not.
    if head.first_chunk().is_some_and(|block| tar::is_header(block) || tar::is_end(block)) {
        return Start::Tar;
    }
    let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic));
    known.map_or(Start::Unknown, |(_, start)| *start)
}
