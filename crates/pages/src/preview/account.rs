//! What stands on the pages of an account.

use super::State;
use super::samples::{hidden, identity, two_ways};
use crate::account::{Account, AccountApplication, AccountSession, AccountWay};
use crate::account_delete::{AccountDelete, AccountDeleted};
use crate::account_unlink::AccountUnlink;
use crate::consent::Permission;
use crate::link::Link;
use crate::{Frame, Html, Moment, Page};

/// The second of November 2026, 08:00.
const MOMENT: Moment = Moment(1_793_606_400_000);
const PICTURE: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' \
                       viewBox='0 0 1 1'%3E%3Cpath fill='%2393B2FF' d='M0 0h1v1H0z'/%3E%3C/svg%3E";
const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like \
                      Gecko) Chrome/130.0.0.0 Safari/537.36";
const WECHAT: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) MicroMessenger/8.0.50";

pub(super) fn render(state: State, frame: Frame, person: &str) -> Html {
    match state {
        State::Link => Link {
            frame,
            identity: identity(person),
            name: Some(person.to_owned()),
            picture: None,
            action: "/sign-in/link/a1".to_owned(),
            hidden: hidden(person),
        }
        .render(),
        State::AccountDone(done) => Account {
            done: Some(done),
            ..account(frame, person)
        }
        .render(),
        State::AccountName(problem) => Account {
            problem: Some(problem),
            ..account(frame, person)
        }
        .render(),
        State::AccountBare => Account {
            name: None,
            picture: None,
            ways: Vec::new(),
            addable: Vec::new(),
            sessions: vec![session(None, true)],
            applications: Vec::new(),
            ..account(frame, person)
        }
        .render(),
        State::Unlink => unlink(frame, person, false),
        State::UnlinkLast => unlink(frame, person, true),
        State::Delete => delete(frame, person, None),
        State::DeleteNotConfirmed => delete(frame, person, Some(person.to_owned())),
        State::Deleted => AccountDeleted { frame }.render(),
        _ => account(frame, person).render(),
    }
}

fn account(frame: Frame, person: &str) -> Account {
    let way = |target: &str, nickname: Option<&str>| AccountWay {
        id: format!("{target}-1"),
        target: target.to_owned(),
        vendor: person.to_owned(),
        nickname: nickname.map(str::to_owned),
        linked: MOMENT,
        last_used: MOMENT,
    };
    Account {
        frame,
        name: Some(person.to_owned()),
        picture: Some(PICTURE.to_owned()),
        ways: vec![way("wechat", Some(person)), way("other", None)],
        addable: two_ways(person),
        sessions: vec![
            session(Some(CHROME), true),
            session(Some(WECHAT), false),
            session(Some("Safari/604.1"), false),
            session(Some(person), false),
        ],
        applications: vec![AccountApplication {
            id: "guest".to_owned(),
            name: person.to_owned(),
            permissions: ["openid", "profile", person]
                .map(|scope| Permission::Scope(scope.to_owned()))
                .to_vec(),
            since: MOMENT,
        }],
        done: None,
        problem: None,
    }
}

fn session(user_agent: Option<&str>, is_this: bool) -> AccountSession {
    AccountSession {
        id: "s1".to_owned(),
        user_agent: user_agent.map(str::to_owned),
        since: MOMENT,
        is_this,
    }
}

fn unlink(frame: Frame, person: &str, is_last: bool) -> Html {
    AccountUnlink {
        frame,
        target: if is_last { "wechat" } else { "other" }.to_owned(),
        vendor: person.to_owned(),
        nickname: Some(person.to_owned()),
        is_last,
        action: "/account/unlink/i1".to_owned(),
    }
    .render()
}

fn delete(frame: Frame, person: &str, typed: Option<String>) -> Html {
    AccountDelete {
        frame,
        name: Some(person.to_owned()),
        picture: None,
        ways: 2,
        sessions: 1,
        applications: 3,
        typed,
    }
    .render()
}
