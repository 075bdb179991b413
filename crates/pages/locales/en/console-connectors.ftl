## Connectors

connector = Connector
connector-add = Add connector
connector-new = Add { $name }
connector-new-body = What to do at WeChat is on the left, what belongs here on the right.
connector-on = On the sign-in page
connector-off = Off
connector-health = Health
connector-people = People
connector-last-sign-in = Last sign-in
connector-switch = Show { $name } on the sign-in page
connector-switch-save = Save
connector-try = Try a sign-in
connector-tabs = Pages of this connector
connector-tab-settings = Settings
connector-tab-guide = Setup guide
connector-tab-sign-ins = Sign-ins
connector-tab-history = Change history
connector-delete = Delete connector
connectors-empty = Let people sign in with accounts they already have.
connectors-empty-body = A connector leads to a vendor such as WeChat and back.
connectors-empty-add = Add WeChat
connectors-empty-simulator = See it with the simulator first
choice-on = On
choice-off = Off
choice-yes = Yes
choice-no = No
nobody-yet = Nobody yet
more-than = More than { $count }
health-fine = Fine
health-to-fix =
    { $count ->
        [one] 1 thing to fix
       *[other] { $count } things to fix
    }
health-not-checked = Not checked yet
health-waiting = Waiting for its keys
health-simulator = Simulator

## What was done

connector-added = { $name } is added. It is off until you turn it on.
connector-saved = { $name } is saved and checked.
connector-unchanged = { $name } was the same already. It is checked.
connector-checked = { $name } is checked.
connector-turned-on = { $name } is on the sign-in page of every application.
connector-turned-off = { $name } is off. Nobody can sign in with it.
connector-not-set-up = { $name } has no keys yet, so it stays off.
connector-moved = The button of { $name } has another place.
connector-waiting = { $name } waits for the review. You can come back any time.
connector-not-waiting = { $name } waits no longer. Enter its keys.
connector-deleted = { $name } is deleted.
connector-kept = { $name } keeps the keys it had.

## Adding one

kind-added =
    { $count ->
        [one] Added
       *[other] Added { $count } times
    }
kind-web = For websites
kind-native = For mobile applications
kind-needs = What you need
kind-needs-web = An organisation, a public domain with https, and a verified account on the WeChat Open Platform.
kind-needs-native = A mobile application, and a verified account on the WeChat Open Platform.
kind-takes = How long it takes
kind-takes-days = Days for WeChat's review, then three minutes here.
kind-phones = On phones
kind-phones-web = A second screen shows the code. Inside WeChat a service account helps.
kind-phones-native = WeChat opens on the same phone.

## Keys

keys-title = Keys from the WeChat Open Platform
connector-place = These keys belong to
connector-place-hint = The other place needs other keys. To try beside a live one, add a second connector.
place-wechat = WeChat
place-simulator = Simulator
simulator-open = Simulator, for browsers
simulator-open-hint = Scheme, host and port, such as http://localhost:3002.
simulator-api = Simulator, for this server
simulator-api-hint = Only where this server reaches it at another address.
simulator-wrong = The address has a scheme, a host and a port only: http://localhost:3002.
client-id = App ID
client-id-hint = It starts with wx and has 18 characters.
client-id-missing = App ID is missing. The app's page on the Open Platform shows it.
client-id-length = App ID starts with wx and has 18 characters. This one has { $value }.
client-id-shape = App ID is wx and 16 of the characters 0-9 and a-f, in lower case.
client-id-same = A service account has an App ID of its own. This one is the website app's.
client-secret = App secret
client-secret-hint = WeChat shows it once, when it is made or reset. Spaces around it are removed.
client-secret-missing = App secret is missing. WeChat shows it once, when it is made or reset.
client-secret-long = App secret has 32 characters. This one has far more.
client-secret-again = Another App ID or another place needs its secret again. The stored one is not sent there.
secret-saved = One is saved.
secret-saved-ends = The saved one ends in { $end }.
secret-saved-since = The saved one is from { $date }.
secret-saved-ends-since = The saved one ends in { $end } and is from { $date }.
secret-keep = Leave this empty to keep it.
secret-odd =
    { $count ->
        [one] It has 1 character. WeChat's have 32 of 0-9 and a-f.
       *[other] It has { $count } characters. WeChat's have 32 of 0-9 and a-f.
    }
in-wechat-title = Inside WeChat
in-wechat-body = For people who open your site in WeChat itself. It takes the keys of a verified service account.
in-wechat-client-id = App ID of the service account
in-wechat-client-id-hint = Leave it empty to offer nothing inside WeChat on phones.
in-wechat-client-secret = App secret of the service account
connector-scope = Scope
connector-scope-hint = It counts inside WeChat only. Scanning a code always uses snsapi_login; WeChat accepts nothing else there.
scope-default = Default
scope-userinfo = snsapi_userinfo: asks, and gives nickname and picture
scope-base = snsapi_base: asks nothing, and gives only the open id
scope-wrong = Scope is empty, snsapi_userinfo or snsapi_base.
universal-links = Universal Link
universal-links-hint = The link by which iOS opens your application. Android needs none.
universal-links-wrong = A Universal Link starts with https and has no fragment.

## What WeChat needs

