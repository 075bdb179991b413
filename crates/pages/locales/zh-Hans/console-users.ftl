## The list of people

users-search = 查找用户
users-search-hint = 姓名、昵称、用户名、邮箱、手机号、union id、open id，或登录编号。
users-find = 查找
users-show = 显示
users-show-hint = 搜索会在所有人中查找，与显示范围无关。
users-newest = 最新创建在前
users-last-seen = 最近登录在前
users-suspended = 已停用
users-through = 通过 { $name }
users-count =
    { $count ->
       *[other] { $count } 人
    }
users-count-capped = 超过 { $count } 人
users-by-id = 按账号 ID 找到。
users-by-reference = 按登录编号找到。
users-by-key = 按第三方平台的 ID 找到。
users-by-email = 按邮箱找到。
users-by-phone = 按手机号找到。
users-none = 有人首次登录后，会显示在这里。
users-none-body = 你也可以先创建用户，之后再添加登录方式。
users-nobody-matches = 没有符合条件的人。
users-nobody-matches-body = 姓名按词的开头匹配；ID、邮箱和手机号需要完整输入。
users-show-all = 显示所有人

## One person

user-person = 用户
user-nameless = 未命名用户
user-ways = 登录方式
user-no-way = 无
user-more-ways = 另有 { $count } 种
user-last-seen = 最近登录
user-never = 从未
user-created-at = 创建时间
user-suspended = 已停用
user-pages = 该用户的页面
user-profile = 资料
user-sessions = 会话
user-activity = 动态
user-facts = 基本信息
user-first-application = 首个应用
user-id = 用户 ID
user-id-hint = 即令牌中的 sub。
user-sign-ins = 最近的登录
user-no-sign-ins = 还没有登录记录。
user-all-sign-ins = 该用户的全部登录记录
user-changes = 管理员的更改

## Fields

user-new = 创建用户
user-new-body = 账号起初没有登录方式。
user-create = 创建
user-name = 姓名
user-name-hint = 在这里保存姓名后，登录不会再更改它。
user-username = 用户名
user-username-hint = 字母、数字和下划线，不以数字开头。
user-email = 邮箱
user-phone = 手机号
user-phone-hint = 含国家代码，例如 +86 138 0000 0000。
user-picture = 头像地址
user-picture-hint = 在这里保存地址后，登录不会再更改头像。
user-notes = 供应用使用的备注
user-custom-data = 自定义数据
user-custom-data-hint = 供程序读写的 JSON 对象。
user-further = 更多资料
user-further-hint = JSON 对象，可含 givenName、birthdate 等字段。
user-name-long = 姓名最多 128 个字符。
user-username-form = 用户名只含字母、数字和下划线，不以数字开头，最多 128 个字符。
user-username-taken = 这个用户名已被其他人使用。
user-email-form = 邮箱形如 iris@acme.example，最多 128 个字符。
user-email-taken = 这个邮箱已被其他人使用。
user-phone-form = 手机号为 5 到 20 位数字，含国家代码。
user-phone-taken = 这个手机号已被其他人使用。
user-picture-form = 地址以 https:// 开头，最多 2048 个字符。
user-json-form = 这不是 JSON 对象。正确的形式如 { $value }。
user-json-long = 最多 64 kB。
user-empty = 空
user-meanwhile = 期间有其他人更改了这个账号。
user-meanwhile-body = 尚未保存。你输入的内容在下方；当前已保存的是：
user-meanwhile-theirs = 放弃我的更改
user-meanwhile-mine = 保存我的更改

## What can be done

user-account = 账号
user-suspend = 停用
user-suspend-title = 停用账号
user-suspend-body = 无法再登录此账号，已登录的会话也不再有效。数据不会丢失。
user-suspend-instead = 改为停用
user-resume = 恢复
user-resume-title = 恢复账号
user-resume-body = 该用户可以重新登录，之前的会话重新有效。
user-export = 导出
user-export-title = 导出此人的数据
user-export-body = 包含所保存的全部内容的文件，不含机密。导出会被记录。
user-delete = 删除
user-delete-title = 删除账号
user-delete-hint = 会先显示将被删除的内容。
user-delete-question = 删除 { $name }？
user-delete-what = 以下内容将永久删除
user-delete-profile = 资料、头像和所有备注。
user-delete-ways =
    { $count ->
        [0] 没有登录方式。
       *[other] { $count } 种登录方式。
    }
user-delete-sessions =
    { $count ->
        [0] 没有会话，当前无人登录。
       *[other] { $count } 个会话，相应的浏览器会立即退出登录。
    }
user-delete-consents =
    { $count ->
        [0] 各应用的所有令牌。
       *[other] 各应用的所有令牌，以及对 { $count } 个第三方应用的授权。
    }
user-delete-stays = 登录次数仍计入统计，但不再关联此人。你删除账号的记录会保留在更改历史中。
user-delete-again = 之后通过同一平台再来的人会被视为新用户。
user-confirm = 要删除账号，请输入姓名：{ $name }
user-confirm-label = 该用户的姓名
user-confirm-wrong = 请按显示的内容完整输入姓名。
user-keep = 保留
user-created = 已创建 { $name }。
user-saved = 已保存 { $name }。
user-unchanged = 没有变化。
user-suspended-done = { $name } 已停用。
user-resumed-done = { $name } 可以重新登录。
user-unlinked = 已移除 { $name } 的登录方式。
user-session-ended = 该浏览器已退出登录。
user-sessions-ended =
    { $count ->
       *[other] { $count } 个浏览器已退出登录。
    }
user-deleted = { $name } 已删除。
user-nothing-done = 它此前已不存在，没有更改任何内容。

## Ways to sign in

user-ways-none = 未绑定第三方账号
user-ways-none-body = 该用户登录后可在账号页面添加；程序可通过 Management API 添加。
user-way-nameless = 没有昵称
user-way-linked = 绑定时间
user-way-made-account = 账号由此创建。
user-way-added-later = 后来添加。
user-way-used = 最近使用
user-way-union-id = Union ID
user-way-open-id = Open ID
user-way-raw = 原始数据
user-way-unlink = 解绑
user-way-unlink-title = 解绑登录方式
user-way-unlink-what = { $name } 将无法再用它登录。之后用它再来的人会被视为新用户。
user-way-unlink-stays = 账号、姓名和会话都会保留。
user-way-last = 这是唯一的登录方式。
user-way-last-body = 没有它，{ $name } 将永远无法登录。有两种办法：
user-way-last-add = 该用户登录后，在账号页面添加另一种方式，之后即可解绑这一种。
user-way-last-delete = 如果此人不应再登录，可停用或删除账号。

## Sessions

sessions-none = 当前无人登录。
sessions-suspended = 账号已停用，以下会话目前均无效。
session-device = { $system } 上的 { $browser }
session-device-unknown = 未知浏览器
session-since = 登录于
session-until = 自动结束于
session-end = 退出登录
session-end-all = 全部退出登录
session-end-hint = 应用会保留其离线访问的权限。
