//! Where the parts of an upload come from, in the order in which they are to be sent.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::checkpoint::RecordedPart;
use crate::error::{Error, ErrorKind};
use crate::growth::Growth;
use crate::intake::Intake;
use crate::origin::Origin;
use crate::plan::{MAX_PARTS, PartPlan};
use crate::source::Passing;
use crate::watch::Watch;

/// A part that is to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) number: u32,
    pub(crate) origin: Origin,
    pub(crate) range: Range<u64>,
}

#[derive(Debug)]
pub(crate) enum Fed {
    Send(Piece),
    /// An earlier run sent it, and these are still its bytes.
    Kept(RecordedPart),
}

/// All parts of a source.
#[derive(Debug)]
pub(crate) struct Feed {
    ready: VecDeque<Piece>,
    work: Option<Work>,
}

/// What finds out about the rest meanwhile.
#[derive(Debug)]
struct Work {
    results: mpsc::Receiver<Result<Fed, Error>>,
    task: JoinHandle<()>,
}

impl Drop for Work {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Feed {
    /// A source that can be read again. What an earlier run sent is compared with the source while
    /// the other parts are sent.
    pub(crate) fn known(
        origin: &Origin,
        plan: PartPlan,
        mut sent: BTreeMap<u32, RecordedPart>,
        watch: &Arc<Watch>,
    ) -> Self {
        let (mut ready, mut doubtful) = (VecDeque::new(), Vec::new());
        for (number, range) in plan.iter() {
            let len = range.end - range.start;
            let piece = Piece { number, origin: origin.clone(), range };
            match sent.remove(&number).filter(|part| part.size == len) {
                Some(part) => doubtful.push((piece, part)),
                None => ready.push_back(piece),
            }
        }
        let work = (!doubtful.is_empty()).then(|| {
            let (tell, results) = mpsc::channel(doubtful.len());
            let watch = Arc::clone(watch);
            let task = tokio::task::spawn_blocking(move || compare(doubtful, &tell, &watch));
            Work { results, task }
        });
        Self { ready, work }
    }

    /// A source that passes: cut as it comes, one part ahead of those in flight. What an earlier
    /// run sent is not sent again where the bytes are the same.
    pub(crate) fn passing(
        passing: Passing,
        growth: Growth,
        memory: u64,
        sent: BTreeMap<u32, RecordedPart>,
        watch: &Arc<Watch>,
    ) -> Self {
        let (tell, results) = mpsc::channel(1);
        let intake = Intake::new(passing.reader, memory);
        let task = tokio::spawn(cut(intake, growth, sent, tell, Arc::clone(watch)));
        Self { ready: VecDeque::new(), work: Some(Work { results, task }) }
    }

    /// Parts of a source once more.
    pub(crate) fn again(pieces: Vec<Piece>) -> Self {
        Self { ready: pieces.into(), work: None }
    }

    /// The next part, `None` after the last. Dropped before it is ready, it loses nothing.
    pub(crate) async fn next(&mut self) -> Result<Option<Fed>, Error> {
        if let Some(piece) = self.ready.pop_front() {
            return Ok(Some(Fed::Send(piece)));
        }
        let Some(work) = &mut self.work else { return Ok(None) };
        if let Some(result) = work.results.recv().await {
            return result.map(Some);
        }
        let ended = (&mut work.task).await;
        self.work = None;
        match ended {
            Ok(()) => Ok(None),
            Err(error) => {
                let message = "the source ended in the middle: whatever reads it panicked";
                Err(Error::new(ErrorKind::Source, message).caused_by(error))
            }
        }
    }
}

/// Reads what was sent already and says of each part whether it can be kept.
fn compare(
    doubtful: Vec<(Piece, RecordedPart)>,
    tell: &mpsc::Sender<Result<Fed, Error>>,
    watch: &Watch,
) {
    for (piece, part) in doubtful {
        let fed = match piece.origin.crc64(piece.range.clone(), || tell.is_closed()) {
            Ok(Some(crc64)) if crc64 == part.crc64 => {
                watch.kept(part.size);
                Ok(Fed::Kept(part))
            }
            Ok(Some(_)) => Ok(Fed::Send(piece)),
            Ok(None) => return,
            Err(error) => {
                let message = format!("the source cannot be read: {error}");
                Err(Error::new(ErrorKind::Source, message).caused_by(error))
            }
        };
        if tell.blocking_send(fed).is_err() {
            return;
        }
    }
}

/// Cuts what comes into parts until it ends.
async fn cut(
    mut intake: Intake,
    growth: Growth,
    mut sent: BTreeMap<u32, RecordedPart>,
    tell: mpsc::Sender<Result<Fed, Error>>,
    watch: Arc<Watch>,
) {
    let mut total = 0;
    for number in 1.. {
        let fed = match growth.size(number) {
            Some(size) => {
                let earlier = sent.remove(&number);
                next_part(&mut intake, number, size, earlier, &watch).await
            }
            None => too_much(&mut intake, total).await,
        };
        let Some(fed) = fed.transpose() else { return };
        total += match &fed {
            Ok(Fed::Send(piece)) => piece.range.end,
            Ok(Fed::Kept(part)) => part.size,
            Err(_) => 0,
        };
        let failed = fed.is_err();
        if tell.send(fed).await.is_err() || failed {
            return;
        }
    }
}

async fn next_part(
    intake: &mut Intake,
    number: u32,
    size: u64,
    earlier: Option<RecordedPart>,
    watch: &Watch,
) -> Result<Option<Fed>, Error> {
    let wanted = earlier.as_ref().map(|part| part.size);
    let taken = intake.take(size, wanted).await?;
    // No bytes at all are one empty part.
    if taken.bytes.is_empty() && number > 1 {
        return Ok(None);
    }
    let len = taken.bytes.len() as u64;
    Ok(Some(match earlier {
        Some(part) if part.size == len && taken.crc64 == Some(part.crc64) => {
            watch.kept(len);
            Fed::Kept(part)
        }
        _ => Fed::Send(Piece { number, origin: Origin::Bytes(taken.bytes), range: 0..len }),
    }))
}

/// All parts are used up: fine if there is nothing more.
async fn too_much(intake: &mut Intake, total: u64) -> Result<Option<Fed>, Error> {
    if intake.take(1, None).await?.bytes.is_empty() {
        return Ok(None);
    }
    let message = format!(
        "the source gave more than the {total} bytes that {MAX_PARTS} parts could take; begin \
         again with a larger part size, or say beforehand about how many bytes there are"
    );
    Err(Error::new(ErrorKind::Source, message))
}
