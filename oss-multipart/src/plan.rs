//! How a source of known length is cut into parts.

use std::ops::Range;

use crate::error::{Error, ErrorKind};

/// OSS takes part numbers 1 to 10,000 (help.aliyun.com, "UploadPart").
pub const MAX_PARTS: u64 = 10_000;
/// No part but the last may be smaller than 100 KiB; OSS checks it at completion.
pub const MIN_PART_SIZE: u64 = 100 * 1024;
/// The largest part: 5 GiB.
pub const MAX_PART_SIZE: u64 = 5 * 1024 * 1024 * 1024;

pub(crate) const MIB: u64 = 1024 * 1024;
pub(crate) const USUAL_PART_SIZE: u64 = 8 * MIB;

/// The cut of a source into parts: all of one size but the last, which may be smaller.
///
/// ```
/// use oss_multipart::PartPlan;
///
/// let plan = PartPlan::new(20 * 1024 * 1024, None)?;
/// assert_eq!((plan.part_size(), plan.parts()), (8 * 1024 * 1024, 3));
/// assert_eq!(plan.range(3), Some(16 * 1024 * 1024..20 * 1024 * 1024));
/// # Ok::<(), oss_multipart::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartPlan {
    len: u64,
    part_size: u64,
}

impl PartPlan {
    /// Plans `len` bytes in parts of `part_size` bytes, or, without it, of 8 MiB or as much more
    /// (in whole MiB) as 10,000 parts need. No bytes at all are one empty part.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the length exceeds 10,000 parts of 5 GiB (48.8 TiB), if the part
    /// size is outside 100 KiB to 5 GiB, or if it would need more than 10,000 parts.
    pub fn new(len: u64, part_size: Option<u64>) -> Result<Self, Error> {
        check_part_size(part_size)?;
        let least = len.div_ceil(MAX_PARTS);
        if least > MAX_PART_SIZE {
            return Err(refused(format!(
                "{len} bytes are more than the {} that OSS keeps in one object",
                MAX_PARTS * MAX_PART_SIZE
            )));
        }
        let part_size = match part_size {
            None => USUAL_PART_SIZE.max(least.next_multiple_of(MIB)),
            Some(size) if size < least => {
                return Err(refused(format!(
                    "{len} bytes in parts of {size} make more than {MAX_PARTS} parts; the part \
                     size must be {least} bytes or more"
                )));
            }
            Some(size) => size,
        };
        Ok(Self { len, part_size })
    }

    pub(crate) fn len(&self) -> u64 {
        self.len
    }

    /// Bytes of each part but the last.
    pub fn part_size(&self) -> u64 {
        self.part_size
    }

    /// How many parts there are: 1 to 10,000.
    pub fn parts(&self) -> u32 {
        // Never above 10,000, by `new`.
        self.len.div_ceil(self.part_size).max(1) as u32
    }

    /// The bytes of the source that make up part `number`, counted from 1.
    pub fn range(&self, number: u32) -> Option<Range<u64>> {
        if number == 0 || number > self.parts() {
            return None;
        }
        let start = u64::from(number - 1) * self.part_size;
        Some(start..self.len.min(start + self.part_size))
    }

    /// All parts with their numbers, in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = (u32, Range<u64>)> {
        (1..=self.parts()).filter_map(move |number| Some((number, self.range(number)?)))
    }
}

/// The wish for a part size, which the service must take.
pub(crate) fn check_part_size(wish: Option<u64>) -> Result<(), Error> {
    match wish {
        Some(size) if !(MIN_PART_SIZE..=MAX_PART_SIZE).contains(&size) => Err(refused(format!(
            "a part size of {size} bytes is outside {MIN_PART_SIZE} to {MAX_PART_SIZE}"
        ))),
        _ => Ok(()),
    }
}

fn refused(message: String) -> Error {
    Error::new(ErrorKind::Input, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LARGEST: u64 = MAX_PARTS * MAX_PART_SIZE;

    #[test]
    fn nothing_is_one_empty_part() {
        let plan = PartPlan::new(0, None).unwrap();
        assert_eq!(plan.iter().collect::<Vec<_>>(), [(1, 0..0)]);
    }

    #[test]
    fn the_largest_object_fits_and_one_byte_more_does_not() {
        let plan = PartPlan::new(LARGEST, None).unwrap();
        assert_eq!((plan.parts(), plan.part_size()), (10_000, MAX_PART_SIZE));
        let error = PartPlan::new(LARGEST + 1, None).unwrap_err();
        assert_eq!(
            error.to_string(),
            "53687091200001 bytes are more than the 53687091200000 that OSS keeps in one object"
        );
    }

    #[test]
    fn a_part_size_outside_the_limits_is_refused() {
        for size in [0, MIN_PART_SIZE - 1, MAX_PART_SIZE + 1] {
            assert_eq!(PartPlan::new(1, Some(size)).unwrap_err().kind(), ErrorKind::Input);
        }
        let error = PartPlan::new(MIN_PART_SIZE * MAX_PARTS + 1, Some(MIN_PART_SIZE)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "1024000001 bytes in parts of 102400 make more than 10000 parts; the part size must \
             be 102401 bytes or more"
        );
    }

    proptest! {
        #[test]
        fn parts_cover_every_length_without_gap(len in lengths(), wanted in wanted_sizes()) {
            let Ok(plan) = PartPlan::new(len, wanted) else {
                prop_assert!(wanted.is_some_and(|size| size < len.div_ceil(MAX_PARTS)));
                return Ok(());
            };
            prop_assert!(plan.parts() >= 1 && u64::from(plan.parts()) <= MAX_PARTS);
            prop_assert!((MIN_PART_SIZE..=MAX_PART_SIZE).contains(&plan.part_size()));
            let mut end = 0;
            for (number, range) in plan.iter() {
                prop_assert_eq!(range.start, end);
                let size = range.end - range.start;
                if number < plan.parts() {
                    prop_assert_eq!(size, plan.part_size());
                } else {
                    prop_assert!(size <= plan.part_size() && (size > 0 || len == 0));
                }
                end = range.end;
            }
            prop_assert_eq!(end, len);
            prop_assert_eq!(plan.range(0), None);
            prop_assert_eq!(plan.range(plan.parts() + 1), None);
        }
    }

    /// Every magnitude, not only the large ones.
    fn lengths() -> impl Strategy<Value = u64> {
        (0u32..46, any::<u64>()).prop_map(|(bits, value)| (value & ((1 << bits) - 1)).min(LARGEST))
    }

    fn wanted_sizes() -> impl Strategy<Value = Option<u64>> {
        proptest::option::of(MIN_PART_SIZE..=MAX_PART_SIZE)
    }
}
