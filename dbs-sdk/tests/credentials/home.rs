//! A home folder, variables and services for one test; the process's own are never looked at.

use std::path::PathBuf;

use dbs_sdk::{CredentialsError, CredentialsProvider, Surroundings};
use tempfile::TempDir;

use crate::server::Server;

/// Nobody listens there.
const NOBODY: &str = "http://127.0.0.1:1";

pub(crate) struct Home {
    folder: TempDir,
    variables: Vec<(String, String)>,
    sts: String,
    metadata: String,
    http_client: Option<reqwest::Client>,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().to_str().expect("a path").to_owned();
        Self {
            folder,
            variables: vec![("HOME".to_owned(), home)],
            sts: NOBODY.to_owned(),
            metadata: NOBODY.to_owned(),
            http_client: None,
        }
    }

    /// Sets `ALIBABA_CLOUD_<name>`.
    pub(crate) fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        self.variables.push((format!("ALIBABA_CLOUD_{name}"), value.into()));
        self
    }

    pub(crate) fn sts(mut self, server: &Server) -> Self {
        self.sts = server.url();
        self
    }

    pub(crate) fn metadata(mut self, server: &Server) -> Self {
        self.metadata = server.url();
        self
    }

    pub(crate) fn http_client(mut self, client: &reqwest::Client) -> Self {
        self.http_client = Some(client.clone());
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file in the home folder.
    pub(crate) fn file(self, name: &str, text: impl AsRef<str>) -> Self {
        self.write(name, text.as_ref());
        self
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub(crate) fn around(&self) -> Surroundings {
        let variables = self.variables.clone();
        let around = Surroundings::new(move |name| {
            let found = variables.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        });
        let around = around.sts_endpoint(&self.sts).metadata_endpoint(&self.metadata);
        match &self.http_client {
            Some(client) => around.http_client(client.clone()),
            None => around,
        }
    }
}

/// The id of the key that a source gives.
pub(crate) async fn id(source: &dyn CredentialsProvider) -> String {
    source.fetch().await.expect("keys").access_key_id().to_owned()
}

pub(crate) async fn error(source: &dyn CredentialsProvider) -> CredentialsError {
    source.fetch().await.expect_err("no keys")
}

/// What a source says that is set up and has no keys for good.
pub(crate) async fn fatal(source: &dyn CredentialsProvider) -> String {
    let error = error(source).await;
    assert!(!error.is_absent() && !error.is_retryable(), "{error}");
    error.to_string()
}

/// What a source says that is not set up.
pub(crate) async fn absent(source: &dyn CredentialsProvider) -> String {
    let error = error(source).await;
    assert!(error.is_absent(), "{error}");
    error.to_string()
}

/// What a source says that may have keys later.
pub(crate) async fn retryable(source: &dyn CredentialsProvider) -> String {
    let error = error(source).await;
    assert!(error.is_retryable(), "{error}");
    error.to_string()
}
