use std::io::{self, Read};

use crate::{Error, ErrorKind};

/// Largest file that is read as a whole; the largest info file seen has 4 KiB, a GTID set may add
/// some hundred.
const LARGEST: usize = 16 * 1024 * 1024;

/// Longest part of a line that is kept. The longest that carries facts is a GTID set, where
/// this is room for thousands of servers; what is longer is a user's query or no log.
pub(crate) const KEPT: usize = 256 * 1024;

/// One line of a file.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    /// Its bytes without the line end, at most [`KEPT`].
    pub(crate) bytes: &'a [u8],
    /// Counted from 1.
    pub(crate) number: u64,
    /// Nothing of it is missing: it has its line end and was not longer than [`KEPT`].
    pub(crate) whole: bool,
}

/// The lines of a file, in memory that does not grow with it.
///
/// `\n` and `\r\n` end a line.
pub(crate) struct Lines<R> {
    source: R,
    buffer: Vec<u8>,
    /// What was read and not handed on yet stands from here in the buffer ...
    start: usize,
    /// ... to here, ...
    end: usize,
    /// ... and has no line end before here.
    searched: usize,
    /// Of the line at `start`.
    number: u64,
    /// At `start` is more of a line longer than [`KEPT`], whose beginning was handed on.
    cut: bool,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(source: R) -> Self {
        let buffer = vec![0; KEPT + 1];
        Self { source, buffer, start: 0, end: 0, searched: 0, number: 1, cut: false }
    }

    /// The next line; `None` at the end of the file.
    pub(crate) fn next(&mut self) -> Result<Option<Line<'_>>, Error> {
        loop {
            let (start, number) = (self.start, self.number);
            if let Some(length) = memchr::memchr(b'\n', &self.buffer[self.searched..self.end]) {
                let end = self.searched + length;
                self.go_to(end + 1);
                self.number += 1;
                if std::mem::take(&mut self.cut) {
                    continue;
                }
                return Ok(Some(Line {
                    bytes: trim(&self.buffer[start..end]),
                    number,
                    whole: true,
                }));
            }
            self.searched = self.end;
            if self.cut {
                self.go_to(self.end);
            } else if self.end - start == self.buffer.len() {
                self.go_to(KEPT);
                self.cut = true;
                return Ok(Some(Line { bytes: &self.buffer[..KEPT], number, whole: false }));
            }
            if self.fill()? == 0 {
                break;
            }
        }
        let rest = self.start..self.end;
        self.go_to(rest.end);
        let last = !rest.is_empty();
        let bytes = trim(&self.buffer[rest]);
        Ok(last.then_some(Line { bytes, number: self.number, whole: false }))
    }

    /// Hands on, in pieces, what was cut off the last line; whether that ended before the file did.
    pub(crate) fn rest(&mut self, mut piece: impl FnMut(&[u8])) -> Result<bool, Error> {
        while self.cut {
            let text = &self.buffer[self.start..self.end];
            if let Some(length) = memchr::memchr(b'\n', text) {
                piece(trim(&text[..length]));
                self.go_to(self.start + length + 1);
                self.number += 1;
                self.cut = false;
                return Ok(true);
            }
            piece(text);
            self.go_to(self.end);
            if self.fill()? == 0 {
                break;
            }
        }
        Ok(false)
    }

    /// Passes over whole lines, as far as they are at hand: `after` finds what follows the first
    /// line of a text, or nothing if that is not to be passed over. The last of those lines.
    pub(crate) fn pass_over(&mut self, after: impl Fn(&[u8]) -> Option<&[u8]>) -> Option<u64> {
        if self.cut {
            return None;
        }
        let mut rest = &self.buffer[self.start..self.end];
        let mut lines = 0;
        while let Some(next) = after(rest) {
            rest = next;
            lines += 1;
        }
        self.go_to(self.end - rest.len());
        self.number += lines;
        (lines > 0).then_some(self.number - 1)
    }

    fn go_to(&mut self, start: usize) {
        self.start = start;
        self.searched = start;
    }

    /// Reads on; 0 at the end of the file.
    fn fill(&mut self) -> Result<usize, Error> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.searched -= self.start;
        self.start = 0;
        loop {
            match self.source.read(&mut self.buffer[self.end..]) {
                Ok(count) => {
                    self.end += count;
                    return Ok(count);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Error::io(self.number - 1, error)),
            }
        }
    }
}

/// All of a small file.
pub(crate) fn small(source: impl Read) -> Result<Vec<u8>, Error> {
    let mut file = Vec::new();
    let limit = LARGEST as u64 + 1;
    source.take(limit).read_to_end(&mut file).map_err(|error| Error::io(0, error))?;
    if file.len() > LARGEST {
        let message = "the file is larger than 16 MiB, which no info file of a backup is; check \
                       the path";
        return Err(Error::new(ErrorKind::TooLarge, None, message));
    }
    Ok(file)
}

fn trim(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives `step` bytes a time.
    struct Chunks<'a>(&'a [u8], usize);

    impl Read for Chunks<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(buffer.len());
            let (now, later) = self.0.split_at(count);
            buffer[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    fn lines(text: &[u8], step: usize) -> Vec<(Vec<u8>, u64, bool)> {
        let mut found = Vec::new();
        let mut lines = Lines::new(Chunks(text, step));
        while let Some(line) = lines.next().unwrap() {
            found.push((line.bytes.to_vec(), line.number, line.whole));
        }
        found
    }

    #[test]
    fn ends_of_lines() {
        let found = lines(b"a\r\n\nb\rc\nd", 2);
        let wanted: [(&[u8], u64, bool); 4] =
            [(b"a", 1, true), (b"", 2, true), (b"b\rc", 3, true), (b"d", 4, false)];
        assert_eq!(found, wanted.map(|(b, n, w)| (b.to_vec(), n, w)));
        assert_eq!(lines(b"", 1), []);
    }

    #[test]
    fn a_long_line_is_handed_on_once_and_cut() {
        let mut text = vec![b'x'; 3 * KEPT];
        text.extend_from_slice(b"\nnext\n");
        for step in [4096, KEPT, usize::MAX] {
            let found = lines(&text, step);
            assert_eq!(found.len(), 2);
            assert_eq!((found[0].0.len(), found[0].1, found[0].2), (KEPT, 1, false));
            assert_eq!(found[1], (b"next".to_vec(), 2, true));
        }
    }

    #[test]
    fn passed_over_are_whole_lines_at_the_beginning_of_a_line() {
        fn after_dashed(text: &[u8]) -> Option<&[u8]> {
            let end = memchr::memchr(b'\n', text)?;
            text.starts_with(b"-").then(|| &text[end + 1..])
        }
        let mut text = b"a\n-\n-b\nc\n".to_vec();
        text.resize(text.len() + KEPT + 1, b'd');
        text.extend_from_slice(b"-\ne\n-\n-");
        let mut lines = Lines::new(&*text);
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push((line.bytes[0], line.number));
            let last = lines.pass_over(after_dashed);
            found.extend(last.map(|number| (b'-', number)));
        }
        let wanted = [(b'a', 1), (b'-', 3), (b'c', 4), (b'd', 5), (b'e', 6), (b'-', 7), (b'-', 8)];
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_line_of_just_the_kept_length_is_whole() {
        let mut text = vec![b'x'; KEPT];
        text.push(b'\n');
        assert!(lines(&text, usize::MAX)[0].2);
    }
}
