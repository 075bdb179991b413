## Around every page

page-sign-in = 登入
skip = 跳至主要內容
language = 語言
test-mode = 測試模式。
test-mode-body = 這裡的微信是本機模擬器。
test-mode-open = 開啟模擬器
help = 說明
privacy = 隱私權
terms = 條款

## The ways to sign in

sign-in = 登入
sign-in-to-app = 登入 { $app }
with-wechat = 使用微信登入
with-other = 使用 { $name } 登入
last-used = 上次使用
way-simulated = 模擬器
terms-in-sentence = 使用條款
privacy-in-sentence = 隱私權政策
agree-to-both = 我同意{ $terms }和{ $privacy }
agree-to-terms = 我同意{ $terms }
agree-to-privacy = 我同意{ $privacy }
by-signing-in-both = 登入即表示你同意{ $terms }和{ $privacy }。
by-signing-in-terms = 登入即表示你同意{ $terms }。
by-signing-in-privacy = 登入即表示你同意{ $privacy }。
not-agreed = 勾選後才能繼續
did-not-come-back = 微信登入尚未完成
did-not-come-back-others = 如果微信頁面顯示了錯誤，可以先改用其他方式登入。
did-not-come-back-only = 可以再試一次。如果微信頁面顯示了錯誤，請告知本站管理員。
no-ways = 目前無法在這裡登入
no-ways-body = 尚未開啟任何登入方式。本站管理員可以開啟。

## Waiting

finishing = 正在完成登入
finishing-body = 微信已確認是你本人，正在等待你的個人資料。
finishing-safe = 重新整理頁面不會有影響。
continue = 繼續

## What can end a sign-in

not-set-up = 微信登入目前無法使用
not-set-up-body = 這是我們的設定問題，與你的帳號無關。如果沒有其他登入方式，請告知本站管理員。
not-finished = 這次登入沒有完成
not-finished-body = 微信的確認只能使用一次，幾分鐘內有效。重新掃描即可取得新的確認。
profile-not-shared = 微信沒有提供你的個人資料
profile-not-shared-body = 這是我們的設定問題，與你的帳號無關。如果再次發生，請告知本站管理員。
preview = 這只是頁面的預覽
preview-body = 微信還沒有告訴我們你是誰。請點一下右下角的「{ $menu }」，然後再登入。
not-answering = 微信目前沒有回應
not-answering-body = 你的帳號沒有問題。稍後再試即可。
busy = 微信忙碌中
busy-body = 你的帳號沒有問題。一分鐘後再試即可。
restricted = 微信限制了這個微信帳號
restricted-body = 可以向微信了解原因，或改用其他方式登入。
suspended = 這個帳號已停用
suspended-body = 可以向本站管理員了解原因。你的微信帳號沒有問題。
cancelled = 你已在手機上取消
cancelled-body = 沒有分享任何資料。可以再試一次，或改用其他方式登入。
turned-off = 這種登入方式已關閉
turned-off-body = 本站不再提供這種登入方式，請改用其他方式登入。
too-often = 嘗試次數過多
too-often-body = 一分鐘後再試即可。你的帳號沒有問題。
already-used = 這個微信帳號已連結到這裡的另一個帳號
already-used-body = 沒有做任何變更。可以改用那個帳號，或繼續使用目前登入的帳號。
unexpected = 這次登入沒能完成
unexpected-body = 原因在我們這邊，與你無關。可以再試一次；如果再次中斷，請告知本站管理員。
scan-again = 重新掃描
try-again = 再試一次
use-another-way = 改用其他方式
reference = 參考編號
reference-hint = 尋求協助時請提供這個編號。
copy = 複製
copied = 已複製
for-administrator = 管理員資訊

## Starting again

old-link = 請重新開始登入
old-link-body = 這個頁面開啟太久，或來自書籤。你的帳號沒有問題。
other-browser = 請在你的瀏覽器中重新登入
other-browser-body = 這次登入是在另一個瀏覽器或應用程式中開始的，或者 Cookie 已經遺失。你的帳號沒有問題。
cookies = 瀏覽器封鎖了本站的 Cookie
cookies-body = 登入需要一個 Cookie，才能確認一直是你本人。
cookies-step-settings = 開啟網址列開頭的網站設定
cookies-step-allow = 允許本站使用 Cookie
cookies-step-again = 從應用程式重新開始登入
open-application-again = 請在這個瀏覽器中重新開啟應用程式，再從那裡登入。
go-to-app = 前往 { $app }
go-to-application = 前往應用程式

## Wrong requests of an application

unknown-application = 本站不認識這個應用程式
unknown-application-body = 帶你來到這裡的連結，指向一個沒有註冊的應用程式。
redirect-uri = 這次登入已被攔下
redirect-uri-body = 應用程式要求把你帶到一個沒有為它登記的位址。
malformed = 無法讀取這個請求
malformed-body = 應用程式送來的請求不完整或無效。
too-long = 這個請求太長
too-long-body = 應用程式送來的請求超過本站接受的長度。
tell-application = 可以返回再試一次。如果再次發生，請告知這個應用程式的管理員。
for-developer = 應用程式開發者資訊

## Signed in, signed out

