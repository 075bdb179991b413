## Around every page

page-sign-in = 로그인
skip = 본문으로 건너뛰기
language = 언어
test-mode = 테스트 모드.
test-mode-body = 여기의 WeChat은 로컬 시뮬레이터입니다.
test-mode-open = 열기
help = 도움말
privacy = 개인정보
terms = 약관

## The ways to sign in

sign-in = 로그인
sign-in-to-app = { $app }에 로그인
with-wechat = WeChat으로 계속하기
with-other = { $name } 계정으로 계속하기
last-used = 최근 사용
way-simulated = 시뮬레이터
terms-in-sentence = 이용약관
privacy-in-sentence = 개인정보 처리방침
agree-to-both = { $terms }과 { $privacy }에 동의합니다
agree-to-terms = { $terms }에 동의합니다
agree-to-privacy = { $privacy }에 동의합니다
by-signing-in-both = 로그인하면 { $terms }과 { $privacy }에 동의하는 것입니다.
by-signing-in-terms = 로그인하면 { $terms }에 동의하는 것입니다.
by-signing-in-privacy = 로그인하면 { $privacy }에 동의하는 것입니다.
not-agreed = 동의하려면 상자를 선택하세요
did-not-come-back = WeChat에서 아직 끝나지 않았습니다
did-not-come-back-others = WeChat에 오류가 표시되었다면 우선 다른 방법을 사용하세요.
did-not-come-back-only = 다시 시도하세요. WeChat에 오류가 표시되었다면 사이트 관리자에게 알려 주세요.
no-ways = 지금은 여기에서 로그인할 수 없습니다
no-ways-body = 켜져 있는 로그인 방법이 없습니다. 사이트 관리자가 바꿀 수 있습니다.

## Waiting

finishing = 로그인을 마치는 중
finishing-body = WeChat에서 본인을 확인했습니다. 프로필을 기다리고 있습니다.
finishing-safe = 새로 고쳐도 괜찮습니다.
continue = 계속

## What can end a sign-in

not-set-up = WeChat 로그인이 올바르게 설정되지 않았습니다
not-set-up-body = 원인은 저희 쪽에 있으며 계정에는 문제가 없습니다. 다른 로그인 방법이 없다면 사이트 관리자에게 알려 주세요.
not-finished = 로그인을 마치지 못했습니다
not-finished-body = WeChat의 확인은 한 번만, 몇 분 동안만 쓸 수 있습니다. 다시 스캔하면 새로 받을 수 있습니다.
profile-not-shared = WeChat에서 프로필을 보내지 않았습니다
profile-not-shared-body = 원인은 저희 쪽에 있으며 계정에는 문제가 없습니다. 다시 발생하면 사이트 관리자에게 알려 주세요.
preview = 이 화면은 페이지 미리보기입니다
preview-body = WeChat에서 아직 누구인지 알려 주지 않았습니다. 오른쪽 아래의 ‘{ $menu }’ 버튼을 누른 다음 로그인하세요.
not-answering = WeChat이 응답하지 않습니다
not-answering-body = 계정에는 문제가 없습니다. 잠시 후 다시 시도하세요.
busy = WeChat이 혼잡합니다
busy-body = 계정에는 문제가 없습니다. 1분 후에 다시 시도하세요.
restricted = WeChat에서 이 WeChat 계정을 제한했습니다
restricted-body = WeChat에 문의하거나 다른 방법으로 로그인하세요.
suspended = 이 계정은 정지되었습니다
suspended-body = 이유는 사이트 관리자에게 문의하세요. WeChat 계정에는 문제가 없습니다.
cancelled = 휴대전화에서 취소했습니다
cancelled-body = 공유된 정보는 없습니다. 다시 시도하거나 다른 방법으로 로그인할 수 있습니다.
turned-off = 이 로그인 방법은 꺼져 있습니다
turned-off-body = 이 사이트에서 더는 제공하지 않습니다. 다른 방법으로 로그인하세요.
too-often = 시도 횟수가 너무 많습니다
too-often-body = 1분 후에 다시 시도하세요. 계정에는 문제가 없습니다.
already-used = 이 WeChat 계정은 여기의 다른 계정에서 사용 중입니다
already-used-body = 바뀐 내용은 없습니다. 그 계정을 사용하거나 지금 로그인한 계정을 계속 사용할 수 있습니다.
unexpected = 로그인이 중단되었습니다
unexpected-body = 원인은 저희 쪽에 있으며 계정에는 문제가 없습니다. 다시 시도하세요. 또 중단되면 사이트 관리자에게 알려 주세요.
scan-again = 다시 스캔하기
try-again = 다시 시도
use-another-way = 다른 방법 사용하기
reference = 참조 번호
reference-hint = 도움을 요청할 때 이 번호를 알려 주세요.
copy = 복사
copied = 복사됨
for-administrator = 관리자용 정보

