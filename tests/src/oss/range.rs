//! The `Range` header.

/// First byte and length of a single range within an object; `None` when it asks for nothing
/// that the object has, or cannot be read.
pub(super) fn parse(header: &str, size: u64) -> Option<(u64, u64)> {
    let (first, last) = header.strip_prefix("bytes=")?.split_once('-')?;
    let (first, last) = match (first, last) {
        ("", suffix) => (size.saturating_sub(suffix.parse().ok()?), size.checked_sub(1)?),
        (first, "") => (first.parse().ok()?, size.checked_sub(1)?),
        (first, last) => (first.parse().ok()?, last.parse::<u64>().ok()?.min(size.checked_sub(1)?)),
    };
    (first <= last).then(|| (first, last - first + 1))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn ranges() {
        for (header, size, range) in [
            ("bytes=0-9", 100, Some((0, 10))),
            ("bytes=90-", 100, Some((90, 10))),
            ("bytes=-5", 100, Some((95, 5))),
            ("bytes=-500", 100, Some((0, 100))),
            ("bytes=90-500", 100, Some((90, 10))),
            ("bytes=100-", 100, None),
            ("bytes=9-3", 100, None),
            ("bytes=0-", 0, None),
            ("lines=1-2", 100, None),
        ] {
            assert_eq!(parse(header, size), range, "{header} of {size}");
        }
    }
}
