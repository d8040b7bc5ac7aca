//! The main job as a program.
fn main() {}
