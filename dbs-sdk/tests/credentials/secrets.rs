//! Planted secrets of every source are looked for in everything that the library says.

use std::error::Error;
use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};

use dbs_sdk::{
    Call, Chain, CliProfile, Client, CredentialsProvider, CredentialsUri, EcsRole, Environment,
    IniProfile, OidcRole, RamRole, RetryPolicy,
};
use futures_util::future::join_all;
use serde_json::json;
use time::Duration;
use tracing_subscriber::EnvFilter;

use crate::home::Home;
use crate::server::{Asked, Reply, Server};
use crate::stand;

/// Whatever is secret holds this word.
const PLANTED: &str = "planted";

/// Collects every line that is logged, at the finest level, of every crate.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("the log").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn no_source_tells_a_secret_however_it_fails() {
    let log = Log::default();
    let sink = log.clone();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("trace"))
        .with_writer(move || sink.clone())
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.expect("a runtime").block_on(everything());
    let log = String::from_utf8_lossy(&log.0.lock().expect("the log")).into_owned();
    for heard in ["fetched keys", "this source has the keys", "reqwest", "can read these keys"] {
        assert!(log.contains(heard), "the log did not hear {heard:?}");
    }
    assert_clean(&log, "the log");
}

fn assert_clean(text: &str, what: &str) {
    assert!(!text.contains(PLANTED), "{what} tells a secret:\n{text}");
}

