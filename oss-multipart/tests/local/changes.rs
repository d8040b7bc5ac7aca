//! Files that change, shrink, grow, are replaced or vanish, at every moment: never an object.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use local_cloud::LocalCloud;
use oss_multipart::{Error, ErrorKind, Event, FileCheckpoints, Remains, Source, Uploader};
use tempfile::TempDir;

use crate::cloud::{KEY, SIZE, assert_exact, builder, count, data, uploader};

type Change = fn(&Path);

const CHANGES: [(&str, Change); 6] = [
    ("grows", |path| {
        let mut file = File::options().append(true).open(path).unwrap();
        std::io::Write::write_all(&mut file, b"more").unwrap();
    }),
    ("shrinks", |path| File::options().write(true).open(path).unwrap().set_len(SIZE / 2).unwrap()),
    ("is emptied", |path| File::create(path).map(drop).unwrap()),
    ("is written anew", |path| {
        // Of the same size: only its times tell.
        let mut other = data(SIZE);
        other[SIZE as usize - 1] ^= 1;
        std::thread::sleep(std::time::Duration::from_millis(20));
        fs::write(path, other).unwrap();
    }),
    ("is replaced", |path| {
        let other = path.with_extension("other");
        fs::write(&other, data(SIZE)).unwrap();
        let modified = fs::metadata(path).unwrap().modified().unwrap();
        File::options().write(true).open(&other).unwrap().set_modified(modified).unwrap();
        fs::rename(other, path).unwrap();
    }),
    ("vanishes", |path| fs::remove_file(path).unwrap()),
];

struct Place {
    cloud: LocalCloud,
    folder: TempDir,
    file: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("backup.tar");
        fs::write(&file, data(SIZE)).unwrap();
        Self { cloud: LocalCloud::start().unwrap(), folder, file }
    }

    fn uploader(&self, noted: bool) -> Uploader {
        let uploader = uploader(builder(&self.cloud).build().unwrap());
        match noted {
            true => uploader.checkpoints(self.store()),
            false => uploader,
        }
    }

    fn store(&self) -> Arc<FileCheckpoints> {
        Arc::new(FileCheckpoints::new(self.folder.path().join("notes")))
    }

    /// Nothing came of it, whoever kept what was sent until then.
    fn assert_refused(&self, what: &str, noted: bool, error: &Error) {
        assert_eq!(error.kind(), ErrorKind::Source, "{what}: {error}");
        assert_eq!(count(&self.cloud, "CompleteMultipartUpload"), 0, "{what}");
        assert!(self.cloud.objects().is_empty(), "{what}");
        // A file that cannot be read at the start is no reason to begin an upload.
        let stands = self.cloud.uploads().len();
        match error.remains() {
            Some(Remains::Upload) => assert!(noted && stands == 1, "{what}"),
            Some(Remains::Nothing) | None => assert_eq!(stands, 0, "{what}"),
            remains => panic!("{what}: {remains:?}"),
        }
    }

    /// The file as it is now is another one: its upload begins anew and leaves nothing.
    async fn assert_next_is_exact(&self, what: &str) {
        let content = fs::read(&self.file).unwrap_or_default();
        fs::write(&self.file, &content).unwrap();
        let source = Source::file(&self.file).unwrap();
        let outcome = self.uploader(true).upload(source, KEY).await.unwrap();
        assert_exact(&self.cloud, &outcome, KEY, &content);
        assert!(self.cloud.uploads().is_empty(), "{what}: {:?}", self.cloud.uploads());
    }
}

#[tokio::test]
async fn a_file_that_changed_since_it_was_opened() {
    for (what, change) in CHANGES {
        for noted in [true, false] {
            let place = Place::new();
            let source = Source::file(&place.file).unwrap();
            change(&place.file);
            let error = place.uploader(noted).upload(source, KEY).await.unwrap_err();
            place.assert_refused(what, noted, &error);
            place.assert_next_is_exact(what).await;
        }
    }
}

#[tokio::test]
async fn a_file_that_changes_when_some_of_it_or_all_was_sent() {
    for (what, change) in CHANGES {
        for noted in [true, false] {
            for after in [1, 3, 5] {
                let place = Place::new();
                let (file, changed) = (place.file.clone(), AtomicBool::new(false));
                let uploader = place.uploader(noted).on_event(move |event| {
                    let Event::Progress(progress) = event else { return };
                    if progress.parts_confirmed == after && !changed.swap(true, Ordering::SeqCst) {
                        change(&file);
                    }
                });
                let source = Source::file(&place.file).unwrap();
                let error = uploader.upload(source, KEY).await.unwrap_err();
                place.assert_refused(what, noted, &error);
                place.assert_next_is_exact(what).await;
            }
        }
    }
}
