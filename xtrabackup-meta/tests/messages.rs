//! What a user reads when a file does not hold a finished backup.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use std::error::Error as _;
use std::io::{self, Read};

use xtrabackup_meta::{BackupInfo, BackupLog, Error, ErrorKind};

const LOG: &str = "\
240925 17:46:21 innobackupex: Starting the backup operation
240925 17:46:21 Connecting to MySQL server host: localhost, user: root
Using server version 5.5.62-log
240925 17:46:58 Backup created in directory '/data/backup/'
MySQL binlog position: filename 'mysql-bin.000001', position '107'
240925 17:46:58 completed OK!
";

const INFO: &str = "\
uuid = 6d2b0eba-95ba-11e9-8344-005056ad0d3c
name = 
tool_name = innobackupex
tool_command = --user=root --password=... /backup
tool_version = 2.4.9
server_version = 5.5.37-log
start_time = 2019-06-23 21:25:52
end_time = 2019-06-23 21:25:53
lock_time = 0
binlog_pos = filename 'mysql-bin.000001', position '801'
";

fn log(text: &str) -> Error {
    BackupLog::parse(text.as_bytes()).unwrap().completed_backup().unwrap_err()
}

fn log_without(line: &str) -> Error {
    let text: Vec<&str> = LOG.split_inclusive('\n').filter(|text| !text.contains(line)).collect();
    log(&text.concat())
}

fn info_without(line: &str) -> Error {
    let text: Vec<&str> = INFO.split_inclusive('\n').filter(|text| !text.contains(line)).collect();
    BackupInfo::parse(text.concat().as_bytes()).unwrap().completed_backup().unwrap_err()
}

#[track_caller]
fn says(error: &Error, kind: ErrorKind, line: Option<u64>, message: &str) {
    assert_eq!((error.kind(), error.line(), &*error.to_string()), (kind, line, message));
}

#[test]
fn logs() {
    says(
        &log("hello\n"),
        ErrorKind::NoBackup,
        None,
        "the file is not the log of a backup; give what xtrabackup, innobackupex or \
         mariadb-backup wrote to standard error",
    );
    says(
        &log_without("completed OK!"),
        ErrorKind::Unfinished,
        Some(5),
        "the backup run of lines 1 to 5 ends without `completed OK!`; check that the backup \
         finished and that the log is whole",
    );
    says(
        &log_without("binlog position"),
        ErrorKind::NoBinlog,
        Some(5),
        "the backup run of lines 1 to 5 has no binlog file and position; check that the server \
         writes a binary log (log_bin), or give xtrabackup_info",
    );
    says(
        &log_without("Using server version"),
        ErrorKind::NoServerVersion,
        Some(5),
        "the backup run of lines 1 to 5 does not say `Using server version`; give \
         xtrabackup_info instead of the log",
    );
    says(
        &log_without("Connecting"),
        ErrorKind::NoStart,
        Some(1),
        "the log begins at line 1 after the start of the backup run; give the whole log, or \
         xtrabackup_info",
    );
    let prepare = LOG.replace("backup operation", "apply-log operation");
    let prepare: String = prepare.split_inclusive('\n').take(1).collect();
    says(
        &log(&prepare),
        ErrorKind::NoBackup,
        Some(1),
        "the log shows no backup run, only another kind of run at line 1; give the log that was \
         written while the backup was taken",
    );
}

#[test]
fn a_failed_run_after_a_good_one_is_the_answer() {
    let failed = "\
240926 17:46:21 innobackupex: Starting the backup operation
240926 17:46:21 Connecting to MySQL server host: localhost, user: root
Failed to connect to MySQL server: Access denied.
";
    says(
        &log(&[LOG, failed].concat()),
        ErrorKind::Failed,
        Some(9),
        "the backup run of lines 7 to 9 failed from line 9 on, last with `Failed to connect to \
         MySQL server: Access denied`; mend the cause and take a new backup",
    );
}

#[test]
fn infos() {
    says(
        &BackupInfo::parse(b"").unwrap().completed_backup().unwrap_err(),
        ErrorKind::NoBackup,
        None,
        "the file has none of the keys of an xtrabackup_info; give the file xtrabackup_info or \
         mariadb_backup_info of the backup directory",
    );
    says(
        &info_without("end_time"),
        ErrorKind::Unfinished,
        Some(9),
        "the file has no end_time up to its end at line 9; check that the backup finished and \
         that the file is whole",
    );
    says(
        &info_without("binlog_pos"),
        ErrorKind::NoBinlog,
        Some(9),
        "the file has no binlog file and position (binlog_pos) up to its end at line 9; check \
         that the server writes a binary log (log_bin)",
    );
    says(
        &BackupInfo::parse(INFO.replace("21:25:53", "25:25").as_bytes()).unwrap_err(),
        ErrorKind::Malformed,
        Some(8),
        "end_time in line 8 is not of the form `YYYY-MM-DD hh:mm:ss`; check that the file is as \
         the tool wrote it",
    );
    let twice = format!("{INFO}end_time = 2019-06-23 21:25:54\n");
    says(
        &BackupInfo::parse(twice.as_bytes()).unwrap_err(),
        ErrorKind::Disputed,
        Some(11),
        "line 11 gives end_time another value than line 8; check that the file is one backup's own",
    );
    let large = vec![b'x'; 16 * 1024 * 1024 + 1];
    assert_eq!(BackupInfo::read(&*large).unwrap_err().kind(), ErrorKind::TooLarge);
}

#[test]
fn a_source_that_fails() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("disk on fire"))
        }
    }
    let error = BackupLog::read(LOG.as_bytes().chain(Broken)).unwrap_err();
    says(
        &error,
        ErrorKind::Io,
        Some(6),
        "reading stopped after line 6; check that the file is readable",
    );
    assert_eq!(error.source().unwrap().to_string(), "disk on fire");
}
