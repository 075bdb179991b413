## Vue d’ensemble

overview-period = 14 derniers jours, heures en UTC
key-figures = Chiffres clés
sign-ins-today = Connexions aujourd’hui
yesterday = { $count } hier
finished-14-days = Abouties, 14 jours
finished-of = { $finished } sur { $started } commencées
decimal = { $whole },{ $tenth }
percent = { $number } %
new-people-7-days = Nouvelles personnes, 7 jours
of-them-signed-up = { $count } en se connectant
people-in-total = Personnes en tout
in-applications =
    { $count ->
        [one] dans une application
       *[other] dans { $count } applications
    }
funnel-title = { $vendor }, étape par étape
last-24-hours = Dernières 24 heures
funnel-pressed = Bouton pressé
funnel-came-back = Revenus
funnel-said-yes = Ont dit oui
funnel-signed-in = Connectés
lost-of-funnel =
    { $count ->
        [one] Une personne n’est pas revenue.
       *[other] { $count } ne sont pas revenues.
    }
lost-last-hour =
    { $count ->
        [one] Dont une dans la dernière heure.
       *[other] Dont { $count } dans la dernière heure.
    }
open-of-funnel =
    { $count ->
        [one] Une est en cours.
       *[other] { $count } sont en cours.
    }
refused-of-funnel =
    { $count ->
        [one] Une a refusé, ou le fournisseur n’a pas dit qui c’est.
       *[other] { $count } ont refusé, ou le fournisseur n’a pas dit qui c’est.
    }
stopped-of-funnel =
    { $count ->
        [one] Une a été refusée ou s’est arrêtée.
       *[other] { $count } ont été refusées ou se sont arrêtées.
    }
sign-ins-per-day = Connexions par jour
finished = Abouties
failed-or-lost = Échouées ou perdues
show-as-table = Montrer en tableau
day = Jour
chart-range = Connexions par jour, entre { $least } et { $most } abouties.
chart-more = La seconde moitié en a plus que la première.
chart-fewer = La seconde moitié en a moins que la première.
chart-same = Les deux moitiés en ont autant.
chart-table-follows = Un tableau suit.
latest-activity = Dernière activité
see-all = Tout voir
no-applications-here = On se connecte à une application. Il n’y en a pas encore.
sign-ins-7-days =
    { $count ->
        [one] Une connexion en 7 jours
       *[other] { $count } connexions en 7 jours
    }
part-failed = Cette partie n’a pas pu être lue.
overview-again = Réessayer

## Demande attention

needs-attention = Demande attention
nothing-needs-attention = Rien pour l’instant.
attention-secret = { $vendor } refuse l’App secret
attention-secret-body = Personne ne peut se connecter avec. Si quelqu’un l’a réinitialisé, seul le plus récent fonctionne.
attention-lost = Des personnes se perdent : { $vendor }
attention-lost-body = Sur { $ended } parties dans la dernière heure, { $count } ne sont pas revenues. Le plus souvent le domaine de rappel a changé : WeChat montre alors sa propre page d’erreur et ne nous dit rien.
attention-check = La vérification échoue : { $vendor }
attention-check-body =
    { $count ->
        [one] Une ligne demande quelque chose.
       *[other] { $count } lignes demandent quelque chose.
    }
attention-simulator = On est envoyé au simulateur : { $vendor }
attention-simulator-body = D’autres peuvent joindre ce serveur, et chacun peut être n’importe qui dans le simulateur. Connectez le vrai, ou désactivez-le.
attention-clock = L’horloge de ce serveur est fausse
attention-clock-body = Elle s’écarte de plus d’une minute. Activez la synchronisation de l’heure.
attention-disk = Le disque est presque plein
attention-disk-body = Il reste { $megabytes } Mo. Sans place, personne ne peut se connecter. Libérez de la place, ou gardez les essais moins de jours.
attention-owner = Un seul propriétaire
attention-owner-body = Si { $name } perd l’accès, personne ne peut entrer.
attention-key = Une clé de signature a plus d’un an
attention-key-body = Elle date du { $date }. Une nouvelle prend le relais sans que personne ne le remarque.
run-check = Lancer la vérification
invite-second-owner = Inviter un second propriétaire
open-keys = Ouvrir les clés
open-data = Ouvrir Données

## La première connexion

welcome-name = Bienvenue, { $name }
welcome-overview = Une personne connectée à une application, avec WeChat, en une minute environ. Avec le simulateur, rien ne quitte cet ordinateur.
first-run = Votre première connexion
first-run-close = Fermer
first-run-closed = Les premiers pas sont fermés. Les réglages les montrent à nouveau.
time-since-start = Temps depuis le début
first-done = Fait
first-waiting = En attente
first-server = Le serveur fonctionne
first-server-body = Il répond à { $address }.
first-simulator = Le WeChat simulé est connecté
first-simulator-body = Une application web a été créée et approuvée dans le simulateur, et ses clés sont dans le connecteur.
first-sign-in = Se connecter à { $name }
first-sign-in-body = Choisissez-y le bouton avec WeChat, puis scannez avec le téléphone simulé qui s’ouvre à côté.
first-connector = Ajouter un connecteur
first-connector-body = Il laisse les personnes se connecter avec des comptes qu’elles ont déjà. Le simulateur n’exige aucune approbation.
first-on = L’activer
first-on-body = Son bouton est alors sur la page de connexion.
first-application = Ajouter une application
first-application-body = On se connecte à une application. Elle montre à la fin ses données de connexion.
first-sign-in-own-body = Ouvrez-la et connectez-vous.
first-look = Voir ce qui s’est passé
first-look-body = Le compte, l’identité et chaque étape, avec les heures.
open-demo-app = Ouvrir l’application
add-connector-now = Ajouter un connecteur
turn-on-now = Ouvrir les connecteurs
new-application-now = Nouvelle application
open-application-now = L’ouvrir
see-what-happened = Voir la connexion
first-run-next = Ensuite :
next-application = votre propre application
next-wechat = le vrai WeChat
next-owner = un second propriétaire
real-wechat = Quand vous serez prêt pour le vrai WeChat
real-wechat-body = L’approbation par WeChat prend des jours : commencez tôt et continuez avec le simulateur.
real-wechat-account = Un compte développeur vérifié (frais annuels)
real-wechat-domain = Un domaine public avec https
real-wechat-review = Un examen, souvent un ou deux jours
