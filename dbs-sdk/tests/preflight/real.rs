//! Backups that mariadb-backup takes of a server, and archives that tar makes of them.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use dbs_sdk::preflight::{BackupKind, Check, Container, Mode, Preflight, Report, Severity};

use crate::backup::Folder;

/// A server of this test, reachable by its socket alone; ends with it.
struct Server {
    process: Child,
    data: PathBuf,
    socket: PathBuf,
}

impl Server {
    fn start(folder: &Path) -> Self {
        let (data, socket) = (folder.join("data"), folder.join("s"));
        run(Command::new("mariadb-install-db")
            .args(["--no-defaults", "--auth-root-authentication-method=normal"])
            .args(["--skip-test-db", "--user=root"])
            .arg(option("datadir", &data)));
        let process = Command::new("mariadbd")
            .args(["--no-defaults", "--skip-networking", "--log-bin=mysql-bin", "--user=root"])
            .args([option("datadir", &data), option("socket", &socket)])
            .arg(option("pid-file", &folder.join("pid")))
            .stdout(Stdio::null())
            .stderr(File::create(folder.join("errors")).unwrap())
            .spawn()
            .unwrap();
        let server = Self { process, data, socket };
        let begun = Instant::now();
        while !server.client("SELECT 1").output().unwrap().status.success() {
            assert!(begun.elapsed() < Duration::from_secs(60), "the server does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }

    fn client(&self, sql: &str) -> Command {
        let mut client = Command::new("mariadb");
        client
            .args(["--no-defaults", "--user=root", "-e", sql])
            .arg(option("socket", &self.socket));
        client
    }

    fn back_up(&self, target: &Path, log: &Path, more: &[String]) -> Command {
        let mut tool = Command::new("mariadb-backup");
        tool.args(["--no-defaults", "--backup", "--user=root"])
            .args([option("socket", &self.socket), option("datadir", &self.data)])
            .arg(option("target-dir", target))
            .args(more)
            .stderr(File::create(log).unwrap());
        tool
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.process.kill();
        let _gone = self.process.wait();
    }
}

fn option(name: &str, path: &Path) -> String {
    format!("--{name}={}", path.display())
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}

fn tar(arguments: &[&str], folder: &Path) {
    run(Command::new("tar").args(arguments).current_dir(folder));
}

/// What is found beside that the server is not of the version on the page.
fn found(report: &Report) -> Vec<(Severity, Check)> {
    let findings = report.findings().iter().filter(|finding| finding.check != Check::Version);
    findings.map(|finding| (finding.severity, finding.check)).collect()
}

#[test]
fn backups_of_a_server() {
    let folder = Folder::new();
    let at = |name: &str| folder.path().join(name);
    let server = Server::start(folder.path());
    run(&mut server.client(
        "CREATE DATABASE shop; USE shop; CREATE TABLE orders (id INT PRIMARY KEY) ENGINE=InnoDB; \
         INSERT INTO orders SELECT seq FROM seq_1_to_1000",
    ));
    run(&mut server.back_up(&at("full"), &at("full.log"), &[]));
    let full = Preflight::new().mode(Mode::Full).log_path(at("full.log"));

    let report = full.directory(at("full"));
    assert_eq!(found(&report), []);
    assert_eq!(report.kind(), Some(BackupKind::Full));
    assert!(report.completed_backup().unwrap().server_version.contains("MariaDB"));

    for [format, pack] in [
        ["--format=gnu", "-cf"],
        ["--format=gnu", "-czf"],
        ["--format=pax", "-czf"],
        ["--format=ustar", "-cf"],
        ["--format=v7", "-cf"],
    ] {
        // As the guide has it before packing.
        run(Command::new("chmod").arg("755").arg(at("full")));
        tar(&[format, pack, "x.tar", "-C", "full", "."], folder.path());
        for mode in [Mode::Quick, Mode::Full] {
            let report = full.clone().mode(mode).archive(at("x.tar"));
            assert_eq!(found(&report), [], "{format} {pack}: {:?}", report.findings());
            assert!(report.is_whole() && report.completed_backup().is_some());
        }
    }
    tar(&["-czf", "x.tar", "full"], folder.path());
    let report = full.archive(at("x.tar"));
    assert_eq!(found(&report), [(Severity::Error, Check::Packing)]);
    assert_eq!(report.container(), Some(Container::TarGz));

    // A file with a hole at its end, in both of tar's ways to say so.
    File::create(at("full/hole")).unwrap().set_len(1 << 20).unwrap();
    for format in ["--format=gnu", "--format=pax"] {
        tar(&[format, "-S", "-czf", "x.tar", "-C", "full", "."], folder.path());
        let report = full.archive(at("x.tar"));
        assert!(found(&report).contains(&(Severity::Error, Check::Sparse)), "{report:?}");
    }
    std::fs::remove_file(at("full/hole")).unwrap();

    run(&mut server.client("INSERT INTO shop.orders VALUES (0)"));
    run(&mut server.back_up(
        &at("more"),
        &at("more.log"),
        &[option("incremental-basedir", &at("full"))],
    ));
    let report = Preflight::new().log_path(at("more.log")).directory(at("more"));
    assert_eq!(report.kind(), Some(BackupKind::Incremental));
    assert!(found(&report).contains(&(Severity::Error, Check::Kind)), "{report:?}");
    // The log of one with the files of the other.
    let report = full.directory(at("more"));
    assert!(found(&report).contains(&(Severity::Error, Check::Disagreement)), "{report:?}");

    run(&mut server.back_up(&at("part"), &at("part.log"), &["--databases=shop mysql".to_owned()]));
    let report = Preflight::new().log_path(at("part.log")).directory(at("part"));
    assert_eq!(report.kind(), Some(BackupKind::Partial));
    assert_eq!(found(&report), [(Severity::Warning, Check::Kind)]);

    let mut stream =
        server.back_up(&at("stream"), &at("stream.log"), &["--stream=xbstream".to_owned()]);
    run(stream.stdout(File::create(at("x.xb")).unwrap()));
    let stream = std::fs::read(at("x.xb")).unwrap();
    let report = Preflight::new().log_path(at("stream.log")).head(&stream[..65_536]);
    assert_eq!(found(&report), [(Severity::Error, Check::Xbstream)]);
    let report = Preflight::new().archive(at("x.xb"));
    assert_eq!(found(&report)[0], (Severity::Error, Check::Xbstream));

    drop(server);
    run(Command::new("mariadb-backup")
        .args(["--no-defaults", "--prepare"])
        .arg(option("target-dir", &at("full"))));
    let report = full.directory(at("full"));
    assert!(
        matches!(report.kind(), Some(BackupKind::Prepared | BackupKind::LogApplied)),
        "{report:?}"
    );
    assert_eq!(found(&report), [(Severity::Warning, Check::Kind)]);
}
