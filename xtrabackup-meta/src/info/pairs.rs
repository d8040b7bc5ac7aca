//! The keys of an info file and the lines that belong to each.

use crate::lines::each_line;
use crate::{Error, ErrorKind};

/// Keys whose values are free text and may hold line ends, in the order of the file.
const HEAD: [&str; 4] = ["uuid", "name", "tool_name", "tool_command"];

/// Keys after them, which the tool fills alone. All tools keep this order; builds add keys.
const BODY: [&str; 15] = [
    "tool_version",
    "ibbackup_version",
    "server_version",
    "start_time",
    "end_time",
    "lock_time",
    "binlog_pos",
    "innodb_from_lsn",
    "innodb_to_lsn",
    "partial",
    "incremental",
    "format",
    "compact",
    "compressed",
    "encrypted",
];

/// One key with its value, which may have several lines.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) key: &'static str,
    pub(super) value: Vec<u8>,
    /// Line of the key, counted from 1.
    pub(super) line: u64,
    /// The value is not cut off by the end of the file.
    pub(super) whole: bool,
}

/// All pairs of a file, each key once, and the number of its lines.
///
/// `name` and `tool_command` are copied into the file with the line ends they have, so they can
/// imitate any key. What imitates stands before the true `tool_version`, the last of its name.
pub(super) fn pairs(file: &[u8]) -> Result<(Vec<Pair>, u64), Error> {
    let mut found: Vec<Pair> = Vec::new();
    let mut lines = 0;
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    each_line(file, |line| {
        lines = line.number;
        if let Some((key, value)) = key(line.bytes) {
            let value = value.to_vec();
            found.push(Pair { key, value, line: line.number, whole: line.whole });
        } else if let Some(pair) = found.last_mut().filter(|_| !line.bytes.is_empty()) {
            pair.value.push(b'\n');
            pair.value.extend_from_slice(line.bytes);
            pair.whole = line.whole;
        }
    })?;
    let body = found.iter().rposition(|pair| pair.key == BODY[0]).unwrap_or(found.len());
    let tail = found.split_off(body);
    let mut pairs = head(found);
    for pair in tail {
        if HEAD.contains(&pair.key) {
            continue;
        }
        match pairs.iter().find(|known| known.key == pair.key) {
            None => pairs.push(pair),
            Some(known) if known.value == pair.value => {}
            Some(known) => {
                return Err(Error::new(
                    ErrorKind::Disputed,
                    Some(pair.line),
                    format!(
                        "line {} gives {} another value than line {}; check that the file is one \
                         backup's own",
                        pair.line, pair.key, known.line
                    ),
                ));
            }
        }
    }
    Ok((pairs, lines))
}

/// The free texts: whatever stands between two of their keys belongs to the first.
fn head(found: Vec<Pair>) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for pair in found {
        let rank = |key| HEAD.iter().position(|&head| head == key);
        let last = pairs.last().and_then(|pair| rank(pair.key));
        let next = rank(pair.key);
        match pairs.last_mut() {
            Some(open) if next.is_none() || next <= last => {
                open.value.push(b'\n');
                open.value.extend_from_slice(pair.key.as_bytes());
                open.value.extend_from_slice(b" = ");
                open.value.extend_from_slice(&pair.value);
                open.whole = pair.whole;
            }
            None if next.is_none() => {}
            _ => pairs.push(pair),
        }
    }
    pairs
}

fn key(line: &[u8]) -> Option<(&'static str, &[u8])> {
    let at = memchr::memchr(b'=', line)?;
    let name = line[..at].trim_ascii();
    let value = line[at + 1..].strip_prefix(b" ").unwrap_or(&line[at + 1..]);
    let key = HEAD.iter().chain(&BODY).find(|key| key.as_bytes() == name)?;
    Some((key, value))
}
