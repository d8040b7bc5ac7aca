//! The command line: the options of the service's own upload script, and a few more.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, Args, FromArgMatches as _, Subcommand, ValueEnum};
use dbs_sdk::StateDir;
use dbs_sdk::pack::Format;
use dbs_sdk::preflight::Mode;

use super::amount;
use super::demonstration::Demonstrate;
use super::failure::Failure;
use super::rates::Rates;

/// What is asked for on a command line.
pub(crate) struct Asked {
    pub(crate) arguments: Arguments,
    /// With `--demo`.
    pub(crate) demonstrate: Option<Demonstrate>,
}

/// Reads a command line, or gives what there is to say of it. `--demo` is known where there is
/// something to demonstrate with.
pub(crate) fn parse(
    given: impl IntoIterator<Item = OsString>,
    demonstrate: Option<Demonstrate>,
) -> Result<Asked, clap::Error> {
    let mut command = clap::Command::new("upload-and-register-backup-set");
    if demonstrate.is_some() {
        command = command.arg(demo());
    }
    let mut command = Arguments::augment_args(command);
    let matches = command.try_get_matches_from_mut(given)?;
    let arguments =
        Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    Ok(Asked { arguments, demonstrate: demonstrate.filter(|_| matches.get_flag("demo")) })
}

fn demo() -> Arg {
    Arg::new("demo")
        .long("demo")
        .action(ArgAction::SetTrue)
        .help(
            "Upload a backup made on the spot to services started in this process: no account is \
             needed",
        )
        .conflicts_with_all([
            "access_key_id",
            "access_key_secret",
            "endpoint",
            "region_code",
            "datasource_id",
            "data_type",
            "file_path",
            "backup_dir",
            "name",
            "xtrabackup_info_path",
            "xtrabackup_log_path",
            "begin_time",
            "end_time",
            "time_zone",
            "ca_file",
            "state_dir",
            "abort",
            "dry_run",
        ])
}

/// Uploads a backup to Alibaba Cloud OSS and registers it with Database Backup (DBS).
///
/// Whatever ends it, the same command again goes on where it stopped. Option names may be written
/// with hyphens too.
#[derive(Args)]
#[command(
    version,
    max_term_width = 100,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    after_help = "\
Exit codes:
  0    done; or registered already by an earlier run
  1    this program itself failed, as where a report cannot be written
  2    bad usage or input; preflight found an error
  3    refused, or not answered properly, by the service
  4    network: no connection, or it broke, after all tries
  5    integrity: what arrived is not what was read
  6    the journal: damaged, not writable, or another process is at work on the same backup
  129, 130, 143
       stopped in order by SIGHUP, SIGINT (Ctrl-C) or SIGTERM, within half a second; a second
       signal ends it at once

Keys are better given in ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET (and \
ALIBABA_CLOUD_SECURITY_TOKEN for temporary ones): a command line can be read by every user of the \
machine. SSL_CERT_FILE names trusted certificates in place of the system's.

