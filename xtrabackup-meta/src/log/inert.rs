//! Nearly all lines of a large log, told at a glance: a file is copied, or the redo log was read.

use super::shape::{Generation, long_stamp};

/// Whether `line` says nothing that a run which copies its files does not say all the time. A
/// `false` is no answer.
pub(super) fn is_inert(line: &[u8], generation: Generation) -> bool {
    let message = match generation {
        Generation::Perl => threaded(line),
        Generation::Classic => short_stamp(line).and_then(threaded),
        Generation::Structured => structured(line),
        Generation::Maria => after_thread(line).and_then(|rest| Some(long_stamp(rest)?.1)),
    };
    // `Copying a to b`, `Done: Copying a to b`, `       ...done`, `>> log scanned up to`.
    matches!(
        message,
        Some(
            [b'C', b'o', b'p', b'y', b'i', b'n', b'g', b' ', ..]
                | [b'D', b'o', b'n', b'e', b':', b' ', ..]
                | [b' ', b' ', ..]
                | [b'>', b'>', b' ', ..]
        )
    )
}

/// What follows `[NN] `; the redo copier speaks without it.
fn threaded(line: &[u8]) -> Option<&[u8]> {
    if line.starts_with(b">> ") { Some(line) } else { after_thread(line) }
}

fn after_thread(line: &[u8]) -> Option<&[u8]> {
    match line {
        [b'[', b'0'..=b'9', b'0'..=b'9', b']', b' ', rest @ ..] => Some(rest),
        _ => None,
    }
}

/// What follows `yymmdd hh:mm:ss `.
fn short_stamp(line: &[u8]) -> Option<&[u8]> {
    let (stamp, rest) = line.split_at_checked(16)?;
    let short = stamp[0].is_ascii_digit() && stamp[4] != b'-';
    let marks = [stamp[6], stamp[9], stamp[12], stamp[15]];
    (short && marks == *b" :: ").then_some(rest)
}

/// What follows stamp, thread of one digit, level, code and subsystem.
fn structured(line: &[u8]) -> Option<&[u8]> {
    let (stamp, rest) = line.split_at_checked(34)?;
    let marks = [stamp[4], stamp[10], stamp[32]];
    let begins = stamp[0].is_ascii_digit() && marks == *b"-T " && stamp[33].is_ascii_digit();
    rest.strip_prefix(NOTE).filter(|_| begins)
}

const NOTE: &[u8] = b" [Note] [MY-011825] [Xtrabackup] ";

#[cfg(test)]
mod tests {
    use super::super::shape::shape;
    use super::super::word::{Copy, Word, word};
    use super::*;

    const STRUCTURED: &str = "2024-09-25T17:46:58.123456+08:00 1 [Note] [MY-011825] [Xtrabackup] ";

    #[test]
    fn what_is_inert_says_nothing_when_it_is_read_either() {
        let messages =
            ["Copying ./a to b", "Done: Copying ./a to b", "        ...done", ">> log scanned"];
        for (generation, prefix) in [
            (Generation::Perl, "[01] "),
            (Generation::Classic, "240925 17:46:58 [01] "),
            (Generation::Structured, STRUCTURED),
            (Generation::Maria, "[01] 2024-09-25 17:46:58 "),
        ] {
            for message in messages {
                let line = format!("{prefix}{message}");
                assert!(is_inert(line.as_bytes(), generation), "{line}");
                let said = word(&shape(line.as_bytes()), Some(generation));
                let nothing = matches!(said, Word::Other) || said == Word::Copy(Copy::default());
                assert!(nothing, "{line}: {said:?}");
            }
            for message in ["completed OK!", "Compressing ./a to b", "Streaming ./a", "Done", ""] {
                let line = format!("{prefix}{message}");
                assert!(!is_inert(line.as_bytes(), generation), "{line}");
            }
        }
    }
}
