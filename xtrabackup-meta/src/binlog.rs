//! The binlog position, as logs and info files both write it.

/// Coordinates in the server's own binary log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinlogPosition {
    /// Name of the binlog file; may hold blanks.
    pub file: String,
    /// Offset in that file, in bytes.
    pub position: u64,
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

/// Reads a set up to its closing quote.
pub(crate) fn gtid_set(text: &[u8]) -> Option<GtidSet> {
    let quote = memchr::memchr(b'\'', text);
    let text = &text[..quote.unwrap_or(text.len())];
    let mut text: String =
        text.iter().filter(|b| !b.is_ascii_whitespace()).map(|&b| char::from(b)).collect();
    if quote.is_none() {
        // The last element may be damaged, or be glued to whatever came next.
        text.truncate(text.rfind(',').unwrap_or(0));
    }
    let complete = quote.is_some();
    (!text.is_empty() || !complete).then_some(GtidSet { text, complete })
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
