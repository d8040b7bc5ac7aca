//! Percent-encoding as OSS signs it: `A-Z a-z 0-9 - . _ ~` stand for themselves.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const ENCODED_IN_PATH: &AsciiSet = &ENCODED.remove(b'/');

/// A name or a value of the query.
pub(crate) fn component(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// An object key, whose slashes stay slashes.
pub(crate) fn path(key: &str) -> String {
    utf8_percent_encode(key, ENCODED_IN_PATH).to_string()
}

/// What the service encoded for a listing, where a space is a `+`; `None` if it is no UTF-8.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let text = text.replace('+', "%20");
    percent_decode_str(&text).decode_utf8().ok().map(Into::into)
}

/// `a=1&b`: an empty value leaves its name alone, as OSS wants it in what is signed.
pub(crate) fn query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = pairs.into_iter().map(|(name, value)| encoded_pair(name, value));
    pairs.collect::<Vec<_>>().join("&")
}

/// The same, sorted by encoded name: the form that V4 signs.
pub(crate) fn sorted_query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut pairs: Vec<_> =
        pairs.into_iter().map(|(name, value)| (component(name), component(value))).collect();
    pairs.sort();
    let pairs = pairs.into_iter().map(|(name, value)| joined(name, &value));
    pairs.collect::<Vec<_>>().join("&")
}

fn encoded_pair(name: &str, value: &str) -> String {
    joined(component(name), &component(value))
}

fn joined(name: String, value: &str) -> String {
    if value.is_empty() { name } else { format!("{name}={value}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_only_what_the_specification_lists() {
        assert_eq!(component("a-b.c_d~e/f g+h*"), "a-b.c_d~e%2Ff%20g%2Bh%2A");
        assert_eq!(path("目录/a b"), "%E7%9B%AE%E5%BD%95/a%20b");
    }

    #[test]
    fn sorts_by_encoded_name() {
        assert_eq!(sorted_query([("p", "1"), ("|p", ""), ("+p", "3")]), "%2Bp=3&%7Cp&p=1");
        assert_eq!(query([("uploads", ""), ("a", "b c")]), "uploads&a=b%20c");
    }
}
