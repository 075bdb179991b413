//! A map that forgets its oldest entries.

use std::collections::{HashMap, VecDeque};

/// Values by name, at most `limit` of them, in the order of their arrival.
pub(crate) struct Bounded<T> {
    limit: usize,
    values: HashMap<String, T>,
    order: VecDeque<String>,
}

impl<T> Bounded<T> {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            limit,
            values: HashMap::new(),
            order: VecDeque::new(),
        }
    }

    /// Adds a value under a name that is new, as random names are.
    pub(crate) fn insert(&mut self, name: String, value: T) {
        while self.order.len() >= self.limit
            && let Some(oldest) = self.order.pop_front()
        {
            self.values.remove(&oldest);
        }
        if self.values.insert(name.clone(), value).is_none() {
            self.order.push_back(name);
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        self.values.get(name)
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.values.get_mut(name)
    }

    /// The values, newest first.
    pub(crate) fn newest(&self) -> impl Iterator<Item = &T> {
        self.order
            .iter()
            .rev()
            .filter_map(|name| self.values.get(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_is_forgotten_first() {
        let mut kept = Bounded::new(2);
        for name in ["a", "b", "b", "c"] {
            kept.insert(name.to_owned(), name.to_uppercase());
        }
        assert_eq!(kept.get("a"), None);
        assert_eq!(kept.newest().collect::<Vec<_>>(), ["C", "B"]);
        kept.get_mut("b").unwrap().push('!');
        assert_eq!(kept.get("b").unwrap(), "B!");
    }
}
