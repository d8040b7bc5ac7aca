//! What is said when all is done.

use std::time::Duration;

use dbs_sdk::RegisteredBackupSet;
use serde_json::json;

/// The result and how long it took.
pub(crate) struct Report {
    pub(crate) backup_set: RegisteredBackupSet,
    pub(crate) took: Duration,
}

impl Report {
    fn bytes_per_second(&self) -> f64 {
        self.backup_set.size as f64 / self.took.as_secs_f64().max(1e-9)
    }

    /// For people.
    pub(crate) fn text(&self) -> String {
        let set = &self.backup_set;
        let mib = 1024.0 * 1024.0;
        format!(
            "backup set  {}\nobject      oss://{}/{}\nsize        {} bytes in {} part{}\nCRC-64      {}\ntime        {:.2} s, {:.1} MiB/s\nverified    {}\n",
            set.backup_set_id,
            set.bucket,
            set.object_key,
            set.size,
            set.parts,
            if set.parts == 1 { "" } else { "s" },
            set.crc64,
            self.took.as_secs_f64(),
            self.bytes_per_second() / mib,
            if set.verified {
                "yes: OSS holds the bytes that were read"
            } else {
                "NO: OSS gave no checksum to compare with"
            },
        )
    }

    /// For programs. `crc64` is a text: JSON numbers lose digits above 2^53 in many readers.
    pub(crate) fn json(&self) -> String {
        let set = &self.backup_set;
        json!({
            "backup_set_id": set.backup_set_id,
            "bucket": set.bucket,
            "object_key": set.object_key,
            "size": set.size,
            "parts": set.parts,
            "crc64": set.crc64.to_string(),
            "seconds": self.took.as_secs_f64(),
            "bytes_per_second": self.bytes_per_second(),
            "verified": set.verified,
        })
        .to_string()
    }
}
