## The list of people

users-search = Trouver une personne
users-search-hint = Nom, pseudo, nom d’utilisateur, e-mail, téléphone, union id, open id ou référence d’une connexion.
users-find = Trouver
users-show = Afficher
users-show-hint = La recherche porte sur tout le monde, quel que soit le filtre.
users-newest = Les plus récents d’abord
users-last-seen = Les derniers vus d’abord
users-suspended = Suspendus
users-through = Par { $name }
users-count =
    { $count ->
        [one] Une personne
       *[other] { $count } personnes
    }
users-count-capped = Plus de { $count } personnes
users-by-id = Trouvé par l’identifiant du compte.
users-by-reference = Trouvé par la référence d’une connexion.
users-by-key = Trouvé par un identifiant chez un fournisseur.
users-by-email = Trouvé par l’adresse e-mail.
users-by-phone = Trouvé par le numéro de téléphone.
users-none = Les personnes apparaissent ici à leur première connexion.
users-none-body = Vous pouvez aussi créer quelqu’un, qui recevra un moyen de connexion plus tard.
users-nobody-matches = Personne ne correspond.
users-nobody-matches-body = Les noms se trouvent par le début de leurs mots. Les identifiants et adresses s’écrivent en entier.
users-show-all = Afficher tout le monde

## One person

user-person = Personne
user-nameless = Personne sans nom
user-ways = Moyens de connexion
user-no-way = Aucun
user-more-ways = et { $count } de plus
user-last-seen = Vu la dernière fois
user-never = Jamais
user-created-at = Créé
user-suspended = Suspendu
user-pages = Pages de cette personne
user-profile = Profil
user-sessions = Sessions
user-activity = Activité
user-facts = Ce que l’on sait
user-first-application = Première application
user-id = Identifiant
user-id-hint = Le sub des jetons.
user-sign-ins = Dernières connexions
user-no-sign-ins = Aucune connexion n’a mené à ce compte.
user-all-sign-ins = Toutes les connexions de cette personne
user-changes = Modifications par les administrateurs

## Fields

user-new = Créer une personne
user-new-body = Le compte n’a d’abord aucun moyen de connexion.
user-create = Créer
user-name = Nom
user-name-hint = Une fois enregistré ici, aucune connexion ne le change.
user-username = Nom d’utilisateur
user-username-hint = Lettres, chiffres et _, sans chiffre au début.
user-email = E-mail
user-phone = Téléphone
user-phone-hint = Avec l’indicatif du pays, comme +86 138 0000 0000.
user-picture = Adresse de l’image
user-picture-hint = Une fois enregistrée ici, aucune connexion ne change l’image.
user-notes = Notes pour les applications
user-custom-data = Données personnalisées
user-custom-data-hint = Un objet JSON que des programmes lisent et écrivent.
user-further = Suite du profil
user-further-hint = Un objet JSON avec des champs comme givenName ou birthdate.
user-name-long = Un nom a jusqu’à 128 caractères.
user-username-form = Un nom d’utilisateur a des lettres, des chiffres et _, sans chiffre au début, jusqu’à 128 caractères.
user-username-taken = Quelqu’un d’autre a ce nom d’utilisateur.
user-email-form = Une adresse ressemble à iris@acme.example et a jusqu’à 128 caractères.
user-email-taken = Quelqu’un d’autre a cette adresse e-mail.
user-phone-form = Un numéro a de 5 à 20 chiffres, avec l’indicatif du pays.
user-phone-taken = Quelqu’un d’autre a ce numéro de téléphone.
user-picture-form = L’adresse commence par https:// et a jusqu’à 2048 caractères.
user-json-form = Ce n’est pas un objet JSON. Un objet ressemble à { $value }.
user-json-long = Il y a place pour 64 ko.
user-empty = vide
user-meanwhile = Quelqu’un d’autre a modifié ce compte entre-temps.
user-meanwhile-body = Rien n’est encore enregistré. Votre saisie est ci-dessous ; voici ce qui est enregistré :
user-meanwhile-theirs = Abandonner ma saisie
user-meanwhile-mine = Enregistrer ma saisie

## What can be done

