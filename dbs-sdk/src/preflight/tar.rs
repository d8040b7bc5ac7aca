//! A tar archive, header by header: no data but what is asked for, and every oddity told.

use std::borrow::Cow;
use std::io::{self, Read, Seek};

use tar::{EntryType, Header, PaxExtensions};

use super::stream::Stream;

const BLOCK: usize = 512;
/// Longest name taken, beyond what any file system has.
const LONGEST_NAME: u64 = 64 * 1024;
/// Largest extended header taken.
const LARGEST_HEADER: u64 = 1024 * 1024;

/// A member, with the first bytes of its data.
#[derive(Debug, Default)]
pub(super) struct Member {
    pub(super) name: Vec<u8>,
    pub(super) kind: Kind,
    pub(super) mode: Option<u32>,
    /// Bytes of data.
    pub(super) size: u64,
    pub(super) sparse: bool,
    /// The first bytes, as many as were asked for.
    pub(super) data: Vec<u8>,
}

/// What a member unpacks to.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    File,
    Directory,
    Symlink,
    HardLink,
    /// A device, a pipe or a socket.
    Device,
    /// Another type, which some programs know.
    Other(u8),
}

/// How an archive ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// With the blocks of zeros that end an archive, and nothing but zeros behind them.
    Marked,
    /// At the end of a member, without such a block.
    Unmarked,
    /// Within a member or a header.
    Truncated,
    /// Where no more may be read.
    Cut,
    /// No header stands at this offset.
    NoHeader(u64),
    /// Bytes that are no member stand behind the end, at this offset.
    Garbage(u64),
    /// The header at this offset has a name or a size that no file has.
    Absurd(u64),
    /// What follows an old sparse member cannot be told.
    Unfollowed,
}

/// Goes through an archive.
pub(super) struct Members<R> {
    stream: Stream<R>,
    ended: bool,
    behind_end: u64,
    /// Where the next header stands is not known.
    lost: bool,
}

impl<R: Read + Seek> Members<R> {
    pub(super) fn new(stream: Stream<R>) -> Self {
        Self { stream, ended: false, behind_end: 0, lost: false }
    }

    /// What is read.
    pub(super) fn stream(&self) -> &Stream<R> {
        &self.stream
    }

    /// Members behind the blocks that end an archive, where most programs stop.
    pub(super) fn behind_end(&self) -> u64 {
        self.behind_end
    }

    /// The next member, with as much of its data as `keep` asks for by name and size.
    ///
    /// # Errors
    /// Those of reading and unpacking.
    pub(super) fn next(
        &mut self,
        keep: impl Fn(&[u8], u64) -> u64,
    ) -> io::Result<Result<Member, End>> {
        let mut long = Long::default();
        if self.lost {
            return Ok(Err(End::Unfollowed));
        }
        loop {
            let mut block = [0; BLOCK];
            let at = self.stream.position();
            match self.stream.fill(&mut block)? {
                BLOCK => {}
                _ if self.stream.is_cut() => return Ok(Err(End::Cut)),
                0 if long.is_some() => return Ok(Err(End::Truncated)),
                0 if self.ended => return Ok(Err(End::Marked)),
                0 => return Ok(Err(End::Unmarked)),
                // What is behind the end need not come in blocks.
                _ if self.ended && is_end(&block) => return Ok(Err(End::Marked)),
                _ if self.ended => return Ok(Err(End::Garbage(at))),
                _ => return Ok(Err(End::Truncated)),
            }
            if is_end(&block) {
                self.ended = true;
                continue;
            }
            if !is_header(&block) {
                let end = if self.ended { End::Garbage(at) } else { End::NoHeader(at) };
                return Ok(Err(end));
            }
            let header = Header::from_byte_slice(&block);
            let absurd = Ok(Err(End::Absurd(at)));
            let Ok(size) = header.entry_size() else { return absurd };
            let entry_type = header.entry_type();
            let limit = match entry_type {
                EntryType::GNULongName | EntryType::GNULongLink => LONGEST_NAME,
                EntryType::XHeader | EntryType::XGlobalHeader => LARGEST_HEADER,
                _ => {
                    let Some(member) = long.member(header, size) else { return absurd };
                    return self.data(member, entry_type, keep);
                }
            };
            if size > limit {
                return absurd;
            }
            let Some(text) = self.take(size, size)? else { return Ok(Err(self.early())) };
            match entry_type {
                EntryType::GNULongName => long.name = Some(text),
                EntryType::XHeader => long.pax = Some(text),
                _ => {}
            }
        }
    }

