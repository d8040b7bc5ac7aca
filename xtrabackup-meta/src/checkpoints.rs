//! `xtrabackup_checkpoints`, `mariadb_backup_checkpoints`.

use std::io::Read;

use crate::lines::{Lines, small};
use crate::{Error, ErrorKind, binlog};

/// What the file that steers prepares and incremental backups says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checkpoints {
    /// State of the backup directory.
    pub backup_type: BackupType,
    /// First LSN of the backup, 0 for a full one.
    pub from_lsn: Option<u64>,
    /// LSN up to which an incremental backup may begin.
    pub to_lsn: Option<u64>,
    /// Last LSN of the copied redo log.
    pub last_lsn: Option<u64>,
}

/// State of a backup directory.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BackupType {
    /// `full-backuped`: as the backup run left it.
    Full,
    /// `incremental`: the changes since another backup.
    Incremental,
    /// `log-applied`: prepared, further incremental backups can be applied.
    LogApplied,
    /// `full-prepared`: prepared to the end.
    FullPrepared,
    /// Another word, as it stands.
    Other(String),
}

impl Checkpoints {
    /// Reads the file from `source`.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if `source` fails, [`ErrorKind::TooLarge`] beyond 16 MiB, and those of
    /// [`parse`](Self::parse).
    pub fn read(source: impl Read) -> Result<Self, Error> {
        Self::parse(&small(source)?)
    }

    /// Reads the file. A number that the end of the file may have cut is no fact.
    ///
    /// # Errors
    /// [`ErrorKind::NoBackup`] without `backup_type`, [`ErrorKind::Malformed`] if an LSN is not a
    /// number, [`ErrorKind::Disputed`] if a key has two values.
    pub fn parse(file: &[u8]) -> Result<Self, Error> {
        let mut values: [Option<(String, u64)>; 4] = Default::default();
        let mut disputed = None;
        let mut lines = Lines::new(file);
        while let Some(line) = lines.next()? {
            let Some(at) = memchr::memchr(b'=', line.bytes).filter(|_| line.whole) else {
                continue;
            };
            let (name, value) = (line.bytes[..at].trim_ascii(), line.bytes[at + 1..].trim_ascii());
            let Some(key) = KEYS.iter().position(|key| key.as_bytes() == name) else {
                continue;
            };
            let value = String::from_utf8_lossy(value).into_owned();
            match &values[key] {
                None => values[key] = Some((value, line.number)),
                Some((known, _)) if *known == value => {}
                Some((_, first)) => _ = disputed.get_or_insert((key, *first, line.number)),
            }
        }
        if let Some((key, first, line)) = disputed {
            let message = format!(
                "line {line} gives {} another value than line {first}; check that the file is one \
                 backup's own",
                KEYS[key]
            );
            return Err(Error::new(ErrorKind::Disputed, Some(line), message));
        }
        let [backup_type, from_lsn, to_lsn, last_lsn] = values;
        let Some((backup_type, _)) = backup_type else {
            let message = "the file has no backup_type; give the file xtrabackup_checkpoints or \
                           mariadb_backup_checkpoints of the backup directory";
            return Err(Error::new(ErrorKind::NoBackup, None, message));
        };
        Ok(Self {
            backup_type: BackupType::from(backup_type),
            from_lsn: lsn(KEYS[1], from_lsn)?,
            to_lsn: lsn(KEYS[2], to_lsn)?,
            last_lsn: lsn(KEYS[3], last_lsn)?,
        })
    }
}

const KEYS: [&str; 4] = ["backup_type", "from_lsn", "to_lsn", "last_lsn"];

impl From<String> for BackupType {
    fn from(word: String) -> Self {
        match &*word {
            "full-backuped" => Self::Full,
            "incremental" => Self::Incremental,
            "log-applied" => Self::LogApplied,
            "full-prepared" => Self::FullPrepared,
            _ => Self::Other(word),
        }
    }
}

fn lsn(key: &str, found: Option<(String, u64)>) -> Result<Option<u64>, Error> {
    let Some((value, line)) = found else { return Ok(None) };
    binlog::lsn(value.as_bytes()).map(Some).ok_or_else(|| {
        let message = format!(
            "{key} in line {line} is not a number; check that the file is as the tool wrote it"
        );
        Error::new(ErrorKind::Malformed, Some(line), message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full() {
        let file = b"backup_type = full-backuped\r\nfrom_lsn = 0\nto_lsn = 44894\n\
                     last_lsn = 3178051\nrecover_binlog_info = 0\n";
        let found = Checkpoints::parse(file).unwrap();
        let wanted = Checkpoints {
            backup_type: BackupType::Full,
            from_lsn: Some(0),
            to_lsn: Some(44894),
            last_lsn: Some(3_178_051),
        };
        assert_eq!(found, wanted);
    }

    #[test]
    fn two_part_numbers_of_mysql_5_1() {
        let file = b"backup_type = incremental\nfrom_lsn = 0:1291135\nto_lsn = 1:5\n";
        let found = Checkpoints::parse(file).unwrap();
        assert_eq!((found.from_lsn, found.to_lsn), (Some(1_291_135), Some((1 << 32) + 5)));
        assert_eq!(found.backup_type, BackupType::Incremental);
    }

    #[test]
    fn a_cut_number_is_no_fact() {
        let found = Checkpoints::parse(b"backup_type = full-prepared\nto_lsn = 44").unwrap();
        assert_eq!((found.backup_type, found.to_lsn), (BackupType::FullPrepared, None));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (file, kind, message) in [
            (
                "uuid = x\n",
                ErrorKind::NoBackup,
                "the file has no backup_type; give the file xtrabackup_checkpoints or \
                 mariadb_backup_checkpoints of the backup directory",
            ),
            (
                "backup_type = x\nto_lsn = -1\n",
                ErrorKind::Malformed,
                "to_lsn in line 2 is not a number; check that the file is as the tool wrote it",
            ),
            (
                "backup_type = x\nto_lsn = 1\nto_lsn = 2\n",
                ErrorKind::Disputed,
                "line 3 gives to_lsn another value than line 2; check that the file is one \
                 backup's own",
            ),
        ] {
            let error = Checkpoints::parse(file.as_bytes()).unwrap_err();
            assert_eq!((error.kind(), &*error.to_string()), (kind, message));
        }
    }
}
