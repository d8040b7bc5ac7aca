//! What DBS does of downloads: tasks that take a while, and links that end.

use std::time::Duration;

use oss_multipart::Bucket;
use serde_json::{Value, json};

use crate::server::Asked;

pub(crate) const KEY: &str = "converted/full.tar.gz";
const MINUTE: Duration = Duration::from_secs(60);

pub(crate) struct Service {
    pub(crate) public: Bucket,
    pub(crate) vpc: Bucket,
    /// As the lists of both versions show them, without links.
    pub(crate) tasks: Vec<Value>,
    /// How often a new task is looked at before it is done.
    pub(crate) looks: u32,
    /// Links given so far.
    pub(crate) links: u32,
    /// Always the same ones, once there are any.
    pub(crate) repeats: Option<(String, String)>,
    /// But of this task alone.
    pub(crate) repeats_for: Option<&'static str>,
    /// Instead of the next answers of an action: null is a lost one.
    pub(crate) instead: Vec<(&'static str, Value)>,
}

impl Service {
    pub(crate) fn new(public: Bucket, vpc: Bucket) -> Self {
        let (tasks, instead) = (Vec::new(), Vec::new());
        Self { public, vpc, tasks, looks: 2, links: 0, repeats: None, repeats_for: None, instead }
    }

    pub(crate) fn answer(&mut self, asked: &Asked) -> Value {
        let planned = self.instead.iter().position(|(action, _)| *action == asked.action);
        if let Some(at) = planned {
            return self.instead.remove(at).1;
        }
        match asked.action.as_str() {
            "DescribeBackupSetDownloadTaskList" => self.list_of_plan(asked),
            "CreateFullBackupSetDownload" | "CreateIncrementBackupSetDownload" => {
                let id = self.create(json!({
                    "BackupSetId": asked.parameter("BackupSetId"),
                    "BackupSetDataFormat": asked.parameter("BackupSetDataFormat").unwrap_or("CSV"),
                    "BackupSetDownloadStatus": "running",
                    "BackupSetDownloadWay": "manual",
                }));
                json!({"Success": true, "BackupSetDownloadTaskId": id})
            }
            "DescribeDownloadTask" => self.list_of_instance(),
            "CreateDownload" => {
                let id = self.create(json!({
                    "BakSetId": asked.parameter("BakSetId"),
                    "Format": asked.parameter("FormatType").unwrap_or_default().to_lowercase(),
                    "DownloadStatus": "queuing",
                    "TargetType": asked.parameter("TargetType"),
                }));
                json!({"Success": "true", "Data": {"TaskId": id}})
            }
            "DescribeDownloadBackupSetStorageInfo" => {
                let (public, vpc) = self.links(asked.parameter("TaskId"));
                json!({"Success": "True", "Data": {"PublicUrl": public, "PrivateUrl": vpc,
                    "ExpirationTime": 1_661_329_050}})
            }
            _ => json!({"Success": false, "ErrCode": "Script.Unknown", "ErrMessage": "?"}),
        }
    }

    fn create(&mut self, mut task: Value) -> String {
        let id = format!("dt-{}", self.tasks.len() + 1);
        task["BackupSetDownloadTaskId"] = json!(id);
        task["TaskId"] = json!(id);
        self.tasks.push(task);
        id
    }

    /// One look of many brings all of them forward.
    fn look(&mut self) {
        self.looks = self.looks.saturating_sub(1);
        for task in self.tasks.iter_mut().filter(|_| self.looks == 0) {
            for (name, going, done) in [
                ("BackupSetDownloadStatus", "running", "finish"),
                ("DownloadStatus", "queuing", "finished"),
            ] {
                if task[name] == going {
                    task[name] = json!(done);
                }
            }
        }
    }

    fn list_of_plan(&mut self, asked: &Asked) -> Value {
        let mut tasks = self.tasks.clone();
        if let Some(id) = asked.parameter("BackupSetDownloadTaskId") {
            self.look();
            tasks = self.tasks.clone();
            tasks.retain(|task| task["BackupSetDownloadTaskId"] == id);
            for task in &mut tasks {
                if task["BackupSetDownloadStatus"] == "finish" {
                    let (public, vpc) = self.links(Some(id));
                    task["BackupSetDownloadInternetUrl"] = json!(public);
                    task["BackupSetDownloadIntranetUrl"] = json!(vpc);
                }
            }
        }
        let total = tasks.len();
        json!({"Success": true, "TotalElements": total, "PageSize": 30,
            "Items": {"BackupSetDownloadTaskDetail": tasks}})
    }

    fn list_of_instance(&mut self) -> Value {
        self.look();
        let total = self.tasks.len();
        json!({"Success": "true", "Data": {"TotalElements": total, "PageSize": 10,
            "Content": {"List": self.tasks}}})
    }

    /// The first ones are good for a minute, the others for two hours.
    fn links(&mut self, task_id: Option<&str>) -> (String, String) {
        let repeats = self.repeats_for.is_none_or(|id| task_id == Some(id));
        if let Some(links) = self.repeats.clone().filter(|_| repeats) {
            return links;
        }
        self.links += 1;
        let valid = if self.links <= 2 { MINUTE } else { 120 * MINUTE };
        (signed(&self.public, valid), signed(&self.vpc, valid))
    }
}

/// Signing waits for nothing.
pub(crate) fn signed(bucket: &Bucket, valid: Duration) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let url = runtime.block_on(bucket.presign_url(reqwest::Method::GET, KEY, valid));
    url.expect("a link").expose().to_owned()
}
