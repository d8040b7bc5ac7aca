//! Where the requests go.

use dbs_sdk::{Action, Client};

/// A server that refuses most actions but hears all of them.
pub(crate) struct Stage {
    pub(crate) client: Client,
}

impl Stage {
    pub(crate) async fn play<A: Action>(&self, request: A) {
        // Whatever is answered, it was sent.
        drop(self.client.send(&request).await);
    }
}
