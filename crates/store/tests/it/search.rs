//! Who is found by what, and the lists of people.

use std::time::Duration;

use accounts::Reference;
use connector_kit::SocialUserInfo;
use sqlx::{Connection, PgConnection};
use store::{Counted, FoundBy, Part, PeopleOf, Place, Store};
use uuid::Uuid;

use crate::editing::{add, by_iris};
use crate::world::{NOW, SignIn, World, add_way, after, arrive, id, info};

/// Somebody with a nickname.
fn called(name: &str, keys: &[(&str, &str)]) -> SocialUserInfo {
    SocialUserInfo {
        name: Some(name.to_owned()),
        ..info(keys)
    }
}

/// The names of those who are found, in order.
async fn found(store: &Store, text: &str) -> Vec<String> {
    let found = store.find_people(text, Part::after(None, 50), 1000).await;
    let people = found.unwrap().people.people.into_iter();
    people
        .map(|person| person.user.name.unwrap_or_default())
        .collect()
}

async fn people_are_found_by_the_beginnings_of_all_words(world: World) {
    let store = &world.store;
    for (name, openid) in [
        ("Iris Chen", "o1"),
        ("Irina Müller", "o2"),
        ("Iris Miller", "o3"),
        ("王小明", "o4"),
        ("小明🌸", "o5"),
        ("😀", "o6"),
        ("\u{200B}", "o7"),
    ] {
        arrive(store, &called(name, &[("app:wx1", openid)])).await;
    }
    for (text, names) in [
        ("iri", &["Irina Müller", "Iris Chen", "Iris Miller"][..]),
        ("IRIS", &["Iris Chen", "Iris Miller"]),
        ("m iris", &["Iris Miller"]),
        ("mull", &["Irina Müller"]),
        ("Müll", &["Irina Müller"]),
        ("小明", &["小明🌸", "王小明"]),
        ("王小", &["王小明"]),
        ("明", &["小明🌸", "王小明"]),
        ("明小", &[]),
        ("🌸", &["小明🌸"]),
        ("😀", &["😀"]),
        ("ris", &[]),
        ("iris nobody", &[]),
        ("", &[]),
        ("%", &[]),
        ("_", &[]),
        ("'; DROP TABLE users; --", &[]),
    ] {
        let mut found = found(store, text).await;
        found.sort();
        assert_eq!(found, names, "{text}");
    }
}

async fn words_follow_every_name(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &called("Old", &[("app:wx1", "o1")])).await;
    // The vendor's name changes, the account keeps its own.
    arrive(store, &called("Fresh", &[("app:wx1", "o1")])).await;
    assert_eq!(found(store, "fresh").await, ["Old"]);
    assert_eq!(found(store, "old").await, ["Old"]);
    let sign_in = SignIn {
        sync_profile: true,
        ..SignIn::begin(store).await
    };
    let newest = called("Newest", &[("app:wx1", "o1")]);
    sign_in.complete(store, &newest).await;
    assert_eq!(found(store, "newest").await, ["Newest"]);
    assert!(found(store, "old").await.is_empty());
    // A second way to sign in brings its own name, and takes it away again.
    add_way(store, user, &called("Second", &[("app:wx9", "o9")])).await;
    assert_eq!(found(store, "second").await, ["Newest"]);
    let second = store.identities_of(user).await.unwrap()[1].id;
    store.unlink_identity(user, second, true).await.unwrap();
    assert!(found(store, "second").await.is_empty());
    assert_eq!(found(store, "newest").await, ["Newest"]);
    store.delete_user(user, NOW).await.unwrap();
    assert!(found(store, "newest").await.is_empty());
}

