## Applications

application-one = Application
application-new = New application
application-create = Create
application-choose = Choose the kind that fits your program.
application-kind = Kind
application-place = Test or real
application-sign-ins = Sign-ins in 7 days
application-last-sign-in = Last sign-in
application-tabs = Pages of this application
application-tab-settings = Settings
application-tab-ways = Sign-in page
application-tab-connection = Connection data
application-tab-activity = Activity
application-of-others = Of somebody else
application-test = Test
application-real = Real
application-no-address = No address yet
application-needs-no-place = Needs no address
applications-empty = An application is what people sign in to.
applications-empty-demo = { $command } starts a server with an application to try.

## Kinds

application-web = Web application
application-web-meaning = Pages come from a server, which keeps a secret: Next.js, Django, Spring, PHP.
application-single-page = Single-page application
application-single-page-meaning = The program runs in the browser, where no secret can be kept: React, Vue, Angular.
application-native = Native application
application-native-meaning = The program runs on people's own devices: iOS, Android, desktop.
application-machine = Machine
application-machine-meaning = A program that acts for itself. Nobody signs in to it.

## Fields

application-name = Name
application-name-hint = People see it on the sign-in page.
application-address = Redirect address
application-address-hint = Where people come back to, such as https://app.example/callback. Compared letter by letter.
application-address-hint-native = Where people come back to, such as com.example.app:/callback or http://127.0.0.1/callback.
application-library = Library
application-library-other = Another one, or not decided yet
application-library-hint = Which library does the program use? Some take ID tokens with RS256 only; the choice sets that.
application-management-api = Management API
management-api-none = No access
management-api-none-cost = Its secret opens nothing here.
management-api-read = Read
management-api-read-cost = Whoever has its secret sees all people, applications and settings.
management-api-all = Read and change
management-api-all-cost = Whoever has its secret can do everything that an owner can.
application-general = General
application-description = Description
application-description-hint = For administrators. People do not see it.
application-home = Home page
application-home-hint = Where people can start again. Empty: the root of the first redirect address.
application-where = Addresses
application-needs-address = Nobody can sign in yet, because there is no redirect address.
application-addresses = Redirect addresses
application-addresses-hint = Where people come back to, one a line. Compared letter by letter.
application-after-sign-out = Addresses after signing out
application-after-sign-out-hint = Where people may be sent once they have signed out, one a line.
application-logout-address = Address for back-channel logout
application-logout-address-hint = The server calls it when a session ends. Encrypted with https, or on the same machine.
application-session-required = It needs the session id
application-session-required-hint = The call always names session and person. This is kept for programs that ask.
application-origins = Allowed origins
application-origins-hint = Origins whose pages may read answers of this server, one a line. Those of redirect addresses may already.
application-origins-hint-native = Only for web views, such as capacitor://localhost. One a line.
application-rules = Rules
application-devices = Devices without a browser may ask
application-devices-hint = A device shows a code, and the person types it here.
application-third-party = It belongs to somebody else
application-third-party-hint = People are asked before it learns who they are.
application-signature = Signature of ID tokens
application-signature-es256 = Short and quick. Most libraries take it.
application-signature-rs256 = For libraries that take nothing else.
application-signature-rs256-for = For libraries that take nothing else: { $libraries }.
application-signature-es384 = As ES256, with longer keys. For rules that ask for it.
application-signature-eddsa = Ed25519: the quickest. Known to fewer libraries.
application-facts = What is known
application-created-at = Created
application-changed-at = Last changed
application-open = Open the application

## What is wrong with a field

application-name-missing = An application has a name that people know it by.
application-too-long = There is room for { $value } characters.
application-too-many = There is room for { $value } addresses.
application-address-missing = An application needs a redirect address, such as https://app.example/callback.
application-address-characters = An address has visible ASCII characters only, and no backslash. Encode the others in { $value } with %.
application-address-part = An address is whole, such as https://app.example/callback. This one is { $value }.
application-address-fragment = An address has no #. Leave out what follows it in { $value }.
application-address-wildcard = An address has no *, because addresses are compared letter by letter. Enter each one instead of { $value }.
application-address-user = An address has no user name and no password. Leave them out of { $value }.
application-address-scheme = { $value } belongs to the browser and leads to no application. Use https.
application-address-own-scheme = Only a native application has a scheme of its own. Use https instead of { $value }.
application-address-not-encrypted = It begins with https, or leads to the same machine. { $value } does not.
application-library-wrong = This library is for another kind of application. Choose one of the list.
application-no-way = Nobody could sign in. Tick at least one way, or offer all of them.
application-way-gone = There is no connector { $value } any more. Untick it.

## What was done

