//! The program as a whole.

mod accuracy;
mod browser;
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
mod picture;
mod plot;
mod popolo;
mod queries;
mod readers;
mod repair;
mod robust;
mod scan;
mod schema;
mod search;
#[cfg(feature = "web")]
mod serve;
mod tables;
mod tei;
mod tidy;
mod workers;
