## 新增登入方式

to-link = 請用你以前的方式登入
to-link-body = 登入後就可以連結這個微信帳號。
link-question = 將這個微信帳號連結到你的帳號嗎？
link-body = 連結後，你可以用它登入這裡。
link-add = 將微信連結到我的帳號
link-leave = 不連結

## 帳號

account = 你的帳號
back-to-account = 返回你的帳號
wechat-user = 微信使用者
account-vendor-wechat = 微信
account-profile = 個人資料
account-name-hint = 你登入的應用程式可以看到這個名字。
account-save-name = 儲存名字
account-remove-picture = 移除頭像
account-ways = 登入方式
account-ways-none = 你沒有可以再次登入的方式。請在登出之前新增一種。
account-way-linked = 新增於 { $date }
account-way-used = 上次使用 { $date }
account-add-way = 新增其他登入方式
account-add-way-wechat = 新增微信
account-add-way-other = 新增 { $name }
account-sessions = 已登入的裝置
account-device = { $system } 上的 { $browser }
account-unknown-browser = 一個瀏覽器
account-this-browser = 目前的瀏覽器
account-signed-in-on = 登入於 { $date }
account-sign-out-others = 登出其他所有裝置
account-applications = 可以使用你帳號的應用程式
account-allowed-on = 允許於 { $date }
account-revoke = 停止允許

## 剛剛完成的操作

account-done-saved = 名字已儲存。
account-done-picture-removed = 頭像已移除，不會自動恢復。
account-done-linked = 現在可以用這種方式登入了。
account-done-unlinked = 這種登入方式已移除。
account-done-signed-out-one = 那個瀏覽器已登出。
account-done-signed-out-others = 其他瀏覽器都已登出。
account-done-revoked = 這個應用程式不能再使用你的帳號。

## 解除連結

account-unlink = 解除連結
account-unlink-wechat = 解除這個微信帳號的連結嗎？
account-unlink-other = 解除 { $name } 的連結嗎？
account-unlink-body = 解除後，不能再用它登入這裡。你在這裡的帳號和你在對方的帳號都會保留。
account-unlink-last = 這是你唯一的登入方式
account-unlink-last-body = 解除後，沒有人能再登入這個帳號。請先新增其他登入方式，或者刪除帳號。

## 刪除帳號

account-delete = 刪除我的帳號
account-delete-question = 刪除你的帳號嗎？
account-delete-goes = 以下內容會被刪除
account-delete-profile = 你的名字和頭像
account-delete-ways = { $count ->
    [0] 沒有登入方式可刪除
   *[other] { $count } 種登入方式
}
account-delete-sessions = { $count ->
   *[other] { $count } 個瀏覽器會登出
}
account-delete-applications = { $count ->
   *[other] { $count } 個應用程式失去你給的許可
}
account-delete-stays = 以下內容會保留
account-delete-stays-vendor = 你的微信帳號
account-delete-stays-applications = 各應用程式自己保存的資料。請要求它們刪除。
account-delete-stays-counts = 登入次數的統計，不含你的名字
account-delete-final = 刪除立即生效，無法復原。
account-delete-word = 刪除
account-delete-type = 輸入「{ $word }」來確認
account-delete-wrong = 請輸入「{ $word }」，與這裡顯示的一致
account-delete-not-confirmed = 尚未確認
account-deleted = 你的帳號已刪除
account-deleted-body = 你在這裡的一切都已刪除，並且已登出。可以關閉這個頁面。
