//! How it ends: exit codes, and a word about what stands.

use local_cloud::{Fault, FaultKind};

use crate::bench::Bench;

#[test]
fn what_the_service_refuses_ends_with_3_and_its_code() {
    type Spoil = fn(&mut Bench);
    let rows: &[(Spoil, &str)] = &[
        (
            |b| {
                b.set("access_key_secret", "wrong");
            },
            "SignatureDoesNotMatch",
        ),
        (
            |b| {
                b.set("access_key_id", "LTAIunknown");
            },
            "InvalidAccessKeyId.NotFound",
        ),
        (
            |b| {
                b.set("datasource_id", "ds-unknown");
            },
            "request id",
        ),
    ];
    for (spoil, words) in rows {
        let mut bench = Bench::new();
        spoil(&mut bench);
        let ended = bench.run();
        assert_eq!(ended.code, 3, "{}", ended.stderr);
        assert!(
            ended.stderr.contains(words) && ended.stderr.contains("nothing stands on the service"),
            "{}",
            ended.stderr
        );
        assert!(bench.registered().is_empty());
    }
}

#[test]
fn nobody_listening_ends_with_4() {
    let mut bench = Bench::new();
    // The discard port: nothing listens there.
    bench.set("endpoint", "127.0.0.1:9");
    let ended = bench.run();
    assert_eq!(ended.code, 4, "{}", ended.stderr);
    assert!(ended.stderr.contains("no connection"), "{}", ended.stderr);
}

#[test]
fn damage_ends_with_5_and_is_never_confirmed() {
    let bench = Bench::new();
    bench.cloud.inject(Fault::new("UploadPart", FaultKind::CorruptedAtRest));
    let ended = bench.run();
    assert_eq!(ended.code, 5, "{}", ended.stderr);
    let [set] = bench.cloud.backup_sets().try_into().expect("one backup set");
    assert_eq!(set.status, "WaitingUpload");
    assert!(ended.stderr.contains(&set.backup_set_id), "{}", ended.stderr);
}

/// Nobody may be left to read what it says; the job is done all the same.
#[test]
fn a_full_or_closed_output_does_not_stop_the_job() {
    for (stdout, stderr, code) in [
        ("/dev/full", "/dev/null", 1),
        ("/dev/null", "/dev/full", 0),
        ("/dev/full", "/dev/full", 1),
    ] {
        let bench = Bench::new();
        let open = |path| std::fs::OpenOptions::new().write(true).open(path).expect("a device");
        let status = bench.command().stdout(open(stdout)).stderr(open(stderr)).status();
        assert_eq!(status.expect("it runs").code(), Some(code), "{stdout} {stderr}");
        assert_eq!(bench.cloud.backup_sets()[0].status, "UploadSuccess", "{stdout} {stderr}");
    }
}
