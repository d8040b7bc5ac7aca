//! A service that answers each action from a list, the last answer for ever.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dbs_sdk::{Error, WaitPolicy, WaitProgress, Waiter};
use serde_json::{Value, json};

use crate::server::Server;

/// Answers by action.
pub(crate) fn playing(script: &[(&str, &[Value])]) -> Server {
    let mut lists: HashMap<String, VecDeque<Value>> = script
        .iter()
        .map(|(action, answers)| ((*action).to_owned(), answers.iter().cloned().collect()))
        .collect();
    let unknown = json!({"Success": false, "ErrCode": "Script.Unknown", "ErrMessage": "?"});
    Server::new(move |asked| match lists.get_mut(&asked.action) {
        Some(answers) if answers.len() > 1 => answers.pop_front().expect("an answer"),
        Some(answers) => answers.front().expect("an answer").clone(),
        None => unknown.clone(),
    })
}

/// The actions asked for, in order.
pub(crate) fn actions(server: &Server) -> Vec<String> {
    server.asked().into_iter().map(|asked| asked.action).collect()
}

/// One that hardly pauses.
pub(crate) fn quick(server: &Server) -> Waiter {
    waiter(server, Duration::from_secs(60))
}

/// One that hardly pauses, and gives nothing the time to rest.
pub(crate) fn impatient(server: &Server) -> Waiter {
    waiter(server, Duration::from_millis(10))
}

fn waiter(server: &Server, rest: Duration) -> Waiter {
    let mut policy = WaitPolicy::default();
    policy.first = Duration::from_millis(1);
    policy.cap = Duration::from_millis(5);
    policy.rest = rest;
    policy.deadline = Duration::from_secs(120);
    server.client().waiter().policy(policy)
}

/// What a listener heard: the tasks as they were seen.
#[derive(Clone, Default)]
pub(crate) struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    pub(crate) fn listen(&self) -> impl Fn(&WaitProgress) + Send + Sync + 'static {
        let heard = Arc::clone(&self.0);
        move |seen| heard.lock().expect("what was heard").push(seen.task.to_string())
    }

    pub(crate) fn tasks(&self) -> Vec<String> {
        self.0.lock().expect("what was heard").clone()
    }
}

/// Everything that an error says.
pub(crate) fn everything(error: &Error) -> String {
    format!("{error} {error:#} {error:?} {error:#?} {:?}", error.task())
}

/// A list of one restore task with these fields.
pub(crate) fn restore_task(fields: Value) -> Value {
    one("RestoreTaskDetail", "RestoreTaskId", "s1", fields)
}

/// A list of one plan with these fields.
pub(crate) fn plan(fields: Value) -> Value {
    one("BackupPlanDetail", "BackupPlanId", "dbs1", fields)
}

/// A list of one download task with these fields.
pub(crate) fn backup_set_download(fields: Value) -> Value {
    one("BackupSetDownloadTaskDetail", "BackupSetDownloadTaskId", "u1", fields)
}

fn one(list: &str, id: &str, value: &str, mut fields: Value) -> Value {
    fields[id] = json!(value);
    json!({"Success": true, "TotalElements": 1, "PageSize": 30, "Items": {list: [fields]}})
}

/// An empty list.
pub(crate) fn nothing() -> Value {
    json!({"Success": true, "TotalElements": 0, "Items": {}})
}

pub(crate) fn refused(code: &str) -> Value {
    json!({"Success": false, "ErrCode": code, "ErrMessage": "no"})
}

/// Checks in this state, with these items.
pub(crate) fn checks(status: &str, progress: i32, items: Value) -> Value {
    json!({"Success": true, "Status": status, "Progress": progress,
        "Items": {"PreCheckProgressDetail": items}})
}
