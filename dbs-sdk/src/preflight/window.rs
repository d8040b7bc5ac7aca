//! A source of which no more is read than was agreed.

use std::io::{self, Read, Seek, SeekFrom};

/// Reads `source` from its first byte, up to a number of bytes in all.
#[derive(Debug)]
pub(super) struct Window<R> {
    source: R,
    /// Where the next byte stands.
    at: u64,
    /// Bytes of the source; `None` if it is the beginning of something longer.
    length: Option<u64>,
    /// Bytes that may still be read.
    left: u64,
    cut: bool,
}

impl<R: Read + Seek> Window<R> {
    pub(super) fn new(source: R, length: Option<u64>, budget: u64) -> Self {
        Self { source, at: 0, length, left: budget, cut: false }
    }

    /// Whether reading ended before the source did.
    pub(super) fn is_cut(&self) -> bool {
        self.cut
    }

    /// Where the next byte stands.
    pub(super) fn position(&self) -> u64 {
        self.at
    }

    /// Goes on `bytes` further without reading them. `false` if the source ends before.
    pub(super) fn skip(&mut self, bytes: u64) -> io::Result<bool> {
        let to = self.at.saturating_add(bytes);
        match self.length {
            Some(length) if to > length => {
                self.at = length;
                Ok(false)
            }
            _ => {
                self.at = self.source.seek(SeekFrom::Start(to))?;
                Ok(true)
            }
        }
    }
}

impl<R: Read> Read for Window<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if room == 0 {
            // What ends just at the last byte that may be read has not been cut.
            self.cut |= !buffer.is_empty() && self.length.is_none_or(|length| self.at < length);
            return Ok(0);
        }
        let read = loop {
            match self.source.read(&mut buffer[..room]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.cut |= read == 0 && self.length.is_none();
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}
