//! From the options of the upload guide's script to the metadata of a backup set.

use std::fs::File;
use std::path::{Path, PathBuf};

use xtrabackup_meta::{BackupInfo, BackupLog, CompletedBackup};

use crate::error::{Error, ErrorKind};
use crate::extra_meta::{BackupType, ExtraMeta};
use crate::zone::Zone;

/// Where the metadata of a backup set comes from, in the options of the upload guide's script.
/// [`extra_meta`](Self::extra_meta) checks that they fit together.
#[derive(Debug, Clone, Default)]
#[allow(clippy::exhaustive_structs, reason = "these are the script's options, all of them")]
pub struct MetaOptions {
    /// `data_type`: `FullBackup` or `LogBackup`.
    pub data_type: Option<String>,
    /// `xtrabackup_log_path`: what the backup tool wrote to standard error.
    pub xtrabackup_log_path: Option<PathBuf>,
    /// `xtrabackup_info_path`: the backup's `xtrabackup_info` or `mariadb_backup_info`.
    pub xtrabackup_info_path: Option<PathBuf>,
    /// `begin_time`: time of the first event of a LogBackup, `yyyy-mm-dd hh:mm:ss`.
    pub begin_time: Option<String>,
    /// `end_time`: time of the last event of a LogBackup, `yyyy-mm-dd hh:mm:ss`.
    pub end_time: Option<String>,
}

impl MetaOptions {
    /// The metadata. Files are read, on the calling thread. `zone` is where the clock ran that the
    /// times were read from.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if an option is missing or belongs to the other type, a file cannot be
    /// read or is not of a finished backup, and those of [`ExtraMeta::full_backup`] and
    /// [`ExtraMeta::log_backup`].
    pub fn extra_meta(&self, zone: &Zone) -> Result<ExtraMeta, Error> {
        let data_type = self.data_type.as_deref().ok_or_else(|| missing("data_type"))?;
        match data_type.parse()? {
            BackupType::FullBackup => ExtraMeta::full_backup(&self.completed_backup()?, zone),
            BackupType::LogBackup => {
                if self.xtrabackup_log_path.is_some() || self.xtrabackup_info_path.is_some() {
                    return Err(wrong(
                        "xtrabackup_log_path and xtrabackup_info_path are for FullBackup: a LogBackup has begin_time and end_time",
                    ));
                }
                let begin = self.begin_time.as_deref().ok_or_else(|| missing("begin_time"))?;
                let end = self.end_time.as_deref().ok_or_else(|| missing("end_time"))?;
                ExtraMeta::log_backup(begin, end, zone)
            }
        }
    }

    fn completed_backup(&self) -> Result<CompletedBackup, Error> {
        if self.begin_time.is_some() || self.end_time.is_some() {
            return Err(wrong(
                "begin_time and end_time are for LogBackup: the times of a FullBackup come from its log or xtrabackup_info",
            ));
        }
        match (&self.xtrabackup_log_path, &self.xtrabackup_info_path) {
            (Some(path), None) => BackupLog::read(open(path)?)
                .and_then(|log| log.completed_backup())
                .map_err(|error| no_backup(path, error)),
            (None, Some(path)) => BackupInfo::read(open(path)?)
                .and_then(|info| info.completed_backup())
                .map_err(|error| no_backup(path, error)),
            (None, None) => Err(wrong(
                "a FullBackup needs its metadata: give xtrabackup_log_path or xtrabackup_info_path",
            )),
            (Some(_), Some(_)) => Err(wrong(
                "give xtrabackup_log_path or xtrabackup_info_path, not both: they may speak of two backups",
            )),
        }
    }
}

fn open(path: &Path) -> Result<File, Error> {
    File::open(path)
        .map_err(|error| wrong(&format!("{} cannot be read", path.display())).because(error))
}

fn no_backup(path: &Path, error: xtrabackup_meta::Error) -> Error {
    wrong(&format!("{} gives no metadata of a finished backup", path.display())).because(error)
}

fn missing(option: &str) -> Error {
    wrong(&format!("{option} is missing"))
}

fn wrong(message: &str) -> Error {
    Error::new(ErrorKind::Input, message)
}
