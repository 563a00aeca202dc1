//! What a backslash stands for in a string of a PDF.

/// The byte for what stands at `at`, behind a backslash; `None` for a line that goes on, and at the end.
pub(super) fn escaped(bytes: &[u8], at: &mut usize) -> Option<u8> {
    let byte = *bytes.get(*at)?;
    *at += 1;
    Some(match byte {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 0x08,
        b'f' => 0x0c,
        b'\n' => return None,
        b'\r' => {
            *at += usize::from(bytes.get(*at) == Some(&b'\n'));
            return None;
        }
        b'0'..=b'7' => {
            let mut value = u32::from(byte - b'0');
            for _ in 0..2 {
                let Some(digit @ b'0'..=b'7') = bytes.get(*at) else { break };
                value = value * 8 + u32::from(digit - b'0');
                *at += 1;
            }
            value as u8
        }
        byte => byte,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backslash_stands_for_one_byte_or_none() {
        let read = |text: &[u8]| {
            let mut at = 0;
            (escaped(text, &mut at), at)
        };
        assert_eq!(read(b"nx"), (Some(b'\n'), 1));
        assert_eq!(read(b"0534"), (Some(0o53), 3));
        assert_eq!(read(b"58"), (Some(5), 1));
        assert_eq!(read(b"\r\nx"), (None, 2));
        assert_eq!(read(b"("), (Some(b'('), 1));
        assert_eq!(read(b""), (None, 0));
    }
}