signed-in = 你已登入
signed-in-body = 這次登入已經完成，可以關閉這個頁面。
signed-out = 你已登出
signed-out-body = 這個瀏覽器已登出本站。其他已開啟的應用程式可能要重新整理後才會登出。
signed-out-wechat = 你手機上的微信仍保持登入。
back-to-app = 返回 { $app }
back-to-application = 返回應用程式
sign-out-question = 要登出嗎？
sign-out-body = 登出後，需要在這個瀏覽器中重新登入才能繼續。
sign-out = 登出
stay-signed-in = 保持登入
signed-in-as = 目前帳號：{ $name }

## New here

first-time = 首次使用這個微信帳號
wechat-account = 微信帳號
confirmed-just-now = 微信，剛剛確認
used-before = 你以前來過這裡嗎？
used-app-before = 你以前用過 { $app } 嗎？
add-wechat = 用過，將微信連結到我的帳號
add-wechat-hint = 登入一次，證明帳號是你的
create-account = 沒用過，建立新帳號
create-account-hint = 只需幾秒
not-this-person = 不是 { $name }？改用其他微信帳號
another-wechat-account = 改用其他微信帳號
no-account = 還沒有帳號
no-account-body = 這裡的帳號由本站管理員建立。可以向管理員申請，或改用其他方式登入。
no-account-of-organisation = 這裡的帳號由 { $organisation } 建立。可以向對方申請，或改用其他方式登入。
one-more-thing = 還差一步
name-needed = 本站需要一個對你的稱呼，可以任意填寫。
name-needed-by-app = { $app } 需要一個對你的稱呼，可以任意填寫。
display-name = 名稱
name-missing = 名稱至少要有一個看得見的字元
name-too-long = 名稱最多 { $most } 個字元
sign-in-with-that-account = 使用那個帳號登入
keep-this-account = 繼續使用目前的帳號
which-account = 你想使用哪個帳號？
continue-as = 以 { $name } 的身分繼續
switch-to = 切換到 { $name }
use-another-account = 使用其他帳號

## Phones

continue-in-browser = 請在瀏覽器中繼續
continue-in-browser-body = 你正在微信裡，手機無法掃描自己螢幕上的 QR Code。
step-menu = 點一下右上角的 ···
step-open = 選擇「用瀏覽器開啟」（{ $menu }）
link = 或在瀏覽器中開啟這個連結
copy-link = 複製連結
second-screen = 微信登入需要另一個螢幕
second-screen-body = 請在電腦或其他裝置上登入，再用這支手機掃描那裡的 QR Code。
second-screen-album = 微信不接受截圖或相簿裡的 QR Code。
show-code = 仍然顯示 QR Code
back-to-sign-in = 返回登入頁面

## Consent

consent-title = 允許存取
consent = 允許這個應用程式使用你的帳號嗎？
consent-app = 允許 { $app } 使用你的帳號嗎？
permissions = 它可以
scope-openid = 知道哪個帳號是你的
scope-profile = 查看你的暱稱和頭像
scope-email = 查看你的電子郵件地址
scope-phone = 查看你的電話號碼
scope-offline-access = 在你離開時保持登入
scope-address = 查看你的通訊地址
scope-roles = 查看你的角色
scope-of-api = { $allows }（{ $api }）
scope-api = 以你的名義使用 { $api }
scope-other = 使用 { $scope }
allow = 允許
do-not-allow = 不允許
consent-next = 接下來前往 { $destination }。
not-you = 不是你？改用其他帳號

## Devices without a browser

device-code = 輸入裝置上的代碼
device-code-label = 代碼
device-code-hint = 裝置上會顯示八個字母，不分大小寫。
device-code-form = 代碼由八個字母組成，例如 WDJB-MJHT
device-code-unknown = 沒有裝置在等待這個代碼。請在裝置上查看新的代碼。
device-code-too-often = 錯誤的代碼太多。15 分鐘後再試。
device-confirm-title = 在裝置上登入
device-confirm = 允許裝置上的這個應用程式使用你的帳號嗎？
device-confirm-app = 允許裝置上的 { $app } 使用你的帳號嗎？
device-same-code = 你的裝置必須顯示相同的代碼
device-warning = 只有當這是你本人在眼前的裝置上開始的，才能允許。如果代碼或連結是別人傳給你的，請拒絕。
device-refuse = 拒絕
device-allowed = 回到你的裝置
device-allowed-body = 幾秒後它會自動繼續。你可以關閉這個頁面。
device-refused = 已拒絕該裝置
device-refused-body = 它不能使用你的帳號。你可以關閉這個頁面。

## The server itself

unavailable = 目前無法登入
unavailable-body = 伺服器忙碌或正在重新啟動。你的帳號沒有問題。幾秒後再試即可。

## The code on a page of ours

scan = 請用微信掃描 QR Code
scan-frame = 顯示 QR Code 的微信頁面
scan-own-page = 在微信自己的頁面上開啟

## Trying a sign-in, for administrators

trial = 試登入
trial-body = 你會看到傳回的內容。不會登入任何人，也不會建立帳號。
trial-start = 現在試一次
trial-worked = 登入可以使用
trial-failed = 登入還不能使用
trial-no-name = 沒有暱稱
trial-people-see = 使用者會看到
trial-you-see = 給你的說明
trial-nobody = 沒有登入任何人，也沒有建立帳號。
step-sent-away = 已前往對方頁面
step-came-back = 已返回
step-code-exchanged = 已兌換授權碼
step-profile-read = 已讀取個人資料
