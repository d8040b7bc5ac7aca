//! What is said of a backup that is done.

use std::io::{self, Write as _};
use std::time::Duration;

use dbs_sdk::RegisteredBackupSet;
use serde_json::{Value, json};

use super::amount;
use super::chronicle::Facts;

/// The result, how long it took, and what is worth telling.
pub(crate) struct Report {
    pub(crate) source: String,
    pub(crate) backup_set: RegisteredBackupSet,
    pub(crate) took: Duration,
    pub(crate) facts: Facts,
}

impl Report {
    /// Of what this run read; nothing where an earlier run has done it all.
    fn bytes_per_second(&self) -> f64 {
        let size = if self.facts.already { 0 } else { self.backup_set.size };
        size as f64 / self.took.as_secs_f64().max(1e-9)
    }

    /// Prints it on standard output.
    pub(crate) fn print(&self) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(self.text().as_bytes()).and_then(|()| stdout.flush())
    }

    /// For people.
    pub(crate) fn text(&self) -> String {
        let (set, facts) = (&self.backup_set, &self.facts);
        let verified = if set.verified {
            "yes: OSS holds the bytes that were read"
        } else {
            "NO: OSS gave no checksum to compare with"
        };
        let plural = if set.parts == 1 { "" } else { "s" };
        let mut text = format!(
            "backup set  {}\nobject      oss://{}/{}\nsize        {} bytes in {} part{plural}\nCRC-64      {}\n",
            set.backup_set_id, set.bucket, set.object_key, set.size, set.parts, set.crc64,
        );
        if let Some(bytes) = facts.directory_bytes {
            let ratio = bytes as f64 / (set.size as f64).max(1.0);
            text += &format!("directory   {bytes} bytes, packed to 1/{ratio:.2}\n");
        }
        text += &match facts.already {
            true => "time        none: an earlier run has registered it\n".to_owned(),
            false => self.time(),
        };
        if facts.reused > 0 {
            text += &format!("reused      {} bytes that an earlier run had sent\n", facts.reused);
        }
        text + &format!("verified    {verified}\n")
    }

    /// A directory is read faster than it is sent, since it becomes smaller on the way.
    fn time(&self) -> String {
        let seconds = self.took.as_secs_f64();
        let sent = amount::show(self.bytes_per_second());
        match self.facts.directory_bytes {
            Some(bytes) => {
                let read = amount::show(bytes as f64 / seconds.max(1e-9));
                format!("time        {seconds:.2} s, {read}/s read, {sent}/s sent\n")
            }
            None => format!("time        {seconds:.2} s, {sent}/s\n"),
        }
    }

    /// For programs. `crc64` is a text: JSON numbers lose digits above 2^53 in many readers.
    pub(crate) fn json(&self) -> Value {
        let (set, facts) = (&self.backup_set, &self.facts);
        json!({
            "source": self.source,
            "backup_set_id": set.backup_set_id,
            "bucket": set.bucket,
            "object_key": set.object_key,
            "size": set.size,
            "parts": set.parts,
            "crc64": set.crc64.to_string(),
            "seconds": self.took.as_secs_f64(),
            "bytes_per_second": self.bytes_per_second(),
            "verified": set.verified,
            "directory_bytes": facts.directory_bytes,
            "reused_bytes": facts.reused,
            "retries": facts.retries,
            "resumed": facts.resumed,
            "already_registered": facts.already,
        })
    }
}
