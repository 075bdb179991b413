## Applications

application-one = 应用
application-new = 新建应用
application-create = 创建
application-choose = 选择适合你的程序的类型。
application-kind = 类型
application-place = 测试或正式
application-sign-ins = 7 天内登录次数
application-last-sign-in = 最近登录
application-tabs = 此应用的页面
application-tab-settings = 设置
application-tab-ways = 登录页
application-tab-connection = 接入信息
application-tab-activity = 活动
application-of-others = 第三方
application-test = 测试
application-real = 正式
application-no-address = 还没有地址
application-needs-no-place = 不需要地址
applications-empty = 应用就是用户登录的对象。
applications-empty-demo = { $command } 会启动一台带示例应用的服务器。

## Kinds

application-web = 网站应用
application-web-meaning = 页面来自服务器，服务器可以保管密钥：Next.js、Django、Spring、PHP。
application-single-page = 单页应用
application-single-page-meaning = 程序在浏览器中运行，无法保管密钥：React、Vue、Angular。
application-native = 原生应用
application-native-meaning = 程序在用户自己的设备上运行：iOS、Android、桌面。
application-machine = 机器
application-machine-meaning = 代表自己行事的程序，没有人登录它。

## Fields

application-name = 名称
application-name-hint = 用户会在登录页看到它。
application-address = 回调地址
application-address-hint = 用户登录后返回的地址，例如 https://app.example/callback。逐字比较。
application-address-hint-native = 用户登录后返回的地址，例如 com.example.app:/callback 或 http://127.0.0.1/callback。
application-library = 库
application-library-other = 其他，或尚未决定
application-library-hint = 程序使用哪个库？有些库只接受用 RS256 签名的 ID 令牌，这里的选择会决定签名方式。
application-management-api = 管理 API
management-api-none = 不能访问
management-api-none-cost = 它的密钥在这里打不开任何东西。
management-api-read = 只读
management-api-read-cost = 拿到密钥的人能看到所有用户、应用和设置。
management-api-all = 读取和更改
management-api-all-cost = 拿到密钥的人能做所有者能做的一切。
application-general = 基本信息
application-description = 说明
application-description-hint = 给管理员看的，用户看不到。
application-home = 主页
application-home-hint = 用户可以重新开始的地方。留空则使用第一个回调地址的根地址。
application-where = 地址
application-needs-address = 还没有回调地址，所以没有人能登录。
application-addresses = 回调地址
application-addresses-hint = 用户登录后返回的地址，每行一个。逐字比较。
application-after-sign-out = 退出后的地址
application-after-sign-out-hint = 用户退出后可以前往的地址，每行一个。
application-logout-address = 后端退出登录地址
application-logout-address-hint = 会话结束时，服务器会调用它。须用 https，或在同一台机器上。
application-session-required = 需要会话编号
application-session-required-hint = 调用总是说明会话和用户。此项为询问它的程序保留。
application-origins = 允许的来源
application-origins-hint = 这些来源的页面可以读取本服务器的回答，每行一个。回调地址的来源本来就可以。
application-origins-hint-native = 只用于网页视图，例如 capacitor://localhost。每行一个。
application-rules = 规则
application-devices = 没有浏览器的设备可以请求登录
application-devices-hint = 设备显示一个代码，用户在这里输入。
application-third-party = 它属于第三方
application-third-party-hint = 在它得知用户是谁之前，会先询问用户。
application-signature = ID 令牌的签名
application-signature-es256 = 短而快，大多数库都支持。
application-signature-rs256 = 用于不支持其他签名的库。
application-signature-rs256-for = 用于不支持其他签名的库：{ $libraries }。
application-signature-es384 = 与 ES256 相同，密钥更长。用于有此要求的规定。
application-signature-eddsa = Ed25519：最快。支持它的库较少。
application-facts = 已知信息
application-created-at = 创建时间
application-changed-at = 最近更改
application-open = 打开应用

## What is wrong with a field

application-name-missing = 应用需要一个用户认得的名称。
application-too-long = 最多 { $value } 个字符。
application-too-many = 最多 { $value } 个地址。
application-address-missing = 应用需要一个回调地址，例如 https://app.example/callback。
application-address-characters = 地址只能有可见的 ASCII 字符，不能有反斜杠。把 { $value } 中的其他字符用 % 编码。
application-address-part = 地址要写完整，例如 https://app.example/callback。现在是 { $value }。
application-address-fragment = 地址不能有 #。去掉 { $value } 中 # 及其后的部分。
application-address-wildcard = 地址逐字比较，所以不能有 *。把 { $value } 换成每个具体的地址。
application-address-user = 地址不能有用户名和密码。从 { $value } 中去掉它们。
application-address-scheme = { $value } 属于浏览器自己，不通向任何应用。使用 https。
application-address-own-scheme = 只有原生应用可以有自己的协议。用 https 代替 { $value }。
application-address-not-encrypted = 地址须以 https 开头，或指向同一台机器。{ $value } 不符合。
application-library-wrong = 这个库属于另一种应用。从列表中选一个。
application-no-way = 这样没有人能登录。至少勾选一种方式，或者提供全部方式。
application-way-gone = 连接器 { $value } 已不存在。取消勾选它。

