## experience
