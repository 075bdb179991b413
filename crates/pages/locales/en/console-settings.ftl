## Parts of the settings

settings-general = General
settings-administrators = Owners and admins
settings-keys = Keys
settings-sessions = Sessions
settings-data = Data
settings-about = About
settings-me = You

## Somebody else was faster

settings-changed-by = { $who } changed this meanwhile.
settings-conflict-field = { $field }: it is { $theirs } now, you typed { $mine }.
settings-conflict-save = Nothing of yours is saved yet. Save to keep your values.
settings-conflict-theirs = Use theirs

## General

settings-saved = The settings are saved.
default-language = Language of the console
default-language-hint = For those whose browser asks for none of these languages. Everybody may choose another one.
first-steps = Show the first steps on Overview
first-steps-hint = They lead through the first sign-in, from the simulator to the application.
server-address = Public address
server-address-hint = People and applications reach this server here. It comes from the configuration, so nobody changes it by accident.
asking-address = Asking at the public address
still-asking = Still asking
address-unknown = Nobody could tell in 15 seconds.
check-address = Check the public address
address-check-again = Check again
address-here = { $address } leads to this server.
address-other = { $address } answers with status { $status }, but it is not this server.
address-other-fix = Look at the proxy in front of it, and at the name in the DNS.
address-nobody = { $address } does not lead to this server.
address-nobody-fix = Check that the name exists in the DNS, that the port is open, and that the certificate is valid.
another-address = Change the public address
another-address-body = Now it is { $address }. Type the new one to see what changes with it.
new-address = New address
new-address-hint = Scheme and host, and a port if it is an unusual one. No path.
address-wrong = An address looks like https://id.example.com.
address-same = This is the present address.
address-show-changes = Show what changes
address-changes = What changes
address-value = Value
address-now = Now
address-then = Then
callback-domain-of-wechat = Callback domain at WeChat
callback-of = Callback of { $connector }
issuer-of-tokens = Issuer
in-this-order = In this order
order-wechat = On WeChat’s platform, set { $label } to the new domain. WeChat accepts one domain, so sign-ins fail until the next step.
order-setting = Set { $setting } in the configuration file, or { $variable }, and restart every node.
order-applications = Give the new issuer to each application.
order-people = People sign in once more, because cookies belong to the old address.
who-runs-it = Who runs this server
who-runs-it-body = Name, support contact and logo belong to what people see when they sign in.

## Owners and admins

add-administrator = Add somebody
admin-name = Name
admin-role = Role
admin-last-seen = Last seen
that-is-you = (you)
no-password-yet = No password yet
admin-never = Never
admin-email-hint = They sign in with it. No mail is sent: you hand over a link.
admin-email-taken = Somebody has this e-mail address already.
role-owner-hint = May change everything, and add others.
role-viewer-hint = Sees everything, changes nothing.
add-and-link = Add and get the link
last-owner = This is the only owner who can sign in. Make somebody else an owner first.
new-link-body = With a new link they choose another password. The present one works until then.
first-link-body = They have not chosen a password yet. A new link is as good as the first one.
make-link = Get a new link
remove-administrator = Remove
one-time-link = One-time link
link-for = Hand this link to { $name }, who then signs in with { $email }.
link-hint = It works once, for three days. It is shown only now.
link-shown = The link was shown once and is not kept. Get another one when it is lost.
remove-person = Remove { $name }?
remove-person-body =
    { $count ->
        [0] They can no longer use the console.
        [one] They are signed out of one browser and can no longer use the console.
       *[other] They are signed out of { $count } browsers and can no longer use the console.
    }
remove-person-stays = What they have changed stays, with their name in the change history.
administrator-saved = { $name } is saved.
administrator-removed = { $name } is removed.
link-made = The link for { $name } is ready.
sessions-ended =
    { $count ->
        [one] One browser is signed out.
       *[other] { $count } browsers are signed out.
    }
session-gone = That browser was signed out already.

## Browsers

admin-browsers = Signed-in browsers
admin-browser-on = { $browser } on { $system }
admin-browser-unknown = Unknown browser
admin-this-browser = This browser
admin-since = Since
admin-last-used = Last used
admin-end-session = Sign out
admin-end-others = Sign out all others
admin-end-all = Sign out all
admin-no-sessions = Signed in nowhere.

