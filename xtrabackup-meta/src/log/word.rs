//! What a message says, once it is known that the tool itself speaks.

use super::RunKind;
use super::shape::{Generation, Shape};
use crate::binlog;

/// The meaning of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// First line of the Perl script, or `Starting the ... operation`.
    Opening(Option<RunKind>),
    /// The options of this run.
    Options(&'a [u8]),
    /// Name and version of the tool.
    Version { tool: &'a [u8], version: &'a [u8] },
    /// The tool connects to the server.
    Connecting,
    /// Version of the server.
    Server(&'a [u8]),
    /// A user's query, text and all, from here on.
    Query,
    /// `The latest check point (for incremental): 'N'`.
    CheckPoint(Option<u64>),
    /// First and last LSN of the copied redo log.
    Redo(Option<(u64, u64)>),
    /// `Backup created in directory`.
    Created,
    /// What stands after `MySQL binlog position: `.
    Binlog(&'a [u8]),
    /// Epoch seconds.
    ConsistentTime(i64),
    /// `completed OK!`
    Completed,
    /// The tool says what went wrong; `fatal` if it ends there.
    Error { fatal: bool },
    /// A file is being copied, packed or sent.
    Copy(Copy),
    /// A backup of the changes since another one.
    Incremental,
    /// A database or table is left out.
    Partial,
    /// A line that only a backup, a prepare or a copy-back has.
    Sign(RunKind),
    /// Anything else.
    Other,
}

impl Word<'_> {
    /// One of the facts that the tool gives when all is copied.
    pub(super) fn is_late_fact(&self) -> bool {
        matches!(self, Self::CheckPoint(_) | Self::Redo(_) | Self::Created | Self::Binlog(_))
    }
}

/// What happens to a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Copy {
    pub(super) compress: bool,
    pub(super) encrypt: bool,
    pub(super) stream: bool,
}

/// Reads the meaning of a line in the grammar of `generation`, the one of the run it stands in;
/// `None` while that is not known.
pub(super) fn word<'a>(shape: &Shape<'a>, generation: Option<Generation>) -> Word<'a> {
    if shape.stamp.is_empty() { bare(shape.message, generation) } else { stamped(shape) }
}

fn stamped<'a>(shape: &Shape<'a>) -> Word<'a> {
    if shape.error {
        let fatal = shape.generation == Some(Generation::Maria) && !shape.foreign;
        return Word::Error { fatal };
    }
    let (Some(generation), false) = (shape.generation, shape.foreign) else { return Word::Other };
    let message = match generation {
        Generation::Classic => skip_thread(shape.message),
        Generation::Maria => skip_name(shape.message, &[b"mariabackup: ", b"mariadb-backup: "]),
        Generation::Perl | Generation::Structured => shape.message,
    };
    match message.first() {
        // Nearly all lines of a large log.
        Some(b' ' | b'>' | b'D') => Word::Other,
        Some(b'C' | b'S' | b'E' | b'M' | b'W') => match copy(message) {
            Some(copy) => Word::Copy(copy),
            None => spoken(message, generation),
        },
        _ => spoken(message, generation),
    }
}

