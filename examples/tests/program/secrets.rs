//! No secret shows anywhere, wherever it comes from.

use local_cloud::{Fault, FaultKind, LocalCloud};

use crate::bench::Bench;

const KEY: &str = "plantedKeySecret0001";
const TOKEN: &str = "plantedKeyToken0002";
const STS_SECRET: &str = "plantedStsSecret0003";
const STS_TOKEN: &str = "CAISplantedStsToken0004";

fn bench() -> Bench {
    let cloud = LocalCloud::builder()
        .access_key("LTAIplanted", KEY)
        .security_token(TOKEN)
        .sts_secret(STS_SECRET)
        .sts_token(STS_TOKEN)
        .start()
        .expect("the local cloud");
    Bench::at(cloud)
}

/// Every file that a run leaves beside what it was given, and what it said.
fn texts(bench: &Bench, said: &[String]) -> Vec<(String, String)> {
    let mut found: Vec<_> =
        said.iter().map(|text| ("the output".to_owned(), text.clone())).collect();
    let mut folders = vec![bench.folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("given") {
                let bytes = std::fs::read(&path).expect("a file");
                found.push((
                    path.display().to_string(),
                    String::from_utf8_lossy(&bytes).into_owned(),
                ));
            }
        }
    }
    found
}

#[test]
fn neither_the_output_nor_a_file_holds_one() {
    let profile = format!(
        r#"{{"current":"p","profiles":[{{"name":"p","mode":"StsToken","access_key_id":"LTAIplanted","access_key_secret":"{KEY}","sts_token":"{TOKEN}"}}]}}"#
    );
    let ini = format!(
        "[default]\ntype = sts\naccess_key_id = LTAIplanted\naccess_key_secret = {KEY}\nsecurity_token = {TOKEN}\n"
    );
    let environment = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let all = environment(&[
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAIplanted"),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", KEY),
        ("ALIBABA_CLOUD_SECURITY_TOKEN", TOKEN),
    ]);
    let sources = [
        ("options", Some(KEY), environment(&[("ALIBABA_CLOUD_SECURITY_TOKEN", TOKEN)]), None),
        ("environment", None, all, None),
        (
            "profile",
            None,
            Vec::new(),
            Some((".aliyun/given", "ALIBABA_CLOUD_CONFIG_FILE", &profile)),
        ),
        ("ini", None, Vec::new(), Some((".aliyun/given", "ALIBABA_CLOUD_CREDENTIALS_FILE", &ini))),
    ];
    for (source, secret, environment, file) in sources {
        for fault in [None, Some(FaultKind::ExpiredToken), Some(FaultKind::TruncatedAnswer)] {
            let mut bench = bench();
            bench.environment = environment.clone();
            bench.without("access_key_id").without("access_key_secret");
            if let Some(secret) = secret {
                bench.set("access_key_id", "LTAIplanted").set("access_key_secret", secret);
            }
            if let Some((path, variable, content)) = file {
                let path = bench.folder.path().join(path);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                std::fs::write(&path, content).expect("a file");
                let named = (variable.to_owned(), path.to_str().expect("UTF-8").to_owned());
                bench.environment.push(named);
            }
            let healthy = fault.is_none();
            if let Some(kind) = fault {
                bench.cloud.inject(Fault::new("UploadPart", kind).count(3));
            }
            let summary = bench.folder.path().join("summary").display().to_string();
            let (_, ended) = bench.events(&["--log", "trace", "--summary", &summary]);
            assert!(!healthy || ended.code == 0, "{source}: {}", ended.stderr);
            assert!(ended.stderr.contains("TRACE"), "{source}: nothing was logged");
            for (place, text) in texts(&bench, &[ended.stdout, ended.stderr]) {
                for hidden in [KEY, TOKEN, STS_SECRET, STS_TOKEN] {
                    assert!(!text.contains(hidden), "{source}: {hidden} is in {place}");
                }
            }
        }
    }
}
