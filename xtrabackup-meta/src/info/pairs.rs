//! The keys of an info file and the lines that belong to each.

use crate::lines::Lines;
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

/// Stands for a key that a build added: its value is the whole line, and nobody reads it.
const OTHER: &str = "";

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
    let mut count = 0;
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let mut lines = Lines::new(file);
    while let Some(line) = lines.next()? {
        count = line.number;
        if let Some((key, value)) = key(line.bytes) {
            let value = value.to_vec();
            found.push(Pair { key, value, line: line.number, whole: line.whole });
        } else if found.last().is_some_and(|last| !HEAD.contains(&last.key)) && is_key(line.bytes) {
            let value = line.bytes.to_vec();
            found.push(Pair { key: OTHER, value, line: line.number, whole: line.whole });
        } else if let Some(pair) = found.last_mut().filter(|_| !line.bytes.is_empty()) {
            pair.value.push(b'\n');
            pair.value.extend_from_slice(line.bytes);
            pair.whole = line.whole;
        }
    }
    let body = found.iter().rposition(|pair| pair.key == BODY[0]).unwrap_or(found.len());
    let tail = found.split_off(body);
    let mut pairs = head(found);
    for pair in tail {
        if HEAD.contains(&pair.key) || pair.key == OTHER {
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
    Ok((pairs, count))
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
                if pair.key != OTHER {
                    open.value.extend_from_slice(pair.key.as_bytes());
                    open.value.extend_from_slice(b" = ");
                }
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

/// Whether the line has the form of a pair with any key. A GTID set that goes on has not.
fn is_key(line: &[u8]) -> bool {
    let word = line.iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'_').count();
    word > 0 && line[word..].starts_with(b" = ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_a_build_added_belong_to_no_other() {
        let file = b"tool_version = 8.0.35\nend_time = 2024-09-25 17:46:58\nlock_ddl_type = LOCK\n\
                     binlog_pos = filename 'b.1', position '4', GTID of the last change 'u:1,\nv:2'\n\
                     backup_size = 17\npartial = N\n";
        let (pairs, lines) = pairs(file).expect("pairs");
        assert_eq!(lines, 7);
        let value = |key| {
            let pair = pairs.iter().find(|pair| pair.key == key).expect(key);
            String::from_utf8_lossy(&pair.value).into_owned()
        };
        assert_eq!(value("end_time"), "2024-09-25 17:46:58");
        assert_eq!(
            value("binlog_pos"),
            "filename 'b.1', position '4', GTID of the last change 'u:1,\nv:2'"
        );
        assert_eq!(pairs.len(), 4);
    }
}
