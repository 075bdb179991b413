## Around every page

page-sign-in = Sign in
skip = Skip to the content
language = Language
test-mode = Test mode.
test-mode-body = WeChat here is the local simulator.
test-mode-open = Open it
help = Help
privacy = Privacy
terms = Terms

## The ways to sign in

sign-in = Sign in
sign-in-to-app = Sign in to { $app }
with-wechat = Continue with WeChat
with-other = Continue with { $name }
last-used = Last used
way-simulated = Simulator
terms-in-sentence = terms of use
privacy-in-sentence = privacy policy
agree-to-both = I agree to the { $terms } and the { $privacy }
agree-to-terms = I agree to the { $terms }
agree-to-privacy = I agree to the { $privacy }
by-signing-in-both = By signing in, you agree to the { $terms } and the { $privacy }.
by-signing-in-terms = By signing in, you agree to the { $terms }.
by-signing-in-privacy = By signing in, you agree to the { $privacy }.
not-agreed = Tick the box to agree
did-not-come-back = You have not finished with WeChat
did-not-come-back-others = If WeChat showed an error, use another way for now.
did-not-come-back-only = Try again. If WeChat showed an error, tell the people who run this site.
no-ways = Nobody can sign in here yet
no-ways-body = No way to sign in is turned on. The people who run this site can change that.

## Waiting

finishing = Finishing sign-in
finishing-body = WeChat has confirmed it is you. We are waiting for your profile.
finishing-safe = Reloading is safe.
continue = Continue

## What can end a sign-in

not-set-up = WeChat sign-in is not set up correctly
not-set-up-body = This is on our side, not yours. If you have no other way to sign in, tell the people who run this site.
not-finished = That sign-in could not be finished
not-finished-body = The confirmation from WeChat can be used once and for a few minutes. Scan again to get a new one.
profile-not-shared = WeChat did not share your profile with us
profile-not-shared-body = This is on our side, not yours. If it happens again, tell the people who run this site.
preview = This is only a preview of the page
preview-body = WeChat has not shown us who you are. Tap { $menu } at the bottom right, then sign in.
not-answering = WeChat is not answering
not-answering-body = Your account is fine. Try again in a moment.
busy = WeChat is busy
busy-body = Your account is fine. Try again in a minute.
restricted = WeChat has restricted this WeChat account
restricted-body = Ask WeChat about it, or sign in another way.
suspended = This account is suspended
suspended-body = Whoever runs this site can tell you why. Nothing is wrong with your WeChat account.
cancelled = You cancelled on your phone
cancelled-body = Nothing was shared. You can try again, or sign in another way.
turned-off = This way to sign in is turned off
turned-off-body = The people who run this site no longer offer it. Use another way to sign in.
too-often = Too many tries
too-often-body = Try again in a minute. Nothing is wrong with your account.
already-used = This WeChat account is already used by another account here
already-used-body = Nothing was changed. Use that account instead, or keep the one you are signed in with.
unexpected = This sign-in could not be finished
unexpected-body = The cause is on our side, not yours. Try again. If it stops again, tell the people who run this site.
scan-again = Scan again
try-again = Try again
use-another-way = Use another way
reference = Reference
reference-hint = Quote the reference when you ask for help.
copy = Copy
copied = Copied
for-administrator = For the administrator

## Starting again

old-link = Start sign-in again
old-link-body = This page was open for too long, or came from a bookmark. Nothing is wrong with your account.
other-browser = Start sign-in again in your browser
other-browser-body = This sign-in began in another browser or app, or its cookie is gone. Nothing is wrong with your account.
cookies = Your browser blocks cookies for this site
cookies-body = Sign-in needs a cookie to know that it is still you.
cookies-step-settings = Open the site settings at the start of the address bar
cookies-step-allow = Allow cookies for this site
cookies-step-again = Start again from the application
open-application-again = Open the application again in this browser and sign in from there.
go-to-app = Go to { $app }
go-to-application = Go to the application

## Wrong requests of an application

unknown-application = This server does not know that application
unknown-application-body = The link that brought you here names an application that is not registered.
redirect-uri = This sign-in was stopped
redirect-uri-body = The application asked to send you to an address that is not registered for it.
malformed = This request cannot be read
malformed-body = The application sent a request that is incomplete or not valid.
too-long = This request is too long
too-long-body = The application sent a request that is longer than this server accepts.
tell-application = Go back and try again. If it happens again, tell the people who run the application.
for-developer = For the developer of the application

## Signed in, signed out

