//! `DescribeDownloadTask`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::DownloadFormat;
use super::enums::DownloadStatus;
use super::enums::DownloadTarget;
use super::enums::DownloadType;
use super::enums::SortDirection;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists the tasks that [`CreateDownload`](super::CreateDownload) started.
///
/// For RDS MySQL (cloud disk), RDS PostgreSQL, PolarDB for MySQL, MongoDB.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2021-01-01-describedownloadtask>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeDownloadTask {
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: String,
    /// `BackupSetId`: the backup set.
    pub backup_set_id: Option<String>,
    /// `ClusterName`: the sharded cluster. For MongoDB alone. New in 3.0.0 of the official
    /// package.
    pub cluster_name: Option<String>,
    /// `CurrentPage`: the page to give, from 1.
    pub current_page: Option<i32>,
    /// `DatasourceId`: the data source, spelt so in this action alone,
    /// `ds-{InstanceId}_{regionId}`.
    pub datasource_id: Option<String>,
    /// `EndTime`: the end of the time to list, in milliseconds since 1970.
    pub end_time: Option<i64>,
    /// `InstanceName`: the instance's id. The page calls it required, the package does not.
    pub instance_name: Option<String>,
    /// `OrderColumn`: what the list is sorted by. `gmt_create` is the only value published.
    /// `gmt_create` by default.
    pub order_column: Option<String>,
    /// `OrderDirect`: the direction of the sorting. `desc` by default.
    pub order_direct: Option<SortDirection>,
    /// `PageSize`: how many items a page has.
    pub page_size: Option<i32>,
    /// `StartTime`: the begin of the time to list, in milliseconds since 1970.
    pub start_time: Option<i64>,
    /// `State`: only tasks in this state. Published here: `Initializing`, `queueing`, `running`,
    /// `failed`, `finished`, `expired`.
    pub state: Option<DownloadStatus>,
    /// `TaskType`: whether a backup set or a point in time is downloaded.
    pub task_type: Option<DownloadType>,
}

impl DescribeDownloadTask {
    /// A request with the fields that the service demands.
    pub fn new(region_code: impl Into<String>) -> Self {
        Self {
            region_code: region_code.into(),
            backup_set_id: None,
            cluster_name: None,
            current_page: None,
            datasource_id: None,
            end_time: None,
            instance_name: None,
            order_column: None,
            order_direct: None,
            page_size: None,
            start_time: None,
            state: None,
            task_type: None,
        }
    }
}

impl Action for DescribeDownloadTask {
    const ACTION: &'static str = "DescribeDownloadTask";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeDownloadTask";
    type Response = DescribeDownloadTaskResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupSetId", &self.backup_set_id);
        parameters.set("ClusterName", &self.cluster_name);
        parameters.set("CurrentPage", &self.current_page);
        parameters.set("DatasourceId", &self.datasource_id);
        parameters.set("EndTime", &self.end_time);
        parameters.set("InstanceName", &self.instance_name);
        parameters.set("OrderColumn", &self.order_column);
        parameters.set("OrderDirect", &self.order_direct);
        parameters.set("PageSize", &self.page_size);
        parameters.set("RegionCode", &self.region_code);
        parameters.set("StartTime", &self.start_time);
        parameters.set("State", &self.state);
        parameters.set("TaskType", &self.task_type);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeDownloadTask {
    type Item = DownloadTask;
    const FIRST_PAGE: i32 = 1;

    fn page(&self) -> Option<i32> {
        self.current_page
    }
    fn set_page(&mut self, page: i32) {
        self.current_page = Some(page);
    }
    fn page_size(&self) -> Option<i32> {
        self.page_size
    }
    fn items(response: &Self::Response) -> &[Self::Item] {
        response.data.as_ref().map_or(&[], |data| &data.content)
    }
    fn total(response: &Self::Response) -> Option<i64> {
        response.data.as_ref()?.total_elements
    }
    fn answered_size(response: &Self::Response) -> Option<i64> {
        response.data.as_ref()?.page_size
    }
}

/// The answer to [`DescribeDownloadTask`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeDownloadTaskResponse {
    /// `Code`: `Success`, or an error code.
    pub code: Option<String>,
    /// `Data`: the answer's data.
    pub data: Option<DescribeDownloadTaskData>,
    /// `ErrCode`: the business error code. Some answers carry `Success` here.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `Message`: the answer's text.
    pub message: Option<String>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out. The service sends it as a text.
    pub success: Option<bool>,
}

impl FromAnswer for DescribeDownloadTaskResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            code: fields.get("Code"),
            data: fields.get("Data"),
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            message: fields.get("Message"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
        }
    }
}

/// `Data` of [`DescribeDownloadTaskResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeDownloadTaskData {
    /// `Content.List`: the page of the list.
    pub content: Vec<DownloadTask>,
    /// `Extra`: more data, not documented.
    pub extra: Option<String>,
    /// `PageNumber`: the page that this is. At least 1. `1` by default.
    pub page_number: Option<i64>,
    /// `PageSize`: how many items a page has.
    pub page_size: Option<i64>,
    /// `TotalElements`: how many items all pages have.
    pub total_elements: Option<i64>,
    /// `TotalPages`: how many pages there are.
    pub total_pages: Option<i64>,
}

impl FromAnswer for DescribeDownloadTaskData {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            content: fields.wrapped("Content", "List"),
            extra: fields.get("Extra"),
            page_number: fields.get("PageNumber"),
            page_size: fields.get("PageSize"),
            total_elements: fields.get("TotalElements"),
            total_pages: fields.get("TotalPages"),
        }
    }
}

/// `Data.Content.List` of [`DescribeDownloadTaskResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DownloadTask {
    /// `BackupSetTime`: the time that the backup set stands for, in milliseconds since 1970.
    pub backup_set_time: Option<i64>,
    /// `BakSetId`: the backup set.
    pub bak_set_id: Option<String>,
    /// `DbList`: the databases.
    pub db_list: Option<String>,
    /// `DownloadStatus`: the state of the task. Pages spell the values in several ways.
    pub download_status: Option<DownloadStatus>,
    /// `ExportDataSize`: the size of what was written, in bytes.
    pub export_data_size: Option<i64>,
    /// `Format`: the format of the data.
    pub format: Option<DownloadFormat>,
    /// `GmtCreate`: when the task was made, in milliseconds since 1970.
    pub gmt_create: Option<i64>,
    /// `ImportDataSize`: the size of what was read, in bytes.
    pub import_data_size: Option<i64>,
    /// `Progress`: how far it has come, tables done and tables in all, as `3/10`; `0/0` at first.
    pub progress: Option<String>,
    /// `RegionCode`: the region, such as `cn-hangzhou`.
    pub region_code: Option<String>,
    /// `TargetPath`: the folder in that bucket.
    pub target_path: Option<String>,
    /// `TargetType`: what is downloaded to.
    pub target_type: Option<DownloadTarget>,
    /// `TaskId`: the task.
    pub task_id: Option<String>,
}

impl FromAnswer for DownloadTask {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_set_time: fields.get("BackupSetTime"),
            bak_set_id: fields.get("BakSetId"),
            db_list: fields.get("DbList"),
            download_status: fields.get("DownloadStatus"),
            export_data_size: fields.get("ExportDataSize"),
            format: fields.get("Format"),
            gmt_create: fields.get("GmtCreate"),
            import_data_size: fields.get("ImportDataSize"),
            progress: fields.get("Progress"),
            region_code: fields.get("RegionCode"),
            target_path: fields.get("TargetPath"),
            target_type: fields.get("TargetType"),
            task_id: fields.get("TaskId"),
        }
    }
}
