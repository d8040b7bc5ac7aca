//! The binlog position, as logs and info files both write it.

use std::fmt;

/// Coordinates in the server's own binary log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinlogPosition {
    /// Name of the binlog file; may hold blanks.
    pub file: String,
    /// Offset in that file, in bytes.
    pub position: u64,
}

impl fmt::Display for BinlogPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.position)
    }
}

/// Transactions that the backup contains.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GtidSet {
    /// The set in the server's own spelling, without blanks and line ends.
    pub text: String,
    /// `false` where the file cuts the set off; `text` then holds only its whole elements and
    /// must not be taken for the set. (8.0.28 and later cut the log line at about 8 KiB,
    /// PXB-3302; `xtrabackup_info` has the whole set.)
    pub complete: bool,
}

/// What stands after `MySQL binlog position: ` or `binlog_pos = `.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coordinates {
    pub(crate) binlog: Option<BinlogPosition>,
    pub(crate) gtid_set: Option<GtidSet>,
    pub(crate) consistent_time: Option<i64>,
}

/// Reads `[filename 'F', position N|'N'][, GTID of the last change 'S']`.
///
/// `S` may hold line ends. A `filename ''` stands for none: the set alone is known.
pub(crate) fn parse(text: &[u8]) -> Coordinates {
    let mut found = Coordinates { consistent_time: consistent_time(text), ..Default::default() };
    let (coordinates, set) = match memchr::memmem::find(text, GTID) {
        Some(at) => (&text[..at], Some(&text[at + GTID.len()..])),
        None => (text, None),
    };
    found.binlog = position(coordinates);
    found.gtid_set = set.and_then(gtid_set);
    found
}

const GTID: &[u8] = b"GTID of the last change '";

fn position(text: &[u8]) -> Option<BinlogPosition> {
    let text = text.strip_prefix(b"filename '")?;
    let at = memchr::memmem::rfind(text, b"', position ")?;
    let (file, rest) = (&text[..at], &text[at + b"', position ".len()..]);
    let digits = match rest.strip_prefix(b"'") {
        Some(quoted) => &quoted[..memchr::memchr(b'\'', quoted)?],
        None => &rest[..rest.iter().take_while(|b| b.is_ascii_digit()).count()],
    };
    if file.is_empty() {
        return None;
    }
    let position = decimal(digits)?;
    Some(BinlogPosition { file: String::from_utf8_lossy(file).into_owned(), position })
}

/// The part of a GTID set in `text` whose closing quote is not there.
pub(crate) fn open_set(text: &[u8]) -> Option<&[u8]> {
    let set = &text[memchr::memmem::find(text, GTID)? + GTID.len()..];
    memchr::memchr(b'\'', set).is_none().then_some(set)
}

/// Reads a set up to its closing quote; one that is cut off, up to its last whole element.
pub(crate) fn gtid_set(text: &[u8]) -> Option<GtidSet> {
    let length = text.iter().take_while(|&&byte| in_gtid_set(byte)).count();
    let complete = text.get(length) == Some(&b'\'');
    let kept = text[..length].iter().filter(|byte| !byte.is_ascii_whitespace());
    let mut set: String = kept.copied().map(char::from).collect();
    if !complete {
        // The last element may be damaged, or be glued to whatever came next.
        set.truncate(set.rfind(',').unwrap_or(0));
    }
    (!set.is_empty() || !complete).then_some(GtidSet { text: set, complete })
}

/// UUIDs, domains, tags, intervals and what stands between them.
pub(crate) fn in_gtid_set(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b"-:,_".contains(&byte)
}

/// Reads the number after `consistent_time `, epoch seconds.
pub(crate) fn consistent_time(text: &[u8]) -> Option<i64> {
    const KEY: &[u8] = b"consistent_time ";
    let rest = &text[memchr::memmem::find(text, KEY)? + KEY.len()..];
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    i64::try_from(decimal(&rest[..digits])?).ok()
}

/// A number written in ASCII digits alone.
pub(crate) fn decimal(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// `N`, or `high:low` as 1.x and 2.0 write it on MySQL 5.1.
pub(crate) fn lsn(text: &[u8]) -> Option<u64> {
    match text.iter().position(|b| matches!(b, b':' | b' ')) {
        Some(at) => {
            let (high, low) = (decimal(&text[..at])?, decimal(&text[at + 1..])?);
            high.checked_mul(1 << 32)?.checked_add(low)
        }
        None => decimal(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(file: &str, position: u64) -> Option<BinlogPosition> {
        Some(BinlogPosition { file: file.to_owned(), position })
    }

    fn set(text: &str, complete: bool) -> Option<GtidSet> {
        Some(GtidSet { text: text.to_owned(), complete })
    }

    #[test]
    fn spellings() {
        for (text, binlog, gtid_set) in [
            ("filename 'b.1', position 107", position("b.1", 107), None),
            ("filename 'b.1', position '107'", position("b.1", 107), None),
            ("filename 'my b'in.1', position '1'", position("my b'in.1", 1), None),
            (
                "filename 'b', position '1', GTID of the last change 'a:1-2,\nb:3'",
                position("b", 1),
                set("a:1-2,b:3", true),
            ),
            (
                "filename '', position '0', GTID of the last change '0-1-2'",
                None,
                set("0-1-2", true),
            ),
            ("GTID of the last change 'a:1'", None, set("a:1", true)),
            ("", None, None),
        ] {
            let found = parse(text.as_bytes());
            assert_eq!((found.binlog, found.gtid_set), (binlog, gtid_set), "{text}");
        }
    }

    #[test]
    fn a_set_that_is_cut_keeps_its_whole_elements() {
        let glued = "filename 'b', position '1', GTID of the last change \
                     'a:1-5,b:1-72024-07-01T04:00:00.1+08:00 0 [Note] [MY-011825] Writing 'x'";
        assert_eq!(parse(glued.as_bytes()).gtid_set, set("a:1-5", false));
        assert_eq!(parse(b"GTID of the last change 'a:1").gtid_set, set("", false));
    }

    #[test]
    fn no_position() {
        for text in
            ["filename 'b', position 'x'", "filename 'b', position '1", "filename 'b", "position 1"]
        {
            assert_eq!(parse(text.as_bytes()).binlog, None, "{text}");
        }
    }

    #[test]
    fn time_on_the_same_line() {
        let found = parse(b"filename 'b', position '1', consistent_time 1727257617");
        assert_eq!(found.consistent_time, Some(1_727_257_617));
        assert_eq!(found.binlog, position("b", 1));
    }
}
