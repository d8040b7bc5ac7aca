//! What happened, as a text to be mailed: the first line is the subject.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use super::amount;
use super::chronicle::{Chronicle, Current, Facts};
use super::failure::Failure;
use super::pace;

/// Writes it to the file, or to standard output for `-`. The file is whole or not there.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    if path == Path::new("-") {
        let mut stdout = io::stdout().lock();
        return stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    std::fs::write(&part, text)?;
    std::fs::rename(&part, path)
}

/// The text. `failure` is how it ended, if not well; `took` is all of it.
pub(crate) fn text(
    chronicle: &Chronicle,
    failure: Option<&Failure>,
    took: Duration,
    now: Instant,
) -> String {
    let mut text = format!("Subject: {}\n\n", one_line(&subject(chronicle, failure, took)));
    if let Some(failure) = failure {
        text += &format!("{}\n\n", failure.text);
        if let Some(current) = &chronicle.current {
            text += &under_way(current, now);
        }
    }
    for report in &chronicle.done {
        text += &format!("source      {}\n{}", one_line(&report.source), report.text());
        text += &facts(&report.facts);
        text.push('\n');
    }
    match chronicle.warnings.as_slice() {
        [] => text += "No warnings.\n",
        warnings => {
            text += "Warnings:\n";
            for warning in warnings {
                text += &format!("- {warning}\n");
            }
        }
    }
    text
}

fn subject(chronicle: &Chronicle, failure: Option<&Failure>, took: Duration) -> String {
    let done = &chronicle.done;
    if let Some(failure) = failure {
        let word = if failure.code > 128 { "stopped" } else { "FAILED" };
        let what = match &chronicle.current {
            Some(current) => format!("{} at {}", current.source, current.place.stage),
            None => "before it began".to_owned(),
        };
        let before = match done.len() {
            0 => String::new(),
            number => format!(", after {number} done"),
        };
        return format!("DBS backup {word}: {what} (exit code {}{before})", failure.code);
    }
    if done.is_empty() {
        return "DBS backup: nothing was uploaded, as asked".to_owned();
    }
    let bytes: u64 = done.iter().map(|report| report.backup_set.size).sum();
    let what = match done.as_slice() {
        [report] => report.backup_set.backup_set_id.clone(),
        reports => format!("{} backup sets", reports.len()),
    };
    let warned = if chronicle.warnings.is_empty() { "" } else { ", with warnings" };
    format!(
        "DBS backup done: {what}, {} in {}{warned}",
        amount::show(bytes as f64),
        pace::show(took)
    )
}

fn under_way(current: &Current, now: Instant) -> String {
    let place = &current.place;
    let mut text =
        format!("source      {}\nstage       {}\n", one_line(&current.source), place.stage);
    if let Some(id) = &place.backup_set_id {
        text += &format!("backup set  {id}\n");
    }
    if let Some(object) = &place.object {
        text += &format!("object      {object}\n");
        text += &format!("sent        {} bytes in {} parts\n", current.bytes, current.parts);
    }
    text += &format!("stands      {place}\n");
    if let Some(journal) = &place.journal {
        text += &format!(
            "go on       by the same command; or give it up by the same command with --abort\n\
             journal     {}\n",
            journal.display()
        );
    }
    text + &format!("time        {}\n", pace::show(current.took(now)))
        + &facts(&current.facts(now))
        + "\n"
}

fn facts(facts: &Facts) -> String {
    let stages: Vec<_> = facts
        .stages
        .iter()
        .map(|(stage, took)| format!("{stage} {:.1} s", took.as_secs_f64()))
        .collect();
    let mut text = match stages.as_slice() {
        [] => String::new(),
        stages => format!("stages      {}\n", stages.join(", ")),
    };
    if facts.retries > 0 {
        text += &format!("retries     {}\n", facts.retries);
    }
    if facts.renewals > 0 {
        text += &format!("keys        renewed {} times\n", facts.renewals);
    }
    if facts.resumed {
        text += "resumed     what an earlier run left\n";
    }
    text
}

/// A name may hold any character, and a subject ends with its line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}
