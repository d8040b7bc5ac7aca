//! What is waited for, in the words of an error.

use std::fmt;

use crate::v2019_03_06::PreCheckProgressDetail;

/// What kind of thing is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TaskKind {
    /// A backup plan, until it runs.
    Plan,
    /// A restore task.
    Restore,
    /// A download task of a plan's backup set (2019-03-06).
    BackupSetDownload,
    /// A download task of an instance's backup (2021-01-01).
    Download,
}

impl fmt::Display for TaskKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plan => "backup plan",
            Self::Restore => "restore task",
            Self::BackupSetDownload | Self::Download => "download task",
        })
    }
}

/// A task of the service as it was last seen; what [`Error::task`](crate::Error::task) gives.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Task {
    /// What kind of thing it is.
    pub kind: TaskKind,
    /// Its id: `dbs…` of a plan, `s1…` of a restore task, `dt-…` of a download.
    pub id: String,
    /// Its state, as the service spells it; `None` if it was not seen.
    pub status: Option<String>,
    /// How far it has come, in percent, where the service tells.
    pub percent: Option<u8>,
    /// What the service says went wrong (`ErrMessage`).
    pub message: Option<String>,
    /// The checks before a backup or restore that failed.
    pub failed_checks: Vec<PreCheckProgressDetail>,
}

impl Task {
    pub(crate) fn new(kind: TaskKind, id: &str) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            status: None,
            percent: None,
            message: None,
            failed_checks: Vec::new(),
        }
    }

    /// What the service says of the failure: the checks by name, else its message.
    pub(super) fn reason(&self) -> Option<String> {
        if self.failed_checks.is_empty() {
            return self.message.clone();
        }
        let checks = self.failed_checks.iter().map(|check| {
            let name = check.names.as_deref().or(check.item.as_deref());
            let name = name.unwrap_or("a check without a name");
            match check.err_msg.as_deref().filter(|message| !message.is_empty()) {
                Some(message) => format!("{name} ({message})"),
                None => name.to_owned(),
            }
        });
        Some(checks.collect::<Vec<_>>().join(", "))
    }
}

impl fmt::Display for Task {
    /// Kind, id and state: `restore task s102 (running, 42 %)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.id)?;
        match (&self.status, self.percent) {
            (Some(status), Some(percent)) => write!(f, " ({status}, {percent} %)"),
            (Some(status), None) => write!(f, " ({status})"),
            (None, _) => Ok(()),
        }
    }
}
