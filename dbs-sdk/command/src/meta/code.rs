//! How the command ends.

use xtrabackup_meta::ErrorKind;

/// The exit codes, as `--help` lists them. 2 is the argument parser's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Done = 0,
    Unreadable = 1,
    NoBackup = 3,
    Failed = 4,
    Unfinished = 5,
    Missing = 6,
    Contradiction = 7,
    Binlog = 8,
}

pub(crate) fn code(kind: ErrorKind) -> Code {
    match kind {
        ErrorKind::Io => Code::Unreadable,
        ErrorKind::NoBackup => Code::NoBackup,
        ErrorKind::Failed => Code::Failed,
        ErrorKind::Unfinished => Code::Unfinished,
        ErrorKind::NoStart | ErrorKind::NoServerVersion | ErrorKind::NoBinlog => Code::Missing,
        ErrorKind::NotBinlog
        | ErrorKind::Encrypted
        | ErrorKind::Truncated
        | ErrorKind::RelayLog => Code::Binlog,
        _ => Code::Contradiction,
    }
}
