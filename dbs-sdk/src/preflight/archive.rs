//! An existing archive, or the first bytes of one.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::Mode;
use super::container::{Container, PACK, Start, start};
use super::finding::{Check, Finding, Severity};
use super::report::Report;
use super::stream::Stream;
use super::survey::{Kept, Seen, Survey, shown};
use super::tar::{End, Members};
use super::window::Window;

/// Bytes that the quick mode reads of a file.
const QUICK_BYTES: u64 = 64 * 1024 * 1024;
/// Bytes that the quick mode unpacks.
const QUICK_UNPACKED: u64 = 256 * 1024 * 1024;
/// Members that the quick mode looks at.
const QUICK_MEMBERS: u64 = 100_000;

/// What was seen of an archive: its findings are in the report already.
pub(super) type Facts = [Option<Kept>; 3];

/// Looks at the archive `path`.
pub(super) fn file(path: &Path, mode: Mode, report: &mut Report) -> Facts {
    let name = path.display().to_string();
    let unreadable = |error: &io::Error| unreadable(&name, error);
    // Opening a pipe waits for its writer.
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => metadata,
        Ok(metadata) => {
            let (what, mend) = match metadata.is_dir() {
                true => {
                    ("is a directory, not an archive", "hand it over as a directory to be packed")
                }
                false => ("is not a regular file", "give an archive, or hand it over as a stream"),
            };
            report.add(Finding::new(Severity::Error, Check::Format, &name, what, mend));
            return Facts::default();
        }
        Err(error) => {
            report.add(unreadable(&error));
            return Facts::default();
        }
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) => {
            report.add(unreadable(&error));
            return Facts::default();
        }
    };
    let budget = if mode == Mode::Full { u64::MAX } else { QUICK_BYTES };
    Inspection { name, mode, length: Some(metadata.len()), budget }.run(file, report)
}

/// Looks at the first bytes of a stream.
pub(super) fn head(bytes: &[u8], report: &mut Report) -> Facts {
    let name = "the stream".to_owned();
    Inspection { name, mode: Mode::Quick, length: None, budget: u64::MAX }
        .run(Cursor::new(bytes), report)
}

/// How an archive is looked at.
pub(super) struct Inspection {
    pub(super) name: String,
    pub(super) mode: Mode,
    /// Bytes of the source; `None` of a stream.
    pub(super) length: Option<u64>,
    /// Bytes that may be read of the source.
    pub(super) budget: u64,
}

impl Inspection {
    pub(super) fn run(self, mut source: impl Read + Seek, report: &mut Report) -> Facts {
        let first = match first_bytes(&mut source) {
            Ok(first) => first,
            Err(error) => {
                report.add(unreadable(&self.name, &error));
                return Facts::default();
            }
        };
        let budget = self.budget.saturating_sub(first.len() as u64);
        let window = Window::new(source, self.length, budget);
        let (container, stream) = match start(&first) {
            Start::Tar => (Container::Tar, Stream::plain(window, self.mode == Mode::Full)),
            Start::Gzip => {
                let budget = if self.mode == Mode::Full { u64::MAX } else { QUICK_UNPACKED };
                if !self.unpacks_to_tar(&first, report) {
                    return Facts::default();
                }
                (Container::TarGz, Stream::gzip(window, budget))
            }
            other => {
                report.add(self.wrong_format(other, first.is_empty(), ""));
                return Facts::default();
            }
        };
        report.container = Some(container);
        self.members(Members::new(stream), report)
    }

    /// Whether a gzip holds a tar, as far as its first bytes show.
    fn unpacks_to_tar(&self, first: &[u8], report: &mut Report) -> bool {
        let window = Window::new(Cursor::new(first), None, u64::MAX);
        let mut stream = Stream::gzip(window, u64::MAX);
        let mut block = [0; 512];
        let filled = match stream.fill(&mut block) {
            Ok(filled) => filled,
            // Too short to tell, or damaged: that comes to light further on.
            Err(_) => return true,
        };
        match start(&block[..filled]) {
            Start::Tar => true,
            _ if filled < block.len() && stream.is_cut() && self.length.is_none() => true,
            other => {
                report.add(self.wrong_format(other, filled == 0, "is a gzip whose content "));
                false
            }
        }
    }

