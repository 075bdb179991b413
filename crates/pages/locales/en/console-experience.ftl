## The sign-in page

experience-tabs = Parts of the sign-in page
tab-ways = Ways to sign in
tab-look = Look
tab-words = Words and languages
tab-rules = Rules
nobody-can-sign-in = Nobody can sign in.
nobody-can-sign-in-body = No way to sign in is on. Turn one on under
experience-saved-ways = The ways to sign in are saved.
experience-saved-look = The look is saved.
experience-saved-words = The languages are saved.
experience-saved-texts = Your words are saved.
experience-saved-rules = The rules are saved.
experience-saved-picture = The picture is on the pages.
experience-removed-picture = The picture is removed.
experience-nothing-changed = Nothing was different, so nothing was saved.

## The preview

preview-title = Preview
preview-open = Open it
preview-frame = Preview of the sign-in page
preview-state = What happens
preview-language = Language
preview-device = Device
preview-phone = Phone
preview-computer = Computer
preview-now = Show what is typed
states-ways = Choosing a way
states-phones = On a phone
states-strangers = New here
states-stopped = When something stops
states-sessions = Signed in and out
state-all-ways = Sign in, all ways
state-one-way = Sign in, the first way only
state-terms = Sign in, terms to agree to

## Ways to sign in

ways-buttons = Buttons on the sign-in page
ways-buttons-body = In this order. A way that is off is refused everywhere, not only hidden.
ways-no-button = none
ways-empty = There is no way to sign in yet
ways-empty-body = A connector lets people sign in with accounts that they already have.
way-native = for mobile applications, without a button here
move-up = Move { $name } up
move-down = Move { $name } down
order-unsaved = This order is not saved yet.
qr-place = Where people see WeChat’s code
qr-redirect = On WeChat’s page
qr-redirect-hint = The browser goes there and comes back.
qr-embedded = On our page
qr-embedded-hint = In a frame, with a link to WeChat’s page below it.

## Look

look-colour = Colour
colour-primary = Colour of the main button
colour-primary-hint = Such as #2352D0. Without one it is our blue.
colour-dark = The same on dark pages
colour-dark-hint = Without one it is the colour above.
dark-mode = Dark pages for people who prefer them
fill-white = White text on it, with a contrast of { $ratio } to 1.
fill-ink = Dark text on it, with a contrast of { $ratio } to 1.
fill-moved = No text can be read on it, so it becomes { $colour }. The contrast is { $ratio } to 1.
fill-links = Links stay blue, because they would be hard to read in it.
look-who = Who runs it
organisation = Name
organisation-hint = Such as Acme. People see it at the end of every page.
support-website = Page with help
support-email = E-mail address for help
support-hint = Help stands at the same place on every page.
look-css = Style sheet
custom-css = Your CSS
custom-css-hint = It comes after ours and loads nothing: no url(), no @import. At most 32 KiB.
look-pictures = Pictures
look-pictures-body = PNG, JPEG or WebP, at most 512 KiB. They are on the pages at once.
picture-logo = Logo
picture-dark-logo = Logo on dark pages
picture-favicon = Icon of the browser’s tab
picture-none = None
picture-upload = Upload
picture-remove = Remove

## Words and languages

languages-on = Languages of the pages
language-choice = Which one somebody gets
auto-detect = The language of the browser counts
auto-detect-hint = What an application asks for and what people choose themselves always count.
language-fallback = For everybody else
own-words = Own words
own-words-body = Each text of the pages can be replaced, in each language.
own-count =
    { $count ->
        [0] none
        [one] one own text
       *[other] { $count } own texts
    }
own-parts = Parts of the pages
own-text = Own text
own-hint = Where a field is empty, the text above it stays. Variables stand in braces: { $example }.
part-frame = Every page
part-ways = Ways
part-waiting = Waiting
part-ends = Endings
part-again = Starting again
part-requests = Wrong requests
part-sessions = Signed in and out
part-strangers = New here
part-phones = Phones
part-consent = Consent
part-devices = Devices without a browser
part-server = The server
part-code = The code
part-trial = Trials

## Rules

sign-up = New people
sign-up-open = Get an account
sign-up-open-hint = Who comes for the first time is welcome.
sign-up-closed = Get no account
sign-up-closed-hint = They read that there is no account yet, and whom to ask.
stranger-rule = The first time with a WeChat account
stranger-create = Make an account at once
stranger-create-hint = No question, no page.
stranger-ask = Ask whether they have an account
stranger-ask-hint = Who says yes signs in once in another way. It needs two ways that know different people.
require-name = An account needs a name
require-name-hint = Asked for where WeChat gives none that can be seen.
rules-terms = Terms and privacy
terms-url = Terms of use
privacy-url = Privacy policy
agree-when = How people agree
agree-automatic = By signing in, as the page says
agree-registration = By ticking a box before an account is made
agree-manual = By ticking a box before each sign-in

## Before saving

confirm-title = Save these changes?
confirm-body = They count at once, for every application.
confirm-what = What
confirm-before = Before
confirm-after = After
confirm-back = Back without saving
confirm-nobody = Nobody could sign in any more.
confirm-gone =
    { $people ->
        [0] { $name } goes. Everybody who uses it has another way.
        [one] { $name } goes. One person has no other way to sign in.
       *[other] { $name } goes. { $people } people have no other way to sign in.
    }

## What can be wrong

wrong-no-connector = There is no connector { $value }.
wrong-not-set-up = { $value } has no keys yet, so nobody can sign in with it.
wrong-twice = { $value } is there twice.
wrong-no-second-way = Asking needs a second way to sign in. Turn on another connector that knows different people.
wrong-nothing-to-agree-to = People have to see what they agree to. Give the address of the terms or the privacy policy.
wrong-address = An address of a page begins with https://, such as https://acme.example/terms.
wrong-email = An e-mail address looks like help@acme.example.
wrong-too-long = It has at most { $value } characters.
wrong-invisible = It has characters that nobody can see.
wrong-colour = A colour is # and six digits from 0 to F, such as #2352D0.
wrong-needs-colour = A colour for dark pages needs one for light pages.
wrong-needs-logo = A logo for dark pages needs one for light pages.
wrong-css-long = A style sheet has at most 32 KiB.
wrong-css-forbidden = A style sheet loads nothing and runs nothing. It may not contain { $value }.
wrong-css-open = A comment, a text or a block is not closed, or closed without being open.
wrong-picture = A picture is a PNG, JPEG or WebP file of at most 512 KiB.
wrong-no-language = Pages do not speak { $value }.
wrong-language-off = { $value } is not among the languages of the pages.
wrong-languages-none = At least one language is on.
wrong-text-variable = { $value } is not known in this text.
wrong-text-braces = Braces stand around the name of a variable and nothing else.
wrong-text-long = A text has at most 400 characters.
wrong-text-invisible = A text has no line breaks and nothing that nobody can see.
