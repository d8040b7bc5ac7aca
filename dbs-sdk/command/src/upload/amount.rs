//! Amounts of bytes as people write them: 20MiB, 1.5G, 500kB.

/// Bytes. `K`, `M`, `G`, `T` and `KiB`, `MiB`, … are powers of 1024; `kB`, `MB`, … are powers of
/// 1000; the case does not matter.
pub(crate) fn bytes(text: &str) -> Result<u64, String> {
    let wrong = || format!("{text:?} is no amount of bytes: write it as 5000000, 20MiB or 1.5GB");
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = unit.trim_start().to_ascii_lowercase();
    let (letter, base) = match unit.strip_suffix("ib") {
        Some(letter) => (letter, 1024_f64),
        None => match unit.strip_suffix('b') {
            Some(letter) => (letter, 1000.0),
            None => (unit.as_str(), 1024.0),
        },
    };
    let power = match letter {
        "" if !unit.ends_with("ib") => 0,
        "k" => 1,
        "m" => 2,
        "g" => 3,
        "t" => 4,
        _ => return Err(wrong()),
    };
    // A whole number of bytes keeps all its digits.
    if power == 0 {
        return number.parse().map_err(|_| wrong());
    }
    let number: f64 = number.parse().map_err(|_| wrong())?;
    let bytes = number * base.powi(power);
    // Beyond this a float skips whole bytes, and no disk is that large.
    if bytes < 9e15 { Ok(bytes.round() as u64) } else { Err(wrong()) }
}

/// For people, with three digits.
pub(crate) fn show(bytes: f64) -> String {
    let mut rest = bytes;
    for unit in ["B", "KiB", "MiB", "GiB"] {
        if rest < 1000.0 {
            return digits(rest, unit);
        }
        rest /= 1024.0;
    }
    digits(rest, "TiB")
}

fn digits(number: f64, unit: &str) -> String {
    let decimals = match number {
        _ if unit == "B" || number >= 99.95 => 0,
        _ if number >= 9.995 => 1,
        _ => 2,
    };
    format!("{number:.decimals$} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read() {
        for (text, expected) in [
            ("0", 0),
            ("18446744073709551615", u64::MAX),
            ("7b", 7),
            ("20MiB", 20 << 20),
            ("20 mib", 20 << 20),
            ("20M", 20 << 20),
            ("20MB", 20_000_000),
            ("500kB", 500_000),
            ("1.5G", 3 << 29),
            ("2TiB", 2 << 40),
        ] {
            assert_eq!(bytes(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_named() {
        for text in [
            "", "MiB", "-1", "1.5", "1.5B", "1..5M", "5 apples", "5ib", "5PiB", "9000000T", "1e3",
            "NaN",
        ] {
            let error = bytes(text).expect_err(text);
            assert!(error.contains(text), "{error}");
        }
    }

    #[test]
    fn people_get_three_digits() {
        for (bytes, expected) in [
            (0.0, "0 B"),
            (999.0, "999 B"),
            (1000.0, "0.98 KiB"),
            (300_000.0, "293 KiB"),
            (25.0 * 1048576.0, "25.0 MiB"),
            (9.996 * 1048576.0, "10.0 MiB"),
            (3e12, "2.73 TiB"),
        ] {
            assert_eq!(show(bytes), expected);
        }
    }
}
