//! What preflight found out.

use std::fmt;

use xtrabackup_meta::CompletedBackup;

use super::container::Container;
use super::finding::{Finding, Severity};
use crate::error::{Error, ErrorKind};

/// What preflight found out about a backup.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub(super) findings: Vec<Finding>,
    pub(super) container: Option<Container>,
    pub(super) kind: Option<BackupKind>,
    pub(super) backup: Option<CompletedBackup>,
    pub(super) whole: bool,
    pub(super) members: u64,
}

impl Report {
    /// All findings, the worst first.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What the source is; `None` if it is nothing that can be uploaded.
    #[must_use]
    pub fn container(&self) -> Option<Container> {
        self.container
    }

    /// What kind of backup it is; `None` if no file that was seen says so.
    #[must_use]
    pub fn kind(&self) -> Option<BackupKind> {
        self.kind
    }

    /// The facts that registering needs, from the log, the info file and the backup itself, none of
    /// which contradicts another; `None` if they are not all there, or are contradicted: a finding
    /// says which.
    #[must_use]
    pub fn completed_backup(&self) -> Option<&CompletedBackup> {
        self.backup.as_ref()
    }

    /// Whether all of the source was looked at, as far as the mode looks.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Members of the archive, or entries of the directory, that were seen.
    #[must_use]
    pub fn members(&self) -> u64 {
        self.members
    }

    /// Whether the backup may be uploaded: no finding is an error, or, if `strict`, a warning.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] with the worst finding, and how many more there are.
    pub fn verdict(&self, strict: bool) -> Result<(), Error> {
        verdict(&self.findings, strict)
    }

    pub(super) fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The worst first, otherwise in the order in which they were found.
    pub(super) fn sorted(mut self) -> Self {
        self.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        self
    }
}

/// Whether findings, the worst of them first, allow an upload.
pub(crate) fn verdict(findings: &[Finding], strict: bool) -> Result<(), Error> {
    let least = if strict { Severity::Warning } else { Severity::Error };
    let mut bad = findings.iter().filter(|finding| finding.severity >= least);
    let Some(worst) = bad.next() else { return Ok(()) };
    let more = match bad.count() {
        0 => String::new(),
        1 => " (and 1 more finding)".to_owned(),
        more => format!(" (and {more} more findings)"),
    };
    Err(Error::new(ErrorKind::Input, format!("preflight: {worst}{more}")))
}

/// What kind of backup a source holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BackupKind {
    /// A full backup as the tool left it.
    Full,
    /// A full backup of some tables only.
    Partial,
    /// The changes since another backup.
    Incremental,
    /// A backup with the redo log applied, to which incremental ones can still be applied.
    LogApplied,
    /// A backup prepared to the end.
    Prepared,
}

impl BackupKind {
    /// The word for it in outputs, such as `full`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Incremental => "incremental",
            Self::LogApplied => "log-applied",
            Self::Prepared => "prepared",
        }
    }
}

impl fmt::Display for BackupKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
