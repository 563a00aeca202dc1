//! The program as a whole.

mod accuracy;
mod cli;
mod corpus;
mod crash;
mod cuts;
mod determinism;
mod env;
mod faults;
mod fuzz;
mod invariants;
mod papers;
mod robust;
mod schema;
mod tables;
mod tidy;
