//! The program as a whole.

mod cli;
mod crash;
mod determinism;
mod env;
mod faults;
mod schema;
mod tidy;
