//! What would be sent, without sending anything.

use oss_multipart::PartPlan;

use super::entry::{Entry, Reached};
use super::journal::{self, finished_folder, unfinished_folder};
use super::state::{Unfinished, registered};
use super::{RegisteredBackupSet, Registration, blocking, flow};
use crate::action::Action as _;
use crate::client::Client;
use crate::error::Error;

/// What [`Client::register`] would do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// The name of the backup set.
    pub name: String,
    /// The file or directory as a canonical path, or the name of a stream.
    pub source: String,
    /// Parameters of the first `ConfigureBackupSetInfo`, without its `ClientToken`.
    pub parameters: Vec<(String, String)>,
    /// Bytes of the object; `None` if they are not known before.
    pub size: Option<u64>,
    /// About how many bytes it may be, where they are not known.
    pub expected: Option<u64>,
    /// Bytes of a part; `None` of a source of unknown length, whose parts may grow.
    pub part_size: Option<u64>,
    /// How many parts; `None` of a source of unknown length.
    pub parts: Option<u32>,
    /// What an earlier run left of this source, to be gone on with or given up.
    pub unfinished: Option<Unfinished>,
    /// Whether that is of the source as it is now, and thus gone on with.
    pub resumes: bool,
    /// The backup set, if this is registered already: nothing would be sent.
    pub registered: Option<RegisteredBackupSet>,
}

impl Client {
    /// Looks at the source and at what earlier runs left, and says what would be sent. Sends nothing
    /// and writes nothing.
    ///
    /// # Errors
    /// Those of the preflight of [`register`](Self::register).
    pub async fn plan(&self, registration: &Registration) -> Result<Plan, Error> {
        let look = registration.look().await?;
        let entry = registration.entry(self, &look);
        let parts = match look.size {
            Some(size) => PartPlan::new(size, registration.part_size).ok(),
            None => None,
        };
        let (fresh, state) = (entry.clone(), registration.state.clone());
        let earlier = blocking(move || {
            let Some(state) = state else { return Ok((None, None)) };
            let stem = fresh.identity.file_stem();
            let path = unfinished_folder(state.path()).join(format!("{stem}.json"));
            let found = journal::read(&path)?;
            let same =
                |entry: &Entry| entry.identity == fresh.identity && entry.content == fresh.content;
            let finished = journal::entries(&finished_folder(state.path()), &stem)
                .filter_map(|(_, entry)| entry.ok())
                .chain(found.clone().filter(|entry| entry.reached == Reached::Done))
                .find(same);
            let unfinished = match found.filter(|entry| entry.reached != Reached::Done) {
                Some(entry) => {
                    let resumes = entry.content == fresh.content;
                    Some((Unfinished::of(&state, path, entry)?, resumes))
                }
                None => None,
            };
            Ok((unfinished, finished.as_ref().and_then(registered)))
        });
        let (unfinished, registered) = earlier.await?;
        let (unfinished, resumes) = unfinished.unzip();
        let mut parameters = flow::configure(&entry).parameters();
        parameters.query.append(&mut parameters.form);
        parameters.query.retain(|(name, _)| name != "ClientToken");
        Ok(Plan {
            name: entry.name,
            source: entry.identity.source,
            parameters: parameters.query,
            size: look.size,
            expected: look.expected,
            part_size: parts.as_ref().map(PartPlan::part_size).or(registration.part_size),
            parts: parts.as_ref().map(PartPlan::parts),
            unfinished,
            resumes: resumes.unwrap_or(false),
            registered,
        })
    }
}
