//! Writes the request and answer types of `dbs-sdk` and of its Python package, and the tests' requests,
//! from the facts in `dbs-sdk/api` and the words beside this program: `cargo run -p dbs-codegen`.

mod cases;
mod doc;
mod facts;
mod model;
mod module;
mod names;
mod python;
mod request;
mod response;
mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

fn main() -> ExitCode {
    match generate().and_then(|files| save(&files)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(std::io::stderr(), "{message}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of `dbs-sdk`.
fn sdk() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All files by path below `dbs-sdk`, as they should be.
fn generate() -> Result<BTreeMap<String, String>, String> {
    let words = serde_json::from_str(include_str!("../words.json"));
    let words = words.map_err(|error| format!("words.json: {error}"))?;
    let mut files = BTreeMap::new();
    for version in ["2019-03-06", "2021-01-01"] {
        let path = sdk().join(format!("api/dbs-{version}.json"));
        let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| wrong(&error))?;
        let facts = serde_json::from_str(&text).map_err(|error| wrong(&error))?;
        let api = model::build(facts, &words)?;
        for (path, text) in module::write(&api, &words)? {
            let text = formatted(&text).map_err(|error| format!("{path}: {error}"))?;
            files.insert(path, text);
        }
        let (path, text) = python::write(&api, &words)?;
        files.insert(path, text);
    }
    Ok(files)
}

/// As the workspace's `cargo fmt` leaves it.
fn formatted(text: &str) -> Result<String, String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(sdk().join(".."))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("rustfmt cannot be started: {error}"))?;
    if let Some(mut input) = rustfmt.stdin.take() {
        input.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    }
    let output = rustfmt.wait_with_output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err("rustfmt refuses what was generated".to_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

fn save(files: &BTreeMap<String, String>) -> Result<(), String> {
    for (path, text) in files {
        let path = sdk().join(path);
        let wrong = |error| format!("{} cannot be written: {error}", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(wrong)?;
        }
        fs::write(&path, text).map_err(wrong)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_files_are_what_the_facts_give() {
        let files = generate().expect("files");
        for (path, text) in &files {
            let committed = fs::read_to_string(sdk().join(path)).unwrap_or_default();
            assert!(
                committed == *text,
                "dbs-sdk/{path} differs from what the facts give: run `cargo run -p dbs-codegen`"
            );
        }
        for module in ["v2019_03_06", "v2021_01_01"] {
            for file in fs::read_dir(sdk().join("src").join(module)).expect("a folder") {
                let name = file.expect("a file").file_name().into_string().expect("a name");
                let path = format!("src/{module}/{name}");
                assert!(
                    files.contains_key(&path),
                    "dbs-sdk/{path} comes from no action: remove it"
                );
            }
        }
    }
}
