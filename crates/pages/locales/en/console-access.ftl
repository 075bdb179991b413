## Signing in to the console

console-sign-in = Sign in to the console
console-sign-in-button = Sign in
sign-in-problem = Not signed in
email = E-mail address
password = Password
sign-in-wrong = The e-mail address or the password is another one.
sign-in-wrong-body = Check both. Capital letters in the password count.
sign-in-too-often = That was tried too often.
sign-in-too-often-body =
    { $minutes ->
        [one] Wait a minute, then try again.
       *[other] Wait { $minutes } minutes, then try again.
    }
sign-in-busy = Many people sign in right now.
sign-in-busy-body = Try again in a few seconds.
sign-in-cookies = Your browser sends no cookies back.
sign-in-cookies-body = Allow cookies for this address, then try again.
no-administrator = This server has no administrator yet.
no-administrator-body = Open the set-up link that the server printed when it started. A restart prints a new one.

## Coming in by a link

setup = Set up this server
setup-body = You become the owner of this server: you may change everything and add others.
welcome = Welcome to the console
welcome-body = You sign in with { $email } from now on. Choose a password for it.
your-name = Your name
email-hint = You sign in with it. No mail is sent.
password-hint = At least 10 characters. Several words are easier to remember than signs.
create-owner = Create owner
start-using = Start
admin-name-missing = A name that the other administrators know you by.
admin-name-long = A name has up to 100 characters.
email-wrong = An e-mail address looks like iris@acme.example.
password-short = A password has at least 10 characters.
password-long = A password has up to 200 characters.
link-used = This link no longer works
link-used-body = It was used already, or is too old. Whoever runs the server can get a new one.

## What one may not do

not-found = There is no such page
not-found-body = It may have moved, or what it showed was deleted.
not-allowed = Only owners may do that
not-allowed-body = Your role is viewer: you see everything and change nothing. These people are owners:
form-old = This form is from another time
form-old-body = Nothing was changed. Open the page again and send the form once more.
gone = It is no longer there
gone-body = Somebody deleted it in the meantime. Nothing was changed.
failed = That did not work
failed-body = The cause is on this server. Nothing was lost. Try again in a moment.

## A form that waited

draft-kept = Your session had ended. What you typed is kept for 15 minutes and waits for you.
resume = Your changes are still here
resume-body = Your session ended before they were saved. Save them now?
resume-now = Save them now
resume-not = Drop them
