//! Giving up what an earlier run left.

use std::path::Path;

use dbs_sdk::Unfinished;
use serde_json::json;

use super::arguments::{Arguments, Source, required};
use super::failure::Failure;
use super::job;
use super::listener::Listener;

/// Each source of the command line that is unfinished. The source itself may be gone.
pub(crate) async fn run(arguments: &Arguments, listener: &Listener) -> Result<(), Failure> {
    let data_source_id = required(arguments.datasource_id.as_ref(), "datasource_id")?;
    let client = job::client(arguments)?;
    let state = arguments.state.folder()?;
    let unfinished = state.unfinished()?;
    let sources = match arguments.source.source()? {
        Source::Directory(path) => vec![canonical(path)],
        Source::Files(paths) => paths.iter().map(|path| canonical(path)).collect(),
        Source::Pipe(name) => vec![name.to_owned()],
    };
    for source in sources {
        let is_of =
            |one: &&Unfinished| one.source == source && one.data_source_id == *data_source_id;
        let mut found = unfinished.iter().filter(is_of).peekable();
        if found.peek().is_none() {
            listener.say(&format!("nothing of {source} is unfinished"));
        }
        for one in found {
            let aborted = client.abort(&state, one, arguments.limits.internal).await?;
            listener.say(&format!("{source}: {aborted}"));
            listener.tell(
                "aborted",
                json!({
                    "source": source,
                    "backup_set_id": aborted.backup_set_id,
                    "upload": aborted.upload.to_string(),
                }),
            );
        }
    }
    Ok(())
}

/// As the journal names it.
fn canonical(path: &Path) -> String {
    let path = std::fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned());
    path.to_str().map_or_else(|| format!("{path:?}"), str::to_owned)
}
