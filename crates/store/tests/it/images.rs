//! Logos and other pictures of the sign-in pages.

use std::time::Duration;

use store::{Image, MAX_IMAGE_BYTES, StoreError};

use crate::world::{NOW, World, after};

const DAY: Duration = Duration::from_hours(24);

async fn a_picture_is_found_by_the_name_that_it_got(world: World) {
    let store = &world.store;
    let one = store.put_image("image/png", b"one", NOW).await.unwrap();
    let two = store.put_image("image/webp", b"two", NOW).await.unwrap();
    assert_ne!(one, two);
    assert_eq!(
        store.put_image("image/png", b"one", NOW).await.unwrap(),
        one
    );
    let kept = Image {
        content_type: "image/png".to_owned(),
        bytes: b"one".to_vec(),
    };
    assert_eq!(store.image(&one).await, Ok(Some(kept)));
    for unknown in ["", "one", &one[1..]] {
        assert_eq!(store.image(unknown).await, Ok(None));
    }
}

async fn pictures_have_a_limit(world: World) {
    let store = &world.store;
    let large = vec![7; MAX_IMAGE_BYTES + 1];
    for bytes in [&large[..], &[]] {
        let refused = store.put_image("image/png", bytes, NOW).await;
        assert!(matches!(refused, Err(StoreError::Unavailable { .. })));
    }
    let largest = store.put_image("image/png", &large[1..], NOW).await;
    let kept = store.image(&largest.unwrap()).await.unwrap().unwrap();
    assert_eq!(kept.bytes, large[1..]);
}

async fn unused_pictures_go_after_a_day(world: World) {
    let store = &world.store;
    let mut names = Vec::new();
    for text in ["used", "unused", "young", "sent again"] {
        let name = store.put_image("image/png", text.as_bytes(), NOW);
        names.push(name.await.unwrap());
    }
    let later = NOW.plus(DAY);
    for text in ["young", "sent again"] {
        let name = store.put_image("image/png", text.as_bytes(), after(5));
        name.await.unwrap();
    }
    let used = [None, Some(&*names[0]), None];
    assert_eq!(store.delete_unused_images(used, later).await, Ok(0));
    let later = later.plus(Duration::from_secs(1));
    assert_eq!(store.delete_unused_images(used, later).await, Ok(1));
    for (name, stays) in names.iter().zip([true, false, true, true]) {
        assert_eq!(store.image(name).await.unwrap().is_some(), stays, "{name}");
    }
}

both!(
    a_picture_is_found_by_the_name_that_it_got,
    pictures_have_a_limit,
    unused_pictures_go_after_a_day,
);
