//! Uploads a MySQL backup to Alibaba Cloud and registers it with Database Backup (DBS): the job of
//! the service's own upload script, with the same options, done by the library.

mod arguments;
mod demo;
mod failure;
mod progress;
mod report;
mod signal;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::Parser as _;
use dbs_sdk::{Client, Registration};
use tokio::runtime::Builder;

use arguments::{Arguments, required};
use failure::Failure;
use progress::Progress;
use report::Report;

fn main() -> ExitCode {
    let arguments = Arc::new(Arguments::parse());
    log_to_stderr(arguments.log.as_deref());
    let progress = Arc::new(Progress::default());
    let runtime = match Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            progress.say(&format!("error: no threads can be started: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let ended = runtime.block_on(async {
        tokio::select! {
            // First: a signal is heard however busy the job is.
            biased;
            signal = signal::heard() => {
                let standing = progress.standing();
                Err(Failure { code: signal.code, text: format!("{}: {standing}", signal.name) })
            }
            ended = run(&arguments, &progress) => ended,
        }
    });
    // A read that hangs must not hold up the end.
    runtime.shutdown_background();
    progress.end();
    match ended.and_then(|report| report.print(arguments.output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            progress.say(&format!("error: {}", failure.text));
            ExitCode::from(failure.code)
        }
    }
}

async fn run(arguments: &Arc<Arguments>, progress: &Arc<Progress>) -> Result<Report, Failure> {
    if arguments.demo {
        return demo::run(progress).await;
    }
    let reader = Arc::clone(arguments);
    let extra_meta = tokio::task::spawn_blocking(move || reader.extra_meta()).await;
    let extra_meta =
        extra_meta.map_err(|error| Failure::own("the metadata was not read", &error))??;
    let endpoint = required(arguments.endpoint.as_ref(), "endpoint")?;
    let region_code = required(arguments.region_code.as_ref(), "region_code")?;
    let datasource_id = required(arguments.datasource_id.as_ref(), "datasource_id")?;
    let file_path = required(arguments.file_path.as_ref(), "file_path")?;
    let mut client = Client::builder(endpoint, arguments.credentials()?);
    if let Some(path) = &arguments.ca_file {
        client = client.ca_file(path);
    }
    let client = client.build()?;
    let registration = Registration::new(region_code, datasource_id, file_path, extra_meta);
    register(&client, registration, progress).await
}

/// The job itself, with its progress shown and its time taken.
async fn register(
    client: &Client,
    registration: Registration,
    progress: &Arc<Progress>,
) -> Result<Report, Failure> {
    let begun = Instant::now();
    let listener = Arc::clone(progress);
    let registration = registration.on_event(move |event| listener.hear(event));
    let backup_set = client.register(&registration).await?;
    Ok(Report { backup_set, took: begun.elapsed() })
}

fn log_to_stderr(filter: Option<&str>) {
    if let Some(filter) = filter {
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .log_internal_errors(false)
            .init();
    }
}
