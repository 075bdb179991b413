## Parts of the settings

settings-general = 常规
settings-administrators = 所有者和管理员
settings-keys = 密钥
settings-sessions = 会话
settings-data = 数据
settings-about = 关于
settings-me = 你

## Somebody else was faster

settings-changed-by = { $who } 在此期间更改了这里。
settings-conflict-field = { $field }：现在是 { $theirs }，你填写的是 { $mine }。
settings-conflict-save = 你的更改还没有保存。再次保存会采用你的值。
settings-conflict-theirs = 采用对方的值

## General

settings-saved = 设置已保存。
default-language = 控制台的语言
default-language-hint = 用于浏览器没有要求这些语言的人。每个人都可以另选语言。
first-steps = 在概览中显示入门步骤
first-steps-hint = 从模拟器到应用，一步步完成第一次登录。
server-address = 公开地址
server-address-hint = 用户和应用通过它访问这台服务器。它来自配置文件，所以不会被误改。
asking-address = 正在访问公开地址
still-asking = 仍在访问
address-unknown = 15 秒内没有结果。
check-address = 检查公开地址
address-check-again = 再检查一次
address-here = { $address } 指向这台服务器。
address-other = { $address } 返回了状态 { $status }，但它不是这台服务器。
address-other-fix = 检查它前面的代理和 DNS 记录。
address-nobody = { $address } 没有指向这台服务器。
address-nobody-fix = 检查域名是否有 DNS 记录、端口是否开放、证书是否有效。
another-address = 更改公开地址
another-address-body = 现在是 { $address }。输入新地址，查看会有哪些变化。
new-address = 新地址
new-address-hint = 协议和域名，端口特殊时也要写上，不带路径。
address-wrong = 地址的格式如 https://id.example.com。
address-same = 这就是现在的地址。
address-show-changes = 查看变化
address-changes = 会变的内容
address-value = 内容
address-now = 现在
address-then = 以后
callback-domain-of-wechat = 微信的授权回调域
callback-of = { $connector } 的回调地址
issuer-of-tokens = 签发者
in-this-order = 按这个顺序
order-wechat = 在微信开放平台把{ $label }改为新域名。微信只接受一个域名，下一步完成前无法登录。
order-setting = 在配置文件中设置 { $setting }，或设置 { $variable }，然后重启每个节点。
order-applications = 把新的签发者告诉每个应用。
order-people = 用户需要重新登录一次，因为 Cookie 属于旧地址。
who-runs-it = 谁在运行这台服务器
who-runs-it-body = 名称、支持联系方式和标志属于用户登录时看到的内容。

## Owners and admins

add-administrator = 添加成员
admin-name = 名字
admin-role = 角色
admin-last-seen = 最近使用
that-is-you = （你）
no-password-yet = 尚未设密码
admin-never = 从未
admin-email-hint = 用来登录。不会发送邮件，由你转交链接。
admin-email-taken = 已有人使用这个邮箱。
role-owner-hint = 可以更改一切，也可以添加其他人。
role-viewer-hint = 可以看到一切，不能更改。
add-and-link = 添加并取得链接
last-owner = 这是唯一能登录的所有者。先让另一个人成为所有者。
new-link-body = 对方可以用新链接另设密码。在那之前，现有密码仍然有效。
first-link-body = 对方还没有设密码。新链接和第一个链接同样有效。
make-link = 取得新链接
remove-administrator = 移除
one-time-link = 一次性链接
link-for = 把这个链接交给 { $name }，对方以后用 { $email } 登录。
link-hint = 三天内可用一次，只在此刻显示。
link-shown = 链接只显示一次，不会保存。丢失后可以再取一个。
remove-person = 移除 { $name }？
remove-person-body =
    { $count ->
        [0] 对方不能再使用控制台。
       *[other] 对方会从 { $count } 个浏览器退出登录，不能再使用控制台。
    }
remove-person-stays = 对方做过的更改会保留，更改历史中仍有其名字。
administrator-saved = { $name } 已保存。
administrator-removed = { $name } 已移除。
link-made = 给 { $name } 的链接已准备好。
sessions-ended = { $count } 个浏览器已退出登录。
session-gone = 那个浏览器之前已经退出登录。

## Browsers

