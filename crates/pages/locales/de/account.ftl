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
vendor-wechat = WeChat
profile = Profil
name-hint = Anwendungen, bei denen Sie sich anmelden, können ihn sehen.
save-name = Namen speichern
remove-picture = Bild entfernen
ways = Anmeldewege
ways-none = Sie können sich auf keinem Weg wieder anmelden. Fügen Sie einen hinzu, bevor Sie sich abmelden.
way-linked = Hinzugefügt am { $date }
way-used = Zuletzt benutzt am { $date }
add-way = Weiteren Weg hinzufügen
add-way-wechat = WeChat hinzufügen
add-way-other = { $name } hinzufügen
sessions = Wo Sie angemeldet sind
device = { $browser } auf { $system }
unknown-browser = Ein Browser
this-browser = Dieser Browser
signed-in-on = Angemeldet am { $date }
sign-out-others = Überall sonst abmelden
applications = Anwendungen, die Ihr Konto benutzen dürfen
allowed-on = Erlaubt am { $date }
revoke = Nicht mehr erlauben

## Was eben geschehen ist

done-saved = Ihr Name ist gespeichert.
done-picture-removed = Ihr Bild ist entfernt. Es kommt nicht von selbst zurück.
done-linked = Ab jetzt können Sie sich auf diesem Weg anmelden.
done-unlinked = Dieser Anmeldeweg ist entfernt.
done-signed-out-one = Dieser Browser ist abgemeldet.
done-signed-out-others = Alle anderen Browser sind abgemeldet.
done-revoked = Diese Anwendung darf Ihr Konto nicht mehr benutzen.

## Das Ende eines Anmeldewegs

unlink = Trennen
unlink-wechat = Dieses WeChat-Konto trennen?
unlink-other = { $name } trennen?
unlink-body = Sie können sich hier nicht mehr damit anmelden. Ihr Konto bleibt, und auch das Konto, das Sie dort haben.
unlink-last = Das ist Ihr einziger Anmeldeweg
unlink-last-body = Ohne ihn könnte sich niemand mehr bei diesem Konto anmelden. Fügen Sie zuerst einen anderen Weg hinzu, oder löschen Sie das Konto.

## Das Ende des Kontos

delete-account = Mein Konto löschen
delete-question = Ihr Konto löschen?
delete-goes = Das verschwindet
delete-profile = Ihr Name und Ihr Bild
delete-ways = { $count ->
    [0] Kein Anmeldeweg, denn es gibt keinen
    [one] Ihr Anmeldeweg
   *[other] Alle { $count } Anmeldewege
}
delete-sessions = { $count ->
    [one] Dieser Browser wird abgemeldet
   *[other] Alle { $count } Browser werden abgemeldet
}
delete-applications = { $count ->
    [one] Eine Anwendung verliert, was Sie erlaubt haben
   *[other] { $count } Anwendungen verlieren, was Sie erlaubt haben
}
delete-stays = Das bleibt
delete-stays-vendor = Ihr WeChat-Konto
delete-stays-applications = Was Anwendungen über Sie speichern. Bitten Sie sie, es zu löschen.
delete-stays-counts = Wie viele Anmeldungen es gab, ohne Ihren Namen
delete-final = Es geschieht sofort und lässt sich nicht rückgängig machen.
delete-word = löschen
delete-type = Geben Sie zur Bestätigung { $word } ein
delete-wrong = Geben Sie { $word } genau so ein, wie es hier steht
delete-not-confirmed = Nicht bestätigt
deleted = Ihr Konto ist gelöscht
deleted-body = Alles von Ihnen ist hier verschwunden, und Sie sind abgemeldet. Sie können diese Seite schließen.
