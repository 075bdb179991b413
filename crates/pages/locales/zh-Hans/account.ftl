## 添加登录方式

to-link = 请用你以前的方式登录
to-link-body = 登录后就可以绑定这个微信号。
link-question = 将这个微信号绑定到你的账号吗？
link-body = 绑定后，你可以用它登录这里。
link-add = 将微信绑定到我的账号
link-leave = 不绑定

## 账号

account = 你的账号
back-to-account = 返回你的账号
wechat-user = 微信用户
account-vendor-wechat = 微信
account-profile = 个人资料
account-name-hint = 你登录的应用可以看到这个名字。
account-save-name = 保存名字
account-remove-picture = 移除头像
account-ways = 登录方式
account-ways-none = 你没有可以再次登录的方式。请在退出之前添加一种。
account-way-linked = 添加于 { $date }
account-way-used = 上次使用 { $date }
account-add-way = 添加其他登录方式
account-add-way-wechat = 添加微信
account-add-way-other = 添加 { $name }
account-sessions = 已登录的设备
account-device = { $system } 上的 { $browser }
account-unknown-browser = 一个浏览器
account-this-browser = 当前浏览器
account-signed-in-on = 登录于 { $date }
account-sign-out-others = 退出其他所有设备
account-applications = 可以使用你账号的应用
account-allowed-on = 允许于 { $date }
account-revoke = 停止允许

## 刚刚完成的操作

account-done-saved = 名字已保存。
account-done-picture-removed = 头像已移除，不会自动恢复。
account-done-linked = 现在可以用这种方式登录了。
account-done-unlinked = 这种登录方式已移除。
account-done-signed-out-one = 那个浏览器已退出登录。
account-done-signed-out-others = 其他浏览器都已退出登录。
account-done-revoked = 这个应用不能再使用你的账号。

## 解除绑定

account-unlink = 解除绑定
account-unlink-wechat = 解除这个微信号的绑定吗？
account-unlink-other = 解除 { $name } 的绑定吗？
account-unlink-body = 解除后，不能再用它登录这里。你在这里的账号和你在对方的账号都会保留。
account-unlink-last = 这是你唯一的登录方式
account-unlink-last-body = 解除后，没有人能再登录这个账号。请先添加其他登录方式，或者删除账号。

## 删除账号

account-delete = 删除我的账号
account-delete-question = 删除你的账号吗？
account-delete-goes = 以下内容会被删除
account-delete-profile = 你的名字和头像
account-delete-ways = { $count ->
    [0] 没有登录方式可删除
   *[other] { $count } 种登录方式
}
account-delete-sessions = { $count ->
   *[other] { $count } 个浏览器会退出登录
}
account-delete-applications = { $count ->
   *[other] { $count } 个应用失去你给的许可
}
account-delete-stays = 以下内容会保留
account-delete-stays-vendor = 你的微信号
account-delete-stays-applications = 各应用自己保存的信息。请让它们删除。
account-delete-stays-counts = 登录次数的统计，不含你的名字
account-delete-final = 删除立即生效，无法恢复。
account-delete-word = 删除
account-delete-type = 输入“{ $word }”来确认
account-delete-wrong = 请输入“{ $word }”，与这里显示的一致
account-delete-not-confirmed = 尚未确认
account-deleted = 你的账号已删除
account-deleted-body = 你在这里的一切都已删除，并且已退出登录。可以关闭这个页面。
