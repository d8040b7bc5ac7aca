//! Plays one action after the other against a server that answers from the facts.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};

use dbs_sdk::{Action, Client};
use serde_json::{Value, json};

use crate::facts::{self, text};
use crate::sample;
use crate::server::Server;

/// The server and the facts of one API version.
pub(crate) struct Stage {
    version: &'static str,
    actions: BTreeMap<String, Value>,
    server: Server,
    client: Client,
    played: AtomicUsize,
}

impl Stage {
    pub(crate) fn new(version: &'static str) -> Self {
        let actions = facts::actions(version).into_iter();
        let server = Server::saying(json!({}));
        Self {
            version,
            actions: actions.map(|of| (text(&of["action"]).to_owned(), of)).collect(),
            client: server.client(),
            server,
            played: AtomicUsize::new(0),
        }
    }

    /// How many actions were played.
    pub(crate) fn played(&self) -> usize {
        self.played.load(Ordering::Relaxed)
    }

    /// Sends a request in which every parameter is set, and reads an answer in which every field is.
    pub(crate) async fn play<A: Action>(&self, request: A)
    where
        A::Response: Debug,
    {
        let facts = self.actions.get(A::ACTION).expect(A::ACTION);
        assert_eq!((A::VERSION, A::RAM_ACTION), (self.version, text(&facts["ram"]["action"])));

        let reads = ["Describe", "Get", "Support"].iter().any(|verb| A::ACTION.starts_with(verb));
        assert!(request.is_idempotent() || !reads, "{} can be asked again", A::ACTION);

        let (answer, leaves) = sample::marked(facts);
        self.server.say(answer.clone());
        let response = self.client.send(&request).await.expect(A::ACTION);
        let [asked] = self.server.asked().try_into().expect("one request");
        assert_eq!((asked.action.as_str(), asked.version.as_str()), (A::ACTION, A::VERSION));
        assert_eq!([asked.query, asked.form], facts::expected(facts), "{}", A::ACTION);

        let debug = format!("{response:?}");
        assert!(!debug.contains("None"), "{}: a field has another wire name: {debug}", A::ACTION);
        assert!(!debug.contains("planted"), "{}: a secret shows: {debug}", A::ACTION);
        for leaf in leaves {
            let shown = leaf.shown.iter().any(|shown| debug.contains(shown));
            let expected = leaf.shown;
            assert!(shown, "{}: {} is lost, {expected:?}: {debug}", A::ACTION, leaf.path);
        }

        let (answer, missing) = sample::published(facts);
        self.server.say(answer);
        let response = self.client.send(&request).await.expect(A::ACTION);
        self.server.asked();
        let debug = format!("{response:?}");
        let none = debug.matches("None").count();
        assert_eq!(none, missing, "{}: an example cannot be read: {debug}", A::ACTION);
        self.played.fetch_add(1, Ordering::Relaxed);
    }
}
