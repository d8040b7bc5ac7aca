//! Says what the files of a MySQL backup hold: logs of xtrabackup, innobackupex and
//! mariadb-backup, their info files, and binary logs.

mod code;
mod file;
mod json;
mod kind;
mod text;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use xtrabackup_meta::{BackupFiles, CompletedBackup};

use code::{Code, code};
use file::{Contents, Failure, File};

/// The command `xtrabackup-meta`: what the files of a backup hold. The first argument is the name that
/// it was called by; its `--help` lists the others, and the exit codes.
pub fn xtrabackup_meta(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => tell(&arguments) as u8,
        Err(said) => crate::show(&said),
    }
}

fn tell(arguments: &Arguments) -> Code {
    let files: Vec<File> =
        arguments.files.iter().map(|path| File::read(path, arguments.earlier_run)).collect();
    let joined = arguments.join.then(|| join(&files));
    for file in &files {
        // Those of a join are parts: none of them needs to be whole by itself.
        let own = file.error.as_ref().filter(|_| joined.is_none() || file.contents.is_none());
        if let Some(error) = own {
            complain(&format!("{}: {error}", file.name));
        }
    }
    if let Some(Err(error)) = &joined {
        complain(&error.to_string());
    }
    let printed = print(&match arguments.output {
        Output::Text => text::report(&files, joined.as_ref()),
        Output::Json => json::report(&files, joined.as_ref()),
    });
    if let Err(error) = crate::read(printed) {
        complain(&crate::unwritten(&error));
        // Whoever reads it must not take what is there for the whole.
        return Code::Unreadable;
    }
    exit_code(&files, joined.as_ref())
}

/// Says what the files of a MySQL backup hold.
///
/// Each FILE is told by its content: the log (standard error) of xtrabackup, innobackupex or
/// mariadb-backup, xtrabackup_info, xtrabackup_checkpoints, xtrabackup_binlog_info (or MariaDB's
/// of those names), or a binary log of the server. Times are as written, without conversion;
/// those of binary logs are epoch seconds.
#[derive(Parser)]
#[command(
    name = "xtrabackup-meta",
    version,
    max_term_width = 100,
    after_help = "\
Exit codes: 0 each file holds a finished backup or is a readable file of another kind, 1 a file \
cannot be read or the result not be written, 2 bad usage, 3 no backup in the file, 4 the backup failed, 5 it is unfinished, \
6 a fact is missing (start, server version or binlog position), 7 lines or files contradict each \
other or are malformed, 8 a binary log is encrypted, cut off, foreign or a relay log. Of several \
files the first that is not good decides."
)]
struct Arguments {
    /// The files; `-` is standard input, for anything but a binary log
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Of a log with several backup runs, answer with the last that finished, even if a later one
    /// failed
    #[arg(long = "earlier_run", alias = "earlier-run")]
    earlier_run: bool,

    /// The files are of one backup: answer with what they say together, which must not differ
    #[arg(long)]
    join: bool,

    /// The form of what is printed; errors go to standard error too
    #[arg(long, value_enum, default_value_t = Output::Text)]
    output: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    Text,
    Json,
}

/// What several files say together.
type Joined = Result<CompletedBackup, Failure>;

fn join(files: &[File]) -> Joined {
    let mut together = BackupFiles::default();
    for file in files {
        match &file.contents {
            Some(Contents::Log { log, answer }) => {
                together.run = together.run.or(answer.and_then(|at| log.runs().get(at)));
            }
            Some(Contents::Info(info)) => together.info = together.info.or(Some(info)),
            Some(Contents::BinlogInfo(found)) => {
                together.binlog_info = together.binlog_info.or(Some(found));
            }
            Some(Contents::Checkpoints(found)) => {
                together.checkpoints = together.checkpoints.or(Some(found));
            }
            Some(Contents::Binlog(_)) | None => {}
        }
    }
    Ok(together.completed_backup()?)
}

fn exit_code(files: &[File], joined: Option<&Joined>) -> Code {
    let unread = files.iter().filter(|file| joined.is_none() || file.contents.is_none());
    let mut errors = unread.filter_map(|file| file.error.as_ref());
    let first = errors.next().or(joined.and_then(|joined| joined.as_ref().err()));
    first.map_or(Code::Done, |error| code(error.kind))
}

/// To standard error; nobody may be left to read it.
fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "error: {}", text::plain(text));
}

fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush())
}
