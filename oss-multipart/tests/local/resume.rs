//! Uploads that are gone on with.

use std::path::Path;
use std::sync::Arc;

use local_cloud::{Fault, FaultKind, LocalCloud};
use oss_multipart::{
    Encryption, ErrorKind, Event, FileCheckpoints, ObjectHeaders, Remains, Source, Uploader,
};
use tokio_util::sync::CancellationToken;

use crate::cloud::{KEY, PART, SIZE, assert_exact, builder, count, data, heard, policy, uploader};

fn status(status: u16, code: &str) -> FaultKind {
    FaultKind::Status { status, code: code.to_owned(), message: String::new() }
}

/// One part after the other, with notes in `folder`.
fn noting(cloud: &LocalCloud, folder: &Path) -> Uploader {
    uploader(builder(cloud).retry(policy(1)).build().unwrap())
        .parallel(1)
        .checkpoints(Arc::new(FileCheckpoints::new(folder)))
}

/// An upload of the file that fails at part 4.
async fn fail_at_part_4(cloud: &LocalCloud, folder: &Path, source: Source) {
    cloud
        .inject(Fault::new("UploadPart", status(500, "InternalError")).matching("partNumber", "4"));
    let error = noting(cloud, &folder.join("notes")).upload(source, KEY).await.unwrap_err();
    assert_eq!((error.kind(), error.remains()), (ErrorKind::Service, Some(Remains::Upload)));
    assert_eq!(cloud.uploads().len(), 1);
}

#[tokio::test]
async fn a_second_run_sends_only_what_is_missing() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.tar");
    std::fs::write(&path, data(SIZE)).unwrap();
    fail_at_part_4(&cloud, folder.path(), Source::file(&path).unwrap()).await;
    let before = count(&cloud, "UploadPart");

    let (uploader, heard) = heard(noting(&cloud, &folder.path().join("notes")));
    let outcome = uploader.upload(Source::file(&path).unwrap(), KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!(outcome.reused, 3 * PART);
    assert_eq!(count(&cloud, "UploadPart") - before, 2);
    assert_eq!(count(&cloud, "InitiateMultipartUpload"), 1);
    assert!(matches!(heard.lock().unwrap()[0], Event::Began { resumed: true, .. }));
    assert_eq!(cloud.uploads().len(), 0);

    // Nothing is left to go on with: the next one begins.
    let outcome = uploader.upload(Source::file(&path).unwrap(), KEY).await.unwrap();
    assert_eq!(outcome.reused, 0);
}

#[tokio::test]
async fn a_file_that_changed_since_begins_anew_and_leaves_nothing() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.tar");
    std::fs::write(&path, data(SIZE)).unwrap();
    fail_at_part_4(&cloud, folder.path(), Source::file(&path).unwrap()).await;
    let mut changed = data(SIZE);
    changed[5] ^= 1;
    std::fs::write(&path, &changed).unwrap();

    let (uploader, heard) = heard(noting(&cloud, &folder.path().join("notes")));
    let outcome = uploader.upload(Source::file(&path).unwrap(), KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &changed);
    assert_eq!((outcome.reused, cloud.uploads().len()), (0, 0));
    assert!(matches!(heard.lock().unwrap()[0], Event::Abandoned { gone: true, .. }));
}

/// Bytes that a fingerprint does not look at, changed with the times put back.
#[tokio::test]
async fn bytes_that_changed_unnoticed_are_sent_again() {
    const SIZE: u64 = 40 * PART;
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.tar");
    let mut content = data(SIZE);
    std::fs::write(&path, &content).unwrap();
    let modified = std::fs::metadata(&path).unwrap().modified().unwrap();
    cloud.inject(
        Fault::new("UploadPart", status(500, "InternalError")).matching("partNumber", "30"),
    );
    let notes = folder.path().join("notes");
    noting(&cloud, &notes).upload(Source::file(&path).unwrap(), KEY).await.unwrap_err();
    let before = count(&cloud, "UploadPart");

    let sample = 64 * 1024;
    let unseen = (SIZE - sample) / 16 + sample + 10;
    content[unseen as usize] ^= 1;
    std::fs::write(&path, &content).unwrap();
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    let source = Source::file(&path).unwrap();
    let outcome = noting(&cloud, &notes).upload(source, KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &content);
    assert_eq!(outcome.reused, 28 * PART, "all but the changed part");
    assert_eq!(count(&cloud, "UploadPart") - before, 12);
}

