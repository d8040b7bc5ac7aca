//! What several files of one backup say together.

use std::fmt::Display;

use crate::{
    BackupInfo, BinlogInfo, BinlogPosition, Checkpoints, CompletedBackup, Error, ErrorKind, Flags,
    GtidSet, Run,
};

/// Files of one backup, as many of them as are at hand.
///
/// ```
/// use xtrabackup_meta::{BackupFiles, BackupLog, BinlogInfo, ErrorKind};
///
/// let log = BackupLog::parse(b"\
/// 240925 17:46:21 Connecting to MySQL server host: localhost, user: root, password: set
/// Using server version 5.7.44-log
/// MySQL binlog position: filename 'mysql-bin.000001', position '107'
/// 240925 17:46:58 completed OK!
/// ")?;
/// let binlog_info = BinlogInfo::parse(b"mysql-bin.000001\t801\n")?;
/// let files = BackupFiles {
///     run: log.last_backup(),
///     binlog_info: Some(&binlog_info),
///     ..BackupFiles::default()
/// };
/// let error = files.completed_backup().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Disputed);
/// assert_eq!(
///     error.to_string(),
///     "the binlog position is mysql-bin.000001:801 in xtrabackup_binlog_info, but \
///      mysql-bin.000001:107 in the log; check that both files are of the same backup"
/// );
/// # Ok::<(), xtrabackup_meta::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::exhaustive_structs, reason = "made by its users, with `..Default::default()`")]
pub struct BackupFiles<'a> {
    /// A run of the log, [`BackupLog::last_backup`](crate::BackupLog::last_backup) for one.
    pub run: Option<&'a Run>,
    /// `xtrabackup_info`.
    pub info: Option<&'a BackupInfo>,
    /// `xtrabackup_binlog_info`.
    pub binlog_info: Option<&'a BinlogInfo>,
    /// `xtrabackup_checkpoints`.
    pub checkpoints: Option<&'a Checkpoints>,
}

const LOG: &str = "the log";
const INFO: &str = "xtrabackup_info";
const BINLOG_INFO: &str = "xtrabackup_binlog_info";
const CHECKPOINTS: &str = "xtrabackup_checkpoints";

