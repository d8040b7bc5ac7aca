//! What a key may do in the bucket.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// What a key may do in the bucket; everything by default.
///
/// Names are the service's actions: `PutObject` stands for an upload in one call and for
/// initiating, sending parts and completing, `GetObject` for `HeadObject` and `GetObjectMeta`
/// too (page "CompleteMultipartUpload", permissions). The name of a call stands for that call.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Policy {
    /// What is allowed; everything, if none.
    pub allow: Option<BTreeSet<String>>,
    /// What is not, allowed or not.
    pub deny: BTreeSet<String>,
}

impl Policy {
    /// These actions or calls alone: `Policy::only(["PutObject"])`.
    pub fn only<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Self {
        let allow = names.into_iter().map(Into::into).collect();
        Self { allow: Some(allow), deny: BTreeSet::new() }
    }

    /// Not this action or call.
    #[must_use]
    pub fn without(mut self, name: impl Into<String>) -> Self {
        self.deny.insert(name.into());
        self
    }

    /// Whether it lets a call pass that needs this action.
    pub(crate) fn allows(&self, call: &str, action: &str) -> bool {
        let names = |list: &BTreeSet<String>| list.contains(call) || list.contains(action);
        self.allow.as_ref().is_none_or(names) && !names(&self.deny)
    }
}
