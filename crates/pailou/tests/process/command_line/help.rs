//! `--help`, of which every line is a promise.

use super::run;

#[tokio::test]
async fn each_command_explains_itself() {
    for (arguments, text) in [
        (&["--help"][..], ALL),
        (&["demo", "--help"], DEMO),
        (&["serve", "--help"], SERVE),
        (&["simulator", "--help"], SIMULATOR),
        (&["apply", "--help"], APPLY),
        (&["doctor", "--help"], DOCTOR),
        (&["export", "--help"], EXPORT),
        (&["keys", "--help"], KEYS),
        (&["keys", "rotate", "--help"], ROTATE),
    ] {
        let said = run(arguments, &[]).await;
        assert_eq!(said.output, text, "{arguments:?}");
        assert_eq!((said.code, said.error.as_str()), (Some(0), ""));
    }
    let said = run(&["--version"], &[]).await;
    assert_eq!(
        said.output,
        concat!("pailou ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[tokio::test]
async fn without_a_command_there_is_help_and_a_failure() {
    let said = run(&[], &[]).await;
    assert_eq!(said.error, ALL);
    assert_eq!((said.code, said.output.as_str()), (Some(2), ""));
}

const ALL: &str = "\
A sign-in server with WeChat, and a local WeChat to try it with

Usage: pailou [OPTIONS] <COMMAND>

Commands:
  demo       Run everything on this machine: server, simulator, an application
  serve      Run the server
  simulator  Run the simulator of WeChat alone
  apply      Make or change applications, connectors and the sign-in experience
  export     Write the file that apply reads
  doctor     Check whether people can sign in, and say what to do
  keys       Look after the keys that sign tokens
  help       Print this message or the help of the given subcommand(s)

Options:
      --log <FILTER>  What to log, such as \"info\" or \"server=debug\" [env: PAILOU_LOG=]
  -h, --help          Print help
  -V, --version       Print version
";

const DEMO: &str = "\
Run everything on this machine: server, simulator, an application

Usage: pailou demo [OPTIONS]

Options:
      --log <FILTER>           What to log, such as \"info\" or \"server=debug\" [env: PAILOU_LOG=]
      --port <PORT>            Port of the server [default: 3001]
      --simulator-port <PORT>  Port of the simulator [default: 3002]
      --app-port <PORT>        Port of the application [default: 3003]
      --host <ADDRESS>         Address to listen on [default: 127.0.0.1]
      --allow-public           Listen where others can reach it; the simulator's screens then ask for a token
      --data-dir <DIR>         Keep the data here instead of throwing it away at the end
      --database-url <URL>     Use this database, such as postgres://user@localhost/pailou
      --apply <FILE>           Apply this file after the demo's own data
  -h, --help                   Print help
  -V, --version                Print version
";

const SERVE: &str = "\
Run the server

Usage: pailou serve [OPTIONS]

Options:
      --config <FILE>  Read settings from this file
      --log <FILTER>   What to log, such as \"info\" or \"server=debug\" [env: PAILOU_LOG=]
      --apply <FILE>   Apply this file at the start
  -h, --help           Print help
  -V, --version        Print version
";

const SIMULATOR: &str = "\
Run the simulator of WeChat alone

Usage: pailou simulator [OPTIONS]

Options:
      --log <FILTER>       What to log, such as \"info\" or \"server=debug\" [env: PAILOU_LOG=]
      --port <PORT>        Port to listen on [default: 3002]
      --host <ADDRESS>     Address to listen on [default: 127.0.0.1]
      --allow-public       Listen where others can reach it; its screens then ask for a token
      --impersonate        Serve WeChat's own host names too, through a proxy
      --proxy-port <PORT>  Port of that proxy [default: 3004]
      --authority <FILE>   Write the proxy's certificate authority to this file [default: wechat-simulator.pem]
      --apply <FILE>       Take apps and people from this file
  -h, --help               Print help
  -V, --version            Print version
";

const APPLY: &str = "\
Make or change applications, connectors and the sign-in experience

Usage: pailou apply [OPTIONS] <FILE>

Arguments:
  <FILE>  The file, in TOML

Options:
      --config <FILE>  Read the settings of the server from this file
      --log <FILTER>   What to log, such as \"info\" or \"server=debug\" [env: PAILOU_LOG=]
  -h, --help           Print help
  -V, --version        Print version
";

const EXPORT: &str = "\
Write the file that apply reads

Usage: pailou export [OPTIONS]

Options:
      --log <FILTER>   What to log, such as \"info\" or \"server=debug\" [env: PAILOU_LOG=]
      --output <FILE>  Write to this file instead of the standard output
      --force          Replace the file if it is there already
      --secrets        Write all secrets too: whoever reads them can act as this server and as its applications
      --config <FILE>  Read the settings of the server from this file
  -h, --help           Print help
  -V, --version        Print version
";

const DOCTOR: &str = "\
Check whether people can sign in, and say what to do

Usage: pailou doctor [OPTIONS]

Options:
      --config <FILE>      Read the settings of the server from this file
      --log <FILTER>       What to log, such as \"info\" or \"server=debug\" [env: PAILOU_LOG=]
      --trial <CONNECTOR>  Print an address to try a sign-in through this connector
  -h, --help               Print help
  -V, --version            Print version
";

const KEYS: &str = "\
Look after the keys that sign tokens

Usage: pailou keys [OPTIONS] <COMMAND>

Commands:
  rotate  Put new signing keys in the place of those in use; nobody is signed out
  help    Print this message or the help of the given subcommand(s)

Options:
      --log <FILTER>  What to log, such as \"info\" or \"server=debug\" [env: PAILOU_LOG=]
  -h, --help          Print help
  -V, --version       Print version
";

const ROTATE: &str = "\
Put new signing keys in the place of those in use; nobody is signed out

Usage: pailou keys rotate [OPTIONS]

Options:
      --config <FILE>  Read the settings of the server from this file
      --log <FILTER>   What to log, such as \"info\" or \"server=debug\" [env: PAILOU_LOG=]
  -h, --help           Print help
  -V, --version        Print version
";
