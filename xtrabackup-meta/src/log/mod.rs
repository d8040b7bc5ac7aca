//! Logs of any generation, read in one pass.

mod inert;
mod open;
mod pass;
mod query;
mod run;
mod shape;
mod word;

use std::io::Read;

pub use run::{Lsns, Outcome, Run, RunKind};

use crate::lines::Lines;
use crate::{CompletedBackup, Error, ErrorKind};

/// The runs that a log holds, in the order of the file.
///
/// A log is text that others had a hand in: it quotes users' queries, table names and paths.
/// Facts are taken only from lines that stand where the tool writes them; what merely looks like
/// a fact is listed in [`Run::disputed_lines`].
///
/// # What a log cannot tell
///
/// The tools print queries that they wait for (`--ftwrl-wait-timeout`,
/// `--kill-long-queries-timeout`) raw, line ends and all. A query may hold any lines in quotes or
/// in a comment, those of a whole run too. Where its text ends is followed as far as it is
/// certain. After one where it is not (a backslash, an executable comment, what looks like another
/// query inside), `completed OK!` counts only as the last word of the run and after all that a tool
/// says before it, and even then this run and each later one of the same file is
/// [`ErrorKind::Disputed`] when it is asked for its backup: a tool that was killed just after it
/// printed such a query, with a NUL behind a forged end, leaves the very bytes of a finished run.
/// `xtrabackup_info` has no such gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupLog {
    runs: Vec<Run>,
}

impl BackupLog {
    /// Reads a log of any size from `source`, in memory that does not grow with it.
    ///
    /// Any bytes are a log; one that no tool wrote has no runs.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if `source` fails.
    pub fn read(source: impl Read) -> Result<Self, Error> {
        let mut pass = pass::Pass::default();
        let mut lines = Lines::new(source);
        while let Some(line) = lines.next()? {
            let whole = line.whole;
            pass.line(line);
            if !whole {
                pass.rest(&mut lines)?;
            }
            pass.over_inert(&mut lines);
        }
        Ok(Self { runs: pass.end() })
    }

    /// Reads a log that is in memory already.
    ///
    /// # Errors
    /// None today: a slice does not fail to be read.
    pub fn parse(log: &[u8]) -> Result<Self, Error> {
        Self::read(log)
    }

    /// All runs; of a log with more than a thousand, the last thousand.
    #[must_use]
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The last run that took a backup, whether it succeeded or not.
    #[must_use]
    pub fn last_backup(&self) -> Option<&Run> {
        self.runs.iter().rfind(|run| run.kind == RunKind::Backup)
    }

    /// The last run that took a backup and finished. A later one may have failed.
    #[must_use]
    pub fn last_completed(&self) -> Option<&Run> {
        let completed = |run: &Run| run.outcome == Outcome::Completed;
        self.runs.iter().rfind(|run| run.kind == RunKind::Backup && completed(run))
    }

    /// The facts of the last backup run, all of them.
    ///
    /// An earlier run is taken by asking for it: [`last_completed`](Self::last_completed), or any
    /// other of [`runs`](Self::runs), has the same [`completed_backup`](Run::completed_backup).
    ///
    /// # Errors
    /// Those of [`Run::completed_backup`]; an earlier run that completed does not count.
    /// [`ErrorKind::NoBackup`] if there is no backup run.
    pub fn completed_backup(&self) -> Result<CompletedBackup, Error> {
        let Some(run) = self.last_backup().or(self.runs.last()) else {
            return Err(Error::new(
                ErrorKind::NoBackup,
                None,
                "the file is not the log of a backup; give what xtrabackup, innobackupex or \
                 mariadb-backup wrote to standard error",
            ));
        };
        run.completed_backup()
    }
}