#[tokio::test]
async fn a_listing_that_is_forbidden_or_fails_is_no_reason_to_begin_anew() {
    for (code, number) in [("AccessDenied", 403), ("InternalError", 500), ("NoSuchKey", 404)] {
        let cloud = LocalCloud::start().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("backup.tar");
        std::fs::write(&path, data(SIZE)).unwrap();
        fail_at_part_4(&cloud, folder.path(), Source::file(&path).unwrap()).await;

        cloud.inject(Fault::new("ListParts", status(number, code)).count(100));
        let source = Source::file(&path).unwrap();
        let outcome =
            noting(&cloud, &folder.path().join("notes")).upload(source, KEY).await.unwrap();

        assert_exact(&cloud, &outcome, KEY, &data(SIZE));
        assert_eq!((outcome.reused, count(&cloud, "InitiateMultipartUpload")), (3 * PART, 1));
    }
}

#[tokio::test]
async fn an_upload_that_the_service_has_forgotten_begins_anew() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.tar");
    std::fs::write(&path, data(SIZE)).unwrap();
    fail_at_part_4(&cloud, folder.path(), Source::file(&path).unwrap()).await;
    let bucket = builder(&cloud).build().unwrap();
    let upload_id = cloud.uploads()[0].upload_id.clone();
    bucket.abort_multipart_upload(KEY, &upload_id).await.unwrap();

    let source = Source::file(&path).unwrap();
    let outcome = noting(&cloud, &folder.path().join("notes")).upload(source, KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!((outcome.reused, cloud.uploads().len()), (0, 0));
}

/// Killed between the completion and the end of the notes.
#[tokio::test]
async fn an_upload_that_was_completed_already_is_found_complete() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.tar");
    std::fs::write(&path, data(SIZE)).unwrap();
    let notes = folder.path().join("notes");
    cloud.inject(Fault::new("CompleteMultipartUpload", FaultKind::LostAnswer));
    cloud.inject(Fault::new("HeadObject", status(500, "InternalError")));
    let source = Source::file(&path).unwrap();
    let error = noting(&cloud, &notes).upload(source, KEY).await.unwrap_err();
    assert_eq!(error.remains(), Some(Remains::Unknown), "{error}");
    let before = count(&cloud, "UploadPart");

    let source = Source::file(&path).unwrap();
    let outcome = noting(&cloud, &notes).upload(source, KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!(count(&cloud, "UploadPart"), before, "nothing was sent again");
    assert_eq!((outcome.reused, outcome.verified), (SIZE, true));
}

#[tokio::test]
async fn a_reader_that_gives_the_same_bytes_again_is_gone_on_with() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let reader = || Source::reader(std::io::Cursor::new(data(SIZE)));
    fail_at_part_4(&cloud, folder.path(), reader()).await;

    let notes = folder.path().join("notes");
    let outcome = noting(&cloud, &notes).upload(reader(), KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!((outcome.reused, count(&cloud, "InitiateMultipartUpload")), (3 * PART, 1));
}

#[tokio::test]
async fn two_uploads_do_not_share_notes() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    cloud.inject(
        Fault::new("UploadPart", FaultKind::Stall { seconds: 2 }).matching("partNumber", "2"),
    );
    let first = noting(&cloud, folder.path());
    let first = tokio::spawn(async move { first.upload(crate::cloud::source(), KEY).await });
    while count(&cloud, "UploadPart") < 2 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let second = noting(&cloud, folder.path()).upload(crate::cloud::source(), KEY).await;
    let error = second.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Checkpoint, "{error}");
    assert_eq!(count(&cloud, "InitiateMultipartUpload"), 1);
    first.abort();
}

#[tokio::test]
async fn cancelled_it_is_kept_with_notes_and_aborted_without() {
    for noted in [true, false] {
        let cloud = LocalCloud::start().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let token = CancellationToken::new();
        let canceller = token.clone();
        let uploader = match noted {
            true => noting(&cloud, folder.path()),
            false => uploader(builder(&cloud).build().unwrap()).parallel(1),
        };
        let uploader = uploader.cancel(token).on_event(move |event| {
            if matches!(event, Event::Progress(progress) if progress.parts_confirmed == 2) {
                canceller.cancel();
            }
        });
        let error = uploader.upload(crate::cloud::source(), KEY).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Cancelled);
        let remains = if noted { Remains::Upload } else { Remains::Nothing };
        assert_eq!(error.remains(), Some(remains), "{error}");
        assert_eq!(cloud.uploads().len(), usize::from(noted));
        if noted {
            let uploader = noting(&cloud, folder.path());
            let outcome = uploader.upload(crate::cloud::source(), KEY).await.unwrap();
            assert_exact(&cloud, &outcome, KEY, &data(SIZE));
            assert!(outcome.reused >= 2 * PART);
        }
    }
}

