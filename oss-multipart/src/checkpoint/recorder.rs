//! Notes written by a thread of their own, so that no transfer waits for the disk they are on.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::record::{Heading, header_line, part_line};
use super::{Checkpoint, CheckpointError};

/// A power cut may cost the notes of so much time, at most.
const SYNC_INTERVAL: Duration = Duration::from_secs(1);

/// Writes down what a transfer has done. Dropped, it keeps the notes and gives their name free.
#[derive(Debug)]
pub(crate) struct Recorder {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
    /// The first failure; nothing is written after it.
    failure: Arc<Mutex<Option<CheckpointError>>>,
}

enum Order {
    Begin(Vec<String>, Done),
    Part(String),
    Sync(Done),
    Remove(oneshot::Sender<Result<(), CheckpointError>>),
}

/// Hears when an order was carried out, also if it failed.
type Done = oneshot::Sender<()>;

impl Recorder {
    /// Nothing is written before [`begin`](Self::begin).
    pub(crate) fn new(checkpoint: Box<dyn Checkpoint>) -> Result<Self, CheckpointError> {
        let (orders, received) = mpsc::channel();
        let failure = Arc::new(Mutex::new(None));
        let writer = Writer { checkpoint, failure: Arc::clone(&failure) };
        let thread = thread::Builder::new().name("oss-checkpoint".to_owned());
        let thread = thread.spawn(move || writer.run(&received)).map_err(|error| {
            CheckpointError::caused_by(
                "the thread that writes the checkpoint cannot be made",
                error,
            )
        })?;
        Ok(Self { orders: Some(orders), thread: Some(thread), failure })
    }

    /// Puts the header and what is kept of an earlier run in the place of all notes. They are on
    /// disk when this returns.
    pub(crate) async fn begin<H: Heading>(
        &self,
        header: &H,
        kept: &[H::Part],
    ) -> Result<(), CheckpointError> {
        let mut lines = vec![header_line(header)?];
        for part in kept {
            lines.push(part_line(part)?);
        }
        self.carried_out(|done| Order::Begin(lines, done)).await
    }

    /// Notes a part, soon; does not wait. An error is that of an earlier note.
    pub(crate) fn part<P: serde::Serialize>(&self, part: &P) -> Result<(), CheckpointError> {
        self.order(Order::Part(part_line(part)?))
    }

    /// There is nothing to take up: removes the notes, also after a failure.
    pub(crate) async fn finish(self) -> Result<(), CheckpointError> {
        let (done, heard) = oneshot::channel();
        self.send(Order::Remove(done))?;
        heard.await.map_err(|_| stopped())?
    }

    /// All notes so far are on disk when this returns.
    pub(crate) async fn sync(&self) -> Result<(), CheckpointError> {
        self.carried_out(Order::Sync).await
    }

    /// Keeps the notes, on disk.
    pub(crate) async fn close(self) -> Result<(), CheckpointError> {
        self.sync().await
    }

    async fn carried_out(&self, order: impl FnOnce(Done) -> Order) -> Result<(), CheckpointError> {
        let (done, heard) = oneshot::channel();
        self.order(order(done))?;
        // If the thread is gone, it has left a failure.
        let heard = heard.await;
        self.check()?;
        heard.map_err(|_| stopped())
    }

    fn order(&self, order: Order) -> Result<(), CheckpointError> {
        self.check()?;
        self.send(order)
    }

    fn send(&self, order: Order) -> Result<(), CheckpointError> {
        let sent = self.orders.as_ref().map(|orders| orders.send(order));
        sent.and_then(Result::ok).ok_or_else(stopped)
    }

    fn check(&self) -> Result<(), CheckpointError> {
        let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.as_ref().map_or(Ok(()), |failure| Err(failure.clone()))
    }
}

impl Drop for Recorder {
    /// Waits for the notes that are under way, a moment on any disk that works, so that the name
    /// is free afterwards.
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            // It panics only if a store of the caller's did.
            let _ = thread.join();
        }
    }
}

fn stopped() -> CheckpointError {
    CheckpointError::new("the thread that writes the checkpoint has stopped")
}

struct Writer {
    checkpoint: Box<dyn Checkpoint>,
    failure: Arc<Mutex<Option<CheckpointError>>>,
}

