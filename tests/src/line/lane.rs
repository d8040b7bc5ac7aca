//! One direction of a connection.

use std::collections::VecDeque;
use std::io::{self, ErrorKind};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::{Bytes, Line};

/// Bytes under way, and the end that follows them.
#[derive(Debug)]
pub(super) struct Lane {
    half: Duration,
    window: usize,
    /// Nothing leaves earlier.
    opens: Instant,
    bytes: Bytes,
    /// When bytes arrive, and how many.
    arrivals: VecDeque<(Instant, usize)>,
    /// When the sender hears of bytes that were delivered, and how many.
    confirmations: VecDeque<(Instant, usize)>,
    under_way: usize,
    /// The end was read; it arrives then.
    end: Option<(Instant, Sight)>,
    over: bool,
}

/// What the receiving end sees once the bytes are through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    Open,
    End,
    Reset,
}

impl Lane {
    pub(super) fn new(line: Line, opens: Instant) -> io::Result<Self> {
        Ok(Self {
            half: line.round_trip / 2,
            window: line.window,
            opens,
            bytes: Bytes::new(line.window)?,
            arrivals: VecDeque::new(),
            confirmations: VecDeque::new(),
            under_way: 0,
            end: None,
            over: false,
        })
    }

    /// Takes what the sender has, as far as the window reaches.
    pub(super) fn take(&mut self, from: &TcpStream) {
        self.confirm();
        while self.has_room() {
            let taken = self.bytes.fill(from, self.window - self.under_way);
            let arrival = Instant::now().max(self.opens) + self.half;
            match taken {
                Ok(0) => self.end = Some((arrival, Sight::End)),
                Ok(length) => {
                    self.under_way += length;
                    self.arrivals.push_back((arrival, length));
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => self.end = Some((arrival, Sight::Reset)),
            }
        }
    }

    /// Delivers what has arrived.
    pub(super) fn give(&mut self, to: &TcpStream) {
        loop {
            let now = Instant::now();
            let arrived = self.arrivals.iter().take_while(|(arrival, _)| *arrival <= now);
            let length = arrived.map(|(_, length)| length).sum();
            if length == 0 {
                return;
            }
            match self.bytes.drain(to, length) {
                Ok(written) => self.delivered(written, now + self.half),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => {
                    // Nobody is there any more. What they said before comes first, so this
                    // direction ends in silence and the other one finds out.
                    self.over = true;
                    self.arrivals.clear();
                    return;
                }
            }
        }
    }

    fn delivered(&mut self, mut length: usize, heard: Instant) {
        self.confirmations.push_back((heard, length));
        while let Some((_, first)) = self.arrivals.front_mut() {
            if *first > length {
                *first -= length;
                return;
            }
            length -= *first;
            self.arrivals.pop_front();
        }
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

    /// What the receiving end sees now.
    pub(super) fn sight(&self) -> Sight {
        match self.end {
            Some((arrival, sight))
                if self.arrivals.is_empty() && !self.over && arrival <= Instant::now() =>
            {
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
    fn has_room(&self) -> bool {
        !self.over && self.end.is_none() && self.under_way < self.window
    }

    /// Whether nothing goes on before the sender sends.
    pub(super) fn is_idle(&self) -> bool {
        self.has_room() && self.arrivals.is_empty()
    }

    /// Whether something waits for the receiver alone.
    pub(super) fn has_arrived(&self, now: Instant) -> bool {
        self.arrivals.front().is_some_and(|(arrival, _)| *arrival <= now)
    }

    /// When to look at this lane again without being called. A sender in full flow is looked at
    /// `tick` by `tick`: each piece by itself would cost more than it tells.
    pub(super) fn next(&self, now: Instant, tick: Duration) -> Option<Instant> {
        let first = self.arrivals.front().map(|(arrival, _)| *arrival).filter(|when| *when > now);
        let end = self.end.filter(|_| !self.over && self.arrivals.is_empty()).map(|(end, _)| end);
        let heard = self.confirmations.front().map(|(heard, _)| *heard);
        let heard = heard.filter(|_| !self.over && self.under_way >= self.window);
        let flow = (self.has_room() && !self.arrivals.is_empty()).then_some(now + tick);
        [first, end, heard, flow].into_iter().flatten().min()
    }
}
