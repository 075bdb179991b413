## Around every page

page-sign-in = Connexion
skip = Aller au contenu
language = Langue
test-mode = Mode test.
test-mode-body = Ici, WeChat est le simulateur local.
test-mode-open = L’ouvrir
help = Aide
privacy = Confidentialité
terms = Conditions

## The ways to sign in

sign-in = Se connecter
sign-in-to-app = Se connecter à { $app }
with-wechat = Continuer avec WeChat
with-other = Continuer avec { $name }
last-used = Dernier choix
way-simulated = Simulateur
terms-in-sentence = conditions d’utilisation
privacy-in-sentence = politique de confidentialité
agree-to-both = J’accepte les { $terms } et la { $privacy }
agree-to-terms = J’accepte les { $terms }
agree-to-privacy = J’accepte la { $privacy }
by-signing-in-both = En vous connectant, vous acceptez les { $terms } et la { $privacy }.
by-signing-in-terms = En vous connectant, vous acceptez les { $terms }.
by-signing-in-privacy = En vous connectant, vous acceptez la { $privacy }.
not-agreed = Cochez la case pour accepter
did-not-come-back = Vous n’avez pas terminé avec WeChat
did-not-come-back-others = Si WeChat a affiché une erreur, utilisez un autre moyen pour l’instant.
did-not-come-back-only = Réessayez. Si WeChat a affiché une erreur, prévenez les responsables de ce site.
no-ways = Personne ne peut encore se connecter ici
no-ways-body = Aucun moyen de se connecter n’est activé. Les responsables de ce site peuvent y remédier.

## Waiting

finishing = Connexion en cours
finishing-body = WeChat a confirmé que c’est bien vous. Nous attendons votre profil.
finishing-safe = Vous pouvez recharger la page sans risque.
continue = Continuer

## What can end a sign-in

not-set-up = La connexion avec WeChat est mal configurée
not-set-up-body = Cela vient de nous, pas de vous. Si vous n’avez pas d’autre moyen de vous connecter, prévenez les responsables de ce site.
not-finished = Cette connexion n’a pas pu aboutir
not-finished-body = La confirmation de WeChat ne sert qu’une fois et pendant quelques minutes. Scannez de nouveau pour en obtenir une autre.
profile-not-shared = WeChat ne nous a pas transmis votre profil
profile-not-shared-body = Cela vient de nous, pas de vous. Si cela se reproduit, prévenez les responsables de ce site.
preview = Ceci n’est qu’un aperçu de la page
preview-body = WeChat ne nous a pas indiqué qui vous êtes. Touchez { $menu } en bas à droite, puis connectez-vous.
not-answering = WeChat ne répond pas
not-answering-body = Votre compte n’est pas en cause. Réessayez dans un instant.
busy = WeChat est occupé
busy-body = Votre compte n’est pas en cause. Réessayez dans une minute.
restricted = WeChat a restreint ce compte WeChat
restricted-body = Renseignez-vous auprès de WeChat, ou connectez-vous autrement.
suspended = Ce compte est suspendu
suspended-body = Les responsables de ce site peuvent vous dire pourquoi. Votre compte WeChat n’est pas en cause.
cancelled = Vous avez annulé sur votre téléphone
cancelled-body = Rien n’a été transmis. Vous pouvez réessayer, ou vous connecter autrement.
turned-off = Ce moyen de se connecter est désactivé
turned-off-body = Les responsables de ce site ne le proposent plus. Utilisez un autre moyen de vous connecter.
too-often = Trop d’essais
too-often-body = Réessayez dans une minute. Votre compte n’est pas en cause.
already-used = Ce compte WeChat est déjà utilisé par un autre compte ici
already-used-body = Rien n’a été modifié. Utilisez cet autre compte, ou gardez celui de votre session.
unexpected = Cette connexion s’est interrompue
unexpected-body = La cause vient de nous, pas de vous. Réessayez. Si cela se reproduit, prévenez les responsables de ce site.
scan-again = Scanner de nouveau
try-again = Réessayer
use-another-way = Utiliser un autre moyen
reference = Référence
reference-hint = Donnez cette référence si vous demandez de l’aide.
copy = Copier
copied = Copié
for-administrator = Pour l’administrateur

