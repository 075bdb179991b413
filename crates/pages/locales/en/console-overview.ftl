## Overview

overview-period = Last 14 days, times in UTC
key-figures = Key figures
sign-ins-today = Sign-ins today
yesterday = { $count } yesterday
finished-14-days = Finished, 14 days
finished-of = { $finished } of { $started } who started
decimal = { $whole }.{ $tenth }
percent = { $number }%
new-people-7-days = New people, 7 days
of-them-signed-up = { $count } by signing in
people-in-total = People in total
in-applications =
    { $count ->
        [one] in one application
       *[other] in { $count } applications
    }
funnel-title = { $vendor }, step by step
last-24-hours = Last 24 hours
funnel-pressed = Pressed the button
funnel-came-back = Came back
funnel-said-yes = Said yes
funnel-signed-in = Signed in
lost-of-funnel =
    { $count ->
        [one] One did not come back.
       *[other] { $count } did not come back.
    }
lost-last-hour =
    { $count ->
        [one] One of them in the last hour.
       *[other] { $count } of them in the last hour.
    }
open-of-funnel =
    { $count ->
        [one] One is under way.
       *[other] { $count } are under way.
    }
refused-of-funnel =
    { $count ->
        [one] One refused, or the vendor did not say who it is.
       *[other] { $count } refused, or the vendor did not say who they are.
    }
stopped-of-funnel =
    { $count ->
        [one] One was turned away or stopped.
       *[other] { $count } were turned away or stopped.
    }
sign-ins-per-day = Sign-ins per day
finished = Finished
failed-or-lost = Failed or lost
show-as-table = Show as a table
day = Day
chart-range = Sign-ins per day, between { $least } and { $most } finished.
chart-more = The second half has more than the first.
chart-fewer = The second half has fewer than the first.
chart-same = Both halves have as many.
chart-table-follows = A table follows.
latest-activity = Latest activity
see-all = All
no-applications-here = An application is what people sign in to. There is none yet.
sign-ins-7-days =
    { $count ->
        [one] One sign-in in 7 days
       *[other] { $count } sign-ins in 7 days
    }
part-failed = This part could not be read.
overview-again = Try again

## Needs attention

needs-attention = Needs attention
nothing-needs-attention = Nothing right now.
attention-secret = { $vendor } refuses the App secret
attention-secret-body = Nobody can sign in with it. If someone reset the secret, only the newest works.
attention-lost = People get lost: { $vendor }
attention-lost-body = Of { $ended } who left in the last hour, { $count } did not come back. Most often the callback domain changed: WeChat then shows its own error page and tells us nothing.
attention-check = The setup check is failing: { $vendor }
attention-check-body =
    { $count ->
        [one] One line asks for something to be done.
       *[other] { $count } lines ask for something to be done.
    }
attention-simulator = People are sent to the simulator: { $vendor }
attention-simulator-body = Others can reach this server, and anybody can be anybody in the simulator. Connect the real one, or turn it off.
attention-clock = The clock of this server is wrong
attention-clock-body = It is off by more than a minute. Switch on time synchronisation.
attention-disk = The disk is nearly full
attention-disk-body = { $megabytes } MB are left. When none is left, nobody can sign in. Make room, or keep attempts for fewer days.
attention-owner = One owner only
attention-owner-body = If { $name } loses access, nobody can get in.
attention-key = A signing key is older than a year
attention-key-body = It was made on { $date }. A new one takes over without anybody noticing.
run-check = Run the setup check
invite-second-owner = Invite a second owner
open-keys = Open the keys
open-data = Open Data

## The first sign-in

welcome-name = Welcome, { $name }
welcome-overview = A person signed in to an application, with WeChat, in about a minute. Nothing leaves this computer with the simulator.
first-run = Your first sign-in
first-run-close = Close
first-run-closed = The first steps are closed. Settings shows them again.
time-since-start = Time since start
first-done = Done
first-waiting = Waiting
first-server = The server is running
first-server-body = It answers at { $address }.
first-simulator = Simulated WeChat is connected
first-simulator-body = A web app was created and approved in the simulator, and its keys are in the connector.
first-sign-in = Sign in to { $name }
first-sign-in-body = Choose the button with WeChat there, then scan with the simulated phone that opens beside it.
first-connector = Add a connector
first-connector-body = It lets people sign in with accounts they already have. The simulator needs no approval.
first-on = Turn it on
first-on-body = Then its button is on the sign-in page.
first-application = Add an application
first-application-body = An application is what people sign in to. It shows its connection data at the end.
first-sign-in-own-body = Open it and sign in there.
first-look = See what happened
first-look-body = The account, the identity and every step, with times.
open-demo-app = Open the demo app
add-connector-now = Add a connector
turn-on-now = Open the connectors
new-application-now = New application
open-application-now = Open it
see-what-happened = See the sign-in
first-run-next = Next:
next-application = your own application
next-wechat = real WeChat
next-owner = a second owner
real-wechat = When you are ready for real WeChat
real-wechat-body = Approval by WeChat takes days, so start it early and keep building with the simulator.
real-wechat-account = A verified developer account (yearly fee)
real-wechat-domain = A public domain with https
real-wechat-review = A review, often one or two days
