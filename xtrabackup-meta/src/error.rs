use std::fmt;
use std::io;

/// Why a file does not give the facts asked for.
///
/// [`Display`](fmt::Display) is one sentence: what is wrong, where, and what to check.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    line: Option<u64>,
    message: String,
    source: Option<io::Error>,
}

/// What kind of failure an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes could not be read; [`source`](std::error::Error::source) says why.
    Io,
    /// The file holds no backup: it is empty, of another kind, or the log of a prepare or
    /// copy-back alone.
    NoBackup,
    /// The tool itself reported that the last backup run failed.
    Failed,
    /// The last backup run ends without `completed OK!`, or the info file without `end_time`.
    Unfinished,
    /// The start of the run is not in the file.
    NoStart,
    /// The file does not name the version of the server.
    NoServerVersion,
    /// The file has no binlog file and position: the server's binary log is off, the tool did
    /// not write them there, or there is a GTID set alone.
    NoBinlog,
    /// Lines contradict each other, or stand where the tool does not write them.
    Disputed,
    /// A line is not of the form the tool writes.
    Malformed,
    /// The file is larger than any file of its kind.
    TooLarge,
    /// The file is no binary log that can be read: another file, or of MySQL before 5.0.
    NotBinlog,
    /// The binary log is encrypted.
    Encrypted,
    /// The binary log ends within an event.
    Truncated,
    /// The file is a replica's relay log, not a binary log of the server itself.
    RelayLog,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, line: Option<u64>, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { kind, line, message: message.into(), source: None }))
    }

    /// Of a source that failed after `line`, or without one that is known, 0.
    pub(crate) fn io(line: u64, source: io::Error) -> Self {
        let place = if line > 0 { format!(" after line {line}") } else { String::new() };
        let message = format!("reading stopped{place}; check that the file is readable");
        let line = Some(line).filter(|&line| line > 0);
        Self(Box::new(Inner { kind: ErrorKind::Io, line, message, source: Some(source) }))
    }

    /// What kind of failure this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The line to look at, counted from 1; `None` where the whole file is meant.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.0.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("line", &self.0.line)
            .field("message", &self.0.message)
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_ref().map(|e| e as _)
    }
}
