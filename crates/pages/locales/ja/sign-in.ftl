## Around every page

page-sign-in = サインイン
skip = 本文へ移動
language = 言語
test-mode = テストモード。
test-mode-body = ここのWeChatはローカルのシミュレーターです。
test-mode-open = 開く
help = ヘルプ
privacy = プライバシー
terms = 規約

## The ways to sign in

sign-in = サインイン
sign-in-to-app = { $app } にサインイン
with-wechat = WeChatで続ける
with-other = { $name } で続ける
last-used = 前回使用
way-simulated = シミュレーター
terms-in-sentence = 利用規約
privacy-in-sentence = プライバシーポリシー
agree-to-both = { $terms }と{ $privacy }に同意します
agree-to-terms = { $terms }に同意します
agree-to-privacy = { $privacy }に同意します
by-signing-in-both = サインインすると、{ $terms }と{ $privacy }に同意したことになります。
by-signing-in-terms = サインインすると、{ $terms }に同意したことになります。
by-signing-in-privacy = サインインすると、{ $privacy }に同意したことになります。
not-agreed = 同意する場合はチェックを入れてください
did-not-come-back = WeChatでの操作がまだ終わっていません
did-not-come-back-others = WeChatにエラーが表示された場合は、他の方法を使ってください。
did-not-come-back-only = もう一度試してください。WeChatにエラーが表示された場合は、このサイトの管理者に知らせてください。
no-ways = 今はここでサインインできません
no-ways-body = 有効なサインイン方法がありません。このサイトの管理者が変更できます。

## Waiting

finishing = サインインを完了しています
finishing-body = WeChatで本人確認が済みました。プロフィールを待っています。
finishing-safe = 再読み込みしても問題ありません。
continue = 続ける

## What can end a sign-in

not-set-up = WeChatでのサインインは正しく設定されていません
not-set-up-body = 原因はこちら側にあり、あなたには問題ありません。他にサインインする方法がない場合は、このサイトの管理者に知らせてください。
not-finished = サインインを完了できませんでした
not-finished-body = WeChatの確認は一度だけ、数分間有効です。もう一度スキャンすると、新しい確認が得られます。
profile-not-shared = WeChatからプロフィールが届きませんでした
profile-not-shared-body = 原因はこちら側にあり、あなたには問題ありません。繰り返す場合は、このサイトの管理者に知らせてください。
preview = これはページのプレビューです
preview-body = WeChatからあなたの情報がまだ届いていません。右下の「{ $menu }」をタップしてから、サインインしてください。
not-answering = WeChatが応答していません
not-answering-body = あなたのアカウントに問題はありません。少し待ってから、もう一度試してください。
busy = WeChatが混み合っています
busy-body = あなたのアカウントに問題はありません。1分後にもう一度試してください。
restricted = このWeChatアカウントはWeChatによって制限されています
restricted-body = WeChatに問い合わせるか、他の方法でサインインしてください。
suspended = このアカウントは停止されています
suspended-body = 理由はこのサイトの管理者に問い合わせてください。WeChatアカウントに問題はありません。
cancelled = スマートフォンでキャンセルされました
cancelled-body = 何も共有されていません。もう一度試すか、他の方法でサインインできます。
turned-off = このサインイン方法は無効になっています
turned-off-body = このサイトでは提供されなくなりました。他の方法でサインインしてください。
too-often = 試行回数が多すぎます
too-often-body = 1分後にもう一度試してください。あなたのアカウントに問題はありません。
already-used = このWeChatアカウントは、ここの別のアカウントで使われています
already-used-body = 何も変更されていません。そのアカウントを使うことも、今のアカウントを使い続けることもできます。
unexpected = サインインが中断されました
unexpected-body = 原因はこちら側にあり、あなたには問題ありません。もう一度試してください。繰り返す場合は、このサイトの管理者に知らせてください。
scan-again = もう一度スキャンする
try-again = もう一度試す
use-another-way = 他の方法を使う
reference = 参照番号
reference-hint = 問い合わせの際は、この番号を伝えてください。
copy = コピー
copied = コピーしました
for-administrator = 管理者向け

## Starting again

old-link = サインインを最初からやり直してください
old-link-body = このページが長く開かれていたか、ブックマークから開かれました。あなたのアカウントに問題はありません。
other-browser = お使いのブラウザでサインインをやり直してください
other-browser-body = このサインインは別のブラウザやアプリで始まったか、Cookieが失われています。あなたのアカウントに問題はありません。
cookies = ブラウザがこのサイトのCookieをブロックしています
cookies-body = サインインには、同じ人であることを確認するためのCookieが必要です。
cookies-step-settings = アドレスバーの先頭からサイトの設定を開く
cookies-step-allow = このサイトのCookieを許可する
cookies-step-again = アプリケーションからもう一度始める
open-application-again = このブラウザでアプリケーションを開き直し、そこからサインインしてください。
go-to-app = { $app } へ移動
go-to-application = アプリケーションへ移動

## Wrong requests of an application

unknown-application = このサーバーに登録されていないアプリケーションです
unknown-application-body = ここに来たときのリンクが、登録されていないアプリケーションを示しています。
redirect-uri = このサインインは中止されました
redirect-uri-body = アプリケーションは、登録されていないアドレスへの移動を求めました。
malformed = このリクエストを読み取れません
malformed-body = アプリケーションから届いたリクエストが不完全か、無効です。
too-long = このリクエストは長すぎます
too-long-body = アプリケーションから届いたリクエストが、このサーバーの上限を超えています。
tell-application = 戻ってもう一度試してください。繰り返す場合は、アプリケーションの管理者に知らせてください。
for-developer = アプリケーションの開発者向け

## Signed in, signed out

