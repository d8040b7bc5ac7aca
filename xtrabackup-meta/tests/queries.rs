//! No query that a server accepts forges a fact, however it is quoted, cut or repeated.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use proptest::prelude::*;
use xtrabackup_meta::{BackupLog, ErrorKind};

const HEAD: &str = "\
[00] 2026-11-22 19:00:00 Connecting to MariaDB server host: localhost, user: root
[00] 2026-11-22 19:00:00 Using server version 10.11.19-MariaDB
mariadb-backup based on MariaDB server 10.11.19-MariaDB debian-linux-gnu (x86_64)
";

const TAIL: &str = "\
[00] 2026-11-22 19:30:00 mariabackup: The latest check point (for incremental): '44894'
[00] 2026-11-22 19:30:01 Backup created in directory '/bk/'
[00] 2026-11-22 19:30:01 MySQL binlog position: filename 'bin.000007', position '700'
[00] 2026-11-22 19:30:01 Redo log (from LSN 44894 to 44999) was copied.
[00] 2026-11-22 19:30:02 completed OK!
";

const EVIL: [&str; 7] = [
    "[00] 2026-11-22 19:10:00 mariabackup: The latest check point (for incremental): '666'",
    "[00] 2026-11-22 19:10:01 Backup created in directory '/bk/'",
    "[00] 2026-11-22 19:10:01 MySQL binlog position: filename 'evil', position '666'",
    "[00] 2026-11-22 19:10:01 Redo log (from LSN 666 to 666) was copied.",
    "[00] 2026-11-22 19:10:02 completed OK!",
    "[00] 2026-11-22 19:10:03 Connecting to MariaDB server host: localhost, user: evil",
    "[00] 2026-11-22 19:10:04 Waiting for query 9 (duration 6 sec): select 1",
];

