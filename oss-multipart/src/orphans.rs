//! Uploads that nobody will complete: they are billed until somebody ends them.

use std::time::Duration;

use time::OffsetDateTime;

use crate::bucket::Bucket;
use crate::error::Error;
use crate::listing::ListedUpload;

/// What became of old uploads.
#[derive(Debug)]
#[non_exhaustive]
pub struct AbortedOrphans {
    /// They are gone with their parts.
    pub aborted: Vec<ListedUpload>,
    /// They still stand, each for the reason beside it.
    pub kept: Vec<(ListedUpload, Error)>,
}

impl Bucket {
    /// The uploads to keys that begin with `prefix` that were begun longer than `age` ago and are
    /// neither completed nor aborted; all pages of them. The age is reckoned by this machine's
    /// clock, corrected by the service's if that has refused one of this bucket's requests for it.
    ///
    /// An upload that is still running looks the same as one that was forgotten: choose an age
    /// that no upload reaches.
    ///
    /// # Errors
    /// As [`list_multipart_uploads`](Self::list_multipart_uploads).
    pub async fn orphans(&self, prefix: &str, age: Duration) -> Result<Vec<ListedUpload>, Error> {
        let mut orphans = Vec::new();
        let mut marker = None;
        loop {
            let page = self.list_multipart_uploads(prefix, marker.as_ref(), None).await?;
            // Asked for after the answer, which may have corrected it.
            let now = self.inner().skew.service_time();
            let old = page.uploads.into_iter().filter(|upload| is_older(upload, now, age));
            orphans.extend(old);
            match page.next_marker {
                Some(next) => marker = Some(next),
                None => return Ok(orphans),
            }
        }
    }

    /// Aborts what [`orphans`](Self::orphans) finds. One that cannot be aborted does not keep the
    /// others; one that ended by itself meanwhile counts as aborted.
    ///
    /// # Errors
    /// As [`list_multipart_uploads`](Self::list_multipart_uploads); nothing is aborted then.
    pub async fn abort_orphans(
        &self,
        prefix: &str,
        age: Duration,
    ) -> Result<AbortedOrphans, Error> {
        let mut outcome = AbortedOrphans { aborted: Vec::new(), kept: Vec::new() };
        for orphan in self.orphans(prefix, age).await? {
            match self.abort_multipart_upload(&orphan.key, &orphan.upload_id).await {
                Err(error) if !error.has_code("NoSuchUpload") => outcome.kept.push((orphan, error)),
                _ => outcome.aborted.push(orphan),
            }
        }
        Ok(outcome)
    }
}

fn is_older(upload: &ListedUpload, now: OffsetDateTime, age: Duration) -> bool {
    now - upload.initiated > age
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn older_is_older_than() {
        let initiated = datetime!(2026-11-22 12:00 UTC);
        let (key, upload_id) = ("k".to_owned(), "U".to_owned());
        let upload = ListedUpload { key, upload_id, initiated };
        let age = Duration::from_secs(60);
        assert!(!is_older(&upload, initiated, age));
        assert!(!is_older(&upload, initiated + age, age));
        assert!(is_older(&upload, initiated + age + Duration::from_millis(1), age));
        // A clock that is behind makes nothing old.
        assert!(!is_older(&upload, initiated - Duration::from_secs(1), Duration::ZERO));
    }
}
