//! Files of one backup confirm each other, and files of two are found out.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use xtrabackup_meta::{
    BackupFiles, BackupInfo, BackupLog, BinlogInfo, Checkpoints, CompletedBackup, Error, ErrorKind,
};

const LOG: &str = "\
2024-09-25T17:46:21.000001+08:00 0 [Note] [MY-011825] [Xtrabackup] Connecting to MySQL server host: localhost, user: root
2024-09-25T17:46:21.000001+08:00 0 [Note] [MY-011825] [Xtrabackup] Using server version 8.0.36
2024-09-25T17:46:50.000001+08:00 1 [Note] [MY-011825] [Xtrabackup] Compressing /data/a.ibd to a.ibd.zst
2024-09-25T17:46:57.000001+08:00 0 [Note] [MY-011825] [Xtrabackup] The latest check point (for incremental): '44894'
2024-09-25T17:46:58.000001+08:00 0 [Note] [MY-011825] [Xtrabackup] MySQL binlog position: filename 'b.000041', position '9912', GTID of the last change 'AA:1-5,bb:1'
2024-09-25T17:46:58.000001+08:00 0 [Note] [MY-011825] [Xtrabackup] completed OK!
";

const INFO: &str = "\
uuid = u
tool_name = xtrabackup
tool_version = 8.0.35-31
server_version = 8.0.36
start_time = 2024-09-25 09:46:20
end_time = 2024-09-25 09:46:57
binlog_pos = filename 'b.000041', position '9912', GTID of the last change 'aa:1-5,bb:1'
innodb_from_lsn = 0
innodb_to_lsn = 44894
format = xbstream
";

const BINLOG_INFO: &str = "b.000041\t9912\tbb:1,aa:1-5\n";

const CHECKPOINTS: &str = "backup_type = full-backuped\nfrom_lsn = 0\nto_lsn = 44894\n";

/// Joins the files that are not empty.
fn join(
    log: &str,
    info: &str,
    binlog_info: &str,
    checkpoints: &str,
) -> Result<CompletedBackup, Error> {
    fn given<T>(text: &str, parse: fn(&[u8]) -> Result<T, Error>) -> Option<T> {
        (!text.is_empty()).then(|| parse(text.as_bytes()).unwrap())
    }
    let log = given(log, BackupLog::parse);
    let info = given(info, BackupInfo::parse);
    let binlog_info = given(binlog_info, BinlogInfo::parse);
    let checkpoints = given(checkpoints, Checkpoints::parse);
    BackupFiles {
        run: log.as_ref().and_then(BackupLog::last_backup),
        info: info.as_ref(),
        binlog_info: binlog_info.as_ref(),
        checkpoints: checkpoints.as_ref(),
    }
    .completed_backup()
}

#[track_caller]
fn disputes(joined: Result<CompletedBackup, Error>, message: &str) {
    let error = joined.unwrap_err();
    assert_eq!((error.kind(), &*error.to_string()), (ErrorKind::Disputed, message));
}

#[test]
fn all_agree() {
    let backup = join(LOG, INFO, BINLOG_INFO, CHECKPOINTS).unwrap();
    assert_eq!(backup.start.civil.to_string(), "2024-09-25 17:46:21.000001");
    assert!(backup.start.offset.is_some());
    assert_eq!(backup.gtid_set.unwrap().text, "aa:1-5,bb:1");
    assert_eq!(backup.flags.compress, Some(3));
    assert_eq!(backup.flags.stream.unwrap().line, 10);
}

#[test]
fn each_file_fills_what_others_lack() {
    let headless = LOG.split_inclusive('\n').skip(2).collect::<String>();
    let backup = join(&headless, INFO, "", "").unwrap();
    assert_eq!(backup.start.civil.to_string(), "2024-09-25 9:46:20.0");
    assert_eq!(backup.server_version, "8.0.36");

    let no_position = INFO
        .replace("filename 'b.000041', position '9912', GTID of the last change 'aa:1-5,bb:1'", "");
    assert_eq!(join("", &no_position, "", "").unwrap_err().kind(), ErrorKind::NoBinlog);
    let backup = join("", &no_position, BINLOG_INFO, "").unwrap();
    assert_eq!(backup.binlog.to_string(), "b.000041:9912");
    assert_eq!(backup.gtid_set.unwrap().text, "bb:1,aa:1-5");
}

#[test]
fn a_whole_set_wins_over_one_that_is_cut() {
    let cut = LOG.replace(",bb:1'", ",bb:");
    let backup = join(&cut, "", BINLOG_INFO, "").unwrap();
    assert!(backup.gtid_set.unwrap().complete);
    let other = cut.replace("AA:1-5", "AA:1-4");
    disputes(
        join(&other, "", BINLOG_INFO, ""),
        "the GTID set is bb:1,aa:1-5 in xtrabackup_binlog_info, but AA:1-4 in the log; check that \
         both files are of the same backup",
    );
}

#[test]
fn every_disagreement_shows_both() {
    disputes(
        join(LOG, &INFO.replace("9912", "9913"), "", ""),
        "the binlog position is b.000041:9913 in xtrabackup_info, but b.000041:9912 in the log; \
         check that both files are of the same backup",
    );
    disputes(
        join("", INFO, &BINLOG_INFO.replace("41", "42"), ""),
        "the binlog position is b.000041:9912 in xtrabackup_info, but b.000042:9912 in \
         xtrabackup_binlog_info; check that both files are of the same backup",
    );
    disputes(
        join(LOG, &INFO.replace("bb:1", "bb:1-2"), "", ""),
        "the GTID set is aa:1-5,bb:1-2 in xtrabackup_info, but AA:1-5,bb:1 in the log; check that \
         both files are of the same backup",
    );
    disputes(
        join(LOG, &INFO.replace("server_version = 8.0.36", "server_version = 8.0.37"), "", ""),
        "the server version is 8.0.37 in xtrabackup_info, but 8.0.36 in the log; check that both \
         files are of the same backup",
    );
    disputes(
        join(LOG, "", "", &CHECKPOINTS.replace("44894", "44895")),
        "the checkpoint LSN is 44895 in xtrabackup_checkpoints, but 44894 in the log; check that \
         both files are of the same backup",
    );
}

#[test]
fn a_run_that_failed_is_not_saved_by_its_info_file() {
    let failed = LOG.replace(
        "[Note] [MY-011825] [Xtrabackup] completed OK!",
        "[ERROR] [MY-011825] [Xtrabackup] Table check failed.",
    );
    assert_eq!(join(&failed, INFO, "", "").unwrap_err().kind(), ErrorKind::Failed);
}

#[test]
fn coordinates_alone_are_no_backup() {
    assert_eq!(join("", "", BINLOG_INFO, CHECKPOINTS).unwrap_err().kind(), ErrorKind::NoBackup);
}

#[test]
fn an_earlier_run_is_taken_when_it_is_asked_for() {
    let failed = LOG.replace("completed OK!", "stopped").replace("17:46", "18:46");
    let log = BackupLog::parse([LOG, &failed].concat().as_bytes()).unwrap();
    assert_eq!(log.completed_backup().unwrap_err().kind(), ErrorKind::Unfinished);
    let earlier = log.last_completed().unwrap();
    assert_eq!((earlier.lines, log.runs().len()), ((1, 6), 2));
    assert_eq!(earlier.completed_backup().unwrap().end.line, 6);
}
