//! A look at a backup before the first request: preflight, and what DBS is told beside the bytes.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

use xtrabackup_meta::{BackupInfo, BackupLog, CompletedBackup};

use crate::binlogs::{BinlogSeries, RegisteredLog};
use crate::error::{Error, ErrorKind};
use crate::extra_meta::ExtraMeta;
use crate::preflight::{Finding, Mode, Preflight, Report, verdict};
use crate::zone::Zone;

/// This much of a stream is looked at.
const HEAD: u64 = 64 << 10;

/// A reader whose first bytes were read, and come again.
type Again<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// Looks at a backup before the first request, and finds its metadata. The options are those of the
/// upload guide's script, and those of [`Preflight`].
///
/// The metadata of a full backup come from its log, else from the info file that is named, else from
/// the backup itself. Where several speak, they must not contradict each other. The metadata of a log
/// backup are its times: given, or read from the binlog.
///
/// Files are read on the calling thread. `hear` is called with each [`Finding`], the worst first, also
/// where an error is the answer.
///
/// ```no_run
/// use dbs_sdk::{Inspection, Registration};
///
/// let inspection = Inspection {
///     xtrabackup_log_path: Some("xtrabackup.log".into()),
///     zone: Some("Asia/Shanghai".parse()?),
///     ..Inspection::default()
/// };
/// let meta = inspection.archive("backup.tar.gz", |finding| eprintln!("{finding}"))?;
/// let registration = Registration::new("cn-hangzhou", "ds-…", "backup.tar.gz", meta);
/// # Ok::<(), dbs_sdk::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
#[allow(
    clippy::exhaustive_structs,
    reason = "options, each with a default: `..Inspection::default()` takes up new ones"
)]
pub struct Inspection {
    /// How closely the backup is looked at.
    pub mode: Mode,
    /// Whether a warning of preflight is an error too.
    pub strict: bool,
    /// `region_code`: region of the data source, to be compared with the service's page.
    pub region_code: Option<String>,
    /// `xtrabackup_log_path` of a full backup: what the backup tool wrote to standard error.
    pub xtrabackup_log_path: Option<PathBuf>,
    /// `xtrabackup_info_path` of a full backup: its `xtrabackup_info` or `mariadb_backup_info`, where
    /// it is not in the backup itself.
    pub xtrabackup_info_path: Option<PathBuf>,
    /// `begin_time` of a log backup: time of the first event, `yyyy-mm-dd hh:mm:ss`.
    pub begin_time: Option<String>,
    /// `end_time` of a log backup: time of the last event, `yyyy-mm-dd hh:mm:ss`.
    pub end_time: Option<String>,
    /// Where the clock ran that the times were read from; else this machine's zone.
    pub zone: Option<Zone>,
}

impl Inspection {
    /// Of a full backup in a directory that is to be packed.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if it is no directory, preflight refuses it, an option is one of log
    /// backups, there are no metadata, or a file cannot be read or is not of a finished backup; and
    /// those of [`ExtraMeta::full_backup`].
    pub fn directory(
        &self,
        path: impl AsRef<Path>,
        hear: impl FnMut(&Finding),
    ) -> Result<ExtraMeta, Error> {
        let path = path.as_ref();
        if !path.is_dir() {
            let what = if path.exists() { "is no directory" } else { "is not there" };
            return Err(wrong(format!("the backup's directory {} {what}", path.display())));
        }
        let info = ["xtrabackup_info", "mariadb_backup_info"].map(|name| path.join(name));
        let info = info.iter().find(|path| path.is_file());
        self.full_backup(&self.preflight().directory(path), info.map(PathBuf::as_path), hear)
    }

    /// Of a full backup packed as tar or tar.gz.
    ///
    /// # Errors
    /// Those of [`directory`](Self::directory).
    pub fn archive(
        &self,
        path: impl AsRef<Path>,
        hear: impl FnMut(&Finding),
    ) -> Result<ExtraMeta, Error> {
        self.full_backup(&self.preflight().archive(path), None, hear)
    }

    /// Of a full backup that comes as a stream of tar or tar.gz. Its first bytes are read; the reader
    /// in the answer gives them again.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the stream cannot be read or is empty, and those of
    /// [`directory`](Self::directory).
    pub fn reader<R: Read>(
        &self,
        mut reader: R,
        hear: impl FnMut(&Finding),
    ) -> Result<(Again<R>, ExtraMeta), Error> {
        let mut head = Vec::new();
        let read = reader.by_ref().take(HEAD).read_to_end(&mut head);
        read.map_err(|error| wrong("the stream cannot be read").because(error))?;
        if head.is_empty() {
            return Err(wrong("the stream is empty: a backup has bytes"));
        }
        let meta = self.full_backup(&self.preflight().head(&head), None, hear)?;
        Ok((Cursor::new(head).chain(reader), meta))
    }

