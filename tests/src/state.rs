//! What both services remember. One mutex, never held while bytes move.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::call::Call;
use crate::clock::Clock;
use crate::dbs::BackupSets;
use crate::fault::{self, Fault, FaultKind};
use crate::limits::Traffic;
use crate::oss::Store;
use crate::policy::Policy;
use crate::settings::Settings;
use crate::sts::Tokens;

/// One cloud, shared by its listeners and its owner.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) settings: Settings,
    pub(crate) clock: Clock,
    pub(crate) storage: PathBuf,
    files: AtomicU64,
    state: Mutex<State>,
}

/// Everything that changes.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) calls: Vec<Call>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) nonces: HashSet<String>,
    pub(crate) tokens: Tokens,
    pub(crate) backup_sets: BackupSets,
    pub(crate) store: Store,
    pub(crate) traffic: Traffic,
    pub(crate) account_policy: Policy,
    pub(crate) sts_policy: Policy,
}

impl Shared {
    pub(crate) fn new(settings: Settings, storage: PathBuf) -> Self {
        let state = State {
            traffic: Traffic::new(settings.limits),
            account_policy: settings.account_policy.clone(),
            sts_policy: settings.sts_policy.clone(),
            ..State::default()
        };
        Self {
            settings,
            clock: Clock::default(),
            storage,
            files: AtomicU64::new(0),
            state: Mutex::new(state),
        }
    }

    /// The state; a panic elsewhere does not make it useless.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A name that no file has yet.
    pub(crate) fn fresh_path(&self) -> PathBuf {
        self.storage.join(format!("{:08}", self.files.fetch_add(1, Ordering::Relaxed)))
    }

    /// Logs a call on arrival and takes the fault that it suffers.
    pub(crate) fn arrive(self: &Arc<Self>, mut call: Call) -> (Slot, Option<FaultKind>) {
        let mut state = self.state();
        let fault = fault::take(&mut state.faults, &call.operation, &call.params);
        call.fault = fault.as_ref().map(FaultKind::name);
        state.calls.push(call);
        let index = state.calls.len() - 1;
        (Slot { shared: Arc::clone(self), index }, fault)
    }
}

/// A call's place in the log.
#[derive(Debug, Clone)]
pub(crate) struct Slot {
    shared: Arc<Shared>,
    index: usize,
}

impl Slot {
    /// Adds what became known later.
    pub(crate) fn note(&self, change: impl FnOnce(&mut Call)) {
        if let Some(call) = self.shared.state().calls.get_mut(self.index) {
            change(call);
        }
    }
}

/// Pairs as a map, the last of equal names winning.
pub(crate) fn as_map(pairs: &[(String, String)]) -> BTreeMap<String, String> {
    pairs.iter().cloned().collect()
}