## You

your-profile = Your profile
my-email-hint = An owner who adds you anew can give you another one.
current-password = Present password
new-password = New password
new-password-ends = All your other browsers are signed out then.
change-password = Change password
current-password-wrong = The present password is another one.
profile-saved = Your profile is saved.
password-changed = Your password is changed. Your other browsers are signed out.

## Keys

signing-keys = Signing keys
rotate-keys = Rotate the keys
key-name = Name
key-algorithm = Algorithm
key-made = Made
key-state = State
key-signs = Signs
key-next = Signs soon
key-retired = Retired
published-until = published until
keys-old = A signing key is older than a year. Rotate the keys.
public-keys = Public keys
public-keys-address = Address of the public keys
public-keys-hint = Applications read them here by themselves.
rotate-new = New keys are published at once and sign after { $span }.
rotate-old = The present keys sign nothing after that. They stay published for { $span }, until the last token has expired.
rotate-nobody = Nobody is signed out.
rotate-warn = Applications that keep a copy of the keys by hand have to fetch it anew.
rotate-now = Rotate now
keys-rotated = New keys are published and sign in a few seconds.
keys-rotated-before = Somebody else has rotated the keys already.

## Sessions

how-long = How long things last
lasts-session = A person’s session
lasts-access-token = An access token
lasts-refresh-token = A refresh token
lasts-console = The console, unused
lasts-hint = They come from the configuration file. A restart makes changes work.
signed-in-now = Signed in now
open-sessions =
    { $count ->
        [0] Nobody is signed in.
        [one] One browser is signed in.
       *[other] { $count } browsers are signed in.
    }
open-sessions-more = More than { $count } browsers are signed in.
sign-everybody-out = Sign everybody out
everybody-again = Everybody signs in again at their next visit.
everybody-stays = Applications that may act while people are away keep that, and tokens work until they expire.
everybody-you = Administrators stay signed in to the console.
everybody-out =
    { $count ->
        [0] Nobody was signed in.
        [one] One browser is signed out.
       *[other] { $count } browsers are signed out.
    }
span-days =
    { $count ->
        [one] one day
       *[other] { $count } days
    }
span-hours =
    { $count ->
        [one] one hour
       *[other] { $count } hours
    }
span-minutes =
    { $count ->
        [one] one minute
       *[other] { $count } minutes
    }
span-seconds =
    { $count ->
        [one] one second
       *[other] { $count } seconds
    }

## Data

how-long-kept = How long things are kept
attempt-days = Sign-ins, in days
attempt-days-hint = Every try with its steps. Counts by the hour stay for good.
change-days = Changes, in days
change-days-hint = Who changed what in the console, by a program or by a command.
days-wrong = A whole number of days from 1 to 3650.
delete-old-now = Delete what is older now
delete-attempts =
    { $days ->
        [one] Sign-ins from more than a day ago are deleted.
       *[other] Sign-ins from more than { $days } days ago are deleted.
    }
delete-changes =
    { $days ->
        [one] Changes from more than a day ago are deleted.
       *[other] Changes from more than { $days } days ago are deleted.
    }
delete-old-stays = Accounts, applications and counts by the hour stay. Nothing brings back what is deleted.
old-deleted = { $attempts } sign-ins and { $changes } changes are deleted.
where-data-are = Where the data are
server-database = Database
data-place = Place
data-size = Size
data-megabytes = { $count } MB
data-attempts = Sign-ins
data-changes = Changes
data-export = Export
export-configuration = { $command } writes applications, connectors and the sign-in page to a file.
export-activity = Sign-ins are exported where they are listed:
export-person = All data of one person are on that person’s page:

## About

what-runs = What runs here
server-version = Version
running-for = Running for
clock-of-server = Clock of this server
power-cut = After a power cut
survives-power-cut = Nothing is lost
may-lose-power-cut = The last changes may be lost
server-health = Health
healthz-body = Answers as long as the program runs.
readyz-body = Answers when the database does too.
metrics-body = Figures for Prometheus, on this machine or with { $setting }.
server-licences = Licences
licence-body = Pailou is free software under { $licences }, as you prefer.
trademarks = WeChat and 微信 are trademarks of Tencent. Pailou is no product of Tencent and not endorsed by it.