/// Stamped messages that are not about a single file.
fn spoken(message: &[u8], generation: Generation) -> Word<'_> {
    let starts = |text: &str| message.starts_with(text.as_bytes());
    if completed(message) {
        return Word::Completed;
    }
    if starts("Waiting for query ") || starts("Killing query ") {
        return Word::Query;
    }
    if generation == Generation::Perl {
        // Before the first of these the script may run its version check.
        let opens = [
            "Connecting to MySQL server with DSN ",
            "Starting mysql with options:",
            "Executing a version check ",
        ];
        if opens.iter().any(|text| starts(text)) {
            return Word::Connecting;
        }
    }
    if starts("Connecting to ") {
        let server = [" MySQL server host:", " MariaDB server host:", " server host:"];
        let rest = &message[b"Connecting to".len()..];
        return match server.iter().any(|text| rest.starts_with(text.as_bytes())) {
            true => Word::Connecting,
            false => Word::Other,
        };
    }
    if starts("Backup created in directory ") {
        return Word::Created;
    }
    if let Some(operation) = message
        .strip_prefix(b"innobackupex: Starting the ")
        .or_else(|| message.strip_prefix(b"Starting the "))
        && let Some(name) = operation.strip_suffix(b" operation")
    {
        return Word::Opening(operation_kind(name));
    }
    if generation == Generation::Perl {
        if let Some(command) = message.strip_prefix(b"Starting ibbackup with command:") {
            return Word::Options(command);
        }
    } else if let Some(time) = consistent_time(message) {
        return time;
    }
    if matches!(generation, Generation::Structured | Generation::Maria)
        && let Some(word) = fact(message)
    {
        return word;
    }
    if generation == Generation::Structured
        && let Some(options) = options(message)
    {
        return Word::Options(options);
    }
    if let Some(flag) = flag(message) {
        return flag;
    }
    if let Some(kind) = sign(message) {
        return Word::Sign(kind);
    }
    if failure(message) {
        return Word::Error { fatal: starts("Failed to connect to M") };
    }
    Word::Other
}

/// Lines without a stamp.
fn bare(line: &[u8], generation: Option<Generation>) -> Word<'_> {
    let Some(first) = line.first() else { return Word::Other };
    // "[01] Copying ..." and ">> log scanned ..." of the Perl generation.
    match first {
        b'[' => return copy(skip_thread(line)).map_or(Word::Other, Word::Copy),
        b'>' | b' ' | b'\t' => return Word::Other,
        _ => {}
    }
    if line.starts_with(b"InnoDB Backup Utility v") {
        return Word::Opening(None);
    }
    if let Some(version) = version(line) {
        return version;
    }
    let message = skip_name(line, &[b"xtrabackup: ", b"innobackupex: "]).trim_ascii_start();
    if let Some(options) = line.strip_prefix(b"xtrabackup: ").and_then(options) {
        return Word::Options(options);
    }
    let named = message.len() < line.len();
    // Until 8.0.28 some lines have no stamp; the Perl script then puts its name there.
    let classic = matches!(generation, None | Some(Generation::Classic));
    let perl = matches!(generation, None | Some(Generation::Perl));
    if (classic || perl)
        && let Some(word) = fact(message)
    {
        let spoken_by_perl = line.starts_with(b"innobackupex: ");
        let stands = match word {
            Word::Server(_) | Word::Binlog(_) => (classic && !named) || (perl && spoken_by_perl),
            _ => line.starts_with(b"xtrabackup: "),
        };
        return if stands { word } else { Word::Other };
    }
    if (classic || perl)
        && let Some(time) = consistent_time(line)
    {
        return time;
    }
    if perl && line.starts_with(b"innobackupex: Backup created in directory ") {
        return Word::Created;
    }
    if generation != Some(Generation::Structured) && named {
        if let Some(flag) = flag(message) {
            return flag;
        }
        if let Some(kind) = sign(message) {
            return Word::Sign(kind);
        }
    }
    if bare_failure(line) {
        return Word::Error { fatal: line.starts_with(b"Failed to connect to M") };
    }
    Word::Other
}

/// Facts that are stamped from 8.0.28 on and in MariaDB, and stand bare before.
fn fact(message: &[u8]) -> Option<Word<'_>> {
    if let Some(version) = message.strip_prefix(b"Using server version ") {
        return Some(Word::Server(version.trim_ascii()));
    }
    if let Some(position) = message.strip_prefix(b"MySQL binlog position: ") {
        return Some(Word::Binlog(position));
    }
    if let Some(rest) = message.strip_prefix(b"The latest check point (for incremental): '") {
        let lsn = memchr::memchr(b'\'', rest).and_then(|at| binlog::lsn(&rest[..at]));
        return Some(Word::CheckPoint(lsn));
    }
    if message.starts_with(b"Transaction log of lsn (") {
        return Some(Word::Redo(between(message, b" (", b") to (", b") was copied.")));
    }
    if message.starts_with(b"Redo log (from LSN ") {
        return Some(Word::Redo(between(message, b" LSN ", b" to ", b") was copied.")));
    }
    None
}

