//! What a download notes for the run that takes it up.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::checkpoint::{Heading, Record};
use crate::object::ObjectInfo;

/// What is downloaded, and where to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Notes {
    /// Empty for a link.
    bucket: String,
    /// Of a link its name, without what is secret.
    key: String,
    etag: Option<String>,
    size: u64,
    path: String,
    /// Bytes of each range but the last.
    pub(super) part_size: u64,
}

/// A range that is in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct FetchedRange {
    pub(super) number: u32,
    pub(super) size: u64,
    pub(super) crc64: u64,
}

impl Heading for Notes {
    const KIND: &'static str = "download";
    type Part = FetchedRange;

    fn number(part: &FetchedRange) -> u32 {
        part.number
    }
}

impl Notes {
    /// The part size is still to be chosen.
    pub(super) fn of((bucket, key): (&str, &str), info: &ObjectInfo, path: &Path) -> Self {
        Self {
            bucket: bucket.to_owned(),
            key: key.to_owned(),
            etag: info.etag.clone(),
            size: info.size,
            path: path.display().to_string(),
            part_size: 0,
        }
    }

    /// Whether an earlier run fetched the same object as it is now. Without an ETag nobody knows.
    pub(super) fn may_go_on(&self, earlier: &Record<Self>) -> bool {
        let part_size = earlier.header.part_size;
        self.etag.is_some() && Self { part_size, ..self.clone() } == earlier.header
    }
}
