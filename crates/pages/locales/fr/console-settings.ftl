## Parts of the settings

settings-general = Général
settings-administrators = Propriétaires et admins
settings-keys = Clés
settings-sessions = Sessions
settings-data = Données
settings-about = À propos
settings-me = Vous

## Somebody else was faster

settings-changed-by = { $who } a changé ceci entre-temps.
settings-conflict-field = { $field } : c’est { $theirs } maintenant, vous avez saisi { $mine }.
settings-conflict-save = Rien de vous n’est encore enregistré. Enregistrez pour garder vos valeurs.
settings-conflict-theirs = Prendre les siennes

## General

settings-saved = Les réglages sont enregistrés.
default-language = Langue de la console
default-language-hint = Pour les navigateurs qui ne demandent aucune de ces langues. Chacun peut en choisir une autre.
first-steps = Montrer les premiers pas dans l’aperçu
first-steps-hint = Ils mènent à la première connexion, du simulateur à l’application.
server-address = Adresse publique
server-address-hint = Les personnes et les applications y trouvent ce serveur. Elle vient de la configuration : personne ne la change par mégarde.
asking-address = Interrogation de l’adresse publique
still-asking = Toujours en attente
address-unknown = Pas de réponse en 15 secondes.
check-address = Vérifier l’adresse publique
address-check-again = Vérifier encore
address-here = { $address } mène à ce serveur.
address-other = { $address } répond avec le statut { $status }, mais ce n’est pas ce serveur.
address-other-fix = Regardez le proxy placé devant, et le nom dans le DNS.
address-nobody = { $address } ne mène pas à ce serveur.
address-nobody-fix = Vérifiez que le nom existe dans le DNS, que le port est ouvert et que le certificat est valable.
another-address = Changer l’adresse publique
another-address-body = C’est { $address } maintenant. Saisissez la nouvelle pour voir ce qui change avec elle.
new-address = Nouvelle adresse
new-address-hint = Le schéma et l’hôte, et un port s’il est inhabituel. Pas de chemin.
address-wrong = Une adresse ressemble à https://id.example.com.
address-same = C’est l’adresse actuelle.
address-show-changes = Montrer ce qui change
address-changes = Ce qui change
address-value = Valeur
address-now = Maintenant
address-then = Ensuite
callback-domain-of-wechat = Domaine de retour chez WeChat
callback-of = Adresse de retour de { $connector }
issuer-of-tokens = Émetteur
in-this-order = Dans cet ordre
order-wechat = Sur la plateforme de WeChat, donnez le nouveau domaine à { $label }. WeChat n’en accepte qu’un : personne ne se connecte avant l’étape suivante.
order-setting = Donnez la valeur à { $setting } dans le fichier de configuration, ou à { $variable }, et redémarrez chaque nœud.
order-applications = Donnez le nouvel émetteur à chaque application.
order-people = Chacun se connecte une fois de plus : les cookies appartiennent à l’ancienne adresse.
who-runs-it = Qui gère ce serveur
who-runs-it-body = Le nom, le contact et le logo font partie de ce que l’on voit en se connectant.

## Owners and admins

add-administrator = Ajouter quelqu’un
admin-name = Nom
admin-role = Rôle
admin-last-seen = Dernière visite
that-is-you = (vous)
no-password-yet = Sans mot de passe
admin-never = Jamais
admin-email-hint = Elle sert à se connecter. Aucun e-mail n’est envoyé : vous remettez un lien.
admin-email-taken = Quelqu’un a déjà cette adresse e-mail.
role-owner-hint = Peut tout changer et ajouter d’autres personnes.
role-viewer-hint = Voit tout, ne change rien.
add-and-link = Ajouter et obtenir le lien
last-owner = C’est le seul propriétaire qui puisse se connecter. Nommez d’abord un autre propriétaire.
new-link-body = Avec un nouveau lien, cette personne choisit un autre mot de passe. L’actuel fonctionne jusque-là.
first-link-body = Cette personne n’a pas encore choisi de mot de passe. Un nouveau lien vaut le premier.
make-link = Obtenir un nouveau lien
remove-administrator = Retirer
one-time-link = Lien à usage unique
link-for = Remettez ce lien à { $name }, qui se connecte ensuite avec { $email }.
link-hint = Il fonctionne une fois, pendant trois jours. Il n’est affiché que maintenant.
link-shown = Le lien a été affiché une fois et n’est pas gardé. S’il est perdu, obtenez-en un autre.
remove-person = Retirer { $name } ?
remove-person-body =
    { $count ->
        [0] Cette personne ne peut plus utiliser la console.
        [one] Cette personne est déconnectée d’un navigateur et ne peut plus utiliser la console.
       *[other] Cette personne est déconnectée de { $count } navigateurs et ne peut plus utiliser la console.
    }
remove-person-stays = Ses changements restent, avec son nom dans l’historique.
administrator-saved = { $name } : enregistré.
administrator-removed = { $name } : accès retiré.
link-made = Le lien pour { $name } est prêt.
sessions-ended =
    { $count ->
        [one] Un navigateur est déconnecté.
       *[other] { $count } navigateurs sont déconnectés.
    }
session-gone = Ce navigateur était déjà déconnecté.

## Browsers

