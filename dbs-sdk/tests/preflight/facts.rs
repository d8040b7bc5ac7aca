//! What is said of the log, the info file and the backup's own files.

use std::fs;
use std::path::Path;

use dbs_sdk::ErrorKind;
use dbs_sdk::preflight::{BackupKind, Check, Mode, Preflight, Report, Severity};
use xtrabackup_meta::BackupInfo;

use crate::backup::{CHECKPOINTS, Folder, INFO, LOG, but, files, tar};

/// What is said of a backup with these files changed, its log, and an info file beside it.
#[track_caller]
fn says(
    changes: &[(&str, Option<&str>)],
    log: Option<&str>,
    info: Option<&str>,
    findings: &[&str],
) -> Report {
    let folder = Folder::new();
    let mut preflight = Preflight::new().mode(Mode::Full);
    if let Some(log) = log {
        preflight = preflight.log_path(folder.put("log", log));
    }
    if let Some(info) = info {
        preflight = preflight.info_path(folder.put("info", info));
    }
    let report = preflight.archive(folder.put("b", tar(&but(changes))));
    let said = folder.said(&report);
    assert_eq!(said, findings, "\n{}", said.join("\n"));
    report
}

#[test]
fn all_agree() {
    let report = says(&[], Some(LOG), Some(INFO), &[]);
    let backup = report.completed_backup().unwrap();
    assert_eq!(backup.end.civil.to_string(), "2024-09-25 17:46:58.0");
    assert_eq!(report.kind(), Some(BackupKind::Full));
    says(&[("./xtrabackup_binlog_info", Some(""))], Some(LOG), None, &[]);
}

#[test]
fn a_log_makes_up_for_an_info_file() {
    let finding = "warning: b: has no xtrabackup_info or mariadb_backup_info in its root; check that it is the directory of a \
                   backup that finished (innobackupex before 2.2 wrote none)";
    let report = says(&[("./xtrabackup_info", None)], Some(LOG), None, &[finding]);
    assert_eq!(report.completed_backup().unwrap().server_version, "5.5.62-log");
    let report = says(&[("./xtrabackup_info", None)], None, Some(INFO), &[finding]);
    assert!(report.completed_backup().is_some());
}

#[test]
fn a_backup_that_did_not_finish() {
    let cut = LOG.replace("240925 17:46:58 completed OK!\n", "");
    let report = says(
        &[],
        Some(&cut),
        None,
        &[
            "error: log, line 5: the backup run of lines 1 to 5 ends without `completed OK!`; check that the backup finished and \
           that the log is whole",
        ],
    );
    assert!(report.completed_backup().is_none());
    assert_eq!(report.findings()[0].check, Check::Unfinished);
    assert_eq!(
        (report.findings()[0].severity, report.findings()[0].line),
        (Severity::Error, Some(5))
    );
    let cut = INFO.replace("end_time = 2024-09-25 17:46:58\n", "");
    says(
        &[("./xtrabackup_info", Some(&cut))],
        None,
        None,
        &[
            "error: b, member ./xtrabackup_info, line 15: the file has no end_time up to its end at line 15; check that the \
           backup finished and that the file is whole",
        ],
    );
}

#[test]
fn a_log_of_something_else() {
    says(
        &[],
        Some("hello\n"),
        None,
        &[
            "error: log: the file is not the log of a backup; give what xtrabackup, innobackupex or mariadb-backup wrote to \
           standard error",
        ],
    );
    let folder = Folder::new();
    let archive = folder.put("b", tar(&files()));
    let none = folder.path().join("none");
    let report = Preflight::new().log_path(&none).info_path(&none).archive(archive);
    let finding = "error: none: cannot be read: No such file or directory (os error 2); check the path and the permissions of \
                   the user that runs this";
    assert_eq!(folder.said(&report), [finding, finding]);
}

#[test]
fn files_of_two_backups() {
    let other_position = LOG.replace("'107'", "'801'");
    says(
        &[],
        Some(&other_position),
        None,
        &[
            "error: log: the binlog position is mysql-bin.000001:107 in xtrabackup_info, but mysql-bin.000001:801 in the log; \
           check that both files are of the same backup",
        ],
    );
    let next_day = LOG.replace("240925", "240926");
    says(
        &[],
        Some(&next_day),
        None,
        &[
            "error: log, line 6: the backup ends at 2024-09-26 17:46:58 in the log, but at 2024-09-25 17:46:58 in \
           ./xtrabackup_info; check that both files are of the same backup",
        ],
    );
    says(
        &[("./xtrabackup_checkpoints", Some(&CHECKPOINTS.replace("to_lsn = 44894", "to_lsn = 7")))],
        None,
        None,
        &[
            "error: b, member ./xtrabackup_info: the checkpoint LSN is 7 in xtrabackup_checkpoints, but 44894 in \
           xtrabackup_info; check that both files are of the same backup",
        ],
    );
    says(
        &[("./xtrabackup_binlog_info", Some("mysql-bin.000002\t4\n"))],
        None,
        None,
        &[
            "error: b, member ./xtrabackup_info: the binlog position is mysql-bin.000001:107 in xtrabackup_info, but \
           mysql-bin.000002:4 in xtrabackup_binlog_info; check that both files are of the same backup",
        ],
    );
    for (from, to, fact) in [
        ("0d8e9a1c", "1d8e9a1c", "uuid"),
        ("17:46:58", "17:46:59", "end_time"),
        ("'107'", "'108'", "binlog_pos"),
        ("44894", "44895", "innodb_to_lsn"),
    ] {
        let folder = Folder::new();
        let info = folder.put("info", INFO.replace(from, to));
        let report = Preflight::new().info_path(info).archive(folder.put("b", tar(&files())));
        assert_eq!(
            folder.said(&report)[0],
            format!(
                "error: info: has another {fact} than ./xtrabackup_info in the backup; check that both files are of the same \
                 backup"
            )
        );
    }
}

