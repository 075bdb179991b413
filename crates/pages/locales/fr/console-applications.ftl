## Applications

application-one = Application
application-new = Nouvelle application
application-create = Créer
application-choose = Choisissez le type qui convient à votre programme.
application-kind = Type
application-place = Test ou réelle
application-sign-ins = Connexions en 7 jours
application-last-sign-in = Dernière connexion
application-tabs = Pages de cette application
application-tab-settings = Réglages
application-tab-ways = Page de connexion
application-tab-connection = Données de connexion
application-tab-activity = Activité
application-of-others = D'un tiers
application-test = Test
application-real = Réelle
application-no-address = Pas encore d'adresse
application-needs-no-place = Aucune adresse nécessaire
applications-empty = Une application est ce à quoi les gens se connectent.
applications-empty-demo = { $command } démarre un serveur avec une application à essayer.

## Kinds

application-web = Application web
application-web-meaning = Les pages viennent d'un serveur, qui garde un secret : Next.js, Django, Spring, PHP.
application-single-page = Application monopage
application-single-page-meaning = Le programme tourne dans le navigateur, où aucun secret ne se garde : React, Vue, Angular.
application-native = Application native
application-native-meaning = Le programme tourne sur l'appareil de chacun : iOS, Android, ordinateur.
application-machine = Machine
application-machine-meaning = Un programme qui agit pour lui-même. Personne ne s'y connecte.

## Fields

application-name = Nom
application-name-hint = Les gens le voient sur la page de connexion.
application-address = Adresse de redirection
application-address-hint = Où les gens reviennent, par exemple https://app.example/callback. Comparée lettre par lettre.
application-address-hint-native = Où les gens reviennent, par exemple com.example.app:/callback ou http://127.0.0.1/callback.
application-library = Bibliothèque
application-library-other = Une autre, ou pas encore choisie
application-library-hint = Quelle bibliothèque le programme utilise-t-il ? Certaines n'acceptent que RS256 pour les jetons d'identité ; le choix le règle.
application-management-api = API de gestion
management-api-none = Aucun accès
management-api-none-cost = Son secret n'ouvre rien ici.
management-api-read = Lecture
management-api-read-cost = Qui a son secret voit toutes les personnes, les applications et les réglages.
management-api-all = Lecture et modification
management-api-all-cost = Qui a son secret peut faire tout ce qu'un propriétaire peut faire.
application-general = Généralités
application-description = Description
application-description-hint = Pour les administrateurs. Les gens ne la voient pas.
application-home = Page d'accueil
application-home-hint = Où l'on peut recommencer. Vide : la racine de la première adresse de redirection.
application-where = Adresses
application-needs-address = Personne ne peut encore se connecter, car il n'y a pas d'adresse de redirection.
application-addresses = Adresses de redirection
application-addresses-hint = Où les gens reviennent, une par ligne. Comparées lettre par lettre.
application-after-sign-out = Adresses après la déconnexion
application-after-sign-out-hint = Où les gens peuvent aller une fois déconnectés, une par ligne.
application-logout-address = Adresse de déconnexion directe
application-logout-address-hint = Le serveur l’appelle quand une session se termine. En https, ou sur la même machine.
application-session-required = Elle a besoin de l’identifiant de session
application-session-required-hint = L’appel nomme toujours la session et la personne. Ceci est gardé pour les programmes qui le demandent.
application-origins = Origines autorisées
application-origins-hint = Les pages de ces origines peuvent lire les réponses de ce serveur, une par ligne. Celles des adresses de redirection le peuvent déjà.
application-origins-hint-native = Seulement pour les vues web, par exemple capacitor://localhost. Une par ligne.
application-rules = Règles
application-devices = Les appareils sans navigateur peuvent demander
application-devices-hint = L’appareil affiche un code, que la personne saisit ici.
application-third-party = Elle appartient à un tiers
application-third-party-hint = Les gens sont interrogés avant qu'elle sache qui ils sont.
application-signature = Signature des jetons d'identité
application-signature-es256 = Courte et rapide. La plupart des bibliothèques l'acceptent.
application-signature-rs256 = Pour les bibliothèques qui n'acceptent rien d'autre.
application-signature-rs256-for = Pour les bibliothèques qui n'acceptent rien d'autre : { $libraries }.
application-signature-es384 = Comme ES256, avec des clés plus longues. Pour les règles qui l’exigent.
application-signature-eddsa = Ed25519 : la plus rapide. Moins de bibliothèques la connaissent.
application-facts = Ce que l'on sait
application-created-at = Créée
application-changed-at = Dernière modification
application-open = Ouvrir l'application

