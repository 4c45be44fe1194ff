//! Lines of a client, none without an answer.

use std::io;

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// What is handed on in place of a line that is too long: no request, which is answered as such.
const NO_REQUEST: &[u8] = b"{}\n";

/// Hands lines on until the input ends; in place of those of more than `longest` bytes, one that is answered with an
/// error. By itself the transport would drop them, and the client would wait.
///
/// # Errors
/// If the input cannot be read, or nobody reads what is handed on.
pub(crate) async fn bounded(
    mut from: impl AsyncBufRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    longest: usize,
) -> io::Result<()> {
    let mut line = Vec::new();
    while (&mut from).take(longest as u64).read_until(b'\n', &mut line).await? > 0 {
        if line.len() == longest && !line.ends_with(b"\n") {
            skip_line(&mut from).await?;
            to.write_all(NO_REQUEST).await?;
        } else {
            to.write_all(&line).await?;
        }
        line.clear();
    }
    Ok(())
}

/// Reads to the end of a line and keeps nothing of it.
async fn skip_line(from: &mut (impl AsyncBufRead + Unpin)) -> io::Result<()> {
    loop {
        let waiting = from.fill_buf().await?;
        let end = waiting.iter().position(|&byte| byte == b'\n');
        let read = end.map_or(waiting.len(), |end| end + 1);
        from.consume(read);
        if end.is_some() || read == 0 {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_line_that_is_too_long_is_no_request_and_the_next_is_handed_on() {
        let mut handed = Vec::new();
        let sent = b"12345\n1234567\n123456789012345\n\n123456\n12".as_slice();
        bounded(tokio::io::BufReader::with_capacity(4, sent), &mut handed, 6).await.unwrap();
        assert_eq!(String::from_utf8(handed).unwrap(), "12345\n{}\n{}\n\n{}\n12");
    }
}
