//! What must become of a case: the flow as its documentation tells it, in a few lines.

use dbs_sdk::ErrorKind;
use local_cloud::FaultKind;

use crate::case::{Case, Outcome, Standing};
use crate::step::Step;

/// What a fault makes of the request that it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is carried out, and that is heard.
    Passes,
    /// It is not carried out, and sent again.
    Again,
    /// It is carried out, which is not heard; so it is sent again.
    Unheard,
    /// It is refused for its keys, and sent again with others: once in a row.
    Rekeyed,
    /// It is refused for its time, and sent again with another: once in a row.
    Retimed,
    /// It is carried out, but the object has to be asked whether it is whole; `told`: another CRC
    /// was told.
    Doubted { told: bool },
    /// The multipart upload is gone: a new one begins.
    Gone,
    /// The object comes out damaged.
    Damaged,
    /// The run ends.
    Fails(ErrorKind),
}

/// More runs without faults than these end nothing.
const MOST: usize = 3;

/// What must become of a case.
pub(crate) struct Expected {
    /// How the last run under the faults ends, and what stands then.
    pub(crate) outcome: Outcome,
    /// Runs without faults until it is done: two where only the first of them can see that a part
    /// is damaged.
    pub(crate) more: usize,
    /// What stands then.
    pub(crate) end: Standing,
}

pub(crate) fn expected(case: &Case) -> Expected {
    let mut night = Night { faults: case.0.clone(), ..Night::default() };
    for (step, _) in &case.0 {
        match step {
            Step::Head => night.faults.push((Step::Complete, FaultKind::LostAnswer)),
            Step::List => night.denied = true,
            _ => {}
        }
    }
    let mut ended = night.run();
    for _ in 1..case.runs() {
        if ended.is_ok() {
            break;
        }
        ended = night.run();
    }
    let outcome = Outcome { ended, standing: night.standing() };
    night.faults.clear();
    let mut more = 1;
    while night.run().is_err() && more < MOST {
        more += 1;
    }
    Expected { outcome, more, end: night.standing() }
}

pub(crate) fn fate(step: Step, kind: &FaultKind) -> Fate {
    if step.is_of_dbs() { fate_at_dbs(kind) } else { fate_at_oss(step, kind) }
}

/// The gateway's codes of document_detail/48054.
fn fate_at_dbs(kind: &FaultKind) -> Fate {
    match kind {
        // An answer without what it should give.
        FaultKind::Status { status: 200, .. } => Fate::Fails(ErrorKind::Answer),
        FaultKind::Status { status: 408 | 429 | 500.., .. } => Fate::Again,
        FaultKind::Status { .. } | FaultKind::SuccessFalse { .. } => {
            Fate::Fails(ErrorKind::Refused)
        }
        // There are no other keys to be had, and the clock is right.
        FaultKind::ExpiredToken | FaultKind::SkewedClock => Fate::Fails(ErrorKind::Refused),
        FaultKind::BadGateway
        | FaultKind::Throttle
        | FaultKind::ResetBeforeBody
        | FaultKind::Reset { after_commit: false }
        | FaultKind::ResetAfterBody => Fate::Again,
        FaultKind::Reset { after_commit: true }
        | FaultKind::LostAnswer
        | FaultKind::TruncatedAnswer => Fate::Unheard,
        _ => Fate::Passes,
    }
}

fn fate_at_oss(step: Step, kind: &FaultKind) -> Fate {
    let lasting = match kind {
        FaultKind::AccessDenied => Some(ErrorKind::Forbidden),
        FaultKind::Status { code, .. } if code == "InvalidPart" => Some(ErrorKind::Refused),
        _ => None,
    };
    match (step, kind) {
        // The journal alone suffices.
        (Step::List, _) if lasting.is_some() => Fate::Passes,
        // Nobody says whether the completion was carried out.
        (Step::Head, FaultKind::MissingCrcHeader) => Fate::Fails(ErrorKind::Network),
        (Step::Head, _) if lasting.is_some() => Fate::Fails(ErrorKind::Network),
        // It looks like another object, and the upload is no more.
        (Step::Head, FaultKind::WrongCrcHeader) => Fate::Gone,
        // The answer to HEAD has nothing to lose.
        (Step::Head, FaultKind::TruncatedAnswer) => Fate::Passes,
        (_, FaultKind::SkewedClock) => Fate::Retimed,
        (_, FaultKind::ExpiredToken | FaultKind::InvalidToken | FaultKind::InvalidAccessKeyId) => {
            Fate::Rekeyed
        }
        (
            _,
            FaultKind::BadGateway
            | FaultKind::Throttle
            | FaultKind::ThrottleFor { .. }
            | FaultKind::ResetBeforeBody
            | FaultKind::Reset { after_commit: false }
            | FaultKind::ResetAfterBody,
        ) => Fate::Again,
        (
            _,
            FaultKind::Reset { after_commit: true }
            | FaultKind::LostAnswer
            | FaultKind::TruncatedAnswer,
        ) => Fate::Unheard,
        (Step::Part, FaultKind::CorruptedPart | FaultKind::WrongCrcHeader) => Fate::Again,
        (Step::Part, FaultKind::MissingEtag) => Fate::Unheard,
        (Step::Part | Step::Complete, FaultKind::CorruptedAtRest) => Fate::Damaged,
        (Step::Part | Step::List | Step::Complete, FaultKind::VanishedUpload) => Fate::Gone,
        (Step::Complete, FaultKind::WrongCrcHeader) => Fate::Doubted { told: true },
        (Step::Complete, FaultKind::MissingCrcHeader) => Fate::Doubted { told: false },
        (_, FaultKind::Status { .. }) if lasting.is_none() => Fate::Again,
        _ => lasting.map_or(Fate::Passes, Fate::Fails),
    }
}

