//! `DescribeBackupGatewayList`.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use super::VERSION;
use super::enums::BackupGatewayStatus;
use crate::action::Action;
use crate::fields::{Fields, FromAnswer};
use crate::pages::Paged;
use crate::parameters::Parameters;

/// Lists backup gateways.
///
/// Documented at
/// <https://www.alibabacloud.com/help/en/dms/developer-reference/api-dbs-2019-03-06-describebackupgatewaylist>;
/// in the official Python package since 1.0.1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DescribeBackupGatewayList {
    /// `Region`: the region. Published: `cn-hangzhou`, `cn-shanghai`, `cn-qingdao`, `cn-beijing`,
    /// `cn-shenzhen`, `cn-hongkong`, `ap-southeast-1`, `cn-hangzhou-finance`,
    /// `cn-shanghai-finance`, `cn-shenzhen-finance`. The published list is shorter than that of
    /// the endpoints.
    pub region: String,
    /// `ClientToken`: any ASCII text that is used once; two calls with the same token and
    /// parameters have the effect of one. At most 64 characters.
    pub client_token: Option<String>,
    /// `Identifier`: only these gateways.
    pub identifier: Vec<String>,
    /// `OwnerId`: the account, in an older form. In the official package's model alone.
    pub owner_id: Option<String>,
    /// `PageNum`: the page to give, from 0. At least 0. `0` by default.
    pub page_num: Option<i32>,
    /// `PageSize`: how many items a page has. Published: `30`, `50`, `100`. `30` by default.
    pub page_size: Option<i32>,
}

impl DescribeBackupGatewayList {
    /// A request with the fields that the service demands.
    pub fn new(region: impl Into<String>) -> Self {
        Self {
            region: region.into(),
            client_token: None,
            identifier: Vec::new(),
            owner_id: None,
            page_num: None,
            page_size: None,
        }
    }
}

impl Action for DescribeBackupGatewayList {
    const ACTION: &'static str = "DescribeBackupGatewayList";
    const VERSION: &'static str = VERSION;
    const RAM_ACTION: &'static str = "dbs:DescribeBackupGatewayList";
    type Response = DescribeBackupGatewayListResponse;

    fn parameters(&self) -> Parameters {
        let mut parameters = Parameters::default();
        parameters.set("ClientToken", &self.client_token);
        parameters.set("Identifier", &self.identifier);
        parameters.set("OwnerId", &self.owner_id);
        parameters.set("PageNum", &self.page_num);
        parameters.set("PageSize", &self.page_size);
        parameters.set("Region", &self.region);
        parameters
    }

    fn is_idempotent(&self) -> bool {
        true
    }
}

impl Paged for DescribeBackupGatewayList {
    type Item = BackupGateway;
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

/// The answer to [`DescribeBackupGatewayList`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct DescribeBackupGatewayListResponse {
    /// `ErrCode`: the business error code.
    pub err_code: Option<String>,
    /// `ErrMessage`: the error's text.
    pub err_message: Option<String>,
    /// `HttpStatusCode`: the HTTP status once more.
    pub http_status_code: Option<i32>,
    /// `Items.BackupGateway`: the page of the list.
    pub items: Vec<BackupGateway>,
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

impl FromAnswer for DescribeBackupGatewayListResponse {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            err_code: fields.get("ErrCode"),
            err_message: fields.get("ErrMessage"),
            http_status_code: fields.get("HttpStatusCode"),
            items: fields.wrapped("Items", "BackupGateway"),
            page_num: fields.get("PageNum"),
            page_size: fields.get("PageSize"),
            request_id: fields.get("RequestId"),
            success: fields.get("Success"),
            total_elements: fields.get("TotalElements"),
            total_pages: fields.get("TotalPages"),
        }
    }
}

/// `Items.BackupGateway` of [`DescribeBackupGatewayListResponse`].
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct BackupGateway {
    /// `BackupGatewayCreateTime`: when the gateway was made, in milliseconds since 1970.
    pub backup_gateway_create_time: Option<i64>,
    /// `BackupGatewayId`: the backup gateway. A text here, a number elsewhere.
    pub backup_gateway_id: Option<String>,
    /// `BackupGatewayStatus`: the state of the gateway.
    pub backup_gateway_status: Option<BackupGatewayStatus>,
    /// `DisplayName`: the gateway's name.
    pub display_name: Option<String>,
    /// `Identifier`: the gateway's identifier.
    pub identifier: Option<String>,
    /// `LastHeartbeatTime`: when the gateway was last heard of, in milliseconds since 1970.
    pub last_heartbeat_time: Option<i64>,
    /// `Region`: the region.
    pub region: Option<String>,
    /// `SourceEndpointHostname`: the host name of the gateway.
    pub source_endpoint_hostname: Option<String>,
    /// `SourceEndpointInternetIP`: the gateway's address in the internet.
    pub source_endpoint_internet_ip: Option<String>,
    /// `SourceEndpointIntranetIP`: the gateway's address inside its network.
    pub source_endpoint_intranet_ip: Option<String>,
}

impl FromAnswer for BackupGateway {
    fn from_answer(mut fields: Fields) -> Self {
        Self {
            backup_gateway_create_time: fields.get("BackupGatewayCreateTime"),
            backup_gateway_id: fields.get("BackupGatewayId"),
            backup_gateway_status: fields.get("BackupGatewayStatus"),
            display_name: fields.get("DisplayName"),
            identifier: fields.get("Identifier"),
            last_heartbeat_time: fields.get("LastHeartbeatTime"),
            region: fields.get("Region"),
            source_endpoint_hostname: fields.get("SourceEndpointHostname"),
            source_endpoint_internet_ip: fields.get("SourceEndpointInternetIP"),
            source_endpoint_intranet_ip: fields.get("SourceEndpointIntranetIP"),
        }
    }
}
