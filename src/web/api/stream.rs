//! What a thread writes → the body of an answer, a piece at a time: no more of it is in memory than the client is behind.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use hyper::body::{Body, Frame};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::time::{Instant, Sleep, timeout};

/// Bytes of a piece.
const PIECE: usize = 64 << 10;

/// Pieces that wait for the client.
const WAITING: usize = 4;

/// How long a client may take none.
const STALLED: Duration = Duration::from_secs(60);

/// How long an answer may take in all.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// A piece, or the sign that all was written.
enum Piece {
    Bytes(Bytes),
    End,
}

/// Where a thread of the runtime writes.
pub(super) struct Pipe {
    sender: mpsc::Sender<Piece>,
    runtime: Handle,
    piece: Vec<u8>,
}

/// What is written there, to be sent. Without the sign of its end it breaks off, so that no client takes a part for all.
pub(super) struct Written {
    pieces: mpsc::Receiver<Piece>,
    has_ended: bool,
    latest: Pin<Box<Sleep>>,
}

/// Both ends.
pub(super) fn pipe() -> (Pipe, Written) {
    let (sender, pieces) = mpsc::channel(WAITING);
    let latest = Box::pin(tokio::time::sleep_until(Instant::now() + LONGEST));
    let pipe = Pipe { sender, runtime: Handle::current(), piece: Vec::with_capacity(PIECE) };
    (pipe, Written { pieces, has_ended: false, latest })
}

impl Pipe {
    fn send(&self, piece: Piece) -> io::Result<()> {
        let sent = self.runtime.block_on(async { timeout(STALLED, self.sender.send(piece)).await });
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    fn send_piece(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        if piece.is_empty() { Ok(()) } else { self.send(Piece::Bytes(piece.into())) }
    }

    /// Says that all was written.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.send_piece()?;
        self.send(Piece::End)
    }
}

impl io::Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(&bytes[..taken]);
        if self.piece.len() >= PIECE {
            self.send_piece()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Body for Written {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        if self.latest.as_mut().poll(context).is_ready() {
            self.has_ended = true;
            return Poll::Ready(Some(Err(io::ErrorKind::TimedOut.into())));
        }
        match self.pieces.poll_recv(context) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(Piece::Bytes(bytes))) => Poll::Ready(Some(Ok(Frame::data(bytes)))),
            Poll::Ready(Some(Piece::End)) => {
                self.has_ended = true;
                Poll::Ready(None)
            }
            Poll::Ready(None) => {
                self.has_ended = true;
                Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())))
            }
        }
    }
}

/// The bytes of a whole file, and what is held as long as they are being sent.
pub(super) struct Whole<T> {
    bytes: Bytes,
    latest: Pin<Box<Sleep>>,
    _held: T,
}

impl<T> Whole<T> {
    pub(super) fn new(bytes: Vec<u8>, held: T) -> Self {
        let latest = Box::pin(tokio::time::sleep_until(Instant::now() + LONGEST));
        Self { bytes: bytes.into(), latest, _held: held }
    }
}

impl<T: Unpin> Body for Whole<T> {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.bytes.is_empty() {
            return Poll::Ready(None);
        }
        if self.latest.as_mut().poll(context).is_ready() {
            self.bytes.clear();
            return Poll::Ready(Some(Err(io::ErrorKind::TimedOut.into())));
        }
        let length = self.bytes.len().min(PIECE);
        Poll::Ready(Some(Ok(Frame::data(self.bytes.split_to(length)))))
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        hyper::body::SizeHint::with_exact(self.bytes.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// What arrives of what `write` writes.
    fn arrives(write: impl FnOnce(Pipe) + Send + 'static) -> io::Result<usize> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async {
            let (pipe, written) = pipe();
            tokio::task::spawn_blocking(move || write(pipe));
            let body = axum::body::Body::new(written);
            let read = axum::body::to_bytes(body, usize::MAX).await;
            let bytes = read.map_err(io::Error::other)?;
            Ok(bytes.len())
        })
    }

    #[test]
    fn what_is_written_arrives_and_a_part_is_never_taken_for_all() {
        let bytes = vec![7; PIECE * WAITING * 3 + 11];
        let n_bytes = bytes.len();
        let copy = bytes.clone();
        let whole = arrives(move |mut pipe| {
            pipe.write_all(&copy).expect("it is read");
            pipe.end().expect("it is read");
        });
        assert_eq!(whole.expect("all of it"), n_bytes);
        let part = arrives(move |mut pipe| pipe.write_all(&bytes).expect("it is read"));
        assert!(part.is_err(), "it has no end");
    }

    #[test]
    fn who_writes_is_told_that_the_client_is_gone() {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        let told = runtime.block_on(async {
            let (mut pipe, written) = pipe();
            drop(written);
            tokio::task::spawn_blocking(move || pipe.write_all(&vec![7; PIECE * 2])).await
        });
        let told = told.expect("it ends").expect_err("nobody reads");
        assert_eq!(told.kind(), io::ErrorKind::BrokenPipe);
    }
}
