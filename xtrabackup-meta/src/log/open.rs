//! The run that is being read, and what of it may be believed.

use std::io::Read;

use super::inert::after_inert;
use super::query::Queries;
use super::run::{Lsns, Outcome, Run, RunKind};
use super::shape::{Generation, Shape};
use super::word::{Copy, IMITATION, NOT_EMPTY, Word};
use crate::Error;
use crate::lines::{KEPT, Line, Lines};
use crate::redact::redact;
use crate::{Flags, Stamp, StreamFormat, binlog};

/// Most disputed lines and most error lines that are kept of a run.
const LISTED: usize = 32;
/// Most bytes kept of an error line.
const ERROR_LINE: usize = 4096;

/// A run whose end was not read yet.
///
/// Queries are printed while the tool waits for its lock, before everything that it says at the
/// end: checkpoint, binlog position, `completed OK!`. So once a query was printed that may reach
/// through any lines, nothing of the end is believed before the tool says all of it anew, and
/// `completed OK!` only as its very last word.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) generation: Option<Generation>,
    run: Run,
    kind: Option<RunKind>,
    /// The tool's name, where it is but used in passing.
    name: Option<&'static str>,
    errors: Vec<String>,
    /// Line of the first error.
    error: u64,
    /// A banner or `Starting the ... operation` was read.
    opened: bool,
    options: bool,
    /// More than a head was read.
    body: bool,
    connected: bool,
    /// The line just before was a connection.
    connection: Option<Stamp>,
    /// The tool gave up.
    fatal: bool,
    queries: Queries,
    /// What seems to begin or end a run, in quotes of a query that may yet close.
    supposed: Option<u64>,
    tail: Tail,
    /// A GTID set that goes on in the next line.
    set: Option<Vec<u8>>,
}

/// What the tool says when all is copied.
#[derive(Debug, Default)]
struct Tail {
    check_point: bool,
    created: bool,
    redo: bool,
    /// Lines of all facts of the tail.
    lines: Vec<u64>,
}

impl Open {
    /// A run that begins on `line`, or with the connection `from` just before.
    pub(super) fn new(line: u64, from: Option<Stamp>) -> Self {
        let run = Run {
            kind: RunKind::Unknown,
            tool: None,
            tool_version: None,
            server_version: None,
            start: from,
            end: None,
            first_timestamp: from,
            binlog: None,
            gtid_set: None,
            consistent_time: None,
            lsns: Lsns::default(),
            outcome: Outcome::Unfinished,
            flags: Flags::default(),
            lines: (from.map_or(line, |stamp| stamp.line), line),
            disputed_lines: Vec::new(),
            unreliable: None,
        };
        Self {
            generation: None,
            run,
            kind: from.map(|_| RunKind::Backup),
            name: None,
            errors: Vec::new(),
            error: 0,
            opened: false,
            options: false,
            body: from.is_some(),
            connected: from.is_some(),
            connection: None,
            fatal: false,
            queries: Queries::default(),
            supposed: None,
            tail: Tail::default(),
            set: None,
        }
    }

    /// Whether this line is the first of another run.
    pub(super) fn is_followed_by_run(&self, shape: &Shape<'_>, word: &Word<'_>) -> bool {
        let ended = self.run.end.is_some() || self.fatal;
        let perl = shape.generation == Some(Generation::Perl)
            || (shape.stamp.is_empty() && self.generation == Some(Generation::Perl));
        match word {
            Word::Opening(None) => true,
            Word::Opening(Some(_)) if perl => false,
            Word::Opening(Some(_)) => ended || self.opened || self.body,
            Word::Options(_) if perl && !shape.stamp.is_empty() => false,
            Word::Options(_) => {
                ended || self.opened || self.body || self.run.tool_version.is_some()
            }
            // The Perl script runs the binary once or twice.
            Word::Version { .. } if perl => false,
            Word::Version { .. } => ended || self.run.tool_version.is_some(),
            Word::Connecting if perl => false,
            Word::Connecting => {
                let unanswered = self.connected && self.run.server_version.is_none();
                ended || unanswered || (self.connected && self.is_foreign_to(shape))
            }
            Word::Server(_) => self.run.server_version.is_some() && self.connection.is_some(),
            _ => false,
        }
    }

    /// Whether another run may begin here; not in what may be the text of a query.
    pub(super) fn may_be_followed(&self) -> bool {
        !self.is_doubtful() || self.run.end.is_some()
    }

    /// What begins on `line` is a run of its own, or text of a query: who can tell.
    pub(super) fn doubt(&mut self, line: u64) {
        let doubt = match self.queries.surely_inside() {
            true => &mut self.supposed,
            false => &mut self.run.unreliable,
        };
        doubt.get_or_insert(line);
        self.dispute(line);
    }

