## users