## What is wrong with a field

application-name-missing = Une application a un nom que les gens connaissent.
application-too-long = Il y a de la place pour { $value } caractères.
application-too-many = Il y a de la place pour { $value } adresses.
application-address-missing = Une application a besoin d'une adresse de redirection, par exemple https://app.example/callback.
application-address-characters = Une adresse n'a que des caractères ASCII visibles, sans barre oblique inverse. Codez les autres de { $value } avec %.
application-address-part = Une adresse est entière, par exemple https://app.example/callback. Celle-ci est { $value }.
application-address-fragment = Une adresse n'a pas de #. Retirez ce qui le suit dans { $value }.
application-address-wildcard = Une adresse n'a pas de *, car elles sont comparées lettre par lettre. Entrez chacune au lieu de { $value }.
application-address-user = Une adresse n'a ni nom d'utilisateur ni mot de passe. Retirez-les de { $value }.
application-address-scheme = { $value } appartient au navigateur et ne mène à aucune application. Utilisez https.
application-address-own-scheme = Seule une application native a un schéma à elle. Utilisez https au lieu de { $value }.
application-address-not-encrypted = Elle commence par https ou mène à la même machine. { $value } ne le fait pas.
application-library-wrong = Cette bibliothèque est pour un autre type d'application. Choisissez-en une de la liste.
application-no-way = Personne ne pourrait se connecter. Cochez au moins un moyen, ou proposez-les tous.
application-way-gone = Il n'y a plus de connecteur { $value }. Décochez-le.

## What was done

application-created = { $name } est créée.
application-secret-added = { $name } a le nouveau secret { $secret }.
application-secret-renamed = Le secret de { $name } s'appelle désormais { $secret }.
application-secret-deleted = Le secret { $secret } de { $name } est supprimé. Il ne fonctionne plus.
application-saved = { $name } est enregistrée.
application-unchanged = { $name } était déjà ainsi.
application-deleted = { $name } est supprimée. Personne ne peut plus s'y connecter.

## Connection data

connection-client-id = Client id
connection-issuer = Émetteur (issuer)
connection-issuer-hint = La plupart des bibliothèques trouvent le reste à partir d'ici.
connection-discovery = Adresse de découverte
connection-authorization = Point d'autorisation
connection-token = Point des jetons
connection-userinfo = Point userinfo
connection-end-session = Point de déconnexion
connection-revocation = Point de révocation
connection-keys = Clés de signature
connection-more = Toutes les adresses
snippet-title = Lignes pour votre programme
snippet-body = Elles contiennent les valeurs de cette application.
snippet-secret = Les lignes lisent le secret dans la variable d'environnement { $variable }.
snippet-rs256 = { $library } n'accepte que RS256 pour les jetons d'identité. Ceux de cette application ont une autre signature.
snippet-rs256-change = Changer la signature
snippet-returns-to = { $library } revient à une adresse qui finit par { $path }. Aucune adresse de redirection n'est ainsi.
snippet-returns-to-add = Ajouter l'adresse
application-no-access = Cette machine ne reçoit aucun jeton, car elle n'a pas accès à l'API de gestion.

## Secrets

