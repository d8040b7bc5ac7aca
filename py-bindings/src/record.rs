//! What all results have in common: they show themselves as dataclasses do, and travel by pickle.

use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple, PyType};
use time::{OffsetDateTime, PrimitiveDateTime};
use xtrabackup_meta::Stamp;

/// `Class(name=value, …)`, as dataclasses show themselves.
pub(crate) fn representation<'py, T>(object: &Bound<'py, T>, names: &[&str]) -> PyResult<String> {
    let object = object.as_any();
    let fields: PyResult<Vec<String>> = names
        .iter()
        .map(|name| {
            let value: Bound<'py, PyString> = object.getattr(*name)?.repr()?;
            Ok(format!("{name}={value}"))
        })
        .collect();
    Ok(format!("{}({})", object.get_type().name()?, fields?.join(", ")))
}

/// A class and what to call it with.
pub(crate) type Reduced<'py> = (Bound<'py, PyType>, Bound<'py, PyTuple>);

/// For pickle and copy: the class, and its fields in the order that it takes them.
pub(crate) fn reduced<'py, T>(object: &Bound<'py, T>, names: &[&str]) -> PyResult<Reduced<'py>> {
    let object = object.as_any();
    let fields: PyResult<Vec<Bound<'py, PyAny>>> =
        names.iter().map(|name| object.getattr(*name)).collect();
    Ok((object.get_type(), PyTuple::new(object.py(), fields?)?))
}

/// A `datetime`, naive or aware.
#[derive(Clone, Copy, PartialEq, Hash, FromPyObject, IntoPyObject)]
pub(crate) enum Moment {
    Aware(OffsetDateTime),
    Naive(PrimitiveDateTime),
}

impl From<Stamp> for Moment {
    fn from(stamp: Stamp) -> Self {
        match stamp.offset {
            Some(offset) => Self::Aware(stamp.civil.assume_offset(offset)),
            None => Self::Naive(stamp.civil),
        }
    }
}
