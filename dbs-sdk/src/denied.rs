//! A refusal for want of a permission.

use serde_json::Value;

use crate::error::Fault;

/// Why RAM let a call not pass: `AccessDeniedDetail` of the answer
/// (<https://help.aliyun.com/zh/ram/user-guide/the-details-of-error-messages>).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct AccessDenied {
    /// `AuthAction`: the permission that is missing.
    pub auth_action: Option<String>,
    /// `AuthPrincipalDisplayName`: the id of the RAM user, or the role with its session.
    pub principal_display_name: Option<String>,
    /// `AuthPrincipalOwnerId`: the account that the user or role belongs to.
    pub principal_owner_id: Option<String>,
    /// `AuthPrincipalType`: `SubUser`, `AssumedRoleUser`, `Federated`.
    pub principal_type: Option<String>,
    /// `NoPermissionType`: `ImplicitDeny` (no policy allows it), `ExplicitDeny` (one denies it).
    pub no_permission_type: Option<String>,
    /// `PolicyType`: which kind of policy decided, such as `AccountLevelIdentityBasedPolicy`.
    pub policy_type: Option<String>,
    /// `EncodedDiagnosticMessage`: what `ram:DecodeDiagnosticMessage` makes readable.
    pub encoded_diagnostic_message: Option<String>,
}

impl AccessDenied {
    /// `clean` takes secrets out of a text.
    pub(crate) fn read(detail: &Value, clean: impl Fn(&str) -> String) -> Self {
        let text = |name| Some(clean(detail.get(name)?.as_str()?)).filter(|text| !text.is_empty());
        Self {
            auth_action: text("AuthAction"),
            principal_display_name: text("AuthPrincipalDisplayName"),
            principal_owner_id: text("AuthPrincipalOwnerId"),
            principal_type: text("AuthPrincipalType"),
            no_permission_type: text("NoPermissionType"),
            policy_type: text("PolicyType"),
            encoded_diagnostic_message: text("EncodedDiagnosticMessage"),
        }
    }
}

/// Whether a refusal is for want of a permission: `Request.Forbidden` of DBS, `Forbidden.RAM` and
/// `NoPermission` of the gateway and of STS, or whatever comes with the detail.
pub(crate) fn is_permission(fault: &Fault) -> bool {
    let code = fault.code.as_str();
    fault.access_denied.is_some()
        || code == "Request.Forbidden"
        || code.starts_with("Forbidden")
        || code.starts_with("NoPermission")
}
