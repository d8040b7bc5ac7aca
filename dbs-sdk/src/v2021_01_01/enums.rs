//! The words that version 2021-01-01 publishes for its fields, each list open.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use crate::word::open_enum;

open_enum! {
    /// What happens to a policy.
    ActionType {
        /// `CREATE`.
        Create = "CREATE",
        /// `UPDATE`.
        Update = "UPDATE",
        /// `DELETE`.
        Delete = "DELETE",
    }
}

open_enum! {
    /// How a backup is made.
    BackupMethod {
        /// `Physical`.
        Physical = "Physical",
        /// `Logical`.
        Logical = "Logical",
        /// `Snapshot`.
        Snapshot = "Snapshot",
    }
}

open_enum! {
    /// Whether a schedule or a person started a backup.
    BackupMode {
        /// `Automated`.
        Automated = "Automated",
        /// `Manual`.
        Manual = "Manual",
    }
}

open_enum! {
    /// Which backups stay when a cluster is deleted.
    BackupRetentionPolicyOnClusterDeletion {
        /// `NONE`.
        None = "NONE",
        /// `LATEST`.
        Latest = "LATEST",
        /// `ALL`.
        All = "ALL",
    }
}

open_enum! {
    /// Whether a backup is of an instance or of tables.
    BackupScale {
        /// `DBInstance`.
        Instance = "DBInstance",
        /// `DBTable`.
        Table = "DBTable",
    }
}

open_enum! {
    /// The state of a backup.
    BackupStatus {
        /// `OK`.
        Done = "OK",
        /// `ERROR`.
        Failed = "ERROR",
    }
}

open_enum! {
    /// The type of a backup.
    BackupType {
        /// `FullBackup`.
        FullBackup = "FullBackup",
        /// `IncrementBackup`.
        IncrementBackup = "IncrementBackup",
    }
}

open_enum! {
    /// The type of the backups that a policy is about.
    BakType {
        /// `F`: full backups.
        Full = "F",
        /// `L`: log backups.
        Log = "L",
    }
}

open_enum! {
    /// Whether backups are made by the second.
    Category {
        /// `Flash`: by the second.
        Flash = "Flash",
        /// `Standard`.
        Standard = "Standard",
    }
}

open_enum! {
    /// The format of downloaded data.
    DownloadFormat {
        /// `CSV`.
        Csv = "CSV",
        /// `SQL`.
        Sql = "SQL",
        /// `Parquet`.
        Parquet = "Parquet",
    }
}

open_enum! {
    /// The state of a download task.
    DownloadStatus {
        /// `Initializing`.
        Initializing = "Initializing",
        /// `queueing`: one spelling of `queuing`.
        Queueing = "queueing",
        /// `running`.
        Running = "running",
        /// `failed`.
        Failed = "failed",
        /// `finished`.
        Finished = "finished",
        /// `expired`.
        Expired = "expired",
        /// `queuing`: one spelling of `queueing`.
        Queuing = "queuing",
    }
}

open_enum! {
    /// What is downloaded to.
    DownloadTarget {
        /// `OSS`.
        Oss = "OSS",
        /// `URL`.
        Url = "URL",
    }
}

open_enum! {
    /// Whether a backup set or a point in time is downloaded.
    DownloadType {
        /// `full`.
        Full = "full",
        /// `pitr`.
        PointInTime = "pitr",
    }
}

open_enum! {
    /// Whether backups are copied or moved.
    DumpAction {
        /// `copy`.
        Copy = "copy",
        /// `move`.
        Move = "move",
    }
}

open_enum! {
    /// Whether and when a backup is removed.
    ExpectExpireType {
        /// `NEVER`.
        Never = "NEVER",
        /// `EXPIRED`.
        Expired = "EXPIRED",
        /// `DELAY`.
        Delay = "DELAY",
    }
}

open_enum! {
    /// What a schedule counts.
    FilterKey {
        /// `dayOfWeek`.
        DayOfWeek = "dayOfWeek",
        /// `dayOfMonth`.
        DayOfMonth = "dayOfMonth",
        /// `dayOfYear`.
        DayOfYear = "dayOfYear",
        /// `backupInterval`.
        BackupInterval = "backupInterval",
    }
}

open_enum! {
    /// Whether a schedule or an event starts a policy.
    FilterType {
        /// `crontab`.
        Crontab = "crontab",
        /// `event`.
        Event = "event",
    }
}

open_enum! {
    /// Whether old logs are removed when a disk is nearly full.
    HighSpaceUsageProtection {
        /// `Enable`.
        Enable = "Enable",
        /// `Disable`.
        Disable = "Disable",
    }
}

open_enum! {
    /// Whether backups end.
    RetentionType {
        /// `never`.
        Never = "never",
        /// `delay`.
        Delay = "delay",
    }
}

open_enum! {
    /// Whether a backup set of a sandbox is full or incremental.
    SandboxBackupSetType {
        /// `Full`.
        Full = "Full",
        /// `Inc`.
        Inc = "Inc",
    }
}

open_enum! {
    /// The state of a sandbox instance.
    SandboxStatus {
        /// `running`.
        Running = "running",
        /// `check_pass`.
        CheckPass = "check_pass",
        /// `stop`.
        Stop = "stop",
    }
}

open_enum! {
    /// The direction of a sorting.
    SortDirection {
        /// `asc`.
        Asc = "asc",
        /// `desc`.
        Desc = "desc",
    }
}

open_enum! {
    /// A storage that backups come from or go to.
    StorageTier {
        /// `db`.
        Db = "db",
        /// `level1`.
        Level1 = "level1",
        /// `level2`.
        Level2 = "level2",
        /// `level2Cross`.
        Level2Cross = "level2Cross",
    }
}
