//! What version 2019-03-06 takes as JSON in one parameter.
//!
//! Written by `dbs-sdk/codegen` from the facts in `dbs-sdk/api`.

use serde_json::Value;

use crate::parameters::{Object, ToJson};

/// A database to back up, whole or in part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BackupObject {
    /// `DBName`: the database.
    pub db_name: Option<String>,
    /// `NewDBName`: the database's name after the restore.
    pub new_db_name: Option<String>,
    /// `NewSchemaName`: the schema's name after the restore, for SQL Server.
    pub new_schema_name: Option<String>,
    /// `SchemaName`: the schema, for SQL Server.
    pub schema_name: Option<String>,
    /// `TableExcludes`: the tables to leave out.
    pub table_excludes: Vec<TableRule>,
    /// `TableIncludes`: the tables to take.
    pub table_includes: Vec<TableRule>,
}

impl ToJson for BackupObject {
    fn to_json(&self) -> Option<Value> {
        let mut object = Object::default();
        object.put("DBName", &self.db_name);
        object.put("NewDBName", &self.new_db_name);
        object.put("NewSchemaName", &self.new_schema_name);
        object.put("SchemaName", &self.schema_name);
        object.put("TableExcludes", &self.table_excludes);
        object.put("TableIncludes", &self.table_includes);
        object.into_json()
    }
}

/// A database to restore, and its name afterwards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RestoreObject {
    /// `DBName`: the database.
    pub db_name: Option<String>,
    /// `NewDBName`: the database's name after the restore.
    pub new_db_name: Option<String>,
}

impl ToJson for RestoreObject {
    fn to_json(&self) -> Option<Value> {
        let mut object = Object::default();
        object.put("DBName", &self.db_name);
        object.put("NewDBName", &self.new_db_name);
        object.into_json()
    }
}

/// Tables of a database, by name or pattern.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableRule {
    /// `TableName`: the table's name, or a pattern of `.` `*` `?` `[abc]` `[^abc]` `[a-z]`.
    pub table_name: Option<String>,
}

impl ToJson for TableRule {
    fn to_json(&self) -> Option<Value> {
        let mut object = Object::default();
        object.put("TableName", &self.table_name);
        object.into_json()
    }
}
