//! Before the first request: whether a backup is one that the service can take.
//!
//! [`Preflight`] looks at an archive, at a directory that is to be packed, or at the first bytes of
//! a stream, by content and not by name, and at the log and the info file that belong to it. Its
//! [`Report`] has one [`Finding`] for each thing to say: how bad, what, where, and how to mend it.
//!
//! What is checked:
//! - the container: a tar or a gzip of one, whole, and nothing behind its end;
//! - the layout: packed from inside of the directory, with the files that every backup has;
//! - the files: none compressed or encrypted by the backup tool, none twice, sparse, or elsewhere;
//! - the backup: finished, full, not prepared; log, info file and the backup's own files agree;
//! - what the service's page names: the version of the server, the region.
//!
//! ```no_run
//! use dbs_sdk::preflight::Preflight;
//!
//! let report = Preflight::new().log_path("xtrabackup.log").archive("backup.tar.gz");
//! for finding in report.findings() {
//!     eprintln!("{finding}");
//! }
//! report.verdict(false)?;
//! # Ok::<(), dbs_sdk::Error>(())
//! ```

mod agreement;
mod archive;
mod container;
mod directory;
mod ending;
mod facts;
mod finding;
mod gunzip;
mod kind;
mod report;
mod stream;
mod survey;
mod tar;
mod window;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

pub use container::Container;
pub use finding::{Check, Finding, Severity};
pub(crate) use report::verdict;
pub use report::{BackupKind, Report};

use crate::error::{Error, ErrorKind};

/// How closely a source is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// Of an archive, at most 64 MiB, 256 MiB of what they unpack to, and 100,000 members; a plain
    /// tar is gone through header by header. Of a directory, all names and the files that hold
    /// facts. Of what was not seen, a note is made.
    #[default]
    Quick,
    /// All of it: an archive is read and unpacked to its end, checksum and end marks compared; of
    /// a directory the first bytes of each file are read too.
    Full,
    /// Nothing is looked at, nothing is said.
    Off,
}

impl Mode {
    /// `quick`, `full` or `off`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Full => "full",
            Self::Off => "off",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Mode {
    type Err = Error;

    /// # Errors
    /// [`ErrorKind::Input`] for any other word than [`as_str`](Self::as_str) gives.
    fn from_str(word: &str) -> Result<Self, Error> {
        let mut modes = [Self::Quick, Self::Full, Self::Off].into_iter();
        modes.find(|mode| mode.as_str() == word).ok_or_else(|| {
            let message = format!("`{word}` is no mode of preflight: give quick, full or off");
            Error::new(ErrorKind::Input, message)
        })
    }
}

/// What is looked at, and how closely. Files are read on the calling thread.
#[derive(Debug, Clone, Default)]
pub struct Preflight {
    mode: Mode,
    region: Option<String>,
    log_path: Option<PathBuf>,
    info_path: Option<PathBuf>,
}

impl Preflight {
    /// In the mode quick.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How closely the source is looked at.
    #[must_use]
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// The region of the data source, such as `cn-hangzhou`, to be compared with the service's page.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// What the backup tool wrote to standard error.
    #[must_use]
    pub fn log_path(mut self, path: impl Into<PathBuf>) -> Self {
        self.log_path = Some(path.into());
        self
    }

    /// The backup's `xtrabackup_info` or `mariadb_backup_info`, where it is not in the backup itself.
    #[must_use]
    pub fn info_path(mut self, path: impl Into<PathBuf>) -> Self {
        self.info_path = Some(path.into());
        self
    }

    /// Looks at an archive. What cannot be read is a finding.
    #[must_use]
    pub fn archive(&self, path: impl AsRef<Path>) -> Report {
        let path = path.as_ref();
        self.look(&path.display().to_string(), |report| archive::file(path, self.mode, report))
    }

    /// Looks at a directory that is to be packed. What cannot be read is a finding.
    #[must_use]
    pub fn directory(&self, path: impl AsRef<Path>) -> Report {
        let path = path.as_ref();
        self.look(&path.display().to_string(), |report| {
            directory::directory(path, self.mode, report)
        })
    }

    /// Looks at the first bytes of a stream of unknown length: 64 KiB tell the format and the first
    /// members. All of a stream is seen only by unpacking it, so the mode full sees no more.
    #[must_use]
    pub fn head(&self, bytes: &[u8]) -> Report {
        self.look("the stream", |report| archive::head(bytes, report))
    }

    fn look(&self, source: &str, look: impl FnOnce(&mut Report) -> archive::Facts) -> Report {
        let mut report = Report::default();
        if self.mode == Mode::Off {
            return report;
        }
        let facts = look(&mut report);
        let (log, info) = (self.log_path.as_deref(), self.info_path.as_deref());
        facts::join(source, facts, log, info, &mut report);
        let region = self.region.as_deref().and_then(|region| kind::region(source, region));
        report.findings.extend(region);
        report.sorted()
    }
}
