//! What of an earlier run may still be good.

use std::collections::BTreeMap;

use crate::bucket::Bucket;
use crate::checkpoint::{Record, RecordedPart};
use crate::error::Error;
use crate::listing::ListedPart;
use crate::plan::PartPlan;
use crate::transfer::Parts;

/// What the service says of an upload's parts.
#[derive(Debug)]
pub(crate) enum Listing {
    Told(Listed),
    /// It does not tell: listing is forbidden or fails, or it knows of none.
    Untold,
    /// It has no such upload (any more).
    Gone(Error),
}

/// By part number.
pub(crate) type Listed = BTreeMap<u32, ListedPart>;

/// All pages.
pub(crate) async fn list(bucket: &Bucket, key: &str, upload_id: &str) -> Listing {
    let (mut parts, mut marker) = (Listed::new(), None);
    loop {
        match bucket.list_parts(key, upload_id, marker, None).await {
            Ok(page) => {
                parts.extend(page.parts.into_iter().map(|part| (part.number, part)));
                // A marker that does not advance would go on for ever.
                match page.next_marker.filter(|next| marker < Some(*next)) {
                    Some(next) => marker = Some(next),
                    None if parts.is_empty() => return Listing::Untold,
                    None => return Listing::Told(parts),
                }
            }
            Err(error) if error.has_code("NoSuchUpload") => return Listing::Gone(error),
            Err(error) => {
                tracing::warn!(%error, "the parts of the earlier run cannot be listed");
                return Listing::Untold;
            }
        }
    }
}

/// The parts that may be kept if their bytes are still the same: those that both sides know as the
/// same, and those that only the service knows, as a crash leaves them, if it tells their CRC-64.
/// Where the service tells nothing, the record has to do.
pub(crate) fn candidates(record: &Record, listing: &Listing) -> Parts {
    let recorded = || record.parts.iter().map(|part| (part.number, part.clone()));
    let Listing::Told(listed) = listing else { return recorded().collect() };
    let listed_alone = listed.values().filter_map(|part| {
        let ListedPart { number, ref etag, size, crc64: Some(crc64), .. } = *part else {
            return None;
        };
        Some((number, RecordedPart { number, size, etag: etag.clone(), crc64 }))
    });
    let both = recorded().filter(|(_, part)| is_there(part, listed));
    listed_alone.chain(both).collect()
}

/// Those of `parts` that the service does not have as they were confirmed.
pub(crate) fn missing(parts: &Parts, listed: &Listed) -> Vec<u32> {
    parts.values().filter(|part| !is_there(part, listed)).map(|part| part.number).collect()
}

/// Whether these are all parts of the plan, each of the size it should have.
pub(crate) fn is_complete(record: &Record, plan: &PartPlan) -> bool {
    let planned = |part: &RecordedPart| {
        plan.range(part.number).is_some_and(|range| range.end - range.start == part.size)
    };
    record.parts.iter().filter(|part| planned(part)).count() == plan.parts() as usize
}

fn is_there(part: &RecordedPart, listed: &Listed) -> bool {
    listed.get(&part.number).is_some_and(|listed| {
        part.size == listed.size
            && part.etag.eq_ignore_ascii_case(&listed.etag)
            && listed.crc64.is_none_or(|crc64| crc64 == part.crc64)
    })
}
