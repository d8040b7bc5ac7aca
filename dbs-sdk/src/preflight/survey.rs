//! What the names and first bytes of a backup's files say, wherever they stand.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher, RandomState};

use super::container::PACK;
use super::finding::{Check, Finding, Severity};
use super::tar::{Kind, Member};

/// Goes through the files of an archive or of a directory.
pub(super) struct Survey {
    /// The archive or the directory.
    file: String,
    /// Whether the members are those of an archive.
    packed: bool,
    /// How often each remark was made, and of which member first.
    tallies: BTreeMap<(Check, &'static str), (Remark, String, u64)>,
    root: HashSet<&'static str>,
    /// A folder that holds what belongs into the root.
    inner: Option<String>,
    known: [Option<Kept>; 3],
    names: HashSet<u64>,
    hasher: RandomState,
    members: u64,
}

/// A small file of the backup, whole.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) member: String,
    pub(super) bytes: Vec<u8>,
}

/// How much was seen of the members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Whole,
    /// As much as was to be looked at.
    Some,
    /// The head of a stream.
    Head,
    /// Up to where something is wrong.
    Broken,
}

type Remark = (Severity, &'static str);

/// The files that hold facts: their names in xtrabackup and in mariadb-backup 11.
const FACTS: [[&str; 2]; 3] = [
    ["xtrabackup_info", "mariadb_backup_info"],
    ["xtrabackup_checkpoints", "mariadb_backup_checkpoints"],
    ["xtrabackup_binlog_info", "mariadb_backup_binlog_info"],
];
/// Other files that stand in the root of a backup.
const OTHERS: [&str; 4] = ["backup-my.cnf", "ibdata1", "xtrabackup_logfile", "ib_logfile0"];

/// Bytes of a file that is kept whole.
const LARGEST_KEPT: u64 = 1024 * 1024;
/// Bytes of a file by which its format is told.
const MAGIC: u64 = 8;
/// Names that are compared with each other; 16 bytes of memory each.
const MOST_NAMES: usize = 1 << 20;

const WITHOUT_COMPRESS: &str = "take the backup without --compress, or run `xtrabackup --decompress --remove-original` on the \
                                directory before it is packed";
const WITHOUT_ENCRYPT: &str = "take the backup without --encrypt, or run `xtrabackup --decrypt --remove-original` on the \
                               directory before it is packed";
const UNPACK_STREAM: &str = "unpack it with `xbstream -x -C DIR` (mbstream for MariaDB) and pack DIR from inside with `tar -C \
                             DIR -czf backup.tar.gz .`";

impl Survey {
    pub(super) fn new(file: &str, packed: bool) -> Self {
        Self {
            file: file.to_owned(),
            packed,
            tallies: BTreeMap::new(),
            root: HashSet::new(),
            inner: None,
            known: [None, None, None],
            names: HashSet::new(),
            hasher: RandomState::new(),
            members: 0,
        }
    }

    /// How many bytes of a member's data it takes to judge it.
    pub(super) fn wants(name: &[u8], size: u64) -> u64 {
        match fact(inside(name)) {
            Some(_) if size <= LARGEST_KEPT => size,
            _ => MAGIC,
        }
    }

    /// Whether a file of this name is kept whole, for the facts it holds.
    pub(super) fn keeps(name: &[u8]) -> bool {
        fact(inside(name)).is_some()
    }

    /// Members so far.
    pub(super) fn members(&self) -> u64 {
        self.members
    }

    /// Takes up a member.
    pub(super) fn take(&mut self, member: Member) {
        self.members += 1;
        let name = inside(&member.name);
        self.path(&member);
        self.kind(&member);
        if member.kind == Kind::Directory {
            let is_root = name.is_empty() || name == b".";
            // Packing by way of a directory sets the mode itself.
            if is_root && self.packed && member.mode.is_some_and(|mode| mode & 0o777 != 0o755) {
                self.remark(
                    &member,
                    Check::Mode,
                    "is the backup's directory and has another mode than 755",
                    (Severity::Warning, "run `chmod 755 DIR` before packing it"),
                );
            }
            return;
        }
        if self.packed
            && self.names.len() < MOST_NAMES
            && !self.names.insert(self.hasher.hash_one(name))
        {
            self.remark(
                &member,
                Check::Duplicate,
                "stands in the archive twice, and the later one wins when it is unpacked",
                (Severity::Warning, PACK),
            );
        }
        self.content(&member);
        self.place(member);
    }

    fn path(&mut self, member: &Member) {
        let mut parts = member.name.split(|&byte| byte == b'/');
        if member.name.starts_with(b"/") {
            let what = "has an absolute path";
            self.remark(member, Check::Path, what, (Severity::Error, PACK));
        } else if parts.any(|part| part == b"..") {
            let what = "has a path that leads out of the directory with `..`";
            self.remark(member, Check::Path, what, (Severity::Error, PACK));
        }
    }

    fn kind(&mut self, member: &Member) {
        if member.sparse {
            let remark = (Severity::Error, "pack the directory with tar without --sparse (-S)");
            let what = "is sparse, which not all programs can unpack";
            self.remark(member, Check::Sparse, what, remark);
        }
        let mut severity = Severity::Warning;
        let (what, mend) = match member.kind {
            Kind::File | Kind::Directory | Kind::HardLink => return,
            Kind::Symlink => (
                "is a symbolic link, and what it points to is not in the backup",
                "put the file itself in its place, or remove the link if the backup does not need it",
            ),
            Kind::Device => {
                if !self.packed {
                    // Packing refuses it.
                    severity = Severity::Error;
                }
                (
                    "is a device, a pipe or a socket, which no backup needs",
                    "remove it from the directory before packing",
                )
            }
            Kind::Other(_) => (
                "is of a type that not all programs can unpack",
                "pack the directory with `tar -C DIR -czf backup.tar.gz .`, without other options",
            ),
        };
        self.remark(member, Check::SpecialFile, what, (severity, mend));
    }

    fn content(&mut self, member: &Member) {
        let (name, data) = (&member.name, &member.data);
        let ends = |ending: &str| name.ends_with(ending.as_bytes());
        if data.starts_with(b"XBSTCK01") {
            let what = "is an xbstream, which the service does not take";
            self.remark(member, Check::Xbstream, what, (Severity::Error, UNPACK_STREAM));
        } else if ends(".xbcrypt") || data.starts_with(b"XBCRYP0") {
            let what = "is encrypted by the backup tool, which the service does not take";
            self.remark(member, Check::Encrypted, what, (Severity::Error, WITHOUT_ENCRYPT));
        } else if [".qp", ".lz4", ".zst"].into_iter().any(ends) || data.starts_with(b"qpress10") {
            let what = "is compressed by the backup tool, which the service does not take";
            self.remark(member, Check::Compressed, what, (Severity::Error, WITHOUT_COMPRESS));
        }
    }

    /// Notes where the files stand that every backup has.
    fn place(&mut self, member: Member) {
        let name = inside(&member.name);
        let mut parts = name.rsplit(|&byte| byte == b'/');
        let base = parts.next().unwrap_or_default();
        let Some(known) = known(base) else { return };
        if parts.next().is_some() {
            // The shortest folder: a backup may lie within another one.
            let folder = shown(&name[..name.len() - base.len() - 1]);
            if self.inner.as_ref().is_none_or(|inner| folder.len() < inner.len()) {
                self.inner = Some(folder);
            }
            return;
        }
        self.root.insert(known);
        let Some(index) = fact(base) else { return };
        if member.size > LARGEST_KEPT {
            let what = "is larger than any such file";
            let mend = "check that it is the file that the backup tool wrote";
            self.remark(&member, Check::TooLarge, what, (Severity::Warning, mend));
        } else if member.kind == Kind::File && member.data.len() as u64 == member.size {
            self.known[index] = Some(Kept { member: shown(&member.name), bytes: member.data });
        }
    }

    /// Only the first of many alike is named.
    fn remark(&mut self, member: &Member, check: Check, what: &'static str, remark: Remark) {
        let new = || (remark, shown(&member.name), 0);
        self.tallies.entry((check, what)).or_insert_with(new).2 += 1;
    }

    /// The findings, and the files that hold facts: info, checkpoints, binlog_info.
    pub(super) fn finish(mut self, seen: Seen) -> (Vec<Finding>, [Option<Kept>; 3]) {
        let mut findings = Vec::new();
        for ((check, what), ((severity, mend), member, count)) in std::mem::take(&mut self.tallies)
        {
            let what = match count {
                1 => what.to_owned(),
                count => format!("{what} (the first of {count} such members)"),
            };
            let finding = Finding::new(severity, check, &self.file, what, mend);
            findings.push(finding.in_member(member));
        }
        self.layout(seen, &mut findings);
        (findings, self.known)
    }

    fn has(&self, any: &[&str]) -> bool {
        any.iter().any(|name| self.root.contains(name))
    }

    fn layout(&self, seen: Seen, findings: &mut Vec<Finding>) {
        let mut add = |severity, check, what: String, mend: String| {
            findings.push(Finding::new(severity, check, &self.file, what, mend));
        };
        if let Some(inner) = self.inner.as_ref().filter(|_| self.root.is_empty()) {
            let (what, mend) = if self.packed {
                let mend = "pack it from inside with `tar -C DIR -czf backup.tar.gz .`";
                (
                    "was packed from outside of the backup's directory: its files stand under",
                    mend.to_owned(),
                )
            } else {
                (
                    "is not the backup's own directory: its files stand under",
                    format!("give {}/{inner}", self.file),
                )
            };
            return add(Severity::Error, Check::Packing, format!("{what} {inner}/"), mend);
        }
        let wanted: [(&[&str], Severity, &str); 4] = [
            (
                &FACTS[1],
                Severity::Error,
                "check that it is the directory of a backup that finished",
            ),
            (
                &["backup-my.cnf", "ibdata1"],
                Severity::Error,
                "check that it is the directory of a full backup with InnoDB",
            ),
            (
                &FACTS[0],
                Severity::Warning,
                "check that it is the directory of a backup that finished (innobackupex before 2.2 \
                 wrote none)",
            ),
            (
                &["xtrabackup_logfile", "ib_logfile0"],
                Severity::Warning,
                "check that no file was removed: without the redo log a backup cannot be prepared",
            ),
        ];
        let missing = wanted.iter().filter(|(names, ..)| !self.has(names));
        match seen {
            Seen::Whole => {}
            Seen::Broken => return,
            Seen::Some | Seen::Head => {
                let names: Vec<_> = missing.map(|(names, ..)| names[0]).collect();
                let unseen = match names.is_empty() {
                    true => String::new(),
                    false => format!(", and not {}", names.join(", ")),
                };
                let what = format!("only the first {} members were seen{unseen}", self.members);
                let mend = match seen {
                    Seen::Head => {
                        "nothing is known to be wrong; only a file can be looked at to its end"
                    }
                    _ => "nothing is known to be wrong; look at all of it with preflight full",
                };
                return add(Severity::Note, Check::Unseen, what, mend.to_owned());
            }
        }
        if self.root.is_empty() {
            let what = "holds no backup of xtrabackup or mariadb-backup: its root has none of \
                        their files";
            return add(Severity::Error, Check::Missing, what.to_owned(), PACK.to_owned());
        }
        for (names, severity, mend) in missing {
            let what = format!("has no {} in its root", names.join(" or "));
            add(*severity, Check::Missing, what, (*mend).to_owned());
        }
    }
}

/// The name as it unpacks: without `./` and `/` before it, without `/` behind it.
fn inside(mut name: &[u8]) -> &[u8] {
    while let Some(rest) = name.strip_prefix(b"./").or(name.strip_prefix(b"/")) {
        name = rest;
    }
    name.strip_suffix(b"/").unwrap_or(name)
}

fn known(base: &[u8]) -> Option<&'static str> {
    FACTS.iter().flatten().chain(&OTHERS).find(|name| name.as_bytes() == base).copied()
}

fn fact(name: &[u8]) -> Option<usize> {
    FACTS.iter().position(|names| names.iter().any(|known| known.as_bytes() == name))
}

/// A name for people, in one line.
pub(super) fn shown(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let mut shown = String::with_capacity(name.len());
    for character in name.chars().take(256) {
        match character.is_control() {
            true => shown.extend(character.escape_default()),
            false => shown.push(character),
        }
    }
    shown
}
