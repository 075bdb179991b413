//! demo-app
