//! What an error tells.

use dbs_sdk::v2019_03_06::StartBackupPlan;
use dbs_sdk::{Call, Error, ErrorKind};

use crate::wire::{Wire, answer};

async fn refused(body: &str, status: u16) -> Error {
    let wire = Wire::playing([answer(status, body)]);
    wire.client().send(&StartBackupPlan::new("dbs-1")).await.expect_err("a refusal")
}

#[tokio::test]
async fn a_wrong_permission_names_the_one_that_is_missing() {
    let error = refused(
        r#"{"RequestId":"R-9","Code":"Request.Forbidden","Message":"Have no Permissions"}"#,
        403,
    )
    .await;
    assert_eq!(error.kind(), ErrorKind::Forbidden);
    assert_eq!(
        error.to_string(),
        "StartBackupPlan was not carried out: Have no Permissions (Request.Forbidden; HTTP 403, \
         request id R-9); the keys' RAM policy must allow dbs:StartBackupPlan"
    );
}

#[tokio::test]
async fn the_detail_of_a_denial_is_kept_and_believed() {
    let error = refused(
        r#"{"RequestId":"R-9","Code":"NoPermission","Message":"denied","Recommend":"https://x",
            "AccessDeniedDetail":{"AuthAction":"dbs:Other","AuthPrincipalType":"SubUser",
            "AuthPrincipalDisplayName":"2","AuthPrincipalOwnerId":"1","PolicyType":"P",
            "NoPermissionType":"ImplicitDeny","EncodedDiagnosticMessage":"AQ"}}"#,
        400,
    )
    .await;
    assert_eq!(error.kind(), ErrorKind::Forbidden);
    assert!(error.to_string().ends_with("; the keys' RAM policy must allow dbs:Other"), "{error}");
    let fault = error.fault().expect("a fault");
    assert_eq!((fault.status, fault.recommend.as_deref()), (400, Some("https://x")));
    let detail = fault.access_denied.as_ref().expect("a detail");
    let told = [
        &detail.auth_action,
        &detail.principal_type,
        &detail.principal_display_name,
        &detail.principal_owner_id,
        &detail.policy_type,
        &detail.no_permission_type,
        &detail.encoded_diagnostic_message,
    ];
    let told: Vec<_> = told.into_iter().map(|text| text.as_deref().unwrap_or("")).collect();
    assert_eq!(told, ["dbs:Other", "SubUser", "2", "1", "P", "ImplicitDeny", "AQ"]);
}

#[tokio::test]
async fn a_call_by_name_names_its_permission_too() {
    let wire = Wire::playing([answer(403, r#"{"Code":"Forbidden.RAM","Message":"no"}"#)]);
    let error = wire.client().call(&Call::new("DoThings", "2021-01-01")).await.expect_err("denied");
    assert!(error.to_string().ends_with("must allow dbs:DoThings"), "{error}");
}

#[tokio::test]
async fn without_keys_nothing_is_sent_and_the_reason_is_beneath() {
    #[derive(Debug)]
    struct Broken;
    impl dbs_sdk::CredentialsProvider for Broken {
        fn fetch(
            &self,
        ) -> futures_util::future::BoxFuture<
            '_,
            Result<dbs_sdk::Credentials, dbs_sdk::CredentialsError>,
        > {
            Box::pin(async { Err(dbs_sdk::CredentialsError::fatal("the vault is sealed")) })
        }
    }
    let wire = Wire::playing([]);
    let endpoint = format!("http://{}", wire.address);
    let client = dbs_sdk::Client::builder(endpoint, Broken).build().expect("a client");
    let error = client.send(&StartBackupPlan::new("dbs-1")).await.expect_err("no keys");
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(format!("{error:#}"), "there are no keys to sign with: the vault is sealed");
    assert!(wire.asked().is_empty());
}
