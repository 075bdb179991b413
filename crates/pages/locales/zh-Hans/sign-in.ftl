## Around every page

page-sign-in = 登录
skip = 跳到正文
language = 语言
test-mode = 测试模式。
test-mode-body = 这里的微信是本机模拟器。
test-mode-open = 打开模拟器
help = 帮助
privacy = 隐私
terms = 条款

## The ways to sign in

sign-in = 登录
sign-in-to-app = 登录 { $app }
with-wechat = 微信登录
with-other = 使用 { $name } 登录
last-used = 上次使用
way-simulated = 模拟器
terms-in-sentence = 使用条款
privacy-in-sentence = 隐私政策
agree-to-both = 我同意{ $terms }和{ $privacy }
agree-to-terms = 我同意{ $terms }
agree-to-privacy = 我同意{ $privacy }
by-signing-in-both = 登录即表示你同意{ $terms }和{ $privacy }。
by-signing-in-terms = 登录即表示你同意{ $terms }。
by-signing-in-privacy = 登录即表示你同意{ $privacy }。
not-agreed = 勾选后才能继续
did-not-come-back = 微信登录尚未完成
did-not-come-back-others = 如果微信页面显示了错误，可以先换一种方式登录。
did-not-come-back-only = 可以再试一次。如果微信页面显示了错误，请告诉本站管理员。
no-ways = 暂时无法在这里登录
no-ways-body = 还没有开启任何登录方式。本站管理员可以开启。

## Waiting

finishing = 正在完成登录
finishing-body = 微信已确认是你本人，正在等待你的资料。
finishing-safe = 刷新页面不会有影响。
continue = 继续

## What can end a sign-in

not-set-up = 微信登录暂时不可用
not-set-up-body = 这是我们的配置问题，与你的账号无关。如果没有其他登录方式，请告诉本站管理员。
not-finished = 这次登录没有完成
not-finished-body = 微信的确认只能使用一次，几分钟内有效。重新扫码即可获得新的确认。
profile-not-shared = 微信没有返回你的资料
profile-not-shared-body = 这是我们的配置问题，与你的账号无关。如果再次出现，请告诉本站管理员。
preview = 当前是网页预览
preview-body = 微信还没有告诉我们你是谁。请点击右下角的「{ $menu }」，然后再登录。
not-answering = 微信暂时没有响应
not-answering-body = 你的账号没有问题。稍后再试即可。
busy = 微信正忙
busy-body = 你的账号没有问题。一分钟后再试即可。
restricted = 微信限制了这个微信号
restricted-body = 可以向微信了解原因，或者换一种方式登录。
suspended = 此账号已停用
suspended-body = 可以向网站的管理者了解原因。你的微信号没有问题。
cancelled = 你已在手机上取消
cancelled-body = 没有分享任何信息。可以重试，或者换一种方式登录。
turned-off = 这种登录方式已关闭
turned-off-body = 本站不再提供这种登录方式。请换一种方式登录。
too-often = 尝试次数过多
too-often-body = 一分钟后再试即可。你的账号没有问题。
already-used = 这个微信号已绑定到这里的另一个账号
already-used-body = 没有做任何更改。可以改用那个账号，或者继续使用当前登录的账号。
unexpected = 这次登录没能完成
unexpected-body = 原因在我们这边，与你无关。可以重试；如果再次中断，请告诉本站管理员。
scan-again = 重新扫码
try-again = 重试
use-another-way = 换一种方式登录
reference = 编号
reference-hint = 寻求帮助时请提供这个编号。
copy = 复制
copied = 已复制
for-administrator = 管理员信息

## Starting again

old-link = 请重新开始登录
old-link-body = 这个页面打开得太久，或者来自书签。你的账号没有问题。
other-browser = 请在你的浏览器中重新登录
other-browser-body = 这次登录是在另一个浏览器或应用中开始的，或者它的 Cookie 已经丢失。你的账号没有问题。
cookies = 浏览器阻止了本站的 Cookie
cookies-body = 登录需要一个 Cookie 来确认始终是你本人。
cookies-step-settings = 打开地址栏开头的网站设置
cookies-step-allow = 允许本站使用 Cookie
cookies-step-again = 从应用重新开始登录
open-application-again = 请在这个浏览器中重新打开应用，再从那里登录。
go-to-app = 前往 { $app }
go-to-application = 前往应用

## Wrong requests of an application

unknown-application = 本站不认识这个应用
unknown-application-body = 带你来到这里的链接指向一个没有注册的应用。
redirect-uri = 这次登录已被拦下
redirect-uri-body = 应用要求把你带到一个没有为它登记的地址。
malformed = 无法读取这个请求
malformed-body = 应用发来的请求不完整或无效。
too-long = 这个请求太长
too-long-body = 应用发来的请求超过了本站接受的长度。
tell-application = 可以返回再试一次。如果再次出现，请告诉这个应用的管理员。
for-developer = 应用开发者信息

## Signed in, signed out