## Starting again

old-link = Recommencez la connexion
old-link-body = Cette page est restée ouverte trop longtemps, ou vient d’un favori. Votre compte n’est pas en cause.
other-browser = Recommencez la connexion dans votre navigateur
other-browser-body = Cette connexion a commencé dans un autre navigateur ou une autre application, ou son cookie a disparu. Votre compte n’est pas en cause.
cookies = Votre navigateur bloque les cookies de ce site
cookies-body = La connexion a besoin d’un cookie pour savoir que c’est toujours vous.
cookies-step-settings = Ouvrez les réglages du site, au début de la barre d’adresse
cookies-step-allow = Autorisez les cookies de ce site
cookies-step-again = Recommencez à partir de l’application
open-application-again = Rouvrez l’application dans ce navigateur et connectez-vous à partir de là.
go-to-app = Aller à { $app }
go-to-application = Aller à l’application

## Wrong requests of an application

unknown-application = Ce serveur ne connaît pas cette application
unknown-application-body = Le lien qui vous a conduit ici désigne une application qui n’est pas enregistrée.
redirect-uri = Cette connexion a été arrêtée
redirect-uri-body = L’application a demandé de vous envoyer à une adresse qui n’est pas enregistrée pour elle.
malformed = Cette demande est illisible
malformed-body = L’application a envoyé une demande incomplète ou non valide.
too-long = Cette demande est trop longue
too-long-body = L’application a envoyé une demande plus longue que ce serveur ne l’accepte.
tell-application = Revenez en arrière et réessayez. Si cela se reproduit, prévenez les responsables de l’application.
for-developer = Pour le développeur de l’application

## Signed in, signed out

signed-in = Votre session est ouverte
signed-in-body = La connexion a déjà abouti. Vous pouvez fermer cette page.
signed-out = Votre session est fermée
signed-out-body = Elle est fermée dans ce navigateur. D’autres applications ouvertes peuvent ne le remarquer qu’une fois rechargées.
signed-out-wechat = WeChat reste connecté sur votre téléphone.
back-to-app = Revenir à { $app }
back-to-application = Revenir à l’application
sign-out-question = Se déconnecter ?
sign-out-body = Pour revenir, vous devrez vous reconnecter dans ce navigateur.
sign-out = Se déconnecter
stay-signed-in = Garder la session ouverte
signed-in-as = Session ouverte au nom de { $name }

## New here

first-time = Première fois avec ce compte WeChat
wechat-account = Un compte WeChat
confirmed-just-now = WeChat, confirmé à l’instant
used-before = Avez-vous déjà utilisé ce site ?
used-app-before = Avez-vous déjà utilisé { $app } ?
add-wechat = Oui, ajouter WeChat à mon compte
add-wechat-hint = Connectez-vous une fois pour prouver qu’il est à vous
create-account = Non, créer un nouveau compte
create-account-hint = Quelques secondes suffisent
not-this-person = Vous n’êtes pas { $name } ? Utilisez un autre compte WeChat
another-wechat-account = Utiliser un autre compte WeChat
no-account = Pas encore de compte
no-account-body = Les responsables de ce site créent eux-mêmes les comptes. Demandez-leur le vôtre, ou connectez-vous autrement.
no-account-of-organisation = C’est { $organisation } qui crée les comptes. Demandez-y le vôtre, ou connectez-vous autrement.
one-more-thing = Encore une chose
name-needed = Ce site a besoin d’un nom pour s’adresser à vous. Choisissez-le librement.
name-needed-by-app = { $app } a besoin d’un nom pour s’adresser à vous. Choisissez-le librement.
display-name = Nom
name-missing = Indiquez un nom avec au moins un caractère visible
name-too-long = Un nom a au plus { $most } caractères
sign-in-with-that-account = Se connecter avec ce compte
keep-this-account = Garder celui-ci
which-account = Quel compte voulez-vous utiliser ?
continue-as = Continuer en tant que { $name }
switch-to = Passer à { $name }
use-another-account = Utiliser un autre compte

