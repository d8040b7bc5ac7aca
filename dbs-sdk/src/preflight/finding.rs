//! One thing that preflight has to say.

use std::fmt;

/// What preflight noticed: what, where, and how to mend it.
///
/// `{}` is one line: severity, place, what, how to mend it.
///
/// ```
/// use dbs_sdk::preflight::Preflight;
///
/// let report = Preflight::new().head(b"XBSTCK01\0\0\x06\0\0\0ibdata1");
/// assert_eq!(
///     report.findings()[0].to_string(),
///     "error: the stream: is an xbstream, which the service does not take; unpack it with \
///      `xbstream -x -C DIR` (mbstream for MariaDB) and pack it from inside with `tar -C DIR -czf \
///      backup.tar.gz .`, or hand over DIR itself"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What was looked at.
    pub check: Check,
    /// The file it stands in: the archive, the directory, the log, the info file.
    pub file: String,
    /// The member of the archive, or the path in the directory.
    pub member: Option<String>,
    /// The line of the file or of the member, counted from 1.
    pub line: Option<u64>,
    /// What is the matter; goes on after the place.
    pub what: String,
    /// How to mend it.
    pub mend: String,
}

impl Finding {
    pub(crate) fn new(
        severity: Severity,
        check: Check,
        file: &str,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        let (file, what, mend) = (file.to_owned(), what.into(), mend.into());
        Self { severity, check, file, member: None, line: None, what, mend }
    }

    pub(super) fn in_member(mut self, member: impl Into<String>) -> Self {
        self.member = Some(member.into());
        self
    }

    pub(super) fn at_line(mut self, line: Option<u64>) -> Self {
        self.line = line;
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.severity, self.file)?;
        if let Some(member) = &self.member {
            write!(f, ", member {member}")?;
        }
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}; {}", self.what, self.mend)
    }
}

/// How bad a [`Finding`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "complete by definition")]
pub enum Severity {
    /// Good to know.
    Note,
    /// May fail at the service, or may be fine: what the service takes changes. An error if strict.
    Warning,
    /// No backup set should be made of this.
    Error,
}

impl Severity {
    /// `note`, `warning` or `error`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! checks {
    ($($(#[doc = $doc:literal])+ $check:ident = $word:literal,)+) => {
        /// What a [`Finding`] is about, for programs.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Check {
            $($(#[doc = $doc])+ $check,)+
        }

        impl Check {
            /// The word for this check in outputs, such as `xbstream`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$check => $word,)+
                }
            }
        }
    };
}

checks! {
    /// The source cannot be read.
    Unreadable = "unreadable",
    /// The source has nothing in it.
    Empty = "empty",
    /// The source is neither a tar nor a gzip of one, or no binlog.
    Format = "format",
    /// The source is an xbstream, or holds one.
    Xbstream = "xbstream",
    /// Bytes are not what their checksum says, or no header stands where one has to.
    Damaged = "damaged",
    /// The archive or the binlog ends too early.
    Truncated = "truncated",
    /// Bytes or members stand behind the end of the archive.
    BehindTheEnd = "behind-the-end",
    /// The gzip has several members.
    GzipMembers = "gzip-members",
    /// Packed from outside of the backup's directory.
    Packing = "packing",
    /// A file that every backup has is not there.
    Missing = "missing",
    /// A member's name leads out of the directory it is unpacked into.
    Path = "path",
    /// Two members have one name, or a binlog is given twice.
    Duplicate = "duplicate",
    /// A member is sparse.
    Sparse = "sparse",
    /// A link, a device, a pipe, a socket, or a type that not all programs know.
    SpecialFile = "special-file",
    /// The directory's mode is not 755.
    Mode = "mode",
    /// A file is compressed by the backup tool.
    Compressed = "compressed",
    /// A file is encrypted by the backup tool, or a binlog by its server.
    Encrypted = "encrypted",
    /// A size that no such file has.
    TooLarge = "too-large",
    /// The log or the info file lacks a fact, or is of another kind of file.
    Metadata = "metadata",
    /// The backup did not finish.
    Unfinished = "unfinished",
    /// Two files do not speak of the same backup, or are not of one server.
    Disagreement = "disagreement",
    /// The backup is not a full one as the tool left it.
    Kind = "kind",
    /// The version of the server is not among those of the service's page.
    Version = "version",
    /// The region is not among those of the service's page.
    Region = "region",
    /// The place of a binlog in the sequence of its server is not known.
    Sequence = "sequence",
    /// Binlogs are missing between others.
    Gap = "gap",
    /// Log backups cover the same time.
    Overlap = "overlap",
    /// A binlog is not closed.
    Open = "open",
    /// The server's clock was set back.
    Clock = "clock",
    /// It was registered earlier.
    Registered = "registered",
    /// Part of the source was not looked at.
    Unseen = "unseen",
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
