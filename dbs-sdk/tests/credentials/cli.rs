//! Profiles of the `aliyun` command line.

use dbs_sdk::CliProfile;
use serde_json::{Value, json};
use time::Duration;

use crate::home::{Home, absent, fatal, id, retryable};
use crate::server::{Reply, Server};
use crate::stand::{self, signer};

const CONFIG: &str = ".aliyun/config.json";

fn config(current: &str, profiles: Value) -> String {
    json!({"current": current, "profiles": profiles, "meta_path": ""}).to_string()
}

/// A home with one profile, which is the current one.
fn one(profile: Value) -> Home {
    let mut profile = profile;
    profile["name"] = json!("p");
    Home::new().file(CONFIG, config("p", json!([profile])))
}

fn source(home: &Home) -> CliProfile {
    CliProfile::new().within(home.around())
}

/// What a profile is told to be wrong with.
async fn wrong(profile: Value) -> String {
    let home = one(profile);
    let text = fatal(&source(&home)).await;
    let place = format!("profile \"p\" of {}: ", home.path(CONFIG).display());
    text.strip_prefix(&place).unwrap_or_else(|| panic!("{text}")).to_owned()
}

#[tokio::test]
async fn keys_in_the_file() {
    for (mode, id_of) in
        [("AK", "LTAI"), ("StsToken", "STS.x"), ("ststoken", "STS.x"), ("", "STS.x")]
    {
        let profile = json!({"mode": mode, "access_key_id": id_of, "access_key_secret": "s3cret",
            "sts_token": "tok3n"});
        assert_eq!(id(&source(&one(profile))).await, id_of);
    }
}

#[tokio::test]
async fn roles_in_the_file() {
    let sts = stand::sts();
    let home = one(json!({"mode": "RamRoleArn", "access_key_id": "LTAI", "access_key_secret": "s",
        "ram_role_arn": "acs:ram::1:role/cli", "ram_session_name": "night", "expired_seconds": 900,
        "external_id": "abcd-1234", "sts_region": "cn-shanghai", "enable_vpc": true}));
    assert_eq!(id(&source(&home.sts(&sts))).await, "STS.cli.1");
    let asked = sts.asked().remove(0);
    for (name, value) in [
        ("RoleArn", "acs:ram::1:role/cli"),
        ("RoleSessionName", "night"),
        ("DurationSeconds", "900"),
        ("ExternalId", "abcd-1234"),
    ] {
        assert_eq!(asked.parameter(name), Some(value));
    }
    let metadata = stand::metadata("host");
    for (mode, expected) in [("EcsRamRole", "STS.ecs.1"), ("RamRoleArnWithRoleName", "STS.cli.2")] {
        let home = one(json!({"mode": mode, "ram_role_name": "host",
            "ram_role_arn": "acs:ram::1:role/cli", "expired_seconds": 0}));
        assert_eq!(id(&source(&home.sts(&sts).metadata(&metadata))).await, expected);
    }
    assert_eq!(sts.asked()[1].parameter("DurationSeconds"), Some("3600"));
}

#[tokio::test]
async fn roles_are_chained_two_deep() {
    let sts = stand::sts();
    let profiles = json!([
        {"name": "top", "mode": "ChainableRamRoleArn", "source_profile": "middle",
            "ram_role_arn": "acs:ram::2:role/top"},
        {"name": "middle", "mode": "ChainableRamRoleArn", "source_profile": "bottom",
            "ram_role_arn": "acs:ram::1:role/middle"},
        {"name": "bottom", "mode": "StsToken", "access_key_id": "STS.bottom",
            "access_key_secret": "s", "sts_token": "tok3n"},
    ]);
    let home = Home::new().file(CONFIG, config("top", profiles)).sts(&sts);
    assert_eq!(id(&source(&home)).await, "STS.top.2");
    let signers: Vec<_> = sts.asked().iter().map(signer).collect();
    assert_eq!(signers, ["STS.bottom", "STS.middle.1"]);
}