impl BackupFiles<'_> {
    /// The facts of the backup, all of them.
    ///
    /// Coordinates and GTID set are those of `xtrabackup_info`, else of `xtrabackup_binlog_info`,
    /// else of the log, which cuts long sets. Start and end are those of the log, which may have
    /// an offset, else of `xtrabackup_info`. Flags are those of the log and of `xtrabackup_info`
    /// together, each with the line of the first of them that shows it.
    ///
    /// # Errors
    /// [`ErrorKind::Disputed`] if two files give binlog coordinates, GTID set, consistent time,
    /// server version or checkpoint LSN differently; those of [`Run::completed_backup`] or, without a run,
    /// of [`BackupInfo::completed_backup`]; [`ErrorKind::NoBackup`] with neither.
    pub fn completed_backup(&self) -> Result<CompletedBackup, Error> {
        self.agree_on_lsn()?;
        let binlog = self.binlog()?;
        let gtid_set = self.gtid_set()?;
        let consistent_time = agreed(
            "consistent time",
            &[
                (INFO, self.info.and_then(|info| info.consistent_time)),
                (LOG, self.run.and_then(|run| run.consistent_time)),
            ],
        )?;
        let server_version = agreed(
            "server version",
            &[
                (INFO, self.info.and_then(|info| info.server_version.as_deref())),
                (LOG, self.run.and_then(|run| run.server_version.as_deref())),
            ],
        )?
        .map(str::to_owned);
        match (self.run, self.info) {
            (Some(run), info) => {
                let mut run = run.clone();
                run.start = run.start.or(info.and_then(|info| info.start));
                if let Some(info) = info {
                    run.flags = both(run.flags, info.flags);
                }
                Run { binlog, gtid_set, consistent_time, server_version, ..run }.completed_backup()
            }
            (None, Some(info)) => {
                BackupInfo { binlog, gtid_set, consistent_time, server_version, ..info.clone() }
                    .completed_backup()
            }
            (None, None) => Err(Error::new(
                ErrorKind::NoBackup,
                None,
                "neither the log nor xtrabackup_info shows a backup, and other files do not say \
                 when it was taken; give one of the two",
            )),
        }
    }

    fn binlog(&self) -> Result<Option<BinlogPosition>, Error> {
        let found = [
            (INFO, self.info.and_then(|info| info.binlog.as_ref())),
            (BINLOG_INFO, self.binlog_info.and_then(|file| file.binlog.as_ref())),
            (LOG, self.run.and_then(|run| run.binlog.as_ref())),
        ];
        Ok(agreed("binlog position", &found)?.cloned())
    }

    fn gtid_set(&self) -> Result<Option<GtidSet>, Error> {
        let found = [
            (INFO, self.info.and_then(|info| info.gtid_set.as_ref())),
            (BINLOG_INFO, self.binlog_info.and_then(|file| file.gtid_set.as_ref())),
            (LOG, self.run.and_then(|run| run.gtid_set.as_ref())),
        ];
        let known = found.iter().filter_map(|&(file, set)| Some((file, set?)));
        // The first whole set, or the first that is cut.
        let Some((file, best)) = known.clone().reduce(|best, next| match best.1.complete {
            false if next.1.complete => next,
            _ => best,
        }) else {
            return Ok(None);
        };
        for (other, set) in known {
            if !covers(best, set) {
                return Err(dispute("GTID set", (file, &best.text), (other, &set.text)));
            }
        }
        Ok(Some(best.clone()))
    }

    fn agree_on_lsn(&self) -> Result<(), Error> {
        let found = [
            (CHECKPOINTS, self.checkpoints.and_then(|file| file.to_lsn)),
            (INFO, self.info.and_then(|info| info.to_lsn)),
            (LOG, self.run.and_then(|run| run.lsns.to_lsn)),
        ];
        agreed("checkpoint LSN", &found).map(|_| ())
    }
}

/// The first value, if no other differs from it.
fn agreed<T: Copy + Display + PartialEq>(
    fact: &str,
    found: &[(&str, Option<T>)],
) -> Result<Option<T>, Error> {
    let mut known = found.iter().filter_map(|&(file, value)| Some((file, value?)));
    let Some(first) = known.next() else { return Ok(None) };
    match known.find(|(_, value)| *value != first.1) {
        Some(other) => Err(dispute(fact, first, other)),
        None => Ok(Some(first.1)),
    }
}

fn dispute<T: Display>(fact: &str, one: (&str, T), other: (&str, T)) -> Error {
    let message = format!(
        "the {fact} is {} in {}, but {} in {}; check that both files are of the same backup",
        one.1, one.0, other.1, other.0
    );
    Error::new(ErrorKind::Disputed, None, message)
}

/// Whether `other` says the same as `best`, as far as it goes.
fn covers(best: &GtidSet, other: &GtidSet) -> bool {
    let elements = |set: &GtidSet| {
        let elements = set.text.split(',').filter(|element| !element.is_empty());
        let mut elements: Vec<_> = elements.map(str::to_ascii_lowercase).collect();
        elements.sort_unstable();
        elements
    };
    let (best_elements, other_elements) = (elements(best), elements(other));
    if best.complete && other.complete {
        return best_elements == other_elements;
    }
    let (long, short) = match best_elements.len() >= other_elements.len() {
        true => (&best_elements, &other_elements),
        false => (&other_elements, &best_elements),
    };
    short.iter().all(|element| long.binary_search(element).is_ok())
}

fn both(one: Flags, other: Flags) -> Flags {
    let mut flags = Flags {
        compress: one.compress.or(other.compress),
        encrypt: one.encrypt.or(other.encrypt),
        stream: one.stream,
        incremental: one.incremental.or(other.incremental),
        partial: one.partial.or(other.partial),
    };
    if let Some(stream) = other.stream {
        flags.stream(stream.format, stream.line);
    }
    flags
}
