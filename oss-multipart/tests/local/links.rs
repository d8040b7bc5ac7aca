//! What a link gives is downloaded whole, or there is no file; and the link is told to nobody.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use local_cloud::{Fault, FaultKind};
use oss_multipart::{
    Bucket, CredentialsError, DownloadOutcome, Downloader, Error, ErrorKind, Event, Link,
    LinkBuilder, LinkProvider, SignatureVersion,
};
use reqwest::Method;
use secrecy::SecretString;

use crate::cloud::{KEY, PART, SIZE, builder, count, data, policy};
use crate::plain::{Offer, Plain};
use crate::relay::Harm;
use crate::scene::{Scene, files, slow};

const MINUTE: Duration = Duration::from_secs(60);

fn downloader(link: Link) -> Downloader<Link> {
    Downloader::new(link).part_size(Some(PART)).parallel(2)
}

fn of(url: &str) -> LinkBuilder {
    Link::builder(url).retry(policy(6))
}

async fn signed(bucket: &Bucket, valid: Duration) -> String {
    bucket.presign_url(Method::GET, KEY, valid).await.unwrap().expose().to_owned()
}

/// To what the cloud holds.
async fn link(scene: &Scene) -> LinkBuilder {
    of(&signed(&scene.bucket(), MINUTE).await)
}

async fn run(scene: &Scene, downloader: &Downloader<Link>) -> Result<DownloadOutcome, Error> {
    downloader.download(scene.path()).await
}

/// Gives signed URLs that are good for two hours, and counts them.
#[derive(Debug)]
struct Signer {
    bucket: Bucket,
    asked: AtomicUsize,
}

impl Signer {
    fn new(scene: &Scene) -> Arc<Self> {
        Arc::new(Self { bucket: scene.bucket(), asked: AtomicUsize::new(0) })
    }
}

impl LinkProvider for Signer {
    fn fetch(&self) -> BoxFuture<'_, Result<SecretString, CredentialsError>> {
        async {
            self.asked.fetch_add(1, Ordering::SeqCst);
            // Long enough for all that were refused to come here.
            tokio::time::sleep(Duration::from_millis(100)).await;
            Ok(signed(&self.bucket, 120 * MINUTE).await.into())
        }
        .boxed()
    }
}

#[tokio::test]
async fn a_signed_url_of_either_version_gives_every_size() {
    for version in [SignatureVersion::V4, SignatureVersion::V1] {
        for size in [0, 1, PART, 4 * PART + 1] {
            let scene = Scene::new(size).await;
            let bucket = builder(&scene.cloud).signature_version(version).build().unwrap();
            let link = of(&signed(&bucket, MINUTE).await).build().unwrap();
            let outcome = run(&scene, &downloader(link)).await.unwrap();
            scene.assert_exact(&outcome, &data(size));
            assert!(outcome.verified && outcome.etag.is_some() && outcome.reused == 0);
            assert_eq!(count(&scene.cloud, "HeadObject"), 0);
            let ranges = size.div_ceil(PART);
            assert_eq!(count(&scene.cloud, "GetObject") as u64, 1 + ranges);
        }
    }
}

#[tokio::test]
async fn a_link_that_expires_in_the_middle_is_renewed_once_for_all() {
    let scene = Arc::new(Scene::new(20 * PART).await);
    let signer = Signer::new(&scene);
    let link = link(&scene).await.provider(signer.clone()).build().unwrap();
    let (cloud, events) = (Arc::clone(&scene), Arc::new(Mutex::new(Vec::new())));
    let heard = Arc::clone(&events);
    let downloader = downloader(link).parallel(4).on_event(move |event| match event {
        Event::Progress(progress) if progress.parts_confirmed == 5 => {
            cloud.cloud.set_clock_offset(3600);
        }
        Event::Progress(_) => {}
        event => heard.lock().unwrap().push(event.clone()),
    });
    let outcome = run(&scene, &downloader).await.unwrap();
    scene.assert_exact(&outcome, &data(20 * PART));
    assert_eq!(signer.asked.load(Ordering::SeqCst), 1);
    let events = events.lock().unwrap();
    let refused = events.iter().filter(|event| matches!(event, Event::KeysRefused)).count();
    assert!((1..=4).contains(&refused), "{events:?}");
    assert_eq!(events.iter().filter(|event| matches!(event, Event::KeysFetched)).count(), 1);
    // Nothing was fetched twice: the look, each range, and those that were refused.
    assert_eq!(count(&scene.cloud, "GetObject"), 1 + 20 + refused);
}

