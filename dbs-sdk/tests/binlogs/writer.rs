//! Writes binlog files.

use std::fs;
use std::path::PathBuf;

use dbs_sdk::{BinlogSeries, RegisteredLog, StateDir};
use tempfile::TempDir;

/// 2026-11-22 00:00:00 UTC.
pub(crate) const MIDNIGHT: u32 = 1_795_305_600;

/// How a file is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Log {
    /// Seconds after [`MIDNIGHT`] of the first event and of the last.
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) server_id: u32,
    pub(crate) closed: bool,
    pub(crate) in_use: bool,
    pub(crate) change: bool,
    pub(crate) checksums: bool,
    pub(crate) relay: bool,
}

impl Log {
    /// Of a server that went on to the next file.
    pub(crate) fn closed(from: u32, to: u32) -> Self {
        Self {
            from,
            to,
            server_id: 7,
            closed: true,
            in_use: false,
            change: true,
            checksums: true,
            relay: false,
        }
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        const FORMAT: u8 = 15;
        const PREVIOUS_GTIDS: u8 = 35;
        const QUERY: u8 = 2;
        const ROTATE: u8 = 4;
        let mut format = vec![4, 0];
        format.extend_from_slice(b"8.0.36");
        format.resize(52, 0);
        format.extend_from_slice(&[0, 0, 0, 0, 19]);
        format.extend_from_slice(&[13; 41]);
        let mut file = b"\xfebin".to_vec();
        let flags = u16::from(self.in_use) | if self.relay { 0x40 } else { 0 };
        self.event(&mut file, self.from, FORMAT, flags, &format);
        self.event(&mut file, self.from, PREVIOUS_GTIDS, 0, &[0; 8]);
        if self.change {
            self.event(&mut file, self.to, QUERY, 0, b"BEGIN");
        }
        if self.closed {
            self.event(&mut file, self.to, ROTATE, 0, b"\x04\0\0\0\0\0\0\0mysql-bin.000099");
        }
        file
    }

    fn event(self, file: &mut Vec<u8>, time: u32, kind: u8, flags: u16, body: &[u8]) {
        let checksum: &[u8] = if self.checksums { &[1, 2, 3, 4] } else { &[] };
        let length = u32::try_from(19 + body.len() + checksum.len()).unwrap();
        let end = u32::try_from(file.len()).unwrap() + length;
        file.extend_from_slice(&(MIDNIGHT + time).to_le_bytes());
        file.push(kind);
        file.extend_from_slice(&self.server_id.to_le_bytes());
        file.extend_from_slice(&length.to_le_bytes());
        file.extend_from_slice(&end.to_le_bytes());
        file.extend_from_slice(&flags.to_le_bytes());
        file.extend_from_slice(body);
        file.extend_from_slice(checksum);
    }
}

/// A directory of binlogs, in the order in which they are given.
pub(crate) struct Shelf {
    folder: TempDir,
    paths: Vec<PathBuf>,
}

impl Shelf {
    pub(crate) fn of(logs: &[(&str, Log)]) -> Self {
        let mut shelf = Self { folder: TempDir::new().unwrap(), paths: Vec::new() };
        for (name, log) in logs {
            shelf = shelf.with(name, &log.bytes());
        }
        shelf
    }

    /// With one more file; its folder is made.
    pub(crate) fn with(self, name: &str, bytes: &[u8]) -> Self {
        let shelf = self.naming(name);
        let path = shelf.paths.last().unwrap();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        shelf
    }

    /// With one more name that nothing is done for.
    pub(crate) fn naming(mut self, name: &str) -> Self {
        self.paths.push(self.folder.path().join(name));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where a journal may stand.
    pub(crate) fn state(&self) -> StateDir {
        StateDir::new(self.folder.path().join("state"))
    }

    pub(crate) fn read(&self) -> BinlogSeries {
        BinlogSeries::read(&self.paths)
    }

    /// What is said, without the folder's name.
    pub(crate) fn said(&self, earlier: &[RegisteredLog]) -> Vec<String> {
        let folder = format!("{}/", self.folder.path().display());
        let findings = self.read().findings(earlier);
        findings.iter().map(|finding| finding.to_string().replace(&folder, "")).collect()
    }
}

/// Of a log backup that was registered, seconds after [`MIDNIGHT`].
pub(crate) fn earlier(name: &str, from: u32, to: u32) -> RegisteredLog {
    let ms = |second: u32| i64::from(MIDNIGHT + second) * 1000;
    RegisteredLog::new(name, ms(from), ms(to))
}
