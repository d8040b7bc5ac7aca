//! `bench-opendal FILE KEY PARALLEL`: uploads with opendal's OSS service in parts of 8 MiB.
//!
//! The same environment as `bench-ours`.

use std::env;
use std::error::Error;
use std::fs::File;
use std::io::Read as _;

use opendal::Operator;
use opendal::services::Oss;

const CHUNK: usize = 8 * 1024 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(upload())
}

async fn upload() -> Result<(), Box<dyn Error>> {
    opendal::install_default();
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, key, parallel] = arguments.as_slice() else {
        return Err("which file, as what, how many parts at once?".into());
    };
    let service = Oss::default()
        .endpoint(&env::var("OSS_ENDPOINT")?)
        .addressing_style("path")
        .bucket(&env::var("OSS_BUCKET")?)
        .access_key_id(&env::var("OSS_ACCESS_KEY_ID")?)
        .access_key_secret(&env::var("OSS_ACCESS_KEY_SECRET")?);
    let operator = Operator::new(service)?;
    let writer = operator.writer_with(key).chunk(CHUNK);
    let mut writer = writer.concurrent(parallel.parse()?).await?;
    let mut file = File::open(file)?;
    loop {
        let mut part = Vec::with_capacity(CHUNK);
        file.by_ref().take(CHUNK as u64).read_to_end(&mut part)?;
        if part.is_empty() {
            break;
        }
        writer.write(part).await?;
    }
    writer.close().await?;
    Ok(())
}
