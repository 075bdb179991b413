//! The server is killed in mid-sign-in, again and again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use connector_kit::Entropy;
use http::Method;
use serde_json::json;
use testkit::application::{Application, parameters};
use testkit::clock::TestEntropy;
use testkit::in_process::Answer;
use testkit::network::Network;
use testkit::visitor::{Visitor, filled};
use testkit::world::Database;
use tokio::task::JoinSet;

use crate::stage::Stage;

crate::on_both!(nobody_loses_more_than_an_answer);

const PEOPLE: usize = 50;
const KILLS: usize = 3;
/// Within how many milliseconds people begin, so that a kill finds them at all stages.
const RUSH: u64 = 4_000;
/// Longer than a claim may last.
const PATIENCE: Duration = Duration::from_secs(40);
/// Another seed kills at other moments.
const SEED: u64 = 2026;

async fn nobody_loses_more_than_an_answer(database: Database) {
    let mut stage = Stage::open(database, 1).await;
    // Long enough that some exchange is always under way.
    let slow = json!({ "at": "/sns/oauth2/access_token", "delay_ms": 150 });
    stage.fault(slow).await;
    let whereabouts = Arc::new(Whereabouts::default());
    let mut journeys = JoinSet::new();
    for number in 0..PEOPLE {
        let person = format!("person-{number}");
        let body = json!({ "id": person, "nickname": person });
        stage.simulator(Method::POST, "/_sim/people", body).await;
        let (network, whereabouts) = (stage.network.clone(), whereabouts.clone());
        journeys.spawn(async move {
            let chance = TestEntropy::new(SEED + number as u64);
            Journey::new(&network, &person, chance, &whereabouts)
                .go()
                .await
        });
    }

    let chance = TestEntropy::new(SEED);
    for _ in 0..KILLS {
        pause(&chance, 300..800).await;
        whereabouts.somebody_has_a_code().await;
        whereabouts.note_kill();
        stage.kill_and_restart(0).await;
    }
    let told: Vec<Told> = journeys.join_all().await;
    let (scans, codes) = told.iter().fold((0, 0), |(scans, codes), it| {
        (scans + it.scanned_again, codes + it.lost_tokens)
    });
    println!("seed {SEED}: {scans} had to scan again, {codes} lost the answer with their tokens");
    println!("at the kills: {:?}", whereabouts.at_kills());
    for at in [At::Page, At::WeChat, At::Return, At::Code] {
        assert!(
            whereabouts.at_kills().contains_key(&at),
            "nobody was at {at:?}"
        );
    }

    // Every code works once: all of them have been redeemed by now.
    for told in &told {
        let again = told.redeem(&stage.network).await;
        assert_eq!(again.status, 400, "{}: {}", told.person, again.body);
        assert_eq!(again.json()["error"], "invalid_grant");
    }
    let mut spent = BTreeSet::new();
    for request in stage.wechat.passed() {
        if request.path.starts_with("/sns/oauth2/access_token") {
            let address = format!("{}{}", stage.simulator, request.path);
            let code = parameters(&address)
                .into_iter()
                .find(|(name, _)| name == "code");
            assert!(spent.insert(code), "a code of WeChat was sent twice");
        }
    }
    assert!(spent.len() >= PEOPLE, "{} exchanges", spent.len());
    let everybody = i64::try_from(PEOPLE).unwrap();
    let counts = stage.end().await.counts().await.unwrap();
    assert_eq!((counts.users, counts.identities), (everybody, everybody));
}

/// Where somebody is in a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    /// Has the sign-in page, or is about to.
    Page,
    /// Was sent to WeChat and has not come back.
    WeChat,
    /// Has come back and waits for the answer.
    Return,
    /// The application has a code, not yet redeemed.
    Code,
    /// Signed in.
    End,
}

/// Where everybody is, and where they were when the server was killed.
#[derive(Default)]
struct Whereabouts {
    now: Mutex<BTreeMap<String, At>>,
    at_kills: Mutex<BTreeMap<At, usize>>,
}