#[tokio::test]
async fn sources_in_a_circle_or_nowhere_are_told() {
    let chained = |name: &str, source: &str| {
        json!({"name": name, "mode": "ChainableRamRoleArn", "source_profile": source,
            "ram_role_arn": "acs:ram::1:role/x"})
    };
    let home = Home::new().file(
        CONFIG,
        config("a", json!([chained("a", "b"), chained("b", "a"), chained("c", "d")])),
    );
    let text = fatal(&source(&home)).await;
    assert!(text.ends_with("its sources go in a circle: a, b, a"), "{text}");
    let text = fatal(&source(&home).profile("c")).await;
    assert!(text.ends_with("no source_profile \"d\": the file has a, b, c"), "{text}");
}

#[tokio::test]
async fn tokens_and_uris_in_the_file() {
    let (sts, uri) = (stand::sts(), Server::saying(stand::handed("STS.uri", Duration::hours(1))));
    let home = Home::new().sts(&sts).file("token", "eyJ.x");
    let token = home.path("token");
    home.write(
        CONFIG,
        &config(
            "o",
            json!([
                {"name": "o", "mode": "OIDC", "ram_role_arn": "acs:ram::1:role/oidc",
                    "oidc_provider_arn": "acs:ram::1:oidc-provider/x", "oidc_token_file": token,
                    "ram_session_name": "night"},
                {"name": "u", "mode": "CredentialsURI", "credentials_uri": uri.url()},
            ]),
        ),
    );
    assert_eq!(id(&source(&home)).await, "STS.oidc.1");
    assert_eq!(sts.asked()[0].parameter("RoleSessionName"), Some("night"));
    assert_eq!(id(&source(&home).profile("u")).await, "STS.uri");
}