#[tokio::test]
async fn an_expired_link_is_an_error_where_nobody_gives_another() {
    let scene = Scene::new(SIZE).await;
    let link = link(&scene).await.build().unwrap();
    scene.cloud.set_clock_offset(3600);
    let error = run(&scene, &downloader(link.clone())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Refused);
    let said = format!("GET of {} was refused: 403 AccessDenied, Request has expired", link.name());
    assert!(error.to_string().starts_with(&said), "{error}");
    assert!(files(scene.folder.path()).is_empty());
}

/// Has nothing, and says so.
#[derive(Debug)]
struct Poor;

impl LinkProvider for Poor {
    fn fetch(&self) -> BoxFuture<'_, Result<SecretString, CredentialsError>> {
        async { Err(CredentialsError::fatal("the backup set is gone")) }.boxed()
    }
}

/// Gives the same link again and again.
#[derive(Debug)]
struct Stubborn(String);

impl LinkProvider for Stubborn {
    fn fetch(&self) -> BoxFuture<'_, Result<SecretString, CredentialsError>> {
        async { Ok(self.0.clone().into()) }.boxed()
    }
}

#[tokio::test]
async fn a_provider_that_does_not_help_ends_it() {
    let scene = Scene::new(SIZE).await;
    scene.cloud.set_clock_offset(3600);
    let poor = link(&scene).await.provider(Arc::new(Poor)).build().unwrap();
    let error = run(&scene, &downloader(poor)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().ends_with(" has no link that is still good"), "{error}");

    let url = signed(&scene.bucket(), MINUTE).await;
    let before = scene.cloud.calls().len();
    for (url, kind) in [(url.clone(), ErrorKind::Refused), ("//x?y".into(), ErrorKind::Credentials)]
    {
        let stubborn = link(&scene).await.provider(Arc::new(Stubborn(url))).build().unwrap();
        assert_eq!(run(&scene, &downloader(stubborn)).await.unwrap_err().kind(), kind);
    }
    assert_eq!(scene.cloud.calls().len() - before, 3);
}

#[tokio::test]
async fn what_was_dropped_is_taken_up_through_another_link() {
    let mut random = fastrand::Rng::with_seed(20_261_122);
    let (mut reused, mut runs) = (0, 0);
    for _ in 0..8 {
        let scene = Scene::new(SIZE).await;
        let outcome = loop {
            runs += 1;
            let link = link(&scene).await.build().unwrap();
            let downloader =
                downloader(link).checkpoints(scene.checkpoints()).rate_limit(slow(3_000_000));
            let moment = Duration::from_millis(random.u64(0..120));
            match tokio::time::timeout(moment, run(&scene, &downloader)).await {
                Ok(outcome) => break outcome.unwrap(),
                Err(_) if scene.path().exists() => fs::remove_file(scene.path()).unwrap(),
                Err(_) => {}
            }
        };
        scene.assert_exact(&outcome, &data(SIZE));
        assert!(outcome.verified);
        reused += outcome.reused;
    }
    assert!(runs > 16 && reused > 8 * PART, "{runs} runs, {reused} bytes reused");
}

/// Another network of the same service has another host, but the same file.
#[tokio::test]
async fn a_name_of_the_caller_s_holds_over_hosts() {
    let scene = Scene::new(SIZE).await;
    let first = link(&scene).await.name("backup set 7").build().unwrap();
    let first = downloader(first).parallel(1).checkpoints(scene.checkpoints());
    scene.cloud.inject(Fault::new("GetObject", FaultKind::status(404, "NoSuchKey")).skip(4));
    let error = run(&scene, &first).await.unwrap_err();
    assert!(error.to_string().starts_with("GET of backup set 7 was refused: 404"), "{error}");

    let relay = scene.relay(|_| Harm::None).await;
    let bucket = scene.through(&relay);
    let second = of(&signed(&bucket, MINUTE).await).name("backup set 7").build().unwrap();
    let outcome = run(&scene, &downloader(second).checkpoints(scene.checkpoints())).await.unwrap();
    scene.assert_exact(&outcome, &data(SIZE));
    assert_eq!(outcome.reused, 3 * PART);
}

