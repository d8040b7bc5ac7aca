//! An existing archive, or the first bytes of one.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::Mode;
use super::container::{Container, PACK, Start, start};
use super::ending::Ending;
use super::finding::{Check, Finding, Severity};
use super::report::Report;
use super::stream::Stream;
use super::survey::{Kept, Seen, Survey};
use super::tar::{End, Members};
use super::window::Window;

/// How much of an archive is looked at.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// Bytes read of the source.
    bytes: u64,
    /// Bytes that a gzip unpacks to.
    unpacked: u64,
    members: u64,
    /// Whether data that says nothing is read too, to see that it is there.
    reads_data: bool,
}

const QUICK: Limits = Limits {
    bytes: 64 * 1024 * 1024,
    unpacked: 256 * 1024 * 1024,
    members: 100_000,
    reads_data: false,
};
const FULL: Limits =
    Limits { bytes: u64::MAX, unpacked: u64::MAX, members: u64::MAX, reads_data: true };

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
    let limits = if mode == Mode::Full { FULL } else { QUICK };
    Inspection { name, length: Some(metadata.len()), limits }.run(file, report)
}

/// Looks at the first bytes of a stream.
pub(super) fn head(bytes: &[u8], report: &mut Report) -> Facts {
    let name = "the stream".to_owned();
    Inspection { name, length: None, limits: QUICK }.run(Cursor::new(bytes), report)
}

/// How an archive is looked at.
struct Inspection {
    name: String,
    /// Bytes of the source; `None` of a stream.
    length: Option<u64>,
    limits: Limits,
}

impl Inspection {
    fn run(self, mut source: impl Read + Seek, report: &mut Report) -> Facts {
        let first = match first_bytes(&mut source) {
            Ok(first) => first,
            Err(error) => {
                report.add(unreadable(&self.name, &error));
                return Facts::default();
            }
        };
        let left = self.limits.bytes.saturating_sub(first.len() as u64);
        let window = Window::new(source, self.length, left);
        let (container, stream) = match start(&first) {
            Start::Tar => (Container::Tar, Stream::plain(window, self.limits.reads_data)),
            Start::Gzip => {
                if !self.unpacks_to_tar(&first, report) {
                    return Facts::default();
                }
                (Container::TarGz, Stream::gzip(window, self.limits.unpacked))
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
            if survey.members() >= self.limits.members {
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
        let ending = Ending { name: &self.name, last: last.as_deref() };
        match &end {
            Ok(end) => report.findings.extend(ending.ended(*end)),
            Err(_) if cut => {}
            Err(error) => report.add(ending.failed(error, members.stream().source_position())),
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
                report.add(ending.garbage("behind the end of the gzip"));
            }
            if gunzip.members() > 1 {
                let least = if cut { "at least " } else { "" };
                let what = format!(
                    "is a gzip of {least}{} members: whether the service unpacks more than the first is not known",
                    gunzip.members()
                );
                let mend = "compress it in one piece, with gzip or pigz";
                let check = Check::GzipMembers;
                report.add(Finding::new(Severity::Warning, check, &self.name, what, mend));
            }
        }
        report.members = survey.members();
        let seen = match end {
            _ if cut && self.length.is_none() => Seen::Head,
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

#[cfg(test)]
mod tests;
