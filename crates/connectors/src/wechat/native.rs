//! WeChat (Native): an application on the phone opens WeChat through its Open SDK.

use async_trait::async_trait;
use connector_kit::{
    AuthorizationRequest, AuthorizationUri, CallbackParameters, CheckRequest, ConfigError,
    ConnectorError, ConnectorFactory, Context, Endpoints, Finding, IdentityKeys, Metadata,
    ProviderTokens, SocialConnector, SocialUserInfo,
};
use serde_json::{Value, json};
use url::Url;

use super::app::{App, Kind};
use super::call::Calls;
use super::config::{NativeConfig, Scope};
use super::hosts::{self, Hosts};
use super::sign_in::{self, SignIn};
use super::{authorize, check, metadata, token};

/// The factory of WeChat (Native) connectors.
pub struct WeChatNative;

impl ConnectorFactory for WeChatNative {
    fn metadata(&self) -> &'static Metadata {
        &metadata::NATIVE
    }

    fn build(
        &self,
        config: &Value,
        endpoints: Option<&Endpoints>,
    ) -> Result<Box<dyn SocialConnector>, Vec<ConfigError>> {
        let (config, hosts) = hosts::with_config(NativeConfig::parse(config), endpoints)?;
        Ok(Box::new(Connector { config, hosts }))
    }
}

struct Connector {
    config: NativeConfig,
    hosts: Hosts,
}

impl Connector {
    fn app(&self) -> App<'_> {
        App {
            kind: Kind::Mobile,
            keys: &self.config.app,
        }
    }
}

#[async_trait]
impl SocialConnector for Connector {
    fn metadata(&self) -> &'static Metadata {
        &metadata::NATIVE
    }

    fn population(&self) -> String {
        sign_in::population(&self.config.open_platform)
    }

    fn keys_known_elsewhere(&self, user_id: &str, details: &Value) -> Option<IdentityKeys> {
        let (platform, app) = (&self.config.open_platform, &self.config.app.client_id);
        sign_in::keys_known_elsewhere(user_id, details, platform, app, &self.hosts)
    }

    fn authorization_origin(&self) -> String {
        "wechat:".to_owned()
    }

    fn authorization_uri(
        &self,
        request: &AuthorizationRequest<'_>,
    ) -> Result<AuthorizationUri, ConnectorError> {
        let app = self.app();
        let link = self.config.universal_links.as_ref();
        Ok(AuthorizationUri {
            uri: authorize::open_sdk(app, link.map(url::Url::as_str), request.state),
            session: json!({
                "clientId": app.id(),
                "lang": authorize::lang(request.language),
            }),
        })
    }

    fn avatar_address(&self, address: &str) -> Option<Url> {
        self.hosts.picture(address)
    }

    async fn user_info(
        &self,
        callback: &CallbackParameters,
        context: Context<'_>,
    ) -> Result<SocialUserInfo, ConnectorError> {
        let code = sign_in::code(callback)?;
        let app = self.app();
        if context.session["clientId"] != app.id() {
            return Err(sign_in::app_changed());
        }
        let sign_in = SignIn {
            hosts: &self.hosts,
            app,
            scope: Scope::Userinfo,
            open_platform: &self.config.open_platform,
            require_union_id: self.config.require_union_id,
        };
        sign_in.finish(code, context).await
    }

    async fn refresh(
        &self,
        tokens: &ProviderTokens,
        context: Context<'_>,
    ) -> Result<ProviderTokens, ConnectorError> {
        let mut calls = Calls::new(&self.hosts.api, Kind::Mobile, context);
        token::refresh(&mut calls, tokens).await
    }

    fn ends_tokens(&self, error: &ConnectorError) -> bool {
        token::ends_tokens(error)
    }

    /// There is no page to look at, so the check is about the keys alone.
    async fn check(&self, _: &CheckRequest<'_>, context: Context<'_>) -> Vec<Finding> {
        check::native(&self.hosts, self.app(), context).await
    }
}
