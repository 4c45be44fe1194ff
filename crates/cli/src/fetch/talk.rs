//! How a download speaks with whoever asked for it.

use std::io::{self, BufRead, IsTerminal, Write};

use super::megabytes;

/// How a download speaks with whoever asked for it.
pub(crate) trait Talk {
    /// Whether somebody is there to answer.
    fn listens(&self) -> bool;
    /// Asks a question to which only a clear yes is yes.
    fn ask(&mut self, question: &str) -> io::Result<bool>;
    /// Says one line.
    fn tell(&mut self, line: &str);
    /// So many bytes are there, of so many where that is known.
    fn progress(&mut self, done: u64, total: Option<u64>);
}

/// Bytes after which progress is shown anew.
const STEP: u64 = 1_000_000;

/// Speaks on standard error and reads the answer from standard input, so that standard output stays free
/// for the result.
#[derive(Debug)]
pub(crate) struct Terminal<R, W> {
    input: R,
    output: W,
    listens: bool,
    /// Progress is a line that is drawn over: of no use in a log.
    shows_progress: bool,
    /// The step that is shown.
    shown: Option<u64>,
}

impl Terminal<io::StdinLock<'static>, io::Stderr> {
    /// Over the program's own standard input and standard error.
    pub(crate) fn standard() -> Self {
        let listens = io::stdin().is_terminal() && io::stderr().is_terminal();
        Terminal::new(io::stdin().lock(), io::stderr(), listens, io::stderr().is_terminal())
    }
}

impl<R: BufRead, W: Write> Terminal<R, W> {
    fn new(input: R, output: W, listens: bool, shows_progress: bool) -> Self {
        Terminal { input, output, listens, shows_progress, shown: None }
    }

    /// Ends the line of progress, if one is open.
    fn end_progress(&mut self) {
        if self.shown.take().is_some() {
            self.write("\n");
        }
    }

    /// Where standard error is closed there is nobody to tell.
    fn write(&mut self, text: &str) {
        let _ = self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush());
    }
}

impl<R: BufRead, W: Write> Talk for Terminal<R, W> {
    fn listens(&self) -> bool {
        self.listens
    }

    fn ask(&mut self, question: &str) -> io::Result<bool> {
        self.write(&format!("{question} [y/N] "));
        let mut answer = String::new();
        self.input.read_line(&mut answer)?;
        Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
    }

    fn tell(&mut self, line: &str) {
        self.end_progress();
        self.write(&format!("{line}\n"));
    }

    fn progress(&mut self, done: u64, total: Option<u64>) {
        let finished = total == Some(done);
        if !self.shows_progress || (self.shown == Some(done / STEP) && !finished) {
            return;
        }
        self.shown = Some(done / STEP);
        let line = match total {
            Some(total) => format!(
                "{} of {}, {} %",
                megabytes(done),
                megabytes(total),
                done.saturating_mul(100).checked_div(total).unwrap_or(100)
            ),
            None => megabytes(done),
        };
        // Padded, so that a shorter line leaves nothing of the longer one.
        self.write(&format!("\r  {line:<40}"));
        if finished {
            self.end_progress();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(answer: &str) -> (bool, String) {
        let mut output = Vec::new();
        let mut terminal = Terminal::new(answer.as_bytes(), &mut output, true, true);
        let yes = terminal.ask("Download?").unwrap();
        (yes, String::from_utf8(output).unwrap())
    }

    #[test]
    fn only_a_clear_yes_is_yes() {
        for yes in ["y\n", "Y\n", "yes\n", " YES \r\n"] {
            assert!(asked(yes).0, "{yes:?}");
        }
        for no in ["", "\n", "n\n", "no\n", "ye\n", "yes please\n", "j\n"] {
            assert!(!asked(no).0, "{no:?}");
        }
        assert_eq!(asked("").1, "Download? [y/N] ");
    }

    #[test]
    fn progress_is_one_line_and_ends_before_the_next() {
        let mut output = Vec::new();
        let mut terminal = Terminal::new(io::empty(), &mut output, true, true);
        for done in [0, 10, 999_999, 2_000_000] {
            terminal.progress(done, Some(4_000_000));
        }
        terminal.tell("cut off");
        let shown = String::from_utf8(output).unwrap();
        assert_eq!(shown.matches('\r').count(), 2, "{shown:?}");
        assert!(shown.contains("2.0 MB of 4.0 MB, 50 %"), "{shown:?}");
        assert!(shown.ends_with(" \ncut off\n"), "{shown:?}");
    }

    #[test]
    fn a_log_gets_no_progress() {
        let mut output = Vec::new();
        Terminal::new(io::empty(), &mut output, false, false).progress(5, None);
        assert!(output.is_empty());
    }
}
