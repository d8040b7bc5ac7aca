//! From the command line to what the library is asked for.

use std::sync::Arc;
use std::time::Instant;

use dbs_sdk::pack::Pack;
use dbs_sdk::{
    BackupType, CancellationToken, Client, ExtraMeta, Inspection, RateLimit, RegisteredLog,
    Registration, StateDir,
};

use super::arguments::{Arguments, Source, required};
use super::check;
use super::failure::Failure;
use super::keys;
use super::listener::Listener;
use super::report::Report;

/// The backups of one command line, one after the other.
pub(crate) struct Job {
    pub(crate) client: Client,
    pub(crate) backups: Vec<Backup>,
    pub(crate) rate_limit: RateLimit,
}

/// One of them.
pub(crate) struct Backup {
    /// For people.
    pub(crate) source: String,
    pub(crate) registration: Registration,
}

impl Job {
    /// Does all that has to be done before the first request. Blocks.
    pub(crate) fn prepare(
        arguments: &Arguments,
        listener: &Arc<Listener>,
        cancel: &CancellationToken,
    ) -> Result<Self, Failure> {
        let data_type = required(arguments.data_type.as_ref(), "data_type")?;
        let backup_type: BackupType = data_type.parse()?;
        let source = arguments.source.source()?;
        let settings = Settings {
            arguments,
            listener,
            cancel,
            region_code: required(arguments.region_code.as_ref(), "region_code")?,
            data_source_id: required(arguments.datasource_id.as_ref(), "datasource_id")?,
            state: arguments.state.folder()?,
            rate_limit: RateLimit::unlimited(),
        };
        let client = client(arguments)?;
        let inspection = check::inspection(arguments)?;
        let backups = match (backup_type, source) {
            (BackupType::FullBackup, source) => vec![settings.full_backup(&inspection, &source)?],
            (BackupType::LogBackup, Source::Files(paths)) => {
                let earlier = RegisteredLog::noted_in(&settings.state, settings.data_source_id);
                let hear = |finding: &_| check::tell(listener, finding);
                let binlogs = inspection.binlogs(paths, &earlier, hear)?.into_iter();
                binlogs.map(|(path, meta)| settings.file(&path, meta)).collect()
            }
            (BackupType::LogBackup, _) => {
                return Err(Failure::usage("a LogBackup is one or several files: give file_path"));
            }
            (other, _) => {
                return Err(Failure::usage(format!(
                    "data_type {} cannot be uploaded",
                    other.as_str()
                )));
            }
        };
        Ok(Self { client, backups, rate_limit: settings.rate_limit })
    }
}

/// For the endpoint and with the keys that the command line names.
pub(crate) fn client(arguments: &Arguments) -> Result<Client, Failure> {
    let endpoint = required(arguments.endpoint.as_ref(), "endpoint")?;
    let keys =
        keys::provider(arguments.access_key_id.as_deref(), arguments.access_key_secret.as_deref())?;
    let mut client = Client::builder(endpoint, keys);
    if let Some(path) = &arguments.ca_file {
        client = client.ca_file(path);
    }
    Ok(client.build()?)
}

/// What all backups of a command line have in common.
struct Settings<'a> {
    arguments: &'a Arguments,
    listener: &'a Arc<Listener>,
    cancel: &'a CancellationToken,
    region_code: &'a str,
    data_source_id: &'a str,
    state: StateDir,
    rate_limit: RateLimit,
}

impl Settings<'_> {
    fn full_backup(&self, inspection: &Inspection, source: &Source<'_>) -> Result<Backup, Failure> {
        let hear = |finding: &_| check::tell(self.listener, finding);
        match source {
            Source::Directory(directory) => {
                let meta = inspection.directory(directory, hear)?;
                let given = &self.arguments.source;
                let mut pack = Pack::new(directory).format(given.format);
                if let Some(level) = given.compression_level {
                    pack = pack.compression_level(level);
                }
                if let Some(threads) = given.pack_threads {
                    pack = pack.threads(usize::from(threads));
                }
                let registration =
                    Registration::of_directory(self.region_code, self.data_source_id, pack, meta);
                Ok(self.backup(directory.display().to_string(), registration))
            }
            Source::Files([path]) => {
                let meta = inspection.archive(path, hear)?;
                Ok(self.file(path, meta))
            }
            Source::Files(_) => Err(Failure::usage(
                "a FullBackup is one file: only a LogBackup takes several in file_path",
            )),
            Source::Pipe(name) => {
                let (reader, meta) = inspection.reader(std::io::stdin(), hear)?;
                let registration = Registration::of_reader(
                    self.region_code,
                    self.data_source_id,
                    *name,
                    reader,
                    meta,
                );
                Ok(self.backup(format!("standard input as {name}"), registration))
            }
        }
    }

    fn file(&self, path: &std::path::Path, meta: ExtraMeta) -> Backup {
        let registration = Registration::new(self.region_code, self.data_source_id, path, meta);
        self.backup(path.display().to_string(), registration)
    }

    fn backup(&self, source: String, registration: Registration) -> Backup {
        let limits = &self.arguments.limits;
        let listener = Arc::clone(self.listener);
        let mut registration = registration
            .state_dir(self.state.clone())
            .cancel(self.cancel.clone())
            .rate_limit(self.rate_limit.clone())
            .internal(limits.internal)
            .on_event(move |event| listener.hear(event));
        if let Some(name) = &self.arguments.source.name {
            registration = registration.name(name);
        }
        if let Some(parts) = limits.parallel {
            registration = registration.parallel(usize::from(parts));
        }
        if let Some(bytes) = limits.part_size {
            registration = registration.part_size(bytes);
        }
        Backup { source, registration }
    }
}

/// Uploads one and says so.
pub(crate) async fn register(
    client: &Client,
    backup: &Backup,
    listener: &Listener,
) -> Result<(), Failure> {
    let begun = Instant::now();
    listener.begin(&backup.source);
    let backup_set = client.register(&backup.registration).await?;
    let now = Instant::now();
    let facts = listener.chronicle(|chronicle| {
        chronicle.current.as_ref().map(|current| current.facts(now)).unwrap_or_default()
    });
    listener.done(Report { source: backup.source.clone(), backup_set, took: now - begun, facts })
}
