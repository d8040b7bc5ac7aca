//! How a source of unknown length is cut into parts.

use crate::plan::{MAX_PART_SIZE, MAX_PARTS, MIB, USUAL_PART_SIZE};

/// The size of each part by its number, so that a source cut again is cut in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Growth {
    /// All parts alike.
    Even(u64),
    /// Nothing is known: 8 MiB at first. Up to 68 GiB no part is larger than 128 MiB; beyond, they
    /// grow quickly to 5 GiB, since 10,000 parts must be enough for 48.8 TB.
    Unknown,
    /// Parts of this size until 8,000 of them were not enough; then they double every 100 parts.
    Expected(u64),
}

/// Until which part they have how many MiB; larger ones are of 5 GiB.
const STAGES: [(u32, u64); 10] = [
    (100, 8),
    (200, 16),
    (300, 32),
    (400, 64),
    (850, 128),
    (860, 256),
    (870, 512),
    (880, 1024),
    (890, 2048),
    (900, 4096),
];

/// Parts that are to be enough if the expectation holds; the others are for when it does not.
const EXPECTED_PARTS: u32 = 8_000;
const DOUBLED_EVERY: u32 = 100;

impl Growth {
    /// `part_size` is the caller's wish, `expected` what the source is thought to give.
    pub(crate) fn new(part_size: Option<u64>, expected: Option<u64>) -> Self {
        match (part_size, expected) {
            (Some(size), _) => Self::Even(size),
            (None, None) => Self::Unknown,
            (None, Some(expected)) => {
                let least = expected.div_ceil(u64::from(EXPECTED_PARTS)).next_multiple_of(MIB);
                Self::Expected(least.clamp(USUAL_PART_SIZE, MAX_PART_SIZE))
            }
        }
    }

    /// Bytes of part `number`, counted from 1; `None` above 10,000.
    pub(crate) fn size(self, number: u32) -> Option<u64> {
        if u64::from(number) > MAX_PARTS {
            return None;
        }
        Some(match self {
            Self::Even(size) => size,
            Self::Unknown => STAGES
                .iter()
                .find(|(last, _)| number <= *last)
                .map_or(MAX_PART_SIZE, |(_, mib)| mib * MIB),
            Self::Expected(size) => {
                let doublings = number.saturating_sub(EXPECTED_PARTS).div_ceil(DOUBLED_EVERY);
                size.saturating_mul(1 << doublings.min(20)).min(MAX_PART_SIZE)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::MIN_PART_SIZE;
    use proptest::prelude::*;

    fn total(growth: Growth) -> u64 {
        (1..=10_000).map_while(|number| growth.size(number)).sum()
    }

    #[test]
    fn a_pipe_of_unknown_length_reaches_48_8_tb_in_10_000_parts() {
        let growth = Growth::new(None, None);
        assert!(total(growth) >= 48_800_000_000_000, "{}", total(growth));
        assert_eq!(growth.size(1), Some(8 * MIB));
        assert_eq!(growth.size(10_000), Some(MAX_PART_SIZE));
        assert_eq!(growth.size(10_001), None);
        let modest: u64 = (1..=850).map_while(|number| growth.size(number)).sum();
        assert!(modest > 65 * 1024 * MIB, "{modest}");
    }

    #[test]
    fn an_expectation_keeps_parts_small_and_may_be_far_too_low() {
        let tebibyte = Growth::new(None, Some(1 << 40));
        assert_eq!(tebibyte.size(1), Some(132 * MIB));
        assert_eq!(tebibyte.size(8_000), Some(132 * MIB));
        assert!(total(tebibyte) > 8 << 40);
        assert_eq!(Growth::new(None, Some(1)).size(1), Some(8 * MIB));
        assert!(total(Growth::new(None, Some(0))) > 1 << 40);
    }

    proptest! {
        #[test]
        fn parts_stay_within_the_service_s_limits_and_never_shrink(
            wish in proptest::option::of(MIN_PART_SIZE..=MAX_PART_SIZE),
            expected in proptest::option::of(any::<u64>()),
        ) {
            let growth = Growth::new(wish, expected);
            let sizes: Vec<_> = (1..=10_000).map_while(|number| growth.size(number)).collect();
            prop_assert_eq!(sizes.len(), 10_000);
            prop_assert!(sizes.iter().all(|size| (MIN_PART_SIZE..=MAX_PART_SIZE).contains(size)));
            prop_assert!(sizes.is_sorted());
            if let (None, Some(expected)) = (wish, expected)
                && expected <= 8_000 * MAX_PART_SIZE
            {
                prop_assert!(sizes[..8_000].iter().sum::<u64>() >= expected);
            }
        }
    }
}
