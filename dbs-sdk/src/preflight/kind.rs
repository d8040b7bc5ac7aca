//! What kind of backup it is, and whether the service's page says that it takes that kind.

use xtrabackup_meta::{BackupInfo, BackupLog, BackupType, Checkpoints, Flags, Run};

use super::facts::Source;
use super::finding::{Check, Finding, Severity};
use super::report::{BackupKind, Report};

/// The files that tell.
pub(super) struct Told<'a> {
    /// The archive or the directory.
    pub(super) source: &'a str,
    pub(super) checkpoints: Option<&'a Source<Checkpoints>>,
    pub(super) log: Option<&'a Source<BackupLog>>,
    pub(super) info: Option<&'a Source<BackupInfo>>,
}

impl Told<'_> {
    /// The kind, if a file tells it.
    pub(super) fn kind(&self) -> Option<BackupKind> {
        let told = |flag: fn(&Flags) -> Option<u64>| {
            self.run().is_some_and(|run| flag(&run.flags).is_some())
                || self.info.is_some_and(|info| flag(&info.content.flags).is_some())
        };
        match self.checkpoints.map(|file| &file.content.backup_type) {
            Some(BackupType::Incremental) => Some(BackupKind::Incremental),
            Some(BackupType::LogApplied) => Some(BackupKind::LogApplied),
            Some(BackupType::FullPrepared) => Some(BackupKind::Prepared),
            _ if told(|flags| flags.incremental) => Some(BackupKind::Incremental),
            _ if told(|flags| flags.partial) => Some(BackupKind::Partial),
            Some(BackupType::Full) => Some(BackupKind::Full),
            _ => None,
        }
    }

    fn run(&self) -> Option<&Run> {
        self.log.and_then(|log| log.content.last_backup())
    }

    /// What the service is known or feared to refuse. `report` has what the members show.
    pub(super) fn findings(&self, report: &Report) -> Vec<Finding> {
        let mut findings = Vec::new();
        findings.extend(self.kind_finding(report.kind));
        let seen = |check| report.findings.iter().any(|finding| finding.check == check);
        let settings = [
            (Check::Compressed, "--compress", "compressed", pick_compress as Pick),
            (Check::Encrypted, "--encrypt", "encrypted", pick_encrypt),
        ];
        for (check, option, done, pick) in settings {
            let what = format!("shows that the backup was taken with {option}");
            if report.whole && !seen(check) {
                let what = format!("{what}, but no file of it is {done} by its name");
                let mend = format!(
                    "check that the backup was made readable again, or take one without {option}"
                );
                findings.extend(self.shown_by(pick, Severity::Warning, check, &what, &mend));
            } else {
                let what = format!("{what}, which the service does not take");
                let mend = format!("take a backup without {option}");
                findings.extend(self.shown_by(pick, Severity::Error, check, &what, &mend));
            }
        }
        findings
    }

    fn kind_finding(&self, kind: Option<BackupKind>) -> Option<Finding> {
        let on_checkpoints = |severity, what: &str, mend: &str| match self.checkpoints {
            Some(file) => file.finding(severity, Check::Kind, what, mend),
            None => Finding::new(severity, Check::Kind, self.source, what, mend),
        };
        const UNPREPARED: &str = "upload the backup as the tool left it, before --prepare";
        match kind? {
            BackupKind::Full => None,
            BackupKind::Incremental => {
                let what = "shows an incremental backup, which cannot be restored alone";
                let mend =
                    "upload a full backup; the changes since then as binary logs (LogBackup)";
                let flagged =
                    self.shown_by(pick_incremental, Severity::Error, Check::Kind, what, mend);
                Some(flagged.unwrap_or_else(|| on_checkpoints(Severity::Error, what, mend)))
            }
            BackupKind::Partial => self.shown_by(
                pick_partial,
                Severity::Warning,
                Check::Kind,
                "shows a backup of some tables only, which restores no others",
                "take the backup without --databases, --tables and their kin",
            ),
            BackupKind::LogApplied => Some(on_checkpoints(
                Severity::Warning,
                "shows a backup with the redo log applied (log-applied): the service's guide uploads \
                 none such",
                UNPREPARED,
            )),
            BackupKind::Prepared => Some(on_checkpoints(
                Severity::Warning,
                "shows a prepared backup (full-prepared): the service's guide uploads none such",
                UNPREPARED,
            )),
        }
    }

    /// A finding at the first line that shows a flag, in the log or in the info file.
    fn shown_by(
        &self,
        pick: Pick,
        severity: Severity,
        check: Check,
        what: &str,
        mend: &str,
    ) -> Option<Finding> {
        let in_log = self.run().and_then(|run| pick(&run.flags));
        if let (Some(log), Some(line)) = (self.log, in_log) {
            return Some(log.finding(severity, check, what, mend).at_line(Some(line)));
        }
        let info = self.info?;
        let line = pick(&info.content.flags)?;
        Some(info.finding(severity, check, what, mend).at_line(Some(line)))
    }
}

type Pick = fn(&Flags) -> Option<u64>;

fn pick_compress(flags: &Flags) -> Option<u64> {
    flags.compress
}

fn pick_encrypt(flags: &Flags) -> Option<u64> {
    flags.encrypt
}

fn pick_incremental(flags: &Flags) -> Option<u64> {
    flags.incremental
}

fn pick_partial(flags: &Flags) -> Option<u64> {
    flags.partial
}

const PAGE: &str = "ask the service's support, or go on: what the service takes changes";

/// Page of the service, "off-cloud backup management": user's own backups of MySQL 5.5 alone.
pub(super) fn version(source: &str, version: &str) -> Option<Finding> {
    let maria = version.to_ascii_lowercase().contains("mariadb");
    if !maria && version.starts_with("5.5.") {
        return None;
    }
    let server = if maria { "MariaDB" } else { "MySQL" };
    let what = format!("is of {server} {version}, and the service's page names MySQL 5.5 alone");
    Some(Finding::new(Severity::Warning, Check::Version, source, what, PAGE))
}

/// The same page: in cn-hangzhou alone.
pub(super) fn region(source: &str, region: &str) -> Option<Finding> {
    if region == "cn-hangzhou" {
        return None;
    }
    let what =
        format!("is for the region {region}, and the service's page names cn-hangzhou alone");
    Some(Finding::new(Severity::Warning, Check::Region, source, what, PAGE))
}