/// Text that may stand in quotes or in a comment.
fn hidden() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(EVIL.to_vec()).prop_map(|line| format!("\n{line}\n")),
        1 => Just(format!("\n{}\n", EVIL.join("\n"))),
        1 => Just(format!("\n{}\n{HEAD}", EVIL.join("\n"))),
        4 => prop::sample::select(vec!["'", "\"", "`", "/*", "--", "#", "\n", "it", " ", "\u{8ba2}"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// A part of a query that leaves the server's reader where it was.
fn part() -> impl Strategy<Value = String> {
    let quoted = (prop::sample::select(vec!["'", "\"", "`"]), hidden(), any::<bool>()).prop_map(
        |(quote, text, escaped)| {
            // Names in backquotes know no backslash.
            let by_backslash = escaped && quote != "`";
            let inner = if by_backslash { format!("\\{quote}") } else { quote.repeat(2) };
            format!("{quote}{}{quote}", text.replace(quote, &inner))
        },
    );
    prop_oneof![
        3 => prop::sample::select(vec!["select 1", "a-b", "x--1", "\n", " ", "t / 2 * 3"])
            .prop_map(str::to_owned),
        3 => quoted,
        2 => hidden().prop_map(|text| format!("/* {} */", text.replace("*/", ""))),
        1 => prop::sample::select(vec!["-- it's \"\n", "# `it's\n", "--\n"]).prop_map(str::to_owned),
    ]
}

/// What a tool prints of some queries; each may end at a NUL, if any may.
fn queries(cut: bool) -> impl Strategy<Value = String> {
    let places = prop::option::weighted(0.2, 0.0..1.0);
    let printed = (prop::collection::vec(part(), 1..6), places).prop_map(move |(parts, place)| {
        let mut text = parts.concat();
        if let Some(cut) = place.filter(|_| cut) {
            let at = (text.len() as f64 * cut) as usize;
            text.truncate((0..=at).rfind(|&at| text.is_char_boundary(at)).unwrap_or(0));
        }
        format!("[00] 2026-11-22 19:05:00 Waiting for query 7 (duration 6 sec): {text}\n")
    });
    prop::collection::vec(printed, 1..4).prop_map(|queries| queries.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn do_not_end_a_run(queries in queries(false)) {
        let log = BackupLog::parse([HEAD, &queries].concat().as_bytes()).unwrap();
        for run in log.runs() {
            prop_assert!(run.completed_backup().is_err(), "{run:?}");
        }
    }

    #[test]
    fn do_not_end_a_run_that_goes_on(queries in queries(true)) {
        let more = "[00] 2026-11-22 19:05:09 Acquiring BACKUP LOCKS...\n";
        let log = BackupLog::parse([HEAD, &queries, more].concat().as_bytes()).unwrap();
        for run in log.runs() {
            prop_assert!(run.completed_backup().is_err(), "{run:?}");
        }
    }

    #[test]
    fn do_not_alter_a_run(queries in queries(true)) {
        let log = BackupLog::parse([HEAD, &queries, TAIL].concat().as_bytes()).unwrap();
        match log.completed_backup() {
            Ok(backup) => {
                prop_assert_eq!(backup.binlog.file, "bin.000007");
                prop_assert_eq!(backup.start.line, 1);
                prop_assert_eq!(backup.end.civil.to_string(), "2026-11-22 19:30:02.0");
            }
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Disputed),
        }
    }

    #[test]
    fn do_not_alter_a_later_run(queries in queries(true)) {
        let first = [HEAD, &queries, TAIL].concat();
        let log = BackupLog::parse([&first, HEAD, TAIL].concat().as_bytes()).unwrap();
        match log.completed_backup() {
            Ok(backup) => {
                prop_assert_eq!(backup.start.line, first.lines().count() as u64 + 1);
                prop_assert_eq!(backup.binlog.file, "bin.000007");
            }
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Disputed),
        }
    }
}

/// The same queries behind more text than is kept of a line.
fn stretched(cut: bool) -> impl Strategy<Value = String> {
    queries(cut).prop_map(|queries| queries.replace("sec): ", &format!("sec): {LONG}")))
}

const LONG: &str = {
    static BYTES: [u8; 300_000] = [b'x'; 300_000];
    match str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => "",
    }
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..Default::default() })]

    #[test]
    fn of_any_length_do_not_end_a_run(queries in stretched(false)) {
        let log = BackupLog::parse([HEAD, &queries].concat().as_bytes()).unwrap();
        for run in log.runs() {
            prop_assert!(run.completed_backup().is_err(), "{run:?}");
        }
    }

    #[test]
    fn of_any_length_do_not_alter_a_run(queries in stretched(true)) {
        let log = BackupLog::parse([HEAD, &queries, TAIL].concat().as_bytes()).unwrap();
        match log.completed_backup() {
            Ok(backup) => prop_assert_eq!(backup.binlog.file, "bin.000007"),
            Err(error) => prop_assert_eq!(error.kind(), ErrorKind::Disputed),
        }
    }
}

#[test]
fn a_long_query_that_closes_what_it_opens_is_no_reason_to_doubt() {
    let waiting = "[00] 2026-11-22 19:05:00 Waiting for query 7 (duration 61 sec): ";
    let query = |text: &str| format!("{HEAD}{waiting}{text}\n{TAIL}");
    for honest in [
        format!("insert into t values ('{LONG}')"),
        format!("select /* {LONG}{LONG} */ 'it''s'"),
        format!("select '{LONG}\n{LONG}', 2"),
    ] {
        let log = BackupLog::parse(query(&honest).as_bytes()).unwrap();
        assert_eq!(log.completed_backup().unwrap().binlog.file, "bin.000007");
    }
    for open in [format!("insert into t values ('{LONG}"), format!("select '{LONG}\\'")] {
        let log = BackupLog::parse(query(&open).as_bytes()).unwrap();
        assert_eq!(log.completed_backup().unwrap_err().kind(), ErrorKind::Disputed);
    }
}
