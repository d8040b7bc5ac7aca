//! Forms of logs that the tools write and the corpus lacks: those of MariaDB 10.11.19 were seen,
//! the others are put together from the grammar of their generation.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use xtrabackup_meta::{BackupLog, Outcome, Run, RunKind, StreamFormat};

fn runs(log: &str) -> Vec<Run> {
    BackupLog::parse(log.as_bytes()).unwrap().runs().to_vec()
}

#[track_caller]
fn only_run(log: &str) -> Run {
    let [run] = &runs(log)[..] else { panic!("{} runs", runs(log).len()) };
    assert_eq!(run.disputed_lines, []);
    run.clone()
}

fn start(run: &Run) -> String {
    run.start.unwrap().civil.to_string()
}

fn binlog(run: &Run) -> String {
    run.binlog.as_ref().unwrap().to_string()
}

fn text(field: &Option<String>) -> &str {
    field.as_deref().unwrap_or_default()
}

#[test]
fn mariadb_called_as_innobackupex() {
    let run = only_run(
        "\
Warning: option 'use-memory': signed value -1 adjusted to 8388608
261122 18:04:06 innobackupex: Starting the backup operation

IMPORTANT: Please check that the backup run completes successfully.
           prints \"completed OK!\".

[00] 2026-11-22 18:04:06 Connecting to MariaDB server host: localhost, user: root
[00] 2026-11-22 18:04:07 Using server version 10.11.19-MariaDB-0+deb12u1-log
--innobackupex based on MariaDB server 10.11.19-MariaDB debian-linux-gnu (x86_64)
[00] 2026-11-22 18:04:08 All tables unlocked
[00] 2026-11-22 18:04:08 MySQL binlog position: filename 'mysql-bin.000003', position '3036'
2026-11-22 18:04:08 0 [Note] InnoDB: Starting shutdown...
[00] 2026-11-22 18:04:09 completed OK!
",
    );
    assert_eq!((run.kind, &run.outcome), (RunKind::Backup, &Outcome::Completed));
    assert_eq!((text(&run.tool), text(&run.tool_version)), ("mariadb-backup", "10.11.19-MariaDB"));
    assert_eq!((&*start(&run), &*binlog(&run)), ("2026-11-22 18:04:06.0", "mysql-bin.000003:3036"));
}

#[test]
fn mariabackup_10_1_speaks_as_2_3() {
    let run = only_run(
        "\
180607 10:11:12 Connecting to MySQL server host: localhost, user: root, password: set
Using server version 10.1.33-MariaDB
mariabackup based on MariaDB server 10.1.33-MariaDB Linux (x86_64)
180607 10:11:20 [01] Copying ./ibdata1 to /bk/ibdata1
180607 10:11:30 Backup created in directory '/bk/'
MySQL binlog position: filename 'b.000001', position '314', GTID of the last change '0-1-2'
mariabackup: Transaction log of lsn (1616) to (1625) was copied.
180607 10:11:31 completed OK!
",
    );
    assert_eq!((text(&run.tool), &*binlog(&run)), ("mariabackup", "b.000001:314"));
    assert_eq!(run.outcome, Outcome::Completed);
}

#[test]
fn a_copy_back_that_is_refused() {
    let run = only_run(
        "\
mariadb-backup based on MariaDB server 10.11.19-MariaDB debian-linux-gnu (x86_64)
[00] 2026-11-22 18:04:07 Original data directory /var/lib/mysql is not empty!
",
    );
    assert_eq!(run.kind, RunKind::CopyBack);
    assert!(matches!(run.outcome, Outcome::Failed { line: 2, .. }));
}

#[test]
fn incremental_backups() {
    for line in [
        "xtrabackup: incremental backup from 1597945 is enabled.",
        "240925 17:46:22 incremental backup from 1597945 is enabled.",
    ] {
        let head = "240925 17:46:21 Connecting to MySQL server host: localhost, user: root";
        assert_eq!(only_run(&format!("{head}\n{line}\n")).flags.incremental, Some(2), "{line}");
    }
    let run = only_run(
        "\
[00] 2026-11-22 18:03:48 Connecting to MariaDB server host: localhost, user: root
[00] 2026-11-22 18:03:48 incremental backup from 49909 is enabled.
",
    );
    assert_eq!((run.flags.incremental, run.flags.partial), (Some(2), None));
}

