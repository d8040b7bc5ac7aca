//! Threads that pack end with their reader. Alone in its process, since it counts all of them.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may panic, in its helpers too")]

use std::fs;
use std::io::{Read as _, copy, sink};
use std::time::{Duration, Instant};

use dbs_sdk::pack::{Format, Pack};
use tempfile::TempDir;

/// Threads of this process whose names begin with `pack-`.
fn packing() -> usize {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    let names = tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("comm")).ok());
    names.filter(|name| name.starts_with("pack-read") || name.starts_with("pack-gzip")).count()
}

#[test]
fn a_dropped_reader_leaves_no_thread_wherever_it_was() {
    let directory = TempDir::new().unwrap();
    let content: Vec<u8> = (0..16_u32 << 18).flat_map(u32::to_le_bytes).collect();
    fs::write(directory.path().join("f"), content).unwrap();
    let pack = Pack::new(directory.path()).threads(3);
    let inventory = pack.inventory().unwrap();
    for bytes in [0, 1, 11, 3 << 20] {
        for format in [Format::Tar, Format::TarGz] {
            let mut reader = pack.clone().format(format).open(&inventory).unwrap();
            let progress = reader.progress();
            copy(&mut reader.by_ref().take(bytes), &mut sink()).unwrap();
            assert_eq!(progress.bytes_packed(), bytes);
            let open = Instant::now();
            drop(reader);
            while packing() > 0 {
                assert!(open.elapsed() < Duration::from_secs(10), "{} left", packing());
                std::thread::sleep(Duration::from_millis(1));
            }
            let read = progress.bytes_read();
            assert!(read < inventory.file_bytes(), "it read on to the end");
        }
    }
}