## Starting again

old-link = 로그인을 다시 시작하세요
old-link-body = 이 페이지가 너무 오래 열려 있었거나 북마크에서 열렸습니다. 계정에는 문제가 없습니다.
other-browser = 사용하는 브라우저에서 로그인을 다시 시작하세요
other-browser-body = 이 로그인은 다른 브라우저나 앱에서 시작되었거나 쿠키가 사라졌습니다. 계정에는 문제가 없습니다.
cookies = 브라우저가 이 사이트의 쿠키를 차단합니다
cookies-body = 로그인하려면 같은 사람인지 확인하는 쿠키가 필요합니다.
cookies-step-settings = 주소창 앞쪽에서 사이트 설정을 여세요
cookies-step-allow = 이 사이트의 쿠키를 허용하세요
cookies-step-again = 애플리케이션에서 다시 시작하세요
open-application-again = 이 브라우저에서 애플리케이션을 다시 열고 그곳에서 로그인하세요.
go-to-app = { $app } 열기
go-to-application = 애플리케이션 열기

## Wrong requests of an application

unknown-application = 이 서버가 알지 못하는 애플리케이션입니다
unknown-application-body = 여기로 온 링크가 등록되지 않은 애플리케이션을 가리킵니다.
redirect-uri = 이 로그인은 중단되었습니다
redirect-uri-body = 애플리케이션이 등록되지 않은 주소로 이동하도록 요청했습니다.
malformed = 이 요청을 읽을 수 없습니다
malformed-body = 애플리케이션이 보낸 요청이 완전하지 않거나 유효하지 않습니다.
too-long = 이 요청은 너무 깁니다
too-long-body = 애플리케이션이 보낸 요청이 이 서버가 받는 길이를 넘습니다.
tell-application = 돌아가서 다시 시도하세요. 다시 발생하면 애플리케이션 관리자에게 알려 주세요.
for-developer = 애플리케이션 개발자용 정보

## Signed in, signed out

signed-in = 로그인되어 있습니다
signed-in-body = 이 로그인은 이미 끝났습니다. 이 페이지를 닫아도 됩니다.
signed-out = 로그아웃되었습니다
signed-out-body = 이 브라우저는 여기에서 로그아웃되었습니다. 열려 있는 다른 애플리케이션은 새로 고칠 때까지 알지 못할 수 있습니다.
signed-out-wechat = 휴대전화의 WeChat은 로그인된 상태로 남아 있습니다.
back-to-app = { $app } 화면으로 돌아가기
back-to-application = 애플리케이션으로 돌아가기
sign-out-question = 로그아웃할까요?
sign-out-body = 다시 사용하려면 이 브라우저에서 다시 로그인해야 합니다.
sign-out = 로그아웃
stay-signed-in = 로그인 유지
signed-in-as = { $name } 계정으로 로그인됨

## New here

first-time = 이 WeChat 계정으로 처음 로그인
wechat-account = WeChat 계정
confirmed-just-now = WeChat에서 방금 확인함
used-before = 이전에 여기를 이용한 적이 있습니까?
used-app-before = 이전에 { $app } 서비스를 이용한 적이 있습니까?
add-wechat = 예, 내 계정에 WeChat 추가
add-wechat-hint = 한 번 로그인하여 본인 계정임을 증명하세요
create-account = 아니요, 새 계정 만들기
create-account-hint = 몇 초면 됩니다
not-this-person = { $name } 계정이 아닙니까? 다른 WeChat 계정 사용하기
another-wechat-account = 다른 WeChat 계정 사용하기
no-account = 아직 계정이 없습니다
no-account-body = 계정은 사이트 관리자가 만듭니다. 관리자에게 요청하거나 다른 방법으로 로그인하세요.
no-account-of-organisation = 계정은 { $organisation }에서 만듭니다. 그곳에 요청하거나 다른 방법으로 로그인하세요.
one-more-thing = 한 가지만 더
name-needed = 이 사이트에서 부를 이름이 필요합니다. 자유롭게 정할 수 있습니다.
name-needed-by-app = { $app }에서 부를 이름이 필요합니다. 자유롭게 정할 수 있습니다.
display-name = 이름
name-missing = 이름에는 보이는 글자가 하나 이상 있어야 합니다
name-too-long = 이름은 최대 { $most }자입니다
sign-in-with-that-account = 그 계정으로 로그인
keep-this-account = 지금 계정 계속 사용하기
which-account = 어떤 계정을 사용하시겠습니까?
continue-as = { $name } 계정으로 계속하기
switch-to = { $name } 계정으로 전환
use-another-account = 다른 계정 사용하기