secrets = Secrets
secrets-none = Aucun secret
secrets-none-body = Sans secret, le programme ne peut pas prouver qui il est.
secrets-hint = Pour changer de secret, ajoutez-en un, donnez-le au programme, puis supprimez l'ancien.
secrets-not-here = Un programme de ce type n'a pas de secret, car chacun pourrait le lire. Il prouve chaque connexion par PKCE.
secret-new = Nouveau secret
secret-new-body = Les autres continuent de fonctionner.
secret-make = Créer le secret
secret-made = Copiez le secret maintenant
secret-made-body = Il n'est affiché que cette fois. Gardez-le là où seul le programme peut le lire.
secret-name = Nom du secret
secret-name-hint = Pour le reconnaître, par exemple le serveur qui l'utilise.
secret-expiry = Fonctionne
secret-expires-never = Sans fin
secret-expires-30 = 30 jours
secret-expires-90 = 90 jours
secret-expires-180 = 180 jours
secret-expires-365 = Un an
secret-created = Créé
secret-last-used = Dernière utilisation
secret-never-used = Jamais
secret-expires = Fonctionne jusqu'au
secret-over = Expiré
secret-rename = Renommer
secret-rename-title = Renommer le secret
secret-rename-heading = Renommer le secret { $name }
secret-rename-hint = La valeur reste, le programme ne remarque rien.
secret-delete = Supprimer
secret-delete-title = Supprimer le secret
secret-delete-heading = Supprimer le secret { $name } ?
secret-delete-what = Les programmes qui l'utilisent ne reçoivent plus de jetons, dès maintenant. On ne peut pas le rétablir.
secret-delete-stays = Les jetons déjà donnés restent jusqu'à leur fin.
secret-delete-last = C'est le seul secret qui fonctionne. Sans lui, le programme ne peut pas joindre ce serveur.
secret-delete-first = En créer un autre d'abord
secret-delete-not = Le garder
application-secret-name-missing = Un secret a un nom, en caractères visibles.
application-secret-name-taken = Un autre secret de cette application s'appelle { $value }.
application-secret-expiry-wrong = Choisissez une des durées de la liste.

## Its sign-in page

application-ways = Moyens de connexion ici
application-ways-body = Leur ordre est celui de la page de connexion.
application-ways-order = Changer l'ordre
application-ways-all = Tous ceux qui sont activés
application-ways-all-hint = Un nouveau connecteur est proposé ici dès qu'il est activé.
application-ways-some = Seulement ceux-ci
application-way-was = Un connecteur supprimé

## Activity

application-latest-sign-ins = Dernières connexions
application-all-sign-ins = Toutes les connexions à cette application
application-nobody-yet = Personne encore.
application-nobody-yet-body = La page de connexion s'ouvre comme cette application la demande. Elle finit à son adresse de redirection.
application-open-sign-in-page = Ouvrir la page de connexion
application-changes = Modifications par des administrateurs

## Deleting

application-delete = Supprimer l'application
application-delete-heading = Supprimer { $name } ?
application-delete-what = Ce qui se passe
application-delete-people =
    { $count ->
        [0] Personne n'y est connecté.
        [one] Une personne y est connectée et perd l'accès aussitôt.
       *[other] { $count } personnes y sont connectées et perdent l'accès aussitôt.
    }
application-delete-many-people = Plus de { $count } personnes y sont connectées et perdent l'accès aussitôt.
application-delete-sign-ins =
    { $count ->
        [0] Elle n'a eu aucune connexion ces 30 derniers jours.
        [one] Elle a eu une connexion ces 30 derniers jours.
       *[other] Elle a eu { $count } connexions ces 30 derniers jours.
    }
application-delete-many-sign-ins = Elle a eu plus de { $count } connexions ces 30 derniers jours.
application-delete-consents =
    { $count ->
        [one] Une personne lui avait permis de savoir qui elle est. C'est oublié.
       *[other] { $count } personnes lui avaient permis de savoir qui elles sont. C'est oublié.
    }
application-delete-secrets =
    { $count ->
        [0] Elle n'a pas de secret.
        [one] Son secret cesse de fonctionner.
       *[other] Ses { $count } secrets cessent de fonctionner.
    }
application-delete-last-used = Dernière utilisation :
application-delete-settings = Ses réglages sont perdus pour de bon.
application-delete-not-what = Ce qui ne se passe pas
application-delete-people-stay = Les personnes restent, avec leurs comptes et leurs connexions à d'autres applications.
application-delete-figures-stay = Les connexions restent dans Activité et dans les chiffres.
application-delete-type = Des personnes perdent l'accès. Pour supprimer l'application, saisissez son nom : { $name }
application-delete-name = Nom de l'application
