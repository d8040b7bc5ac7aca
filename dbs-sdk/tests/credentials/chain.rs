//! The sources one after the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dbs_sdk::{Chain, Credentials, CredentialsError, CredentialsProvider, Environment, RamRole};
use futures_util::FutureExt as _;
use futures_util::future::{self, BoxFuture};
use serde_json::json;
use time::Duration;

use crate::home::{Home, absent, fatal, id, retryable};
use crate::server::{Reply, Server};
use crate::stand;

const CONFIG: &str = ".aliyun/config.json";
const INI: &str = ".alibabacloud/credentials.ini";

/// The stand-ins of all sources.
struct Services {
    sts: Server,
    metadata: Server,
    uri: Server,
}

impl Services {
    fn good() -> Self {
        Self {
            sts: stand::sts(),
            metadata: stand::metadata("host"),
            uri: Server::saying(stand::handed("STS.uri", Duration::hours(1))),
        }
    }

    fn broken() -> Self {
        let no = || Server::saying(Reply::new(403, "no"));
        Self { sts: no(), metadata: no(), uri: no() }
    }

    /// Adds one source to what is set up.
    fn set_up(&self, home: Home, source: &str) -> Home {
        match source {
            "environment" => {
                home.set("ACCESS_KEY_ID", "LTAIenv").set("ACCESS_KEY_SECRET", "s3cret")
            }
            "OIDC" => {
                let home = home.file("token", "eyJ.x").sts(&self.sts);
                let token = home.path("token").to_str().expect("a path").to_owned();
                home.set("ROLE_ARN", "acs:ram::1:role/pod")
                    .set("OIDC_PROVIDER_ARN", "acs:ram::1:oidc-provider/x")
                    .set("OIDC_TOKEN_FILE", token)
            }
            "CLI" => home.file(
                CONFIG,
                json!({"current": "p", "profiles": [{"name": "p", "mode": "AK",
                    "access_key_id": "LTAIcli", "access_key_secret": "s3cret"}]})
                .to_string(),
            ),
            "INI" => home.file(
                INI,
                "[default]\ntype = access_key\naccess_key_id = LTAIini\naccess_key_secret = s3cret",
            ),
            "ECS" => home.metadata(&self.metadata),
            "URI" => home.set("CREDENTIALS_URI", self.uri.url()),
            _ => panic!("{source}"),
        }
    }
}

const ORDER: [(&str, &str); 6] = [
    ("environment", "LTAIenv"),
    ("OIDC", "STS.pod.1"),
    ("CLI", "LTAIcli"),
    ("INI", "LTAIini"),
    ("ECS", "STS.ecs.1"),
    ("URI", "STS.uri"),
];

#[tokio::test]
async fn each_source_beats_all_later_ones() {
    for (index, (_, expected)) in ORDER.iter().enumerate() {
        let services = Services::good();
        let from_here = &ORDER[index..];
        let home =
            from_here.iter().fold(Home::new(), |home, (name, _)| services.set_up(home, name));
        assert_eq!(id(&Chain::within(home.around())).await, *expected);
    }
}

#[tokio::test]
async fn a_source_that_fails_ends_the_chain_though_later_ones_are_good() {
    let (good, broken) = (Services::good(), Services::broken());
    let later = |home: Home| good.set_up(home, "URI");
    let environment = later(Home::new().set("ACCESS_KEY_ID", "LTAI"));
    let oidc = broken.set_up(later(Home::new()), "OIDC");
    let cli = later(Home::new().file(CONFIG, "{"));
    let ini = later(Home::new().file(INI, "[default]"));
    let profile = later(good.set_up(Home::new(), "CLI").set("PROFILE", "mistyped"));
    let ecs = broken.set_up(later(Home::new()), "ECS");
    for (home, text) in [
        (environment, "environment: "),
        (oidc, "OIDC role acs:ram::1:role/pod: "),
        (cli, "is no JSON: line 1"),
        (ini, "type is missing"),
        (profile, "no profile \"mistyped\""),
        (ecs, "the ECS metadata service answered HTTP 403"),
    ] {
        let told = fatal(&Chain::within(home.around())).await;
        assert!(told.contains(text), "{told}");
    }
    assert!(good.uri.asked().is_empty());
}

#[tokio::test]
async fn where_nothing_is_set_up_everything_that_could_be_is_listed() {
    let home = Home::new();
    let path = |name| home.path(name).display().to_string();
    assert_eq!(
        absent(&Chain::within(home.around())).await,
        format!(
            "no source of keys is set up: \
             (1) environment: ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET are not \
             set; \
             (2) OIDC role: ALIBABA_CLOUD_ROLE_ARN and ALIBABA_CLOUD_OIDC_PROVIDER_ARN and \
             ALIBABA_CLOUD_OIDC_TOKEN_FILE not set; \
             (3) aliyun CLI: there is no {}; \
             (4) credentials file: no profile \"default\": there is no {} and no {}; \
             (5) ECS role: no metadata service can be reached; \
             (6) credentials URI: ALIBABA_CLOUD_CREDENTIALS_URI is not set",
            path(CONFIG),
            path(".alibabacloud/credentials"),
            path(INI),
        )
    );
}

#[tokio::test]
async fn whoever_gave_keys_once_is_asked_for_all_later_ones() {
    let services = Services::good();
    let home = services.set_up(services.set_up(Home::new(), "INI"), "URI");
    let chain = Chain::within(home.around());
    assert_eq!(id(&chain).await, "LTAIini");
    services.set_up(Home::new(), "CLI");
    home.write(CONFIG, "{");
    assert_eq!(id(&chain).await, "LTAIini");
    std::fs::remove_file(home.path(INI)).expect("no file");
    assert!(retryable(&chain).await.starts_with("credentials file: no profile"));
}

#[tokio::test]
async fn a_chain_of_ones_own_takes_any_source() {
    let services = Services::good();
    let home = Home::new().sts(&services.sts);
    let environment = Environment::new().within(home.around());
    let role = RamRole::new(environment, "acs:ram::1:role/x").within(home.around());
    let own = Credentials::new("LTAIown", "s3cret");
    let sources: [Arc<dyn CredentialsProvider>; 2] = [Arc::new(role), Arc::new(own)];
    assert_eq!(id(&Chain::of(sources.clone())).await, "LTAIown");
    // A chain is a source too.
    let role = RamRole::new(Chain::of(sources), "acs:ram::1:role/own").within(home.around());
    assert_eq!(id(&role).await, "STS.own.1");
    assert_eq!(absent(&Chain::of([])).await, "no source of keys is set up");
}

/// Not set up when it is asked first.
#[derive(Debug, Default)]
struct Late(AtomicBool);

impl CredentialsProvider for Late {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let there = self.0.swap(true, Ordering::SeqCst);
        let keys = there.then(|| Credentials::new("LTAIlate", "s3cret"));
        future::ready(keys.ok_or_else(|| CredentialsError::absent("late"))).boxed()
    }
}

#[derive(Debug)]
struct Slow;

impl CredentialsProvider for Slow {
    fn fetch(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let keys = || Ok(Credentials::new("LTAIslow", "s3cret"));
        tokio::time::sleep(std::time::Duration::from_millis(100)).map(move |()| keys()).boxed()
    }
}

#[tokio::test]
async fn two_that_walk_at_once_end_with_one_identity() {
    let chain =
        Chain::of([Arc::new(Late::default()) as Arc<dyn CredentialsProvider>, Arc::new(Slow)]);
    assert_eq!(future::join(id(&chain), id(&chain)).await, ("LTAIlate".into(), "LTAIlate".into()));
}
