//! Open Platform accounts: registration with a mail, sign-in, qualification (`wechat-platform.md` 9.1).

use super::Problem;
use super::mail::Bilingual;
use crate::entropy;
use crate::platform::Platform;
use crate::settings::{Account, AppKind, AppStatus, Subject, is_email};

/// How many accounts there can be: screens list them all.
const MOST: usize = 100;

/// What registration asks first.
pub(crate) struct SignUp<'a> {
    pub(crate) email: &'a str,
    pub(crate) password: &'a str,
    pub(crate) again: &'a str,
    pub(crate) agreed: bool,
}

/// What registration asks after the mail.
pub(crate) struct Registration<'a> {
    pub(crate) subject: &'a str,
    pub(crate) subject_name: &'a str,
    pub(crate) administrator: &'a str,
}

impl Platform {
    /// Begins a registration and sends the activation mail.
    pub(crate) fn sign_up(&mut self, wish: &SignUp<'_>, now: u64) -> Result<String, Vec<Problem>> {
        let mut problems = Vec::new();
        let email = wish.email.trim().to_ascii_lowercase();
        if !is_email(&email) {
            problems.push(Problem::new(
                "email",
                "请填写正确的邮箱地址。",
                "Enter an address such as dev@acme.example.",
            ));
        } else if self.account_by_email(&email).is_some() {
            problems.push(Problem::new(
                "email",
                "该邮箱已被注册、或已绑定其他微信产品，请更换邮箱。",
                "This address is already used for a WeChat product. Use another one.",
            ));
        }
        let length = wish.password.chars().count();
        let letters = wish.password.chars().any(char::is_alphabetic);
        if !(8..=64).contains(&length) || !letters || !wish.password.chars().any(char::is_numeric) {
            problems.push(Problem::new(
                "password",
                "密码须为 8 位以上字母和数字的组合。",
                "A password has 8 to 64 characters, with letters and digits.",
            ));
        } else if wish.password != wish.again {
            problems.push(Problem::new(
                "again",
                "两次输入的密码不一致。",
                "The two passwords differ.",
            ));
        }
        if !wish.agreed {
            problems.push(Problem::new(
                "agreed",
                "请先同意服务协议。",
                "Tick the box to go on. Nothing is agreed with anybody here.",
            ));
        }
        if problems.is_empty() && self.accounts.len() >= MOST {
            let en = format!("The simulator keeps {MOST} accounts. Reset it to make room.");
            problems.push(Problem::new("email", "帐号数量已达上限。", en));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let account = Account {
            id: format!("op-{}", entropy::hex(8)),
            email: email.clone(),
            password: wish.password.to_owned(),
            active: false,
            subject: Subject::default(),
            subject_name: String::new(),
            administrator: String::new(),
            qualified: false,
        };
        self.accounts.push(account.sealed());
        self.send_activation(&email, now);
        Ok(email)
    }

    /// Sends the activation mail again, if the address waits for one. Whoever asks is told nothing.
    pub(crate) fn send_activation(&mut self, email: &str, now: u64) {
        let email = email.trim().to_ascii_lowercase();
        let Some(account) = self
            .account_by_email(&email)
            .filter(|account| !account.active)
        else {
            return;
        };
        let id = account.id.clone();
        let token = entropy::alphanumeric(32);
        self.activations.insert(token.clone(), id);
        self.send(
            &email,
            Bilingual::new(
                "请激活你的微信开放平台帐号",
                "Activate your Open Platform account",
            ),
            Bilingual::new(
                "点击下方链接激活帐号，然后登记主体信息。",
                "Follow the link to activate the account. Then say whom it is for.",
            ),
            Some(format!("/platform/activate?token={token}")),
            now,
        );
    }

    /// The account that an activation link is for.
    pub(crate) fn to_activate(&self, token: &str) -> Option<&Account> {
        let id = self.activations.get(token)?;
        self.account(id).filter(|account| !account.active)
    }

    /// Follows an activation link, and opens a session. A link works once.
    pub(crate) fn activate(&mut self, token: &str) -> Option<String> {
        let id = self.to_activate(token)?.id.clone();
        self.change_account(&id, |account| account.active = true);
        Some(self.open_console(&id))
    }

    /// Signs in with address and password; the reason of a refusal is not told apart.
    pub(crate) fn sign_in(&mut self, email: &str, password: &str) -> Result<String, Problem> {
        let email = email.trim().to_ascii_lowercase();
        let account = self
            .account_by_email(&email)
            .filter(|account| account.opens_with(password));
        let Some(account) = account else {
            return Err(Problem::new(
                "password",
                "邮箱或密码错误。",
                "Address and password do not fit together.",
            ));
        };
        if !account.active {
            return Err(Problem::new(
                "email",
                "帐号尚未激活，请先点击激活邮件中的链接。",
                "This account is not activated. Follow the link in its mail first.",
            ));
        }
        let id = account.id.clone();
        Ok(self.open_console(&id))
    }

    /// Opens a session of the console and answers its token.
    pub(crate) fn open_console(&mut self, account: &str) -> String {
        let token = entropy::alphanumeric(32);
        self.signed_in
            .insert(token.clone(), Some(account.to_owned()));
        token
    }

    /// Ends a session of the console.
    pub(crate) fn close_console(&mut self, token: &str) {
        if let Some(account) = self.signed_in.get_mut(token) {
            *account = None;
        }
    }

    /// Whose session of the console this is.
    pub(crate) fn visitor(&self, token: &str) -> Option<&Account> {
        let id = self.signed_in.get(token)?.as_deref()?;
        self.account(id)
    }

    /// Enters whom the account is for.
    pub(crate) fn register(
        &mut self,
        account: &str,
        wish: &Registration<'_>,
    ) -> Result<(), Vec<Problem>> {
        let mut problems = Vec::new();
        let subject = match wish.subject {
            "enterprise" => Some(Subject::Enterprise),
            "government" => Some(Subject::Government),
            "organisation" => Some(Subject::Organisation),
            "individual" => Some(Subject::Individual),
            _ => None,
        };
        if subject.is_none() {
            problems.push(Problem::new(
                "subject",
                "请选择主体类型。",
                "Choose a type.",
            ));
        }
        for (field, value, zh, en) in [
            (
                "subject_name",
                wish.subject_name,
                "请填写主体名称。",
                "Enter a name of 1 to 60 characters.",
            ),
            (
                "administrator",
                wish.administrator,
                "请填写管理员姓名。",
                "Enter a name of 1 to 60 characters.",
            ),
        ] {
            if !(1..=60).contains(&value.trim().chars().count()) {
                problems.push(Problem::new(field, zh, en));
            }
        }
        let Some(subject) = subject.filter(|_| problems.is_empty()) else {
            return Err(problems);
        };
        self.change_account(account, |account| {
            account.subject = subject;
            wish.subject_name
                .trim()
                .clone_into(&mut account.subject_name);
            wish.administrator
                .trim()
                .clone_into(&mut account.administrator);
        });
        Ok(())
    }

    /// Pays for the developer qualification, or lets it run out. The interface 微信登录 of its apps follows.
    pub(crate) fn qualify(
        &mut self,
        account: &str,
        is_valid: bool,
        now: u64,
    ) -> Result<(), Problem> {
        let Some(found) = self.account(account) else {
            return Ok(());
        };
        if is_valid && (found.subject == Subject::Individual || !found.is_registered()) {
            return Err(Problem::new(
                "qualification",
                "个人主体不支持开发者资质认证。",
                "The qualification is for organisations. This account is for an individual.",
            ));
        }
        if found.qualified == is_valid {
            return Ok(());
        }
        let email = found.email.clone();
        self.change_account(account, |account| account.qualified = is_valid);
        for app in &mut self.apps {
            let is_own = app.open_platform == account && app.kind != AppKind::ServiceAccount;
            if is_own && app.status == AppStatus::Approved {
                app.permission = is_valid;
            }
        }
        let (subject, body) = if is_valid {
            (
                Bilingual::new("开发者资质认证成功", "Developer qualification granted"),
                Bilingual::new(
                    "你的帐号已获得微信登录等接口权限。",
                    "Approved apps now have the interface WeChat login.",
                ),
            )
        } else {
            (
                Bilingual::new("开发者资质认证已过期", "Developer qualification expired"),
                Bilingual::new(
                    "微信登录接口权限已失效，请续费。",
                    "The interface WeChat login is gone until it is renewed.",
                ),
            )
        };
        self.send(&email, subject, body, None, now);
        Ok(())
    }

    pub(crate) fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == id)
    }

    pub(crate) fn account_by_email(&self, email: &str) -> Option<&Account> {
        self.accounts.iter().find(|account| account.email == email)
    }

    fn change_account(&mut self, id: &str, change: impl FnOnce(&mut Account)) {
        if let Some(account) = self.accounts.iter_mut().find(|account| account.id == id) {
            change(account);
        }
        self.touch();
    }
}