signed-in = You are signed in
signed-in-body = This sign-in is already finished. You can close this page.
signed-out = You are signed out
signed-out-body = This browser is signed out here. Other applications that are open may not notice until you reload them.
signed-out-wechat = You are still signed in to WeChat on your phone.
back-to-app = Back to { $app }
back-to-application = Back to the application
sign-out-question = Sign out?
sign-out-body = To come back, you will have to sign in again in this browser.
sign-out = Sign out
stay-signed-in = Stay signed in
signed-in-as = Signed in as { $name }

## New here

first-time = First time with this WeChat account
wechat-account = A WeChat account
confirmed-just-now = WeChat, confirmed just now
used-before = Have you been here before?
used-app-before = Have you used { $app } before?
add-wechat = Yes, add WeChat to my account
add-wechat-hint = Sign in once to prove it is yours
create-account = No, create a new account
create-account-hint = Takes a few seconds
not-this-person = Not { $name }? Use another WeChat account
another-wechat-account = Use another WeChat account
no-account = No account yet
no-account-body = The people who run this site create accounts themselves. Ask them for one, or sign in another way.
no-account-of-organisation = { $organisation } creates accounts itself. Ask there for one, or sign in another way.
one-more-thing = One more thing
name-needed = This site needs a name to call you by. You can choose any.
name-needed-by-app = { $app } needs a name to call you by. You can choose any.
display-name = Name
name-missing = Enter a name with at least one visible character
name-too-long = A name has at most { $most } characters
sign-in-with-that-account = Sign in with that account
keep-this-account = Keep using this one
which-account = Which account do you want to use?
continue-as = Continue as { $name }
switch-to = Switch to { $name }
use-another-account = Use another account

## Phones

continue-in-browser = Continue in your browser
continue-in-browser-body = You are inside WeChat, and a phone cannot scan a code on its own screen.
step-menu = Tap ··· at the top right
step-open = Choose Open in browser ({ $menu })
link = Or open this link in your browser
copy-link = Copy the link
second-screen = WeChat needs a second screen
second-screen-body = Sign in on a computer or another screen, and scan the code there with this phone.
second-screen-album = WeChat refuses codes from a screenshot or the photo album.
show-code = Show the code anyway
back-to-sign-in = Back to sign-in

## Consent

consent-title = Allow access
consent = Let this application use your account?
consent-app = Let { $app } use your account?
permissions = What it can do
scope-openid = Know which account is yours
scope-profile = See your nickname and picture
scope-email = See your email address
scope-phone = See your phone number
scope-offline-access = Stay signed in while you are away
scope-address = See your postal address
scope-roles = See your roles
scope-of-api = { $allows } ({ $api })
scope-api = Use { $api } in your name
scope-other = Use { $scope }
allow = Allow
do-not-allow = Do not allow
consent-next = You go to { $destination } next.
not-you = Not you? Use another account

## Devices without a browser

device-code = Enter the code from your device
device-code-label = Code
device-code-hint = Your device shows eight letters. Capital or small letters are the same.
device-code-form = A code has eight letters, such as WDJB-MJHT
device-code-unknown = No device waits with this code. Look at the device for a new one.
device-code-too-often = Too many wrong codes. Try again in 15 minutes.
device-confirm-title = Sign in on your device
device-confirm = Let this application on your device use your account?
device-confirm-app = Let { $app } on your device use your account?
device-same-code = Your device has to show the same code
device-warning = Allow this only if you started it yourself, on a device in front of you. If somebody sent you a code or a link, refuse.
device-refuse = Refuse
device-allowed = Go back to your device
device-allowed-body = It goes on by itself in a few seconds. You can close this page.
device-refused = The device is refused
device-refused-body = It cannot use your account. You can close this page.

## The server itself

unavailable = Sign-in is not available for the moment
unavailable-body = The server is busy or restarting. Your account is fine. Try again in a few seconds.

## The code on a page of ours

scan = Scan with WeChat
scan-frame = WeChat’s page with the code
scan-own-page = Open it on WeChat’s own page

## Trying a sign-in, for administrators

trial = Try a sign-in
trial-body = You see what comes back. Nobody is signed in, and no account is made.
trial-start = Try it now
trial-worked = The sign-in works
trial-failed = The sign-in does not work yet
trial-no-name = No nickname
trial-people-see = People would see
trial-you-see = For you
trial-nobody = Nobody was signed in, and no account was made.
step-sent-away = Sent to the other side
step-came-back = Came back
step-code-exchanged = Code exchanged
step-profile-read = Profile read
