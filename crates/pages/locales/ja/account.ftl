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
vendor-wechat = WeChat
profile = プロフィール
name-hint = サインインするアプリケーションに表示されます。
save-name = 名前を保存
remove-picture = 画像を削除
ways = サインイン方法
ways-none = 再びサインインする方法がありません。サインアウトする前に追加してください。
way-linked = { $date }に追加
way-used = { $date }に最後に使用
add-way = 別の方法を追加
add-way-wechat = WeChatを追加
add-way-other = { $name }を追加
sessions = サインイン中のブラウザー
device = { $system }の{ $browser }
unknown-browser = ブラウザー
this-browser = このブラウザー
signed-in-on = { $date }にサインイン
sign-out-others = ほかのすべてからサインアウト
applications = アカウントの使用を許可したアプリケーション
allowed-on = { $date }に許可
revoke = 許可をやめる

## いま行ったこと

done-saved = 名前を保存しました。
done-picture-removed = 画像を削除しました。自動では元に戻りません。
done-linked = これからこの方法でサインインできます。
done-unlinked = このサインイン方法を削除しました。
done-signed-out-one = そのブラウザーをサインアウトしました。
done-signed-out-others = ほかのすべてのブラウザーをサインアウトしました。
done-revoked = このアプリケーションはあなたのアカウントを使えなくなりました。

## 連携の解除

unlink = 連携を解除
unlink-wechat = このWeChatアカウントの連携を解除しますか？
unlink-other = { $name }の連携を解除しますか？
unlink-body = 解除すると、これではここにサインインできません。ここのアカウントも、連携先のアカウントも残ります。
unlink-last = これがただ一つのサインイン方法です
unlink-last-body = 解除すると、誰もこのアカウントにサインインできなくなります。先に別の方法を追加するか、アカウントを削除してください。

## アカウントの削除

delete-account = アカウントを削除
delete-question = アカウントを削除しますか？
delete-goes = 削除されるもの
delete-profile = 名前と画像
delete-ways = { $count ->
    [0] サインイン方法（登録なし）
   *[other] サインイン方法 { $count } 件
}
delete-sessions = { $count ->
   *[other] { $count } 個のブラウザーのサインイン
}
delete-applications = { $count ->
   *[other] { $count } 個のアプリケーションへの許可
}
delete-stays = 残るもの
delete-stays-vendor = あなたのWeChatアカウント
delete-stays-applications = アプリケーションが保存している情報。削除はそれぞれに依頼してください。
delete-stays-counts = 名前を含まないサインインの回数
delete-final = すぐに削除され、元に戻せません。
delete-word = 削除
delete-type = 確認のため「{ $word }」と入力してください
delete-wrong = ここにあるとおりに「{ $word }」と入力してください
delete-not-confirmed = 未確認
deleted = アカウントを削除しました
deleted-body = ここにあったあなたの情報はすべてなくなり、サインアウトしました。このページを閉じてかまいません。