    /// The run's end may be text of the same query as the beginning of the next run.
    pub(super) fn doubt_end(&mut self) {
        self.doubt(self.run.end.map_or(self.run.lines.1, |end| end.line));
    }

    /// Takes what was cut off the last line, which counts if it is text of a query.
    pub(super) fn rest(&mut self, lines: &mut Lines<impl Read>) -> Result<(), Error> {
        if self.queries.is_cut() {
            let ended = lines.rest(|piece| self.queries.piece(piece))?;
            if self.queries.over(ended) {
                self.forget_query();
            }
        }
        Ok(())
    }

    /// Passes over lines that change nothing, as far as they surely do not.
    pub(super) fn over_inert(&mut self, lines: &mut Lines<impl Read>) {
        let copies = self.connected
            && self.run.first_timestamp.is_some()
            && self.run.end.is_none()
            && self.set.is_none()
            && !self.queries.is_reading();
        let Some(generation) = self.generation.filter(|_| copies) else { return };
        if let Some(last) = lines.pass_over(|text| after_inert(text, generation)) {
            self.connection = None;
            self.run.lines.1 = last;
        }
    }

    /// Whether the last lines may be text of a query that goes on after the run.
    pub(super) fn is_doubtful(&self) -> bool {
        self.queries.doubtful()
    }

    /// The connection that was the line just before, for the run that it began.
    pub(super) fn take_connection(&mut self) -> Option<Stamp> {
        let connection = self.connection.take();
        for stamp in [&mut self.run.start, &mut self.run.first_timestamp] {
            *stamp = stamp.filter(|_| *stamp != connection);
        }
        connection
    }

    /// What was said so far may have been text of a query.
    fn forget_query(&mut self) {
        self.forget_tail();
        self.supposed = self.supposed.filter(|_| self.queries.doubtful());
    }

    /// Takes the next line of the run.
    pub(super) fn say(&mut self, shape: &Shape<'_>, word: &Word<'_>, text: &[u8], line: Line<'_>) {
        let number = line.number;
        self.run.lines.1 = number;
        self.connection = None;
        let stamped = shape.generation.is_some() || !shape.stamp.is_empty();
        let another = stamped && *word == Word::Query;
        if self.queries.line(text, line.whole, stamped || word.is_late_fact(), another) {
            self.forget_query();
        }
        self.retract(shape, word);
        if self.generation.is_none() || self.is_imitation(shape) {
            self.generation = generation(shape, word);
        }
        let stamp = self.stamp(shape, word, number);
        // A crash is told in a form of its own, whoever crashed.
        let crash = matches!(word, Word::Error { .. });
        if self.is_foreign_to(shape) && !crash {
            if !matches!(word, Word::Other | Word::Copy(_) | Word::Sign(_)) {
                self.dispute(number);
            }
            return;
        }
        if self.name.is_none() && shape.message.starts_with(b"mariabackup: ") {
            self.name = Some("mariabackup");
        }
        self.body |= !matches!(
            word,
            Word::Other | Word::Opening(_) | Word::Options(_) | Word::Version { .. }
        );
        match *word {
            Word::Opening(kind) => {
                self.opened = true;
                self.kind = self.kind.or(kind);
                if self.generation == Some(Generation::Classic) {
                    self.name = Some("innobackupex");
                }
                if !matches!(kind, None | Some(RunKind::Backup)) {
                    self.run.start = self.run.start.or(stamp);
                }
            }
            Word::Options(options) => {
                self.options = true;
                self.run.flags.options(options, number);
                self.kind = self.kind.or_else(|| kind(options));
            }
            Word::Version { tool, version } => self.version(tool, version),
            Word::Connecting => self.connect(shape, stamp),
            Word::Server(version) => {
                if self.run.server_version.is_some() {
                    self.dispute(number);
                } else {
                    self.run.server_version = Some(lossy(version));
                    self.kind.get_or_insert(RunKind::Backup);
                }
            }
            Word::Query => {
                if self.queries.begin(text, line.whole) {
                    self.forget_tail();
                }
            }
            Word::CheckPoint(lsn) => {
                if self.queries.doubtful() {
                    self.forget_tail();
                }
                self.tail.check_point = true;
                self.run.lsns.to_lsn = lsn;
                self.tail_fact(number);
            }
            Word::Redo(lsns) => {
                self.tail.redo = true;
                (self.run.lsns.redo_from, self.run.lsns.redo_to) = lsns.unzip();
                self.tail_fact(number);
            }
            Word::Created => {
                self.tail.created = true;
                self.tail_fact(number);
            }
            Word::Binlog(position) => self.binlog(position, number),
            Word::ConsistentTime(seconds) => {
                self.run.consistent_time = Some(seconds);
                self.tail_fact(number);
            }
            Word::Completed => self.complete(stamp, line),
            Word::Error { fatal } => {
                self.fatal |= fatal;
                if shape.message.starts_with(NOT_EMPTY) {
                    self.kind.get_or_insert(RunKind::CopyBack);
                }
                self.note_error(text, number);
            }
            Word::Copy(copy) => self.copy(copy, number),
            Word::Incremental => _ = self.run.flags.incremental.get_or_insert(number),
            Word::Partial => _ = self.run.flags.partial.get_or_insert(number),
            Word::Sign(kind) => _ = self.kind.get_or_insert(kind),
            Word::Other => {}
        }
    }