give-title = Give this to WeChat
give-body = Website info, field Authorization callback domain ({ $field }). No https:// and no path.
callback-domain = Callback domain
callback-domain-hint = Exactly this: no https://, no path, no port.
callback-title = Full callback address, for your own records
callback-url = Callback address
callback-hint = WeChat does not ask for it. There is one for each connector.

## When someone signs in

rules-title = When someone signs in
sync-profile = Nickname and picture
sync-profile-first = Copy at sign-up only
sync-profile-every = Copy at every sign-in
sync-profile-hint = A name that the person edited here is never overwritten.
in-wechat-rule = Opened inside the WeChat app
in-wechat-explain = Explain how to open a browser
in-wechat-hide = Hide the button
in-wechat-rule-hint = With a service account, people sign in inside WeChat instead.
connector-sign-up = New people
sign-up-follow = As the sign-in page says
sign-up-never = Never create accounts
connector-more = For special cases
open-platform = Open Platform account
open-platform-hint = Any name. Connectors with the same one know the same people by their union ids.
open-platform-wrong = The name has up to 64 characters and no line breaks.
require-union-id = Turn away people without a union id
require-union-id-hint = WeChat gives one once the app is bound to an Open Platform account.
require-union-id-wrong = snsapi_base never gives a union id. Leave the scope empty, or turn this off.
store-tokens = Keep WeChat's tokens
store-tokens-hint = Sealed, for programs that ask WeChat about a person later. No address here gives them out.
save-and-check = Save and check

## Setup check

check-title = Setup check
check-now = Check now
check-again = Check again
check-none = Nobody has checked this connector yet.
check-needs-keys = Enter its keys first.
check-asking = Asking WeChat.
check-still = Still working.
check-failed = The check gave no answer.
check-try-again = Try again
check-at = Checked
check-nobody = No user was involved.
check-pass = Passed
check-warning = Look at this
check-fail = Failed
check-could-not-tell = Could not tell
check-not-run = Not run
fix-field = Open the field
fix-guide = Open the guide
fix-settings = Open the settings

## Its button

button-place = Button { $at } of { $of }.
button-order = Change order
button-up = Up
button-down = Down
button-none = It has no button now. Turn it on to show one.
native-no-button = It has no button. Your application names it with direct_sign_in=social:{ $id }.

## Guide

guide-step-1 = 1. Account
guide-step-2 = 2. Create the app
guide-step-3 = 3. Keys
guide-step-4 = 4. Check, turn on, try
guide-step-4-body = Check the set-up without any person, show the button, then try the real way.
guide-step-4-later = Once the keys are saved, this page checks them and lets you turn the connector on.
guide-days = WeChat needs days for this. The simulator needs none.
guide-meanwhile = Build with the simulator meanwhile
guide-in-simulator = Do this in the simulator
guide-have-keys = I have the keys
guide-submitted = I have submitted it
guide-submitted-hint = Saves this place, so you can leave for days and come back.
guide-waiting-since = Waiting for review since
guide-any-news = That is three days or more. Look whether the mail with the result has come.
guide-reviewed = The review is over
guide-enter-keys = Enter the keys
step-to-do = To do
step-done = Done
step-waiting = Waiting

## Sign-ins

sign-ins-title = How sign-ins went
sign-ins-all = All sign-ins
sign-ins-none = Nobody has tried to sign in within 7 days.
sign-ins-how = Result
sign-ins-day = 24 hours
sign-ins-week = 7 days
sign-ins-started = Sent to WeChat
sign-ins-signed-in = Signed in
sign-ins-refused = Refused
sign-ins-failed = Failed
sign-ins-blocked = Blocked
sign-ins-lost = Did not come back
sign-ins-open = Under way
sign-ins-failures = The latest that did not work

## Before new keys take effect

review-to-wechat = Switch to WeChat?
review-to-simulator = Switch to the simulator?
review-keys = Use these keys?
review-body = Nothing has changed yet. This is what the check says about the new keys.
review-fails = With these keys people could not sign in. Keep the old ones until this is fixed.
review-use = Use the new keys
review-keep = Keep the old keys

## Two administrators

conflict-title = Changed by two people
conflict-by = { $name } changed it while you were here:
conflict-body = Nothing of yours is lost. Choose for each field, then save.
conflict-mine = Keep mine
conflict-theirs = Use theirs
conflict-empty = empty
conflict-typed-secret = the one you typed
conflict-stored-secret = the stored one
conflict-drop = Drop mine

## Deleting

delete-title = Delete { $name }?
delete-people =
    { $count ->
        [one] 1 person signs in with it.
       *[other] { $count } people sign in with it.
    }
delete-many-people = More than { $count } people sign in with it.
delete-stranded =
    { $count ->
        [one] 1 of them has no other way.
       *[other] { $count } of them have no other way.
    }
delete-many-stranded = More than { $count } of them have no other way.
delete-keys = Its keys and its settings are gone for good.
delete-stays = The people stay, with everything that is theirs.
delete-rather-off = Turning it off has the same effect on the sign-in page, and can be undone.
delete-turn-off = Turn off instead
delete-type = Type { $name } to delete it although people lose access.
delete-name = Name of the connector
delete-name-wrong = The name is { $value }.
delete-not = Do not delete
