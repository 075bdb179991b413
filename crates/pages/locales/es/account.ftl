## Otra forma de iniciar sesión

to-link = Inicia sesión como lo hacías antes
to-link-body = Después puedes añadir esta cuenta de WeChat.
link-question = ¿Añadir esta cuenta de WeChat a tu cuenta?
link-body = A partir de ahora puedes iniciar sesión aquí con ella.
link-add = Añadir WeChat a mi cuenta
link-leave = No añadirla

## La cuenta

account = Tu cuenta
back-to-account = Volver a tu cuenta
wechat-user = Usuario de WeChat
account-vendor-wechat = WeChat
account-profile = Perfil
account-name-hint = Lo ven las aplicaciones en las que inicias sesión.
account-save-name = Guardar el nombre
account-remove-picture = Quitar la foto
account-ways = Formas de iniciar sesión
account-ways-none = No tienes ninguna forma de volver a iniciar sesión. Añade una antes de cerrarla.
account-way-linked = Añadida el { $date }
account-way-used = Usada por última vez el { $date }
account-add-way = Añadir otra forma
account-add-way-wechat = Añadir WeChat
account-add-way-other = Añadir { $name }
account-sessions = Dónde has iniciado sesión
account-device = { $browser } en { $system }
account-unknown-browser = Un navegador
account-this-browser = Este navegador
account-signed-in-on = Sesión iniciada el { $date }
account-sign-out-others = Cerrar sesión en todos los demás
account-applications = Aplicaciones que pueden usar tu cuenta
account-allowed-on = Permitida el { $date }
account-revoke = Dejar de permitir

## Lo que acaba de hacerse

account-done-saved = Tu nombre está guardado.
account-done-picture-removed = Tu foto se ha quitado. No vuelve por sí sola.
account-done-linked = A partir de ahora puedes iniciar sesión así.
account-done-unlinked = Esa forma de iniciar sesión se ha quitado.
account-done-signed-out-one = La sesión de ese navegador está cerrada.
account-done-signed-out-others = La sesión de todos los demás navegadores está cerrada.
account-done-revoked = Esa aplicación ya no puede usar tu cuenta.

## El fin de una forma de iniciar sesión

account-unlink = Desvincular
account-unlink-wechat = ¿Desvincular esta cuenta de WeChat?
account-unlink-other = ¿Desvincular { $name }?
account-unlink-body = Ya no puedes iniciar sesión aquí con ella. Tu cuenta se queda, y también la que tienes allí.
account-unlink-last = Es tu única forma de entrar
account-unlink-last-body = Sin ella, nadie podría volver a iniciar sesión en esta cuenta. Añade antes otra forma o elimina la cuenta.

## El fin de la cuenta

account-delete = Eliminar mi cuenta
account-delete-question = ¿Eliminar tu cuenta?
account-delete-goes = Esto desaparece
account-delete-profile = Tu nombre y tu foto
account-delete-ways = { $count ->
    [0] Ninguna forma de iniciar sesión, porque no hay
    [one] Tu forma de iniciar sesión
   *[other] Tus { $count } formas de iniciar sesión
}
account-delete-sessions = { $count ->
    [one] Se cierra la sesión de este navegador
   *[other] Se cierra la sesión de { $count } navegadores
}
account-delete-applications = { $count ->
    [one] Una aplicación pierde lo que permitiste
   *[other] { $count } aplicaciones pierden lo que permitiste
}
account-delete-stays = Esto se queda
account-delete-stays-vendor = Tu cuenta de WeChat
account-delete-stays-applications = Lo que las aplicaciones guardan de ti. Pídeles que lo eliminen.
account-delete-stays-counts = Cuántas veces se inició sesión, sin tu nombre
account-delete-final = Ocurre en el acto y no se puede deshacer.
account-delete-word = eliminar
account-delete-type = Escribe { $word } para confirmar
account-delete-wrong = Escribe { $word }, exactamente como aquí
account-delete-not-confirmed = Sin confirmar
account-deleted = Tu cuenta está eliminada
account-deleted-body = Todo lo tuyo ha desaparecido de aquí y la sesión está cerrada. Puedes cerrar esta página.
