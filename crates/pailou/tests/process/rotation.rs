//! Signing keys change under load, on two nodes: no token is ever one that nobody can check.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{DecodingKey, Validation, decode, decode_header};
use serde_json::{Value, json};
use testkit::application::SECRET;
use testkit::machine::{Machine, RESOURCE};
use testkit::network::Network;
use testkit::world::Database;
use tokio::sync::Mutex;

use crate::stage::Stage;

/// How often a token with this algorithm and this key was verified.
type Seen = BTreeMap<(String, String), usize>;

/// How long the whole may take, on however busy a machine.
const DEADLINE: Duration = Duration::from_mins(4);

/// Somebody who checks tokens as libraries do: keeps the keys, and reads them again when a token
/// names one that is not among them.
struct Checker {
    network: Arc<Network>,
    keys: Mutex<JwkSet>,
    /// How many tokens were checked, by algorithm and key.
    seen: Mutex<Seen>,
    stop: AtomicBool,
}

impl Checker {
    fn new(network: &Arc<Network>) -> Arc<Self> {
        Arc::new(Self {
            network: Arc::clone(network),
            keys: Mutex::new(JwkSet { keys: Vec::new() }),
            seen: Mutex::default(),
            stop: AtomicBool::new(false),
        })
    }

    async fn published(&self) -> JwkSet {
        let address = format!("{}/oidc/jwks", self.network.server);
        let answer = self.network.get(&address).await;
        assert_eq!(answer.header("cache-control"), "no-cache");
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Checks a token: whatever is wrong with it fails the test.
    async fn check(&self, token: &str, audience: &str) -> Value {
        let header = decode_header(token).unwrap();
        let kid = header.kid.unwrap();
        let mut keys = self.keys.lock().await;
        if keys.find(&kid).is_none() {
            *keys = self.published().await;
        }
        let key = keys.find(&kid);
        let key = key.unwrap_or_else(|| panic!("{kid} is not published when it signs"));
        let mut rules = Validation::new(header.alg);
        rules.set_issuer(&[format!("{}/oidc", self.network.server)]);
        rules.set_audience(&[audience]);
        let key = DecodingKey::from_jwk(key).unwrap();
        drop(keys);
        let decoded = decode::<Value>(token, &key, &rules);
        let claims = decoded
            .unwrap_or_else(|error| panic!("{kid}: {error}"))
            .claims;
        let mut seen = self.seen.lock().await;
        *seen.entry((format!("{:?}", header.alg), kid)).or_default() += 1;
        claims
    }

    fn goes_on(&self) -> bool {
        !self.stop.load(Ordering::SeqCst)
    }

    /// Signs in to an application again and again, and refreshes each time.
    async fn sign_ins(self: Arc<Self>, client: &'static str, person: &'static str) {
        while self.goes_on() {
            let application = self.network.client(client, Some(SECRET));
            let tokens = application.signs_in(person).await;
            self.check(tokens["id_token"].as_str().unwrap(), client)
                .await;
            let mut refresh_token = tokens["refresh_token"].as_str().unwrap().to_owned();
            for _ in 0..3 {
                let refreshed = application
                    .token(&[
                        ("grant_type", "refresh_token"),
                        ("refresh_token", &refresh_token),
                    ])
                    .await;
                assert_eq!(refreshed.status, 200, "{}", refreshed.body);
                let refreshed = refreshed.json();
                self.check(refreshed["id_token"].as_str().unwrap(), client)
                    .await;
                refreshed["refresh_token"]
                    .as_str()
                    .unwrap()
                    .clone_into(&mut refresh_token);
            }
        }
    }

    /// Gets a token for the Management API again and again, and uses it at the next node.
    async fn machine(self: Arc<Self>) {
        while self.goes_on() {
            let machine: Machine<'_> = self.network.machine_with("ops", SECRET, "all").await;
            let claims = self.check(&machine.token, RESOURCE).await;
            assert_eq!(claims["sub"], "ops");
            let answer = machine.get("/api/applications").await;
            assert_eq!(answer.status, 200, "{}", answer.body);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn under_load_every_token_can_be_checked_while_keys_rotate() {
    let stage = Stage::open(Database::Postgres, 2).await;
    let redirect = format!("{}/callback", stage.application);
    let signing = |algorithm: &str| {
        json!({
            "id": algorithm, "name": algorithm, "type": "Traditional", "secret": SECRET,
            "redirect_uris": [redirect], "id_token_alg": algorithm,
        })
    };
    let applications = json!({ "applications": [
        signing("RS256"), signing("ES384"), signing("EdDSA"),
        { "id": "ops", "name": "Ops", "type": "MachineToMachine", "secret": SECRET,
          "management_api": "all" },
    ]});
    stage.apply(&applications).await;

    let checker = Checker::new(&stage.network);
    let before = checker.published().await;
    let names = |keys: &JwkSet| -> BTreeSet<String> {
        let names = keys.keys.iter().map(|key| key.common.key_id.clone());
        names.map(Option::unwrap).collect()
    };
    let old = names(&before);
    assert_eq!(old.len(), 4);
    let mut tasks = tokio::task::JoinSet::new();
    for (client, person) in [
        ("demo-app", "xiaoming"),
        ("RS256", "lifang"),
        ("ES384", "emma"),
        ("EdDSA", "xiaoming"),
    ] {
        tasks.spawn(Arc::clone(&checker).sign_ins(client, person));
    }
    for _ in 0..2 {
        tasks.spawn(Arc::clone(&checker).machine());
    }

    let begun = Instant::now();
    // A failed check ends its task, and is told at once.
    let mut until = async |what: &str, done: &dyn Fn(&Seen) -> bool| {
        loop {
            if let Some(ended) = tasks.try_join_next() {
                ended.unwrap();
            }
            if done(&*checker.seen.lock().await) {
                return;
            }
            assert!(begun.elapsed() < DEADLINE, "no {what} in time");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let algorithms = ["ES256", "RS256", "ES384", "EdDSA"];
    let all_with = |seen: &Seen, is_old: bool| {
        algorithms.iter().all(|algorithm| {
            seen.iter().any(|((alg, kid), count)| {
                alg == algorithm && old.contains(kid) == is_old && *count >= 2
            })
        })
    };
    until("tokens of the first keys", &|seen| all_with(seen, true)).await;
    let said = stage.run(&["keys", "rotate"]).await;
    assert!(said.contains("They sign in 5 seconds"), "{said}");
    until("tokens of the new keys", &|seen| all_with(seen, false)).await;
    checker.stop.store(true, Ordering::SeqCst);
    while let Some(ended) = tasks.join_next().await {
        ended.unwrap();
    }

    // Two in a row are two nodes: both publish the old ones and the new ones.
    let seen = checker.seen.lock().await;
    for _ in 0..2 {
        let now = names(&checker.published().await);
        assert_eq!(now.len(), 8);
        assert!(now.is_superset(&old));
        assert!(seen.keys().all(|(_, kid)| now.contains(kid)));
    }
    println!("checked by algorithm and key: {seen:?}");
}