#[test]
fn ends_in_zones_that_differ() {
    let log = |end: &str| {
        format!(
            "2024-09-25T17:46:21.000001+08:00 0 [Note] [MY-011825] [Xtrabackup] Connecting to MySQL server host: localhost, \
             user: root\n\
             2024-09-25T17:46:21.000001+08:00 0 [Note] [MY-011825] [Xtrabackup] Using server version 5.5.62-log\n\
             2024-09-25T17:46:58.000001+08:00 0 [Note] [MY-011825] [Xtrabackup] MySQL binlog position: filename \
             'mysql-bin.000001', position '107'\n\
             {end} 0 [Note] [MY-011825] [Xtrabackup] completed OK!\n"
        )
    };
    // 09:46:58 UTC; the info file says 17:46:58 of a zone it does not name.
    says(&[], Some(&log("2024-09-25T17:46:58.500001+08:00")), None, &[]);
    says(&[], Some(&log("2024-09-25T09:46:58.000001Z")), None, &[]);
    says(
        &[],
        Some(&log("2024-09-26T17:46:58.500001+08:00")),
        None,
        &[
            "error: log, line 4: the backup ends at 2024-09-26 17:46:58 in the log, but at 2024-09-25 17:46:58 in \
           ./xtrabackup_info; check that both files are of the same backup",
        ],
    );
}

#[test]
fn kinds_told_apart() {
    let unprepared = "upload the backup as the tool left it, before --prepare";
    let alone = "upload a full backup; the changes since then as binary logs (LogBackup)";
    for (from, to, kind, finding) in [
        (
            "full-backuped",
            "full-prepared",
            BackupKind::Prepared,
            format!(
                "warning: b, member ./xtrabackup_checkpoints: shows a prepared backup (full-prepared): the service's guide \
                 uploads none such; {unprepared}"
            ),
        ),
        (
            "full-backuped",
            "log-applied",
            BackupKind::LogApplied,
            format!(
                "warning: b, member ./xtrabackup_checkpoints: shows a backup with the redo log applied (log-applied): the \
                 service's guide uploads none such; {unprepared}"
            ),
        ),
        (
            "full-backuped",
            "incremental",
            BackupKind::Incremental,
            format!(
                "error: b, member ./xtrabackup_checkpoints: shows an incremental backup, which cannot be restored alone; {alone}"
            ),
        ),
    ] {
        let file = CHECKPOINTS.replace(from, to);
        let report = says(&[("./xtrabackup_checkpoints", Some(&file))], None, None, &[&finding]);
        assert_eq!(report.kind(), Some(kind));
    }
    for (from, to, kind, finding) in [
        (
            "incremental = N",
            "incremental = Y",
            BackupKind::Incremental,
            format!(
                "error: b, member ./xtrabackup_info, line 13: shows an incremental backup, which cannot be restored alone; {alone}"
            ),
        ),
        (
            "partial = N",
            "partial = Y",
            BackupKind::Partial,
            "warning: b, member ./xtrabackup_info, line 12: shows a backup of some tables only, which restores no others; take \
             the backup without --databases, --tables and their kin"
                .to_owned(),
        ),
    ] {
        let info = INFO.replace(from, to);
        let report = says(&[("./xtrabackup_info", Some(&info))], None, None, &[&finding]);
        assert_eq!(report.kind(), Some(kind));
    }
}

#[test]
fn flags_that_the_service_refuses() {
    for (key, option, done, file) in [
        ("compressed = N", "--compress", "compressed", "./shop/orders.ibd.qp"),
        ("encrypted = N", "--encrypt", "encrypted", "./shop/orders.ibd.xbcrypt"),
    ] {
        let info = INFO.replace(key, &key.replace(" N", " Y"));
        let line = 1 + INFO.lines().position(|line| line == key).unwrap();
        says(
            &[("./xtrabackup_info", Some(&info))],
            None,
            None,
            &[&format!(
                "warning: b, member ./xtrabackup_info, line {line}: shows that the backup was taken with {option}, but no file \
                 of it is {done} by its name; check that the backup was made readable again, or take one without {option}"
            )],
        );
        let folder = Folder::new();
        let changes = [("./xtrabackup_info", Some(&*info)), (file, Some("x"))];
        let report = Preflight::new().archive(folder.put("b", tar(&but(&changes))));
        assert_eq!(
            folder.said(&report)[1],
            format!(
                "error: b, member ./xtrabackup_info, line {line}: shows that the backup was taken with {option}, which the \
                 service does not take; take a backup without {option}"
            )
        );
    }
    // Of a stream all that is known is what its log says.
    let log = LOG.replace(
        "240925 17:46:58 Backup",
        "240925 17:46:50 [01] Compressing ./a.ibd to a.ibd.qp\n240925 17:46:58 Backup",
    );
    let folder = Folder::new();
    let report = Preflight::new().log_path(folder.put("log", log)).head(&tar(&files()));
    assert_eq!(
        folder.said(&report)[0],
        "error: log, line 4: shows that the backup was taken with --compress, which the service does not take; take a backup \
         without --compress"
    );
}

