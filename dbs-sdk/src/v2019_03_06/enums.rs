//! The words that version 2019-03-06 publishes for its fields, each list open.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use crate::word::open_enum;

open_enum! {
    /// The state of a backup gateway.
    BackupGatewayStatus {
        /// `ONLINE`.
        Online = "ONLINE",
        /// `OFFLINE`.
        Offline = "OFFLINE",
        /// `STOPPED`.
        Stopped = "STOPPED",
        /// `UPGRADING`.
        Upgrading = "UPGRADING",
    }
}

open_enum! {
    /// How a backup is made.
    BackupMethod {
        /// `logical`.
        Logical = "logical",
        /// `physical`.
        Physical = "physical",
        /// `duplication`.
        Duplication = "duplication",
    }
}

open_enum! {
    /// The state of a plan.
    BackupPlanStatus {
        /// `wait`: not configured.
        Wait = "wait",
        /// `init`: not started, or the checks failed.
        Init = "init",
        /// `running`.
        Running = "running",
        /// `stop`: failed.
        Stop = "stop",
        /// `pause`: paused.
        Pause = "pause",
        /// `locked`.
        Locked = "locked",
        /// `check_pass`.
        CheckPass = "check_pass",
    }
}

open_enum! {
    /// The state of a download task.
    BackupSetDownloadStatus {
        /// `checking`.
        Checking = "checking",
        /// `init`.
        Init = "init",
        /// `check_pass`.
        CheckPass = "check_pass",
        /// `pause`.
        Pause = "pause",
        /// `schedule`.
        Schedule = "schedule",
        /// `running`.
        Running = "running",
        /// `stop`.
        Stop = "stop",
        /// `finish`.
        Finish = "finish",
    }
}

open_enum! {
    /// The kind of storage at the target of a download.
    BackupSetDownloadTargetTypeLocation {
        /// `local`.
        Local = "local",
        /// `nas`.
        Nas = "nas",
        /// `ftp`.
        Ftp = "ftp",
        /// `minio`.
        Minio = "minio",
    }
}

open_enum! {
    /// Whether a person or a rule started a download.
    BackupSetDownloadWay {
        /// `manual`.
        Manual = "manual",
        /// `auto`.
        Auto = "auto",
    }
}

open_enum! {
    /// The type of a backup job.
    BackupSetJobType {
        /// `cbs_backup_sub_full`: a logical full backup.
        Full = "cbs_backup_sub_full",
        /// `cbs_backup_sub_cont`: a logical incremental backup.
        Incremental = "cbs_backup_sub_cont",
    }
}

open_enum! {
    /// The state of a backup.
    BackupStatus {
        /// `schedule`: about to begin.
        Schedule = "schedule",
        /// `running`.
        Running = "running",
        /// `finish`.
        Finish = "finish",
        /// `INIT`.
        Init = "INIT",
        /// `FILLING`.
        Filling = "FILLING",
        /// `COMPLETED`.
        Completed = "COMPLETED",
        /// `UNCOMPLETED`.
        Uncompleted = "UNCOMPLETED",
    }
}

open_enum! {
    /// Where backups are kept.
    BackupStorageType {
        /// ``: a bucket of the account.
        OwnBucket = "",
        /// `system`: the service's own storage.
        System = "system",
    }
}

open_enum! {
    /// Whether backups follow a schedule.
    BackupStrategyType {
        /// `simple`.
        Simple = "simple",
        /// `manual`.
        Manual = "manual",
    }
}

open_enum! {
    /// How a plan is paid.
    ChargeType {
        /// `PREPAY`.
        Prepay = "PREPAY",
        /// `POSTPAY`.
        Postpay = "POSTPAY",
    }
}

open_enum! {
    /// The state of one check.
    CheckState {
        /// `init`.
        Init = "init",
        /// `warning`.
        Warning = "warning",
        /// `catched`.
        Catched = "catched",
        /// `running`.
        Running = "running",
        /// `failed`.
        Failed = "failed",
        /// `finish`.
        Finish = "finish",
    }
}

open_enum! {
    /// The state of all checks.
    CheckStatus {
        /// `running`.
        Running = "running",
        /// `failed`.
        Failed = "failed",
        /// `finish`.
        Finish = "finish",
    }
}

