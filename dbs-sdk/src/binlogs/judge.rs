//! What is said of binary logs: each alone, one beside the other, and all beside what was registered.

use std::collections::BTreeMap;

use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use xtrabackup_meta::EventMark;

use super::name::BinlogName;
use super::{BinlogFile, BinlogSeries, RegisteredLog};
use crate::extra_meta::ExtraMeta;
use crate::preflight::{Check, Finding, Severity};

/// All findings but those of files that cannot be read.
pub(super) fn findings(series: &BinlogSeries, earlier: &[RegisteredLog]) -> Vec<Finding> {
    let mut found = given_twice(series);
    found.extend(one_server(&series.files));
    for file in &series.files {
        found.extend(alone(file));
        found.extend(registered(file, earlier));
    }
    for shelf in shelves(series, earlier) {
        found.extend(shelf.findings());
    }
    found
}

fn given_twice(series: &BinlogSeries) -> Vec<Finding> {
    let read = series.files.iter().map(|file| &file.path);
    let mut paths = BTreeMap::<_, Vec<_>>::new();
    for path in read.chain(series.unread.iter().map(|file| &file.path)) {
        paths.entry(path.file_name()).or_default().push(path.display().to_string());
    }
    let twice = paths.into_values().filter(|paths| paths.len() > 1);
    twice
        .map(|paths| {
            let what = format!("is given {} times: {}", paths.len(), paths.join(", "));
            error(Check::Duplicate, &paths[0], what, "give each binlog once")
        })
        .collect()
}

/// Numbers and server ids can only be compared within one server's files.
fn one_server(files: &[BinlogFile]) -> Vec<Finding> {
    const MEND: &str = "give the binlogs of one server at a time, under the names it gave them";
    let Some(first) = files.first() else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(other) = files.iter().find(|f| f.binlog.server_id != first.binlog.server_id) {
        let what = format!(
            "is of the server with id {}, {} of the one with id {}",
            other.binlog.server_id, first.name, first.binlog.server_id
        );
        found.push(error(Check::Disagreement, &place(other), what, MEND));
    }
    let base = |file: &BinlogFile| file.numbered.as_ref().map(|name| name.base.clone());
    if let Some(other) = files.iter().find(|f| f.numbered.is_some() && base(f) != base(first)) {
        let what = format!("is of another sequence than {}", first.name);
        found.push(error(Check::Disagreement, &place(other), what, MEND));
    }
    found
}

fn alone(file: &BinlogFile) -> Vec<Finding> {
    let mut found = Vec::new();
    if file.numbered.is_none() {
        found.push(warning(
            Check::Sequence,
            &place(file),
            "has a name without a number, so that its place in the sequence is not known",
            "give it under the name that the server gave it, such as mysql-bin.000012",
        ));
    }
    if span(file).is_none() {
        let at = |mark: EventMark| moment(i64::from(mark.time) * 1000);
        let what = format!(
            "ends at {}, before it begins at {}: the server's clock was set back",
            at(file.binlog.last),
            at(file.binlog.first)
        );
        found.push(error(Check::Clock, &place(file), what, "give its times by hand"));
    }
    if file.binlog.changes == 0 {
        found.push(Finding::new(
            Severity::Note,
            Check::Empty,
            &place(file),
            "holds no change",
            "register it all the same, so that the sequence has no gap",
        ));
    }
    found
}

/// The file beside earlier log backups: the same file, or others over the same time.
fn registered(file: &BinlogFile, earlier: &[RegisteredLog]) -> Vec<Finding> {
    let Some((begin, end)) = span(file) else { return Vec::new() };
    let same = |log: &&RegisteredLog| log.name == file.name && log.begin_ms == begin;
    let mut found = Vec::new();
    if let Some(log) = earlier.iter().filter(same).max_by_key(|log| log.end_ms) {
        found.push(if log.end_ms == end {
            Finding::new(
                Severity::Note,
                Check::Registered,
                &place(file),
                "was registered already, with the same times",
                "leave it out, unless that backup set is gone",
            )
        } else {
            let what = format!(
                "was registered already, up to {}; now it ends at {}",
                moment(log.end_ms),
                moment(end)
            );
            let mend = "the service will have both; register a binlog when FLUSH BINARY LOGS has closed it";
            warning(Check::Registered, &place(file), what, mend)
        });
    }
    let overlaps = |log: &&RegisteredLog| log.begin_ms.max(begin) < log.end_ms.min(end);
    let others: Vec<_> = earlier.iter().filter(|log| !same(log)).filter(overlaps).collect();
    if let Some(log) = others.first() {
        let more = match others.len() {
            1 => String::new(),
            count => format!(" and {} more", count - 1),
        };
        let what = format!(
            "goes from {} to {} and overlaps {}, registered earlier from {} to {}{more}",
            moment(begin),
            moment(end),
            log.name,
            moment(log.begin_ms),
            moment(log.end_ms),
        );
        found.push(warning(Check::Overlap, &place(file), what, OVERLAP));
    }
    found
}