admin-browsers = 已登录的浏览器
admin-browser-on = { $system } 上的 { $browser }
admin-browser-unknown = 未知浏览器
admin-this-browser = 当前浏览器
admin-since = 开始于
admin-last-used = 最近使用
admin-end-session = 退出登录
admin-end-others = 退出其他所有浏览器
admin-end-all = 全部退出登录
admin-no-sessions = 没有登录任何浏览器。

## You

your-profile = 个人资料
my-email-hint = 所有者重新添加你时可以换一个邮箱。
current-password = 当前密码
new-password = 新密码
new-password-ends = 更改后，你的其他浏览器都会退出登录。
change-password = 更改密码
current-password-wrong = 当前密码不对。
profile-saved = 个人资料已保存。
password-changed = 密码已更改，其他浏览器已退出登录。

## Keys

signing-keys = 签名密钥
rotate-keys = 轮换密钥
key-name = 名称
key-algorithm = 算法
key-made = 生成时间
key-state = 状态
key-signs = 签名中
key-next = 即将启用
key-retired = 已停用
published-until = 公布至
keys-old = 有签名密钥已超过一年。轮换密钥。
public-keys = 公钥
public-keys-address = 公钥的地址
public-keys-hint = 应用会自行从这里读取。
rotate-new = 新密钥立即公布，{ $span }后开始签名。
rotate-old = 之后现有密钥不再签名，继续公布{ $span }，直到最后一个令牌过期。
rotate-nobody = 没有人会退出登录。
rotate-warn = 手动保存公钥副本的应用需要重新获取。
rotate-now = 立即轮换
keys-rotated = 新密钥已公布，几秒后开始签名。
keys-rotated-before = 已有人轮换过密钥。

## Sessions

how-long = 有效时间
lasts-session = 用户的会话
lasts-access-token = 访问令牌
lasts-refresh-token = 刷新令牌
lasts-console = 未使用的控制台
lasts-hint = 它们来自配置文件，重启后生效。
signed-in-now = 当前登录
open-sessions =
    { $count ->
        [0] 没有人登录。
       *[other] { $count } 个浏览器已登录。
    }
open-sessions-more = 超过 { $count } 个浏览器已登录。
sign-everybody-out = 让所有人退出登录
everybody-again = 所有人下次访问时需要重新登录。
everybody-stays = 可在用户离线时操作的应用不受影响，令牌在过期前仍然有效。
everybody-you = 管理员仍登录在控制台。
everybody-out =
    { $count ->
        [0] 没有人登录。
       *[other] { $count } 个浏览器已退出登录。
    }
span-days = { $count } 天
span-hours = { $count } 小时
span-minutes = { $count } 分钟
span-seconds = { $count } 秒

## Data

how-long-kept = 保留时间
attempt-days = 登录记录（天）
attempt-days-hint = 每次尝试及其步骤。按小时的统计会一直保留。
change-days = 更改记录（天）
change-days-hint = 谁通过控制台、程序或命令更改了什么。
days-wrong = 1 到 3650 之间的整数。
delete-old-now = 立即删除过期记录
delete-attempts = { $days } 天以前的登录记录会被删除。
delete-changes = { $days } 天以前的更改记录会被删除。
delete-old-stays = 账号、应用和按小时的统计会保留。删除的内容无法恢复。
old-deleted = 已删除 { $attempts } 条登录记录和 { $changes } 条更改记录。
where-data-are = 数据的位置
server-database = 数据库
data-place = 位置
data-size = 大小
data-megabytes = { $count } MB
data-attempts = 登录记录
data-changes = 更改记录
data-export = 导出
export-configuration = { $command } 会把应用、连接器和登录页写入一个文件。
export-activity = 登录记录在列表处导出：
export-person = 一个人的全部数据在其页面上：

## About

what-runs = 运行情况
server-version = 版本
running-for = 已运行
clock-of-server = 服务器时钟
power-cut = 断电之后
survives-power-cut = 不丢失任何内容
may-lose-power-cut = 可能丢失最近的更改
server-health = 健康状况
healthz-body = 程序运行时有响应。
readyz-body = 数据库也可用时有响应。
metrics-body = 给 Prometheus 的数据，本机可读，或使用 { $setting }。
server-licences = 许可证
licence-body = Pailou 是自由软件，可任选 { $licences } 许可证。
trademarks = WeChat 和微信是腾讯的商标。Pailou 不是腾讯的产品，也未获其认可。
