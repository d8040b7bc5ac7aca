//! The text of a user's query inside a log, and how far it can reach.

/// Whether what follows `text` in the next lines can be anything, because it may stand inside a
/// string or a comment that begins here.
///
/// A line in the form of a tool's own is no SQL, so it can only be part of a query that holds it
/// in quotes or in a comment. `false` is certain; `true` is a possibility: how backslashes,
/// comments and executable comments are read depends on the session that sent the query.
pub(super) fn may_go_on(text: &[u8]) -> bool {
    let mut open = None;
    let mut before = 0;
    for &byte in text {
        match (open, byte) {
            (_, b'\\' | b'#') => return true,
            (_, b'*') if before == b'/' => return true,
            (_, b'-') if before == b'-' => return true,
            (None, b'\'' | b'"' | b'`') => open = Some(byte),
            (Some(quote), byte) if quote == byte => open = None,
            _ => {}
        }
        before = byte;
    }
    open.is_some()
}

#[cfg(test)]
mod tests {
    use super::may_go_on;

    #[test]
    fn closed() {
        for text in [
            "",
            "select 1",
            "select 'a', \"it's\", `x`",
            "insert into t values ('it''s')",
            "a - b / 2 * 3",
        ] {
            assert!(!may_go_on(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn open() {
        for text in
            ["select '", "select \"a', 'b", "`", "select 1 /* a */", "'\\'", "1 # '", "1 -- '"]
        {
            assert!(may_go_on(text.as_bytes()), "{text}");
        }
    }
}
