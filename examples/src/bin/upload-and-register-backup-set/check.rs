//! Looks at the backup before the first request, and finds what DBS is told beside the bytes.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use dbs_sdk::preflight::{Finding, Mode, Preflight, Report, Severity};
use dbs_sdk::{BinlogSeries, ExtraMeta, MetaOptions, RegisteredLog, StateDir};
use serde_json::json;

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::listener::Listener;

/// This much of a pipe is looked at.
const HEAD: u64 = 64 << 10;

pub(crate) struct Check<'a> {
    pub(crate) arguments: &'a Arguments,
    pub(crate) listener: &'a Listener,
    pub(crate) state: &'a StateDir,
}

impl Check<'_> {
    pub(crate) fn directory(&self, path: &Path) -> Result<ExtraMeta, Failure> {
        if !path.is_dir() {
            let what = if path.exists() { "is no directory" } else { "is not there" };
            return Err(Failure::usage(format!("backup_dir {} {what}", path.display())));
        }
        let info = ["xtrabackup_info", "mariadb_backup_info"].map(|name| path.join(name));
        self.full_backup(
            &self.preflight().directory(path),
            info.into_iter().find(|path| path.is_file()),
        )
    }

    pub(crate) fn archive(&self, path: &Path) -> Result<ExtraMeta, Failure> {
        self.full_backup(&self.preflight().archive(path), None)
    }

    /// Its first bytes are read; the reader gives them again.
    pub(crate) fn pipe<R: Read>(
        &self,
        mut pipe: R,
    ) -> Result<(impl Read + use<R>, ExtraMeta), Failure> {
        let mut head = Vec::new();
        pipe.by_ref()
            .take(HEAD)
            .read_to_end(&mut head)
            .map_err(|error| Failure::usage(format!("standard input cannot be read: {error}")))?;
        if head.is_empty() {
            return Err(Failure::usage("standard input is empty: a backup has bytes"));
        }
        let meta = self.full_backup(&self.preflight().head(&head), None)?;
        Ok((Cursor::new(head).chain(pipe), meta))
    }

    /// The binlogs in their order.
    pub(crate) fn binlogs(&self, paths: &[PathBuf]) -> Result<Vec<(PathBuf, ExtraMeta)>, Failure> {
        let given = self.arguments;
        if given.begin_time.is_some()
            || given.end_time.is_some()
            || given.xtrabackup_log_path.is_some()
            || given.xtrabackup_info_path.is_some()
        {
            let [path] = paths else {
                return Err(Failure::usage(
                    "begin_time and end_time are those of one file: leave them out, and the times of \
                     each are read from it",
                ));
            };
            let meta = self.meta_options(None).extra_meta(&given.zone()?)?;
            if given.source.preflight != Mode::Off {
                self.judge(&self.findings_of(&BinlogSeries::read(paths)))?;
            }
            return Ok(vec![(path.clone(), meta)]);
        }
        let series = BinlogSeries::read(paths);
        let findings = self.findings_of(&series);
        // What has no times cannot be registered, whatever is looked at.
        let off = given.source.preflight == Mode::Off && series.files().len() == paths.len();
        self.judge(if off { &[] } else { &findings })?;
        let files = series.files().iter();
        files.map(|file| Ok((file.path.clone(), file.extra_meta()?))).collect()
    }

    /// Beside what was registered earlier for the same data source.
    fn findings_of(&self, series: &BinlogSeries) -> Vec<Finding> {
        let data_source_id = self.arguments.datasource_id.as_deref().unwrap_or_default();
        series.findings(&RegisteredLog::noted_in(self.state, data_source_id))
    }

    /// `info`: the file in a directory.
    fn full_backup(&self, report: &Report, info: Option<PathBuf>) -> Result<ExtraMeta, Failure> {
        let given = self.arguments;
        for finding in report.findings() {
            self.tell(finding);
        }
        let meta = match (&given.xtrabackup_log_path, &given.xtrabackup_info_path) {
            // A single file is read as the documented script reads it.
            (None, None) if given.begin_time.is_none() && given.end_time.is_none() => {
                match report.completed_backup() {
                    Some(backup) => ExtraMeta::full_backup(backup, &given.zone()?),
                    None => {
                        // The finding that says why is the better message.
                        report.verdict(given.source.strict)?;
                        self.meta_options(info).extra_meta(&given.zone()?)
                    }
                }
            }
            (Some(_), Some(_)) if given.source.preflight != Mode::Off => {
                // They were compared.
                let options = MetaOptions { xtrabackup_info_path: None, ..self.meta_options(None) };
                options.extra_meta(&given.zone()?)
            }
            _ => self.meta_options(None).extra_meta(&given.zone()?),
        }?;
        report.verdict(given.source.strict)?;
        Ok(meta)
    }

    fn preflight(&self) -> Preflight {
        let given = self.arguments;
        let mut preflight = Preflight::new().mode(given.source.preflight);
        if let Some(region) = &given.region_code {
            preflight = preflight.region(region);
        }
        if let Some(path) = &given.xtrabackup_log_path {
            preflight = preflight.log_path(path);
        }
        if let Some(path) = &given.xtrabackup_info_path {
            preflight = preflight.info_path(path);
        }
        preflight
    }

    fn meta_options(&self, info: Option<PathBuf>) -> MetaOptions {
        let given = self.arguments;
        MetaOptions {
            data_type: given.data_type.clone(),
            xtrabackup_log_path: given.xtrabackup_log_path.clone(),
            xtrabackup_info_path: given.xtrabackup_info_path.clone().or(info),
            begin_time: given.begin_time.clone(),
            end_time: given.end_time.clone(),
        }
    }

    /// Says them all, and fails by the worst.
    fn judge(&self, findings: &[Finding]) -> Result<(), Failure> {
        for finding in findings {
            self.tell(finding);
        }
        let least = if self.arguments.source.strict { Severity::Warning } else { Severity::Error };
        let worst = findings.iter().max_by_key(|finding| finding.severity);
        match worst.filter(|worst| worst.severity >= least) {
            Some(worst) => Err(Failure::usage(format!("preflight: {}", without_severity(worst)))),
            None => Ok(()),
        }
    }

    fn tell(&self, finding: &Finding) {
        match finding.severity {
            Severity::Warning => self.listener.warn(&without_severity(finding)),
            severity => {
                let text = without_severity(finding);
                self.listener.say(&format!("preflight, {}: {text}", severity.as_str()));
            }
        }
        self.listener.tell(
            "finding",
            json!({
                "severity": finding.severity.as_str(),
                "check": finding.check.as_str(),
                "file": finding.file,
                "member": finding.member,
                "line": finding.line,
                "what": finding.what,
                "mend": finding.mend,
            }),
        );
    }
}

/// Place, what, and how to mend it.
fn without_severity(finding: &Finding) -> String {
    let text = finding.to_string();
    let severity = format!("{}: ", finding.severity.as_str());
    text.strip_prefix(&severity).unwrap_or(&text).to_owned()
}
