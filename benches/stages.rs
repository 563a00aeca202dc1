//! How fast each stage is.

fn main() {}
