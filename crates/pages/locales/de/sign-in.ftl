## Around every page

page-sign-in = Anmelden
skip = Zum Inhalt springen
language = Sprache
test-mode = Testmodus.
test-mode-body = WeChat ist hier der lokale Simulator.
test-mode-open = Öffnen
help = Hilfe
privacy = Datenschutz
terms = Nutzungsbedingungen

## The ways to sign in

sign-in = Anmelden
sign-in-to-app = Bei { $app } anmelden
with-wechat = Weiter mit WeChat
with-other = Weiter mit { $name }
last-used = Zuletzt verwendet
way-simulated = Simulator
terms-in-sentence = Nutzungsbedingungen
privacy-in-sentence = Datenschutzerklärung
agree-to-both = Ich stimme den { $terms } und der { $privacy } zu
agree-to-terms = Ich stimme den { $terms } zu
agree-to-privacy = Ich stimme der { $privacy } zu
by-signing-in-both = Mit der Anmeldung stimmen Sie den { $terms } und der { $privacy } zu.
by-signing-in-terms = Mit der Anmeldung stimmen Sie den { $terms } zu.
by-signing-in-privacy = Mit der Anmeldung stimmen Sie der { $privacy } zu.
not-agreed = Kreuzen Sie das Kästchen an, um zuzustimmen
did-not-come-back = Sie sind mit WeChat noch nicht fertig
did-not-come-back-others = Wenn WeChat einen Fehler gezeigt hat, verwenden Sie vorerst einen anderen Weg.
did-not-come-back-only = Versuchen Sie es noch einmal. Wenn WeChat einen Fehler gezeigt hat, sagen Sie es den Betreibern dieser Seite.
no-ways = Hier kann sich noch niemand anmelden
no-ways-body = Kein Anmeldeweg ist eingeschaltet. Die Betreiber dieser Seite können das ändern.

## Waiting

finishing = Anmeldung wird abgeschlossen
finishing-body = WeChat hat bestätigt, dass Sie es sind. Wir warten auf Ihr Profil.
finishing-safe = Neu laden schadet nicht.
continue = Weiter

## What can end a sign-in

not-set-up = Die Anmeldung mit WeChat ist nicht richtig eingerichtet
not-set-up-body = Das liegt an uns, nicht an Ihnen. Wenn Sie keinen anderen Anmeldeweg haben, sagen Sie es den Betreibern dieser Seite.
not-finished = Diese Anmeldung konnte nicht abgeschlossen werden
not-finished-body = Die Bestätigung von WeChat gilt einmal und nur wenige Minuten. Scannen Sie noch einmal, um eine neue zu erhalten.
profile-not-shared = WeChat hat uns Ihr Profil nicht gegeben
profile-not-shared-body = Das liegt an uns, nicht an Ihnen. Wenn es wieder geschieht, sagen Sie es den Betreibern dieser Seite.
preview = Das ist nur eine Vorschau der Seite
preview-body = WeChat hat uns nicht gesagt, wer Sie sind. Tippen Sie unten rechts auf { $menu } und melden Sie sich dann an.
not-answering = WeChat antwortet nicht
not-answering-body = Mit Ihrem Konto ist alles in Ordnung. Versuchen Sie es gleich noch einmal.
busy = WeChat ist überlastet
busy-body = Mit Ihrem Konto ist alles in Ordnung. Versuchen Sie es in einer Minute noch einmal.
restricted = WeChat hat dieses WeChat-Konto eingeschränkt
restricted-body = Fragen Sie WeChat danach, oder melden Sie sich auf anderem Weg an.
suspended = Dieses Konto ist gesperrt
suspended-body = Die Betreiber dieser Seite können Ihnen den Grund nennen. Mit Ihrem WeChat-Konto ist alles in Ordnung.
cancelled = Auf dem Telefon abgebrochen
cancelled-body = Es wurde nichts weitergegeben. Sie können es noch einmal versuchen oder sich auf anderem Weg anmelden.
turned-off = Dieser Anmeldeweg ist ausgeschaltet
turned-off-body = Diese Seite bietet ihn nicht mehr an. Melden Sie sich auf anderem Weg an.
too-often = Zu viele Versuche
too-often-body = Versuchen Sie es in einer Minute noch einmal. Mit Ihrem Konto ist alles in Ordnung.
already-used = Dieses WeChat-Konto gehört hier schon zu einem anderen Konto
already-used-body = Es wurde nichts geändert. Verwenden Sie jenes Konto, oder bleiben Sie bei dem, mit dem Sie angemeldet sind.
unexpected = Diese Anmeldung wurde unterbrochen
unexpected-body = Der Grund liegt bei uns, nicht bei Ihnen. Versuchen Sie es noch einmal. Wenn es wieder geschieht, sagen Sie es den Betreibern dieser Seite.
scan-again = Noch einmal scannen
try-again = Noch einmal versuchen
use-another-way = Anderen Weg verwenden
reference = Referenz
reference-hint = Nennen Sie diese Referenz, wenn Sie um Hilfe bitten.
copy = Kopieren
copied = Kopiert
for-administrator = Für die Verwaltung

