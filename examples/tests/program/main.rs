//! The program as a DBA meets it: what it prints, how it ends, what it leaves on the service.

mod bench;
mod end;
mod input;
mod limits;
mod output;
mod resume;
mod secrets;
mod signal;
mod source;