## Phones

continue-in-browser = Continuez dans votre navigateur
continue-in-browser-body = Vous êtes dans WeChat, et un téléphone ne peut pas scanner un code sur son propre écran.
step-menu = Touchez ··· en haut à droite
step-open = Choisissez Ouvrir dans le navigateur ({ $menu })
link = Ou ouvrez ce lien dans votre navigateur
copy-link = Copier le lien
second-screen = WeChat demande un second écran
second-screen-body = Connectez-vous sur un ordinateur ou un autre écran, et scannez-y le code avec ce téléphone.
second-screen-album = WeChat refuse les codes issus d’une capture d’écran ou de l’album photo.
show-code = Afficher le code malgré tout
back-to-sign-in = Revenir à la connexion

## Consent

consent-title = Autoriser l’accès
consent = Autoriser cette application à utiliser votre compte ?
consent-app = Autoriser { $app } à utiliser votre compte ?
permissions = Ce qu’elle pourra faire
scope-openid = Savoir quel compte est le vôtre
scope-profile = Voir votre pseudo et votre photo
scope-email = Voir votre adresse e-mail
scope-phone = Voir votre numéro de téléphone
scope-offline-access = Rester connectée en votre absence
scope-address = Voir votre adresse postale
scope-roles = Voir vos rôles
scope-of-api = { $allows } ({ $api })
scope-api = Utiliser { $api } en votre nom
scope-other = Utiliser { $scope }
allow = Autoriser
do-not-allow = Ne pas autoriser
consent-next = Vous irez ensuite à l’adresse { $destination }.
not-you = Ce n’est pas vous ? Utilisez un autre compte

## Devices without a browser

device-code = Saisissez le code de votre appareil
device-code-label = Code
device-code-hint = Votre appareil affiche huit lettres. Majuscules ou minuscules, c’est pareil.
device-code-form = Un code a huit lettres, par exemple WDJB-MJHT
device-code-unknown = Aucun appareil n’attend avec ce code. Cherchez-en un nouveau sur l’appareil.
device-code-too-often = Trop de codes erronés. Réessayez dans 15 minutes.
device-confirm-title = Connexion sur votre appareil
device-confirm = Autoriser cette application à utiliser votre compte sur votre appareil ?
device-confirm-app = Autoriser { $app } à utiliser votre compte sur votre appareil ?
device-same-code = Votre appareil doit afficher le même code
device-warning = N’autorisez que si vous avez commencé vous-même, sur un appareil devant vous. Si quelqu’un vous a envoyé un code ou un lien, refusez.
device-refuse = Refuser
device-allowed = Retournez à votre appareil
device-allowed-body = Il continue tout seul dans quelques secondes. Vous pouvez fermer cette page.
device-refused = L’appareil est refusé
device-refused-body = Il ne peut pas utiliser votre compte. Vous pouvez fermer cette page.

## The server itself

unavailable = La connexion n’est pas disponible pour le moment
unavailable-body = Le serveur est occupé ou redémarre. Votre compte n’est pas en cause. Réessayez dans quelques secondes.

## The code on a page of ours

scan = Scannez avec WeChat
scan-frame = La page de WeChat avec le code
scan-own-page = L’ouvrir sur la page de WeChat

## Trying a sign-in, for administrators

trial = Essayer une connexion
trial-body = Vous verrez ce qui revient. Personne n’est connecté et aucun compte n’est créé.
trial-start = Essayer maintenant
trial-worked = La connexion fonctionne
trial-failed = La connexion ne fonctionne pas encore
trial-no-name = Sans pseudo
trial-people-see = Ce que l’on verrait
trial-you-see = Pour vous
trial-nobody = Personne n’a été connecté et aucun compte n’a été créé.
step-sent-away = Départ vers l’autre site
step-came-back = Retour
step-code-exchanged = Code échangé
step-profile-read = Profil lu
