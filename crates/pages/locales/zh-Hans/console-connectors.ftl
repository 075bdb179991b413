## Connectors

connector = 连接器
connector-add = 添加连接器
connector-new = 添加 { $name }
connector-new-body = 左边是在微信要做的事，右边是要填写的内容。
connector-on = 显示在登录页
connector-off = 已关闭
connector-health = 状态
connector-people = 用户
connector-last-sign-in = 最近登录
connector-switch = 在登录页显示 { $name }
connector-switch-save = 保存
connector-try = 试一次登录
connector-tabs = 此连接器的页面
connector-tab-settings = 设置
connector-tab-guide = 设置指南
connector-tab-sign-ins = 登录记录
connector-tab-history = 变更记录
connector-delete = 删除连接器
connectors-empty = 让用户使用已有的账号登录。
connectors-empty-body = 连接器把用户带到微信等平台，再带回来。
connectors-empty-add = 添加微信
connectors-empty-simulator = 先用模拟器试一试
choice-on = 开
choice-off = 关
choice-yes = 是
choice-no = 否
nobody-yet = 还没有人
more-than = 超过 { $count }
health-fine = 正常
health-to-fix = { $count } 项需要处理
health-not-checked = 尚未检查
health-waiting = 等待填写密钥
health-simulator = 模拟器

## What was done

connector-added = 已添加 { $name }。打开之前它不会出现。
connector-saved = { $name } 已保存并检查。
connector-unchanged = { $name } 没有变化，已检查。
connector-checked = { $name } 已检查。
connector-turned-on = { $name } 已显示在每个应用的登录页。
connector-turned-off = { $name } 已关闭，无法用它登录。
connector-not-set-up = { $name } 还没有密钥，因此仍为关闭。
connector-moved = { $name } 的按钮已换位置。
connector-waiting = { $name } 正在等待审核，可随时回来。
connector-not-waiting = { $name } 不再等待。填写它的密钥。
connector-deleted = { $name } 已删除。
connector-kept = { $name } 保留原来的密钥。

## Adding one

kind-added = 已添加 { $count } 个
kind-web = 用于网站
kind-native = 用于移动应用
kind-needs = 需要准备
kind-needs-web = 一个组织、带 https 的公网域名，以及已认证的微信开放平台账号。
kind-needs-native = 一个移动应用，以及已认证的微信开放平台账号。
kind-takes = 需要多久
kind-takes-days = 微信审核需要几天，之后这里只需三分钟。
kind-phones = 在手机上
kind-phones-web = 需要另一块屏幕显示二维码。在微信内可使用服务号。
kind-phones-native = 在同一部手机上打开微信。

## Keys

keys-title = 微信开放平台的密钥
connector-place = 这些密钥属于
connector-place-hint = 换到另一处需要另一套密钥。想与正式的并行测试，请另加一个连接器。
place-wechat = 微信
place-simulator = 模拟器
simulator-open = 模拟器地址（浏览器）
simulator-open-hint = 协议、主机和端口，例如 http://localhost:3002。
simulator-api = 模拟器地址（本服务器）
simulator-api-hint = 仅当本服务器使用另一个地址时填写。
simulator-wrong = 地址只含协议、主机和端口：http://localhost:3002。
client-id = AppID
client-id-hint = 以 wx 开头，共 18 个字符。
client-id-missing = 缺少 AppID。开放平台的应用页面会显示它。
client-id-length = AppID 以 wx 开头，共 18 个字符。这个有 { $value } 个。
client-id-shape = AppID 是 wx 加 16 个字符 0-9 或 a-f，小写。
client-id-same = 服务号有自己的 AppID。这个是网站应用的。
client-secret = AppSecret
client-secret-hint = 微信只在生成或重置时显示一次。两端的空格会被去掉。
client-secret-missing = 缺少 AppSecret。微信只在生成或重置时显示一次。
client-secret-long = AppSecret 有 32 个字符。这个长得多。
client-secret-again = 换了 AppID 或去处，需要重新填写密钥。已保存的不会发到那里。
secret-saved = 已保存一个。
secret-saved-ends = 已保存的以 { $end } 结尾。
secret-saved-since = 已保存的来自 { $date }。
secret-saved-ends-since = 已保存的以 { $end } 结尾，来自 { $date }。
secret-keep = 留空即保留。
secret-odd = 它有 { $count } 个字符。微信的密钥是 32 个 0-9 或 a-f。
in-wechat-title = 微信内登录
in-wechat-body = 供在微信内打开网站的用户使用，需要已认证服务号的密钥。
in-wechat-client-id = 服务号 AppID
in-wechat-client-id-hint = 留空则手机微信内不提供登录。
in-wechat-client-secret = 服务号 AppSecret
connector-scope = 授权作用域（scope）
connector-scope-hint = 仅在微信内有效。扫码始终使用 snsapi_login，微信不接受其他值。
scope-default = 默认
scope-userinfo = snsapi_userinfo：询问用户，返回昵称和头像
scope-base = snsapi_base：不询问，只返回 openid
scope-wrong = scope 可为空、snsapi_userinfo 或 snsapi_base。
universal-links = Universal Link
universal-links-hint = iOS 用来打开应用的链接。Android 不需要。
universal-links-wrong = Universal Link 以 https 开头，不带片段。

## What WeChat needs

