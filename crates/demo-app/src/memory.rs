//! What the application remembers for a while, without a database.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Values by random keys, each forgotten after the same time.
pub(crate) struct Memory<T> {
    lifetime: Duration,
    kept: Mutex<Kept<T>>,
}

struct Kept<T> {
    values: HashMap<String, (Instant, T)>,
    /// Keys in the order in which they were put, which is the order in which they end.
    order: VecDeque<(Instant, String)>,
}

impl<T> Memory<T> {
    pub(crate) fn new(lifetime: Duration) -> Self {
        let kept = Kept {
            values: HashMap::new(),
            order: VecDeque::new(),
        };
        Self {
            lifetime,
            kept: Mutex::new(kept),
        }
    }

    /// Remembers a value unless there is one of this key; says whether there was none.
    pub(crate) fn put_new(&self, key: String, value: T) -> bool {
        let mut kept = self.lock();
        let now = Instant::now();
        if kept.values.get(&key).is_some_and(|(end, _)| now < *end) {
            return false;
        }
        self.keep(&mut kept, key, value);
        true
    }

    /// Forgets every value that passes a test, and gives their keys.
    pub(crate) fn forget_if(&self, test: impl Fn(&T) -> bool) -> Vec<String> {
        let mut kept = self.lock();
        let now = Instant::now();
        let found = kept.values.iter();
        let found = found.filter(|(_, (end, value))| now < *end && test(value));
        let keys: Vec<String> = found.map(|(key, _)| key.clone()).collect();
        for key in &keys {
            kept.values.remove(key);
        }
        keys
    }

    /// Remembers a value and forgets what is past its time, or the oldest when there are too many.
    pub(crate) fn put(&self, key: String, value: T) {
        let mut kept = self.lock();
        self.keep(&mut kept, key, value);
    }

    fn keep(&self, kept: &mut Kept<T>, key: String, value: T) {
        let now = Instant::now();
        let end = now + self.lifetime;
        while let Some((oldest, _)) = kept.order.front()
            && (*oldest <= now || kept.order.len() >= MOST)
        {
            if let Some((_, key)) = kept.order.pop_front() {
                kept.values.remove(&key);
            }
        }
        kept.order.push_back((end, key.clone()));
        kept.values.insert(key, (end, value));
    }

    /// Gives a value and forgets it, so that nobody gets it twice.
    pub(crate) fn take(&self, key: &str) -> Option<T> {
        self.take_if(key, |_| true)
    }

    /// The same for a value that passes a test; another one stays for whom it belongs to.
    pub(crate) fn take_if(&self, key: &str, test: impl FnOnce(&T) -> bool) -> Option<T> {
        let mut kept = self.lock();
        let (end, value) = kept.values.get(key)?;
        if Instant::now() >= *end || !test(value) {
            return None;
        }
        kept.values.remove(key).map(|(_, value)| value)
    }

    fn lock(&self) -> MutexGuard<'_, Kept<T>> {
        // No step above leaves the two halves in disorder that a later one would mind.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Clone> Memory<T> {
    /// Gives a copy of a value.
    pub(crate) fn get(&self, key: &str) -> Option<T> {
        let kept = self.lock();
        let (end, value) = kept.values.get(key)?;
        (Instant::now() < *end).then(|| value.clone())
    }
}

/// Bounds what strangers can make the application remember.
const MOST: usize = 10_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_taken_once() {
        let memory = Memory::new(Duration::from_mins(1));
        memory.put("key".to_owned(), 7);
        assert_eq!(memory.get("key"), Some(7));
        assert_eq!(memory.take("other"), None);
        assert_eq!(memory.take_if("key", |value| *value == 8), None);
        assert_eq!(memory.take("key"), Some(7));
        assert_eq!(memory.take("key"), None);
    }

    #[test]
    fn a_key_is_new_once() {
        let memory = Memory::new(Duration::from_mins(1));
        assert!(memory.put_new("key".to_owned(), 7));
        assert!(!memory.put_new("key".to_owned(), 8));
        assert_eq!(memory.get("key"), Some(7));
        let over = Memory::new(Duration::ZERO);
        assert!(over.put_new("key".to_owned(), 7));
        assert!(over.put_new("key".to_owned(), 8));
    }

    #[test]
    fn what_passes_a_test_is_forgotten() {
        let memory = Memory::new(Duration::from_mins(1));
        for (key, value) in [("a", 1), ("b", 2), ("c", 1)] {
            memory.put(key.to_owned(), value);
        }
        let mut keys = memory.forget_if(|value| *value == 1);
        keys.sort();
        assert_eq!(keys, ["a", "c"]);
        assert_eq!((memory.get("a"), memory.get("b")), (None, Some(2)));
        assert!(memory.forget_if(|value| *value == 1).is_empty());
    }

    #[test]
    fn a_value_ends_with_its_time() {
        let memory = Memory::new(Duration::ZERO);
        memory.put("key".to_owned(), 7);
        assert_eq!(memory.get("key"), None);
        assert_eq!(memory.take("key"), None);
    }

    #[test]
    fn the_oldest_goes_when_there_are_too_many() {
        let memory = Memory::new(Duration::from_mins(1));
        for number in 0..=MOST {
            memory.put(number.to_string(), number);
        }
        assert_eq!(memory.get("0"), None);
        assert_eq!(memory.get("1"), Some(1));
        assert_eq!(memory.get(&MOST.to_string()), Some(MOST));
    }
}
