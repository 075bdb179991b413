// Shows the QR page in a frame: new WxLogin({ id, appid, scope, redirect_uri, state, … }).
//
// Values are put into the address as they are; whoever calls has encoded redirect_uri.
// A value that is not given becomes the text "undefined", as with WeChat's script.
(function (root) {
  "use strict";

  function address(options) {
    var self = options.self_redirect;
    var text =
      "https://open.weixin.qq.com/connect/qrconnect" +
      "?appid=" + options.appid +
      "&scope=" + options.scope +
      "&redirect_uri=" + options.redirect_uri +
      "&state=" + options.state +
      "&login_type=jssdk" +
      "&self_redirect=" + (self === true ? "true" : self === false ? "false" : "default") +
      "&styletype=" + (options.styletype || "") +
      "&sizetype=" + (options.sizetype || "") +
      "&bgcolor=" + (options.bgcolor || "") +
      "&rst=" + (options.rst || "");
    if (options.style) text += "&style=" + options.style;
    if (options.href) text += "&href=" + options.href;
    if (options.lang === "en") text += "&lang=en";
    // Only the numbers count; texts are ignored.
    if (options.stylelite === 1) text += "&stylelite=1";
    if (options.fast_login === 0) text += "&fast_login=0";
    return text;
  }

  function WxLogin(options) {
    var frame = document.createElement("iframe");
    frame.setAttribute("frameBorder", "0");
    frame.setAttribute("allowTransparency", "true");
    frame.setAttribute("scrolling", "no");
    frame.setAttribute("allow", "local-network-access");
    frame.width = "300px";
    frame.height = "400px";
    if (typeof options.onReady === "function") {
      frame.onload = function () {
        options.onReady(true);
      };
    }
    frame.src = address(options);
    var place = document.getElementById(options.id);
    place.innerHTML = "";
    place.appendChild(frame);
  }

  root.WxLogin = WxLogin;
})(window);
