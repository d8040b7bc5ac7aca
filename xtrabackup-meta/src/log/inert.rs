//! Nearly all lines of a large log, told at a glance: a file is copied, or the redo log was read.

use super::shape::Generation;

/// Whether `line` says nothing that a run which copies its files does not say all the time. A
/// `false` is no answer.
pub(super) fn is_inert(line: &[u8], generation: Generation) -> bool {
    let message = match generation {
        Generation::Perl => match line {
            [b'[', _, _, b']', b' ', rest @ ..] if is_thread(line) => rest,
            [b'>', b'>', b' ', ..] => return true,
            _ => return false,
        },
        Generation::Classic => match line {
            [_, _, _, _, digit, _, b' ', _, _, b':', _, _, b':', _, _, b' ', rest @ ..]
                if line[0].is_ascii_digit() && *digit != b'-' =>
            {
                match rest {
                    [b'[', _, _, b']', b' ', message @ ..] if is_thread(rest) => message,
                    [b'>', b'>', b' ', ..] => return true,
                    _ => return false,
                }
            }
            _ => return false,
        },
        Generation::Structured => match line {
            [b'0'..=b'9', _, _, _, b'-', _, _, b'-', _, _, b'T', ..] => {
                match line.get(32..).and_then(|rest| rest.strip_prefix(b" ")) {
                    Some([b'0'..=b'9', rest @ ..]) => match rest.strip_prefix(NOTE) {
                        Some(message) => message,
                        None => return false,
                    },
                    _ => return false,
                }
            }
            _ => return false,
        },
        Generation::Maria => match line {
            [b'[', _, _, b']', b' ', rest @ ..] if is_thread(line) => match rest {
                [
                    _,
                    _,
                    _,
                    _,
                    b'-',
                    _,
                    _,
                    b'-',
                    _,
                    _,
                    b' ',
                    _,
                    _,
                    b':',
                    _,
                    _,
                    b':',
                    _,
                    _,
                    b' ',
                    message @ ..,
                ] => message,
                _ => return false,
            },
            _ => return false,
        },
    };
    // `Copying a to b`, `Done: Copying`, `       ...done`, `>> log scanned up to`.
    matches!(
        message,
        [b'C', b'o', b'p', b'y', b'i', b'n', b'g', b' ', ..]
            | [b'D', b'o', b'n', b'e', b':', b' ', ..]
            | [b' ', b' ', ..]
            | [b'>', b'>', b' ', ..]
    )
}

const NOTE: &[u8] = b" [Note] [MY-011825] [Xtrabackup] ";

/// `[NN]`
fn is_thread(line: &[u8]) -> bool {
    matches!(line, [_, b'0'..=b'9', b'0'..=b'9', ..])
}

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
