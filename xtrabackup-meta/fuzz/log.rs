//! What holds of any bytes that are read as a log.

use std::io::{self, Read};

use xtrabackup_meta::documented::analyze_slave_status;
use xtrabackup_meta::{BackupLog, Outcome, Run};

/// Reads `bytes` and asserts what must hold; the first byte only says how they are handed over.
pub(crate) fn check(bytes: &[u8]) {
    let Some((&step, bytes)) = bytes.split_first() else { return };
    let log = BackupLog::parse(bytes).expect("any bytes are a log");
    let chunked = BackupLog::read(Chunks { rest: bytes, step: usize::from(step) + 1 });
    assert_eq!(log, chunked.expect("a reader that does not fail"));
    let lines: Vec<&[u8]> = bytes.split(|&byte| byte == b'\n').collect();
    let mut last = 0;
    for run in log.runs() {
        assert!(last < run.lines.0 && run.lines.0 <= run.lines.1, "{:?} after {last}", run.lines);
        last = run.lines.1;
        check_run(run, &lines);
    }
    assert!(last as usize <= lines.len(), "line {last} of {}", lines.len());
    if let Ok(backup) = log.completed_backup() {
        let run = log.last_backup().expect("a backup run");
        assert_eq!((Some(backup.start), Some(backup.end)), (run.start, run.end));
        assert_eq!(run.outcome, Outcome::Completed);
        let status = analyze_slave_status(&log).expect("no doubt about this run");
        assert_eq!(status.binlog_file, Some(backup.binlog.file));
    }
}

/// A run has facts of its own lines alone, and ends only where the tool says so.
fn check_run(run: &Run, lines: &[&[u8]]) {
    let own = run.lines.0..=run.lines.1;
    for stamp in [run.start, run.end, run.first_timestamp].into_iter().flatten() {
        assert!(own.contains(&stamp.line), "{stamp:?} outside of {own:?}");
    }
    assert!(run.disputed_lines.iter().all(|line| own.contains(line)));
    assert_eq!(run.outcome == Outcome::Completed, run.end.is_some());
    if let Some(end) = run.end {
        let line = lines[end.line as usize - 1];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        assert!(line.ends_with(b"completed OK!"), "{end:?}");
    }
}

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
