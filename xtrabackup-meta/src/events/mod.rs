//! Binary log files of the server, `mysql-bin.NNNNNN`.

mod header;
#[cfg(test)]
mod tests;

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use self::header::{FORMAT_LENGTH, Format, HEADER_LENGTH, Header, Kind};
use crate::{Error, ErrorKind};

/// What the headers of a binlog file say. No event is decoded.
///
/// Times are those of the event headers: the server's clock for the first event of a file and for
/// the one that closes it, and for the events of users what their sessions say it is
/// (`SET TIMESTAMP`); a replica keeps the times of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Binlog {
    /// Version of the server that wrote the file, as it names itself, cut at 50 bytes.
    pub server_version: String,
    /// `server_id` of that server.
    pub server_id: u32,
    /// The first event that carries a time.
    pub first: EventMark,
    /// The last event that carries a time.
    pub last: EventMark,
    /// Where the last event ends, in bytes: the size of the file.
    pub end: u64,
    /// Number of events.
    pub events: u64,
    /// How many of them are not the server's own about the file: 0 of a file that was opened and
    /// closed without a change between.
    pub changes: u64,
    /// The last event closes the file: the server went on to another one or stopped. Otherwise it
    /// may still be written to.
    pub closed: bool,
    /// The first event says that the server has the file open. The mark goes when the file is
    /// closed; a crash leaves it (MariaDB 10.11 does not mend it at the next start), and a copy that
    /// came over the replication protocol never has it.
    pub in_use: bool,
}

/// An event of a binlog file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct EventMark {
    /// Its time, in epoch seconds.
    pub time: u32,
    /// Where it begins, in bytes from the start of the file.
    pub position: u64,
}

/// First bytes of a binlog file.
const MAGIC: [u8; 4] = *b"\xfebin";
/// First bytes of one that MySQL 8.0.14 or later encrypted.
const ENCRYPTED: [u8; 4] = *b"\xfdbin";

impl Binlog {
    /// Reads the headers of all events, in memory that does not grow with the file.
    ///
    /// Each event must end where its header says: at the beginning of the next, modulo 4 GiB.
    /// Checksums are not verified.
    ///
    /// # Errors
    /// [`ErrorKind::NotBinlog`] of another file, [`ErrorKind::Encrypted`],
    /// [`ErrorKind::RelayLog`], [`ErrorKind::Truncated`] if the file ends within an event,
    /// [`ErrorKind::Malformed`] if a header contradicts itself or the place it stands at,
    /// [`ErrorKind::Io`] if `source` fails.
    pub fn read(mut source: impl Read + Seek) -> Result<Self, Error> {
        let size = source.seek(SeekFrom::End(0)).map_err(broken)?;
        source.seek(SeekFrom::Start(0)).map_err(broken)?;
        let mut source = BufReader::with_capacity(64 * 1024, source);
        magic(&mut source, size)?;
        let mut pass = Pass { at: MAGIC.len() as u64, ..Pass::default() };
        while pass.at < size {
            pass.event(&mut source, size)?;
        }
        pass.end()
    }
}

fn magic(source: &mut impl Read, size: u64) -> Result<(), Error> {
    if size < MAGIC.len() as u64 {
        let message = format!("the file has only {size} bytes; check that it was copied whole");
        return Err(Error::new(ErrorKind::Truncated, None, message));
    }
    let mut magic = [0; 4];
    source.read_exact(&mut magic).map_err(broken)?;
    match magic {
        MAGIC => Ok(()),
        ENCRYPTED => Err(encrypted()),
        _ => Err(foreign("it does not begin with the four bytes of one")),
    }
}

/// What has been read so far.
#[derive(Debug, Default)]
struct Pass {
    /// Where the next event begins.
    at: u64,
    events: u64,
    changes: u64,
    format: Option<Format>,
    first: Option<EventMark>,
    last: Option<EventMark>,
    closed: bool,
    in_use: bool,
}

