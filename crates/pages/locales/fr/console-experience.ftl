## The sign-in page

experience-tabs = Parties de la page de connexion
tab-ways = Moyens de se connecter
tab-look = Apparence
tab-words = Textes et langues
tab-rules = Règles
nobody-can-sign-in = Personne ne peut se connecter.
nobody-can-sign-in-body = Aucun moyen de se connecter n’est activé. Activez-en un sous
experience-saved-ways = Les moyens de se connecter sont enregistrés.
experience-saved-look = L’apparence est enregistrée.
experience-saved-words = Les langues sont enregistrées.
experience-saved-texts = Vos textes sont enregistrés.
experience-saved-rules = Les règles sont enregistrées.
experience-saved-picture = L’image est sur les pages.
experience-removed-picture = L’image est retirée.
experience-nothing-changed = Rien n’a changé, donc rien n’a été enregistré.

## The preview

preview-title = Aperçu
preview-open = Ouvrir
preview-frame = Aperçu de la page de connexion
preview-state = Situation
preview-language = Langue
preview-device = Appareil
preview-phone = Téléphone
preview-computer = Ordinateur
preview-now = Montrer ce qui est saisi
states-ways = Choisir un moyen
states-phones = Sur un téléphone
states-strangers = Nouveaux venus
states-stopped = Quand quelque chose s’arrête
states-sessions = Connexion et déconnexion
state-all-ways = Connexion, tous les moyens
state-one-way = Connexion, le premier moyen seulement
state-terms = Connexion, conditions à accepter

## Ways to sign in

ways-buttons = Boutons de la page de connexion
ways-buttons-body = Dans cet ordre. Un moyen désactivé est refusé partout, pas seulement masqué.
ways-no-button = aucun
ways-empty = Il n’y a encore aucun moyen de se connecter
ways-empty-body = Un connecteur permet de se connecter avec un compte que l’on a déjà.
way-native = pour les applications mobiles, sans bouton ici
move-up = Monter { $name }
move-down = Descendre { $name }
order-unsaved = Cet ordre n’est pas encore enregistré.
qr-place = Où le code de WeChat est affiché
qr-redirect = Sur la page de WeChat
qr-redirect-hint = Le navigateur y va et revient.
qr-embedded = Sur notre page
qr-embedded-hint = Dans un cadre, avec un lien vers la page de WeChat en dessous.

## Look

look-colour = Couleur
colour-primary = Couleur du bouton principal
colour-primary-hint = Par exemple #2352D0. Sans elle, notre bleu.
colour-dark = La même sur les pages sombres
colour-dark-hint = Sans elle, la couleur ci-dessus.
dark-mode = Pages sombres pour qui les préfère
fill-white = Texte blanc par-dessus, avec un contraste de { $ratio } pour 1.
fill-ink = Texte foncé par-dessus, avec un contraste de { $ratio } pour 1.
fill-moved = Aucun texte n’y est lisible : elle est donc affichée comme { $colour }, avec un contraste de { $ratio } pour 1.
fill-links = Les liens restent bleus, car ils y seraient difficiles à lire.
look-who = Qui l’exploite
organisation = Nom
organisation-hint = Par exemple Acme. Affiché au bas de chaque page.
support-website = Page d’aide
support-email = Adresse e-mail pour l’aide
support-hint = L’aide est au même endroit sur chaque page.
look-css = Feuille de style
custom-css = Votre CSS
custom-css-hint = Elle vient après la nôtre et ne charge rien : ni url(), ni @import. Au plus 32 Kio.
look-pictures = Images
look-pictures-body = PNG, JPEG ou WebP, au plus 512 Kio. Elles sont aussitôt sur les pages.
picture-logo = Logo
picture-dark-logo = Logo des pages sombres
picture-favicon = Icône de l’onglet
picture-none = Aucune
picture-upload = Envoyer
picture-remove = Retirer

## Words and languages

languages-on = Langues des pages
language-choice = Laquelle est choisie
auto-detect = La langue du navigateur compte
auto-detect-hint = Ce qu’une application demande et ce que chacun choisit comptent toujours.
language-fallback = Pour tous les autres
own-words = Vos textes
own-words-body = Chaque texte des pages peut être remplacé, dans chaque langue.
own-count =
    { $count ->
        [0] aucun
        [one] un texte à vous
       *[other] { $count } textes à vous
    }
