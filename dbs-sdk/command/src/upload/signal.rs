//! The signals that end the program, with a word about what stands.

/// A signal that came.
pub(crate) struct Signal {
    /// For people.
    pub(crate) name: &'static str,
    /// 128 and its number, as shells report it.
    pub(crate) code: u8,
}

const INTERRUPTED: Signal = Signal { name: "interrupted", code: 130 };

/// Ctrl-C, and what a service manager, a cron job's limit or a lost terminal sends. None is missed
/// between two that are waited for.
///
/// One that whoever started the program has it ignore stays ignored: `nohup` does so with a lost
/// terminal, a shell with Ctrl-C for what runs in the background.
pub(crate) struct Signals {
    #[cfg(unix)]
    interrupt: Heard,
    #[cfg(unix)]
    terminate: Heard,
    #[cfg(unix)]
    hang_up: Heard,
}

#[cfg(unix)]
struct Heard(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Signals {
    /// Must be called where the runtime is.
    pub(crate) fn listen() -> Self {
        use tokio::signal::unix::SignalKind;

        let ignored = ignored();
        let heard = |kind| Heard::unless(ignored, kind);
        Self {
            interrupt: heard(SignalKind::interrupt()),
            terminate: heard(SignalKind::terminate()),
            hang_up: heard(SignalKind::hangup()),
        }
    }

    /// The next one. Where none can be heard, the job goes on.
    pub(crate) async fn next(&mut self) -> Signal {
        tokio::select! {
            () = self.interrupt.next() => INTERRUPTED,
            () = self.terminate.next() => Signal { name: "terminated", code: 143 },
            () = self.hang_up.next() => Signal { name: "lost its terminal", code: 129 },
        }
    }
}

#[cfg(unix)]
impl Heard {
    fn unless(ignored: u64, kind: tokio::signal::unix::SignalKind) -> Self {
        let bit = 1 << (kind.as_raw_value() - 1);
        Self(if ignored & bit == 0 { tokio::signal::unix::signal(kind).ok() } else { None })
    }

    async fn next(&mut self) {
        match &mut self.0 {
            Some(signal) => {
                signal.recv().await;
            }
            None => std::future::pending().await,
        }
    }
}

/// The signals that this process ignores so far, the first as the lowest bit: `SigIgn` of proc(5).
/// Elsewhere than on Linux nobody tells without unsafe code, and none counts as ignored.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

#[cfg(not(unix))]
impl Signals {
    /// Must be called where the runtime is.
    pub(crate) fn listen() -> Self {
        Self {}
    }

    /// The next one. Where none can be heard, the job goes on.
    pub(crate) async fn next(&mut self) -> Signal {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
        INTERRUPTED
    }
}
