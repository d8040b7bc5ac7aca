//! `DescribeBackupSetDownloadTaskList`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use secrecy::SecretString;

use super::VERSION;
use super::enums::BackupSetDownloadStatus;
use super::enums::BackupSetDownloadWay;
use super::enums::BackupSetJobType;
use super::enums::DataFormat;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists download tasks.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describebackupsetdownloadtasklist>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeBackupSetDownloadTaskList {
    /// `BackupPlanId`: the backup plan. Must be given unless the other of the two ids is.
    pub backup_plan_id: Option<String>,
    /// `BackupSetDownloadTaskId`: the download task. Must be given unless the other of the two ids
    /// is.
    pub backup_set_download_task_id: Option<String>,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `PageNum`: the page to give, from 0. At least 0. `0` by default.
    pub page_num: Option<i32>,
    /// `PageSize`: how many items a page has. Published: `30`, `50`, `100`. `30` by default.
    pub page_size: Option<i32>,
}

impl Action for DescribeBackupSetDownloadTaskList {
    const ACTION: &'static str = "DescribeBackupSetDownloadTaskList";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeBackupSetDownloadTaskList";
    type Response = DescribeBackupSetDownloadTaskListResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("BackupPlanId", &self.backup_plan_id);
        parameters.set("BackupSetDownloadTaskId", &self.backup_set_download_task_id);
        parameters.set("ClientToken", &self.client_token);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("PageNum", &self.page_num);
        parameters.set("PageSize", &self.page_size);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeBackupSetDownloadTaskList {
    type Item = BackupSetDownloadTaskDetail;
    const FIRST_PAGE: i32 = 0;

    fn page(&self) -> Option<i32> {
        self.page_num
    }
    fn set_page(&mut self, page: i32) {
        self.page_num = Some(page);
    }
    fn page_size(&self) -> Option<i32> {
        self.page_size
    }
    fn items(response: &Self::Response) -> &[Self::Item] {
        &response.items
    }
    fn total(response: &Self::Response) -> Option<i64> {
        response.total_elements.map(i64::from)
    }
    fn answered_size(response: &Self::Response) -> Option<i64> {
        response.page_size.map(i64::from)
    }
}

/// The answer to [`DescribeBackupSetDownloadTaskList`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupSetDownloadTaskListResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Items.BackupSetDownloadTaskDetail`: the page of the list.
    pub items: Vec<BackupSetDownloadTaskDetail>,
    /// `PageNum`: the page that this is.
    pub page_num: Option<i32>,
    /// `PageSize`: how many items a page has.
    pub page_size: Option<i32>,
    /// `RequestId`: the request's id, which the service's support asks for.
    pub request_id: Option<String>,
    /// `Success`: whether the call was carried out.
    pub success: Option<bool>,
    /// `TotalElements`: how many items all pages have.
    pub total_elements: Option<i32>,
    /// `TotalPages`: how many pages there are.
    pub total_pages: Option<i32>,
}

impl FromAnswer for DescribeBackupSetDownloadTaskListResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            items: fields.wrapped("Items", "BackupSetDownloadTaskDetail"),
            page_num: fields.get("PageNum"),
            page_size: fields.get("PageSize"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
            total_elements: fields.get("TotalElements"),
            total_pages: fields.get("TotalPages"),
        }
    }
}

/// `Items.BackupSetDownloadTaskDetail` of [`DescribeBackupSetDownloadTaskListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct BackupSetDownloadTaskDetail {
    /// `BackupGatewayId`: the backup gateway. Comes when `BackupSetDownloadWay` is `auto`.
    pub backup_gateway_id: Option<i64>,
    /// `BackupPlanId`: the backup plan.
    pub backup_plan_id: Option<String>,
    /// `BackupSetCode`: the backup set's code.
    pub backup_set_code: Option<String>,
    /// `BackupSetDataFormat`: the format of the downloaded data.
    pub backup_set_data_format: Option<DataFormat>,
    /// `BackupSetDataSize`: the size of the data, in bytes.
    pub backup_set_data_size: Option<i64>,
    /// `BackupSetDbType`: the type of the database.
    pub backup_set_db_type: Option<String>,
    /// `BackupSetDownloadCreateTime`: when the task was made, in milliseconds since 1970.
    pub backup_set_download_create_time: Option<i64>,
    /// `BackupSetDownloadDir`: the folder that data is downloaded to. Comes when
    /// `BackupSetDownloadWay` is `auto`.
    pub backup_set_download_dir: Option<String>,
    /// `BackupSetDownloadFinishTime`: when the task ended, in milliseconds since 1970.
    pub backup_set_download_finish_time: Option<i64>,
    /// `BackupSetDownloadInternetUrl`: the link from the internet. Comes when
    /// `BackupSetDownloadWay` is `manual` and the conversion is done. The published example begins
    /// with `//`, without a scheme.
    pub backup_set_download_internet_url: Option<SecretString>,
    /// `BackupSetDownloadIntranetUrl`: the link from inside the Alibaba Cloud network. Comes when
    /// `BackupSetDownloadWay` is `manual` and the conversion is done. The published example begins
    /// with `//`, without a scheme.
    pub backup_set_download_intranet_url: Option<SecretString>,
    /// `BackupSetDownloadStatus`: the state of the task.
    pub backup_set_download_status: Option<BackupSetDownloadStatus>,
    /// `BackupSetDownloadTargetType`: what data is downloaded to. `agent` is the only value
    /// published. Comes when `BackupSetDownloadWay` is `auto`.
    pub backup_set_download_target_type: Option<String>,
    /// `BackupSetDownloadTaskId`: the download task.
    pub backup_set_download_task_id: Option<String>,
    /// `BackupSetDownloadTaskName`: the task's name.
    pub backup_set_download_task_name: Option<String>,
    /// `BackupSetDownloadWay`: whether a person or a rule started the task.
    pub backup_set_download_way: Option<BackupSetDownloadWay>,
    /// `BackupSetId`: the backup set.
    pub backup_set_id: Option<String>,
    /// `BackupSetJobType`: the type of that job.
    pub backup_set_job_type: Option<BackupSetJobType>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
}

impl FromAnswer for BackupSetDownloadTaskDetail {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_gateway_id: fields.get("BackupGatewayId"),
            backup_plan_id: fields.get("BackupPlanId"),
            backup_set_code: fields.get("BackupSetCode"),
            backup_set_data_format: fields.get("BackupSetDataFormat"),
            backup_set_data_size: fields.get("BackupSetDataSize"),
            backup_set_db_type: fields.get("BackupSetDbType"),
            backup_set_download_create_time: fields.get("BackupSetDownloadCreateTime"),
            backup_set_download_dir: fields.get("BackupSetDownloadDir"),
            backup_set_download_finish_time: fields.get("BackupSetDownloadFinishTime"),
            backup_set_download_internet_url: fields.get("BackupSetDownloadInternetUrl"),
            backup_set_download_intranet_url: fields.get("BackupSetDownloadIntranetUrl"),
            backup_set_download_status: fields.get("BackupSetDownloadStatus"),
            backup_set_download_target_type: fields.get("BackupSetDownloadTargetType"),
            backup_set_download_task_id: fields.get("BackupSetDownloadTaskId"),
            backup_set_download_task_name: fields.get("BackupSetDownloadTaskName"),
            backup_set_download_way: fields.get("BackupSetDownloadWay"),
            backup_set_id: fields.get("BackupSetId"),
            backup_set_job_type: fields.get("BackupSetJobType"),
            err_message: fields.get("ErrMessage"),
        }
    }
}