own-parts = Parties des pages
own-text = Votre texte
own-hint = Si un champ est vide, le texte au-dessus reste. Les variables sont entre accolades : { $example }.
part-frame = Toutes les pages
part-ways = Moyens
part-waiting = Attente
part-ends = Interruptions
part-again = Recommencer
part-requests = Demandes incorrectes
part-sessions = Connexion et déconnexion
part-strangers = Nouveaux venus
part-phones = Téléphones
part-consent = Autorisations
part-devices = Appareils sans navigateur
part-server = Le serveur
part-code = Le code
part-trial = Essais

## Rules

sign-up = Nouveaux venus
sign-up-open = Obtiennent un compte
sign-up-open-hint = Qui vient pour la première fois est bienvenu.
sign-up-closed = N’obtiennent pas de compte
sign-up-closed-hint = On leur dit qu’ils n’ont pas encore de compte, et à qui s’adresser.
stranger-rule = Première fois avec un compte WeChat
stranger-create = Créer un compte aussitôt
stranger-create-hint = Sans question ni page.
stranger-ask = Demander s’ils ont un compte
stranger-ask-hint = Qui dit oui se connecte une fois autrement. Il faut deux moyens qui connaissent des personnes différentes.
require-name = Un compte a besoin d’un nom
require-name-hint = Demandé quand WeChat n’en donne aucun de visible.
rules-terms = Conditions et confidentialité
terms-url = Conditions d’utilisation
privacy-url = Politique de confidentialité
agree-when = Comment on accepte
agree-automatic = En se connectant, comme le dit la page
agree-registration = En cochant une case avant la création d’un compte
agree-manual = En cochant une case avant chaque connexion

## Before saving

confirm-title = Enregistrer ces changements ?
confirm-body = Ils valent aussitôt, pour toutes les applications.
confirm-what = Réglage
confirm-before = Avant
confirm-after = Après
confirm-back = Revenir sans enregistrer
confirm-nobody = Personne ne pourrait plus se connecter.
confirm-gone =
    { $people ->
        [0] { $name } disparaît. Chacun de ceux qui l’utilisent a un autre moyen.
        [one] { $name } disparaît. Une personne n’a pas d’autre moyen de se connecter.
       *[other] { $name } disparaît. { $people } personnes n’ont pas d’autre moyen de se connecter.
    }

## What can be wrong

wrong-no-connector = Il n’y a pas de connecteur { $value }.
wrong-not-set-up = { $value } n’a pas encore de clés : personne ne peut se connecter avec.
wrong-twice = { $value } y est deux fois.
wrong-no-second-way = Pour demander, il faut un second moyen de se connecter. Activez un autre connecteur qui connaît d’autres personnes.
wrong-nothing-to-agree-to = Il faut voir ce que l’on accepte. Indiquez l’adresse des conditions ou de la politique de confidentialité.
wrong-address = L’adresse d’une page commence par https://, par exemple https://acme.example/terms.
wrong-email = Une adresse e-mail ressemble à help@acme.example.
wrong-too-long = Au plus { $value } caractères.
wrong-invisible = Il y a des caractères que personne ne voit.
wrong-colour = Une couleur est # et six chiffres de 0 à F, par exemple #2352D0.
wrong-needs-colour = Une couleur pour les pages sombres en demande une pour les pages claires.
wrong-needs-logo = Un logo pour les pages sombres en demande un pour les pages claires.
wrong-css-long = Une feuille de style a au plus 32 Kio.
wrong-css-forbidden = Une feuille de style ne charge rien et n’exécute rien. Elle ne peut pas contenir { $value }.
wrong-css-open = Un commentaire, un texte ou un bloc n’est pas fermé, ou est fermé sans être ouvert.
wrong-picture = Une image est un fichier PNG, JPEG ou WebP d’au plus 512 Kio.
wrong-no-language = Les pages ne parlent pas { $value }.
wrong-language-off = { $value } n’est pas parmi les langues des pages.
wrong-languages-none = Au moins une langue est activée.
wrong-text-variable = { $value } n’est pas connu dans ce texte.
wrong-text-braces = Les accolades entourent le nom d’une variable et rien d’autre.
wrong-text-long = Un texte a au plus 400 caractères.
wrong-text-invisible = Un texte n’a ni saut de ligne ni rien que personne ne voie.
