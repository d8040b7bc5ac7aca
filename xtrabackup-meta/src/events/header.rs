//! Event headers, version 4 (MySQL 5.0 and later, all of MariaDB). Little endian throughout.
//!
//! Sizes, offsets, types and flags: "Event Header", "Format_description_event" and "Binlog File
//! Header" of MySQL's internals documentation, as is type 35, `PREVIOUS_GTIDS_EVENT`; types 161, 163
//! and 164: "Binlog_checkpoint_event", "Gtid_list_event" and "Start_encryption_event" of MariaDB's
//! protocol documentation.

/// Bytes of a header.
pub(super) const HEADER_LENGTH: u64 = 19;
/// Bytes that are read of the event that describes the format: its version, the server's, the
/// time of the server's start and the length of headers.
pub(super) const FORMAT_LENGTH: usize = 57;

const IN_USE: u16 = 0x01;
const ARTIFICIAL: u16 = 0x20;
const RELAY: u16 = 0x40;

/// The parts of a header that say where and when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    /// Epoch seconds.
    pub(super) time: u32,
    pub(super) kind: Kind,
    pub(super) server_id: u32,
    /// Of the whole event, in bytes.
    pub(super) length: u32,
    /// Where the event ends, modulo 4 GiB.
    pub(super) end: u32,
    /// Made up by a server for its own use; its time is none.
    pub(super) artificial: bool,
    /// Written into a relay log.
    pub(super) relay: bool,
    /// Of the event that describes the format: the file is open at the server.
    pub(super) in_use: bool,
}

/// Events that say something about the file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Describes the format.
    Format,
    /// Rotate or Stop: the last of a file.
    Close,
    /// MariaDB: what follows is encrypted.
    Encryption,
    /// Says which transactions stand in earlier files.
    Before,
    /// Any other: part of a change, or a change.
    Change,
}

/// What the first event says.
#[derive(Clone, Debug)]
pub(super) struct Format {
    pub(super) server_version: String,
    pub(super) server_id: u32,
}

impl Header {
    pub(super) fn read(bytes: &[u8; HEADER_LENGTH as usize]) -> Self {
        let number = |at: usize| {
            u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        let flags = u16::from_le_bytes([bytes[17], bytes[18]]);
        let kind = match bytes[4] {
            15 => Kind::Format,
            3 | 4 => Kind::Close,
            164 => Kind::Encryption,
            35 | 161 | 163 => Kind::Before,
            _ => Kind::Change,
        };
        Self {
            time: number(0),
            kind,
            server_id: number(5),
            length: number(9),
            end: number(13),
            artificial: flags & ARTIFICIAL != 0,
            relay: flags & RELAY != 0,
            in_use: flags & IN_USE != 0,
        }
    }

    /// Whether `end`, where the event does end, is what the header says, in its four bytes. Some
    /// servers write 0 for what does not fit.
    pub(super) fn ends_at(&self, end: u64) -> bool {
        let wrapped = end & u64::from(u32::MAX);
        u64::from(self.end) == wrapped || (self.end == 0 && end != wrapped)
    }
}

impl Format {
    /// Reads the body of the event, or says what is wrong with it.
    pub(super) fn read(body: &[u8; FORMAT_LENGTH], server_id: u32) -> Result<Self, &'static str> {
        if body[..2] != [4, 0] {
            return Err("its format is not version 4");
        }
        if u64::from(body[56]) != HEADER_LENGTH {
            return Err("its event headers do not have 19 bytes");
        }
        let name = &body[2..52];
        let length = memchr::memchr(0, name).unwrap_or(name.len());
        let server_version = String::from_utf8_lossy(&name[..length]).into_owned();
        Ok(Self { server_version, server_id })
    }
}