    /// Of binlogs: each with its metadata, in the order in which the server wrote them. `earlier` is
    /// what was registered before for the same data source, such as
    /// [`RegisteredLog::noted_in`] tells.
    ///
    /// One file may be of any kind if both times are given and the mode is [`Mode::Off`].
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if preflight refuses a file or the sequence, a file has no times, or an
    /// option is one of full backups; and those of [`ExtraMeta::log_backup`] and
    /// [`ExtraMeta::log_backup_of`].
    pub fn binlogs(
        &self,
        paths: &[impl AsRef<Path>],
        earlier: &[RegisteredLog],
        hear: impl FnMut(&Finding),
    ) -> Result<Vec<(PathBuf, ExtraMeta)>, Error> {
        let given = self.times()?;
        if given.is_some() && paths.len() > 1 {
            return Err(wrong(
                "begin_time and end_time are those of one file: leave them out, and the times of \
                 each are read from it",
            ));
        }
        let series = BinlogSeries::read(paths);
        let timeless = given.is_none() && series.files().len() < paths.len();
        // What has no times cannot be registered, whatever is looked at.
        if self.mode != Mode::Off || timeless {
            let findings = series.findings(earlier);
            findings.iter().for_each(hear);
            verdict(&findings, self.strict)?;
        }
        match given {
            Some(meta) => {
                Ok(paths.iter().map(|path| (path.as_ref().to_owned(), meta.clone())).collect())
            }
            None => series
                .files()
                .iter()
                .map(|file| Ok((file.path.clone(), file.extra_meta()?)))
                .collect(),
        }
    }

    /// `own_info`: that which lies in the backup, where preflight may not have read it.
    fn full_backup(
        &self,
        report: &Report,
        own_info: Option<&Path>,
        hear: impl FnMut(&Finding),
    ) -> Result<ExtraMeta, Error> {
        report.findings().iter().for_each(hear);
        let backup = self.completed_backup(report, own_info)?;
        let meta = ExtraMeta::full_backup(&backup, &self.zone()?)?;
        report.verdict(self.strict)?;
        Ok(meta)
    }

    fn completed_backup(
        &self,
        report: &Report,
        own_info: Option<&Path>,
    ) -> Result<CompletedBackup, Error> {
        if self.begin_time.is_some() || self.end_time.is_some() {
            return Err(wrong(
                "begin_time and end_time are for LogBackup: the times of a FullBackup come from its log or xtrabackup_info",
            ));
        }
        match (&self.xtrabackup_log_path, &self.xtrabackup_info_path) {
            (Some(log), None) => of_log(log),
            // Preflight has compared them.
            (Some(log), Some(_)) if self.mode != Mode::Off => of_log(log),
            (Some(_), Some(_)) => Err(wrong(
                "give xtrabackup_log_path or xtrabackup_info_path, not both: they may speak of two backups",
            )),
            (None, Some(info)) => of_info(info),
            (None, None) => {
                if let Some(backup) = report.completed_backup() {
                    return Ok(backup.clone());
                }
                // The finding that says why is the better message.
                report.verdict(self.strict)?;
                own_info.map_or_else(
                    || {
                        Err(wrong(
                            "a FullBackup needs its metadata: give xtrabackup_log_path or xtrabackup_info_path",
                        ))
                    },
                    of_info,
                )
            }
        }
    }

    /// Of a log backup whose times are given.
    fn times(&self) -> Result<Option<ExtraMeta>, Error> {
        if self.xtrabackup_log_path.is_some() || self.xtrabackup_info_path.is_some() {
            return Err(wrong(
                "xtrabackup_log_path and xtrabackup_info_path are for FullBackup: a LogBackup has begin_time and end_time",
            ));
        }
        match (&self.begin_time, &self.end_time) {
            (Some(begin), Some(end)) => ExtraMeta::log_backup(begin, end, &self.zone()?).map(Some),
            (Some(_), None) => Err(wrong("end_time is missing")),
            (None, Some(_)) => Err(wrong("begin_time is missing")),
            (None, None) => Ok(None),
        }
    }

    fn preflight(&self) -> Preflight {
        let mut preflight = Preflight::new().mode(self.mode);
        if let Some(region) = &self.region_code {
            preflight = preflight.region(region);
        }
        if let Some(path) = &self.xtrabackup_log_path {
            preflight = preflight.log_path(path);
        }
        if let Some(path) = &self.xtrabackup_info_path {
            preflight = preflight.info_path(path);
        }
        preflight
    }

    fn zone(&self) -> Result<Zone, Error> {
        self.zone.clone().map_or_else(Zone::system, Ok)
    }
}

fn of_log(path: &Path) -> Result<CompletedBackup, Error> {
    BackupLog::read(open(path)?)
        .and_then(|log| log.completed_backup())
        .map_err(|error| no_backup(path, error))
}

fn of_info(path: &Path) -> Result<CompletedBackup, Error> {
    BackupInfo::read(open(path)?)
        .and_then(|info| info.completed_backup())
        .map_err(|error| no_backup(path, error))
}

fn open(path: &Path) -> Result<File, Error> {
    File::open(path)
        .map_err(|error| wrong(format!("{} cannot be read", path.display())).because(error))
}

fn no_backup(path: &Path, error: xtrabackup_meta::Error) -> Error {
    wrong(format!("{} gives no metadata of a finished backup", path.display())).because(error)
}

fn wrong(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Input, message)
}
