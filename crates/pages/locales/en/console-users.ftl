## The list of people

users-search = Find a person
users-search-hint = Name, nickname, user name, e-mail, phone, union id, open id, or the reference of a sign-in.
users-find = Find
users-show = Show
users-show-hint = A search looks through everybody, whatever is shown.
users-newest = Newest first
users-last-seen = Last seen first
users-suspended = Suspended
users-through = Through { $name }
users-count =
    { $count ->
        [one] One person
       *[other] { $count } people
    }
users-count-capped = More than { $count } people
users-by-id = Found by the id of the account.
users-by-reference = Found by the reference of a sign-in.
users-by-key = Found by an id at a vendor.
users-by-email = Found by the e-mail address.
users-by-phone = Found by the phone number.
users-none = People appear here when they first sign in.
users-none-body = You can also create somebody, who gets a way to sign in later.
users-nobody-matches = Nobody matches.
users-nobody-matches-body = Names are found by how their words begin. Ids and addresses are found as a whole.
users-show-all = Show everybody

## One person

user-person = Person
user-nameless = Person without a name
user-ways = Ways to sign in
user-no-way = None
user-more-ways = and { $count } more
user-last-seen = Last seen
user-never = Never
user-created-at = Created
user-suspended = Suspended
user-pages = Pages of this person
user-profile = Profile
user-sessions = Sessions
user-activity = Activity
user-facts = What is known
user-first-application = First application
user-id = User id
user-id-hint = The sub of tokens.
user-sign-ins = Latest sign-ins
user-no-sign-ins = No sign-in led to this account.
user-all-sign-ins = All sign-ins of this person
user-changes = Changes by administrators

## Fields

user-new = Create a person
user-new-body = The account has no way to sign in at first.
user-create = Create
user-name = Name
user-name-hint = Once you save a name here, no sign-in changes it.
user-username = User name
user-username-hint = Letters, digits and _, no digit first.
user-email = E-mail
user-phone = Phone
user-phone-hint = With the country code, such as +86 138 0000 0000.
user-picture = Address of the picture
user-picture-hint = Once you save an address here, no sign-in changes the picture.
user-notes = Notes for applications
user-custom-data = Custom data
user-custom-data-hint = A JSON object that programs read and write.
user-further = Further profile
user-further-hint = A JSON object with fields such as givenName or birthdate.
user-name-long = A name has up to 128 characters.
user-username-form = A user name has letters, digits and _ only, no digit first, and up to 128 characters.
user-username-taken = Somebody else has this user name.
user-email-form = An e-mail address looks like iris@acme.example and has up to 128 characters.
user-email-taken = Somebody else has this e-mail address.
user-phone-form = A phone number has 5 to 20 digits, with the country code.
user-phone-taken = Somebody else has this phone number.
user-picture-form = The address begins with https:// and has up to 2048 characters.
user-json-form = This is no JSON object. One looks like { $value }.
user-json-long = There is room for 64 kB.
user-empty = empty
user-meanwhile = Somebody else changed this account meanwhile.
user-meanwhile-body = Nothing is saved yet. What you typed is below; this is what is saved now:
user-meanwhile-theirs = Drop mine
user-meanwhile-mine = Save mine

## What can be done

user-account = Account
user-suspend = Suspend
user-suspend-title = Suspend the account
user-suspend-body = Nobody can sign in to it, and what is signed in does not count. Nothing is lost.
user-suspend-instead = Suspend it instead
user-resume = Resume
user-resume-title = Resume the account
user-resume-body = The person can sign in again. Sessions from before count again.
user-export = Export
user-export-title = Export this person's data
user-export-body = A file with everything that is kept, without secrets. The export is written down.
user-delete = Delete
user-delete-title = Delete the account
user-delete-hint = A page shows first what goes.
user-delete-question = Delete { $name }?
user-delete-what = This goes, for good
user-delete-profile = The profile, the picture and all notes.
user-delete-ways =
    { $count ->
        [0] No way to sign in.
        [one] One way to sign in.
       *[other] { $count } ways to sign in.
    }
user-delete-sessions =
    { $count ->
        [0] No session: nobody is signed in.
        [one] One session. The browser is signed out at once.
       *[other] { $count } sessions. The browsers are signed out at once.
    }
user-delete-consents =
    { $count ->
        [0] All tokens of applications.
        [one] All tokens of applications, and what one application of others was allowed.
       *[other] All tokens of applications, and what { $count } applications of others were allowed.
    }
user-delete-stays = Sign-ins stay in the figures, without the person. That you deleted the account stays in the change history.
user-delete-again = Whoever comes through the same vendor again is a stranger.
user-confirm = To delete the account, type its name: { $name }
user-confirm-label = Name of the person
user-confirm-wrong = Type the name exactly as it is shown.
user-keep = Keep it
user-created = { $name } is created.
user-saved = { $name } is saved.
user-unchanged = Nothing was different.
user-suspended-done = { $name } is suspended.
user-resumed-done = { $name } can sign in again.
user-unlinked = The way to sign in of { $name } is removed.
user-session-ended = The browser is signed out.
user-sessions-ended =
    { $count ->
        [one] One browser is signed out.
       *[other] { $count } browsers are signed out.
    }
user-deleted = { $name } is deleted.
user-nothing-done = It had gone before. Nothing was changed.

## Ways to sign in

user-ways-none = No outside account linked
user-ways-none-body = The person can add one on the account page once signed in. Programs can add one through the Management API.
user-way-nameless = No nickname
user-way-linked = Linked
user-way-made-account = The account was made with it.
user-way-added-later = It was added later.
user-way-used = Last used
user-way-union-id = Union id
user-way-open-id = Open id
user-way-raw = Raw data
user-way-unlink = Unlink
user-way-unlink-title = Unlink a way to sign in
user-way-unlink-what = { $name } cannot sign in with it any more. Whoever comes with it again is a stranger.
user-way-unlink-stays = The account stays, with its name and its sessions.
user-way-last = This is the only way in.
user-way-last-body = Without it { $name } could never sign in again. There are two ways forward:
user-way-last-add = The person signs in, opens the account page and adds another way. Then this one can go.
user-way-last-delete = If nobody is to sign in any more, suspend or delete the account.

## Sessions

sessions-none = Nobody is signed in.
sessions-suspended = The account is suspended, so none of these count now.
session-device = { $browser } on { $system }
session-device-unknown = Unknown browser
session-since = Signed in
session-until = Ends by itself
session-end = Sign out
session-end-all = Sign out everywhere
session-end-hint = Applications keep what they were given for access without a session.
