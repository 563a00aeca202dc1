//! What goes to a person's terminal.

use std::io::{IsTerminal, Write, stderr, stdout};

/// Says what went wrong.
pub(super) fn complain(message: &str) {
    tell(&format!("attsats: {message}"));
}

/// Prints a line to standard error; nobody listening is no error.
pub(super) fn tell(message: &str) {
    let _ = writeln!(stderr().lock(), "{}", clean(message));
}

/// Without control characters and those that turn the direction of a line; line breaks stay.
pub(super) fn clean(text: &str) -> String {
    let is_dangerous = |letter: char| {
        (letter.is_control() && letter != '\n')
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
    };
    text.chars().map(|letter| if is_dangerous(letter) { '\u{fffd}' } else { letter }).collect()
}

/// A name on one line.
pub(super) fn clean_name(name: &str) -> String {
    clean(name).replace('\n', "\u{fffd}")
}

/// True when standard output may be coloured.
pub(super) fn colours() -> bool {
    stdout().is_terminal() && !is_plain()
}

/// True when standard error may show a moving bar.
pub(super) fn moves() -> bool {
    stderr().is_terminal() && !is_plain()
}

fn is_plain() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_drive_the_terminal() {
        assert_eq!(clean_name("a\u{1b}[31m\n\u{202e}fdp.b"), "a\u{fffd}[31m\u{fffd}\u{fffd}fdp.b");
        assert_eq!(clean("två\nrader"), "två\nrader");
    }
}