user-account = Compte
user-suspend = Suspendre
user-suspend-title = Suspendre le compte
user-suspend-body = Personne ne peut s’y connecter, et les sessions ne comptent plus. Rien n’est perdu.
user-suspend-instead = Suspendre plutôt
user-resume = Rétablir
user-resume-title = Rétablir le compte
user-resume-body = La personne peut se reconnecter. Les sessions d’avant comptent à nouveau.
user-export = Exporter
user-export-title = Exporter les données de cette personne
user-export-body = Un fichier avec tout ce qui est conservé, sans secrets. L’exportation est notée.
user-delete = Supprimer
user-delete-title = Supprimer le compte
user-delete-hint = Une page montre d’abord ce qui disparaît.
user-delete-question = Supprimer { $name } ?
user-delete-what = Ceci disparaît définitivement
user-delete-profile = Le profil, l’image et toutes les notes.
user-delete-ways =
    { $count ->
        [0] Aucun moyen de connexion.
        [one] Un moyen de connexion.
       *[other] { $count } moyens de connexion.
    }
user-delete-sessions =
    { $count ->
        [0] Aucune session : personne n’est connecté.
        [one] Une session. Le navigateur est déconnecté aussitôt.
       *[other] { $count } sessions. Les navigateurs sont déconnectés aussitôt.
    }
user-delete-consents =
    { $count ->
        [0] Tous les jetons des applications.
        [one] Tous les jetons des applications, et ce qu’une application tierce avait le droit de faire.
       *[other] Tous les jetons des applications, et ce que { $count } applications tierces avaient le droit de faire.
    }
user-delete-stays = Les connexions restent dans les chiffres, sans la personne. Votre suppression reste dans l’historique.
user-delete-again = Qui revient par le même fournisseur est un inconnu.
user-confirm = Pour supprimer le compte, écrivez son nom : { $name }
user-confirm-label = Nom de la personne
user-confirm-wrong = Écrivez le nom exactement comme il est affiché.
user-keep = Conserver
user-created = { $name } est créé.
user-saved = { $name } est enregistré.
user-unchanged = Rien n’a changé.
user-suspended-done = { $name } est suspendu.
user-resumed-done = { $name } peut se reconnecter.
user-unlinked = Le moyen de connexion de { $name } est retiré.
user-session-ended = Le navigateur est déconnecté.
user-sessions-ended =
    { $count ->
        [one] Un navigateur est déconnecté.
       *[other] { $count } navigateurs sont déconnectés.
    }
user-deleted = { $name } est supprimé.
user-nothing-done = Cela n’existait déjà plus. Rien n’a changé.

## Ways to sign in

user-ways-none = Aucun compte externe lié
user-ways-none-body = La personne peut en ajouter un sur la page du compte une fois connectée. Des programmes le peuvent par la Management API.
user-way-nameless = Sans pseudo
user-way-linked = Lié
user-way-made-account = Le compte a été créé avec lui.
user-way-added-later = Il a été ajouté plus tard.
user-way-used = Dernière utilisation
user-way-union-id = Union id
user-way-open-id = Open id
user-way-raw = Données brutes
user-way-unlink = Dissocier
user-way-unlink-title = Dissocier un moyen de connexion
user-way-unlink-what = { $name } ne peut plus se connecter avec. Qui revient avec est un inconnu.
user-way-unlink-stays = Le compte reste, avec son nom et ses sessions.
user-way-last = C’est le seul moyen d’entrer.
user-way-last-body = Sans lui, { $name } ne pourrait plus jamais se connecter. Deux solutions :
user-way-last-add = La personne se connecte, ouvre la page du compte et ajoute un autre moyen. Celui-ci peut alors partir.
user-way-last-delete = Si personne ne doit plus se connecter, suspendez ou supprimez le compte.

## Sessions

sessions-none = Personne n’est connecté.
sessions-suspended = Le compte est suspendu, donc aucune de ces sessions ne compte.
session-device = { $browser } sur { $system }
session-device-unknown = Navigateur inconnu
session-since = Connecté
session-until = Se termine d’elle-même
session-end = Déconnecter
session-end-all = Déconnecter partout
session-end-hint = Les applications gardent ce qu’elles ont reçu pour l’accès sans session.