fn consistent_time(message: &[u8]) -> Option<Word<'_>> {
    if !message.starts_with(b"consistent_time ") {
        return None;
    }
    binlog::consistent_time(message).map(Word::ConsistentTime)
}

/// `completed OK!`, with the tool's name before it or not.
fn completed(message: &[u8]) -> bool {
    let name: [&[u8]; 3] = [b"innobackupex: ", b"xtrabackup: ", b"innobackup "];
    skip_name(message, &name) == b"completed OK!"
}

fn operation_kind(name: &[u8]) -> Option<RunKind> {
    match name {
        b"backup" => Some(RunKind::Backup),
        b"apply-log" => Some(RunKind::Prepare),
        b"copy-back" | b"move-back" => Some(RunKind::CopyBack),
        _ => None,
    }
}

/// `recognized server arguments: ...` and its two siblings.
fn options(message: &[u8]) -> Option<&[u8]> {
    let rest = message.strip_prefix(b"recognized ")?;
    let kinds: [&[u8]; 3] =
        [b"server arguments: ", b"client arguments: ", b"server/client arguments: "];
    kinds.iter().find_map(|kind| rest.strip_prefix(*kind))
}

/// `[path/]TOOL version V based on|for ...` and `TOOL based on MariaDB server V ...`.
fn version(line: &[u8]) -> Option<Word<'_>> {
    let (program, rest) = match memchr::memmem::find(line, b" version ") {
        Some(at) => (&line[..at], &line[at + b" version ".len()..]),
        None => {
            let rest = memchr::memmem::find(line, MARIADB).map(|at| (at, at + MARIADB.len()))?;
            (&line[..rest.0], &line[rest.1..])
        }
    };
    let tool = program.rsplit(|&b| b == b'/').next().unwrap_or(program);
    let known = matches!(tool, b"innobackupex" | b"mariabackup" | b"mariadb-backup")
        || tool == IMITATION
        || tool.strip_prefix(b"xtrabackup").is_some_and(|rest| {
            rest.is_empty() || rest.strip_prefix(b"_").is_some_and(|n| n.len() == 2)
        });
    let path = program.len() == tool.len() || matches!(program[0], b'/' | b'.' | b'~');
    let length = memchr::memchr(b' ', rest).unwrap_or(rest.len());
    let version = &rest[..length];
    let digits = version.first().is_some_and(u8::is_ascii_digit);
    (known && path && digits).then_some(Word::Version { tool, version })
}

/// How MariaDB's tool calls itself when it imitates innobackupex: by its first argument.
pub(super) const IMITATION: &[u8] = b"--innobackupex";

/// How a copy-back begins to say that it does nothing: `... is not empty!`
pub(super) const NOT_EMPTY: &[u8] = b"Original data directory ";

const MARIADB: &[u8] = b" based on MariaDB server ";

fn copy(message: &[u8]) -> Option<Copy> {
    let verb = &message[..memchr::memchr(b' ', message)?];
    let second = || message.starts_with(b"Compressing and encrypting ");
    match verb.strip_suffix(b",").unwrap_or(verb) {
        b"Copying" | b"Moving" => Some(Copy::default()),
        b"Streaming" => Some(Copy { stream: true, ..Copy::default() }),
        b"Encrypting" => {
            Some(Copy { encrypt: true, stream: to_stdout(message), ..Copy::default() })
        }
        b"Compressing" => {
            let streams =
                to_stdout(message) || memchr::memmem::find(message, b" and streaming ").is_some();
            let stream = streams || message.starts_with(b"Compressing, encrypting and streaming ");
            let encrypt = second() || message.starts_with(b"Compressing, encrypting ");
            Some(Copy { compress: true, encrypt, stream })
        }
        _ => None,
    }
}

fn to_stdout(message: &[u8]) -> bool {
    message.ends_with(b" to <STDOUT>")
}