#[tokio::test]
async fn sign_ins_last_as_long_as_they_last() {
    let sso = Server::new(|asked| {
        assert_eq!((asked.method.as_str(), asked.path.as_str()), ("POST", "/cloud-credentials"));
        assert_eq!(asked.header("authorization"), Some("Bearer acc3ss"));
        assert_eq!(asked.body, r#"{"AccessConfigurationId":"ac-1","AccountId":"1"}"#);
        Reply::json(json!({"CloudCredential": stand::keys("STS.sso", Duration::hours(1))}))
    });
    let now = stand::now().unix_timestamp();
    let sign_in = |end: i64| {
        json!({"mode": "CloudSSO", "cloud_sso_sign_in_url": format!("{}/sg/login", sso.url()),
            "cloud_sso_account_id": "1", "cloud_sso_access_config": "ac-1",
            "access_token": "acc3ss", "cloud_sso_access_token_expire": end})
    };
    assert_eq!(id(&source(&one(sign_in(now + 60)))).await, "STS.sso");
    let text = wrong(sign_in(now - 60)).await;
    assert_eq!(text, "the sign-in to CloudSSO has run out: sign in with aliyun configure");
    let mut plain = sign_in(now + 60);
    plain["cloud_sso_sign_in_url"] = json!("http://signin.example/x");
    assert_eq!(wrong(plain).await, "cloud_sso_sign_in_url does not begin with https://");

    let oauth = |end: i64| {
        json!({"mode": "OAuth", "access_key_id": "STS.oauth", "access_key_secret": "s",
            "sts_token": "tok3n", "sts_expiration": end})
    };
    assert_eq!(id(&source(&one(oauth(now + 60)))).await, "STS.oauth");
    assert!(wrong(oauth(now - 60)).await.contains("have run out"));
}

#[tokio::test]
async fn the_profile_is_the_said_one_else_the_variables_else_the_current_one() {
    let key = |name: &str| {
        json!({"name": name, "mode": "AK", "access_key_id": format!("LTAI{name}"),
            "access_key_secret": "s"})
    };
    let text = config("a", json!([key("a"), key("b"), key("c")]));
    let home = Home::new().file(CONFIG, &text);
    assert_eq!(id(&source(&home)).await, "LTAIa");
    let home = home.set("PROFILE", "b");
    assert_eq!(id(&source(&home)).await, "LTAIb");
    assert_eq!(id(&source(&home).profile("c")).await, "LTAIc");
    let other = home.path("other.json");
    let home = home.file("other.json", text.replace("LTAI", "OTHER"));
    assert_eq!(id(&source(&home).file(&other)).await, "OTHERb");
    let home = home.set("CONFIG_FILE", other.to_str().expect("a path"));
    assert_eq!(id(&source(&home)).await, "OTHERb");
}

#[tokio::test]
async fn unknown_profiles_are_told_with_those_there_are() {
    let profiles = json!([{"name": "a", "mode": "AK"}, {"name": "b"}]);
    let home = Home::new().file(CONFIG, config("x", profiles));
    let text = format!("no profile \"x\" in {}: it has a, b", home.path(CONFIG).display());
    assert_eq!(fatal(&source(&home)).await, text);
    assert_eq!(fatal(&source(&home).profile("x")).await, text);
    // The credentials file may have it.
    let home = home.set("PROFILE", "x");
    assert_eq!(absent(&source(&home)).await, format!("aliyun CLI: {text}"));
}

#[tokio::test]
async fn no_file_and_nothing_in_it_are_absent() {
    let home = Home::new();
    let missing = format!("there is no {}", home.path(CONFIG).display());
    assert_eq!(absent(&source(&home)).await, format!("aliyun CLI: {missing}"));
    assert_eq!(fatal(&source(&home).profile("x")).await, missing);
    assert_eq!(
        fatal(&source(&home.set("CONFIG_FILE", "/no/where"))).await,
        "there is no /no/where"
    );
    let blank =
        json!({"mode": "AK", "access_key_id": "", "access_key_secret": "", "language": "en"});
    assert!(absent(&source(&one(blank.clone()))).await.ends_with("holds nothing"));
    assert!(fatal(&source(&one(blank)).profile("p")).await.ends_with("access_key_id is missing"));
    let off =
        one(json!({"mode": "AK", "access_key_id": "LTAI"})).set("CLI_PROFILE_DISABLED", "true");
    let text = "aliyun CLI: ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true";
    assert_eq!(absent(&source(&off)).await, text);
}

#[tokio::test]
async fn what_is_wrong_with_a_profile_is_told() {
    let text = wrong(json!({"mode": "AK", "access_key_id": "LTAI"})).await;
    assert_eq!(text, "access_key_secret is missing");
    let text =
        wrong(json!({"mode": "StsToken", "access_key_id": "i", "access_key_secret": "s"})).await;
    assert_eq!(text, "sts_token is missing");
    let text =
        wrong(json!({"mode": "RamRoleArn", "access_key_id": "i", "access_key_secret": "s"})).await;
    assert_eq!(text, "ram_role_arn is missing");
    for mode in ["External", "RsaKeyPair", "BearerToken", "Anonymous", "Other"] {
        let text = wrong(json!({"mode": mode, "process_command": "cat"})).await;
        assert!(text.starts_with(&format!("mode {mode:?} is not among AK, ")), "{text}");
    }
    // The profile says where the keys are: no other source will do.
    let text = wrong(json!({"mode": "CredentialsURI"})).await;
    assert_eq!(text, "credentials URI: ALIBABA_CLOUD_CREDENTIALS_URI is not set");
    let ecs = one(json!({"mode": "EcsRamRole"}));
    assert!(retryable(&source(&ecs)).await.contains("the ECS metadata service"));
}

#[tokio::test]
async fn broken_json_is_told_with_its_line() {
    let home = Home::new().file(CONFIG, "{\n \"current\": s3cret\n}");
    let text = format!("{} is no JSON: line 2", home.path(CONFIG).display());
    assert_eq!(fatal(&source(&home)).await, text);
    home.write(CONFIG, "\u{feff}{}");
    assert!(absent(&source(&home)).await.ends_with("holds no profile"));
    std::fs::remove_file(home.path(CONFIG)).expect("no file");
    std::fs::create_dir(home.path(CONFIG)).expect("a folder");
    assert!(fatal(&source(&home)).await.ends_with("config.json cannot be read"));
}
