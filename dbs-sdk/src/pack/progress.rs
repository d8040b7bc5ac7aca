//! How far packing has come, seen from any thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// How far packing has come. Clones count the same.
#[derive(Debug, Clone, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    read: AtomicU64,
    files: AtomicU64,
    packed: AtomicU64,
    stopped: AtomicBool,
}

impl Progress {
    /// Bytes read of the directory's files, of [`Inventory::file_bytes`](super::Inventory::file_bytes).
    pub fn bytes_read(&self) -> u64 {
        self.0.read.load(Ordering::Relaxed)
    }

    /// Files read to their end, of [`Inventory::file_count`](super::Inventory::file_count).
    pub fn files_read(&self) -> u64 {
        self.0.files.load(Ordering::Relaxed)
    }

    /// Bytes of the archive that the reader has given.
    pub fn bytes_packed(&self) -> u64 {
        self.0.packed.load(Ordering::Relaxed)
    }

    pub(super) fn add_read(&self, bytes: u64) {
        self.0.read.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn add_file(&self) {
        self.0.files.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn add_packed(&self, bytes: u64) {
        self.0.packed.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(super) fn stop(&self) {
        self.0.stopped.store(true, Ordering::Relaxed);
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.0.stopped.load(Ordering::Relaxed)
    }
}