#[tokio::test]
async fn dropped_it_is_kept_for_the_next_run() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let dropped = CancellationToken::new();
    let signal = dropped.clone();
    let uploader = noting(&cloud, folder.path()).on_event(move |event| {
        if matches!(event, Event::Progress(progress) if progress.parts_confirmed == 2) {
            signal.cancel();
        }
    });
    tokio::select! {
        biased;
        () = dropped.cancelled() => {}
        ended = uploader.upload(crate::cloud::source(), KEY) => panic!("{ended:?}"),
    }
    assert_eq!((cloud.uploads().len(), count(&cloud, "AbortMultipartUpload")), (1, 0));

    let uploader = noting(&cloud, folder.path());
    let outcome = uploader.upload(crate::cloud::source(), KEY).await.unwrap();
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert!(outcome.reused >= PART, "{outcome:?}");
    assert_eq!((cloud.uploads().len(), count(&cloud, "InitiateMultipartUpload")), (0, 1));
}

#[tokio::test]
async fn a_completion_that_has_begun_is_waited_for() {
    let cloud = LocalCloud::start().unwrap();
    let late = FaultKind::LateAnswer { milliseconds: 300 };
    cloud.inject(Fault::new("CompleteMultipartUpload", late));
    let token = CancellationToken::new();
    let canceller = token.clone();
    let uploader = uploader(builder(&cloud).build().unwrap()).cancel(token);
    let (outcome, ()) = tokio::join!(uploader.upload(crate::cloud::source(), KEY), async {
        while count(&cloud, "CompleteMultipartUpload") == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        canceller.cancel();
    });
    assert_exact(&cloud, &outcome.unwrap(), KEY, &data(SIZE));
}

#[tokio::test]
async fn cancelled_before_it_goes_on_it_says_what_stands() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let source = crate::cloud::source;
    fail_at_part_4(&cloud, folder.path(), source()).await;
    cloud.inject(Fault::new("ListParts", FaultKind::Stall { seconds: 60 }));
    let token = CancellationToken::new();
    let canceller = token.clone();
    let uploader = noting(&cloud, &folder.path().join("notes")).cancel(token);
    let (error, ()) =
        tokio::join!(async { uploader.upload(source(), KEY).await.unwrap_err() }, async {
            while count(&cloud, "ListParts") == 0 {
                tokio::time::sleep(std::time::Duration::from_millis(1)).await;
            }
            canceller.cancel();
        });
    assert_eq!((error.kind(), error.remains()), (ErrorKind::Cancelled, Some(Remains::Upload)));
    assert_eq!(error.upload_id(), Some(cloud.uploads()[0].upload_id.as_str()));

    let uploader = noting(&cloud, &folder.path().join("notes"));
    assert_eq!(uploader.upload(source(), KEY).await.unwrap().reused, 3 * PART);
}

#[tokio::test]
async fn parts_that_the_service_lost_are_sent_again() {
    let cloud = LocalCloud::start().unwrap();
    cloud.inject(Fault::new("CompleteMultipartUpload", status(400, "InvalidPart")));
    cloud.inject(Fault::new("ListParts", status(403, "AccessDenied")));
    let uploader = uploader(builder(&cloud).build().unwrap());
    let outcome = uploader.upload(crate::cloud::source(), KEY).await.unwrap();
    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert_eq!(count(&cloud, "UploadPart"), 10);
}

#[tokio::test]
async fn other_headers_begin_anew() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("backup.tar");
    std::fs::write(&path, data(SIZE)).unwrap();
    fail_at_part_4(&cloud, folder.path(), Source::file(&path).unwrap()).await;

    let headers = ObjectHeaders::new().encryption(Encryption::Aes256);
    let uploader = noting(&cloud, &folder.path().join("notes")).headers(headers);
    let outcome = uploader.upload(Source::file(&path).unwrap(), KEY).await.unwrap();

    assert_exact(&cloud, &outcome, KEY, &data(SIZE));
    assert!(cloud.objects()[0].headers.contains_key("x-oss-server-side-encryption"));
    assert_eq!((outcome.reused, cloud.uploads().len()), (0, 0));
}

#[tokio::test]
async fn an_upload_that_could_not_be_abandoned_is_not_forgotten_if_nothing_else_began() {
    let cloud = LocalCloud::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (path, notes) = (folder.path().join("backup.tar"), folder.path().join("notes"));
    std::fs::write(&path, data(SIZE)).unwrap();
    fail_at_part_4(&cloud, folder.path(), Source::file(&path).unwrap()).await;
    std::fs::write(&path, data(SIZE + 1)).unwrap();

    for operation in ["AbortMultipartUpload", "InitiateMultipartUpload"] {
        cloud.inject(Fault::new(operation, status(500, "InternalError")));
    }
    noting(&cloud, &notes).upload(Source::file(&path).unwrap(), KEY).await.unwrap_err();
    assert_eq!(cloud.uploads().len(), 1);

    noting(&cloud, &notes).upload(Source::file(&path).unwrap(), KEY).await.unwrap();
    assert_eq!(cloud.uploads().len(), 0, "nobody knows of it any more");
}
