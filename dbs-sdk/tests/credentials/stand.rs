//! Stand-ins of the services that hand out keys, and of DBS, which takes them.

use serde_json::{Value, json};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use crate::server::{Asked, Reply, Server};

pub(crate) const ROLES: &str = "/latest/meta-data/ram/security-credentials/";
/// The session token of the metadata service.
pub(crate) const SESSION: &str = "plantedSessionToken==";

/// The services' clock.
#[allow(clippy::disallowed_methods, reason = "a stand-in of a service has a clock of its own")]
pub(crate) fn now() -> OffsetDateTime {
    OffsetDateTime::now_utc()
}

/// Keys that live for `life`, with the secret and the token made of the id.
pub(crate) fn keys(id: &str, life: Duration) -> Value {
    let end = (now() + life).replace_nanosecond(0).expect("a time");
    json!({
        "AccessKeyId": id,
        "AccessKeySecret": format!("plantedSecretOf/{id}"),
        "SecurityToken": format!("plantedTokenOf/{id}"),
        "Expiration": end.format(&Rfc3339).expect("a time"),
    })
}

/// The same, as the metadata service and credentials URIs answer.
pub(crate) fn handed(id: &str, life: Duration) -> Reply {
    let mut answer = keys(id, life);
    answer["Code"] = json!("Success");
    Reply::json(answer)
}

/// STS: the keys it gives are named after the role and numbered.
pub(crate) fn sts() -> Server {
    let mut given = 0;
    Server::new(move |asked| {
        given += 1;
        assumed(asked, &given.to_string())
    })
}

/// An answer of STS to whoever takes on a role.
pub(crate) fn assumed(asked: &Asked, number: &str) -> Reply {
    assert!(["AssumeRole", "AssumeRoleWithOIDC"].contains(&asked.action()), "{asked:?}");
    let arn = asked.parameter("RoleArn").expect("a role");
    let role = arn.rsplit('/').next().expect("a name");
    let id = format!("STS.{role}.{number}");
    Reply::json(json!({"RequestId": "R-1", "Credentials": keys(&id, Duration::hours(1))}))
}

/// The metadata service, with both modes; the keys are numbered.
pub(crate) fn metadata(role: &'static str) -> Server {
    let mut given = 0;
    Server::new(move |asked| {
        let path = asked.path.strip_prefix(ROLES);
        match (asked.method.as_str(), path) {
            ("PUT", None) if asked.path == "/latest/api/token" => Reply::new(200, SESSION),
            ("GET", Some("")) => Reply::new(200, role),
            ("GET", Some(name)) if name == role => {
                given += 1;
                handed(&format!("STS.ecs.{given}"), Duration::hours(1))
            }
            _ => Reply::new(404, "<html>"),
        }
    })
}

/// DBS: takes whatever key `accepts` says.
pub(crate) fn dbs(accepts: impl Fn(&str) -> bool + Send + 'static) -> Server {
    Server::new(move |asked| {
        if accepts(&signer(asked)) {
            Reply::json(json!({"RequestId": "R-2", "Success": true, "Data": {}}))
        } else {
            let message = "The security token is expired.";
            let body = json!({"Code": "InvalidSecurityToken.Expired", "Message": message});
            Reply::new(400, body.to_string())
        }
    })
}

/// The id of the key that signed.
pub(crate) fn signer(asked: &Asked) -> String {
    let authorization = asked.header("authorization").expect("a signature");
    let (_, rest) = authorization.split_once("Credential=").expect("an id");
    rest.split_once(',').expect("an end").0.to_owned()
}