    /// Takes `text` as more of a GTID set; `false` if it is none.
    pub(super) fn continue_gtid_set(&mut self, text: &[u8], whole: bool) -> bool {
        let Some(mut set) = self.set.take() else { return false };
        let quote = memchr::memchr(b'\'', text);
        let more = &text[..quote.unwrap_or(text.len())];
        // The server breaks its lines after a comma.
        let fits = set.last() == Some(&b',') && set.len() + more.len() < KEPT;
        if !fits || !more.iter().copied().all(binlog::in_gtid_set) {
            return false;
        }
        set.extend_from_slice(more);
        self.run.lines.1 += 1;
        if quote.is_some() {
            set.push(b'\'');
        }
        self.run.gtid_set = binlog::gtid_set(&set);
        self.set = (quote.is_none() && whole).then_some(set);
        true
    }

    /// The run as it stands after its last line; `None` if no tool spoke in it.
    pub(super) fn close(mut self, last: u64) -> Option<Run> {
        if self.queries.doubtful() && self.run.end.is_none() {
            self.forget_tail();
        }
        let known = self.options || self.opened || self.run.end.is_some();
        if self.kind.is_none() && !known && self.run.tool_version.is_none() {
            return None;
        }
        self.run.unreliable = self.run.unreliable.or(self.supposed);
        self.run.disputed_lines.sort_unstable();
        self.run.kind = self.kind.unwrap_or(RunKind::Unknown);
        self.run.lines.1 = self.run.lines.1.min(last);
        let only = self.generation.and_then(Generation::only_tool);
        self.run.tool = self.run.tool.or_else(|| self.name.or(only).map(str::to_owned));
        self.run.outcome = match (self.run.end, self.errors.is_empty()) {
            (Some(_), _) => Outcome::Completed,
            (None, true) => Outcome::Unfinished,
            (None, false) => Outcome::Failed { error_lines: self.errors, line: self.error },
        };
        Some(self.run)
    }

    /// After `completed OK!` the tool is silent; if it is not, that was something else.
    fn retract(&mut self, shape: &Shape<'_>, word: &Word<'_>) {
        let Some(end) = self.run.end else { return };
        let own = shape.generation.is_some() && shape.generation == self.generation;
        let spoken = (own && !shape.foreign) || matches!(word, Word::Error { .. });
        if spoken || self.queries.doubtful() {
            self.run.end = None;
            self.dispute(end.line);
        }
    }

    /// Whether another generation of tool speaks here.
    fn is_foreign_to(&self, shape: &Shape<'_>) -> bool {
        shape.generation.is_some() && shape.generation != self.generation && !shape.foreign
    }

    /// MariaDB's tool begins as innobackupex 2.3 does if it is called so, and goes on as itself.
    fn is_imitation(&self, shape: &Shape<'_>) -> bool {
        let begun = self.opened && !self.body && self.generation == Some(Generation::Classic);
        begun && shape.generation == Some(Generation::Maria) && !shape.foreign
    }

    /// Reads the stamp of a line, if it is one that counts.
    fn stamp(&mut self, shape: &Shape<'_>, word: &Word<'_>, line: u64) -> Option<Stamp> {
        let counts = matches!(word, Word::Connecting | Word::Completed | Word::Opening(Some(_)));
        if shape.stamp.is_empty() || !(counts || self.run.first_timestamp.is_none()) {
            return None;
        }
        let stamp = Stamp::parse(shape.stamp, line);
        self.run.first_timestamp = self.run.first_timestamp.or(stamp);
        stamp
    }

    fn version(&mut self, tool: &[u8], version: &[u8]) {
        if self.run.tool_version.is_none() {
            self.run.tool_version = Some(lossy(version));
            if self.generation != Some(Generation::Perl) && tool != IMITATION {
                self.run.tool = Some(lossy(tool));
            }
        }
    }

