## サインイン方法の追加

to-link = 以前と同じ方法でサインインしてください
to-link-body = サインインすると、このWeChatアカウントを追加できます。
link-question = このWeChatアカウントをあなたのアカウントに追加しますか？
link-body = 追加すると、ここにWeChatでサインインできます。
link-add = アカウントにWeChatを追加
link-leave = 追加しない

## アカウント

account = あなたのアカウント
back-to-account = アカウントに戻る
wechat-user = WeChatユーザー
account-vendor-wechat = WeChat
account-profile = プロフィール
account-name-hint = サインインするアプリケーションに表示されます。
account-save-name = 名前を保存
account-remove-picture = 画像を削除
account-ways = サインイン方法
account-ways-none = 再びサインインする方法がありません。サインアウトする前に追加してください。
account-way-linked = { $date }に追加
account-way-used = { $date }に最後に使用
account-add-way = 別の方法を追加
account-add-way-wechat = WeChatを追加
account-add-way-other = { $name }を追加
account-sessions = サインイン中のブラウザー
account-device = { $system }の{ $browser }
account-unknown-browser = ブラウザー
account-this-browser = このブラウザー
account-signed-in-on = { $date }にサインイン
account-sign-out-others = ほかのすべてからサインアウト
account-applications = アカウントの使用を許可したアプリケーション
account-allowed-on = { $date }に許可
account-revoke = 許可をやめる

## いま行ったこと

account-done-saved = 名前を保存しました。
account-done-picture-removed = 画像を削除しました。自動では元に戻りません。
account-done-linked = これからこの方法でサインインできます。
account-done-unlinked = このサインイン方法を削除しました。
account-done-signed-out-one = そのブラウザーをサインアウトしました。
account-done-signed-out-others = ほかのすべてのブラウザーをサインアウトしました。
account-done-revoked = このアプリケーションはあなたのアカウントを使えなくなりました。

## 連携の解除

account-unlink = 連携を解除
account-unlink-wechat = このWeChatアカウントの連携を解除しますか？
account-unlink-other = { $name }の連携を解除しますか？
account-unlink-body = 解除すると、これではここにサインインできません。ここのアカウントも、連携先のアカウントも残ります。
account-unlink-last = これがただ一つのサインイン方法です
account-unlink-last-body = 解除すると、誰もこのアカウントにサインインできなくなります。先に別の方法を追加するか、アカウントを削除してください。

## アカウントの削除

account-delete = アカウントを削除
account-delete-question = アカウントを削除しますか？
account-delete-goes = 削除されるもの
account-delete-profile = 名前と画像
account-delete-ways = { $count ->
    [0] サインイン方法（登録なし）
   *[other] サインイン方法 { $count } 件
}
account-delete-sessions = { $count ->
   *[other] { $count } 個のブラウザーのサインイン
}
account-delete-applications = { $count ->
   *[other] { $count } 個のアプリケーションへの許可
}
account-delete-stays = 残るもの
account-delete-stays-vendor = あなたのWeChatアカウント
account-delete-stays-applications = アプリケーションが保存している情報。削除はそれぞれに依頼してください。
account-delete-stays-counts = 名前を含まないサインインの回数
account-delete-final = すぐに削除され、元に戻せません。
account-delete-word = 削除
account-delete-type = 確認のため「{ $word }」と入力してください
account-delete-wrong = ここにあるとおりに「{ $word }」と入力してください
account-delete-not-confirmed = 未確認
account-deleted = アカウントを削除しました
account-deleted-body = ここにあったあなたの情報はすべてなくなり、サインアウトしました。このページを閉じてかまいません。
