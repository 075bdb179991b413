//! WeChat (Web): people scan a QR code, or sign in inside WeChat's own browser.

use async_trait::async_trait;
use connector_kit::{
    AuthorizationRequest, AuthorizationUri, CallbackParameters, CheckRequest, ConfigError,
    ConnectorError, ConnectorFactory, Context, Endpoints, Finding, IdentityKeys, Metadata,
    ProviderTokens, SocialConnector, SocialUserInfo, Surface,
};
use serde_json::{Value, json};
use url::Url;

use super::app::{App, Kind};
use super::browser::Browser;
use super::call::Calls;
use super::config::{Config, Scope};
use super::hosts::{self, Hosts};
use super::sign_in::{self, SignIn};
use super::{authorize, check, metadata, token};

/// The factory of WeChat (Web) connectors.
pub struct WeChatWeb;

impl ConnectorFactory for WeChatWeb {
    fn metadata(&self) -> &'static Metadata {
        &metadata::WEB
    }

    fn build(
        &self,
        config: &Value,
        endpoints: Option<&Endpoints>,
    ) -> Result<Box<dyn SocialConnector>, Vec<ConfigError>> {
        let (config, hosts) = hosts::with_config(Config::parse(config), endpoints)?;
        Ok(Box::new(Connector { config, hosts }))
    }
}

struct Connector {
    config: Config,
    hosts: Hosts,
}

impl Connector {
    fn website(&self) -> App<'_> {
        App {
            kind: Kind::Website,
            keys: &self.config.website,
        }
    }

    fn service_account(&self) -> Option<App<'_>> {
        let keys = self.config.in_wechat.as_ref()?;
        let kind = Kind::ServiceAccount;
        Some(App { kind, keys })
    }

    /// The app with this id, if the connector has its keys.
    fn app(&self, id: &str) -> Option<App<'_>> {
        [Some(self.website()), self.service_account()]
            .into_iter()
            .flatten()
            .find(|app| app.id() == id)
    }
}

#[async_trait]
impl SocialConnector for Connector {
    fn metadata(&self) -> &'static Metadata {
        &metadata::WEB
    }

    fn population(&self) -> String {
        sign_in::population(&self.config.open_platform)
    }

    fn keys_known_elsewhere(&self, user_id: &str, details: &Value) -> Option<IdentityKeys> {
        let (platform, app) = (&self.config.open_platform, &self.config.website.client_id);
        sign_in::keys_known_elsewhere(user_id, details, platform, app, &self.hosts)
    }

    fn authorization_origin(&self) -> String {
        self.hosts.open_origin()
    }

    fn surface(&self, user_agent: Option<&str>) -> Surface {
        match Browser::of(user_agent) {
            Browser::WeChatOnPhone if self.config.in_wechat.is_none() => Surface::OtherBrowser,
            Browser::Phone => Surface::SecondScreen,
            Browser::WeChatOnPhone | Browser::WeChatOnDesktop | Browser::Other => Surface::Fits,
        }
    }

    fn authorization_uri(
        &self,
        request: &AuthorizationRequest<'_>,
    ) -> Result<AuthorizationUri, ConnectorError> {
        let lang = authorize::lang(request.language);
        match self.service_account() {
            Some(app) if Browser::of(request.user_agent).is_wechat() => {
                let scope = self.config.scope;
                let uri = authorize::in_wechat(&self.hosts, app, scope, request)?;
                let session = json!({ "clientId": app.id(), "lang": lang, "scope": scope.name() });
                Ok(AuthorizationUri { uri, session })
            }
            _ => {
                let app = self.website();
                let uri = authorize::qr_page(&self.hosts, app, request);
                let session = json!({ "clientId": app.id(), "lang": lang });
                Ok(AuthorizationUri { uri, session })
            }
        }
    }

    /// Inside WeChat with a service account there is no code to scan.
    fn embedded_uri(&self, request: &AuthorizationRequest<'_>) -> Option<AuthorizationUri> {
        let in_wechat = Browser::of(request.user_agent).is_wechat();
        if in_wechat && self.service_account().is_some() {
            return None;
        }
        let app = self.website();
        let session = json!({ "clientId": app.id(), "lang": authorize::lang(request.language) });
        let uri = authorize::widget(&self.hosts, app, request);
        Some(AuthorizationUri { uri, session })
    }

    fn avatar_address(&self, address: &str) -> Option<Url> {
        self.hosts.picture(address)
    }

    async fn user_info(
        &self,
        callback: &CallbackParameters,
        context: Context<'_>,
    ) -> Result<SocialUserInfo, ConnectorError> {
        // A refusal is the person's word, whatever happened to the keys meanwhile.
        let code = sign_in::code(callback)?;
        let sent_with = context.session["clientId"].as_str().unwrap_or_default();
        let app = self.app(sent_with).ok_or_else(sign_in::app_changed)?;
        let is_base = context.session["scope"] == Scope::Base.name();
        let sign_in = SignIn {
            hosts: &self.hosts,
            app,
            scope: if is_base && app.kind == Kind::ServiceAccount {
                Scope::Base
            } else {
                Scope::Userinfo
            },
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
        let kind = self
            .app(&tokens.app_id)
            .map_or(Kind::Website, |app| app.kind);
        let mut calls = Calls::new(&self.hosts.api, kind, context);
        token::refresh(&mut calls, tokens).await
    }

    fn ends_tokens(&self, error: &ConnectorError) -> bool {
        token::ends_tokens(error)
    }

    async fn check(&self, request: &CheckRequest<'_>, context: Context<'_>) -> Vec<Finding> {
        let apps = (self.website(), self.service_account());
        check::web(&self.hosts, apps, request, context).await
    }
}
