## Around every page

page-sign-in = Iniciar sesión
skip = Ir al contenido
language = Idioma
test-mode = Modo de prueba.
test-mode-body = Aquí WeChat es el simulador local.
test-mode-open = Abrirlo
help = Ayuda
privacy = Privacidad
terms = Condiciones

## The ways to sign in

sign-in = Inicia sesión
sign-in-to-app = Inicia sesión en { $app }
with-wechat = Continuar con WeChat
with-other = Continuar con { $name }
last-used = La última vez
way-simulated = Simulador
terms-in-sentence = condiciones de uso
privacy-in-sentence = política de privacidad
agree-to-both = Acepto las { $terms } y la { $privacy }
agree-to-terms = Acepto las { $terms }
agree-to-privacy = Acepto la { $privacy }
by-signing-in-both = Al iniciar sesión, aceptas las { $terms } y la { $privacy }.
by-signing-in-terms = Al iniciar sesión, aceptas las { $terms }.
by-signing-in-privacy = Al iniciar sesión, aceptas la { $privacy }.
not-agreed = Marca la casilla para aceptar
did-not-come-back = No has terminado con WeChat
did-not-come-back-others = Si WeChat ha mostrado un error, usa otra forma por ahora.
did-not-come-back-only = Inténtalo de nuevo. Si WeChat ha mostrado un error, avisa a quienes llevan este sitio.
no-ways = Todavía nadie puede iniciar sesión aquí
no-ways-body = No hay ninguna forma de iniciar sesión activada. Quienes llevan este sitio pueden cambiarlo.

## Waiting

finishing = Terminando el inicio de sesión
finishing-body = WeChat ha confirmado que eres tú. Esperamos tu perfil.
finishing-safe = Puedes recargar la página sin problema.
continue = Continuar

## What can end a sign-in

not-set-up = El acceso con WeChat no está bien configurado
not-set-up-body = El problema es nuestro, no tuyo. Si no tienes otra forma de iniciar sesión, avisa a quienes llevan este sitio.
not-finished = Este inicio de sesión no se ha podido terminar
not-finished-body = La confirmación de WeChat sirve una sola vez y durante unos minutos. Escanea de nuevo para obtener otra.
profile-not-shared = WeChat no nos ha dado tu perfil
profile-not-shared-body = El problema es nuestro, no tuyo. Si vuelve a ocurrir, avisa a quienes llevan este sitio.
preview = Esto es solo una vista previa de la página
preview-body = WeChat no nos ha dicho quién eres. Toca { $menu } abajo a la derecha y después inicia sesión.
not-answering = WeChat no responde
not-answering-body = Tu cuenta está bien. Inténtalo de nuevo dentro de un momento.
busy = WeChat está saturado
busy-body = Tu cuenta está bien. Inténtalo de nuevo dentro de un minuto.
restricted = WeChat ha restringido esta cuenta de WeChat
restricted-body = Pregunta a WeChat, o inicia sesión de otra forma.
suspended = Esta cuenta está suspendida
suspended-body = Quienes llevan este sitio pueden decirte por qué. Tu cuenta de WeChat está bien.
cancelled = Has cancelado en tu teléfono
cancelled-body = No se ha compartido nada. Puedes intentarlo de nuevo o iniciar sesión de otra forma.
turned-off = Esta forma de iniciar sesión está desactivada
turned-off-body = Este sitio ya no la ofrece. Usa otra forma de iniciar sesión.
too-often = Demasiados intentos
too-often-body = Inténtalo de nuevo dentro de un minuto. Tu cuenta está bien.
already-used = Otra cuenta de aquí ya usa esta cuenta de WeChat
already-used-body = No se ha cambiado nada. Usa esa cuenta, o sigue con la que tienes abierta.
unexpected = Este inicio de sesión se ha interrumpido
unexpected-body = La causa es nuestra, no tuya. Inténtalo de nuevo. Si vuelve a ocurrir, avisa a quienes llevan este sitio.
scan-again = Escanear de nuevo
try-again = Intentar de nuevo
use-another-way = Usar otra forma
reference = Referencia
reference-hint = Indica esta referencia cuando pidas ayuda.
copy = Copiar
copied = Copiado
for-administrator = Para administradores

