//! Answers as the service was seen to give them, odd ones and hostile ones.

use dbs_sdk::Action;
use dbs_sdk::v2019_03_06::{
    BackupPlanStatus, ChargeType, DescribeBackupPlanList, DescribeNodeCidrList, EndpointType,
    GetDBListFromAgent, InitializeDbsServiceLinkedRole, ModifyBackupSourceEndpoint, Weekday,
};
use dbs_sdk::v2021_01_01::{
    DescribeBackupDataList, DescribeBakDataSourceStorageAccessInfo, DescribeCostInfoByDbsInstance,
    DescribeDBTablesRecoveryState, DescribeDownloadBackupSetStorageInfo, DescribeSandboxBackupSets,
    ExpectExpireType,
};
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::server::Server;

async fn read<A: Action>(request: A, mut answer: Value) -> A::Response {
    if answer.get("Success").is_none() {
        answer["Success"] = json!(true);
    }
    Server::saying(answer).client().send(&request).await.expect(A::ACTION)
}

#[tokio::test]
async fn success_is_read_from_words_and_booleans() {
    for success in [json!("true"), json!("True"), json!(true)] {
        let answer = json!({"Success": success, "ErrorCode": "EntityAlreadyExists.Role"});
        let response = read(InitializeDbsServiceLinkedRole::default(), answer).await;
        assert_eq!(response.success, Some(true));
        assert_eq!(response.error_code.as_deref(), Some("EntityAlreadyExists.Role"));
    }
}

#[tokio::test]
async fn one_odd_field_takes_no_other_with_it() {
    let plan = json!({"BackupPlanId": 77, "BackupPlanName": null, "BackupGatewayId": "160",
        "BackupRetentionPeriod": "many", "BackupPlanCreateTime": 1.6e12, "EnableBackupLog": "True",
        "BackupPeriod": "MONDAY,friday,Someday", "SourceEndpointInstanceType": "rds",
        "InstanceChargeType": "prepay", "BackupPlanStatus": "frozen", "New": {"Field": [1]}});
    let answer = json!({"Items": {"BackupPlanDetail": [plan, "no plan", null, 7]},
        "TotalElements": "1", "PageNum": {}, "HttpStatusCode": "200"});
    let response = read(DescribeBackupPlanList::default(), answer).await;
    assert_eq!((response.total_elements, response.page_num), (Some(1), None));
    let [plan] = response.items.as_slice() else { panic!("{response:?}") };
    assert_eq!(plan.backup_plan_id.as_deref(), Some("77"));
    assert_eq!((plan.backup_plan_name.as_ref(), plan.backup_retention_period), (None, None));
    assert_eq!(plan.backup_gateway_id, Some(160));
    assert_eq!(plan.backup_plan_create_time, Some(1_600_000_000_000));
    assert_eq!(plan.enable_backup_log, Some(true));
    let someday = Weekday::Unlisted("Someday".to_owned());
    assert_eq!(plan.backup_period, [Weekday::Monday, Weekday::Friday, someday]);
    assert_eq!(plan.source_endpoint_instance_type, Some(EndpointType::Rds));
    assert_eq!(plan.instance_charge_type, Some(ChargeType::Prepay));
    let frozen = BackupPlanStatus::Unlisted("frozen".to_owned());
    assert_eq!(plan.backup_plan_status, Some(frozen));
}

#[tokio::test]
async fn nothing_at_all_is_an_answer_too() {
    for answer in [json!({}), json!({"Items": null}), json!({"Items": {}}), json!({"Items": "?"})] {
        assert!(read(DescribeBackupPlanList::default(), answer).await.items.is_empty());
    }
    for data in [json!(null), json!([]), json!("no"), json!(1), json!({"Content": "?"})] {
        let response = read(DescribeBackupDataList::default(), json!({"Data": data})).await;
        assert!(response.data.is_none_or(|data| data.content.is_empty()));
    }
}

#[tokio::test]
async fn lists_of_texts_lose_their_wrapping() {
    let answer =
        json!({"InternetIPs": {"InternetIP": ["10.0.0.0/8"]}, "IntranetIPs": {"IntranetIP": []}});
    let response = read(DescribeNodeCidrList::new("cn-hangzhou"), answer).await;
    assert_eq!(response.internet_ips, ["10.0.0.0/8"]);
    assert!(response.intranet_ips.is_empty());
    let answer = json!({"DbList": {"dbName": ["shop", "stock"]}});
    assert_eq!(read(GetDBListFromAgent::default(), answer).await.db_list, ["shop", "stock"]);
}

