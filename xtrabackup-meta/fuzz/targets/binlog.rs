#![no_main]

#[path = "../binlog.rs"]
mod binlog;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| binlog::check(bytes));
