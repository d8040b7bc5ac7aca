//! Bytes that pass once.

use std::io::{self, Read};

use dbs_sdk::{ErrorKind, Registration};

use crate::night::{Night, SIZE, bytes, meta};

/// Fails after so many bytes.
struct Broken(io::Cursor<Vec<u8>>, u64);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.position() >= self.1 {
            return Err(io::Error::other("the pipe broke"));
        }
        self.0.read(buffer)
    }
}

fn registration(night: &Night, reader: impl Read + Send + 'static) -> Registration {
    let (region, source) = (night.cloud.region(), night.cloud.data_source_id());
    Registration::of_reader(region, source, "backup.tar.gz", reader, meta())
        .part_size(1 << 20)
        .parallel(1)
        .state_dir(night.state())
}

#[tokio::test]
async fn a_reader_becomes_an_object() {
    let night = Night::new();
    let done = night.client().register(&registration(&night, io::Cursor::new(bytes()))).await;
    let done = done.expect("a backup set");
    night.assert_once(&done, "a reader");
    assert_eq!(done.size, SIZE as u64);
}

#[tokio::test]
async fn an_asynchronous_reader_becomes_an_object() {
    let night = Night::new();
    let (region, source) = (night.cloud.region(), night.cloud.data_source_id());
    let reader = io::Cursor::new(bytes());
    let registration =
        Registration::of_async_reader(region, source, "backup.tar.gz", reader, meta());
    let registration = registration.state_dir(night.state());
    let done = night.client().register(&registration).await.expect("a backup set");
    night.assert_once(&done, "a reader");
}

#[tokio::test]
async fn a_reader_that_breaks_is_never_confirmed_and_the_next_sends_the_rest() {
    let night = Night::new();
    let broken = Broken(io::Cursor::new(bytes()), 5 << 19);
    let error = night.client().register(&registration(&night, broken)).await.expect_err("broken");
    assert_eq!(error.kind(), ErrorKind::Input, "{error:?}");
    assert_eq!(night.history(), ["WaitingUpload"]);
    let done = night.client().register(&registration(&night, io::Cursor::new(bytes()))).await;
    night.assert_once(&done.expect("a backup set"), "the rest");
    assert!(night.parts_sent() <= 4 + 1, "{}", night.parts_sent());
}

#[tokio::test]
async fn a_reader_is_read_once() {
    let night = Night::new();
    let registration = registration(&night, Broken(io::Cursor::new(bytes()), 0));
    night.client().register(&registration).await.expect_err("broken");
    let error = night.client().register(&registration).await.expect_err("read already");
    assert!(error.to_string().contains("begin again with a new reader"), "{error}");
}

#[tokio::test]
async fn a_reader_without_bytes_is_no_backup() {
    let night = Night::new();
    let error = night.client().register(&registration(&night, io::empty())).await;
    let error = error.expect_err("no bytes");
    assert_eq!(error.kind(), ErrorKind::Input);
    assert_eq!(night.history(), ["WaitingUpload"]);
}
