//! `xtrabackup_info` of xtrabackup and innobackupex, `mariadb_backup_info` of MariaDB 11.

mod pairs;

use std::io::Read;

use self::pairs::{Pair, pairs};
use crate::lines::small;
use crate::redact::redact;
use crate::{BinlogPosition, CompletedBackup, Error, ErrorKind, Flags, GtidSet, Stamp};
use crate::{StreamFormat, binlog};

/// What an info file says. A key that is missing, or cut off, is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BackupInfo {
    /// Identity that the tool gave the backup.
    pub uuid: Option<String>,
    /// `--history=NAME`; may have several lines.
    pub name: Option<String>,
    /// Name of the program.
    pub tool_name: Option<String>,
    /// The command line, passwords and keys replaced by `...`.
    pub tool_command: Option<String>,
    /// Version of the program; of innobackupex 2.2 and older that of the binary under it, since
    /// the script calls itself `1.5.1-xtrabackup` for ever.
    pub tool_version: Option<String>,
    /// Version of the server, as it names itself; may hold blanks.
    pub server_version: Option<String>,
    /// When the backup began.
    pub start: Option<Stamp>,
    /// When the backup was done.
    pub end: Option<Stamp>,
    /// Seconds that the tables were locked; a clock value in some streamed MariaDB backups.
    pub lock_time: Option<u64>,
    /// The server's own binlog coordinates.
    pub binlog: Option<BinlogPosition>,
    /// GTID set at those coordinates; some backups have it alone.
    pub gtid_set: Option<GtidSet>,
    /// Moment the backup is consistent with, in epoch seconds.
    pub consistent_time: Option<i64>,
    /// First LSN of the backup, 0 for a full one.
    pub from_lsn: Option<u64>,
    /// LSN up to which an incremental backup may begin.
    pub to_lsn: Option<u64>,
    /// `file`, `tar`, `xbstream` or `mbstream`. MariaDB 10.5 writes `tar` for an xbstream:
    /// [`flags`](Self::flags) has what the command line says.
    pub format: Option<String>,
    /// `N`, or `compressed`.
    pub compressed: Option<String>,
    /// `Y` or `N`; MariaDB has no such key.
    pub encrypted: Option<String>,
    /// `Y` or `N`.
    pub partial: Option<String>,
    /// `Y` or `N`.
    pub incremental: Option<String>,
    /// How the backup was made, by these keys and by the command line.
    pub flags: Flags,
    /// Number of lines.
    pub(crate) lines: u64,
}

impl BackupInfo {
    /// Reads an info file from `source`.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if `source` fails, [`ErrorKind::TooLarge`] beyond 16 MiB, and those of
    /// [`parse`](Self::parse).
    pub fn read(source: impl Read) -> Result<Self, Error> {
        Self::parse(&small(source)?)
    }

    /// Reads an info file. An empty or cut one has fewer facts, which is no error here.
    ///
    /// # Errors
    /// [`ErrorKind::Malformed`] if a value is not of its key's form, [`ErrorKind::Disputed`] if
    /// a key has two values.
    pub fn parse(file: &[u8]) -> Result<Self, Error> {
        let (pairs, lines) = pairs(file)?;
        let mut info = Self { lines, ..Self::default() };
        for pair in &pairs {
            info.take(pair)?;
        }
        info.tell_stream(pairs.iter().find(|pair| pair.key == "format").map(|pair| pair.line));
        Ok(info)
    }

