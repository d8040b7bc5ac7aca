//! Sources that pass once.

use std::io::{self, Read};

use local_cloud::{Fault, FaultKind, LocalCloud};
use oss_multipart::{ErrorKind, Remains, Source};

use crate::cloud::{KEY, PART, SIZE, assert_exact, builder, count, data, uploader};

#[tokio::test]
async fn readers_of_every_kind_and_length_arrive() {
    for size in [0, 1, PART - 1, PART, PART + 1, 3 * PART, SIZE] {
        for blocking in [true, false] {
            let cloud = LocalCloud::start().unwrap();
            let cursor = io::Cursor::new(data(size));
            let source = match blocking {
                true => Source::reader(cursor),
                false => Source::async_reader(cursor),
            };
            assert_eq!(source.len(), None);
            let uploader = uploader(builder(&cloud).build().unwrap());
            let outcome = uploader.upload(source, KEY).await.unwrap();
            assert_exact(&cloud, &outcome, KEY, &data(size));
            assert_eq!(outcome.parts, size.div_ceil(PART).max(1) as u32);
        }
    }
}

#[tokio::test]
async fn a_pipe_s_parts_are_sent_again_from_memory() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(
        Fault::new("UploadPart", FaultKind::Reset { after_commit: false })
            .matching("partNumber", "2"),
    );
    cloud.inject(
        Fault::new("UploadPart", FaultKind::Reset { after_commit: true })
            .matching("partNumber", "5"),
    );
    let (reader, mut writer) = io::pipe().unwrap();
    let writing = std::thread::spawn(move || io::Write::write_all(&mut writer, &data(SIZE)));
    let uploader = uploader(builder(&cloud).build().unwrap());
    let outcome = uploader.upload(Source::reader(reader), KEY).await.unwrap();
    writing.join().unwrap().unwrap();
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
}

#[tokio::test]
async fn a_reader_that_fails_in_the_middle_completes_nothing() {
    struct Torn(u64);
    impl Read for Torn {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.0 == 0 {
                return Err(io::Error::other("the tape tore"));
            }
            let some = buffer.len().min(self.0 as usize);
            self.0 -= some as u64;
            Ok(some)
        }
    }
    let cloud = LocalCloud::start().unwrap();
    let uploader = uploader(builder(&cloud).build().unwrap());
    let error = uploader.upload(Source::reader(Torn(2 * PART + 1)), KEY).await.unwrap_err();
    assert_eq!((error.kind(), error.remains()), (ErrorKind::Source, Some(Remains::Nothing)));
    assert!(error.to_string().contains("the tape tore"), "{error}");
    assert!(error.upload_id().is_some());
    assert_eq!((count(&cloud, "CompleteMultipartUpload"), cloud.uploads().len()), (0, 0));
}