const OVERLAP: &str = "see whether the server's clock was set back, or both are of one server: a \
                       restore to a time within both may take either";

/// Files of one base name by number: those given, and what was registered earlier of the same
/// numbering.
struct Shelf<'a> {
    books: Vec<Book<'a>>,
    /// The last one registered before the numbers began anew.
    renumbered_after: Option<&'a RegisteredLog>,
}

struct Book<'a> {
    name: BinlogName,
    /// `None` for one that was registered earlier.
    place: Option<String>,
    /// Of a file that is given and can be read.
    file: Option<&'a BinlogFile>,
}

fn shelves<'a>(series: &'a BinlogSeries, earlier: &'a [RegisteredLog]) -> Vec<Shelf<'a>> {
    let mut by_base = BTreeMap::<String, Vec<Book<'a>>>::new();
    let read = series.files.iter().map(|f| (&f.numbered, &f.path, Some(f)));
    let unread = series.unread.iter().map(|f| (&f.numbered, &f.path, None));
    for (numbered, path, file) in read.chain(unread) {
        if let Some(name) = numbered {
            let book = Book { name: name.clone(), place: Some(path.display().to_string()), file };
            by_base.entry(name.base.clone()).or_default().push(book);
        }
    }
    by_base.into_iter().map(|(base, books)| Shelf::new(&base, books, earlier)).collect()
}

impl<'a> Shelf<'a> {
    fn new(base: &str, mut books: Vec<Book<'a>>, earlier: &'a [RegisteredLog]) -> Self {
        let logs = earlier.iter().filter_map(|log| Some((BinlogName::parse(&log.name)?, log)));
        let logs: Vec<_> = logs.filter(|(name, _)| name.base == base).collect();
        let spans: Vec<_> =
            books.iter().filter_map(|book| Some((book.name.number, span(book.file?)?))).collect();
        // No lower number comes later but where the numbers begin anew.
        let of_older_numbering = |name: &BinlogName, log: &RegisteredLog| {
            spans.iter().any(|&(number, (begin, _))| {
                name.number >= number && log.end_ms <= begin && log.begin_ms < begin
            })
        };
        let older = logs.iter().filter(|(name, log)| of_older_numbering(name, log));
        let renumbered_after = older.map(|&(_, log)| log).max_by_key(|log| log.end_ms);
        let counts = |log: &RegisteredLog| match renumbered_after {
            Some(last) => log != last && log.begin_ms >= last.end_ms,
            None => true,
        };
        let given: Vec<_> = books.iter().map(|book| book.name.number).collect();
        for (name, log) in logs {
            if counts(log) && !given.contains(&name.number) {
                books.push(Book { name, place: None, file: None });
            }
        }
        books.sort_by_key(|book| book.name.number);
        Self { books, renumbered_after }
    }

    fn findings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        found.extend(self.renumbered());
        for pair in self.books.windows(2) {
            found.extend(between(&pair[0], &pair[1]));
        }
        let highest = self.books.last().map_or(0, |book| book.name.number);
        for book in &self.books {
            let Some(file) = book.file else { continue };
            if !file.binlog.closed {
                found.push(not_closed(file, book.name.number < highest));
            }
        }
        found
    }

    /// What is said where the first file that is given begins the new numbering.
    fn renumbered(&self) -> Vec<Finding> {
        let (Some(log), Some(first)) = (self.renumbered_after, self.books.first()) else {
            return Vec::new();
        };
        let Some(place) = &first.place else {
            return Vec::new(); // it was said when that one was registered
        };
        let what = format!(
            "has no higher number than {}, registered earlier up to {}, so that the numbers began \
             anew and what may be missing between is not known",
            log.name,
            moment(log.end_ms)
        );
        let mend = "begin again with a full backup, unless one was made since";
        let mut found = vec![warning(Check::Sequence, place, what, mend)];
        if first.name.number > 1 {
            let start = BinlogName { number: 0, ..first.name.clone() };
            let what = format!("{} before it", missing(&start, &first.name));
            found.push(warning(Check::Gap, place, what, GAP));
        }
        found
    }
}

