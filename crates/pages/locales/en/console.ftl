## Around every page of the console

product = Pailou
console = Console
skip-console = Skip to the content
menu = Menu
nav-overview = Overview
nav-applications = Applications
nav-connectors = Connectors
nav-sign-in-page = Sign-in page
nav-users = Users
nav-activity = Activity
nav-develop = Develop
nav-simulator = WeChat simulator
nav-settings = Settings
new-tab = (opens in a new tab)
role-owner = Owner
role-viewer = Viewer
console-sign-out = Sign out
theme = Colours
theme-system = As the system
theme-light = Light
theme-dark = Dark
unencrypted = Not encrypted. Fine for a first look on your own network, not for real people.
reference-of-request = Reference

## Forms

optional = optional
save = Save
changed-fields = Changed:
console-copy = Copy
console-copied = Copied
form-has-problems = Something needs another look
form-problems =
    { $count ->
        [one] One field needs another look
       *[other] { $count } fields need another look
    }
go-back = Back
show-typed = Show
session-ends = Your session ends in two minutes.
stay = Stay signed in

## Lists

list-newest = Newest
list-older = Older
list-pages = Pages of the list
breadcrumbs = You are here
filter = Filter
clear-filters = Clear filters
