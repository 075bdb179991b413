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
vendor-wechat = WeChat
profile = Perfil
name-hint = Lo ven las aplicaciones en las que inicias sesión.
save-name = Guardar el nombre
remove-picture = Quitar la foto
ways = Formas de iniciar sesión
ways-none = No tienes ninguna forma de volver a iniciar sesión. Añade una antes de cerrarla.
way-linked = Añadida el { $date }
way-used = Usada por última vez el { $date }
add-way = Añadir otra forma
add-way-wechat = Añadir WeChat
add-way-other = Añadir { $name }
sessions = Dónde has iniciado sesión
device = { $browser } en { $system }
unknown-browser = Un navegador
this-browser = Este navegador
signed-in-on = Sesión iniciada el { $date }
sign-out-others = Cerrar sesión en todos los demás
applications = Aplicaciones que pueden usar tu cuenta
allowed-on = Permitida el { $date }
revoke = Dejar de permitir

## Lo que acaba de hacerse

done-saved = Tu nombre está guardado.
done-picture-removed = Tu foto se ha quitado. No vuelve por sí sola.
done-linked = A partir de ahora puedes iniciar sesión así.
done-unlinked = Esa forma de iniciar sesión se ha quitado.
done-signed-out-one = La sesión de ese navegador está cerrada.
done-signed-out-others = La sesión de todos los demás navegadores está cerrada.
done-revoked = Esa aplicación ya no puede usar tu cuenta.

## El fin de una forma de iniciar sesión

unlink = Desvincular
unlink-wechat = ¿Desvincular esta cuenta de WeChat?
unlink-other = ¿Desvincular { $name }?
unlink-body = Ya no puedes iniciar sesión aquí con ella. Tu cuenta se queda, y también la que tienes allí.
unlink-last = Es tu única forma de entrar
unlink-last-body = Sin ella, nadie podría volver a iniciar sesión en esta cuenta. Añade antes otra forma o elimina la cuenta.

## El fin de la cuenta

delete-account = Eliminar mi cuenta
delete-question = ¿Eliminar tu cuenta?
delete-goes = Esto desaparece
delete-profile = Tu nombre y tu foto
delete-ways = { $count ->
    [0] Ninguna forma de iniciar sesión, porque no hay
    [one] Tu forma de iniciar sesión
   *[other] Tus { $count } formas de iniciar sesión
}
delete-sessions = { $count ->
    [one] Se cierra la sesión de este navegador
   *[other] Se cierra la sesión de { $count } navegadores
}
delete-applications = { $count ->
    [one] Una aplicación pierde lo que permitiste
   *[other] { $count } aplicaciones pierden lo que permitiste
}
delete-stays = Esto se queda
delete-stays-vendor = Tu cuenta de WeChat
delete-stays-applications = Lo que las aplicaciones guardan de ti. Pídeles que lo eliminen.
delete-stays-counts = Cuántas veces se inició sesión, sin tu nombre
delete-final = Ocurre en el acto y no se puede deshacer.
delete-word = eliminar
delete-type = Escribe { $word } para confirmar
delete-wrong = Escribe { $word }, exactamente como aquí
delete-not-confirmed = Sin confirmar
deleted = Tu cuenta está eliminada
deleted-body = Todo lo tuyo ha desaparecido de aquí y la sesión está cerrada. Puedes cerrar esta página.
