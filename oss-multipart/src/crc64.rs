//! CRC-64/XZ, the checksum that OSS keeps of each part and each object.
//!
//! Reflected ECMA-182 polynomial `0xC96C5795D7870F42`, initial value and final xor all ones;
//! `123456789` gives `0x995dc9bbdf1939fa`. OSS writes it in decimal.

use crc_fast::{CrcAlgorithm, Digest};

const POLYNOMIAL: u64 = 0xC96C_5795_D787_0F42;
/// The polynomial 1: bits are reflected, so the top bit is x to the power 0.
const ONE: u64 = 1 << 63;

/// A running CRC-64 of bytes read in order.
#[derive(Clone, Debug)]
pub(crate) struct Crc64(Digest);

impl Crc64 {
    pub(crate) fn new() -> Self {
        Self(Digest::new(CrcAlgorithm::Crc64Xz))
    }

    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn value(&self) -> u64 {
        self.0.finalize()
    }
}

/// Joins CRCs of consecutive pieces into the CRC of the whole.
///
/// `crc(a ‖ b) = crc(a) · x^(8·len(b)) mod P  xor  crc(b)`. The power of the last length is kept,
/// since the parts of an upload are equal but for the last: 0.1 µs a part instead of 3 µs.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    value: u64,
    power: Option<(u64, u64)>,
}

impl Joined {
    pub(crate) fn push(&mut self, crc: u64, len: u64) {
        if len == 0 {
            return;
        }
        let power = match self.power {
            Some((known, power)) if known == len => power,
            _ => x_to_the(len),
        };
        self.power = Some((len, power));
        self.value = times(self.value, power) ^ crc;
    }

    pub(crate) fn value(&self) -> u64 {
        self.value
    }
}

/// The CRC-64/XZ of pieces one after the other, of which each is given by its CRC-64 and its length
/// in bytes.
pub fn joined_crc64(pieces: impl IntoIterator<Item = (u64, u64)>) -> u64 {
    let mut joined = Joined::default();
    for (crc64, len) in pieces {
        joined.push(crc64, len);
    }
    joined.value()
}

/// `x^(8·bytes) mod P` by repeated squaring.
fn x_to_the(bytes: u64) -> u64 {
    let mut power = ONE;
    let mut square = ONE >> 8;
    let mut left = bytes;
    while left != 0 {
        if left & 1 == 1 {
            power = times(power, square);
        }
        square = times(square, square);
        left >>= 1;
    }
    power
}

/// `a · b mod P`, both reflected.
fn times(a: u64, mut b: u64) -> u64 {
    let mut product = 0;
    let mut bit = ONE;
    while bit != 0 {
        if a & bit != 0 {
            product ^= b;
        }
        b = if b & 1 == 1 { (b >> 1) ^ POLYNOMIAL } else { b >> 1 };
        bit >>= 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn crc(bytes: &[u8]) -> u64 {
        let mut crc = Crc64::new();
        crc.update(bytes);
        crc.value()
    }

    #[test]
    fn check_value_of_the_catalogue() {
        assert_eq!(crc(b"123456789"), 0x995d_c9bb_df19_39fa);
        assert_eq!(crc(b""), 0);
    }

    proptest! {
        #[test]
        fn joining_pieces_gives_the_crc_of_the_whole(
            data in proptest::collection::vec(any::<u8>(), 0..5000),
            piece in 1usize..700,
        ) {
            let mut joined = Joined::default();
            for chunk in data.chunks(piece) {
                joined.push(crc(chunk), chunk.len() as u64);
            }
            prop_assert_eq!(joined.value(), crc(&data));
        }
    }
}