/// Lines that tell what is not in the backup.
fn flag(message: &[u8]) -> Option<Word<'_>> {
    if message.starts_with(b"incremental backup from ") && message.ends_with(b" is enabled.") {
        return Some(Word::Incremental);
    }
    let skipped = message.strip_prefix(b"Skipping ")?;
    let database = match skipped.strip_prefix(b"db: ./") {
        Some(name) => name,
        None => skipped.strip_prefix(b"./").filter(|path| path.ends_with(b"."))?,
    };
    // What is no database is skipped in full backups too: `#binlog_cache_files`, for one.
    let own = matches!(database, [b'#' | b'.', ..]) || database.starts_with(b"lost+found");
    (!own).then_some(Word::Partial)
}

/// Lines that tell what kind of run this is, where its head does not.
fn sign(message: &[u8]) -> Option<RunKind> {
    let starts = |text: &str| message.starts_with(text.as_bytes());
    if starts("This target seems to be ")
        || starts("Starting InnoDB instance for recovery")
        || starts("using the following InnoDB configuration for recovery")
    {
        return Some(RunKind::Prepare);
    }
    let backup = starts("Finished backing up non-InnoDB tables")
        || starts("Starting to backup non-InnoDB tables")
        || starts("Executing FLUSH TABLES WITH READ LOCK")
        || starts("Executing FLUSH NO_WRITE_TO_BINLOG")
        || starts("Executing LOCK ")
        || starts("All tables unlocked");
    backup.then_some(RunKind::Backup)
}

/// Stamped messages that say what went wrong.
fn failure(message: &[u8]) -> bool {
    let starts = |text: &str| message.starts_with(text.as_bytes());
    let version_check = starts("Failed to connect to MySQL server as DBD::mysql");
    let begins = starts("Error")
        || starts("error: ")
        || starts("Failed to ")
        || starts("failed to ")
        || starts("Can't ")
        || starts("can't ")
        || starts("[ERROR] ")
        || message.starts_with(NOT_EMPTY)
        || starts("Unable to obtain lock");
    (begins || message.ends_with(b" failed.") || message.ends_with(b" failed")) && !version_check
}

/// Lines without a stamp that say what went wrong.
fn bare_failure(line: &[u8]) -> bool {
    if let Some(line) = line.strip_prefix(b"\x07") {
        return line.starts_with(b"mariadb-backup: ") || line.starts_with(b"mariabackup: ");
    }
    let starts = |text: &str| line.starts_with(text.as_bytes());
    if starts("Failed to connect to M") {
        return !starts("Failed to connect to MySQL server as DBD::mysql");
    }
    if starts("sh: ") {
        return line.ends_with(b" not found");
    }
    if memchr::memmem::find(line, b"UTC - xtrabackup got signal ").is_some() {
        return true;
    }
    let names: [&[u8]; 4] =
        [b"innobackupex: ", b"xtrabackup: ", b"mariabackup: ", b"mariadb-backup: "];
    let message = skip_name(line, &names).trim_ascii_start();
    let begins = message.starts_with(b"[ERROR] ")
        || message.starts_with(b"Error: ")
        || message.starts_with(b"Error ")
        || message.starts_with(b"error: ")
        || message.starts_with(b"fatal error: ")
        || message.starts_with(b"got a fatal error ");
    (message.len() < line.len() && begins) || starts("Error: ") || starts("Unknown redo log format")
}

fn skip_thread(message: &[u8]) -> &[u8] {
    match message {
        [b'[', b'0'..=b'9', b'0'..=b'9', b']', b' ', rest @ ..] => rest,
        _ => message,
    }
}

fn skip_name<'a>(message: &'a [u8], names: &[&[u8]]) -> &'a [u8] {
    names.iter().find_map(|name| message.strip_prefix(*name)).unwrap_or(message)
}

fn between(text: &[u8], before: &[u8], middle: &[u8], after: &[u8]) -> Option<(u64, u64)> {
    let from = memchr::memmem::find(text, before)? + before.len();
    let mid = from + memchr::memmem::find(&text[from..], middle)?;
    let to = mid + middle.len();
    let end = to + memchr::memmem::find(&text[to..], after)?;
    Some((binlog::lsn(&text[from..mid])?, binlog::lsn(&text[to..end])?))
}
