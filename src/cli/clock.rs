//! The time of day, which nothing below the commands knows.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Now, UTC, to the second: "2024-05-13T08:30:00Z".
pub(super) fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let whole = now.replace_nanosecond(0).unwrap_or(now);
    whole.format(&Rfc3339).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_rfc_3339_has_it() {
        let now = now();
        assert_eq!(now.len(), "2024-05-13T08:30:00Z".len(), "{now}");
        assert!(now.ends_with('Z') && now.as_bytes()[10] == b'T', "{now}");
    }
}