admin-browsers = Navigateurs connectés
admin-browser-on = { $browser } sur { $system }
admin-browser-unknown = Navigateur inconnu
admin-this-browser = Ce navigateur
admin-since = Depuis
admin-last-used = Dernier usage
admin-end-session = Déconnecter
admin-end-others = Déconnecter tous les autres
admin-end-all = Tout déconnecter
admin-no-sessions = Aucune connexion en cours.

## You

your-profile = Votre profil
my-email-hint = Un propriétaire qui vous ajoute de nouveau peut vous en donner une autre.
current-password = Mot de passe actuel
new-password = Nouveau mot de passe
new-password-ends = Tous vos autres navigateurs sont alors déconnectés.
change-password = Changer le mot de passe
current-password-wrong = Le mot de passe actuel est différent.
profile-saved = Votre profil est enregistré.
password-changed = Votre mot de passe est changé. Vos autres navigateurs sont déconnectés.

## Keys

signing-keys = Clés de signature
rotate-keys = Renouveler les clés
key-name = Nom
key-algorithm = Algorithme
key-made = Créée
key-state = État
key-signs = Signe
key-next = Signe bientôt
key-retired = Retirée
published-until = publiée jusqu’au
keys-old = Une clé de signature a plus d’un an. Renouvelez les clés.
public-keys = Clés publiques
public-keys-address = Adresse des clés publiques
public-keys-hint = Les applications les y lisent d’elles-mêmes.
rotate-new = Les nouvelles clés sont publiées aussitôt et signent après { $span }.
rotate-old = Les clés actuelles ne signent plus ensuite. Elles restent publiées pendant { $span }, jusqu’à la fin du dernier jeton.
rotate-nobody = Personne n’est déconnecté.
rotate-warn = Les applications qui gardent une copie des clés à la main doivent la refaire.
rotate-now = Renouveler maintenant
keys-rotated = Les nouvelles clés sont publiées et signent dans quelques secondes.
keys-rotated-before = Quelqu’un d’autre a déjà renouvelé les clés.

## Sessions

how-long = Durées
lasts-session = La session d’une personne
lasts-access-token = Un jeton d’accès
lasts-refresh-token = Un jeton de renouvellement
lasts-console = La console, inutilisée
lasts-hint = Elles viennent du fichier de configuration. Un redémarrage les applique.
signed-in-now = Connexions en cours
open-sessions =
    { $count ->
        [0] Personne n’est connecté.
        [one] Un navigateur est connecté.
       *[other] { $count } navigateurs sont connectés.
    }
open-sessions-more = Plus de { $count } navigateurs sont connectés.
sign-everybody-out = Déconnecter tout le monde
everybody-again = Chacun se connecte de nouveau à sa prochaine visite.
everybody-stays = Les applications qui peuvent agir en l’absence des personnes gardent ce droit. Les jetons fonctionnent jusqu’à leur fin.
everybody-you = Les administrateurs restent connectés à la console.
everybody-out =
    { $count ->
        [0] Personne n’était connecté.
        [one] Un navigateur est déconnecté.
       *[other] { $count } navigateurs sont déconnectés.
    }
span-days =
    { $count ->
        [one] un jour
       *[other] { $count } jours
    }
span-hours =
    { $count ->
        [one] une heure
       *[other] { $count } heures
    }
span-minutes =
    { $count ->
        [one] une minute
       *[other] { $count } minutes
    }
span-seconds =
    { $count ->
        [one] une seconde
       *[other] { $count } secondes
    }

## Data

how-long-kept = Durées de conservation
attempt-days = Connexions, en jours
attempt-days-hint = Chaque essai avec ses étapes. Les comptes par heure restent toujours.
change-days = Changements, en jours
change-days-hint = Qui a changé quoi dans la console, par un programme ou une commande.
days-wrong = Un nombre entier de jours, de 1 à 3650.
delete-old-now = Supprimer maintenant ce qui est plus ancien
delete-attempts =
    { $days ->
        [one] Les connexions de plus d’un jour sont supprimées.
       *[other] Les connexions de plus de { $days } jours sont supprimées.
    }
delete-changes =
    { $days ->
        [one] Les changements de plus d’un jour sont supprimés.
       *[other] Les changements de plus de { $days } jours sont supprimés.
    }
delete-old-stays = Les comptes, les applications et les chiffres par heure restent. Rien ne ramène ce qui est supprimé.
old-deleted = Supprimés : { $attempts } connexions et { $changes } changements.
where-data-are = Où sont les données
server-database = Base de données
data-place = Emplacement
data-size = Taille
data-megabytes = { $count } Mo
data-attempts = Connexions
data-changes = Changements
data-export = Exporter
export-configuration = { $command } écrit les applications, les connecteurs et la page de connexion dans un fichier.
export-activity = Les connexions s’exportent depuis leur liste :
export-person = Les données d’une personne sont sur sa page :

## About

what-runs = Ce qui fonctionne ici
server-version = Version
running-for = En marche depuis
clock-of-server = Horloge de ce serveur
power-cut = Après une panne de courant
survives-power-cut = Rien n’est perdu
may-lose-power-cut = Les derniers changements peuvent être perdus
server-health = Santé
healthz-body = Répond tant que le programme fonctionne.
readyz-body = Répond quand la base de données répond aussi.
metrics-body = Chiffres pour Prometheus, sur cette machine ou avec { $setting }.
server-licences = Licences
licence-body = Pailou est un logiciel libre sous { $licences }, au choix.
trademarks = WeChat et 微信 sont des marques de Tencent. Pailou n’est pas un produit de Tencent et n’est pas approuvé par lui.
