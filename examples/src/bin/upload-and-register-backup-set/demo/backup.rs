//! A backup to upload: a real one where mariadb-backup is installed, a generated one elsewhere.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A finished backup in the form that xtrabackup and its kin leave it.
pub(super) struct Backup {
    /// For people: how it came about.
    pub(super) origin: String,
    pub(super) directory: PathBuf,
    pub(super) log: PathBuf,
}

pub(super) fn make(folder: &Path) -> Result<Backup, String> {
    let needed = ["mariadb-install-db", "mariadbd", "mariadb", "mariadb-backup"];
    let missing: Vec<_> = needed.into_iter().filter(|program| !is_installed(program)).collect();
    if missing.is_empty() {
        real(folder).map_err(|error| {
            format!("mariadb-backup is installed, but no backup came about: {error}")
        })
    } else {
        let origin = format!("generated, since {} is not installed", missing.join(", "));
        generated(folder, origin).map_err(|error| format!("no backup can be generated: {error}"))
    }
}

fn is_installed(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A server of its own in `folder`, reachable by its socket alone, backed up while it runs.
fn real(folder: &Path) -> io::Result<Backup> {
    let (data, socket, directory, log) =
        (folder.join("data"), folder.join("s"), folder.join("backup"), folder.join("backup.log"));
    let option = |name: &str, path: &Path| format!("--{name}={}", path.display());
    succeed(
        Command::new("mariadb-install-db")
            .args([
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--user=root",
            ])
            .arg(option("datadir", &data)),
    )?;
    let words = folder.join("mariadbd.log");
    let mut server = Server(
        Command::new("mariadbd")
            .args(["--no-defaults", "--skip-networking", "--log-bin=mysql-bin", "--user=root"])
            .args([
                option("datadir", &data),
                option("socket", &socket),
                option("pid-file", &folder.join("pid")),
            ])
            .stdout(Stdio::null())
            .stderr(File::create(&words)?)
            .spawn()?,
    );
    let sql = "CREATE DATABASE shop; USE shop; CREATE TABLE orders (id INT PRIMARY KEY, note VARCHAR(120)) ENGINE=InnoDB; \
               INSERT INTO orders SELECT seq, CONCAT(SHA1(seq), SHA1(seq + 1)) FROM seq_1_to_200000;";
    let begun = Instant::now();
    let mut client = Command::new("mariadb");
    client.args(["--no-defaults", "--user=root", "-e", "SELECT 1"]).arg(option("socket", &socket));
    while succeed(&mut client).is_err() {
        if let Some(status) = server.0.try_wait()? {
            let said = fs::read_to_string(&words)?;
            let last = said.lines().rev().find(|line| line.contains("ERROR")).unwrap_or_default();
            return Err(io::Error::other(format!("mariadbd ended with {status}: {last}")));
        }
        if begun.elapsed() > Duration::from_secs(60) {
            return Err(io::Error::new(
                io::ErrorKind::TimedOut,
                "mariadbd did not answer within 60 s",
            ));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    succeed(
        Command::new("mariadb")
            .args(["--no-defaults", "--user=root", "-e", sql])
            .arg(option("socket", &socket)),
    )?;
    succeed(
        Command::new("mariadb-backup")
            .args(["--no-defaults", "--backup", "--user=root"])
            .args([
                option("datadir", &data),
                option("socket", &socket),
                option("target-dir", &directory),
            ])
            .stderr(File::create(&log)?),
    )?;
    Ok(Backup {
        origin: "made by mariadb-backup from a server started for it".to_owned(),
        directory,
        log,
    })
}

/// Runs it to its end; the last thing it said goes into the error.
fn succeed(command: &mut Command) -> io::Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.trim().lines().last().unwrap_or_default();
    let program = command.get_program().display();
    Err(io::Error::other(format!("{program} ended with {}: {last}", output.status)))
}

/// Ends with the demonstration. Its data is thrown away, so nothing is lost by a kill.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody left to tell.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Files with the names and the metadata of an xtrabackup 2.4 directory; the tables are noise.
fn generated(folder: &Path, origin: String) -> io::Result<Backup> {
    let (directory, log) = (folder.join("backup"), folder.join("backup.log"));
    fs::create_dir_all(directory.join("shop"))?;
    fs::write(directory.join("backup-my.cnf"), "[mysqld]\ninnodb_page_size=16384\n")?;
    fs::write(
        directory.join("xtrabackup_checkpoints"),
        "backup_type = full-backuped\nfrom_lsn = 0\nto_lsn = 1601942\nlast_lsn = 1601942\n",
    )?;
    fs::write(directory.join("xtrabackup_binlog_info"), "mysql-bin.000011\t2201\n")?;
    fs::write(
        directory.join("xtrabackup_info"),
        "tool_name = xtrabackup\ntool_version = 2.4.29\nserver_version = 5.5.62-log\n\
         start_time = 2024-09-25 17:40:02\nend_time = 2024-09-25 17:46:58\n\
         binlog_pos = filename 'mysql-bin.000011', position '2201'\n\
         innodb_from_lsn = 0\ninnodb_to_lsn = 1601942\npartial = N\nincremental = N\nformat = file\ncompressed = N\nencrypted = N\n",
    )?;
    fs::write(
        &log,
        "240925 17:40:02 Connecting to MySQL server host: localhost, user: backup, password: set, port: 3306, socket: /run/mysqld.sock\n\
         Using server version 5.5.62-log\n\
         xtrabackup version 2.4.29 based on MySQL server 5.7.44 Linux (x86_64)\n\
         240925 17:46:57 Executing FLUSH TABLES WITH READ LOCK...\n\
         MySQL binlog position: filename 'mysql-bin.000011', position '2201'\n\
         240925 17:46:58 completed OK!\n",
    )?;
    noise(&directory.join("ibdata1"), 12 << 20, 1)?;
    noise(&directory.join("shop/orders.ibd"), 52 << 20, 2)?;
    Ok(Backup { origin, directory, log })
}

/// `bytes` of xorshift noise: nothing compresses it, as with tables that hold blobs.
fn noise(path: &Path, bytes: usize, seed: u64) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut state = seed;
    for _ in 0..bytes / 8 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        file.write_all(&state.to_le_bytes())?;
    }
    file.flush()
}