SIZE and RATE are bytes; K, M, G, T and KiB, MiB, … are powers of 1024, kB, MB, … of 1000."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    /// Access key id; else the first of: ALIBABA_CLOUD_ACCESS_KEY_ID, an OIDC role,
    /// ~/.aliyun/config.json, ~/.alibabacloud/credentials, the role of the ECS instance, a
    /// credentials URI
    #[arg(long = "access_key_id", alias = "access-key-id", value_name = "ID")]
    pub(crate) access_key_id: Option<String>,

    /// Access key secret; else ALIBABA_CLOUD_ACCESS_KEY_SECRET
    #[arg(long = "access_key_secret", alias = "access-key-secret", value_name = "SECRET")]
    pub(crate) access_key_secret: Option<String>,

    /// The DBS API: a host (HTTPS) such as dbs-api.cn-hangzhou.aliyuncs.com, or a URL
    #[arg(long, value_name = "HOST|URL")]
    pub(crate) endpoint: Option<String>,

    /// Region of the data source, such as cn-hangzhou
    #[arg(long = "region_code", alias = "region-code", value_name = "REGION")]
    pub(crate) region_code: Option<String>,

    /// Data source the backup belongs to
    #[arg(long = "datasource_id", alias = "datasource-id", value_name = "ds-…")]
    pub(crate) datasource_id: Option<String>,

    /// FullBackup (an xtrabackup directory, or one packed as tar or tar.gz) or LogBackup (binlog)
    #[arg(long = "data_type", alias = "data-type", value_name = "TYPE")]
    pub(crate) data_type: Option<String>,

    #[command(flatten)]
    pub(crate) source: SourceArguments,

    /// FullBackup: the backup's xtrabackup_info, where it is not in the backup itself
    #[arg(long = "xtrabackup_info_path", alias = "xtrabackup-info-path", value_name = "FILE")]
    pub(crate) xtrabackup_info_path: Option<PathBuf>,

    /// FullBackup: what the backup tool wrote to standard error
    #[arg(long = "xtrabackup_log_path", alias = "xtrabackup-log-path", value_name = "FILE")]
    pub(crate) xtrabackup_log_path: Option<PathBuf>,

    /// LogBackup: time of the first event; else read from the binlog
    #[arg(long = "begin_time", alias = "begin-time", value_name = "yyyy-mm-dd hh:mm:ss")]
    pub(crate) begin_time: Option<String>,

    /// LogBackup: time of the last event; else read from the binlog
    #[arg(long = "end_time", alias = "end-time", value_name = "yyyy-mm-dd hh:mm:ss")]
    pub(crate) end_time: Option<String>,

    /// Zone of the times in the log, in xtrabackup_info or above: an IANA name or an offset;
    /// else this machine's
    #[arg(
        long = "time_zone",
        alias = "time-zone",
        value_name = "ZONE",
        allow_hyphen_values = true
    )]
    pub(crate) time_zone: Option<String>,

    /// Certificates (PEM) to trust beside the system's
    #[arg(long = "ca_file", alias = "ca-file", value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) limits: LimitArguments,

    /// Do all checks and show what would be sent, without a request
    #[arg(long = "dry_run", alias = "dry-run", conflicts_with = "abort")]
    pub(crate) dry_run: bool,

    /// Give up what an earlier run of the same command left unfinished, and clean up
    #[arg(long)]
    pub(crate) abort: bool,

    #[command(flatten)]
    pub(crate) state: StateArguments,

    #[command(flatten)]
    pub(crate) output: OutputArguments,

    /// When it ends, write what happened to this file (- for standard output), ready to be mailed:
    /// its first line is the subject
    #[arg(long, value_name = "FILE")]
    pub(crate) summary: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// List the backups that were begun and are not finished
    Status(StatusArguments),
}

