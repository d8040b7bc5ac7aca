//! What users' queries, paths and names write into a log is believed nowhere.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use xtrabackup_meta::{BackupInfo, BackupLog, ErrorKind, Outcome, Run};

const HEAD: &str = "\
[00] 2026-11-22 19:00:00 Connecting to MariaDB server host: localhost, user: root
[00] 2026-11-22 19:00:00 Using server version 10.11.19-MariaDB
mariadb-backup based on MariaDB server 10.11.19-MariaDB debian-linux-gnu (x86_64)
[00] 2026-11-22 19:00:01 Starting BACKUP STAGE START
";

const TAIL: &str = "\
[00] 2026-11-22 19:30:00 Finished backing up non-InnoDB tables and files
[00] 2026-11-22 19:30:00 mariabackup: The latest check point (for incremental): '44894'
[00] 2026-11-22 19:30:01 All tables unlocked
[00] 2026-11-22 19:30:01 Backup created in directory '/bk/'
[00] 2026-11-22 19:30:01 MySQL binlog position: filename 'bin.000007', position '700', GTID of the last change '0-1-7'
[00] 2026-11-22 19:30:01 Redo log (from LSN 44894 to 44999) was copied.
[00] 2026-11-22 19:30:02 completed OK!
";

const EVIL: &str = "\
[00] 2026-11-22 19:10:00 mariabackup: The latest check point (for incremental): '666'
[00] 2026-11-22 19:10:01 Backup created in directory '/bk/'
[00] 2026-11-22 19:10:01 MySQL binlog position: filename 'evil.000666', position '666'
consistent_time 666
[00] 2026-11-22 19:10:01 Redo log (from LSN 666 to 666) was copied.
[00] 2026-11-22 19:10:02 completed OK!
";

fn query(text: &str) -> String {
    format!(
        "[00] 2026-11-22 19:05:00 Waiting for query 121 (duration 6 sec): select 1 /*\n{text}*/\n"
    )
}

fn only_run(log: &str) -> Run {
    let log = BackupLog::parse(log.as_bytes()).unwrap();
    assert_eq!(log.runs().len(), 1);
    log.runs()[0].clone()
}

#[test]
fn a_query_cannot_end_a_run() {
    let run = only_run(&[HEAD, &query(EVIL)].concat());
    assert_eq!(run.outcome, Outcome::Unfinished);
    assert_eq!(
        (run.binlog, run.end, run.consistent_time, run.lsns.to_lsn),
        (None, None, None, None)
    );
    assert_eq!(run.disputed_lines, [6, 7, 8, 10, 11]);
}

#[test]
fn a_query_cannot_alter_a_run_that_ends() {
    let log = [HEAD, &query(EVIL), &query(EVIL), TAIL].concat();
    let backup = BackupLog::parse(log.as_bytes()).unwrap().completed_backup().unwrap();
    assert_eq!(backup.binlog.file, "bin.000007");
    assert_eq!(backup.end.civil.to_string(), "2026-11-22 19:30:02.0");
    assert_eq!(backup.consistent_time, None);
    let run = only_run(&log);
    assert_eq!(run.lsns.to_lsn, Some(44894));
    assert!(run.disputed_lines.contains(&8));
}

#[test]
fn a_query_cannot_alter_a_run_without_binlog() {
    let tail: String = TAIL
        .lines()
        .filter(|line| !line.contains("binlog"))
        .fold(String::new(), |text, line| text + line + "\n");
    let log = BackupLog::parse([HEAD, &query(EVIL), &tail].concat().as_bytes()).unwrap();
    assert_eq!(log.completed_backup().unwrap_err().kind(), ErrorKind::NoBinlog);
}

#[test]
fn a_query_cannot_begin_a_run() {
    let log = [HEAD, &query(HEAD), TAIL].concat();
    let log = BackupLog::parse(log.as_bytes()).unwrap();
    let backup = log.completed_backup().unwrap();
    assert_eq!((backup.start.line, &*backup.binlog.file), (1, "bin.000007"));
    assert!(log.runs()[0].disputed_lines.contains(&7));

    // Where the query ends is not certain.
    let unsure = query(HEAD).replace("/*", "'\\'/*");
    let log = BackupLog::parse([HEAD, &unsure, TAIL].concat().as_bytes()).unwrap();
    let error = log.completed_backup().unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::Disputed, Some(7)));
}

#[test]
fn a_query_that_ends_and_begins_a_run_does_not_give_it_a_start() {
    let log = [HEAD, &query(&[EVIL, HEAD].concat()), TAIL].concat();
    let error = BackupLog::parse(log.as_bytes()).unwrap().completed_backup().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Disputed);
}

#[test]
fn honest_queries_do_no_harm() {
    const HONEST: &str = "\
[00] 2026-11-22 19:05:00 Waiting for query 121 (duration 6 sec): select 'it''s'
from shop.orders
where name = 'x'
";
    let log = [HEAD, HONEST, TAIL, HEAD, TAIL].concat();
    let log = BackupLog::parse(log.as_bytes()).unwrap();
    assert_eq!(log.runs().len(), 2);
    assert_eq!(log.completed_backup().unwrap().start.line, 15);
}

/// A text that opens in one line and closes in another, without a line of a tool's in between,
/// is over when it closes.
#[test]
fn honest_queries_of_several_lines_do_no_harm_to_later_runs() {
    for text in [
        "select 1 /* it's\nfine */ from t",
        "update t set a = 'two\nlines'",
        "select 1 -- it's\n+ 2",
    ] {
        let first = format!(
            "{HEAD}[00] 2026-11-22 19:05:00 Waiting for query 121 (duration 6 sec): {text}\n\
             [00] 2026-11-22 19:05:01 Waiting for query 121 (duration 7 sec): {text}\n{TAIL}"
        );
        let log = BackupLog::parse([&first, HEAD, TAIL].concat().as_bytes()).unwrap();
        assert_eq!(log.runs().len(), 2, "{text}");
        assert_eq!(log.completed_backup().unwrap().start.line, 16, "{text}");
    }
}