/// Everything that can be shown of an error.
fn shown(error: &(dyn Error + 'static)) -> String {
    let mut text = format!("{error}\n{error:#}\n{error:?}\n{error:#?}\n");
    let mut next = error.source();
    while let Some(source) = next {
        let _ = writeln!(text, "{source} {source:#} {source:?}");
        next = source.source();
    }
    text
}

/// What a service does at its worst.
type Worst = fn(&Asked) -> Reply;

/// All that was asked, and keys beside it.
fn echo(asked: &Asked) -> String {
    format!("{asked:?} {}", stand::keys("STS.x", Duration::hours(1)))
}

const WORST: [Worst; 7] = [
    |asked| {
        let body = json!({"Code": "SignatureDoesNotMatch", "Message": sent(asked)});
        Reply::new(400, body.to_string())
    },
    |asked| Reply::new(403, echo(asked)),
    |asked| Reply::new(200, echo(asked)),
    |asked| Reply::new(503, echo(asked)),
    |_| Reply::json(json!({"Code": "plantedCode", "Credentials": {"AccessKeyId": ["planted"]}})),
    |_| {
        let keys = json!({"AccessKeyId": "STS.x", "AccessKeySecret": "plantedSecret",
            "SecurityToken": "planted\nToken", "Expiration": "planted"});
        Reply::json(json!({"Code": "Success", "Credentials": keys, "CloudCredential": keys}))
    },
    |_| Reply::new(200, "{\"AccessKeySecret\": \"plantedSecret\", \"SecurityToken\": \"planted"),
];

/// What a gateway of STS echoes: what it was sent, with the body's values.
fn sent(asked: &Asked) -> String {
    let mut text = String::new();
    for name in ["x-acs-security-token", "authorization"] {
        if let Some(value) = asked.header(name) {
            let _ = write!(text, "{name}:{value}\n ");
        }
    }
    for name in ["OIDCToken", "ExternalId"] {
        if let Some(value) = asked.parameter(name) {
            let _ = write!(text, "{name}={value} ");
        }
    }
    text
}

/// A home where every source is set up, with secrets in it.
fn planted(server: &Server) -> Home {
    let home = Home::new().sts(server).metadata(server).file("token", "eyJ.plantedToken/+==");
    let now = stand::now().unix_timestamp();
    let keys = json!({"access_key_id": "STS.x", "access_key_secret": "plantedCliSecret",
        "sts_token": "plantedCliToken", "ram_role_arn": "acs:ram::1:role/x",
        "external_id": "plantedExternalId", "oidc_provider_arn": "acs:ram::1:oidc-provider/x",
        "oidc_token_file": home.path("token"), "source_profile": "StsToken",
        "credentials_uri": format!("{}/plantedPath?plantedQuery", server.url()),
        "cloud_sso_sign_in_url": format!("{}/x", server.url()), "cloud_sso_account_id": "1",
        "cloud_sso_access_config": "ac-1", "access_token": "plantedAccessToken",
        "cloud_sso_access_token_expire": now + 60, "sts_expiration": now + 60});
    let profiles: Vec<_> = MODES
        .iter()
        .map(|mode| {
            let mut profile = keys.clone();
            profile["name"] = json!(mode);
            profile["mode"] = json!(mode);
            profile
        })
        .collect();
    home.write(".aliyun/config.json", &json!({"current": "AK", "profiles": profiles}).to_string());
    let ini: String = TYPES
        .iter()
        .map(|kind| {
            format!(
                "[{kind}]\ntype = {kind}\naccess_key_id = STS.x\n\
                 access_key_secret = plantedIniSecret\nsecurity_token = plantedIniToken\n\
                 role_arn = acs:ram::1:role/x\noidc_provider_arn = acs:ram::1:oidc-provider/x\n\
                 oidc_token_file_path = {}\ncredentials_uri = {}/plantedPath\n",
                home.path("token").display(),
                server.url(),
            )
        })
        .collect();
    home.write(".alibabacloud/credentials", &ini);
    let token = home.path("token").to_str().expect("a path").to_owned();
    home.set("ACCESS_KEY_ID", "STS.x")
        .set("ACCESS_KEY_SECRET", "plantedEnvSecret/+")
        .set("SECURITY_TOKEN", "plantedEnvToken/+==")
        .set("ROLE_ARN", "acs:ram::1:role/x")
        .set("OIDC_PROVIDER_ARN", "acs:ram::1:oidc-provider/x")
        .set("OIDC_TOKEN_FILE", token)
        .set("CREDENTIALS_URI", format!("{}/plantedPath?plantedQuery", server.url()))
}

const MODES: [&str; 11] = [
    "AK",
    "StsToken",
    "RamRoleArn",
    "ChainableRamRoleArn",
    "EcsRamRole",
    "RamRoleArnWithRoleName",
    "OIDC",
    "CredentialsURI",
    "CloudSSO",
    "OAuth",
    "External",
];
const TYPES: [&str; 7] = [
    "access_key",
    "sts",
    "ram_role_arn",
    "oidc_role_arn",
    "ecs_ram_role",
    "credentials_uri",
    "rsa_key_pair",
];

fn sources(home: &Home) -> Vec<Arc<dyn CredentialsProvider>> {
    let here = || home.around();
    let environment = Environment::new().within(here());
    let role = RamRole::new(environment.clone(), "acs:ram::1:role/x")
        .within(here())
        .external_id("plantedExternalId");
    let mut all: Vec<Arc<dyn CredentialsProvider>> = vec![
        Arc::new(environment),
        Arc::new(role),
        Arc::new(OidcRole::new().within(here())),
        Arc::new(EcsRole::new().within(here())),
        Arc::new(EcsRole::new().within(here()).role_name("host")),
        Arc::new(CredentialsUri::new().within(here())),
        Arc::new(
            CredentialsUri::new().within(here()).uri("http://planted@10.0.0.1/planted?planted"),
        ),
        Arc::new(CredentialsUri::new().within(here()).uri("planted://planted planted")),
        Arc::new(Chain::within(here())),
    ];
    for mode in MODES {
        all.push(Arc::new(CliProfile::new().within(here()).profile(mode)));
    }
    for kind in TYPES {
        all.push(Arc::new(IniProfile::new().within(here()).profile(kind)));
    }
    all
}

async fn everything() {
    let good = Server::new(|asked| match asked.action() {
        "" if asked.path == "/latest/api/token" => Reply::new(200, stand::SESSION),
        "" if asked.path == stand::ROLES => Reply::new(200, "host"),
        "" if asked.path == "/cloud-credentials" => {
            Reply::json(json!({"CloudCredential": stand::keys("STS.x", Duration::hours(1))}))
        }
        "" => stand::handed("STS.x", Duration::hours(1)),
        _ => stand::assumed(asked, "1"),
    });
    let home = planted(&good);
    let given = join_all(sources(&home).into_iter().map(|source| use_up(source, |_| true))).await;
    assert_eq!(given.iter().sum::<usize>(), 23, "sources that gave keys");
    // One for all, since a client of one's own for each fetch takes its time.
    let http_client = dbs_sdk::http_client().no_proxy().build().expect("a client");
    for worst in WORST {
        let server = Server::new(worst);
        let home = planted(&server).http_client(&http_client);
        join_all(sources(&home).into_iter().map(|source| use_up(source, |_| false))).await;
        // One that gets as far as the keys of the role.
        let server = Server::new(move |asked| match asked.path.as_str() {
            "/latest/api/token" => Reply::new(200, stand::SESSION),
            stand::ROLES => Reply::new(200, "host"),
            _ => worst(asked),
        });
        use_up(Arc::new(EcsRole::new().within(planted(&server).around())), |_| false).await;
    }
    broken_files(&good).await;
}

/// Files that cannot be understood, with secrets where they break.
async fn broken_files(server: &Server) {
    for text in [
        "{\"profiles\": [{\"name\": \"AK\", \"access_key_secret\": \"planted",
        "{\"current\": 1, \"profiles\": \"planted\"}",
        "{\"current\": \"AK\", \"profiles\": [{\"name\": \"AK\", \"access_key_secret\": \"planted\"}]}",
        "planted",
    ] {
        let home = planted(server).file(".aliyun/config.json", text);
        use_up(Arc::new(CliProfile::new().within(home.around())), |_| false).await;
    }
    for text in ["[default]\nplanted", "planted = 1", "[planted", "[sts]\nplanted: 1\nplanted: 2"] {
        let home = planted(server).file(".alibabacloud/credentials", text);
        use_up(Arc::new(IniProfile::new().within(home.around()).profile("sts")), |_| false).await;
    }
}

/// Fetches keys, alone and for a call that DBS refuses or not. Gives how many keys there were.
async fn use_up(source: Arc<dyn CredentialsProvider>, accepts: fn(&str) -> bool) -> usize {
    assert_clean(&format!("{source:?} {source:#?}"), "a source");
    let fetched = match source.fetch().await {
        Ok(credentials) => {
            assert_clean(&format!("{credentials:?}"), "keys");
            1
        }
        Err(error) => {
            assert_clean(&shown(&error), "an error");
            0
        }
    };
    let dbs = stand::dbs(accepts);
    let client = Client::builder(dbs.url(), source).retry(RetryPolicy::never());
    assert_clean(&format!("{client:?}"), "a builder");
    let client = client.build().expect("a client");
    if let Err(error) = client.call(&Call::new("DescribeRegions", "2019-03-06")).await {
        assert_clean(&shown(&error), "an error of the client");
    }
    assert_clean(&format!("{client:?}"), "a client");
    fetched
}