## Starting again

old-link = Beginnen Sie die Anmeldung von vorn
old-link-body = Diese Seite war zu lange offen oder kam aus einem Lesezeichen. Mit Ihrem Konto ist alles in Ordnung.
other-browser = Beginnen Sie die Anmeldung in Ihrem Browser von vorn
other-browser-body = Diese Anmeldung begann in einem anderen Browser oder einer anderen App, oder ihr Cookie ist verloren. Mit Ihrem Konto ist alles in Ordnung.
cookies = Ihr Browser blockiert Cookies dieser Seite
cookies-body = Die Anmeldung braucht ein Cookie, um zu wissen, dass Sie es noch sind.
cookies-step-settings = Öffnen Sie die Website-Einstellungen am Anfang der Adressleiste
cookies-step-allow = Erlauben Sie Cookies für diese Seite
cookies-step-again = Beginnen Sie bei der Anwendung von vorn
open-application-again = Öffnen Sie die Anwendung in diesem Browser neu und melden Sie sich von dort aus an.
go-to-app = Zu { $app }
go-to-application = Zur Anwendung

## Wrong requests of an application

unknown-application = Dieser Server kennt diese Anwendung nicht
unknown-application-body = Der Link, über den Sie gekommen sind, nennt eine Anwendung, die nicht registriert ist.
redirect-uri = Diese Anmeldung wurde angehalten
redirect-uri-body = Die Anwendung wollte Sie an eine Adresse leiten, die für sie nicht registriert ist.
malformed = Diese Anfrage ist nicht lesbar
malformed-body = Die Anwendung hat eine unvollständige oder ungültige Anfrage geschickt.
too-long = Diese Anfrage ist zu lang
too-long-body = Die Anwendung hat eine Anfrage geschickt, die länger ist, als dieser Server annimmt.
tell-application = Gehen Sie zurück und versuchen Sie es noch einmal. Wenn es wieder geschieht, sagen Sie es den Betreibern der Anwendung.
for-developer = Für die Entwicklung der Anwendung

## Signed in, signed out

signed-in = Sie sind angemeldet
signed-in-body = Diese Anmeldung ist schon abgeschlossen. Sie können diese Seite schließen.
signed-out = Sie sind abgemeldet
signed-out-body = Dieser Browser ist hier abgemeldet. Andere offene Anwendungen merken das vielleicht erst, wenn Sie sie neu laden.
signed-out-wechat = Auf Ihrem Telefon sind Sie weiter bei WeChat angemeldet.
back-to-app = Zurück zu { $app }
back-to-application = Zurück zur Anwendung
sign-out-question = Abmelden?
sign-out-body = Danach müssen Sie sich in diesem Browser neu anmelden.
sign-out = Abmelden
stay-signed-in = Angemeldet bleiben
signed-in-as = Angemeldet als { $name }

## New here

first-time = Zum ersten Mal mit diesem WeChat-Konto
wechat-account = Ein WeChat-Konto
confirmed-just-now = WeChat, gerade bestätigt
used-before = Waren Sie schon einmal hier?
used-app-before = Haben Sie { $app } schon einmal verwendet?
add-wechat = Ja, WeChat zu meinem Konto hinzufügen
add-wechat-hint = Einmal anmelden, um es als Ihres auszuweisen
create-account = Nein, ein neues Konto anlegen
create-account-hint = Dauert ein paar Sekunden
not-this-person = Nicht { $name }? Anderes WeChat-Konto verwenden
another-wechat-account = Anderes WeChat-Konto verwenden
no-account = Noch kein Konto
no-account-body = Die Betreiber dieser Seite legen Konten selbst an. Bitten Sie dort um eines, oder melden Sie sich auf anderem Weg an.
no-account-of-organisation = { $organisation } legt Konten selbst an. Bitten Sie dort um eines, oder melden Sie sich auf anderem Weg an.
one-more-thing = Noch eine Angabe
name-needed = Diese Seite braucht einen Namen, um Sie anzusprechen. Sie können ihn frei wählen.
name-needed-by-app = { $app } braucht einen Namen, um Sie anzusprechen. Sie können ihn frei wählen.
display-name = Name
name-missing = Geben Sie einen Namen mit mindestens einem sichtbaren Zeichen ein
name-too-long = Ein Name hat höchstens { $most } Zeichen
sign-in-with-that-account = Mit jenem Konto anmelden
keep-this-account = Bei diesem bleiben
which-account = Welches Konto möchten Sie verwenden?
continue-as = Weiter als { $name }
switch-to = Zu { $name } wechseln
use-another-account = Anderes Konto verwenden

