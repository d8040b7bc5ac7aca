//! Where the flow is, and what stands on the service if it ends there.

use std::fmt;
use std::path::PathBuf;

use super::Event;

/// A step of [`Client::register`](crate::Client::register), in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[non_exhaustive]
pub enum Stage {
    /// The file is opened and looked at. Nothing has been sent.
    #[default]
    Preflight,
    /// The backup set is registered as `WaitingUpload`.
    Register,
    /// Bucket, object key and temporary credentials are fetched.
    Access,
    /// The file is uploaded and compared.
    Upload,
    /// The backup set is marked `UploadSuccess`.
    Confirm,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Preflight => "preflight",
            Self::Register => "register",
            Self::Access => "access",
            Self::Upload => "upload",
            Self::Confirm => "confirm",
        })
    }
}

/// Where [`Client::register`](crate::Client::register) failed. `Display` says what stands on the
/// service; what an upload left there is said by the error's source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Place {
    /// The stage that failed.
    pub stage: Stage,
    /// The backup set, once the service has given its id.
    pub backup_set_id: Option<String>,
    /// `oss://bucket/key`, once the service has named it.
    pub object: Option<String>,
    /// Whether the failed call may have been carried out all the same.
    pub unsure: bool,
    /// The file that notes how far it came, if there is a state directory: the same again goes on
    /// from there.
    pub journal: Option<PathBuf>,
}

impl Place {
    /// Takes in what was heard of the flow, so that whoever cuts it off can say what stands.
    pub fn follow(&mut self, event: &Event) {
        match event {
            Event::Stage(stage) => {
                self.stage = *stage;
                // Cut off in these, their call may be carried out all the same.
                self.unsure = matches!(stage, Stage::Register | Stage::Confirm);
            }
            Event::Registered { backup_set_id } => {
                self.backup_set_id = Some(backup_set_id.clone());
            }
            Event::Uploading { bucket, object_key, .. } => {
                self.object = Some(format!("oss://{bucket}/{object_key}"));
            }
            Event::Journal { path } => self.journal = Some(path.clone()),
            Event::Resumed { backup_set_id, object, .. } => {
                self.backup_set_id.clone_from(backup_set_id);
                self.object.clone_from(object);
                self.unsure = backup_set_id.is_none();
            }
            _ => {}
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(id) = &self.backup_set_id else {
            return f.write_str(if self.unsure {
                "a backup set may stand as WaitingUpload, without bytes"
            } else {
                "nothing stands on the service"
            });
        };
        match (self.stage, &self.object) {
            (Stage::Confirm, Some(object)) if self.unsure => {
                write!(
                    f,
                    "{object} is complete; backup set {id} stands as WaitingUpload or UploadSuccess"
                )
            }
            (Stage::Confirm, Some(object)) => {
                write!(f, "{object} is complete; backup set {id} stands as WaitingUpload")
            }
            (_, Some(object)) => write!(f, "to {object}; backup set {id} stands as WaitingUpload"),
            (_, None) => write!(f, "backup set {id} stands as WaitingUpload, without bytes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_says_what_stands() {
        let mut place = Place::default();
        assert_eq!(place.to_string(), "nothing stands on the service");
        place.unsure = true;
        assert_eq!(place.to_string(), "a backup set may stand as WaitingUpload, without bytes");
        place =
            Place { stage: Stage::Access, backup_set_id: Some("ee-1".into()), ..Place::default() };
        assert_eq!(place.to_string(), "backup set ee-1 stands as WaitingUpload, without bytes");
        place = Place { stage: Stage::Upload, object: Some("oss://b/k".into()), ..place };
        assert_eq!(place.to_string(), "to oss://b/k; backup set ee-1 stands as WaitingUpload");
        place.stage = Stage::Confirm;
        assert_eq!(
            place.to_string(),
            "oss://b/k is complete; backup set ee-1 stands as WaitingUpload"
        );
        place.unsure = true;
        assert_eq!(
            place.to_string(),
            "oss://b/k is complete; backup set ee-1 stands as WaitingUpload or UploadSuccess"
        );
    }
}