impl Writer {
    /// Until the recorder is dropped.
    fn run(mut self, orders: &Receiver<Order>) {
        // Since when there are notes that a power cut would cost.
        let mut unsynced: Option<Instant> = None;
        loop {
            let left = unsynced.map(|since| SYNC_INTERVAL.saturating_sub(since.elapsed()));
            let order = match left {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(left) => orders.recv_timeout(left),
            };
            match order {
                Ok(Order::Part(line)) => {
                    self.attempt(|checkpoint| checkpoint.append(&line));
                    unsynced = unsynced.or_else(|| Some(Instant::now()));
                }
                Ok(Order::Begin(lines, done)) => {
                    self.attempt(|checkpoint| checkpoint.replace(&lines));
                    unsynced = None;
                    let _ = done.send(());
                }
                Ok(Order::Sync(done)) => {
                    self.attempt(|checkpoint| checkpoint.sync());
                    unsynced = None;
                    let _ = done.send(());
                }
                Ok(Order::Remove(done)) => {
                    unsynced = None;
                    let _ = done.send(self.checkpoint.remove());
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.attempt(|checkpoint| checkpoint.sync());
                    unsynced = None;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Nothing more is tried after a failure: the notes would have a hole that nobody knows of.
    fn attempt(&mut self, step: impl FnOnce(&mut dyn Checkpoint) -> Result<(), CheckpointError>) {
        if self.failure.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            return;
        }
        if let Err(error) = step(self.checkpoint.as_mut()) {
            tracing::warn!(%error, "the checkpoint cannot be written");
            *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        CheckpointStore, FileCheckpoints, Fingerprint, Header, Record, RecordedPart,
    };
    use super::*;

    fn header() -> Header {
        Header {
            bucket: "backups".to_owned(),
            key: "full.tar".to_owned(),
            upload_id: "U".to_owned(),
            part_size: None,
            source: Fingerprint::default(),
            headers_crc64: None,
        }
    }

    fn part(number: u32) -> RecordedPart {
        RecordedPart { number, size: 1, etag: "E".to_owned(), crc64: u64::from(number) }
    }

    fn recorder(store: &FileCheckpoints) -> Recorder {
        Recorder::new(store.claim("full.tar").unwrap()).unwrap()
    }

    fn read(store: &FileCheckpoints) -> Option<Record> {
        Record::read(store.claim("full.tar").unwrap().as_mut()).unwrap()
    }

    #[tokio::test]
    async fn what_is_noted_is_there_after_the_end_of_any_kind() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileCheckpoints::new(folder.path());
        drop(recorder(&store));
        assert_eq!(read(&store), None);

        let first = recorder(&store);
        first.begin(&header(), &[]).await.unwrap();
        let numbers = 1..=1000;
        for number in numbers.clone() {
            first.part(&part(number)).unwrap();
        }
        // Without a word, as when a future is dropped.
        drop(first);
        let record = read(&store).unwrap();
        assert_eq!(record.header, header());
        assert!(record.parts.iter().map(|part| part.number).eq(numbers));

        let second = recorder(&store);
        second.begin(&header(), &record.parts[..2]).await.unwrap();
        second.part(&part(9)).unwrap();
        second.close().await.unwrap();
        assert_eq!(read(&store).unwrap().parts, [part(1), part(2), part(9)]);

        let third = recorder(&store);
        third.finish().await.unwrap();
        assert_eq!(read(&store), None);
    }

    #[tokio::test]
    async fn a_file_cut_anywhere_is_a_beginning_of_it_or_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileCheckpoints::new(folder.path());
        let recorder = recorder(&store);
        recorder.begin(&header(), &[]).await.unwrap();
        (1..=3).for_each(|number| recorder.part(&part(number)).unwrap());
        recorder.close().await.unwrap();
        let path = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
        let whole = std::fs::read(&path).unwrap();
        let first = whole.iter().position(|byte| *byte == b'\n').unwrap();
        for cut in 0..=whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            match Record::<Header>::read(store.claim("full.tar").unwrap().as_mut()) {
                Ok(record) => {
                    let record = record.unwrap();
                    assert_eq!(record.header, header());
                    let numbers = (1..).zip(&record.parts);
                    assert!(numbers.into_iter().all(|(number, known)| *known == part(number)));
                    let lines = whole[..cut].iter().filter(|byte| **byte == b'\n').count();
                    assert_eq!(record.parts.len(), lines - 1);
                }
                Err(error) => assert!(cut <= first, "{cut}: {error}"),
            }
        }
    }

    #[tokio::test]
    async fn a_note_is_with_the_kernel_soon_after_it_was_given() {
        let folder = tempfile::tempdir().unwrap();
        let store = FileCheckpoints::new(folder.path());
        let recorder = recorder(&store);
        recorder.begin(&header(), &[]).await.unwrap();
        recorder.part(&part(1)).unwrap();
        let file = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let file = file.into_iter().find(|path| path.extension().unwrap() == "jsonl").unwrap();
        let begun = Instant::now();
        while !std::fs::read_to_string(&file).unwrap().contains(r#""number":1"#) {
            assert!(begun.elapsed() < Duration::from_secs(5));
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// A disk that takes two notes and no third; counts what it was asked to do.
    #[derive(Debug, Default)]
    struct Full {
        calls: Arc<Mutex<Vec<&'static str>>>,
    }

    impl Full {
        fn note(&mut self, call: &'static str) -> Result<(), CheckpointError> {
            let mut calls = self.calls.lock().unwrap();
            calls.push(call);
            if calls.len() > 2 { Err(CheckpointError::new("the disk is full")) } else { Ok(()) }
        }
    }

    impl Checkpoint for Full {
        fn place(&self) -> String {
            "a full disk".to_owned()
        }
        fn lines(&mut self) -> Result<Vec<String>, CheckpointError> {
            Ok(Vec::new())
        }
        fn replace(&mut self, _: &[String]) -> Result<(), CheckpointError> {
            self.note("replace")
        }
        fn append(&mut self, _: &str) -> Result<(), CheckpointError> {
            self.note("append")
        }
        fn sync(&mut self) -> Result<(), CheckpointError> {
            self.note("sync")
        }
        fn remove(&mut self) -> Result<(), CheckpointError> {
            self.note("remove")
        }
    }

    #[tokio::test]
    async fn a_full_disk_is_told_at_the_next_note_and_at_the_end() {
        let calls = Arc::new(Mutex::new(Vec::new()));
        let recorder = Recorder::new(Box::new(Full { calls: Arc::clone(&calls) })).unwrap();
        recorder.begin(&header(), &[]).await.unwrap();
        recorder.part(&part(1)).unwrap();
        let begun = Instant::now();
        let error = loop {
            if let Err(error) = recorder.part(&part(2)) {
                break error;
            }
            assert!(begun.elapsed() < Duration::from_secs(5));
            tokio::time::sleep(Duration::from_millis(1)).await;
        };
        assert_eq!(error.to_string(), "the disk is full");
        assert_eq!(recorder.close().await.unwrap_err().to_string(), "the disk is full");
        assert_eq!(*calls.lock().unwrap(), ["replace", "append", "append"]);
    }

    #[tokio::test]
    async fn notes_that_nobody_needs_are_removed_even_from_a_full_disk() {
        let calls = Arc::new(Mutex::new(Vec::new()));
        let recorder = Recorder::new(Box::new(Full { calls: Arc::clone(&calls) })).unwrap();
        recorder.begin(&header(), &[]).await.unwrap();
        recorder.part(&part(1)).unwrap();
        let _ = recorder.part(&part(2));
        assert_eq!(recorder.sync().await.unwrap_err().to_string(), "the disk is full");
        let _ = recorder.finish().await;
        assert_eq!(calls.lock().unwrap().last(), Some(&"remove"));
    }

    #[tokio::test]
    async fn notes_reach_the_disk_every_second_and_at_the_end() {
        let calls = Arc::new(Mutex::new(Vec::new()));
        let recorder = Recorder::new(Box::new(Full { calls: Arc::clone(&calls) })).unwrap();
        recorder.part(&part(1)).unwrap();
        let begun = Instant::now();
        while calls.lock().unwrap().len() < 2 {
            assert!(begun.elapsed() < Duration::from_secs(5));
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert!(begun.elapsed() >= Duration::from_millis(900));
        assert_eq!(*calls.lock().unwrap(), ["append", "sync"]);
        assert!(recorder.close().await.is_err());
        assert_eq!(*calls.lock().unwrap(), ["append", "sync", "sync"]);
    }
}
