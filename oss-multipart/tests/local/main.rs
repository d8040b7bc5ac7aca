//! Uploads against the local stand-in of the service.

mod cloud;
mod faults;
mod keys;
mod secrets;
mod uploads;
