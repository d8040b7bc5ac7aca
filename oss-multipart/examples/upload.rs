//! Uploads a file, or standard input, as an object; the same command goes on where it ended before.
//!
//! ```text
//! export ALIBABA_CLOUD_ACCESS_KEY_ID=… ALIBABA_CLOUD_ACCESS_KEY_SECRET=…
//! cargo run --release -p oss-multipart --example upload -- \
//!     --endpoint oss-cn-hangzhou.aliyuncs.com --bucket my-backups --notes ~/.local/state/uploads \
//!     /backup/full.tar.gz mysql/full.tar.gz
//! ```
//!
//! `ALIBABA_CLOUD_SECURITY_TOKEN` makes it an STS key. Interrupted or killed at any moment, and
//! started again, it sends what is missing.

use std::error::Error;
use std::io::{IsTerminal, Write};
use std::num::NonZeroU64;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clap::Parser;
use oss_multipart::{
    Bucket, Credentials, Event, FileCheckpoints, Progress, RateLimit, Source, UploadOutcome,
    Uploader,
};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

/// Uploads a file as an object of OSS, and goes on where an earlier run ended
#[derive(Debug, Parser)]
struct Options {
    /// Host of the service, such as oss-cn-hangzhou.aliyuncs.com, or its URL
    #[arg(long)]
    endpoint: String,
    #[arg(long)]
    bucket: String,
    /// Region of the bucket [default: the one in the endpoint's name]
    #[arg(long)]
    region: Option<String>,
    /// Folder in which to note what was sent
    #[arg(long)]
    notes: PathBuf,
    /// Most parts in flight
    #[arg(long, default_value_t = 16)]
    parallel: usize,
    /// Bytes of a part [default: by the length]
    #[arg(long)]
    part_size: Option<u64>,
    /// Bytes of standard input in memory at most
    #[arg(long, default_value_t = 512 << 20)]
    memory: u64,
    /// Most bytes a second [default: no limit]
    #[arg(long)]
    rate: Option<NonZeroU64>,
    #[arg(long, env = "ALIBABA_CLOUD_ACCESS_KEY_ID", hide_env_values = true)]
    access_key_id: Option<String>,
    // The secret ones come from the environment alone: anybody can read the arguments of a process.
    #[arg(skip)]
    secrets: Secrets,
    /// The file, or - for standard input
    file: PathBuf,
    /// The object's name
    key: String,
}

#[derive(Debug, Default)]
struct Secrets {
    access_key_secret: Option<SecretString>,
    security_token: Option<SecretString>,
}

impl Secrets {
    #[expect(clippy::disallowed_methods, reason = "a program may, and these are no arguments")]
    fn of_environment() -> Self {
        let secret = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            access_key_secret: secret("ALIBABA_CLOUD_ACCESS_KEY_SECRET").map(Into::into),
            security_token: secret("ALIBABA_CLOUD_SECURITY_TOKEN").map(Into::into),
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options { secrets: Secrets::of_environment(), ..Options::parse() };
    match upload(options).await {
        Ok(outcome) => {
            let UploadOutcome { size, parts, reused, crc64, verified, .. } = outcome;
            say(&format!(
                "{size} bytes in {parts} parts, {reused} of them sent earlier; CRC-64 {crc64}, {}",
                if verified { "confirmed by the service" } else { "not confirmed by the service" },
            ));
            ExitCode::SUCCESS
        }
        Err(error) => {
            let mut next = Some(error.as_ref() as &dyn Error);
            while let Some(error) = next {
                say(&error.to_string());
                next = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

async fn upload(options: Options) -> Result<UploadOutcome, Box<dyn Error>> {
    let credentials = credentials(options.access_key_id, options.secrets)?;
    let mut bucket = Bucket::builder(&options.endpoint, &options.bucket).credentials(credentials);
    if let Some(region) = options.region {
        bucket = bucket.region(region);
    }
    let source = match options.file.as_os_str() == "-" {
        true => Source::reader(std::io::stdin()),
        false => Source::file(&options.file)?,
    };
    let rate_limit = match options.rate {
        Some(rate) => RateLimit::bytes_per_second(rate),
        None => RateLimit::unlimited(),
    };
    let interrupted = CancellationToken::new();
    let uploader = Uploader::new(bucket.build()?)
        .parallel(options.parallel)
        .part_size(options.part_size)
        .memory(options.memory)
        .rate_limit(rate_limit)
        .checkpoints(Arc::new(FileCheckpoints::new(options.notes)))
        .cancel(interrupted.clone())
        .on_event(Line::listener());
    tokio::spawn(async move {
        // Where signals cannot be heard, the default action ends the process, which is as good.
        if tokio::signal::ctrl_c().await.is_ok() {
            interrupted.cancel();
        }
    });
    Ok(uploader.upload(source, &options.key).await?)
}

fn credentials(id: Option<String>, secrets: Secrets) -> Result<Credentials, String> {
    let missing = |name| format!("there is no access key; set {name}");
    let id = id.filter(|id| !id.is_empty());
    let id = id.ok_or_else(|| missing("ALIBABA_CLOUD_ACCESS_KEY_ID"))?;
    let secret = secrets.access_key_secret;
    let secret = secret.ok_or_else(|| missing("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))?;
    let credentials = Credentials::new(id, secret);
    Ok(match secrets.security_token {
        Some(token) => credentials.with_security_token(token),
        None => credentials,
    })
}

/// The line that shows how far it is, if somebody is looking.
struct Line {
    drawn: Option<Instant>,
    begun: Instant,
}

impl Line {
    fn listener() -> impl Fn(&Event) + Send + Sync {
        let line = Mutex::new(Self { drawn: None, begun: Instant::now() });
        let terminal = std::io::stderr().is_terminal();
        move |event| match event {
            Event::Progress(progress) if terminal => {
                if let Ok(mut line) = line.lock() {
                    line.draw(progress);
                }
            }
            Event::Began { resumed: true, .. } => say("going on with an earlier upload"),
            Event::Retry { operation, kind, after, .. } => {
                say(&format!("{operation} failed ({kind:?}); again in {after:.1?}"));
            }
            _ => {}
        }
    }

    fn draw(&mut self, progress: &Progress) {
        let Progress { total, sent, confirmed, .. } = *progress;
        let done = total == Some(confirmed);
        let soon = self.drawn.is_some_and(|drawn| drawn.elapsed() < Duration::from_millis(200));
        if soon && !done {
            return;
        }
        self.drawn = Some(Instant::now());
        let mib = |bytes: u64| bytes as f64 / f64::from(1 << 20);
        let speed = mib(sent) / self.begun.elapsed().as_secs_f64().max(0.001);
        let share = match total {
            Some(total) => format!("{:5.1} %", 100.0 * sent as f64 / total.max(1) as f64),
            None => "   ? %".to_owned(),
        };
        let end = if done { "\n" } else { "" };
        let mut output = std::io::stderr();
        let _ = write!(output, "\r{share}  {:9.1} MiB  {speed:7.1} MiB/s{end}", mib(sent));
    }
}

/// Nobody is there to hear it if it fails.
fn say(sentence: &str) {
    let _ = writeln!(std::io::stderr(), "{sentence}");
}