give-title = 填到微信
give-body = 网站信息中的 { $field }。不带 https:// 和路径。
callback-domain = 授权回调域
callback-domain-hint = 就填这个：不带 https://、路径和端口。
callback-title = 完整回调地址，供自己留存
callback-url = 回调地址
callback-hint = 微信不需要它。每个连接器各有一个。

## When someone signs in

rules-title = 用户登录时
sync-profile = 昵称和头像
sync-profile-first = 仅在注册时复制
sync-profile-every = 每次登录都复制
sync-profile-hint = 用户在这里改过的名字不会被覆盖。
in-wechat-rule = 在微信中打开时
in-wechat-explain = 说明如何用浏览器打开
in-wechat-hide = 隐藏按钮
in-wechat-rule-hint = 配置服务号后，用户可直接在微信内登录。
connector-sign-up = 新用户
sign-up-follow = 按登录页的规则
sign-up-never = 从不创建账号
connector-more = 特殊情况
open-platform = 开放平台账号
open-platform-hint = 任意名称。名称相同的连接器通过 unionid 认得同一批用户。
open-platform-wrong = 名称最多 64 个字符，不含换行。
require-union-id = 拒绝没有 unionid 的用户
require-union-id-hint = 应用绑定到开放平台账号后，微信才会返回 unionid。
require-union-id-wrong = snsapi_base 不会返回 unionid。将 scope 留空，或关闭此项。
store-tokens = 保留微信的令牌
store-tokens-hint = 加密保存，供程序以后向微信查询。这里没有任何地址会给出它们。
save-and-check = 保存并检查

## Setup check

check-title = 设置检查
check-now = 立即检查
check-again = 重新检查
check-none = 此连接器尚未检查过。
check-needs-keys = 先填写它的密钥。
check-asking = 正在询问微信。
check-still = 仍在进行。
check-failed = 检查没有结果。
check-try-again = 重试
check-at = 检查于
check-nobody = 没有涉及任何用户。
check-pass = 通过
check-warning = 请留意
check-fail = 未通过
check-could-not-tell = 无法判断
check-not-run = 未检查
fix-field = 打开该字段
fix-guide = 打开指南
fix-settings = 打开设置

## Its button

button-place = 第 { $at } 个按钮，共 { $of } 个。
button-order = 调整顺序
button-up = 上移
button-down = 下移
button-none = 现在没有按钮。打开后显示。
native-no-button = 它没有按钮。你的应用用 direct_sign_in=social:{ $id } 指定它。

## Guide

guide-step-1 = 1. 账号
guide-step-2 = 2. 创建应用
guide-step-3 = 3. 密钥
guide-step-4 = 4. 检查、打开、试用
guide-step-4-body = 先在不涉及用户的情况下检查，再显示按钮，最后试走真实流程。
guide-step-4-later = 保存密钥后，可在此检查并打开连接器。
guide-days = 微信需要几天时间，模拟器不需要。
guide-meanwhile = 先用模拟器开发
guide-in-simulator = 在模拟器中练习
guide-have-keys = 我已有密钥
guide-submitted = 我已提交审核
guide-submitted-hint = 保存进度，可离开几天再回来。
guide-waiting-since = 等待审核，始于
guide-any-news = 已经三天或更久。看看结果邮件是否已到。
guide-reviewed = 审核已结束
guide-enter-keys = 填写密钥
step-to-do = 待办
step-done = 已完成
step-waiting = 等待中

## Sign-ins

sign-ins-title = 登录情况
sign-ins-all = 全部登录
sign-ins-none = 7 天内没有人尝试登录。
sign-ins-how = 结果
sign-ins-day = 24 小时
sign-ins-week = 7 天
sign-ins-started = 前往微信
sign-ins-signed-in = 已登录
sign-ins-refused = 已拒绝
sign-ins-failed = 失败
sign-ins-blocked = 被阻止
sign-ins-lost = 没有返回
sign-ins-open = 进行中
sign-ins-failures = 最近未成功的登录

## Before new keys take effect

review-to-wechat = 切换到微信？
review-to-simulator = 切换到模拟器？
review-keys = 使用这些密钥？
review-body = 尚未生效。以下是对新密钥的检查结果。
review-fails = 使用这些密钥将无法登录。修复之前请保留原来的。
review-use = 使用新密钥
review-keep = 保留原密钥

## Two administrators

conflict-title = 两人同时修改
conflict-by = { $name } 在你编辑期间作了修改：
conflict-body = 你的内容没有丢失。逐项选择，然后保存。
conflict-mine = 保留我的
conflict-theirs = 使用对方的
conflict-empty = 空
conflict-typed-secret = 你填写的
conflict-stored-secret = 已保存的
conflict-drop = 放弃我的

## Deleting

delete-title = 删除 { $name }？
delete-people = 有 { $count } 人用它登录。
delete-many-people = 超过 { $count } 人用它登录。
delete-stranded = 其中 { $count } 人没有其他登录方式。
delete-many-stranded = 其中超过 { $count } 人没有其他登录方式。
delete-keys = 它的密钥和设置将永久消失。
delete-stays = 用户及其所有内容都会保留。
delete-rather-off = 关闭在登录页上效果相同，而且可以恢复。
delete-turn-off = 改为关闭
delete-type = 输入 { $name }，确认在有人失去登录方式的情况下删除。
delete-name = 连接器名称
delete-name-wrong = 名称是 { $value }。
delete-not = 不删除