    fn wrong_format(&self, start: Start, empty: bool, of: &str) -> Finding {
        let (check, what, mend) = match start {
            _ if empty => (Check::Empty, "is empty".to_owned(), PACK),
            Start::Xbstream => {
                let mend = "unpack it with `xbstream -x -C DIR` (mbstream for MariaDB) and pack it from \
                            inside with `tar -C DIR -czf backup.tar.gz .`, or hand over DIR itself";
                (
                    Check::Xbstream,
                    "is an xbstream, which the service does not take".to_owned(),
                    mend,
                )
            }
            Start::Other(what, mend) => (
                Check::Format,
                format!("is {what}, but the service takes tar and gzip of tar alone"),
                mend,
            ),
            Start::Gzip => (Check::Format, "is a gzip itself".to_owned(), "decompress it once"),
            Start::Tar | Start::Unknown => {
                (Check::Format, "is neither a tar nor a gzip of one".to_owned(), PACK)
            }
        };
        Finding::new(Severity::Error, check, &self.name, format!("{of}{what}"), mend)
    }

    fn members(&self, mut members: Members<impl Read + Seek>, report: &mut Report) -> Facts {
        let mut survey = Survey::new(&self.name, true);
        let mut last: Option<Vec<u8>> = None;
        let end = loop {
            if self.mode != Mode::Full && survey.members() >= QUICK_MEMBERS {
                break Ok(End::Cut);
            }
            match members.next(Survey::wants) {
                Ok(Ok(member)) => {
                    last = Some(member.name.clone());
                    survey.take(member);
                }
                Ok(Err(end)) => break Ok(end),
                Err(error) => break Err(error),
            }
        };
        let cut = members.stream().is_cut() || matches!(end, Ok(End::Cut));
        let place = Place { name: &self.name, last: last.as_deref() };
        match &end {
            Ok(end) => report.findings.extend(place.ended(*end)),
            Err(_) if cut => {}
            Err(error) => report.add(place.failed(error, members.stream().source_position())),
        }
        if members.behind_end() > 0 {
            let what = format!(
                "{} members stand behind the blocks that end the archive, where tar stops",
                members.behind_end()
            );
            let mend = "unpack it with `tar -xif` (innobackupex --stream=tar writes such archives) and pack \
                        the directory from inside with `tar -C DIR -czf backup.tar.gz .`";
            report.add(Finding::new(Severity::Error, Check::BehindTheEnd, &self.name, what, mend));
        }
        if let Some(gunzip) = members.stream().gunzip() {
            if gunzip.has_garbage() {
                report.add(place.garbage("behind the end of the gzip"));
            }
            if gunzip.members() > 1 {
                let what = format!(
                    "is a gzip of {} members or more: whether the service unpacks more than the first is not \
                     known",
                    gunzip.members()
                );
                let mend = "compress it in one piece, with gzip or pigz";
                report.add(Finding::new(
                    Severity::Warning,
                    Check::GzipMembers,
                    &self.name,
                    what,
                    mend,
                ));
            }
        }
        report.members = survey.members();
        let seen = match end {
            _ if cut => Seen::Some,
            Ok(End::Marked | End::Unmarked | End::Garbage(_)) => Seen::Whole,
            _ => Seen::Broken,
        };
        report.whole = seen == Seen::Whole;
        let (findings, facts) = survey.finish(seen);
        report.findings.extend(findings);
        facts
    }
}

/// Where an archive ended.
struct Place<'a> {
    name: &'a str,
    last: Option<&'a [u8]>,
}

impl Place<'_> {
    fn after(&self) -> String {
        self.last.map_or_else(String::new, |last| format!(" after the member {}", shown(last)))
    }

    fn ended(&self, end: End) -> Option<Finding> {
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

    fn garbage(&self, place: &str) -> Finding {
        let what = format!("has bytes of something else {place}");
        let mend = "pack the backup's directory again: nothing may be appended to an archive";
        Finding::new(Severity::Warning, Check::BehindTheEnd, self.name, what, mend)
    }

    /// What a failure of reading says: of the disk, or of what the gzip holds.
    fn failed(&self, error: &io::Error, at: u64) -> Finding {
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

pub(super) fn unreadable(name: &str, error: &io::Error) -> Finding {
    let mend = "check the path and the permissions of the user that runs this";
    Finding::new(Severity::Error, Check::Unreadable, name, format!("cannot be read: {error}"), mend)
}

/// The first bytes; the source stands at its beginning again.
fn first_bytes(source: &mut (impl Read + Seek)) -> io::Result<Vec<u8>> {
    const ENOUGH: u64 = 16 * 1024;
    let mut first = Vec::new();
    source.by_ref().take(ENOUGH).read_to_end(&mut first)?;
    source.seek(SeekFrom::Start(0))?;
    Ok(first)
}
