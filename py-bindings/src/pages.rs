//! How far a list that comes page by page has been read.

use pyo3::prelude::*;

/// Decides for Python's loops over pages what `Client::pages` of Rust decides for its own.
#[pyclass(module = "dbs_sdk._native")]
pub(crate) struct PageCount(dbs_sdk::PageCount);

#[pymethods]
impl PageCount {
    #[new]
    fn new(first_page: i32, page: Option<i32>, size: Option<i32>) -> Self {
        Self(dbs_sdk::PageCount::new(first_page, page, size))
    }

    #[getter]
    fn page(&self) -> i32 {
        self.0.page()
    }

    fn follow(&mut self, items: usize, total: Option<i64>, size: Option<i64>) -> bool {
        self.0.follow(items, total, size)
    }
}