/// The services and the journal.
#[derive(Default)]
struct Night {
    /// Those that have not struck.
    faults: Vec<(Step, FaultKind)>,
    /// The last part will be denied.
    denied: bool,
    set: bool,
    set_known: bool,
    confirmed: bool,
    object: bool,
    object_known: bool,
    upload: bool,
    /// Uploads whose id got lost.
    lost: usize,
    damaged: bool,
}

/// How a request ended that was not refused.
struct Met {
    carried_out: bool,
    /// How often it was carried out unheard.
    unheard: usize,
    fate: Fate,
}

impl Night {
    fn standing(&self) -> Standing {
        Standing {
            sets: usize::from(self.set),
            confirmed: usize::from(self.confirmed),
            objects: usize::from(self.object),
            uploads: usize::from(self.upload),
            empty: self.lost,
        }
    }

    fn run(&mut self) -> Result<(), ErrorKind> {
        if !self.set_known {
            let met = self.meet(Step::Register);
            self.set |= met.carried_out;
            met.done()?;
            self.set_known = true;
        }
        if !self.object_known {
            self.meet(Step::Access).done()?;
            self.upload()?;
            self.object_known = true;
        }
        let met = self.meet(Step::Confirm);
        self.confirmed |= met.carried_out;
        met.done()
    }

    fn upload(&mut self) -> Result<(), ErrorKind> {
        loop {
            if self.upload && self.meet(Step::List).fate == Fate::Gone {
                (self.upload, self.damaged) = (false, false);
            }
            if !self.upload {
                let met = self.meet(Step::Initiate);
                self.lost += met.unheard;
                met.done()?;
                self.upload = true;
            }
            let met = self.meet(Step::Part);
            self.damaged |= met.fate == Fate::Damaged;
            if met.fate == Fate::Gone {
                (self.upload, self.damaged) = (false, false);
                continue;
            }
            met.done()?;
            if std::mem::take(&mut self.denied) {
                return Err(ErrorKind::Forbidden);
            }
            if self.complete()? {
                return Ok(());
            }
        }
    }

    /// `false` if a new upload has to begin.
    fn complete(&mut self) -> Result<bool, ErrorKind> {
        let met = self.meet(Step::Complete);
        if met.fate == Fate::Gone && !met.carried_out {
            (self.upload, self.damaged) = (false, false);
            return Ok(false);
        }
        if !met.carried_out {
            return met.done().map(|()| true);
        }
        (self.upload, self.object) = (false, true);
        let damaged = std::mem::take(&mut self.damaged);
        if met.unheard > 0 {
            let head = self.meet(Step::Head);
            head.done()?;
            // The object is not what was read: a new upload replaces it.
            return Ok(head.fate != Fate::Gone && !damaged);
        }
        if damaged || met.fate == Fate::Damaged {
            self.object = false;
            return Err(ErrorKind::Integrity);
        }
        if let Fate::Doubted { told } = met.fate {
            let head = self.meet(Step::Head).fate;
            // What is called damaged is removed; what nobody confirms is not confirmed.
            if matches!(head, Fate::Gone | Fate::Fails(_)) {
                self.object = !told && head != Fate::Gone;
                return Err(ErrorKind::Integrity);
            }
        }
        Ok(true)
    }

    /// Sends a request until something comes of it.
    fn meet(&mut self, step: Step) -> Met {
        let (mut unheard, mut rekeyed, mut retimed) = (0, false, false);
        loop {
            let strikes = |fault: &(Step, FaultKind)| fault.0 == step;
            let fault = self.faults.iter().position(strikes).map(|index| self.faults.remove(index));
            let fate = fault.map_or(Fate::Passes, |(step, kind)| fate(step, &kind));
            let fate = match fate {
                Fate::Again => {
                    (rekeyed, retimed) = (false, false);
                    continue;
                }
                Fate::Unheard => {
                    (unheard, rekeyed, retimed) = (unheard + 1, false, false);
                    continue;
                }
                Fate::Rekeyed if !rekeyed => {
                    rekeyed = true;
                    continue;
                }
                Fate::Retimed if !retimed => {
                    retimed = true;
                    continue;
                }
                Fate::Rekeyed | Fate::Retimed if step == Step::Head => {
                    Fate::Fails(ErrorKind::Network)
                }
                Fate::Rekeyed | Fate::Retimed => Fate::Fails(ErrorKind::Refused),
                other => other,
            };
            let refused = matches!(fate, Fate::Gone | Fate::Fails(_));
            return Met { carried_out: unheard > 0 || !refused, unheard, fate };
        }
    }
}

impl Met {
    fn done(&self) -> Result<(), ErrorKind> {
        match self.fate {
            Fate::Fails(kind) => Err(kind),
            _ => Ok(()),
        }
    }
}
