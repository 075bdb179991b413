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
vendor-wechat = WeChat
profile = Profil
name-hint = Les applications auxquelles vous vous connectez peuvent le voir.
save-name = Enregistrer le nom
remove-picture = Retirer la photo
ways = Moyens de connexion
ways-none = Vous n’avez aucun moyen de vous reconnecter. Ajoutez-en un avant de vous déconnecter.
way-linked = Ajouté le { $date }
way-used = Utilisé pour la dernière fois le { $date }
add-way = Ajouter un autre moyen
add-way-wechat = Ajouter WeChat
add-way-other = Ajouter { $name }
sessions = Où vous êtes connecté
device = { $browser } sur { $system }
unknown-browser = Un navigateur
this-browser = Ce navigateur
signed-in-on = Connexion le { $date }
sign-out-others = Se déconnecter partout ailleurs
applications = Applications autorisées à utiliser votre compte
allowed-on = Autorisée le { $date }
revoke = Ne plus autoriser

## Ce qui vient d’être fait

done-saved = Votre nom est enregistré.
done-picture-removed = Votre photo est retirée. Elle ne revient pas d’elle-même.
done-linked = Vous pouvez désormais vous connecter de cette façon.
done-unlinked = Ce moyen de connexion est retiré.
done-signed-out-one = Ce navigateur est déconnecté.
done-signed-out-others = Tous les autres navigateurs sont déconnectés.
done-revoked = Cette application ne peut plus utiliser votre compte.

## La fin d’un moyen de connexion

unlink = Dissocier
unlink-wechat = Dissocier ce compte WeChat ?
unlink-other = Dissocier { $name } ?
unlink-body = Vous ne pourrez plus vous connecter ici de cette façon. Votre compte reste, ainsi que celui que vous avez là-bas.
unlink-last = C’est votre seul moyen d’entrer
unlink-last-body = Sans lui, plus personne ne pourrait se connecter à ce compte. Ajoutez d’abord un autre moyen, ou supprimez le compte.

## La fin du compte

delete-account = Supprimer mon compte
delete-question = Supprimer votre compte ?
delete-goes = Ceci disparaît
delete-profile = Votre nom et votre photo
delete-ways = { $count ->
    [0] Aucun moyen de connexion, car il n’y en a pas
    [one] Votre moyen de connexion
   *[other] Vos { $count } moyens de connexion
}
delete-sessions = { $count ->
    [one] Ce navigateur est déconnecté
   *[other] { $count } navigateurs sont déconnectés
}
delete-applications = { $count ->
    [one] Une application perd ce que vous aviez autorisé
   *[other] { $count } applications perdent ce que vous aviez autorisé
}
delete-stays = Ceci reste
delete-stays-vendor = Votre compte WeChat
delete-stays-applications = Ce que les applications conservent sur vous. Demandez-leur de le supprimer.
delete-stays-counts = Le nombre de connexions, sans votre nom
delete-final = L’effet est immédiat et définitif.
delete-word = supprimer
delete-type = Saisissez { $word } pour confirmer
delete-wrong = Saisissez { $word }, exactement comme ici
delete-not-confirmed = Non confirmé
deleted = Votre compte est supprimé
deleted-body = Tout ce qui vous concernait ici a disparu, et vous êtes déconnecté. Vous pouvez fermer cette page.