## Starting again

old-link = Empieza de nuevo el inicio de sesión
old-link-body = Esta página ha estado abierta demasiado tiempo o viene de un marcador. Tu cuenta está bien.
other-browser = Empieza de nuevo en tu navegador
other-browser-body = Este inicio de sesión empezó en otro navegador o aplicación, o su cookie ya no está. Tu cuenta está bien.
cookies = Tu navegador bloquea las cookies de este sitio
cookies-body = El inicio de sesión necesita una cookie para saber que sigues siendo tú.
cookies-step-settings = Abre los ajustes del sitio al principio de la barra de direcciones
cookies-step-allow = Permite las cookies de este sitio
cookies-step-again = Empieza de nuevo desde la aplicación
open-application-again = Abre de nuevo la aplicación en este navegador e inicia sesión desde ahí.
go-to-app = Ir a { $app }
go-to-application = Ir a la aplicación

## Wrong requests of an application

unknown-application = Este servidor no conoce esa aplicación
unknown-application-body = El enlace que te ha traído aquí nombra una aplicación que no está registrada.
redirect-uri = Este inicio de sesión se ha detenido
redirect-uri-body = La aplicación ha pedido enviarte a una dirección que no está registrada para ella.
malformed = Esta petición no se puede leer
malformed-body = La aplicación ha enviado una petición incompleta o no válida.
too-long = Esta petición es demasiado larga
too-long-body = La aplicación ha enviado una petición más larga de lo que acepta este servidor.
tell-application = Vuelve atrás e inténtalo de nuevo. Si vuelve a ocurrir, avisa a quienes llevan la aplicación.
for-developer = Para quien desarrolla la aplicación

## Signed in, signed out

signed-in = Tu sesión está iniciada
signed-in-body = Este inicio de sesión ya ha terminado. Puedes cerrar esta página.
signed-out = Tu sesión está cerrada
signed-out-body = Está cerrada en este navegador. Otras aplicaciones abiertas quizá no lo noten hasta que las recargues.
signed-out-wechat = WeChat sigue abierto en tu teléfono.
back-to-app = Volver a { $app }
back-to-application = Volver a la aplicación
sign-out-question = ¿Cerrar sesión?
sign-out-body = Para volver, tendrás que iniciar sesión de nuevo en este navegador.
sign-out = Cerrar sesión
stay-signed-in = Mantener la sesión
signed-in-as = Sesión de { $name }

## New here

first-time = Primera vez con esta cuenta de WeChat
wechat-account = Una cuenta de WeChat
confirmed-just-now = WeChat, confirmado ahora mismo
used-before = ¿Has estado aquí antes?
used-app-before = ¿Has usado { $app } antes?
add-wechat = Sí, añadir WeChat a mi cuenta
add-wechat-hint = Inicia sesión una vez para demostrar que es tuya
create-account = No, crear una cuenta nueva
create-account-hint = Tarda unos segundos
not-this-person = ¿No eres { $name }? Usa otra cuenta de WeChat
another-wechat-account = Usar otra cuenta de WeChat
no-account = Todavía no hay cuenta
no-account-body = Quienes llevan este sitio crean las cuentas. Pídeles una, o inicia sesión de otra forma.
no-account-of-organisation = { $organisation } crea las cuentas. Pide allí la tuya, o inicia sesión de otra forma.
one-more-thing = Una cosa más
name-needed = Este sitio necesita un nombre para dirigirse a ti. Puedes elegir cualquiera.
name-needed-by-app = { $app } necesita un nombre para dirigirse a ti. Puedes elegir cualquiera.
display-name = Nombre
name-missing = Escribe un nombre con al menos un carácter visible
name-too-long = Un nombre tiene como máximo { $most } caracteres
sign-in-with-that-account = Usar esa cuenta
keep-this-account = Seguir con esta
which-account = ¿Qué cuenta quieres usar?
continue-as = Continuar como { $name }
switch-to = Cambiar a { $name }
use-another-account = Usar otra cuenta

