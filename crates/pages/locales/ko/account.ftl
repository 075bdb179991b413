## 로그인 방법 추가

to-link = 예전에 쓰던 방법으로 로그인하십시오
to-link-body = 로그인하면 이 WeChat 계정을 추가할 수 있습니다.
link-question = 이 WeChat 계정을 내 계정에 추가하시겠습니까?
link-body = 추가하면 이곳에 WeChat으로 로그인할 수 있습니다.
link-add = 내 계정에 WeChat 추가
link-leave = 추가하지 않음

## 계정

account = 내 계정
back-to-account = 내 계정으로 돌아가기
wechat-user = WeChat 사용자
account-vendor-wechat = WeChat
account-profile = 프로필
account-name-hint = 로그인하는 애플리케이션이 이 이름을 볼 수 있습니다.
account-save-name = 이름 저장
account-remove-picture = 사진 삭제
account-ways = 로그인 방법
account-ways-none = 다시 로그인할 방법이 없습니다. 로그아웃하기 전에 추가하십시오.
account-way-linked = 추가: { $date }
account-way-used = 마지막 사용: { $date }
account-add-way = 다른 방법 추가
account-add-way-wechat = WeChat 추가
account-add-way-other = { $name } 추가
account-sessions = 로그인된 브라우저
account-device = { $system }의 { $browser }
account-unknown-browser = 브라우저
account-this-browser = 이 브라우저
account-signed-in-on = 로그인: { $date }
account-sign-out-others = 다른 모든 곳에서 로그아웃
account-applications = 내 계정을 사용할 수 있는 애플리케이션
account-allowed-on = 허용: { $date }
account-revoke = 허용 중지

## 방금 한 일

account-done-saved = 이름을 저장했습니다.
account-done-picture-removed = 사진을 삭제했습니다. 저절로 되돌아오지 않습니다.
account-done-linked = 이제 이 방법으로 로그인할 수 있습니다.
account-done-unlinked = 이 로그인 방법을 삭제했습니다.
account-done-signed-out-one = 그 브라우저에서 로그아웃했습니다.
account-done-signed-out-others = 다른 모든 브라우저에서 로그아웃했습니다.
account-done-revoked = 이 애플리케이션은 더 이상 내 계정을 사용할 수 없습니다.

## 연결 해제

account-unlink = 연결 해제
account-unlink-wechat = 이 WeChat 계정의 연결을 해제하시겠습니까?
account-unlink-other = { $name } 연결을 해제하시겠습니까?
account-unlink-body = 해제하면 이것으로 이곳에 로그인할 수 없습니다. 이곳의 계정과 그쪽의 계정은 그대로 남습니다.
account-unlink-last = 유일한 로그인 방법입니다
account-unlink-last-body = 해제하면 아무도 이 계정에 다시 로그인할 수 없습니다. 먼저 다른 방법을 추가하거나 계정을 삭제하십시오.

## 계정 삭제

account-delete = 내 계정 삭제
account-delete-question = 계정을 삭제하시겠습니까?
account-delete-goes = 삭제되는 것
account-delete-profile = 이름과 사진
account-delete-ways = { $count ->
    [0] 로그인 방법 없음
   *[other] 로그인 방법 { $count }개
}
account-delete-sessions = { $count ->
   *[other] 브라우저 { $count }개에서 로그아웃
}
account-delete-applications = { $count ->
   *[other] 애플리케이션 { $count }개에 준 허용
}
account-delete-stays = 남는 것
account-delete-stays-vendor = 내 WeChat 계정
account-delete-stays-applications = 애플리케이션이 보관하는 정보. 삭제는 그쪽에 요청하십시오.
account-delete-stays-counts = 이름이 없는 로그인 횟수
account-delete-final = 즉시 삭제되며 되돌릴 수 없습니다.
account-delete-word = 삭제
account-delete-type = 확인하려면 ‘{ $word }’를 입력하십시오
account-delete-wrong = 여기 있는 그대로 ‘{ $word }’를 입력하십시오
account-delete-not-confirmed = 확인되지 않음
account-deleted = 계정이 삭제되었습니다
account-deleted-body = 이곳에 있던 내 정보가 모두 사라졌고 로그아웃되었습니다. 이 페이지를 닫아도 됩니다.
