## Signing in to the console

console-sign-in = Se connecter à la console
console-sign-in-button = Se connecter
sign-in-problem = Non connecté
email = Adresse e-mail
password = Mot de passe
sign-in-wrong = L’adresse e-mail ou le mot de passe est différent.
sign-in-wrong-body = Vérifiez les deux. Les majuscules du mot de passe comptent.
sign-in-too-often = Trop d’essais.
sign-in-too-often-body =
    { $minutes ->
        [one] Attendez une minute, puis réessayez.
       *[other] Attendez { $minutes } minutes, puis réessayez.
    }
sign-in-busy = Beaucoup de personnes se connectent en ce moment.
sign-in-busy-body = Réessayez dans quelques secondes.
sign-in-cookies = Votre navigateur ne renvoie aucun cookie.
sign-in-cookies-body = Autorisez les cookies pour cette adresse, puis réessayez.
no-administrator = Ce serveur n’a pas encore d’administrateur.
no-administrator-body = Ouvrez le lien affiché par le serveur à son démarrage. Un redémarrage en affiche un nouveau.

## Coming in by a link

setup = Installer ce serveur
setup-body = Vous devenez propriétaire de ce serveur : vous pouvez tout changer et ajouter d’autres personnes.
welcome = Bienvenue dans la console
welcome-body = Vous vous connectez désormais avec { $email }. Choisissez un mot de passe.
your-name = Votre nom
email-hint = Elle sert à vous connecter. Aucun e-mail n’est envoyé.
password-hint = Au moins 10 caractères. Plusieurs mots se retiennent mieux que des signes.
create-owner = Créer le propriétaire
start-using = Commencer
admin-name-missing = Un nom que les autres administrateurs connaissent.
admin-name-long = Un nom compte jusqu’à 100 caractères.
email-wrong = Une adresse e-mail ressemble à iris@acme.example.
password-short = Un mot de passe compte au moins 10 caractères.
password-long = Un mot de passe compte jusqu’à 200 caractères.
link-used = Ce lien ne fonctionne plus
link-used-body = Il a déjà servi ou il est trop ancien. Qui gère le serveur peut en obtenir un autre.

## What one may not do

not-found = Cette page n’existe pas
not-found-body = Elle a peut-être changé d’adresse, ou ce qu’elle montrait a été supprimé.
not-allowed = Seuls les propriétaires peuvent le faire
not-allowed-body = Votre rôle est lecteur : vous voyez tout et ne changez rien. Ces personnes sont propriétaires :
form-old = Ce formulaire date d’un autre moment
form-old-body = Rien n’a changé. Rouvrez la page et renvoyez le formulaire.
gone = Cela n’existe plus
gone-body = Quelqu’un l’a supprimé entre-temps. Rien n’a changé.
failed = Cela n’a pas fonctionné
failed-body = La cause est sur ce serveur. Rien n’est perdu. Réessayez dans un instant.

## A form that waited

draft-kept = Votre session était terminée. Ce que vous avez saisi est gardé 15 minutes et vous attend.
resume = Vos modifications sont toujours là
resume-body = Votre session s’est terminée avant l’enregistrement. Les enregistrer maintenant ?
resume-now = Les enregistrer
resume-not = Les abandonner
