## Connectors

connector = Connecteur
connector-add = Ajouter un connecteur
connector-new = Ajouter { $name }
connector-new-body = À gauche ce qu'il faut faire chez WeChat, à droite ce qui va ici.
connector-on = Sur la page de connexion
connector-off = Désactivé
connector-health = État
connector-people = Personnes
connector-last-sign-in = Dernière connexion
connector-switch = Afficher { $name } sur la page de connexion
connector-switch-save = Enregistrer
connector-try = Essayer une connexion
connector-tabs = Pages de ce connecteur
connector-tab-settings = Réglages
connector-tab-guide = Guide
connector-tab-sign-ins = Connexions
connector-tab-history = Historique
connector-delete = Supprimer le connecteur
connectors-empty = Connectez-vous avec des comptes existants.
connectors-empty-body = Un connecteur mène à un fournisseur comme WeChat, et en revient.
connectors-empty-add = Ajouter WeChat
connectors-empty-simulator = Essayer d'abord avec le simulateur
choice-on = Activé
choice-off = Désactivé
choice-yes = Oui
choice-no = Non
nobody-yet = Personne encore
more-than = Plus de { $count }
health-fine = En ordre
health-to-fix =
    { $count ->
        [one] 1 point à corriger
       *[other] { $count } points à corriger
    }
health-not-checked = Pas encore vérifié
health-waiting = En attente de ses clés
health-simulator = Simulateur

## What was done

connector-added = { $name } est ajouté. Il reste désactivé jusqu'à ce que vous l'activiez.
connector-saved = { $name } est enregistré et vérifié.
connector-unchanged = { $name } était déjà ainsi. Il est vérifié.
connector-checked = { $name } est vérifié.
connector-turned-on = { $name } est sur la page de connexion de chaque application.
connector-turned-off = { $name } est désactivé. Personne ne peut s'en servir.
connector-not-set-up = { $name } n'a pas encore de clés et reste désactivé.
connector-moved = Le bouton de { $name } a changé de place.
connector-waiting = { $name } attend l'examen. Vous pouvez revenir à tout moment.
connector-not-waiting = { $name } n'attend plus. Saisissez ses clés.
connector-deleted = { $name } est supprimé.
connector-kept = { $name } garde ses clés.

## Adding one

kind-added =
    { $count ->
        [one] Déjà ajouté
       *[other] Ajouté { $count } fois
    }
kind-web = Pour les sites web
kind-native = Pour les applications mobiles
kind-needs = Ce qu'il faut
kind-needs-web = Une organisation, un domaine public en https et un compte vérifié sur la plateforme ouverte de WeChat.
kind-needs-native = Une application mobile et un compte vérifié sur la plateforme ouverte de WeChat.
kind-takes = Combien de temps
kind-takes-days = Des jours pour l'examen par WeChat, puis trois minutes ici.
kind-phones = Sur téléphone
kind-phones-web = Un second écran affiche le code. Dans WeChat, un compte de service aide.
kind-phones-native = WeChat s'ouvre sur le même téléphone.

## Keys

keys-title = Clés de la plateforme ouverte de WeChat
connector-place = Ces clés sont celles de
connector-place-hint = L'autre demande d'autres clés. Pour essayer à côté, ajoutez un second connecteur.
place-wechat = WeChat
place-simulator = Simulateur
simulator-open = Simulateur, pour les navigateurs
simulator-open-hint = Schéma, hôte et port, par exemple http://localhost:3002.
simulator-api = Simulateur, pour ce serveur
simulator-api-hint = Seulement si ce serveur l'atteint à une autre adresse.
simulator-wrong = L'adresse n'a qu'un schéma, un hôte et un port : http://localhost:3002.
client-id = App ID
client-id-hint = Il commence par wx et compte 18 caractères.
client-id-missing = L'App ID manque. La page de l'application le montre.
client-id-length = L'App ID commence par wx et compte 18 caractères. Celui-ci en a { $value }.
client-id-shape = L'App ID est wx suivi de 16 caractères parmi 0-9 et a-f, en minuscules.
client-id-same = Un compte de service a son propre App ID. Celui-ci est celui du site.
client-secret = App secret
client-secret-hint = WeChat le montre une fois, à sa création ou réinitialisation. Les espaces autour sont retirés.
client-secret-missing = L'App secret manque. WeChat le montre une fois, à sa création ou réinitialisation.
client-secret-long = L'App secret compte 32 caractères. Celui-ci en a bien plus.
client-secret-again = Un autre App ID ou un autre lieu demande son secret. Celui enregistré n'y est pas envoyé.
secret-saved = Un secret est enregistré.
secret-saved-ends = Celui enregistré finit par { $end }.
secret-saved-since = Celui enregistré date du { $date }.
secret-saved-ends-since = Celui enregistré finit par { $end } et date du { $date }.
secret-keep = Laissez vide pour le garder.
secret-odd =
    { $count ->
        [one] Il compte 1 caractère. Ceux de WeChat en ont 32 parmi 0-9 et a-f.
       *[other] Il compte { $count } caractères. Ceux de WeChat en ont 32 parmi 0-9 et a-f.
    }