#[test]
fn backups_of_some_tables() {
    let with = |line: &str| {
        let head = "[00] 2026-11-22 18:03:48 Connecting to MariaDB server host: localhost";
        only_run(&format!("{head}, user: root\n[00] 2026-11-22 18:03:48 {line}\n")).flags.partial
    };
    assert_eq!(with("Skipping db: ./mysql"), Some(2));
    assert_eq!(with("Skipping ./mysql/db.MAI."), Some(2));
    assert_eq!(with("Skipping db: ./#binlog_cache_files"), None);
    assert_eq!(with("Skip table shop.m at it is in exclude list"), None);
}

#[test]
fn the_script_of_2009() {
    let run = only_run(
        "\
InnoDB Backup Utility v1.5.1-xtrabackup; Copyright 2003, 2009 Innobase Oy
091117 10:00:00  innobackupex: Starting mysql with options:  --user=root --password=xxxxxxxx
091117 10:00:02  innobackupex: Connected to database with mysql child process (pid=4711)
091117 10:00:08  innobackupex: Starting the backup operation
innobackupex: MySQL binlog position: filename 'mysql-bin.000002', position 106
091117 10:30:00  innobackup completed OK!
",
    );
    assert_eq!((run.kind, &run.outcome), (RunKind::Backup, &Outcome::Completed));
    assert_eq!((&*start(&run), &*binlog(&run)), ("2009-11-17 10:00:00.0", "mysql-bin.000002:106"));
    assert_eq!(run.server_version, None);
}

#[test]
fn streams_and_packed_backups_of_each_generation() {
    let classic = "240925 17:46:21 Connecting to MySQL server host: localhost, user: root\n";
    let maria = "[00] 2026-11-22 18:03:48 Connecting to server host: localhost, user: root\n";
    let structured = "2024-09-25T17:46:21.1+08:00 0 [Note] [MY-011825] [Xtrabackup] ";
    for (log, compress, encrypt, stream) in [
        (
            format!("{classic}240925 17:46:22 [01] Streaming ./a.ibd to <STDOUT>"),
            false,
            false,
            true,
        ),
        (
            format!(
                "{classic}240925 17:46:22 [01] Compressing, encrypting and streaming ./a.ibd to <STDOUT>"
            ),
            true,
            true,
            true,
        ),
        (
            format!("{classic}240925 17:46:22 [01] Encrypting ./a.ibd to /bk/a.ibd.xbcrypt"),
            false,
            true,
            false,
        ),
        (
            format!("{maria}[01] 2026-11-22 18:03:49 Compressing ./a.ibd to /bk/a.ibd.qp"),
            true,
            false,
            false,
        ),
        (
            format!(
                "{structured}Connecting to MySQL server host: l\n{structured}Compressing and streaming ./a.ibd"
            ),
            true,
            false,
            true,
        ),
    ] {
        let flags = only_run(&format!("{log}\n")).flags;
        let found = (flags.compress.is_some(), flags.encrypt.is_some(), flags.stream.is_some());
        assert_eq!(found, (compress, encrypt, stream), "{log}");
    }
    let options =
        format!("{structured}recognized client arguments: --backup=1 --stream=xbstream\n");
    let stream = only_run(&options).flags.stream.unwrap();
    assert_eq!((stream.format, stream.line), (StreamFormat::Xbstream, 1));
}

