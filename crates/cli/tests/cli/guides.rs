//! The guides: what they say is typed is typed, word for word, in a clean directory, and prints what stands there.
//!
//! After a change of what is printed: `GUIDES=update cargo test -p scrutineer --test cli guides`, and read the difference.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::run::root;

/// A command of a guide, as it stands there, and what stands below it.
#[derive(Debug, PartialEq)]
struct Step {
    lines: Vec<String>,
    printed: String,
}

impl Step {
    /// What a shell is given.
    fn command(&self) -> String {
        let typed = |line: &String| line.strip_prefix(['$', '>']).unwrap().trim_start().to_owned();
        self.lines.iter().map(typed).collect::<Vec<_>>().join("\n")
    }
}

/// A guide cut into what is prose and what is a session at a terminal.
enum Part {
    Prose(String),
    Session(Vec<Step>),
}

fn parts(guide: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, piece) in guide.split("```console\n").enumerate() {
        let prose = if place == 0 {
            piece
        } else {
            let (session, prose) = piece.split_once("```\n").unwrap();
            parts.push(Part::Session(steps(session)));
            prose
        };
        parts.push(Part::Prose(prose.to_owned()));
    }
    parts
}

fn steps(session: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in session.lines() {
        match steps.last_mut() {
            _ if line.starts_with("$ ") => {
                steps.push(Step { lines: vec![line.to_owned()], printed: String::new() });
            }
            Some(step) if step.printed.is_empty() && line.starts_with("> ") => {
                step.lines.push(line.to_owned());
            }
            Some(step) => step.printed += &format!("{line}\n"),
            None => panic!("a session begins with what is typed: {line}"),
        }
    }
    steps
}

/// Runs the commands one after another in one shell, as somebody at a terminal does, and tells what each printed.
fn typed(name: &str, steps: &[&Step]) -> Vec<String> {
    let here = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guides").join(name);
    let _ = fs::remove_dir_all(&here);
    fs::create_dir_all(here.join("clean")).unwrap();
    // Whatever goes wrong, nothing is left running.
    let mut script = String::from("trap 'kill $! 2> /dev/null' EXIT\n");
    for (number, step) in steps.iter().enumerate() {
        let out = here.join(format!("{number}.out")).display().to_string();
        writeln!(script, "exec > '{out}' 2>&1\n{}", step.command()).unwrap();
    }
    let file = here.join("script");
    fs::write(&file, script).unwrap();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_scrutineer"));
    let system = std::env::var("PATH").unwrap();
    let path = format!("{}:{system}", program.parent().unwrap().display());
    let mut shell = Command::new("sh");
    shell.arg(&file).current_dir(here.join("clean")).stdin(Stdio::null());
    shell.stdout(File::create(here.join("out")).unwrap());
    shell.env_clear().env("PATH", path).env("HOME", here.join("home")).env("LANG", "C.UTF-8");
    let ended = shell.status().unwrap();
    assert!(ended.success(), "{name}: {ended}");
    let printed = |number| {
        let printed = fs::read_to_string(here.join(format!("{number}.out"))).unwrap();
        // Blanks at the end of a line are seen by nobody.
        printed.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    };
    (0..steps.len()).map(printed).collect()
}

fn check(name: &str) {
    let path = root().join("docs/guides").join(format!("{name}.md"));
    let mut parts = parts(&fs::read_to_string(&path).unwrap());
    let sessions = |part: &Part| matches!(part, Part::Session(_));
    assert!(parts.iter().any(sessions), "{name} has nothing to type");
    let steps: Vec<&Step> = parts
        .iter()
        .flat_map(|part| match part {
            Part::Session(steps) => steps.as_slice(),
            Part::Prose(_) => &[],
        })
        .collect();
    let printed = typed(name, &steps);
    if std::env::var("GUIDES").is_ok_and(|asked| asked == "update") {
        let mut printed = printed.into_iter();
        for part in &mut parts {
            if let Part::Session(steps) = part {
                steps.iter_mut().for_each(|step| step.printed = printed.next().unwrap());
            }
        }
        fs::write(&path, written(&parts)).unwrap();
        return;
    }
    for (step, printed) in steps.iter().zip(printed) {
        assert_eq!(step.printed, printed, "{name}: {}", step.command());
    }
}

fn written(parts: &[Part]) -> String {
    let mut guide = String::new();
    for part in parts {
        match part {
            Part::Prose(words) => guide += words,
            Part::Session(steps) => {
                guide += "```console\n";
                for step in steps {
                    step.lines.iter().for_each(|line| guide += &format!("{line}\n"));
                    guide += &step.printed;
                }
                guide += "```\n";
            }
        }
    }
    guide
}

#[test]
fn for_reporters() {
    check("reporter");
}

#[test]
fn for_researchers() {
    check("researcher");
}

#[test]
fn for_developers() {
    if has_curl() {
        check("developer");
    }
}

#[test]
fn for_operators() {
    if has_curl() {
        check("operator");
    }
}

fn has_curl() -> bool {
    let has = Command::new("curl").arg("--version").output().is_ok();
    if !has {
        println!("skipped: there is no curl here, which the guide types");
    }
    has
}
