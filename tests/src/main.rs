//! The local cloud as a program, for tests in any language and for trying things out.
//!
//! Its first line of output is one JSON document; it ends when its standard input does, so that
//! it never outlives the test that started it, or on SIGTERM or SIGINT.

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use local_cloud::{Etag, Limits, LocalCloud, Policy};
use secrecy::SecretString;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

/// DBS and OSS on 127.0.0.1. Ends with its standard input.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// Folder of parts and objects, emptied at the end [default: a temporary one]
    #[arg(long)]
    storage_dir: Option<PathBuf>,
    /// The region that signatures and requests must name
    #[arg(long, default_value = "cn-hangzhou")]
    region: String,
    /// The only bucket
    #[arg(long, default_value = "local-cloud-backup")]
    bucket: String,
    /// Longest life of a temporary OSS key
    #[arg(long, default_value_t = 3600)]
    sts_seconds: u32,
    /// Secret of every temporary OSS key [default: random]
    #[arg(long)]
    sts_secret: Option<SecretString>,
    /// Token of every temporary OSS key [default: random]
    #[arg(long)]
    sts_token: Option<SecretString>,
    /// The only OSS actions or calls of temporary keys, such as PutObject [default: all]
    #[arg(long, value_delimiter = ',')]
    sts_allow: Option<Vec<String>>,
    /// OSS actions or calls denied to temporary keys, such as ListParts,HeadObject
    #[arg(long, value_delimiter = ',')]
    sts_deny: Vec<String>,
    /// Milliseconds of a round trip between the services and their clients
    #[arg(long, default_value_t = 0)]
    rtt_ms: u64,
    /// Bytes under way on a connection in each direction, where there is a round trip
    #[arg(long, default_value_t = 4 << 20)]
    window: usize,
    /// A host name that stands for the bucket
    #[arg(long)]
    cname: Vec<String>,
    /// Bytes a second on each OSS connection [default: no limit]
    #[arg(long)]
    connection_bytes_per_second: Option<u64>,
    /// Bytes a second on all OSS connections [default: no limit]
    #[arg(long)]
    total_bytes_per_second: Option<u64>,
    /// Parts at the same time, others are refused [default: no limit]
    #[arg(long)]
    parts_in_flight: Option<u32>,
    /// Answered as OssEndpoint; {port} stands for the port
    #[arg(long, default_value = "127.0.0.1:{port}")]
    oss_endpoint: String,
    /// Hash parts and objects, do not store them
    #[arg(long)]
    discard: bool,
    /// Answer without x-oss-hash-crc64ecma
    #[arg(long)]
    no_crc_header: bool,
    /// How ETags are made
    #[arg(long, value_enum, default_value_t)]
    etag: Etag,
    /// Id of the account's key [default: random]
    #[arg(long, requires = "access_key_secret")]
    access_key_id: Option<String>,
    /// Secret of the account's key [default: random]
    #[arg(long, requires = "access_key_id")]
    access_key_secret: Option<SecretString>,
    /// Token that the account's key needs [default: none]
    #[arg(long)]
    security_token: Option<SecretString>,
    /// The only data source [default: random]
    #[arg(long)]
    data_source_id: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let cloud = start(Options::parse())?;
    let introduction = json!({
        "dbs": {"endpoint": cloud.dbs_endpoint()},
        "oss": {"endpoint": cloud.oss_endpoint()},
        "admin": {"url": cloud.admin_url()},
        "ca_file": cloud.ca_file(),
        "region": cloud.region(),
        "bucket": cloud.bucket(),
        "access_key_id": cloud.access_key_id(),
        "access_key_secret": cloud.access_key_secret(),
        "data_source_id": cloud.data_source_id(),
        "storage_dir": cloud.storage_dir(),
    });
    serve(&introduction.to_string())
}

fn start(options: Options) -> Result<LocalCloud, local_cloud::Error> {
    let mut builder = LocalCloud::builder()
        .region(options.region)
        .bucket(options.bucket)
        .sts_seconds(options.sts_seconds)
        .oss_endpoint(options.oss_endpoint)
        .discard(options.discard)
        .crc_header(!options.no_crc_header)
        .etag(options.etag)
        .round_trip(Duration::from_millis(options.rtt_ms))
        .window(options.window)
        .limits(Limits {
            connection_bytes_per_second: options.connection_bytes_per_second,
            total_bytes_per_second: options.total_bytes_per_second,
            parts_in_flight: options.parts_in_flight,
        });
    if let Some(folder) = options.storage_dir {
        builder = builder.storage_dir(folder);
    }
    if let Some(secret) = options.sts_secret {
        builder = builder.sts_secret(secret);
    }
    if let Some(token) = options.sts_token {
        builder = builder.sts_token(token);
    }
    for host in options.cname {
        builder = builder.cname(host);
    }
    if let Some(names) = options.sts_allow {
        builder = builder.sts_policy(Policy::only(names));
    }
    for operation in options.sts_deny {
        builder = builder.sts_deny(operation);
    }
    if let (Some(id), Some(secret)) = (options.access_key_id, options.access_key_secret) {
        builder = builder.access_key(id, secret);
    }
    if let Some(token) = options.security_token {
        builder = builder.security_token(token);
    }
    if let Some(id) = options.data_source_id {
        builder = builder.data_source_id(id);
    }
    builder.start()
}

/// Prints `introduction` once signals are heard, and waits until one comes or standard input ends.
fn serve(introduction: &str) -> Result<(), Box<dyn Error>> {
    let (ended, end) = oneshot::channel();
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut output = std::io::stdout();
        writeln!(output, "{introduction}")?;
        output.flush()?;
        std::thread::spawn(move || {
            let mut input = std::io::stdin();
            let mut buffer = [0; 1024];
            while input.read(&mut buffer).is_ok_and(|read| read > 0) {}
            // Nobody listens any more when a signal came first.
            let _ = ended.send(());
        });
        tokio::select! {
            _ = end => {}
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        Ok(())
    })
}
