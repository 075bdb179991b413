## Signing in to the console

console-sign-in = 登录控制台
console-sign-in-button = 登录
sign-in-problem = 未登录
email = 电子邮箱
password = 密码
sign-in-wrong = 邮箱或密码不对。
sign-in-wrong-body = 检查两项内容，密码区分大小写。
sign-in-too-often = 尝试次数过多。
sign-in-too-often-body = { $minutes } 分钟后再试。
sign-in-busy = 现在登录的人很多。
sign-in-busy-body = 几秒后再试。
sign-in-cookies = 你的浏览器没有发回 Cookie。
sign-in-cookies-body = 允许这个网址使用 Cookie，然后再试。
no-administrator = 这台服务器还没有管理员。
no-administrator-body = 打开服务器启动时显示的设置链接。重启服务器会得到新的链接。

## Coming in by a link

setup = 设置这台服务器
setup-body = 你将成为这台服务器的所有者：可以更改一切，也可以添加其他人。
welcome = 欢迎使用控制台
welcome-body = 以后用 { $email } 登录。为它设一个密码。
your-name = 你的名字
email-hint = 用来登录，不会发送邮件。
password-hint = 至少 10 个字符。几个词比符号更好记。
create-owner = 创建所有者
start-using = 开始
admin-name-missing = 写一个其他管理员认得的名字。
admin-name-long = 名字最多 100 个字符。
email-wrong = 邮箱的格式如 iris@acme.example。
password-short = 密码至少 10 个字符。
password-long = 密码最多 200 个字符。
link-used = 这个链接已失效
link-used-body = 它已用过或已过期。管理服务器的人可以取得新的链接。

## What one may not do

not-found = 没有这个页面
not-found-body = 它可能已移动，或者它显示的内容已删除。
not-allowed = 只有所有者可以这样做
not-allowed-body = 你的角色是查看者：可以看到一切，但不能更改。这些人是所有者：
form-old = 这个表单已过时
form-old-body = 没有任何更改。重新打开页面，再提交一次。
gone = 它已经不在了
gone-body = 有人在此期间删除了它。没有任何更改。
failed = 没有成功
failed-body = 原因在这台服务器上，没有丢失任何内容。稍后再试。

## A form that waited

draft-kept = 登录已结束。你填写的内容会保留 15 分钟，等你回来。
resume = 你的更改还在
resume-body = 登录在保存之前结束了。现在保存吗？
resume-now = 现在保存
resume-not = 放弃
