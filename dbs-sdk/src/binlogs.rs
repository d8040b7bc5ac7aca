//! Binary logs as log backups: in which order, over which times, and what is missing between them.

mod judge;
mod name;

use std::fs::File;
use std::path::{Path, PathBuf};

use xtrabackup_meta::Binlog;

use crate::error::Error;
use crate::extra_meta::{BackupType, ExtraMeta};
use crate::preflight::{Check, Finding, Severity};
use crate::register::StateDir;
use name::BinlogName;

/// Binary logs of one server, in the order in which it wrote them.
///
/// A backup set of the service is one file with one span of time, so each binlog becomes a
/// [`LogBackup`](crate::BackupType::LogBackup) of its own, to be registered one after the other: a
/// run that ends early has then registered the older ones, without a gap.
///
/// ```no_run
/// use dbs_sdk::{BinlogSeries, RegisteredLog, Registration, StateDir};
///
/// # async fn night(client: dbs_sdk::Client) -> Result<(), dbs_sdk::Error> {
/// let state = StateDir::new("/var/lib/dbs-sdk");
/// let series = BinlogSeries::read(["mysql-bin.000012", "mysql-bin.000013"]);
/// for finding in series.findings(&RegisteredLog::noted_in(&state, "ds-…")) {
///     eprintln!("{finding}");
/// }
/// for file in series.files() {
///     let registration = Registration::new("cn-hangzhou", "ds-…", &file.path, file.extra_meta()?);
///     client.register(&registration.state_dir(state.clone())).await?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct BinlogSeries {
    files: Vec<BinlogFile>,
    unread: Vec<Unread>,
}

/// A binary log that could be read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BinlogFile {
    /// Where it lies.
    pub path: PathBuf,
    /// The name of the file, such as `mysql-bin.000012`.
    pub name: String,
    /// What the headers of its events say.
    pub binlog: Binlog,
    numbered: Option<BinlogName>,
}

/// A log backup that was registered earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegisteredLog {
    /// Its name, which is that of the binlog.
    pub name: String,
    /// `dataBegin`, epoch milliseconds.
    pub begin_ms: i64,
    /// `dataEnd`, epoch milliseconds.
    pub end_ms: i64,
}

/// A file that gives no times, though its name has a place in the sequence.
#[derive(Debug, Clone)]
struct Unread {
    path: PathBuf,
    numbered: Option<BinlogName>,
    finding: Finding,
}

impl BinlogSeries {
    /// Reads the event headers of each file, on the calling thread, and sorts the files by name and
    /// number. A file that cannot be read is not among [`files`](Self::files) but among the
    /// [`findings`](Self::findings).
    pub fn read(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        let mut series = Self::default();
        for path in paths {
            series.add(path.as_ref());
        }
        series.files.sort_by(|one, other| one.order().cmp(&other.order()));
        series
    }

    /// The files that could be read: those with a number by base name and number, then the others by
    /// their first event.
    pub fn files(&self) -> &[BinlogFile] {
        &self.files
    }

    /// What is wrong or odd with the files, with the sequence they make, and with that sequence beside
    /// what was registered `earlier` for the same data source. The worst comes first.
    ///
    /// Errors are files that cannot be read, that are given twice, that are of two servers, or whose
    /// times cannot be told. Warnings are gaps in the numbers, overlaps in the times, and files that
    /// are not closed. What was registered earlier fills gaps between the files, and the other way
    /// round; if numbers began anew since (`RESET MASTER`), only what is of the newer numbering counts.
    pub fn findings(&self, earlier: &[RegisteredLog]) -> Vec<Finding> {
        let mut findings: Vec<_> = self.unread.iter().map(|file| file.finding.clone()).collect();
        findings.extend(judge::findings(self, earlier));
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings
    }

    fn add(&mut self, path: &Path) {
        let (path, name) = (path.to_owned(), path.file_name().unwrap_or_default());
        let name = name.to_string_lossy().into_owned();
        let numbered = BinlogName::parse(&name);
        match read(&path) {
            Ok(binlog) => self.files.push(BinlogFile { path, name, binlog, numbered }),
            Err((check, what, mend)) => {
                let place = path.display().to_string();
                let finding = Finding::new(Severity::Error, check, &place, what, mend);
                self.unread.push(Unread { path, numbered, finding });
            }
        }
    }
}

impl BinlogFile {
    /// The metadata of the backup set: [`ExtraMeta::log_backup_of`].
    ///
    /// # Errors
    /// Those of [`ExtraMeta::log_backup_of`].
    pub fn extra_meta(&self) -> Result<ExtraMeta, Error> {
        ExtraMeta::log_backup_of(&self.binlog)
    }

    fn order(&self) -> (bool, Option<&BinlogName>, u32, &Path) {
        (self.numbered.is_none(), self.numbered.as_ref(), self.binlog.first.time, &self.path)
    }
}

impl RegisteredLog {
    /// `name` as it was registered; both times in epoch milliseconds.
    pub fn new(name: impl Into<String>, begin_ms: i64, end_ms: i64) -> Self {
        Self { name: name.into(), begin_ms, end_ms }
    }

    /// What `state` says was registered for a data source: as much as its journal still holds.
    pub fn noted_in(state: &StateDir, data_source_id: &str) -> Vec<Self> {
        let log_backup = BackupType::LogBackup.as_str();
        let logs = state
            .finished()
            .into_iter()
            .filter(|done| done.backup_type == log_backup && done.data_source_id == data_source_id);
        logs.filter_map(|done| {
            let (begin_ms, end_ms) = done.span_ms?;
            Some(Self { name: done.name, begin_ms, end_ms })
        })
        .collect()
    }
}

/// The binlog, or what is the matter and how to mend it.
fn read(path: &Path) -> Result<Binlog, (Check, String, String)> {
    let unreadable =
        |what: String| (Check::Unreadable, what, "check its name and who may read it".to_owned());
    // Asked of the name: to open a pipe would wait for its writer.
    let kind = path.metadata().map_err(|error| unreadable(format!("cannot be read: {error}")))?;
    if !kind.is_file() {
        return Err(unreadable("is no file".to_owned()));
    }
    let file = File::open(path).map_err(|error| unreadable(format!("cannot be read: {error}")))?;
    Binlog::read(file).map_err(|error| {
        use xtrabackup_meta::ErrorKind as Wrong;
        let check = match error.kind() {
            Wrong::NotBinlog | Wrong::RelayLog => Check::Format,
            Wrong::Encrypted => Check::Encrypted,
            Wrong::Truncated => Check::Truncated,
            Wrong::Malformed => Check::Damaged,
            _ => Check::Unreadable,
        };
        let said = error.to_string();
        let (what, mend) = said.rsplit_once("; ").unwrap_or((&said, "give another file"));
        (check, what.to_owned(), mend.to_owned())
    })
}
