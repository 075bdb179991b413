## Un moyen de connexion de plus

to-link = Connectez-vous comme avant
to-link-body = Vous pourrez ensuite ajouter ce compte WeChat.
link-question = Ajouter ce compte WeChat à votre compte ?
link-body = Vous pourrez désormais vous connecter ici avec ce compte WeChat.
link-add = Ajouter WeChat à mon compte
link-leave = Ne pas l’ajouter

## Le compte

account = Votre compte
back-to-account = Revenir à votre compte
wechat-user = Utilisateur WeChat
account-vendor-wechat = WeChat
account-profile = Profil
account-name-hint = Les applications auxquelles vous vous connectez peuvent le voir.
account-save-name = Enregistrer le nom
account-remove-picture = Retirer la photo
account-ways = Moyens de connexion
account-ways-none = Vous n’avez aucun moyen de vous reconnecter. Ajoutez-en un avant de vous déconnecter.
account-way-linked = Ajouté le { $date }
account-way-used = Utilisé pour la dernière fois le { $date }
account-add-way = Ajouter un autre moyen
account-add-way-wechat = Ajouter WeChat
account-add-way-other = Ajouter { $name }
account-sessions = Où vous êtes connecté
account-device = { $browser } sur { $system }
account-unknown-browser = Un navigateur
account-this-browser = Ce navigateur
account-signed-in-on = Connexion le { $date }
account-sign-out-others = Se déconnecter partout ailleurs
account-applications = Applications autorisées à utiliser votre compte
account-allowed-on = Autorisée le { $date }
account-revoke = Ne plus autoriser

## Ce qui vient d’être fait

account-done-saved = Votre nom est enregistré.
account-done-picture-removed = Votre photo est retirée. Elle ne revient pas d’elle-même.
account-done-linked = Vous pouvez désormais vous connecter de cette façon.
account-done-unlinked = Ce moyen de connexion est retiré.
account-done-signed-out-one = Ce navigateur est déconnecté.
account-done-signed-out-others = Tous les autres navigateurs sont déconnectés.
account-done-revoked = Cette application ne peut plus utiliser votre compte.

## La fin d’un moyen de connexion

account-unlink = Dissocier
account-unlink-wechat = Dissocier ce compte WeChat ?
account-unlink-other = Dissocier { $name } ?
account-unlink-body = Vous ne pourrez plus vous connecter ici de cette façon. Votre compte reste, ainsi que celui que vous avez là-bas.
account-unlink-last = C’est votre seul moyen d’entrer
account-unlink-last-body = Sans lui, plus personne ne pourrait se connecter à ce compte. Ajoutez d’abord un autre moyen, ou supprimez le compte.

## La fin du compte

account-delete = Supprimer mon compte
account-delete-question = Supprimer votre compte ?
account-delete-goes = Ceci disparaît
account-delete-profile = Votre nom et votre photo
account-delete-ways = { $count ->
    [0] Aucun moyen de connexion, car il n’y en a pas
    [one] Votre moyen de connexion
   *[other] Vos { $count } moyens de connexion
}
account-delete-sessions = { $count ->
    [one] Ce navigateur est déconnecté
   *[other] { $count } navigateurs sont déconnectés
}
account-delete-applications = { $count ->
    [one] Une application perd ce que vous aviez autorisé
   *[other] { $count } applications perdent ce que vous aviez autorisé
}
account-delete-stays = Ceci reste
account-delete-stays-vendor = Votre compte WeChat
account-delete-stays-applications = Ce que les applications conservent sur vous. Demandez-leur de le supprimer.
account-delete-stays-counts = Le nombre de connexions, sans votre nom
account-delete-final = L’effet est immédiat et définitif.
account-delete-word = supprimer
account-delete-type = Saisissez { $word } pour confirmer
account-delete-wrong = Saisissez { $word }, exactement comme ici
account-delete-not-confirmed = Non confirmé
account-deleted = Votre compte est supprimé
account-deleted-body = Tout ce qui vous concernait ici a disparu, et vous êtes déconnecté. Vous pouvez fermer cette page.