async fn what_belongs_to_one_person_is_recognised(world: World) {
    let store = &world.store;
    let (sign_in, user) = arrive(
        store,
        &called(
            "小明",
            &[("union:acme", "oUNION-1"), ("app:wx1", "oOPEN-1")],
        ),
    )
    .await;
    arrive(store, &called("Other", &[("app:wx1", "oOPEN-2")])).await;
    add(
        store,
        "iris",
        Some("iris@acme.example"),
        Some("8613800000000"),
    )
    .await;
    add(store, "Irises_All", None, None).await;
    let reference = store.attempt(sign_in.attempt).await.unwrap().unwrap();
    let reference = reference.reference;
    for (text, by, who) in [
        (user.to_string(), FoundBy::Id, "小明"),
        (user.simple().to_string(), FoundBy::Id, "小明"),
        (reference.to_string(), FoundBy::Reference, "小明"),
        (
            reference.as_str().to_lowercase(),
            FoundBy::Reference,
            "小明",
        ),
        (" oUNION-1 ".to_owned(), FoundBy::Key, "小明"),
        ("oOPEN-1".to_owned(), FoundBy::Key, "小明"),
        ("IRIS@acme.example".to_owned(), FoundBy::Email, "iris"),
        ("+86 138-0000-0000".to_owned(), FoundBy::Phone, "iris"),
    ] {
        let found = store.find_people(&text, Part::after(None, 9), 9).await;
        let found = found.unwrap();
        assert_eq!(found.by, by, "{text}");
        assert_eq!(found.people.people.len(), 1, "{text}");
        let name = found.people.people[0].user.name.as_deref();
        assert_eq!(name, Some(who), "{text}");
        assert_eq!((found.count.count, found.people.next), (1, None));
    }
    // Keys are exact, letter by letter, and nobody else's reference leads to anybody.
    for nobody in [
        "oOPEN",
        "oopen-1",
        "oOPEN-3",
        &id().to_string(),
        "a@b.example",
    ] {
        assert!(found(store, nobody).await.is_empty(), "{nobody}");
    }
    let unknown = Reference::from_random([28; 8]);
    assert!(found(store, unknown.as_str()).await.is_empty());
    // Whoever is called exactly so comes first, and once.
    assert_eq!(found(store, "Irises_All").await, ["Irises_All"]);
    assert_eq!(found(store, "iris").await, ["iris", "Irises_All"]);
}

async fn a_search_goes_on_where_it_stopped(world: World) {
    let store = &world.store;
    for number in 0..7 {
        // Two words each begin like what is typed: still everybody is there once.
        let name = format!("Anna{number} An");
        let openid = format!("o{number}");
        arrive(store, &called(&name, &[("app:wx1", &openid)])).await;
    }
    for text in ["an", "anna", "an anna"] {
        let (mut names, mut after) = (Vec::new(), None);
        loop {
            let found = store.find_people(text, Part::after(after, 3), 100).await;
            let found = found.unwrap();
            assert_eq!(
                (found.count.count, found.count.capped),
                (7, false),
                "{text}"
            );
            names.extend(found.people.people.into_iter().map(|it| it.user.id));
            after = found.people.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(names.len(), 7, "{text}");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 7, "{text}");
    }
    let second = Part {
        after: None,
        skip: 5,
        limit: 3,
    };
    let found = store.find_people("an", second, 100).await.unwrap();
    assert_eq!(found.people.people.len(), 2);
    let capped = store.find_people("an", Part::after(None, 3), 4).await;
    let Counted { count, capped } = capped.unwrap().count;
    assert!(capped && count <= 4, "{count}");
    // Whoever stood at the place is gone: the list begins again rather than ending.
    let nobody = Place { at: NOW, id: id() };
    let again = store.find_people("an", Part::after(Some(nobody), 9), 9);
    assert_eq!(again.await.unwrap().people.people.len(), 7);
}