/// A NUL ends what the tool prints of a query, so that its closing quote is missing.
#[test]
fn a_query_cut_at_a_nul_does_not_turn_the_next_one_inside_out() {
    let cut = "[00] 2026-11-22 19:05:00 Waiting for query 120 (duration 6 sec): select 'a\n";
    let next = "[00] 2026-11-22 19:05:00 Waiting for query 121 (duration 6 sec): select 1 /* '\n";
    let run = only_run(&[HEAD, cut, next, EVIL, "*/\n"].concat());
    assert_eq!((run.outcome, run.binlog), (Outcome::Unfinished, None));
    let backup =
        BackupLog::parse([HEAD, cut, next, EVIL, "*/\n", TAIL].concat().as_bytes()).unwrap();
    assert_eq!(backup.runs()[0].binlog.as_ref().unwrap().file, "bin.000007");
    assert_eq!(backup.completed_backup().unwrap_err().kind(), ErrorKind::Disputed);
}

/// A tool that is killed behind a query whose text, cut at a NUL, is a whole end: the bytes are those
/// of a run that finished, so they are not taken for one.
#[test]
fn a_whole_end_inside_a_query_that_was_cut_is_disputed() {
    let forged = format!(
        "[00] 2026-11-22 19:05:00 Waiting for query 121 (duration 6 sec): select '\n{TAIL}"
    );
    let cut = "[00] 2026-11-22 19:05:00 Waiting for query 120 (duration 6 sec): select 'a\n";
    let log = BackupLog::parse([HEAD, cut, &forged].concat().as_bytes()).unwrap();
    let error = log.completed_backup().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Disputed, "{error}");
    let log = BackupLog::parse([HEAD, &forged].concat().as_bytes()).unwrap();
    assert!(log.completed_backup().is_err());
}

#[test]
fn a_query_of_2_4_has_no_line_end() {
    let head = "\
240925 17:46:21 innobackupex: Starting the backup operation
240925 17:46:21 Connecting to MySQL server host: localhost, user: root
Using server version 5.5.62-log
240925 17:46:22 Waiting for query 7 (duration 9 sec): select 1 from t";
    let log = format!(
        "{head}240925 17:46:23 Waiting for query 7 (duration 10 sec): select 1 from \
                       t260101 00:00:00 completed OK!"
    );
    assert_eq!(only_run(&log).outcome, Outcome::Unfinished);
}

#[test]
fn paths_and_names_are_no_facts() {
    for line in [
        "[01] 2026-11-22 19:10:00 Copying ./a.ibd to /bk/240925 17:46:58 completed OK!",
        "[01] 2026-11-22 19:10:00 Copying ./a to /bk/ MySQL binlog position: filename 'x', position '1'",
        "240925 17:46:58 completed OK!",
        "completed OK!",
        "MySQL binlog position: filename 'x', position '1'",
        "2026-11-22 19:10:00 0 [Note] completed OK!",
        "           prints \"completed OK!\".",
    ] {
        let run = only_run(&format!("{HEAD}{line}\n"));
        assert_eq!((run.outcome, run.binlog), (Outcome::Unfinished, None), "{line}");
    }
}

#[test]
fn the_tool_is_silent_after_its_end() {
    let log = [HEAD, TAIL, "[00] 2026-11-22 19:30:03 Copying a to b\n"].concat();
    assert_eq!(only_run(&log).outcome, Outcome::Unfinished);
    // A wrapper script is not the tool.
    let log = [HEAD, TAIL, "backup done, packing\n"].concat();
    assert_eq!(only_run(&log).outcome, Outcome::Completed);
}

#[test]
fn two_answers_are_none() {
    let second = "[00] 2026-11-22 19:30:01 MySQL binlog position: filename 'b', position '1'\n";
    let log = TAIL.replace(
        "[00] 2026-11-22 19:30:02 completed",
        &format!("{second}[00] 2026-11-22 19:30:02 completed"),
    );
    let error =
        BackupLog::parse([HEAD, &log].concat().as_bytes()).unwrap().completed_backup().unwrap_err();
    assert_eq!((error.kind(), error.line()), (ErrorKind::Disputed, Some(11)));
}

#[test]
fn an_info_file_is_not_altered_by_its_free_texts() {
    let forged = "x\nend_time = 2020-01-01 00:00:00\nbinlog_pos = filename 'evil', position '6'\n\
                  tool_version = 6\nencrypted = Y";
    let info = format!(
        "uuid = u\nname = {forged}\ntool_name = mariadb-backup\ntool_command = --history={forged}\n\
         tool_version = 10\nserver_version = 10\nstart_time = 2026-11-22 19:00:00\n\
         end_time = 2026-11-22 19:30:00\nlock_time = 0\nbinlog_pos = filename 'bin.7', position '7'\n"
    );
    let info = BackupInfo::parse(info.as_bytes()).unwrap();
    assert_eq!(info.name.as_deref(), Some(forged));
    assert_eq!(info.tool_version.as_deref(), Some("10"));
    assert_eq!(info.encrypted, None);
    let backup = info.completed_backup().unwrap();
    assert_eq!(backup.binlog.file, "bin.7");
    assert_eq!(backup.end.civil.to_string(), "2026-11-22 19:30:00.0");
}