## Phones

continue-in-browser = In Ihrem Browser fortfahren
continue-in-browser-body = Sie sind in WeChat, und ein Telefon kann keinen Code auf dem eigenen Bildschirm scannen.
step-menu = Tippen Sie oben rechts auf ···
step-open = Wählen Sie Im Browser öffnen ({ $menu })
link = Oder öffnen Sie diesen Link in Ihrem Browser
copy-link = Link kopieren
second-screen = WeChat braucht einen zweiten Bildschirm
second-screen-body = Melden Sie sich an einem Computer oder einem anderen Bildschirm an und scannen Sie dort den Code mit diesem Telefon.
second-screen-album = WeChat nimmt keine Codes aus einem Bildschirmfoto oder dem Fotoalbum an.
show-code = Code trotzdem anzeigen
back-to-sign-in = Zurück zur Anmeldung

## Consent

consent-title = Zugriff erlauben
consent = Darf diese Anwendung Ihr Konto verwenden?
consent-app = Darf { $app } Ihr Konto verwenden?
permissions = Was sie kann
scope-openid = Wissen, welches Konto Ihres ist
scope-profile = Ihren Spitznamen und Ihr Bild sehen
scope-email = Ihre E-Mail-Adresse sehen
scope-phone = Ihre Telefonnummer sehen
scope-offline-access = Angemeldet bleiben, während Sie weg sind
scope-address = Ihre Postadresse sehen
scope-roles = Ihre Rollen sehen
scope-of-api = { $allows } ({ $api })
scope-api = { $api } in Ihrem Namen verwenden
scope-other = { $scope } verwenden
allow = Erlauben
do-not-allow = Nicht erlauben
consent-next = Danach gelangen Sie zu { $destination }.
not-you = Nicht Sie? Anderes Konto verwenden

## Devices without a browser

device-code = Geben Sie den Code Ihres Geräts ein
device-code-label = Code
device-code-hint = Ihr Gerät zeigt acht Buchstaben. Groß oder klein ist gleich.
device-code-form = Ein Code hat acht Buchstaben, zum Beispiel WDJB-MJHT
device-code-unknown = Kein Gerät wartet mit diesem Code. Auf dem Gerät sehen Sie einen neuen.
device-code-too-often = Zu viele falsche Codes. Versuchen Sie es in 15 Minuten noch einmal.
device-confirm-title = Auf Ihrem Gerät anmelden
device-confirm = Darf diese Anwendung auf Ihrem Gerät Ihr Konto verwenden?
device-confirm-app = Darf { $app } auf Ihrem Gerät Ihr Konto verwenden?
device-same-code = Ihr Gerät muss denselben Code zeigen
device-warning = Erlauben Sie das nur, wenn Sie es selbst begonnen haben, an einem Gerät vor Ihnen. Hat Ihnen jemand einen Code oder Link geschickt, lehnen Sie ab.
device-refuse = Ablehnen
device-allowed = Gehen Sie zurück zu Ihrem Gerät
device-allowed-body = Es macht in wenigen Sekunden von selbst weiter. Sie können diese Seite schließen.
device-refused = Das Gerät ist abgelehnt
device-refused-body = Es kann Ihr Konto nicht verwenden. Sie können diese Seite schließen.

## The server itself

unavailable = Die Anmeldung ist gerade nicht verfügbar
unavailable-body = Der Server ist überlastet oder startet neu. Mit Ihrem Konto ist alles in Ordnung. Versuchen Sie es in ein paar Sekunden noch einmal.

## The code on a page of ours

scan = Mit WeChat scannen
scan-frame = Seite von WeChat mit dem Code
scan-own-page = Auf der Seite von WeChat öffnen

## Trying a sign-in, for administrators

trial = Eine Anmeldung ausprobieren
trial-body = Sie sehen, was zurückkommt. Niemand wird angemeldet, und kein Konto wird angelegt.
trial-start = Jetzt ausprobieren
trial-worked = Die Anmeldung funktioniert
trial-failed = Die Anmeldung funktioniert noch nicht
trial-no-name = Kein Spitzname
trial-people-see = Das würden andere sehen
trial-you-see = Für Sie
trial-nobody = Niemand wurde angemeldet, und kein Konto wurde angelegt.
step-sent-away = Zur anderen Seite geschickt
step-came-back = Zurückgekommen
step-code-exchanged = Code eingetauscht
step-profile-read = Profil gelesen