async fn lists_have_an_order_and_go_on(world: World) {
    let store = &world.store;
    let mut ids = Vec::new();
    for number in 0..5_u64 {
        let openid = format!("o{number}");
        let who = called("X", &[("app:wx1", &openid)]);
        let sign_in = SignIn::begin(store).await;
        sign_in.complete_at(store, &who, after(number)).await;
        let found = store.people_by_key(&openid).await.unwrap();
        assert_eq!(
            (found[0].ways, &*found[0].some_ways),
            (1, &["wechat".to_owned()][..])
        );
        ids.push(found[0].user.id);
    }
    let never = add(store, "never", None, None).await;
    // The first one comes again, the third one is shut out.
    let sign_in = SignIn::begin(store).await;
    let who = called("X", &[("app:wx1", "o0")]);
    sign_in.complete_at(store, &who, after(60)).await;
    assert!(by_iris(store).suspend(ids[2], true).await);

    let all = async |of| {
        let (mut seen, mut after) = (Vec::<Uuid>::new(), None);
        loop {
            let part = store.people(of, Part::after(after, 2)).await.unwrap();
            assert!(part.people.len() <= 2);
            seen.extend(part.people.iter().map(|person| person.user.id));
            after = part.next;
            if after.is_none() {
                return seen;
            }
        }
    };
    let [first, second, third, fourth, fifth] = ids[..] else {
        panic!()
    };
    assert_eq!(
        all(PeopleOf::Newest).await,
        [fifth, fourth, third, second, first, never]
    );
    assert_eq!(
        all(PeopleOf::LastSeen).await,
        [first, fifth, fourth, third, second, never]
    );
    assert_eq!(all(PeopleOf::Suspended).await, [third]);
    assert_eq!(
        all(PeopleOf::Connector("wechat")).await,
        [fifth, fourth, third, second, first]
    );
    assert!(all(PeopleOf::Connector("other")).await.is_empty());
    for (of, expected) in [
        (PeopleOf::Newest, 6),
        (PeopleOf::LastSeen, 6),
        (PeopleOf::Suspended, 1),
        (PeopleOf::Connector("wechat"), 5),
        (PeopleOf::Connector("other"), 0),
    ] {
        let counted = store.count_people(of, 100).await.unwrap();
        assert_eq!((counted.count, counted.capped), (expected, false), "{of:?}");
    }
    let counted = store.count_people(PeopleOf::Newest, 3).await.unwrap();
    assert_eq!((counted.count, counted.capped), (3, true));
    let skipping = Part {
        after: None,
        skip: 4,
        limit: 10,
    };
    let page = store.people(PeopleOf::Newest, skipping).await.unwrap();
    let page: Vec<_> = page.people.iter().map(|person| person.user.id).collect();
    assert_eq!(page, [first, never]);
    let beyond = Part {
        skip: u64::MAX,
        ..skipping
    };
    let page = store.people(PeopleOf::Newest, beyond).await.unwrap();
    assert_eq!((page.people.len(), page.next), (0, None));
}

async fn people_from_before_there_were_words_get_theirs(world: World) {
    let store = &world.store;
    for number in 0..3 {
        let openid = format!("o{number}");
        arrive(store, &called("Early Bird", &[("app:wx1", &openid)])).await;
    }
    forget_words(&world).await;
    assert!(found(store, "bird").await.is_empty());
    let other = world.another_node().await;
    let (one, two) = tokio::join!(store.fill_words(), other.fill_words());
    assert!(one.unwrap() + two.unwrap() >= 3);
    assert_eq!(store.fill_words().await, Ok(0));
    assert_eq!(found(store, "bird").await.len(), 3);
}

/// Brings the database to how it was before there were words.
async fn forget_words(world: &World) {
    let forget = "DELETE FROM user_words; UPDATE users SET has_words = FALSE";
    if world.url.starts_with("sqlite") {
        world.file().execute_batch(forget).unwrap();
    } else {
        let mut connection = PgConnection::connect(&world.url).await.unwrap();
        sqlx::raw_sql(forget)
            .execute(&mut connection)
            .await
            .unwrap();
    }
}

/// A search that comes while names change sees the one or the other.
async fn nobody_is_lost_when_names_change_at_once(world: World) {
    let store = &world.store;
    let (_, user) = arrive(store, &called("Start", &[("app:wx1", "o1")])).await;
    let other = world.another_node().await;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..8 {
        let store = if number % 2 == 0 { store } else { &other }.clone();
        tasks.spawn(async move {
            let name = format!("Name{number}");
            let edit = store::Edit::Set(&name);
            store
                .edit_profile(
                    user,
                    edit,
                    store::Edit::Keep,
                    NOW.plus(Duration::from_secs(1)),
                )
                .await
                .unwrap()
        });
    }
    tasks.join_all().await;
    let name = store.user(user).await.unwrap().unwrap().name.unwrap();
    let mut words = Vec::new();
    for number in 0..8 {
        let word = format!("name{number}");
        if !found(store, &word).await.is_empty() {
            words.push(word);
        }
    }
    assert_eq!(words, [name.to_lowercase()]);
}

both!(
    people_are_found_by_the_beginnings_of_all_words,
    words_follow_every_name,
    what_belongs_to_one_person_is_recognised,
    a_search_goes_on_where_it_stopped,
    lists_have_an_order_and_go_on,
    nobody_is_lost_when_names_change_at_once,
    people_from_before_there_were_words_get_theirs,
);
