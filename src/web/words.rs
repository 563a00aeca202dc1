//! What the pages say, in both languages: no text is there in one of them alone.

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Lang {
    /// Swedish, at the root.
    #[default]
    Sv,
    /// English, below `/en`.
    En,
}

impl Lang {
    /// As `lang` attributes and `hreflang` name it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// The other one.
    pub(super) fn other(self) -> Self {
        match self {
            Self::Sv => Self::En,
            Self::En => Self::Sv,
        }
    }

    /// The address of a page in this language; `path` begins with "/".
    pub(super) fn path(self, path: &str) -> String {
        match self {
            Self::Sv => path.to_owned(),
            Self::En if path == "/" => "/en".to_owned(),
            Self::En => format!("/en{path}"),
        }
    }

    /// One of two texts.
    pub(super) fn of<T>(self, swedish: T, english: T) -> T {
        match self {
            Self::Sv => swedish,
            Self::En => english,
        }
    }

    /// A whole number with its thousands apart: "12 345", "12,345".
    pub(super) fn number(self, n: impl TryInto<u64>) -> String {
        let digits = n.try_into().unwrap_or(u64::MAX).to_string();
        let mark = self.of('\u{a0}', ',');
        let mut told = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                told.push(mark);
            }
            told.push(digit);
        }
        told
    }

    /// A number with so many decimals: "1 234,5", "1,234.5".
    pub(super) fn decimal(self, x: f64, decimals: usize) -> String {
        let told = format!("{:.decimals$}", x.abs());
        let (whole, part) = told.split_once('.').unwrap_or((&told, ""));
        let whole = self.number(whole.parse::<u64>().unwrap_or(u64::MAX));
        let sign = if x < 0.0 { "−" } else { "" };
        let comma = if part.is_empty() { "" } else { self.of(",", ".") };
        format!("{sign}{whole}{comma}{part}")
    }
}

/// A text with its places, "{}", filled in order.
pub(super) fn fill(text: &str, values: &[String]) -> String {
    let mut parts = text.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    let mut values = values.iter();
    for part in parts {
        filled.push_str(values.next().map_or("{}", String::as_str));
        filled.push_str(part);
    }
    filled
}

/// Texts of a page: a struct with a field for each, its two languages, and a list of all for the test.
macro_rules! words {
    ($($name:ident: $sv:literal, $en:literal;)+) => {
        #[derive(Debug)]
        struct Words {
            $($name: &'static str,)+
        }

        static SV: Words = Words { $($name: $sv,)+ };
        static EN: Words = Words { $($name: $en,)+ };

        impl Words {
            fn of(lang: $crate::web::words::Lang) -> &'static Self {
                lang.of(&SV, &EN)
            }
        }

        #[cfg(test)]
        #[test]
        fn each_text_stands_in_both_languages() {
            for (name, sv, en) in [$((stringify!($name), $sv, $en),)+] {
                $crate::web::words::check(name, sv, en);
            }
        }
    };
}
pub(super) use words;

/// A text and its translation have content, the same places to fill and no word of the other language.
#[cfg(test)]
pub(super) fn check(name: &str, sv: &str, en: &str) {
    assert!(!sv.trim().is_empty() && !en.trim().is_empty(), "{name} is empty");
    assert_eq!(sv.matches("{}").count(), en.matches("{}").count(), "{name}");
    assert!(!en.contains(['å', 'ä', 'ö']) || en.contains(['“', '<', '"', ':']), "{name}: {en}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_each_language_writes_them() {
        assert_eq!(Lang::Sv.number(1_234_567_u32), "1\u{a0}234\u{a0}567");
        assert_eq!(Lang::En.number(999_u32), "999");
        assert_eq!(Lang::En.decimal(-1234.56, 1), "−1,234.6");
        assert_eq!(Lang::Sv.decimal(0.5, 0), "0");
    }

    #[test]
    fn places_are_filled_in_order_and_what_fills_them_has_none() {
        let values = ["{}".to_owned(), "2".to_owned()];
        assert_eq!(fill("{} av {}", &values), "{} av 2");
        assert_eq!(fill("{}, {}, {}", &values), "{}, 2, {}");
    }

    #[test]
    fn each_language_has_its_own_addresses() {
        assert_eq!((Lang::Sv.path("/"), Lang::En.path("/")), ("/".to_owned(), "/en".to_owned()));
        assert_eq!(Lang::En.path("/sok?q=a"), "/en/sok?q=a");
    }
}
