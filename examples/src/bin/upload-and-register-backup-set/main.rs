//! Uploads a MySQL backup to Alibaba Cloud and registers it with Database Backup (DBS): the job of
//! the service's own upload script, with the same options, done by the library.

mod arguments;
mod demo;
mod failure;
mod progress;
mod report;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::Parser as _;
use dbs_sdk::{Client, Registration};

use arguments::{Arguments, Output, required};
use failure::Failure;
use progress::Progress;
use report::Report;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log_to_stderr(arguments.log.as_deref());
    let progress = Arc::new(Progress::default());
    let ended = tokio::select! {
        ended = run(&arguments, &progress) => ended,
        _ = tokio::signal::ctrl_c() => Err(Failure::interrupted(format!("interrupted: {}", progress.standing()))),
    };
    progress.end();
    match ended {
        Ok(report) => {
            print(&arguments, &report);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            #[allow(clippy::print_stderr, reason = "the program speaks to people there")]
            {
                eprintln!("error: {}", failure.text);
            }
            ExitCode::from(failure.code)
        }
    }
}

async fn run(arguments: &Arguments, progress: &Arc<Progress>) -> Result<Report, Failure> {
    if arguments.demo {
        return demo::run(progress).await;
    }
    let extra_meta = arguments.extra_meta()?;
    let endpoint = required(arguments.endpoint.as_ref(), "--endpoint")?;
    let region_code = required(arguments.region_code.as_ref(), "--region_code")?;
    let datasource_id = required(arguments.datasource_id.as_ref(), "--datasource_id")?;
    let file_path = required(arguments.file_path.as_ref(), "--file_path")?;
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
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
}

#[allow(clippy::print_stdout, reason = "the program's result")]
fn print(arguments: &Arguments, report: &Report) {
    match arguments.output {
        Output::Text => print!("{}", report.text()),
        Output::Json => println!("{}", report.json()),
    }
}
