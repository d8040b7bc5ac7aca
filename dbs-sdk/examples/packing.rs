//! Packs a backup directory in several ways, one after the other, and prints what each one costs:
//! `packing /backup/2026-11-22`. Nothing is written. `tar` and `gzip` are the documented way; pigz is
//! tried if it is there. Every way reads a directory that was read once just before.

use std::error::Error;
use std::fs;
use std::io::{Read, copy, sink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use dbs_sdk::pack::{Format, Inventory, Pack};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args().nth(1).ok_or("give the directory of a backup")?;
    let inventory = Pack::new(&directory).inventory()?;
    let tar = inventory.expected_bytes(Format::Tar);
    say(&format!("{} files, {:.1} MiB as tar", inventory.file_count(), mib(tar)));
    say("way                        wall s  MiB/s  CPU s   ratio  peak MiB");

    let pack = Pack::new(&directory);
    let ways = [
        ("ours, tar", pack.clone().format(Format::Tar)),
        ("ours, level 1", pack.clone().compression_level(1)),
        ("ours, level 2, 1 thread", pack.clone().threads(1)),
        ("ours, level 2 (default)", pack.clone()),
        ("ours, level 3", pack.clone().compression_level(3)),
        ("ours, level 6", pack.clone().compression_level(6)),
    ];
    for (name, pack) in ways {
        let (spent, bytes) = measured(&inventory, || Ok(pack.open(&inventory)?))?;
        row(name, tar, bytes, &spent, Some(peak()?));
    }
    for (name, compressor) in [("tar | gzip -6", "gzip -6"), ("tar | pigz -6", "pigz -6")] {
        let program = compressor.split(' ').next().unwrap_or_default();
        if Command::new(program).arg("--version").stdout(Stdio::null()).spawn().is_err() {
            say(&format!("{name:25} is not here"));
            continue;
        }
        let (spent, bytes) = measured(&inventory, || documented(&directory, compressor))?;
        row(name, tar, bytes, &spent, None);
    }
    Ok(())
}

/// What the documented way runs, into a pipe. (Of /dev/null, tar would read nothing.)
fn documented(directory: &str, compressor: &str) -> Result<impl Read, Box<dyn Error>> {
    let mut shell = Command::new("sh")
        .args(["-c", &format!("tar -cf - . | {compressor}")])
        .current_dir(directory)
        .stdout(Stdio::piped())
        .spawn()?;
    let output = shell.stdout.take().ok_or("no output")?;
    Ok(Waited { output, shell })
}

/// Waits for the child when its output ends, so that its time is counted.
struct Waited<R> {
    output: R,
    shell: std::process::Child,
}

impl<R: Read> Read for Waited<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let read = self.output.read(out)?;
        if read == 0 {
            self.shell.wait()?;
        }
        Ok(read)
    }
}

struct Spent {
    wall: Duration,
    cpu: f64,
}

/// Reads all of it, after the directory's files were brought into memory.
fn measured<R: Read>(
    inventory: &Inventory,
    open: impl FnOnce() -> Result<R, Box<dyn Error>>,
) -> Result<(Spent, u64), Box<dyn Error>> {
    for entry in inventory.entries().iter().filter(|entry| entry.size() > 0) {
        let path = Path::new(inventory.directory()).join(entry.path());
        copy(&mut fs::File::open(path)?, &mut sink())?;
    }
    let (begun, cpu_before) = (Instant::now(), cpu()?);
    let bytes = copy(&mut open()?, &mut sink())?;
    Ok((Spent { wall: begun.elapsed(), cpu: cpu()? - cpu_before }, bytes))
}

/// Seconds of processor time of this process and the children it waited for.
fn cpu() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(") ").ok_or("no stat")?;
    let ticks =
        fields.split(' ').skip(11).take(4).map(str::parse::<u64>).sum::<Result<u64, _>>()?;
    // Linux counts 100 ticks a second wherever programs see them.
    Ok(ticks as f64 / 100.0)
}

/// The most memory this process ever had resident, in MiB.
fn peak() -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no VmHWM")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024.0)
}

fn row(name: &str, tar: u64, bytes: u64, spent: &Spent, peak: Option<f64>) {
    let wall = spent.wall.as_secs_f64();
    let (rate, ratio) = (mib(tar) / wall, tar as f64 / bytes as f64);
    let peak = peak.map_or_else(|| "-".to_owned(), |mib| format!("{mib:.1}"));
    say(&format!("{name:25} {wall:7.2} {rate:6.1} {:6.2} {ratio:7.4} {peak:>9}", spent.cpu));
}

fn mib(bytes: u64) -> f64 {
    bytes as f64 / (1 << 20) as f64
}

#[allow(clippy::print_stdout, reason = "a program says what it found")]
fn say(line: &str) {
    println!("{line}");
}
