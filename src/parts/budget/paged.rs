//! What a table that goes on over a page break finds at the head of the next page.

use crate::model::{Line, Text};

/// Lines of the body at the head of a page that may be its head, or a title printed again.
const HEAD: usize = 4;

/// True for line `idx` at the head of its page, when the page before has it too: a running head, or the title
/// of the table, with or without "forts."
pub(super) fn heads_again(text: &Text, idx: usize) -> bool {
    let line = &text.lines[idx];
    let on = |page: u32| move |line: &&Line| line.page == page;
    let before = &text.lines[..idx];
    let above = before.iter().rev().take_while(on(line.page)).filter(|line| line.is_body());
    if line.page < 2 || above.take(HEAD).count() == HEAD {
        return false;
    }
    let title = sans_forts(&line.text);
    let older = before.iter().rev().skip_while(on(line.page));
    let mut page_before = older.take_while(on(line.page - 1));
    !title.is_empty() && page_before.any(|line| sans_forts(&line.text) == title)
}

/// True for the first line of a page that the page before begins with too, over something else than a table.
pub(super) fn is_running_head(text: &Text, idx: usize) -> bool {
    let line = &text.lines[idx];
    let before = || text.lines[..idx].iter().rev().filter(|line| line.is_body());
    let leads = before().next().is_some_and(|above| above.page + 1 == line.page);
    let mut page_before =
        before().take_while(|above| above.page + 1 == line.page).collect::<Vec<_>>().into_iter();
    let first = page_before.next_back();
    let heads_text = page_before.next_back().is_some_and(|below| below.grid.is_none());
    leads && heads_text && first.is_some_and(|first| first.text.trim() == line.text.trim())
}

/// `title` without the word that says that it was printed before: "Driftbudget, forts."
fn sans_forts(title: &str) -> &str {
    let title = title.trim();
    let marks: &[char] = &[' ', ',', '.', '(', ')', ':', '–', '-'];
    let words = title.trim_end_matches(marks);
    let shorter = ["forts", "fortsättning", "Forts", "Fortsättning"]
        .iter()
        .find_map(|word| words.strip_suffix(word).filter(|left| left.ends_with(marks)));
    shorter.unwrap_or(words).trim_end_matches(marks)
}

#[cfg(test)]
mod tests {
    use super::sans_forts;

    #[test]
    fn titles_go_on() {
        assert_eq!(sans_forts("Driftbudget, forts."), "Driftbudget");
        assert_eq!(sans_forts("Driftbudget (fortsättning)"), "Driftbudget");
        assert_eq!(sans_forts("Driftbudget"), "Driftbudget");
        assert_eq!(sans_forts("Kraftforts"), "Kraftforts");
    }
}
