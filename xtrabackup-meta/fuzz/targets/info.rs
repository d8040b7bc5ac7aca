#![no_main]

#[path = "../info.rs"]
mod info;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| info::check(bytes));
