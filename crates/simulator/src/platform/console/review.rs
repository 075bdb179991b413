//! The review: submitted, decided at the desk or by the simulator, answered (`wechat-platform.md` 9.3).

use super::Problem;
use super::forms::{Basics, Site};
use super::mail::Bilingual;
use crate::entropy;
use crate::platform::Platform;
use crate::platform::registry::Complaint;
use crate::settings::{App, AppKind, AppStatus, Event, Happening, ReviewMode, ReviewPolicy};

/// A reason as reviewers write it.
pub(crate) struct Reason {
    pub(crate) name: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
}

/// The usual reasons (`wechat-platform.md` 9.3).
pub(crate) const REASONS: [Reason; 7] = [
    Reason {
        name: "owner",
        zh: "应用官网的备案主体与帐号主体不一致，请提交双方盖章的授权书。",
        en: "The official site belongs to somebody else. Send an authorisation letter that both have stamped.",
    },
    Reason {
        name: "content",
        zh: "应用官网未体现应用名称和应用介绍。",
        en: "The official site does not show the name and the description of the app.",
    },
    Reason {
        name: "filing",
        zh: "应用官网未备案，请备案后重新提交。",
        en: "The official site has no ICP filing. File it, then submit again.",
    },
    Reason {
        name: "unreachable",
        zh: "应用官网无法访问。",
        en: "The official site cannot be reached.",
    },
    Reason {
        name: "name",
        zh: "应用名称已被登记，或含有“微信”等平台词语。",
        en: "The name is already registered, or contains a word of the platform such as “微信”.",
    },
    Reason {
        name: "form",
        zh: "网站信息登记表填写不完整或未盖章。",
        en: "The registration form is incomplete or has no stamp.",
    },
    Reason {
        name: "description",
        zh: "应用简介过于简单，请说明应用的功能和用途。",
        en: "The description is too short. Say what the app does and whom it is for.",
    },
];

/// A decision about what was submitted.
pub(crate) enum Decision<'a> {
    Approve { answer: &'a str },
    Reject { reason: &'a str, answer: &'a str },
}