const GAP: &str = "register them too: no restore goes on past a gap";

fn between(one: &Book<'_>, next: &Book<'_>) -> Vec<Finding> {
    let Some(place) = next.place.as_ref().or(one.place.as_ref()) else {
        return Vec::new(); // both were registered earlier, and it was said then
    };
    let mut found = Vec::new();
    if next.name.number - one.name.number > 1 {
        let what =
            format!("{} between {} and {}", missing(&one.name, &next.name), told(one), told(next));
        found.push(warning(Check::Gap, place, what, GAP));
    }
    let (Some((_, end)), Some((begin, _))) = (one.file.and_then(span), next.file.and_then(span))
    else {
        return found;
    };
    if begin < end && one.name.number < next.name.number {
        let what =
            format!("begins at {}, before {} ends at {}", moment(begin), one.name, moment(end));
        found.push(warning(Check::Overlap, place, what, OVERLAP));
    }
    found
}

fn not_closed(file: &BinlogFile, followed: bool) -> Finding {
    let end = moment(i64::from(file.binlog.last.time) * 1000);
    let (what, mend) = match (followed, file.binlog.in_use) {
        (true, _) => (
            "is not closed, although a later one is there: the server crashed, or this is a copy \
             that lacks the end"
                .to_owned(),
            "give it as it lies at the server now",
        ),
        (false, true) => (
            format!(
                "is not closed: the server writes to it, or crashed; this is what it held at {end}"
            ),
            "give it when FLUSH BINARY LOGS has closed it, or register it once more then",
        ),
        (false, false) => (
            format!("is not closed: it was copied while the server wrote to it, up to {end}"),
            "give it when FLUSH BINARY LOGS has closed it, or register it once more then",
        ),
    };
    warning(Check::Open, &place(file), what, mend)
}

/// The names between two that are more than one apart.
fn missing(one: &BinlogName, next: &BinlogName) -> String {
    let first = BinlogName { number: one.number + 1, ..next.clone() };
    let last = BinlogName { number: next.number - 1, ..next.clone() };
    match last.number - first.number {
        0 => format!("{first} is missing"),
        1 => format!("{first} and {last} are missing"),
        count => format!("{first} to {last} ({} files) are missing", u64::from(count) + 1),
    }
}

fn told(book: &Book<'_>) -> String {
    let earlier = if book.place.is_none() { " (registered earlier)" } else { "" };
    format!("{}{earlier}", book.name)
}

/// What the service would be told; `None` where the clock went back.
fn span(file: &BinlogFile) -> Option<(i64, i64)> {
    match file.extra_meta() {
        Ok(ExtraMeta::LogBackup { data_begin_ms, data_end_ms }) => {
            Some((data_begin_ms, data_end_ms))
        }
        _ => None,
    }
}

fn place(file: &BinlogFile) -> String {
    file.path.display().to_string()
}

fn moment(ms: i64) -> String {
    const FORM: &[BorrowedFormatItem<'_>] =
        format_description!("[year]-[month]-[day] [hour]:[minute]:[second] UTC");
    let time = OffsetDateTime::from_unix_timestamp(ms.div_euclid(1000)).ok();
    time.and_then(|time| time.format(FORM).ok()).unwrap_or_else(|| format!("{ms} ms"))
}

fn error(check: Check, place: &str, what: impl Into<String>, mend: impl Into<String>) -> Finding {
    Finding::new(Severity::Error, check, place, what, mend)
}

fn warning(check: Check, place: &str, what: impl Into<String>, mend: impl Into<String>) -> Finding {
    Finding::new(Severity::Warning, check, place, what, mend)
}
