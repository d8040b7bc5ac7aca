use crate::{BinlogPosition, CompletedBackup, Error, ErrorKind, Flags, GtidSet, Stamp};

/// One run of a backup tool, as its log tells it. A fact that the log does not state is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Run {
    /// What the run was for.
    pub kind: RunKind,
    /// Name of the program, `innobackupex` for one.
    pub tool: Option<String>,
    /// Version of the program.
    pub tool_version: Option<String>,
    /// Version of the server, as it names itself; may hold blanks.
    pub server_version: Option<String>,
    /// When the tool connected to the server; of the Perl generation, the first stamp of the run.
    pub start: Option<Stamp>,
    /// The stamp of `completed OK!`.
    pub end: Option<Stamp>,
    /// The first stamp of the run, or of what the file has of it.
    pub first_timestamp: Option<Stamp>,
    /// The server's own binlog coordinates.
    pub binlog: Option<BinlogPosition>,
    /// GTID set at those coordinates; some runs have it alone.
    pub gtid_set: Option<GtidSet>,
    /// Moment the backup is consistent with, in epoch seconds.
    pub consistent_time: Option<i64>,
    /// InnoDB's log sequence numbers.
    pub lsns: Lsns,
    /// How the run ended, as its lines say. Where those may all be text of a user's query,
    /// [`completed_backup`](Self::completed_backup) is [`ErrorKind::Disputed`].
    pub outcome: Outcome,
    /// How the backup was made.
    pub flags: Flags,
    /// First and last line of the run, counted from 1.
    pub lines: (u64, u64),
    /// Lines that look like facts but stand in the text of a user's query, or contradict other
    /// lines; the first few dozen of them. None of the facts above comes from them.
    pub disputed_lines: Vec<u64>,
    /// The first line that makes the run as a whole unreliable: what begins there may be a run
    /// of its own or a second answer, or else text of a user's query.
    pub(crate) unreliable: Option<u64>,
}

/// What a run was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RunKind {
    /// Takes a backup.
    Backup,
    /// Makes a backup consistent: `--prepare`, `--apply-log`.
    Prepare,
    /// Puts a backup into a data directory: `--copy-back`, `--move-back`.
    CopyBack,
    /// The file has too little of the run to tell.
    Unknown,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// `completed OK!` is its last word.
    Completed,
    /// The tool said what went wrong.
    #[non_exhaustive]
    Failed {
        /// The tool's own words, whole lines, the first few dozen; passwords and control
        /// characters removed.
        error_lines: Vec<String>,
        /// Line of the first of them.
        line: u64,
    },
    /// The log ends, or the next run begins, without either.
    Unfinished,
}

/// InnoDB's log sequence numbers of a backup, in bytes. The two-part numbers of MySQL 5.1
/// (`high:low`) are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lsns {
    /// The checkpoint up to which an incremental backup may begin.
    pub to_lsn: Option<u64>,
    /// First LSN of the copied redo log.
    pub redo_from: Option<u64>,
    /// Last LSN of the copied redo log.
    pub redo_to: Option<u64>,
}

impl Run {
    /// The facts of this run, all of them.
    ///
    /// # Errors
    /// One that names the missing fact and the line to look at, in this order:
    /// [`ErrorKind::NoBackup`] of a run that takes none, [`ErrorKind::Failed`] or
    /// [`ErrorKind::Unfinished`], [`ErrorKind::Disputed`], [`ErrorKind::NoStart`],
    /// [`ErrorKind::NoServerVersion`], [`ErrorKind::NoBinlog`].
    pub fn completed_backup(&self) -> Result<CompletedBackup, Error> {
        let (first, last) = self.lines;
        if self.kind != RunKind::Backup {
            let message = format!(
                "the log shows no backup run, only another kind of run at line {first}; give the \
                 log that was written while the backup was taken"
            );
            return Err(Error::new(ErrorKind::NoBackup, Some(first), message));
        }
        let missing = |kind, message: String| Err(Error::new(kind, Some(last), message));
        match &self.outcome {
            Outcome::Completed => {}
            Outcome::Failed { error_lines, line } => {
                let why = error_lines.last().map_or("", |text| text.trim_end_matches('.'));
                let message = format!(
                    "the backup run of lines {first} to {last} failed from line {line} on, last with \
                     `{why}`; mend the cause and take a new backup"
                );
                return Err(Error::new(ErrorKind::Failed, Some(*line), message));
            }
            Outcome::Unfinished => {
                return missing(
                    ErrorKind::Unfinished,
                    format!(
                        "the backup run of lines {first} to {last} ends without `completed OK!`; check \
                     that the backup finished and that the log is whole"
                    ),
                );
            }
        }
        self.reliable()?;
        let (Some(start), Some(end)) = (self.start, self.end) else {
            return Err(Error::new(
                ErrorKind::NoStart,
                Some(first),
                format!(
                    "the log begins at line {first} after the start of the backup run; give the whole \
                 log, or xtrabackup_info"
                ),
            ));
        };
        let Some(server_version) = self.server_version.clone() else {
            return missing(
                ErrorKind::NoServerVersion,
                format!(
                    "the backup run of lines {first} to {last} does not say `Using server version`; \
                 give xtrabackup_info instead of the log"
                ),
            );
        };
        let Some(binlog) = self.binlog.clone() else {
            return missing(
                ErrorKind::NoBinlog,
                format!(
                    "the backup run of lines {first} to {last} has no binlog file and position; check \
                 that the server writes a binary log (log_bin), or give xtrabackup_info"
                ),
            );
        };
        Ok(CompletedBackup {
            start,
            end,
            server_version,
            binlog,
            gtid_set: self.gtid_set.clone(),
            consistent_time: self.consistent_time,
            flags: self.flags,
        })
    }

    /// An error if the run as a whole may be text of a query.
    pub(crate) fn reliable(&self) -> Result<(), Error> {
        let Some(line) = self.unreliable else { return Ok(()) };
        let message = format!(
            "line {line} looks like the beginning or the end of a run or a second answer, but may be \
             text of a user's query; give xtrabackup_info instead of the log"
        );
        Err(Error::new(ErrorKind::Disputed, Some(line), message))
    }
}
