//! The main job with nothing set up, where the caller brings a backup and services.

use std::any::Any;
use std::error::Error;
use std::sync::Arc;

use dbs_sdk::{CancellationToken, Client, Registration};

use super::failure::Failure;
use super::job::{self, Backup};
use super::listener::Listener;

/// Makes ready what is demonstrated with. Blocks.
pub type Demonstrate = fn() -> Result<Demonstration, Box<dyn Error + Send + Sync>>;

/// What `--demo` uploads, and to where.
#[derive(Debug)]
#[allow(clippy::exhaustive_structs, reason = "the caller makes it")]
pub struct Demonstration {
    /// What people are told first, a line each.
    pub notes: Vec<String>,
    /// For services without an account.
    pub client: Client,
    /// For people: what is uploaded.
    pub source: String,
    /// What is registered there.
    pub registration: Registration,
    /// The services and the backup, which live until it is dropped.
    pub services: Box<dyn Any + Send>,
}

pub(crate) async fn run(
    demonstrate: Demonstrate,
    listener: &Arc<Listener>,
    cancel: &CancellationToken,
) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::own("nothing can be demonstrated", error);
    let ready = tokio::task::spawn_blocking(demonstrate).await.map_err(|error| failed(&error))?;
    let Demonstration { notes, client, source, registration, services } =
        ready.map_err(|error| failed(&error))?;
    for note in notes {
        listener.say(&note);
    }
    let hears = Arc::clone(listener);
    let registration = registration.cancel(cancel.clone()).on_event(move |event| hears.hear(event));
    let ended = job::register(&client, &Backup { source, registration }, listener).await;
    drop(services);
    ended
}
