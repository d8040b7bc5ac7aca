//! What holds of any bytes.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own data has failed")]

use std::io::{self, Read};
use std::path::Path;

use proptest::prelude::*;
use xtrabackup_meta::{BackupInfo, BackupLog, Binlog, BinlogInfo, Checkpoints, Outcome, RunKind};

/// Gives at most `step` bytes a time.
struct Chunks<'a> {
    rest: &'a [u8],
    step: usize,
}

impl Read for Chunks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.step.min(self.rest.len()).min(buffer.len());
        let (now, later) = self.rest.split_at(count);
        buffer[..count].copy_from_slice(now);
        self.rest = later;
        Ok(count)
    }
}

fn files(folder: &str, extension: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|e| e == extension));
    assert!(!paths.is_empty());
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// Text that leads far into the grammar: lines of real logs, shuffled and damaged.
fn log_like() -> impl Strategy<Value = Vec<u8>> {
    let lines: Vec<Vec<u8>> = files("logs", "log")
        .iter()
        .flat_map(|log| log.split_inclusive(|&b| b == b'\n').map(<[u8]>::to_vec))
        .filter(|line| !line.windows(8).any(|w| w == b"Copying "))
        .collect();
    let line = prop_oneof![
        8 => prop::sample::select(lines),
        1 => prop::collection::vec(any::<u8>(), 0..40),
    ];
    prop::collection::vec(line, 0..60).prop_map(|lines| lines.concat())
}

/// Real logs with more of their lines in the middle, some damaged: mostly those that large logs are
/// made of.
fn copying_log() -> impl Strategy<Value = Vec<u8>> {
    let logs = files("logs", "log").into_iter().filter_map(|log| {
        let lines: Vec<Vec<u8>> =
            log.split_inclusive(|&b| b == b'\n').map(<[u8]>::to_vec).collect();
        let copies: Vec<Vec<u8>> = lines.iter().filter(|line| copies(line)).cloned().collect();
        (!copies.is_empty()).then_some((lines, copies))
    });
    prop::sample::select(logs.collect::<Vec<_>>()).prop_flat_map(|(lines, copies)| {
        let line = prop_oneof![
            6 => prop::sample::select(copies.clone()),
            2 => damaged(prop::sample::select(copies)),
            1 => prop::sample::select(lines.clone()),
        ];
        let middle = lines.len() / 2;
        prop::collection::vec(line, 0..40)
            .prop_map(move |body| [&lines[..middle], &body, &lines[middle..]].concat().concat())
    })
}

fn copies(line: &[u8]) -> bool {
    let said = |text: &[u8]| line.windows(text.len()).any(|window| window == text);
    said(b"Copying ") || said(b"...done") || said(b">> log ")
}

/// Lines with one byte changed, into a line end for one.
fn damaged(line: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![Just(b'\n'), any::<u8>()];
    (line, any::<prop::sample::Index>(), byte).prop_map(|(mut line, at, byte)| {
        let at = at.index(line.len());
        line[at] = byte;
        line
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        let log = BackupLog::parse(&bytes).unwrap();
        let _ = log.completed_backup();
        if let Ok(info) = BackupInfo::parse(&bytes) {
            let _ = info.completed_backup();
        }
        let _ = (Checkpoints::parse(&bytes), BinlogInfo::parse(&bytes));
        let _ = Binlog::read(io::Cursor::new([b"\xfebin".as_slice(), &bytes].concat()));
    }

    #[test]
    fn chunks_change_nothing(bytes in log_like(), step in 1_usize..300) {
        let whole = BackupLog::parse(&bytes).unwrap();
        let chunked = BackupLog::read(Chunks { rest: &bytes, step }).unwrap();
        prop_assert_eq!(whole, chunked);
    }

    /// Of one byte a time no line is passed over at a glance.
    #[test]
    fn a_glance_sees_what_reading_sees(bytes in copying_log()) {
        let glanced = BackupLog::parse(&bytes).unwrap();
        let read = BackupLog::read(Chunks { rest: &bytes, step: 1 }).unwrap();
        prop_assert_eq!(glanced, read);
    }

    #[test]
    fn runs_stand_in_order(bytes in log_like()) {
        let log = BackupLog::parse(&bytes).unwrap();
        let lines = bytes.split(|&b| b == b'\n').count() as u64;
        let mut last = 0;
        for run in log.runs() {
            prop_assert!(run.lines.0 > last && run.lines.1 >= run.lines.0 && run.lines.1 <= lines, "{:?}", run.lines);
            last = run.lines.1;
        }
    }
}

/// Of a log cut at any byte, the last backup run has completed only if it has in the whole log.
#[test]
fn a_cut_completes_nothing() {
    for log in files("logs", "log") {
        let ends: Vec<u64> = ends(&log);
        // Of long logs, each byte of the end and each line before it.
        let near = log.len().saturating_sub(2500);
        let cuts = (0..log.len()).filter(|&cut| cut >= near || log[cut] == b'\n');
        for cut in cuts {
            for end in self::ends(&log[..cut]) {
                assert!(ends.contains(&end), "cut at byte {cut} ends a run at line {end}");
            }
        }
    }
}

/// Lines of the ends of backup runs.
fn ends(log: &[u8]) -> Vec<u64> {
    let log = BackupLog::parse(log).unwrap();
    let completed = log
        .runs()
        .iter()
        .filter(|run| run.kind == RunKind::Backup && run.outcome == Outcome::Completed);
    completed.filter_map(|run| run.end.map(|end| end.line)).collect()
}

/// A cut info file has fewer facts, never others.
#[test]
fn a_cut_info_file_lies_about_nothing() {
    for file in files("infos", "info") {
        let whole = BackupInfo::parse(&file).unwrap();
        for cut in 0..file.len() {
            let part = BackupInfo::parse(&file[..cut]).unwrap();
            assert!(part.start.is_none() || part.start == whole.start);
            assert!(part.end.is_none() || part.end == whole.end);
            assert!(part.binlog.is_none() || part.binlog == whole.binlog);
            let complete = part.gtid_set.as_ref().is_some_and(|set| set.complete);
            assert!(!complete || part.gtid_set == whole.gtid_set);
            assert!(part.server_version.is_none() || part.server_version == whole.server_version);
            assert!(part.to_lsn.is_none() || part.to_lsn == whole.to_lsn);
        }
    }
}
