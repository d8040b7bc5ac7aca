//! The role of an ECS instance.

use std::time::Instant;

use dbs_sdk::EcsRole;
use serde_json::json;
use time::Duration;

use crate::home::{Home, absent, fatal, id, retryable};
use crate::server::{Reply, Server};
use crate::stand::{self, ROLES, SESSION};

fn on(server: &Server) -> EcsRole {
    EcsRole::new().within(Home::new().metadata(server).around())
}

fn paths(server: &Server) -> Vec<String> {
    server.asked().into_iter().map(|asked| asked.path).collect()
}

/// A metadata service whose session tokens are refused with `status`.
fn first_mode_only(status: u16) -> Server {
    Server::new(move |asked| match asked.method.as_str() {
        "PUT" => Reply::new(status, ""),
        _ if asked.path == ROLES => Reply::new(200, "host\n"),
        _ => stand::handed("STS.v1", Duration::hours(1)),
    })
}

#[tokio::test]
async fn a_session_token_comes_first_and_is_sent_with_the_rest() {
    let server = stand::metadata("host");
    assert_eq!(id(&on(&server)).await, "STS.ecs.1");
    let role = format!("{ROLES}host");
    assert_eq!(paths(&server), ["/latest/api/token", ROLES, role.as_str()]);
    let asked = server.asked();
    let [put, first, second] = asked.as_slice() else { panic!("three requests") };
    assert_eq!(put.header("x-aliyun-ecs-metadata-token-ttl-seconds"), Some("21600"));
    for asked in [first, second] {
        assert_eq!(asked.header("x-aliyun-ecs-metadata-token"), Some(SESSION));
    }
}

#[tokio::test]
async fn a_named_role_saves_a_request() {
    let server = stand::metadata("host");
    assert_eq!(id(&on(&server).role_name("host")).await, "STS.ecs.1");
    let home = Home::new().metadata(&server).set("ECS_METADATA", "host");
    assert_eq!(id(&EcsRole::new().within(home.around())).await, "STS.ecs.2");
    assert!(!paths(&server).contains(&ROLES.to_owned()));
    assert_eq!(
        fatal(&on(&server).role_name("other/../x")).await,
        "ECS role: this instance has no role \"other/../x\""
    );
    assert_eq!(paths(&server).pop().expect("a path"), format!("{ROLES}other%2F..%2Fx"));
}

#[tokio::test]
async fn without_session_tokens_it_is_done_without_unless_that_is_turned_off() {
    for status in [403, 404, 500] {
        let server = first_mode_only(status);
        assert_eq!(id(&on(&server)).await, "STS.v1");
        assert_eq!(server.asked()[1].header("x-aliyun-ecs-metadata-token"), None);
    }
    let home = |server| Home::new().metadata(server).set("IMDSV1_DISABLED", "true");
    let server = first_mode_only(404);
    for source in [on(&server).without_v1(), EcsRole::new().within(home(&server).around())] {
        assert_eq!(
            fatal(&source).await,
            "no session token (IMDSv2), and IMDSv1 is turned off: \
             the ECS metadata service answered HTTP 404"
        );
    }
    assert_eq!(paths(&server), ["/latest/api/token", "/latest/api/token"]);
    retryable(&on(&first_mode_only(503)).without_v1()).await;
}

#[tokio::test]
async fn a_session_token_that_never_comes_is_done_without() {
    let server = Server::new(|asked| match asked.method.as_str() {
        "PUT" => Reply::new(200, SESSION).after(5.0),
        _ => stand::handed("STS.v1", Duration::hours(1)),
    });
    let begun = Instant::now();
    assert_eq!(id(&on(&server).role_name("host")).await, "STS.v1");
    assert!(begun.elapsed().as_secs_f64() < 5.0, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_slow_answer_is_not_waited_for() {
    let server = Server::saying(Reply::new(200, SESSION).after(20.0));
    let begun = Instant::now();
    retryable(&on(&server).role_name("host")).await;
    assert!(begun.elapsed().as_secs_f64() < 10.0, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn nobody_there_or_no_role_is_absent_only_where_it_is_optional() {
    let nobody = Home::new().around();
    let text = absent(&EcsRole::new().within(nobody.clone()).optional()).await;
    assert_eq!(text, "ECS role: no metadata service can be reached");
    retryable(&EcsRole::new().within(nobody.clone())).await;
    retryable(&EcsRole::new().within(nobody).optional().role_name("host")).await;
    let server = Server::new(|asked| match asked.method.as_str() {
        "PUT" => Reply::new(200, SESSION),
        _ => Reply::new(404, "<html>"),
    });
    let text = "ECS role: this instance has none: attach one to it";
    assert_eq!(absent(&on(&server).optional()).await, text);
    assert_eq!(fatal(&on(&server)).await, text);
}

#[tokio::test]
async fn it_can_be_turned_off() {
    let server = stand::metadata("host");
    let home = Home::new().metadata(&server).set("ECS_METADATA_DISABLED", "True");
    let text = absent(&EcsRole::new().within(home.around())).await;
    assert_eq!(text, "ECS role: ALIBABA_CLOUD_ECS_METADATA_DISABLED is true");
    assert!(server.asked().is_empty());
}

#[tokio::test]
async fn broken_answers_are_told() {
    let with = |reply: Reply| {
        Server::new(move |asked| match asked.path.as_str() {
            "/latest/api/token" => Reply::new(200, SESSION),
            ROLES => Reply::new(200, "host"),
            _ => reply.clone(),
        })
    };
    for (reply, text) in [
        (Reply::json(json!({"Code": "Failed"})), "answered without Code Success for the role"),
        (Reply::json(json!({"Code": "Success"})), "answered without Expiration"),
        (
            Reply::json(json!({"Code": "Success", "Expiration": "soon"})),
            "answered without a readable Expiration",
        ),
        (Reply::new(200, "{\"Code\": \"Succ"), "answered something that is no JSON"),
        (Reply::new(403, ""), "answered HTTP 403"),
    ] {
        let told = fatal(&on(&with(reply))).await;
        assert!(told.contains(text), "{told}");
    }
    retryable(&on(&with(Reply::new(500, "")))).await;
    let portal = Server::saying(Reply::new(200, "<html>log in</html>"));
    let told = fatal(&on(&portal)).await;
    assert!(told.contains("something else may answer in its place"), "{told}");
}
