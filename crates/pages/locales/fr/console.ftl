## Around every page of the console

product = Pailou
console = Console
skip-console = Aller au contenu
menu = Menu
nav-overview = Vue d’ensemble
nav-applications = Applications
nav-connectors = Connecteurs
nav-sign-in-page = Page de connexion
nav-users = Utilisateurs
nav-activity = Activité
nav-develop = Développement
nav-simulator = Simulateur WeChat
nav-settings = Réglages
new-tab = (s’ouvre dans un nouvel onglet)
role-owner = Propriétaire
role-viewer = Lecteur
console-sign-out = Se déconnecter
theme = Couleurs
theme-system = Comme le système
theme-light = Clair
theme-dark = Sombre
unencrypted = Sans chiffrement. Bien pour un premier essai sur votre propre réseau, pas pour de vraies personnes.
reference-of-request = Référence

## Forms

optional = facultatif
save = Enregistrer
changed-fields = Modifié :
console-copy = Copier
console-copied = Copié
form-has-problems = Des champs sont à revoir
form-problems =
    { $count ->
        [one] Un champ est à revoir
       *[other] { $count } champs sont à revoir
    }
go-back = Retour
show-typed = Afficher
session-ends = Votre session se termine dans deux minutes.
stay = Rester connecté

## Listes

list-newest = Plus récents
list-older = Plus anciens
list-pages = Pages de la liste
breadcrumbs = Vous êtes ici
filter = Filtrer
clear-filters = Effacer les filtres
