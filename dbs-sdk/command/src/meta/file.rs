//! One file, read.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use xtrabackup_meta::{
    BackupInfo, BackupLog, Binlog, BinlogInfo, Checkpoints, CompletedBackup, Error, ErrorKind,
};

use super::kind::{HEAD, Kind, kind};

/// A file and what it holds.
pub(crate) struct File {
    pub(crate) name: String,
    /// `None` if the file could not be read as what it is.
    pub(crate) contents: Option<Contents>,
    /// The backup, of a log or an info file that shows a finished one.
    pub(crate) backup: Option<CompletedBackup>,
    pub(crate) error: Option<Failure>,
}

pub(crate) enum Contents {
    Log {
        log: BackupLog,
        /// Which of the runs is the answer.
        answer: Option<usize>,
    },
    Info(Box<BackupInfo>),
    Checkpoints(Checkpoints),
    BinlogInfo(BinlogInfo),
    Binlog(Binlog),
}

/// Why a file is not good.
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) line: Option<u64>,
    message: String,
}

impl File {
    pub(crate) fn read(path: &Path, earlier_run: bool) -> Self {
        let name = path.display().to_string();
        let read = match contents(path) {
            Ok(contents) => contents,
            Err(error) => {
                return Self { name, contents: None, backup: None, error: Some(error) };
            }
        };
        let (contents, backup) = match read {
            Contents::Log { log, .. } => {
                let run = match earlier_run {
                    true => log.last_completed().or(log.last_backup()),
                    false => log.last_backup(),
                };
                let answer = run.and_then(|run| log.runs().iter().position(|one| one == run));
                let backup =
                    run.map_or_else(|| log.completed_backup(), |run| run.completed_backup());
                (Contents::Log { log, answer }, Some(backup))
            }
            Contents::Info(info) => {
                let backup = info.completed_backup();
                (Contents::Info(info), Some(backup))
            }
            other => (other, None),
        };
        let (backup, error) = match backup {
            Some(Ok(backup)) => (Some(backup), None),
            Some(Err(error)) => (None, Some(error.into())),
            None => (None, None),
        };
        Self { name, contents: Some(contents), backup, error }
    }
}

fn contents(path: &Path) -> Result<Contents, Failure> {
    if path == Path::new("-") {
        let mut input = io::stdin().lock();
        let head = head(&mut input)?;
        return parse(kind(&head), head.chain(input));
    }
    let mut file = fs::File::open(path)?;
    let head = head(&mut file)?;
    match kind(&head) {
        // Its reader goes back to the beginning.
        Kind::Binlog => Ok(Contents::Binlog(Binlog::read(file)?)),
        kind => parse(kind, head.chain(file)),
    }
}

fn head(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    source.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

fn parse(kind: Kind, source: impl Read) -> Result<Contents, Failure> {
    Ok(match kind {
        Kind::Log => Contents::Log { log: BackupLog::read(source)?, answer: None },
        Kind::Info => Contents::Info(Box::new(BackupInfo::read(source)?)),
        Kind::Checkpoints => Contents::Checkpoints(Checkpoints::read(source)?),
        Kind::BinlogInfo => Contents::BinlogInfo(BinlogInfo::read(source)?),
        Kind::Binlog => {
            let message = "a binary log cannot be read from standard input; give its path";
            return Err(Failure { kind: ErrorKind::Io, line: None, message: message.to_owned() });
        }
    })
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let cause = std::error::Error::source(&error);
        let message = match cause {
            Some(cause) => format!("{error}: {cause}"),
            None => error.to_string(),
        };
        Self { kind: error.kind(), line: error.line(), message }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self { kind: ErrorKind::Io, line: None, message: error.to_string() }
    }
}