    /// The facts of the backup, all of them.
    ///
    /// # Errors
    /// One that names the missing fact: [`ErrorKind::NoBackup`] of a file without any,
    /// [`ErrorKind::Unfinished`] without `end_time`, [`ErrorKind::NoStart`],
    /// [`ErrorKind::NoServerVersion`], [`ErrorKind::NoBinlog`].
    pub fn completed_backup(&self) -> Result<CompletedBackup, Error> {
        let last = self.lines;
        let missing = |kind, what: &str, check: &str| {
            let message = format!("the file has no {what} up to its end at line {last}; {check}");
            Error::new(kind, Some(last), message)
        };
        if self.uuid.is_none() && self.tool_name.is_none() && self.server_version.is_none() {
            let message = "the file has none of the keys of an xtrabackup_info; give the file \
                           xtrabackup_info or mariadb_backup_info of the backup directory";
            return Err(Error::new(ErrorKind::NoBackup, None, message));
        }
        let whole = "check that the backup finished and that the file is whole";
        let end = self.end.ok_or_else(|| missing(ErrorKind::Unfinished, "end_time", whole))?;
        let start = self.start.ok_or_else(|| missing(ErrorKind::NoStart, "start_time", whole))?;
        let server_version = self
            .server_version
            .clone()
            .ok_or_else(|| missing(ErrorKind::NoServerVersion, "server_version", whole))?;
        let binlog = self.binlog.clone().ok_or_else(|| {
            let check = "check that the server writes a binary log (log_bin)";
            missing(ErrorKind::NoBinlog, "binlog file and position (binlog_pos)", check)
        })?;
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

    fn take(&mut self, pair: &Pair) -> Result<(), Error> {
        let Pair { key, value, line, whole } = pair;
        let text = String::from_utf8_lossy(value).into_owned();
        // A value without its line end may be cut; these words are not, if they are words.
        if !whole && !matches!(&*text, "N" | "Y" | "compressed") {
            return Ok(());
        }
        let shown = (!matches!(&*text, "N" | "")).then_some(*line);
        match *key {
            "uuid" => self.uuid = Some(text),
            "name" => self.name = Some(text),
            "tool_name" => self.tool_name = Some(text),
            "tool_command" => {
                self.flags.options(value, *line);
                self.tool_command = Some(redact(&text));
            }
            "tool_version" => self.tool_version = Some(text),
            "ibbackup_version" => self.binary_version(&text),
            "server_version" => self.server_version = Some(text).filter(|text| !text.is_empty()),
            "start_time" => self.start = moment(pair)?,
            "end_time" => self.end = moment(pair)?,
            "lock_time" => self.lock_time = binlog::decimal(value),
            "binlog_pos" => self.position(pair)?,
            "innodb_from_lsn" => self.from_lsn = number(pair)?,
            "innodb_to_lsn" => self.to_lsn = number(pair)?,
            "format" => self.format = Some(text),
            "partial" => {
                self.flags.partial = self.flags.partial.or(shown);
                self.partial = Some(text);
            }
            "incremental" => {
                self.flags.incremental = self.flags.incremental.or(shown);
                self.incremental = Some(text);
            }
            "compressed" => {
                self.flags.compress = self.flags.compress.or(shown);
                self.compressed = Some(text);
            }
            "encrypted" => {
                self.flags.encrypt = self.flags.encrypt.or(shown);
                self.encrypted = Some(text);
            }
            _ => {}
        }
        Ok(())
    }

    fn position(&mut self, pair: &Pair) -> Result<(), Error> {
        let found = binlog::parse(&pair.value);
        let none = pair.value.trim_ascii().is_empty() || pair.value.starts_with(b"filename ''");
        if found.binlog.is_none() && found.gtid_set.is_none() && !none {
            return Err(malformed(pair, "filename 'FILE', position 'NUMBER'"));
        }
        self.binlog = found.binlog;
        self.gtid_set = found.gtid_set;
        self.consistent_time = found.consistent_time;
        Ok(())
    }

    fn tell_stream(&mut self, line: Option<u64>) {
        let maria = self.tool_name.as_deref().is_some_and(|name| name.starts_with("maria"));
        let format = match self.format.as_deref() {
            // mariadb-backup has no tar; 10.5 writes the word for its xbstream.
            Some("tar") if !maria => StreamFormat::Tar,
            Some("tar" | "xbstream" | "mbstream") => StreamFormat::Xbstream,
            _ => return,
        };
        if let Some(line) = line {
            self.flags.stream(format, line);
        }
    }

    /// innobackupex 2.2 and older: `xtrabackup version 2.2.12 based on ...`.
    fn binary_version(&mut self, text: &str) {
        let scripted = self.tool_version.as_deref() == Some("1.5.1-xtrabackup");
        if let Some(version) = text.split(" version ").nth(1).filter(|_| scripted) {
            self.tool_version = version.split(' ').next().map(str::to_owned);
        }
    }
}

fn moment(pair: &Pair) -> Result<Option<Stamp>, Error> {
    if pair.value.is_empty() {
        return Ok(None);
    }
    let stamp = Stamp::parse(&pair.value, pair.line);
    stamp.map(Some).ok_or_else(|| malformed(pair, "YYYY-MM-DD hh:mm:ss"))
}

fn number(pair: &Pair) -> Result<Option<u64>, Error> {
    if pair.value.is_empty() {
        return Ok(None);
    }
    let number = binlog::decimal(&pair.value);
    number.map(Some).ok_or_else(|| malformed(pair, "a number"))
}

fn malformed(pair: &Pair, form: &str) -> Error {
    let message = format!(
        "{} in line {} is not of the form `{form}`; check that the file is as the tool wrote it",
        pair.key, pair.line
    );
    Error::new(ErrorKind::Malformed, Some(pair.line), message)
}