## Phones

continue-in-browser = 브라우저에서 계속하세요
continue-in-browser-body = 지금은 WeChat 안이며, 휴대전화는 자기 화면의 코드를 스캔할 수 없습니다.
step-menu = 오른쪽 위의 ···을 누르세요
step-open = ‘브라우저에서 열기’({ $menu })를 선택하세요
link = 또는 브라우저에서 이 링크 열기
copy-link = 링크 복사
second-screen = WeChat에는 다른 화면이 필요합니다
second-screen-body = 컴퓨터나 다른 화면에서 로그인하고, 그곳의 코드를 이 휴대전화로 스캔하세요.
second-screen-album = WeChat은 스크린샷이나 사진 앨범의 코드를 받지 않습니다.
show-code = 그래도 코드 보기
back-to-sign-in = 로그인으로 돌아가기

## Consent

consent-title = 접근 허용
consent = 이 애플리케이션이 계정을 사용하도록 허용하시겠습니까?
consent-app = { $app }에 계정 사용을 허용하시겠습니까?
permissions = 할 수 있는 일
scope-openid = 어떤 계정이 본인 것인지 알기
scope-profile = 닉네임과 사진 보기
scope-email = 이메일 주소 보기
scope-phone = 전화번호 보기
scope-offline-access = 자리를 비운 동안 로그인 유지
scope-address = 우편 주소 보기
scope-roles = 역할 보기
scope-of-api = { $allows } ({ $api })
scope-api = 본인 이름으로 { $api } 사용
scope-other = { $scope } 사용
allow = 허용
do-not-allow = 허용 안 함
consent-next = 다음으로 이동하는 곳: { $destination }
not-you = 본인이 아닙니까? 다른 계정 사용하기

## Devices without a browser

device-code = 기기의 코드 입력
device-code-label = 코드
device-code-hint = 기기에 영문자 여덟 자가 표시됩니다. 대문자와 소문자는 구분하지 않습니다.
device-code-form = 코드는 WDJB-MJHT처럼 영문자 여덟 자입니다
device-code-unknown = 이 코드로 기다리는 기기가 없습니다. 기기에서 새 코드를 확인하세요.
device-code-too-often = 틀린 코드가 너무 많습니다. 15분 후에 다시 시도하세요.
device-confirm-title = 기기에서 로그인
device-confirm = 기기의 이 애플리케이션에 계정 사용을 허용하시겠습니까?
device-confirm-app = 기기의 { $app }에 계정 사용을 허용하시겠습니까?
device-same-code = 기기에 같은 코드가 표시되어야 합니다
device-warning = 눈앞의 기기에서 직접 시작한 경우에만 허용하세요. 누군가 코드나 링크를 보냈다면 거부하세요.
device-refuse = 거부
device-allowed = 기기로 돌아가세요
device-allowed-body = 몇 초 후 저절로 계속됩니다. 이 페이지를 닫아도 됩니다.
device-refused = 기기를 거부했습니다
device-refused-body = 기기가 계정을 사용할 수 없습니다. 이 페이지를 닫아도 됩니다.

## The server itself

unavailable = 지금은 로그인할 수 없습니다
unavailable-body = 서버가 혼잡하거나 다시 시작하는 중입니다. 계정에는 문제가 없습니다. 몇 초 후에 다시 시도하세요.

## The code on a page of ours

scan = WeChat으로 스캔하세요
scan-frame = 코드가 있는 WeChat 페이지
scan-own-page = WeChat 자체 페이지에서 열기

## Trying a sign-in, for administrators

trial = 로그인 시험하기
trial-body = 돌아온 내용을 볼 수 있습니다. 아무도 로그인되지 않으며 계정도 만들어지지 않습니다.
trial-start = 지금 시험하기
trial-worked = 로그인이 작동합니다
trial-failed = 로그인이 아직 작동하지 않습니다
trial-no-name = 닉네임 없음
trial-people-see = 이용자에게 보이는 내용
trial-you-see = 관리자에게 보이는 내용
trial-nobody = 아무도 로그인되지 않았고 계정도 만들어지지 않았습니다.
step-sent-away = 상대 페이지로 이동
step-came-back = 돌아옴
step-code-exchanged = 코드 교환
step-profile-read = 프로필 읽기