#[derive(Args)]
pub(crate) struct StatusArguments {
    #[command(flatten)]
    pub(crate) state: StateArguments,

    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

/// What is uploaded.
#[derive(Args)]
pub(crate) struct SourceArguments {
    /// The file to upload; - for standard input; LogBackup: one or several binlogs
    #[arg(
        long = "file_path",
        alias = "file-path",
        value_name = "FILE",
        num_args = 1..,
        conflicts_with = "backup_dir"
    )]
    file_path: Vec<PathBuf>,

    /// FullBackup: the backup's directory, packed while it is uploaded; in place of file_path
    #[arg(long = "backup_dir", alias = "backup-dir", value_name = "DIR")]
    backup_dir: Option<PathBuf>,

    /// The name of the backup set; else that of the file or directory. Standard input needs one
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,

    /// What a directory is packed as: tar.gz or tar
    #[arg(long, value_name = "FORMAT", default_value_t, requires = "backup_dir")]
    pub(crate) format: Format,

    /// How hard tar.gz is compressed: 1 (fast) to 9 (small); else 2
    #[arg(
        long = "compression_level",
        alias = "compression-level",
        value_name = "LEVEL",
        requires = "backup_dir",
        value_parser = clap::value_parser!(u32).range(1..=9)
    )]
    pub(crate) compression_level: Option<u32>,

    /// Threads that compress; else one for each processor
    #[arg(
        long = "pack_threads",
        alias = "pack-threads",
        value_name = "N",
        requires = "backup_dir",
        value_parser = clap::value_parser!(u16).range(1..=256)
    )]
    pub(crate) pack_threads: Option<u16>,

    /// How closely the backup is looked at before the first request: quick, full or off
    #[arg(long, value_name = "MODE", default_value_t)]
    pub(crate) preflight: Mode,

    /// Take warnings of preflight for errors
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Where the bytes are.
pub(crate) enum Source<'a> {
    Directory(&'a Path),
    /// One at least.
    Files(&'a [PathBuf]),
    /// Standard input, under this name.
    Pipe(&'a str),
}

/// How it is sent.
#[derive(Args)]
pub(crate) struct LimitArguments {
    /// Parts in flight at once; else as many as the line is worth, 16 at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) parallel: Option<u16>,

    /// Size of a part, 100KiB to 5GiB; else chosen from the size of all
    #[arg(
        long = "part_size",
        alias = "part-size",
        value_name = "SIZE",
        value_parser = amount::bytes
    )]
    pub(crate) part_size: Option<u64>,

    /// Send no more than this in a second, all parts together: a RATE, or RATEs by this machine's
    /// time of day, such as 08:00-20:00=20MiB,20:00-08:00=0; 0 is no limit
    #[arg(long = "limit_rate", alias = "limit-rate", value_name = "RATE|TABLE")]
    pub(crate) limit_rate: Option<Rates>,

    /// Upload to OSS inside of Alibaba Cloud's network (OssInternalEndpoint)
    #[arg(long)]
    pub(crate) internal: bool,
}

#[derive(Args)]
pub(crate) struct StateArguments {
    /// Where it is noted how far each backup came; else $XDG_STATE_HOME/dbs-sdk or
    /// ~/.local/state/dbs-sdk
    #[arg(long = "state_dir", alias = "state-dir", value_name = "DIR")]
    state_dir: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct OutputArguments {
    /// Standard output: a report for people, or an event a line as JSON; all else goes to standard
    /// error
    #[arg(long = "output", value_name = "FORM", value_enum, default_value_t = Output::Text)]
    pub(crate) form: Output,

    /// Show what happens on standard error: debug or trace, or a filter such as
    /// oss_multipart=debug
    #[arg(long, value_name = "FILTER", env = "RUST_LOG", hide_env_values = true)]
    pub(crate) log: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    Text,
    Json,
}

impl StateArguments {
    pub(crate) fn folder(&self) -> Result<StateDir, Failure> {
        if let Some(path) = &self.state_dir {
            return Ok(StateDir::new(path));
        }
        #[allow(clippy::disallowed_methods, reason = "the default folder of this user")]
        StateDir::default_path(|name| std::env::var_os(name))
            .map_err(|_| Failure::usage("no folder for the journal: give state_dir, or set HOME"))
    }
}

impl SourceArguments {
    pub(crate) fn source(&self) -> Result<Source<'_>, Failure> {
        match (&self.backup_dir, self.file_path.as_slice()) {
            (Some(directory), _) => Ok(Source::Directory(directory)),
            (None, []) => Err(missing("file_path")),
            (None, [path]) if path == Path::new("-") => {
                self.name.as_deref().map(Source::Pipe).ok_or_else(|| {
                    Failure::usage(
                        "name is missing: standard input has none, and the backup set needs one",
                    )
                })
            }
            (None, [_]) => Ok(Source::Files(&self.file_path)),
            (None, _) if self.name.is_some() => {
                Err(Failure::usage("one name cannot be that of several files: leave it out"))
            }
            (None, paths) if paths.iter().any(|path| path == Path::new("-")) => {
                Err(Failure::usage("standard input (-) cannot be one of several files"))
            }
            (None, paths) => Ok(Source::Files(paths)),
        }
    }
}

/// The option's value, or what to say without it.
pub(crate) fn required<'a, T>(value: Option<&'a T>, option: &str) -> Result<&'a T, Failure> {
    value.ok_or_else(|| missing(option))
}

fn missing(option: &str) -> Failure {
    Failure::usage(format!("{option} is missing; --help lists the options"))
}