    fn connect(&mut self, shape: &Shape<'_>, stamp: Option<Stamp>) {
        self.connected = true;
        self.kind.get_or_insert(RunKind::Backup);
        if self.generation == Some(Generation::Perl) {
            // The script connects at once, so the first stamp is that of the connection.
            let first = self
                .run
                .first_timestamp
                .filter(|first| self.opened || stamp.is_some_and(|stamp| stamp.line == first.line));
            self.run.start = self.run.start.or(first);
            return;
        }
        self.connection = stamp;
        self.run.start = self.run.start.or(stamp);
        if shape.message.starts_with(b"Connecting to MariaDB server ") {
            // 10.11 and later say so; they are all called mariadb-backup.
            self.name = Some("mariadb-backup");
        }
    }

    fn binlog(&mut self, text: &[u8], line: u64) {
        let found = binlog::parse(text);
        let known = self.run.binlog.is_some() || self.run.gtid_set.is_some();
        if self.queries.doubtful() && !self.tail.created {
            return self.dispute(line);
        }
        if known {
            if (&self.run.binlog, &self.run.gtid_set) != (&found.binlog, &found.gtid_set) {
                self.doubt(line);
            }
            return;
        }
        self.run.binlog = found.binlog;
        self.run.gtid_set = found.gtid_set;
        self.run.consistent_time = self.run.consistent_time.or(found.consistent_time);
        self.kind.get_or_insert(RunKind::Backup);
        self.tail_fact(line);
        if self.generation != Some(Generation::Structured) {
            self.set = binlog::open_set(text).map(<[u8]>::to_vec);
        }
    }

    fn complete(&mut self, stamp: Option<Stamp>, line: Line<'_>) {
        let Tail { check_point, created, redo, .. } = self.tail;
        let answered = !self.queries.doubtful() || (check_point && created && redo && line.whole);
        if self.queries.surely_inside() {
            self.supposed.get_or_insert(line.number);
        } else if self.queries.doubtful() {
            // A query that was cut at a NUL may have said all of it, and the tool nothing more.
            self.run.unreliable.get_or_insert(line.number);
        }
        match stamp {
            Some(stamp) if answered => self.run.end = Some(stamp),
            _ => self.dispute(line.number),
        }
    }

    fn copy(&mut self, copy: Copy, line: u64) {
        if copy.compress {
            self.run.flags.compress.get_or_insert(line);
        }
        if copy.encrypt {
            self.run.flags.encrypt.get_or_insert(line);
        }
        if copy.stream {
            self.run.flags.stream(StreamFormat::Unknown, line);
        }
        let restores =
            self.generation == Some(Generation::Maria) && self.run.tool_version.is_some();
        if restores && !self.connected {
            // A backup connects before it copies, a prepare copies nothing.
            self.kind.get_or_insert(RunKind::CopyBack);
        }
    }

    fn note_error(&mut self, text: &[u8], line: u64) {
        if self.errors.is_empty() {
            self.error = line;
        }
        if self.errors.len() == LISTED {
            self.errors.pop();
        }
        let mut words = lossy(&text[..text.len().min(ERROR_LINE)]);
        words.retain(|c| !c.is_control());
        self.errors.push(redact(&words));
    }

    fn tail_fact(&mut self, line: u64) {
        self.kind.get_or_insert(RunKind::Backup);
        if self.tail.lines.len() < LISTED {
            self.tail.lines.push(line);
        }
    }

    /// What was said since the last query may have been part of it.
    fn forget_tail(&mut self) {
        let said = std::mem::take(&mut self.tail);
        for line in said.lines.into_iter().chain(self.run.end.map(|end| end.line)) {
            self.dispute(line);
        }
        self.run.end = None;
        self.run.binlog = None;
        self.run.gtid_set = None;
        self.run.consistent_time = None;
        self.run.lsns = Lsns::default();
        self.set = None;
    }

    fn dispute(&mut self, line: u64) {
        let lines = &mut self.run.disputed_lines;
        if lines.len() < LISTED && lines.last() != Some(&line) {
            lines.push(line);
        }
    }
}

/// The grammar of a run, from the first line that tells.
fn generation(shape: &Shape<'_>, word: &Word<'_>) -> Option<Generation> {
    match word {
        Word::Opening(None) => Some(Generation::Perl),
        Word::Version { tool, .. } if tool.starts_with(b"maria") || *tool == IMITATION => {
            Some(Generation::Maria)
        }
        Word::Options(_) if shape.stamp.is_empty() => Some(Generation::Classic),
        _ => shape.generation,
    }
}

/// What the options of a command line say the run is for.
fn kind(options: &[u8]) -> Option<RunKind> {
    let given = |name: &str| memchr::memmem::find(options, name.as_bytes()).is_some();
    if given("--prepare") || given("--apply-log") {
        Some(RunKind::Prepare)
    } else if given("--copy-back") || given("--move-back") {
        Some(RunKind::CopyBack)
    } else {
        given("--backup").then_some(RunKind::Backup)
    }
}

fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}
