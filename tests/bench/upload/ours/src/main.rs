//! `bench-ours FILE KEY [PARALLEL]`: uploads with this project's crate. Without a third argument
//! with its default number of parts in flight.
//!
//! `OSS_ENDPOINT` (a URL), `OSS_BUCKET`, `OSS_REGION`, `OSS_ACCESS_KEY_ID` and
//! `OSS_ACCESS_KEY_SECRET` say where to; `SSL_CERT_FILE` is trusted.

use std::env;
use std::error::Error;

use oss_multipart::{Bucket, Credentials, Source, Uploader};

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(upload())
}

async fn upload() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, key, rest @ ..] = arguments.as_slice() else {
        return Err("which file, and as what?".into());
    };
    let (id, secret) = (env::var("OSS_ACCESS_KEY_ID")?, env::var("OSS_ACCESS_KEY_SECRET")?);
    let bucket = Bucket::builder(&env::var("OSS_ENDPOINT")?, &env::var("OSS_BUCKET")?)
        .region(env::var("OSS_REGION")?)
        .credentials(Credentials::new(id, secret))
        .build()?;
    let mut uploader = Uploader::new(bucket);
    if let Some(parallel) = rest.first() {
        uploader = uploader.parallel(parallel.parse()?);
    }
    let outcome = uploader.upload(Source::file(file)?, key).await?;
    match outcome.verified {
        true => Ok(()),
        false => Err("the service did not confirm the object".into()),
    }
}
