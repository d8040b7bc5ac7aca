//! A backup directory as one archive, made while it is uploaded.
//!
//! The documented way packs to local disk on one core and then uploads. What a [`Pack`] opens is a
//! [`Read`](std::io::Read):
//! no temporary file, memory bounded by the threads, and gzip on as many cores as it is allowed.
//!
//! ```no_run
//! use dbs_sdk::pack::{Format, Pack};
//! use oss_multipart::Source;
//!
//! # fn source() -> Result<Source, dbs_sdk::Error> {
//! let pack = Pack::new("/backup/2026-11-22").format(Format::TarGz).threads(2);
//! let inventory = pack.inventory()?; // names, sizes and times; nothing is read yet
//! let reader = pack.open(&inventory)?;
//! let progress = reader.progress(); // bytes read of inventory.file_bytes(), from any thread
//! let source = Source::reader(reader).expecting(inventory.expected_bytes(Format::TarGz));
//! # Ok(source)
//! # }
//! ```
//!
//! # The archive
//! The same directory gives the same bytes, with any number of threads, so that a second run after
//! a crash sends only what the service does not hold. The same means: equal content, names, sizes,
//! modes, owners and whole-second times of the files; a copy by `cp -a` gives them too. Another
//! version of this crate, or a processor with other instructions, may pack differently.
//!
//! - Members are named as `tar -C directory -cf - .` names them, `./` first, which has mode 755
//!   whatever the directory has, as DBS wants it. A directory stands before what is in it, and names
//!   are ordered by their bytes, directory by directory.
//! - GNU headers. Names and link targets are bytes: of any length (`././@LongLink` from 101 bytes
//!   on), UTF-8 or not. Sizes above 8 GiB and large owner ids are written in base 256.
//! - Modes and numeric owners are kept. Owner names are left out, since they belong to this machine.
//! - Files keep their time. Directories all have that of the newest file, since their own changes
//!   with every passing lock file.
//! - Symbolic links are stored as links and never followed; hard links are stored as files; holes
//!   are read as zeros, there are no sparse members. Anything else (socket, pipe, device) is an error.
//! - The end is two blocks of zeros, filled up to 10,240 bytes, as GNU tar does.
//!
//! # The compression
//! One gzip member, as pigz makes it: blocks of 256 KiB are compressed apart from each other, each with
//! the 32 KiB before it as its dictionary, and joined on byte borders. The library is zlib-rs;
//! libdeflate is faster, but cannot go on from a dictionary.
//!
//! The default is level 2: of two kinds of InnoDB-like pages it made archives at 1.00 and 0.97 of the
//! ratio of `gzip -6`, with less than a third of its CPU time. Level 3 came to 1.00 and 0.99, with a
//! tenth more CPU time than level 2.
//!
//! # What is refused
//! Whatever changes, grows, shrinks, vanishes or appears between [`Pack::inventory`] and the last
//! byte is an error that names it; so is what cannot be read. The reader then never reaches its end,
//! so that no upload of it is completed. Files are opened from the directory that was listed,
//! through no symbolic link: only the directory itself may be given by one, which is followed once.

mod archive;
mod beneath;
mod block;
mod change;
mod deflate;
mod entry;
mod feed;
mod header;
mod inventory;
mod lanes;
mod progress;
mod reader;
mod walk;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::thread;

pub use entry::{Entry, EntryKind};
pub use inventory::Inventory;
pub use progress::Progress;
pub use reader::PackReader;

use crate::error::{Error, ErrorKind};

/// Measured: see the module's documentation.
const DEFAULT_LEVEL: u32 = 2;

/// More threads than this are not taken unless asked for: they pack faster than lines carry, and
/// their blocks need memory.
const DEFAULT_THREADS: usize = 16;

/// How a backup directory is packed.
#[derive(Debug, Clone)]
pub struct Pack {
    directory: PathBuf,
    format: Format,
    level: u32,
    threads: Option<usize>,
}

/// What a directory is packed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Format {
    /// Uncompressed: for data that is compressed or encrypted already, or a fast line.
    Tar,
    /// Compressed by gzip.
    #[default]
    TarGz,
}

impl Pack {
    /// Packs a directory as tar.gz at level 2, with a thread for each processor, 16 at most.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            directory: directory.into(),
            format: Format::default(),
            level: DEFAULT_LEVEL,
            threads: None,
        }
    }

    /// tar or tar.gz.
    #[must_use]
    pub fn format(mut self, format: Format) -> Self {
        self.format = format;
        self
    }

    /// 1 (fast) to 9 (small), as of gzip; nothing changes for tar.
    #[must_use]
    pub fn compression_level(mut self, level: u32) -> Self {
        self.level = level;
        self
    }

    /// How many threads compress, from 1 on; one more reads the files. Each takes about 2 MiB. The
    /// bytes do not depend on it.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Lists the directory: what will be packed, and by what it is known again.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] if the directory cannot be listed, holds no file, or something that is
    /// neither file, directory nor symbolic link. [`ErrorKind::Config`] as for [`Self::open`].
    pub fn inventory(&self) -> Result<Inventory, Error> {
        self.check()?;
        Inventory::of(&self.directory)
    }

    /// Begins to pack what was listed.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] for a compression level outside 1 to 9, for no threads, and if the
    /// system gives no further thread.
    pub fn open(&self, inventory: &Inventory) -> Result<PackReader, Error> {
        self.check()?;
        let compression = match self.format {
            Format::Tar => None,
            Format::TarGz => Some((self.level, self.workers())),
        };
        PackReader::start(inventory.clone(), compression)
    }

    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    pub(crate) fn packed_as(&self) -> Format {
        self.format
    }

    /// What the bytes depend on beside the directory: `tar`, or `tar.gz, level 3`.
    pub(crate) fn form(&self) -> String {
        match self.format {
            Format::Tar => "tar".to_owned(),
            Format::TarGz => format!("tar.gz, level {}", self.level),
        }
    }

    fn check(&self) -> Result<(), Error> {
        if !(1..=9).contains(&self.level) {
            let message = format!("compression level {} is not one of 1 to 9", self.level);
            return Err(Error::new(ErrorKind::Config, message));
        }
        if self.threads == Some(0) {
            return Err(Error::new(ErrorKind::Config, "0 threads cannot pack: take 1 or more"));
        }
        Ok(())
    }

    fn workers(&self) -> usize {
        self.threads.unwrap_or_else(|| {
            thread::available_parallelism().map_or(1, |cores| cores.get().min(DEFAULT_THREADS))
        })
    }
}

impl Format {
    /// What follows the point in a file's name: `tar` or `tar.gz`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Tar => "tar",
            Self::TarGz => "tar.gz",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.extension())
    }
}

impl FromStr for Format {
    type Err = Error;

    /// `tar` or `tar.gz`.
    fn from_str(word: &str) -> Result<Self, Error> {
        match word {
            "tar" => Ok(Self::Tar),
            "tar.gz" => Ok(Self::TarGz),
            _ => {
                let message = format!("{word:?} is no format: take tar or tar.gz");
                Err(Error::new(ErrorKind::Config, message))
            }
        }
    }
}
