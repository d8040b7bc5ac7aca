//! One pass over a log: where runs begin, and which lines belong to them.

use std::io::Read;

use super::open::Open;
use super::run::Run;
use super::shape::{Shape, shape};
use super::word::{Word, word};
use crate::Error;
use crate::lines::{KEPT, Line, Lines};

/// Most runs that are kept: years of daily backups in one file.
const RUNS: usize = 1000;

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct Pass {
    runs: Vec<Run>,
    open: Option<Open>,
    /// Whether each line begins with a log collector's prefix; known after the first line.
    collected: Option<bool>,
    /// A query in an earlier run may go on to here.
    queried: bool,
}

impl Pass {
    /// Takes the next line.
    pub(super) fn line(&mut self, line: Line<'_>) {
        let text = self.without_prefix(line.bytes);
        if text.is_empty() {
            return;
        }
        let shape = shape(text);
        if let Some(open) = &mut self.open
            && shape.stamp.is_empty()
            && open.continue_gtid_set(text, line.whole)
        {
            return;
        }
        let generation = self.open.as_ref().and_then(|open| open.generation);
        let mut word = word(&shape, generation);
        if !line.whole && !stands_alone(&word, line.bytes.len()) {
            word = Word::Other;
        }
        self.say(&shape, &word, text, line);
    }

    /// Takes what was cut off the last line.
    pub(super) fn rest(&mut self, lines: &mut Lines<impl Read>) -> Result<(), Error> {
        self.open.as_mut().map_or(Ok(()), |open| open.rest(lines))
    }

    /// Passes over lines that change nothing, as far as they surely do not.
    pub(super) fn over_inert(&mut self, lines: &mut Lines<impl Read>) {
        if let Some(open) = &mut self.open
            && self.collected == Some(false)
        {
            open.over_inert(lines);
        }
    }

    fn say(&mut self, shape: &Shape<'_>, word: &Word<'_>, text: &[u8], line: Line<'_>) {
        let begins = match &self.open {
            Some(open) => open.is_followed_by_run(shape, word),
            None => speaks(shape, word),
        };
        if begins {
            let from = match (&mut self.open, word) {
                // Its connection was read as the last line of the run before.
                (Some(open), Word::Server(_)) => open.take_connection(),
                _ => None,
            };
            match &mut self.open {
                Some(open) if !open.may_be_followed() => open.doubt(line.number),
                open => {
                    if let Some(open) = open.as_mut().filter(|open| open.is_doubtful()) {
                        open.doubt_end();
                    }
                    self.close(from.map_or(line.number, |stamp| stamp.line) - 1);
                    let mut open = Open::new(line.number, from);
                    if self.queried {
                        open.doubt(line.number);
                    }
                    self.open = Some(open);
                }
            }
        }
        if let Some(open) = &mut self.open {
            open.say(shape, word, text, line);
        }
    }

    /// All runs, after the last line.
    pub(super) fn end(mut self) -> Vec<Run> {
        self.close(u64::MAX);
        self.runs
    }

    fn close(&mut self, last: u64) {
        let Some(open) = self.open.take() else { return };
        self.queried |= open.is_doubtful();
        let Some(run) = open.close(last) else { return };
        if self.runs.len() == RUNS {
            self.runs.remove(0);
        }
        self.runs.push(run);
    }

    /// Drops `Mmm dd hh:mm:ss host tag[pid]: ` if the first line of the file has it.
    fn without_prefix<'a>(&mut self, line: &'a [u8]) -> &'a [u8] {
        if line.is_empty() || self.collected == Some(false) {
            return line;
        }
        if self.collected.is_none()
            && let Some(line) = line.strip_prefix(b"\xef\xbb\xbf")
        {
            // A byte order mark that an editor left.
            self.collected = Some(false);
            return line;
        }
        let rest = collector_prefix(line);
        self.collected.get_or_insert(rest.is_some());
        rest.unwrap_or(line)
    }
}

/// Whether a line without its end still says the same: `completed OK!` has its own end, a query
/// counts by its beginning, and a binlog position too long to be kept has its coordinates first.
fn stands_alone(word: &Word<'_>, length: usize) -> bool {
    match word {
        Word::Completed | Word::Query | Word::Error { .. } => true,
        Word::Binlog(_) => length == KEPT,
        _ => false,
    }
}

/// Whether a line can be the first of a run whose head is not in the file.
fn speaks(shape: &Shape<'_>, word: &Word<'_>) -> bool {
    let stamped = shape.generation.is_some() && !shape.foreign;
    stamped || !matches!(word, Word::Other | Word::Copy(_) | Word::Error { .. })
}

fn collector_prefix(line: &[u8]) -> Option<&[u8]> {
    let month = line.get(..4)?;
    let months: [&[u8]; 12] = [
        b"Jan ", b"Feb ", b"Mar ", b"Apr ", b"May ", b"Jun ", b"Jul ", b"Aug ", b"Sep ", b"Oct ",
        b"Nov ", b"Dec ",
    ];
    if !months.contains(&month) || line.get(15) != Some(&b' ') {
        return None;
    }
    let head = &line[16..line.len().min(16 + 256)];
    let end = memchr::memmem::find(head, b"]: ")?;
    let tag = memchr::memchr(b'[', &head[..end])?;
    let pid = &head[tag + 1..end];
    let one_host = head[..tag].iter().filter(|&&b| b == b' ').count() == 1;
    let numbered = !pid.is_empty() && pid.iter().all(u8::is_ascii_digit);
    (one_host && numbered).then(|| &line[16 + end + 3..])
}
