use std::io::{Cursor, Read, Seek, SeekFrom};

use super::*;

const FORMAT: u8 = 15;
const QUERY: u8 = 2;
const ROTATE: u8 = 4;
const STOP: u8 = 3;

/// A binlog file in the making.
struct File(Vec<u8>);

impl File {
    fn new() -> Self {
        Self::with_flags(0)
    }

    fn with_flags(flags: u16) -> Self {
        let mut body = vec![4, 0];
        body.extend_from_slice(b"8.0.36-log");
        body.resize(52, 0);
        body.extend_from_slice(&[0, 0, 0, 0, 19]);
        body.extend_from_slice(&[13; 44]);
        Self(MAGIC.to_vec()).event(1000, FORMAT, flags, &body)
    }

    fn event(self, time: u32, kind: u8, flags: u16, body: &[u8]) -> Self {
        let end = self.0.len() + 19 + body.len();
        self.event_that_ends(u32::try_from(end).unwrap(), time, kind, flags, body)
    }

    fn event_that_ends(mut self, end: u32, time: u32, kind: u8, flags: u16, body: &[u8]) -> Self {
        self.0.extend_from_slice(&time.to_le_bytes());
        self.0.push(kind);
        self.0.extend_from_slice(&7_u32.to_le_bytes());
        self.0.extend_from_slice(&u32::try_from(19 + body.len()).unwrap().to_le_bytes());
        self.0.extend_from_slice(&end.to_le_bytes());
        self.0.extend_from_slice(&flags.to_le_bytes());
        self.0.extend_from_slice(body);
        self
    }

    fn read(&self) -> Result<Binlog, Error> {
        Binlog::read(Cursor::new(&self.0))
    }

    fn error(&self) -> ErrorKind {
        self.read().unwrap_err().kind()
    }
}

#[test]
fn a_closed_file() {
    let file = File::new().event(1001, QUERY, 0, &[1; 100_000]).event(1002, QUERY, 0, b"x").event(
        1003,
        ROTATE,
        0,
        b"mysql-bin.000002",
    );
    let found = file.read().unwrap();
    assert_eq!(found.server_version, "8.0.36-log");
    assert_eq!((found.server_id, found.events, found.changes), (7, 4, 2));
    assert!(found.closed && !found.in_use);
    assert_eq!(found.first, EventMark { time: 1000, position: 4 });
    assert_eq!(found.last, EventMark { time: 1003, position: found.end - 35 });
    assert_eq!(found.end, file.0.len() as u64);
}

#[test]
fn a_file_that_is_still_written_to() {
    let found = File::with_flags(1).event(1001, QUERY, 0, b"x").read().unwrap();
    assert!(!found.closed && found.in_use);
    let stopped = File::new().event(1001, STOP, 0, b"").read().unwrap();
    assert!(stopped.closed && !stopped.in_use);
}

#[test]
fn what_the_server_writes_about_the_file_is_no_change() {
    let idle = |kind| File::new().event(1001, kind, 0, b"x").event(1002, ROTATE, 0, b"n").read();
    for own in [35, 161, 163] {
        assert_eq!(idle(own).unwrap().changes, 0, "{own}");
    }
    // A query, rows, a GTID of MySQL, a GTID of MariaDB, a compressed transaction, one to come.
    for change in [QUERY, 30, 33, 40, 162, 200] {
        assert_eq!(idle(change).unwrap().changes, 1, "{change}");
    }
}

#[test]
fn events_without_a_time_of_their_own() {
    let found = File::new()
        .event(1005, QUERY, 0, b"x")
        .event(0, QUERY, 0, b"x")
        .event(2000, ROTATE, ARTIFICIAL, b"x")
        .read()
        .unwrap();
    assert_eq!(found.last.time, 1005);
    assert!(!found.closed);
}
const ARTIFICIAL: u16 = 0x20;

#[test]
fn truncated_at_any_byte() {
    let file = File::new().event(1001, QUERY, 0, b"hello").event(1002, ROTATE, 0, b"n");
    let ends = [file.0.len() - 20 - 24, file.0.len() - 20, file.0.len()];
    for cut in 0..=file.0.len() {
        let part = File(file.0[..cut].to_vec()).read();
        if ends.contains(&cut) {
            assert_eq!(part.unwrap().end, cut as u64);
        } else {
            assert_eq!(part.unwrap_err().kind(), ErrorKind::Truncated, "{cut}");
        }
    }
}