application-created = { $name } is created.
application-secret-added = { $name } has the new secret { $secret }.
application-secret-renamed = The secret of { $name } is called { $secret } now.
application-secret-deleted = The secret { $secret } of { $name } is deleted. It works no longer.
application-saved = { $name } is saved.
application-unchanged = { $name } was the same already.
application-deleted = { $name } is deleted. Nobody can sign in to it any more.

## Connection data

connection-client-id = Client id
connection-issuer = Issuer
connection-issuer-hint = Most libraries find everything else from here.
connection-discovery = Discovery address
connection-authorization = Authorization endpoint
connection-token = Token endpoint
connection-userinfo = Userinfo endpoint
connection-end-session = Sign-out endpoint
connection-revocation = Revocation endpoint
connection-keys = Signing keys
connection-more = All addresses
snippet-title = Lines for your program
snippet-body = They hold the values of this application.
snippet-secret = The lines read the secret from the environment variable { $variable }.
snippet-rs256 = { $library } takes ID tokens with RS256 only. This application's have another signature.
snippet-rs256-change = Change the signature
snippet-returns-to = { $library } comes back to an address that ends in { $path }. None of the redirect addresses does.
snippet-returns-to-add = Add the address
application-no-access = This machine gets no token, because it has no access to the Management API.

## Secrets

secrets = Secrets
secrets-none = No secret
secrets-none-body = The program cannot prove who it is without one.
secrets-hint = To change a secret, add a new one, give it to the program, then delete the old one.
secrets-not-here = A program of this kind has no secret, because everybody could read it there. It proves each sign-in by PKCE.
secret-new = New secret
secret-new-body = The others go on working.
secret-make = Make the secret
secret-made = Copy the secret now
secret-made-body = It is shown this once. Keep it where only the program can read it.
secret-name = Name of the secret
secret-name-hint = So that you know it again, such as the server that uses it.
secret-expiry = Works
secret-expires-never = Without end
secret-expires-30 = 30 days
secret-expires-90 = 90 days
secret-expires-180 = 180 days
secret-expires-365 = A year
secret-created = Made
secret-last-used = Last used
secret-never-used = Never
secret-expires = Works until
secret-over = Over
secret-rename = Rename
secret-rename-title = Rename the secret
secret-rename-heading = Rename the secret { $name }
secret-rename-hint = The value stays, so the program notices nothing.
secret-delete = Delete
secret-delete-title = Delete the secret
secret-delete-heading = Delete the secret { $name }?
secret-delete-what = Programs that use it get no more tokens, from this moment on. It cannot be brought back.
secret-delete-stays = Tokens that are out already stay until they end by themselves.
secret-delete-last = It is the only secret that works. Without one, the program cannot reach this server.
secret-delete-first = Make another one first
secret-delete-not = Keep it
application-secret-name-missing = A secret has a name, with visible characters.
application-secret-name-taken = Another secret of this application is called { $value }.
application-secret-expiry-wrong = Choose one of the times of the list.

## Its sign-in page

application-ways = Ways to sign in here
application-ways-body = Their order is that of the sign-in page.
application-ways-order = Change order
application-ways-all = All that are on
application-ways-all-hint = A new connector is offered here as soon as it is on.
application-ways-some = Only these
application-way-was = A connector that is deleted

## Activity

application-latest-sign-ins = Latest sign-ins
application-all-sign-ins = All sign-ins to this application
application-nobody-yet = Nobody yet.
application-nobody-yet-body = The sign-in page opens as this application asks for it. It ends at its redirect address.
application-open-sign-in-page = Open the sign-in page
application-changes = Changes by administrators

## Deleting

application-delete = Delete the application
application-delete-heading = Delete { $name }?
application-delete-what = What happens
application-delete-people =
    { $count ->
        [0] Nobody is signed in to it.
        [one] One person is signed in to it, and loses access at once.
       *[other] { $count } people are signed in to it, and lose access at once.
    }
application-delete-many-people = More than { $count } people are signed in to it, and lose access at once.
application-delete-sign-ins =
    { $count ->
        [0] It had no sign-in in the last 30 days.
        [one] It had one sign-in in the last 30 days.
       *[other] It had { $count } sign-ins in the last 30 days.
    }
application-delete-many-sign-ins = It had more than { $count } sign-ins in the last 30 days.
application-delete-consents =
    { $count ->
        [one] One person had allowed it to know who they are. That is forgotten.
       *[other] { $count } people had allowed it to know who they are. That is forgotten.
    }
application-delete-secrets =
    { $count ->
        [0] It has no secret.
        [one] Its secret stops working.
       *[other] Its { $count } secrets stop working.
    }
application-delete-last-used = One was last used:
application-delete-settings = Its settings are gone for good.
application-delete-not-what = What does not happen
application-delete-people-stay = The people stay, and so do their accounts and their sign-ins to other applications.
application-delete-figures-stay = Sign-ins stay in Activity and in the figures.
application-delete-type = People lose access. To delete the application, type its name: { $name }
application-delete-name = Name of the application
