//! The one place that reads the environment of the process.

use std::env;

/// A variable of the process; the home folder, for `HOME`, also where that is not set.
#[allow(clippy::disallowed_methods, reason = "this module is the one that may")]
pub(super) fn variable(name: &str) -> Option<String> {
    match name {
        "HOME" => env::home_dir()?.into_os_string().into_string().ok(),
        name => env::var(name).ok(),
    }
}
