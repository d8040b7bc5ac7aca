//! `ExtraMeta`: what DBS is told about a backup set beside its bytes.

use std::fmt;
use std::str::FromStr;

use serde_json::{Map, Value};
use time::PrimitiveDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use xtrabackup_meta::{Binlog, CompletedBackup, Stamp};

use crate::error::{Error, ErrorKind};
use crate::zone::{Moments, Zone};

/// What is uploaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BackupType {
    /// A backup made by xtrabackup, packed as tar or tar.gz.
    FullBackup,
    /// Binary logs.
    LogBackup,
}

impl BackupType {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FullBackup => "FullBackup",
            Self::LogBackup => "LogBackup",
        }
    }
}

impl FromStr for BackupType {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "FullBackup" => Ok(Self::FullBackup),
            "LogBackup" => Ok(Self::LogBackup),
            _ => Err(Error::new(
                ErrorKind::Input,
                format!("the data type {text:?} is not known: give FullBackup or LogBackup"),
            )),
        }
    }
}

impl fmt::Display for BackupType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The JSON text that DBS keeps with a backup set, as its upload guide describes it
/// (<https://help.aliyun.com/zh/dbs/>, "off-cloud backup management").
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ExtraMeta {
    /// Of a [`BackupType::FullBackup`].
    #[non_exhaustive]
    FullBackup {
        /// `BINLOG_FILE`: the binary log that was written when the backup became consistent.
        binlog_file: String,
        /// `version`: the server's version, as the server names itself.
        version: String,
        /// `dataBegin`: the start of the backup, epoch milliseconds.
        data_begin_ms: i64,
        /// `dataEnd`: the end of the backup, epoch milliseconds.
        data_end_ms: i64,
        /// `consistentTime`: the guide sets it to the end of the backup; epoch seconds.
        consistent_time_s: i64,
    },
    /// Of a [`BackupType::LogBackup`].
    #[non_exhaustive]
    LogBackup {
        /// `dataBegin`: the first event, epoch milliseconds.
        data_begin_ms: i64,
        /// `dataEnd`: the last event, epoch milliseconds.
        data_end_ms: i64,
    },
}

impl ExtraMeta {
    /// Of a full backup, from what its log or info file says. `zone` is where the clock ran that
    /// the times were read from; times that carry an offset do not need it.
    ///
    /// In the one hour a year that passes twice, the widest reading is taken: the begin as early and
    /// the end as late as the clock allows. So no moment is ever offered for a restore that the
    /// backup does not cover.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the end lies before the begin, or a time does not exist in `zone`.
    pub fn full_backup(backup: &CompletedBackup, zone: &Zone) -> Result<Self, Error> {
        let (data_begin_ms, data_end_ms) =
            span(stamped(&backup.start, zone)?, stamped(&backup.end, zone)?, || {
                format!(
                    "line {} begins at {}, line {} ends at {}",
                    backup.start.line, backup.start.civil, backup.end.line, backup.end.civil
                )
            })?;
        Ok(Self::FullBackup {
            binlog_file: backup.binlog.file.clone(),
            version: backup.server_version.clone(),
            data_begin_ms,
            data_end_ms,
            consistent_time_s: data_end_ms.div_euclid(1000),
        })
    }

    /// Of binary logs, from the times of their first and last event as a clock in `zone` shows them:
    /// `yyyy-mm-dd hh:mm:ss`.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if a text is no such time, the end lies before the begin, or a time does
    /// not exist in `zone`.
    pub fn log_backup(begin: &str, end: &str, zone: &Zone) -> Result<Self, Error> {
        let begin_at = zone.moments(reading("begin", begin)?)?;
        let end_at = zone.moments(reading("end", end)?)?;
        let (data_begin_ms, data_end_ms) =
            span(begin_at, end_at, || format!("it begins at {begin} and ends at {end}"))?;
        Ok(Self::LogBackup { data_begin_ms, data_end_ms })
    }

    /// Of one binary log, from the times of its first and last event, which say no more than the
    /// second.
    ///
    /// `dataEnd` is the beginning of the last event's second, as it is if the times are given by hand.
    /// The first event of the next file is mostly of that same second, so that the spans of files that
    /// follow each other touch; a later end would claim events that stand in the next file. In a closed
    /// file both times are those of the server's clock. In one that is not, the last is that of a
    /// session: if it lies before the file was begun, the end is the begin.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the server closed the file before it began it: its clock was set back.
    pub fn log_backup_of(binlog: &Binlog) -> Result<Self, Error> {
        let (first, last) = (i64::from(binlog.first.time), i64::from(binlog.last.time));
        if last < first && binlog.closed {
            return Err(Error::new(
                ErrorKind::Input,
                format!(
                    "the binlog begins at {first} and ends at {last}, in epoch seconds, so that the \
                     server's clock was set back; give the times by hand"
                ),
            ));
        }
        Ok(Self::LogBackup { data_begin_ms: first * 1000, data_end_ms: first.max(last) * 1000 })
    }

