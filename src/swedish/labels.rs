//! Labels that a narrow column broke.

/// True for words that must go on on the next line: "Arvoden inkl", "Avgifter,".
pub fn breaks_off(label: &str) -> bool {
    let last = label.rsplit(' ').next().unwrap_or_default().to_lowercase();
    label.ends_with([',', '-', '/', '–', '&'])
        || matches!(
            last.as_str(),
            "eget"
                | "och"
                | "samt"
                | "eller"
                | "av"
                | "till"
                | "för"
                | "från"
                | "inom"
                | "inkl"
                | "inklusive"
                | "med"
                | "på"
                | "i"
        )
}

#[cfg(test)]
mod tests {
    use super::breaks_off;

    #[test]
    fn a_preposition_leads_on() {
        assert!(breaks_off("Löner inkl"));
        assert!(breaks_off("Bidrag till"));
        assert!(breaks_off("Avgifter,"));
        assert!(!breaks_off("Övriga kostnader"));
        assert!(!breaks_off("Kassan"));
    }
}
