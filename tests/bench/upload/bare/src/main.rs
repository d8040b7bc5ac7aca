//! `bench-bare FILE URLS PARALLEL`: sends the file in equal parts to the signed URLs that the file
//! URLS lists, one a line. No checksum, no signature, no XML, no second try, no look at the
//! answers but their status: what is left is what HTTP itself costs.

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, Stream, StreamExt as _, TryStreamExt as _};
use reqwest::header::CONTENT_LENGTH;
use reqwest::{Body, Client};

const CHUNK: u64 = 512 * 1024;

fn main() -> Result<(), Box<dyn Error>> {
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "two providers")?;
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(upload())
}

async fn upload() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, urls, parallel] = arguments.as_slice() else {
        return Err("which file, to which URLs, how many at once?".into());
    };
    let file = Arc::new(File::open(file)?);
    let urls = fs::read_to_string(urls)?;
    let urls: Vec<&str> = urls.lines().collect();
    let len = file.metadata()?.len();
    let part = len.div_ceil(urls.len() as u64);
    let client = Client::builder().tcp_nodelay(true).build()?;
    stream::iter(urls.into_iter().zip(0..))
        .map(|(url, index)| {
            let range = index * part..len.min((index + 1) * part);
            send(&client, url, Arc::clone(&file), range)
        })
        .buffer_unordered(parallel.parse()?)
        .try_for_each(|()| async { Ok(()) })
        .await
}

async fn send(
    client: &Client,
    url: &str,
    file: Arc<File>,
    range: Range<u64>,
) -> Result<(), Box<dyn Error>> {
    let request = client.put(url).header(CONTENT_LENGTH, range.end - range.start);
    let answer = request.body(Body::wrap_stream(chunks(file, range))).send().await?;
    answer.error_for_status()?.bytes().await?;
    Ok(())
}

/// The bytes of a range, as they are asked for.
fn chunks(
    file: Arc<File>,
    range: Range<u64>,
) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    stream::try_unfold((file, range), |(file, rest)| async move {
        if rest.is_empty() {
            return Ok(None);
        }
        let len = CHUNK.min(rest.end - rest.start);
        let mut chunk = vec![0; len as usize];
        file.read_exact_at(&mut chunk, rest.start)?;
        Ok(Some((chunk.into(), (file, rest.start + len..rest.end))))
    })
}