impl Whereabouts {
    fn note(&self, person: &str, at: At) {
        self.now.lock().unwrap().insert(person.to_owned(), at);
    }

    fn note_kill(&self) {
        let mut at_kills = self.at_kills.lock().unwrap();
        for at in self.now.lock().unwrap().values() {
            *at_kills.entry(*at).or_default() += 1;
        }
    }

    async fn somebody_has_a_code(&self) {
        let begin = Instant::now();
        while !self.now.lock().unwrap().values().any(|it| *it == At::Code) {
            assert!(begin.elapsed() < PATIENCE, "nobody gets a code");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    fn at_kills(&self) -> BTreeMap<At, usize> {
        self.at_kills.lock().unwrap().clone()
    }
}

/// What somebody went through until the tokens were there.
struct Told {
    person: String,
    /// How often the answer to a callback was cut off and the code of WeChat with it.
    scanned_again: usize,
    /// How often the tokens were given, but the answer was cut off.
    lost_tokens: usize,
    /// How the last code was redeemed.
    redemption: Vec<(&'static str, String)>,
}

impl Told {
    async fn redeem(&self, network: &Network) -> Answer {
        let fields: Vec<(&str, &str)> = self
            .redemption
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        network.application().token(&fields).await
    }
}

/// Somebody who signs in, repeats what got no answer, and gives up nothing else.
struct Journey<'a> {
    network: &'a Network,
    application: Application<'a>,
    visitor: Visitor<'a>,
    person: &'a str,
    chance: TestEntropy,
    whereabouts: &'a Whereabouts,
}

/// An answer that came at last.
struct Got {
    answer: Answer,
    /// Whether one was cut off before it, so that nobody knows what had been done.
    after_a_cut: bool,
    /// Whether the server was away before it.
    after_a_gap: bool,
}

impl<'a> Journey<'a> {
    fn new(
        network: &'a Network,
        person: &'a str,
        chance: TestEntropy,
        whereabouts: &'a Whereabouts,
    ) -> Self {
        Self {
            network,
            application: network.application(),
            visitor: network.anonymous(),
            person,
            chance,
            whereabouts,
        }
    }

    async fn go(self) -> Told {
        let mut told = Told {
            person: self.person.to_owned(),
            scanned_again: 0,
            lost_tokens: 0,
            redemption: Vec::new(),
        };
        pause(&self.chance, 0..RUSH).await;
        loop {
            self.is_at(At::Page).await;
            let asked = self.application.asks(&[]);
            let address = self.leads_back(&asked.address, &mut told).await;
            self.is_at(At::Code).await;
            let code = parameters(&address)
                .into_iter()
                .find(|(name, _)| name == "code");
            told.redemption = vec![
                ("grant_type", "authorization_code".to_owned()),
                ("code", code.unwrap().1),
                ("redirect_uri", self.application.redirect_uri.clone()),
                ("code_verifier", asked.verifier),
            ];
            if self.is_given_tokens(&told).await {
                self.is_at(At::End).await;
                return told;
            }
            told.lost_tokens += 1;
        }
    }

    /// From the application's request to the address that has a code for it.
    async fn leads_back(&self, request: &str, told: &mut Told) -> String {
        let mut to = request.to_owned();
        loop {
            let got = self.insists(Method::GET, &to, "").await;
            if got.answer.status == 303 {
                to = got.answer.location().to_owned();
                if to.starts_with(&self.network.application) {
                    // The session of a sign-in whose tokens were lost.
                    return to;
                }
                continue;
            }
            assert_eq!(got.answer.status, 200, "{to}: {}", got.answer.body);
            self.is_at(At::Page).await;
            let (action, body) = filled(&got.answer, "/sign-in/social/wechat", &[]);
            let sent = self.insists(Method::POST, &action, &body).await;
            let wechat = sent.answer.location().to_owned();
            self.is_at(At::WeChat).await;
            let callback = self.network.person(self.person).allows(&wechat).await;
            match self.comes_back(callback).await {
                Ok(address) => return address,
                Err(retry) => {
                    told.scanned_again += 1;
                    to = retry;
                }
            }
        }
    }

    /// From WeChat to the application's address; or to where one can scan again, which
    /// only an answer that was cut off excuses.
    async fn comes_back(&self, callback: String) -> Result<String, String> {
        self.whereabouts.note(self.person, At::Return);
        let (mut to, mut excused) = (callback, false);
        let begin = Instant::now();
        loop {
            assert!(begin.elapsed() < PATIENCE, "{} waits for ever", self.person);
            let got = self.insists(Method::GET, &to, "").await;
            // Once we were told that the server asks WeChat, any gap may have cut that.
            let asking = to.starts_with("/sign-in/attempt/");
            excused |= got.after_a_cut || (asking && got.after_a_gap);
            let answer = got.answer;
            match answer.status {
                303 if answer.location().starts_with("/sign-in/attempt/") => {
                    to = format!("{}?wait=1", answer.location());
                }
                303 => {
                    let address = answer.location();
                    assert!(address.starts_with(&self.network.application), "{address}");
                    return Ok(address.to_owned());
                }
                // *Finishing*: once more.
                200 => assert!(asking, "{}", answer.body),
                _ => {
                    assert!(excused, "{} lost a sign-in: {}", self.person, answer.body);
                    assert!(answer.body.contains("Scan again"), "{}", answer.body);
                    let link = answer.body.split("<a class=\"btn primary\" href=\"").nth(1);
                    let link = link.and_then(|rest| rest.split('"').next());
                    return Err(link.unwrap().replace("&#38;", "&"));
                }
            }
        }
    }

    /// Redeems the code. It is refused only if the answer with the tokens was cut off.
    async fn is_given_tokens(&self, told: &Told) -> bool {
        let begin = Instant::now();
        let mut cut = false;
        loop {
            let fields: Vec<(&str, &str)> = told
                .redemption
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            match self.application.try_form("/oidc/token", &fields).await {
                Ok(answer) if answer.status == 200 => return true,
                Ok(answer) => {
                    assert!(cut, "{} got no tokens: {}", self.person, answer.body);
                    return false;
                }
                Err(problem) => cut |= !is_gap(&problem),
            }
            wait_for_server(begin).await;
        }
    }

    /// Sends a request until there is an answer, as people press *Reload*.
    async fn insists(&self, method: Method, address: &str, body: &str) -> Got {
        let begin = Instant::now();
        let (mut after_a_cut, mut after_a_gap) = (false, false);
        loop {
            let sent = self
                .visitor
                .try_request(method.clone(), address, body.to_owned());
            match sent.await {
                Ok(answer) => {
                    return Got {
                        answer,
                        after_a_cut,
                        after_a_gap,
                    };
                }
                Err(problem) => {
                    after_a_gap = true;
                    after_a_cut |= !is_gap(&problem);
                }
            }
            wait_for_server(begin).await;
        }
    }

    /// Notes the place, and stays there for a moment.
    async fn is_at(&self, at: At) {
        self.whereabouts.note(self.person, at);
        if at != At::End {
            pause(&self.chance, 0..500).await;
        }
    }
}

/// Whether nobody listened, so that nothing can have been done.
fn is_gap(problem: &str) -> bool {
    problem.contains("ConnectionRefused")
}

async fn wait_for_server(since: Instant) {
    assert!(since.elapsed() < PATIENCE, "the server is away");
    tokio::time::sleep(Duration::from_millis(20)).await;
}

/// Waits for a random time in milliseconds.
async fn pause(chance: &TestEntropy, range: std::ops::Range<u64>) {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    let extra = u64::from_le_bytes(bytes) % (range.end - range.start);
    tokio::time::sleep(Duration::from_millis(range.start + extra)).await;
}
