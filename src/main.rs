//! The program `drucksache`; everything is in the library.

fn main() -> std::process::ExitCode {
    drucksache::cli::run()
}