## What was done

application-created = { $name } 已创建。
application-secret-added = { $name } 有了新密钥 { $secret }。
application-secret-renamed = { $name } 的密钥现在叫 { $secret }。
application-secret-deleted = { $name } 的密钥 { $secret } 已删除，不再有效。
application-saved = { $name } 已保存。
application-unchanged = { $name } 本来就是这样。
application-deleted = { $name } 已删除，没有人能再登录它。

## Connection data

connection-client-id = Client ID
connection-issuer = Issuer
connection-issuer-hint = 大多数库从这里找到其他一切。
connection-discovery = 发现地址
connection-authorization = 授权端点
connection-token = 令牌端点
connection-userinfo = 用户信息端点
connection-end-session = 退出端点
connection-revocation = 撤销端点
connection-keys = 签名公钥
connection-more = 所有地址
snippet-title = 用于你的程序的代码
snippet-body = 其中已填入此应用的值。
snippet-secret = 代码从环境变量 { $variable } 读取密钥。
snippet-rs256 = { $library } 只接受用 RS256 签名的 ID 令牌，而此应用使用另一种签名。
snippet-rs256-change = 更改签名
snippet-returns-to = { $library } 返回的地址以 { $path } 结尾，现有回调地址都不是。
snippet-returns-to-add = 添加地址
application-no-access = 这台机器得不到令牌，因为它不能访问管理 API。

## Secrets

secrets = 密钥
secrets-none = 没有密钥
secrets-none-body = 没有密钥，程序无法证明自己的身份。
secrets-hint = 更换密钥时，先新建一个，交给程序，再删除旧的。
secrets-not-here = 这类程序没有密钥，因为放在那里谁都能读到。它用 PKCE 证明每次登录。
secret-new = 新建密钥
secret-new-body = 其他密钥继续有效。
secret-make = 生成密钥
secret-made = 现在复制密钥
secret-made-body = 它只显示这一次。把它保存在只有程序能读到的地方。
secret-name = 密钥名称
secret-name-hint = 便于你认出它，例如使用它的服务器。
secret-expiry = 有效期
secret-expires-never = 永久
secret-expires-30 = 30 天
secret-expires-90 = 90 天
secret-expires-180 = 180 天
secret-expires-365 = 一年
secret-created = 生成时间
secret-last-used = 最近使用
secret-never-used = 从未
secret-expires = 有效至
secret-over = 已过期
secret-rename = 重命名
secret-rename-title = 重命名密钥
secret-rename-heading = 重命名密钥 { $name }
secret-rename-hint = 值不变，程序不会察觉。
secret-delete = 删除
secret-delete-title = 删除密钥
secret-delete-heading = 删除密钥 { $name }？
secret-delete-what = 使用它的程序从此刻起得不到新令牌。删除后无法恢复。
secret-delete-stays = 已经发出的令牌到期前仍然有效。
secret-delete-last = 这是唯一有效的密钥。没有它，程序无法连接这台服务器。
secret-delete-first = 先新建一个
secret-delete-not = 保留
application-secret-name-missing = 密钥要有名称，由可见字符组成。
application-secret-name-taken = 此应用的另一个密钥已叫 { $value }。
application-secret-expiry-wrong = 从列表中选择一个期限。

## Its sign-in page

application-ways = 此处的登录方式
application-ways-body = 顺序与登录页相同。
application-ways-order = 更改顺序
application-ways-all = 所有已开启的方式
application-ways-all-hint = 新的连接器一开启，这里就会提供。
application-ways-some = 仅限这些
application-way-was = 已删除的连接器

## Activity

application-latest-sign-ins = 最近的登录
application-all-sign-ins = 此应用的所有登录
application-nobody-yet = 还没有人。
application-nobody-yet-body = 登录页会按此应用的要求打开，最后回到它的回调地址。
application-open-sign-in-page = 打开登录页
application-changes = 管理员的更改

## Deleting

application-delete = 删除应用
application-delete-heading = 删除 { $name }？
application-delete-what = 会发生什么
application-delete-people =
    { $count ->
        [0] 没有人登录着它。
       *[other] { $count } 人登录着它，会立即失去访问。
    }
application-delete-many-people = 超过 { $count } 人登录着它，会立即失去访问。
application-delete-sign-ins =
    { $count ->
        [0] 最近 30 天没有人登录它。
       *[other] 最近 30 天有 { $count } 次登录。
    }
application-delete-many-sign-ins = 最近 30 天有超过 { $count } 次登录。
application-delete-consents =
    { $count ->
       *[other] { $count } 人曾允许它知道自己是谁，这些记录会被清除。
    }
application-delete-secrets =
    { $count ->
        [0] 它没有密钥。
       *[other] 它的 { $count } 个密钥不再有效。
    }
application-delete-last-used = 最近一次使用：
application-delete-settings = 它的设置会永久消失。
application-delete-not-what = 不会发生什么
application-delete-people-stay = 用户会保留，他们的账号和对其他应用的登录也会保留。
application-delete-figures-stay = 登录仍然保留在活动和统计中。
application-delete-type = 会有人失去访问。要删除应用，输入它的名称：{ $name }
application-delete-name = 应用名称