impl Pass {
    fn event(&mut self, source: &mut BufReader<impl Read + Seek>, size: u64) -> Result<(), Error> {
        let at = self.at;
        if size - at < HEADER_LENGTH {
            return Err(truncated(at, size));
        }
        let mut bytes = [0; HEADER_LENGTH as usize];
        source.read_exact(&mut bytes).map_err(broken)?;
        let header = Header::read(&bytes);
        let length = u64::from(header.length);
        if length < HEADER_LENGTH {
            let message = format!(
                "the event at byte {at} says that it has {length} bytes, fewer than its own \
                 header; check that the file is as the server wrote it"
            );
            return Err(Error::new(ErrorKind::Malformed, None, message));
        }
        if self.format.is_none() && header.kind != Kind::Format {
            return Err(foreign("its first event does not describe the format"));
        }
        if size - at < length {
            return Err(truncated(at, size));
        }
        let end = at + length;
        // A relay log's events keep the positions of their source, so this is asked first.
        let mut left = length - HEADER_LENGTH;
        if header.kind == Kind::Format && self.format.is_none() {
            if header.relay {
                return Err(relay_log());
            }
            if left < FORMAT_LENGTH as u64 {
                return Err(foreign("its first event is too short to describe the format"));
            }
            let mut body = [0; FORMAT_LENGTH];
            source.read_exact(&mut body).map_err(broken)?;
            left -= body.len() as u64;
            self.in_use = header.in_use;
            self.format = Some(Format::read(&body, header.server_id).map_err(foreign)?);
        }
        if !header.ends_at(end) {
            let message = format!(
                "the event at bytes {at} to {end} says that it ends at byte {}; check that the \
                 file is a binlog of the server itself and was not altered",
                header.end
            );
            return Err(Error::new(ErrorKind::Malformed, None, message));
        }
        if header.kind == Kind::Encryption {
            return Err(encrypted());
        }
        self.note(&header);
        // At most 4 GiB.
        source.seek_relative(left.cast_signed()).map_err(broken)?;
        self.at = end;
        Ok(())
    }

    fn note(&mut self, header: &Header) {
        self.events += 1;
        self.changes += u64::from(header.kind == Kind::Change);
        self.closed = header.kind == Kind::Close && !header.artificial;
        if header.time > 0 && !header.artificial {
            let mark = EventMark { time: header.time, position: self.at };
            self.first.get_or_insert(mark);
            self.last = Some(mark);
        }
    }

    fn end(self) -> Result<Binlog, Error> {
        let Some(format) = self.format else { return Err(truncated(self.at, self.at)) };
        let (Some(first), Some(last)) = (self.first, self.last) else {
            return Err(foreign("none of its events carries a time"));
        };
        Ok(Binlog {
            server_version: format.server_version,
            server_id: format.server_id,
            first,
            last,
            end: self.at,
            events: self.events,
            changes: self.changes,
            closed: self.closed,
            in_use: self.in_use,
        })
    }
}

fn foreign(why: &str) -> Error {
    let message =
        format!("the file is no binary log of MySQL 5.0 or later: {why}; give a binlog file");
    Error::new(ErrorKind::NotBinlog, None, message)
}

fn encrypted() -> Error {
    let message = "the binary log is encrypted, so that its events cannot be read; give a file that \
                   was written without binlog encryption, or the times by hand";
    Error::new(ErrorKind::Encrypted, None, message)
}

fn relay_log() -> Error {
    let message = "the file is a relay log, a replica's copy of its source's events; give a binlog \
                   of the server itself";
    Error::new(ErrorKind::RelayLog, None, message)
}

fn truncated(at: u64, size: u64) -> Error {
    let message = format!(
        "the file ends at byte {size} within the event that begins at byte {at}; close it with \
         FLUSH BINARY LOGS and copy it whole"
    );
    Error::new(ErrorKind::Truncated, None, message)
}

fn broken(source: io::Error) -> Error {
    if source.kind() == io::ErrorKind::UnexpectedEof {
        let message = "the file became shorter while it was read; copy it when it is closed";
        return Error::new(ErrorKind::Truncated, None, message);
    }
    Error::io(0, source)
}
