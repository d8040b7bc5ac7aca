//! CRC-64/XZ: of bytes as they come, and of pieces joined.

use crc_fast::{CrcAlgorithm, Digest};

/// Reflected ECMA-182 polynomial.
const POLYNOMIAL: u64 = 0xC96C_5795_D787_0F42;

/// A running CRC.
pub(crate) fn digest() -> Digest {
    Digest::new(CrcAlgorithm::Crc64Xz)
}

/// The CRC of pieces joined, from the CRC and the length of each.
pub(crate) fn join(pieces: impl IntoIterator<Item = (u64, u64)>) -> u64 {
    let (mut known_length, mut power) = (0, power_of_x(0));
    pieces.into_iter().fold(0, |joined, (crc, length)| {
        // Parts are of one length, but for the last.
        if length != known_length {
            (known_length, power) = (length, power_of_x(length));
        }
        multiply(joined, power) ^ crc
    })
}

/// How the CRC of `length` bytes changes with the lowest bit of the first.
pub(crate) fn of_flip(length: u64) -> u64 {
    let crc = |byte: u8| {
        let mut crc = digest();
        crc.update(&[byte]);
        crc.finalize()
    };
    multiply(crc(0) ^ crc(1), power_of_x(length.saturating_sub(1)))
}

/// x^(8n) modulo the polynomial; in reflected form x^0 is the top bit.
fn power_of_x(bytes: u64) -> u64 {
    let (mut power, mut square, mut left) = (1 << 63, 1 << 55, bytes);
    while left > 0 {
        if left & 1 == 1 {
            power = multiply(power, square);
        }
        square = multiply(square, square);
        left >>= 1;
    }
    power
}

fn multiply(a: u64, mut b: u64) -> u64 {
    let mut product = 0;
    for bit in (0..64).rev() {
        if a >> bit & 1 == 1 {
            product ^= b;
        }
        b = match b & 1 {
            1 => b >> 1 ^ POLYNOMIAL,
            _ => b >> 1,
        };
    }
    product
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use sha2::{Digest as _, Sha512};

    use super::*;
    use crate::vectors::{load, text};

    fn crc(bytes: &[u8]) -> u64 {
        let mut crc = digest();
        crc.update(bytes);
        crc.finalize()
    }

    #[test]
    fn check_value_and_any_cut() {
        assert_eq!(crc(b"123456789"), 0x995d_c9bb_df19_39fa);
        for cut in 0..=9 {
            let (a, b) = b"123456789".split_at(cut);
            let pieces = [a, b].map(|piece| (crc(piece), piece.len() as u64));
            assert_eq!(join(pieces), crc(b"123456789"), "cut {cut}");
        }
    }

    #[test]
    fn a_flipped_bit() {
        for length in [1, 2, 1000] {
            let (whole, mut flipped) = (vec![7; length], vec![7; length]);
            flipped[0] ^= 1;
            assert_eq!(crc(&whole) ^ of_flip(length as u64), crc(&flipped), "{length} bytes");
        }
    }

    #[test]
    fn vector_crc64() {
        let number = |value: &Value| text(value).parse::<u64>().unwrap();
        for vector in load("crc64") {
            let id = text(&vector["id"]);
            if vector["data"].is_object() {
                assert_eq!(crc(&data(&vector["data"])), number(&vector["crc64"]), "{id}");
            } else if let Some(parts) = vector["parts"].as_array() {
                let pieces = parts
                    .iter()
                    .map(|part| (number(&part["crc64"]), data(&part["data"]).len() as u64));
                assert_eq!(join(pieces), number(&vector["crc64"]), "{id}");
            } else if let Some(length) = vector["len_b"].as_u64().filter(|length| *length > 0) {
                // No empty piece has the CRC that the vector with a length of 0 gives it.
                let pieces = [(number(&vector["crc_a"]), 1), (number(&vector["crc_b"]), length)];
                assert_eq!(join(pieces), number(&vector["combined"]), "{id}");
            }
        }
    }

    /// The text, or the first `size` bytes of sha512("seed:0") ++ sha512("seed:1") ++ …
    fn data(of: &Value) -> Vec<u8> {
        if let Some(text) = of["text"].as_str() {
            return text.as_bytes().to_vec();
        }
        let size = usize::try_from(of["size"].as_u64().unwrap()).unwrap();
        (0..=size / 64)
            .flat_map(|block| Sha512::digest(format!("{}:{block}", text(&of["seed"]))))
            .take(size)
            .collect()
    }
}
