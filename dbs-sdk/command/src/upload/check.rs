//! What the command line says of the backup, as the library looks at it, and what it finds.

use dbs_sdk::Inspection;
use dbs_sdk::preflight::{Finding, Severity};
use serde_json::json;

use super::arguments::Arguments;
use super::failure::Failure;
use super::listener::Listener;

pub(crate) fn inspection(arguments: &Arguments) -> Result<Inspection, Failure> {
    Ok(Inspection {
        mode: arguments.source.preflight,
        strict: arguments.source.strict,
        region_code: arguments.region_code.clone(),
        xtrabackup_log_path: arguments.xtrabackup_log_path.clone(),
        xtrabackup_info_path: arguments.xtrabackup_info_path.clone(),
        begin_time: arguments.begin_time.clone(),
        end_time: arguments.end_time.clone(),
        zone: arguments.time_zone.as_deref().map(str::parse).transpose()?,
    })
}

/// Says what was found.
pub(crate) fn tell(listener: &Listener, finding: &Finding) {
    let text = without_severity(finding);
    match finding.severity {
        Severity::Warning => listener.warn(&text),
        severity => listener.say(&format!("preflight, {}: {text}", severity.as_str())),
    }
    listener.tell(
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

/// Place, what, and how to mend it.
fn without_severity(finding: &Finding) -> String {
    let text = finding.to_string();
    let severity = format!("{}: ", finding.severity.as_str());
    text.strip_prefix(&severity).unwrap_or(&text).to_owned()
}