#[test]
fn five_tools_in_one_file() {
    let perl = "\
InnoDB Backup Utility v1.5.1-xtrabackup; Copyright 2003, 2009 Innobase Oy
140901 01:00:00  innobackupex: Connecting to MySQL server with DSN 'dbi:mysql:' as 'u'  (using password: YES).
innobackupex:  Using server version 5.5.62-log
140901 01:00:09  innobackupex: completed OK!
";
    let classic = "\
190901 01:00:00 innobackupex: Starting the backup operation
190901 01:00:01 Connecting to MySQL server host: localhost, user: root
Using server version 5.7.27
190901 01:00:09 completed OK!
";
    let structured = "\
2024-09-01T01:00:00.1+08:00 0 [Note] [MY-011825] [Xtrabackup] recognized client arguments: --backup=1
xtrabackup version 8.0.35-31 based on MySQL server 8.0.35 Linux (x86_64) (revision id: 55ec21d7)
2024-09-01T01:00:01.1+08:00 0 [Note] [MY-011825] [Xtrabackup] Connecting to MySQL server host: localhost
2024-09-01T01:00:01.1+08:00 0 [Note] [MY-011825] [Xtrabackup] Using server version 8.0.36
2024-09-01T01:00:09.1+08:00 0 [Note] [MY-011825] [Xtrabackup] completed OK!
";
    let maria = "\
[00] 2026-09-01 01:00:01 Connecting to MariaDB server host: localhost, user: root
[00] 2026-09-01 01:00:01 Using server version 10.11.19-MariaDB
[00] 2026-09-01 01:00:09 completed OK!
";
    let all = [perl, classic, structured, maria];
    for first in 0..4 {
        for second in 0..4 {
            let found = runs(&[all[first], all[second]].concat());
            let versions: Vec<_> = found.iter().map(|run| text(&run.server_version)).collect();
            let wanted = [first, second]
                .map(|at| ["5.5.62-log", "5.7.27", "8.0.36", "10.11.19-MariaDB"][at]);
            assert_eq!(versions, wanted, "{first}, {second}");
            assert!(found.iter().all(|run| run.outcome == Outcome::Completed));
        }
    }
}

#[test]
fn how_each_generation_fails() {
    for log in [
        "140901 01:00:00  innobackupex: Starting the backup operation\n\
         innobackupex: fatal error: no 'mysqld' group in MySQL options\n",
        "190901 01:00:01 Connecting to MySQL server host: localhost, user: root\n\
         xtrabackup: error: log block numbers mismatch:\n",
        "190901 01:00:01 Connecting to MySQL server host: localhost, user: root\n\
         Error: failed to execute query LOCK BINLOG FOR BACKUP: denied\n",
        "190901 01:00:01 Connecting to MySQL server host: localhost, user: root\n\
         xtrabackup: [ERROR] unknown variable 'x'\n",
        "2024-09-01T01:00:01.1Z 0 [Note] [MY-011825] [Xtrabackup] Connecting to MySQL server host: l\n\
         2024-09-01T01:00:01.1Z 0 [ERROR] [MY-011825] [Xtrabackup] Unable to obtain lock\n",
        "[00] 2026-09-01 01:00:01 Connecting to MariaDB server host: localhost, user: root\n\
         \u{7}mariadb-backup: Error writing file '/bk/a' (errno: 28 \"No space left on device\")\n",
        "[00] 2026-09-01 01:00:01 Connecting to MariaDB server host: localhost, user: root\n\
         [00] FATAL ERROR: 2026-09-01 01:00:01 Can't open /nonexist\n",
        "190901 01:00:01 Connecting to MySQL server host: localhost, user: root\n\
         04:22:18 UTC - xtrabackup got signal 11 ;\n",
        "[00] 2026-09-01 01:00:01 Connecting to MariaDB server host: localhost, user: root\n\
         260901 01:00:02 [ERROR] mariabackup got signal 11 ;\n",
    ] {
        let run = only_run(log);
        assert!(matches!(run.outcome, Outcome::Failed { line: 2, .. }), "{log}");
        assert_eq!(run.kind, RunKind::Backup, "{log}");
    }
}

#[test]
fn a_run_that_was_cut_before_another_tool_began() {
    let log = "\
190901 01:00:01 Connecting to MySQL server host: localhost, user: root
Using server version 5.7.27
190901 01:00:02 [01] Copying ./ibdata1 to /bk/ibdata1
[00] 2026-09-01 01:00:01 Connecting to MariaDB server host: localhost, user: root
[00] 2026-09-01 01:00:01 Using server version 10.11.19-MariaDB
[00] 2026-09-01 01:00:02 Connecting to MariaDB server host: localhost, user: root
[00] 2026-09-01 01:00:09 completed OK!
";
    let found = runs(log);
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].lines, &found[0].outcome), ((1, 3), &Outcome::Unfinished));
    assert_eq!((&*start(&found[1]), found[1].lines), ("2026-09-01 1:00:01.0", (4, 7)));
}
