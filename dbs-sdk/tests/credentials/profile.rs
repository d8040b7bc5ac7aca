//! Profiles of the credentials file.

use dbs_sdk::IniProfile;
use time::Duration;

use crate::home::{Home, absent, fatal, id};
use crate::server::Server;
use crate::stand;

const FILE: &str = ".alibabacloud/credentials";
const INI: &str = ".alibabacloud/credentials.ini";
const KEY: &str = "type = access_key\naccess_key_id = LTAI\naccess_key_secret = s3cret\n";

fn source(home: &Home) -> IniProfile {
    IniProfile::new().within(home.around())
}

fn one(section: &str) -> Home {
    Home::new().file(FILE, format!("[default]\n{section}"))
}

#[tokio::test]
async fn every_type_gives_its_keys() {
    let (sts, metadata) = (stand::sts(), stand::metadata("host"));
    let uri = Server::saying(stand::handed("STS.uri", Duration::hours(1)));
    let home = Home::new().file("token", "eyJ.x").sts(&sts).metadata(&metadata);
    let keys = "access_key_id = LTAI\naccess_key_secret = s3cret";
    let token = home.path("token");
    home.write(
        INI,
        &format!(
            "[key]\n{KEY}[temporary]\ntype = sts\n{keys}\nsecurity_token = tok3n\n\
             [role]\ntype = ram_role_arn\n{keys}\nrole_arn = acs:ram::1:role/ini\n\
             role_session_name = night\npolicy = {{\"a\": 1}}\n\
             [oidc]\ntype = oidc_role_arn\nrole_arn = acs:ram::1:role/oidc\n\
             oidc_provider_arn = acs:ram::1:oidc-provider/x\noidc_token_file_path = {}\n\
             [ecs]\ntype = ecs_ram_role\n[named]\ntype = ecs_ram_role\nrole_name = host\n\
             [uri]\ntype = credentials_uri\ncredentials_uri = {}\n",
            token.display(),
            uri.url()
        ),
    );
    for (profile, expected) in [
        ("key", "LTAI"),
        ("temporary", "LTAI"),
        ("role", "STS.ini.1"),
        ("oidc", "STS.oidc.2"),
        ("ecs", "STS.ecs.1"),
        ("named", "STS.ecs.2"),
        ("uri", "STS.uri"),
    ] {
        assert_eq!(id(&source(&home).profile(profile)).await, expected, "{profile}");
    }
    let asked = sts.asked().remove(0);
    assert_eq!(asked.parameter("RoleSessionName"), Some("night"));
    assert_eq!(asked.parameter("Policy"), Some("{\"a\": 1}"));
}

#[tokio::test]
async fn the_first_file_that_has_the_profile_is_taken() {
    let home = one(KEY).file(INI, format!("[default]\n{}", KEY.replace("LTAI", "INI")));
    assert_eq!(id(&source(&home)).await, "LTAI");
    let home = home.set("PROFILE", "other");
    home.write(INI, &format!("[other]\n{}", KEY.replace("LTAI", "INI")));
    assert_eq!(id(&source(&home)).await, "INI");
    assert_eq!(id(&source(&home).profile("default")).await, "LTAI");
    let path = home.path("elsewhere");
    let home = home.file("elsewhere", format!("[other]\n{}", KEY.replace("LTAI", "ELSE")));
    assert_eq!(id(&source(&home).file(&path)).await, "ELSE");
    let home = home.set("CREDENTIALS_FILE", path.to_str().expect("a path"));
    assert_eq!(id(&source(&home)).await, "ELSE");
}

#[tokio::test]
async fn no_profile_is_absent_unless_it_was_named() {
    let home = Home::new();
    let (file, ini) = (home.path(FILE), home.path(INI));
    let text = format!(
        "credentials file: no profile \"default\": there is no {} and no {}",
        file.display(),
        ini.display()
    );
    assert_eq!(absent(&source(&home)).await, text);
    let home = home.file(FILE, format!("[a]\n{KEY}[b]\n"));
    let text = format!("no profile \"default\": {} has a, b", file.display());
    assert_eq!(absent(&source(&home)).await, format!("credentials file: {text}"));
    let home = home.set("PROFILE", "night");
    let text = format!(
        "credentials file: no profile \"night\" (ALIBABA_CLOUD_PROFILE): {} has a, b",
        file.display()
    );
    assert_eq!(fatal(&source(&home)).await, text);
    let gone = Home::new().set("CREDENTIALS_FILE", "/no/where");
    assert!(fatal(&source(&gone)).await.ends_with("there is no /no/where"));
    let off = one(&format!("enable = false\n{KEY}"));
    assert!(absent(&source(&off)).await.ends_with("disables it"));
    assert_eq!(id(&source(&one(&format!("enable = true\n{KEY}")))).await, "LTAI");
}

#[tokio::test]
async fn what_is_wrong_is_told() {
    for (section, text) in [
        ("access_key_id = LTAI", "type is missing"),
        ("type = access_key\naccess_key_id = LTAI", "access_key_secret is missing"),
        ("type = sts\naccess_key_id = i\naccess_key_secret = s", "security_token is missing"),
        ("type = oidc_role_arn\nrole_arn = x", "oidc_provider_arn is missing"),
    ] {
        let home = one(section);
        let place = format!("profile \"default\" of {}", home.path(FILE).display());
        assert_eq!(fatal(&source(&home)).await, format!("{place}: {text}"));
    }
    let text = fatal(&source(&one("type = rsa_key_pair"))).await;
    assert!(text.contains("type \"rsa_key_pair\" is not among access_key, sts, "), "{text}");
    let home = one("type = access_key\ns3cret");
    let place = home.path(FILE);
    assert_eq!(
        fatal(&source(&home)).await,
        format!("{} is no INI: line 3 holds a line that is no key = value", place.display())
    );
}
