//! Nearly all lines of a large log, told at a glance: a file is copied, or the redo log was read.

use super::shape::Generation;

/// What follows the first line of `text`, if that line is whole and says nothing that a run which
/// copies its files does not say all the time. `None` is no answer.
pub(super) fn after_inert(text: &[u8], generation: Generation) -> Option<&[u8]> {
    let message = match generation {
        Generation::Perl => threaded(text),
        Generation::Classic => after(text, SHORT_STAMP).and_then(threaded),
        Generation::Structured => after(text, LONG_STAMP).and_then(noted),
        Generation::Maria => after(text, THREAD_AND_STAMP),
    }?;
    // Every second line of three generations: where it ends need not be searched.
    let done = message.strip_prefix(b"       ...done\n");
    if let Some(rest) = done.or_else(|| message.strip_prefix(b"        ...done\n")) {
        return Some(rest);
    }
    let inert = message.starts_with(b"Copying ")
        || message.starts_with(b"Done: Copying ")
        || message.starts_with(b"  ")
        || message.starts_with(b">> ");
    let end = memchr::memchr(b'\n', message).filter(|_| inert)?;
    Some(&message[end + 1..])
}

/// Forms, with `0` for any digit.
const THREAD: &[u8; 5] = b"[00] ";
const SHORT_STAMP: &[u8; 16] = b"000000 00:00:00 ";
const THREAD_AND_STAMP: &[u8; 25] = b"[00] 0000-00-00 00:00:00 ";
const LONG_STAMP: &[u8; 26] = b"0000-00-00T00:00:00.000000";
const ZONE_AND_THREAD: &[u8; 7] = b"00:00 0";

const NOTE: &[u8; 33] = b" [Note] [MY-011825] [Xtrabackup] ";

/// What follows `form` in `text`. No line ends in a form.
fn after<'a, const N: usize>(text: &'a [u8], form: &[u8; N]) -> Option<&'a [u8]> {
    let (head, rest) = text.split_first_chunk::<N>()?;
    // All bytes, whatever the first says: this becomes a few vector instructions.
    let wrong = head.iter().zip(form).fold(0, |wrong, (&byte, &mark)| {
        let allowed = if mark == b'0' { 9 } else { 0 };
        wrong | (byte ^ mark).saturating_sub(allowed)
    });
    (wrong == 0).then_some(rest)
}

/// What follows `[NN] `; the redo copier speaks without it.
fn threaded(text: &[u8]) -> Option<&[u8]> {
    if text.starts_with(b">> ") { Some(text) } else { after(text, THREAD) }
}

/// What follows zone, thread of one digit, level, code and subsystem.
fn noted(text: &[u8]) -> Option<&[u8]> {
    match text {
        [b'+' | b'-', rest @ ..] => after(rest, ZONE_AND_THREAD)?.strip_prefix(NOTE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::shape;
    use super::super::word::{Copy, Word, word};
    use super::*;

    #[test]
    fn what_is_inert_says_nothing_when_it_is_read_either() {
        let messages = [
            "Copying ./a to b",
            "Done: Copying ./a to b",
            "       ...done",
            "        ...done",
            "        ...done\r",
            ">> log scanned",
        ];
        for (generation, prefix) in PREFIXES {
            for message in messages {
                let line = format!("{prefix}{message}");
                let rest = after_inert_line(&line, "\nrest", generation);
                assert_eq!(rest.as_deref(), Some("rest"), "{line}");
                assert_eq!(after_inert_line(&line, "", generation), None, "{line}");
                let said = word(&shape(line.as_bytes()), Some(generation));
                let nothing = matches!(said, Word::Other) || said == Word::Copy(Copy::default());
                assert!(nothing, "{line}: {said:?}");
            }
            for message in ["completed OK!", "Compressing ./a to b", "Streaming ./a", "Done", ""] {
                let line = format!("{prefix}{message}");
                assert_eq!(after_inert_line(&line, "\n", generation), None, "{line}");
            }
        }
    }

    #[test]
    fn a_line_that_ends_early_is_not_made_whole_by_the_next() {
        for (generation, prefix) in PREFIXES {
            let line = format!("{prefix}Copying ./a to b");
            for at in 0..prefix.len() {
                let mut broken = line.clone();
                broken.replace_range(at..=at, "\n");
                assert_eq!(after_inert_line(&broken, "\n", generation), None, "{broken}");
            }
        }
    }

    const PREFIXES: [(Generation, &str); 5] = [
        (Generation::Perl, "[01] "),
        (Generation::Classic, "240925 17:46:58 [01] "),
        (
            Generation::Structured,
            "2024-09-25T17:46:58.123456+08:00 1 [Note] [MY-011825] [Xtrabackup] ",
        ),
        (
            Generation::Structured,
            "2024-09-25T17:46:58.123456-00:00 0 [Note] [MY-011825] [Xtrabackup] ",
        ),
        (Generation::Maria, "[01] 2024-09-25 17:46:58 "),
    ];

    fn after_inert_line(line: &str, next: &str, generation: Generation) -> Option<String> {
        let text = format!("{line}{next}");
        let rest = after_inert(text.as_bytes(), generation)?;
        Some(String::from_utf8_lossy(rest).into_owned())
    }
}
