//! What the log, the info file and the backup itself say of the backup, and whether they agree.

use std::fs::File;
use std::path::Path;

use xtrabackup_meta::{
    BackupFiles, BackupInfo, BackupLog, BackupType, BinlogInfo, Checkpoints, CompletedBackup,
    Error, ErrorKind,
};

use super::agreement;
use super::archive::{Facts, unreadable};
use super::finding::{Check, Finding, Severity};
use super::kind::{self, Told};
use super::report::Report;
use super::survey::Kept;

/// What was read of a file, and where it stands.
pub(super) struct Source<T> {
    file: String,
    member: Option<String>,
    pub(super) content: T,
}

impl<T> Source<T> {
    pub(super) fn finding(
        &self,
        severity: Severity,
        check: Check,
        what: impl Into<String>,
        mend: &str,
    ) -> Finding {
        let finding = Finding::new(severity, check, &self.file, what, mend);
        match &self.member {
            Some(member) => finding.in_member(member.as_str()),
            None => finding,
        }
    }

    /// Where it stands, for people.
    pub(super) fn place(&self) -> &str {
        self.member.as_deref().unwrap_or(&self.file)
    }
}

/// Joins what was found in `source` with the log and the info file that were given.
pub(super) fn join(
    source: &str,
    [info, checkpoints, binlog_info]: Facts,
    log: Option<&Path>,
    given_info: Option<&Path>,
    report: &mut Report,
) {
    let log = log.and_then(|path| given(path, BackupLog::read, report));
    let given_info = given_info.and_then(|path| given(path, BackupInfo::read, report));
    let info = member(source, info, BackupInfo::parse, report);
    let checkpoints = member(source, checkpoints, Checkpoints::parse, report);
    // Empty with the binary log off, which the others tell better.
    let binlog_info = binlog_info.filter(|file| !file.bytes.trim_ascii().is_empty());
    let binlog_info = member(source, binlog_info, BinlogInfo::parse, report);

    if let (Some(given), Some(inner)) = (&given_info, &info) {
        report.findings.extend(agreement::same_info(given, inner));
    }
    let info = given_info.or(info);
    let run = log.as_ref().and_then(|log| log.content.last_backup());
    if let (Some(log), Some(run), Some(info)) = (&log, run, &info) {
        report.findings.extend(agreement::same_end(log, run, info));
    }
    let told =
        Told { source, checkpoints: checkpoints.as_ref(), log: log.as_ref(), info: info.as_ref() };
    report.kind = told.kind();
    let found = told.findings(report);
    report.findings.extend(found);

    let files = BackupFiles {
        run,
        info: info.as_ref().map(|info| &info.content),
        binlog_info: binlog_info.as_ref().map(|file| &file.content),
        // Preparing moves the LSN on.
        checkpoints: checkpoints
            .as_ref()
            .map(|file| &file.content)
            .filter(|file| matches!(file.backup_type, BackupType::Full | BackupType::Incremental)),
    };
    match (&log, &info) {
        // It was given, so that it has to be the log of a backup.
        (Some(log), _) if run.is_none() => judge(log, log.content.completed_backup(), report),
        (Some(log), _) => judge(log, files.completed_backup(), report),
        (None, Some(info)) => judge(info, files.completed_backup(), report),
        (None, None) if report.whole => report.add(Finding::new(
            Severity::Error,
            Check::Metadata,
            source,
            "says nowhere when the backup was taken: there is no xtrabackup_info in it, and no log was \
             given",
            "give the log that was written while the backup was taken",
        )),
        (None, None) => {}
    }
    let version = run
        .and_then(|run| run.server_version.as_deref())
        .or(info.as_ref().and_then(|info| info.content.server_version.as_deref()));
    if let Some(version) = version {
        report.findings.extend(kind::version(source, version));
    }
}

fn judge<T>(source: &Source<T>, backup: Result<CompletedBackup, Error>, report: &mut Report) {
    match backup {
        Ok(backup) => report.backup = Some(backup),
        Err(error) => report.add(refused(source, &error)),
    }
}

/// A file that the user names.
fn given<T>(
    path: &Path,
    read: impl Fn(File) -> Result<T, Error>,
    report: &mut Report,
) -> Option<Source<T>> {
    let file = path.display().to_string();
    let opened = match File::open(path) {
        Ok(opened) => opened,
        Err(error) => {
            report.add(unreadable(&file, &error));
            return None;
        }
    };
    read_or_refuse(Source { file, member: None, content: opened }, read, report)
}

/// A file of the backup itself.
fn member<T>(
    source: &str,
    kept: Option<Kept>,
    parse: impl Fn(&[u8]) -> Result<T, Error>,
    report: &mut Report,
) -> Option<Source<T>> {
    let Kept { member, bytes } = kept?;
    let source = Source { file: source.to_owned(), member: Some(member), content: bytes };
    read_or_refuse(source, |bytes| parse(&bytes), report)
}

fn read_or_refuse<S, T>(
    Source { file, member, content }: Source<S>,
    read: impl Fn(S) -> Result<T, Error>,
    report: &mut Report,
) -> Option<Source<T>> {
    let content = read(content);
    let place = Source { file, member, content: () };
    match content {
        Ok(content) => Some(Source { file: place.file, member: place.member, content }),
        Err(error) => {
            report.add(refused(&place, &error));
            None
        }
    }
}

/// What xtrabackup-meta says of a file: what is wrong and, behind the last semicolon, what to do.
fn refused<T>(source: &Source<T>, error: &Error) -> Finding {
    let text = error.to_string();
    let (what, mend) = text.rsplit_once("; ").unwrap_or((&text, "look at the file"));
    let check = match error.kind() {
        ErrorKind::Failed | ErrorKind::Unfinished => Check::Unfinished,
        ErrorKind::Disputed => Check::Disagreement,
        _ => Check::Metadata,
    };
    source.finding(Severity::Error, check, what, mend).at_line(error.line())
}