#[tokio::test]
async fn json_comes_as_a_text_and_as_it_is() {
    let page = json!({"number": 1, "size": 30, "totalElements": 1,
        "content": [{"backupSetId": "1x", "backupSetType": "FULL"}]});
    for data in [page.clone(), json!(page.to_string())] {
        let response = read(DescribeSandboxBackupSets::new("1h"), json!({"Data": data})).await;
        let data = response.data.expect("data");
        assert_eq!((data.total_elements, data.content.len()), (Some(1), 1));
        assert_eq!(data.content[0].backup_set_id.as_deref(), Some("1x"));
    }
    let module = json!({"moduleCode": "BackupStorageSize", "commodity": "cbs_post"});
    for data in [module.clone(), json!([module.clone()]), json!(module.to_string())] {
        let answer = json!({"Data": data});
        let response = read(DescribeCostInfoByDbsInstance::default(), answer).await;
        assert_eq!(response.data.len(), 1);
        assert_eq!(response.data[0].module_code.as_deref(), Some("BackupStorageSize"));
    }
    let answer = json!({"Data": {"State": ["on", 1]}});
    let response = read(DescribeDBTablesRecoveryState::default(), answer).await;
    assert_eq!(
        response.data.as_deref(),
        Some(r#"{"State":["on",1]}"#),
        "undocumented, but not lost"
    );
}

#[tokio::test]
async fn a_number_that_is_a_text_after_all_is_kept() {
    let snapshot =
        json!({"DumpId": "abc****", "DumpSize": "25669140589", "expectExpireType": "delay"});
    let answer = json!({"Data": {"Content": [{"PolarSnapshot": snapshot, "BackupSize": 1}]}});
    let response = read(DescribeBackupDataList::default(), answer).await;
    let snapshot = response.data.expect("data").content[0].polar_snapshot.clone().expect("a dump");
    assert_eq!(snapshot.dump_id.as_deref(), Some("abc****"));
    assert_eq!(snapshot.dump_size, Some(25_669_140_589));
    assert_eq!(snapshot.expect_expire_type, Some(ExpectExpireType::Delay));
}

#[tokio::test]
async fn a_password_that_is_echoed_does_not_reach_the_error() {
    let echo = "string to sign is SourceEndpointPassword=pl/anted and pl%2Fanted and pl%252Fanted";
    let answer = json!({"Success": false, "ErrCode": "SignatureDoesNotMatch", "ErrMessage": echo});
    let mut request = ModifyBackupSourceEndpoint::new("dbs1", "RDS");
    request.source_endpoint_password = Some("pl/anted".into());
    let error = Server::saying(answer).client().send(&request).await.expect_err("a refusal");
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("SourceEndpointPassword=*** and *** and ***"), "{shown}");
    assert!(!shown.contains("anted"), "{shown}");
}

#[tokio::test]
async fn keys_and_signed_links_are_handed_out_but_not_shown() {
    let info = json!({"AccessKeyId": "STS.planted", "AccessKeySecret": "planted", "SecurityToken": "planted"});
    let answer = json!({"Data": {"OssAccessInfo": info}});
    let request = DescribeBakDataSourceStorageAccessInfo::new("ee-1", "FullBackup", "ds-1", "r");
    let response = read(request.clone(), answer).await;
    assert!(!format!("{response:?}").contains("planted"));
    let info = response.data.and_then(|data| data.oss_access_info).expect("access");
    assert_eq!(info.access_key_id.expose_secret(), "STS.planted");
    assert_eq!(info.security_token.expose_secret(), "planted");
    let response = read(request, json!({"Data": {"OssAccessInfo": {"AccessKeyId": null}}})).await;
    let info = response.data.and_then(|data| data.oss_access_info).expect("access");
    assert!(info.access_key_id.expose_secret().is_empty(), "no key is an empty one");

    let answer = json!({"Data": {"PublicUrl": "https://b/?Signature=planted", "ExpirationTime": 1661329050}});
    let request = DescribeDownloadBackupSetStorageInfo::new(7200, "cn-hangzhou");
    let response = read(request, answer).await;
    assert!(!format!("{response:?}").contains("planted"));
    let data = response.data.expect("data");
    let link = data.public_url.expect("a link");
    assert_eq!(link.expose_secret(), "https://b/?Signature=planted");
    assert!(data.private_url.is_none());
}