#[test]
fn other_files() {
    for text in [&b"hello, world"[..], b"240925 17:46:58 completed OK!", &[0; 100]] {
        assert_eq!(File(text.to_vec()).error(), ErrorKind::NotBinlog);
    }
    assert_eq!(File(b"\xfdbin and more".to_vec()).error(), ErrorKind::Encrypted);
    let no_format = File(MAGIC.to_vec()).event(1, QUERY, 0, &[0; 90]);
    assert_eq!(no_format.error(), ErrorKind::NotBinlog);
    let mut old = File::new();
    old.0[23] = 3;
    assert_eq!(old.error(), ErrorKind::NotBinlog);
    let mut other_headers = File::new();
    other_headers.0[4 + 19 + 56] = 20;
    assert_eq!(other_headers.error(), ErrorKind::NotBinlog);
    let short = File(MAGIC.to_vec()).event(1, FORMAT, 0, b"short");
    assert_eq!(short.error(), ErrorKind::NotBinlog);
}

#[test]
fn mariadb_encrypts_after_the_first_event() {
    assert_eq!(File::new().event(1, 164, 0, &[1; 17]).error(), ErrorKind::Encrypted);
}

#[test]
fn a_relay_log() {
    assert_eq!(File::with_flags(0x40).error(), ErrorKind::RelayLog);
}

#[test]
fn an_event_that_is_not_where_it_says() {
    let moved = File::new().event_that_ends(9, 1001, QUERY, 0, b"x");
    let error = moved.read().unwrap_err();
    assert_eq!(
        (error.kind(), &*error.to_string()),
        (
            ErrorKind::Malformed,
            "the event at bytes 124 to 144 says that it ends at byte 9; check that the file is a \
             binlog of the server itself and was not altered"
        )
    );
    let zero = File(File::new().0.into_iter().chain([0; 50]).collect());
    assert_eq!(zero.error(), ErrorKind::Malformed);
}

#[test]
fn no_event_with_a_time() {
    let mut file = File::new();
    file.0[4..8].fill(0);
    assert_eq!(file.error(), ErrorKind::NotBinlog);
}

/// A binlog of more than 4 GiB: events of 1 GiB, zeros in place of their bodies.
struct Large {
    head: Vec<u8>,
    events: u64,
    at: u64,
    wraps: bool,
}

const EVENT: u64 = 1 << 30;

impl Large {
    fn byte(&self, at: u64) -> u8 {
        let Some(at) = at.checked_sub(self.head.len() as u64) else {
            return self.head[usize::try_from(at).unwrap()];
        };
        let (number, offset) = (at / EVENT, at % EVENT);
        let end = self.head.len() as u64 + (number + 1) * EVENT;
        let end = u32::try_from(end).unwrap_or(if self.wraps { end as u32 } else { 0 });
        let mut header = 2000_u32.wrapping_add(number as u32).to_le_bytes().to_vec();
        header.extend_from_slice(&[QUERY, 7, 0, 0, 0]);
        header.extend_from_slice(&(EVENT as u32).to_le_bytes());
        header.extend_from_slice(&end.to_le_bytes());
        header.extend_from_slice(&[0, 0]);
        usize::try_from(offset).ok().and_then(|at| header.get(at).copied()).unwrap_or(0)
    }

    fn size(&self) -> u64 {
        self.head.len() as u64 + self.events * EVENT
    }
}

impl Read for Large {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count =
            buffer.len().min(256).min(usize::try_from(self.size() - self.at).unwrap_or(256));
        for byte in &mut buffer[..count] {
            *byte = self.byte(self.at);
            self.at += 1;
        }
        Ok(count)
    }
}

impl Seek for Large {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(more) => self.size().saturating_add_signed(more),
            SeekFrom::Current(more) => self.at.saturating_add_signed(more),
        };
        Ok(self.at)
    }
}

#[test]
fn positions_beyond_4_gib() {
    for wraps in [true, false] {
        let large = Large { head: File::new().0, events: 9, at: 0, wraps };
        let size = large.size();
        let found = Binlog::read(large).unwrap();
        assert_eq!((found.end, found.events), (size, 10));
        assert_eq!(found.last, EventMark { time: 2008, position: size - EVENT });
    }
}

#[test]
fn a_source_that_fails() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("disk on fire"))
        }
    }
    impl Seek for Broken {
        fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
            Ok(1000)
        }
    }
    let error = Binlog::read(Broken).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert!(std::error::Error::source(&error).is_some());
}
