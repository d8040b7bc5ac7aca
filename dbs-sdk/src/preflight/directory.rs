//! A backup's directory, before it is packed.

use std::fs::{self, DirEntry, File, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Mode;
use super::archive::{Facts, unreadable};
use super::container::Container;
use super::finding::{Check, Finding, Severity};
use super::report::Report;
use super::survey::{Seen, Survey, shown};
use super::tar::{Kind, Member};

/// Entries that the quick mode looks at.
const QUICK_ENTRIES: u64 = 1_000_000;

/// Looks at the directory `path`: at names and at the files that hold facts, and, if the mode is
/// full, at the first bytes of every file.
pub(super) fn directory(path: &Path, mode: Mode, report: &mut Report) -> Facts {
    let name = path.display().to_string();
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            let (what, mend) =
                ("is not a directory", "give a backup's directory, or hand it over as an archive");
            report.add(Finding::new(Severity::Error, Check::Format, &name, what, mend));
            return Facts::default();
        }
        Err(error) => {
            report.add(unreadable(&name, &error));
            return Facts::default();
        }
    }
    report.container = Some(Container::Directory);
    let mut survey = Survey::new(&name, false);
    let mut failed = Failed::default();
    let most = if mode == Mode::Full { u64::MAX } else { QUICK_ENTRIES };
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        if survey.members() >= most {
            break;
        }
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                failed.add(inside(path, &folder), error);
                continue;
            }
        };
        for entry in entries {
            let at = entry.as_ref().map_or_else(|_| folder.clone(), DirEntry::path);
            match entry.and_then(|entry| member(path, &entry, mode)) {
                Ok(member) => {
                    if member.kind == Kind::Directory {
                        folders.push(at);
                    }
                    survey.take(member);
                }
                Err(error) => failed.add(inside(path, &at), error),
            }
        }
    }
    report.members = survey.members();
    let seen = match failed.first {
        Some(_) => Seen::Broken,
        None if survey.members() >= most => Seen::Some,
        None => Seen::Whole,
    };
    report.whole = seen == Seen::Whole;
    report.findings.extend(failed.finding(&name));
    let (findings, facts) = survey.finish(seen);
    report.findings.extend(findings);
    facts
}

/// An entry as a member; links are not followed.
fn member(root: &Path, entry: &DirEntry, mode: Mode) -> io::Result<Member> {
    let path = entry.path();
    let name = inside(root, &path);
    let kind = kind(entry.file_type()?);
    let mut member = Member { name, kind, ..Member::default() };
    if kind == Kind::File {
        member.size = entry.metadata()?.len();
        let wanted = Survey::wants(&member.name, member.size);
        if mode == Mode::Full || Survey::keeps(&member.name) {
            File::open(&path)?.take(wanted).read_to_end(&mut member.data)?;
        }
    }
    Ok(member)
}

fn kind(file_type: FileType) -> Kind {
    match () {
        () if file_type.is_dir() => Kind::Directory,
        () if file_type.is_symlink() => Kind::Symlink,
        () if file_type.is_file() => Kind::File,
        () => Kind::Device,
    }
}

/// The name inside of the backup, as the archive will have it.
fn inside(root: &Path, path: &Path) -> Vec<u8> {
    let path: PathBuf = path.strip_prefix(root).unwrap_or(path).to_owned();
    let parts: Vec<_> = path.iter().map(|part| part.as_encoded_bytes()).collect();
    parts.join(&b'/')
}

/// What could not be read.
#[derive(Default)]
struct Failed {
    first: Option<(Vec<u8>, io::Error)>,
    count: u64,
}

impl Failed {
    fn add(&mut self, name: Vec<u8>, error: io::Error) {
        self.count += 1;
        self.first.get_or_insert((name, error));
    }

    fn finding(self, file: &str) -> Option<Finding> {
        let (name, error) = self.first?;
        let mut finding = unreadable(file, &error);
        if self.count > 1 {
            finding.what = format!("{} (the first of {} such entries)", finding.what, self.count);
        }
        Some(if name.is_empty() { finding } else { finding.in_member(shown(&name)) })
    }
}