signed-in = サインインしています
signed-in-body = このサインインはすでに完了しています。このページは閉じてかまいません。
signed-out = サインアウトしました
signed-out-body = このブラウザはここからサインアウトしました。開いている他のアプリケーションには、再読み込みするまで反映されないことがあります。
signed-out-wechat = スマートフォンのWeChatはサインインしたままです。
back-to-app = { $app } に戻る
back-to-application = アプリケーションに戻る
sign-out-question = サインアウトしますか？
sign-out-body = もう一度使うには、このブラウザでサインインし直す必要があります。
sign-out = サインアウト
stay-signed-in = サインインしたままにする
signed-in-as = { $name } としてサインイン中

## New here

first-time = このWeChatアカウントでの初回サインイン
wechat-account = WeChatアカウント
confirmed-just-now = WeChatで確認済み
used-before = 以前ここを利用しましたか？
used-app-before = 以前 { $app } を利用しましたか？
add-wechat = はい、アカウントにWeChatを追加
add-wechat-hint = 一度サインインして、ご自分のものだと証明します
create-account = いいえ、新しいアカウントを作成
create-account-hint = 数秒で終わります
not-this-person = { $name } さんではありませんか？ 別のWeChatアカウントを使う
another-wechat-account = 別のWeChatアカウントを使う
no-account = まだアカウントがありません
no-account-body = アカウントはこのサイトの管理者が作成します。管理者に依頼するか、他の方法でサインインしてください。
no-account-of-organisation = アカウントは { $organisation } が作成します。そちらに依頼するか、他の方法でサインインしてください。
one-more-thing = もう一つだけ
name-needed = このサイトでの呼び名が必要です。自由に決められます。
name-needed-by-app = { $app } での呼び名が必要です。自由に決められます。
display-name = 名前
name-missing = 名前には目に見える文字が1文字以上必要です
name-too-long = 名前は{ $most }文字までです
sign-in-with-that-account = そのアカウントでサインイン
keep-this-account = 今のアカウントを使い続ける
which-account = どのアカウントを使いますか？
continue-as = { $name } として続ける
switch-to = { $name } に切り替える
use-another-account = 別のアカウントを使う

## Phones

continue-in-browser = ブラウザで続けてください
continue-in-browser-body = 今はWeChatの中です。スマートフォンは自分の画面のコードをスキャンできません。
step-menu = 右上の ··· をタップ
step-open = 「ブラウザで開く」（{ $menu }）を選択
link = または、このリンクをブラウザで開く
copy-link = リンクをコピー
second-screen = WeChatにはもう一つの画面が必要です
second-screen-body = パソコンなどの別の画面でサインインし、そこに出るコードをこのスマートフォンでスキャンしてください。
second-screen-album = WeChatは、スクリーンショットや写真アルバムのコードを受け付けません。
show-code = それでもコードを表示する
back-to-sign-in = サインインに戻る

## Consent

consent-title = アクセスの許可
consent = このアプリケーションにアカウントの利用を許可しますか？
consent-app = { $app } にアカウントの利用を許可しますか？
permissions = できること
scope-openid = どのアカウントがあなたのものかを知る
scope-profile = ニックネームと写真を見る
scope-email = メールアドレスを見る
scope-phone = 電話番号を見る
scope-offline-access = あなたがいない間もサインインを保つ
scope-address = 住所を見る
scope-roles = ロールを見る
scope-of-api = { $allows }（{ $api }）
scope-api = あなたの名前で { $api } を使う
scope-other = { $scope } を使う
allow = 許可する
do-not-allow = 許可しない
consent-next = 次に { $destination } へ移動します。
not-you = ご本人ではありませんか？ 別のアカウントを使う

## Devices without a browser

device-code = デバイスのコードを入力
device-code-label = コード
device-code-hint = デバイスに 8 文字の英字が表示されています。大文字と小文字は区別しません。
device-code-form = コードは WDJB-MJHT のような 8 文字の英字です
device-code-unknown = このコードで待っているデバイスはありません。デバイスで新しいコードを確認してください。
device-code-too-often = 間違ったコードが多すぎます。15 分後にもう一度お試しください。
device-confirm-title = デバイスでサインイン
device-confirm = デバイス上のこのアプリケーションにアカウントの利用を許可しますか？
device-confirm-app = デバイス上の { $app } にアカウントの利用を許可しますか？
device-same-code = デバイスに同じコードが表示されている必要があります
device-warning = 目の前のデバイスでご自身が始めた場合だけ許可してください。誰かからコードやリンクが送られてきた場合は拒否してください。
device-refuse = 拒否する
device-allowed = デバイスに戻ってください
device-allowed-body = 数秒後に自動で続行します。このページは閉じてかまいません。
device-refused = デバイスを拒否しました
device-refused-body = デバイスはアカウントを利用できません。このページは閉じてかまいません。

## The server itself

unavailable = 今はサインインできません
unavailable-body = サーバーが混み合っているか、再起動中です。あなたのアカウントに問題はありません。数秒後にもう一度試してください。

## The code on a page of ours

scan = WeChatでスキャンしてください
scan-frame = コードを表示するWeChatのページ
scan-own-page = WeChatのページで開く

## Trying a sign-in, for administrators

trial = サインインを試す
trial-body = 返ってきた内容を確認できます。誰もサインインせず、アカウントも作られません。
trial-start = 今すぐ試す
trial-worked = サインインは機能しています
trial-failed = サインインはまだ機能していません
trial-no-name = ニックネームなし
trial-people-see = 利用者に見える内容
trial-you-see = 管理者向けの内容
trial-nobody = 誰もサインインせず、アカウントも作られていません。
step-sent-away = 相手のページへ移動
step-came-back = 戻ってきた
step-code-exchanged = コードを交換
step-profile-read = プロフィールを取得
