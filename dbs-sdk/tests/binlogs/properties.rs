//! What holds of any files.

use dbs_sdk::RegisteredLog;
use dbs_sdk::preflight::Severity;
use proptest::prelude::*;

use crate::writer::{Log, Shelf, earlier};

/// A binlog, of which one byte may be changed and the end may be missing.
fn file() -> impl Strategy<Value = Vec<u8>> {
    let change = proptest::option::of((any::<prop::sample::Index>(), any::<u8>()));
    let cut = proptest::option::of(any::<prop::sample::Index>());
    (log(), change, cut).prop_map(|(log, change, cut)| {
        let mut bytes = log.bytes();
        if let Some((at, byte)) = change {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(at) = cut {
            bytes.truncate(at.index(bytes.len()));
        }
        bytes
    })
}

fn log() -> impl Strategy<Value = Log> {
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (0..100_u32, 0..100_u32, 7..9_u32, flags).prop_map(|(from, to, server_id, flags)| {
        let (closed, in_use, change, checksums) = flags;
        Log { server_id, closed, in_use, change, checksums, ..Log::closed(from, to) }
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => (0..6_u32).prop_map(|number| format!("b.{number:06}")),
        1 => Just("c.999999".to_owned()),
        1 => Just("b.4294967295".to_owned()),
        1 => "[a-z.]{1,9}".prop_filter("a name", |name| name.trim_matches('.') == name),
    ]
}

fn log_backup() -> impl Strategy<Value = RegisteredLog> {
    prop_oneof![
        9 => (name(), 0..100_u32, 0..100_u32).prop_map(|(name, one, other)| {
            earlier(&name, one.min(other), one.max(other))
        }),
        1 => (name(), any::<i64>(), any::<i64>())
            .prop_map(|(name, begin, end)| RegisteredLog::new(name, begin, end)),
    ]
}

proptest! {
    #[test]
    fn every_file_is_read_or_named(
        files in prop::collection::btree_map(name(), file(), 0..6),
        before in prop::collection::vec(log_backup(), 0..6),
    ) {
        let mut shelf = Shelf::of(&[]);
        for (name, bytes) in &files {
            shelf = shelf.with(name, bytes);
        }
        let series = shelf.read();
        let findings = series.findings(&before);
        prop_assert!(findings.is_sorted_by_key(|finding| std::cmp::Reverse(finding.severity)));
        for name in files.keys() {
            let read = series.files().iter().find(|file| &file.name == name);
            let told = |finding: &dbs_sdk::preflight::Finding| {
                finding.severity == Severity::Error && finding.file.ends_with(&format!("/{name}"))
            };
            match read.map(|file| file.extra_meta()) {
                Some(Ok(_)) => {}
                Some(Err(_)) | None => prop_assert!(findings.iter().any(told), "{name}"),
            }
        }
        for finding in &findings {
            prop_assert!(!finding.what.is_empty() && !finding.mend.is_empty());
        }
    }

    #[test]
    fn any_bytes_are_judged(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let shelf = Shelf::of(&[]).with("b.000001", &[b"\xfebin", bytes.as_slice()].concat());
        prop_assert_eq!(shelf.read().files().len() + usize::from(shelf.said(&[])[0].starts_with("error")), 1);
    }

    #[test]
    fn files_that_touch_are_fine(lengths in prop::collection::vec(0..50_u32, 1..8), first in 1..2_000_000_u32) {
        let mut at = 0;
        let mut logs = Vec::new();
        for (number, length) in (first..).zip(lengths) {
            logs.push((format!("b.{number:06}"), Log::closed(at, at + length)));
            at += length;
        }
        let named: Vec<_> = logs.iter().map(|(name, log)| (name.as_str(), *log)).collect();
        let split = named.len() / 2;
        let before: Vec<_> = named[..split].iter().map(|(name, log)| earlier(name, log.from, log.to)).collect();
        prop_assert_eq!(Shelf::of(&named).said(&[]), Vec::<String>::new());
        prop_assert_eq!(Shelf::of(&named[split..]).said(&before), Vec::<String>::new());
    }
}
