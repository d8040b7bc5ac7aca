//! A gzip, read member by member: where one ends and what stands behind the last is told.

use std::io::{self, BufRead, BufReader, Read, Seek};

use flate2::bufread::GzDecoder;

use super::window::Window;

/// Reads what a gzip holds.
pub(super) struct Gunzip<R> {
    state: State<R>,
    members: u64,
    garbage: bool,
}

/// The two readers between which the source moves.
enum State<R> {
    Member(Box<GzDecoder<BufReader<Window<R>>>>),
    Over(BufReader<Window<R>>),
    /// Only while the source moves.
    Moving,
}

/// Bytes read at once.
const BUFFER: usize = 256 * 1024;

impl<R: Read + Seek> Gunzip<R> {
    pub(super) fn new(source: Window<R>) -> Self {
        let source = BufReader::with_capacity(BUFFER, source);
        Self { state: State::Member(Box::new(GzDecoder::new(source))), members: 1, garbage: false }
    }

    /// gzip members so far.
    pub(super) fn members(&self) -> u64 {
        self.members
    }

    /// Whether bytes other than zeros stand behind the last member.
    pub(super) fn has_garbage(&self) -> bool {
        self.garbage
    }

    /// What is read from; `None` never outside of this module.
    pub(super) fn window(&self) -> Option<&Window<R>> {
        match &self.state {
            State::Member(decoder) => Some(decoder.get_ref().get_ref()),
            State::Over(source) => Some(source.get_ref()),
            State::Moving => None,
        }
    }

    /// Takes up the next member, if there is one.
    fn next_member(&mut self) -> io::Result<bool> {
        let mut source = match std::mem::replace(&mut self.state, State::Moving) {
            State::Member(decoder) => decoder.into_inner(),
            other => {
                self.state = other;
                return Ok(false);
            }
        };
        let next = behind(&mut source);
        self.state = match next {
            Ok(Behind::Member) => {
                self.members += 1;
                State::Member(Box::new(GzDecoder::new(source)))
            }
            _ => State::Over(source),
        };
        self.garbage |= matches!(next, Ok(Behind::Garbage));
        next.map(|next| next == Behind::Member)
    }
}

#[derive(PartialEq, Eq)]
enum Behind {
    Nothing,
    Member,
    Garbage,
}

/// What stands behind a member. Zeros are padding, as gzip itself takes them.
fn behind(source: &mut impl BufRead) -> io::Result<Behind> {
    loop {
        let buffer = source.fill_buf()?;
        match buffer.iter().position(|&byte| byte != 0) {
            _ if buffer.is_empty() => return Ok(Behind::Nothing),
            // One byte at the very end of a buffer is taken for half of the mark.
            Some(0) if b"\x1f\x8b".starts_with(&buffer[..buffer.len().min(2)]) => {
                return Ok(Behind::Member);
            }
            Some(0) => return Ok(Behind::Garbage),
            zeros => {
                let zeros = zeros.unwrap_or(buffer.len());
                source.consume(zeros);
            }
        }
    }
}

impl<R: Read + Seek> Read for Gunzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let State::Member(decoder) = &mut self.state {
                let read = decoder.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
            }
            if !self.next_member()? {
                return Ok(0);
            }
        }
    }
}
