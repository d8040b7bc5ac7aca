//! The answers of the parsers in the service's own upload guide, in their keys, types and texts.
//!
//! For programs that were written around `analyze_slave_status` and
//! `ExtraMetaParser.get_extra_meta`. Where those two are right, these are equal to the letter;
//! else they give the truth, or an error that says what is wrong.
//!
//! # Where [`analyze_slave_status`] differs
//!
//! | the log | documented parser | here |
//! |---|---|---|
//! | holds several runs | the first match of each key in the file, of whichever run | the last backup run |
//! | ends with a run that failed | the end and position of an earlier run | what the failed run has: no `END_TIME` |
//! | holds a backup that failed and a prepare that did not | `END_TIME` of the prepare | no `END_TIME` |
//! | quotes a query, path or name that looks like a fact | believes it | does not; [`Disputed`](crate::ErrorKind::Disputed) where it may be a run of its own |
//! | is of the Perl generation, of 8.0.28 and later, or of MariaDB | no `START_TIME`; no `END_TIME` of the latter two | both; as written, without the offset |
//! | has a second connection in a run | the first stamp that its search meets | the stamp of the first connection of the run |
//! | has blanks in the binlog's name or in the server's version | cut at the blank, or no key | whole |
//! | has `filename ''` | an empty `BINLOG_FILE`, and `BINLOG_POS` 0 | neither key |
//! | has `consistent_time` in the line of the position | no `CONSISTENT_TIME` | `CONSISTENT_TIME` |
//! | is cut within a line | what is left of a name, a version or a number | no such key |
//! | has bytes that are no UTF-8 | `UnicodeDecodeError` | reads on |
//! | has a date that does not exist | `ValueError` | no such key |
//!
//! # Where [`get_extra_meta`] differs
//!
//! | the info file | documented parser | here |
//! |---|---|---|
//! | has a line without `=` (a GTID set of several lines, a name with line ends) | `ValueError` | reads on |
//! | has no `binlog_pos`, an empty one, or a GTID set alone | `TypeError`, `AttributeError` | [`NoBinlog`](crate::ErrorKind::NoBinlog) |
//! | has `filename ''` | an empty `BINLOG_FILE` | [`NoBinlog`](crate::ErrorKind::NoBinlog) |
//! | has bytes that are not of the locale's encoding, or a byte order mark | `UnicodeDecodeError`, or no first key | reads on |
//! | is cut within a line | what is left of the value | `None`, [`NoBinlog`](crate::ErrorKind::NoBinlog) |
//! | has a time that is none, or a key twice with two values | the text; the last | [`Malformed`](crate::ErrorKind::Malformed), [`Disputed`](crate::ErrorKind::Disputed) |
//! | has an empty `server_version`, `start_time` or `end_time` | an empty text | `None` |
//!
//! Neither prints anything; the documented ones print the whole info file, passwords included.

use crate::{BackupInfo, BackupLog, BinlogPosition, Error, ErrorKind, Stamp};

/// What [`analyze_slave_status`] says. A key that the documented dictionary would not have is
/// `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SlaveStatus {
    /// `START_TIME`, `YYYY-MM-DD hh:mm:ss`.
    pub start_time: Option<String>,
    /// `SERVER_VERSION`.
    pub server_version: Option<String>,
    /// `BINLOG_FILE`.
    pub binlog_file: Option<String>,
    /// `BINLOG_POS`.
    pub binlog_pos: Option<u64>,
    /// `CONSISTENT_TIME`, epoch seconds.
    pub consistent_time: Option<i64>,
    /// `END_TIME`, `YYYY-MM-DD hh:mm:ss`.
    pub end_time: Option<String>,
}

/// What [`get_extra_meta`] says. The documented dictionary always has all four keys.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExtraMeta {
    /// `BINLOG_FILE`.
    pub binlog_file: String,
    /// `SERVER_VERSION`.
    pub server_version: Option<String>,
    /// `START_TIME`, `YYYY-MM-DD hh:mm:ss`.
    pub start_time: Option<String>,
    /// `END_TIME`, `YYYY-MM-DD hh:mm:ss`.
    pub end_time: Option<String>,
}

/// The last backup run of `log`, finished or not; of a log without one, the last run.
///
/// # Errors
/// [`ErrorKind::Disputed`] if what begins that run may be text of a user's query.
pub fn analyze_slave_status(log: &BackupLog) -> Result<SlaveStatus, Error> {
    let Some(run) = log.last_backup().or(log.runs().last()) else {
        return Ok(SlaveStatus::default());
    };
    run.reliable()?;
    let (binlog_file, binlog_pos) = match run.binlog.clone() {
        Some(BinlogPosition { file, position }) => (Some(file), Some(position)),
        None => (None, None),
    };
    Ok(SlaveStatus {
        start_time: run.start.map(text),
        server_version: run.server_version.clone(),
        binlog_file,
        binlog_pos,
        consistent_time: run.consistent_time,
        end_time: run.end.map(text),
    })
}

/// The four values of an info file.
///
/// # Errors
/// [`ErrorKind::NoBinlog`] if `info` has no binlog file.
pub fn get_extra_meta(info: &BackupInfo) -> Result<ExtraMeta, Error> {
    let binlog = info.binlog.clone().ok_or_else(|| {
        let message = "the file has no binlog file and position (binlog_pos); check that the \
                       server writes a binary log (log_bin) and that the file is whole";
        Error::new(ErrorKind::NoBinlog, None, message)
    })?;
    Ok(ExtraMeta {
        binlog_file: binlog.file,
        server_version: info.server_version.clone(),
        start_time: info.start.map(text),
        end_time: info.end.map(text),
    })
}

fn text(stamp: Stamp) -> String {
    let (date, clock) = (stamp.civil.date(), stamp.civil.time());
    let (hour, minute, second) = clock.as_hms();
    format!("{date} {hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(log: &str) -> BackupLog {
        BackupLog::parse(log.as_bytes()).unwrap()
    }

    #[test]
    fn a_failed_run_after_a_good_one_has_no_end() {
        const GOOD: &str = "\
240925 17:46:21 Connecting to MySQL server host: localhost, user: root
Using server version 5.7.44
MySQL binlog position: filename 'b.1', position '107', consistent_time 1727257617
240925 17:46:58 completed OK!
";
        const FAILED: &str = "\
240926 01:02:03 Connecting to MySQL server host: localhost, user: root
Failed to connect to MySQL server: Access denied.
";
        let found = analyze_slave_status(&parse(&[GOOD, FAILED].concat())).unwrap();
        let wanted = SlaveStatus {
            start_time: Some("2024-09-26 01:02:03".to_owned()),
            ..SlaveStatus::default()
        };
        assert_eq!(found, wanted);
        let found = analyze_slave_status(&parse(GOOD)).unwrap();
        assert_eq!(found.end_time.as_deref(), Some("2024-09-25 17:46:58"));
        assert_eq!((found.binlog_pos, found.consistent_time), (Some(107), Some(1_727_257_617)));
    }

    #[test]
    fn no_binlog_is_an_error() {
        let info = BackupInfo::parse(b"server_version = 8.0.41\nbinlog_pos = \n").unwrap();
        assert_eq!(get_extra_meta(&info).unwrap_err().kind(), ErrorKind::NoBinlog);
    }
}
