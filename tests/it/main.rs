//! The program as a whole.

mod accuracy;
mod cli;
mod corpus;
mod crash;
mod cuts;
mod determinism;
mod env;
mod faults;
mod format;
mod full;
mod fuzz;
mod import;
mod invariants;
mod link;
mod mask;
mod ocr;
mod package;
mod papers;
mod repair;
mod robust;
mod scan;
mod schema;
mod search;
mod tables;
mod tidy;
mod workers;