impl Platform {
    /// Submits a draft, or a rejected app again with a note to the reviewer.
    pub(crate) fn submit(
        &mut self,
        account: &str,
        number: &str,
        note: &str,
        now: u64,
    ) -> Result<(), Vec<Problem>> {
        let Some(app) = self.own_app(account, number) else {
            return Ok(());
        };
        if !app.is_editable() {
            // The same form again: it is submitted already.
            return Ok(());
        }
        let mut problems = Basics::of(app).problems(app.kind);
        problems.extend(Site::of(app).problems(app.kind));
        if note.chars().count() > 300 {
            problems.push(Problem::new(
                "note",
                "备注不能超过 300 个字。",
                "A note has at most 300 characters.",
            ));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        app.status = AppStatus::Reviewing;
        self.enter_review(number, note, now);
        Ok(())
    }

    /// Begins to wait for a decision.
    pub(super) fn enter_review(&mut self, number: &str, note: &str, now: u64) {
        let policy = self.review;
        if let Some(app) = self.app_numbered(number) {
            app.review.due_at = (policy.mode == ReviewMode::Automatic)
                .then(|| now.saturating_add(policy.after_seconds));
            app.review.will_reject = drawn(policy.rejection_percent);
            app.review.history.push(Event {
                at: now,
                what: Happening::Submitted,
                text: note.trim().to_owned(),
            });
        }
        self.touch();
        self.settle(now);
    }

    /// Changes who decides. What waits already is decided as the new policy says.
    pub(crate) fn change_policy(&mut self, policy: ReviewPolicy, now: u64) {
        self.review = policy;
        let waiting = self.apps.iter_mut();
        for app in waiting.filter(|app| app.is_in_review()) {
            let submitted = app
                .review
                .last(Happening::Submitted)
                .map_or(now, |event| event.at);
            app.review.due_at = (policy.mode == ReviewMode::Automatic)
                .then(|| submitted.saturating_add(policy.after_seconds));
            app.review.will_reject = drawn(policy.rejection_percent);
        }
        self.touch();
        self.settle(now);
    }

    /// What waits for a decision, in the order of its submission.
    pub(crate) fn queue(&self) -> Vec<&App> {
        let mut queue: Vec<_> = self.apps.iter().filter(|app| app.is_in_review()).collect();
        queue.sort_by_key(|app| app.review.last(Happening::Submitted).map(|event| event.at));
        queue
    }

    /// Decides what is due by now.
    pub(crate) fn settle(&mut self, now: u64) {
        self.bring_domains(now);
        let due: Vec<_> = self
            .apps
            .iter()
            .filter(|app| app.is_in_review())
            .filter_map(|app| {
                let at = app.review.due_at.filter(|at| *at <= now)?;
                Some((app.number(), at, own_reason(app)))
            })
            .collect();
        for (number, at, reason) in due {
            let decision = match reason {
                Some(reason) => Decision::Reject { reason, answer: "" },
                None => Decision::Approve { answer: "" },
            };
            // It is in review, as was just seen.
            let _ = self.decide(&number, &decision, at);
        }
    }

    /// Approves everything that waits.
    pub(crate) fn approve_all(&mut self, now: u64) -> usize {
        let numbers: Vec<_> = self.queue().into_iter().map(App::number).collect();
        numbers
            .iter()
            .filter(|number| {
                self.decide(number, &Decision::Approve { answer: "" }, now)
                    .is_ok()
            })
            .count()
    }

    /// Takes a decision and tells the account.
    pub(crate) fn decide(
        &mut self,
        number: &str,
        decision: &Decision<'_>,
        now: u64,
    ) -> Result<App, Complaint> {
        let (what, text) = match decision {
            Decision::Approve { answer } => (Happening::Approved, answer.trim().to_owned()),
            Decision::Reject { reason, answer } => {
                (Happening::Rejected, rejection(reason, answer)?)
            }
        };
        if text.chars().count() > 600 {
            return Err(Complaint::Bad(
                "an answer has at most 600 characters".to_owned(),
            ));
        }
        let Some(app) = self.app_numbered(number) else {
            return Err(Complaint::unknown("app", number));
        };
        if !app.is_in_review() {
            return Err(Complaint::OutOfOrder(
                "this app is not in review".to_owned(),
            ));
        }
        app.review.due_at = None;
        app.review.will_reject = false;
        app.review.history.push(Event {
            at: now,
            what,
            text: text.clone(),
        });
        let (kind, name, owner) = (app.kind, app.name.clone(), app.open_platform.clone());
        if let Some(change) = app.review.change.take() {
            // The app itself was approved before, and stays as it is.
            if what == Happening::Approved {
                app.say(change.name, change.details);
            }
            let changed = app.clone();
            if let Some(email) = self.account(&owner).map(|account| account.email.clone()) {
                let (subject, body) = letter_of_change(what, &name, &text);
                let link = format!("/platform/apps/{number}");
                self.send(&email, subject, body, Some(link), now);
            }
            self.touch();
            return Ok(changed);
        }
        app.status = match what {
            Happening::Approved => AppStatus::Approved,
            _ => AppStatus::Rejected,
        };
        let account = self.account(&owner);
        let is_granted =
            kind == AppKind::ServiceAccount || account.is_none_or(|owner| owner.qualified);
        let email = account.map(|account| account.email.clone());
        if let Some(app) = self.app_numbered(number) {
            app.permission = what == Happening::Approved && is_granted;
        }
        let changed = self.app_numbered(number).cloned();
        if let Some(email) = email {
            let (subject, body) = letter(what, &name, &text, is_granted);
            self.send(
                &email,
                subject,
                body,
                Some(format!("/platform/apps/{number}")),
                now,
            );
        }
        self.touch();
        changed.ok_or_else(|| Complaint::unknown("app", number))
    }
}

/// What the account reads about a decision.
fn letter(what: Happening, name: &str, text: &str, is_granted: bool) -> (Bilingual, Bilingual) {
    if what == Happening::Approved {
        let (zh, en) = if is_granted {
            (
                "你的应用已审核通过，可以启用 AppSecret。",
                "The app is approved. Its AppSecret can be enabled.",
            )
        } else {
            (
                "你的应用已审核通过。微信登录接口需要开发者资质认证。",
                "The app is approved. WeChat login needs the developer qualification of the account.",
            )
        };
        let subject = Bilingual::new(format!("“{name}”审核通过"), format!("“{name}” is approved"));
        return (
            subject,
            Bilingual::new(format!("{zh}{text}"), with_answer(en, text)),
        );
    }
    let subject = Bilingual::new(
        format!("“{name}”审核未通过"),
        format!("“{name}” is rejected"),
    );
    (subject, in_each_language(text))
}

/// What the account reads about a change of an approved app.
fn letter_of_change(what: Happening, name: &str, text: &str) -> (Bilingual, Bilingual) {
    if what == Happening::Approved {
        let subject = Bilingual::new(
            format!("“{name}”的信息修改审核通过"),
            format!("The change of “{name}” is approved"),
        );
        let body = Bilingual::new(
            format!("修改后的基本信息已生效。{text}"),
            with_answer("The new basic info is in force.", text),
        );
        return (subject, body);
    }
    let subject = Bilingual::new(
        format!("“{name}”的信息修改审核未通过"),
        format!("The change of “{name}” is rejected"),
    );
    (subject, in_each_language(text))
}

/// A rejection in one language at a time: a usual reason was written in both.
pub(crate) fn in_each_language(text: &str) -> Bilingual {
    let found = REASONS.iter().find_map(|usual| {
        let rest = text.strip_prefix(&format!("{} {}", usual.zh, usual.en))?;
        Some(Bilingual::new(
            format!("{}{rest}", usual.zh),
            format!("{}{rest}", usual.en),
        ))
    });
    found.unwrap_or_else(|| Bilingual::new(text, text))
}

fn with_answer(sentence: &str, answer: &str) -> String {
    if answer.is_empty() {
        sentence.to_owned()
    } else {
        format!("{sentence} {answer}")
    }
}

/// The text of a rejection: a usual reason in both languages, the reviewer's own words, or both.
fn rejection(reason: &str, answer: &str) -> Result<String, Complaint> {
    let usual = REASONS.iter().find(|usual| usual.name == reason);
    if usual.is_none() && !reason.is_empty() {
        return Err(Complaint::Bad("this is not one of the reasons".to_owned()));
    }
    let usual = usual
        .map(|usual| format!("{} {}", usual.zh, usual.en))
        .unwrap_or_default();
    let text = [usual.as_str(), answer.trim()].join(" ").trim().to_owned();
    if text.is_empty() {
        return Err(Complaint::Bad("a rejection says why".to_owned()));
    }
    Ok(text)
}

/// Why the simulator rejects: what a reviewer would see, or by lot.
fn own_reason(app: &App) -> Option<&'static str> {
    let changed = app.review.change.as_ref();
    let name = changed.map_or(&app.name, |change| &change.name);
    let name = name.to_lowercase();
    if name.contains("微信") || name.contains("wechat") || name.contains("weixin") {
        return Some("name");
    }
    if !app.review.will_reject {
        return None;
    }
    // What is said most often comes first; each resubmission meets another one.
    let before = app.review.history.iter();
    let before = before
        .filter(|event| event.what == Happening::Rejected)
        .count();
    Some(OFTEN[before % OFTEN.len()])
}

/// The reasons for a rejection, what is said most often first.
const OFTEN: [&str; 4] = ["content", "owner", "filing", "form"];

/// Whether this one is among so many of a hundred.
fn drawn(percent: u8) -> bool {
    let lot = u32::from_str_radix(&entropy::hex(6), 16).unwrap_or_default();
    lot % 100 < u32::from(percent)
}
