//! The signals that end the program, with a word about what stands.

/// A signal that came.
pub(crate) struct Signal {
    /// For people.
    pub(crate) name: &'static str,
    /// 128 and its number, as shells report it.
    pub(crate) code: u8,
}

const INTERRUPTED: Signal = Signal { name: "interrupted", code: 130 };

/// Waits for Ctrl-C, or for what a service manager, a cron job's limit or a lost terminal sends.
#[cfg(unix)]
pub(crate) async fn heard() -> Signal {
    use tokio::signal::unix::{SignalKind, signal};

    let (Ok(mut terminate), Ok(mut hang_up)) =
        (signal(SignalKind::terminate()), signal(SignalKind::hangup()))
    else {
        return interrupted().await;
    };
    tokio::select! {
        signal = interrupted() => signal,
        _ = terminate.recv() => Signal { name: "terminated", code: 143 },
        _ = hang_up.recv() => Signal { name: "lost its terminal", code: 129 },
    }
}

#[cfg(not(unix))]
pub(crate) async fn heard() -> Signal {
    interrupted().await
}

async fn interrupted() -> Signal {
    if tokio::signal::ctrl_c().await.is_err() {
        // No signal will be heard; the job goes on.
        std::future::pending::<()>().await;
    }
    INTERRUPTED
}
