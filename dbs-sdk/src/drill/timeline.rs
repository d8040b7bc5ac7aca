//! What happened when.

use std::collections::BTreeMap;
use std::ops::Range;

use super::backup::{BackupKind, BackupSet};
use super::restore::Restore;

/// A backup or a restore on the timeline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Moment<'a> {
    /// When, in milliseconds since 1970: the end of a data backup, the begin of a log backup, the point
    /// in time that a restore brings back.
    pub at_ms: i64,
    /// What.
    pub event: Event<'a>,
}

/// What a moment of the timeline is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Event<'a> {
    /// A backup.
    Backup {
        /// The backup.
        set: &'a BackupSet,
        /// The restores that began with it or replayed it, whatever their outcome, in the order of
        /// their begins; empty if nobody tried.
        drills: Vec<&'a Restore>,
    },
    /// A restore.
    Restore {
        /// The restore.
        restore: &'a Restore,
        /// The data backup that it began with, if that is known.
        from: Option<&'a BackupSet>,
    },
}

/// The backups and restores in a range of time, in milliseconds since 1970, each with what it has to
/// do with the other, sorted by time. At one time backups come before restores.
///
/// What a range holds, and what restores what: see [the definitions](super#definitions).
pub fn timeline<'a>(
    range: Range<i64>,
    restores: &'a [Restore],
    sets: &'a [BackupSet],
) -> Vec<Moment<'a>> {
    let sets = distinct(sets);
    let drills = drills(restores, &sets);
    let in_range = sets.iter().filter(|set| range.contains(&set.at_ms()));
    let backups = in_range.map(|set| {
        let drills = drills.iter().filter(|drill| drill.uses(set)).map(|drill| drill.restore);
        let event = Event::Backup { set, drills: drills.collect() };
        Moment { at_ms: set.at_ms(), event }
    });
    let restores = drills.iter().filter_map(|&Drill { restore, from, point_ms }| {
        let at_ms = point_ms.filter(|point| range.contains(point))?;
        Some(Moment { at_ms, event: Event::Restore { restore, from } })
    });
    let mut moments: Vec<_> = backups.chain(restores).collect();
    moments.sort();
    moments
}

/// A restore and what it restored.
struct Drill<'a> {
    restore: &'a Restore,
    from: Option<&'a BackupSet>,
    point_ms: Option<i64>,
}

impl Drill<'_> {
    fn uses(&self, set: &BackupSet) -> bool {
        let Some(from) = self.from else { return false };
        from == set || self.point_ms.is_some_and(|point| set.is_replayed(from.end_ms, point))
    }
}

/// Each restore once, by begin.
fn drills<'a>(restores: &'a [Restore], sets: &[&'a BackupSet]) -> Vec<Drill<'a>> {
    let mut latest: BTreeMap<&str, &Restore> = BTreeMap::new();
    for restore in restores {
        let known = latest.entry(&restore.id).or_insert(restore);
        if known.progress() < restore.progress() {
            *known = restore;
        }
    }
    let mut restores: Vec<_> = latest.into_values().collect();
    restores.sort_by_key(|restore| (restore.begin_ms, &restore.id));

    let mut data: Vec<_> =
        sets.iter().copied().filter(|set| set.kind == BackupKind::Data).collect();
    data.sort_by_key(|set| (set.end_ms, &set.id));
    let by_id: BTreeMap<&str, &BackupSet> = data.iter().map(|set| (&*set.id, *set)).collect();
    let last_by = |point_ms: i64| {
        let ended = data.partition_point(|set| set.end_ms <= point_ms);
        data[..ended].last().copied()
    };
    let drill = |restore: &'a Restore| {
        let from = match (&restore.backup_set_id, restore.point_ms) {
            (Some(id), _) => by_id.get(&**id).copied(),
            (None, Some(point_ms)) => last_by(point_ms),
            (None, None) => None,
        };
        let point_ms = restore.point_ms.or(from.map(|set| set.end_ms));
        Drill { restore, from, point_ms }
    };
    restores.into_iter().map(drill).collect()
}

/// Each data backup once an id, each log backup once.
fn distinct(sets: &[BackupSet]) -> Vec<&BackupSet> {
    let mut data: BTreeMap<&str, &BackupSet> = BTreeMap::new();
    let mut distinct = Vec::new();
    for set in sets {
        match set.kind {
            BackupKind::Data => {
                let known = data.entry(&set.id).or_insert(set);
                if (known.end_ms, known.begin_ms) < (set.end_ms, set.begin_ms) {
                    *known = set;
                }
            }
            BackupKind::Log => distinct.push(set),
        }
    }
    distinct.extend(data.into_values());
    distinct.sort();
    distinct.dedup();
    distinct
}
