//! Bytes that pass once.

use std::io::{self, Read};

use dbs_sdk::{ErrorKind, ExtraMeta, Registration};

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

/// As of a program that died: it closes its pipe like one that is done.
#[tokio::test]
async fn an_archive_that_ends_in_the_middle_is_never_confirmed() {
    let night = Night::new();
    let (region, source) = (night.cloud.region(), night.cloud.data_source_id());
    let mut archive = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(SIZE as u64);
    header.set_cksum();
    archive.append_data(&mut header, "ibdata1", &bytes()[..]).expect("a member");
    let archive = archive.into_inner().expect("an archive");
    let piped = |end: usize| {
        let reader = io::Cursor::new(archive[..end].to_vec());
        Registration::of_reader(region, source, "full.tar", reader, full()).state_dir(night.state())
    };
    let error = night.client().register(&piped(archive.len() / 2)).await.expect_err("cut off");
    assert_eq!(error.kind(), ErrorKind::Input, "{error:?}");
    assert!(format!("{error:#}").contains("it ends in the middle of the archive"), "{error:#}");
    assert_eq!(night.history(), ["WaitingUpload"]);
    assert_eq!(night.cloud.objects(), []);
    let done = night.client().register(&piped(archive.len())).await.expect("a backup set");
    assert_eq!(done.size, archive.len() as u64);
    assert_eq!(night.history(), ["WaitingUpload", "UploadSuccess"]);
}

fn full() -> ExtraMeta {
    let info = "uuid = 0d8e9a1c\nname =\ntool_name = innobackupex\ntool_version = 2.4.29\n\
                server_version = 5.5.62-log\nstart_time = 2024-09-25 17:46:21\n\
                end_time = 2024-09-25 17:46:58\n\
                binlog_pos = filename 'mysql-bin.000001', position '107'\n\
                innodb_from_lsn = 0\ninnodb_to_lsn = 44894\npartial = N\nincremental = N\n\
                format = file\ncompressed = N\nencrypted = N\n";
    let info = xtrabackup_meta::BackupInfo::read(info.as_bytes()).expect("an info file");
    let backup = info.completed_backup().expect("a backup");
    ExtraMeta::full_backup(&backup, &"UTC".parse().expect("a zone")).expect("metadata")
}