#[tokio::test]
async fn what_changes_in_the_middle_is_an_error_and_never_mixed() {
    for etag in [true, false] {
        let scene = Scene::new(SIZE).await;
        let mut offer = Offer::of(data(SIZE));
        if !etag {
            // It says the same of both.
            offer.etag = None;
        }
        let plain = Arc::new(Plain::start(offer));
        let server = Arc::clone(&plain);
        let link = of(&plain.url()).build().unwrap();
        let mut other = data(SIZE);
        other.iter_mut().for_each(|byte| *byte ^= 0x55);
        let changed = other.clone();
        let downloader = downloader(link).rate_limit(slow(1_000_000)).on_event(move |event| {
            if matches!(event, Event::Progress(progress) if progress.sent > 0) {
                server.change(|offer| {
                    offer.data.clone_from(&changed);
                    offer.etag = offer.etag.as_ref().map(|_| "\"v2\"".to_owned());
                });
            }
        });
        match run(&scene, &downloader).await {
            Err(error) if etag => {
                assert_eq!(error.kind(), ErrorKind::Source);
                let way = "changed while it was downloaded; download it again";
                assert!(error.to_string().ends_with(way), "{error}");
                assert!(!scene.path().exists());
            }
            // All of it came in one answer.
            Ok(outcome) if !etag => {
                assert!(fs::read(scene.path()).unwrap() == data(SIZE));
                assert!(!outcome.verified);
            }
            other => panic!("{other:?}"),
        }
        scene.assert_tidy();
    }
}

#[tokio::test]
async fn servers_that_do_less_than_oss_are_asked_for_all_at_once() {
    type Lessen = fn(&mut Offer);
    let lessened: [(Lessen, usize); 5] = [
        (|offer| offer.ranges = false, 1),
        (|offer| offer.etag = None, 2),
        (|offer| offer.etag = Some("W/\"v1\"".to_owned()), 2),
        (|offer| (offer.ranges, offer.length) = (false, false), 1),
        (|offer| offer.data.clear(), 2),
    ];
    for (at, (lessen, requests)) in lessened.into_iter().enumerate() {
        let scene = Scene::new(1).await;
        let mut offer = Offer::of(data(SIZE));
        lessen(&mut offer);
        let expected = offer.data.clone();
        let plain = Plain::start(offer);
        let link = of(&plain.url()).expected_size(expected.len() as u64).build().unwrap();
        // Nothing can be taken up, so nothing is kept.
        let downloader = downloader(link).checkpoints(scene.checkpoints());
        let outcome = run(&scene, &downloader).await.unwrap_or_else(|e| panic!("{at}: {e}"));
        assert!(fs::read(scene.path()).unwrap() == expected, "{at}");
        assert!(!outcome.verified);
        assert_eq!(plain.asked().len(), requests, "{at}: {:?}", plain.asked());
        scene.assert_tidy();
    }
}

#[tokio::test]
async fn a_file_of_unknown_length_is_refused() {
    let scene = Scene::new(1).await;
    let plain = Plain::start(Offer { ranges: false, length: false, ..Offer::of(data(SIZE)) });
    let link = of(&plain.url()).build().unwrap();
    let error = run(&scene, &downloader(link)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    let way = "was answered without the object's length; is the link one to a file?";
    assert!(error.to_string().ends_with(way), "{error}");
}

#[tokio::test]
async fn answers_that_end_too_early_are_taken_up_or_begun_anew() {
    for (ranges, length) in [(true, true), (false, true), (false, false)] {
        let scene = Scene::new(1).await;
        let cut = |number| (number % 2 == 1).then_some(70_000);
        let cut_whole = |number| (number < 3).then_some(70_000);
        let offer = Offer { ranges, length, cut, ..Offer::of(data(SIZE)) };
        let plain = Plain::start(if ranges { offer } else { Offer { cut: cut_whole, ..offer } });
        let link = of(&plain.url()).expected_size(SIZE).build().unwrap();
        let came = Arc::new(Mutex::new((0, 0)));
        let listener = Arc::clone(&came);
        let downloader = downloader(link).on_event(move |event| {
            if let Event::Progress(progress) = event {
                *listener.lock().unwrap() = (progress.sent, progress.confirmed);
            }
        });
        let outcome = run(&scene, &downloader).await.unwrap();
        assert!(fs::read(scene.path()).unwrap() == data(SIZE));
        assert_eq!(outcome.size, SIZE);
        // What came twice counts once.
        assert_eq!(*came.lock().unwrap(), (SIZE, SIZE));
    }
}

#[tokio::test]
async fn a_server_that_always_ends_too_early_ends_it() {
    for ranges in [true, false] {
        let scene = Scene::new(1).await;
        let cut = |number| (number > 0).then_some(0);
        let cut_whole = |_| Some(300_000);
        let offer = Offer { ranges, cut, ..Offer::of(data(SIZE)) };
        let plain = Plain::start(if ranges { offer } else { Offer { cut: cut_whole, ..offer } });
        let link = of(&plain.url()).build().unwrap();
        let error = run(&scene, &downloader(link)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Network);
        assert!(plain.asked().len() <= 14, "{}", plain.asked().len());
        assert!(files(scene.folder.path()).is_empty());
    }
}

#[tokio::test]
async fn what_is_not_as_it_was_said_to_be_never_gets_the_name() {
    let scene = Scene::new(SIZE).await;
    let right = scene.cloud.objects()[0].crc64;
    fs::write(scene.path(), "older").unwrap();

    let plain = Plain::start(Offer { crc64: Some(right ^ 1), ..Offer::of(data(SIZE)) });
    let wrong_header = of(&plain.url()).build().unwrap();
    let other_crc64 = link(&scene).await.expected_crc64(right ^ 1).build().unwrap();
    let other_size = link(&scene).await.expected_size(SIZE + 1).build().unwrap();
    let silent = Plain::start(Offer::of(data(SIZE)));
    let untold = of(&silent.url()).expected_crc64(right ^ 1).build().unwrap();
    let relay = scene.relay(|at| if at == 1 { Harm::Flip(50_000) } else { Harm::None }).await;
    let damaged = of(&signed(&scene.through(&relay), MINUTE).await).build().unwrap();
    for link in [wrong_header, other_crc64, other_size, untold, damaged] {
        let name = format!("{link:?}");
        let downloader = downloader(link).checkpoints(scene.checkpoints());
        let error = run(&scene, &downloader).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Integrity, "{name}: {error}");
        assert_eq!(fs::read_to_string(scene.path()).unwrap(), "older");
        scene.assert_tidy();
    }
    assert_eq!(relay.harmed(), 1);
}

