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
pub(crate) struct Signals {
    #[cfg(unix)]
    others: Option<(tokio::signal::unix::Signal, tokio::signal::unix::Signal)>,
    #[cfg(unix)]
    interrupt: Option<tokio::signal::unix::Signal>,
}

#[cfg(unix)]
impl Signals {
    /// Must be called where the runtime is.
    pub(crate) fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};

        Self {
            others: signal(SignalKind::terminate()).ok().zip(signal(SignalKind::hangup()).ok()),
            interrupt: signal(SignalKind::interrupt()).ok(),
        }
    }

    /// The next one. Where none can be heard, the job goes on.
    pub(crate) async fn next(&mut self) -> Signal {
        let interrupted = async {
            match &mut self.interrupt {
                Some(signal) => signal.recv().await,
                None => std::future::pending().await,
            }
        };
        let others = async {
            match &mut self.others {
                Some((terminate, hang_up)) => tokio::select! {
                    _ = terminate.recv() => Signal { name: "terminated", code: 143 },
                    _ = hang_up.recv() => Signal { name: "lost its terminal", code: 129 },
                },
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = interrupted => INTERRUPTED,
            signal = others => signal,
        }
    }
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
