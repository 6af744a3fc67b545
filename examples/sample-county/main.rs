//! Writes the data of the sample workspace: `cargo run --example sample-county` writes `data/`.

use std::path::Path;

// The path makes its modules lie beside it, here and in the test that includes it.
#[path = "county.rs"]
mod county;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    std::fs::create_dir_all(&folder)?;
    for (name, text) in county::files() {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}