    fn data(
        &mut self,
        mut member: Member,
        entry_type: EntryType,
        keep: impl Fn(&[u8], u64) -> u64,
    ) -> io::Result<Result<Member, End>> {
        self.behind_end += u64::from(self.ended);
        if entry_type == EntryType::GNUSparse {
            self.lost = true;
            return Ok(Ok(member));
        }
        if member.size > 0 {
            let kept = keep(&member.name, member.size).min(member.size);
            let Some(data) = self.take(kept, member.size)? else { return Ok(Err(self.early())) };
            member.data = data;
        }
        Ok(Ok(member))
    }

    /// The first `kept` of `size` bytes of data; goes on to the next header. `None` if they are not
    /// all there.
    fn take(&mut self, kept: u64, size: u64) -> io::Result<Option<Vec<u8>>> {
        // `kept` is bounded by those who ask for it, and never more than is reserved is read.
        let mut data = vec![0; usize::try_from(kept).unwrap_or(usize::MAX)];
        if self.stream.fill(&mut data)? < data.len() {
            return Ok(None);
        }
        let padded = size.next_multiple_of(BLOCK as u64);
        Ok(self.stream.skip(padded - kept)?.then_some(data))
    }

    fn early(&self) -> End {
        if self.stream.is_cut() { End::Cut } else { End::Truncated }
    }
}

/// What stands before a header, for a name or a size that does not fit into it.
#[derive(Default)]
struct Long {
    name: Option<Vec<u8>>,
    pax: Option<Vec<u8>>,
}

impl Long {
    fn is_some(&self) -> bool {
        self.name.is_some() || self.pax.is_some()
    }

    /// The member, without its data; `None` if its size is none.
    fn member(&self, header: &Header, size: u64) -> Option<Member> {
        let mut name: Cow<'_, [u8]> = match &self.name {
            Some(name) => name.strip_suffix(b"\0").unwrap_or(name).into(),
            None => header.path_bytes(),
        };
        let (mut size, mut sparse) = (size, header.entry_type() == EntryType::GNUSparse);
        for pair in PaxExtensions::new(self.pax.as_deref().unwrap_or_default()).flatten() {
            match pair.key_bytes() {
                b"path" if self.name.is_none() => name = pair.value_bytes().into(),
                b"size" => size = pair.value().ok()?.parse().ok()?,
                key => sparse |= key.starts_with(b"GNU.sparse."),
            }
        }
        let kind = match header.entry_type() {
            EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => {
                if name.ends_with(b"/") { Kind::Directory } else { Kind::File }
            }
            EntryType::Directory => Kind::Directory,
            EntryType::Symlink => Kind::Symlink,
            EntryType::Link => Kind::HardLink,
            EntryType::Char | EntryType::Block | EntryType::Fifo => Kind::Device,
            other => Kind::Other(other.as_byte()),
        };
        // Others than files have no data, whatever their size says.
        let has_data = matches!(kind, Kind::File | Kind::Other(_));
        let size = if has_data { size } else { 0 };
        (size <= i64::MAX.unsigned_abs()).then_some(())?;
        let name = name.into_owned();
        Some(Member { name, kind, mode: header.mode().ok(), size, sparse, data: Vec::new() })
    }
}

/// Whether a block holds zeros alone.
pub(super) fn is_end(block: &[u8; BLOCK]) -> bool {
    block.iter().all(|&byte| byte == 0)
}

/// Whether a block is a header: its checksum is right. Some old programs add signed bytes.
pub(super) fn is_header(block: &[u8; BLOCK]) -> bool {
    const CHECKSUM: std::ops::Range<usize> = 148..156;
    let Ok(told) = Header::from_byte_slice(block).cksum() else { return false };
    let blanks = 8 * i64::from(b' ');
    let others = || block[..CHECKSUM.start].iter().chain(&block[CHECKSUM.end..]);
    let unsigned = blanks + others().map(|&byte| i64::from(byte)).sum::<i64>();
    let signed = blanks + others().map(|&byte| i64::from(byte.cast_signed())).sum::<i64>();
    !is_end(block) && (i64::from(told) == unsigned || i64::from(told) == signed)
}
