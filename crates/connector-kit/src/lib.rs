//! connector-kit