#[tokio::test]
async fn what_nobody_verifies_is_said_and_may_be_refused() {
    let scene = Scene::new(SIZE).await;
    let right = scene.cloud.objects()[0].crc64;
    let plain = Plain::start(Offer::of(data(SIZE)));
    let unverified = downloader(of(&plain.url()).build().unwrap());
    assert!(!run(&scene, &unverified).await.unwrap().verified);

    let error = run(&scene, &unverified.require_verified(true)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Integrity);
    assert!(error.to_string().ends_with("nothing was fetched"), "{error}");

    let known = of(&plain.url()).expected_crc64(right).build().unwrap();
    assert!(run(&scene, &downloader(known).require_verified(true)).await.unwrap().verified);
}

#[tokio::test]
async fn ranges_are_fetched_at_once() {
    let scene = Scene::new(1).await;
    let pause = Duration::from_millis(30);
    let plain = Plain::start(Offer { pause, ..Offer::of(data(20 * PART)) });
    let link = of(&plain.url()).build().unwrap();
    run(&scene, &downloader(link).parallel(5)).await.unwrap();
    assert_eq!(plain.most(), 5);
}

#[tokio::test]
async fn no_request_has_more_than_a_signature_allows() {
    let scene = Scene::new(1).await;
    let plain = Plain::start(Offer::of(data(SIZE)));
    let link = of(&plain.url()).build().unwrap();
    run(&scene, &downloader(link)).await.unwrap();
    for head in plain.asked() {
        let names: Vec<_> = head.lines().skip(1).filter_map(|line| line.split_once(':')).collect();
        let names = names.into_iter().map(|(name, _)| name.to_lowercase());
        let allowed = ["host", "range", "if-match", "accept", "user-agent", "connection"];
        for name in names {
            assert!(allowed.contains(&name.as_str()), "{name}");
        }
        assert!(head.starts_with("GET /a/file.tar?pass=1 HTTP/1.1"), "{head}");
    }
}

#[tokio::test]
async fn notes_hold_nothing_of_a_query() {
    let scene = Scene::new(SIZE).await;
    let url = signed(&scene.bucket(), MINUTE).await;
    let noting = downloader(of(&url).build().unwrap())
        .checkpoints(scene.checkpoints())
        .rate_limit(slow(300_000));
    let text = tokio::select! {
        outcome = run(&scene, &noting) => panic!("it was too fast: {outcome:?}"),
        text = scene.noted() => text,
    };
    assert!(text.contains(KEY), "{text}");
    let names = files(&scene.notes()).into_iter().map(|path| path.display().to_string());
    let told = names.chain([text]).collect::<String>();
    for (_, value) in reqwest::Url::parse(&url).unwrap().query_pairs() {
        assert!(value.len() < 8 || !told.contains(&*value), "{value} in {told}");
    }
}