in-wechat-title = Dans WeChat
in-wechat-body = Pour qui ouvre votre site dans WeChat. Il faut les clés d'un compte de service vérifié.
in-wechat-client-id = App ID du compte de service
in-wechat-client-id-hint = Laissez vide pour ne rien proposer dans WeChat sur téléphone.
in-wechat-client-secret = App secret du compte de service
connector-scope = Portée (scope)
connector-scope-hint = Elle ne vaut que dans WeChat. Le code QR utilise toujours snsapi_login ; WeChat n'accepte rien d'autre.
scope-default = Par défaut
scope-userinfo = snsapi_userinfo : demande, et donne pseudonyme et photo
scope-base = snsapi_base : ne demande rien, et ne donne que l'openid
scope-wrong = La portée est vide, snsapi_userinfo ou snsapi_base.
universal-links = Universal Link
universal-links-hint = Le lien par lequel iOS ouvre votre application. Android n'en a pas besoin.
universal-links-wrong = Un Universal Link commence par https et n'a pas de fragment.

## What WeChat needs

give-title = À donner à WeChat
give-body = Informations du site, champ Authorization callback domain ({ $field }). Sans https:// ni chemin.
callback-domain = Domaine de rappel
callback-domain-hint = Exactement ceci : sans https://, chemin ni port.
callback-title = Adresse de rappel complète, pour vos dossiers
callback-url = Adresse de rappel
callback-hint = WeChat ne la demande pas. Chaque connecteur a la sienne.

## When someone signs in

rules-title = Quand quelqu'un se connecte
sync-profile = Pseudonyme et photo
sync-profile-first = Copier à l'inscription seulement
sync-profile-every = Copier à chaque connexion
sync-profile-hint = Un nom modifié ici n'est jamais remplacé.
in-wechat-rule = Ouvert dans l'application WeChat
in-wechat-explain = Expliquer comment ouvrir un navigateur
in-wechat-hide = Masquer le bouton
in-wechat-rule-hint = Avec un compte de service, on se connecte dans WeChat.
connector-sign-up = Nouvelles personnes
sign-up-follow = Comme le dit la page de connexion
sign-up-never = Ne jamais créer de compte
connector-more = Cas particuliers
open-platform = Compte de la plateforme ouverte
open-platform-hint = Un nom quelconque. Les connecteurs du même nom partagent les personnes par leur union id.
open-platform-wrong = Le nom a 64 caractères au plus et aucun saut de ligne.
require-union-id = Refuser les personnes sans union id
require-union-id-hint = WeChat en donne un dès que l'application est liée à un compte de la plateforme.
require-union-id-wrong = snsapi_base ne donne jamais d'union id. Laissez la portée vide, ou décochez ceci.
store-tokens = Conserver les jetons de WeChat
store-tokens-hint = Scellés, pour des programmes qui interrogent WeChat plus tard. Aucune adresse d'ici ne les donne.
save-and-check = Enregistrer et vérifier

## Setup check

check-title = Vérification
check-now = Vérifier
check-again = Vérifier à nouveau
check-none = Ce connecteur n'a pas encore été vérifié.
check-needs-keys = Saisissez d'abord ses clés.
check-asking = Interrogation de WeChat.
check-still = Toujours en cours.
check-failed = La vérification n'a pas répondu.
check-try-again = Réessayer
check-at = Vérifié le
check-nobody = Aucune personne n'était concernée.
check-pass = Réussi
check-warning = À regarder
check-fail = Échec
check-could-not-tell = Impossible à dire
check-not-run = Non exécuté
fix-field = Ouvrir le champ
fix-guide = Ouvrir le guide
fix-settings = Ouvrir les réglages

