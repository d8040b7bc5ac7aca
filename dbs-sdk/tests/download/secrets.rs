//! Links are told nowhere: not in logs of any level, errors, events, notes or `Debug`.

use std::error::Error as _;
use std::fs;
use std::io;
use std::sync::{Arc, Mutex};

use dbs_sdk::{BackupDownload, Error};
use local_cloud::{Fault, FaultKind, LocalCloud};
use secrecy::ExposeSecret as _;
use tracing_subscriber::EnvFilter;

use crate::scene::{Scene, of_instance, of_plan};

const SECRET: &str = "plantedKeySecret/+0001";

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

fn chain(error: &Error) -> String {
    let mut text = format!("{error:#}\n{error:?}\n{error:#?}\n{:?}\n", error.fault());
    let mut next = error.source();
    while let Some(source) = next {
        text.push_str(&format!("{source} {source:?}\n"));
        next = source.source();
    }
    text
}

#[tokio::test]
async fn links_are_told_nowhere() {
    let log = Log::default();
    let sink = log.clone();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("trace"))
        .with_writer(move || sink.clone())
        .init();
    let faults = [
        None,
        Some(Fault::new("GetObject", FaultKind::AccessDenied).skip(2).count(9)),
        Some(Fault::new("GetObject", FaultKind::status(404, "NoSuchKey")).skip(4)),
        Some(Fault::new("GetObject", FaultKind::WrongCrcHeader)),
        Some(Fault::new("GetObject", FaultKind::TruncatedAnswer).count(2)),
    ];
    let mut told = String::new();
    let mut signatures = Vec::new();
    for fault in faults {
        for download in [of_plan(), of_instance()] {
            let builder = LocalCloud::builder().access_key("LTAIplanted", SECRET);
            let scene = Scene::on(builder.start().expect("a cloud")).await;
            if let Some(fault) = fault.clone() {
                scene.cloud.inject(fault);
            }
            told.push_str(&everything(&scene, download, &mut signatures).await);
        }
    }
    let log = String::from_utf8_lossy(&log.0.lock().expect("the log")).into_owned();
    assert!(log.contains("began download") && log.contains("trying again"), "nothing was logged");
    assert!(told.contains("AccessDenied") && told.contains("NoSuchKey"), "{told}");
    assert_eq!(signatures.len(), 10);
    signatures.extend([SECRET.to_owned(), "x-oss-signature=".to_owned()]);
    for text in [&told, &log] {
        for secret in &signatures {
            if let Some(at) = text.find(secret.as_str()) {
                panic!("{secret} was told: {}", &text[at.saturating_sub(300)..at]);
            }
        }
    }
}

/// All that is told of one download, by whatever way it ends; adds the signature of a link.
async fn everything(
    scene: &Scene,
    download: BackupDownload,
    signatures: &mut Vec<String>,
) -> String {
    let events = Arc::new(Mutex::new(String::new()));
    let listener = Arc::clone(&events);
    let download = download.checkpoints(scene.notes()).on_event(move |event| {
        listener.lock().expect("the events").push_str(&format!("{event:?}\n"));
    });
    let mut told = format!("{download:?}\n");
    let client = scene.client();
    let prepared = client.prepare_download(&download).await.expect("a file that is ready");
    let links = client.download_links(&prepared).await.expect("links");
    let link = client.download_link(&prepared).await.expect("a link");
    told.push_str(&format!("{prepared:?} {links:?} {link:?}\n"));
    let url = url::Url::parse(links.public.expect("a link").expose_secret()).expect("a URL");
    let signature = url.query_pairs().find(|(name, _)| name == "x-oss-signature");
    signatures.push(signature.expect("a signature").1.into_owned());

    match scene.run(&download).await {
        Ok(done) => told.push_str(&format!("{done:?}\n")),
        Err(error) => told.push_str(&chain(&error)),
    }
    for entry in fs::read_dir(scene.notes()).into_iter().flatten() {
        let path = entry.expect("a note").path();
        told.push_str(&fs::read_to_string(&path).expect("a note"));
        told.push_str(&path.display().to_string());
    }
    told.push_str(&events.lock().expect("the events"));
    told
}