#[test]
fn what_the_page_names() {
    let go_on = "ask the service's support, or go on: what the service takes changes";
    for (version, server) in [
        ("5.6.51-log", "MySQL"),
        ("5.50.1", "MySQL"),
        ("8.0.36", "MySQL"),
        ("5.5.68-MariaDB", "MariaDB"),
        ("10.11.6-MariaDB-log", "MariaDB"),
    ] {
        let info = INFO.replace("5.5.62-log", version);
        let report = says(
            &[("./xtrabackup_info", Some(&info))],
            None,
            None,
            &[&format!(
                "warning: b: is of {server} {version}, and the service's page names MySQL 5.5 alone; {go_on}"
            )],
        );
        report.verdict(false).unwrap();
        let error = report.verdict(true).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().starts_with("preflight: warning: "), "{error}");
    }
    let folder = Folder::new();
    let archive = folder.put("b", tar(&files()));
    let report = Preflight::new().region("cn-hangzhou").archive(&archive);
    assert_eq!(folder.said(&report), [""; 0]);
    let report = Preflight::new().region("cn-beijing").archive(&archive);
    assert_eq!(
        folder.said(&report),
        [format!(
            "warning: b: is for the region cn-beijing, and the service's page names cn-hangzhou alone; {go_on}"
        )]
    );
}

#[test]
fn a_verdict_names_the_worst_and_counts_the_others() {
    let folder = Folder::new();
    let none = folder.path().join("none");
    let report = Preflight::new().region("x").archive(none);
    let error = report.verdict(false).unwrap_err().to_string();
    assert!(error.starts_with("preflight: error: ") && !error.contains("more finding"), "{error}");
    let error = report.verdict(true).unwrap_err().to_string();
    assert!(error.ends_with(" (and 1 more finding)"), "{error}");
}

/// Files of real tools, each as the info file of a backup: what they say alone is what they say
/// here, and what is missing is named with its place.
#[test]
fn info_files_of_real_tools() {
    let corpus =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../xtrabackup-meta/tests/corpus/infos");
    let mut seen = 0;
    for entry in fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "info") {
            continue;
        }
        seen += 1;
        let bytes = fs::read(&path).unwrap();
        let folder = Folder::new();
        let mut files = but(&[
            ("./xtrabackup_info", None),
            ("./xtrabackup_checkpoints", Some("backup_type = full-backuped\n")),
            ("./xtrabackup_binlog_info", None),
        ]);
        files.push(("./xtrabackup_info".to_owned(), bytes.clone()));
        let report = Preflight::new().archive(folder.put("b", tar(&files)));
        let alone = BackupInfo::parse(&bytes).and_then(|info| info.completed_backup());
        match alone {
            Ok(backup) => assert_eq!(report.completed_backup(), Some(&backup), "{path:?}"),
            Err(error) => {
                let error = error.to_string();
                let said = folder.said(&report);
                assert!(said.iter().any(|line| line.ends_with(&error)), "{path:?}: {said:?}");
                assert_eq!(report.findings()[0].severity, Severity::Error);
            }
        }
    }
    assert!(seen > 15, "{seen}");
}

/// Where the corpus has the log and the info file of one run, they are found to be of one run.
#[test]
fn logs_and_info_files_of_real_runs_agree() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../xtrabackup-meta/tests/corpus");
    for run in [
        "mdb1011-full-gtid",
        "mdb118-full",
        "pxb22-ps56-ok",
        "pxb24-gtid-multiline",
        "pxb24-mysql57-ok",
        "pxb84-gtid-full",
    ] {
        let folder = Folder::new();
        let info = corpus.join(format!("infos/{run}.info"));
        let report =
            Preflight::new().log_path(corpus.join(format!("logs/{run}.log"))).archive(folder.put(
                "b",
                tar(&but(&[
                    ("./xtrabackup_info", Some(&String::from_utf8_lossy(&fs::read(info).unwrap()))),
                    ("./xtrabackup_checkpoints", Some("backup_type = full-backuped\n")),
                    ("./xtrabackup_binlog_info", None),
                ])),
            ));
        let disputed =
            report.findings().iter().find(|finding| finding.check == Check::Disagreement);
        assert_eq!(disputed, None, "{run}");
        assert!(report.completed_backup().is_some(), "{run}: {:?}", folder.said(&report));
    }
}