    /// Reads what [`to_json`](Self::to_json) or the upload guide's script wrote.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if it is no JSON object, lacks a field, has one that is not known, or ends
    /// before it begins.
    pub fn from_json(backup_type: BackupType, text: &str) -> Result<Self, Error> {
        let wrong = |what: String| Error::new(ErrorKind::Input, format!("ExtraMeta: {what}"));
        let fields: Map<String, Value> = serde_json::from_str(text)
            .map_err(|error| wrong("it is no JSON object".to_owned()).because(error))?;
        let known: &[&str] = match backup_type {
            BackupType::FullBackup => {
                &["BINLOG_FILE", "version", "dataBegin", "dataEnd", "consistentTime"]
            }
            BackupType::LogBackup => &["dataBegin", "dataEnd"],
        };
        if let Some(name) = fields.keys().find(|name| !known.contains(&name.as_str())) {
            let known = known.join(", ");
            return Err(wrong(format!("{name} is no field of a {backup_type}: it has {known}")));
        }
        let missing = |name: &str, form: &str| {
            wrong(format!("{name} of a {backup_type} is missing, or is not {form}"))
        };
        let text = |name: &str| {
            let text = fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
            text.map(str::to_owned).ok_or_else(|| missing(name, "a text"))
        };
        let whole = |name: &str| {
            fields.get(name).and_then(Value::as_i64).ok_or_else(|| missing(name, "a whole number"))
        };
        let (data_begin_ms, data_end_ms) = (whole("dataBegin")?, whole("dataEnd")?);
        if data_end_ms < data_begin_ms {
            return Err(wrong(format!(
                "dataEnd {data_end_ms} lies before dataBegin {data_begin_ms}"
            )));
        }
        Ok(match backup_type {
            BackupType::FullBackup => Self::FullBackup {
                binlog_file: text("BINLOG_FILE")?,
                version: text("version")?,
                data_begin_ms,
                data_end_ms,
                consistent_time_s: whole("consistentTime")?,
            },
            BackupType::LogBackup => Self::LogBackup { data_begin_ms, data_end_ms },
        })
    }

    /// Which kind of backup this describes.
    pub fn backup_type(&self) -> BackupType {
        match self {
            Self::FullBackup { .. } => BackupType::FullBackup,
            Self::LogBackup { .. } => BackupType::LogBackup,
        }
    }

    /// The text for the parameter `ExtraMeta`, byte for byte what the upload guide's script writes:
    /// its field order, a blank after each comma and colon, ASCII alone.
    pub fn to_json(&self) -> String {
        match self {
            Self::FullBackup {
                binlog_file,
                version,
                data_begin_ms,
                data_end_ms,
                consistent_time_s,
            } => format!(
                "{{\"BINLOG_FILE\": {}, \"version\": {}, \"dataBegin\": {data_begin_ms}, \
                 \"dataEnd\": {data_end_ms}, \"consistentTime\": {consistent_time_s}}}",
                ascii_json(binlog_file),
                ascii_json(version),
            ),
            Self::LogBackup { data_begin_ms, data_end_ms } => {
                format!("{{\"dataBegin\": {data_begin_ms}, \"dataEnd\": {data_end_ms}}}")
            }
        }
    }
}

fn stamped(stamp: &Stamp, zone: &Zone) -> Result<Moments, Error> {
    match stamp.offset {
        Some(offset) => {
            let nanoseconds = stamp.civil.assume_offset(offset).unix_timestamp_nanos();
            let milliseconds = i64::try_from(nanoseconds.div_euclid(1_000_000)).unwrap_or(i64::MAX);
            Ok(Moments { earliest_ms: milliseconds, latest_ms: milliseconds })
        }
        None => zone.moments(stamp.civil),
    }
}

fn span(begin: Moments, end: Moments, what: impl Fn() -> String) -> Result<(i64, i64), Error> {
    if end.latest_ms < begin.earliest_ms {
        return Err(Error::new(
            ErrorKind::Input,
            format!(
                "the backup ends before it begins: {}; check the times and the time zone",
                what()
            ),
        ));
    }
    Ok((begin.earliest_ms, end.latest_ms))
}

fn reading(which: &str, text: &str) -> Result<PrimitiveDateTime, Error> {
    const FORM: &[BorrowedFormatItem<'_>] = format_description!(
        "[year]-[month padding:none]-[day padding:none] [hour padding:none]:[minute padding:none]:[second padding:none]"
    );
    PrimitiveDateTime::parse(text.trim(), FORM).map_err(|_| {
        Error::new(
            ErrorKind::Input,
            format!("the {which} time {text:?} cannot be read: write it as 2024-09-25 17:40:02"),
        )
    })
}

fn ascii_json(text: &str) -> String {
    let mut ascii = String::new();
    for character in Value::from(text).to_string().chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            let mut units = [0; 2];
            ascii.extend(
                character.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")),
            );
        }
    }
    ascii
}

#[cfg(test)]
mod tests {
    use xtrabackup_meta::BackupLog;

