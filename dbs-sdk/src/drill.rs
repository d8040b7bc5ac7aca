//! Restore drills: how often backups are restored to see that they can be, in four figures and a
//! timeline.
//!
//! The console shows them for a data source (<https://help.aliyun.com/zh/dbs/>, "off-cloud backup
//! management", section "restore drills"); no published action gives them. Here they are computed from
//! restore tasks and backups, whether the API listed them or another tool did: plain data in, plain
//! data out, no clock, no call. All times are milliseconds since 1970.
//!
//! ```no_run
//! use dbs_sdk::drill::{self, BackupSet, Restore};
//! use dbs_sdk::v2019_03_06::{
//!     DescribeFullBackupList, DescribeIncrementBackupList, DescribeRestoreTaskList,
//! };
//! use dbs_sdk::{Client, Error, Paged};
//! use futures_util::TryStreamExt as _;
//!
//! /// All that a list holds and that `read` can use.
//! async fn all<A: Paged, T>(
//!     client: &Client,
//!     list: A,
//!     read: fn(&A::Item) -> Option<T>,
//! ) -> Result<Vec<T>, Error> {
//!     let pages: Vec<A::Response> = client.pages(list).try_collect().await?;
//!     Ok(pages.iter().flat_map(A::items).filter_map(read).collect())
//! }
//!
//! # async fn report(client: Client) -> Result<(), Error> {
//! let plan = "dbs1h****usfa";
//! let mut tasks = DescribeRestoreTaskList::default();
//! tasks.backup_plan_id = Some(plan.to_owned());
//! let restores = all(&client, tasks, Restore::from_task).await?;
//! let mut sets = all(&client, DescribeFullBackupList::new(plan), BackupSet::from_full).await?;
//! sets.extend(all(&client, DescribeIncrementBackupList::new(plan), BackupSet::from_log).await?);
//!
//! let november = 1_793_491_200_000..1_796_083_200_000; // 2026-11-01 to 2026-12-01, UTC
//! let figures = drill::figures(november, &restores, &sets);
//! println!("restore tasks that succeeded: {:?}", figures.success.ratio());
//! println!("mean restore duration: {:?}", figures.durations.mean());
//! println!("data backups drilled: {:?}", figures.data_coverage.ratio());
//! println!("log backups drilled: {:?}", figures.log_coverage.ratio());
//! # Ok(())
//! # }
//! ```
//!
//! # What to give
//! The restores and backups of one plan or data source. Of the backups also the last data backup
//! before the range, since restores into the range begin with it; of the restores also those of points
//! in time after the range, since they replay logs in it. Simplest is to list everything.
//!
//! # Definitions
//! A range holds its begin and not its end. Every restore and every backup belongs to a range by one
//! time of its own, so the counts of adjacent ranges add up to those of the whole:
//! a restore by the point in time that it brings back, a data backup by its end, which is the point in
//! time that it holds, a log backup by its begin.
//!
//! | figure | the page's words | computed as |
//! |---|---|---|
//! | [`success`](Figures::success) | the success rate of restore tasks whose point in time is in the range | those that succeeded, of those that succeeded or failed |
//! | [`durations`](Figures::durations) | the mean time that successful restore tasks in the range took | from begin to end, over the successful ones of the same restore tasks |
//! | [`data_coverage`](Figures::data_coverage) | how many data backups in the range were drilled on MySQL or RDS MySQL | those that a successful restore began with, of all |
//! | [`log_coverage`](Figures::log_coverage) | how many log backups in the range were drilled on MySQL or RDS MySQL | those that a successful restore replayed, of all |
//!
//! A restore to a point in time begins with the data backup that it names, else with the last one that
//! ended by then, and replays the log backups that hold anything between the two. A restore without a
//! point in time brings back that of the backup that it names.
//!
//! # Assumptions
//! The page gives one sentence for each figure. What it leaves open is decided here as follows:
//! - A restore that failed drilled nothing: it did not show that the backup can be restored. Who wants
//!   to count tries too finds them in the [timeline].
//! - A drill counts whenever it ran: for a range in the past, drills of today improve the coverage.
//! - Log backups are counted, as data backups are, and not weighed by time; one that was replayed in
//!   part counts as drilled.
//! - Restores that have not ended count in neither part of the success rate; they are told apart as
//!   [`undecided`](Figures::undecided).
//! - Where the database is that was restored to is not looked at: a backup of MySQL can only be
//!   restored to MySQL. Leave out restores that are no drills to you.
//! - For what the API's fields are taken as, see [`Restore::from_task`], [`Outcome`] and the
//!   constructors of [`BackupSet`].
//!
//! # Odd data
//! Lists that change while they are paged through give items twice: restores and data backups count
//! once an id, log backups once if they are equal, since names of log files come again after a reset. A
//! duration with one end missing, or with its end before its begin, is left out. A restore of which
//! neither the point in time nor the named backup is known belongs to no range.

use std::ops::Range;
use std::time::Duration;

mod backup;
mod restore;
mod timeline;

pub use backup::{BackupKind, BackupSet};
pub(crate) use restore::steps;
pub use restore::{Outcome, Restore};
pub use timeline::{Event, Moment, timeline};

/// The four figures; see [the definitions](self#definitions).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figures {
    /// Restore tasks that succeeded, of those that ended.
    pub success: Share,
    /// How long the successful ones took.
    pub durations: Durations,
    /// Data backups that were drilled, of all.
    pub data_coverage: Share,
    /// Log backups that were drilled, of all.
    pub log_coverage: Share,
    /// Restore tasks of which success or failure is not known, which `success` leaves out.
    pub undecided: u64,
}

/// Some of a number of things.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub of: u64,
}

impl Share {
    /// From 0 to 1; `None` of nothing.
    pub fn ratio(&self) -> Option<f64> {
        (self.of > 0).then(|| self.count as f64 / self.of as f64)
    }

    fn add(&mut self, counts: bool) {
        self.count += u64::from(counts);
        self.of += 1;
    }
}

/// A sum of durations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Durations {
    /// All of them together.
    pub total: Duration,
    /// How many.
    pub count: u64,
}

impl Durations {
    /// The mean, rounded down to nanoseconds; `None` of nothing.
    pub fn mean(&self) -> Option<Duration> {
        const NANOS: u128 = 1_000_000_000;
        let mean = self.total.as_nanos().checked_div(u128::from(self.count))?;
        let seconds = u64::try_from(mean / NANOS).unwrap_or(u64::MAX);
        Some(Duration::new(seconds, (mean % NANOS) as u32))
    }

    fn add(&mut self, duration: Duration) {
        self.total = self.total.saturating_add(duration);
        self.count += 1;
    }
}

/// The four figures over a range of time, in milliseconds since 1970.
pub fn figures(range: Range<i64>, restores: &[Restore], sets: &[BackupSet]) -> Figures {
    let mut figures = Figures::default();
    for moment in timeline(range, restores, sets) {
        match moment.event {
            Event::Backup { set, drills } => {
                let drilled = drills.iter().any(|restore| restore.outcome == Outcome::Succeeded);
                match set.kind {
                    BackupKind::Data => figures.data_coverage.add(drilled),
                    BackupKind::Log => figures.log_coverage.add(drilled),
                }
            }
            Event::Restore { restore, .. } => match restore.outcome {
                Outcome::Succeeded => {
                    figures.success.add(true);
                    if let Some(duration) = restore.duration() {
                        figures.durations.add(duration);
                    }
                }
                Outcome::Failed => figures.success.add(false),
                Outcome::Open => figures.undecided += 1,
            },
        }
    }
    figures
}
