//! The requests of the flow, and how a fault meets one of them.

use std::fmt;

use local_cloud::{Fault, FaultKind};

/// The part that faults strike: neither the first nor the last.
const STRUCK: &str = "2";
/// The part whose refusal ends a run with parts on the service, so that the next one lists them.
const LAST: &str = "4";

/// A request of the flow, in the order of the flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Register,
    Access,
    Initiate,
    Part,
    List,
    Complete,
    Head,
    Confirm,
}

impl Step {
    pub(crate) const ALL: [Self; 8] = [
        Self::Register,
        Self::Access,
        Self::Initiate,
        Self::Part,
        Self::List,
        Self::Complete,
        Self::Head,
        Self::Confirm,
    ];

    pub(crate) fn is_of_dbs(self) -> bool {
        matches!(self, Self::Register | Self::Access | Self::Confirm)
    }

    /// Of the first such request.
    pub(crate) fn fault(self, kind: FaultKind) -> Fault {
        let fault = Fault::new(self.operation(), kind);
        match self {
            Self::Register => fault.matching("UploadStatus", "WaitingUpload"),
            Self::Confirm => fault.matching("UploadStatus", "UploadSuccess"),
            Self::Part => fault.matching("partNumber", STRUCK),
            _ => fault,
        }
    }

    /// What must happen for this request to be sent at all.
    pub(crate) fn prelude(self) -> Option<Fault> {
        match self {
            Self::List => {
                let denied = Fault::new("UploadPart", FaultKind::AccessDenied);
                Some(denied.matching("partNumber", LAST))
            }
            Self::Head => Some(Fault::new("CompleteMultipartUpload", FaultKind::LostAnswer)),
            _ => None,
        }
    }

    fn operation(self) -> &'static str {
        match self {
            Self::Register | Self::Confirm => "ConfigureBackupSetInfo",
            Self::Access => "DescribeBakDataSourceStorageAccessInfo",
            Self::Initiate => "InitiateMultipartUpload",
            Self::Part => "UploadPart",
            Self::List => "ListParts",
            Self::Complete => "CompleteMultipartUpload",
            Self::Head => "HeadObject",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Of the two that share an operation.
        match self {
            Self::Register => f.pad("WaitingUpload"),
            Self::Confirm => f.pad("UploadSuccess"),
            Self::Access => f.pad("Describe…AccessInfo"),
            _ => f.pad(self.operation()),
        }
    }
}