    use super::*;

    const LOG: &str = "\
180306 02:00:00 innobackupex: Starting the backup operation
180306 02:00:00 Connecting to MySQL server host: localhost, user: root, password: set, port: 3306
Using server version 5.5.62-log
180306 02:10:00 Executing FLUSH TABLES WITH READ LOCK...
MySQL binlog position: filename 'mysql-bin.000011', position '2201'
180306 02:10:00 completed OK!
";

    fn of_log(text: &str, zone: &str) -> Result<ExtraMeta, Error> {
        let backup = BackupLog::parse(text.as_bytes())
            .and_then(|log| log.completed_backup())
            .expect("a backup");
        ExtraMeta::full_backup(&backup, &zone.parse().expect("a zone"))
    }

    #[test]
    fn what_was_written_is_read_again() {
        let meta = of_log(LOG, "Asia/Shanghai").expect("times");
        assert_eq!(
            ExtraMeta::from_json(BackupType::FullBackup, &meta.to_json()).expect("read"),
            meta
        );
        let log = "{\"dataEnd\": 2000, \"dataBegin\": 1000}";
        let log = ExtraMeta::from_json(BackupType::LogBackup, log).expect("read");
        assert_eq!(log.to_json(), "{\"dataBegin\": 1000, \"dataEnd\": 2000}");
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (text, why) in [
            ("[]", "ExtraMeta: it is no JSON object"),
            (
                "{\"dataBegin\": 1}",
                "ExtraMeta: dataEnd of a LogBackup is missing, or is not a whole number",
            ),
            (
                "{\"dataBegin\": 1, \"dataEnd\": null}",
                "ExtraMeta: dataEnd of a LogBackup is missing, or is not a whole number",
            ),
            ("{\"dataBegin\": 2, \"dataEnd\": 1}", "ExtraMeta: dataEnd 1 lies before dataBegin 2"),
            (
                "{\"version\": \"8\", \"dataBegin\": 1, \"dataEnd\": 1}",
                "ExtraMeta: version is no field of a LogBackup: it has dataBegin, dataEnd",
            ),
        ] {
            let error = ExtraMeta::from_json(BackupType::LogBackup, text).expect_err("wrong");
            assert_eq!(error.to_string(), why);
        }
    }

    #[test]
    fn a_full_backup_is_described_as_the_guide_does() {
        let meta = of_log(LOG, "Asia/Shanghai").expect("times");
        assert_eq!(meta.backup_type(), BackupType::FullBackup);
        assert_eq!(
            meta.to_json(),
            r#"{"BINLOG_FILE": "mysql-bin.000011", "version": "5.5.62-log", "dataBegin": 1520272800000, "dataEnd": 1520273400000, "consistentTime": 1520273400}"#
        );
    }

    #[test]
    fn names_are_ascii_in_the_text() {
        let meta = of_log(&LOG.replace("mysql-bin", "备份😀\u{7f}"), "UTC").expect("times");
        assert!(
            meta.to_json()
                .starts_with("{\"BINLOG_FILE\": \"\\u5907\\u4efd\\ud83d\\ude00\u{7f}.000011\", "),
            "{}",
            meta.to_json()
        );
    }

    #[test]
    fn over_the_end_of_summer_time_the_end_stays_after_the_begin() {
        // Began at 02:50 summer time, ended twenty minutes later at 02:10 winter time.
        let log = LOG
            .replace("180306 02:00:00", "241027 02:50:00")
            .replace("180306 02:10:00", "241027 02:10:00");
        let ExtraMeta::FullBackup { data_begin_ms, data_end_ms, .. } =
            of_log(&log, "Europe/Berlin").expect("times")
        else {
            panic!("not a full backup");
        };
        assert_eq!(data_end_ms - data_begin_ms, 20 * 60_000);
    }

    #[test]
    fn an_end_before_the_begin_is_refused_with_both() {
        let log = LOG.replace("180306 02:10:00", "180306 01:10:00");
        let error = of_log(&log, "UTC").expect_err("an end before the begin");
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().contains("ends before it begins: line 2"), "{error}");
    }

    #[test]
    fn a_log_backup_has_two_times() {
        let zone = "+08:00".parse().expect("a zone");
        let meta = ExtraMeta::log_backup("2024-09-25 17:40:02", "2024-9-25 18:00:00", &zone)
            .expect("times");
        assert_eq!(meta.to_json(), r#"{"dataBegin": 1727257202000, "dataEnd": 1727258400000}"#);
        assert!(
            ExtraMeta::log_backup("2024-09-25 18:00:00", "2024-09-25 17:40:02", &zone).is_err()
        );
        for text in [
            "",
            "yesterday",
            "2024-09-25",
            "2024-09-25T17:40:02",
            "2024-13-25 17:40:02",
            "24-09-25 17:40:02",
        ] {
            assert!(ExtraMeta::log_backup(text, "2024-09-25 18:00:00", &zone).is_err(), "{text}");
        }
    }
}
