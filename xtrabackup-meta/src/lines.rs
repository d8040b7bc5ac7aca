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

/// Hands each line of `source` to `each`, in memory that does not grow with the file.
///
/// `\n` and `\r\n` end a line.
pub(crate) fn each_line(
    mut source: impl Read,
    mut each: impl FnMut(Line<'_>),
) -> Result<(), Error> {
    let mut buffer = vec![0; KEPT + 1];
    let (mut start, mut end) = (0, 0);
    let mut number = 1;
    // Inside a line longer than the buffer, whose beginning was handed on already.
    let mut skipping = false;
    loop {
        while let Some(length) = memchr::memchr(b'\n', &buffer[start..end]) {
            if !std::mem::take(&mut skipping) {
                let bytes = trim(&buffer[start..start + length]);
                each(Line { bytes, number, whole: true });
            }
            number += 1;
            start += length + 1;
        }
        if start == 0 && end == buffer.len() {
            if !std::mem::replace(&mut skipping, true) {
                each(Line { bytes: &buffer[..KEPT], number, whole: false });
            }
            end = 0;
        } else if start > 0 {
            buffer.copy_within(start..end, 0);
            end -= start;
        }
        start = 0;
        match source.read(&mut buffer[end..]) {
            Ok(0) => break,
            Ok(count) => end += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(Error::io(number - 1, error)),
        }
    }
    if end > 0 && !skipping {
        each(Line { bytes: trim(&buffer[..end]), number, whole: false });
    }
    Ok(())
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
        each_line(Chunks(text, step), |l| found.push((l.bytes.to_vec(), l.number, l.whole)))
            .unwrap();
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
    fn a_line_of_just_the_kept_length_is_whole() {
        let mut text = vec![b'x'; KEPT];
        text.push(b'\n');
        assert!(lines(&text, usize::MAX)[0].2);
    }
}
