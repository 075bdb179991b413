## Ein weiterer Anmeldeweg

to-link = Melden Sie sich an wie bisher
to-link-body = Danach können Sie dieses WeChat-Konto hinzufügen.
link-question = Dieses WeChat-Konto zu Ihrem Konto hinzufügen?
link-body = Ab jetzt können Sie sich hier damit anmelden.
link-add = WeChat zu meinem Konto hinzufügen
link-leave = Nicht hinzufügen

## Das Konto

account = Ihr Konto
back-to-account = Zurück zu Ihrem Konto
wechat-user = WeChat-Nutzer
account-vendor-wechat = WeChat
account-profile = Profil
account-name-hint = Anwendungen, bei denen Sie sich anmelden, können ihn sehen.
account-save-name = Namen speichern
account-remove-picture = Bild entfernen
account-ways = Anmeldewege
account-ways-none = Sie können sich auf keinem Weg wieder anmelden. Fügen Sie einen hinzu, bevor Sie sich abmelden.
account-way-linked = Hinzugefügt am { $date }
account-way-used = Zuletzt benutzt am { $date }
account-add-way = Weiteren Weg hinzufügen
account-add-way-wechat = WeChat hinzufügen
account-add-way-other = { $name } hinzufügen
account-sessions = Wo Sie angemeldet sind
account-device = { $browser } auf { $system }
account-unknown-browser = Ein Browser
account-this-browser = Dieser Browser
account-signed-in-on = Angemeldet am { $date }
account-sign-out-others = Überall sonst abmelden
account-applications = Anwendungen, die Ihr Konto benutzen dürfen
account-allowed-on = Erlaubt am { $date }
account-revoke = Nicht mehr erlauben

## Was eben geschehen ist

account-done-saved = Ihr Name ist gespeichert.
account-done-picture-removed = Ihr Bild ist entfernt. Es kommt nicht von selbst zurück.
account-done-linked = Ab jetzt können Sie sich auf diesem Weg anmelden.
account-done-unlinked = Dieser Anmeldeweg ist entfernt.
account-done-signed-out-one = Dieser Browser ist abgemeldet.
account-done-signed-out-others = Alle anderen Browser sind abgemeldet.
account-done-revoked = Diese Anwendung darf Ihr Konto nicht mehr benutzen.

## Das Ende eines Anmeldewegs

account-unlink = Trennen
account-unlink-wechat = Dieses WeChat-Konto trennen?
account-unlink-other = { $name } trennen?
account-unlink-body = Sie können sich hier nicht mehr damit anmelden. Ihr Konto bleibt, und auch das Konto, das Sie dort haben.
account-unlink-last = Das ist Ihr einziger Anmeldeweg
account-unlink-last-body = Ohne ihn könnte sich niemand mehr bei diesem Konto anmelden. Fügen Sie zuerst einen anderen Weg hinzu, oder löschen Sie das Konto.

## Das Ende des Kontos

account-delete = Mein Konto löschen
account-delete-question = Ihr Konto löschen?
account-delete-goes = Das verschwindet
account-delete-profile = Ihr Name und Ihr Bild
account-delete-ways = { $count ->
    [0] Kein Anmeldeweg, denn es gibt keinen
    [one] Ihr Anmeldeweg
   *[other] Alle { $count } Anmeldewege
}
account-delete-sessions = { $count ->
    [one] Dieser Browser wird abgemeldet
   *[other] Alle { $count } Browser werden abgemeldet
}
account-delete-applications = { $count ->
    [one] Eine Anwendung verliert, was Sie erlaubt haben
   *[other] { $count } Anwendungen verlieren, was Sie erlaubt haben
}
account-delete-stays = Das bleibt
account-delete-stays-vendor = Ihr WeChat-Konto
account-delete-stays-applications = Was Anwendungen über Sie speichern. Bitten Sie sie, es zu löschen.
account-delete-stays-counts = Wie viele Anmeldungen es gab, ohne Ihren Namen
account-delete-final = Es geschieht sofort und lässt sich nicht rückgängig machen.
account-delete-word = löschen
account-delete-type = Geben Sie zur Bestätigung { $word } ein
account-delete-wrong = Geben Sie { $word } genau so ein, wie es hier steht
account-delete-not-confirmed = Nicht bestätigt
account-deleted = Ihr Konto ist gelöscht
account-deleted-body = Alles von Ihnen ist hier verschwunden, und Sie sind abgemeldet. Sie können diese Seite schließen.
