//! What is said of where an archive ended.

use std::io;

use super::archive::unreadable;
use super::finding::{Check, Finding, Severity};
use super::survey::shown;
use super::tar::End;

/// Where an archive ended.
pub(super) struct Ending<'a> {
    pub(super) name: &'a str,
    /// The last member that was there.
    pub(super) last: Option<&'a [u8]>,
}

impl Ending<'_> {
    fn after(&self) -> String {
        self.last.map_or_else(String::new, |last| format!(" after the member {}", shown(last)))
    }

    pub(super) fn ended(&self, end: End) -> Option<Finding> {
        const AGAIN: &str =
            "pack the backup's directory again, and check that the disk was not full";
        let error = |check, what: String| {
            Some(Finding::new(Severity::Error, check, self.name, what, AGAIN))
        };
        match end {
            End::Marked if self.last.is_none() => error(Check::Empty, "holds no member".to_owned()),
            End::Marked | End::Cut | End::Unfollowed => None,
            End::Unmarked => error(
                Check::Truncated,
                format!("ends{} without the blocks of zeros that end an archive", self.after()),
            ),
            End::Truncated => {
                error(Check::Truncated, format!("ends in the midst of a member{}", self.after()))
            }
            End::NoHeader(at) => error(
                Check::Damaged,
                format!("has no header of tar at byte {at} of the archive{}", self.after()),
            ),
            End::Absurd(at) => error(
                Check::TooLarge,
                format!(
                    "has a header at byte {at} of the archive with a name or a size that no file has"
                ),
            ),
            End::Garbage(at) => {
                Some(self.garbage(&format!("behind the end of the archive, from its byte {at} on")))
            }
        }
    }

    pub(super) fn garbage(&self, place: &str) -> Finding {
        let what = format!("has bytes of something else {place}");
        let mend = "pack the backup's directory again: nothing may be appended to an archive";
        Finding::new(Severity::Warning, Check::BehindTheEnd, self.name, what, mend)
    }

    /// What a failure of reading says: of the disk, or of what the gzip holds.
    pub(super) fn failed(&self, error: &io::Error, at: u64) -> Finding {
        if error.raw_os_error().is_some() {
            return unreadable(self.name, error);
        }
        let (check, what) = match error.kind() {
            io::ErrorKind::UnexpectedEof => (Check::Truncated, "ends in the midst of the gzip"),
            _ => (
                Check::Damaged,
                "is damaged: the gzip cannot be decompressed, or its checksum is wrong,",
            ),
        };
        let what = format!("{what} at or before byte {at}{}", self.after());
        let mend =
            "pack the backup's directory again, and check that the disk was not full and is sound";
        Finding::new(Severity::Error, check, self.name, what, mend)
    }
}