## Phones

continue-in-browser = Continúa en tu navegador
continue-in-browser-body = Estás dentro de WeChat, y un teléfono no puede escanear un código en su propia pantalla.
step-menu = Toca ··· arriba a la derecha
step-open = Elige Abrir en el navegador ({ $menu })
link = O abre este enlace en tu navegador
copy-link = Copiar el enlace
second-screen = WeChat necesita una segunda pantalla
second-screen-body = Inicia sesión en un ordenador u otra pantalla, y escanea allí el código con este teléfono.
second-screen-album = WeChat rechaza los códigos de una captura de pantalla o del álbum de fotos.
show-code = Mostrar el código igualmente
back-to-sign-in = Volver al inicio de sesión

## Consent

consent-title = Permitir el acceso
consent = ¿Permitir que esta aplicación use tu cuenta?
consent-app = ¿Permitir que { $app } use tu cuenta?
permissions = Lo que puede hacer
scope-openid = Saber cuál es tu cuenta
scope-profile = Ver tu apodo y tu foto
scope-email = Ver tu correo electrónico
scope-phone = Ver tu número de teléfono
scope-offline-access = Mantener la sesión mientras no estás
scope-address = Ver tu dirección postal
scope-roles = Ver tus roles
scope-of-api = { $allows } ({ $api })
scope-api = Usar { $api } en tu nombre
scope-other = Usar { $scope }
allow = Permitir
do-not-allow = No permitir
consent-next = Después vas a { $destination }.
not-you = ¿No eres tú? Usa otra cuenta

## Devices without a browser

device-code = Escribe el código de tu dispositivo
device-code-label = Código
device-code-hint = Tu dispositivo muestra ocho letras. Da igual si son mayúsculas o minúsculas.
device-code-form = Un código tiene ocho letras, por ejemplo WDJB-MJHT
device-code-unknown = Ningún dispositivo espera con este código. Mira en el dispositivo si hay uno nuevo.
device-code-too-often = Demasiados códigos incorrectos. Inténtalo de nuevo dentro de 15 minutos.
device-confirm-title = Iniciar sesión en tu dispositivo
device-confirm = ¿Permitir que esta aplicación use tu cuenta en tu dispositivo?
device-confirm-app = ¿Permitir que { $app } use tu cuenta en tu dispositivo?
device-same-code = Tu dispositivo tiene que mostrar el mismo código
device-warning = Permítelo solo si lo empezaste tú, en un dispositivo que tienes delante. Si alguien te envió un código o un enlace, recházalo.
device-refuse = Rechazar
device-allowed = Vuelve a tu dispositivo
device-allowed-body = Continúa solo en unos segundos. Puedes cerrar esta página.
device-refused = El dispositivo está rechazado
device-refused-body = No puede usar tu cuenta. Puedes cerrar esta página.

## The server itself

unavailable = Ahora mismo no se puede iniciar sesión
unavailable-body = El servidor está ocupado o se está reiniciando. Tu cuenta está bien. Inténtalo de nuevo dentro de unos segundos.

## The code on a page of ours

scan = Escanea con WeChat
scan-frame = La página de WeChat con el código
scan-own-page = Abrirlo en la página de WeChat

## Trying a sign-in, for administrators

trial = Probar un inicio de sesión
trial-body = Verás lo que llega. Nadie inicia sesión y no se crea ninguna cuenta.
trial-start = Probar ahora
trial-worked = El inicio de sesión funciona
trial-failed = El inicio de sesión todavía no funciona
trial-no-name = Sin apodo
trial-people-see = Lo que verían las personas
trial-you-see = Para ti
trial-nobody = Nadie ha iniciado sesión y no se ha creado ninguna cuenta.
step-sent-away = Enviado al otro lado
step-came-back = De vuelta
step-code-exchanged = Código canjeado
step-profile-read = Perfil leído
