//! What a request says of itself, beside its parameters.

use dbs_sdk::Action as _;
use dbs_sdk::v2019_03_06::{
    CreateBackupPlan, CreateRestoreTask, EndpointType, InitializeDbsServiceLinkedRole,
    StopBackupPlan, StopMethod,
};
use dbs_sdk::v2021_01_01::{ConfigureBackupSetInfo, ModifyBackupPolicy, RetryDownloadTask};

#[test]
fn what_makes_something_new_is_repeated_only_with_a_token() {
    let mut buys = CreateBackupPlan::new("logical", "MySQL", "micro");
    assert!(!buys.is_idempotent());
    buys.client_token = Some("token".to_owned());
    assert!(buys.is_idempotent());
    assert!(!ModifyBackupPolicy::default().is_idempotent());
    assert!(!RetryDownloadTask::default().is_idempotent());
    assert!(!InitializeDbsServiceLinkedRole::default().is_idempotent());
}

#[test]
fn what_sets_a_state_may_be_repeated() {
    assert!(StopBackupPlan::new("dbs1", StopMethod::All).is_idempotent());
    let mut set =
        ConfigureBackupSetInfo::new("Physical", "Automated", "n", "FullBackup", "d", "r", "s");
    assert!(!set.is_idempotent(), "each call registers another one");
    set.backup_set_id = Some("ee-1".to_owned());
    assert!(set.is_idempotent());
}

#[test]
fn a_password_is_in_the_body_and_in_no_text_about_the_request() {
    let mut request = CreateRestoreTask::new("dbs1", EndpointType::from("agent"), "task");
    request.destination_endpoint_password = Some("planted".into());
    let parameters = request.parameters();
    assert!(!format!("{request:?} {parameters:?}").contains("planted"));
}

#[test]
fn words_are_sent_as_published_and_unpublished_ones_as_they_are() {
    assert_eq!(EndpointType::from("agent").as_str(), "Agent");
    assert_eq!(EndpointType::from("Moon").as_str(), "Moon");
}
