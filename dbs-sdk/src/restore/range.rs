//! The times that can be restored.

use crate::v2019_03_06::{DBSRecoverRange, DescribeRestoreRangeInfoResponse, RangeType};

/// Times of one source that can be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Restorable {
    /// The instance of the database, or `host:port` where it has none.
    pub source: Option<String>,
    /// The times.
    pub times: RestorableTimes,
}

/// Any time, or only some. Times are in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RestorableTimes {
    /// Any time from begin to end, both included: for
    /// [`restore_time`](crate::v2019_03_06::CreateRestoreTask::restore_time).
    #[non_exhaustive]
    Range {
        /// The first time that can be restored.
        begin_ms: i64,
        /// The last time that can be restored.
        end_ms: i64,
    },
    /// Only these full backups: for
    /// [`backup_set_id`](crate::v2019_03_06::CreateRestoreTask::backup_set_id).
    Points(Vec<RestorablePoint>),
    /// A kind of times that is not published, or a range without its ends; the plain answer has
    /// what there is.
    #[non_exhaustive]
    Unlisted {
        /// `RangeType`, as it came.
        range_type: Option<String>,
    },
}

/// A full backup that can be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RestorablePoint {
    /// The backup set.
    pub backup_set_id: String,
    /// When the backup began, in milliseconds since 1970.
    pub begin_ms: Option<i64>,
    /// When the backup ended, in milliseconds since 1970.
    pub end_ms: Option<i64>,
}

impl Restorable {
    /// Whether `time_ms` can be restored by time: it lies in a range.
    pub fn covers(&self, time_ms: i64) -> bool {
        matches!(self.times, RestorableTimes::Range { begin_ms, end_ms }
            if (begin_ms..=end_ms).contains(&time_ms))
    }

    fn of(range: &DBSRecoverRange) -> Self {
        let times = match (
            &range.range_type,
            range.begin_timestamp_for_restore,
            range.end_timestamp_for_restore,
        ) {
            (Some(RangeType::Range), Some(begin_ms), Some(end_ms)) => {
                RestorableTimes::Range { begin_ms, end_ms }
            }
            (Some(RangeType::Point), ..) => {
                let backups = range.full_backup_list.iter();
                let point = |backup: &crate::v2019_03_06::FullBackupDetail| {
                    Some(RestorablePoint {
                        backup_set_id: backup.backup_set_id.clone()?,
                        begin_ms: backup.start_time,
                        end_ms: backup.end_time,
                    })
                };
                RestorableTimes::Points(backups.filter_map(point).collect())
            }
            (range_type, ..) => RestorableTimes::Unlisted {
                range_type: range_type.as_ref().map(|word| word.as_str().to_owned()),
            },
        };
        Self { source: source(range), times }
    }
}

fn source(range: &DBSRecoverRange) -> Option<String> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let instance = given(&range.source_endpoint_instance_id)
        .or_else(|| given(&range.backup_source_instance_id));
    instance.or_else(|| {
        let host = given(&range.backup_source_host)?;
        Some(match given(&range.backup_source_port) {
            Some(port) => format!("{host}:{port}"),
            None => host,
        })
    })
}

impl DescribeRestoreRangeInfoResponse {
    /// The times that can be restored, told apart by kind.
    ///
    /// ```no_run
    /// use dbs_sdk::v2019_03_06::DescribeRestoreRangeInfo;
    /// use dbs_sdk::{Client, RestorableTimes};
    ///
    /// # async fn times(client: Client) -> Result<(), dbs_sdk::Error> {
    /// let of_march = DescribeRestoreRangeInfo::new("dbs1hvb0ww…", 1_772_294_400_000, 1_774_972_800_000);
    /// for restorable in client.send(&of_march).await?.restorable() {
    ///     match restorable.times {
    ///         RestorableTimes::Range { begin_ms, end_ms, .. } => println!("{begin_ms} to {end_ms}"),
    ///         RestorableTimes::Points(sets) => println!("{} full backups", sets.len()),
    ///         other => println!("{other:?}"),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn restorable(&self) -> Vec<Restorable> {
        self.items.iter().map(Restorable::of).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fields::{Fields, FromAnswer as _};

    fn read(items: serde_json::Value) -> Vec<Restorable> {
        let answer = json!({"Items": {"DBSRecoverRange": items}});
        DescribeRestoreRangeInfoResponse::from_answer(Fields::of(answer)).restorable()
    }

    #[test]
    fn a_range_holds_both_its_ends() {
        let [range] = read(json!([{"RangeType": "range", "BackupSourceHost": "127.0.0.1",
            "BackupSourcePort": "3306", "BeginTimestampForRestore": 1646674092000_i64,
            "EndTimestampForRestore": "1646846814000"}]))
        .try_into()
        .expect("one range");
        assert_eq!(range.source.as_deref(), Some("127.0.0.1:3306"));
        for (time, covered) in [
            (1_646_674_091_999, false),
            (1_646_674_092_000, true),
            (1_646_846_814_000, true),
            (1_646_846_814_001, false),
        ] {
            assert_eq!(range.covers(time), covered, "{time}");
        }
    }

    #[test]
    fn points_are_full_backups_and_cover_no_time_between_them() {
        let [points] = read(json!([{"RangeType": "Point", "SourceEndpointInstanceID": "rm-1",
            "BeginTimestampForRestore": 10, "EndTimestampForRestore": 40,
            "FullBackupList": {"FullBackupDetail": [
                {"BackupSetId": "set1", "StartTime": 10, "EndTime": 20},
                {"StartTime": 25, "EndTime": 26},
                {"BackupSetId": "set2", "StartTime": 30}]}}]))
        .try_into()
        .expect("one source");
        assert!(!points.covers(15));
        assert_eq!(points.source.as_deref(), Some("rm-1"));
        let point = |id: &str, begin_ms, end_ms| RestorablePoint {
            backup_set_id: id.to_owned(),
            begin_ms,
            end_ms,
        };
        let expected = vec![point("set1", Some(10), Some(20)), point("set2", Some(30), None)];
        assert_eq!(points.times, RestorableTimes::Points(expected));
    }

    #[test]
    fn what_is_not_published_or_has_no_ends_is_no_range() {
        for (item, range_type) in [
            (
                json!({"RangeType": "cloud", "BeginTimestampForRestore": 1, "EndTimestampForRestore": 9}),
                Some("cloud"),
            ),
            (json!({"RangeType": "range", "BeginTimestampForRestore": 1}), Some("range")),
            (json!({}), None),
        ] {
            let [times] = read(json!([item])).try_into().expect("one source");
            assert!(!times.covers(5));
            let range_type = range_type.map(str::to_owned);
            assert_eq!(times.times, RestorableTimes::Unlisted { range_type });
        }
        assert!(read(json!([])).is_empty());
    }
}
