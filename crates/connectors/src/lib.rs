#![doc = include_str!("../README.md")]

use connector_kit::ConnectorFactory;

pub mod http;
pub mod wechat;

/// Every kind of connector, in the order in which administrators see them.
pub fn catalogue() -> &'static [&'static dyn ConnectorFactory] {
    &[&wechat::WeChatWeb, &wechat::WeChatNative]
}

/// The kind of connector with this id, such as `wechat-web`.
pub fn factory(id: &str) -> Option<&'static dyn ConnectorFactory> {
    catalogue()
        .iter()
        .copied()
        .find(|factory| factory.metadata().id == id)
}