signed-in = 你已登录
signed-in-body = 这次登录已经完成，可以关闭这个页面。
signed-out = 你已退出登录
signed-out-body = 这个浏览器已退出本站。其他已打开的应用可能要刷新后才会退出。
signed-out-wechat = 你手机上的微信仍保持登录。
back-to-app = 返回 { $app }
back-to-application = 返回应用
sign-out-question = 要退出登录吗？
sign-out-body = 退出后，需要在这个浏览器中重新登录才能继续。
sign-out = 退出登录
stay-signed-in = 保持登录
signed-in-as = 当前账号：{ $name }

## New here

first-time = 首次使用这个微信号
wechat-account = 微信号
confirmed-just-now = 微信，刚刚确认
used-before = 你以前来过这里吗？
used-app-before = 你以前用过 { $app } 吗？
add-wechat = 用过，将微信绑定到我的账号
add-wechat-hint = 登录一次，证明账号是你的
create-account = 没用过，创建新账号
create-account-hint = 只需几秒
not-this-person = 不是 { $name }？换一个微信号
another-wechat-account = 换一个微信号
no-account = 还没有账号
no-account-body = 这里的账号由本站管理员创建。可以向管理员申请，或者换一种方式登录。
no-account-of-organisation = 这里的账号由 { $organisation } 创建。可以向对方申请，或者换一种方式登录。
one-more-thing = 还差一步
name-needed = 本站需要一个对你的称呼，可以任意填写。
name-needed-by-app = { $app } 需要一个对你的称呼，可以任意填写。
display-name = 名字
name-missing = 名字至少要有一个看得见的字符
name-too-long = 名字最多 { $most } 个字符
sign-in-with-that-account = 用那个账号登录
keep-this-account = 继续使用当前账号
which-account = 你想使用哪个账号？
continue-as = 以 { $name } 的身份继续
switch-to = 切换到 { $name }
use-another-account = 换一个账号

## Phones

continue-in-browser = 请在浏览器中继续
continue-in-browser-body = 你正在微信里，手机无法扫描自己屏幕上的二维码。
step-menu = 点击右上角的 ···
step-open = 选择「{ $menu }」
link = 或在浏览器中打开这个链接
copy-link = 复制链接
second-screen = 微信登录需要另一块屏幕
second-screen-body = 请在电脑或其他设备上登录，再用这部手机扫描那里的二维码。
second-screen-album = 微信不接受截图或相册里的二维码。
show-code = 仍然显示二维码
back-to-sign-in = 返回登录页

## Consent

consent-title = 允许访问
consent = 允许这个应用使用你的账号吗？
consent-app = 允许 { $app } 使用你的账号吗？
permissions = 它可以
scope-openid = 知道哪个账号是你的
scope-profile = 查看你的昵称和头像
scope-email = 查看你的电子邮箱
scope-phone = 查看你的手机号
scope-offline-access = 在你离开时保持登录
scope-address = 查看你的通讯地址
scope-roles = 查看你的角色
scope-of-api = { $allows }（{ $api }）
scope-api = 以你的名义使用 { $api }
scope-other = 使用 { $scope }
allow = 允许
do-not-allow = 不允许
consent-next = 接下来前往 { $destination }。
not-you = 不是你？换一个账号

## Devices without a browser

device-code = 输入设备上的代码
device-code-label = 代码
device-code-hint = 设备上会显示八个字母，不区分大小写。
device-code-form = 代码由八个字母组成，例如 WDJB-MJHT
device-code-unknown = 没有设备在等待这个代码。请在设备上查看新的代码。
device-code-too-often = 错误的代码太多。15 分钟后再试。
device-confirm-title = 在设备上登录
device-confirm = 允许设备上的这个应用使用你的账号吗？
device-confirm-app = 允许设备上的 { $app } 使用你的账号吗？
device-same-code = 你的设备必须显示相同的代码
device-warning = 只有当这是你本人在眼前的设备上开始的，才能允许。如果代码或链接是别人发给你的，请拒绝。
device-refuse = 拒绝
device-allowed = 回到你的设备
device-allowed-body = 几秒后它会自动继续。你可以关闭这个页面。
device-refused = 已拒绝该设备
device-refused-body = 它不能使用你的账号。你可以关闭这个页面。

## The server itself

unavailable = 暂时无法登录
unavailable-body = 服务器繁忙或正在重启。你的账号没有问题。几秒后再试即可。

## The code on a page of ours

scan = 请用微信扫描二维码
scan-frame = 带二维码的微信页面
scan-own-page = 在微信自己的页面上打开

## Trying a sign-in, for administrators

trial = 试登录
trial-body = 你会看到返回的内容。不会登录任何人，也不会创建账号。
trial-start = 现在试一次
trial-worked = 登录可以使用
trial-failed = 登录还不能使用
trial-no-name = 没有昵称
trial-people-see = 用户会看到
trial-you-see = 给你的说明
trial-nobody = 没有登录任何人，也没有创建账号。
step-sent-away = 已前往对方页面
step-came-back = 已返回
step-code-exchanged = 已兑换授权码
step-profile-read = 已读取资料