open_enum! {
    /// The format of downloaded data.
    DataFormat {
        /// `Native`.
        Native = "Native",
        /// `SQL`.
        Sql = "SQL",
        /// `CSV`.
        Csv = "CSV",
        /// `JSON`.
        Json = "JSON",
    }
}

open_enum! {
    /// The type of a database.
    DatabaseType {
        /// `MySQL`.
        MySQL = "MySQL",
        /// `MSSQL`.
        Mssql = "MSSQL",
        /// `Oracle`.
        Oracle = "Oracle",
        /// `MariaDB`.
        MariaDB = "MariaDB",
        /// `PostgreSQL`.
        PostgreSQL = "PostgreSQL",
        /// `DRDS`.
        Drds = "DRDS",
        /// `MongoDB`.
        MongoDB = "MongoDB",
        /// `Redis`.
        Redis = "Redis",
    }
}

open_enum! {
    /// The state of a data lake service.
    DlaState {
        /// `Running`.
        Running = "Running",
        /// `Closing`.
        Closing = "Closing",
        /// `Closed`.
        Closed = "Closed",
    }
}

open_enum! {
    /// Where a database is.
    EndpointType {
        /// `RDS`.
        Rds = "RDS",
        /// `ECS`.
        Ecs = "ECS",
        /// `Express`.
        Express = "Express",
        /// `Agent`.
        Agent = "Agent",
        /// `DDS`.
        Dds = "DDS",
        /// `Other`.
        Other = "Other",
        /// `dg`: through a database gateway.
        Gateway = "dg",
    }
}

open_enum! {
    /// The class of a plan.
    InstanceClass {
        /// `micro`.
        Micro = "micro",
        /// `small`.
        Small = "small",
        /// `medium`.
        Medium = "medium",
        /// `large`.
        Large = "large",
        /// `xlarge`.
        Xlarge = "xlarge",
    }
}

open_enum! {
    /// The type of a database's instance.
    InstanceType {
        /// `RDS`.
        Rds = "RDS",
        /// `PolarDB`.
        PolarDB = "PolarDB",
        /// `DDS`.
        Dds = "DDS",
        /// `Kvstore`.
        Kvstore = "Kvstore",
        /// `Other`.
        Other = "Other",
        /// `dg`: through a database gateway.
        Gateway = "dg",
    }
}

open_enum! {
    /// The language of a text.
    Language {
        /// `en`.
        En = "en",
        /// `cn`.
        Cn = "cn",
    }
}

open_enum! {
    /// Whether backups follow a schedule, as `ModifyBackupStrategy` spells it.
    ModifiedStrategyType {
        /// `simple`.
        Simple = "simple",
        /// `Manual`.
        Manual = "Manual",
    }
}

open_enum! {
    /// The unit of a term.
    Period {
        /// `Year`.
        Year = "Year",
        /// `Month`.
        Month = "Month",
    }
}

open_enum! {
    /// Whether any time in a range can be restored.
    RangeType {
        /// `point`: only the full backups that are listed.
        Point = "point",
        /// `range`: any time in it.
        Range = "range",
    }
}

open_enum! {
    /// The state of a restore task.
    RestoreStatus {
        /// `init`.
        Init = "init",
        /// `running`.
        Running = "running",
        /// `stop`.
        Stop = "stop",
        /// `pause`.
        Pause = "pause",
        /// `check_pass`.
        CheckPass = "check_pass",
    }
}

open_enum! {
    /// What of a plan is paused.
    StopMethod {
        /// `ALL`: schedule, full, incremental and restore jobs.
        All = "ALL",
        /// `PLAN`: the schedule alone.
        Plan = "PLAN",
    }
}

open_enum! {
    /// A storage class.
    StorageMethod {
        /// `Standard`.
        Standard = "Standard",
        /// `IA`.
        InfrequentAccess = "IA",
        /// `Archive`.
        Archive = "Archive",
        /// `UNKNOWN`.
        Unknown = "UNKNOWN",
    }
}

open_enum! {
    /// A day of the week.
    Weekday {
        /// `Monday`.
        Monday = "Monday",
        /// `Tuesday`.
        Tuesday = "Tuesday",
        /// `Wednesday`.
        Wednesday = "Wednesday",
        /// `Thursday`.
        Thursday = "Thursday",
        /// `Friday`.
        Friday = "Friday",
        /// `Saturday`.
        Saturday = "Saturday",
        /// `Sunday`.
        Sunday = "Sunday",
    }
}
