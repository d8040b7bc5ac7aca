//! One direction of a connection.

use std::collections::VecDeque;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::Line;

/// Bytes taken from a socket at once.
const PIECE: usize = 128 << 10;

/// Bytes under way, and the end that follows them.
#[derive(Debug)]
pub(super) struct Lane {
    half: Duration,
    window: usize,
    /// Nothing leaves earlier.
    opens: Instant,
    pieces: VecDeque<Piece>,
    /// When the sender hears of bytes that were delivered, and how many.
    confirmations: VecDeque<(Instant, usize)>,
    under_way: usize,
    /// The end was read; it arrives then.
    end: Option<(Instant, Sight)>,
    over: bool,
    spare: Vec<Vec<u8>>,
}

#[derive(Debug)]
struct Piece {
    due: Instant,
    bytes: Vec<u8>,
    length: usize,
    written: usize,
}

/// What the receiving end sees once the bytes are through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    Open,
    End,
    Reset,
}

impl Lane {
    pub(super) fn new(line: Line, opens: Instant) -> Self {
        Self {
            half: line.round_trip / 2,
            window: line.window,
            opens,
            pieces: VecDeque::new(),
            confirmations: VecDeque::new(),
            under_way: 0,
            end: None,
            over: false,
            spare: Vec::new(),
        }
    }

    /// Takes what the sender has, as far as the window reaches.
    pub(super) fn take(&mut self, mut from: &TcpStream) {
        self.confirm();
        while self.has_room() {
            let mut bytes = self.spare.pop().unwrap_or_else(|| vec![0; PIECE]);
            let room = PIECE.min(self.window - self.under_way);
            let read = from.read(&mut bytes[..room]);
            let due = Instant::now().max(self.opens) + self.half;
            match read {
                Ok(0) => self.end = Some((due, Sight::End)),
                Ok(length) => {
                    self.under_way += length;
                    self.pieces.push_back(Piece { due, bytes, length, written: 0 });
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => self.end = Some((due, Sight::Reset)),
            }
            self.spare.push(bytes);
            return;
        }
    }

    /// Delivers what is due.
    pub(super) fn give(&mut self, mut to: &TcpStream) {
        while let Some(piece) = self.pieces.front_mut() {
            let now = Instant::now();
            if piece.due > now {
                return;
            }
            match to.write(&piece.bytes[piece.written..piece.length]) {
                Ok(written) => piece.written += written,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => {
                    // Nobody is there any more. What they said before comes first, so this
                    // direction ends in silence and the other one finds out.
                    self.over = true;
                    self.pieces.clear();
                    return;
                }
            }
            if piece.written == piece.length {
                self.confirmations.push_back((now + self.half, piece.length));
                self.spare.extend(self.pieces.pop_front().map(|piece| piece.bytes));
            }
        }
    }

    /// What the receiving end sees now.
    pub(super) fn sight(&self) -> Sight {
        match self.end {
            Some((due, sight)) if self.pieces.is_empty() && !self.over && due <= Instant::now() => {
                sight
            }
            _ => Sight::Open,
        }
    }

    /// The end was delivered.
    pub(super) fn ended(&mut self) {
        self.over = true;
    }

    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    /// Whether the sender may send.
    pub(super) fn has_room(&self) -> bool {
        !self.over && self.end.is_none() && self.under_way < self.window
    }

    /// Whether something waits for the receiver alone.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.pieces.front().is_some_and(|piece| piece.due <= now)
    }

    /// When this lane can go on by itself; what is due already waits for its socket.
    pub(super) fn next(&self, now: Instant) -> Option<Instant> {
        let piece = self.pieces.front().map(|piece| piece.due).filter(|due| *due > now);
        let end = self.end.filter(|_| !self.over && self.pieces.is_empty()).map(|(due, _)| due);
        let heard = self.confirmations.front().filter(|_| !self.over && !self.has_room());
        [piece, end, heard.map(|(heard, _)| *heard)].into_iter().flatten().min()
    }

    /// Takes what was confirmed off the account.
    fn confirm(&mut self) {
        let now = Instant::now();
        while let Some((_, length)) = self.confirmations.front().filter(|(heard, _)| *heard <= now)
        {
            self.under_way -= length;
            self.confirmations.pop_front();
        }
    }
}
