## One more way to sign in

to-link = Sign in the way you did before
to-link-body = Then you can add this WeChat account.
link-question = Add this WeChat account to your account?
link-body = From now on you can sign in with it here.
link-add = Add WeChat to my account
link-leave = Do not add it

## The account

account = Your account
back-to-account = Back to your account
wechat-user = WeChat user
account-vendor-wechat = WeChat
account-profile = Profile
account-name-hint = Applications that you sign in to can see it.
account-save-name = Save the name
account-remove-picture = Remove the picture
account-ways = Ways to sign in
account-ways-none = You have no way to sign in again. Add one before you sign out.
account-way-linked = Added on { $date }
account-way-used = Last used on { $date }
account-add-way = Add another way
account-add-way-wechat = Add WeChat
account-add-way-other = Add { $name }
account-sessions = Where you are signed in
account-device = { $browser } on { $system }
account-unknown-browser = A browser
account-this-browser = This browser
account-signed-in-on = Signed in on { $date }
account-sign-out-others = Sign out everywhere else
account-applications = Applications that may use your account
account-allowed-on = Allowed on { $date }
account-revoke = Stop allowing

## What has just been done

account-done-saved = Your name is saved.
account-done-picture-removed = Your picture is removed. It does not come back by itself.
account-done-linked = You can sign in this way from now on.
account-done-unlinked = That way to sign in is removed.
account-done-signed-out-one = That browser is signed out.
account-done-signed-out-others = All other browsers are signed out.
account-done-revoked = That application may no longer use your account.

## The end of a way to sign in

account-unlink = Unlink
account-unlink-wechat = Unlink this WeChat account?
account-unlink-other = Unlink { $name }?
account-unlink-body = You can no longer sign in with it here. Your account stays, and so does the account you have there.
account-unlink-last = This is your only way in
account-unlink-last-body = Without it, nobody could sign in to this account again. Add another way first, or delete the account.

## The end of the account

account-delete = Delete my account
account-delete-question = Delete your account?
account-delete-goes = This goes
account-delete-profile = Your name and your picture
account-delete-ways = { $count ->
    [0] No way to sign in, because there is none
    [one] Your way to sign in
   *[other] All { $count } ways to sign in
}
account-delete-sessions = { $count ->
    [one] You are signed out of this browser
   *[other] You are signed out of all { $count } browsers
}
account-delete-applications = { $count ->
    [one] One application loses what you allowed
   *[other] { $count } applications lose what you allowed
}
account-delete-stays = This stays
account-delete-stays-vendor = Your WeChat account
account-delete-stays-applications = What applications keep about you. Ask them to delete it.
account-delete-stays-counts = How many sign-ins there were, without your name
account-delete-final = It happens at once and cannot be undone.
account-delete-word = delete
account-delete-type = Type { $word } to confirm
account-delete-wrong = Type { $word }, exactly as it stands here
account-delete-not-confirmed = Not confirmed
account-deleted = Your account is deleted
account-deleted-body = Everything of yours here is gone, and you are signed out. You can close this page.
