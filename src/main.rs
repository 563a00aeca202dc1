//! The `attsats` command.

fn main() -> std::process::ExitCode {
    attsats::cli::main()
}
