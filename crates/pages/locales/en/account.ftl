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
vendor-wechat = WeChat
profile = Profile
name-hint = Applications that you sign in to can see it.
save-name = Save the name
remove-picture = Remove the picture
ways = Ways to sign in
ways-none = You have no way to sign in again. Add one before you sign out.
way-linked = Added on { $date }
way-used = Last used on { $date }
add-way = Add another way
add-way-wechat = Add WeChat
add-way-other = Add { $name }
sessions = Where you are signed in
device = { $browser } on { $system }
unknown-browser = A browser
this-browser = This browser
signed-in-on = Signed in on { $date }
sign-out-others = Sign out everywhere else
applications = Applications that may use your account
allowed-on = Allowed on { $date }
revoke = Stop allowing

## What has just been done

done-saved = Your name is saved.
done-picture-removed = Your picture is removed. It does not come back by itself.
done-linked = You can sign in this way from now on.
done-unlinked = That way to sign in is removed.
done-signed-out-one = That browser is signed out.
done-signed-out-others = All other browsers are signed out.
done-revoked = That application may no longer use your account.

## The end of a way to sign in

unlink = Unlink
unlink-wechat = Unlink this WeChat account?
unlink-other = Unlink { $name }?
unlink-body = You can no longer sign in with it here. Your account stays, and so does the account you have there.
unlink-last = This is your only way in
unlink-last-body = Without it, nobody could sign in to this account again. Add another way first, or delete the account.

## The end of the account

delete-account = Delete my account
delete-question = Delete your account?
delete-goes = This goes
delete-profile = Your name and your picture
delete-ways = { $count ->
    [0] No way to sign in, because there is none
    [one] Your way to sign in
   *[other] All { $count } ways to sign in
}
delete-sessions = { $count ->
    [one] You are signed out of this browser
   *[other] You are signed out of all { $count } browsers
}
delete-applications = { $count ->
    [one] One application loses what you allowed
   *[other] { $count } applications lose what you allowed
}
delete-stays = This stays
delete-stays-vendor = Your WeChat account
delete-stays-applications = What applications keep about you. Ask them to delete it.
delete-stays-counts = How many sign-ins there were, without your name
delete-final = It happens at once and cannot be undone.
delete-word = delete
delete-type = Type { $word } to confirm
delete-wrong = Type { $word }, exactly as it stands here
delete-not-confirmed = Not confirmed
deleted = Your account is deleted
deleted-body = Everything of yours here is gone, and you are signed out. You can close this page.
