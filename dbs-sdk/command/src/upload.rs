//! Uploads a MySQL backup to Alibaba Cloud and registers it with Database Backup (DBS): the job of
//! the service's own upload script, with the same options, done by the library.

mod abort;
mod amount;
mod arguments;
mod check;
mod chronicle;
mod demonstration;
mod dry;
mod failure;
mod job;
mod keys;
mod listener;
mod pace;
mod rates;
mod report;
mod screen;
mod signal;
mod status;
mod stream;
mod summary;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dbs_sdk::CancellationToken;
use serde_json::json;
use tokio::runtime::Builder;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, fmt};

pub use demonstration::{Demonstrate, Demonstration};

use arguments::{Arguments, Asked, Command, Output, OutputArguments};
use failure::Failure;
use job::Job;
use listener::Listener;
use signal::{Signal, Signals};

/// An orderly stop takes no longer than this.
const STOP: Duration = Duration::from_millis(450);

/// The command `upload-and-register-backup-set`. The first argument is the name that it was called by;
/// its `--help` lists the others, and the exit codes. `--demo` is among them where there is something
/// to demonstrate with.
pub fn upload_and_register_backup_set(
    arguments: impl IntoIterator<Item = OsString>,
    demonstrate: Option<Demonstrate>,
) -> u8 {
    match arguments::parse(arguments, demonstrate) {
        Ok(asked) => answer(asked),
        Err(said) => crate::show(&said),
    }
}

fn answer(Asked { arguments, demonstrate }: Asked) -> u8 {
    let begun = Instant::now();
    if let Some(Command::Status(arguments)) = &arguments.command {
        log_to_stderr(&arguments.output);
        let listener = Listener::new(arguments.output.form);
        let listed =
            arguments.state.folder().and_then(|state| status::print(&state, arguments.output.form));
        return exit(listed, &listener);
    }
    log_to_stderr(&arguments.output);
    let listener = Arc::new(Listener::new(arguments.output.form));
    let to_stdout = arguments.summary.as_deref() == Some(Path::new("-"));
    if to_stdout && arguments.output.form == Output::Json {
        let both = "the summary cannot be on standard output, where the events are: give it a file";
        return exit(Err(Failure::usage(both)), &listener);
    }
    let arguments = Arc::new(arguments);
    let ended = work(&arguments, demonstrate, &listener);
    listener.end();
    let ended = match (&arguments.summary, ended) {
        (Some(path), ended) => {
            let text = listener.chronicle(|chronicle| {
                summary::text(chronicle, ended.as_ref().err(), begun.elapsed(), Instant::now())
            });
            let written = summary::write(path, &text).map_err(|error| {
                Failure::own(&format!("the summary {} cannot be written", path.display()), &error)
            });
            ended.and(written)
        }
        (None, ended) => ended,
    };
    exit(ended, &listener)
}

/// Says how it ended.
fn exit(ended: Result<(), Failure>, listener: &Listener) -> u8 {
    let Err(failure) = ended else { return 0 };
    let (stage, backup_set_id, object) = listener.chronicle(|chronicle| {
        let place = chronicle.current.as_ref().map(|current| &current.place);
        (
            place.map(|place| place.stage.to_string()),
            place.and_then(|place| place.backup_set_id.clone()),
            place.and_then(|place| place.object.clone()),
        )
    });
    listener.tell(
        "failed",
        json!({
            "exit_code": failure.code,
            "message": failure.text,
            "stage": stage,
            "backup_set_id": backup_set_id,
            "object": object,
        }),
    );
    listener.say(&format!("error: {}", failure.text));
    failure.code
}

/// Does what the command line asks for, until it is done or a signal comes.
fn work(
    arguments: &Arc<Arguments>,
    demonstrate: Option<Demonstrate>,
    listener: &Arc<Listener>,
) -> Result<(), Failure> {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::own("no threads can be started", &error))?;
    let ended = runtime.block_on(async {
        let mut signals = Signals::listen();
        let cancel = CancellationToken::new();
        let mut job = Box::pin(run(arguments, demonstrate, listener, &cancel));
        let signal = tokio::select! {
            // First: a signal is heard however busy the job is.
            biased;
            signal = signals.next() => signal,
            ended = &mut job => return ended,
        };
        listener.say(&format!("{}: stopping", signal.name));
        cancel.cancel();
        tokio::select! {
            biased;
            _ = signals.next() => {}
            ended = &mut job => if ended.is_ok() { return Ok(()) },
            () = tokio::time::sleep(STOP) => {}
        }
        Err(stopped(&signal, listener))
    });
    // A read that hangs must not hold up the end.
    runtime.shutdown_background();
    ended
}

fn stopped(signal: &Signal, listener: &Listener) -> Failure {
    let text = listener.chronicle(|chronicle| {
        let journal = chronicle.current.as_ref().and_then(|current| current.place.journal.as_ref());
        let go_on = match journal {
            Some(_) => "; the same command goes on from here, and with --abort gives it up",
            None => "",
        };
        format!("{}: {}{go_on}", signal.name, chronicle.standing())
    });
    Failure { code: signal.code, text }
}

async fn run(
    arguments: &Arc<Arguments>,
    demonstrate: Option<Demonstrate>,
    listener: &Arc<Listener>,
    cancel: &CancellationToken,
) -> Result<(), Failure> {
    if let Some(demonstrate) = demonstrate {
        return demonstration::run(demonstrate, listener, cancel).await;
    }
    if arguments.access_key_secret.is_some() {
        listener.warn(
            "the access key secret is on the command line, where every user of this machine can read \
             it: set ALIBABA_CLOUD_ACCESS_KEY_SECRET in place of access_key_secret",
        );
    }
    if arguments.abort {
        return abort::run(arguments, listener).await;
    }
    let keys =
        keys::provider(arguments.access_key_id.as_deref(), arguments.access_key_secret.as_deref())?;
    if !arguments.dry_run {
        // Keys that are not there are missed now, and not when the backup was read for an hour.
        keys.fetch().await.map_err(|error| Failure::usage(error.to_string()))?;
    }
    let (given, to, token) = (Arc::clone(arguments), Arc::clone(listener), cancel.clone());
    let job = tokio::task::spawn_blocking(move || Job::prepare(&given, &to, &token)).await;
    let job = job.map_err(|error| Failure::own("the backup was not looked at", &error))??;
    if arguments.dry_run {
        return dry::run(&job, arguments.output.form).await;
    }
    let limits = async {
        if let Some(rates) = arguments.limits.limit_rate.clone() {
            rates
                .follow(|rate| {
                    job.rate_limit.set(rate);
                    listener.tell("rate_limit", json!({ "bytes_per_second": rate }));
                })
                .await;
        }
        std::future::pending::<()>().await;
    };
    let uploads = async {
        for backup in &job.backups {
            job::register(&job.client, backup, listener).await?;
        }
        Ok(())
    };
    tokio::select! {
        // The limit is set before the first byte is sent.
        biased;
        () = limits => Ok(()),
        ended = uploads => ended,
    }
}

fn log_to_stderr(output: &OutputArguments) {
    let Some(filter) = &output.log else { return };
    match filter.parse::<Targets>() {
        Ok(targets) => {
            let lines = fmt::layer().with_writer(io::stderr).log_internal_errors(false);
            // Who calls this may have a log of its own.
            let _ = tracing_subscriber::registry().with(lines.with_filter(targets)).try_init();
        }
        // RUST_LOG may be set for other programs, and a backup is made all the same.
        Err(error) => {
            let _ =
                writeln!(io::stderr(), "warning: no log, since {filter:?} is no filter: {error}");
        }
    }
}
