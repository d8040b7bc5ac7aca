//! What is said when all is done.

use std::io::{self, Write as _};
use std::time::Duration;

use dbs_sdk::RegisteredBackupSet;
use serde_json::json;

use crate::arguments::Output;
use crate::failure::Failure;

/// The result and how long it took.
pub(crate) struct Report {
    pub(crate) backup_set: RegisteredBackupSet,
    pub(crate) took: Duration,
}

impl Report {
    fn bytes_per_second(&self) -> f64 {
        self.backup_set.size as f64 / self.took.as_secs_f64().max(1e-9)
    }

    /// Prints it on standard output.
    pub(crate) fn print(&self, output: Output) -> Result<(), Failure> {
        let text = match output {
            Output::Text => self.text(),
            Output::Json => self.json() + "\n",
        };
        let mut stdout = io::stdout();
        stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(|error| {
            let what = format!(
                "backup set {} is complete, but the report cannot be written",
                self.backup_set.backup_set_id
            );
            Failure::own(&what, &error)
        })
    }

    /// For people.
    fn text(&self) -> String {
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
    fn json(&self) -> String {
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
