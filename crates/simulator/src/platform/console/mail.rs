//! The simulator's own mailbox: what the platform sends never leaves this computer.

use std::collections::VecDeque;

use serde::Serialize;

use crate::platform::Platform;

/// How many mails are kept.
const KEPT: usize = 200;

/// A mail, in the shape of `/_sim/mails`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mail {
    pub(crate) id: u64,
    /// Unix seconds of the simulator's clock.
    pub(crate) at: u64,
    pub(crate) to: String,
    pub(crate) subject: Bilingual,
    pub(crate) body: Bilingual,
    /// A path of the simulator to follow.
    pub(crate) link: Option<String>,
}

/// A text of the console in its two languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Bilingual {
    pub(crate) zh: String,
    pub(crate) en: String,
}

impl Bilingual {
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }
}

/// The mails, oldest first.
#[derive(Default)]
pub(crate) struct Mailbox {
    mails: VecDeque<Mail>,
    next_id: u64,
}

impl Mailbox {
    /// Newest first.
    pub(crate) fn newest(&self) -> impl Iterator<Item = &Mail> {
        self.mails.iter().rev()
    }

    /// A mail by its number.
    pub(crate) fn get(&self, id: u64) -> Option<&Mail> {
        self.mails.iter().find(|mail| mail.id == id)
    }
}

impl Platform {
    /// Sends a mail, which arrives at once.
    pub(crate) fn send(
        &mut self,
        to: &str,
        subject: Bilingual,
        body: Bilingual,
        link: Option<String>,
        now: u64,
    ) {
        let mailbox = &mut self.mailbox;
        if mailbox.mails.len() == KEPT {
            mailbox.mails.pop_front();
        }
        mailbox.next_id += 1;
        mailbox.mails.push_back(Mail {
            id: mailbox.next_id,
            at: now,
            to: to.to_owned(),
            subject,
            body,
            link,
        });
        self.touch();
    }
}
