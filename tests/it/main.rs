//! The program as a whole.

mod accuracy;
mod cli;
mod crash;
mod determinism;
mod env;
mod faults;
mod papers;
mod schema;
mod tidy;