## Its button

button-place = Bouton { $at } sur { $of }.
button-order = Changer l'ordre
button-up = Monter
button-down = Descendre
button-none = Il n'a pas de bouton. Activez-le pour en afficher un.
native-no-button = Il n'a pas de bouton. Votre application le nomme par direct_sign_in=social:{ $id }.

## Guide

guide-step-1 = 1. Compte
guide-step-2 = 2. Créer l'application
guide-step-3 = 3. Clés
guide-step-4 = 4. Vérifier, activer, essayer
guide-step-4-body = Vérifiez sans personne, affichez le bouton, puis essayez le vrai chemin.
guide-step-4-later = Une fois les clés enregistrées, vous pourrez vérifier et activer le connecteur.
guide-days = WeChat demande des jours. Le simulateur, aucun.
guide-meanwhile = Construire avec le simulateur entre-temps
guide-in-simulator = Le faire dans le simulateur
guide-have-keys = J'ai les clés
guide-submitted = Je l'ai soumise
guide-submitted-hint = Garde cette étape : vous pouvez partir des jours et revenir.
guide-waiting-since = En attente d'examen depuis
guide-any-news = Trois jours ou plus. Regardez si le courrier du résultat est arrivé.
guide-reviewed = L'examen est terminé
guide-enter-keys = Saisir les clés
step-to-do = À faire
step-done = Fait
step-waiting = En attente

## Sign-ins

sign-ins-title = Comment se passent les connexions
sign-ins-all = Toutes les connexions
sign-ins-none = Personne n'a essayé de se connecter en 7 jours.
sign-ins-how = Résultat
sign-ins-day = 24 heures
sign-ins-week = 7 jours
sign-ins-started = Envoyées à WeChat
sign-ins-signed-in = Connectées
sign-ins-refused = Refusées
sign-ins-failed = Échouées
sign-ins-blocked = Bloquées
sign-ins-lost = Non revenues
sign-ins-open = En cours
sign-ins-failures = Les dernières qui n'ont pas abouti

## Before new keys take effect

review-to-wechat = Passer à WeChat ?
review-to-simulator = Passer au simulateur ?
review-keys = Utiliser ces clés ?
review-body = Rien n'a encore changé. Voici ce que dit la vérification des nouvelles clés.
review-fails = Avec ces clés, personne ne pourrait se connecter. Gardez les anciennes d'ici là.
review-use = Utiliser les nouvelles clés
review-keep = Garder les anciennes clés

## Two administrators

conflict-title = Modifié par deux personnes
conflict-by = { $name } l'a modifié pendant que vous étiez ici :
conflict-body = Rien de vous n'est perdu. Choisissez pour chaque champ, puis enregistrez.
conflict-mine = Garder le mien
conflict-theirs = Utiliser le leur
conflict-empty = vide
conflict-typed-secret = celui que vous avez saisi
conflict-stored-secret = celui enregistré
conflict-drop = Abandonner les miens

## Deleting

delete-title = Supprimer { $name } ?
delete-people =
    { $count ->
        [one] 1 personne s'en sert.
       *[other] { $count } personnes s'en servent.
    }
delete-many-people = Plus de { $count } personnes s'en servent.
delete-stranded =
    { $count ->
        [one] 1 d'entre elles n'a pas d'autre moyen.
       *[other] { $count } d'entre elles n'ont pas d'autre moyen.
    }
delete-many-stranded = Plus de { $count } d'entre elles n'ont pas d'autre moyen.
delete-keys = Ses clés et ses réglages disparaissent pour toujours.
delete-stays = Les personnes restent, avec tout ce qui est à elles.
delete-rather-off = La désactivation a le même effet sur la page de connexion, et se défait.
delete-turn-off = Plutôt désactiver
delete-type = Saisissez { $name } pour le supprimer bien que des personnes perdent l'accès.
delete-name = Nom du connecteur
delete-name-wrong = Le nom est { $value }.
delete-not = Ne pas supprimer
