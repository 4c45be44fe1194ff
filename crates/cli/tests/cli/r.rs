//! The R script of the examples, run as a user of R would. Skipped, with a line that says so, where there is no R.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn the_record_goes_into_r_as_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if Command::new("Rscript").arg("--version").output().is_err() {
        println!("skipped: there is no Rscript here");
        return;
    }
    let program = Path::new(env!("CARGO_BIN_EXE_scrutineer")).parent().unwrap();
    let paths = env::var_os("PATH").unwrap();
    let path = env::join_paths([program.to_owned()].into_iter().chain(env::split_paths(&paths)));
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join("in R");
    let _ = fs::remove_dir_all(&to);
    let ran = Command::new("Rscript")
        .arg(root.join("examples/rollcall.R"))
        .arg(&to)
        .env("PATH", path.unwrap())
        .env("SCRUTINEER_BOOK", "built-in")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success(), "{told}{}", String::from_utf8_lossy(&ran.stderr));
    assert!(told.contains("A/RES/74/29: abstain 45, no 6, non_voting 13, yes 129"), "{told}");
    assert!(told.contains("members, 97 votes") || told.contains("pscl is not installed"), "{told}");
    print!("{told}");
    assert!(fs::read_to_string(to.join("series.svg")).unwrap().contains("<svg"));
}
