//! Percent-encoding as both services' signatures want it, and query strings.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const PATH: &AsciiSet = &UNRESERVED.remove(b'/');

/// Encodes everything but `A-Za-z0-9-._~`.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// The same, but `/` stays.
pub(crate) fn encode_path(text: &str) -> String {
    utf8_percent_encode(text, PATH).to_string()
}

/// Decodes a path: `+` is a plus sign here. `None` when the bytes are no UTF-8.
pub(crate) fn decode_path(text: &str) -> Option<String> {
    percent_decode_str(text).decode_utf8().ok().map(Into::into)
}

/// Decodes `a=1&b&c=x+y` into pairs, in order; a name without `=` has an empty value.
pub(crate) fn decode_query(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode_form(name), decode_form(value))
        })
        .collect()
}

/// In a query or a form body `+` is a space.
fn decode_form(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_and_signs() {
        assert_eq!(encode("a b+c/~*"), "a%20b%2Bc%2F~%2A");
        assert_eq!(encode_path("a b/c"), "a%20b/c");
        assert_eq!(decode_path("a+b%20c").as_deref(), Some("a+b c"));
        assert_eq!(
            decode_query("a=x+y&uploads&b=%2B"),
            [("a", "x y"), ("uploads", ""), ("b", "+")].map(|(k, v)| (k.into(), v.into()))
        );
        assert_eq!(hex(&[0, 171]), "00ab");
    }
}
