//! The bytes of a tar archive, as they stand or out of a gzip.

use std::io::{self, Read, Seek};

use super::gunzip::Gunzip;
use super::window::Window;

/// The bytes of an archive from its first on, up to a number of bytes in all.
pub(super) struct Stream<R> {
    inner: Inner<R>,
    /// Where the next byte stands in the archive.
    at: u64,
    /// Bytes of the archive that may still be read.
    left: u64,
    cut: bool,
}

enum Inner<R> {
    /// Data may be passed over without being read.
    Seek(Window<R>),
    Read(Window<R>),
    Gzip(Gunzip<R>),
}

impl<R: Read + Seek> Stream<R> {
    /// A plain tar; `reads` all of it or only what is asked for.
    pub(super) fn plain(source: Window<R>, reads: bool) -> Self {
        let inner = if reads { Inner::Read(source) } else { Inner::Seek(source) };
        Self { inner, at: 0, left: u64::MAX, cut: false }
    }

    /// What a gzip holds, up to `budget` bytes of it.
    pub(super) fn gzip(source: Window<R>, budget: u64) -> Self {
        Self { inner: Inner::Gzip(Gunzip::new(source)), at: 0, left: budget, cut: false }
    }

    /// Where the next byte stands in the archive.
    pub(super) fn position(&self) -> u64 {
        self.at
    }

    /// Bytes read from the source.
    pub(super) fn source_position(&self) -> u64 {
        self.window().map_or(0, Window::position)
    }

    /// Whether reading ended before the source did.
    pub(super) fn is_cut(&self) -> bool {
        self.cut || self.window().is_some_and(Window::is_cut)
    }

    /// What the gzip around the archive is made of, if there is one.
    pub(super) fn gunzip(&self) -> Option<&Gunzip<R>> {
        match &self.inner {
            Inner::Gzip(gunzip) => Some(gunzip),
            _ => None,
        }
    }

    fn window(&self) -> Option<&Window<R>> {
        match &self.inner {
            Inner::Seek(source) | Inner::Read(source) => Some(source),
            Inner::Gzip(gunzip) => gunzip.window(),
        }
    }

    /// Reads until `buffer` is full or the archive ends; tells how much there was.
    pub(super) fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.read(&mut buffer[filled..])? {
                0 => break,
                read => filled += read,
            }
        }
        Ok(filled)
    }

    /// Goes on `bytes` further. `false` if the archive ends before.
    pub(super) fn skip(&mut self, mut bytes: u64) -> io::Result<bool> {
        if let Inner::Seek(source) = &mut self.inner {
            self.at = self.at.saturating_add(bytes);
            return source.skip(bytes);
        }
        let mut buffer = [0; 16 * 1024];
        while bytes > 0 {
            let room = usize::try_from(bytes).unwrap_or(usize::MAX).min(buffer.len());
            match self.read(&mut buffer[..room])? {
                0 => return Ok(false),
                read => bytes -= read as u64,
            }
        }
        Ok(true)
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if room == 0 {
            self.cut = true;
            return Ok(0);
        }
        let read = match &mut self.inner {
            Inner::Seek(source) | Inner::Read(source) => source.read(&mut buffer[..room]),
            Inner::Gzip(gunzip) => gunzip.read(&mut buffer[..room]),
        }?;
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}
