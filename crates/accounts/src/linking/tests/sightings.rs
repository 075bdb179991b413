//! How a crowd is seen through the apps of some Open Platform accounts, from a seed.
//!
//! Also read by the tests of other rooms, which do the same with more machinery.
//!
//! Union ids appear late: somebody is seen a few times without one, then with one. That
//! one person stays one user then is true under a condition, and this is what the
//! sequences here keep to: **whoever was seen without a union id was seen in one app
//! only, and the union id first appears in that same app.** Before that no other app
//! can know who they are, with a union id or without; a vendor that sends somebody
//! through a second app first makes a second user, which is found out as a conflict
//! when the union id arrives through the first app ([`split_people`]), and is for an
//! administrator to mend.

use connector_kit::{IdentityKey, IdentityKeys};

/// One sign-in of one person, as the vendor tells it.
pub(crate) struct Sighting {
    /// The keys.
    pub(crate) keys: IdentityKeys,
    /// Who it is, and through which account: one user each.
    pub(crate) who: (usize, usize),
    /// Whether the union id was known before. Sightings that are settled may come in
    /// any order among themselves, and so may those that are not.
    pub(crate) settled: bool,
}

/// A sequence of sign-ins in which everybody comes to every account at least once.
///
/// `accounts` holds the number of apps of each account.
pub(crate) fn crowd(seed: u64, people: usize, accounts: &[usize], count: usize) -> Vec<Sighting> {
    let mut dice = Dice(seed);
    let mut guests: Vec<Guest> = (0..people)
        .flat_map(|person| (0..accounts.len()).map(move |account| (person, account)))
        .map(|who| Guest {
            who,
            home: dice.below(accounts[who.1]),
            without: dice.below(6),
            settled: false,
        })
        .collect();
    let mut order: Vec<usize> = (0..guests.len()).collect();
    while order.len() < count {
        order.push(dice.below(guests.len()));
    }
    for place in (1..order.len()).rev() {
        order.swap(place, dice.below(place + 1));
    }
    let seen = |number: usize| {
        let apps = accounts[guests[number].who.1];
        guests[number].is_seen(apps, &mut dice)
    };
    order.into_iter().map(seen).collect()
}

/// People who become two users by law: four sightings each, of which the last one is a
/// conflict of the second user's open id with the first user's union id.
pub(crate) fn split_people(numbers: std::ops::Range<usize>) -> Vec<[IdentityKeys; 4]> {
    let split = |person: usize| {
        [(0, false), (1, false), (0, true), (1, true)]
            .map(|(app, with_union)| keys((person, 0), app, with_union))
    };
    numbers.map(split).collect()
}

/// A person in front of one account.
struct Guest {
    who: (usize, usize),
    /// The app through which they come until their union id is known.
    home: usize,
    /// How often they will still be seen without it.
    without: usize,
    settled: bool,
}

impl Guest {
    fn is_seen(&mut self, apps: usize, dice: &mut Dice) -> Sighting {
        let settled = self.settled;
        let (app, with_union) = if settled && dice.below(4) > 0 {
            (dice.below(apps), true)
        } else {
            // An answer without union id may come later too, as of `snsapi_base`.
            (
                self.home,
                self.without == 0 && (!settled || dice.below(2) > 0),
            )
        };
        self.without = self.without.saturating_sub(1);
        self.settled |= with_union;
        Sighting {
            keys: keys(self.who, app, with_union),
            who: self.who,
            settled,
        }
    }
}

/// Everywhere the same text for one person, so that only the realm tells keys apart.
fn keys((person, account): (usize, usize), app: usize, with_union: bool) -> IdentityKeys {
    let key = |realm: String| IdentityKey {
        target: "wechat".to_owned(),
        realm,
        value: format!("oSIMULATED-{person}"),
    };
    let union = with_union.then(|| key(format!("union:{account}")));
    let open = key(format!("app:wx{account}{app}"));
    IdentityKeys::new(union.into_iter().chain([open])).unwrap()
}

/// `SplitMix64`: the same numbers for the same seed, everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit).unwrap();
        usize::try_from((mixed ^ (mixed >> 31)) % limit).unwrap()
    }
}
